//! Needs: pictures of what may be missing, the week's board with its pegs, for whom and where.

use bevy::math::{Rect, Vec2};
use legeplads_feed as feed;
use legeplads_feed::{DayPart, Need, Slot};

use super::form::{Line, Ways, answers, room, ways};
use super::tiles::{self, GAP, Picture};
use super::{Laid, Present};
use crate::activities::needs::{Needs, Step};
use crate::journey::Action;
use crate::language::Args;
use crate::paper::week::hole;
use crate::paper::{Glyph, Week};
use crate::screens::{Talk, pieces};
use crate::theme::Type;
use crate::ui::{Piece, Reach, Ui};

/// Pictures beside each other on a wide screen, and on a high one.
const BESIDE: [usize; 2] = [4, 2];

/// The picture beside the board, and what is between them, likewise.
const PICTURE: Vec2 = Vec2::new(104.0, 104.0);
/// How large hollows are at most, and the rooms for the names of parts and of days.
const PITCH: Vec2 = Vec2::new(62.0, 46.0);
const PITCH_PORTRAIT: Vec2 = Vec2::new(78.0, 48.0);
const PARTS: f32 = 58.0;
const DAYS: f32 = 32.0;
const HEAD: f32 = 18.0;

impl Laid for Needs {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::Needs, present: &Present) {
        if present.is_done {
            let counts = talk.say("form-counts");
            let counts = (self.count() > 0).then_some(counts.as_str());
            pieces::sign(ui, true, present.ask, counts);
            return;
        }
        match self.step() {
            Step::Pick => pick(ui, talk, self, data, present),
            Step::When(need) => {
                if let Some(need) = known(data, need) {
                    let sign = sign(ui, talk, "needs-when", "needs-when-hint", need);
                    board(ui, talk, self, need, sign);
                }
            }
            Step::Ages(need) => {
                if let Some(need) = known(data, need) {
                    let sign = sign(ui, talk, "needs-ages", "needs-ages-hint", need);
                    let lines = data.ages.iter().map(|age| Line {
                        text: talk.text(&age.label),
                        chosen: self.has_age(&need.id, &age.id),
                    });
                    let room = room(ui, sign.rect().min.y);
                    answers(ui, room, &lines.collect::<Vec<_>>(), true);
                }
            }
            Step::Place(need) => {
                if let Some(need) = known(data, need) {
                    let sign = sign(ui, talk, "needs-place", "needs-place-hint", need);
                    let lines = data.places.iter().map(|id| Line {
                        text: talk
                            .feed()
                            .place(id.as_str())
                            .map_or("", |place| talk.text(&place.name)),
                        chosen: self.place(&need.id) == Some(id),
                    });
                    let room = room(ui, sign.rect().min.y);
                    answers(ui, room, &lines.collect::<Vec<_>>(), false);
                }
            }
        }
        let is_pick = *self.step() == Step::Pick;
        let on = match (is_pick, self.is_answered()) {
            (true, _) => talk.say("needs-done"),
            (false, true) => talk.say("next"),
            (false, false) => talk.say("form-skip"),
        };
        let glyph = if is_pick { Glyph::Check } else { Glyph::Arrow };
        let leads_on = !is_pick || self.is_answered();
        ways(
            ui,
            &Ways {
                back: !is_pick,
                on: leads_on.then_some((on.as_str(), glyph)),
                stop: None,
            },
        );
    }
}

fn known<'a>(data: &'a feed::Needs, id: &str) -> Option<&'a Need> {
    data.needs.iter().find(|need| need.id == id)
}

/// What is asked about a need.
fn sign(ui: &mut Ui, talk: &Talk, title: &str, hint: &str, need: &Need) -> Piece {
    let what = Args::new().text("what", talk.text(&need.label));
    let hint = talk.say_with(hint, &what);
    pieces::sign(ui, true, &talk.say(title), Some(&hint))
}

