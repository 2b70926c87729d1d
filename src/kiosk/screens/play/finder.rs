//! Finder: pictures, strips of paper, and what was found beside the card that tells of it.

use bevy::math::{Rect, Vec2};
use legeplads_feed as feed;
use legeplads_feed::{But, Found, Slot};

use super::form::{Line, Ways, answers, room, way, ways};
use super::tiles::{self, Picture};
use super::{Laid, Present};
use crate::activities::finder::{Finder, Step};
use crate::activities::form::{BACK, ON, STOP};
use crate::journey::Action;
use crate::language::Args;
use crate::paper::{Glyph, Icon};
use crate::screens::pieces::FOOT_ROW;
use crate::screens::{Talk, pieces};
use crate::theme::space;
use crate::ui::{Piece, Ui};

/// Pictures beside each other on a wide screen, and on a high one.
const BESIDE: [usize; 2] = [4, 2];

/// The card that tells of an offer, with what is between it and the list; the column of languages
/// likewise; and what is kept free under the list for its buttons, in millimetres.
const CARD: f32 = 206.0;
const LANGUAGES: f32 = 80.0;
const BUTTONS: f32 = 46.0;
/// What the card and its code take of a high screen.
const CARD_PORTRAIT: f32 = 196.0;

impl Laid for Finder {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::Finder, present: &Present) {
        match self.step() {
            Step::Interest => {
                let sign = sign(ui, self, data, present.ask, None);
                let pictures = data.interests.iter().map(|one| Picture {
                    label: talk.text(&one.label),
                    drawing: &one.drawing,
                    chosen: false,
                });
                let room = room(ui, sign.rect().min.y);
                let columns = BESIDE[usize::from(ui.view().portrait())];
                tiles::grid(ui, talk, room, columns, &pictures.collect::<Vec<_>>());
            }
            Step::Age => {
                let ages = data.ages.iter().map(|age| talk.text(&age.label));
                lines(ui, talk, self, data, "finder-age", ages);
            }
            Step::Place => {
                let places = data.places.iter().map(|id| {
                    let place = talk.feed().place(id.as_str());
                    place.map_or("", |place| talk.text(&place.name))
                });
                lines(ui, talk, self, data, "finder-place", places);
            }
            Step::Day => {
                let days = (1..).zip(Slot::DAYS);
                let days = days.map(|(number, _)| {
                    talk.say_with("finder-weekday", &Args::new().count("weekday", number))
                });
                let days: Vec<String> = days.collect();
                let days = days.iter().map(String::as_str);
                lines(ui, talk, self, data, "finder-day", days);
            }
            Step::Found => return found(ui, talk, self, data),
        }
        let any = talk.say("finder-any");
        ways(
            ui,
            &Ways {
                back: self.step() != Step::Interest,
                on: Some((&any, Glyph::Arrow)),
                stop: None,
            },
        );
    }
}

/// What is asked, and how far one is.
fn sign(
    ui: &mut Ui,
    state: &Finder,
    data: &feed::Finder,
    title: &str,
    hint: Option<&str>,
) -> Piece {
    let sign = pieces::sign(ui, true, title, hint);
    let (behind, ahead) = state.way(data);
    way(ui, sign, behind, ahead)
}

fn lines<'t>(
    ui: &mut Ui,
    talk: &Talk,
    state: &Finder,
    data: &feed::Finder,
    title: &str,
    texts: impl Iterator<Item = &'t str>,
) {
    let bar = sign(ui, state, data, &talk.say(title), None);
    let lines = texts.map(|text| Line {
        text,
        chosen: false,
    });
    let room = room(ui, bar.rect().min.y);
    answers(ui, room, &lines.collect::<Vec<_>>(), false);
}

/// The offers of a page as strips, the one that the card tells of among them; another page, back by
/// one board, and from the beginning.
fn found(ui: &mut Ui, talk: &Talk, state: &Finder, data: &feed::Finder) {
    let feed = talk.feed();
    let found = data.find(&feed.offers, &state.wanted(), &talk.journey.language);
    let (title, but) = said(talk, &found);
    let sign = pieces::sign(ui, true, &title, but.as_deref());
    let mm = ui.mm();
    let half = ui.view().half();
    let top = sign.rect().min.y - 8.0 * mm;
    let room = match ui.view().portrait() {
        true => Rect::new(
            -half.x + space::EDGE * mm,
            -half.y + (FOOT_ROW + CARD_PORTRAIT + BUTTONS) * mm,
            half.x - space::EDGE * mm,
            top,
        ),
        false => Rect::new(
            -half.x + (space::EDGE + CARD) * mm,
            -half.y + (space::EDGE + BUTTONS) * mm,
            half.x - (space::EDGE + LANGUAGES) * mm,
            top,
        ),
    };
    let first = page(state, &found) * Finder::PAGE;
    let shown = found.offers.iter().enumerate();
    let shown = shown.skip(first).take(Finder::PAGE);
    let lines = shown.map(|(nth, offer)| Line {
        text: talk.text(&offer.title),
        chosen: nth == told(state, &found),
    });
    answers(ui, room, &lines.collect::<Vec<_>>(), false);

    let mut left = Vec2::new(room.min.x, room.min.y - BUTTONS / 2.0 * mm);
    let radius = 15.5 * mm;
    pieces::disc(ui, left + Vec2::X * radius, Icon::Back, Action::Play(BACK));
    left.x += (31.0 + 10.0) * mm;
    let again = talk.say("finder-again");
    let again = pieces::button_at_left(ui, left, &again, None, Action::Play(STOP));
    left.x += again.size.x + 10.0 * mm;
    if first + Finder::PAGE < found.offers.len() {
        let more = talk.say("finder-more");
        let more = (more.as_str(), Some(Glyph::Arrow));
        pieces::button_at_left(ui, left, more.0, more.1, Action::Play(ON));
    }
}

/// The page that is shown: one that is gone is the last.
fn page(state: &Finder, found: &Found) -> usize {
    let last = found.offers.len().saturating_sub(1) / Finder::PAGE;
    state.page().min(last)
}

/// The offer that is told of: one that is gone is the first of its page.
pub fn told(state: &Finder, found: &Found) -> usize {
    match state.told_of() {
        told if told < found.offers.len() => told,
        _ => page(state, found) * Finder::PAGE,
    }
}

/// How much was found, and what had to be passed over for it.
fn said(talk: &Talk, found: &Found) -> (String, Option<String>) {
    let count = i64::try_from(found.offers.len()).unwrap_or(i64::MAX);
    let title = match found.but {
        But::Nothing => talk.say_with("finder-found", &Args::new().count("count", count)),
        _ => talk.say("finder-nothing"),
    };
    let but = match found.but {
        But::Nothing => None,
        _ if found.offers.is_empty() => None,
        But::Day => Some("finder-but-day"),
        But::Place => Some("finder-but-place"),
        But::Age => Some("finder-but-age"),
        But::Several => Some("finder-but-several"),
        But::Everything => Some("finder-but-everything"),
    };
    (title, but.map(|but| talk.say(but)))
}
