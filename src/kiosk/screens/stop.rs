//! A stop: one card, one thing to do, the tour as beads on a string.

use std::borrow::Cow;

use bevy::math::Vec2;
use legeplads_feed::{
    ActivityKind, Card, DrawingId, Event, Flow, Link, Map, Offer, Picture, Stop, StopId, Text,
    VoteState,
};

use super::card::{self, CardWords, Seen};
use super::{Talk, board, further, play};
use crate::activities::{Play, Staging, Told};
use crate::journey::{Action, Screen};
use crate::language::Args;
use crate::notices::Timing;
use crate::paper::Glyph;
use crate::paper::beads::{Bead, Beads, Stage as BeadStage};
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
    let staging = match &talk.journey.play {
        Some(play) => play.staging(&activity.kind),
        None => Staging::BARE,
    };
    // The plinths need the room until all is done, and stay to be seen with what was answered:
    // their toys are picture enough.
    let on_plinths = matches!(staging, Staging::Plinths(_));
    let play = talk.journey.play.as_ref();
    let has_pictures = play.is_some_and(|play| play.pictures(&activity.kind));
    let is_decided = play.and_then(Play::vote) == Some(VoteState::Decided);
    let fills = play.is_some_and(|play| play.fills(&activity.kind));
    let has_card = !fills && (is_done || is_decided || !on_plinths);
    if let Some(card) = shown(talk, stop, is_done).filter(|_| has_card) {
        let button = on(talk);
        let has_room = !has_pictures && (is_done || !staging.hides());
        let seen = seen(talk, &card).filter(|seen| has_room && !(on_plinths && seen.is_drawn()));
        let laid = card::card(
            ui,
            &CardWords {
                title: &card.title,
                body: talk.text(card.body),
                picture: seen,
                small: unseen(talk, &card).or(card.small.as_deref()),
                button: Some(button),
            },
        );
        let strip = board::today::lay(ui, talk, stop, laid);
        let own = match &activity.kind {
            ActivityKind::Survey(survey) => survey.link.as_ref(),
            _ => None,
        };
        let link = own.or(card.link).filter(|_| is_done || !staging.hides());
        if let Some(link) = link {
            let below = strip.map_or(laid.rect(), |strip| laid.rect().union(strip.rect()));
            further::lay(ui, talk, link, below);
        }
    }
    // Several players need the room along the lower edge, and so do the buttons of a form.
    if play.and_then(Play::round).is_none() && !fills {
        beads(ui, talk);
    }
}

/// The card's photograph once it has come, with its credit; else what is drawn on it.
fn seen<'a>(talk: &'a Talk, card: &Shown<'a>) -> Option<Seen<'a>> {
    let Some(picture) = card.picture else {
        let drawing = talk.feed().drawings.get(card.drawing?)?;
        return Some(Seen::Drawing(drawing));
    };
    let photo = talk.album.photo(&picture.path)?.clone();
    let who = Args::new().text("who", &picture.credit);
    Some(Seen::Photo(photo, talk.say_with("photo", &who)))
}

/// What would be seen on a photograph that cannot be shown.
fn unseen<'a>(talk: &Talk<'a>, card: &Shown<'a>) -> Option<&'a str> {
    let picture = card.picture?;
    let is_lost = talk.album.is_lost(&picture.path);
    is_lost.then(|| talk.text(&picture.alt))
}

/// The present stop's activity.
fn kind<'a>(talk: &'a Talk) -> Option<&'a ActivityKind> {
    let Screen::Stop(id) = &talk.journey.screen else {
        return None;
    };
    let feed = talk.feed();
    let stop = feed.stop(id)?;
    Some(&feed.activity(&stop.activity)?.kind)
}

/// Whether the present stop's activity is done.
pub fn is_done(talk: &Talk) -> bool {
    match (&talk.journey.play, kind(talk)) {
        (Some(play), Some(kind)) => play.is_done(kind),
        _ => false,
    }
}

