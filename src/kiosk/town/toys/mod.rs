//! The toys: one function a kind, gathered here by an exhaustive `match`.
//!
//! A toy is first a [`Draft`]: painted, unlit, in its own space with its foot at the origin and its
//! front toward +z. Setting the draft somewhere turns it into a [`Model`]: lit for the way it is turned.

mod airport;
mod animals;
mod awards;
mod buildings;
mod fair;
mod flags;
mod garden;
mod people;
mod play;
mod rails;
mod sky;
mod things;
mod tower;
mod trees;
mod vehicles;
mod wood;

use bevy::math::{Affine3A, Quat, Vec3};
use legeplads_feed::ToyKind;

use super::clay::{Clay, Place};
use super::form::{Form, ball, block, rod, slab, stick, wheel};
use super::light::Mood;
use super::motion::{Answer, Motion};
use super::openness::darken_crannies;
use super::paint::{Colour, Paint};
use super::shade::disc;
use super::shape::Shape;

pub(crate) use play::{bar, bar_at, rails as bar_rails};
pub use rails::{RAIL, TRACK, lay as lay_rails, oval};
pub use tower::{Floor, FloorKind, standard_floor, tower_base, tower_floor, tower_roof};

/// How finely a toy is turned: far on the island, near at a stop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// A few millimetres high: fewer sides, no cheeks.
    Far,
    /// The hero of a stop.
    #[default]
    Near,
}

/// What a toy is made with.
#[derive(Clone, Debug)]
pub struct Make<'a> {
    /// The paint box.
    pub paint: &'a Paint,
    /// The toy's own colour, if its scene names one.
    pub colour: Option<Colour>,
    /// How finely it is turned.
    pub detail: Detail,
    /// Chooses among a kind's variants: hair, goods, cargo.
    pub seed: u32,
    /// A tower's floors.
    pub floors: usize,
    /// Whether a tower has its roof on.
    pub roof: bool,
}

impl<'a> Make<'a> {
    /// A near toy in its kind's own colours.
    pub fn new(paint: &'a Paint) -> Self {
        Self {
            paint,
            colour: None,
            detail: Detail::Near,
            seed: 0,
            floors: 6,
            roof: true,
        }
    }

    /// The scene's colour or the kind's own.
    fn or(&self, colour: Colour) -> Colour {
        self.colour.unwrap_or(colour)
    }

    /// `sides` for a near toy, two thirds of them for a far one.
    fn sides(&self, sides: usize) -> usize {
        match self.detail {
            Detail::Near => sides,
            Detail::Far => (sides * 2).div_ceil(3).max(5),
        }
    }

    /// A small block: with chamfers only if it is seen close up.
    fn bit(&self, w: f32, h: f32, d: f32, chamfer: f32) -> Form {
        match self.detail {
            Detail::Near => block(w, h, d, chamfer),
            Detail::Far => slab(w, h, d),
        }
    }

    /// A thin stick: three-sided far away.
    fn twig(&self, a: Vec3, b: Vec3, radius: f32) -> Form {
        match self.detail {
            Detail::Near => rod(a, b, radius, 6),
            Detail::Far => stick(a, b, radius * 1.1),
        }
    }

    /// A small ball, for eyes and apples.
    fn bead(&self, radius: f32) -> Form {
        match self.detail {
            Detail::Near => ball(radius, 8, 5),
            Detail::Far => ball(radius * 1.08, 4, 2),
        }
    }

    /// A wheel with its axis along z; far away it has no back.
    fn disc_wheel(&self, radius: f32, width: f32) -> Form {
        match self.detail {
            Detail::Near => wheel(radius, width, 0.02, 14),
            Detail::Far => wheel(radius, width, 0.0, 9),
        }
    }

    /// The cut of a turned corner: fine ones are sharp far away.
    fn soft(&self, round: f32) -> f32 {
        if self.near() || round > 0.055 {
            round
        } else {
            0.0
        }
    }

    /// True for the hero of a stop.
    fn near(&self) -> bool {
        self.detail == Detail::Near
    }
}

/// A part that lives, unlit, in the toy's own space.
#[derive(Clone, Debug)]
pub struct DraftPart {
    /// Its clay, standing where it rests.
    pub clay: Clay,
    /// What it moves about.
    pub pivot: Vec3,
    /// How it moves.
    pub motion: Motion,
}

/// A toy in its own space, unlit.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What stands.
    pub still: Clay,
    /// What lives.
    pub moving: Vec<DraftPart>,
    /// What it does when it is touched.
    pub answer: Answer,
}

impl Draft {
    /// A toy that only stands.
    fn of(still: Clay) -> Self {
        Self {
            still,
            ..Self::default()
        }
    }

