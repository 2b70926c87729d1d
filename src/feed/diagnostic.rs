//! What a reading has to say, and where.

use std::fmt;
use std::ops::Range;

use serde::Serialize;

/// Whether a feed can be used in spite of a [`Diagnostic`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The feed cannot be used.
    Error,
    /// The feed can be used, and somebody should look.
    Warning,
}

/// One finding in one place of one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Whether it keeps the feed from being used.
    pub severity: Severity,
    /// A short stable name in kebab-case, such as `unknown-stop`.
    pub code: &'static str,
    /// The document's path within the feed.
    pub file: String,
    /// The line of the offending value, counted from 1.
    pub line: usize,
    /// Its first character within that line, counted from 1.
    pub column: usize,
    /// Its bytes within the document; empty if the document is not there.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// `cards/a.ron:12:5: error[unknown-stop]: …`, and the help on a line of its own.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            severity,
            code,
            file,
            line,
            column,
            message,
            ..
        } = self;
        write!(f, "{file}:{line}:{column}: {severity}[{code}]: {message}")?;
        match &self.help {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}