/// What stands on the card.
struct Shown<'a> {
    title: Cow<'a, str>,
    body: &'a Text,
    small: Option<String>,
    picture: Option<&'a Picture>,
    drawing: Option<&'a DrawingId>,
    link: Option<&'a Link>,
}

impl<'a> Shown<'a> {
    fn card(talk: &Talk, card: &'a Card) -> Self {
        Self {
            title: talk.text(&card.title).into(),
            body: &card.body,
            small: None,
            picture: card.picture.as_ref(),
            drawing: card.drawing.as_ref(),
            link: card.link.as_ref(),
        }
    }

    /// What came of a vote.
    fn decision(talk: &Talk, what: &'a Text) -> Self {
        Self {
            title: talk.say("vote-decision").into(),
            body: what,
            small: None,
            picture: None,
            drawing: None,
            link: None,
        }
    }

    fn event(talk: &Talk, event: &'a Event) -> Self {
        Self {
            title: talk.text(&event.title).into(),
            body: &event.body,
            small: None,
            picture: None,
            drawing: None,
            link: event.link.as_ref(),
        }
    }

    /// Where it is and when it is open, as far as that is known.
    fn offer(talk: &Talk, offer: &'a Offer) -> Self {
        let place = talk.feed().place(offer.place.as_str());
        let place = place.map_or("", |place| talk.text(&place.name));
        let now = talk.now();
        let when = match offer.opening(&now) {
            Some(opening) => board::when::words(talk, Timing::Open(opening), &now),
            None => talk.say("finder-ask-them"),
        };
        Self {
            title: talk.text(&offer.title).into(),
            body: &offer.body,
            small: Some(format!("{place} · {when}")),
            picture: None,
            drawing: None,
            link: offer.link.as_ref(),
        }
    }

    /// The figure of a flow, what it counts, and where it is from.
    fn flow(talk: &Talk, map: &Map, flow: &'a Flow) -> Self {
        let count = Args::new().count("count", i64::from(flow.count));
        let source = talk.feed().source(map.source.as_str());
        let source = source.map_or("", |source| source.title.as_str());
        let year = flow.year.to_string();
        let source = Args::new().text("who", source).text("year", &year);
        Self {
            title: talk.say_with("map-people", &count).into(),
            body: &flow.says,
            small: Some(talk.say_with("map-source", &source)),
            picture: None,
            drawing: None,
            link: None,
        }
    }
}

/// The first card with the activity, the last one after it; what the activity tells itself, if it
/// does.
fn shown<'a>(talk: &'a Talk, stop: &'a Stop, is_done: bool) -> Option<Shown<'a>> {
    let feed = talk.feed();
    let kind = &feed.activity(&stop.activity)?.kind;
    let of_stop = if is_done {
        stop.cards.last()
    } else {
        stop.cards.first()
    };
    if let Some(asked) = kind.vote()
        && let Some(decision) = asked.road.decision_on(talk.journey.today())
    {
        return Some(Shown::decision(talk, &decision.text));
    }
    match talk.journey.play.as_ref().and_then(|play| play.told(kind)) {
        Some(Told::Event(id)) => {
            let event = feed.events.iter().find(|event| event.id == *id)?;
            Some(Shown::event(talk, event))
        }
        Some(Told::Card(id)) => Some(Shown::card(talk, feed.card(id)?)),
        Some(Told::Flow(map, flow)) => Some(Shown {
            link: of_stop
                .and_then(|card| feed.card(card))
                .and_then(|card| card.link.as_ref()),
            ..Shown::flow(talk, map, flow)
        }),
        Some(Told::Found(finder, wanted, nth)) => {
            let found = finder.find(&feed.offers, &wanted, &talk.journey.language);
            let offer = found.offers.get(nth).or(found.offers.first())?;
            Some(Shown::offer(talk, offer))
        }
        None => Some(Shown::card(talk, feed.card(of_stop?)?)),
    }
}

/// The way on: a story turns its page first.
pub fn on(talk: &Talk) -> (String, Glyph, Action) {
    if let Some(made) = talk.journey.turn(talk.feed()) {
        (talk.say("next"), Glyph::Arrow, Action::Play(made))
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
