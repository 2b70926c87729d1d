//! The light of every point: what is cast on it, and its colours under each sky.

use glam::{Vec3, Vec3A};

use super::cast::{Arrives, Floor, arrives, each};
use super::rays::Occluders;
use super::{Baked, Colours, MOODS};
use crate::form::smooth;
use crate::ground::Terrain;
use crate::light::{Coat, Mood, Reach, Surface, shaded, snowed};
use crate::motion::Motion;
use crate::paint::{Colour, hex};
use crate::setting::Built;
use crate::shade;
use crate::shape::Shape;
use crate::stage::Lamp;

/// Everything that light is cast by and on.
pub(super) struct Light {
    things: Occluders,
    terrain: Terrain,
    grass: Colour,
    lamps: Vec<Lamp>,
}

/// Adds what of a shape stops light.
fn gather(occluders: &mut Occluders, shape: &Shape, by: Vec3, takes: impl Fn(Surface) -> bool) {
    for triangle in shape.indices.chunks_exact(3) {
        let coat = |k: usize| shape.coats.get(triangle[k] as usize);
        let Some(coat) = coat(0).filter(|coat| takes(coat.surface)) else {
            continue;
        };
        let at = |k: usize| shape.positions.get(triangle[k] as usize).copied();
        if let (Some(a), Some(b), Some(c)) = (at(0), at(1), at(2)) {
            occluders.add([a, b, c].map(|p| Vec3::from_array(p) + by), coat.base);
        }
    }
}

/// Whether a surface stops light. The ground is known by its height, and a cloud goes on.
fn stands(surface: Surface) -> bool {
    !surface.is_ground() && surface != Surface::Airy
}

/// Whether a part leaves its place, or shows another side to it: then only it darkens itself.
fn goes(motion: &Motion, shape: &Shape) -> bool {
    let is_airy = shape.coats.iter().all(|coat| coat.surface == Surface::Airy);
    matches!(motion, Motion::Ride { .. } | Motion::Turn { .. }) || is_airy
}

impl Light {
    pub fn of(bare: &Built) -> Self {
        let scene = &bare.shapes;
        let mut things = Occluders::default();
        gather(&mut things, &scene.still, Vec3::ZERO, stands);
        for toy in &scene.toys {
            gather(&mut things, &toy.body, toy.at, stands);
        }
        for placed in &scene.moving {
            if !matches!(placed.part.motion, Motion::Ride { .. }) {
                let by = placed.at + placed.part.pivot;
                gather(&mut things, &placed.part.shape, by, stands);
            }
        }
        let ground = scene
            .still
            .coats
            .iter()
            .filter(|coat| coat.surface == Surface::Ground);
        let (sum, count) = ground.fold((Vec3::ZERO, 0.0), |(sum, count), coat| {
            (sum + coat.base, count + 1.0)
        });
        Self {
            things: things.built(),
            terrain: scene.terrain.clone(),
            grass: if count > 0.0 {
                sum / count
            } else {
                Vec3::splat(0.7)
            },
            lamps: scene.bare.lamps.clone(),
        }
    }

    fn floor(&self) -> Floor<'_> {
        Floor {
            terrain: &self.terrain,
            colour: self.grass,
        }
    }

    /// What reaches a point of the ground.
    pub fn on_ground(&self, at: Vec3) -> Arrives {
        arrives(at, Vec3::Y, &self.things, &self.floor())
    }

    /// The warm light of lamps at a point, to be added to a white one.
    fn lamps(&self, at: Vec3, normal: Vec3) -> Colour {
        let mut sum = Vec3::ZERO;
        for lamp in &self.lamps {
            let to = lamp.at - at;
            let far = to.length();
            if far >= lamp.radius || far < 1e-3 {
                continue;
            }
            let way = to / far;
            let facing = 0.25 + 0.75 * normal.dot(way).max(0.0);
            let start = Vec3A::from(at + normal * 0.03);
            let blocked = self
                .things
                .hit(start, Vec3A::from(way), far - 0.1, true)
                .is_some();
            let share = if blocked { 0.2 } else { 1.0 };
            let near = (1.0 - far / lamp.radius).powf(1.7);
            sum += hex(0xFFAE4A) * lamp.strength * 1.3 * facing * near * share;
        }
        sum
    }
}

/// How a shape is lit.
#[derive(Clone, Copy)]
enum Role {
    /// Where it stands: by everything.
    Stands(Vec3),
    /// On its way: by itself alone.
    Goes(Vec3),
    /// A shadow, or, from that point on, a warm pool.
    Film { glows: usize },
    /// What hangs behind.
    Behind,
}

