//! The countdown: a wooden disc whose paper face is eaten from the top, clockwise.

use std::f32::consts::{FRAC_PI_2, TAU};

use bevy::math::Vec2;

use super::outline::arc;
use super::sheet::{FEATHER, Sheet, dot};
use super::tint::{Palette, Tint};
use super::wood::{Block, Pose, ball, inlay};

/// Width of the rim, as a share of the diameter.
const RIM: f32 = 0.1;

/// A countdown; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clock {
    /// Diameter of the disc.
    pub diameter: f32,
    /// How much time is left, from 1 to 0.
    pub left: f32,
}

impl Clock {
    /// Turns the disc at `mm` pixels per millimetre, about the origin.
    pub fn draw(&self, palette: &Palette, mm: f32) -> Sheet {
        let diameter = self.diameter * mm;
        let block = Block::posed(Vec2::splat(diameter), diameter / 2.0, Pose::Rest, mm);
        let rim = RIM * diameter;
        let mut sheet = Sheet::default();
        block.rimmed(&mut sheet, palette, rim, Pose::Rest, mm);
        let floor = palette.wood.mix(palette.edge(), 0.4);
        inlay(&mut sheet, &block.within(rim), 2.2 * mm, 0.34, |_| floor);
        let radius = diameter / 2.0 - rim - 1.0 * mm;
        sector(&mut sheet, radius, self.left.clamp(0.0, 1.0), palette.paper);
        dot(
            &mut sheet,
            Vec2::new(0.25, -0.4) * mm,
            2.5 * mm,
            palette.edge(),
        );
        ball(&mut sheet, Vec2::ZERO, 2.3 * mm, palette.wood_light);
        sheet
    }
}

/// What is left of a disc of `radius` about the origin, edges feathered; its middle is covered by
/// the knob.
fn sector(sheet: &mut Sheet, radius: f32, left: f32, tint: Tint) {
    if left <= 0.0 {
        return;
    }
    let clear = tint.fade(0.0);
    // Counter-clockwise from the top to the edge that is being eaten.
    let to = FRAC_PI_2 + left * TAU;
    let middle = sheet.vertex(Vec2::ZERO, tint);
    let mut previous: Option<[u32; 2]> = None;
    for point in arc(Vec2::ZERO, radius - FEATHER / 2.0, FRAC_PI_2, to) {
        let inner = sheet.vertex(point, tint);
        let outer = sheet.vertex(point * (1.0 + FEATHER / radius), clear);
        if let Some([old_inner, old_outer]) = previous {
            sheet.triangle(middle, old_inner, inner);
            sheet.quad(old_inner, old_outer, outer, inner);
        }
        previous = Some([inner, outer]);
    }
    if left < 1.0 {
        for (angle, side) in [(FRAC_PI_2, -1.0), (to, 1.0)] {
            let way = Vec2::from_angle(angle);
            let (end, out) = (way * radius, way.perp() * side * FEATHER);
            let corners = [Vec2::ZERO, end, end + out, out];
            let tints = [tint, tint, clear, clear];
            let [a, b, c, d] = [0, 1, 2, 3].map(|i: usize| sheet.vertex(corners[i], tints[i]));
            sheet.quad(a, b, c, d);
        }
    }
}
