//! What is still wrapped up: a parcel, the wrapping of a whole glass, and the seal that counts.

use bevy::math::Vec2;

use super::leaf::Leaf;
use super::outline::Outline;
use super::sheet::{SHADOW, Sheet, veil};
use super::tint::{Palette, flat, ramp};

/// Width of the ribbon in millimetres, on the glass and on a parcel.
const RIBBON: f32 = 30.0;
const NARROW: f32 = 15.0;
/// How wide a fold of the wrapping is, about, and how far its dots are apart, in millimetres.
const FOLD: f32 = 46.0;
const DOTS: f32 = 46.0;
/// Radius of a dot in millimetres.
const DOT: f32 = 4.6;

/// One half of the wrapping of a glass.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flap {
    /// Width and height in millimetres.
    pub size: Vec2,
    /// Which half: −1 on the left, 1 on the right.
    pub side: f32,
}

impl Flap {
    /// Folds it at `mm` pixels per millimetre. The origin is the middle of its outer edge, on which it
    /// folds away.
    pub fn draw(&self, palette: &Palette, mm: f32) -> Sheet {
        let size = self.size * mm;
        let inward = -self.side;
        let at = |along: f32, up: f32| Vec2::new(inward * along * size.x, up * size.y);
        let mut sheet = Sheet::default();
        let folds = (self.size.x / FOLD).round().max(2.0) as u32;
        for fold in 0..folds {
            let [from, to] = [fold, fold + 1].map(|edge| edge as f32 / folds as f32);
            // Each fold catches the light on its left and turns away from it on its right.
            let (light, dark) = (palette.red.light(0.1), palette.red.dark(0.17));
            let [first, last] = if inward > 0.0 {
                [light, dark]
            } else {
                [dark, light]
            };
            let tone = ramp(at(from, 0.0), at(to, 0.0), [first, palette.red, last]);
            sheet.grid(
                &[from, (from + to) / 2.0, to],
                &[-0.5, 0.5],
                at,
                |point, _| tone(point),
            );
        }
        self.dots(&mut sheet, palette, mm);
        let across = RIBBON / self.size.y / 2.0;
        let upright = RIBBON / self.size.x / 2.0;
        for (from, to, low, high, is_upright) in [
            (0.0, 1.0, -across, across, false),
            (1.0 - upright, 1.0, -0.5, 0.5, true),
        ] {
            let shade = 1.6 * mm;
            let (wide, tall) = (shade / size.x, shade / size.y);
            let (from_shade, by) = if is_upright {
                (from - wide, 0.0)
            } else {
                (from, tall)
            };
            let dark = SHADOW.fade(veil(0.2));
            sheet.grid(&[from_shade, to], &[low - by, high + by], at, |_, _| dark);
            let yellow = palette.yellow;
            let tones = [yellow.light(0.2), yellow, yellow.mix(palette.wood, 0.2)];
            let tone = if is_upright {
                ramp(at(from, 0.0), at(to, 0.0), tones)
            } else {
                ramp(at(0.0, high), at(0.0, low), tones)
            };
            let middle = [(from + to) / 2.0, (low + high) / 2.0];
            sheet.grid(
                &[from, middle[0], to],
                &[low, middle[1], high],
                at,
                |point, _| tone(point),
            );
        }
        sheet
    }

    fn dots(&self, sheet: &mut Sheet, palette: &Palette, mm: f32) {
        let spot = palette.red.mix(palette.yellow, 0.3).light(0.34);
        let columns = (self.size.x / DOTS).ceil() as u32;
        let rows = (self.size.y / DOTS).ceil() as u32;
        for column in 0..columns {
            for row in 0..rows {
                let stagger = if column % 2 == 0 { 0.25 } else { 0.75 };
                let at = Vec2::new(
                    (column as f32 + 0.5) * DOTS,
                    (row as f32 + stagger) * DOTS - self.size.y / 2.0,
                );
                // None is cut by the ribbon that runs along the seam.
                if at.x > self.size.x - RIBBON / 2.0 - 1.6 * DOT || at.y > self.size.y / 2.0 - DOT {
                    continue;
                }
                let at = Vec2::new(-self.side * at.x, at.y) * mm;
                sheet.fill(&Outline::disc(DOT * mm).moved(at), flat(spot));
            }
        }
    }
}

