//! Pictures to choose from: cards with a drawing and its name, in rows.

use bevy::math::{Rect, Vec2};
use legeplads_feed::DrawingId;

use crate::journey::Action;
use crate::paper::{Tile, Tint, drawing};
use crate::screens::Talk;
use crate::theme::Type;
use crate::ui::{Piece, Reach, Ui};

/// Between two pictures, and how wide and high one is at most, in millimetres.
pub const GAP: f32 = 8.0;
const TILE: Vec2 = Vec2::new(150.0, 118.0);

/// A picture as it is to be laid.
pub struct Picture<'a> {
    /// Its name.
    pub label: &'a str,
    /// What is drawn on it.
    pub drawing: &'a DrawingId,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// Pictures to touch, in the order of their moves, so many beside each other at most.
pub fn grid(ui: &mut Ui, talk: &Talk, room: Rect, columns: usize, pictures: &[Picture]) {
    let mm = ui.mm();
    let columns = columns.min(pictures.len()).max(1);
    let rows = pictures.len().div_ceil(columns).max(1);
    let count = Vec2::new(columns as f32, rows as f32);
    let gap = GAP * mm;
    let size = ((room.size() + gap) / count - gap).min(TILE * mm);
    let whole = count * (size + gap) - gap;
    let middle = room.center();
    let corner = middle + whole * Vec2::new(-0.5, 0.5) + size * Vec2::new(0.5, -0.5);
    for (made, picture) in pictures.iter().enumerate() {
        let (row, column) = (made / columns, made % columns);
        // A last row that is not full stands in the middle.
        let open = columns - (pictures.len() - row * columns).min(columns);
        let cell = Vec2::new(column as f32 + open as f32 / 2.0, -(row as f32));
        let at = corner + cell * (size + gap);
        let piece = tile(ui, talk, at, size, picture, made);
        let reach = Reach::Slab(size / 2.0);
        ui.target(piece, Action::Play(made), reach, 1);
    }
}

/// A picture with its name.
pub fn tile(
    ui: &mut Ui,
    talk: &Talk,
    at: Vec2,
    size: Vec2,
    picture: &Picture,
    seed: usize,
) -> Piece {
    let mm = ui.mm();
    let palette = ui.palette();
    let tile = Tile {
        size: size / mm,
        chosen: picture.chosen,
        seed: 31 + seed as u32,
    };
    let (sheet, areas) = tile.draw(&palette, mm);
    let piece = ui.piece(&sheet, at, areas.hit.size(), 0.0);
    draw(ui, talk, piece, picture.drawing, areas.picture);
    let words = areas.words.area;
    let name = ui.set(Type::Label, picture.label, words.width());
    ui.centred(piece, &name, words.center(), "ink");
    if let Some((sheet, at)) = tile.ball(&palette, mm) {
        let side = sheet.extents(0.5).size();
        ui.on(piece, &sheet, at, side);
    }
    piece
}

/// A drawing on a piece, as large as there is room for it.
pub fn draw(ui: &mut Ui, talk: &Talk, piece: Piece, id: &DrawingId, room: Rect) {
    let Some(drawn) = talk.feed().drawings.get(id) else {
        return;
    };
    let mm = ui.mm();
    let whole = drawing::size(drawn, room.width());
    let fits = whole * (room.size() / whole).min_element().min(1.0);
    let colours = ui.colours();
    let colour = |name: &str| Tint::new(colours(name));
    let sheet = drawing::cut_out(&drawn.pieces, fits, colour, mm);
    ui.on(piece, &sheet, room.center(), fits);
}
