//! What forms share: the room for a step, answers as strips of paper, how far one is, and the
//! buttons under it.

use bevy::math::{Rect, Vec2};

use crate::activities::Move;
use crate::activities::form::{BACK, ON, STOP};
use crate::journey::Action;
use crate::paper::{Answer, Glyph, Icon, Way};
use crate::screens::pieces;
use crate::screens::pieces::FOOT_ROW;
use crate::theme::{Type, space};
use crate::ui::{Piece, Reach, Ui};

/// The middle of the row of buttons, above the lower edge, in millimetres.
const BUTTONS: f32 = 40.0;
const BUTTONS_PORTRAIT: f32 = FOOT_ROW + 26.0;
/// From that to what lies above it, and between buttons, likewise.
const ABOVE: f32 = 30.0;
const BESIDE: f32 = 10.0;
/// The column of languages, with what is between it and a form.
const LANGUAGES: f32 = 80.0;

/// An answer is so high at least and at most; between answers; and how wide one is at least.
const HEIGHT: (f32, f32) = (28.0, 42.0);
const GAP: f32 = 7.0;
const NARROW: f32 = 230.0;
/// More than so many answers stand in two columns on a wide screen.
const COLUMN: usize = 4;

/// An answer as it is to be laid.
pub struct Line<'a> {
    /// What it says.
    pub text: &'a str,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The bar of beads under a sign.
pub fn way(ui: &mut Ui, sign: Piece, behind: usize, ahead: usize) -> Piece {
    let mm = ui.mm();
    let all = behind + ahead;
    let way = Way { behind, all };
    let size = way.size() * mm;
    let at = sign.at - Vec2::Y * (sign.size.y / 2.0 + 6.0 * mm + size.y / 2.0);
    let sheet = way.draw(&ui.palette(), mm);
    ui.piece(&sheet, at, size, 0.0)
}

/// The room between what hangs above, down to `top`, and the buttons.
pub fn room(ui: &Ui, top: f32) -> Rect {
    let mm = ui.mm();
    let half = ui.view().half();
    let (row, right) = match ui.view().portrait() {
        true => (BUTTONS_PORTRAIT, space::EDGE),
        false => (BUTTONS, space::EDGE + LANGUAGES),
    };
    Rect::new(
        -half.x + space::EDGE * mm,
        -half.y + (row + ABOVE) * mm,
        half.x - right * mm,
        top - 10.0 * mm,
    )
}

/// Answers as strips, in the order of their moves. `several` may be chosen, or one.
pub fn answers(ui: &mut Ui, room: Rect, lines: &[Line], several: bool) {
    let mm = ui.mm();
    let columns = match ui.view().portrait() || lines.len() <= COLUMN {
        true => 1,
        false => 2,
    };
    let rows = lines.len().div_ceil(columns).max(1);
    let gap = GAP * mm;
    let most = (room.width() - (columns - 1) as f32 * gap) / columns as f32;
    let widest = widest(ui, lines, Answer::measure(most / mm) * mm);
    // As wide as the longest, and no line across all the glass.
    let width = (widest + mm).max(NARROW * mm).min(most);
    let height = (room.height() - (rows - 1) as f32 * gap) / rows as f32;
    let height = height.clamp(HEIGHT.0 * mm, HEIGHT.1 * mm);
    let size = Vec2::new(width, height);
    let pitch = size + gap;
    let whole = Vec2::new(columns as f32, rows as f32) * pitch - gap;
    let middle = room.center();
    let corner = middle + whole * Vec2::new(-0.5, 0.5) + size * Vec2::new(0.5, -0.5);
    for (made, line) in lines.iter().enumerate() {
        let cell = Vec2::new((made / rows) as f32, -((made % rows) as f32));
        answer(ui, corner + cell * pitch, size, line, made, several);
    }
}

/// The width of a strip for the longest of some answers, in pixels.
fn widest(ui: &mut Ui, lines: &[Line], measure: f32) -> f32 {
    let mm = ui.mm();
    let words = lines.iter();
    let words = words.map(|line| ui.set(Type::Label, line.text, measure).size.x);
    Answer::width(words.fold(0.0, f32::max) / mm) * mm
}

fn answer(ui: &mut Ui, at: Vec2, size: Vec2, line: &Line, made: Move, several: bool) {
    let mm = ui.mm();
    let strip = Answer {
        size: size / mm,
        chosen: line.chosen,
        several,
        seed: 21 + made as u32,
    };
    let (sheet, areas) = strip.draw(&ui.palette(), mm);
    let piece = ui.piece(&sheet, at, areas.hit.size(), 0.0);
    let setting = ui.set(Type::Label, line.text, areas.words.area.width());
    let corner = Vec2::new(areas.words.area.min.x, setting.size.y / 2.0);
    let colour = if line.chosen { "white" } else { "ink" };
    ui.words(piece, &setting, corner, colour);
    let reach = Reach::Slab(areas.hit.half_size());
    ui.target(piece, Action::Play(made), reach, 1);
}

/// The ways from a step.
pub struct Ways<'a> {
    /// Whether one leads back.
    pub back: bool,
    /// What stands on the button that leads on, if one does.
    pub on: Option<(&'a str, Glyph)>,
    /// What stands on the button that ends it here, if there is one.
    pub stop: Option<&'a str>,
}

/// The row of buttons: on at its beginning, back behind it, and the end at some distance. Returns where
/// another one would begin.
pub fn ways(ui: &mut Ui, ways: &Ways) -> Vec2 {
    let mm = ui.mm();
    let half = ui.view().half();
    let row = match ui.view().portrait() {
        true => BUTTONS_PORTRAIT,
        false => BUTTONS,
    };
    let mut left = Vec2::new(space::EDGE * mm - half.x, row * mm - half.y);
    if ways.back {
        let radius = 15.5 * mm;
        let at = left + Vec2::X * radius;
        pieces::disc(ui, at, Icon::Back, Action::Play(BACK));
    }
    // Whether or not one leads back, on lies where it lay.
    left.x += (31.0 + BESIDE) * mm;
    if let Some((label, glyph)) = ways.on {
        let on = pieces::button_at_left(ui, left, label, Some(glyph), Action::Play(ON));
        left.x += on.size.x + BESIDE * mm;
    }
    if let Some(label) = ways.stop {
        let stop = pieces::button_at_left(ui, left, label, None, Action::Play(STOP));
        left.x += stop.size.x + BESIDE * mm;
    }
    left
}
