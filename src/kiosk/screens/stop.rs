//! A stop: one card, one thing to do, the tour as beads on a string.

use bevy::math::Vec2;
use legeplads_feed::{Activity, ActivityKind, Card, Stop, StopId};

use super::pieces::{self, CardWords};
use super::{Talk, board, play};
use crate::activities::Play;
use crate::journey::{Action, Screen};
use crate::language::Args;
use crate::paper::Glyph;
use crate::paper::beads::{Bead, Beads, Stage as BeadStage};
use crate::photos::Photo;
use crate::theme::space;
use crate::ui::Ui;

/// How far a string of beads reaches past its end beads, in millimetres.
const PAST: f32 = 20.0;

/// Lays a stop.
pub fn lay(ui: &mut Ui, talk: &Talk, id: &StopId) {
    let feed = talk.feed();
    let Some(stop) = feed.stop(id) else { return };
    let Some(activity) = feed.activity(&stop.activity) else {
        return;
    };
    play::lay(ui, talk, activity);
    let is_done = is_done(talk);
    let on_plinths = matches!(
        activity.kind,
        ActivityKind::Quiz { .. } | ActivityKind::ThisOrThat { .. }
    );
    if let Some(card) = shown(talk, stop, is_done).filter(|_| is_done || !on_plinths) {
        let button = on(talk);
        let photo = photo(talk, card).filter(|_| is_done || !hides(activity));
        let laid = pieces::card(
            ui,
            &CardWords {
                title: talk.text(&card.title),
                body: talk.text(&card.body),
                photo,
                button: Some(button),
            },
        );
        board::today::lay(ui, talk, stop, laid);
    }
    beads(ui, talk);
}

/// The card's photograph once it has come, and its credit.
fn photo(talk: &Talk, card: &Card) -> Option<(Photo, String)> {
    let picture = card.picture.as_ref()?;
    let photo = talk.album.photo(&picture.path)?.clone();
    let who = Args::new().text("who", &picture.credit);
    Some((photo, talk.say_with("photo", &who)))
}

/// Whether things hide in the scene, so that the card must stay low until they are found.
fn hides(activity: &Activity) -> bool {
    matches!(
        activity.kind,
        ActivityKind::Find { .. } | ActivityKind::Build { .. }
    )
}

/// Whether the present stop's activity is done.
pub fn is_done(talk: &Talk) -> bool {
    let Screen::Stop(id) = &talk.journey.screen else {
        return false;
    };
    let feed = talk.feed();
    let kind = feed
        .stop(id)
        .and_then(|stop| feed.activity(&stop.activity))
        .map(|activity| &activity.kind);
    match (&talk.journey.play, kind) {
        (Some(play), Some(kind)) => play.is_done(kind),
        _ => false,
    }
}

/// The first card with the activity, the last one after it; a story's own while it is told.
fn shown<'a>(talk: &'a Talk, stop: &'a Stop, is_done: bool) -> Option<&'a Card> {
    let feed = talk.feed();
    let activity = feed.activity(&stop.activity)?;
    if let (ActivityKind::Story { cards }, Some(Play::Story(play))) =
        (&activity.kind, &talk.journey.play)
    {
        return cards.get(play.page()).and_then(|id| feed.card(id));
    }
    let id = if is_done {
        stop.cards.last()
    } else {
        stop.cards.first()
    };
    id.and_then(|id| feed.card(id))
}

/// The way on: a story turns its page first.
pub fn on(talk: &Talk) -> (String, Glyph, Action) {
    let turns = matches!(talk.journey.play, Some(Play::Story(_))) && !is_done(talk);
    if turns {
        (talk.say("next"), Glyph::Arrow, Action::Play(0))
    } else if talk.journey.tour.is_some() {
        (talk.say("next"), Glyph::Arrow, Action::Next)
    } else {
        (talk.say("to-the-island"), Glyph::Arrow, Action::Home)
    }
}

/// The tour as beads on a string.
fn beads(ui: &mut Ui, talk: &Talk) {
    let feed = talk.feed();
    let Some(tour) = &talk.journey.tour else {
        return;
    };
    let beads: Vec<Bead> = tour
        .stops
        .iter()
        .filter_map(|stop| feed.stop(stop))
        .enumerate()
        .map(|(index, stop)| Bead {
            colour: ui.rgb(&stop.colour),
            stage: if index == tour.at {
                BeadStage::Current
            } else if talk.journey.found.contains(&stop.id) {
                BeadStage::Done
            } else {
                BeadStage::Ahead
            },
        })
        .collect();
    let view = ui.view();
    let mm = ui.mm();
    let half = view.half();
    let (length, at) = if view.portrait() {
        let length = view.size.x / mm - 2.0 * space::EDGE - 2.0 * PAST;
        (length, Vec2::new(0.0, -half.y + 62.0 * mm))
    } else {
        // Between the card and the column of buttons.
        let from = space::EDGE - 8.0 + 178.0 + 8.0 + PAST;
        let to = view.size.x / mm - space::EDGE - 70.0 - 8.0 - PAST;
        let middle = (from + to) / 2.0;
        (
            to - from,
            Vec2::new(-half.x + middle * mm, -half.y + 40.0 * mm),
        )
    };
    let (sheet, _) = Beads {
        beads: &beads,
        length,
        vertical: false,
    }
    .draw(&ui.palette(), mm);
    ui.piece(&sheet, at, Vec2::new(length, 30.0) * mm, 0.0);
}
