//! What several tests need.

#![expect(dead_code, reason = "each test uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};

use legeplads_feed::{Documents, MediaInfo, Reading};

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

fn relative(root: &Path, path: &PathBuf) -> String {
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
