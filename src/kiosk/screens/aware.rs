//! What visitors know is asked, before the tour and after it: big answers, and a way on for those who would
//! rather not say.

use bevy::math::Vec2;

use super::Talk;
use super::pieces::{self, FOOT_ROW};
use crate::journey::{Action, Aware};
use crate::paper::wood::ball;
use crate::paper::{Card, Glyph, Sheet, Tint};
use crate::theme::{Type, space};
use crate::ui::{Reach, Ui};

/// An answer's height, from its edges to the words, and between answers, in millimetres.
const HIGH: f32 = 42.0;
const PADDING: f32 = 14.0;
const GAP: f32 = 9.0;
/// Radius of the ball before an answer, and from it to the words.
const BALL: f32 = 9.0;
const BESIDE: f32 = 9.0;
/// The balls by name, and how far answers are tilted, in radians: no two neighbours the same.
const BALLS: [&str; 4] = ["red", "yellow", "blue", "green"];
const TILTS: [f32; 4] = [0.008, -0.006, 0.005, -0.009];

/// Lays the question, its answers and the way on.
pub fn lay(ui: &mut Ui, talk: &Talk, aware: &Aware) {
    let Some(asked) = &talk.feed().awareness else {
        return;
    };
    let why = talk.say(match aware {
        Aware::Before => "knows-before",
        Aware::After(_) => "knows-after",
    });
    let sign = pieces::sign(ui, true, talk.text(&asked.question), Some(&why));
    let mm = ui.mm();
    let room = ui.view().size.x - 2.0 * (space::EDGE + PADDING + BALL + BESIDE) * mm;
    let words: Vec<_> = (asked.answers.iter())
        .map(|answer| ui.set(Type::Heading, talk.text(answer), room))
        .collect();
    let widest = words.iter().map(|words| words.size.x).fold(0.0, f32::max);
    let highest = words.iter().map(|words| words.size.y).fold(0.0, f32::max);
    let high = HIGH.max(highest / mm + PADDING);
    let size = Vec2::new(widest / mm + 2.0 * (PADDING + BALL) + BESIDE, high);
    let foot = ui.view().half().y - (if ui.view().portrait() { FOOT_ROW } else { 24.0 }) * mm;
    let middle = (sign.rect().min.y - foot) / 2.0;
    let gaps = words.len().saturating_sub(1) as f32;
    for (answer, words) in words.iter().enumerate() {
        let down = (answer as f32 - gaps / 2.0) * (high + GAP) * mm;
        let (sheet, areas) = Card {
            size,
            crease: None,
            corner: false,
            buttons: false,
            seed: 41 + answer as u32,
            ..Card::default()
        }
        .draw(&ui.palette(), mm);
        let tilt = TILTS[answer % TILTS.len()];
        let paper = ui.piece(&sheet, Vec2::Y * (middle - down), areas.hit.size(), tilt);
        ui.unfolds(paper);
        let left = (PADDING - size.x / 2.0) * mm;
        let mut sheet = Sheet::default();
        let tint = Tint::new(ui.rgb(BALLS[answer % BALLS.len()]));
        ball(&mut sheet, Vec2::ZERO, BALL * mm, tint);
        let round = Vec2::splat(2.0 * BALL * mm);
        ui.on(paper, &sheet, Vec2::X * (left + BALL * mm), round);
        let from = left + (2.0 * BALL + BESIDE) * mm;
        ui.words(paper, words, Vec2::new(from, words.size.y / 2.0), "ink");
        let reach = Reach::Slab(areas.hit.half_size());
        ui.target(paper, Action::Know(answer), reach, 1);
    }
    let bottom = if ui.view().portrait() {
        FOOT_ROW + 26.0
    } else {
        40.0
    };
    let at = -ui.view().half() + Vec2::new(space::EDGE, bottom) * mm;
    pieces::button_at_left(ui, at, &talk.say("next"), Some(Glyph::Arrow), Action::Next);
}
