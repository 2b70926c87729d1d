//! Map: the island with a ring round each end of a flow, and paper cut-outs for those beyond it.

use bevy::math::{Rect, Vec2};
use legeplads_feed as feed;
use legeplads_feed::End;

use super::spots::apart;
use super::{Laid, Present};
use crate::activities::{Move, map::Map};
use crate::journey::Action;
use crate::language::Args;
use crate::paper::{Ring, Tint, drawing};
use crate::screens::{Talk, island, pieces};
use crate::stage::beyond::beyond;
use crate::theme::space;
use crate::ui::{Reach, Ui};

/// The side of the square that a cut-out fits into, and how far a touch on it reaches, in millimetres.
const CUT_OUT: f32 = 52.0;
const REACH: f32 = 26.0;
/// From the middle of an end beyond the island to the middles of its cut-out and its name, likewise.
const UP: f32 = 15.0;
const DOWN: f32 = 27.0;
/// How far a ring round a place or the whole island reaches at most, likewise.
const WIDE: f32 = 30.0;

impl Laid for Map {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::Map, present: &Present) {
        let each = Args::new().count("count", i64::from(data.each));
        let each = talk.say_with("map-each", &each);
        pieces::sign(ui, false, present.ask, Some(&each));
        if !talk.stands() {
            return;
        }
        let beyond = beyond(&ui.view(), data.elsewhere.iter().map(|one| one.bearing));
        let ends = data.ends();
        let here: Vec<(Move, Here)> = (0..)
            .zip(&ends)
            .filter_map(|(number, end)| Some((number, here(ui, talk, end)?)))
            .collect();
        for (number, one) in &here {
            let others = here.iter().filter(|(other, _)| other != number);
            let others = others.map(|(_, other)| other.at);
            let mm = ui.mm();
            let radius = apart(one.at, one.reach.min(WIDE * mm), others, mm);
            if !self.has(*number) {
                ring(ui, one.at, radius);
            }
            ui.take(Rect::from_center_half_size(one.at, Vec2::splat(radius)));
            ui.spot(Action::Play(*number), one.at, Reach::Disc(radius));
            pieces::tent(ui, one.label, &one.name, None, Some(Action::Play(*number)));
        }
        for (number, end) in ends.into_iter().enumerate() {
            let End::Elsewhere(id) = end else { continue };
            let place = data.elsewhere.iter().position(|one| one.id == *id);
            let at = place.and_then(|place| beyond.get(place));
            if let (Some(one), Some(at)) = (data.beyond(id), at) {
                elsewhere(ui, talk, one, *at, number, self.has(number));
            }
        }
    }
}

/// An end on the island, in overlay coordinates.
struct Here {
    at: Vec2,
    reach: f32,
    label: Vec2,
    name: String,
}

fn here(ui: &Ui, talk: &Talk, end: &End) -> Option<Here> {
    let view = ui.view();
    let mm = ui.mm();
    let plan = island::plan(ui, talk);
    let feed = talk.feed();
    match end {
        End::Place(id) => {
            let spot = plan.spots.iter().find(|spot| spot.place == *id)?;
            let place = feed.places.iter().find(|place| place.id == *id)?;
            let label = Vec2::from(spot.at) + Vec2::from(spot.label);
            Some(Here {
                at: talk.stage.seen(spot.at.into(), 0.5, &view),
                reach: spot.reach * talk.stage.shot().scale(&view),
                label: talk.stage.seen(label, 0.0, &view),
                name: talk.text(&place.name).to_owned(),
            })
        }
        End::Island => {
            let at = talk.stage.seen(plan.centre.into(), 0.0, &view);
            Some(Here {
                at,
                reach: WIDE * mm,
                label: at - Vec2::Y * (WIDE + space::APART + 11.0) * mm,
                name: talk.text(&feed.name).to_owned(),
            })
        }
        End::Elsewhere(_) => None,
    }
}

fn ring(ui: &mut Ui, at: Vec2, radius: f32) {
    let mm = ui.mm();
    let sheet = Ring {
        radius: radius / mm,
        phase: 0.0,
        lies: 1.0,
    }
    .draw(mm);
    ui.piece(&sheet, at, Vec2::splat(2.0 * radius), 0.0);
}

/// A cut-out on the table beside the island, its name below it.
fn elsewhere(
    ui: &mut Ui,
    talk: &Talk,
    one: &feed::Elsewhere,
    at: Vec2,
    number: Move,
    touched: bool,
) {
    let mm = ui.mm();
    let up = at + Vec2::Y * UP * mm;
    if !touched {
        ring(ui, up, (REACH + 2.0) * mm);
    }
    let Some(drawn) = talk.feed().drawings.get(&one.drawing) else {
        return;
    };
    let palette = ui.colours();
    let colour = |name: &str| Tint::new(palette(name));
    let whole = drawing::size(drawn, CUT_OUT * mm);
    let size = whole * (CUT_OUT * mm / whole.max_element()).min(1.0);
    let sheet = drawing::cut_out(&drawn.pieces, size, colour, mm);
    let piece = ui.piece(&sheet, up, size, 0.0);
    ui.take(Rect::from_center_half_size(up, Vec2::splat(REACH * mm)));
    let reach = Reach::Disc(REACH * mm);
    ui.target(piece, Action::Play(number), reach, 0);
    let name = talk.text(&one.name);
    let below = at - Vec2::Y * DOWN * mm;
    pieces::tent(ui, below, name, None, Some(Action::Play(number)));
}
