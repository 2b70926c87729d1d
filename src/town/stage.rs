//! The stage: stands toys on the ground, keeps what lives apart, and gathers the shadows.

use std::collections::BTreeMap;

use glam::{Vec2, Vec3};
use legeplads_feed::ToyKind;

use super::ground::Terrain;
use super::light::Mood;
use super::motion::{Answer, Motion};
use super::paint::Paint;
use super::shade::{ShadeMap, Sheet, disc, glow};
use super::shape::Shape;
use super::toys::{Detail, Draft, Make, Model, Part, draft};

/// A living part where it belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedPart {
    /// The part; its pivot counts from `at`.
    pub part: Part,
    /// The foot of its toy.
    pub at: Vec3,
    /// Its toy, as a number in [`SceneShapes::toys`].
    pub toy: usize,
}

/// A toy that stands somewhere and can be touched.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedToy {
    /// What it is.
    pub kind: ToyKind,
    /// The spot or scene entry that it belongs to, counted as its list counts; `None` for what was strewn.
    pub owner: Option<usize>,
    /// Its foot.
    pub at: Vec3,
    /// How far it reaches from its foot.
    pub reach: f32,
    /// How high it is.
    pub height: f32,
    /// What it does when it is touched.
    pub answer: Answer,
    /// What stands of it, about its foot. Empty if that was added to [`SceneShapes::still`].
    pub body: Shape,
}

/// A light that burns at dusk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lamp {
    /// Where it hangs.
    pub at: Vec3,
    /// How far it shines.
    pub radius: f32,
    /// How brightly, 0..=1.
    pub strength: f32,
}

/// What a scene of bare clay says to whoever lights it; of lit scenes it is empty.
#[derive(Clone, Debug, Default)]
pub struct Bare {
    /// The ground, where shadows may fall on it.
    pub sheet: Sheet,
    /// What burns at dusk.
    pub lamps: Vec<Lamp>,
    /// The warm pools on the ground before it, to be drawn at dusk as shadows are.
    pub glows: Shape,
}

/// A whole scene.
#[derive(Clone, Debug, Default)]
pub struct SceneShapes {
    /// The sheet behind everything: draw it first.
    pub backdrop: Shape,
    /// Everything that only stands.
    pub still: Shape,
    /// Shadows, to be drawn blended over `still`, without writing depth.
    pub shade: Shape,
    /// What lives.
    pub moving: Vec<PlacedPart>,
    /// The toys; for what they do and where they can be touched.
    pub toys: Vec<PlacedToy>,
    /// The ground.
    pub terrain: Terrain,
    /// For whoever lights it, if nobody has.
    pub bare: Bare,
}

impl SceneShapes {
    /// The height of the ground at (x, z).
    pub fn height(&self, x: f32, z: f32) -> f32 {
        self.terrain.height(Vec2::new(x, z))
    }

    /// From now on only these toys live. All others stand as they were made, and are drawn once.
    pub fn settle(&mut self, lives: impl Fn(&PlacedToy) -> bool) {
        for placed in std::mem::take(&mut self.moving) {
            if self.toys.get(placed.toy).is_some_and(&lives) {
                self.moving.push(placed);
                continue;
            }
            let pose = placed.part.motion.pose(0.0);
            let at = placed.at + placed.part.pivot;
            self.still.append_posed(&placed.part.shape, at, pose);
            self.shade.append_posed(&placed.part.shade, at, pose);
        }
        for toy in &mut self.toys {
            if !lives(toy) {
                let body = std::mem::take(&mut toy.body);
                self.still.append(&body, toy.at);
            }
        }
    }

    /// Triangles drawn once, and triangles drawn each frame.
    pub fn triangles(&self) -> (usize, usize) {
        let still = self.backdrop.triangles() + self.still.triangles() + self.shade.triangles();
        let bodies: usize = self.toys.iter().map(|toy| toy.body.triangles()).sum();
        let parts: usize = self
            .moving
            .iter()
            .map(|placed| placed.part.shape.triangles() + placed.part.shade.triangles())
            .sum();
        (still, bodies + parts)
    }
}

/// How a toy is stood up.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// What it is.
    pub kind: ToyKind,
    /// Turned about the upright axis, in radians.
    pub turn: f32,
    /// Its size.
    pub scale: f32,
    /// Its colour by name.
    pub colour: Option<&'a str>,
    /// Chooses among its kind's variants.
    pub seed: u32,
    /// See [`PlacedToy::owner`].
    pub owner: Option<usize>,
    /// True if its body is to stay apart from the still scene, so that it can hop.
    pub loose: bool,
    /// Floors, for towers, and whether their roof is on.
    pub floors: (usize, bool),
}

impl<'a> Standing<'a> {
    /// A toy of a kind, in its own colours, part of the still scene.
    pub fn new(kind: ToyKind) -> Self {
        Self {
            kind,
            turn: 0.0,
            scale: 1.0,
            colour: None,
            seed: 0,
            owner: None,
            loose: false,
            floors: (super::island::FLOORS, true),
        }
    }
}