/// Lights every shape of a scene whose shadows are laid and whose unseen sides are gone.
pub(super) fn light(mut scene: Built, light: &Light, behind: [Shape; 2]) -> Baked {
    let glows = scene.shapes.shade.positions.len() - scene.shapes.bare.glows.positions.len();
    let mut roles = vec![Role::Behind, Role::Stands(Vec3::ZERO), Role::Film { glows }];
    roles.extend(scene.shapes.toys.iter().map(|toy| Role::Stands(toy.at)));
    for placed in &scene.shapes.moving {
        let by = placed.at + placed.part.pivot;
        let goes = goes(&placed.part.motion, &placed.part.shape);
        roles.push(if goes {
            Role::Goes(by)
        } else {
            Role::Stands(by)
        });
        roles.push(Role::Film { glows: usize::MAX });
    }
    roles.extend(scene.waiting.iter().map(|floor| Role::Goes(floor.ground)));

    let mut colours = Vec::with_capacity(roles.len());
    for (shape, role) in scene.shapes_mut().into_iter().zip(roles) {
        colours.push(match role {
            Role::Behind => back(shape, &behind),
            Role::Film { glows } => film(shape, glows),
            Role::Stands(by) => solid(shape, by, &light.things, light),
            Role::Goes(by) => {
                let mut own = Occluders::default();
                gather(&mut own, shape, by, |_| true);
                solid(shape, by, &own.built(), light)
            }
        });
        (shape.normals, shape.colours, shape.coats) = Default::default();
    }
    scene.shapes.bare = Default::default();
    Baked { scene, colours }
}

/// Its own colours of day and dusk.
fn back(shape: &Shape, behind: &[Shape; 2]) -> Colours {
    let points = shape.positions.len();
    let of = |n: usize| {
        let hung = [&behind[n], &behind[0]];
        let hung = hung.into_iter().find(|hung| hung.colours.len() == points);
        let colours = hung.map_or(&shape.colours, |hung| &hung.colours);
        colours
            .iter()
            .map(|colour| srgb(*colour))
            .collect::<Vec<_>>()
    };
    let (day, dusk) = (of(0), of(1));
    Colours {
        skies: [day.clone(), dusk.clone(), day, dusk],
    }
}

/// Shadows of the hour; warm pools at dusk alone.
fn film(shape: &Shape, glows: usize) -> Colours {
    let sky = |(mood, _): (Mood, f32)| {
        let points = shape.colours.iter().enumerate();
        let point = |(number, colour): (usize, &[f32; 4])| {
            let alpha = colour[3];
            srgb(match (number >= glows, mood.is_dusk()) {
                (true, true) => *colour,
                (true, false) => [colour[0], colour[1], colour[2], 0.0],
                (false, _) => shade::colour(mood, alpha),
            })
        };
        points.map(point).collect()
    };
    Colours {
        skies: MOODS.map(sky),
    }
}

fn solid(shape: &Shape, by: Vec3, things: &Occluders, light: &Light) -> Colours {
    let points: Vec<(Vec3, Vec3, Coat)> = shape
        .positions
        .iter()
        .zip(&shape.normals)
        .zip(&shape.coats)
        .map(|((at, normal), coat)| (Vec3::from_array(*at) + by, Vec3::from_array(*normal), *coat))
        .collect();
    let colours = each(&points, |(at, normal, coat)| {
        let arrives = match coat.surface.is_ground() {
            true => Arrives::FREE,
            false => arrives(*at, *normal, things, &light.floor()),
        };
        MOODS.map(|(mood, snow)| colour(*at, *normal, coat, arrives, light, (mood, snow)))
    });
    Colours {
        skies: [0, 1, 2, 3].map(|sky| colours.iter().map(|skies| skies[sky]).collect()),
    }
}

fn colour(
    at: Vec3,
    normal: Vec3,
    coat: &Coat,
    arrives: Arrives,
    light: &Light,
    (mood, snow): (Mood, f32),
) -> [u8; 4] {
    let reach = Reach {
        sun: if coat.turning { 1.0 } else { arrives.sun },
        open: arrives.open.powf(1.35),
        ridge: coat.ridge,
        turning: coat.turning,
        bounce: arrives.bounce,
    };
    // Under a roof no snow falls.
    let lies = snow * smooth(0.3, 0.75, arrives.open);
    let base = snowed(coat.base, normal, coat.surface, lies);
    let mut rgb = shaded(base, normal, reach, coat.surface, mood);
    let is_pane = coat.surface == Surface::Window;
    if mood.is_dusk() && !is_pane && !coat.surface.is_ground() {
        rgb += base * light.lamps(at, normal);
    }
    bytes(rgb, 1.0)
}

fn bytes(rgb: Colour, alpha: f32) -> [u8; 4] {
    let channel = |c: f32| (c.clamp(0.0, 1.0) * 255.0).round() as u8;
    [
        channel(rgb.x),
        channel(rgb.y),
        channel(rgb.z),
        channel(alpha),
    ]
}

/// A linear colour in sRGB.
fn srgb([r, g, b, alpha]: [f32; 4]) -> [u8; 4] {
    let channel = |c: f32| {
        if c <= 0.003_130_8 {
            c * 12.92
        } else {
            1.055 * c.powf(1.0 / 2.4) - 0.055
        }
    };
    bytes(Vec3::new(channel(r), channel(g), channel(b)), alpha)
}