    fn answering(mut self, answer: Answer) -> Self {
        self.answer = answer;
        self
    }

    /// Adds a living part; `build` works in the toy's own space.
    fn part(&mut self, pivot: Vec3, motion: Motion, build: impl FnOnce(&mut Clay)) {
        let mut clay = Clay::new();
        build(&mut clay);
        self.moving.push(DraftPart {
            clay,
            pivot,
            motion,
        });
    }

    /// Adds another toy at `place`, its living parts with it.
    fn add(&mut self, other: Draft, place: Place) {
        let frame = place.affine();
        self.still.append(&other.still, place);
        for part in other.moving {
            let mut clay = Clay::new();
            clay.append(&part.clay, place);
            self.moving.push(DraftPart {
                clay,
                pivot: frame.transform_point3(part.pivot),
                motion: carried(part.motion, &frame),
            });
        }
    }

    /// The toy turned by `turn` radians, scaled by `scale` and lit.
    pub fn set(&self, turn: f32, scale: f32, mood: Mood) -> Model {
        let frame = Affine3A::from_scale_rotation_translation(
            Vec3::splat(scale),
            Quat::from_rotation_y(turn),
            Vec3::ZERO,
        );
        let still = self.still.lit(&frame, Vec3::ZERO, false, mood);
        let moving: Vec<Part> = self
            .moving
            .iter()
            .map(|part| {
                let pivot = frame.transform_point3(part.pivot);
                let motion = carried(part.motion.clone(), &frame);
                let turning = match &motion {
                    Motion::Turn { axis, .. } => axis.y.abs() > 0.7,
                    Motion::Ride { .. } => true,
                    _ => false,
                };
                let shape = part.clay.lit(&frame, pivot, turning, mood);
                let shade = match (&motion, shape.bounds()) {
                    (Motion::Ride { .. }, Some((low, high))) if low.y + pivot.y < 1.0 => {
                        let (size, middle) = ((high - low) / 2.0, (high + low) / 2.0);
                        let foot = Vec3::new(middle.x + 0.08, 0.03 - pivot.y, middle.z + 0.02);
                        disc(foot, size.x * 1.15, size.z * 1.25, 0.5, mood)
                    }
                    _ => Shape::default(),
                };
                Part {
                    shape,
                    shade,
                    pivot,
                    motion,
                }
            })
            .collect();
        let mut height: f32 = 0.0;
        let mut reach: f32 = 0.0;
        for (shape, by) in
            std::iter::once((&still, Vec3::ZERO)).chain(moving.iter().map(|p| (&p.shape, p.pivot)))
        {
            if let Some((low, high)) = shape.bounds() {
                height = height.max(high.y + by.y);
                for corner in [low + by, high + by] {
                    reach = reach.max(corner.x.abs()).max(corner.z.abs());
                }
            }
        }
        Model {
            still,
            moving,
            answer: self.answer,
            height,
            reach,
        }
    }

    /// How many triangles there are, standing and living.
    pub fn triangles(&self) -> usize {
        self.still.triangles()
            + self
                .moving
                .iter()
                .map(|part| part.clay.triangles())
                .sum::<usize>()
    }
}

/// A motion carried along when its toy is turned and scaled.
fn carried(motion: Motion, frame: &Affine3A) -> Motion {
    let vector = |v: Vec3| frame.transform_vector3(v);
    match motion {
        Motion::Turn { axis, seconds } => Motion::Turn {
            axis: vector(axis).normalize_or(Vec3::Y),
            seconds,
        },
        Motion::Sway {
            axis,
            degrees,
            seconds,
            phase,
        } => Motion::Sway {
            axis: vector(axis).normalize_or(Vec3::Y),
            degrees,
            seconds,
            phase,
        },
        Motion::Drift { by, seconds, phase } => Motion::Drift {
            by: vector(by),
            seconds,
            phase,
        },
        Motion::Ride {
            path,
            seconds,
            phase,
            facing,
        } => {
            let ahead = vector(Vec3::new(facing.cos(), 0.0, -facing.sin()));
            Motion::Ride {
                path: path.into_iter().map(vector).collect(),
                seconds,
                phase,
                facing: (-ahead.z).atan2(ahead.x),
            }
        }
        other => other,
    }
}

/// A part that lives, lit.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its shape about its pivot.
    pub shape: Shape,
    /// The soft shadow it takes along, to be drawn blended on the ground; often empty.
    pub shade: Shape,
    /// The pivot, relative to the toy's foot.
    pub pivot: Vec3,
    /// How it moves about the pivot.
    pub motion: Motion,
}

