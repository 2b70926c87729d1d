//! How much of the sky each point of a toy sees, found with a coarse grid of filled cells.

use super::toys::Draft;

/// Darkens what lies close to the ground or under other parts of the same toy.
pub fn darken_crannies(draft: &mut Draft) {
    for point in draft.still.points.iter_mut().chain(
        draft
            .moving
            .iter_mut()
            .flat_map(|part| &mut part.clay.points),
    ) {
        let side = 0.5 * (1.0 - point.normal.y);
        point.open *= 1.0 - 0.5 * side * (-point.at.y.max(0.0) / 0.55).exp();
    }
}
