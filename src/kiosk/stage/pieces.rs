//! What stands, cut into pieces. On a flight to a place most of the island lies outside the picture, and
//! without a GPU each triangle is processor time: the engine leaves out pieces that are not seen.

use legeplads_town::shape::Shape;

/// Pieces along each side of the ground.
const SIDE: usize = 6;

/// A point that no piece has yet.
const NONE: u32 = u32::MAX;

/// Cuts a shape along a grid over the ground, by the middles of its triangles. Shapes that differ in
/// colour alone are cut in the same way.
pub(super) fn pieces(shape: &Shape) -> Vec<Shape> {
    let Some((low, high)) = shape.bounds() else {
        return Vec::new();
    };
    let mut triangles = vec![Vec::new(); SIDE * SIDE];
    for corners in shape.indices.chunks_exact(3) {
        let middle = |axis: usize, low: f32, high: f32| {
            let sum: f32 = (corners.iter())
                .filter_map(|corner| shape.positions.get(*corner as usize))
                .map(|at| at[axis])
                .sum();
            let share = (sum / 3.0 - low) / (high - low).max(1e-3);
            ((share * SIDE as f32) as usize).min(SIDE - 1)
        };
        let cell = middle(2, low.z, high.z) * SIDE + middle(0, low.x, high.x);
        if let Some(cell) = triangles.get_mut(cell) {
            cell.extend_from_slice(corners);
        }
    }
    let mut numbers = vec![NONE; shape.positions.len()];
    (triangles.into_iter())
        .filter(|corners| !corners.is_empty())
        .map(|corners| piece(shape, corners, &mut numbers))
        .collect()
}

/// The part of a shape that these corners make. `numbers` is scratch: [`NONE`] for each point, and again so
/// afterwards.
fn piece(shape: &Shape, corners: Vec<u32>, numbers: &mut [u32]) -> Shape {
    let mut piece = Shape::default();
    for corner in &corners {
        let index = *corner as usize;
        let Some(number) = numbers.get_mut(index) else {
            continue;
        };
        if *number == NONE {
            *number = piece.positions.len() as u32;
            piece.positions.extend(shape.positions.get(index));
            piece.colours.extend(shape.colours.get(index));
        }
        piece.indices.push(*number);
    }
    for corner in corners {
        if let Some(number) = numbers.get_mut(corner as usize) {
            *number = NONE;
        }
    }
    piece
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use legeplads_town::shape::Shape;

    use super::pieces;

    /// Corners as bits, so that they can be counted.
    fn faces(shapes: &[Shape]) -> BTreeMap<Vec<[u32; 7]>, usize> {
        let mut faces = BTreeMap::new();
        for shape in shapes {
            for corners in shape.indices.chunks_exact(3) {
                let corner = |number: &u32| {
                    let ([x, y, z], [r, g, b, a]) = (
                        shape.positions[*number as usize],
                        shape.colours[*number as usize],
                    );
                    [x, y, z, r, g, b, a].map(f32::to_bits)
                };
                *faces
                    .entry(corners.iter().map(corner).collect())
                    .or_default() += 1;
            }
        }
        faces
    }

    fn field(side: u32, green: f32) -> Shape {
        let mut field = Shape::default();
        for index in 0..side * side {
            let (x, z) = ((index % side) as f32, (index / side) as f32);
            field.positions.push([x, (x * z).sin(), z]);
            field.colours.push([x, green, z, 1.0]);
        }
        for index in 0..side * (side - 1) {
            if index % side < side - 1 {
                field.quad(index, index + 1, index + side + 1, index + side);
            }
        }
        field
    }

    #[test]
    fn every_face_is_in_one_piece() {
        let whole = field(40, 0.5);
        let cut = pieces(&whole);
        assert_eq!(cut.len(), 36);
        assert_eq!(faces(&cut), faces(&[whole]));
        assert!(pieces(&Shape::default()).is_empty());
    }

    #[test]
    fn another_light_is_cut_in_the_same_way() {
        let (day, dusk) = (pieces(&field(40, 0.5)), pieces(&field(40, 0.25)));
        for (day, dusk) in day.iter().zip(&dusk) {
            assert_eq!(day.positions, dusk.positions);
            assert_eq!(day.indices, dusk.indices);
        }
    }
}
