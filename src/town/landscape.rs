//! The rolling landscape of stops and quizzes: ground, hills, and what is strewn behind.

use std::f32::consts::TAU;

use glam::{Affine3A, Vec2, Vec3};
use legeplads_feed::{Ground, ToyKind};

use super::clay::{Clay, HERE};
use super::form::{Form, smooth};
use super::ground::{Blob, Rise, Terrain, band, line, noise};
use super::island::grass;
use super::light::{Mood, Surface};
use super::paint::{Colour, Paint, hex, lighter};
use super::rng::Rng;
use super::sky::{Look, sky, table};
use super::stage::{SceneShapes, Stage, Standing};
use super::toys::Detail;

/// Far enough to fill any screen.
const LOW: Vec2 = Vec2::new(-17.0, -17.0);
const HIGH: Vec2 = Vec2::new(17.0, 20.5);
/// How high shadows lie over the ground: above roads and plazas.
const SHADE: f32 = 0.1;
/// How much higher or lower than its middle the edge of a plaza may lie.
const TILT: f32 = 0.1;

/// The stage of a stop or a quiz, its ground laid.
pub(super) struct Landscape<'a> {
    pub stage: Stage<'a>,
    pub ground: Ground,
    pub rng: Rng,
    /// Where nothing more may be strewn: middle and radius.
    pub taken: Vec<(Vec2, f32)>,
    roads: Vec<(Vec<Vec2>, f32)>,
    /// How deep the picture is: 1 for a stop, less where the hills stand closer.
    depth: f32,
}

/// How each ground looks.
fn colour(ground: Ground, paint: &Paint, at: Vec2, y: f32) -> Colour {
    let tone =
        noise(at.x * 0.28 + 3.0, at.y * 0.35 + 9.0) * 0.7 + noise(at.x * 0.8, at.y * 0.9) * 0.3;
    let far = smooth(0.4, 3.0, y);
    match ground {
        Ground::Meadow => grass(paint, at * 1.2, 0.0).lerp(hex(0xC9E3AE), far * 0.7),
        Ground::Heath => {
            let bloom = paint.heath.lerp(hex(0xC6A3C8), smooth(0.35, 0.7, tone));
            let green = smooth(0.48, 0.68, noise(at.x * 0.3 + 20.0, at.y * 0.45));
            bloom
                .lerp(hex(0xB3C391), green * 0.6)
                .lerp(hex(0xD3BBD6), far * 0.6)
        }
        Ground::Sand => paint
            .sand
            .lerp(hex(0xF5E8C2), smooth(0.3, 0.7, tone))
            .lerp(hex(0xF8EFD3), far * 0.6),
        Ground::Forest => {
            let floor = paint.named("forest-floor", paint.forest);
            floor
                .lerp(paint.grass, smooth(0.3, 0.75, tone) * 0.6)
                .lerp(hex(0x9CCB94), far * 0.6)
        }
        Ground::Table => paint.table,
    }
}

impl<'a> Landscape<'a> {
    /// Lays the ground, level where `plaza` will be: its middle and half its size. A table has neither
    /// hills nor a horizon.
    pub fn new(
        ground: Ground,
        seed: u32,
        look: &Look,
        depth: f32,
        plaza: Option<(Vec2, Vec2)>,
        paint: &'a Paint,
        mood: Mood,
    ) -> Self {
        let mut rng = Rng::new(seed);
        let mut terrain = Terrain {
            swell: 0.06,
            ..Terrain::default()
        };
        let mut stage = if ground == Ground::Table {
            terrain.swell = 0.0;
            let mut stage = Stage::new(paint, mood, Detail::Near, terrain, LOW, HIGH);
            stage.scene.backdrop = table(look, paint, mood);
            stage
        } else {
            for (x, z, height, w, d) in [
                (-9.0, -12.0, 2.9, 5.0, 3.2),
                (1.5, -14.0, 2.3, 5.0, 3.0),
                (10.0, -12.5, 3.2, 4.6, 3.4),
                (-2.0, -9.5, 0.6, 3.0, 2.0),
            ] {
                let (dx, dh) = (rng.range(-1.6, 1.6), rng.range(0.85, 1.12));
                terrain.rises.push(Rise {
                    at: Vec2::new(x + dx, z * depth),
                    height: height * dh,
                    size: Vec2::new(w, d * depth),
                });
            }
            if ground == Ground::Sand {
                for _ in 0..7 {
                    let at = Vec2::new(rng.range(-12.0, 12.0), rng.range(-8.5, -3.5));
                    let size = Vec2::new(rng.range(1.6, 2.8), rng.range(0.7, 1.1));
                    terrain.rises.push(Rise {
                        at,
                        height: rng.range(0.4, 0.9),
                        size,
                    });
                }
            }
            if let Some((at, size)) = plaza {
                level(&mut terrain.rises, at, size);
            }
            let mut stage = Stage::new(paint, mood, Detail::Near, terrain, LOW, HIGH);
            stage.scene.backdrop = sky(look, paint, mood);
            stage
        };
        if ground != Ground::Table {
            lay(&mut stage, ground, LOW.y * (0.2 + 0.8 * depth));
        }
        Self {
            stage,
            ground,
            rng,
            taken: Vec::new(),
            roads: Vec::new(),
            depth,
        }
    }

