//! The hand that shows where to touch when nobody has: cut from wood, with a blue sleeve.

use bevy::math::Vec2;

use super::outline::{Outline, rectangle};
use super::sheet::{SHADOW, Sheet, veil};
use super::tint::{Palette, flat, ramp};

/// Height of the drawing below in its own units, from the sleeve to the fingertip.
const DRAWN: f32 = 62.0;

/// Thickness of the wood, in millimetres.
const SIDE: f32 = 2.2;

/// A pointing hand; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hand {
    /// From the sleeve's end to the fingertip.
    pub height: f32,
    /// Turned by so many radians, counter-clockwise; at 0 it points up. Its side stays below.
    pub turn: f32,
}

/// A straight finger or a block of the palm, in the drawing's units.
#[derive(Clone, Copy)]
struct Part {
    from: Vec2,
    to: Vec2,
    width: f32,
}

const THUMB: Part = part(-4.0, -11.0, -13.5, -1.5, 8.4);
const PALM: Part = part(2.2, -13.0, 2.2, -5.0, 25.0);
const FOLDED: [Part; 3] = [
    part(12.2, -6.0, 12.2, 2.6, 7.0),
    part(6.6, -5.0, 6.6, 5.0, 7.4),
    part(1.0, -4.0, 1.0, 6.4, 7.6),
];
const INDEX: Part = part(-5.6, -8.0, -5.6, 26.4, 9.2);
const KNUCKLE: Part = part(-5.1, -12.0, -5.1, -8.0, 10.4);

const fn part(x: f32, y: f32, to_x: f32, to_y: f32, width: f32) -> Part {
    Part {
        from: Vec2::new(x, y),
        to: Vec2::new(to_x, to_y),
        width,
    }
}

impl Hand {
    /// Cuts the hand at `mm` pixels per millimetre; with it the place of the fingertip, in pixels
    /// from the middle.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, Vec2) {
        let unit = self.height * mm / DRAWN;
        let turn = Vec2::from_angle(self.turn);
        let to = |point: Vec2| turn.rotate(point) * unit;
        let mut sheet = Sheet::default();
        let drop = Vec2::NEG_Y * SIDE * mm;
        let sleeve = self.sleeve(unit);
        let shade = SHADOW.fade(veil(0.22));
        for shape in [THUMB, PALM, INDEX] {
            let offset = drop * 1.8 + Vec2::X * mm;
            let outline = shape.outline(unit, turn).moved(offset);
            sheet.band(&outline, [-2.0 * mm, 2.0 * mm], |_| {
                [shade, shade.fade(0.0)]
            });
        }
        let edge = palette.edge();
        for shape in [THUMB, PALM, FOLDED[0], INDEX] {
            sheet.fill(&shape.outline(unit, turn).moved(drop), flat(edge));
        }
        sheet.fill(
            &sleeve.clone().moved(drop),
            flat(palette.deep_blue.dark(0.3)),
        );
        let tone = ramp(
            to(Vec2::new(-16.0, 26.0)),
            to(Vec2::new(18.0, -22.0)),
            [
                palette.birch(),
                palette.wood_light,
                palette.wood_light.mix(palette.wood, 0.5),
            ],
        );
        let seam = edge.mix(palette.wood_light, 0.45);
        let mut lay = |shape: Part, seamed: bool| {
            let outline = shape.outline(unit, turn);
            if seamed {
                sheet.ring(&outline, [-0.2 * unit, 0.7 * unit], flat(seam));
            }
            sheet.fill(&outline, tone);
        };
        lay(THUMB, false);
        lay(PALM, false);
        for shape in FOLDED {
            lay(shape, true);
        }
        lay(INDEX, true);
        // The index finger grows out of the palm.
        lay(KNUCKLE, false);
        sheet.fill(&sleeve, flat(palette.deep_blue));
        sheet.stroke(
            &[to(Vec2::new(-11.0, -20.8)), to(Vec2::new(15.4, -20.8))],
            2.6 * unit,
            flat(palette.yellow),
        );
        (sheet, to(Vec2::new(-5.6, 31.0)))
    }

    fn sleeve(&self, unit: f32) -> Outline {
        let size = Vec2::new(31.0, 13.0) * unit;
        let corners = rectangle(size).map(|corner| corner + Vec2::new(2.2, -24.5) * unit);
        Outline::rounded(&corners, 3.0 * unit, 4).turned(self.turn)
    }
}

impl Part {
    fn outline(self, unit: f32, turn: Vec2) -> Outline {
        let along = self.to - self.from;
        let size = Vec2::new(self.width, along.length() + self.width);
        let radius = (self.width / 2.0).min(9.0);
        Outline::rounded_rect(size * unit, radius * unit)
            .turned(along.to_angle() - std::f32::consts::FRAC_PI_2)
            .moved((self.from + self.to) / 2.0 * unit)
            .turned(turn.to_angle())
    }
}
