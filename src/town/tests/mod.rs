//! The town from outside: what is drawn is whole, within its budget, and always the same.

mod motion;
mod scenes;
mod toys;

use glam::Vec3;
use legeplads_feed::{
    Hill, Patch, PatchKind, PlaceId, Plan, Ribbon, Spot, Toy, ToyKind, Wood, WoodKind,
};

use super::shape::Shape;
use super::stage::SceneShapes;

/// Fails unless a shape can be drawn: every list as long as the others, every number a number.
fn assert_drawable(shape: &Shape, what: &str) {
    assert_eq!(
        shape.positions.len(),
        shape.normals.len(),
        "{what}: normals"
    );
    assert_eq!(
        shape.positions.len(),
        shape.colours.len(),
        "{what}: colours"
    );
    assert_eq!(shape.indices.len() % 3, 0, "{what}: whole triangles");
    let points = shape.positions.len() as u32;
    assert!(
        shape.indices.iter().all(|i| *i < points),
        "{what}: an index is out of range"
    );
    for position in &shape.positions {
        assert!(
            position.iter().all(|v| v.is_finite()),
            "{what}: position {position:?}"
        );
    }
    for normal in &shape.normals {
        let length = Vec3::from_array(*normal).length();
        assert!(
            (length - 1.0).abs() < 1e-3,
            "{what}: normal of length {length}"
        );
    }
    for colour in &shape.colours {
        assert!(
            colour.iter().all(|c| (0.0..=1.0).contains(c)),
            "{what}: colour {colour:?}"
        );
    }
}

fn assert_scene_drawable(scene: &SceneShapes, what: &str) {
    for (part, shape) in [
        ("backdrop", &scene.backdrop),
        ("still", &scene.still),
        ("shade", &scene.shade),
    ] {
        assert_drawable(shape, &format!("{what}, {part}"));
    }
    for toy in &scene.toys {
        assert_drawable(&toy.body, &format!("{what}, body of {:?}", toy.kind));
        assert!(toy.at.is_finite() && toy.reach.is_finite() && toy.height.is_finite());
    }
    for placed in &scene.moving {
        assert!(
            placed.toy < scene.toys.len(),
            "{what}: a part belongs to no toy"
        );
        assert_drawable(&placed.part.shape, &format!("{what}, part"));
        assert_drawable(&placed.part.shade, &format!("{what}, shadow of a part"));
        for t in [0.0, 1.7, 1e6] {
            let pose = placed.part.motion.pose(t);
            assert!(pose.offset.is_finite() && pose.turn.is_finite() && pose.scale.is_finite());
        }
    }
}

pub(crate) fn toy(kind: ToyKind, x: f32, z: f32) -> Toy {
    Toy {
        kind,
        at: (x, z),
        turn: 0.2,
        scale: 1.0,
        colour: None,
    }
}

fn place(number: usize) -> PlaceId {
    ron::from_str(&format!("\"place-{number}\"")).expect("a place id")
}

/// A plan as full as a real one: ten places with the large toys, roads, a river, houses and woods.
pub(crate) fn full_plan() -> Plan {
    use ToyKind::*;
    let places = [
        (7.3, 0.5, vec![Tower, Hive, Bee, Bee, Child, Child]),
        (12.5, -2.6, vec![SlideRunway, Plane]),
        (
            -8.6,
            -2.0,
            vec![Track, Station, Locomotive, Wagon, Wagon, Wagon],
        ),
        (4.9, 9.3, vec![Carousel]),
        (-12.2, -8.2, vec![ClimbingForest]),
        (-2.5, 5.0, vec![TugOfWar]),
        (0.3, -7.4, vec![Workbench]),
        (-9.9, 5.1, vec![Swings]),
        (12.0, 5.9, vec![HeatherRug]),
        (1.3, 1.1, vec![Sandpit]),
    ];
    let spots = places
        .into_iter()
        .enumerate()
        .map(|(number, (x, z, kinds))| Spot {
            place: place(number),
            at: (x, z),
            toys: kinds
                .into_iter()
                .enumerate()
                .map(|(i, kind)| match kind {
                    Locomotive | Wagon => toy(kind, i as f32 - 3.0, 1.6),
                    _ if i > 0 => toy(kind, i as f32 * 0.7 - 2.0, 1.6),
                    _ => toy(kind, 0.0, 0.0),
                })
                .collect(),
            label: (0.0, 2.0),
            reach: 2.6,
        });
    let others = [
        (House, -5.2, -0.8),
        (House, 10.0, 2.0),
        (House, 4.2, -0.6),
        (House, 1.0, 8.2),
        (House, 3.4, -8.2),
        (House, -3.0, -7.6),
        (House, -7.0, 7.0),
        (House, -16.2, 4.4),
        (Church, 9.2, 9.7),
        (Mill, -15.0, -0.2),
        (Turbine, 7.0, -9.4),
        (Turbine, 9.2, -9.2),
        (Turbine, 11.4, -8.4),
        (Bridge, -1.0, 0.6),
        (Bus, 5.0, -3.9),
        (Car, -2.2, 2.9),
        (Duck, 2.4, 6.0),
        (Boat, -5.8, -8.0),
        (Cow, -4.6, -6.2),
        (Cow, -5.7, -6.5),
        (Tent, -5.0, 9.6),
        (Balloon, 2.0, -11.0),
        (School, -2.0, -4.0),
        (TownHall, -12.0, -3.0),
    ];
    let woods = [
        (-15.4, -6.6),
        (-8.2, -10.2),
        (2.2, -10.8),
        (13.6, -7.0),
        (14.8, 8.9),
        (-10.6, 10.6),
        (-4.4, 10.6),
    ];
    Plan {
        radius: (17.6, 13.0),
        centre: (-0.1, 0.2),
        hills: vec![Hill {
            at: (7.4, -9.2),
            height: 1.9,
            size: (2.6, 1.7),
        }],
        patches: vec![
            Patch {
                at: (7.3, 0.7),
                size: (2.7, 2.3),
                turn: 0.0,
                colour: "sand".into(),
                kind: PatchKind::Plaza,
            },
            Patch {
                at: (-2.2, -4.1),
                size: (1.9, 1.0),
                turn: 0.2,
                colour: "yellow".into(),
                kind: PatchKind::Field,
            },
            Patch {
                at: (2.6, 6.0),
                size: (1.0, 0.6),
                turn: 0.0,
                colour: "water".into(),
                kind: PatchKind::Lake,
            },
            Patch {
                at: (12.0, 5.9),
                size: (2.9, 1.6),
                turn: 0.1,
                colour: "heath".into(),
                kind: PatchKind::Rug,
            },
        ],
        rivers: vec![Ribbon {
            width: 0.9,
            points: vec![
                (15.9, 1.0),
                (8.2, -2.1),
                (-0.2, -0.2),
                (-11.2, 1.2),
                (-14.6, 6.2),
                (-9.8, 9.0),
                (-7.5, 11.4),
            ],
        }],
        roads: vec![Ribbon {
            width: 0.62,
            points: vec![
                (-8.6, -1.2),
                (-7.2, 2.4),
                (-1.6, 2.9),
                (4.6, 3.0),
                (11.6, 2.2),
                (12.2, -2.2),
            ],
        }],
        rails: Vec::new(),
        spots: spots.collect(),
        toys: others
            .into_iter()
            .map(|(kind, x, z)| toy(kind, x, z))
            .collect(),
        festive: vec![],
        woods: woods
            .into_iter()
            .map(|at| Wood {
                at,
                radius: 1.8,
                trees: 14,
                kind: WoodKind::Mixed,
            })
            .collect(),
    }
}
