//! Build: rings round what waits, and a tray to fill.

use bevy::math::Vec3;
use legeplads_feed as feed;

use super::spots::{self, Spot};
use super::{Laid, Present, under};
use crate::activities::build::Build;
use crate::screens::{Talk, pieces};
use crate::ui::Ui;

impl Laid for Build {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::Build, present: &Present) {
        // Not in the middle: there the tower grows to the upper edge.
        let sign = pieces::sign(ui, false, present.ask, None);
        let count = data.pieces.len();
        spots::lay(ui, talk, count, |index| {
            match self.placed().contains(&index) {
                true => Spot::Moved(Vec3::ZERO),
                false => Spot::Waits,
            }
        });
        if !present.is_done {
            under(ui, sign, count, self.placed().len());
        }
    }
}
