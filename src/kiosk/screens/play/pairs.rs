//! Match: toys on plinths, their names on strips of paper below.

use bevy::math::Vec2;
use legeplads_feed as feed;

use super::{Laid, Present, plinths, way_on_beside};
use crate::activities::{Move, pairs::Match};
use crate::journey::Action;
use crate::paper::{Pose, Tab};
use crate::screens::{Talk, pieces};
use crate::theme::{Type, space};
use crate::ui::{Reach, Ui};

/// Height of a strip, beside its word, and between strips, in millimetres.
const HEIGHT: f32 = space::CHILD_TOUCH;
const PADDING: f32 = 9.0;
const GAP: f32 = 3.0;

/// The middle of the only row, and of the lower of two, above the lower edge, in millimetres.
const ROW: f32 = 78.0;
const LOWER_ROW: f32 = 181.5;

impl Laid for Match {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::Match, present: &Present) {
        pieces::sign(ui, true, talk.text(&data.question), Some(present.ask));
        for (pair, choice) in data.pairs.iter().enumerate() {
            if self.is_joined(pair, data) {
                plinths::lay(ui, talk, pair, talk.text(&choice.label));
            } else {
                plinths::nameless(ui, talk, pair, self.has(pair));
            }
        }
        if present.is_done {
            return;
        }
        names(ui, talk, self, data);
        way_on_beside(ui, talk, false);
    }
}

/// The names that have not come to their toys; those that have leave a gap.
fn names(ui: &mut Ui, talk: &Talk, state: &Match, data: &feed::Match) {
    let mm = ui.mm();
    let view = ui.view();
    let strips: Vec<(usize, f32)> = Match::names(data)
        .filter_map(|pair| Some((pair, data.pairs.get(pair)?)))
        .map(|(pair, choice)| {
            let word = ui.set(Type::Label, talk.text(&choice.label), 140.0 * mm);
            (pair, word.size.x / mm + 2.0 * PADDING)
        })
        .collect();
    let in_a_row = if view.portrait() {
        2
    } else {
        strips.len().max(1)
    };
    // In landscape the column of languages stands to the right.
    let middle = if view.portrait() {
        0.0
    } else {
        -35.0 - space::EDGE / 2.0
    };
    let rows = strips.chunks(in_a_row).len();
    for (number, row) in strips.chunks(in_a_row).enumerate() {
        let up = if view.portrait() {
            LOWER_ROW + (rows - 1 - number) as f32 * (HEIGHT + GAP)
        } else {
            ROW
        };
        let gaps = (row.len() - 1) as f32 * 2.0 * GAP;
        let width = row.iter().map(|(_, width)| width).sum::<f32>() + gaps;
        let mut left = middle - width / 2.0;
        for (pair, width) in row {
            let at = Vec2::new((left + width / 2.0) * mm, up * mm - view.half().y);
            left += width + 2.0 * GAP;
            if !state.is_joined(*pair, data) {
                let made = Match::name(*pair, data);
                let label = data
                    .pairs
                    .get(*pair)
                    .map_or("", |choice| talk.text(&choice.label));
                name(ui, at, *width, label, made, state.has(made));
            }
        }
    }
}

/// A name on its strip; one that waits for its toy is deep blue.
fn name(ui: &mut Ui, at: Vec2, width: f32, label: &str, made: Move, waits: bool) {
    let mm = ui.mm();
    let (sheet, areas) = Tab {
        size: Vec2::new(width, HEIGHT),
        chosen: waits,
        pose: Pose::Rest,
        seed: 11 + made as u32,
    }
    .draw(&ui.palette(), mm);
    let piece = ui.piece(&sheet, at, areas.hit.size(), 0.0);
    let setting = ui.set(Type::Label, label, width * mm);
    let colour = if waits { "white" } else { "ink" };
    ui.centred(piece, &setting, Vec2::ZERO, colour);
    ui.target(
        piece,
        Action::Play(made),
        Reach::Slab(areas.hit.half_size()),
        1,
    );
}
