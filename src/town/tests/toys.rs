//! Each kind of toy by itself.

use glam::Vec3;
use legeplads_feed::{Shape as FloorKind, ToyKind};

use super::assert_drawable;
use crate::light::{Mood, Reach, Surface, lit};
use crate::paint::{Paint, hex};
use crate::toys::{Detail, Make, draft, model, tower_base, tower_floor, tower_roof};

#[test]
fn every_kind_is_something_and_whole() {
    let paint = Paint::default();
    for kind in ToyKind::ALL {
        for detail in [Detail::Near, Detail::Far] {
            for seed in [0, 1, 2, 7, u32::MAX] {
                let make = Make {
                    detail,
                    seed,
                    ..Make::new(&paint)
                };
                let made = model(*kind, &make, -0.4, 1.3, Mood::DAY);
                assert!(made.triangles() > 8, "{kind:?} is nearly nothing");
                assert!(
                    made.height > 0.05 && made.reach > 0.05,
                    "{kind:?} has no size"
                );
                assert_drawable(&made.still, &format!("{kind:?}"));
                for part in &made.moving {
                    assert_drawable(&part.shape, &format!("{kind:?}, part"));
                }
            }
        }
    }
}

/// Kinds that live by themselves: not only where they ride, and not only when they are touched.
#[test]
fn most_kinds_live_while_nobody_touches_them() {
    let paint = Paint::default();
    let lives = |kind: &&ToyKind| {
        let made = draft(**kind, &Make::new(&paint));
        made.moving.iter().any(|part| {
            let rest = part.motion.pose(0.0);
            (1..40).any(|tenth| part.motion.pose(tenth as f32 * 0.37) != rest)
        })
    };
    let (living, still): (Vec<&ToyKind>, Vec<&ToyKind>) = ToyKind::ALL.iter().partition(lives);
    assert!(living.len() >= 40, "{}; not {still:?}", living.len());
}

#[test]
fn what_moves_is_cheap_enough_to_draw_each_frame() {
    let paint = Paint::default();
    for kind in ToyKind::ALL {
        let make = Make {
            detail: Detail::Far,
            ..Make::new(&paint)
        };
        let made = draft(*kind, &make);
        let moving: usize = made.moving.iter().map(|part| part.clay.triangles()).sum();
        assert!(moving <= 1500, "{kind:?} moves {moving} triangles");
        let near = draft(*kind, &Make::new(&paint)).triangles();
        assert!(
            made.triangles() <= near,
            "{kind:?} is heavier far away than near"
        );
        assert!(near <= 6000, "{kind:?} has {near} triangles");
    }
}

#[test]
fn a_toy_wears_its_scenes_colour() {
    let paint = Paint::default();
    let own = model(ToyKind::Car, &Make::new(&paint), 0.0, 1.0, Mood::DAY);
    let blue = Make {
        colour: Some(paint.blue),
        ..Make::new(&paint)
    };
    let blue = model(ToyKind::Car, &blue, 0.0, 1.0, Mood::DAY);
    assert_eq!(own.still.positions, blue.still.positions);
    assert_ne!(own.still.colours, blue.still.colours);
}

#[test]
fn turning_a_toy_turns_its_light_too() {
    let paint = Paint::default();
    let make = Make::new(&paint);
    let front = model(ToyKind::House, &make, 0.0, 1.0, Mood::DAY).still;
    let back = model(ToyKind::House, &make, std::f32::consts::PI, 1.0, Mood::DAY).still;
    // The same point of the roof looks left, to the light, in one and right in the other.
    let (left, _) = front
        .normals
        .iter()
        .enumerate()
        .min_by(|a, b| a.1[0].total_cmp(&b.1[0]))
        .expect("a house has points");
    let sum = |c: [f32; 4]| c[0] + c[1] + c[2];
    assert!(sum(front.colours[left]) > sum(back.colours[left]));
}

#[test]
fn a_tower_grows_with_its_floors() {
    let paint = Paint::default();
    let mut below = 0.0;
    for floors in 1..=12 {
        let make = Make {
            floors,
            roof: false,
            ..Make::new(&paint)
        };
        let height = model(ToyKind::Tower, &make, 0.0, 1.0, Mood::DAY).height;
        assert!(height > below + 0.4, "floor {floors} adds nothing");
        below = height;
    }
    let roofed = Make {
        floors: 12,
        ..Make::new(&paint)
    };
    assert!(model(ToyKind::Tower, &roofed, 0.0, 1.0, Mood::DAY).height > below + 0.5);
}

#[test]
fn floors_stand_on_each_other() {
    let paint = Paint::default();
    let make = Make::new(&paint);
    for kind in [FloorKind::Box, FloorKind::Drum, FloorKind::Gallery] {
        for index in [0, 4, 20] {
            let floor = tower_floor(kind, paint.plum, index, &make, (0.3, 1.1), Mood::DAY);
            assert_drawable(&floor.shape, "floor");
            let (low, high) = floor.shape.bounds().expect("a floor has points");
            assert!(low.y.abs() < 0.02, "{kind:?} does not stand on its foot");
            assert!(
                (high.y - floor.height).abs() < 0.02,
                "{kind:?}: the next floor would float or sink"
            );
        }
    }
    assert!(tower_base(&make, Mood::DAY).height > 0.1);
    assert!(tower_roof(paint.red, 3, &make, Mood::DAY).height > 0.5);
}

#[test]
fn light_comes_from_the_left_and_windows_glow_at_dusk() {
    let free = Reach {
        bounce: Vec3::ONE,
        sun: 1.0,
        open: 1.0,
        ridge: 0.0,
        turning: false,
    };
    let shine = |normal: Vec3, surface, mood| {
        let c = lit(hex(0xE4572E), normal, free, surface, mood);
        c[0] + c[1] + c[2]
    };
    let day = |normal| shine(normal, Surface::Toy, Mood::DAY);
    assert!(day(Vec3::NEG_X) > day(Vec3::X));
    assert!(day(Vec3::Y) > day(Vec3::NEG_Y));
    let dusk = Mood::Dusk { snow: 0.0 };
    assert!(shine(Vec3::Z, Surface::Window, dusk) > shine(Vec3::Z, Surface::Toy, dusk) * 1.5);
    let hidden = Reach { open: 0.3, ..free };
    let dark = lit(hex(0xE4572E), Vec3::Y, hidden, Surface::Toy, Mood::DAY);
    assert!(dark[0] < lit(hex(0xE4572E), Vec3::Y, free, Surface::Toy, Mood::DAY)[0]);
}

#[test]
fn a_feed_lays_its_own_colours_over_the_themes() {
    let paint = Paint::new([("red", [1, 2, 3]), ("our-mint", [10, 200, 120])]);
    assert_eq!(paint.red, hex(0x010203));
    assert_eq!(paint.find("our-mint"), Some(hex(0x0AC878)));
    assert_eq!(paint.find("#2E86AB"), Some(paint.blue));
    assert_eq!(paint.find("no such colour"), None);
    assert_eq!(paint.find("#12"), None);
}
