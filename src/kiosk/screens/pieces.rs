//! Pieces that several screens lay: the sign, the buttons, place names.

use bevy::math::{Rect, Vec2};

use crate::journey::Action;
use crate::paper::{Disc, Glyph, Icon, Pill, Pose, Sign, Tent};
use crate::theme::{Type, space};
use crate::ui::{Piece, Reach, Ui};

/// Height in millimetres, from the lower edge, of the row of buttons in portrait.
pub const FOOT_ROW: f32 = 124.0;

/// A long button with a word, its middle at `at`.
pub fn button(ui: &mut Ui, at: Vec2, label: &str, glyph: Option<Glyph>, action: Action) -> Piece {
    let mm = ui.mm();
    let setting = ui.set(Type::Label, label, 150.0 * mm);
    let (sheet, areas) =
        Pill::for_word(setting.size.x / mm, glyph, Pose::Rest).draw(&ui.palette(), mm);
    let piece = ui.piece(&sheet, at, areas.hit.size(), 0.0);
    ui.centred(piece, &setting, areas.words.area.center(), "white");
    ui.target(piece, action, Reach::Slab(areas.hit.half_size()), 3);
    piece
}

/// The same with the middle of its left end at `left`.
pub fn button_at_left(
    ui: &mut Ui,
    left: Vec2,
    label: &str,
    glyph: Option<Glyph>,
    action: Action,
) -> Piece {
    let mm = ui.mm();
    let width = ui.set(Type::Label, label, 150.0 * mm).size.x;
    let size = Pill::for_word(width / mm, glyph, Pose::Rest).size * mm;
    button(ui, left + Vec2::X * size.x / 2.0, label, glyph, action)
}

/// A round button, its middle at `at`.
pub fn disc(ui: &mut Ui, at: Vec2, icon: Icon, action: Action) -> Piece {
    let mm = ui.mm();
    let (sheet, areas) = Disc::new(icon, Pose::Rest).draw(&ui.palette(), mm);
    let piece = ui.piece(&sheet, at, areas.hit.size(), 0.0);
    ui.target(piece, action, Reach::Disc(areas.radius), 3);
    piece
}

/// A banner hanging from the upper edge. `across` is where its middle is, `sub` a smaller line.
pub fn sign(ui: &mut Ui, middle: bool, title: &str, sub: Option<&str>) -> Piece {
    let view = ui.view();
    let mm = ui.mm();
    let edge = space::EDGE;
    let room = (view.size.x / mm - 2.0 * edge - 30.0) * mm;
    let title = ui.set(Type::Heading, title, room);
    let sub = sub.map(|sub| ui.set(Type::Reading, sub, room));
    let width = sub
        .as_ref()
        .map_or(title.size.x, |sub| sub.size.x.max(title.size.x))
        / mm
        + 30.0;
    let height = (title.size.y + sub.as_ref().map_or(0.0, |sub| sub.size.y + 2.0 * mm)) / mm + 16.0;
    let half = view.half();
    let down = edge + height / 2.0;
    let x = if middle || view.portrait() {
        0.0
    } else {
        -half.x + (edge + width / 2.0) * mm
    };
    let at = Vec2::new(x, half.y - down * mm);
    let (sheet, areas) = Sign {
        size: Vec2::new(width, height),
        threads: [edge + 4.0; 2],
        ..Sign::default()
    }
    .draw(&ui.palette(), mm);
    let piece = ui.piece(&sheet, at, areas.hit.size(), 0.006);
    let rise = sub
        .as_ref()
        .map_or(0.0, |sub| (sub.size.y + 2.0 * mm) / 2.0);
    ui.centred(piece, &title, Vec2::new(0.0, rise), "ink");
    if let Some(sub) = &sub {
        let drop = (title.size.y + 2.0 * mm) / 2.0;
        ui.centred(piece, sub, Vec2::new(0.0, -drop), "ink");
    }
    piece
}

/// What a place name's card covers.
pub fn tent_rect(ui: &mut Ui, at: Vec2, name: &str, bead: Option<[u8; 3]>) -> Rect {
    let mm = ui.mm();
    let width = ui.set(Type::Label, name, 140.0 * mm).size.x;
    let (_, areas) = Tent::for_word(width / mm, bead, 0).draw(&ui.palette(), mm);
    Rect::from_center_half_size(at, areas.hit.half_size())
}

/// A place name on a tent card, its middle at `at`, kept on the glass.
pub fn tent(
    ui: &mut Ui,
    at: Vec2,
    name: &str,
    bead: Option<[u8; 3]>,
    action: Option<Action>,
) -> Piece {
    let mm = ui.mm();
    let setting = ui.set(Type::Label, name, 140.0 * mm);
    let (sheet, areas) =
        Tent::for_word(setting.size.x / mm, bead, name.len() as u32).draw(&ui.palette(), mm);
    let half = ui.view().half();
    let margin = areas.hit.half_size() + Vec2::splat(7.0 * mm);
    let low = -half + margin;
    let at = at.clamp(low.min(half - margin), half - margin);
    let piece = ui.piece(&sheet, at, areas.hit.size(), 0.0);
    ui.centred(piece, &setting, areas.words.area.center(), "ink");
    if let Some(action) = action {
        ui.target(piece, action, Reach::Slab(areas.hit.half_size()), 1);
    }
    piece
}
