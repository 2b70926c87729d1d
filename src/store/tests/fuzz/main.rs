//! Hostile bytes as pictures and fonts: short runs of what a fuzzer does for days, and the files
//! that somebody would make on purpose.

mod bodies;
#[path = "../hostile/mod.rs"]
#[expect(dead_code, reason = "documents are for others")]
mod hostile;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use legeplads_store::{font, picture};
use proptest::prelude::*;

use self::hostile::{File, fonts, pictures};

/// A good file with pieces of it replaced, or any bytes.
fn bent(good: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let piece = (
        any::<prop::sample::Index>(),
        0_usize..40,
        prop::collection::vec(any::<u8>(), 0..20),
    );
    let pieces = prop::collection::vec(piece, 1..4);
    let changed = (prop::sample::select(good), pieces).prop_map(|(mut bytes, pieces)| {
        for (at, gone, new) in pieces {
            let at = at.index(bytes.len() + 1);
            let end = (at + gone).min(bytes.len());
            bytes.splice(at..end, new);
        }
        bytes
    });
    prop_oneof![
        1 => prop::collection::vec(any::<u8>(), 0..2000),
        9 => changed,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_bytes_as_a_picture(bytes in bent(pictures::good())) {
        bodies::picture(&bytes);
    }

    #[test]
    fn any_bytes_as_a_font(bytes in bent(vec![fonts::good("abcæøå")])) {
        bodies::font(&bytes);
    }
}

/// Far more than any of these takes, and far less than a hang.
const SOON: Duration = Duration::from_secs(20);

fn soon(name: &str, work: impl FnOnce()) {
    let began = Instant::now();
    work();
    assert!(began.elapsed() < SOON, "{name}: {:?}", began.elapsed());
}

fn in_a_folder(file: &File, look: impl FnOnce(&Path)) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(&file.name);
    fs::write(&path, &file.bytes).expect("written");
    look(&path);
}

#[test]
fn hostile_pictures_are_refused_soon() {
    for file in pictures::hostile() {
        in_a_folder(&file, |path| {
            soon(&file.name, || {
                let decoded = picture::decode(path);
                assert!(decoded.is_err(), "{} is taken", file.name);
            });
        });
    }
}

#[test]
fn odd_pictures_are_taken() {
    for file in pictures::odd() {
        in_a_folder(&file, |path| {
            let size = picture::size(path);
            let picture = picture::decode(path);
            let picture = picture.unwrap_or_else(|error| panic!("{}: {error}", file.name));
            assert_eq!(size.ok(), Some((picture.width(), picture.height())));
        });
    }
}

#[test]
fn hostile_fonts_are_refused_soon() {
    for file in fonts::hostile() {
        soon(&file.name, || {
            let font = font::read(&file.bytes);
            assert!(font.is_err(), "{} is taken", file.name);
        });
    }
}

#[test]
fn odd_fonts_are_taken() {
    for file in fonts::odd() {
        let font = font::read(&file.bytes);
        let font = font.unwrap_or_else(|error| panic!("{}: {error}", file.name));
        assert!(font.letters.contains(&'a'), "{}", file.name);
    }
}

#[test]
fn a_font_has_the_letters_that_it_has() {
    let font = font::read(&fonts::good("Hæøå🦆")).expect("a font");
    assert_eq!(font.letters, "Hæøå🦆".chars().collect());
    assert_eq!(font.glyphs, 6);
    let is_as_drawn = |height: f32| (height - 0.7).abs() < 0.001;
    assert!(is_as_drawn(font.reach), "{}", font.reach);
    assert!(font.capital.is_some_and(is_as_drawn), "{:?}", font.capital);
}