/// A bow for a parcel's upper edge, `width` millimetres wide, about its knot.
pub fn bow(width: f32, palette: &Palette, mm: f32) -> Sheet {
    let unit = width * mm;
    let yellow = palette.yellow;
    let mut sheet = Sheet::default();
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| Vec2::new(side * x, y) * unit;
        let tail = [
            at(0.02, 0.0),
            at(0.1, 0.0),
            at(0.27, -0.24),
            at(0.15, -0.26),
        ];
        sheet.fill(&Outline::polygon(&tail), flat(yellow.dark(0.1)));
        let around = |scale: f32| {
            let radii = Vec2::new(0.25, 0.13) * unit * scale;
            Outline::ellipse(radii)
                .turned(side * 0.42)
                .moved(at(0.24, 0.09))
        };
        let outer = around(1.0);
        sheet.shadow(&outer, Vec2::new(0.6, -0.9) * mm, 1.2 * mm, 0.25);
        let tones = [yellow.light(0.25), yellow, yellow.mix(palette.wood, 0.2)];
        sheet.fill(&outer, ramp(at(0.3, 0.25), at(0.1, -0.1), tones));
        sheet.fill(&around(0.55), flat(yellow.mix(palette.wood, 0.5)));
    }
    let knot = Outline::rounded_rect(Vec2::new(0.13, 0.15) * unit, 0.05 * unit);
    sheet.shadow(&knot, Vec2::new(0.6, -0.9) * mm, 1.2 * mm, 0.3);
    sheet.fill(&knot, flat(yellow.light(0.12)));
    sheet
}

/// A parcel that stands in the town; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parcel {
    /// Width and height of the wrapped box.
    pub size: Vec2,
}

impl Parcel {
    /// Wraps it at `mm` pixels per millimetre, its middle at the origin.
    pub fn draw(&self, palette: &Palette, mm: f32) -> Sheet {
        let size = self.size * mm;
        let leaf = Leaf::new(size, 23);
        let mut sheet = Sheet::default();
        leaf.shadow(&mut sheet, 1.0, mm);
        let tone = leaf.gradient([palette.red.light(0.14), palette.red, palette.red.dark(0.16)]);
        leaf.draw(&mut sheet, &[0.0, 0.5, 1.0], |point, _| tone(point));
        let spot = palette.red.mix(palette.yellow, 0.3).light(0.34);
        for column in 0..7 {
            for row in 0..4 {
                let stagger = if column % 2 == 0 { 0.3 } else { 0.7 };
                let u = (column as f32 + 0.5) / 7.0;
                let v = (row as f32 + stagger) / 4.0;
                sheet.fill(&Outline::disc(2.6 * mm).moved(leaf.point(u, v)), flat(spot));
            }
        }
        let yellow = palette.yellow;
        let tones = [yellow.light(0.2), yellow, yellow.mix(palette.wood, 0.2)];
        for half in [
            Vec2::new(size.x / 2.0 - 1.0, NARROW / 2.0 * mm),
            Vec2::new(NARROW / 2.0 * mm, size.y / 2.0 - 1.0),
        ] {
            let across = if half.x > half.y {
                Vec2::Y * half.y
            } else {
                Vec2::NEG_X * half.x
            };
            let band = Outline::rounded_rect(2.0 * half, 0.5);
            sheet.shadow(&band, Vec2::new(0.6, -0.9) * mm, 0.8 * mm, 0.22);
            sheet.fill(&band, ramp(across, -across, tones));
        }
        sheet
    }
}

