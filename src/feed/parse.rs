//! From bytes to wire types, and what to say when they are none.

use std::ops::Range;

use ron::error::{Error, SpannedError};
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use crate::limits;
use crate::position::{self, Place};
use crate::suggest::{Suggester, did_you_mean, one_of, shorten};

/// What some editors put before a text.
pub(crate) const BYTE_ORDER_MARK: char = '\u{feff}';

/// Why a document could not be read.
#[derive(Debug)]
pub(crate) struct Fault {
    pub code: &'static str,
    pub span: Range<usize>,
    pub message: String,
    pub help: Option<String>,
}

/// How documents are read and printed.
pub(crate) fn options() -> ron::Options {
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        // `kind: Quiz(question: …)`, though a quiz is a struct of its own.
        .with_default_extension(Extensions::UNWRAP_VARIANT_NEWTYPES)
        .with_recursion_limit(limits::DEPTH)
}

/// Reads a document, with or without a byte order mark.
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    let marked = text.strip_prefix(BYTE_ORDER_MARK);
    options().from_str(marked.unwrap_or(text)).map_err(|error| {
        let mut fault = explain(marked.unwrap_or(text), error);
        if marked.is_some() {
            fault.span.start += BYTE_ORDER_MARK.len_utf8();
            fault.span.end += BYTE_ORDER_MARK.len_utf8();
        }
        fault
    })
}

fn explain(text: &str, SpannedError { code, span }: SpannedError) -> Fault {
    let end = position::byte(text, span.end.line, span.end.col);
    let start = position::byte(text, span.start.line, span.start.col).min(end);
    let fault = |code, span, message, help| Fault {
        code,
        span,
        message,
        help,
    };
    match code {
        Error::NoSuchStructField {
            expected, found, ..
        } => {
            let span = last_word(text, &found, end).unwrap_or(start..end);
            let message = format!("unknown field `{}`", shorten(&found));
            fault(
                "unknown-field",
                span,
                message,
                Some(among(&found, expected)),
            )
        }
        Error::NoSuchEnumVariant {
            expected,
            found,
            outer,
        } => {
            let span = last_word(text, &found, end).unwrap_or(start..end);
            let message = format!("unknown {} `{}`", noun(outer.as_deref()), shorten(&found));
            fault("unknown-word", span, message, Some(among(&found, expected)))
        }
        Error::ExpectedDifferentStructName { expected, found } => {
            let span = last_word(text, &found, end).unwrap_or(start..end);
            let message = format!("expected `{expected}(…)`, found `{}`", shorten(&found));
            fault("unknown-word", span, message, None)
        }
        Error::MissingStructField { field, .. } => {
            let around = Place::of_document(text).around(start).span.clone();
            let message = format!("the field `{field}` is missing");
            fault("missing-field", name_of(text, around), message, None)
        }
        Error::DuplicateStructField { field, .. } => {
            let span = last_word(text, field, end).unwrap_or(start..end);
            fault(
                "duplicate-field",
                span,
                format!("the field `{field}` stands here twice"),
                None,
            )
        }
        Error::Message(message) => {
            let around = Place::of_document(text).around(start).span.clone();
            fault("syntax", around, shorten(&message), None)
        }
        Error::ExpectedDifferentLength { expected, found } => {
            let around = Place::of_document(text).around(start).span.clone();
            let count: String = expected.chars().filter(char::is_ascii_digit).collect();
            let message = format!("expected {count} values between these brackets, found {found}");
            fault("syntax", around, message, None)
        }
        code => {
            let span = token(text, start);
            let at_end = span.start >= text.trim_end().len();
            let code = if at_end { Error::Eof } else { code };
            let (message, help) = in_plain_words(&code);
            fault("syntax", span, message, help)
        }
    }
}

