//! An activity on the glass: what to do, what to touch, how far one is.

use bevy::math::{Vec2, Vec3};
use legeplads_feed::{Activity, ActivityKind, Answer, Choice};

use super::Talk;
use super::pieces;
use crate::activities::{Move, Play, quiz::Quiz, this_or_that};
use crate::journey::Action;
use crate::language::Args;
use crate::paper::{Ribbon, Ring, Tray};
use crate::theme::{Type, space};
use crate::ui::{Reach, Ui};

/// Lays the present activity.
pub fn lay(ui: &mut Ui, talk: &Talk, activity: &Activity) {
    let Some(play) = &talk.journey.play else { return };
    let is_done = play.is_done(&activity.kind);
    let ask = talk.text(if is_done { &activity.praise } else { &activity.ask }).to_owned();
    match (&activity.kind, play) {
        (ActivityKind::Story { .. }, Play::Story(_)) => {
            pieces::sign(ui, true, &ask, None);
        }
        (ActivityKind::Find { things }, Play::Find(state)) => {
            pieces::sign(ui, true, &ask, None);
            for (index, thing) in things.iter().enumerate() {
                let (x, y, z) = thing.at;
                let at = Vec3::new(x, y, z);
                spot(ui, talk, index, at, 0.9, !state.has(index));
            }
            tray(ui, things.len(), state.count());
        }
        (ActivityKind::Build { pieces: floors, .. }, Play::Build(state)) => {
            pieces::sign(ui, true, &ask, None);
            for (index, at) in talk.stage.waiting().iter().enumerate().take(floors.len()) {
                if !state.placed().contains(&index) {
                    spot(ui, talk, index, *at, 1.0, true);
                }
            }
            tray(ui, floors.len(), state.placed().len());
        }
        (ActivityKind::Quiz { question, answers }, Play::Quiz(state)) => {
            pieces::sign(ui, true, talk.text(question), Some(&ask));
            for (index, answer) in answers.iter().enumerate() {
                plinth(ui, talk, index, talk.text(&answer.label));
                if state.has(index) {
                    reply(ui, talk, index, answer);
                }
            }
            tray(ui, Quiz::all(answers), state.right(answers));
        }
        (
            ActivityKind::ThisOrThat {
                question,
                left,
                right,
                asked_by,
                decided,
            },
            Play::ThisOrThat(state),
        ) => {
            let when = Args::new()
                .text("who", talk.text(asked_by))
                .date("date", *decided);
            let asked = if is_done {
                ask
            } else {
                talk.say_with("asked-by", &when)
            };
            pieces::sign(ui, true, talk.text(question), Some(&asked));
            choice(ui, talk, this_or_that::LEFT, left, state.chosen());
            choice(ui, talk, this_or_that::RIGHT, right, state.chosen());
        }
        _ => {}
    }
}

/// Something in the scene to touch, with a dotted ring while it waits.
fn spot(ui: &mut Ui, talk: &Talk, index: Move, at: Vec3, size: f32, waits: bool) {
    let view = ui.view();
    let mm = ui.mm();
    let middle = talk.stage.point(at, &view);
    let radius = (size * talk.stage.shot().scale(&view))
        .clamp(space::CHILD_TOUCH / 2.0 * mm, 22.0 * mm);
    if !talk.stands() {
        return;
    }
    if waits {
        let sheet = Ring {
            radius: radius / mm,
            phase: 0.0,
        }
        .draw(mm);
        ui.piece(&sheet, middle, Vec2::splat(2.0 * radius), 0.0);
    }
    ui.spot(Action::Play(index), middle, Reach::Disc(radius));
}

/// A plinth's toy and its label, one thing to touch.
fn plinth(ui: &mut Ui, talk: &Talk, index: Move, label: &str) {
    let view = ui.view();
    let Some(plinth) = talk.plinth(index) else { return };
    let radius = plinth.reach * talk.stage.shot().scale(&view);
    let middle = talk.stage.point(plinth.toy, &view);
    ui.spot(
        Action::Play(index),
        middle,
        Reach::Disc(radius.max(space::CHILD_TOUCH / 2.0 * ui.mm())),
    );
    let at = talk.stage.point(plinth.label, &view);
    pieces::tent(ui, at, label, None, Some(Action::Play(index)));
}

fn reply(ui: &mut Ui, talk: &Talk, index: Move, answer: &Answer) {
    let view = ui.view();
    let Some(plinth) = talk.plinth(index) else { return };
    let at = talk.stage.point(plinth.top, &view);
    ribbon(ui, at, talk.text(&answer.reply));
}

fn choice(ui: &mut Ui, talk: &Talk, index: Move, choice: &Choice, chosen: Option<Move>) {
    plinth(ui, talk, index, talk.text(&choice.label));
    if chosen == Some(index) {
        let view = ui.view();
        if let Some(plinth) = talk.plinth(index) {
            let at = talk.stage.point(plinth.top, &view);
            ribbon(ui, at, &talk.say("choice-thanks"));
        }
    }
}

/// A reply over a toy, kept on the glass.
fn ribbon(ui: &mut Ui, at: Vec2, words: &str) {
    let mm = ui.mm();
    let setting = ui.set(Type::Label, words, 150.0 * mm);
    let ribbon = Ribbon::for_word(setting.size.x / mm);
    let (sheet, areas) = ribbon.draw(&ui.palette(), mm);
    let size = ribbon.size * mm;
    let margin = size / 2.0 + Vec2::splat(3.0 * mm);
    let half = ui.view().half();
    let at = at.clamp(margin - half, half - margin);
    let piece = ui.piece(&sheet, at, size, 0.03);
    ui.centred(piece, &setting, areas.words.area.center(), "ink");
}

/// How far one is: hollows and balls.
fn tray(ui: &mut Ui, all: usize, filled: usize) {
    let view = ui.view();
    let mm = ui.mm();
    let filled: Vec<bool> = (0..all).map(|hollow| hollow < filled).collect();
    let (sheet, areas) = Tray {
        filled: &filled,
        pitch: 22.0,
    }
    .draw(&ui.palette(), mm);
    let half = view.half();
    let size = areas.size;
    let at = Vec2::new(
        half.x - space::EDGE * mm - size.x / 2.0,
        half.y - (space::EDGE + 50.0) * mm - size.y / 2.0,
    );
    ui.piece(&sheet, at, size, 0.0);
}
