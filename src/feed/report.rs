//! From findings to diagnostics: every place becomes a file, a line and a column.

use std::ops::Range;

use crate::check::{Check, Finding, InDocument, Spot};
use crate::diagnostic::{Diagnostic, Severity};
use crate::limits;
use crate::position::{Place, line_and_column};

/// Turns what a check has found into diagnostics, in the order of documents and positions.
///
/// `paths` names the documents by their number in a [`Spot`].
pub(crate) fn diagnostics(check: Check, paths: &[&str]) -> Vec<Diagnostic> {
    let left_out = [Severity::Error, Severity::Warning].map(|s| (s, check.left_out(s)));
    let spans = spans(&check, paths);
    let mut all: Vec<_> = check
        .findings
        .iter()
        .zip(spans)
        .map(|(finding, (spot, also))| {
            (
                finding.spot.document,
                diagnostic(finding, spot, also, &check, paths),
            )
        })
        .collect();
    all.sort_by_key(|(document, diagnostic)| (*document, diagnostic.span.start));
    let mut all: Vec<_> = all.into_iter().map(|(_, diagnostic)| diagnostic).collect();
    for (severity, count) in left_out {
        if count > 0 {
            all.push(Diagnostic {
                severity,
                code: "and-more",
                file: paths.first().copied().unwrap_or("feed.ron").to_owned(),
                line: 1,
                column: 1,
                span: 0..0,
                message: format!(
                    "{count} more like these; {} are listed",
                    limits::DIAGNOSTICS
                ),
                help: None,
            });
        }
    }
    all
}

fn text<'a>(check: &Check<'a>, paths: &[&str], document: usize) -> &'a str {
    let bytes = paths
        .get(document)
        .and_then(|path| check.documents.get(path))
        .unwrap_or_default();
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        // Up to the first byte that is no text: no finding lies beyond.
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}

/// The bytes of every finding's spot, and of the other one it names.
///
/// It goes document by document, so that one tree of positions is alive at a time.
fn spans(check: &Check, paths: &[&str]) -> Vec<(Range<usize>, Option<Range<usize>>)> {
    let mut spans = vec![(0..0, None); check.findings.len()];
    let mut wanted: Vec<(&Spot, usize, bool)> = Vec::new();
    for (index, finding) in check.findings.iter().enumerate() {
        wanted.push((&finding.spot, index, false));
        wanted.extend(finding.also.as_ref().map(|also| (also, index, true)));
    }
    wanted.sort_by_key(|(spot, ..)| spot.document);
    for group in wanted.chunk_by(|(a, ..), (b, ..)| a.document == b.document) {
        let Some((first, ..)) = group.first() else {
            continue;
        };
        let text = text(check, paths, first.document);
        let mut tree = None;
        for (spot, index, is_other) in group {
            let span = match &spot.place {
                InDocument::Bytes(span) => span.clone(),
                InDocument::Steps(steps, _) if steps.is_empty() => 0..0,
                InDocument::Steps(steps, part) => tree
                    .get_or_insert_with(|| Place::of_document(text))
                    .find(text, steps, *part),
            };
            if *is_other {
                spans[*index].1 = Some(span);
            } else {
                spans[*index].0 = span;
            }
        }
    }
    spans
}

fn diagnostic(
    finding: &Finding,
    span: Range<usize>,
    also: Option<Range<usize>>,
    check: &Check,
    paths: &[&str],
) -> Diagnostic {
    let document = finding.spot.document;
    let (line, column) = line_and_column(text(check, paths, document), span.start);
    let help = match (&finding.help, &finding.also, also) {
        (Some(help), Some(spot), Some(span)) => {
            let (line, _) = line_and_column(text(check, paths, spot.document), span.start);
            Some(format!("{help} {}:{line}", file(paths, spot.document)))
        }
        (help, ..) => help.clone(),
    };
    Diagnostic {
        severity: finding.severity,
        code: finding.code,
        file: file(paths, document).to_owned(),
        line,
        column,
        span,
        message: finding.message.clone(),
        help,
    }
}

fn file<'a>(paths: &[&'a str], document: usize) -> &'a str {
    paths.get(document).copied().unwrap_or("feed.ron")
}
