//! The island, the stops, the quiz and the finish.

use glam::Vec2;
use legeplads_feed::{Ground, Hill, Patch, PatchKind, Piece, Plan, Ribbon, Scene, Thing, ToyKind};

use super::{assert_scene_drawable, full_plan, toy};
use crate::diorama::{StopExtras, build_stop};
use crate::finish::{FinishOptions, build_finish};
use crate::island::{IslandOptions, TABLE, build_island};
use crate::light::Mood;
use crate::motion::Motion;
use crate::paint::Paint;
use crate::quiz::build_quiz;

const GROUNDS: [Ground; 5] = [
    Ground::Meadow,
    Ground::Heath,
    Ground::Sand,
    Ground::Forest,
    Ground::Table,
];

fn scene(ground: Ground, kinds: &[ToyKind]) -> Scene {
    let toys = kinds
        .iter()
        .enumerate()
        .map(|(i, kind)| toy(*kind, i as f32 * 1.4, 0.4 * i as f32));
    Scene {
        ground,
        seed: 5,
        toys: toys.collect(),
    }
}

#[test]
fn a_full_island_is_whole_and_within_its_budget() {
    let island = build_island(&full_plan(), &Paint::default(), IslandOptions::default());
    assert_scene_drawable(&island, "island");
    let still = island.still.triangles();
    let shade = island.shade.triangles();
    assert!(still <= 60_000, "{still} still triangles");
    assert!(shade <= 20_000, "{shade} triangles of shadow");
    let (_, living) = island.triangles();
    assert!(living <= 28_000, "{living} triangles a frame");
}

#[test]
fn the_same_plan_gives_the_same_island() {
    let paint = Paint::default();
    let [first, second] =
        [0, 1].map(|_| build_island(&full_plan(), &paint, IslandOptions::default()));
    assert_eq!(first.still, second.still);
    assert_eq!(first.shade, second.shade);
    assert_eq!(first.moving, second.moving);
    assert_eq!(first.toys, second.toys);
}

#[test]
fn senseless_numbers_never_break_an_island() {
    let odd = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.0, -7.0, 1e30];
    for a in odd {
        for b in odd {
            let mut plan = full_plan();
            plan.radius = (a, b);
            plan.centre = (b, a);
            plan.hills = vec![Hill {
                at: (a, b),
                height: a,
                size: (b, a),
            }];
            plan.patches = [
                PatchKind::Plaza,
                PatchKind::Field,
                PatchKind::Lake,
                PatchKind::Rug,
            ]
            .map(|kind| Patch {
                at: (a, b),
                size: (b, a),
                turn: a,
                colour: "nothing".into(),
                kind,
            })
            .to_vec();
            let line = vec![(a, b), (b, a), (a, a), (1.0, 2.0)];
            plan.rivers = vec![Ribbon {
                width: a,
                points: line.clone(),
            }];
            plan.roads = vec![Ribbon {
                width: b,
                points: line.clone(),
            }];
            plan.rails = vec![
                Ribbon {
                    width: b,
                    points: line,
                },
                Ribbon {
                    width: a,
                    points: vec![],
                },
            ];
            plan.spots.truncate(3);
            for spot in &mut plan.spots {
                (spot.at, spot.reach) = ((a, b), b);
                for toy in &mut spot.toys {
                    (toy.turn, toy.scale) = (a, b);
                }
            }
            plan.woods.truncate(2);
            for wood in &mut plan.woods {
                (wood.at, wood.radius) = ((b, a), a);
            }
            let island = build_island(&plan, &Paint::default(), IslandOptions::default());
            assert_scene_drawable(&island, &format!("island of {a} and {b}"));
        }
    }
}

#[test]
fn an_empty_plan_is_still_an_island() {
    let plan = Plan {
        radius: (11.0, 17.0),
        centre: (0.0, 0.0),
        hills: vec![],
        patches: vec![],
        rivers: vec![],
        roads: vec![],
        rails: vec![],
        spots: vec![],
        toys: vec![],
        woods: vec![],
        festive: vec![],
    };
    let dusk = IslandOptions {
        mood: Mood::Dusk { snow: 1.0 },
        ..IslandOptions::default()
    };
    let island = build_island(&plan, &Paint::default(), dusk);
    assert_scene_drawable(&island, "empty island");
    assert!(island.toys.iter().any(|toy| toy.kind == ToyKind::Cloud));
    assert!(
        island.toys.iter().any(|toy| toy.at.y == TABLE),
        "a child left nothing on the table"
    );
}

#[test]
fn snow_lies_by_day_as_at_dusk() {
    let white = |mood| {
        let options = IslandOptions {
            mood,
            ..IslandOptions::default()
        };
        let island = build_island(&full_plan(), &Paint::default(), options);
        let points = island.still.colours.iter();
        let least = |colour: &[f32; 4]| colour[0].min(colour[1]).min(colour[2]);
        points.map(least).sum::<f32>()
    };
    for (bare, snowy) in [
        (Mood::DAY, Mood::Day { snow: 1.0 }),
        (Mood::Dusk { snow: 0.0 }, Mood::Dusk { snow: 1.0 }),
    ] {
        let (bare, snowy) = (white(bare), white(snowy));
        assert!(snowy > 1.2 * bare, "{snowy}, {bare} without snow");
    }
}

