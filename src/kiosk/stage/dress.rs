//! What stands on the island on flag days besides.

use legeplads_feed::Toy;
use legeplads_town::island;
use legeplads_town::light::Mood;
use legeplads_town::paint::Paint;

use super::build::NIGHT;
use super::set::{Set, mix};

/// Puts these toys up. `dusk` is the share of the light that is dusk's.
pub fn dress(set: &mut Set, toys: &[Toy], paint: &Paint, dusk: f32) {
    if toys.is_empty() {
        return;
    }
    let stood = |mood| island::besides(toys, &set.shapes.terrain, paint, mood);
    let (mut bodies, mut parts) = stood(Mood::DAY);
    if dusk > 0.0 {
        let (night_bodies, night_parts) = stood(NIGHT);
        for (one, night) in bodies.iter_mut().zip(&night_bodies) {
            mix(&mut one.body, &night.body, dusk);
        }
        for (one, night) in parts.iter_mut().zip(&night_parts) {
            mix(&mut one.part.shape, &night.part.shape, dusk);
            mix(&mut one.part.shade, &night.part.shade, dusk);
        }
    }
    let first = set.shapes.toys.len();
    for placed in &mut parts {
        placed.toy += first;
    }
    set.shapes.toys.append(&mut bodies);
    set.shapes.moving.append(&mut parts);
}
