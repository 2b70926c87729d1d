//! The end of the tour: the tower that was built, and a xylophone of the notes that were found.

use glam::{Affine3A, Vec2, Vec3};
use legeplads_feed::ToyKind;

use super::clay::{Clay, HERE, at};
use super::form::{ball, lathe, plate, rod, smooth};
use super::ground::Terrain;
use super::light::{Mood, Surface};
use super::motion::{Answer, Motion};
use super::paint::{Colour, Paint, lighter};
use super::shade::fan;
use super::shape::Shape;
use super::sky::{Look, table};
use super::stage::{PlacedPart, PlacedToy, SceneShapes, Stage, Standing};
use super::toys::{Detail, Make, Part, bar, bar_at, bar_rails};

/// What a finish shows.
#[derive(Clone, Copy, Debug)]
pub struct FinishOptions<'a> {
    /// The colour of each note's bar by name, in the order of the tune; twelve at most.
    pub colours: &'a [&'a str],
    /// A toy for each stop, to stand small behind its bar; missing ones are chosen.
    pub minis: &'a [ToyKind],
    /// The floors of the tower.
    pub floors: usize,
    /// True for a screen that is higher than wide.
    pub portrait: bool,
    /// The hour.
    pub mood: Mood,
}

/// Where a bar of the xylophone is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BarMarks {
    /// The middle of the end near the viewer, on top.
    pub near: Vec3,
    /// The middle of the far end, on top.
    pub far: Vec3,
    /// From side to side, in units.
    pub width: f32,
}

/// A finish, built.
#[derive(Clone, Debug, Default)]
pub struct FinishScene {
    /// What is drawn. The owner of a bar, and of the note over it, is its number.
    pub shapes: SceneShapes,
    /// The bars, from left to right.
    pub bars: Vec<BarMarks>,
}

const MINIS: [ToyKind; 8] = [
    ToyKind::Tower,
    ToyKind::Plane,
    ToyKind::Locomotive,
    ToyKind::ClimbingForest,
    ToyKind::Swings,
    ToyKind::SlideRunway,
    ToyKind::Carousel,
    ToyKind::Workbench,
];

/// Where the groups stand: tower's disc, xylophone and its size, row of small toys.
struct Layout {
    disc: Vec2,
    disc_scale: f32,
    bars: Vec2,
    bar_scale: f32,
    minis: f32,
}

/// Builds the finish.
pub fn build_finish(options: FinishOptions, paint: &Paint) -> FinishScene {
    let FinishOptions { portrait, mood, .. } = options;
    let look = Look::finish(portrait);
    let count = options.colours.len().min(12);
    let room = if portrait { 11.6 } else { 13.2 };
    let bar_scale = (room / (count.max(5) as f32 * 1.12 + 0.6)).min(1.4);
    let layout = if portrait {
        Layout {
            disc: Vec2::new(0.0, -8.6),
            disc_scale: 0.82,
            bars: Vec2::new(0.0, 3.9),
            bar_scale,
            minis: -0.7,
        }
    } else {
        Layout {
            disc: Vec2::new(-8.0, -2.1),
            disc_scale: 1.0,
            bars: Vec2::new(2.1, 5.2),
            bar_scale,
            minis: 0.2,
        }
    };
    let (low, high) = (Vec2::new(-15.0, -18.0), Vec2::new(15.0, 12.0));
    let mut stage = Stage::new(paint, mood, Detail::Near, Terrain::default(), low, high);
    stage.scene.backdrop = table(&look, paint, mood);
    tower_disc(&mut stage, &layout, options.floors);

    let mut bars = Vec::new();
    let mut rails = Clay::new();
    let place = at(layout.bars.x, 0., layout.bars.y).scale(bar_scale);
    let make = Make::new(paint);
    rails.within(place, |clay| bar_rails(clay, &make, count.max(1)));
    let shape = rails.lit(&Affine3A::IDENTITY, Vec3::ZERO, false, mood);
    stage.still(&shape, Vec3::ZERO);
    for number in 0..count {
        let colour = paint.toy(options.colours[number], paint.wood_light);
        let (x, depth) = bar_at(number, count);
        let foot = Vec3::new(
            layout.bars.x + x * bar_scale,
            0.4 * bar_scale,
            layout.bars.y,
        );
        let mut clay = Clay::new();
        clay.within(HERE.scale(bar_scale), |clay| {
            bar(clay, &make, depth, colour)
        });
        let body = clay.lit(&Affine3A::IDENTITY, Vec3::ZERO, false, mood);
        stage.shadow(&body, foot);
        let tops = foot + Vec3::Y * 0.22 * bar_scale;
        let half = Vec3::Z * depth * 0.5 * bar_scale;
        bars.push(BarMarks {
            near: tops + half,
            far: tops - half,
            width: 0.94 * bar_scale,
        });
        let toy = stage.scene.toys.len();
        stage.scene.toys.push(PlacedToy {
            kind: ToyKind::Xylophone,
            owner: Some(number),
            at: foot,
            reach: depth * 0.5 * bar_scale,
            height: 0.3,
            answer: Answer::Hop,
            body,
        });
        note(
            &mut stage,
            (toy, number),
            foot,
            layout.minis,
            portrait,
            colour,
        );
        mini(
            &mut stage,
            options.minis.get(number).copied(),
            number,
            Vec2::new(foot.x, layout.minis),
            bar_scale,
            colour,
        );
    }
    mallets(&mut stage, &layout, portrait);
    around(&mut stage, portrait);
    let shapes = stage.finish_on(|at| {
        // On the disc, on the table, and nothing across the step between them.
        let out = at.distance(layout.disc) / layout.disc_scale;
        // The tower's own would lie on the table far from it.
        let far = smooth(layout.minis - 1.6, layout.minis - 0.8, at.y);
        let step = smooth(3.1, 2.5, out).max(smooth(3.4, 4.0, out) * far);
        (
            Vec3::new(at.x, if out < 3.16 { 0.362 } else { 0.012 }, at.y),
            step,
        )
    });
    FinishScene { shapes, bars }
}

