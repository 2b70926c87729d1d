//! Where the values of a RON document stand.
//!
//! Reading a document keeps no positions. Only when there is something to
//! report is its text gone through once more, into a tree of the places of all
//! its values.

use std::ops::Range;

use crate::check::{Part, Step};
use crate::limits::DEPTH;
use crate::parse::BYTE_ORDER_MARK;

/// A value's place, and those of its parts.
#[derive(Debug, Default)]
pub(crate) struct Place {
    pub span: Range<usize>,
    parts: Vec<(Option<Range<usize>>, Place)>,
}

impl Place {
    /// The places in a document, as far as it can be followed.
    pub(crate) fn of_document(text: &str) -> Self {
        let mut scanner = Scanner { text, at: 0 };
        if text.starts_with(BYTE_ORDER_MARK) {
            scanner.bump();
        }
        scanner.blanks();
        while scanner.text[scanner.at..].starts_with("#!") {
            // An attribute of the document: `#![enable(…)]`.
            scanner.until(|c| c == ']');
            scanner.bump();
            scanner.blanks();
        }
        scanner.value(0)
    }

    /// The place that the steps lead to, or the nearest around it.
    pub(crate) fn find(&self, text: &str, steps: &[Step], part: Part) -> Range<usize> {
        let mut place = self;
        let mut span = self.span.clone();
        for (index, step) in steps.iter().enumerate() {
            let found = match step {
                Step::Item(item) => place.parts.get(*item),
                Step::Name(name) => place.parts.iter().find(|(key, _)| {
                    let key = key.clone().and_then(|key| text.get(key));
                    key.is_some_and(|key| key.trim_matches('"') == name)
                }),
            };
            let Some((key, inner)) = found else {
                break;
            };
            let is_last = index + 1 == steps.len();
            span = match key {
                Some(key) if is_last && part == Part::Key => key.clone(),
                _ => inner.span.clone(),
            };
            place = inner;
        }
        span
    }

    /// Where the names and the values of its fields stand; if one has no name, where that stands.
    pub(crate) fn fields(&self) -> Result<Vec<(Range<usize>, Range<usize>)>, Range<usize>> {
        let parts = self.parts.iter();
        let field = |(name, value): &(Option<Range<usize>>, Self)| {
            let name = name.clone().ok_or_else(|| value.span.clone())?;
            Ok((name, value.span.clone()))
        };
        parts.map(field).collect()
    }

    /// The innermost value around a byte.
    pub(crate) fn around(&self, byte: usize) -> &Self {
        let mut place = self;
        while let Some((_, inner)) = place
            .parts
            .iter()
            .find(|(_, inner)| (inner.span.start..=inner.span.end).contains(&byte))
        {
            if inner.parts.is_empty() {
                break;
            }
            place = inner;
        }
        place
    }
}

/// The line and the column of a byte, both counted from 1, columns in characters.
pub(crate) fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = 1 + before.bytes().filter(|b| *b == b'\n').count();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (line, 1 + before[start..].chars().count())
}

/// The byte at a line and a column.
pub(crate) fn byte(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(newline) => start += newline + 1,
            None => return text.len(),
        }
    }
    let rest = &text[start..];
    let offset = rest
        .char_indices()
        .nth(column.saturating_sub(1))
        .map(|(offset, _)| offset);
    offset.map_or(text.len(), |offset| start + offset)
}

