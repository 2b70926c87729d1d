//! Everything a visitor can see, as a list.

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil::Date;
use legeplads_feed::{Activity, ActivityKind, Card, Feed, StopId};

use super::played::{Played, play, steps};
use super::road::OnRoad;
use super::second::Second;
use super::{gift, ideas};
use crate::activities::Play;
use crate::activities::round::MOST_PLAYERS;
use crate::demo::Demo;
use crate::journey::{Action, Aware, Journey, Screen};
use crate::launch::Launch;
use crate::release::Release;
use crate::taps::Taps;

/// Where the countdown stands in its picture, in seconds.
const LEFT: u8 = 14;
/// How long a demo has gone on in its pictures, and what is counted down, in minutes.
const MINUTES: u32 = 12;
const COUNTED: (u32, u32) = (10, 4);

/// What is on the glass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nobody is there.
    Attract,
    /// Nobody is there, in calm mode: all languages at once.
    CalmAttract,
    /// The town asleep.
    Closed,
    /// The island.
    Island,
    /// The island with the accessibility panel open.
    Panel,
    /// The island with the countdown running.
    Countdown,
    /// A page of the notice board, from 0.
    Board(usize),
    /// A stop on the tour, and how far one has played there.
    Stop(StopId, Played),
    /// What is asked before the tour, or after it.
    Knows {
        /// After it.
        after: bool,
    },
    /// A stop with a vote that has come so far on its road.
    Vote(StopId, OnRoad),
    /// The end of the tour.
    Finish,
    /// A stop on the tour in a demo.
    Demo(StopId),
    /// The card of a demo's presenter.
    Presenter,
    /// A launch, in some second of it.
    Launch(Second),
}

impl State {
    /// All states of a feed. Of the board the first page only: how many there are shows on it.
    pub fn all(feed: &Feed) -> Vec<Self> {
        let mut all = vec![
            Self::Attract,
            Self::CalmAttract,
            Self::Closed,
            Self::Island,
            Self::Panel,
            Self::Countdown,
            Self::Board(0),
        ];
        // The tour's stops in its order, then the others.
        let others = feed.stops.keys().filter(|id| !feed.tour.contains(*id));
        for id in feed.tour.iter().chain(others) {
            let steps = (1..=steps(activity(feed, id)).len()).map(Played::Step);
            let states = Played::ALL.into_iter().chain(steps);
            let states = states.map(|played| Self::Stop(id.clone(), played));
            all.extend(states.filter(|state| state.exists(feed)));
        }
        for id in votes(feed) {
            all.extend(OnRoad::ALL.map(|road| Self::Vote(id.clone(), road)));
        }
        if let Some(id) = ideas::stop(feed) {
            all.extend([OnRoad::Counted, OnRoad::Decided].map(|road| Self::Vote(id.clone(), road)));
        }
        if let Some(id) = gift::stop(feed) {
            all.extend([OnRoad::Counted, OnRoad::Decided].map(|road| Self::Vote(id.clone(), road)));
        }
        if feed.awareness.is_some() {
            all.extend([false, true].map(|after| Self::Knows { after }));
        }
        all.push(Self::Finish);
        all.extend(feed.tour.first().cloned().map(Self::Demo));
        all.push(Self::Presenter);
        all.extend(Second::ALL.map(Self::Launch));
        all
    }

    /// As `--only` names it, and, with hyphens, the file.
    pub fn name(&self) -> String {
        match self {
            Self::Attract => "attract".to_owned(),
            Self::CalmAttract => "attract:calm".to_owned(),
            Self::Closed => "closed".to_owned(),
            Self::Island => "island".to_owned(),
            Self::Panel => "island:panel".to_owned(),
            Self::Countdown => "island:countdown".to_owned(),
            Self::Board(0) => "board".to_owned(),
            Self::Board(page) => format!("board:{}", page + 1),
            Self::Stop(id, played) => format!("stop:{id}{}", played.suffix()),
            Self::Knows { after: false } => "knows".to_owned(),
            Self::Knows { after: true } => "knows:after".to_owned(),
            Self::Vote(id, road) => format!("stop:{id}{}", road.suffix()),
            Self::Finish => "finish".to_owned(),
            Self::Demo(id) => format!("stop:{id}:demo"),
            Self::Presenter => "presenter".to_owned(),
            Self::Launch(second) => format!("launch:{}", second.name()),
        }
    }