/// The word, number, text or sign at a byte, or after the blanks there.
fn token(text: &str, byte: usize) -> Range<usize> {
    let is_word = |c: char| c.is_alphanumeric() || "_.+-#".contains(c);
    let rest = text.get(byte..).unwrap_or_default();
    let start = byte + (rest.len() - rest.trim_start().len());
    let (before, rest) = text.split_at(start.min(text.len()));
    if rest.starts_with(is_word) {
        let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        return before.trim_end_matches(is_word).len()..start + length;
    }
    let quoted = rest
        .strip_prefix('"')
        .and_then(|inner| inner.find(['"', '\n']));
    let sign = rest.chars().next().map_or(0, char::len_utf8);
    start..start + quoted.map_or(sign, |length| length + 2)
}

/// What the words of an enum stand for.
fn noun(name: Option<&str>) -> &'static str {
    match name {
        Some("ToyKind") => "toy",
        Some("Note") => "note",
        Some("Weekday") => "day",
        Some("DayPart") => "part of the day",
        Some("Theme") => "theme",
        Some("Audience") => "audience",
        Some("Grade") => "grade",
        Some("Ground") => "ground",
        Some("Shape") => "shape",
        Some("ActivityKind") => "kind of activity",
        _ => "word",
    }
}

/// The help for a word that is not among those expected.
pub(crate) fn among(found: &str, expected: &[&str]) -> String {
    Suggester::default()
        .nearest(found, expected.iter().copied())
        .map_or_else(
            || format!("expected {}", one_of(expected.iter().copied())),
            did_you_mean,
        )
}

/// Where `word` stood last before a byte, if close before it.
fn last_word(text: &str, word: &str, end: usize) -> Option<Range<usize>> {
    let before = text.get(..end)?;
    let start = before.rfind(word)?;
    let between = before.get(start + word.len()..)?;
    // Only the blanks and the one sign after the word may lie between.
    (between.trim().len() <= 1).then(|| start..start + word.len())
}

/// The name of a struct of which the whole is too long to point at.
fn name_of(text: &str, span: Range<usize>) -> Range<usize> {
    let value = text.get(span.clone()).unwrap_or_default();
    match value.find('(') {
        Some(0) | None => span.start..(span.start + 1).min(span.end),
        Some(length) => span.start..span.start + value[..length].trim_end().len(),
    }
}

fn in_plain_words(error: &Error) -> (String, Option<String>) {
    let quotes = || Some("texts, dates and ids stand in \"double quotes\"".to_owned());
    let expected = |what: &str| (format!("expected {what}"), None);
    match error {
        Error::Eof => (
            "the document ends too early".to_owned(),
            Some("look for a bracket or a quote that is not closed".to_owned()),
        ),
        Error::ExpectedString | Error::ExpectedStringEnd => {
            ("expected a text".to_owned(), quotes())
        }
        Error::ExpectedArray => expected("a list: `[`"),
        Error::ExpectedArrayEnd => expected("a comma, or the end of the list: `]`"),
        Error::ExpectedMap => expected("a map such as {\"da\": \"…\", \"en\": \"…\"}"),
        Error::ExpectedMapColon => expected("a colon after the name"),
        Error::ExpectedMapEnd => expected("a comma, or the end of the map: `}`"),
        Error::ExpectedComma => expected("a comma"),
        Error::ExpectedStructLike => expected("`(`"),
        Error::ExpectedNamedStructLike(name) => expected(&format!("`{name}(…)`")),
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => {
            expected("a comma, or the end: `)`")
        }
        Error::ExpectedBoolean => expected("`true` or `false`"),
        Error::ExpectedInteger => expected("a whole number"),
        Error::ExpectedFloat => expected("a number"),
        Error::IntegerOutOfBounds => ("this number is too large or negative".to_owned(), None),
        Error::ExpectedIdentifier => expected("a name"),
        Error::TrailingCharacters => (
            "there is more after the end of the document".to_owned(),
            Some("look for a bracket that is closed too early".to_owned()),
        ),
        Error::ExceededRecursionLimit => (
            format!("brackets are nested more than {} deep", limits::DEPTH),
            None,
        ),
        Error::UnclosedBlockComment => expected("the end of the comment: `*/`"),
        Error::InvalidValueForType { expected, found } => (
            format!("expected {expected}, found {}", shorten(found)),
            None,
        ),
        other => (shorten(&other.to_string()), None),
    }
}