/// Goes through a document that RON has accepted; in any other it stops somewhere.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn until(&mut self, stop: impl Fn(char) -> bool) {
        let rest = &self.text[self.at..];
        self.at += rest.find(stop).unwrap_or(rest.len());
    }

    /// Skips white space and comments.
    fn blanks(&mut self) {
        loop {
            self.until(|c| !c.is_whitespace());
            let rest = &self.text[self.at..];
            if rest.starts_with("//") {
                self.until(|c| c == '\n');
            } else if rest.starts_with("/*") {
                self.block_comment();
            } else {
                return;
            }
        }
    }

    /// Block comments nest.
    fn block_comment(&mut self) {
        let mut open = 0_usize;
        loop {
            let rest = &self.text[self.at..];
            if rest.starts_with("/*") {
                open += 1;
                self.at += 2;
            } else if rest.starts_with("*/") {
                open -= 1;
                self.at += 2;
            } else {
                self.bump();
            }
            if open == 0 || self.at >= self.text.len() {
                return;
            }
        }
    }

    fn value(&mut self, depth: usize) -> Place {
        self.blanks();
        let start = self.at;
        let mut parts = Vec::new();
        match self.peek() {
            // RON has refused deeper documents already.
            _ if depth > 2 * DEPTH => self.at = self.text.len(),
            Some('"') => self.string(),
            Some('\'') => self.character(),
            Some('[') => parts = self.list(depth, ']'),
            Some('{') => parts = self.list(depth, '}'),
            Some('(') => parts = self.list(depth, ')'),
            Some('r') if self.raw_hashes().is_some() => self.raw_string(),
            Some(_) => {
                self.until(|c| c.is_whitespace() || "()[]{},:\"/".contains(c));
                let name = &self.text[start..self.at];
                let end = self.at;
                self.blanks();
                if self.peek() == Some('(') {
                    parts = self.list(depth, ')');
                    if name == "Some" && parts.len() == 1 {
                        return parts.pop().map(|(_, place)| place).unwrap_or_default();
                    }
                } else {
                    self.at = end;
                }
            }
            None => {}
        }
        Place {
            span: start..self.at,
            parts,
        }
    }

    /// Values between brackets, each with its key if it has one.
    fn list(&mut self, depth: usize, close: char) -> Vec<(Option<Range<usize>>, Place)> {
        let mut parts = Vec::new();
        self.bump();
        loop {
            self.blanks();
            let start = self.at;
            match self.peek() {
                Some(c) if c == close => {
                    self.bump();
                    return parts;
                }
                Some(',') => {
                    self.bump();
                    continue;
                }
                None => return parts,
                Some(_) => {}
            }
            let first = self.value(depth + 1);
            let after = self.at;
            self.blanks();
            if self.peek() == Some(':') {
                self.bump();
                parts.push((Some(first.span), self.value(depth + 1)));
            } else {
                self.at = after;
                parts.push((None, first));
            }
            if self.at == start {
                // Nothing that a value begins with.
                self.bump();
            }
        }
    }

    fn string(&mut self) {
        self.bump();
        loop {
            self.until(|c| c == '"' || c == '\\');
            match self.peek() {
                Some('\\') => {
                    self.bump();
                    self.bump();
                }
                Some(_) => {
                    self.bump();
                    return;
                }
                None => return,
            }
        }
    }

    fn character(&mut self) {
        self.bump();
        if self.peek() == Some('\\') {
            self.bump();
        }
        self.bump();
        self.until(|c| c == '\'');
        self.bump();
    }

    /// The hashes of a raw string that begins here.
    fn raw_hashes(&self) -> Option<usize> {
        let rest = self.text[self.at..].strip_prefix('r')?;
        let quote = rest.trim_start_matches('#');
        quote.starts_with('"').then_some(rest.len() - quote.len())
    }

    fn raw_string(&mut self) {
        let hashes = self.raw_hashes().unwrap_or_default();
        self.at += 1 + hashes + 1;
        let end = format!("\"{}", "#".repeat(hashes));
        let rest = &self.text[self.at..];
        self.at += rest
            .find(&end)
            .map_or(rest.len(), |found| found + end.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, steps: &[&str], part: Part) -> String {
        let steps: Vec<_> = steps
            .iter()
            .map(|step| {
                step.parse()
                    .map_or_else(|_| Step::Name((*step).to_owned()), Step::Item)
            })
            .collect();
        text[Place::of_document(text).find(text, &steps, part)].to_owned()
    }

    #[test]
    fn every_kind_of_value_is_found() {
        let text = "#![enable(implicit_some)] /* a /* b */ ( */ [ // (\n Card ( id : r#\"a\"b\"#, \
                    at: (1.0, -2.5e3), c: ',', title: {\"da\": \"x\\\"]\", \"en\": \"y\"}, \
                    kind: Some(Stop(\"z\")), none: None) ]";
        let value = |steps: &[&str]| at(text, steps, Part::Value);
        assert_eq!(value(&["0", "id"]), "r#\"a\"b\"#");
        assert_eq!(value(&["0", "at", "1"]), "-2.5e3");
        assert_eq!(value(&["0", "c"]), "','");
        assert_eq!(value(&["0", "title", "en"]), "\"y\"");
        assert_eq!(value(&["0", "title", "da"]), "\"x\\\"]\"");
        assert_eq!(value(&["0", "kind", "0"]), "\"z\"");
        assert_eq!(value(&["0", "none"]), "None");
        assert_eq!(at(text, &["0", "title", "en"], Part::Key), "\"en\"");
        // What is not there is looked for as near as possible.
        assert_eq!(value(&["0", "at", "7"]), "(1.0, -2.5e3)");
    }

    #[test]
    fn any_text_comes_to_an_end() {
        for text in [
            "",
            "(((",
            "]",
            "\"",
            "'",
            "r##\"",
            "/*",
            ":::",
            "a:b:c",
            "{\"a\" \"b\"}",
            "Some(",
            "/",
        ] {
            let _ = Place::of_document(text);
        }
    }

    #[test]
    fn lines_and_columns_count_characters() {
        let text = "æ\nøå\n";
        assert_eq!(line_and_column(text, 0), (1, 1));
        assert_eq!(line_and_column(text, 5), (2, 2));
        assert_eq!(byte(text, 2, 2), 5);
        assert_eq!(byte(text, 9, 9), text.len());
    }
}