    /// Brings it about; returns where the countdown stands.
    pub fn arrange(&self, journey: &mut Journey, release: &Release, taps: &mut Taps) -> Option<u8> {
        let feed = &release.feed;
        journey.rest(feed);
        journey.calm = matches!(self, Self::CalmAttract | Self::Launch(Second::CalmUnveiled));
        match self {
            Self::Launch(Second::Slip) => {
                if let Some(first) = release.site().tour(feed).first() {
                    journey.skip_to(first, feed, release.site());
                }
            }
            Self::Attract | Self::CalmAttract | Self::Launch(_) => {
                journey.screen = Screen::Attract;
            }
            Self::Closed => journey.close(feed),
            Self::Island | Self::Panel | Self::Countdown => journey.screen = Screen::Island,
            Self::Board(page) => journey.screen = Screen::Board(*page),
            Self::Knows { after: false } => journey.screen = Screen::Aware(Aware::Before),
            Self::Knows { after: true } => {
                journey.skip_to_the_end(feed, release.site());
                let last = release.site().tour(feed).last().cloned();
                let after = last.map(|last| Screen::Aware(Aware::After(last)));
                journey.screen = after.unwrap_or(Screen::Finish);
            }
            Self::Finish => journey.skip_to_the_end(feed, release.site()),
            Self::Demo(id) => journey.skip_to(id, feed, release.site()),
            Self::Vote(id, road) => {
                journey.skip_to(id, feed, release.site());
                let activity = activity(feed, id);
                let moves = ideas::moves(activity, *road).into_iter();
                for made in moves.chain(gift::moves(activity, *road)) {
                    journey.act(&Action::Play(made), feed, release.site());
                }
            }
            Self::Presenter => {
                if let Some(first) = release.site().tour(feed).first() {
                    journey.skip_to(first, feed, release.site());
                }
            }
            Self::Stop(id, played) => {
                journey.skip_to(id, feed, release.site());
                if let Some(tour) = &journey.tour {
                    journey.found = tour.stops.iter().take(tour.at).cloned().collect();
                }
                play(*played, journey, release, taps);
            }
        }
        journey.panel = *self == Self::Panel;
        (*self == Self::Countdown).then_some(LEFT)
    }

    /// The feed that it is a picture of: votes that staff have not set out on a road do as if.
    pub fn feed(&self, feed: &Arc<Feed>, today: Date) -> Arc<Feed> {
        let Self::Vote(id, on_road) = self else {
            return feed.clone();
        };
        let mut posed = Feed::clone(feed);
        let stop = feed.stop(id);
        let said = stop.and_then(|stop| feed.card(stop.cards.first()?));
        let activity = stop.and_then(|stop| posed.activities.get_mut(&stop.activity));
        if let (Some(said), Some(activity)) = (said, activity) {
            let choices = activity.kind.vote().map_or(0, |vote| vote.choices);
            let posed = on_road.road(today, choices, &said.body);
            match &mut activity.kind {
                ActivityKind::ThisOrThat(vote) => vote.road = posed,
                ActivityKind::Dots(vote) => vote.road = posed,
                ActivityKind::Ideas(data) => ideas::pose(data, today, &said.body),
                ActivityKind::Gift(data) => gift::pose(data, today, &said.body),
                _ => {}
            }
        }
        Arc::new(posed)
    }

    /// What a demo is to show.
    pub fn demo(&self) -> Option<Demo> {
        let (set, left) = COUNTED;
        let demo = Demo {
            minutes: MINUTES,
            ..Demo::default()
        };
        match self {
            Self::Demo(_) => Some(demo),
            Self::Presenter => Some(Demo {
                card: true,
                set: Some(set),
                left: Some(left),
                ..demo
            }),
            _ => None,
        }
    }

    /// What is unveiled, for which any card with something to see will do.
    pub fn launch(&self, feed: &Feed) -> Option<Launch> {
        let Self::Launch(second) = self else {
            return None;
        };
        let is_seen = |card: &&Card| card.drawing.is_some() || card.picture.is_some();
        let card = feed.cards.values().find(is_seen);
        let card = card.or_else(|| feed.cards.values().next())?;
        let (since, stage) = second.moment();
        let since = SignedDuration::from_millis(since);
        Some(Launch::posed(card.id.clone(), since, stage))
    }

    /// An activity that is done at once has no second state; one with a single move has no third.
    fn exists(&self, feed: &Feed) -> bool {
        let Self::Stop(id, played) = self else {
            return true;
        };
        let Some(activity) = activity(feed, id) else {
            return *played == Played::Not;
        };
        let mut play = Play::new(&activity.kind);
        let has_places = play.seat(MOST_PLAYERS);
        let mut play = Play::new(&activity.kind);
        let is_done_untouched = play.is_done(&activity.kind);
        play.act(0, &activity.kind);
        let is_done_at_once = play.is_done(&activity.kind);
        match played {
            Played::Not => true,
            Played::Begun => !is_done_at_once,
            Played::Done => !is_done_untouched,
            Played::Together | Played::TogetherDone => has_places,
            Played::Step(_) => true,
        }
    }
}

/// A stop with a vote of each kind: the first in the order of their names.
fn votes(feed: &Feed) -> Vec<StopId> {
    let kinds: [fn(&ActivityKind) -> bool; 2] = [
        |kind| matches!(kind, ActivityKind::ThisOrThat(_)),
        |kind| matches!(kind, ActivityKind::Dots(_)),
    ];
    let first = kinds.into_iter().filter_map(|is_it| {
        feed.stops.values().find(|stop| {
            let activity = feed.activity(&stop.activity);
            activity.is_some_and(|activity| is_it(&activity.kind))
        })
    });
    first.map(|stop| stop.id.clone()).collect()
}

fn activity<'a>(feed: &'a Feed, stop: &StopId) -> Option<&'a Activity> {
    feed.activity(&feed.stop(stop)?.activity)
}
