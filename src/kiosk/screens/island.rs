//! The island: every place may be touched at any time; the card leads on the tour.

use bevy::math::{Rect, Vec2};
use legeplads_feed::{Plan, Spot};

use super::Talk;
use super::card::{CardWords, card};
use super::pieces;
use super::{board, chrome};
use crate::journey::Action;
use crate::paper::Glyph;
use crate::theme::space;
use crate::ui::{Reach, Ui};

/// Lays the headline, the place names and the invitation.
pub fn lay(ui: &mut Ui, talk: &Talk) {
    town(ui, talk);
    pieces::sign(ui, false, talk.text(&talk.feed().headline), None);
    invitation(ui, talk);
    board::button::lay(ui, talk);
}

/// The places and their names, once the island stands.
pub fn town(ui: &mut Ui, talk: &Talk) {
    if talk.stands() {
        spots(ui, talk);
        names(ui, talk);
    }
}

/// The card that leads on the tour.
pub fn invitation(ui: &mut Ui, talk: &Talk) {
    // There the panel takes its place.
    if talk.journey.panel && ui.view().portrait() {
        return;
    }
    let feed = talk.feed();
    card(
        ui,
        &CardWords {
            title: talk.text(&feed.invitation.title),
            body: talk.text(&feed.invitation.body),
            picture: None,
            small: None,
            button: Some((
                talk.text(&feed.invitation.button).to_owned(),
                Glyph::Arrow,
                Action::StartTour,
            )),
        },
    );
}

/// The island as this screen hangs.
pub fn plan<'a>(ui: &Ui, talk: &'a Talk) -> &'a Plan {
    let island = &talk.feed().island;
    if ui.view().portrait() {
        &island.portrait
    } else {
        &island.landscape
    }
}

/// Every place's toy can be touched.
pub fn spots(ui: &mut Ui, talk: &Talk) {
    let view = ui.view();
    let plan = plan(ui, talk);
    let spots: Vec<(&Spot, Vec2)> = plan
        .spots
        .iter()
        .map(|spot| (spot, talk.stage.seen(spot.at.into(), 0.5, &view)))
        .collect();
    for (spot, at) in &spots {
        let radius = reach(spot, *at, &spots, talk, ui);
        ui.spot(Action::Place(spot.place.clone()), *at, Reach::Disc(radius));
    }
}

fn names(ui: &mut Ui, talk: &Talk) {
    let feed = talk.feed();
    let view = ui.view();
    let front = chrome::front(ui, talk);
    for spot in &plan(ui, talk).spots {
        let Some(place) = feed.places.iter().find(|place| place.id == spot.place) else {
            continue;
        };
        let stop = place.stop.as_ref().and_then(|stop| feed.stop(stop));
        let bead = stop
            .filter(|stop| feed.tour.contains(&stop.id))
            .map(|stop| ui.rgb(&stop.colour));
        let at = Vec2::from(spot.at) + Vec2::from(spot.label);
        let at = talk.stage.seen(at, 0.0, &view);
        let name = talk.text(&place.name);
        // Half a name is none.
        let hides = |front: Rect| {
            !pieces::tent_rect(ui, at, name, bead)
                .intersect(front)
                .is_empty()
        };
        if front.is_some_and(hides) {
            continue;
        }
        let action = Action::Place(spot.place.clone());
        pieces::tent(ui, at, name, bead, Some(action));
    }
}

/// As far as the toy with its plaza reaches, but not into its neighbours.
fn reach(spot: &Spot, at: Vec2, spots: &[(&Spot, Vec2)], talk: &Talk, ui: &Ui) -> f32 {
    let mm = ui.mm();
    let own = spot.reach * talk.stage.shot().scale(&ui.view());
    let nearest = spots
        .iter()
        .filter(|(other, _)| other.place != spot.place)
        .map(|(_, other)| other.distance(at))
        .fold(f32::INFINITY, f32::min);
    own.min((nearest - space::APART * mm) / 2.0)
        .max(space::TOUCH / 2.0 * mm)
}
