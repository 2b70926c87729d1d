//! Gift: pictures of what may be given, with what each is on the sign; or a parcel, and what was in it.

use bevy::math::{Rect, Vec2};
use legeplads_feed as feed;
use legeplads_feed::{GiftOption, Given};

use super::form::{Ways, room, ways};
use super::ticket::Ticket;
use super::tiles::{self, GAP, Picture};
use super::{Laid, Present};
use crate::activities::gift::{Gift, UNWRAP};
use crate::journey::Action;
use crate::language::Args;
use crate::paper::{Glyph, Parcel, Slip, gift};
use crate::screens::{Talk, pieces};
use crate::theme::Type;
use crate::ui::{Reach, Ui};

/// The parcel, how wide its bow is, and what was in it, in millimetres.
const PARCEL: Vec2 = Vec2::new(150.0, 120.0);
const BOW: f32 = 84.0;
const PICTURE: Vec2 = Vec2::new(170.0, 140.0);
/// How wide the note beside it is at most, and from its edges to its words.
const NOTE: f32 = 260.0;
const MARGIN: f32 = 10.0;

impl Laid for Gift {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::Gift, present: &Present) {
        if present.is_done {
            pieces::sign(ui, true, present.ask, None);
            return;
        }
        match data
            .given(talk.journey.today())
            .filter(|_| self.is_decided())
        {
            Some((option, given)) => unwrap(ui, talk, self, option, given),
            None => options(ui, talk, self, data, present),
        }
        let on = talk.say("needs-done");
        ways(
            ui,
            &Ways {
                back: false,
                on: self.leads_on().then_some((&on, Glyph::Check)),
                stop: None,
            },
        );
    }
}

/// What may be given.
fn options(ui: &mut Ui, talk: &Talk, state: &Gift, data: &feed::Gift, present: &Present) {
    let mut options = data.options.iter();
    let shown = options.find(|option| state.shown() == Some(&option.id));
    let (title, says) = match shown {
        Some(option) => (talk.text(&option.label), talk.text(&option.text).to_owned()),
        None => (present.ask, talk.say("gift-look")),
    };
    let sign = pieces::sign(ui, true, title, Some(&says));
    let room = room(ui, sign.rect().min.y);
    let columns = match ui.view().portrait() {
        true => 2,
        false => data.options.len(),
    };
    let pictures = data.options.iter().map(|option| Picture {
        label: talk.text(&option.label),
        drawing: &option.drawing,
        chosen: state.has_seen(&option.id),
    });
    tiles::grid(ui, talk, room, columns, &pictures.collect::<Vec<_>>());
}

/// What is given: wrapped up, or with where it is fetched.
fn unwrap(ui: &mut Ui, talk: &Talk, state: &Gift, option: &GiftOption, given: &Given) {
    let mm = ui.mm();
    if !state.is_unwrapped() {
        let hint = talk.say("gift-open");
        let sign = pieces::sign(ui, true, &talk.say("gift-decided"), Some(&hint));
        let at = room(ui, sign.rect().min.y).center();
        let sheet = Parcel { size: PARCEL }.draw(&ui.palette(), mm);
        let piece = ui.piece(&sheet, at, PARCEL * mm, -0.02);
        let bow = gift::bow(BOW, &ui.palette(), mm);
        let size = Vec2::new(1.0, 0.5) * BOW * mm;
        ui.on(piece, &bow, Vec2::Y * PARCEL.y / 2.0 * mm, size);
        let reach = Reach::Slab(PARCEL * mm / 2.0);
        ui.target(piece, Action::Play(UNWRAP), reach, 1);
        return;
    }
    let label = talk.text(&option.label);
    let sign = pieces::sign(ui, true, label, Some(talk.text(&option.text)));
    let room = room(ui, sign.rect().min.y);
    let mut says = talk.text(&given.text).to_owned();
    if let Some(until) = given.until {
        let until = Args::new().date("date", until);
        says = format!("{says} {}", talk.say_with("gift-until", &until));
    }
    let gap = 2.0 * GAP * mm;
    let portrait = ui.view().portrait();
    let picture = PICTURE * mm;
    let left = if portrait { 0.0 } else { picture.x + gap };
    let width = (room.width() - left).min(NOTE * mm);
    let words = ui.set(Type::Reading, &says, width - 2.0 * MARGIN * mm);
    let ticket = talk.claims.shown();
    let ticket = ticket.and_then(|claim| Ticket::new(ui, talk, claim, width));
    let note = Vec2::new(
        words.size.x + 2.0 * MARGIN * mm,
        words.size.y + (Slip::TOP + MARGIN) * mm,
    );
    let beside = ticket
        .as_ref()
        .map_or(Vec2::ZERO, |ticket| ticket.size + Vec2::Y * gap);
    let notes = Vec2::new(note.x.max(beside.x), note.y + beside.y);
    // Beside each other, or the notes below.
    let (picture_at, top) = match portrait {
        true => {
            let whole = picture.y + gap + notes.y;
            let top = room.center().y + whole / 2.0;
            let middle = room.center().x;
            (
                Vec2::new(middle, top - picture.y / 2.0),
                Vec2::new(middle, top - picture.y - gap),
            )
        }
        false => {
            let whole = picture.x + gap + notes.x;
            let left = room.center().x - whole / 2.0;
            (
                Vec2::new(left + picture.x / 2.0, room.center().y),
                Vec2::new(
                    left + picture.x + gap + notes.x / 2.0,
                    room.center().y + notes.y / 2.0,
                ),
            )
        }
    };
    let note_at = top - Vec2::Y * note.y / 2.0;
    if let Some(ticket) = ticket {
        ticket.lay(ui, top - Vec2::Y * (notes.y - ticket.size.y / 2.0));
    }
    let drawn = Picture {
        label,
        drawing: &option.drawing,
        chosen: true,
    };
    tiles::tile(ui, talk, picture_at, picture, &drawn, 5);
    let slip = Slip {
        size: note / mm,
        pin: ui.rgb("red"),
        seed: 91,
    };
    let (sheet, paper) = slip.draw(&ui.palette(), mm);
    let piece = ui.piece(&sheet, note_at, paper.size(), 0.0);
    let top = paper.max.y - Slip::TOP * mm;
    let lines = Rect::from_corners(
        Vec2::new(paper.min.x, top - words.size.y),
        Vec2::new(paper.max.x, top),
    );
    ui.centred(piece, &words, lines.center(), "ink");
}