/// How many variants of a kind are worth making.
fn variants(kind: ToyKind) -> u32 {
    match kind {
        ToyKind::House => 12,
        ToyKind::Child => 40,
        ToyKind::Bee => 11,
        ToyKind::Duck => 7,
        ToyKind::Turbine | ToyKind::Flower | ToyKind::Stall | ToyKind::Boat | ToyKind::Kite => 5,
        ToyKind::Wagon => 3,
        ToyKind::Cloud => 9,
        ToyKind::Suitcase => 4,
        _ => 1,
    }
}

type Key = (ToyKind, Option<String>, u32, Detail, (usize, bool));

/// Stands toys up.
pub struct Stage<'a> {
    /// The paint box.
    pub paint: &'a Paint,
    /// The hour.
    pub mood: Mood,
    /// How finely toys are turned.
    pub detail: Detail,
    /// How high above the terrain the floor is that shadows fall on just now.
    pub floor: f32,
    /// What has come together so far.
    pub scene: SceneShapes,
    map: ShadeMap,
    drafts: BTreeMap<Key, Draft>,
}

impl<'a> Stage<'a> {
    /// An empty stage on `terrain`, with shadows between two corners (x, z).
    pub fn new(
        paint: &'a Paint,
        mood: Mood,
        detail: Detail,
        terrain: Terrain,
        low: Vec2,
        high: Vec2,
    ) -> Self {
        let scene = SceneShapes {
            terrain,
            ..SceneShapes::default()
        };
        Self {
            paint,
            mood,
            detail,
            floor: 0.0,
            scene,
            map: ShadeMap::new(low, high, 3),
            drafts: BTreeMap::new(),
        }
    }

    /// A toy's model, made once for each variant.
    pub fn model(&mut self, standing: &Standing) -> Model {
        let seed = standing.seed % variants(standing.kind);
        let floors = if standing.kind == ToyKind::Tower {
            standing.floors
        } else {
            (0, true)
        };
        let key = (
            standing.kind,
            standing.colour.map(str::to_owned),
            seed,
            self.detail,
            floors,
        );
        let (paint, detail) = (self.paint, self.detail);
        let draft = self.drafts.entry(key).or_insert_with(|| {
            let colour = standing
                .colour
                .map(|name| paint.toy(name, paint.wood_light));
            let (floors, roof) = standing.floors;
            draft(
                standing.kind,
                &Make {
                    paint,
                    colour,
                    detail,
                    seed,
                    floors,
                    roof,
                },
            )
        });
        draft.set(standing.turn, standing.scale, self.mood)
    }

    /// Stands a toy at `at` and returns its number.
    pub fn stand(&mut self, standing: &Standing, at: Vec3) -> usize {
        let model = self.model(standing);
        let ground = self.ground_at(at);
        // A flower's shadow on the island is smaller than the shadow's grain.
        if !(self.detail == Detail::Far && standing.kind == ToyKind::Flower) {
            self.map.add(&model.still, at, ground);
        }
        for part in &model.moving {
            if !matches!(part.motion, Motion::Ride { .. }) {
                self.map.add(&part.shape, at + part.pivot, ground);
            }
        }
        self.shine(standing, &model, at);
        self.keep(standing, model, at)
    }

    /// At dusk, lit windows and lamps throw a warm pool in front of a toy. By day it is there unseen,
    /// so that one light can turn into the other.
    fn shine(&mut self, standing: &Standing, model: &Model, at: Vec3) {
        let strength = match standing.kind {
            ToyKind::House | ToyKind::Church | ToyKind::School | ToyKind::Station => 0.5,
            ToyKind::Tower | ToyKind::TownHall | ToyKind::Carousel | ToyKind::Lamp => 0.6,
            _ => return,
        };
        let shown = if matches!(self.mood, Mood::Day { .. }) {
            0.0
        } else {
            strength
        };
        let wide = (model.reach * 1.25).clamp(0.9, 2.8);
        let forward = if standing.kind == ToyKind::Lamp {
            0.0
        } else {
            model.reach * 0.75
        };
        let foot = self
            .scene
            .terrain
            .on(Vec2::new(at.x, at.z + forward), self.floor + 0.115);
        let pool = glow(foot, wide, shown);
        if self.mood == Mood::Bare {
            self.scene.bare.glows.append(&pool, Vec3::ZERO);
            self.scene.bare.lamps.push(Lamp {
                at: foot + Vec3::Y * (model.height * 0.3).clamp(0.35, 1.3),
                radius: wide * 1.35,
                strength,
            });
        } else {
            self.scene.shade.append(&pool, Vec3::ZERO);
        }
    }

    /// Stands a toy on the ground at (x, z), `above` it.
    pub fn ground(&mut self, standing: &Standing, at: Vec2, above: f32) -> usize {
        let foot = self.scene.terrain.on(at, above);
        self.stand(standing, foot)
    }

