//! Find: rings round what hides, and a tray to fill.

use bevy::math::Vec3;
use legeplads_feed as feed;

use super::spots::{self, Spot};
use super::{Laid, Present, under};
use crate::activities::find::Find;
use crate::screens::{Talk, pieces};
use crate::stage::way;
use crate::ui::Ui;

/// What is smaller than this against its own size is gone.
const SEEN: f32 = 0.4;

impl Laid for Find {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::Find, present: &Present) {
        let sign = pieces::sign(ui, true, present.ask, None);
        let count = data.things.len();
        spots::lay(ui, talk, count, |index| {
            let thing = data.things.get(index);
            let goes = thing.and_then(|thing| Some((thing, thing.goes.as_ref()?)));
            match goes {
                _ if !self.has(index) => Spot::Waits,
                None => Spot::Moved(Vec3::ZERO),
                Some((_, goes)) if goes.size < SEEN => Spot::Gone,
                Some((thing, goes)) => Spot::Moved(way(thing, goes)),
            }
        });
        under(ui, sign, count, self.count());
    }
}
