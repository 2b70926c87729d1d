//! What a fuzzer runs, one function a kind of file: `cargo fuzz`, and the short runs in the
//! ordinary tests.

use std::fs;

use legeplads_store::font;
use legeplads_store::picture::{Bounds, decode, decode_within, size};

/// Any bytes as a picture: refused, or decoded to the size that was promised; and what a courier takes
/// a desk takes.
pub fn picture(bytes: &[u8]) {
    let file = tempfile::NamedTempFile::new().expect("a file");
    fs::write(file.path(), bytes).expect("written");
    let promised = size(file.path());
    match decode(file.path()) {
        Ok(picture) => {
            let got = (picture.width(), picture.height());
            assert_eq!(promised.expect("a size"), got);
            assert!(got.0.max(got.1) <= Bounds::ORIGINAL.pixels);
            if let Ok(published) = decode_within(file.path(), Bounds::PUBLISHED) {
                assert_eq!((published.width(), published.height()), got);
                assert!(got.0.max(got.1) <= Bounds::PUBLISHED.pixels);
            }
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            assert!(decode_within(file.path(), Bounds::PUBLISHED).is_err());
        }
    }
}

/// Any bytes as a font: refused, or a font with letters of a size that texts have room for.
pub fn font(bytes: &[u8]) {
    match font::read(bytes) {
        Ok(font) => {
            assert!(!font.letters.is_empty());
            assert!((0.0..=4.0).contains(&font.reach), "{}", font.reach);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
