//! Wooden blocks: what every button, tray and bead is turned from.

use bevy::math::Vec2;

use super::outline::{Outline, Station, rectangle, sides};
use super::sheet::{FEATHER, Sheet};
use super::tint::{Palette, Tint, ramp};

/// The way to the light.
pub const LIGHT: Vec2 = Vec2::new(-0.55, 0.835);

/// Thickness of a block at rest, in millimetres.
const SIDE: f32 = 2.6;

/// Thickness of a block pressed into its paper, in millimetres.
const SIDE_PRESSED: f32 = 0.7;

/// How a button stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Pose {
    /// As it lies.
    #[default]
    Rest,
    /// Under a finger: smaller, lower, nearer to its shadow.
    Pressed,
    /// Chosen by keyboard or switch: an ink line round it.
    Focus,
}

impl Pose {
    /// Its size relative to the size at rest.
    pub fn scale(self) -> f32 {
        match self {
            Self::Rest | Self::Focus => 1.0,
            Self::Pressed => 0.94,
        }
    }

    /// The thickness that shows below the face, in millimetres.
    pub fn side(self) -> f32 {
        match self {
            Self::Rest | Self::Focus => SIDE,
            Self::Pressed => SIDE_PRESSED,
        }
    }

    /// How far the face has come down, in millimetres.
    pub fn sunk(self) -> f32 {
        SIDE - self.side()
    }
}

/// A block with a rounded rectangular or round face, all in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Block {
    /// The middle of the face.
    pub at: Vec2,
    /// Width and height of the face.
    pub size: Vec2,
    /// Radius of its corners; half its height makes a pill or a disc.
    pub radius: f32,
    /// Thickness below the face.
    pub side: f32,
}

impl Block {
    /// A block for a button of `size` and `radius` pixels at rest, as its pose has it.
    pub fn posed(size: Vec2, radius: f32, pose: Pose, mm: f32) -> Self {
        Self {
            at: Vec2::new(0.0, -pose.sunk() * mm),
            size: size * pose.scale(),
            radius: radius * pose.scale(),
            side: pose.side() * mm,
        }
    }

    /// The edge of the face.
    pub fn face(&self) -> Outline {
        Outline::rounded_rect(self.size, self.radius).moved(self.at)
    }

    /// A face inside this one, narrower by `rim` pixels on every side.
    pub fn within(&self, rim: f32) -> Outline {
        Outline::rounded_rect(self.size - 2.0 * rim, self.radius - rim).moved(self.at)
    }

    /// Face and side together: what the face covers while it moves down by the thickness.
    fn body(&self, steps: usize) -> Outline {
        let drop = Vec2::Y * self.side;
        Outline::rounded(&rectangle(self.size + drop), self.radius, steps)
            .moved(self.at - drop / 2.0)
    }

    /// The shadow, as if the block lay on paper; `further` pixels larger than the block.
    fn shadow(&self, sheet: &mut Sheet, further: f32, mm: f32) {
        let height = 0.35 + self.side / (SIDE * mm);
        let soft = (1.9 * height * mm).min(self.radius / 1.8);
        let outline = self.body((sides(self.radius) / 8).max(2)).grown(further);
        sheet.shadow(&outline, Vec2::new(0.75, -1.1) * soft, soft, 0.32);
    }

    /// The side below the face.
    fn side(&self, sheet: &mut Sheet, palette: &Palette) {
        let edge = palette.edge();
        let half = Vec2::X * self.size.x / 2.0;
        let paint = ramp(
            self.at - half,
            self.at + half,
            [edge.mix(palette.wood, 0.35), edge, edge.dark(0.1)],
        );
        // The upper half lies under the face.
        let solid = |station: Station| {
            let lower = if station.normal.y < 0.1 { 1.0 } else { 0.0 };
            paint(station.point).fade(lower)
        };
        let outline = self.body(sides(self.radius) / 4);
        let inset = FEATHER / 2.0;
        sheet.band(&outline, [-self.side - 2.0, -inset], |station| {
            [solid(station); 2]
        });
        sheet.band(&outline, [-inset, inset], |station| {
            [solid(station), solid(station).fade(0.0)]
        });
    }

    /// The colour of the face at a point: light wood from the upper left into the shade.
    pub fn grain(&self, palette: &Palette) -> impl Fn(Vec2) -> Tint + Copy + use<> {
        let corner = Vec2::new(-self.size.x, self.size.y) * 0.42;
        ramp(
            self.at + corner,
            self.at - corner,
            [
                palette.birch(),
                palette.wood_light,
                palette.wood_light.mix(palette.wood, 0.6),
            ],
        )
    }

