//! Closed: the town sleeps, and a note says in every language of the site when it wakes.
//!
//! Nothing opens, so nothing that opens is laid: no card, no languages, no home. Toys giggle when
//! they are touched, and the note and the moon breathe out.

use bevy::math::Vec2;

use super::Talk;
use super::island;
use crate::journey::Action;
use crate::language::Args;
use crate::paper::{Card, Moon};
use crate::theme::{Type, space};
use crate::ui::{Reach, Setting, Ui};

/// From the paper's edge to its words, in millimetres.
const PADDING: f32 = 14.0;
/// Between two languages, and between a language's two lines.
const GAP: f32 = 7.0;
const LINE: f32 = 1.0;
/// More room at the foot: the turned corner keeps clear of the words.
const FOOT: f32 = 8.0;
/// More languages than this are set smaller.
const FEW: usize = 3;
/// A note's tilt in radians.
const TILT: f32 = 0.014;

/// Lays the note and the moon.
pub fn lay(ui: &mut Ui, talk: &Talk) {
    if talk.stands() {
        island::spots(ui, talk);
    }
    moon(ui);
    note(ui, talk);
}

/// The note: lower left, or across the foot of a portrait screen.
fn note(ui: &mut Ui, talk: &Talk) {
    let view = ui.view();
    let mm = ui.mm();
    let languages = talk.release.site().languages(talk.feed()).to_vec();
    let kind = if languages.len() > FEW {
        Type::Label
    } else {
        Type::Heading
    };
    let room = if view.portrait() {
        view.size.x / mm - 2.0 * (space::EDGE + PADDING)
    } else {
        210.0
    };
    let blocks: Vec<_> = languages
        .iter()
        .map(|language| {
            let closed = talk.say_in(language, "closed", &Args::new());
            let until = talk.hours.wakes.map(|wakes| {
                let args = Args::new()
                    .text("near", wakes.near.name())
                    .count("weekday", wakes.weekday as i64 + 1)
                    .time("time", wakes.time);
                talk.say_in(language, "closed-until", &args)
            });
            let until = until.map(|until| ui.set(Type::Reading, &until, room * mm));
            (ui.set(kind, &closed, room * mm), until)
        })
        .collect();
    let width = blocks
        .iter()
        .flat_map(|(closed, until)| [Some(closed), until.as_ref()])
        .flatten()
        .map(|setting| setting.size.x)
        .fold(0.0, f32::max)
        / mm
        + 2.0 * PADDING;
    let high = |(closed, until): &(Setting, Option<Setting>)| {
        let until = until.as_ref().map_or(0.0, |until| until.size.y / mm + LINE);
        closed.size.y / mm + until
    };
    let words: f32 = blocks.iter().map(high).sum();
    let gaps = GAP * blocks.len().saturating_sub(1) as f32;
    let height = words + gaps + 2.0 * PADDING - 4.0 + FOOT;
    // The crease runs between two languages, not through one.
    let above: f32 = blocks.iter().take(blocks.len() / 2).map(high).sum();
    let above = above + GAP * (blocks.len() / 2) as f32 - GAP / 2.0 + PADDING - 2.0;
    let half = view.half();
    let size = Vec2::new(width, height);
    let at = if view.portrait() {
        Vec2::new(0.0, -half.y + (82.0 + height / 2.0) * mm)
    } else {
        -half + (Vec2::splat(space::EDGE - 4.0) + size / 2.0) * mm
    };
    let (sheet, areas) = Card {
        size,
        padding: PADDING,
        crease: (blocks.len() > 1).then_some(above / height),
        buttons: false,
        seed: 9,
        ..Card::default()
    }
    .draw(&ui.palette(), mm);
    let piece = ui.piece(&sheet, at, areas.hit.size(), TILT);
    ui.unfolds(piece);
    ui.target(piece, Action::Giggle, Reach::Slab(areas.hit.half_size()), 4);
    let left = (-width / 2.0 + PADDING) * mm;
    let mut top = (height / 2.0 - PADDING + 2.0) * mm;
    for (closed, until) in &blocks {
        ui.words(piece, closed, Vec2::new(left, top), "ink");
        top -= closed.size.y + LINE * mm;
        if let Some(until) = until {
            ui.words(piece, until, Vec2::new(left, top), "ink");
            top -= until.size.y;
        }
        top -= GAP * mm;
    }
}

/// The moon hangs in the sky.
fn moon(ui: &mut Ui) {
    let view = ui.view();
    let mm = ui.mm();
    let half = view.half();
    let moon = Moon {
        radius: 21.0,
        thread: 50.0,
    };
    // Between the clouds and their threads.
    let x = if view.portrait() {
        0.0
    } else {
        -half.x + (space::EDGE + 78.0) * mm
    };
    let at = Vec2::new(x, half.y - (space::EDGE + 12.0 + moon.radius) * mm);
    let (sheet, area) = moon.draw(&ui.palette(), mm);
    let piece = ui.piece(&sheet, at, area.size(), 0.0);
    ui.target(piece, Action::Giggle, Reach::Disc(moon.radius * mm), 4);
}
