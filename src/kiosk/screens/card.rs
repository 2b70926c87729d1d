//! The card: what is said about a place, with a picture and the way on.

use bevy::math::Vec2;
use legeplads_feed::{DRAWING_WIDTH, Drawing};

use super::pieces::{FOOT_ROW, button};
use crate::journey::Action;
use crate::paper::leaf::Leaf;
use crate::paper::{Card, Glyph, Pill, Pose, Sheet, Tint, drawing};
use crate::photos::{Photo, ROOM};
use crate::theme::{Type, space};
use crate::ui::{Piece, Setting, Ui};

/// A card's tilt in radians where it stands, and where it lies across the glass.
const TILT: f32 = 0.022;
const FLAT_TILT: f32 = TILT / 3.0;

/// In millimetres: width where it stands, from the edges to the words, between lines, and the room
/// that the button takes under them.
const WIDTH: f32 = 178.0;
const PADDING: f32 = 14.0;
const GAP: f32 = 3.0;
const FOOT: f32 = 35.0;

/// Width of the white border round a picture, in millimetres.
const MOUNT: f32 = 2.5;

/// What stands on a card.
pub struct CardWords<'a> {
    /// One line, mostly.
    pub title: &'a str,
    /// Two sentences at most.
    pub body: &'a str,
    /// What is to be seen above them, or before them.
    pub picture: Option<Seen<'a>>,
    /// A small line below them, for those who want to know.
    pub small: Option<&'a str>,
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
    /// Whether it is a drawing.
    pub fn is_drawn(&self) -> bool {
        matches!(self, Self::Drawing(_))
    }

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

/// A picture laid out: its size in pixels, and whose it is, set.
pub struct Plate<'a> {
    seen: &'a Seen<'a>,
    size: Vec2,
    credit: Option<Setting>,
}

impl<'a> Plate<'a> {
    /// At most `room` millimetres wide with its border.
    fn new(ui: &mut Ui, seen: &'a Seen, room: f32) -> Self {
        let mm = ui.mm();
        let size = seen.size(room * mm, mm);
        let credit = match seen {
            Seen::Photo(_, credit) => Some(ui.set(Type::Caption, credit, room * mm)),
            Seen::Drawing(_) => None,
        };
        Self { seen, size, credit }
    }

    /// Width and height with border and credit, in millimetres.
    pub fn whole(&self, mm: f32) -> Vec2 {
        let under = self.credit.as_ref().map_or(0.0, |credit| credit.size.y);
        (self.size + Vec2::Y * under) / mm + 2.0 * MOUNT
    }

    /// Lays it on a card; `corner` is its upper left in pixels from the middle of the card.
    pub fn lay(&self, ui: &mut Ui, card: Piece, corner: Vec2) {
        mount(ui, card, self.seen, self.size, corner);
        if let Some(credit) = &self.credit {
            let drop = self.size.y + 2.0 * MOUNT * ui.mm();
            ui.words(card, credit, corner - Vec2::Y * drop, "ink");
        }
    }
}

/// A picture laid out large, at most `room` millimetres wide and high with its border: a drawing fills it, a photograph
/// is as large as on any card.
pub fn picture<'a>(ui: &mut Ui, seen: &'a Seen, room: Vec2) -> Plate<'a> {
    let mm = ui.mm();
    let mut plate = Plate::new(ui, seen, room.x);
    if let Seen::Drawing(drawing) = seen {
        let room = (room - 2.0 * MOUNT) * mm;
        let width = room.x.min(room.y * DRAWING_WIDTH / drawing.height);
        plate.size = drawing::size(drawing, width.floor());
    }
    plate
}

/// The card in its place: lower left, or across the foot of a portrait screen. There the button
/// stands beside the words, or under them where a picture is beside them.
pub fn card(ui: &mut Ui, words: &CardWords) -> Piece {
    let view = ui.view();
    let mm = ui.mm();
    let across = view.portrait();
    let width = if across {
        view.size.x / mm - 2.0 * (space::EDGE - 6.0)
    } else {
        WIDTH
    };
    let pill = words.button.as_ref().map_or(0.0, |(label, glyph, _)| {
        let word = ui.set(Type::Label, label, 120.0 * mm).size.x / mm;
        Pill::for_word(word, Some(*glyph), Pose::Rest).size.x
    });
    let room = if across { width / 2.0 } else { width } - 2.0 * PADDING;
    let plate = words
        .picture
        .as_ref()
        .map(|seen| Plate::new(ui, seen, room));
    let picture = plate.as_ref().map_or(Vec2::ZERO, |plate| plate.whole(mm));
    let beside = across && plate.is_none();
    // What stands before the words, or above them.
    let before = match &plate {
        Some(_) if across => Vec2::new(picture.x + PADDING, 0.0),
        Some(_) => Vec2::new(0.0, picture.y + GAP),
        None => Vec2::ZERO,
    };
    let after = if beside { pill + PADDING } else { 0.0 };
    let measure = (width - 2.0 * PADDING - before.x - after) * mm;
    let title = ui.set(Type::Heading, words.title, measure);
    let body = ui.set(Type::Reading, words.body, measure);
    let small = words
        .small
        .map(|small| ui.set(Type::Caption, small, measure));
    let foot = if words.button.is_some() && !beside {
        FOOT
    } else {
        0.0
    };
    let under = small.as_ref().map_or(0.0, |small| small.size.y / mm + GAP);
    let column = before.y + (title.size.y + body.size.y) / mm + GAP + under + foot;
    let least = if across { 76.0 } else { 60.0 };
    let height = (2.0 * PADDING - 4.0 + column.max(picture.y)).max(least);
    let size = Vec2::new(width, height);
    let at = place(ui, size);
    let (sheet, areas) = Card {
        size,
        padding: PADDING,
        buttons: false,
        ..Card::default()
    }
    .draw(&ui.palette(), mm);
    let tilt = if across { FLAT_TILT } else { TILT };
    let piece = ui.piece(&sheet, at, areas.hit.size(), tilt);
    ui.unfolds(piece);
    let corner = Vec2::new(-size.x / 2.0 + PADDING, size.y / 2.0 - PADDING + 2.0) * mm;
    if let Some(plate) = &plate {
        plate.lay(ui, piece, corner);
    }
    let first = corner + before * Vec2::new(1.0, -1.0) * mm;
    ui.words(piece, &title, first, "ink");
    let second = first - Vec2::Y * (title.size.y + GAP * mm);
    ui.words(piece, &body, second, "ink");
    if let Some(small) = &small {
        let third = second - Vec2::Y * (body.size.y + GAP * mm);
        ui.words(piece, small, third, "ink");
    }
    if let Some((label, glyph, action)) = &words.button {
        let middle = if beside {
            Vec2::X * (width / 2.0 - PADDING - pill / 2.0) * mm
        } else {
            let rise = PADDING - 4.0 + 15.5 - height / 2.0;
            Vec2::new(first.x + pill / 2.0 * mm, rise * mm)
        };
        let middle = at + Vec2::from_angle(tilt).rotate(middle);
        button(ui, middle, label, Some(*glyph), action.clone());
    }
    piece
}

/// The middle of a card of this size in millimetres.
fn place(ui: &Ui, size: Vec2) -> Vec2 {
    let mm = ui.mm();
    let foot = -ui.view().half();
    if ui.view().portrait() {
        Vec2::new(0.0, foot.y + (FOOT_ROW + 8.0 + size.y / 2.0) * mm)
    } else {
        let edges = Vec2::new(space::EDGE - 8.0, space::EDGE - 4.0);
        foot + (edges + size / 2.0) * mm
    }
}

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
