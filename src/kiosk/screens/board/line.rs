//! A line of words on a note, and what is drawn with it.

use bevy::math::Vec2;

use super::gauge;
use super::note::GAP;
use crate::paper::wood::ball;
use crate::paper::{Icon, Sheet, Strip, Tint};
use crate::ui::{Piece, Setting, Ui};

/// Radius of a place's bead, in millimetres.
pub const BEAD: f32 = 3.4;

/// Height of the arrow that leads to a place, in millimetres.
pub const ARROW: f32 = 8.0;

/// Radius of a ball beside a line that says what it stands for, and from one to the next, in
/// millimetres.
const BUTTON: f32 = 2.6;
const NEXT: f32 = 6.4;

/// A line of words on a note, in pixels.
#[derive(Debug, Clone)]
pub struct Line {
    /// What is drawn with it.
    pub kind: Kind,
    /// The words.
    pub setting: Setting,
    /// The upper left of the words, from the paper's upper left.
    pub at: Vec2,
}

/// What is drawn with a line of words.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Nothing.
    Plain,
    /// A part of a gauge.
    Gauge(gauge::Kind),
    /// A strip of coloured paper under it.
    Strip { is_today: bool },
    /// A place's bead before it, and an arrow behind it if one can go there.
    Place { bead: Option<[u8; 3]>, leads: bool },
    /// So many balls of a colour, in room for most of them.
    Balls {
        count: usize,
        most: usize,
        colour: &'static str,
    },
}

/// How far words beside so many balls are indented, in millimetres.
pub fn indent(balls: usize) -> f32 {
    2.0 * BUTTON + (balls.max(1) - 1) as f32 * NEXT + GAP
}

/// How far the longest line reaches from the paper's left edge, in pixels.
pub fn widest(lines: &[Line], mm: f32) -> f32 {
    let reach = |line: &Line| {
        let after = match line.kind {
            Kind::Place { leads: true, .. } => (GAP + ARROW) * mm,
            Kind::Strip { .. } => Strip::for_words(0.0, false, 0).size.x / 2.0 * mm,
            Kind::Place { .. } | Kind::Plain | Kind::Balls { .. } | Kind::Gauge(_) => 0.0,
        };
        line.at.x + line.setting.size.x + after
    };
    lines.iter().map(reach).fold(0.0, f32::max)
}

/// What lies under or beside a line's words.
pub fn decorate(ui: &mut Ui, piece: Piece, line: &Line, corner: Vec2, seed: u32) {
    let mm = ui.mm();
    let palette = ui.palette();
    let words = line.setting.size;
    let middle = corner + Vec2::new(words.x, -words.y) / 2.0;
    match line.kind {
        Kind::Plain => {}
        Kind::Gauge(kind) => gauge::decorate(ui, piece, kind, corner, words),
        Kind::Balls {
            count,
            most,
            colour,
        } => {
            let mut sheet = Sheet::default();
            let tint = Tint::new(ui.rgb(colour));
            let first = corner.x + (BUTTON - indent(most)) * mm;
            // They stand beside the first line.
            let line = words.y / line.setting.lines.max(1) as f32;
            for ball_at in 0..count {
                let x = first + ball_at as f32 * NEXT * mm;
                let at = Vec2::new(x, corner.y - line / 2.0) - middle;
                ball(&mut sheet, at, BUTTON * mm, tint);
            }
            ui.on(piece, &sheet, middle, words);
        }
        Kind::Strip { is_today } => {
            let mut strip = Strip::for_words(words.x / mm, is_today, seed);
            strip.size.y = strip.size.y.max(words.y / mm + 2.0);
            ui.on(piece, &strip.draw(&palette, mm), middle, strip.size * mm);
        }
        Kind::Place { bead, leads } => {
            let mut sheet = Sheet::default();
            if let Some(bead) = bead {
                let at = Vec2::new(corner.x - (GAP + BEAD) * mm, middle.y) - middle;
                ball(&mut sheet, at, BEAD * mm, Tint::new(bead));
            }
            if leads {
                let at =
                    Vec2::new(corner.x + words.x + (GAP + ARROW / 2.0) * mm, middle.y) - middle;
                Icon::Arrow.draw(&mut sheet, at, ARROW * mm, &palette, palette.deep_blue);
            }
            if !sheet.indices.is_empty() {
                ui.on(piece, &sheet, middle, words);
            }
        }
    }
}
