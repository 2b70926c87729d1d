//! The notice board: what is on today and soon, what lies open, how far the place's goals are, and
//! whose screen this is.

mod about;
pub mod button;
mod drawn;
mod fill;
mod flow;
mod gauge;
mod goals;
mod hang;
mod line;
mod note;
pub mod today;
pub mod when;

use bevy::math::{Rect, Vec2};
use jiff::Zoned;

use self::drawn::Drawn;
use self::hang::Room;
use self::note::{Draft, pin};
use super::Talk;
use super::pieces;
use crate::journey::Action;
use crate::language::Args;
use crate::notices::{Notice, notices};
use crate::paper::{Board, Icon};
use crate::theme::{Type, space};
use crate::ui::{Piece, Ui};

/// Height of the part with the heading, from the planks' edge to the notes, and between notes, in
/// millimetres.
const HEAD: f32 = 28.0;
const MARGIN: f32 = 8.0;
const GAP: f32 = 8.0;
const GAP_SLIPS: f32 = 5.0;

/// Height of the row of page buttons above the screen's lower edge, in millimetres.
const PAGES: f32 = 40.0;
const PAGES_PORTRAIT: f32 = 62.0;

/// Lays a page of the board; the last one if there are fewer.
pub fn lay(ui: &mut Ui, talk: &Talk, page: usize) {
    let mm = ui.mm();
    let (board, inside) = stand(ui);
    let room = Room {
        size: inside.size(),
        columns: if ui.view().portrait() { 2 } else { 3 },
        gap: GAP * mm,
    };
    let now = talk.now();
    let hangs = notices(talk.feed(), talk.release.site(), &now);
    let drafts = match hangs.is_empty() {
        true => vec![empty(talk)],
        false => hangs
            .iter()
            .map(|notice| draft(talk, ui, notice, &now))
            .collect(),
    };
    let goals = goals::drafts(talk, talk.feed(), now.date());
    let about = about::drafts(ui, talk, room.column(), room.size.y);
    // A few are as wide as a high board.
    let wide = match goals.len() {
        ..=3 if ui.view().portrait() => Room { columns: 1, ..room },
        _ => room,
    };
    let slips = Room {
        gap: GAP_SLIPS * mm,
        ..room
    };
    let parts = [
        ("board", hang::notices(ui, talk, &drafts, &room)),
        ("goals", hang::notices(ui, talk, &goals, &wide)),
        ("about-sources", hang::catalogue(ui, talk, &about, &slips)),
    ];
    let pages: Vec<_> = (parts.iter())
        .flat_map(|(head, pages)| pages.iter().map(|page| (*head, page)))
        .collect();
    let page = page.min(pages.len().saturating_sub(1));
    let (head, hung) = pages.get(page).copied().unzip();
    let head = talk.say(head.unwrap_or("board"));
    let title = ui.set(Type::Heading, &head, board.head.width());
    ui.centred(board.piece, &title, board.head.center(), "ink");
    for hung in hung.into_iter().flatten() {
        let middle = hung.corner + hung.note.size / 2.0;
        let at = Vec2::new(inside.min.x + middle.x, inside.max.y - middle.y);
        pin(ui, &hung.note, at, hung.number);
    }
    turn(ui, talk, page, pages.len(), inside.center().x);
}

/// The board, and the part for its heading, in pixels from its middle.
struct Empty {
    piece: Piece,
    head: Rect,
}

/// Puts up the empty board; says where notes may hang.
fn stand(ui: &mut Ui) -> (Empty, Rect) {
    let view = ui.view();
    let mm = ui.mm();
    let half = view.half() / mm;
    let (left, right, bottom, posts) = if view.portrait() {
        let aside = half.x - 22.0;
        (-aside, aside, -half.y + 130.0, Vec2::new(71.0, 50.0))
    } else {
        let right = half.x - space::EDGE - 70.0 - 20.0;
        let left = -half.x + 26.0;
        let aside = 0.4 * (right - left);
        (left, right, -half.y + 68.0, Vec2::new(aside, 40.0))
    };
    let top = half.y - 10.0 - Board::ROOF;
    let size = Vec2::new(right - left, top - bottom);
    let at = Vec2::new(left + right, top + bottom) / 2.0 * mm;
    let board = Board {
        size,
        head: HEAD,
        posts,
    };
    let (sheet, areas) = board.draw(&ui.palette(), mm);
    let piece = ui.piece(&sheet, at, areas.frame.size(), 0.0);
    let inside = areas.inside.inflate(-MARGIN * mm);
    let head = areas.head;
    let inside = Rect::from_center_size(inside.center() + at, inside.size());
    (Empty { piece, head }, inside)
}

/// What stands on a notice.
fn draft<'a>(talk: &'a Talk, ui: &Ui, notice: &Notice<'a>, now: &Zoned) -> Draft<'a> {
    let feed = talk.feed();
    let stop = notice.place.and_then(|place| place.stop.as_ref());
    let bead = stop
        .and_then(|stop| feed.stop(stop))
        .map(|stop| ui.rgb(&stop.colour));
    Draft {
        title: Some(talk.text(notice.title).to_owned()),
        strip: notice.when.map(|when| {
            let words = when::words(talk, when, now);
            (words, when.is_today(now.date()))
        }),
        place: notice
            .place
            .map(|place| (talk.text(&place.name).to_owned(), bead)),
        paragraphs: vec![talk.text(notice.body).to_owned()],
        drawn: notice.drawing.map(Drawn::Picture).or_else(|| {
            let stop = stop.and_then(|stop| feed.stop(stop))?;
            Drawn::of_stop(feed, stop)
        }),
        link: notice.link.cloned(),
        action: notice
            .place
            .filter(|place| place.stop.is_some())
            .map(|place| Action::Place(place.id.clone())),
        campaigns: notice.campaigns.clone(),
        ..Draft::default()
    }
}

/// The board is never bare.
fn empty(talk: &Talk) -> Draft<'static> {
    Draft {
        title: Some(talk.say("board-empty")),
        paragraphs: vec![talk.say("board-empty-body")],
        ..Draft::default()
    }
}

/// The way to the other pages, under the board.
fn turn(ui: &mut Ui, talk: &Talk, page: usize, pages: usize, middle: f32) {
    if pages < 2 {
        return;
    }
    let view = ui.view();
    let mm = ui.mm();
    let height = if view.portrait() {
        PAGES_PORTRAIT
    } else {
        PAGES
    };
    let at = Vec2::new(middle, -view.half().y + height * mm);
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let args = Args::new()
        .count("at", count(page + 1))
        .count("all", count(pages));
    let label = pieces::tent(ui, at, &talk.say_with("board-page", &args), None, None);
    let aside = Vec2::X * (label.size.x / 2.0 + 24.0 * mm);
    if page > 0 {
        pieces::disc(ui, at - aside, Icon::Back, Action::Board(page - 1));
    }
    if page + 1 < pages {
        pieces::disc(ui, at + aside, Icon::Arrow, Action::Board(page + 1));
    }
}
