//! What several tests need.

#![expect(dead_code, reason = "each test uses a part of it")]

use std::fs;
use std::path::Path;

use legeplads_feed::{Documents, MediaInfo, Reading, Severity};

/// The small feed that is complete and without fault.
pub fn tiny() -> Documents {
    folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tiny"))
}

/// A feed's folder. Of PNG and JPEG files only what the tests need is looked at: that they are there.
pub fn folder(root: &Path) -> Documents {
    let mut documents = Documents::default();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = relative(root, &path);
            if name.ends_with(".ron") {
                documents.insert(name, fs::read(&path).expect("a document"));
            } else if name.starts_with("media/") {
                let bytes = fs::metadata(&path).expect("a media file").len();
                let info = MediaInfo {
                    width: 16,
                    height: 12,
                    bytes,
                };
                documents.insert_media(name, info);
            }
        }
    }
    documents
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).expect("a path within its folder");
    path.to_str().expect("a path in UTF-8").replace('\\', "/")
}

/// A document of a feed as text.
pub fn text(documents: &Documents, path: &str) -> String {
    let bytes = documents
        .get(path)
        .unwrap_or_else(|| panic!("no document {path}"));
    String::from_utf8(bytes.to_vec()).expect("a document in UTF-8")
}

/// The diagnostics as a person reads them.
pub fn shown(reading: &Reading) -> String {
    reading
        .diagnostics
        .iter()
        .map(|one| format!("{one}\n"))
        .collect()
}

/// One edit of a document: its path, what stands in it once, and what to put there instead.
pub type Edit = (&'static str, &'static str, &'static str);

/// The tiny feed with an edit.
pub fn edited(edit: Edit) -> Documents {
    edited_in(&tiny(), edit)
}

/// A feed with an edit.
pub fn edited_in(documents: &Documents, (path, old, new): Edit) -> Documents {
    let mut documents = documents.clone();
    let text = text(&documents, path);
    assert_eq!(
        text.matches(old).count(),
        1,
        "{old:?} does not stand once in {path}"
    );
    documents.insert(path, text.replace(old, new));
    documents
}

/// What a reading says of each of some edits of the tiny feed, with the lines it points at.
pub fn pointed_at(edits: &[Edit]) -> String {
    pointed_at_in(&tiny(), edits)
}

/// The same with edits of another feed.
pub fn pointed_at_in(documents: &Documents, edits: &[Edit]) -> String {
    let mut all = String::new();
    for edit in edits {
        let documents = edited_in(documents, *edit);
        let reading = legeplads_feed::read(&documents);
        all += &format!("# {}: {} -> {}\n", edit.0, edit.1, edit.2);
        for one in &reading.diagnostics {
            all += &format!("{one}\n");
            if let Some(bytes) = documents.get(&one.file) {
                all += &pointer(&String::from_utf8_lossy(bytes), &one.span);
            }
        }
        let errors = reading
            .diagnostics
            .iter()
            .any(|one| one.severity == Severity::Error);
        assert_eq!(
            reading.feed.is_none(),
            errors,
            "a feed if and only if no error: {edit:?}"
        );
        all.push('\n');
    }
    all
}

/// A line, and below it carets under a span of it.
pub fn pointer(text: &str, span: &std::ops::Range<usize>) -> String {
    let start = text[..span.start]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let end = text[span.start..]
        .find('\n')
        .map_or(text.len(), |newline| span.start + newline);
    let blanks = text[start..span.start].chars().count();
    let carets = text[span.start..span.end.min(end).max(span.start)]
        .chars()
        .count()
        .max(1);
    format!(
        "  | {}\n  | {}{}\n",
        &text[start..end],
        " ".repeat(blanks),
        "^".repeat(carets)
    )
}

/// How many cards the small feed has.
pub fn tiny_cards() -> usize {
    legeplads_feed::read(&tiny())
        .feed
        .map_or(0, |feed| feed.cards.len())
}
