//! Dots: balls to give away; how many taps each thing has only afterwards.

use bevy::math::Vec2;
use legeplads_feed as feed;
use legeplads_feed::VoteState;

use super::{Laid, PITCH, Present, plinths, together, tray_under, vote, way_on_beside};
use crate::activities::{Move, dots::Dots};
use crate::journey::Action;
use crate::paper::wood::ball;
use crate::paper::{Icon, Sheet, Tint};
use crate::screens::{Talk, pieces};
use crate::theme::space;
use crate::ui::{Piece, Ui};

impl Laid for Dots {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::Dots, present: &Present) {
        let is_open = self.state() == VoteState::Open;
        let mut says = vote::says(talk, present);
        if is_open && !present.is_done {
            says = format!("{} {says}", present.ask);
        }
        let sign = pieces::sign(ui, true, talk.text(&data.question), Some(&says));
        for (index, choice) in data.choices.iter().enumerate() {
            plinths::lay(ui, talk, index, talk.text(&choice.label));
            let given = self.on(index);
            let given: Vec<&str> = given
                .map(|dot| vote::COLOURS[dot % data.dots.clamp(1, vote::COLOURS.len())])
                .collect();
            if let Some(at) = plinths::middle(ui, talk, index) {
                vote::dots(ui, &given, at);
            }
        }
        vote::taps(ui, talk, present);
        if is_open && present.is_done {
            again(ui, Dots::again(data));
        } else if is_open {
            let all = self.all(data);
            let pitch = if all > FEW { CLOSE } else { PITCH };
            let tray = tray_under(ui, sign, &vec![false; all], pitch);
            fill(ui, tray, data.dots, self.left(data), (all, pitch));
        }
        if is_open && !present.is_done {
            together::how_many(ui, talk);
        }
        let has_card = present.is_done || self.state() == VoteState::Decided;
        way_on_beside(ui, talk, has_card);
    }
}

/// More dots than this lie closer: from one to the next, in millimetres.
const FEW: usize = 6;
const CLOSE: f32 = 24.0;

/// The dots that are left, in their tray: the first ones go first.
fn fill(ui: &mut Ui, tray: Piece, each: usize, left: usize, (all, pitch): (usize, f32)) {
    let mm = ui.mm();
    let colours = vote::COLOURS.iter().take(each).cycle().take(all);
    for (number, name) in colours.enumerate().skip(all.saturating_sub(left)) {
        let mut sheet = Sheet::default();
        ball(&mut sheet, Vec2::ZERO, 11.0 * mm, Tint::new(ui.rgb(name)));
        let aside = (number as f32 - (all - 1) as f32 / 2.0) * pitch;
        ui.on(tray, &sheet, Vec2::X * aside * mm, Vec2::splat(22.0 * mm));
    }
}

/// Dots for whoever comes next, over the languages or over the row at the foot.
fn again(ui: &mut Ui, made: Move) {
    let mm = ui.mm();
    let half = ui.view().half();
    let at = if ui.view().portrait() {
        Vec2::new(half.x, -half.y) + Vec2::new(-(space::EDGE + 15.5), 250.0) * mm
    } else {
        Vec2::new(half.x, -half.y) + Vec2::new(-(space::EDGE + 35.0), 190.0) * mm
    };
    pieces::disc(ui, at, Icon::Again, Action::Play(made));
}
