//! The far end of every picture: the table's surface, or the sky over the hills.

use glam::{Vec2, Vec3};

use super::form::smooth;
use super::light::{Mood, linear};
use super::paint::{Colour, Paint, hex};
use super::shape::Shape;

/// Where a picture is seen from: orthographic, facing north, never rolled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// The middle of the picture.
    pub target: Vec3,
    /// How far down the eye looks, in degrees.
    pub pitch: f32,
    /// Units from the lower to the upper edge.
    pub height: f32,
    /// Width over height.
    pub aspect: f32,
}

const WIDE: f32 = 16.0 / 9.0;
const TALL: f32 = 9.0 / 16.0;

impl Look {
    /// The island.
    pub fn island(portrait: bool) -> Self {
        if portrait {
            Self {
                target: Vec3::new(0.2, -3.3, 0.1),
                pitch: 40.0,
                height: 46.5,
                aspect: TALL,
            }
        } else {
            Self {
                target: Vec3::new(-0.55, 0.8, 0.0),
                pitch: 37.0,
                height: 24.7,
                aspect: WIDE,
            }
        }
    }

    /// A stop of the tour.
    pub fn stop(portrait: bool) -> Self {
        if portrait {
            Self {
                // The foreground ends above the card.
                target: Vec3::new(0.2, 1.9, 0.0),
                pitch: 26.0,
                height: 20.0,
                aspect: TALL,
            }
        } else {
            Self {
                target: Vec3::new(0.35, 3.22, 0.0),
                pitch: 23.0,
                height: 13.2,
                aspect: WIDE,
            }
        }
    }

    /// A row of plinths.
    pub fn quiz(portrait: bool) -> Self {
        if portrait {
            Self {
                target: Vec3::new(0.0, 1.2, 0.0),
                pitch: 30.0,
                height: 20.0,
                aspect: TALL,
            }
        } else {
            Self {
                target: Vec3::new(0.45, 1.95, 0.0),
                pitch: 27.0,
                height: 12.7,
                aspect: WIDE,
            }
        }
    }

    /// The end of the tour.
    pub fn finish(portrait: bool) -> Self {
        if portrait {
            Self {
                target: Vec3::new(0.0, 1.0, 0.0),
                pitch: 34.0,
                height: 24.0,
                aspect: TALL,
            }
        } else {
            Self {
                target: Vec3::new(0.2, 2.3, 0.0),
                pitch: 31.0,
                height: 13.8,
                aspect: WIDE,
            }
        }
    }

    /// The direction from the target to the eye.
    pub fn back(&self) -> Vec3 {
        let (sin, cos) = self.pitch.to_radians().sin_cos();
        Vec3::new(0.0, sin, cos)
    }

    /// The direction of the picture's upper edge.
    pub fn up(&self) -> Vec3 {
        let (sin, cos) = self.pitch.to_radians().sin_cos();
        Vec3::new(0.0, cos, -sin)
    }
}

/// How far behind the target a backdrop hangs.
const BEHIND: f32 = 50.0;

/// A sheet behind everything, coloured by a rule over the picture (x and y in −1..=1, y up).
fn sheet(look: &Look, columns: usize, rows: usize, rule: impl Fn(Vec2) -> Colour) -> Shape {
    let mut shape = Shape::default();
    // Wider and higher than the picture: screens differ, and the camera flies.
    let half = Vec2::new(look.height * look.aspect.max(1.0) * 0.5, look.height * 0.5);
    let spread = 2.2;
    for j in 0..=rows {
        for i in 0..=columns {
            let u = Vec2::new(i as f32 / columns as f32, j as f32 / rows as f32) * 2.0 - 1.0;
            let p = u * spread;
            let at = look.target - look.back() * BEHIND
                + Vec3::X * (p.x * half.x)
                + look.up() * (p.y * half.y);
            shape.point(at, look.back(), linear(rule(p), 1.0));
        }
    }
    for j in 0..rows as u32 {
        for i in 0..columns as u32 {
            let a = j * (columns as u32 + 1) + i;
            let b = a + columns as u32 + 1;
            shape.quad(a, a + 1, b + 1, b);
        }
    }
    shape
}

/// The table at blue hour, between its light and its rim.
pub const DUSK: Colour = hex(0x5A5C98);

/// The table's surface: light in the upper left, a soft vignette.
pub fn table(look: &Look, paint: &Paint, mood: Mood) -> Shape {
    let (light, middle, dark, rim) = if mood.is_dusk() {
        (hex(0xDFA98F), hex(0xA38BB4), DUSK, hex(0x2A3266))
    } else {
        let rim = paint.table * Vec3::new(0.86, 0.91, 0.93);
        (
            paint.sky,
            paint.sky.lerp(paint.table, 0.5),
            paint.table,
            rim,
        )
    };
    sheet(look, 28, 20, move |p| {
        let from_light = (p - Vec2::new(-0.35, 0.85)).length();
        let near = light.lerp(middle, smooth(0.2, 1.05, from_light));
        let base = near.lerp(dark, smooth(0.7, 1.9, from_light));
        base.lerp(rim, smooth(0.85, 1.7, p.length()) * 0.85)
    })
}

/// The sky over a landscape: pale at the horizon, blue above.
pub fn sky(look: &Look, paint: &Paint, mood: Mood) -> Shape {
    let (low, high) = if mood.is_dusk() {
        (hex(0xE0AE97), hex(0x6A6AA6))
    } else {
        (
            paint.table.lerp(paint.sky, 0.45),
            paint.table.lerp(paint.water, 0.14),
        )
    };
    sheet(look, 6, 16, move |p| low.lerp(high, smooth(0.1, 1.15, p.y)))
}