/// A toy as it is drawn: turned, scaled and lit, its foot at the origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// What stands.
    pub still: Shape,
    /// What lives.
    pub moving: Vec<Part>,
    /// What it does when it is touched.
    pub answer: Answer,
    /// How high it is above its foot, in town units.
    pub height: f32,
    /// How far it reaches from its foot along x or z.
    pub reach: f32,
}

impl Model {
    /// How many triangles there are, standing and living.
    pub fn triangles(&self) -> usize {
        self.still.triangles()
            + self
                .moving
                .iter()
                .map(|part| part.shape.triangles())
                .sum::<usize>()
    }
}

/// Makes a toy.
pub fn draft(kind: ToyKind, make: &Make) -> Draft {
    let mut draft = shaped(kind, make);
    darken_crannies(&mut draft, super::island::floats(kind) == 0.0, make.detail);
    draft
}

/// Makes a toy, turned and scaled and lit.
pub fn model(kind: ToyKind, make: &Make, turn: f32, scale: f32, mood: Mood) -> Model {
    draft(kind, make).set(turn, scale, mood)
}

fn shaped(kind: ToyKind, make: &Make) -> Draft {
    match kind {
        ToyKind::Tower => tower::tower(make),
        ToyKind::SlideRunway => airport::slide_runway(make),
        ToyKind::Plane => airport::plane(make),
        ToyKind::Station => rails::station(make),
        ToyKind::Locomotive => rails::locomotive(make),
        ToyKind::Wagon => rails::wagon(make),
        ToyKind::Track => rails::track(make),
        ToyKind::Carousel => fair::carousel(make),
        ToyKind::Stall => fair::stall(make),
        ToyKind::Horse => animals::horse(make),
        ToyKind::ClimbingForest => wood::climbing_forest(make),
        ToyKind::TugOfWar => play::tug_of_war(make),
        ToyKind::Workbench => things::workbench(make),
        ToyKind::Swings => play::swings(make),
        ToyKind::HeatherRug => garden::heather_rug(make),
        ToyKind::Sandpit => play::sandpit(make),
        ToyKind::Hive => animals::hive(make),
        ToyKind::Bee => animals::bee(make),
        ToyKind::Child => people::child(make),
        ToyKind::House => buildings::house(make),
        ToyKind::Church => buildings::church(make),
        ToyKind::Mill => buildings::mill(make),
        ToyKind::Turbine => buildings::turbine(make),
        ToyKind::Balloon => sky::balloon(make),
        ToyKind::Boat => vehicles::boat(make),
        ToyKind::Car => vehicles::car(make),
        ToyKind::Bus => vehicles::bus(make),
        ToyKind::Cow => animals::cow(make),
        ToyKind::Duck => animals::duck(make),
        ToyKind::Kite => sky::kite(make),
        ToyKind::Spruce => trees::spruce(make),
        ToyKind::Pine => trees::pine(make),
        ToyKind::RoundTree => trees::round(make),
        ToyKind::BushyTree => trees::bushy(make),
        ToyKind::Bush => trees::bush(make),
        ToyKind::Flower => trees::flower(make),
        ToyKind::Mushroom => trees::mushroom(make),
        ToyKind::Bridge => garden::bridge(make),
        ToyKind::Xylophone => play::xylophone(make),
        ToyKind::Signpost => garden::signpost(make),
        ToyKind::Lamp => garden::lamp(make),
        ToyKind::Tent => garden::tent(make),
        ToyKind::Hay => garden::hay(make),
        ToyKind::Blocks => things::blocks(make),
        ToyKind::Pencil => things::pencil(make),
        ToyKind::Lark => animals::lark(make),
        ToyKind::Cloud => sky::cloud(make),
        ToyKind::Swing => play::swing(make),
        ToyKind::School => buildings::school(make),
        ToyKind::Megaphone => awards::megaphone(make),
        ToyKind::IceCream => awards::ice_cream(make),
        ToyKind::Crown => awards::crown(make),
        ToyKind::Bench => garden::bench(make),
        ToyKind::Snowman => people::snowman(make),
        ToyKind::Book => things::book(make),
        ToyKind::Heart => awards::heart(make),
        ToyKind::Letterbox => garden::letterbox(make),
        ToyKind::TownHall => buildings::town_hall(make),
        ToyKind::Ladder => garden::ladder(make),
        ToyKind::Flag => flags::flag(make),
        ToyKind::Ball => things::ball_toy(make),
        ToyKind::Scales => awards::scales(make),
        ToyKind::Globe => awards::globe(make),
        ToyKind::Suitcase => things::suitcase(make),
        ToyKind::Umbrella => things::umbrella(make),
    }
}
