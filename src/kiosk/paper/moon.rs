//! The sleeping moon: a crescent of yellow paper on a thread, over a town that is closed.

use std::f32::consts::PI;

use bevy::math::{Rect, Vec2};

use super::outline::{Outline, arc};
use super::sheet::{FEATHER, SHADOW, Sheet, dot, veil};
use super::tint::{Palette, Tint, flat, ramp};

/// Where the horns end, in radians from the side that is open.
const HORN: f32 = 1.05;
/// The middle of the inner arc, in radii to the open side.
const INNER: f32 = 0.45;
/// How many steps of the rim the shadow keeps off the horns.
const BLUNT: usize = 6;
/// Cotton, seen against the night.
const THREAD: Tint = Tint::hex(0xC9C6DA);

/// A moon; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moon {
    /// From its middle to its rim.
    pub radius: f32,
    /// How long the thread reaches above it.
    pub thread: f32,
}

impl Moon {
    /// Cuts the moon at `mm` pixels per millimetre; with it the rectangle it fills, in pixels.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, Rect) {
        let size = self.radius * mm;
        let horn = Vec2::from_angle(HORN) * size;
        let middle = Vec2::new(INNER * size, 0.0);
        let reach = horn - middle;
        let outer = arc(Vec2::ZERO, size, HORN, 2.0 * PI - HORN);
        let inner = |share: f32| {
            let from = reach.to_angle();
            let angle = from + (2.0 * PI - 2.0 * from) * share;
            middle + Vec2::from_angle(angle) * reach.length()
        };
        let steps = outer.len() - 1;
        let share = |step: usize| step as f32 / steps as f32;
        let back = (1..steps).rev().map(|step| inner(share(step)));
        let outline: Vec<Vec2> = outer.iter().copied().chain(back).collect();
        let outline = Outline::polygon(&outline);
        let mut sheet = Sheet::default();
        let knot = Vec2::new(-0.2 * size, 0.97 * size);
        let held = knot + Vec2::Y * self.thread * mm;
        sheet.stroke(&[knot, held], (0.5 * mm).max(1.1), flat(THREAD));
        let shade = SHADOW.fade(veil(0.3));
        // The horns end before they are narrower than the shadow is soft.
        let blunt = |step: &usize| (BLUNT..=steps.saturating_sub(BLUNT)).contains(step);
        let rim = (0..=steps)
            .filter(blunt)
            .filter_map(|step| outer.get(step).copied());
        let bay = (0..=steps)
            .filter(blunt)
            .rev()
            .map(|step| inner(share(step)));
        let blunted: Vec<Vec2> = rim.chain(bay).collect();
        let below = Outline::polygon(&blunted).moved(Vec2::new(1.2, -1.8) * mm);
        sheet.band(&below, [-1.6 * mm, 1.6 * mm], |_| [shade, shade.fade(0.0)]);
        let light = Vec2::new(-0.7, 0.7) * size;
        let tone = ramp(
            light,
            -light,
            [
                palette.yellow.light(0.35),
                palette.yellow,
                palette.yellow.mix(palette.wood, 0.35),
            ],
        );
        let columns: Vec<f32> = (0..=steps).map(share).collect();
        sheet.grid(
            &columns,
            &[0.0, 1.0],
            |u, v| {
                let step = (u * steps as f32).round() as usize;
                let rim = outer.get(step).copied().unwrap_or_default();
                inner(u).lerp(rim, v)
            },
            |at, _| tone(at),
        );
        sheet.feather(&outline, -FEATHER / 2.0, tone);
        face(&mut sheet, size, palette);
        (
            sheet,
            Rect::from_center_half_size(Vec2::ZERO, Vec2::splat(size)),
        )
    }
}

/// Asleep: a lid, a cheek and a smile.
fn face(sheet: &mut Sheet, size: f32, palette: &Palette) {
    let ink = palette.ink.mix(palette.wood, 0.35);
    let line = (0.055 * size).max(1.2);
    let lid = arc(
        Vec2::new(-0.6, 0.2) * size,
        0.13 * size,
        PI * 1.05,
        PI * 1.95,
    );
    sheet.stroke(&lid, line, flat(ink));
    let smile = arc(
        Vec2::new(-0.48, -0.3) * size,
        0.15 * size,
        PI * 1.1,
        PI * 1.75,
    );
    sheet.stroke(&smile, line, flat(ink));
    dot(
        sheet,
        Vec2::new(-0.74, -0.14) * size,
        0.09 * size,
        palette.yellow.mix(palette.red, 0.35),
    );
}
