//! Pieces that several screens lay: the card, the sign, the buttons, place names.

use bevy::math::Vec2;

use crate::journey::Action;
use crate::paper::leaf::Leaf;
use crate::paper::{Card, Disc, Glyph, Icon, Pill, Pose, Sheet, Sign, Tent, Tint};
use crate::photos::Photo;
use crate::theme::{Type, space};
use crate::ui::{Piece, Reach, Ui};

/// A card's tilt in radians.
const TILT: f32 = 0.022;

/// What stands on a card.
pub struct CardWords<'a> {
    /// One line, mostly.
    pub title: &'a str,
    /// Two sentences at most.
    pub body: &'a str,
    /// A photograph, and the small line beneath it that says whose it is.
    pub photo: Option<(Photo, String)>,
    /// The way on.
    pub button: Option<(String, Glyph, Action)>,
}

/// The card in its place: lower left, or across the foot of a portrait screen.
pub fn card(ui: &mut Ui, words: &CardWords) -> Piece {
    let view = ui.view();
    let mm = ui.mm();
    let padding = 14.0;
    let pill = words
        .button
        .as_ref()
        .map(|(label, glyph, _)| (ui.set(Type::Label, label, 120.0 * mm), *glyph));
    let beside = view.portrait();
    let width = if beside {
        view.size.x / mm - 2.0 * (space::EDGE - 6.0)
    } else {
        178.0
    };
    let pill_width = pill.as_ref().map_or(0.0, |(label, glyph)| {
        Pill::for_word(label.size.x / mm, Some(*glyph), Pose::Rest)
            .size
            .x
    });
    let measure = if beside {
        width - 3.0 * padding - pill_width
    } else {
        width - 2.0 * padding
    };
    let title = ui.set(Type::Heading, words.title, measure * mm);
    let body = ui.set(Type::Reading, words.body, measure * mm);
    let photo = words
        .photo
        .as_ref()
        .map(|(photo, credit)| (photo, ui.set(Type::Caption, credit, measure * mm)));
    let gap = 3.0;
    let foot = if pill.is_some() && !beside {
        31.0 + 4.0
    } else {
        0.0
    };
    let text_height = (title.size.y
        + body.size.y
        + photo.as_ref().map_or(0.0, |(photo, credit)| {
            photo.size.y + credit.size.y + (2.0 * MOUNT + gap) * mm
        }))
        / mm
        + gap;
    let height = (2.0 * padding - 4.0 + text_height + foot).max(if beside { 76.0 } else { 60.0 });
    let half = view.half();
    let bottom = if beside {
        FOOT_ROW + 8.0
    } else {
        space::EDGE - 4.0
    };
    let at = if beside {
        Vec2::new(0.0, -half.y + (bottom + height / 2.0) * mm)
    } else {
        Vec2::new(
            -half.x + (space::EDGE - 8.0 + width / 2.0) * mm,
            -half.y + (bottom + height / 2.0) * mm,
        )
    };
    let (sheet, areas) = Card {
        size: Vec2::new(width, height),
        padding,
        buttons: false,
        ..Card::default()
    }
    .draw(&ui.palette(), mm);
    let tilt = if beside { TILT / 3.0 } else { TILT };
    let piece = ui.piece(&sheet, at, areas.hit.size(), tilt);
    ui.unfolds(piece);
    let left = -width / 2.0 * mm + padding * mm;
    let mut top = height / 2.0 * mm - (padding - 2.0) * mm;
    if let Some((photo, credit)) = photo {
        mount(ui, piece, photo, Vec2::new(left, top));
        top -= photo.size.y + 2.0 * MOUNT * mm;
        ui.words(piece, &credit, Vec2::new(left, top), "ink");
        top -= credit.size.y + gap * mm;
    }
    ui.words(piece, &title, Vec2::new(left, top), "ink");
    top -= title.size.y + gap * mm;
    ui.words(piece, &body, Vec2::new(left, top), "ink");
    if let (Some((label, _, action)), Some(_)) = (&words.button, &pill) {
        let glyph = words.button.as_ref().map(|(_, glyph, _)| *glyph);
        let middle = if beside {
            // Beside the words; above the turned corner.
            let low = words.photo.as_ref().map_or(0.0, |_| 34.0 - height / 2.0);
            Vec2::new((width / 2.0 - padding - pill_width / 2.0) * mm, low * mm)
        } else {
            Vec2::new(
                left + pill_width / 2.0 * mm,
                -height / 2.0 * mm + (padding - 4.0 + 15.5) * mm,
            )
        };
        button(
            ui,
            at + Vec2::from_angle(tilt).rotate(middle),
            label,
            glyph,
            action.clone(),
        );
    }
    piece
}

/// Width of the white border round a photograph, in millimetres.
const MOUNT: f32 = 2.5;

/// A photograph as it comes from the printer: a white border, and a narrow shade on the card.
/// `corner` is its upper left in pixels from the middle of the card.
fn mount(ui: &mut Ui, card: Piece, photo: &Photo, corner: Vec2) {
    let mm = ui.mm();
    let size = photo.size + 2.0 * MOUNT * mm;
    let middle = corner + size * Vec2::new(0.5, -0.5);
    let leaf = Leaf::new(size, 4);
    let mut sheet = Sheet::default();
    leaf.contact(&mut sheet, mm);
    leaf.draw(&mut sheet, &[0.0, 1.0], |_, _| Tint::WHITE);
    ui.on(card, &sheet, middle, size);
    ui.photo(card, photo.image.clone(), middle);
}

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
    let margin = areas.hit.half_size() + Vec2::splat(4.0 * mm);
    let low = -half + margin;
    let at = at.clamp(low.min(half - margin), half - margin);
    let piece = ui.piece(&sheet, at, areas.hit.size(), 0.0);
    ui.centred(piece, &setting, areas.words.area.center(), "ink");
    if let Some(action) = action {
        ui.target(piece, action, Reach::Slab(areas.hit.half_size()), 1);
    }
    piece
}
