//! A feed's folder as staff edit it.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use legeplads_feed::{Documents, MediaInfo};
use legeplads_trust::limits;

use crate::font::{self, FontError};
use crate::picture::{self, PictureError};

/// The folder, inside a feed's, that holds pictures.
const MEDIA: &str = "media";

/// The folder, inside a feed's, that holds fonts.
const FONTS: &str = "fonts";

/// Folders in folders that are looked into.
const DEPTH: usize = 8;

/// Why a folder could not be read as a feed, file by file.
#[derive(Debug)]
pub struct Unreadable {
    /// The folder.
    pub dir: PathBuf,
    /// All that is wrong, sorted by path; never empty.
    pub problems: Vec<Problem>,
}

/// One file or folder that is not as it must be.
#[derive(Debug)]
pub struct Problem {
    /// Where, relative to the feed's folder; empty for the folder itself.
    pub path: PathBuf,
    /// What.
    pub what: What,
}

/// What can be wrong with a file or folder.
#[derive(Debug, thiserror::Error)]
pub enum What {
    /// The system refused.
    #[error("cannot be read: {0}")]
    Disk(#[from] io::Error),
    /// A symbolic link, which could lead anywhere.
    #[error("is a symbolic link; put the file itself here")]
    Link,
    /// A device, a pipe, a socket.
    #[error("is neither a file nor a folder")]
    Special,
    /// The name cannot be written in a document.
    #[error("has a name that is not plain text; rename it")]
    Name,
    /// Folders in folders in folders.
    #[error("lies too deep; at most {DEPTH} folders in one another are read")]
    Deep,
    /// A document that is too long.
    #[error("has {0} bytes; a document may have {most}", most = limits::DOCUMENT_BYTES)]
    Long(u64),
    /// Something in `media/` that is no picture for a kiosk.
    #[error("cannot be shown: {0}")]
    Picture(#[from] PictureError),
    /// Something in `fonts/` that is no font for a kiosk.
    #[error("cannot be used: {0}")]
    Font(#[from] FontError),
    /// More files than a feed may have.
    #[error("holds more than {} files", limits::ENTRIES)]
    Many,
}

/// Reads all documents (`*.ron`), the sizes of all pictures (everything in `media/`) and the letters
/// of all fonts (everything in `fonts/`).
///
/// Left out: names that begin with a dot, notes for people (`*.md`, `*.txt`), and outside of
/// `media/` and `fonts/` everything that does not end in `.ron`.
///
/// # Errors
///
/// [`Unreadable`] lists every file that is not as it must be.
pub fn read(dir: &Path) -> Result<Documents, Unreadable> {
    let mut walk = Walk {
        dir,
        documents: Documents::default(),
        files: 0,
        problems: Vec::new(),
    };
    walk.folder(Path::new(""), 0);
    if walk.problems.is_empty() {
        return Ok(walk.documents);
    }
    let mut problems = walk.problems;
    problems.sort_by(|a, b| a.path.cmp(&b.path));
    Err(Unreadable {
        dir: dir.to_owned(),
        problems,
    })
}

/// Decodes all pictures of a folder that was read, and gives those that are damaged.
pub fn damaged(dir: &Path, documents: &Documents) -> Vec<Problem> {
    let decode = |(path, _): (&str, MediaInfo)| {
        let decoded = picture::decode(&dir.join(path));
        decoded.err().map(|error| Problem {
            path: PathBuf::from(path),
            what: error.into(),
        })
    };
    documents.media().filter_map(decode).collect()
}

struct Walk<'a> {
    dir: &'a Path,
    documents: Documents,
    files: usize,
    problems: Vec<Problem>,
}

impl Walk<'_> {
    fn folder(&mut self, path: &Path, depth: usize) {
        if depth > DEPTH {
            return self.problem(path, What::Deep);
        }
        let entries = match fs::read_dir(self.dir.join(path)) {
            Ok(entries) => entries,
            Err(error) => return self.problem(path, error),
        };
        for entry in entries {
            if self.files > limits::ENTRIES {
                return;
            }
            match entry {
                Ok(entry) => self.entry(&path.join(entry.file_name()), depth),
                Err(error) => self.problem(path, error),
            }
        }
    }

    fn entry(&mut self, path: &Path, depth: usize) {
        let hidden = path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if hidden {
            return;
        }
        // The entry's own kind: a symbolic link is not followed.
        let kind = match fs::symlink_metadata(self.dir.join(path)) {
            Ok(metadata) => metadata.file_type(),
            Err(error) => return self.problem(path, error),
        };
        if kind.is_symlink() {
            self.problem(path, What::Link);
        } else if kind.is_dir() {
            self.folder(path, depth + 1);
        } else if kind.is_file() {
            self.file(path);
        } else {
            self.problem(path, What::Special);
        }
    }

    fn file(&mut self, path: &Path) {
        let ending = path.extension().and_then(|ending| ending.to_str());
        let (in_media, in_fonts) = (path.starts_with(MEDIA), path.starts_with(FONTS));
        match ending {
            Some("md" | "txt") => return,
            Some("ron") => {}
            _ if in_media || in_fonts => {}
            _ => return,
        }
        self.files += 1;
        if self.files > limits::ENTRIES {
            return self.problem(Path::new(""), What::Many);
        }
        let Some(name) = plain(path) else {
            return self.problem(path, What::Name);
        };
        let outcome = match (in_media, in_fonts) {
            (true, _) => self.media(path, name),
            (_, true) => self.font(path, name),
            _ => self.document(path, name),
        };
        if let Err(what) = outcome {
            self.problem(path, what);
        }
    }

    fn document(&mut self, path: &Path, name: String) -> Result<(), What> {
        let path = self.dir.join(path);
        let length = fs::metadata(&path)?.len();
        if length > limits::DOCUMENT_BYTES {
            return Err(What::Long(length));
        }
        self.documents.insert(name, fs::read(&path)?);
        Ok(())
    }

    fn media(&mut self, path: &Path, name: String) -> Result<(), What> {
        let path = self.dir.join(path);
        let bytes = fs::metadata(&path)?.len();
        let (width, height) = picture::size(&path)?;
        let info = MediaInfo {
            width,
            height,
            bytes,
        };
        self.documents.insert_media(name, info);
        Ok(())
    }

    fn font(&mut self, path: &Path, name: String) -> Result<(), What> {
        let path = self.dir.join(path);
        let length = fs::metadata(&path)?.len();
        if length > limits::FONT_BYTES {
            return Err(FontError::File(length).into());
        }
        let font = font::read(&fs::read(&path)?)?;
        self.documents.insert_font(name, font.letters);
        Ok(())
    }

    fn problem(&mut self, path: &Path, what: impl Into<What>) {
        self.problems.push(Problem {
            path: path.to_owned(),
            what: what.into(),
        });
    }
}

/// A path as documents write it: names with `/` between them.
fn plain(path: &Path) -> Option<String> {
    let names: Option<Vec<_>> = path.iter().map(|name| name.to_str()).collect();
    let path = names?.join("/");
    legeplads_trust::is_path(&path).then_some(path)
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, problem) in self.problems.iter().enumerate() {
            if nth > 0 {
                writeln!(f)?;
            }
            write!(
                f,
                "{} {}",
                self.dir.join(&problem.path).display(),
                problem.what
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for Unreadable {}
