//! The dotted ring round something to touch.

use std::f32::consts::TAU;

use bevy::math::Vec2;

use super::outline::Outline;
use super::sheet::{FEATHER, SHADOW, Sheet, veil};
use super::tint::Tint;

/// Radius of a dot, and from one dot to the next, in millimetres.
const DOT: f32 = 1.45;
const PITCH: f32 = 6.6;
/// So far back a ring is seen that lies on the ground, as a share of its radius.
const FAR: f32 = 0.2;

/// Corners of a dot: at four pixels the feather rounds an octagon.
const CORNERS: usize = 8;

/// A ring of dots; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ring {
    /// From the middle of the ring to the middles of the dots.
    pub radius: f32,
    /// How far the dots have walked round, in steps from one dot to the next.
    pub phase: f32,
    /// How high it is seen, as a share of how wide: one that lies on the ground is lower, and only its
    /// near side is drawn.
    pub lies: f32,
}

impl Ring {
    /// Draws the ring at `mm` pixels per millimetre, about the origin.
    ///
    /// Under the dots lies a faint shade, so that white shows on sand and snow.
    pub fn draw(&self, mm: f32) -> Sheet {
        let mut sheet = Sheet::default();
        let radius = self.radius * mm;
        let shade = |dark: f32| SHADOW.fade(veil(dark));
        if self.lies >= 1.0 {
            let circle = Outline::disc(radius);
            for (near, far, dark) in [(-3.0, 0.0, [0.0, 0.12]), (0.0, 3.0, [0.12, 0.0])] {
                sheet.band(&circle, [near * mm, far * mm], |_| dark.map(shade));
            }
        }
        let count = (TAU * self.radius / PITCH).round().max(6.0) as usize;
        for index in 0..count {
            let angle = TAU * (index as f32 + self.phase) / count as f32;
            let way = Vec2::from_angle(angle);
            // Its far side is behind what stands in it.
            if self.lies < 1.0 && way.y > FAR {
                continue;
            }
            let at = way * Vec2::new(radius, radius * self.lies);
            spot(&mut sheet, at, DOT * mm);
        }
        sheet
    }
}

/// A white dot with a soft edge, in few triangles.
fn spot(sheet: &mut Sheet, at: Vec2, radius: f32) {
    let middle = sheet.vertex(at, Tint::WHITE);
    let corners: Vec<[u32; 2]> = (0..CORNERS)
        .map(|corner| {
            let way = Vec2::from_angle(TAU * corner as f32 / CORNERS as f32);
            [
                sheet.vertex(at + way * (radius - FEATHER / 2.0), Tint::WHITE),
                sheet.vertex(at + way * (radius + FEATHER / 2.0), Tint::WHITE.fade(0.0)),
            ]
        })
        .collect();
    for (index, &[inner, outer]) in corners.iter().enumerate() {
        let [next_inner, next_outer] = corners[(index + 1) % CORNERS];
        sheet.triangle(middle, inner, next_inner);
        sheet.quad(inner, outer, next_outer, next_inner);
    }
}
