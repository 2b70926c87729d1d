//! Pieces that several screens lay: the card, the sign, the buttons, place names.

use bevy::math::Vec2;
use legeplads_feed::{DRAWING_WIDTH, Drawing};

use crate::journey::Action;
use crate::paper::leaf::Leaf;
use crate::paper::{Card, Disc, Glyph, Icon, Pill, Pose, Sheet, Sign, Tent, Tint, drawing};
use crate::photos::{Photo, ROOM};
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
    /// What is to be seen above them.
    pub picture: Option<Seen<'a>>,
    /// The way on.
    pub button: Option<(String, Glyph, Action)>,
}

/// A card's picture.
pub enum Seen<'a> {
    /// A photograph, and the small line beneath it that says whose it is.
    Photo(Photo, String),
    /// A drawing of the feed.
    Drawing(&'a Drawing),
}

impl Seen<'_> {
    /// Its width and height in pixels on a card whose words are at most `measure` pixels wide.
    fn size(&self, measure: f32, mm: f32) -> Vec2 {
        match self {
            Self::Photo(photo, _) => photo.size,
            Self::Drawing(drawing) => {
                let room = Vec2::new((ROOM.x * mm).min(measure - 2.0 * MOUNT * mm), ROOM.y * mm);
                let width = room.x.min(room.y * DRAWING_WIDTH / drawing.height);
                drawing::size(drawing, width.floor())
            }
        }
    }
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
    let picture = words.picture.as_ref().map(|picture| {
        let credit = match picture {
            Seen::Photo(_, credit) => Some(ui.set(Type::Caption, credit, measure * mm)),
            Seen::Drawing(_) => None,
        };
        (picture, picture.size(measure * mm, mm), credit)
    });
    let gap = 3.0;
    let foot = if pill.is_some() && !beside {
        31.0 + 4.0
    } else {
        0.0
    };
    let text_height = (title.size.y
        + body.size.y
        + picture.as_ref().map_or(0.0, |(_, size, credit)| {
            let credit = credit.as_ref().map_or(0.0, |credit| credit.size.y);
            size.y + credit + (2.0 * MOUNT + gap) * mm
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
    if let Some((picture, size, credit)) = picture {
        mount(ui, piece, picture, size, Vec2::new(left, top));
        top -= size.y + (2.0 * MOUNT) * mm;
        if let Some(credit) = credit {
            ui.words(piece, &credit, Vec2::new(left, top), "ink");
            top -= credit.size.y;
        }
        top -= gap * mm;
    }
    ui.words(piece, &title, Vec2::new(left, top), "ink");
    top -= title.size.y + gap * mm;
    ui.words(piece, &body, Vec2::new(left, top), "ink");
    if let (Some((label, _, action)), Some(_)) = (&words.button, &pill) {
        let glyph = words.button.as_ref().map(|(_, glyph, _)| *glyph);
        let middle = if beside {
            // Beside the words; above the turned corner.
            let low = words.picture.as_ref().map_or(0.0, |_| 34.0 - height / 2.0);
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

/// Width of the white border round a picture, in millimetres.
const MOUNT: f32 = 2.5;

/// A picture of `size` pixels as it comes from the printer: a white border, and a narrow shade on
/// the card. `corner` is its upper left in pixels from the middle of the card.
fn mount(ui: &mut Ui, card: Piece, picture: &Seen, size: Vec2, corner: Vec2) {
    let mm = ui.mm();
    let width = size.x;
    let size = size + 2.0 * MOUNT * mm;
    let middle = corner + size * Vec2::new(0.5, -0.5);
    let leaf = Leaf::new(size, 4);
    let mut sheet = Sheet::default();
    leaf.contact(&mut sheet, mm);
    leaf.draw(&mut sheet, &[0.0, 1.0], |_, _| Tint::WHITE);
    if let Seen::Drawing(drawing) = picture {
        let colour = |name: &str| Tint::new(ui.rgb(name));
        let drawn = drawing::draw(drawing, width, colour, mm);
        sheet.append(&drawn, Vec2::ZERO, 0.0, 1.0);
    }
    ui.on(card, &sheet, middle, size);
    if let Seen::Photo(photo, _) = picture {
        ui.photo(card, photo.image.clone(), middle);
    }
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
