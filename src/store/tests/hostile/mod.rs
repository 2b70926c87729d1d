//! Hostile files, made when they are needed. Several crates' tests and the fuzzers share them.

pub mod documents;
pub mod fonts;
pub mod pictures;

/// One hostile file.
#[derive(Debug, Clone)]
pub struct File {
    /// What a file with it is called.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl File {
    pub fn new(name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.to_owned(),
            bytes: bytes.into(),
        }
    }
}

/// A good file, cut at each sixteenth.
pub fn cut(name: &str, good: &[u8]) -> Vec<File> {
    let (stem, ending) = name.split_once('.').expect("a name with an ending");
    (1..16)
        .map(|part| {
            let name = format!("{stem}-{part}-of-16.{ending}");
            File::new(&name, &good[..good.len() * part / 16])
        })
        .collect()
}
