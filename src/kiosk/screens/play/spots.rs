//! Things in the scene to touch, with a dotted ring while they wait.

use bevy::math::{Vec2, Vec3};

use crate::activities::Move;
use crate::journey::Action;
use crate::paper::Ring;
use crate::screens::Talk;
use crate::theme::space;
use crate::ui::{Reach, Ui};

/// What has become of a thing.
pub enum Spot {
    /// It waits for a finger.
    Waits,
    /// It was touched, and is this far from where it was.
    Moved(Vec3),
    /// It is not to be seen any more.
    Gone,
}

/// Lays the rings. Neighbours keep apart.
pub fn lay(ui: &mut Ui, talk: &Talk, count: usize, spot_of: impl Fn(Move) -> Spot) {
    if !talk.stands() {
        return;
    }
    let view = ui.view();
    let mm = ui.mm();
    let scale = talk.stage.shot().scale(&view);
    let things = talk.stage.things().iter().take(count).enumerate();
    let places: Vec<(Move, bool, Vec2, f32)> = things
        .filter_map(|(index, thing)| {
            let (waits, by) = match spot_of(index) {
                Spot::Waits => (true, Vec3::ZERO),
                Spot::Moved(by) => (false, by),
                Spot::Gone => return None,
            };
            let middle = talk.stage.point(thing.at + by, &view);
            Some((index, waits, middle, thing.reach * scale))
        })
        .collect();
    for (index, waits, middle, reach) in &places {
        let others = places.iter().filter(|(other, ..)| other != index);
        let others = others.map(|(_, _, other, _)| *other);
        let radius = apart(*middle, reach.min(24.0 * mm), others, mm);
        spot(ui, *index, *middle, radius, *waits);
    }
}

/// A touch reaches as far as the thing does, but not into its neighbours.
pub fn apart(at: Vec2, reach: f32, others: impl Iterator<Item = Vec2>, mm: f32) -> f32 {
    let nearest = others
        .map(|other| other.distance(at))
        .fold(f32::INFINITY, f32::min);
    reach
        .min((nearest - space::APART * mm) / 2.0)
        .max(space::CHILD_TOUCH / 2.0 * mm)
}

/// One of them. What was found still giggles; what was built has gone from here.
fn spot(ui: &mut Ui, index: Move, middle: Vec2, radius: f32, waits: bool) {
    let mm = ui.mm();
    if waits {
        let sheet = Ring {
            radius: radius / mm,
            phase: 0.0,
            lies: 1.0,
        }
        .draw(mm);
        ui.piece(&sheet, middle, Vec2::splat(2.0 * radius), 0.0);
    }
    ui.spot(Action::Play(index), middle, Reach::Disc(radius));
}
