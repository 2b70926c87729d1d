//! Colours by name. Everything here is sRGB in 0..=1; `light` turns it into linear at the very end.

use std::collections::BTreeMap;

use glam::Vec3;

/// An sRGB colour, each channel 0..=1.
pub type Colour = Vec3;

/// The plum-brown that every toy's foot leans to.
const FOOT: Colour = Vec3::new(0.227, 0.141, 0.251);

/// A colour from its usual six digits: `hex(0xE4572E)`.
pub const fn hex(rgb: u32) -> Colour {
    Vec3::new(
        ((rgb >> 16) & 255) as f32 / 255.0,
        ((rgb >> 8) & 255) as f32 / 255.0,
        (rgb & 255) as f32 / 255.0,
    )
}

/// `colour`, `amount` (0..=1) of the way to white.
pub fn lighter(colour: Colour, amount: f32) -> Colour {
    colour.lerp(Vec3::ONE, amount)
}

/// `colour`, `amount` (0..=1) of the way to the warm dark of a toy's foot.
pub fn darker(colour: Colour, amount: f32) -> Colour {
    colour.lerp(FOOT, amount)
}

/// The paint box: the theme's colours, with a feed's own laid over them by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Paint {
    named: BTreeMap<String, Colour>,
    /// Meadow green.
    pub grass: Colour,
    /// Sunlit meadow green.
    pub grass_light: Colour,
    /// Heather.
    pub heath: Colour,
    /// Dunes and river beds.
    pub sand: Colour,
    /// Conifers.
    pub forest: Colour,
    /// Rivers and lakes.
    pub water: Colour,
    /// Paths.
    pub road: Colour,
    /// The table under the town.
    pub table: Colour,
    /// The light end of the table and of the sky.
    pub sky: Colour,
    /// Toy red.
    pub red: Colour,
    /// Toy orange.
    pub orange: Colour,
    /// Toy yellow.
    pub yellow: Colour,
    /// Toy blue.
    pub blue: Colour,
    /// Toy green.
    pub green: Colour,
    /// Toy plum.
    pub plum: Colour,
    /// Beech.
    pub wood: Colour,
    /// Birch.
    pub wood_light: Colour,
    /// Birch, freshly sanded.
    pub birch: Colour,
    /// Tree trunks.
    pub bark: Colour,
    /// Paper and whitewash.
    pub paper: Colour,
    /// Unbleached paint.
    pub cream: Colour,
    /// Eyes and clock hands.
    pub ink: Colour,
    /// Window panes.
    pub pane: Colour,
}

/// Name and default of every colour of the theme.
const DEFAULTS: [(&str, u32); 29] = [
    ("grass", 0x8CC084),
    ("grass-light", 0xA9D18E),
    ("heath", 0xB08BB7),
    ("sand", 0xEBD9A5),
    ("forest", 0x3F7D5A),
    ("water", 0x6FB7D6),
    ("road", 0xF4EEE1),
    ("table", 0xBFE3EA),
    ("sky", 0xEAF6F2),
    ("red", 0xE4572E),
    ("orange", 0xEF9A4B),
    ("yellow", 0xF6C445),
    ("blue", 0x2E86AB),
    ("green", 0x4CB07A),
    ("plum", 0x7B5EA7),
    ("wood", 0xC98F5B),
    ("wood-light", 0xE2B57F),
    ("birch", 0xEBCB9C),
    ("bark", 0x8A5A3A),
    ("paper", 0xFFFDF7),
    ("cream", 0xFBF3E2),
    ("ink", 0x1F2A37),
    ("pane", 0x41627F),
    ("forest-floor", 0x6FAE78),
    ("meadow", 0xBFDDA4),
    ("plaza", 0xF0E0BC),
    ("field", 0xF2D774),
    ("deep-blue", 0x1D5C7A),
    ("deep-plum", 0x5E4588),
];

impl Default for Paint {
    fn default() -> Self {
        Self::new([])
    }
}

impl Paint {
    /// The theme's colours with `overrides` (name, red-green-blue) laid over them.
    pub fn new<'a>(overrides: impl IntoIterator<Item = (&'a str, [u8; 3])>) -> Self {
        let mut named: BTreeMap<String, Colour> = DEFAULTS
            .iter()
            .map(|(name, rgb)| ((*name).to_owned(), hex(*rgb)))
            .collect();
        for (name, [r, g, b]) in overrides {
            let colour = Vec3::new(f32::from(r), f32::from(g), f32::from(b)) / 255.0;
            named.insert(name.to_owned(), colour);
        }
        let get = |name: &str| named.get(name).copied().unwrap_or(Vec3::splat(0.8));
        Self {
            grass: get("grass"),
            grass_light: get("grass-light"),
            heath: get("heath"),
            sand: get("sand"),
            forest: get("forest"),
            water: get("water"),
            road: get("road"),
            table: get("table"),
            sky: get("sky"),
            red: get("red"),
            orange: get("orange"),
            yellow: get("yellow"),
            blue: get("blue"),
            green: get("green"),
            plum: get("plum"),
            wood: get("wood"),
            wood_light: get("wood-light"),
            birch: get("birch"),
            bark: get("bark"),
            paper: get("paper"),
            cream: get("cream"),
            ink: get("ink"),
            pane: get("pane"),
            named,
        }
    }

    /// The paint box of a feed.
    pub fn of(feed: &legeplads_feed::Feed) -> Self {
        let own = feed.palette.iter();
        Self::new(own.map(|(name, rgb)| (name.as_str(), [rgb.0, rgb.1, rgb.2])))
    }

    /// The colour called `name`, or written as `#rrggbb`; `None` if it is neither.
    pub fn find(&self, name: &str) -> Option<Colour> {
        self.named.get(name).copied().or_else(|| {
            let digits = name.strip_prefix('#').filter(|digits| digits.len() == 6)?;
            u32::from_str_radix(digits, 16).ok().map(hex)
        })
    }

    /// The colour a toy, bar or bead called `name` is painted in, or `otherwise` if there is none.
    /// "sky" is the sky's blue: the palette's own is the pale end of its gradient.
    pub fn toy(&self, name: &str, otherwise: Colour) -> Colour {
        if name == "sky" {
            self.water
        } else {
            self.named(name, otherwise)
        }
    }

    /// The colour called `name`, or `otherwise` if there is none.
    pub fn named(&self, name: &str, otherwise: Colour) -> Colour {
        self.find(name).unwrap_or(otherwise)
    }
}
