//! The card: one thought on a piece of paper with a crease and a turned corner.

use std::f32::consts::PI;

use bevy::math::{Rect, Vec2};

use super::leaf::Leaf;
use super::outline::Outline;
use super::sheet::{FEATHER, SHADOW, Sheet, veil};
use super::tint::{Palette, Tint};
use super::{Words, wood::LIGHT};

/// Length of the turned corner along each edge, in millimetres.
const CORNER: f32 = 17.0;

/// Height of the row of buttons at the foot, in millimetres.
const FOOT: f32 = 31.0;

/// What a crease browns the paper with.
const BROWN: Tint = Tint::hex(0x8A5A2E);

/// What the back of paper goes towards.
const BACK: Tint = Tint::hex(0xC9A778);

/// A card; all lengths in millimetres. The caller tilts it by 1 to 2.5°, words and all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Card {
    /// Width (170 to 190 looks right) and height.
    pub size: Vec2,
    /// From the edges to the words, 12 to 15.
    pub padding: f32,
    /// Where the crease runs, as a share of the height from the top; 0.46 to 0.56.
    pub crease: Option<f32>,
    /// Whether the lower right corner is turned over.
    pub corner: bool,
    /// How far it has unfolded along its crease: 1 lies flat. Words belong on it from 0.9.
    pub open: f32,
    /// Whether a row of buttons stands at the foot.
    pub buttons: bool,
    /// Each number cuts the edges a little differently.
    pub seed: u32,
}

impl Default for Card {
    fn default() -> Self {
        Self {
            size: Vec2::new(190.0, 112.0),
            padding: 14.0,
            crease: Some(0.5),
            corner: true,
            open: 1.0,
            buttons: true,
            seed: 1,
        }
    }
}

/// Where things go on a card, in pixels from its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CardAreas {
    /// Heading and text, from the top left.
    pub words: Words,
    /// The row of buttons, clear of the turned corner; empty without buttons.
    pub foot: Rect,
    /// The height of the crease.
    pub crease: Option<f32>,
    /// The turned corner.
    pub corner: Option<Rect>,
    /// The whole card.
    pub hit: Rect,
}

