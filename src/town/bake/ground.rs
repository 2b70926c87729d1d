//! The shadows on the ground: a film just above it, fine where it grows darker or lighter and
//! coarse where it does not.

use glam::Vec3;

use super::cast::{Arrives, each};
use super::points::Light;
use crate::light::Mood;
use crate::setting::Built;
use crate::shade::{Sheet, colour};
use crate::shape::Shape;

/// How dark the sun's shadow is, and the darkness close to things, as parts of the film's alpha.
const SHADOW: f32 = 0.50;
const CLOSE: f32 = 0.72;
/// Less than this nobody sees.
const LEAST: f32 = 0.02;
/// A block of cells is drawn as one when its middle is this close to what its corners say.
const EVEN: f32 = 0.045;
/// Cells along the side of the largest block.
const BLOCK: usize = 8;

/// Casts the shadows on the ground, and lays the warm pools of dusk over them, last of all.
pub(super) fn lay_shadows(scene: &mut Built, light: &Light) {
    let bare = std::mem::take(&mut scene.shapes.bare);
    let dark = each(&bare.sheet.points, |point| {
        let Some((at, shows)) = *point else {
            return 0.0;
        };
        let Arrives { open, sun, .. } = light.on_ground(at);
        let close = CLOSE * (1.0 - open.powf(1.35));
        shows * (1.0 - (1.0 - SHADOW * (1.0 - sun)) * (1.0 - close))
    });
    let film = Film {
        sheet: &bare.sheet,
        dark: smoothed(&dark, bare.sheet.columns),
    };
    scene.shapes.shade.append(&film.shape(), Vec3::ZERO);
    scene.shapes.shade.append(&bare.glows, Vec3::ZERO);
    scene.shapes.bare = bare;
}

/// Each point with its neighbours, so that no grain of single rays is left.
fn smoothed(dark: &[f32], columns: usize) -> Vec<f32> {
    let along = |values: &[f32], step: usize| -> Vec<f32> {
        let at = |cell: Option<usize>| {
            cell.and_then(|cell| values.get(cell))
                .copied()
                .unwrap_or(0.0)
        };
        let cells = 0..values.len();
        cells
            .map(|cell| {
                let sides = at(cell.checked_sub(step)) + at(Some(cell + step));
                0.5 * values[cell] + 0.25 * sides
            })
            .collect()
    };
    along(&along(dark, 1), columns.max(1))
}

struct Film<'a> {
    sheet: &'a Sheet,
    /// For each of its points.
    dark: Vec<f32>,
}

/// A square of cells: its first column and row, and how many there are along its side.
type Square = (usize, usize, usize);

impl Film<'_> {
    fn shape(&self) -> Shape {
        let columns = self.sheet.columns;
        if columns < 2 {
            return Shape::default();
        }
        let rows = self.sheet.points.len() / columns;
        let mut squares = Vec::new();
        for j in (0..rows - 1).step_by(BLOCK) {
            for i in (0..columns - 1).step_by(BLOCK) {
                self.split((i, j, BLOCK), rows, &mut squares);
            }
        }
        let mut corners = vec![false; self.sheet.points.len()];
        for &(i, j, side) in &squares {
            for (i, j) in [(i, j), (i + side, j), (i, j + side), (i + side, j + side)] {
                corners[j * columns + i] = true;
            }
        }
        let mut shape = Shape::default();
        let mut numbers = vec![u32::MAX; self.sheet.points.len()];
        for square in squares {
            self.lay(square, &corners, &mut numbers, &mut shape);
        }
        shape
    }

    fn at(&self, i: usize, j: usize) -> f32 {
        self.dark
            .get(j * self.sheet.columns + i)
            .copied()
            .unwrap_or(0.0)
    }

    /// Splits a square until each is even, and leaves out what is not dark.
    fn split(&self, (i, j, side): Square, rows: usize, squares: &mut Vec<Square>) {
        let columns = self.sheet.columns;
        let fits = i + side < columns && j + side < rows;
        if side > 1 && !(fits && self.is_even((i, j, side))) {
            let half = side / 2;
            for (i, j) in [(i, j), (i + half, j), (i, j + half), (i + half, j + half)] {
                self.split((i, j, half), rows, squares);
            }
            return;
        }
        if !fits {
            return;
        }
        let mut points = (j..=j + side).flat_map(|j| (i..=i + side).map(move |i| (i, j)));
        let is_whole = points
            .clone()
            .all(|(i, j)| self.sheet.points[j * columns + i].is_some());
        if is_whole && points.any(|(i, j)| self.at(i, j) > LEAST) {
            squares.push((i, j, side));
        }
    }

    /// Whether the corners tell how dark everything between them is.
    fn is_even(&self, (i, j, side): Square) -> bool {
        let columns = self.sheet.columns;
        let [a, b, c, d] = [(i, j), (i + side, j), (i, j + side), (i + side, j + side)]
            .map(|(i, j)| self.at(i, j));
        (0..=side).all(|y| {
            (0..=side).all(|x| {
                let (u, v) = (x as f32 / side as f32, y as f32 / side as f32);
                let told = (a * (1.0 - u) + b * u) * (1.0 - v) + (c * (1.0 - u) + d * u) * v;
                let is_there = self.sheet.points[(j + y) * columns + i + x].is_some();
                is_there && (self.at(i + x, j + y) - told).abs() < EVEN
            })
        })
    }

    /// Lays one square down, taking up every corner of finer ones on its edges, so that no crack
    /// opens between them.
    fn lay(&self, (i, j, side): Square, corners: &[bool], numbers: &mut [u32], shape: &mut Shape) {
        let columns = self.sheet.columns;
        let edge = (0..side)
            .map(|k| (i + k, j))
            .chain((0..side).map(|k| (i + side, j + k)))
            .chain((0..side).map(|k| (i + side - k, j + side)))
            .chain((0..side).map(|k| (i, j + side - k)));
        let ring: Vec<usize> = edge
            .map(|(i, j)| j * columns + i)
            .filter(|cell| corners[*cell])
            .collect();
        let mut point = |cell: usize| {
            if numbers[cell] == u32::MAX
                && let Some((at, _)) = self.sheet.points[cell]
            {
                numbers[cell] = shape.point(at, Vec3::Y, colour(Mood::DAY, self.dark[cell]));
            }
            numbers[cell]
        };
        if ring.len() == 4 {
            let [a, b, c, d] = [ring[0], ring[1], ring[2], ring[3]];
            let numbered = [a, b, c, d].map(&mut point);
            let [p, q, r, s] = numbered;
            // Cut along the diagonal that keeps the edge of the shadow smooth.
            if self.dark[a] + self.dark[c] > self.dark[b] + self.dark[d] {
                shape.indices.extend([p, r, q, p, s, r]);
            } else {
                shape.indices.extend([p, s, q, q, s, r]);
            }
            return;
        }
        let middle = point((j + side / 2) * columns + i + side / 2);
        let numbered: Vec<u32> = ring.into_iter().map(&mut point).collect();
        for (k, &from) in numbered.iter().enumerate() {
            let to = numbered[(k + 1) % numbered.len()];
            shape.indices.extend([middle, to, from]);
        }
    }
}
