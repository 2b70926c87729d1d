//! One of two: a large card with a toy on a stand above and its name below.

use bevy::math::{Rect, Vec2};

use super::Words;
use super::leaf::Leaf;
use super::outline::Outline;
use super::plinth::{FLATTENED, plinth};
use super::sheet::Sheet;
use super::tint::{Palette, Tint, ramp};
use super::wood::{Pose, inlay};

/// From the card's edges to the window and to the words, and the height of the words' strip, in
/// millimetres.
const MARGIN: f32 = 8.0;
const LABEL: f32 = 24.0;

/// The sky in the window, above and below.
const SKY: [Tint; 3] = [
    Tint::hex(0xC9E7EC),
    Tint::hex(0xDDF0EE),
    Tint::hex(0xEAF6F2),
];

/// The meadow in it, from the upper left to the lower right.
const GRASS: [Tint; 3] = [
    Tint::hex(0xC3DFA9),
    Tint::hex(0xB3D698),
    Tint::hex(0xA3CB8B),
];

/// A card to choose; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Width and height, at least 60 by 80.
    pub size: Vec2,
    /// The stripe round the stand, in sRGB.
    pub colour: [u8; 3],
    /// How it lies.
    pub pose: Pose,
    /// Each number cuts the edges a little differently.
    pub seed: u32,
}

/// Where things go on a choice, in pixels from its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChoiceAreas {
    /// The window: the picture of the toy keeps inside it.
    pub picture: Rect,
    /// The middle of the stand's top: where the toy's foot is.
    pub stand: Vec2,
    /// Half the width of the stand's top.
    pub stand_half: f32,
    /// The name, centred.
    pub words: Words,
    /// What to touch.
    pub hit: Rect,
}

impl Choice {
    /// Cuts the card at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, ChoiceAreas) {
        let whole = self.size * mm;
        let scale = self.pose.scale();
        let unit = mm * scale;
        let size = whole * scale;
        let leaf = Leaf::new(size, self.seed);
        let mut sheet = Sheet::default();
        leaf.shadow(
            &mut sheet,
            if self.pose == Pose::Pressed { 0.4 } else { 1.0 },
            mm,
        );
        if self.pose == Pose::Focus {
            leaf.focus(&mut sheet, palette, mm);
            leaf.contact(&mut sheet, mm);
        }
        let tone = leaf.paper(palette);
        leaf.draw(&mut sheet, &[0.0, 0.5, 1.0], |point, _| tone(point));
        let inside = Rect::from_center_size(Vec2::ZERO, size).inflate(-MARGIN * unit);
        let strip = inside.min.y + (LABEL - MARGIN) * unit;
        let picture =
            Rect::from_corners(Vec2::new(inside.min.x, strip + MARGIN * unit), inside.max);
        let window = Outline::rounded_rect(picture.size(), 6.0 * unit).moved(picture.center());
        let up = Vec2::Y * picture.height() / 2.0;
        let sky = ramp(picture.center() + up, picture.center() - up, SKY);
        inlay(&mut sheet, &window, 2.0 * unit, 0.16, sky);
        meadow(&mut sheet, &window, picture);
        let stand_half = picture.width().min(picture.height()) * 0.38;
        let stand = Vec2::new(
            picture.center().x,
            picture.min.y + stand_half * (FLATTENED + 0.2) + 9.0 * unit,
        );
        ground_shade(&mut sheet, stand, stand_half);
        plinth(
            &mut sheet,
            stand,
            stand_half,
            Tint::new(self.colour),
            palette,
        );
        let areas = ChoiceAreas {
            picture,
            stand,
            stand_half,
            words: Words {
                area: Rect::from_corners(inside.min, Vec2::new(inside.max.x, strip + 2.0 * unit)),
                tint: palette.ink,
            },
            hit: Rect::from_center_size(Vec2::ZERO, whole),
        };
        (sheet, areas)
    }
}

/// A low hill that fills the foot of the window.
fn meadow(sheet: &mut Sheet, window: &Outline, picture: Rect) {
    let line = picture.min.y + 0.36 * picture.height();
    let mut points: Vec<Vec2> = window
        .stations()
        .iter()
        .map(|station| station.point)
        .filter(|point| point.y < line)
        .collect();
    // The corners' arcs go round from the lower left; the hill closes them from right to left.
    let steps = 8;
    points.extend((0..=steps).map(|step| {
        let across = 1.0 - 2.0 * step as f32 / steps as f32;
        let rise =
            0.07 * picture.height() * (1.0 - across * across) + 0.03 * picture.height() * across;
        Vec2::new(
            picture.center().x + across * picture.width() / 2.0,
            line + rise,
        )
    }));
    let tone = ramp(
        Vec2::new(picture.min.x, line),
        Vec2::new(picture.max.x, picture.min.y),
        GRASS,
    );
    sheet.fill(&Outline::polygon(&points), tone);
}

/// The soft shade that the stand throws to the lower right.
fn ground_shade(sheet: &mut Sheet, stand: Vec2, half: f32) {
    let foot =
        Outline::ellipse(Vec2::new(half, half * FLATTENED)).moved(stand - Vec2::Y * 0.2 * half);
    sheet.shadow(&foot, Vec2::new(0.1, -0.05) * half, 0.09 * half, 0.26);
}
