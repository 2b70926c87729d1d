//! Colours by name, type and spacing in millimetres.

use std::collections::BTreeMap;

use bevy::prelude::*;
use bevy::text::{FontSize, FontSource, FontWeight};
use legeplads_feed::Rgb;

use crate::view::View;

/// White words on deep colours; no feed changes it.
const WHITE: [u8; 3] = [0xFF; 3];

/// What the glass is painted and set in.
#[derive(Resource, Debug, Clone)]
pub struct Theme {
    colours: BTreeMap<String, [u8; 3]>,
}

impl Theme {
    /// The theme's colours with a feed's own in their places.
    pub fn new(palette: impl IntoIterator<Item = (String, [u8; 3])>) -> Self {
        let mut colours: BTreeMap<String, [u8; 3]> = legeplads_feed::COLOURS
            .iter()
            .map(|&(name, Rgb(red, green, blue))| (name.to_owned(), [red, green, blue]))
            .collect();
        colours.insert("white".to_owned(), WHITE);
        colours.extend(palette);
        Self { colours }
    }

    /// A colour by name, in sRGB; ink for a name that nobody knows.
    pub fn rgb(&self, name: &str) -> [u8; 3] {
        self.colours
            .get(name)
            .copied()
            .unwrap_or([0x1F, 0x2A, 0x37])
    }

    /// The same, as Bevy's colour.
    pub fn colour(&self, name: &str) -> Color {
        let [red, green, blue] = self.rgb(name);
        Color::srgb_u8(red, green, blue)
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::new([])
    }
}

/// The fixed scale of type. Nothing animates a size: each costs a glyph atlas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// 20 mm capital H, Quicksand Bold.
    Title,
    /// 12 mm, Quicksand Bold.
    Heading,
    /// 7.3 mm, Quicksand Bold: what stands on signs, buttons and labels.
    Label,
    /// 7.3 mm, Andika: 0.7° at 600 mm (EN 301 549, 5.1.4).
    Reading,
    /// 5.5 mm, Andika: never carries anything needed.
    Caption,
}

impl Type {
    /// Height of a capital H in millimetres.
    pub fn capital(self) -> f32 {
        match self {
            Self::Title => 20.0,
            Self::Heading => 12.0,
            Self::Label => 7.3,
            Self::Reading => 7.3,
            Self::Caption => 5.5,
        }
    }

    /// The family, as fontconfig knows it.
    pub fn family(self) -> &'static str {
        match self {
            Self::Title | Self::Heading | Self::Label => "Quicksand",
            Self::Reading | Self::Caption => "Andika",
        }
    }

    /// Bold for headings.
    pub fn weight(self) -> FontWeight {
        match self {
            Self::Title | Self::Heading | Self::Label => FontWeight::BOLD,
            Self::Reading | Self::Caption => FontWeight::NORMAL,
        }
    }

    /// Distance of baselines as a multiple of the size.
    pub fn line_height(self) -> f32 {
        match self {
            Self::Title | Self::Heading | Self::Label => 1.15,
            Self::Reading | Self::Caption => 1.35,
        }
    }

    /// Font size in whole pixels: the families' em is 1.429 (Quicksand) and 1.379 (Andika) times
    /// the height of their H.
    pub fn pixels(self, view: &View) -> f32 {
        let em = match self {
            Self::Title | Self::Heading | Self::Label => 1.429,
            Self::Reading | Self::Caption => 1.379,
        };
        (self.capital() * em * view.mm).round().max(6.0)
    }

    /// As Bevy wants it.
    pub fn font(self, view: &View) -> TextFont {
        TextFont {
            font: FontSource::Family(self.family().into()),
            font_size: FontSize::Px(self.pixels(view)),
            weight: self.weight(),
            ..default()
        }
    }
}

/// Distances in millimetres.
pub mod space {
    /// From the edge of the screen.
    pub const EDGE: f32 = 24.0;
    /// Between two things one can touch, at least.
    pub const APART: f32 = 3.0;
    /// Nothing hot in the lowest band, where wrists rest.
    pub const WRISTS: f32 = 20.0;
    /// The least side of what one can touch.
    pub const TOUCH: f32 = 20.0;
    /// The same in children's activities.
    pub const CHILD_TOUCH: f32 = 25.0;
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Theme>();
}
