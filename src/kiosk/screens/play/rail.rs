//! An idea on its rail: pictures in a row with their words under them, as one sentence.

use bevy::math::{Rect, Vec2};
use legeplads_feed::{Idea, PictureWord};

use super::tiles;
use crate::activities::ideas::SLOT;
use crate::journey::Action;
use crate::paper::Rail;
use crate::screens::Talk;
use crate::theme::Type;
use crate::ui::{Piece, Reach, Setting, Ui};

/// Above words on the rail, and from a hollow's edge to its picture, in millimetres.
const ABOVE: f32 = 3.0;
const INSIDE: f32 = 4.0;

/// What lies on a rail, and where it hangs.
pub struct On<'a> {
    /// The pictures that are there.
    pub words: [Option<&'a PictureWord>; Idea::ROWS],
    /// Which one is next.
    pub next: Option<usize>,
    /// How large a hollow is at most, in millimetres.
    pub hollow: Vec2,
    /// What its words are set in.
    pub kind: Type,
    /// The room for it.
    pub room: Rect,
    /// Where in it.
    pub at: Hangs,
    /// Whether a touch changes a picture.
    pub changes: bool,
}

/// Where a rail hangs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Hangs {
    /// At the upper edge.
    High,
    /// In the middle.
    Amid,
}

/// Lays a rail.
pub fn lay(ui: &mut Ui, talk: &Talk, on: &On) -> Piece {
    let mm = ui.mm();
    let pitch = Rail::pitch(on.room.width() / mm, on.words.len());
    let wide = pitch.min(on.hollow.x);
    let words = on.words.map(|word| {
        let word = word?;
        Some(ui.set(on.kind, talk.text(&word.label), wide * mm))
    });
    // A line is kept free from the beginning, so that nothing moves when the first word comes.
    let line = ui.set(on.kind, "–", wide * mm).size.y;
    let tall = |word: &Option<Setting>| word.as_ref().map_or(line, |word| word.size.y);
    let tallest = words.iter().map(tall).fold(line, f32::max);
    let filled = on.words.map(|word| word.is_some());
    let rail = Rail {
        hollow: Vec2::new(wide, on.hollow.y),
        words: tallest / mm + ABOVE,
        filled: &filled,
        next: on.next,
    };
    let (sheet, areas) = rail.draw(&ui.palette(), mm);
    let at = match on.at {
        Hangs::High => Vec2::new(on.room.center().x, on.room.max.y - areas.hit.half_size().y),
        Hangs::Amid => on.room.center(),
    };
    let piece = ui.piece(&sheet, at, areas.hit.size(), 0.0);
    for (row, (word, setting)) in on.words.iter().zip(&words).enumerate() {
        let (Some(hollow), Some(under), Some(cell)) = (
            areas.hollows.get(row),
            areas.words.get(row),
            areas.cells.get(row),
        ) else {
            continue;
        };
        let cell = ui.group(at + cell.center(), cell.size(), 0.0);
        if let (Some(word), Some(setting)) = (word, setting) {
            let moved = |rect: &Rect| {
                let away = at - cell.at;
                Rect::from_center_size(rect.center() + away, rect.size())
            };
            let room = moved(hollow).inflate(-INSIDE * mm);
            tiles::draw(ui, talk, cell, &word.drawing, room);
            let top = moved(under).max.y - ABOVE * mm;
            let middle = Vec2::new(moved(under).center().x, top - setting.size.y / 2.0);
            ui.centred(cell, setting, middle, "ink");
        }
        if on.changes && on.next != Some(row) {
            let reach = Reach::Slab(cell.size / 2.0);
            ui.target(cell, Action::Play(SLOT + row), reach, 1);
        }
    }
    piece
}
