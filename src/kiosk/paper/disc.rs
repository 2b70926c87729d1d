//! The round wooden button with a sign on paper.

use bevy::math::{Rect, Vec2};

use super::icon::Icon;
use super::sheet::Sheet;
use super::tint::Palette;
use super::touchable;
use super::wood::{Block, Pose, inlay};

/// Width of the wooden rim, as a share of the diameter.
const RIM: f32 = 0.09;

/// Height of the sign, as a share of the diameter.
const SIGN: f32 = 0.43;

/// A round button; all lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Disc {
    /// Diameter of the face.
    pub diameter: f32,
    /// What it shows.
    pub icon: Icon,
    /// How it stands.
    pub pose: Pose,
}

impl Disc {
    /// A button of the usual 31 mm.
    pub fn new(icon: Icon, pose: Pose) -> Self {
        Self {
            diameter: 31.0,
            icon,
            pose,
        }
    }

    /// Turns the button at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, DiscAreas) {
        let diameter = self.diameter * mm;
        let block = Block::posed(Vec2::splat(diameter), diameter / 2.0, self.pose, mm);
        let rim = RIM * block.size.x;
        let mut sheet = Sheet::default();
        block.rimmed(&mut sheet, palette, rim, self.pose, mm);
        let paper = block.within(rim);
        let tone = match self.pose {
            Pose::Pressed => palette.paper.mix(palette.wood_light, 0.16),
            Pose::Rest | Pose::Focus => palette.paper,
        };
        inlay(&mut sheet, &paper, 1.7 * mm, 0.24, |_| tone);
        self.icon.draw(
            &mut sheet,
            block.at,
            SIGN * block.size.x,
            palette,
            palette.deep_blue,
        );
        let areas = DiscAreas {
            middle: block.at,
            radius: block.size.x / 2.0,
            hit: touchable(
                Vec2::new(0.0, -Pose::Rest.side() * mm / 2.0),
                Vec2::new(diameter, diameter + Pose::Rest.side() * mm),
                mm,
            ),
        };
        (sheet, areas)
    }
}

/// Where things go on a round button, in pixels from the middle of its face at rest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DiscAreas {
    /// The middle of the face as it stands.
    pub middle: Vec2,
    /// Radius of the face as it stands.
    pub radius: f32,
    /// What to touch, face and side.
    pub hit: Rect,
}