    /// Adds painted clay that is already where it belongs.
    pub fn set(&mut self, clay: &Clay) {
        let shape = clay.lit(&Affine3A::IDENTITY, Vec3::ZERO, false, self.stage.mood);
        self.stage.scene.still.append(&shape, Vec3::ZERO);
    }

    /// A trodden place.
    pub fn plaza(&mut self, at: Vec2, size: Vec2) {
        if self.ground == Ground::Table {
            return;
        }
        let colour = match self.ground {
            Ground::Meadow | Ground::Table => hex(0xF0E0BC),
            Ground::Heath => hex(0xE9DCC0),
            Ground::Sand => hex(0xE6D09B),
            Ground::Forest => hex(0xD8C8A0),
        };
        let blob = Blob {
            at,
            size,
            turn: 0.0,
            power: 2.0,
            wobble: 0.03,
        };
        let mut clay = Clay::new();
        clay.of(Surface::Ground, |clay| {
            let form = blob.form(&self.stage.scene.terrain, 0.085, 56);
            clay.coated(form, HERE, |p, _| {
                colour * (0.985 + 0.03 * noise(p.x * 0.7 + 5.0, p.z * 0.9))
            });
        });
        self.set(&clay);
    }

    /// A path along points.
    pub fn road(&mut self, points: &[(f32, f32)], width: f32) {
        if self.ground == Ground::Table {
            return;
        }
        let points: Vec<Vec2> = points.iter().map(|p| Vec2::from(*p)).collect();
        let line = line(&points, 0.5, false);
        let mut clay = Clay::new();
        let paint = self.stage.paint;
        clay.of(Surface::Road, |clay| {
            clay.flat(
                band(&line, |_| width, &self.stage.scene.terrain, 0.06),
                HERE,
                paint.road,
            );
        });
        self.set(&clay);
        self.roads.push((line, width / 2.0));
    }

    fn free(&self, at: Vec2, reach: f32) -> bool {
        !self
            .taken
            .iter()
            .any(|(middle, r)| middle.distance(at) < r + reach)
            && !self
                .roads
                .iter()
                .any(|(line, half)| line.iter().any(|p| p.distance(at) < half + reach))
    }

    /// Stands a strewn toy on the ground and keeps its place.
    fn strew(&mut self, standing: &Standing, at: Vec2, reach: f32) {
        self.stage.ground(standing, at, 0.0);
        self.taken.push((at, reach));
    }

    /// Woods at the back and at the sides, houses between them.
    pub fn backdrop(&mut self, houses: bool) {
        if self.ground == Ground::Table {
            return;
        }
        self.stage.detail = Detail::Far;
        if houses && matches!(self.ground, Ground::Meadow | Ground::Sand) {
            let spots = [(-10.6, -4.7, 0.4), (-3.4, -7.4, 0.25), (6.6, -7.4, -0.3)];
            let roofs = ["red", "blue", "plum"];
            for (i, (x, z, turn)) in spots.into_iter().enumerate() {
                let at = Vec2::new(x, z * self.depth);
                if self.free(at, 1.0) {
                    let standing = Standing {
                        turn,
                        scale: 1.5,
                        colour: Some(roofs[i]),
                        seed: i as u32,
                        ..Standing::new(ToyKind::House)
                    };
                    self.strew(&standing, at, 1.5);
                }
            }
        }
        let share = match self.ground {
            Ground::Meadow => 1.0,
            Ground::Forest => 1.5,
            Ground::Heath => 0.4,
            Ground::Sand | Ground::Table => 0.3,
        };
        for (x, z, trees, radius, needles) in [
            (-10.0, -8.0, 9, 3.0, true),
            (-2.0, -9.5, 6, 2.4, false),
            (6.0, -9.5, 8, 2.6, true),
            (11.0, -8.0, 6, 2.0, false),
            (-6.3, -2.9, 5, 1.8, false),
            (8.4, -3.5, 5, 1.6, false),
            (-13.0, -1.5, 4, 1.2, false),
            (12.6, -1.0, 4, 1.2, true),
            (0.5, -6.2, 3, 2.0, true),
            (-4.6, -5.0, 3, 1.2, false),
            (4.4, -5.0, 3, 1.2, true),
        ] {
            self.wood(
                Vec2::new(x, z),
                (trees as f32 * share) as u32,
                radius,
                needles,
            );
        }
    }

