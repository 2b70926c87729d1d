//! Dots: three balls to give away; how many taps each thing has only afterwards.

use bevy::math::Vec2;
use legeplads_feed as feed;

use super::{Laid, PITCH, Present, asked, plinths, under, way_on_beside};
use crate::activities::{Move, dots::Dots};
use crate::journey::Action;
use crate::language::Args;
use crate::paper::wood::ball;
use crate::paper::{Icon, Sheet, Tint};
use crate::screens::{Talk, pieces};
use crate::theme::space;
use crate::ui::{Piece, Ui};

/// Radius of a dot, and from one dot to the next, in millimetres.
const DOT: f32 = 8.0;
const BESIDE: f32 = 18.0;

/// The dots by name, in the order in which they are given.
const COLOURS: [&str; feed::Dots::COUNT] = ["red", "yellow", "blue"];

impl Laid for Dots {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::Dots, present: &Present) {
        let asked = asked(talk, &data.asked_by, data.decided, present);
        let asked = if present.is_done {
            format!("{asked} {}", talk.say("taps-here"))
        } else {
            format!("{} {asked}", present.ask)
        };
        let sign = pieces::sign(ui, true, talk.text(&data.question), Some(&asked));
        for (index, choice) in data.choices.iter().enumerate() {
            plinths::lay(ui, talk, index, talk.text(&choice.label));
            let Some(at) = plinths::middle(ui, talk, index) else {
                continue;
            };
            if present.is_done {
                let taps = talk.taps.of(present.activity, index);
                let count = Args::new().count("count", i64::from(taps));
                plinths::ribbon(ui, talk, index, &talk.say_with("taps", &count));
            }
            given(ui, self, index, at);
        }
        if present.is_done {
            again(ui, Dots::again(data));
        } else {
            let tray = under(ui, sign, feed::Dots::COUNT, 0);
            fill(ui, tray, self.left());
            way_on_beside(ui, talk, false);
        }
    }
}

/// The dots that lie on a thing, its middle at `at`.
fn given(ui: &mut Ui, dots: &Dots, choice: Move, at: Vec2) {
    let mm = ui.mm();
    let colours: Vec<&str> = dots
        .on(choice)
        .filter_map(|dot| COLOURS.get(dot).copied())
        .collect();
    if colours.is_empty() {
        return;
    }
    let mut sheet = Sheet::default();
    for (number, name) in colours.iter().enumerate() {
        let aside = (number as f32 - (colours.len() - 1) as f32 / 2.0) * BESIDE;
        ball(
            &mut sheet,
            Vec2::X * aside * mm,
            DOT * mm,
            Tint::new(ui.rgb(name)),
        );
    }
    let size = Vec2::new(BESIDE * colours.len() as f32, 2.0 * DOT) * mm;
    ui.piece(&sheet, at, size, 0.0);
}

/// The dots that are left, in their tray: the first ones go first.
fn fill(ui: &mut Ui, tray: Piece, left: usize) {
    let mm = ui.mm();
    let first = COLOURS.len().saturating_sub(left);
    for (number, name) in COLOURS.iter().enumerate().skip(first) {
        let mut sheet = Sheet::default();
        ball(&mut sheet, Vec2::ZERO, 11.0 * mm, Tint::new(ui.rgb(name)));
        let aside = (number as f32 - (COLOURS.len() - 1) as f32 / 2.0) * PITCH;
        ui.on(tray, &sheet, Vec2::X * aside * mm, Vec2::splat(22.0 * mm));
    }
}

/// Three dots more for whoever comes next, over the languages or over the row at the foot.
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
