//! Seeing what a person would see: a button by its colour, words by their letters.

use std::process::Command;

use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage};

use crate::display::Display;
use crate::process::run;
use crate::wait::look_for;

/// A part of a picture, in pixels from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rect {
    /// The left edge.
    pub x: u32,
    /// The upper edge.
    pub y: u32,
    /// How wide.
    pub width: u32,
    /// How high.
    pub height: u32,
}

impl Rect {
    /// Its middle.
    pub fn middle(&self) -> (u32, u32) {
        (self.x + self.width / 2, self.y + self.height / 2)
    }

    /// The same with a margin round it.
    pub fn grown(&self, by: u32) -> Self {
        Self {
            x: self.x.saturating_sub(by),
            y: self.y.saturating_sub(by),
            width: self.width + 2 * by,
            height: self.height + 2 * by,
        }
    }

    /// Whether a point is inside.
    pub fn holds(&self, (x, y): (u32, u32)) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }
}

/// The largest patch of about this colour in a part of a picture, if it has `least` pixels.
///
/// Letters on a button leave holes in its patch but do not cut it in pieces.
pub fn blob(picture: &RgbImage, part: Rect, colour: [u8; 3], least: usize) -> Option<Rect> {
    let mut waiting = vec![false; (part.width * part.height) as usize];
    let index = |x: u32, y: u32| (y * part.width + x) as usize;
    for y in 0..part.height {
        for x in 0..part.width {
            let pixel = picture.get_pixel(part.x + x, part.y + y);
            waiting[index(x, y)] = is_about(*pixel, colour);
        }
    }
    let mut largest: Option<(usize, Rect)> = None;
    for y in 0..part.height {
        for x in 0..part.width {
            if !waiting[index(x, y)] {
                continue;
            }
            waiting[index(x, y)] = false;
            let mut edge = vec![(x, y)];
            let (mut count, mut low, mut high) = (0, (x, y), (x, y));
            while let Some((x, y)) = edge.pop() {
                count += 1;
                low = (low.0.min(x), low.1.min(y));
                high = (high.0.max(x), high.1.max(y));
                let around = [
                    (x.wrapping_sub(1), y),
                    (x + 1, y),
                    (x, y.wrapping_sub(1)),
                    (x, y + 1),
                ];
                for (x, y) in around {
                    if x < part.width && y < part.height && waiting[index(x, y)] {
                        waiting[index(x, y)] = false;
                        edge.push((x, y));
                    }
                }
            }
            if count >= least && largest.is_none_or(|(most, _)| count > most) {
                let rect = Rect {
                    x: part.x + low.0,
                    y: part.y + low.1,
                    width: high.0 - low.0 + 1,
                    height: high.1 - low.1 + 1,
                };
                largest = Some((count, rect));
            }
        }
    }
    largest.map(|(_, rect)| rect)
}

/// Light and shade change a colour a little.
fn is_about(Rgb(pixel): Rgb<u8>, colour: [u8; 3]) -> bool {
    pixel
        .iter()
        .zip(colour)
        .all(|(one, other)| one.abs_diff(other) <= 14)
}

/// The words in a part of a picture, read as Danish; lower case, letters and digits only.
///
/// # Panics
///
/// When tesseract is not installed or fails.
fn read_words(picture: &RgbImage, part: Rect) -> Vec<String> {
    let cut = imageops::crop_imm(picture, part.x, part.y, part.width, part.height).to_image();
    // Letters of 20 pixels are read badly, letters of 60 well.
    let large = imageops::resize(
        &imageops::grayscale(&cut),
        part.width * 3,
        part.height * 3,
        FilterType::CatmullRom,
    );
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("words.png");
    large.save(&file).expect("a picture can be saved");
    let ended = run(Command::new("tesseract")
        .arg(&file)
        .args(["stdout", "-l", "dan", "--psm", "6"]));
    assert!(ended.status.success(), "tesseract: {}", ended.stderr);
    ended
        .stdout
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// What the QR codes in a picture say.
///
/// # Panics
///
/// When zbarimg is not installed or fails.
pub fn read_codes(picture: &RgbImage) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("codes.png");
    picture.save(&file).expect("a picture can be saved");
    let ended = run(Command::new("zbarimg")
        .args(["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"])
        .arg(&file));
    // It ends with 4 when there is none.
    let is_well = ended.status.success() || ended.status.code() == Some(4);
    assert!(is_well, "zbarimg: {}", ended.stderr);
    ended.stdout.lines().map(str::to_owned).collect()
}

/// Waits until all these words, in lower case, can be read in a part of the glass.
///
/// # Panics
///
/// When they cannot; with what can be read instead.
pub fn reads_eventually(display: &Display, part: Rect, wanted: &[&str]) {
    let mut words = Vec::new();
    let found = look_for(|| {
        words = read_words(&display.picture(), part);
        let has = |word: &&str| words.iter().any(|read| read == word);
        wanted.iter().all(has).then_some(())
    });
    assert!(found.is_some(), "{wanted:?} is not to be read in {words:?}");
}