    fn wood(&mut self, middle: Vec2, trees: u32, radius: f32, needles: bool) {
        let mut left = trees;
        for _ in 0..trees * 20 {
            if left == 0 {
                break;
            }
            let way = Vec2::from_angle(self.rng.unit() * TAU) * self.rng.unit().sqrt() * radius;
            let at = middle + way * Vec2::new(1.5, 0.8);
            let size = self.rng.range(0.95, 1.6);
            let needles = match self.ground {
                Ground::Forest => self.rng.chance(0.85),
                Ground::Heath | Ground::Sand => true,
                _ => needles,
            };
            let (kind, colour) = if needles {
                let kind = if self.rng.chance(0.7) {
                    ToyKind::Spruce
                } else {
                    ToyKind::Pine
                };
                (kind, self.rng.pick(&["forest", "#4C9168", "#3A7A60"]))
            } else {
                let kind = if self.rng.chance(0.6) {
                    ToyKind::RoundTree
                } else {
                    ToyKind::BushyTree
                };
                (
                    kind,
                    self.rng.pick(&["green", "#6DB56A", "#5FB57E", "#93C75F"]),
                )
            };
            if !self.free(at, 0.55) {
                continue;
            }
            left -= 1;
            self.stage.detail = if at.y > -7.0 {
                Detail::Near
            } else {
                Detail::Far
            };
            let turn = self.rng.unit() * TAU;
            // What is far is paler: air lies between.
            let far = if at.y > -5.0 {
                0.0
            } else if at.y > -8.0 {
                0.13
            } else {
                0.24
            };
            let paint = self.stage.paint;
            let colour = digits(paint.named(colour, paint.forest).lerp(hex(0xCBE3C4), far));
            let standing = Standing {
                scale: size,
                turn,
                colour: Some(&colour),
                ..Standing::new(kind)
            };
            self.strew(&standing, at, 0.45);
        }
    }

    /// Flowers, tufts and mushrooms in front; a portrait screen shows more of it, and gets more.
    pub fn flowers(&mut self, clusters: usize, portrait: bool) {
        if self.ground == Ground::Table {
            return;
        }
        let (clusters, front) = match portrait {
            true => (clusters * 4 / 3, 15.5),
            false => (clusters, 8.0),
        };
        self.stage.detail = Detail::Far;
        let mut left = clusters;
        for _ in 0..clusters * 14 {
            if left == 0 {
                break;
            }
            let at = Vec2::new(self.rng.range(-11.5, 11.5), self.rng.range(-5.0, front));
            if !self.free(at, 0.35) {
                continue;
            }
            left -= 1;
            self.taken.push((at, 0.5));
            match self.ground {
                Ground::Heath => self.tuft(at, self.stage.paint.plum),
                Ground::Sand => self.tuft(at, hex(0xB9C27A)),
                Ground::Forest if self.rng.chance(0.5) => {
                    let scale = self.rng.range(0.9, 1.4);
                    self.stage.ground(
                        &Standing {
                            scale,
                            ..Standing::new(ToyKind::Mushroom)
                        },
                        at,
                        0.0,
                    );
                }
                _ => self.cluster(at),
            }
        }
    }

    fn cluster(&mut self, at: Vec2) {
        for _ in 0..3 {
            let near = at + Vec2::new(self.rng.range(-0.28, 0.28), self.rng.range(-0.22, 0.22));
            let seed = (self.rng.unit() * 5.0) as u32;
            let scale = self.rng.range(1.2, 1.75);
            self.stage.ground(
                &Standing {
                    seed,
                    scale,
                    ..Standing::new(ToyKind::Flower)
                },
                near,
                0.0,
            );
        }
    }

