//! The end of the tour: the tune, the tower, and once more.

use bevy::math::Vec2;

use super::Talk;
use super::board;
use super::card::{CardWords, card};
use super::further;
use super::pieces;
use crate::journey::Action;
use crate::language::Args;
use crate::paper::Glyph;
use crate::theme::space;
use crate::ui::{Reach, Ui};

/// Lays the sign, the card and the xylophone's bars.
pub fn lay(ui: &mut Ui, talk: &Talk) {
    let feed = talk.feed();
    let finish = &feed.finish;
    pieces::sign(ui, true, talk.text(&finish.title), None);
    if talk.stands() {
        bars(ui, talk);
    }
    let found = i64::try_from(talk.journey.found.len()).unwrap_or(i64::MAX);
    let caption = talk.say_with("finish-found", &Args::new().count("count", found));
    let floors = i64::from(talk.journey.floors);
    let title = if floors > 0 {
        talk.say_with("finish-floors", &Args::new().count("count", floors))
    } else {
        talk.text(&finish.title).to_owned()
    };
    let body = format!("{caption} {}", talk.text(&finish.body));
    let laid = card(
        ui,
        &CardWords {
            title: &title,
            body: &body,
            picture: None,
            small: None,
            button: Some((
                talk.text(&finish.button).to_owned(),
                Glyph::Again,
                Action::Again,
            )),
        },
    );
    board::button::lay(ui, talk);
    further::lay_keepsake(ui, talk, laid.rect());
}

/// Every bar may be struck; each is at least as wide as a finger.
fn bars(ui: &mut Ui, talk: &Talk) {
    let view = ui.view();
    let mm = ui.mm();
    for bar in talk.stage.bars() {
        let from = talk.stage.point(bar.near, &view);
        let to = talk.stage.point(bar.far, &view);
        let half = Vec2::new(
            (bar.width * talk.stage.shot().scale(&view)).max(space::TOUCH * mm) / 2.0,
            ((to.y - from.y).abs().max(space::TOUCH * mm)) / 2.0,
        );
        ui.spot(
            Action::Strike(bar.note),
            (from + to) / 2.0,
            Reach::Slab(half),
        );
    }
}
