//! A round wooden stand, seen from a little above, with a painted stripe.

use std::f32::consts::{PI, TAU};

use bevy::math::Vec2;

use super::outline::{Outline, arc};
use super::sheet::{FEATHER, Sheet};
use super::tint::{Palette, Tint, ramp};

/// Height of the stand and of its stripe's upper and lower edge below the top, as shares of its
/// half width.
const HEIGHT: f32 = 0.2;
const STRIPE: [f32; 2] = [0.05, 0.13];

/// How much lower than wide the round top looks.
pub const FLATTENED: f32 = 0.45;

/// Draws a stand whose top is centred at `at` and `half` pixels wide to each side.
pub fn plinth(sheet: &mut Sheet, at: Vec2, half: f32, stripe: Tint, palette: &Palette) {
    let radii = Vec2::new(half, half * FLATTENED);
    let [high, low] = STRIPE;
    drum(
        sheet,
        at,
        radii,
        [0.0, HEIGHT],
        palette.wood.mix(palette.edge(), 0.3),
    );
    drum(sheet, at, radii, [high, low], stripe);
    let reach = Vec2::new(-0.8, 0.6) * radii;
    let tone = ramp(
        at + reach,
        at - reach,
        [
            palette.birch(),
            palette.wood_light.mix(palette.birch(), 0.4),
            palette.wood_light,
        ],
    );
    sheet.fill(&Outline::ellipse(radii).moved(at), tone);
    let groove = Outline::ellipse(radii * 0.86).moved(at);
    // A soft line: clear, wood, clear.
    let wide = 0.014 * half + 0.6;
    let line = palette.wood;
    sheet.band(&groove, [-wide, 0.0], |_| [line.fade(0.0), line]);
    sheet.band(&groove, [0.0, wide], |_| [line, line.fade(0.0)]);
}

/// The front of a drum between two depths below `at`, in shares of the half width: lighter to the
/// left, darker to the right, edges feathered.
fn drum(sheet: &mut Sheet, at: Vec2, radii: Vec2, depths: [f32; 2], tint: Tint) {
    let [top, bottom] = depths.map(|depth| -depth * radii.x);
    // Feather, upper edge, lower edge, feather.
    let levels = [
        (top + FEATHER, 0.0),
        (top, 1.0),
        (bottom, 1.0),
        (bottom - FEATHER, 0.0),
    ];
    let front = arc(Vec2::ZERO, radii.x, PI, TAU);
    // A station more at either end, clear, feathers the sides.
    let clear = [(-radii.x - FEATHER, 0.0), (radii.x + FEATHER, 0.0)].map(|(x, y)| Vec2::new(x, y));
    let [left, right] = clear;
    let stations = std::iter::once((left, 0.0))
        .chain(front.iter().map(|&point| (point, 1.0)))
        .chain(std::iter::once((right, 0.0)));
    let mut previous: Option<[u32; 4]> = None;
    for (station, seen) in stations {
        let across = (station.x / radii.x).clamp(-1.0, 1.0);
        let tone = if across < 0.0 {
            tint.light(-0.22 * across)
        } else {
            tint.dark(0.2 * across)
        };
        let point = at + station * Vec2::new(1.0, radii.y / radii.x);
        let row = levels
            .map(|(level, alpha)| sheet.vertex(point + Vec2::Y * level, tone.fade(alpha * seen)));
        if let Some(old) = previous {
            for lane in 0..3 {
                sheet.quad(old[lane], old[lane + 1], row[lane + 1], row[lane]);
            }
        }
        previous = Some(row);
    }
}
