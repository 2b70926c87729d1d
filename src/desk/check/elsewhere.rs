//! Somebody has named another folder than the feed's.

use std::fs;
use std::path::{Path, PathBuf};

use legeplads_feed::{Diagnostic, Severity};

/// The document that every feed has.
const COVER: &str = "feed.ron";

/// Where feeds lie instead, if none lies in `dir` and some do close by.
pub(super) fn look(dir: &Path) -> Option<Diagnostic> {
    if dir.join(COVER).exists() {
        return None;
    }
    let close_by = match (dir.is_dir(), dir.parent()) {
        (true, _) => feeds_in(dir),
        // A file of a feed was named.
        (false, Some(parent)) if dir.is_file() && parent.join(COVER).is_file() => {
            vec![parent.to_owned()]
        }
        (false, Some(parent)) => feeds_in(parent),
        (false, None) => Vec::new(),
    };
    let names = close_by.iter().map(|feed| format!("`{}`", feed.display()));
    let names = names.collect::<Vec<_>>().join(", in ");
    (!names.is_empty()).then(|| Diagnostic {
        severity: Severity::Error,
        code: "no-feed",
        file: String::new(),
        line: 1,
        column: 1,
        span: 0..0,
        message: "no feed lies here".to_owned(),
        help: Some(format!("there is one in {names}")),
    })
}

fn feeds_in(dir: &Path) -> Vec<PathBuf> {
    // What cannot be read has nothing to offer.
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let mut feeds: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| path.join(COVER).is_file())
        .collect();
    feeds.sort();
    feeds
}