#[test]
fn trees_keep_off_roads_and_places() {
    let plan = full_plan();
    let island = build_island(&plan, &Paint::default(), IslandOptions::default());
    let trees = [
        ToyKind::Spruce,
        ToyKind::Pine,
        ToyKind::RoundTree,
        ToyKind::BushyTree,
    ];
    let grown: Vec<Vec2> = island
        .toys
        .iter()
        .filter(|toy| trees.contains(&toy.kind))
        .map(|toy| Vec2::new(toy.at.x, toy.at.z))
        .collect();
    assert!(grown.len() > 30, "only {} trees", grown.len());
    for tree in grown {
        for spot in &plan.spots {
            let near = ((tree - Vec2::from(spot.at)) / Vec2::new(1.0, 0.8)).length();
            assert!(near >= spot.reach - 1e-3, "a tree stands in a place");
        }
        for point in &plan.roads[0].points {
            assert!(
                tree.distance(Vec2::from(*point)) > 0.5,
                "a tree stands on the road"
            );
        }
    }
}

#[test]
fn a_train_rides_its_track_in_order() {
    let island = build_island(&full_plan(), &Paint::default(), IslandOptions::default());
    let phases: Vec<f32> = island
        .moving
        .iter()
        .filter(|placed| {
            matches!(
                island.toys[placed.toy].kind,
                ToyKind::Locomotive | ToyKind::Wagon
            )
        })
        .map(|placed| match &placed.part.motion {
            Motion::Ride { phase, .. } => *phase,
            other => panic!("a train does not ride but {other:?}"),
        })
        .collect();
    assert_eq!(phases.len(), 4);
    for pair in phases.windows(2) {
        let gap = (pair[0] - pair[1]).rem_euclid(1.0);
        assert!(
            (0.03..0.12).contains(&gap),
            "wagons {gap} of the round apart"
        );
    }
}

#[test]
fn touching_a_place_finds_its_toys() {
    let plan = full_plan();
    let island = build_island(&plan, &Paint::default(), IslandOptions::default());
    for (number, spot) in plan.spots.iter().enumerate() {
        let own = island
            .toys
            .iter()
            .filter(|toy| toy.owner == Some(number))
            .count();
        assert_eq!(own, spot.toys.len());
    }
    let apart = island
        .toys
        .iter()
        .filter(|toy| !toy.body.is_empty())
        .count();
    assert!((5..=10).contains(&apart), "{apart} toys can hop");
}

#[test]
fn a_shadow_falls_away_from_the_light() {
    let mut plan = full_plan();
    plan.spots.clear();
    plan.woods.clear();
    plan.toys = vec![toy(ToyKind::Tower, 0.0, 0.0)];
    let island = build_island(&plan, &Paint::default(), IslandOptions::default());
    let darkness = |x: f32, z: f32| -> f32 {
        island
            .shade
            .positions
            .iter()
            .zip(&island.shade.colours)
            .filter(|(p, _)| p[1] > -1.0 && Vec2::new(p[0], p[2]).distance(Vec2::new(x, z)) < 0.4)
            .map(|(_, c)| c[3])
            .fold(0.0, f32::max)
    };
    assert!(
        darkness(2.8, -1.4) > 0.2,
        "no shadow to the right and behind"
    );
    assert!(darkness(-3.0, 1.6) < 0.05, "a shadow toward the light");
}

#[test]
fn stops_are_whole_and_within_their_budget() {
    let paint = Paint::default();
    for ground in GROUNDS {
        for portrait in [false, true] {
            let heroes = [
                ToyKind::Carousel,
                ToyKind::Child,
                ToyKind::Child,
                ToyKind::Stall,
                ToyKind::House,
            ];
            let extras = StopExtras {
                portrait,
                ..StopExtras::default()
            };
            let stop = build_stop(&scene(ground, &heroes), extras, &paint);
            assert_scene_drawable(&stop.shapes, &format!("{ground:?}"));
            let (still, living) = stop.shapes.triangles();
            assert!(still <= 42_000, "{ground:?}: {still} still triangles");
            assert!(living <= 12_000, "{ground:?}: {living} triangles a frame");
        }
    }
    let nothing = build_stop(&scene(Ground::Meadow, &[]), StopExtras::default(), &paint);
    assert_scene_drawable(&nothing.shapes, "a stop without toys");
}

