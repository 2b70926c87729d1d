//! Baked light from outside: it falls where it should, is always the same, and its file is whole.

use glam::{Vec2, Vec3};
use legeplads_feed::{Ground, Piece, Scene, ToyKind};
use proptest::prelude::*;

use super::{Baked, Sky, Unbaked, Unreadable, VERSION, bake};
use crate::paint::Paint;
use crate::setting::{Built, Setting};
use crate::tests::{full_plan, toy};

const DAY: Sky = Sky {
    dusk: 0.0,
    snow: 0.0,
};
const WINTER_DUSK: Sky = Sky {
    dusk: 1.0,
    snow: 1.0,
};

fn stop(kinds: &[ToyKind]) -> Setting {
    let toys = kinds.iter().enumerate();
    Setting::Stop {
        scene: Scene {
            ground: Ground::Table,
            seed: 5,
            toys: toys
                .map(|(i, kind)| toy(*kind, i as f32 * 2.4, 0.0))
                .collect(),
        },
        things: Vec::new(),
        tower: None,
    }
}

fn baked(setting: &Setting) -> Baked {
    bake(setting, false, &Paint::default())
}

/// A file that has everything in it: toys that ride, turn and sway, floors that wait.
fn rich() -> Vec<u8> {
    use ToyKind::{Carousel, Flag, House, Locomotive, Swings, Tower, Track};
    let mut setting = stop(&[Tower, Track, Locomotive, Carousel, Swings, Flag, House]);
    if let Setting::Stop { tower, .. } = &mut setting {
        let piece = Piece {
            shape: legeplads_feed::Shape::Drum,
            colour: "red".into(),
        };
        *tower = Some((2, vec![piece]));
    }
    baked(&setting).to_bytes()
}

/// How dark the ground is about a point.
fn dark(scene: &Built, x: f32, z: f32) -> f32 {
    let shade = &scene.shapes.shade;
    let points = shade.positions.iter().zip(&shade.colours);
    let near = points.filter(|(p, _)| Vec2::new(p[0] - x, p[2] - z).length() < 0.35);
    near.map(|(_, colour)| colour[3]).fold(0.0, f32::max)
}

#[test]
fn a_shadow_falls_away_from_the_sun_and_is_darkest_at_the_foot() {
    let scene = baked(&stop(&[ToyKind::Tower])).lit(DAY);
    let (behind, far) = (dark(&scene, 2.2, -1.6), dark(&scene, 7.0, -6.0));
    assert!(behind > 0.25, "{behind} behind the tower");
    assert!(far < 0.05, "{far} far off");
    assert!(dark(&scene, -3.0, 2.2) < 0.1, "a shadow toward the light");
}

#[test]
fn dusk_is_darker_than_day_and_bluer_under_snow() {
    let bytes = baked(&Setting::Island(full_plan())).to_bytes();
    let mean = |sky| {
        let scene = Baked::read(&bytes).expect("a scene").lit(sky);
        let colours = &scene.shapes.still.colours;
        let sum: Vec3 = colours.iter().map(|c| Vec3::new(c[0], c[1], c[2])).sum();
        sum / colours.len() as f32
    };
    let (day, winter) = (mean(DAY), mean(WINTER_DUSK));
    let between = mean(Sky {
        dusk: 0.5,
        snow: 0.0,
    });
    assert!(winter.z > winter.x, "{winter}");
    assert!(
        day.x > winter.x,
        "{day} by day, {winter} on a winter's evening"
    );
    assert!(between.element_sum() < day.element_sum());
}

#[test]
fn the_same_island_is_baked_to_the_same_bytes_within_its_budget() {
    let setting = Setting::Island(full_plan());
    let baked = [0, 1].map(|_| baked(&setting));
    assert!(baked[0].triangles() <= 200_000, "{}", baked[0].triangles());
    let [first, second] = baked.map(|baked| baked.to_bytes());
    assert!(first.len() <= 5_000_000, "{} bytes", first.len());
    assert!(first == second, "baked twice, and not the same");
}

#[test]
fn what_is_read_is_what_was_written() {
    let bytes = rich();
    let read = Baked::read(&bytes).expect("a scene");
    assert!(read.to_bytes() == bytes, "written again, and not the same");
    let scene = read.lit(DAY);
    assert!(scene.top.is_some());
    assert_eq!(scene.waiting.len(), 1);
    let shapes = [
        &scene.shapes.still,
        &scene.shapes.shade,
        &scene.shapes.backdrop,
    ];
    for shape in shapes {
        assert_eq!(shape.positions.len(), shape.colours.len());
        assert!(shape.triangles() > 0);
    }
}

#[test]
fn only_what_changes_the_light_changes_the_fingerprint() {
    let print = |setting: &Setting| {
        let mut print = Vec::new();
        Unbaked::of(setting, false, &Paint::default())
            .fingerprint(|bytes| print.extend_from_slice(bytes));
        print
    };
    let setting = stop(&[ToyKind::House]);
    assert!(print(&setting) == print(&setting.clone()));
    let mut moved = setting.clone();
    if let Setting::Stop { scene, .. } = &mut moved {
        scene.toys[0].at.0 += 0.5;
    }
    assert!(
        print(&setting) != print(&moved),
        "a toy moved, and nothing was to be baked"
    );
}

#[test]
fn what_is_no_scene_is_said_to_be_none() {
    let refusal = |bytes: &[u8]| Baked::read(bytes).expect_err("no scene");
    let bytes = rich();
    assert_eq!(refusal(b"<html>"), Unreadable::Other);
    assert_eq!(refusal(&[]), Unreadable::CutOff);
    assert_eq!(refusal(&[&bytes[..], b"!"].concat()), Unreadable::Longer(1));
    let mut newer = bytes.clone();
    newer[4] = VERSION as u8 + 1;
    assert_eq!(refusal(&newer), Unreadable::Version(VERSION + 1));
    for end in (0..bytes.len()).step_by(bytes.len() / 97) {
        assert!(Baked::read(&bytes[..end]).is_err(), "cut off at {end}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hostile_bytes_are_drawable_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        in_head in any::<bool>(),
    ) {
        thread_local!(static RICH: Vec<u8> = rich());
        let mut bytes = RICH.with(Clone::clone);
        let reach = if in_head { 2_000.min(bytes.len()) } else { bytes.len() };
        for (at, byte) in changes {
            bytes[at.index(reach)] = byte;
        }
        if let Ok(baked) = Baked::read(&bytes) {
            let mut scene = baked.lit(DAY);
            let _ = scene.shapes.height(1.0, 2.0);
            for part in &scene.shapes.moving {
                let pose = part.part.motion.pose(1e6);
                prop_assert!(pose.offset.is_finite() && pose.turn.is_finite());
            }
            for shape in scene.shapes_mut() {
                prop_assert_eq!(shape.positions.len(), shape.colours.len());
                prop_assert!(shape.indices.iter().all(|i| (*i as usize) < shape.positions.len()));
                prop_assert!(shape.positions.iter().flatten().all(|v| v.is_finite()));
            }
        }
    }
}