    /// Puts down a toy that will be carried elsewhere: it takes its shadow with it.
    pub fn carry(&mut self, standing: &Standing, at: Vec2, above: f32) -> usize {
        let foot = self.scene.terrain.on(at, above);
        let mut model = self.model(standing);
        let half = model
            .still
            .bounds()
            .map_or(Vec3::splat(0.4), |(low, high)| (high - low) / 2.0);
        model.moving.push(Part {
            shape: Shape::default(),
            shade: disc(Vec3::Y * 0.02, half.x * 1.3, half.z * 1.5, 0.5, self.mood),
            pivot: Vec3::ZERO,
            motion: Motion::Still,
        });
        self.keep(standing, model, foot)
    }

    /// Stands a toy on something flat outside the ground, with a plain round shadow.
    pub fn lay(&mut self, standing: &Standing, at: Vec3) -> usize {
        let model = self.model(standing);
        let (rx, rz) = model.still.bounds().map_or((0.5, 0.5), |(low, high)| {
            let half = (high - low) / 2.0;
            (half.x.max(0.2), half.z.max(0.2))
        });
        let soft = disc(
            at + Vec3::new(0.2, 0.02, 0.18),
            rx * 1.4,
            rz * 1.5,
            0.55,
            self.mood,
        );
        self.scene.shade.append(&soft, Vec3::ZERO);
        self.keep(standing, model, at)
    }

    /// Makes a toy ride a closed path (world points) instead of standing.
    pub fn ride(
        &mut self,
        standing: &Standing,
        path: Vec<Vec3>,
        seconds: f32,
        phase: f32,
    ) -> usize {
        let mut model = self.model(&Standing {
            turn: 0.0,
            ..standing.clone()
        });
        let mut shape = std::mem::take(&mut model.still);
        for part in model.moving.drain(..) {
            shape.append(&part.shape, part.pivot);
        }
        let half = shape
            .bounds()
            .map_or(Vec3::splat(0.4), |(low, high)| (high - low) / 2.0);
        let shade = disc(Vec3::Y * 0.02, half.x * 1.2, half.z * 1.5, 0.5, self.mood);
        let at = super::motion::along(&path, phase).map_or(Vec3::ZERO, |(at, _)| at);
        let motion = Motion::Ride {
            path: path.iter().map(|p| *p - at).collect(),
            seconds,
            phase,
            facing: 0.0,
        };
        model.moving.push(Part {
            shape,
            shade,
            pivot: Vec3::ZERO,
            motion,
        });
        self.keep(standing, model, at)
    }

    fn ground_at(&self, at: Vec3) -> f32 {
        self.scene.terrain.height(Vec2::new(at.x, at.z)) + self.floor
    }

    /// Adds the shadow of something that is drawn elsewhere.
    pub fn shadow(&mut self, shape: &Shape, by: Vec3) {
        let ground = self.ground_at(by);
        self.map.add(shape, by, ground);
    }

    /// Adds a still shape that throws a shadow.
    pub fn still(&mut self, shape: &Shape, by: Vec3) {
        let ground = self.ground_at(by);
        self.map.add(shape, by, ground);
        self.scene.still.append(shape, by);
    }

    fn keep(&mut self, standing: &Standing, model: Model, at: Vec3) -> usize {
        let number = self.scene.toys.len();
        let Model {
            still,
            moving,
            answer,
            height,
            reach,
        } = model;
        let mut body = Shape::default();
        if standing.loose {
            body = still;
        } else {
            self.scene.still.append(&still, at);
        }
        self.scene.toys.push(PlacedToy {
            kind: standing.kind,
            owner: standing.owner,
            at,
            reach,
            height,
            answer,
            body,
        });
        self.scene
            .moving
            .extend(moving.into_iter().map(|part| PlacedPart {
                part,
                at,
                toy: number,
            }));
        number
    }

    /// Lays the shadows down `above` the ground and hands everything over.
    /// `shows` says how much of the shadow shows at (x, z).
    pub fn finish(self, above: f32, shows: impl Fn(Vec2) -> f32) -> SceneShapes {
        let terrain = self.scene.terrain.clone();
        self.finish_on(|at| (terrain.on(at, above), shows(at)))
    }

    /// Like [`Stage::finish`], for a ground that is more than the terrain: `lay` gives the point that
    /// a shadow at (x, z) lies on, and how much of it shows.
    pub fn finish_on(self, lay: impl Fn(Vec2) -> (Vec3, f32)) -> SceneShapes {
        let Self {
            mut scene,
            map,
            mood,
            ..
        } = self;
        if mood == Mood::Bare {
            scene.bare.sheet = map.sheet(lay);
            return scene;
        }
        let laid = map.shape(mood, lay);
        scene.shade.append(&laid, Vec3::ZERO);
        scene
    }
}
