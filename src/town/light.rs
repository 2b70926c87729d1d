//! The picture-book light: one warm lamp high on the left, cool shade, computed once per point.
//!
//! Everything is mixed in sRGB, the way a painter mixes, and turned into linear colour at the end.

use glam::Vec3;

use super::form::smooth;
use super::paint::Colour;

/// Where the light comes from: left, above, a little in front.
pub const SUN: Vec3 = Vec3::new(-0.547_24, 0.736_29, 0.397_99);

/// The hour the town is lit for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mood {
    /// A mild forenoon.
    Day {
        /// How much snow lies, 0..=1.
        snow: f32,
    },
    /// Blue hour: windows glow, and snow (0..=1) lies on what faces up.
    Dusk {
        /// How much snow lies, 0..=1.
        snow: f32,
    },
    /// None yet: paint alone, with what light must know of it, for [`crate::bake`].
    Bare,
}

impl Default for Mood {
    fn default() -> Self {
        Self::DAY
    }
}

impl Mood {
    /// A forenoon without snow.
    pub const DAY: Self = Self::Day { snow: 0.0 };

    /// True at blue hour.
    pub fn is_dusk(self) -> bool {
        matches!(self, Mood::Dusk { .. })
    }
}

/// What light must know of a painted point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coat {
    /// Its paint.
    pub base: Colour,
    /// How much of a chamfer's ridge it is, 0..=1.
    pub ridge: f32,
    /// What it belongs to.
    pub surface: Surface,
    /// See [`Reach::turning`].
    pub turning: bool,
}

/// What a point belongs to; it decides how light and snow treat it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Surface {
    /// Painted wood.
    #[default]
    Toy,
    /// Leaves and needles.
    Tree,
    /// Roofs.
    Roof,
    /// The meadow and what is let into it.
    Ground,
    /// Paths.
    Road,
    /// Rivers and lakes: no snow stays on them.
    Water,
    /// Panes: they glow at dusk.
    Window,
    /// Clouds and paper in the air: hardly shaded at all.
    Airy,
}

impl Surface {
    /// How much snow stays on it, of the mood's snow.
    fn snow(self) -> f32 {
        match self {
            Surface::Ground => 1.0,
            Surface::Tree => 0.8,
            Surface::Roof => 0.72,
            Surface::Road => 0.45,
            Surface::Toy => 0.3,
            Surface::Water | Surface::Window | Surface::Airy => 0.0,
        }
    }

    /// True for what lies flat on the ground.
    pub fn is_ground(self) -> bool {
        matches!(self, Surface::Ground | Surface::Road | Surface::Water)
    }
}

/// What reaches a point.
#[derive(Clone, Copy, Debug)]
pub struct Reach {
    /// The direct light that arrives, 0..=1.
    pub sun: f32,
    /// How much of the sky's light arrives, 0..=1.
    pub open: f32,
    /// How much of a chamfer's ridge it is, 0..=1.
    pub ridge: f32,
    /// True for parts that turn about y: they are lit alike from all sides, or their shade would turn with them.
    pub turning: bool,
    /// What stands near tints the shade: the colour that its light is multiplied by, white for none.
    pub bounce: Colour,
}

/// The lit colour, linear, of a point of `base` colour that faces `normal`.
pub fn lit(base: Colour, normal: Vec3, reach: Reach, surface: Surface, mood: Mood) -> [f32; 4] {
    linear(shaded(base, normal, reach, surface, mood), 1.0)
}

/// `base` with the snow on it that a point facing `normal` gathers, of `snow` (0..=1).
pub fn snowed(base: Colour, normal: Vec3, surface: Surface, snow: f32) -> Colour {
    let lies = smooth(0.35, 0.8, normal.y) * snow.clamp(0.0, 1.0) * surface.snow();
    base.lerp(Vec3::new(0.93, 0.96, 1.0), 0.93 * lies)
}

/// The lit colour in sRGB; it may leave 0..=1.
pub fn shaded(base: Colour, normal: Vec3, reach: Reach, surface: Surface, mood: Mood) -> Colour {
    if mood == Mood::Bare {
        return base;
    }
    if surface == Surface::Window && mood.is_dusk() {
        return super::paint::hex(0xFFD584);
    }
    let (light, shade, occluded, saturation) = match mood {
        Mood::Day { .. } | Mood::Bare => (
            Vec3::new(1.07, 1.05, 1.0),
            Vec3::new(0.73, 0.705, 0.82),
            Vec3::new(0.55, 0.48, 0.60),
            1.13,
        ),
        Mood::Dusk { .. } => (
            Vec3::new(0.74, 0.78, 0.97),
            Vec3::new(0.44, 0.47, 0.70),
            Vec3::new(0.42, 0.42, 0.60),
            1.02,
        ),
    };
    let mut base = base;
    if mood.is_dusk() && surface == Surface::Airy {
        base *= Vec3::new(0.58, 0.60, 0.80);
    }
    if let Mood::Day { snow } | Mood::Dusk { snow } = mood {
        base = snowed(base, normal, surface, snow);
    }
    let facing = if reach.turning {
        normal.y * SUN.y + 0.18 * (1.0 - normal.y.abs())
    } else {
        normal.dot(SUN)
    };
    // Shade is only cast on what faces the light at all.
    let sun = 1.0 - (1.0 - reach.sun) * smooth(0.0, 0.3, facing);
    let floor = if surface.is_ground() { 0.12 } else { 0.42 };
    let t = smooth(0.12, 0.97, 0.5 + 0.5 * facing) * (floor + (1.0 - floor) * sun);
    let open = reach.open.clamp(0.0, 1.0);
    let mut rgb = base * shade.lerp(light, t) * (occluded * reach.bounce).lerp(Vec3::ONE, open);
    let top = if surface.is_ground() {
        0.0
    } else {
        0.05 * normal.y.max(0.0).powi(3)
    };
    let glint = (reach.ridge * 0.08 * facing.max(0.0) + top)
        * sun
        * open
        * if mood.is_dusk() { 0.5 } else { 1.0 };
    rgb += (Vec3::ONE - rgb) * glint;
    if normal.y < 0.0 {
        rgb = rgb.lerp(base * Vec3::new(0.9, 0.8, 0.6), -normal.y * 0.10);
    }
    let luma = rgb.dot(Vec3::new(0.30, 0.59, 0.11));
    rgb = Vec3::splat(luma) + saturation * (rgb - luma);
    if surface == Surface::Airy {
        rgb = rgb.lerp(base, 0.35);
    }
    rgb
}

/// What a low sun does to linear colours: between day (0) and dusk (1) everything is warmer, where the
/// two alone would make it grey.
pub fn low_sun(dusk: f32) -> Vec3 {
    let low = 4.0 * dusk.clamp(0.0, 1.0) * (1.0 - dusk.clamp(0.0, 1.0));
    Vec3::ONE + low * Vec3::new(0.22, -0.05, -0.12)
}

/// sRGB to linear, with an alpha.
pub fn linear(rgb: Colour, alpha: f32) -> [f32; 4] {
    // The curve as a cubic: within half a step of 255 of the exact one, and much faster than a power.
    let channel = |c: f32| {
        let c = if c.is_finite() {
            c.clamp(0.0, 1.0)
        } else {
            0.0
        };
        c * (c * (c * 0.305_306 + 0.682_171) + 0.012_523)
    };
    [
        channel(rgb.x),
        channel(rgb.y),
        channel(rgb.z),
        alpha.clamp(0.0, 1.0),
    ]
}
