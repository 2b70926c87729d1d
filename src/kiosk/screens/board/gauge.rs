//! How far something has come, on a note: a traffic light with its word, and under it a ruler with what
//! stands at its ends.

use bevy::math::Vec2;
use legeplads_feed::progress::Light;

use super::goals::Gauge;
use super::line::{self, Line};
use super::note::GAP;
use crate::paper::{Lamp, Ruler};
use crate::theme::Type;
use crate::ui::{Piece, Ui};

/// From the light to its word, and from the ruler to the words under it, in millimetres.
const BESIDE: f32 = 6.0;
const UNDER: f32 = 3.0;

/// The lamps, from the left.
const COLOURS: [&str; 3] = ["red", "yellow", "green"];
/// Where none is lit.
const DARK: &str = "wood";

/// What is drawn beside or above a line of words.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// The light, to the left of its word.
    Lamp(Light),
    /// The ruler, above the words at its left end; so many pixels wide.
    Ruler {
        width: f32,
        part: Option<f32>,
        light: Light,
    },
}

/// Sets the words from the upper left corner of their room, `measure` pixels wide.
pub fn lines(ui: &mut Ui, gauge: &Gauge, corner: Vec2, measure: f32) -> Vec<Line> {
    let mm = ui.mm();
    let (word, row) = lamp(ui, gauge.light, (Type::Label, &gauge.word), corner, measure);
    let below = corner.y + row + (2.0 * GAP + Ruler::HEIGHT + UNDER) * mm;
    let [from, to] = [0, 1].map(|end| ui.set(Type::Reading, &gauge.ends[end], measure / 2.0));
    let right = corner.x + measure - to.size.x;
    let kind = Kind::Ruler {
        width: measure,
        part: gauge.part,
        light: gauge.light,
    };
    let line = |kind, setting, at| Line { kind, setting, at };
    vec![
        word,
        line(line::Kind::Gauge(kind), from, Vec2::new(corner.x, below)),
        line(line::Kind::Plain, to, Vec2::new(right, below)),
    ]
}

/// Sets a light and its words beside it; says how high both are.
pub fn lamp(
    ui: &mut Ui,
    light: Light,
    (kind, words): (Type, &str),
    corner: Vec2,
    measure: f32,
) -> (Line, f32) {
    let mm = ui.mm();
    let indent = (Lamp::SIZE.x + BESIDE) * mm;
    let setting = ui.set(kind, words, measure - indent);
    let height = Lamp::SIZE.y * mm;
    let drop = ((height - setting.size.y) / 2.0).max(0.0);
    let row = height.max(setting.size.y);
    let line = Line {
        kind: line::Kind::Gauge(Kind::Lamp(light)),
        setting,
        at: corner + Vec2::new(indent, drop),
    };
    (line, row)
}

/// Draws what belongs to a line, whose words begin at `corner` and are of that size.
pub fn decorate(ui: &mut Ui, piece: Piece, kind: Kind, corner: Vec2, words: Vec2) {
    let mm = ui.mm();
    let palette = ui.palette();
    match kind {
        Kind::Lamp(light) => {
            let lamp = Lamp {
                colours: COLOURS.map(|name| ui.rgb(name)),
                lit: lit(light),
            };
            let middle = corner.y - words.y / 2.0;
            let at = Vec2::new(corner.x - (BESIDE + Lamp::SIZE.x / 2.0) * mm, middle);
            ui.on(piece, &lamp.draw(&palette, mm), at, Lamp::SIZE * mm);
        }
        Kind::Ruler { width, part, light } => {
            let colour = lit(light).and_then(|lit| COLOURS.get(lit));
            let ruler = Ruler {
                width: width / mm,
                part,
                colour: ui.rgb(colour.unwrap_or(&DARK)),
            };
            let middle = corner.y + (UNDER + Ruler::HEIGHT / 2.0) * mm;
            let at = Vec2::new(corner.x + width / 2.0, middle);
            let size = Vec2::new(width, Ruler::HEIGHT * mm);
            ui.on(piece, &ruler.draw(&palette, mm), at, size);
        }
    }
}

/// Which lamp is lit.
fn lit(light: Light) -> Option<usize> {
    match light {
        Light::Red => Some(0),
        Light::Amber => Some(1),
        Light::Green => Some(2),
        Light::Unknown => None,
    }
}
