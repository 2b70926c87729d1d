//! Colours on the way to a sheet: sRGB until the vertex is written, linear in it.

use bevy::math::Vec2;

/// An sRGB colour with straight alpha, every part from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tint {
    /// Red, green, blue in sRGB.
    pub rgb: [f32; 3],
    /// 0 is clear, 1 is opaque.
    pub alpha: f32,
}

impl Tint {
    /// Pure white.
    pub const WHITE: Self = Self::hex(0xFFFFFF);
    /// What paper and wood go towards in the shade: a warm dark plum.
    pub const SHADE: Self = Self::hex(0x3A2440);

    /// An opaque colour as it is written in a style sheet: `0xRRGGBB`.
    pub const fn hex(code: u32) -> Self {
        let [_, red, green, blue] = code.to_be_bytes();
        Self::new([red, green, blue])
    }

    /// An opaque colour from its three bytes.
    pub const fn new(rgb: [u8; 3]) -> Self {
        let [red, green, blue] = rgb;
        Self {
            rgb: [
                red as f32 / 255.0,
                green as f32 / 255.0,
                blue as f32 / 255.0,
            ],
            alpha: 1.0,
        }
    }

    /// The same colour with another alpha.
    pub const fn fade(self, alpha: f32) -> Self {
        Self {
            rgb: self.rgb,
            alpha,
        }
    }

    /// A part `t` of the way to another colour, alpha as well.
    pub fn mix(self, to: Self, t: f32) -> Self {
        let [r, g, b] = self.rgb;
        let [to_r, to_g, to_b] = to.rgb;
        let between = |from: f32, to: f32| from + (to - from) * t;
        Self {
            rgb: [between(r, to_r), between(g, to_g), between(b, to_b)],
            alpha: between(self.alpha, to.alpha),
        }
    }

    /// A part `t` of the way to white.
    pub fn light(self, t: f32) -> Self {
        self.mix(Self::WHITE.fade(self.alpha), t)
    }

    /// A part `t` of the way into the shade.
    pub fn dark(self, t: f32) -> Self {
        self.mix(Self::SHADE.fade(self.alpha), t)
    }

    /// Linear red, green, blue and straight alpha, as a vertex wants it.
    pub fn linear(self) -> [f32; 4] {
        let [r, g, b] = self.rgb.map(to_linear);
        [r, g, b, self.alpha]
    }
}

impl From<[u8; 3]> for Tint {
    fn from(rgb: [u8; 3]) -> Self {
        Self::new(rgb)
    }
}

/// The transfer function of sRGB (IEC 61966-2-1).
fn to_linear(part: f32) -> f32 {
    let part = part.clamp(0.0, 1.0);
    if part <= 0.04045 {
        part / 12.92
    } else {
        ((part + 0.055) / 1.055).powf(2.4)
    }
}

/// The colours that paper and wooden buttons are made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Palette {
    /// Cards, signs, labels.
    pub paper: Tint,
    /// Text and outlines of focus.
    pub ink: Tint,
    /// Wood in the shade.
    pub wood: Tint,
    /// Wood in the light.
    pub wood_light: Tint,
    /// Inlays under white text, icons on paper.
    pub deep_blue: Tint,
    /// The reply's ribbon, the found ball.
    pub yellow: Tint,
    /// The roof of the home icon.
    pub red: Tint,
    /// The leaf.
    pub green: Tint,
}

impl Palette {
    /// Asks `colour` for each colour by its name in the theme: `paper`, `wood-light` and so on.
    pub fn new(colour: impl Fn(&str) -> [u8; 3]) -> Self {
        let tint = |name| Tint::new(colour(name));
        Self {
            paper: tint("paper"),
            ink: tint("ink"),
            wood: tint("wood"),
            wood_light: tint("wood-light"),
            deep_blue: tint("deep-blue"),
            yellow: tint("yellow"),
            red: tint("red"),
            green: tint("green"),
        }
    }

    /// The side of a wooden block, facing away from the light.
    pub fn edge(&self) -> Tint {
        let [r, g, b] = self.wood.rgb;
        Tint {
            rgb: [r * 0.84, g * 0.80, b * 0.69],
            alpha: 1.0,
        }
    }

    /// What wood goes towards in the light.
    const SUN: Tint = Tint::hex(0xFFFEE0);

    /// The palest wood.
    pub fn birch(&self) -> Tint {
        self.wood_light.mix(Self::SUN, 0.3)
    }
}

impl Default for Palette {
    fn default() -> Self {
        Self {
            paper: Tint::hex(0xFFFDF7),
            ink: Tint::hex(0x1F2A37),
            wood: Tint::hex(0xC98F5B),
            wood_light: Tint::hex(0xE2B57F),
            deep_blue: Tint::hex(0x1D5C7A),
            yellow: Tint::hex(0xF6C445),
            red: Tint::hex(0xE4572E),
            green: Tint::hex(0x4CB07A),
        }
    }
}

/// One colour everywhere.
pub fn flat(tint: Tint) -> impl Fn(Vec2) -> Tint + Copy {
    move |_| tint
}

/// Three colours along a line: at `from`, half way and at `to`.
pub fn ramp(from: Vec2, to: Vec2, colours: [Tint; 3]) -> impl Fn(Vec2) -> Tint + Copy {
    let [first, middle, last] = colours;
    let along = to - from;
    let length = along.length_squared().max(f32::EPSILON);
    move |point| {
        let t = ((point - from).dot(along) / length).clamp(0.0, 1.0) * 2.0;
        if t < 1.0 {
            first.mix(middle, t)
        } else {
            middle.mix(last, t - 1.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linear_keeps_the_ends_and_darkens_the_middle() {
        assert_eq!(Tint::WHITE.linear(), [1.0; 4]);
        assert_eq!(Tint::hex(0).linear(), [0.0, 0.0, 0.0, 1.0]);
        let [grey, ..] = Tint::hex(0x808080).linear();
        assert!((grey - 0.2158).abs() < 0.001, "{grey}");
    }

    #[test]
    fn a_palette_takes_the_colours_it_is_given() {
        let palette = Palette::new(|name| {
            if name == "deep-blue" {
                [1, 2, 3]
            } else {
                [9; 3]
            }
        });
        assert_eq!(palette.deep_blue, Tint::new([1, 2, 3]));
        assert_eq!(palette.paper, Tint::new([9; 3]));
    }

    #[test]
    fn the_derived_woods_keep_their_tone() {
        let near = |a: Tint, b: Tint| a.rgb.iter().zip(b.rgb).all(|(a, b)| (a - b).abs() < 0.02);
        let palette = Palette::default();
        assert!(near(palette.edge(), Tint::hex(0xA9733F)));
        assert!(near(palette.birch(), Tint::hex(0xEBCB9C)));
    }

    #[test]
    fn a_ramp_stays_between_its_colours() {
        let paint = ramp(
            Vec2::ZERO,
            Vec2::X * 10.0,
            [
                Tint::hex(0xFF0000),
                Tint::hex(0x00FF00),
                Tint::hex(0x0000FF),
            ],
        );
        assert_eq!(paint(Vec2::X * -5.0), Tint::hex(0xFF0000));
        assert_eq!(paint(Vec2::X * 5.0), Tint::hex(0x00FF00));
        assert_eq!(paint(Vec2::X * 50.0), Tint::hex(0x0000FF));
    }
}
