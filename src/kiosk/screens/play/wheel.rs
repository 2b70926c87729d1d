//! Wheel: a ring round each toy that was not in front yet, the name of the one that is.

use bevy::math::{Vec2, Vec3};
use legeplads_feed as feed;

use super::spots::apart;
use super::{Laid, Present, under};
use crate::activities::wheel::Wheel;
use crate::journey::Action;
use crate::paper::Ring;
use crate::screens::{Talk, pieces};
use crate::ui::{Reach, Ui};

/// From the middle of the wheel to where the foremost name stands, as a share of its radius.
const NAME: f32 = 1.42;

impl Laid for Wheel {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::Wheel, present: &Present) {
        let sign = pieces::sign(ui, true, present.ask, None);
        under(ui, sign, Self::all(data), self.count(data));
        if !talk.stands() {
            return;
        }
        let Some(wheel) = talk.stage.wheel() else {
            return;
        };
        let view = ui.view();
        let mm = ui.mm();
        let front = self.front().unwrap_or(0);
        let scale = talk.stage.shot().scale(&view);
        let places: Vec<(Vec2, f32)> = (0..)
            .zip(talk.stage.things())
            .map(|(segment, thing)| {
                let stood = wheel.foot(segment, 0.0);
                let at = thing.at - stood + wheel.foot(segment, front as f32);
                (talk.stage.point(at, &view), thing.reach * scale)
            })
            .collect();
        for (segment, (at, reach)) in places.iter().enumerate() {
            let others = places.iter().enumerate();
            let others = others
                .filter(|(other, _)| *other != segment)
                .map(|(_, (other, _))| *other);
            let radius = apart(*at, *reach, others, mm);
            if !self.has(segment) {
                let lies = talk.stage.shot().pitch.sin();
                let sheet = Ring {
                    radius: radius / mm,
                    phase: 0.0,
                    lies,
                }
                .draw(mm);
                let foot = talk.stage.point(wheel.foot(segment, front as f32), &view);
                ui.piece(&sheet, foot, Vec2::new(radius, radius * lies) * 2.0, 0.0);
            }
            ui.spot(Action::Play(segment), *at, Reach::Disc(radius));
        }
        if let Some(segment) = data.segments.get(front) {
            let foremost = wheel.middle + Vec3::Z * wheel.radius * NAME;
            let at = talk.stage.point(foremost, &view);
            let bead = Some(ui.rgb(&segment.colour));
            pieces::tent(ui, at, talk.text(&segment.name), bead, None);
        }
    }
}
