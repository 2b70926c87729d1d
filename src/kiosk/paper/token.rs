//! The round wooden token with an answer's letter.

use bevy::math::Vec2;

use super::icon::Icon;
use super::outline::Outline;
use super::sheet::Sheet;
use super::tint::{Palette, Tint, flat};
use super::wood::{Block, Pose, inlay};

/// Width of the wooden rim, as a share of the diameter.
const RIM: f32 = 0.08;
/// The badge at the upper right: from the token's middle, and its radius, as shares likewise.
const BADGE: Vec2 = Vec2::new(0.36, 0.36);
const BADGE_RADIUS: f32 = 0.19;

/// What has become of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// It can be chosen: ink on paper.
    Open,
    /// It was chosen: white on deep blue, pressed in.
    Chosen,
    /// It is right: ink on yellow, with a check.
    Right,
    /// It is right and was chosen: the same, pressed in.
    Found,
    /// It was not chosen, and the others are told of: ink on dim paper.
    Left,
}

impl Look {
    fn is_pressed(self) -> bool {
        matches!(self, Self::Chosen | Self::Found)
    }

    fn is_right(self) -> bool {
        matches!(self, Self::Right | Self::Found)
    }

    /// The colour of the letter, by name: at least 7 : 1 on its face.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Chosen => "white",
            _ => "ink",
        }
    }
}

/// A token; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Token {
    /// Diameter of the face.
    pub diameter: f32,
    /// What has become of it.
    pub look: Look,
}

impl Token {
    /// Turns the token at `mm` pixels per millimetre; with it the middle of its face as it stands,
    /// in pixels.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, Vec2) {
        let diameter = self.diameter * mm;
        let pose = if self.look.is_pressed() {
            Pose::Pressed
        } else {
            Pose::Rest
        };
        let block = Block::posed(Vec2::splat(diameter), diameter / 2.0, pose, mm);
        let mut sheet = Sheet::default();
        let rim = RIM * diameter;
        block.rimmed(&mut sheet, palette, rim, pose, mm);
        let face = match self.look {
            Look::Open => palette.paper,
            Look::Chosen => palette.deep_blue,
            Look::Right | Look::Found => palette.yellow,
            Look::Left => palette.paper.mix(palette.wood_light, 0.55),
        };
        inlay(&mut sheet, &block.within(rim), 1.5 * mm, 0.24, |_| face);
        if self.look.is_right() {
            badge(&mut sheet, block.at + BADGE * diameter, diameter, palette);
        }
        (sheet, block.at)
    }
}

/// The check of what is right.
fn badge(sheet: &mut Sheet, at: Vec2, diameter: f32, palette: &Palette) {
    let radius = BADGE_RADIUS * diameter;
    let rim = Outline::disc(radius * 1.16).moved(at);
    sheet.fill(&rim, flat(palette.paper));
    let disc = Outline::disc(radius).moved(at);
    sheet.fill(&disc, flat(palette.deep_blue));
    Icon::Check.draw(sheet, at, 1.25 * radius, palette, Tint::WHITE);
}
