//! A baked scene, and the skies it can be seen under.

use glam::Vec3;

use crate::light::{linear, low_sun};
use crate::setting::Built;

/// The light of an hour and a season.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sky {
    /// 0 by day, 1 at dusk, and between them what lies between them.
    pub dusk: f32,
    /// How much snow lies, 0..=1.
    pub snow: f32,
}

/// The colours of a shape's points under each of four skies: day, dusk, and both with snow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Colours {
    /// sRGB with a straight alpha, as many as points.
    pub skies: [Vec<[u8; 4]>; 4],
}

/// A scene with baked light. Its shapes have no colours until it is [`Baked::lit`], and no normals:
/// nothing asks for them any more.
#[derive(Clone, Debug, Default)]
pub struct Baked {
    pub(super) scene: Built,
    /// For each shape, in the order of [`Built::shapes_mut`].
    pub(super) colours: Vec<Colours>,
}

impl Baked {
    /// The scene as it looks under a sky.
    pub fn lit(self, sky: Sky) -> Built {
        let Self { mut scene, colours } = self;
        let (dusk, snow) = (sky.dusk.clamp(0.0, 1.0), sky.snow.clamp(0.0, 1.0));
        let shares = [
            (1.0 - dusk) * (1.0 - snow),
            dusk * (1.0 - snow),
            (1.0 - dusk) * snow,
            dusk * snow,
        ];
        for (shape, colours) in scene.shapes_mut().into_iter().zip(&colours) {
            shape.colours = colours.mixed(shares, low_sun(dusk));
        }
        scene
    }

    /// How many triangles there are.
    pub fn triangles(&self) -> usize {
        self.scene.triangles()
    }
}

impl Colours {
    /// Linear colours, of each sky its share, as `sun` tints them.
    fn mixed(&self, shares: [f32; 4], sun: Vec3) -> Vec<[f32; 4]> {
        let skies = || {
            self.skies
                .iter()
                .zip(shares)
                .filter(|(_, share)| *share > 0.0)
        };
        let points = self.skies[0].len();
        let mix = |point: usize| {
            let mut sum = [0.0; 4];
            for (sky, share) in skies() {
                let colour = sky.get(point).copied().unwrap_or_default();
                for (sum, channel) in sum.iter_mut().zip(colour) {
                    *sum += share * f32::from(channel) / 255.0;
                }
            }
            let [r, g, b, alpha] = sum;
            let [r, g, b, alpha] = linear(Vec3::new(r, g, b), alpha);
            [r * sun.x, g * sun.y, b * sun.z, alpha]
        };
        (0..points).map(mix).collect()
    }
}
