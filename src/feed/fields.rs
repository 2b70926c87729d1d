//! A document that is one struct, read field by field: all that is wrong with it is said at once.

use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeOwned, IgnoredAny};

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{faulty, text_of};
use crate::parse::{Fault, among, parse};
use crate::position::Place;

/// A value that can be read and cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// What is wrong with it.
    pub message: String,
    /// What is needed; the nearest right value, if there is one.
    pub help: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.message, self.help)
    }
}

impl std::error::Error for Wrong {}

/// The fields of a document, and what was found wrong so far.
#[derive(Debug)]
pub struct Fields<'a> {
    file: &'a str,
    text: &'a str,
    /// Where each field's name stands, and its value.
    fields: Vec<(Range<usize>, Range<usize>)>,
    found: Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// The fields that a document has. Names that are not among those known are faults already.
    ///
    /// # Errors
    ///
    /// When it cannot be followed, and where: behind that nothing is sure to be what it looks like.
    pub fn of(file: &'a str, bytes: &'a [u8], known: &[&str]) -> Result<Self, Box<Diagnostic>> {
        let text = text_of(bytes).map_err(|fault| Box::new(faulty(file, bytes, fault)))?;
        if let Err(fault) = parse::<IgnoredAny>(text) {
            return Err(Box::new(faulty(file, bytes, fault)));
        }
        let document = Place::of_document(text);
        let is_struct = text
            .get(document.span.clone())
            .is_some_and(|text| text.ends_with(')'));
        let named = match document.fields() {
            Ok(fields) if is_struct => Ok(fields),
            Ok(_) => Err(document.span),
            Err(span) => Err(span),
        };
        let named = named.map_err(|span| {
            let message = "expected fields with names: such as `(name: …)`".to_owned();
            let fault = Fault {
                code: "syntax",
                span,
                message,
                help: None,
            };
            Box::new(faulty(file, bytes, fault))
        })?;
        let mut fields = Self {
            file,
            text,
            fields: named,
            found: Vec::new(),
        };
        let mut seen: Vec<&str> = Vec::new();
        for (name, _) in fields.fields.clone() {
            let word = text.get(name.clone()).unwrap_or_default();
            let (code, message, help) = if !known.contains(&word) {
                let message = format!("unknown field `{}`", crate::suggest::shorten(word));
                ("unknown-field", message, Some(among(word, known)))
            } else if seen.contains(&word) {
                let message = format!("the field `{word}` stands here twice");
                ("duplicate-field", message, None)
            } else {
                seen.push(word);
                continue;
            };
            let span = name;
            fields.tell(Fault {
                code,
                span,
                message,
                help,
            });
        }
        Ok(fields)
    }

    /// A field's value, if it is there and right. `is` makes of what is written what is meant.
    pub fn take<R: DeserializeOwned, T>(
        &mut self,
        name: &str,
        is: impl FnOnce(R) -> Result<T, Wrong>,
    ) -> Option<T> {
        let span = self.value(name)?;
        let read = parse::<Option<R>>(self.text.get(span.clone())?);
        let fault = match read.map(|raw| raw.map(is).transpose()) {
            Ok(Ok(value)) => return value,
            Ok(Err(Wrong { message, help })) => Fault {
                code: "wrong-value",
                span,
                message: format!("`{name}`: {message}"),
                help: Some(help),
            },
            Err(fault) => Fault {
                span: span.start + fault.span.start..span.start + fault.span.end,
                message: format!("`{name}`: {}", fault.message),
                ..fault
            },
        };
        self.tell(fault);
        None
    }

    /// Something that is wrong with a field's value, or with the whole document if it has no such field.
    pub fn about(&self, name: &str, code: &'static str, wrong: Wrong) -> Diagnostic {
        let fault = Fault {
            code,
            span: self.value(name).unwrap_or(0..0),
            message: wrong.message,
            help: Some(wrong.help),
        };
        faulty(self.file, self.text.as_bytes(), fault)
    }

    /// All that was found, from the first line to the last.
    pub fn found(&self) -> Vec<Diagnostic> {
        let mut found = self.found.clone();
        found.sort_by_key(|found| found.span.start);
        found
    }

    /// Whether something is wrong with this field.
    pub fn is_wrong(&self, name: &str) -> bool {
        let value = self.value(name);
        let is_there = |at: usize| value.as_ref().is_some_and(|value| value.contains(&at));
        let errors = self.found.iter();
        let mut errors = errors.filter(|found| found.severity == Severity::Error);
        errors.any(|found| is_there(found.span.start))
    }

    /// Where the value of the first field of this name stands.
    fn value(&self, name: &str) -> Option<Range<usize>> {
        let mut fields = self.fields.iter();
        let field = fields.find(|(word, _)| self.text.get(word.clone()) == Some(name));
        field.map(|(_, value)| value.clone())
    }

    fn tell(&mut self, fault: Fault) {
        self.found
            .push(faulty(self.file, self.text.as_bytes(), fault));
    }
}
