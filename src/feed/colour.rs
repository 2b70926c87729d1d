//! The theme's colours by name, and whether one can be read on another.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A colour in sRGB: red, green and blue from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// Every colour name a feed may use or override, with the theme's own value.
pub const COLOURS: &[(&str, Rgb)] = &[
    ("grass", Rgb(0x8C, 0xC0, 0x84)),
    ("grass-light", Rgb(0xA9, 0xD1, 0x8E)),
    ("heath", Rgb(0xB0, 0x8B, 0xB7)),
    ("sand", Rgb(0xEB, 0xD9, 0xA5)),
    ("forest", Rgb(0x3F, 0x7D, 0x5A)),
    ("forest-floor", Rgb(0x6F, 0xA5, 0x76)),
    ("water", Rgb(0x6F, 0xB7, 0xD6)),
    ("road", Rgb(0xF4, 0xEE, 0xE1)),
    ("table", Rgb(0xBF, 0xE3, 0xEA)),
    ("sky", Rgb(0xEA, 0xF6, 0xF2)),
    ("red", Rgb(0xE4, 0x57, 0x2E)),
    ("orange", Rgb(0xEE, 0x8A, 0x3A)),
    ("yellow", Rgb(0xF6, 0xC4, 0x45)),
    ("blue", Rgb(0x2E, 0x86, 0xAB)),
    ("green", Rgb(0x4C, 0xB0, 0x7A)),
    ("plum", Rgb(0x7B, 0x5E, 0xA7)),
    ("wood", Rgb(0xC9, 0x8F, 0x5B)),
    ("wood-light", Rgb(0xE2, 0xB5, 0x7F)),
    ("paper", Rgb(0xFF, 0xFD, 0xF7)),
    ("ink", Rgb(0x1F, 0x2A, 0x37)),
    ("deep-blue", Rgb(0x1D, 0x5C, 0x7A)),
    ("deep-plum", Rgb(0x5E, 0x45, 0x88)),
    ("deep-forest", Rgb(0x28, 0x60, 0x3F)),
];

/// The colours a stop's bead, bar and label dot may have.
pub(crate) const BEADS: &[&str] = &[
    "red", "orange", "yellow", "green", "sky", "blue", "plum", "wood", "heath", "sand", "forest",
];

/// What text is written in, and the colours it is written on; `white` is not in the palette.
pub(crate) const TEXT_PAIRS: &[(&str, &str)] = &[
    ("ink", "paper"),
    ("ink", "yellow"),
    ("ink", "wood-light"),
    ("white", "deep-blue"),
    ("white", "deep-plum"),
    ("white", "deep-forest"),
];

/// The least contrast between text and what it stands on.
pub(crate) const TEXT_CONTRAST: f64 = 7.0;

impl Rgb {
    /// Pure white.
    pub const WHITE: Self = Self(255, 255, 255);

    /// The theme's own value of a colour in [`COLOURS`].
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        COLOURS
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, rgb)| *rgb)
    }

    /// The contrast ratio with another colour, from 1 to 21, as WCAG 2.2 defines it.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The relative luminance, from 0 to 1, as WCAG 2.2 defines it.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

/// The text is not `#` and six hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAColour;

impl FromStr for Rgb {
    type Err = NotAColour;

    /// Reads `#RRGGBB`.
    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let digits = text.strip_prefix('#').ok_or(NotAColour)?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(NotAColour);
        }
        let channel =
            |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| NotAColour);
        Ok(Self(channel(0)?, channel(2)?, channel(4)?))
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }
}

impl Serialize for Rgb {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_goes_in_and_out() {
        assert_eq!("#E4572e".parse(), Ok(Rgb(0xE4, 0x57, 0x2E)));
        assert_eq!(Rgb(0xE4, 0x57, 0x2E).to_string(), "#E4572E");
        for bad in [
            "E4572E",
            "#E4572",
            "#E4572EFF",
            "#E4572G",
            "#+12345",
            "#ææææææ",
            "#æææ",
            "",
        ] {
            assert_eq!(bad.parse::<Rgb>(), Err(NotAColour), "{bad}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let black = Rgb(0, 0, 0);
        assert!((black.contrast(Rgb::WHITE) - 21.0).abs() < 1e-9);
        assert!((Rgb::WHITE.contrast(Rgb::WHITE) - 1.0).abs() < 1e-9);
        // A known pair: #767676 is the lightest grey that reaches 4.5 on white.
        assert!(Rgb(0x76, 0x76, 0x76).contrast(Rgb::WHITE) > 4.5);
        assert!(Rgb(0x77, 0x77, 0x77).contrast(Rgb::WHITE) < 4.5);
    }

    #[test]
    fn the_theme_itself_can_be_read() {
        for (text, ground) in TEXT_PAIRS {
            let text = Rgb::named(text).unwrap_or(Rgb::WHITE);
            let ground_rgb = Rgb::named(ground).expect("a known colour");
            assert!(text.contrast(ground_rgb) >= TEXT_CONTRAST, "{ground}");
        }
        assert!(BEADS.iter().all(|name| Rgb::named(name).is_some()));
    }
}
