//! The button that leads to the board: a round sign, and beside it a paper strip that says what
//! it is.

use bevy::math::Vec2;

use crate::journey::Action;
use crate::paper::leaf::Leaf;
use crate::paper::{Disc, Icon, Pose, Sheet};
use crate::screens::Talk;
use crate::theme::{Type, space};
use crate::ui::{Reach, Ui};

/// Height of the strip, and from its ends to the word, in millimetres.
const HEIGHT: f32 = 21.0;
const PADDING: f32 = 8.0;

/// Radius of the round button, and how far its middle is from that of the next, in millimetres.
const RADIUS: f32 = 15.5;
const APART: f32 = 42.0;

/// Lays it beside the accessibility button; on a portrait screen under home.
pub fn lay(ui: &mut Ui, talk: &Talk) {
    let view = ui.view();
    // There the panel lies over it.
    if talk.journey.panel && !view.portrait() {
        return;
    }
    let mm = ui.mm();
    let half = view.half() / mm;
    let word = ui.set(Type::Label, &talk.say("board"), 130.0 * mm);
    let strip = Vec2::new(word.size.x / mm + 2.0 * PADDING + RADIUS, HEIGHT);
    // Which way the strip goes from the disc.
    let (disc, way) = if view.portrait() {
        let left = -half.x + space::EDGE + RADIUS;
        (Vec2::new(left, -half.y + 104.0 - APART), 1.0)
    } else {
        let person = half.x - space::EDGE - 70.0 + RADIUS;
        (Vec2::new(person - APART, -half.y + 40.0), -1.0)
    };
    let size = Vec2::new(RADIUS + strip.x, 2.0 * RADIUS);
    let at = disc + Vec2::X * way * strip.x / 2.0;
    let at = at - Vec2::X * way * RADIUS / 2.0;
    let palette = ui.palette();
    let leaf = Leaf::new(strip * mm, 9);
    let mut paper = Sheet::default();
    leaf.shadow(&mut paper, 0.55, mm);
    let tone = leaf.paper(&palette);
    leaf.draw(&mut paper, &[0.0, 0.5, 1.0], |point, _| tone(point));
    let mut sheet = Sheet::default();
    let middle = (disc + Vec2::X * way * strip.x / 2.0 - at) * mm;
    sheet.append(&paper, middle, 0.0, 1.0);
    let (button, _) = Disc::new(Icon::Board, Pose::Rest).draw(&palette, mm);
    sheet.append(&button, (disc - at) * mm, 0.0, 1.0);
    let piece = ui.piece(&sheet, at * mm, size * mm, 0.0);
    let clear = Vec2::X * way * RADIUS / 2.0 * mm;
    ui.centred(piece, &word, middle + clear, "ink");
    ui.target(piece, Action::Board(0), Reach::Slab(size / 2.0 * mm), 3);
}