/// A round piece of meadow with the tower on it, and children who built it.
fn tower_disc(stage: &mut Stage, layout: &Layout, floors: usize) {
    let paint = stage.paint;
    let mut clay = Clay::new();
    let profile = [(3.1, 0.0), (3.2, 0.2), (3.12, 0.34)];
    clay.put(lathe(&profile, 0.0, 56), HERE, paint.wood_light);
    clay.of(Surface::Ground, |clay| {
        let top = [
            (3.12, 0.34),
            (2.6, 0.345),
            (1.8, 0.35),
            (0.9, 0.35),
            (0.0, 0.35),
        ];
        clay.coated(lathe(&top, 0.0, 40), HERE, |p, _| {
            super::island::grass(paint, Vec2::new(p.x + 2.0, p.z) * 1.4, 0.0)
        });
    });
    let middle = Vec3::new(layout.disc.x, 0.0, layout.disc.y);
    let k = layout.disc_scale;
    let wide = Affine3A::from_scale(Vec3::new(k, 1.0, k));
    let shape = clay.lit(&wide, Vec3::ZERO, false, stage.mood);
    stage.scene.still.append(&shape, middle);
    let shadow = fan(
        middle + Vec3::new(0.25, 0.008, 0.3),
        48,
        12,
        |angle| Vec2::from_angle(angle) * 3.65 * k,
        stage.mood,
        |t| 0.5 * (1.0 - smooth(0.8, 1.0, t)),
    );
    stage.scene.shade.append(&shadow, Vec3::ZERO);
    let on = |x: f32, z: f32| middle + Vec3::new(x * k, 0.35, z * k);
    stage.floor = 0.35;
    let tower = Standing {
        turn: -0.35,
        scale: 0.8 * k,
        floors: (floors.clamp(1, 14), true),
        ..Standing::new(ToyKind::Tower)
    };
    stage.stand(&tower, on(0.0, -0.7));
    stage.detail = Detail::Near;
    for (x, z, turn, colour, seed) in [
        (1.7, 0.8, -0.1, "red", 1),
        (-1.7, 0.7, 0.4, "blue", 5),
        (0.1, 1.6, 0.1, "yellow", 6),
    ] {
        let child = Standing {
            turn,
            scale: 1.35 * k,
            colour: Some(colour),
            seed,
            ..Standing::new(ToyKind::Child)
        };
        stage.stand(&child, on(x, z));
    }
    for (x, z, scale, colour) in [(-2.3, -1.1, 1.5, "green"), (2.2, -1.3, 1.3, "#6DB56A")] {
        let tree = Standing {
            scale: scale * k,
            colour: Some(colour),
            ..Standing::new(ToyKind::RoundTree)
        };
        stage.stand(&tree, on(x, z));
    }
    stage.floor = 0.0;
}

/// A note that hangs over its bar.
fn note(
    stage: &mut Stage,
    (toy, number): (usize, usize),
    foot: Vec3,
    z: f32,
    portrait: bool,
    colour: Colour,
) {
    let heights = [2.6, 2.75, 3.35, 3.05, 3.65, 3.25, 3.85, 3.15];
    let y = heights[number % heights.len()] - if portrait { 0.5 } else { -0.2 };
    let mut clay = Clay::new();
    let lean = if number % 2 == 1 { -0.1 } else { 0.12 };
    clay.within(HERE.roll(lean), |clay| {
        clay.put(
            ball(0.26, 14, 9),
            HERE.stretch(1.2, 0.95, 0.8).roll(0.3),
            colour,
        );
        clay.put(
            rod(
                Vec3::new(0.26, 0.05, 0.0),
                Vec3::new(0.26, 1.05, 0.0),
                0.05,
                7,
            ),
            HERE,
            lighter(colour, 0.1),
        );
        let tail = [
            (0.0, 0.0),
            (0.0, -0.2),
            (0.3, -0.26),
            (0.42, -0.46),
            (0.36, -0.18),
        ]
        .map(Vec2::from);
        clay.put(plate(&tail, 0.08, 0.02), at(0.27, 1.08, 0.), colour);
    });
    let shape = clay.lit(&Affine3A::IDENTITY, Vec3::ZERO, false, stage.mood);
    let pivot = Vec3::new(-0.1, y - foot.y, z - 0.3 - foot.z);
    let motion = Motion::Drift {
        by: Vec3::Y * 0.14,
        seconds: 3.2,
        phase: number as f32 * 0.13,
    };
    let part = Part {
        shape,
        shade: Shape::default(),
        pivot,
        motion,
    };
    stage.scene.moving.push(PlacedPart {
        part,
        at: foot,
        toy,
    });
}

