//! What scissors do: outlines of any form, smoothed, clipped to a window, and cut into triangles.

use bevy::math::{Rect, Vec2};

use super::outline::arc;

/// Points that are closer together than this, in pixels, are one.
const SAME: f32 = 0.05;

/// A closed line without repeated points, counter-clockwise.
pub fn ring(points: Vec<Vec2>) -> Vec<Vec2> {
    let mut points = points;
    points.retain(|point| point.is_finite());
    points.dedup_by(|one, other| one.distance(*other) < SAME);
    while points.len() > 1 && points[0].distance(points[points.len() - 1]) < SAME {
        points.pop();
    }
    if area(&points) < 0.0 {
        points.reverse();
    }
    points
}

/// Twice the area within a closed line: positive if it runs counter-clockwise.
fn area(points: &[Vec2]) -> f32 {
    pairs(points).map(|(one, next)| one.perp_dot(next)).sum()
}

fn pairs(points: &[Vec2]) -> impl Iterator<Item = (Vec2, Vec2)> + '_ {
    let next = points.iter().cycle().skip(1);
    points.iter().copied().zip(next.copied())
}

/// The part of a closed line that lies within a window (Sutherland and Hodgman's way); empty if
/// none does. Parts of a concave line stay connected along the window's edge.
pub fn clip(points: Vec<Vec2>, window: Rect) -> Vec<Vec2> {
    let edges = [
        (Vec2::X, window.min.x),
        (-Vec2::X, -window.max.x),
        (Vec2::Y, window.min.y),
        (-Vec2::Y, -window.max.y),
    ];
    let mut points = points;
    for (inward, least) in edges {
        let depth = |point: Vec2| point.dot(inward) - least;
        let mut kept = Vec::with_capacity(points.len() + 4);
        for (one, next) in pairs(&points) {
            let (here, there) = (depth(one), depth(next));
            if here >= 0.0 {
                kept.push(one);
            }
            if (here >= 0.0) != (there >= 0.0) {
                kept.push(one.lerp(next, here / (here - there)));
            }
        }
        points = kept;
    }
    let points = ring(points);
    if points.len() < 3 { Vec::new() } else { points }
}

/// A smooth line through points (Catmull and Rom's way), `fine` apart; closed or with two ends.
pub fn smooth(points: &[Vec2], is_closed: bool, fine: f32) -> Vec<Vec2> {
    let count = points.len();
    let at = |index: usize, by: usize| match is_closed {
        true => points[(index + by + count - 1) % count],
        false => points[(index + by).saturating_sub(1).min(count - 1)],
    };
    let spans = if is_closed {
        count
    } else {
        count.saturating_sub(1)
    };
    let mut line = Vec::new();
    for span in 0..spans {
        let [before, from, to, after] = [0, 1, 2, 3].map(|by| at(span, by));
        let steps = (from.distance(to) / fine.max(f32::EPSILON))
            .ceil()
            .clamp(2.0, 12.0) as usize;
        line.extend((0..steps).map(|step| {
            let t = step as f32 / steps as f32;
            let (square, cube) = (t * t, t * t * t);
            0.5 * (2.0 * from
                + (to - before) * t
                + (2.0 * before - 5.0 * from + 4.0 * to - after) * square
                + (3.0 * from - before - 3.0 * to + after) * cube)
        }));
    }
    if let (false, Some(&last)) = (is_closed, points.last()) {
        line.push(last);
    }
    line
}

/// The closed outline of a strip of `width` along a line, its ends round. `scale` says how many
/// pixels its unit has.
pub fn strip(line: &[Vec2], width: f32, scale: f32) -> Vec<Vec2> {
    let half = width / 2.0;
    let mut line = line.to_vec();
    line.dedup_by(|one, other| one.distance(*other) * scale < SAME);
    let (Some(&first), Some(&last)) = (line.first(), line.last()) else {
        return Vec::new();
    };
    if line.len() < 2 {
        return Vec::new();
    }
    let sides: Vec<Vec2> = (0..line.len())
        .map(|index| {
            let came = (line[index] - line[index.saturating_sub(1)]).normalize_or_zero();
            let goes = (line[(index + 1).min(line.len() - 1)] - line[index]).normalize_or_zero();
            let along = (came + goes).try_normalize().unwrap_or(goes);
            let bend = along.dot(if came == Vec2::ZERO { goes } else { came });
            along.perp() * half / bend.max(0.5)
        })
        .collect();
    let cap = |end: Vec2, out: Vec2| {
        let middle = out.to_angle();
        let quarter = std::f32::consts::FRAC_PI_2;
        arc(Vec2::ZERO, half * scale, middle - quarter, middle + quarter)
            .into_iter()
            .map(move |point| end + point / scale)
    };
    let right = line.iter().zip(&sides).map(|(point, side)| *point - *side);
    let left = line.iter().zip(&sides).map(|(point, side)| *point + *side);
    right
        .chain(cap(last, last - line[line.len() - 2]))
        .chain(left.rev())
        .chain(cap(first, first - line[1]))
        .collect()
}

