//! Colours by name, type and spacing in millimetres.

use std::collections::BTreeMap;

use bevy::prelude::*;
use bevy::text::{FontSize, FontSource, FontWeight};
use legeplads_feed::Rgb;

use crate::fonts::Face;
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

/// What texts are for, and so which font they are set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What is read: Andika.
    Reading,
    /// Headings, signs, buttons and labels: Quicksand Bold.
    Heading,
}

impl Role {
    /// The kiosk's own family, as fontconfig knows it.
    pub fn family(self) -> &'static str {
        match self {
            Self::Reading => "Andika",
            Self::Heading => "Quicksand",
        }
    }

    /// The name that the font of a feed goes by.
    pub fn brought(self) -> &'static str {
        match self {
            Self::Reading => "the feed's for reading",
            Self::Heading => "the feed's for headings",
        }
    }

    /// Bold for headings.
    pub fn weight(self) -> FontWeight {
        match self {
            Self::Reading => FontWeight::NORMAL,
            Self::Heading => FontWeight::BOLD,
        }
    }

    /// Distance of baselines as a multiple of the size.
    pub fn line_height(self) -> f32 {
        match self {
            Self::Reading => 1.35,
            Self::Heading => 1.15,
        }
    }

    /// The size of the kiosk's own family as a multiple of the height of its H.
    fn em(self) -> f32 {
        match self {
            Self::Reading => 1.379,
            Self::Heading => 1.429,
        }
    }
}

/// The fixed scale of type. Nothing animates a size: each costs a glyph atlas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// 62 mm, Quicksand Bold: the figures of a countdown that everybody counts along with.
    Count,
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
            Self::Count => 62.0,
            Self::Title => 20.0,
            Self::Heading => 12.0,
            Self::Label => 7.3,
            Self::Reading => 7.3,
            Self::Caption => 5.5,
        }
    }

    /// What it is for.
    pub fn role(self) -> Role {
        match self {
            Self::Count | Self::Title | Self::Heading | Self::Label => Role::Heading,
            Self::Reading | Self::Caption => Role::Reading,
        }
    }

    /// Font size in whole pixels, in the font that was brought for it or else in the kiosk's own.
    pub fn pixels(self, brought: Option<&Face>, view: &View) -> f32 {
        let (capital, em) = (self.capital() * view.mm, self.role().em());
        let pixels = brought.map_or((capital * em).round(), |face| face.pixels(capital, em));
        pixels.max(6.0)
    }

    /// As Bevy wants it.
    pub fn font(self, brought: Option<&Face>, view: &View) -> TextFont {
        let role = self.role();
        let family = brought.map_or(role.family(), |_| role.brought());
        TextFont {
            font: FontSource::Family(family.into()),
            font_size: FontSize::Px(self.pixels(brought, view)),
            weight: role.weight(),
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