/// A stop's toy, small, on a block in its colour.
fn mini(
    stage: &mut Stage,
    kind: Option<ToyKind>,
    number: usize,
    spot: Vec2,
    size: f32,
    colour: Colour,
) {
    let kind = kind.unwrap_or(MINIS[number % MINIS.len()]);
    let paint = stage.paint;
    let mut clay = Clay::new();
    let body = [(0.58, 0.0), (0.58, 0.3), (0.0, 0.3)];
    let place = HERE.scale(size);
    clay.put(lathe(&body, 0.05, 22), place, paint.wood_light);
    let hoop = [(0.57, 0.08), (0.605, 0.09), (0.605, 0.2), (0.57, 0.21)];
    clay.flat(lathe(&hoop, 0.0, 22), place, colour);
    let shape = clay.lit(&Affine3A::IDENTITY, Vec3::ZERO, false, stage.mood);
    let foot = Vec3::new(spot.x, 0.0, spot.y);
    stage.still(&shape, foot);
    stage.detail = Detail::Far;
    let mut standing = Standing {
        turn: -0.3,
        floors: (4, true),
        seed: number as u32,
        ..Standing::new(kind)
    };
    let model = stage.model(&standing);
    standing.scale = (0.66 / model.reach.max(0.05))
        .min(1.7 / model.height.max(0.05))
        .min(1.4)
        * size;
    stage.stand(&standing, foot + Vec3::Y * 0.3 * size);
    stage.detail = Detail::Near;
}

/// What hangs in the air, far behind the table so that no shadow falls on it; and in portrait,
/// toys on the table in front, where nothing is to be touched. The upper right corner, and in portrait
/// the upper left one, is left to what visitors take home.
fn around(stage: &mut Stage, portrait: bool) {
    let hung: &[(ToyKind, f32, f32, f32, f32)] = if portrait {
        &[
            (ToyKind::Balloon, 4.4, -8.2, -24.0, 0.8),
            (ToyKind::Cloud, -4.6, -5.4, -24.0, 0.9),
        ]
    } else {
        &[
            (ToyKind::Balloon, -10.5, -8.4, -22.0, 1.0),
            (ToyKind::Cloud, -4.3, -5.3, -22.0, 1.0),
            (ToyKind::Cloud, 6.6, -5.6, -22.0, 1.0),
        ]
    };
    for (number, &(kind, x, y, z, scale)) in hung.iter().enumerate() {
        let standing = Standing {
            seed: number as u32 * 4,
            scale,
            ..Standing::new(kind)
        };
        stage.stand(&standing, Vec3::new(x, y, z));
    }
    if portrait {
        for (kind, x, z, turn, scale, colour) in [
            (ToyKind::Blocks, 2.4, 17.3, -0.3, 1.5, None),
            (ToyKind::Ball, 4.3, 17.2, 0.0, 1.3, Some("yellow")),
            (ToyKind::Pencil, -1.0, 17.8, 0.2, 1.6, Some("red")),
        ] {
            let standing = Standing {
                turn,
                scale,
                colour,
                ..Standing::new(kind)
            };
            stage.lay(&standing, Vec3::new(x, 0.0, z));
        }
    }
}

/// Two mallets: one on the bars, one on the table in front.
fn mallets(stage: &mut Stage, layout: &Layout, portrait: bool) {
    let paint = stage.paint;
    let front = layout.bars + Vec2::new(if portrait { -0.6 } else { -1.3 }, 2.2 * layout.bar_scale);
    let places = [
        (
            at(layout.bars.x + 1.4, 1.05, layout.bars.y + 0.6)
                .turn(-0.9)
                .scale(1.2),
            paint.red,
        ),
        (
            at(front.x, 0.3, front.y).turn(0.12).roll(-0.34).scale(1.15),
            paint.blue,
        ),
    ];
    for (place, colour) in places {
        let mut clay = Clay::new();
        clay.within(place, |clay| {
            clay.put(
                rod(Vec3::ZERO, Vec3::new(1.9, 0.7, 0.0), 0.06, 7),
                HERE,
                paint.wood_light,
            );
            clay.put(ball(0.25, 16, 10), HERE, colour);
        });
        let shape = clay.lit(&Affine3A::IDENTITY, Vec3::ZERO, false, stage.mood);
        stage.still(&shape, Vec3::ZERO);
    }
}
