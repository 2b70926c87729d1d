//! Story: the card itself is the activity.

use legeplads_feed as feed;

use super::{Laid, Present};
use crate::activities::story::Story;
use crate::screens::{Talk, pieces};
use crate::ui::Ui;

impl Laid for Story {
    fn lay(&self, ui: &mut Ui, _: &Talk, _: &feed::Story, present: &Present) {
        pieces::sign(ui, true, present.ask, None);
    }
}
