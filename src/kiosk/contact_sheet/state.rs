//! Everything a visitor can see, as a list.

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::ToSpan;
use jiff::civil::Date;
use legeplads_feed::{Activity, ActivityKind, Card, Decision, Feed, Road, StopId, Tally, Text};

use super::{gift, ideas};
use crate::activities::form::{ON, STOP};
use crate::activities::quiz::Quiz;
use crate::activities::round::MOST_PLAYERS;
use crate::activities::{Move, Play};
use crate::demo::Demo;
use crate::journey::{Action, Aware, Cue, Journey, Screen};
use crate::launch::{Launch, Stage};
use crate::release::Release;
use crate::taps::Taps;

/// More moves than any activity has things to touch.
const MOVES: usize = 64;
/// Taps of a result, more than any choice has.
const TAPS: u32 = 2_468;
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

/// A second of a launch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Second {
    /// A parcel stands in the town.
    Parcel,
    /// Somebody plays, and a slip counts.
    Slip,
    /// The last seconds.
    Countdown,
    /// It opens.
    Opening,
    /// It is open.
    Unveiled,
    /// The same in calm mode.
    CalmUnveiled,
}

impl Second {
    const ALL: [Self; 6] = [
        Self::Parcel,
        Self::Slip,
        Self::Countdown,
        Self::Opening,
        Self::Unveiled,
        Self::CalmUnveiled,
    ];

    /// As it is told after `launch:`.
    fn name(self) -> &'static str {
        match self {
            Self::Parcel => "parcel",
            Self::Slip => "slip",
            Self::Countdown => "countdown",
            Self::Opening => "opening",
            Self::Unveiled => "unveiled",
            Self::CalmUnveiled => "unveiled:calm",
        }
    }

    /// Milliseconds after the moment, and what is on the glass.
    fn moment(self) -> (i64, Stage) {
        match self {
            Self::Parcel => (-60_000, Stage::Parcel),
            Self::Slip => (-42_000, Stage::Slip),
            Self::Countdown => (-3_000, Stage::Wrapped),
            Self::Opening => (800, Stage::Open),
            Self::Unveiled | Self::CalmUnveiled => (6_000, Stage::Open),
        }
    }
}

/// How far a vote has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnRoad {
    /// It opens on another day.
    Asked,
    /// It is over, and nobody has said how it went.
    Counting,
    /// It is over, with its result.
    Counted,
    /// It is decided.
    Decided,
}

impl OnRoad {
    const ALL: [Self; 4] = [Self::Asked, Self::Counting, Self::Counted, Self::Decided];

    /// As it is told after the name of the stop.
    fn suffix(self) -> &'static str {
        match self {
            Self::Asked => ":asked",
            Self::Counting => ":counting",
            Self::Counted => ":counted",
            Self::Decided => ":decided",
        }
    }

    /// The road of a vote that has come so far today, with so many choices and what was decided.
    fn road(self, today: Date, choices: usize, text: &Text) -> Road {
        let day = |days: i32| today.saturating_add(days.days());
        let taps = (0..choices).map(|choice| TAPS / (u32::try_from(choice).unwrap_or(0) + 2));
        let result = Tally {
            taps: taps.collect(),
            until: day(-2),
        };
        let over = Road {
            opens: Some(day(-40)),
            closes: Some(day(-2)),
            decided: Some(day(20)),
            ..Road::default()
        };
        match self {
            Self::Asked => Road {
                opens: Some(day(7)),
                closes: Some(day(40)),
                ..Road::default()
            },
            Self::Counting => over,
            Self::Counted => Road {
                result: Some(result),
                ..over
            },
            Self::Decided => Road {
                result: Some(result),
                decision: Some(Decision {
                    on: day(-1),
                    text: text.clone(),
                }),
                ..over
            },
        }
    }
}

