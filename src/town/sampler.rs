//! All kinds of toys side by side, in the order of their list: for people who choose among them.

use glam::{Vec2, Vec3};
use legeplads_feed::ToyKind;

use super::ground::Terrain;
use super::light::Mood;
use super::paint::Paint;
use super::shape::Shape;
use super::sky::Look;
use super::stage::{SceneShapes, Stage, Standing};
use super::toys::Detail;

/// Toys in a row.
const COLUMNS: usize = 10;
/// From one toy to the next in a row, in units.
const ACROSS: f32 = 3.3;
/// From one row to the next on the picture, in units.
const DOWN: f32 = 3.7;
/// How far down the eye looks, in degrees.
const PITCH: f32 = 27.0;
/// How far a toy may reach from its foot, and how high it may be, in units.
const REACH: f32 = 1.35;
const HEIGHT: f32 = 2.5;
/// Above the first row, where something may stand higher than its row is.
const ABOVE: f32 = 0.9;
/// From a toy's foot to its name, toward the viewer.
const NAME: f32 = 1.95;

/// The toys, and where their names go.
#[derive(Clone, Debug)]
pub struct Sampler {
    /// What is drawn. Nothing hangs behind.
    pub shapes: SceneShapes,
    /// For each kind, in the list's order, a point in front of it.
    pub names: Vec<Vec3>,
    /// Where it is seen from.
    pub look: Look,
}

/// Builds it.
pub fn build_sampler(paint: &Paint) -> Sampler {
    let count = ToyKind::ALL.len();
    let rows = count.div_ceil(COLUMNS);
    let depth = DOWN / PITCH.to_radians().sin();
    let half = Vec2::new(COLUMNS as f32 * ACROSS, rows as f32 * depth) / 2.0;
    let mut stage = Stage::new(
        paint,
        Mood::DAY,
        Detail::Near,
        Terrain::default(),
        -half,
        half,
    );
    let mut names = Vec::with_capacity(count);
    for (number, kind) in ToyKind::ALL.iter().enumerate() {
        let (column, row) = (number % COLUMNS, number / COLUMNS);
        let cell = Vec2::new(column as f32 + 0.5, row as f32 + 0.5);
        let at = cell * Vec2::new(ACROSS, depth) - half;
        let mut standing = Standing {
            turn: 0.3,
            owner: Some(number),
            loose: true,
            ..Standing::new(*kind)
        };
        let model = stage.model(&standing);
        let wide = REACH / model.reach.max(0.01);
        let high = HEIGHT / model.height.max(0.01);
        // A cloud is as high as its thread is long.
        let hangs = *kind == ToyKind::Cloud;
        standing.scale = if hangs { wide } else { wide.min(high) }.clamp(0.05, 6.0);
        let toy = stage.ground(&standing, at, 0.0);
        if hangs {
            stage.scene.toys[toy].height = HEIGHT;
            let parts = stage.scene.moving.iter_mut().filter(|part| part.toy == toy);
            let shapes = parts.map(|placed| (&mut placed.part.shape, placed.part.pivot.y));
            for (shape, foot) in shapes.chain([(&mut stage.scene.toys[toy].body, 0.0)]) {
                cut(shape, HEIGHT - foot);
            }
        }
        names.push(Vec3::new(at.x, 0.0, at.y + NAME));
    }
    let height = rows as f32 * DOWN + ABOVE;
    Sampler {
        shapes: stage.finish(0.02, |_| 1.0),
        names,
        look: Look {
            target: Vec3::new(0.0, 0.6 + ABOVE / 2.0, 0.0),
            pitch: PITCH,
            height,
            aspect: COLUMNS as f32 * ACROSS / height,
        },
    }
}

/// Takes away what reaches higher than that.
fn cut(shape: &mut Shape, height: f32) {
    let Shape {
        positions, indices, ..
    } = shape;
    let corners: Vec<u32> = indices
        .chunks_exact(3)
        .filter(|triangle| {
            let mut points = triangle.iter().filter_map(|n| positions.get(*n as usize));
            points.all(|[_, y, _]| *y < height)
        })
        .flatten()
        .copied()
        .collect();
    *indices = corners;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_there_within_its_own_cell() {
        let sampler = build_sampler(&Paint::default());
        let kinds: Vec<ToyKind> = sampler.shapes.toys.iter().map(|toy| toy.kind).collect();
        assert_eq!(kinds, ToyKind::ALL);
        assert_eq!(sampler.names.len(), kinds.len());
        for toy in &sampler.shapes.toys {
            assert!(toy.reach <= REACH * 1.01, "{:?}: {}", toy.kind, toy.reach);
            assert!(
                toy.height <= HEIGHT * 1.01,
                "{:?}: {}",
                toy.kind,
                toy.height
            );
        }
    }
}
