//! What the light of a scene depends on, as bytes.

use super::{Baked, Colours, Unbaked, VERSION};
use crate::setting::Built;
use crate::shape::Shape;

/// Hands over everything that goes into a bake.
pub(super) fn of(scene: &mut Unbaked, mut take: impl FnMut(&[u8])) {
    take(&VERSION.to_le_bytes());
    take(&scene.pitch.to_le_bytes());
    for behind in &scene.behind {
        shape(behind, &mut take);
    }
    for bare in scene.bare.shapes_mut() {
        shape(bare, &mut take);
    }
    let bare = &scene.bare.shapes.bare;
    for lamp in &bare.lamps {
        floats(lamp.at.as_ref(), &mut take);
        floats(&[lamp.radius, lamp.strength], &mut take);
    }
    shape(&bare.glows, &mut take);
    for (at, shows) in bare.sheet.points.iter().flatten() {
        floats(at.as_ref(), &mut take);
        floats(&[*shows], &mut take);
    }
    take(&structure(&scene.bare));
}

fn shape(shape: &Shape, take: &mut impl FnMut(&[u8])) {
    for at in shape.positions.iter().chain(&shape.normals) {
        floats(at, take);
    }
    for colour in &shape.colours {
        floats(colour, take);
    }
    for index in &shape.indices {
        take(&index.to_le_bytes());
    }
    for coat in &shape.coats {
        floats(coat.base.as_ref(), take);
        floats(&[coat.ridge], take);
        take(&[coat.surface as u8, u8::from(coat.turning)]);
    }
}

fn floats(values: &[f32], take: &mut impl FnMut(&[u8])) {
    for value in values {
        take(&value.to_le_bytes());
    }
}

/// Toys, movements and whatever else is no mesh, as the file has them.
fn structure(bare: &Built) -> Vec<u8> {
    let mut scene = bare.clone();
    for shape in scene.shapes_mut() {
        *shape = Shape::default();
    }
    let colours = vec![Colours::default(); super::shapes(&scene)];
    Baked { scene, colours }.to_bytes()
}