#[test]
fn things_to_find_are_where_the_feed_hides_them() {
    let things = [
        Thing {
            toy: ToyKind::Bee,
            at: (1.0, 1.5, 0.3),
            goes: None,
        },
        Thing {
            toy: ToyKind::Duck,
            at: (-2.0, 0.0, 2.0),
            goes: None,
        },
        Thing {
            toy: ToyKind::Bee,
            at: (f32::NAN, f32::NAN, f32::NAN),
            goes: None,
        },
    ];
    let extras = StopExtras {
        things: &things,
        ..StopExtras::default()
    };
    let stop = build_stop(
        &scene(Ground::Meadow, &[ToyKind::Hive]),
        extras,
        &Paint::default(),
    );
    assert_scene_drawable(&stop.shapes, "a stop with things");
    for (number, thing) in things.iter().enumerate().take(2) {
        let toy = stop
            .shapes
            .toys
            .iter()
            .find(|toy| toy.owner == Some(number))
            .expect("a thing");
        assert_eq!(toy.kind, thing.toy);
        assert!((toy.at.x - thing.at.0).abs() < 1e-3 && (toy.at.z - thing.at.2).abs() < 1e-3);
        assert!(toy.at.y >= thing.at.1);
    }
}

#[test]
fn floors_wait_apart_in_front_of_a_tower_without_a_roof() {
    use legeplads_feed::Shape::{Box, Drum, Gallery};
    let pieces = [Box, Drum, Gallery, Drum, Box].map(|shape| Piece {
        shape,
        colour: "plum".into(),
    });
    for portrait in [false, true] {
        let extras = StopExtras {
            start: Some(4),
            pieces: &pieces,
            portrait,
            ..StopExtras::default()
        };
        let kinds = [ToyKind::Tower, ToyKind::Child, ToyKind::Child];
        let stop = build_stop(&scene(Ground::Meadow, &kinds), extras, &Paint::default());
        assert_eq!(stop.waiting.len(), 5);
        let top = stop.top.expect("a tower has a top");
        let tower = stop
            .shapes
            .toys
            .iter()
            .find(|toy| toy.kind == ToyKind::Tower)
            .expect("the tower");
        assert!((top.y - tower.at.y - tower.height).abs() < 1e-3);
        let reach = if portrait { 5.0 } else { 8.0 };
        for (i, floor) in stop.waiting.iter().enumerate() {
            super::assert_drawable(&floor.shape, "waiting floor");
            let ground = floor.ground;
            assert!(
                ground.x.abs() < reach && ground.z < 6.0,
                "{portrait} {ground}"
            );
            for other in &stop.waiting[..i] {
                assert!(
                    floor.ground.distance(other.ground) > 1.1,
                    "two floors stand in each other"
                );
            }
        }
    }
}

#[test]
fn a_quiz_stands_each_toy_on_its_plinth() {
    let kinds = [
        ToyKind::Swing,
        ToyKind::IceCream,
        ToyKind::Megaphone,
        ToyKind::Crown,
        ToyKind::Plane,
    ];
    let scene = scene(Ground::Meadow, &[ToyKind::Carousel]);
    for portrait in [false, true] {
        for count in 0..=5 {
            let quiz = build_quiz(
                &kinds[..count],
                &scene,
                portrait,
                &Paint::default(),
                Mood::DAY,
            );
            assert_scene_drawable(&quiz.shapes, "quiz");
            let stands = |kind| quiz.shapes.toys.iter().any(|toy| toy.kind == kind);
            assert!(stands(ToyKind::Child), "somebody watches");
            assert_eq!(quiz.plinths.len(), count);
            for (number, plinth) in quiz.plinths.iter().enumerate() {
                let toy = quiz
                    .shapes
                    .toys
                    .iter()
                    .find(|toy| toy.owner == Some(number))
                    .expect("a toy");
                assert_eq!(toy.kind, kinds[number]);
                assert!(
                    !toy.body.is_empty()
                        || quiz
                            .shapes
                            .moving
                            .iter()
                            .any(|part| { quiz.shapes.toys[part.toy].owner == Some(number) })
                );
                assert!(
                    toy.reach <= plinth.reach + 0.05,
                    "{:?} stands over its plinth",
                    toy.kind
                );
                assert!(plinth.top.y > plinth.toy.y && plinth.label.z > toy.at.z + 1.0);
            }
        }
    }
}

#[test]
fn the_finish_has_a_bar_and_a_note_for_each_colour() {
    let colours = [
        "red", "orange", "yellow", "green", "sky", "blue", "plum", "wood", "forest",
    ];
    for portrait in [false, true] {
        for count in [0, 1, 5, 9] {
            let finish = build_finish(
                FinishOptions {
                    colours: &colours[..count],
                    minis: &[],
                    floors: 9,
                    portrait,
                    mood: Mood::DAY,
                },
                &Paint::default(),
            );
            assert_scene_drawable(&finish.shapes, "finish");
            assert_eq!(finish.bars.len(), count);
            for pair in finish.bars.windows(2) {
                assert!(
                    pair[1].near.x - pair[0].near.x > pair[0].width,
                    "bars overlap"
                );
                let length = |bar: &crate::finish::BarMarks| bar.near.distance(bar.far);
                assert!(
                    length(&pair[1]) < length(&pair[0]),
                    "bars do not grow shorter"
                );
            }
            let notes = finish.shapes.moving.iter().filter(|part| {
                let toy = &finish.shapes.toys[part.toy];
                toy.kind == ToyKind::Xylophone && toy.owner.is_some()
            });
            assert_eq!(notes.count(), count);
        }
    }
}
