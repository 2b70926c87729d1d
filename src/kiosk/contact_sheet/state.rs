//! Everything a visitor can see, as a list.

use legeplads_feed::{Feed, StopId};

use crate::activities::Play;
use crate::demo::Demo;
use crate::journey::{Action, Cue, Journey, Screen};
use crate::release::Release;
use crate::taps::Taps;

/// More moves than any activity has things to touch.
const MOVES: usize = 64;
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
    /// The end of the tour.
    Finish,
    /// A stop on the tour in a demo.
    Demo(StopId),
    /// The card of a demo's presenter.
    Presenter,
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
            let played = [Played::Not, Played::Begun, Played::Done];
            let states = played.map(|played| Self::Stop(id.clone(), played));
            all.extend(states.into_iter().filter(|state| state.exists(feed)));
        }
        all.push(Self::Finish);
        all.extend(feed.tour.first().cloned().map(Self::Demo));
        all.push(Self::Presenter);
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
            Self::Stop(id, Played::Not) => format!("stop:{id}"),
            Self::Stop(id, Played::Begun) => format!("stop:{id}:begun"),
            Self::Stop(id, Played::Done) => format!("stop:{id}:done"),
            Self::Finish => "finish".to_owned(),
            Self::Demo(id) => format!("stop:{id}:demo"),
            Self::Presenter => "presenter".to_owned(),
        }
    }

    /// Brings it about; returns where the countdown stands.
    pub fn arrange(&self, journey: &mut Journey, release: &Release, taps: &mut Taps) -> Option<u8> {
        let feed = &release.feed;
        journey.rest(feed);
        journey.calm = *self == Self::CalmAttract;
        match self {
            Self::Attract | Self::CalmAttract => journey.screen = Screen::Attract,
            Self::Closed => journey.close(feed),
            Self::Island | Self::Panel | Self::Countdown => journey.screen = Screen::Island,
            Self::Board(page) => journey.screen = Screen::Board(*page),
            Self::Finish => journey.skip_to_the_end(feed, release.site()),
            Self::Demo(id) => journey.skip_to(id, feed, release.site()),
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

    /// An activity that is done at once has no second state; one with a single move has no third.
    fn exists(&self, feed: &Feed) -> bool {
        let Self::Stop(id, played) = self else {
            return true;
        };
        let activity = feed.stop(id).and_then(|stop| feed.activity(&stop.activity));
        let Some(activity) = activity else {
            return *played == Played::Not;
        };
        let mut play = Play::new(&activity.kind);
        let is_done_untouched = play.is_done(&activity.kind);
        play.act(0, &activity.kind);
        let is_done_at_once = play.is_done(&activity.kind);
        match played {
            Played::Not => true,
            Played::Begun => !is_done_at_once,
            Played::Done => !is_done_untouched,
        }
    }
}

/// Plays on a screen that nobody has voted on before.
fn play(played: Played, journey: &mut Journey, release: &Release, taps: &mut Taps) {
    *taps = Taps::default();
    let moves = match played {
        Played::Not => 0,
        Played::Begun => 1,
        Played::Done => MOVES,
    };
    for made in 0..moves {
        let cues = journey.act(&Action::Play(made), &release.feed, release.site());
        for cue in &cues {
            taps.hear(cue, &release.feed);
        }
        if cues.iter().any(|cue| matches!(cue, Cue::Done(_))) {
            return;
        }
    }
}
