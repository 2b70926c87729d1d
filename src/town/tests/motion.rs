//! How things move.

use glam::{Quat, Vec3};

use crate::motion::{Answer, Motion, Pose, along};

const ANSWERS: [Answer; 6] = [
    Answer::Squash,
    Answer::Spin,
    Answer::Hop,
    Answer::Ring,
    Answer::Hurry,
    Answer::Ripple,
];

fn near(a: Pose, b: Pose) -> bool {
    a.offset.distance(b.offset) < 1e-3
        && a.scale.distance(b.scale) < 1e-3
        && a.turn.dot(b.turn).abs() > 1.0 - 1e-4
}

#[test]
fn every_answer_begins_with_a_squash_and_comes_to_rest() {
    for answer in ANSWERS {
        assert!(
            answer.pose(0.0).scale.y < 0.95,
            "{answer:?} does not give way under the finger"
        );
        assert!(
            near(answer.pose(answer.seconds() - 1e-4), Pose::REST),
            "{answer:?} jumps at its end"
        );
        for since in [answer.seconds(), 100.0, -1.0, f32::NAN, f32::INFINITY] {
            assert_eq!(answer.pose(since), Pose::REST, "{answer:?} at {since}");
        }
    }
}

#[test]
fn hurrying_only_ever_moves_the_clock_ahead() {
    let mut before = 0.0;
    for step in 0..=400 {
        let ahead = Answer::Hurry.hurry(step as f32 * 0.01);
        assert!(ahead >= before, "the clock went back");
        before = ahead;
    }
    assert_eq!(Answer::Hop.hurry(1.0), 0.0);
}

#[test]
fn a_ride_comes_round_and_looks_where_it_goes() {
    let path = vec![
        Vec3::ZERO,
        Vec3::X * 4.0,
        Vec3::new(4.0, 0.0, 4.0),
        Vec3::Z * 4.0,
    ];
    let ride = Motion::Ride {
        path: path.clone(),
        seconds: 8.0,
        phase: 0.0,
        facing: 0.0,
    };
    assert!(near(ride.pose(0.0), ride.pose(8.0)));
    let (at, way) = along(&path, 0.125).expect("a path of four points");
    assert!(
        at.distance(Vec3::X * 2.0) < 1e-4,
        "half way along the first side, not {at}"
    );
    let ahead = ride.pose(1.0).turn * Vec3::X;
    assert!(
        ahead.dot(way.normalize()) > 0.99,
        "it looks along {ahead}, but goes along {way}"
    );
}

#[test]
fn odd_motions_rest() {
    for path in [vec![], vec![Vec3::ONE], vec![Vec3::ZERO; 5]] {
        let ride = Motion::Ride {
            path,
            seconds: 0.0,
            phase: f32::NAN,
            facing: 0.0,
        };
        let pose = ride.pose(3.0);
        assert!(pose.offset.is_finite() && pose.turn.is_finite());
    }
    let turn = Motion::Turn {
        axis: Vec3::ZERO,
        seconds: 0.0,
    };
    assert!(turn.pose(f32::INFINITY).turn.is_finite());
}

#[test]
fn a_wood_ripples_in_order_and_only_when_touched() {
    let [first, second] = [0.0, 0.5].map(|delay| Motion::Ripple { delay });
    assert_eq!(first.pose(0.2).turn, Quat::IDENTITY);
    assert_ne!(first.touched(9.0, 0.2).turn, Quat::IDENTITY);
    assert_eq!(second.touched(9.0, 0.2), Pose::REST);
    assert_ne!(second.touched(9.0, 0.7), Pose::REST);
    assert_eq!(first.touched(9.0, 50.0), Pose::REST);
}