    /// Shadow, line of focus, side and a rim of `width` pixels round a face that something else will cover.
    pub fn rimmed(&self, sheet: &mut Sheet, palette: &Palette, width: f32, pose: Pose, mm: f32) {
        if pose == Pose::Focus {
            self.shadow(sheet, 2.0 * FOCUS * mm, mm);
            let outer = sides(self.radius + 2.0 * FOCUS * mm);
            focus_line(sheet, &self.body(outer / 4 + 1), palette, mm);
        } else {
            self.shadow(sheet, 0.0, mm);
        }
        self.side(sheet, palette);
        let grain = self.grain(palette);
        let inset = FEATHER / 2.0;
        let chamfer = |station: Station, way: f32| {
            lit(
                grain(station.point),
                way * station.normal.dot(LIGHT),
                palette,
            )
        };
        sheet.band(&self.face(), [-width - 2.0, -inset], |station| {
            [chamfer(station, -0.8), chamfer(station, 1.0)]
        });
        sheet.band(&self.face(), [-inset, inset], |station| {
            let tint = chamfer(station, 1.0);
            [tint, tint.fade(0.0)]
        });
    }

    /// Shadow, side and a whole wooden face.
    pub fn whole(&self, sheet: &mut Sheet, palette: &Palette, mm: f32) {
        self.rimmed(sheet, palette, 0.6 * mm, Pose::Rest, mm);
        let grain = self.grain(palette);
        sheet.fill(&self.face().grown(-0.6 * mm), grain);
    }
}

/// Width of the line of focus and of the paper inside it, in millimetres.
const FOCUS: f32 = 2.2;

/// An ink line round an outline, on a strip of paper.
pub fn focus_line(sheet: &mut Sheet, outline: &Outline, palette: &Palette, mm: f32) {
    let width = FOCUS * mm;
    // Its own edges lie under the piece and under the ink.
    sheet.band(outline, [-width, width + 1.0], |_| [palette.paper; 2]);
    sheet.ring(outline, [width, 2.0 * width], |_| palette.ink);
}

/// Fills a convex outline that is let into wood: a shade `depth` pixels wide falls in from the
/// rim, darkest towards the light.
pub fn inlay(
    sheet: &mut Sheet,
    outline: &Outline,
    depth: f32,
    dark: f32,
    paint: impl Fn(Vec2) -> Tint,
) {
    let shaded = |station: Station| {
        let facing = (station.normal.dot(LIGHT) + 0.25).max(0.0) / 1.25;
        paint(station.point).dark(dark * facing)
    };
    let inset = FEATHER / 2.0;
    sheet.fan(&outline.clone().grown(-depth), &paint);
    sheet.band(outline, [-depth, -inset], |station| {
        [paint(station.at(-depth)), shaded(station)]
    });
    sheet.band(outline, [-inset, inset], |station| {
        let tint = shaded(station);
        [tint, tint.fade(0.0)]
    });
}

/// Wood on a chamfer: `facing` from -1, away from the light, to 1.
fn lit(tint: Tint, facing: f32, palette: &Palette) -> Tint {
    if facing > 0.0 {
        tint.mix(palette.birch().light(0.4), 0.34 * facing)
    } else {
        tint.mix(palette.edge(), -0.3 * facing)
    }
}

/// A painted wooden ball, lit from the upper left.
pub fn ball(sheet: &mut Sheet, at: Vec2, radius: f32, tint: Tint) {
    let shine = at + LIGHT * radius * 0.42;
    let tone = move |point: Vec2| {
        let away = (point - shine).length() / (1.42 * radius);
        if away < 0.45 {
            tint.light(0.42 * (1.0 - away / 0.45))
        } else {
            tint.dark(0.2 * (away - 0.45) / 0.55)
        }
    };
    let edge = Outline::disc(radius).moved(at);
    let inset = -FEATHER / 2.0;
    let hub = sheet.vertex(shine, tone(shine));
    // Half way from the shine to the edge, and the edge.
    let rings: Vec<[u32; 2]> = edge
        .stations()
        .iter()
        .map(|station| {
            let end = station.at(inset);
            [shine.lerp(end, 0.5), end].map(|point| sheet.vertex(point, tone(point)))
        })
        .collect();
    for (index, &[near, far]) in rings.iter().enumerate() {
        let [next_near, next_far] = rings[(index + 1) % rings.len()];
        sheet.triangle(hub, near, next_near);
        sheet.quad(near, far, next_far, next_near);
    }
    sheet.feather(&edge, inset, tone);
}