/// How far an activity has been played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Played {
    /// Nothing was touched.
    Not,
    /// The first thing was touched, and something is left to do.
    Begun,
    /// All is done.
    Done,
    /// As many players as find room, and the first has answered.
    Together,
    /// All of them have answered.
    TogetherDone,
    /// So many steps of a form are behind, and something is chosen.
    Step(usize),
}

impl Played {
    const ALL: [Self; 5] = [
        Self::Not,
        Self::Begun,
        Self::Done,
        Self::Together,
        Self::TogetherDone,
    ];

    /// As it is told after the name of the stop.
    fn suffix(self) -> String {
        let suffix = match self {
            Self::Not => "",
            Self::Begun => ":begun",
            Self::Done => ":done",
            Self::Together => ":together",
            Self::TogetherDone => ":together:done",
            Self::Step(step) => return format!(":step:{step}"),
        };
        suffix.to_owned()
    }
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
        play.seat(MOST_PLAYERS);
        let has_places = play.round().is_some();
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

/// The steps of a form after its first: what is touched to come to each, and then there.
fn steps(activity: Option<&Activity>) -> Vec<Vec<Move>> {
    match activity.map(|activity| &activity.kind) {
        Some(kind @ ActivityKind::Survey(data)) => {
            let mut play = Play::new(kind);
            let mut steps = vec![vec![0, ON, 0, 1]];
            steps.extend((2..data.questions.len()).map(|_| vec![ON, 0, 1]));
            let goes_on = |step: &Vec<Move>| {
                for made in step {
                    play.act(*made, kind);
                }
                !play.is_done(kind)
            };
            steps.into_iter().take_while(goes_on).collect()
        }
        // A board with pegs, for whom, where, and whether there is more.
        Some(ActivityKind::Needs(_)) => {
            let pegs = vec![0, 0, 1, 2, 3, 4, 16, 18, 20, 25];
            vec![pegs, vec![ON, 0, 1], vec![ON, 0], vec![ON]]
        }
        Some(ActivityKind::Ideas(_)) => ideas::steps(),
        // A board each, and what there is; then what there is instead.
        Some(ActivityKind::Finder(data)) => {
            let boards =
                2 + usize::from(!data.ages.is_empty()) + usize::from(!data.places.is_empty());
            let mut steps = vec![vec![0]; boards];
            steps.push([vec![STOP, 2], vec![ON; boards - 2], vec![3]].concat());
            steps
        }
        _ => Vec::new(),
    }
}

/// Plays on a screen that nobody has voted on before.
fn play(played: Played, journey: &mut Journey, release: &Release, taps: &mut Taps) {
    *taps = Taps::default();
    let present = match &journey.screen {
        Screen::Stop(id) => release.feed.stop(id),
        _ => None,
    };
    let present = present.and_then(|stop| release.feed.activity(&stop.activity));
    let moves: Vec<Action> = match played {
        Played::Not => Vec::new(),
        Played::Begun => vec![Action::Play(0)],
        Played::Done => (0..MOVES).map(Action::Play).collect(),
        Played::Together => together(present, 1),
        Played::TogetherDone => together(present, MOST_PLAYERS),
        Played::Step(step) => {
            let steps = steps(present);
            let moves = steps.into_iter().take(step).flatten();
            moves.map(Action::Play).collect()
        }
    };
    for made in moves {
        let cues = journey.act(&made, &release.feed, release.site());
        for cue in &cues {
            taps.hear(cue, &release.feed);
        }
        if cues.iter().any(|cue| matches!(cue, Cue::Done(_))) {
            return;
        }
    }
}

/// As many players as find room, and the first of them answer: each one thing further than the one
/// before, so that some are right.
fn together(activity: Option<&Activity>, first: usize) -> Vec<Action> {
    let mut moves = vec![Action::Players(MOST_PLAYERS)];
    if let Some(ActivityKind::Quiz(data)) = activity.map(|activity| &activity.kind) {
        let count = data.answers.len().max(1);
        let answers = (0..first).map(|player| Quiz::answer(player, player % count, data));
        moves.extend(answers.map(Action::Play));
    }
    moves
}
