//! Where the ends of flows lie that are not on the island: on the table round it, about in the
//! direction in which they lie, clear of sign, card and buttons.

use std::f32::consts::PI;

use bevy::math::Vec2;

use crate::view::View;

/// The room that an end takes with its name, in millimetres.
pub const ROOM: Vec2 = Vec2::new(124.0, 84.0);
/// From one place that is tried to the next, in millimetres.
const STEP: f32 = 6.0;

/// The middles of ends in overlay coordinates, for their bearings in degrees clockwise from north.
pub fn beyond(view: &View, bearings: impl IntoIterator<Item = f32>) -> Vec<Vec2> {
    let half = view.half() / view.mm;
    let free = free(half, view.portrait());
    let mut taken: Vec<Vec2> = Vec::new();
    for bearing in bearings {
        let wish = bearing.to_radians();
        let cost = |at: &Vec2| {
            // North is up. Corners count as diagonals, whatever the shape of the screen.
            let way = *at / half;
            let off = (way.x.atan2(way.y) - wish + PI).rem_euclid(2.0 * PI) - PI;
            let is_near = |other: &Vec2| (*other - *at).abs().cmplt(ROOM).all();
            off.abs() + if taken.iter().any(is_near) { 10.0 } else { 0.0 }
        };
        let best = free
            .iter()
            .min_by(|one, other| cost(one).total_cmp(&cost(other)));
        taken.push(best.copied().unwrap_or_default());
    }
    taken.into_iter().map(|at| at * view.mm).collect()
}

/// Places along the edges, in millimetres from the middle of a glass with these half sides.
fn free(half: Vec2, portrait: bool) -> Vec<Vec2> {
    let (left, right) = (-half.x + 66.0, half.x - 66.0);
    let lines = if portrait {
        let (top, low) = (half.y - 134.0, -half.y + 290.0);
        vec![
            (Vec2::new(left, top), Vec2::new(right, top)),
            (Vec2::new(left, low), Vec2::new(left, top)),
            (Vec2::new(right, low), Vec2::new(right, top)),
            (Vec2::new(left, low), Vec2::new(right, low)),
        ]
    } else {
        // The sign hangs upper left, the card lies lower left, the languages lower right.
        let (top, low) = (half.y - 70.0, -half.y + 96.0);
        vec![
            (Vec2::new(112.0, top), Vec2::new(right, top)),
            (Vec2::new(right, -8.0), Vec2::new(right, top)),
            (Vec2::new(left, 30.0), Vec2::new(left, half.y - 132.0)),
            (Vec2::new(-84.0, low), Vec2::new(142.0, low)),
        ]
    };
    lines
        .into_iter()
        .flat_map(|(from, to)| {
            let steps = (from.distance(to) / STEP).ceil().max(1.0) as usize;
            (0..=steps).map(move |step| from.lerp(to, step as f32 / steps as f32))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZES: [Vec2; 2] = [Vec2::new(1920.0, 1080.0), Vec2::new(1080.0, 1920.0)];

    #[test]
    fn ends_keep_apart_and_lie_about_where_they_belong() {
        for size in SIZES {
            let view = View::new(size, size * (708.0 / 1920.0));
            let bearings = [0.0, 40.0, 90.0, 140.0, 270.0, 300.0];
            let ends = beyond(&view, bearings);
            assert_eq!(ends.len(), bearings.len());
            for (index, end) in ends.iter().enumerate() {
                assert!(end.abs().cmple(view.half()).all(), "{end}");
                for other in &ends[index + 1..] {
                    let apart = (*end - *other).abs().cmplt(ROOM * view.mm - 1.0).all();
                    assert!(!apart, "{size}: {ends:?}");
                }
            }
            assert!(beyond(&view, [90.0])[0].x > 0.3 * view.half().x, "east");
            assert!(beyond(&view, [270.0])[0].x < -0.3 * view.half().x, "west");
            assert!(beyond(&view, [0.0])[0].y > 0.3 * view.half().y, "north");
        }
    }
}
