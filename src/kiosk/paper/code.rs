//! A QR code (ISO/IEC 18004), printed in ink on paper at whole pixels.

use std::fmt;

use bevy::math::Vec2;
use legeplads_feed::Link;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use super::sheet::Sheet;
use super::tint::Palette;

/// The least side of a code without its quiet zone, in millimetres: phones read it from 350.
const LEAST: f32 = 35.0;

/// Modules of bare paper on each side that a reader needs (ISO/IEC 18004, 6.3.8).
const QUIET: i32 = 4;

/// The largest version that a link of the feed can need, and one with a visit behind it.
const LARGEST: u8 = 4;
const WITH_A_VISIT: u8 = 6;

/// A code that leads a phone to an address, or says something to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Code {
    modules: QrCode,
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let version = self.modules.version().value();
        f.debug_struct("Code").field("version", &version).finish()
    }
}

impl Code {
    /// The smallest code for a link, with as much error correction as it has room for; none if it
    /// is longer than a feed's links may be.
    pub fn new(link: &Link) -> Option<Self> {
        Self::of(link.as_str())
    }

    /// The same for a link that has more behind a `#`.
    pub fn with(link: &Link, mark: &str) -> Option<Self> {
        Self::up_to(WITH_A_VISIT, &format!("{}#{mark}", link.as_str()))
    }

    /// The smallest code for a text; none if it is longer than a feed's links may be.
    pub fn of(text: &str) -> Option<Self> {
        Self::up_to(LARGEST, text)
    }

    fn up_to(version: u8, text: &str) -> Option<Self> {
        let modules = QrCode::encode_segments_advanced(
            &QrSegment::make_segments(text),
            QrCodeEcc::Medium,
            Version::MIN,
            Version::new(version),
            None,
            true,
        );
        Some(Self {
            modules: modules.ok()?,
        })
    }

    /// Whole pixels a module, so that the code is large enough at `mm` pixels per millimetre.
    pub fn module(&self, mm: f32) -> f32 {
        (LEAST * mm / self.modules.size() as f32).ceil().max(1.0)
    }

    /// The side with the quiet zone, in pixels: a whole number of them.
    pub fn side(&self, mm: f32) -> f32 {
        (self.modules.size() + 2 * QUIET) as f32 * self.module(mm)
    }

    /// The dark modules, the upper left corner of the quiet zone at the origin. Their edges have no
    /// feather: on whole pixels they need none.
    pub fn draw(&self, palette: &Palette, mm: f32) -> Sheet {
        let module = self.module(mm);
        let mut sheet = Sheet::default();
        for y in 0..self.modules.size() {
            let mut x = 0;
            while x < self.modules.size() {
                let length = self.run(x, y);
                if length > 0 {
                    let corner = Vec2::new((x + QUIET) as f32, -(y + QUIET) as f32) * module;
                    let size = Vec2::new(length as f32, 1.0) * module;
                    let [a, b, c, d] = [(0.0, -1.0), (1.0, -1.0), (1.0, 0.0), (0.0, 0.0)]
                        .map(|at| sheet.vertex(corner + Vec2::from(at) * size, palette.ink));
                    sheet.quad(a, b, c, d);
                }
                x += length + 1;
            }
        }
        sheet
    }

    /// How many dark modules follow each other to the right from here.
    fn run(&self, x: i32, y: i32) -> i32 {
        let beyond = (x..self.modules.size()).find(|&x| !self.modules.get_module(x, y));
        beyond.unwrap_or(self.modules.size()) - x
    }
}

#[cfg(test)]
mod tests {
    use bevy::math::Rect;

    use super::*;
    use crate::theme::Theme;

    /// The smallest window, the usual one, the usual screen, and a finer one.
    const SCALES: [f32; 4] = [1.0, 1.81, 2.71, 5.42];

    fn link(text: &str) -> Link {
        text.parse().expect("a link")
    }

    fn palette() -> Palette {
        let theme = Theme::default();
        Palette::new(|name| theme.rgb(name))
    }

    /// Whether a place in the sheet is inked.
    fn is_dark(sheet: &Sheet, at: Vec2) -> bool {
        sheet.positions.chunks(4).any(|corners| {
            let rect = corners
                .iter()
                .map(|&[x, y, _]| Rect::from_corners(Vec2::new(x, y), Vec2::new(x, y)))
                .reduce(|all, corner| all.union(corner))
                .expect("four corners");
            rect.contains(at)
        })
    }

    #[test]
    fn it_says_its_link_on_whole_pixels_with_a_quiet_zone() {
        let long = format!("https://billund.dk/{}", "e".repeat(43));
        for text in ["https://billund.dk", "https://billund.dk/leg?side=2", &long] {
            let code = Code::new(&link(text)).expect("it fits");
            for mm in SCALES {
                let (sheet, module) = (code.draw(&palette(), mm), code.module(mm));
                assert!(
                    sheet
                        .positions
                        .iter()
                        .flatten()
                        .all(|part| part.fract() == 0.0)
                );
                let count = code.side(mm) / module;
                let side = (count - 8.0) * module / mm;
                assert!(side >= 35.0, "{text} at {mm}: {side} mm");
                let dark = |x: i32, y: i32| {
                    let at = Vec2::new(x as f32 + 0.5, -(y as f32 + 0.5)) * module;
                    is_dark(&sheet, at)
                };
                let count = count as i32;
                for edge in 0..count {
                    for quiet in (0..4).chain(count - 4..count) {
                        assert!(!dark(edge, quiet) && !dark(quiet, edge), "{text}: quiet");
                    }
                }
                // The eyes in three corners, and one row of the pattern between them.
                let last = count - 5;
                for (x, y) in [(4, 4), (last, 4), (4, last)] {
                    assert!(dark(x, y) && dark(x.min(last - 6) + 3, y.min(last - 6) + 3));
                }
                for x in 12..count - 12 {
                    assert_eq!(dark(x, 10), x % 2 == 0, "{text}: timing at {x}");
                }
            }
        }
    }

    #[test]
    fn the_longest_link_of_a_feed_fits() {
        let most = legeplads_feed::limits::LINK_BYTES;
        let text = format!("https://example.org/{}", "x".repeat(most - 20));
        assert!(Code::new(&link(&text)).is_some());
        assert!(Code::with(&link(&text), "nds-DE.14.CDEGAcdegaCD").is_some());
    }
}