impl Card {
    /// Cuts the card at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, CardAreas) {
        let size = self.size * mm;
        let cut = if self.corner { CORNER * mm } else { 0.0 };
        let flat = Leaf::new(size, self.seed).cut(cut);
        let angle = (1.0 - self.open.clamp(0.0, 1.0)) * PI;
        let leaf = match self.crease {
            Some(share) if angle > 0.0 => flat.folded(1.0 - share, angle),
            _ => flat,
        };
        let mut sheet = Sheet::default();
        leaf.shadow(&mut sheet, 1.0, mm);
        match self.crease {
            Some(share) if angle > 0.0 => {
                self.folding(&mut sheet, &leaf, 1.0 - share, angle, palette);
            }
            _ => self.paper(&mut sheet, &leaf, palette, mm),
        }
        if self.corner && angle <= 0.0 {
            turned_corner(&mut sheet, &leaf, palette, mm);
        }
        (sheet, self.areas(&flat, palette, mm))
    }

    fn areas(&self, leaf: &Leaf, palette: &Palette, mm: f32) -> CardAreas {
        let hit = Rect::from_center_size(Vec2::ZERO, self.size * mm);
        let inside = hit.inflate(-self.padding * mm);
        let foot_top = if self.buttons {
            inside.min.y + (FOOT - 4.0) * mm
        } else {
            inside.min.y
        };
        let corner = self.corner.then(|| {
            let low_right = Vec2::new(hit.max.x, hit.min.y);
            Rect::from_corners(low_right, low_right + Vec2::new(-CORNER, CORNER) * mm)
        });
        let foot_right = corner.map_or(inside.max.x, |corner| corner.min.x - 3.0 * mm);
        CardAreas {
            words: Words {
                area: Rect::from_corners(Vec2::new(inside.min.x, foot_top), inside.max),
                tint: palette.ink,
            },
            foot: Rect::from_corners(
                inside.min - Vec2::Y * 4.0 * mm,
                Vec2::new(
                    foot_right,
                    if self.buttons {
                        foot_top
                    } else {
                        inside.min.y - 4.0 * mm
                    },
                ),
            ),
            crease: self.crease.map(|share| leaf.point(0.5, 1.0 - share).y),
            corner,
            hit,
        }
    }

    /// The paper itself, browned above the crease and bright below it.
    fn paper(&self, sheet: &mut Sheet, leaf: &Leaf, palette: &Palette, mm: f32) {
        let tone = leaf.paper(palette);
        let mut rows = vec![0.0];
        if self.corner {
            rows.push(leaf.cut_height());
        }
        let height = self.size.y;
        let crease = self.crease.map_or(-1.0, |share| 1.0 - share);
        if self.crease.is_some() {
            // The two tones meet within a feather.
            let step = FEATHER / 2.0 / mm;
            rows.extend([-4.0, -step, step, 2.5, 9.0].map(|above| crease + above / height));
        }
        rows.push(1.0);
        leaf.draw(sheet, &rows, |point, v| {
            let above = (v - crease) * height;
            if above > 0.0 {
                tone(point).mix(BROWN, brown(above))
            } else {
                tone(point).light(0.9 * (1.0 + above / 4.0).max(0.0))
            }
        });
    }

    /// The two parts of a card that is still opening: the upper lies flat, the lower turns at the
    /// crease and shows its back first.
    fn folding(&self, sheet: &mut Sheet, leaf: &Leaf, crease: f32, angle: f32, palette: &Palette) {
        let tone = leaf.paper(palette);
        leaf.draw(sheet, &[crease, 1.0], |point, _| tone(point));
        let mut rows = vec![0.0, crease];
        if self.corner && leaf.cut_height() < crease {
            rows.insert(1, leaf.cut_height());
        }
        let shade = 0.17 * angle.sin();
        if angle.cos() < 0.0 {
            rows.reverse();
            let back = palette.paper.mix(BACK, 0.22).mix(BROWN, shade * 0.6);
            leaf.draw(sheet, &rows, |_, v| back.light(0.3 * v / crease));
        } else {
            leaf.draw(sheet, &rows, |point, _| tone(point).mix(BROWN, shade));
        }
    }
}

/// How much brown lies on the paper so many millimetres above the crease.
fn brown(above: f32) -> f32 {
    if above < 2.5 {
        0.08 - 0.05 * above / 2.5
    } else {
        0.03 * (1.0 - (above - 2.5) / 6.5).max(0.0)
    }
}

/// The paper's back, folded over along the cut, and its small shadow on the front.
fn turned_corner(sheet: &mut Sheet, leaf: &Leaf, palette: &Palette, mm: f32) {
    let right = leaf.point(1.0, leaf.cut_height());
    let bottom = leaf.point(1.0, 0.0);
    // The corner that the cut took, mirrored in the cut.
    let tip = bottom + right - Vec2::new(right.x, bottom.y);
    let outline = Outline::polygon(&[bottom, right, tip]);
    let dark = veil(0.13);
    sheet.band(&outline, [0.0, 3.2 * mm], |station| {
        let part = (station.normal.dot(LIGHT)).clamp(0.0, 1.0) * dark;
        [SHADOW.fade(part), SHADOW.fade(0.0)]
    });
    let middle = (bottom + right) / 2.0;
    let depth = (middle - tip).length().max(1.0);
    let way = (middle - tip) / depth;
    let back = palette.paper.mix(BACK, 0.55);
    let tone = move |point: Vec2| {
        let t = ((point - tip).dot(way) / depth).clamp(0.0, 1.0);
        if t < 0.55 {
            back.mix(palette.paper, t / 0.55 * 0.8)
        } else {
            palette.paper.mix(back, 0.2 - 0.2 * (t - 0.55) / 0.45)
        }
    };
    let rows = [0.0, 0.3, 0.55, 1.0];
    sheet.grid(
        &[0.0, 1.0],
        &rows,
        |u, v| tip.lerp(bottom.lerp(right, u), v),
        |point, _| tone(point),
    );
    sheet.feather(&outline, 0.0, tone);
}