/// All that may be missing, as pictures.
fn pick(ui: &mut Ui, talk: &Talk, state: &Needs, data: &feed::Needs, present: &Present) {
    let more = talk.say("needs-more");
    let more = (state.count() > 0).then_some(more.as_str());
    let sign = pieces::sign(ui, true, present.ask, more);
    let room = room(ui, sign.rect().min.y);
    let columns = BESIDE[usize::from(ui.view().portrait())];
    let pictures = data.needs.iter().map(|need| picture(talk, state, need));
    tiles::grid(ui, talk, room, columns, &pictures.collect::<Vec<_>>());
}

/// A need's picture with its name.
fn picture<'a>(talk: &'a Talk, state: &Needs, need: &'a Need) -> Picture<'a> {
    Picture {
        label: talk.text(&need.label),
        drawing: &need.drawing,
        chosen: state.has(&need.id),
    }
}

/// The week's board, days beside each other on a wide screen and below each other on a high one; the
/// need's picture beside it.
fn board(ui: &mut Ui, talk: &Talk, state: &Needs, need: &Need, sign: Piece) {
    let mm = ui.mm();
    let room = room(ui, sign.rect().min.y);
    let portrait = ui.view().portrait();
    let (days, parts) = (Slot::DAYS.len(), Slot::PARTS.len());
    let (count, left, beside) = match portrait {
        true => ([parts, days], DAYS, Vec2::ZERO),
        false => ([days, parts], PARTS, Vec2::X * (PICTURE.x + GAP) * mm),
    };
    let pitch = Week::pitch((room.size() - beside) / mm, count, left, HEAD);
    let most = if portrait { PITCH_PORTRAIT } else { PITCH };
    let week = Week {
        count,
        pitch: pitch.min(most),
        left,
        head: HEAD,
    };
    let size = week.size() * mm;
    let middle = room.center() + beside / 2.0;
    if !portrait {
        let at = Vec2::new(
            middle.x - size.x / 2.0 - (GAP + PICTURE.x / 2.0) * mm,
            middle.y,
        );
        let picture = Picture {
            chosen: false,
            ..picture(talk, state, need)
        };
        tiles::tile(ui, talk, at, PICTURE * mm, &picture, 9);
    }
    let palette = ui.palette();
    let (sheet, areas) = week.draw(&palette, mm);
    let piece = ui.piece(&sheet, middle, areas.hit.size(), 0.0);
    let (across, down) = match portrait {
        true => (&areas.sides, &areas.heads),
        false => (&areas.heads, &areas.sides),
    };
    for (number, room) in (1..).zip(across) {
        let name = talk.say_with("week-day", &Args::new().count("weekday", number));
        label(ui, piece, &name, *room);
    }
    for (part, room) in Slot::PARTS.into_iter().zip(down) {
        let name = talk.say_with("week-part", &Args::new().text("part", part_key(part)));
        label(ui, piece, &name, *room);
    }
    for (made, slot) in Slot::all().enumerate() {
        // Rows of the board are days where it is high.
        let cell = match portrait {
            true => (made % days) * parts + made / days,
            false => made,
        };
        let Some(cell) = areas.cells.get(cell) else {
            continue;
        };
        let peg = state.has_slot(&need.id, slot);
        let peg = peg.then(|| ui.rgb(peg_colour(slot.part)));
        let sheet = hole(cell.size() / mm, peg, &palette, mm);
        let at = middle + cell.center();
        let piece = ui.piece(&sheet, at, cell.size(), 0.0);
        let reach = Reach::Slab(cell.half_size());
        ui.target(piece, Action::Play(made), reach, 1);
    }
}

fn label(ui: &mut Ui, piece: Piece, name: &str, room: Rect) {
    let setting = ui.set(Type::Label, name, room.width());
    ui.centred(piece, &setting, room.center(), "ink");
}

/// A part of a day, as its name asks for it.
fn part_key(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "morning",
        DayPart::Day => "day",
        DayPart::Evening => "evening",
        DayPart::Night => "night",
    }
}

/// The colour of the pegs in a row, by name: as the light is then.
fn peg_colour(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "yellow",
        DayPart::Day => "green",
        DayPart::Evening => "red",
        DayPart::Night => "blue",
    }
}
