//! Wooden people who travel: each in one piece, with the soft shadow that goes along.

use glam::Vec3;
use legeplads_feed::ToyKind;

use super::light::Mood;
use super::paint::Paint;
use super::shade::disc;
use super::shape::Shape;
use super::toys::{Detail, Make, model};

/// How large they are beside the children who live on the island: they are there to be counted.
const SIZE: f32 = 1.45;
/// So many look different.
const FACES: usize = 10;

/// Somebody, about their foot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// Who it is.
    pub shape: Shape,
    /// The shadow, to be drawn blended on the ground.
    pub shade: Shape,
}

/// So many people.
pub fn crowd(count: usize, paint: &Paint, mood: Mood) -> Vec<Figure> {
    let faces: Vec<Figure> = (0..FACES.min(count))
        .map(|face| figure(face as u32 * 7 + 3, paint, mood))
        .collect();
    (0..count)
        .filter_map(|number| faces.get(number % FACES).cloned())
        .collect()
}

fn figure(seed: u32, paint: &Paint, mood: Mood) -> Figure {
    let make = Make {
        detail: Detail::Far,
        seed,
        ..Make::new(paint)
    };
    let child = model(ToyKind::Child, &make, 0.0, SIZE, mood);
    let mut shape = child.still;
    for part in &child.moving {
        shape.append(&part.shape, part.pivot);
    }
    let at = Vec3::new(0.12, 0.03, 0.1) * SIZE;
    let (wide, deep) = (0.3 * SIZE, 0.24 * SIZE);
    Figure {
        shape,
        shade: disc(at, wide, deep, 0.5, mood),
    }
}
