//! Ideas: a rail that fills with pictures, the row that is next under it, and then the wall.

use bevy::math::Vec2;
use legeplads_feed as feed;
use legeplads_feed::{Idea, PictureWord};

use super::form::{Ways, room, ways};
use super::rail::{self, Hangs, On};
use super::tiles::{self, GAP, Picture};
use super::{Laid, Present, wall};
use crate::activities::ideas::{Ideas, Step};
use crate::language::Args;
use crate::paper::Glyph;
use crate::screens::{Talk, pieces};
use crate::theme::Type;
use crate::ui::Ui;

/// A hollow of the rail while pictures are picked, and once all are, at most, in millimetres; then
/// the same on a high screen. Above two rows of pictures it is lower.
const PICKS: [Vec2; 2] = [Vec2::new(112.0, 58.0), Vec2::new(112.0, 62.0)];
const LOW: f32 = 42.0;
const READY: [Vec2; 2] = [Vec2::new(130.0, 112.0), Vec2::new(130.0, 104.0)];
/// More than so many pictures stand in two rows on a wide screen.
const ROW: usize = 5;

/// What is asked of each row.
const ASKS: [&str; Idea::ROWS] = ["ideas-who", "ideas-does", "ideas-what", "ideas-where"];

impl Laid for Ideas {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::Ideas, present: &Present) {
        if present.is_done {
            let counts = talk.say("ideas-counts");
            let has_sent = !self.sent().is_empty() && talk.cooling.counted(&present.activity.id);
            let counts = has_sent.then_some(counts.as_str());
            pieces::sign(ui, true, present.ask, counts);
            return;
        }
        match self.step() {
            Step::Pick(row) => pick(ui, talk, self, data, present, *row),
            Step::Ready => ready(ui, talk, self, data),
            // A clock that is set back takes a road away.
            Step::Road(idea) if data.project(idea, talk.journey.today()).is_some() => {
                wall::road(ui, talk, data, idea);
            }
            Step::Wall | Step::Road(_) => wall::lay(ui, talk, self, data, present),
        }
    }
}

/// A row to pick from, and what was picked before on the rail.
fn pick(
    ui: &mut Ui,
    talk: &Talk,
    state: &Ideas,
    data: &feed::Ideas,
    present: &Present,
    row: usize,
) {
    let mm = ui.mm();
    let mut hint = present.ask.to_owned();
    if row == 0 {
        let who = Args::new().text("who", talk.text(&data.asked_by));
        hint = format!("{hint} {}", talk.say_with("asked-by", &who));
    }
    let ask = ASKS.get(row).map_or_else(String::new, |key| talk.say(key));
    let sign = pieces::sign(ui, true, &ask, Some(&hint));
    let mut room = room(ui, sign.rect().min.y);
    let portrait = ui.view().portrait();
    let words = data.rows().get(row).copied().unwrap_or_default();
    let columns = match (portrait, words.len()) {
        (true, _) => 2,
        (false, count) if count > ROW => count.div_ceil(2),
        (false, count) => count,
    };
    let mut hollow = PICKS[usize::from(portrait)];
    if !portrait && columns < words.len() {
        hollow.y = LOW;
    }
    let rail = rail::lay(
        ui,
        talk,
        &On {
            words: picked(state, data),
            next: Some(row),
            hollow,
            kind: Type::Reading,
            room,
            at: Hangs::High,
            changes: true,
        },
    );
    room.max.y = rail.rect().min.y - GAP * mm;
    let pictures = words.iter().map(|word| Picture {
        label: talk.text(&word.label),
        drawing: &word.drawing,
        chosen: state.picked(row) == Some(&word.id),
    });
    tiles::grid(ui, talk, room, columns, &pictures.collect::<Vec<_>>());
    let (next, others) = (talk.say("next"), talk.say("ideas-others"));
    let is_picked = state.picked(row).is_some();
    ways(
        ui,
        &Ways {
            back: row > 0,
            on: is_picked.then_some((next.as_str(), Glyph::Arrow)),
            stop: Some(&others),
        },
    );
}

/// The whole idea, to look at and to send.
fn ready(ui: &mut Ui, talk: &Talk, state: &Ideas, data: &feed::Ideas) {
    let hint = talk.say("ideas-change");
    let sign = pieces::sign(ui, true, &talk.say("ideas-ready"), Some(&hint));
    let room = room(ui, sign.rect().min.y);
    let portrait = ui.view().portrait();
    rail::lay(
        ui,
        talk,
        &On {
            words: picked(state, data),
            next: None,
            hollow: READY[usize::from(portrait)],
            kind: if portrait { Type::Reading } else { Type::Label },
            room,
            at: Hangs::Amid,
            changes: true,
        },
    );
    let send = talk.say("ideas-send");
    ways(
        ui,
        &Ways {
            back: true,
            on: Some((&send, Glyph::Check)),
            stop: None,
        },
    );
}

/// What was picked of each row.
fn picked<'a>(state: &Ideas, data: &'a feed::Ideas) -> [Option<&'a PictureWord>; Idea::ROWS] {
    let rows = data.rows();
    std::array::from_fn(|row| {
        let id = state.picked(row)?;
        rows[row].iter().find(|word| word.id == id)
    })
}