/// A round piece of paper under a bow, for the figures of a countdown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seal {
    /// Its diameter in millimetres.
    pub diameter: f32,
}

impl Seal {
    /// Cuts it at `mm` pixels per millimetre, the middle of the paper at the origin.
    pub fn draw(&self, palette: &Palette, mm: f32) -> Sheet {
        let radius = self.diameter / 2.0 * mm;
        let mut sheet = Sheet::default();
        self.bow(&mut sheet, palette, mm);
        let paper = Outline::disc(radius);
        sheet.shadow(&paper, Vec2::new(1.6, -2.6) * mm, 2.4 * mm, 0.3);
        let tone = ramp(
            Vec2::new(-radius, radius) * 0.7,
            Vec2::new(radius, -radius) * 0.7,
            [
                palette.paper.light(0.4),
                palette.paper,
                palette.paper.dark(0.05),
            ],
        );
        sheet.fill(&paper, tone);
        let line = Outline::disc(radius * 0.9);
        sheet.ring(&line, [0.0, 1.5 * mm], |_| palette.yellow);
        sheet
    }

    /// Two loops and two tails, behind the upper edge of the paper.
    fn bow(&self, sheet: &mut Sheet, palette: &Palette, mm: f32) {
        let unit = self.diameter * mm;
        let knot = Vec2::new(0.0, 0.52 * unit);
        let yellow = palette.yellow;
        for side in [-1.0, 1.0] {
            let tail = [
                (0.02, 0.0),
                (0.42, -0.17),
                (0.38, -0.07),
                (0.46, 0.02),
                (0.06, 0.07),
            ];
            let tail = tail.map(|(x, y)| knot + Vec2::new(side * x, y) * unit);
            let mut tail = tail.to_vec();
            if side < 0.0 {
                tail.reverse();
            }
            let hub = knot + Vec2::new(side * 0.2, -0.03) * unit;
            let outline = Outline::polygon(&tail);
            sheet.fill_about(hub, &outline, flat(yellow.mix(palette.wood, 0.3)));
        }
        for side in [-1.0, 1.0] {
            let middle = knot + Vec2::new(side * 0.19, 0.075) * unit;
            let turn = side * 0.36;
            let lobe = |part: f32| {
                Outline::ellipse(Vec2::new(0.19, 0.105) * unit * part)
                    .turned(turn)
                    .moved(middle)
            };
            sheet.shadow(&lobe(1.0), Vec2::new(0.6, -1.2) * mm, 1.2 * mm, 0.24);
            let tone = ramp(
                middle + Vec2::Y * 0.1 * unit,
                middle - Vec2::Y * 0.1 * unit,
                [yellow.light(0.25), yellow, yellow.mix(palette.wood, 0.3)],
            );
            sheet.fill(&lobe(1.0), tone);
            sheet.fill(&lobe(0.5), flat(yellow.mix(palette.wood, 0.5).dark(0.08)));
        }
        let core = Outline::rounded_rect(Vec2::new(0.12, 0.15) * unit, 0.05 * unit).moved(knot);
        sheet.shadow(&core, Vec2::new(0.6, -1.0) * mm, 1.0 * mm, 0.24);
        sheet.fill(&core, flat(yellow.light(0.08)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_flaps_cover_the_whole_glass_and_fold_on_their_outer_edges() {
        for (side, low, high) in [(-1.0, 0.0, 354.0), (1.0, -354.0, 0.0)] {
            let flap = Flap {
                size: Vec2::new(354.0, 398.0),
                side,
            };
            let reach = flap.draw(&Palette::default(), 2.0).extents(0.99);
            assert!((reach.min.x - 2.0 * low).abs() < 0.1, "{reach:?}");
            assert!((reach.max.x - 2.0 * high).abs() < 0.1, "{reach:?}");
            assert!(reach.min.y <= -398.0 && reach.max.y >= 398.0, "{reach:?}");
        }
    }
}