    /// A few low balls: heather, or dune grass.
    fn tuft(&mut self, at: Vec2, colour: Colour) {
        let mut clay = Clay::new();
        let foot = self.stage.scene.terrain.on(at, 0.0);
        for i in 0..5 {
            let (sin, cos) = (i as f32 * 1.3 + at.x).sin_cos();
            let r = self.rng.range(0.13, 0.22);
            let tint = lighter(colour, self.rng.range(0.0, 0.22));
            let place = super::clay::at(foot.x + cos * 0.24, foot.y + 0.1, foot.z + sin * 0.2);
            clay.of(Surface::Tree, |clay| {
                clay.put(super::form::ball(r, 7, 4), place, tint)
            });
        }
        let shape = clay.lit(&Affine3A::IDENTITY, Vec3::ZERO, false, self.stage.mood);
        self.stage.still(&shape, Vec3::ZERO);
    }

    /// Clouds over the hills.
    pub fn clouds(&mut self, portrait: bool) {
        if self.ground == Ground::Table {
            return;
        }
        self.stage.detail = Detail::Near;
        let (spread, y) = if portrait { (3.1, 3.3) } else { (7.4, 3.0) };
        for (i, side) in [-1.0, 1.0].into_iter().enumerate() {
            let scale = 0.62 + 0.12 * i as f32;
            let standing = Standing {
                scale,
                seed: i as u32 * 4,
                ..Standing::new(ToyKind::Cloud)
            };
            let at = Vec3::new(
                side * spread + self.rng.range(-0.8, 0.8),
                y + 0.3 * i as f32,
                -15.0,
            );
            self.stage.stand(&standing, at);
        }
    }

    /// Lays the shadows down and hands everything over.
    pub fn finish(self) -> SceneShapes {
        let above = if self.ground == Ground::Table {
            0.012
        } else {
            SHADE
        };
        // Behind the hills a shadow would peep over their crest.
        let crest = -11.4 * self.depth;
        self.stage
            .finish(above, |at| smooth(crest - 1.6, crest, at.y))
    }
}

/// A colour as its usual six digits, as toys' colours are written.
fn digits(colour: Colour) -> String {
    let [r, g, b] = (colour.clamp(Vec3::ZERO, Vec3::ONE) * 255.0)
        .round()
        .to_array()
        .map(|c| c as u8);
    format!("#{r:02X}{g:02X}{b:02X}")
}

/// The ground itself, from `back` behind the hills to well in front.
/// Moves rises back, the steepest first, until they do not tilt what stands on a plaza.
fn level(rises: &mut [Rise], at: Vec2, size: Vec2) {
    let tilt = |rise: &Rise, point: Vec2| {
        let height = |point: Vec2| {
            let d = (point - rise.at) / rise.size;
            rise.height * (-d.length_squared()).exp()
        };
        height(point) - height(at)
    };
    for _ in 0..400 {
        let edge = (0..16).map(|k| at + Vec2::from_angle(k as f32 / 16.0 * TAU) * size);
        let all = |point: &Vec2| {
            rises
                .iter()
                .map(|rise| tilt(rise, *point))
                .sum::<f32>()
                .abs()
        };
        let Some(worst) = edge.max_by(|one, other| all(one).total_cmp(&all(other))) else {
            return;
        };
        if all(&worst) < TILT {
            return;
        }
        let steepest = rises
            .iter_mut()
            .max_by(|one, other| tilt(one, worst).abs().total_cmp(&tilt(other, worst).abs()));
        if let Some(rise) = steepest {
            rise.at.y -= 0.3;
        }
    }
}

fn lay(stage: &mut Stage, ground: Ground, back: f32) {
    let low = Vec2::new(LOW.x, back);
    let terrain = stage.scene.terrain.clone();
    let mut form = Form::default();
    let (columns, rows) = (46, 50);
    for j in 0..=rows {
        for i in 0..=columns {
            let t = Vec2::new(i as f32 / columns as f32, j as f32 / rows as f32);
            let at = low + (HIGH - low) * t;
            form.point(terrain.on(at, 0.0), terrain.normal(at), 0.0);
        }
    }
    for j in 0..rows as u32 {
        for i in 0..columns as u32 {
            let a = j * (columns as u32 + 1) + i;
            let b = a + columns as u32 + 1;
            form.quad(a, b, b + 1, a + 1);
        }
    }
    let paint = stage.paint;
    let mut clay = Clay::new();
    clay.of(Surface::Ground, |clay| {
        clay.coated(form, HERE, |p, _| {
            colour(ground, paint, Vec2::new(p.x, p.z), p.y)
        });
    });
    let shape = clay.lit(&Affine3A::IDENTITY, Vec3::ZERO, false, stage.mood);
    stage.scene.still.append(&shape, Vec3::ZERO);
}
