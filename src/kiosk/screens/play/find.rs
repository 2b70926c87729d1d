//! Find: rings round what hides, and a tray to fill.

use legeplads_feed as feed;

use super::{Laid, Present, spots, under};
use crate::activities::find::Find;
use crate::screens::{Talk, pieces};
use crate::ui::Ui;

impl Laid for Find {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::Find, present: &Present) {
        let sign = pieces::sign(ui, true, present.ask, None);
        let count = data.things.len();
        spots::lay(ui, talk, count, |index| !self.has(index));
        under(ui, sign, count, self.count());
    }
}
