//! What is drawn under a note's words, where there is room.

use bevy::math::Vec2;
use legeplads_feed::{ActivityKind, DRAWING_WIDTH, Drawing, DrawingId, Feed, Stop};

use crate::paper::{Tint, drawing};
use crate::screens::card::{Seen, picture};
use crate::ui::{Piece, Ui};

/// The height that a mounted picture has at least with its border, and a row of things cut out, in
/// millimetres.
const PICTURE: f32 = 40.0;
const THINGS: f32 = 23.0;

/// Side of the square that a thing cut out is at most fitted into, and between two of them, in
/// millimetres.
const SIDE: f32 = 44.0;
const APART: f32 = 8.0;

/// How many things are cut out.
const MOST: usize = 3;

/// What is drawn on a note.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawn<'a> {
    /// A picture in a mount.
    Picture(&'a Drawing),
    /// Some things cut out, side by side.
    Things(Vec<&'a Drawing>),
}

impl<'a> Drawn<'a> {
    /// What shows a stop: what is drawn on its cards, or what can be picked there.
    pub fn of_stop(feed: &'a Feed, stop: &Stop) -> Option<Self> {
        let mut cards = stop.cards.iter().filter_map(|card| feed.card(card));
        if let Some(drawing) = cards.find_map(|card| feed.drawing(card)) {
            return Some(Self::Picture(drawing));
        }
        let ids: Vec<&DrawingId> = match &feed.activity(&stop.activity)?.kind {
            ActivityKind::Needs(needs) => needs.needs.iter().map(|need| &need.drawing).collect(),
            ActivityKind::Finder(finder) => {
                let interests = finder.interests.iter();
                interests.map(|interest| &interest.drawing).collect()
            }
            ActivityKind::Ideas(ideas) => ideas.what.iter().map(|what| &what.drawing).collect(),
            ActivityKind::Gift(gift) => gift.options.iter().map(|one| &one.drawing).collect(),
            _ => return None,
        };
        let drawn = ids.into_iter().filter_map(|id| feed.drawings.get(id));
        // What is broad stands well in a row.
        let things: Vec<&Drawing> = drawn
            .filter(|drawing| drawing.height <= 1.2 * DRAWING_WIDTH)
            .take(MOST)
            .collect();
        (!things.is_empty()).then_some(Self::Things(things))
    }

    /// The least and the largest height under words that are `width` wide, all in pixels.
    pub fn heights(&self, width: f32, mm: f32) -> (f32, f32) {
        match self {
            Self::Picture(drawing) => {
                let most = width * drawing.height / DRAWING_WIDTH;
                (PICTURE * mm, most.max(PICTURE * mm))
            }
            Self::Things(things) => {
                let most = cell(width, things.len(), mm).min(SIDE * mm);
                (THINGS * mm, most.max(THINGS * mm))
            }
        }
    }

    /// Lays it at the foot of a room of this size, whose lower middle is `foot` from the piece's
    /// middle, all in pixels; nothing where that is too low.
    pub fn lay(&self, ui: &mut Ui, piece: Piece, room: Vec2, foot: Vec2) {
        let mm = ui.mm();
        // A hair less than what it was measured for may be left.
        if room.y < self.heights(room.x, mm).0 - 0.5 {
            return;
        }
        match self {
            Self::Picture(drawing) => {
                let seen = Seen::Drawing(drawing);
                let plate = picture(ui, &seen, room / mm);
                let size = plate.whole(mm) * mm;
                plate.lay(ui, piece, foot + size * Vec2::new(-0.5, 1.0));
            }
            Self::Things(things) => {
                // Rather fewer than small ones.
                let fit = (room.x / mm + APART) / (THINGS + APART);
                let things = things.get(..(fit as usize).max(1)).unwrap_or(things);
                let side = cell(room.x, things.len(), mm).min(room.y).min(SIDE * mm);
                let step = room.x / things.len() as f32;
                for (number, drawn) in things.iter().enumerate() {
                    let width = side * (DRAWING_WIDTH / drawn.height).min(1.0);
                    let size = drawing::size(drawn, width);
                    let colour = |name: &str| Tint::new(ui.rgb(name));
                    let sheet = drawing::cut_out(&drawn.pieces, size, colour, mm);
                    let along = number as f32 - (things.len() - 1) as f32 / 2.0;
                    let at = foot + Vec2::new(along * step, size.y / 2.0);
                    ui.on(piece, &sheet, at, size);
                }
            }
        }
    }
}

/// The width that each of so many things has in a row.
fn cell(width: f32, count: usize, mm: f32) -> f32 {
    let count = count.max(1) as f32;
    (width - (count - 1.0) * APART * mm) / count
}