/// Cuts what lies within a closed line, counter-clockwise, into triangles: ear by ear.
pub fn triangles(points: &[Vec2]) -> Vec<[u32; 3]> {
    let mut rest: Vec<usize> = (0..points.len()).collect();
    let mut cut = Vec::with_capacity(points.len());
    let mut at = 0;
    let mut tried = 0;
    while rest.len() > 2 {
        let count = rest.len();
        let corner = [at + count - 1, at, at + 1].map(|index| rest[index % count]);
        // A line that crosses itself may run out of ears; then any corner will do.
        if tried > count || is_ear(points, &rest, corner) {
            cut.push(corner.map(|index| index as u32));
            rest.remove(at % count);
            at = at.saturating_sub(1);
            tried = 0;
        } else {
            at = (at + 1) % count;
            tried += 1;
        }
        at %= rest.len();
    }
    cut
}

fn is_ear(points: &[Vec2], rest: &[usize], corner: [usize; 3]) -> bool {
    let [a, b, c] = corner.map(|index| points[index]);
    if (b - a).perp_dot(c - b) <= 0.0 {
        return false;
    }
    let is_within = |point: Vec2| {
        [(a, b), (b, c), (c, a)]
            .iter()
            .all(|(from, to)| (*to - *from).perp_dot(point - *from) >= 0.0)
    };
    !rest.iter().any(|index| {
        let point = points[*index];
        !corner.contains(index) && point != a && point != b && point != c && is_within(point)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Rect = Rect {
        min: Vec2::new(-50.0, -50.0),
        max: Vec2::new(50.0, 50.0),
    };

    fn cut_area(points: &[Vec2]) -> f32 {
        let area = |[a, b, c]: [u32; 3]| {
            let [a, b, c] = [a, b, c].map(|index| points[index as usize]);
            (b - a).perp_dot(c - a)
        };
        triangles(points).into_iter().map(area).sum()
    }

    fn star(spikes: usize) -> Vec<Vec2> {
        let angle = std::f32::consts::PI / spikes as f32;
        (0..2 * spikes)
            .map(|point| {
                let reach = if point % 2 == 0 { 40.0 } else { 12.0 };
                Vec2::from_angle(angle * point as f32) * reach
            })
            .collect()
    }

    #[test]
    fn triangles_fill_a_line_of_any_form_exactly() {
        let comb = (0..6).flat_map(|tooth| {
            let x = tooth as f32 * 8.0;
            [(x, 10.0), (x + 2.0, 40.0), (x + 4.0, 40.0), (x + 6.0, 10.0)]
        });
        let comb = comb.chain([(46.0, 0.0), (0.0, 0.0)]).map(Vec2::from);
        for points in [star(3), star(7), star(24), ring(comb.collect())] {
            assert_eq!(triangles(&points).len(), points.len() - 2);
            let (cut, whole) = (cut_area(&points), area(&points));
            assert!((cut - whole).abs() < whole * 1e-3, "{cut} of {whole}");
        }
    }

    #[test]
    fn nothing_is_left_outside_the_window() {
        let moved = star(9).into_iter().map(|point| point * 2.0 + 20.0);
        let clipped = clip(ring(moved.collect()), WINDOW);
        assert!(clipped.len() > 3);
        assert!(
            clipped
                .iter()
                .all(|point| point.abs().max_element() <= 50.001)
        );
        let far = star(5).into_iter().map(|point| point + 200.0);
        assert!(clip(ring(far.collect()), WINDOW).is_empty());
    }

    #[test]
    fn smooth_lines_go_through_their_points_and_strips_keep_their_width() {
        let points = [(0.0, 0.0), (10.0, 4.0), (20.0, -3.0)].map(Vec2::from);
        let line = smooth(&points, false, 1.0);
        for point in points {
            assert!(line.iter().any(|other| other.distance(point) < 1e-3));
        }
        let straight = strip(&[Vec2::ZERO, Vec2::new(30.0, 0.0)], 4.0, 3.0);
        let high = straight.iter().map(|point| point.y).fold(0.0, f32::max);
        let far = straight.iter().map(|point| point.x).fold(0.0, f32::max);
        // A round end is cut in straight pieces, so it stays a little within its circle.
        assert!((high - 2.0).abs() < 1e-3, "{high}");
        assert!((31.8..32.001).contains(&far), "{far}");
    }

    #[test]
    fn a_line_that_crosses_itself_ends_all_the_same() {
        let bow = [(0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0)].map(Vec2::from);
        assert_eq!(triangles(&bow).len(), 2);
        assert!(triangles(&[]).is_empty() && triangles(&bow[..2]).is_empty());
    }
}
