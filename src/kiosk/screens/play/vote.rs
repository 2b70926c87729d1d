//! What votes of all kinds have: who asks, how far it has come, what came of it, and dots on things.

use bevy::math::Vec2;
use legeplads_feed::{Dots, Vote, VoteState};

use super::{Present, plinths};
use crate::language::Args;
use crate::paper::wood::ball;
use crate::paper::{Sheet, Tint};
use crate::screens::Talk;
use crate::ui::Ui;

/// Radius of a dot, and from one dot to the next, in millimetres.
const DOT: f32 = 8.0;
const BESIDE: f32 = 18.0;
/// So many lie in one row.
const ROW: usize = 4;

/// The dots by name, in the order in which they are given.
pub const COLOURS: [&str; Dots::MOST] = ["red", "yellow", "blue"];

/// Under a vote's question: who asks, until when it counts and what has become of it. How often
/// something was touched is told only to those who have voted, or once nobody can any more.
pub fn says(talk: &Talk, present: &Present) -> String {
    let Some(Vote { asked_by, road, .. }) = present.activity.kind.vote() else {
        return String::new();
    };
    let today = talk.journey.today();
    let who = Args::new().text("who", talk.text(asked_by));
    let mut says = Vec::new();
    let on = |key: &str, date| talk.say_with(key, &Args::new().date("date", date));
    match road.state(today) {
        VoteState::Asked => {
            says.push(talk.say_with("asked-by", &who));
            says.extend(road.opens.map(|date| on("vote-opens", date)));
        }
        VoteState::Open if !present.is_done => says.push(talk.say_with("asked-by", &who)),
        VoteState::Open if talk.cooling.counted(&present.activity.id) => {
            says.push(present.ask.to_owned());
            says.extend(road.decided.map(|date| on("decided-on", date)));
            says.push(talk.say("taps-here"));
        }
        VoteState::Open => says.push(talk.say("vote-too-soon")),
        VoteState::Closed => {
            says.push(talk.say_with("asked-by", &who));
            match road.published(today) {
                Some(result) => says.push(on("vote-taps-until", result.until)),
                None => says.push(talk.say("vote-counting")),
            }
            match road.decided {
                Some(date) if today <= date => says.push(on("decided-on", date)),
                _ => says.push(talk.say("vote-answer-later")),
            }
        }
        VoteState::Decided => {
            says.push(talk.say_with("asked-by", &who));
            says.extend(
                road.decision
                    .iter()
                    .map(|what| on("vote-decided-on", what.on)),
            );
            let result = road.published(today).into_iter();
            says.extend(result.map(|result| on("vote-taps-until", result.until)));
        }
    }
    says.join(" ")
}

/// How often each thing was touched, over it: on this screen since it opened for who has voted, on
/// all of them once it is over and published.
pub fn taps(ui: &mut Ui, talk: &Talk, present: &Present) {
    let Some(Vote { road, choices, .. }) = present.activity.kind.vote() else {
        return;
    };
    let today = talk.journey.today();
    let is_open = road.state(today) == VoteState::Open;
    for choice in 0..choices {
        let taps = match road.published(today) {
            Some(result) => result.taps.get(choice).copied(),
            None if is_open && present.is_done => Some(talk.taps.of(present.activity, choice)),
            None => None,
        };
        if let Some(taps) = taps {
            let count = Args::new().count("count", i64::from(taps));
            plinths::ribbon(ui, talk, choice, &talk.say_with("taps", &count));
        }
    }
}

/// Dots of these colours on a thing, its middle at `at`.
pub fn dots(ui: &mut Ui, colours: &[&str], at: Vec2) {
    if colours.is_empty() {
        return;
    }
    let mm = ui.mm();
    let mut sheet = Sheet::default();
    let rows = colours.chunks(ROW);
    let high = rows.len().saturating_sub(1) as f32;
    for (row, colours) in rows.enumerate() {
        for (number, name) in colours.iter().enumerate() {
            let aside = number as f32 - (colours.len() - 1) as f32 / 2.0;
            let at = Vec2::new(aside, high / 2.0 - row as f32) * BESIDE * mm;
            ball(&mut sheet, at, DOT * mm, Tint::new(ui.rgb(name)));
        }
    }
    let wide = colours.len().min(ROW) as f32;
    let size = (Vec2::new(wide, high) * BESIDE + Vec2::new(0.0, 2.0 * DOT)) * mm;
    ui.piece(&sheet, at, size, 0.0);
}
