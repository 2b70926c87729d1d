//! Where the visitor is and what has happened on the way. Pure: no clock, no picture, no sound.
//!
//! Everything that is touched becomes an [`Action`]; [`Journey::act`] is the only thing that
//! changes a journey, and answers with the [`Cue`]s that picture and sound follow.

mod act;
mod action;

use bevy::prelude::Resource;
use jiff::civil::Date;
use legeplads_feed::{ActivityKind, Feed, Language, Note, Site, StopId};

pub use action::{Action, Cue};

use crate::activities::round::Round;
use crate::activities::{Move, Play};

/// What is on the glass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Screen {
    /// Nobody is there.
    Attract,
    /// The site is closed: the town sleeps.
    Closed,
    /// The island.
    Island,
    /// A stop and its activity.
    Stop(StopId),
    /// The end of the tour.
    Finish,
    /// The notice board, and which of its pages, from 0.
    Board(usize),
    /// What visitors know is asked.
    Aware(Aware),
}

/// When visitors are asked what they know, over the scene that they are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aware {
    /// Before the tour's first stop, over the island.
    Before,
    /// After its last one, which this is.
    After(StopId),
}

/// How far a visitor has been asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Asked {
    #[default]
    Not,
    /// Before the tour. Whoever passed that over is not bothered again.
    Before { answered: bool },
    /// After it, too.
    After,
}

/// A visitor's way through the town.
#[derive(Resource, Debug, Clone, PartialEq)]
pub struct Journey {
    /// What is on the glass.
    pub screen: Screen,
    /// The language spoken.
    pub language: Language,
    /// A still camera and no idle life.
    pub calm: bool,
    /// No sound.
    pub muted: bool,
    /// The accessibility panel is open.
    pub panel: bool,
    /// The stops of the tour that this visitor is on, if any, and which is the present one.
    pub tour: Option<Tour>,
    /// Stops whose note was found, in the order of finding.
    pub found: Vec<StopId>,
    /// The tower's height, with what this visitor built on it.
    pub floors: u32,
    /// How many players are at the screen, as far as anybody has said.
    pub players: usize,
    /// How the present activity stands.
    pub play: Option<Play>,
    /// How many activities have begun and ended: the same as long as one goes on.
    pub turns: u32,
    /// How far this visitor has been asked what they know.
    asked: Asked,
    /// Which day it is at the place, as [`Self::come_to`] was told: votes go along their roads by it.
    today: Date,
    resting: Rest,
}

/// The tour and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tour {
    /// The stops in order.
    pub stops: Vec<StopId>,
    /// The present one.
    pub at: usize,
}

/// What a reset goes back to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rest {
    language: Language,
    calm: bool,
    start: legeplads_feed::Start,
}

impl Journey {
    /// Nobody is there yet.
    pub fn new(feed: &Feed, site: &Site, language: Option<&str>, calm: bool) -> Self {
        let languages = site.languages(feed);
        let spoken = language
            .and_then(|wanted| languages.iter().find(|known| known.as_str() == wanted))
            .or(languages.first())
            .cloned()
            .unwrap_or_else(|| feed.languages[0].clone());
        let mut journey = Self {
            screen: Screen::Attract,
            language: spoken.clone(),
            calm,
            muted: false,
            panel: false,
            tour: None,
            found: Vec::new(),
            floors: 0,
            players: 1,
            play: None,
            turns: 0,
            asked: Asked::Not,
            today: Date::ZERO,
            resting: Rest {
                language: spoken,
                calm,
                start: site.start.clone(),
            },
        };
        journey.rest(feed);
        journey
    }

    /// Back to how nobody left it: screen, language, calm and sound.
    pub fn rest(&mut self, feed: &Feed) {
        self.language = self.resting.language.clone();
        self.calm = self.resting.calm;
        self.muted = false;
        self.panel = false;
        self.tour = None;
        self.found.clear();
        self.floors = 0;
        self.players = 1;
        self.put(None);
        self.asked = Asked::Not;
        match self.resting.start.clone() {
            legeplads_feed::Start::Attract => self.screen = Screen::Attract,
            legeplads_feed::Start::Island => self.screen = Screen::Island,
            legeplads_feed::Start::Stop(stop) => self.enter(&stop, feed),
        }
    }

    /// Nobody is there, and the site closes.
    pub fn close(&mut self, feed: &Feed) {
        self.rest(feed);
        self.put(None);
        self.screen = Screen::Closed;
    }

    /// The site's next language, while nobody is there to choose one.
    pub fn speak_next(&mut self, feed: &Feed, site: &Site) {
        let languages = site.languages(feed);
        let present = languages.iter().position(|known| *known == self.language);
        let next = present.map_or(0, |present| (present + 1) % languages.len().max(1));
        if let Some(next) = languages.get(next) {
            self.language = next.clone();
        }
    }

    /// Whether nothing moves by itself: in calm mode, and while the town sleeps.
    pub fn is_still(&self) -> bool {
        self.calm || self.screen == Screen::Closed
    }

    /// Whether it stands as [`Self::rest`] or [`Self::close`] leaves it, so that no reset is due.
    pub fn rests(&self) -> bool {
        // Nobody has chosen the language that is spoken while nobody is there.
        let nobody = matches!(self.screen, Screen::Attract | Screen::Closed);
        (nobody || self.language == self.resting.language)
            && self.calm == self.resting.calm
            && !self.muted
            && !self.panel
            && self.tour.is_none()
            && self.found.is_empty()
            && self.players == 1
            && self.asked == Asked::Not
            && match (&self.screen, &self.resting.start) {
                (Screen::Closed, _) | (Screen::Attract, legeplads_feed::Start::Attract) => true,
                (Screen::Island, legeplads_feed::Start::Island) => true,
                (Screen::Stop(at), legeplads_feed::Start::Stop(start)) => {
                    at == start && self.play.as_ref().is_none_or(Play::is_untouched)
                }
                _ => false,
            }
    }

    /// The name of the screen in `screen.ron`.
    pub fn name(&self) -> String {
        match &self.screen {
            Screen::Attract => "attract".to_owned(),
            Screen::Closed => "closed".to_owned(),
            Screen::Island => "island".to_owned(),
            Screen::Stop(stop) if self.tour.is_some() => format!("tour/{stop}"),
            Screen::Stop(stop) => format!("play/{stop}"),
            Screen::Finish => "finish".to_owned(),
            Screen::Board(_) => "board".to_owned(),
            Screen::Aware(Aware::Before) => "knows/before".to_owned(),
            Screen::Aware(Aware::After(_)) => "knows/after".to_owned(),
        }
    }

    /// Puts a stop on the glass, its activity untouched.
    pub fn enter(&mut self, stop: &StopId, feed: &Feed) {
        let activity = feed
            .stop(stop)
            .and_then(|stop| feed.activity(&stop.activity));
        self.put(activity.map(|activity| self.begin(&activity.kind)));
        self.screen = Screen::Stop(stop.clone());
        self.panel = false;
    }

    /// Another activity, or none, in the place of the present one.
    fn put(&mut self, play: Option<Play>) {
        if self.play.is_some() || play.is_some() {
            self.turns = self.turns.wrapping_add(1);
        }
        self.play = play;
    }

    /// An activity untouched, with room for all who are there.
    fn begin(&self, kind: &ActivityKind) -> Play {
        let mut play = Play::new(kind);
        play.seat(self.players);
        play.come_to(self.today, kind);
        play
    }

    /// Which day it is at the place.
    pub fn today(&self) -> Date {
        self.today
    }

    /// It is another day at the place.
    pub fn come_to(&mut self, today: Date, feed: &Feed) {
        self.today = today;
        let Screen::Stop(stop) = &self.screen else {
            return;
        };
        let activity = feed
            .stop(stop)
            .and_then(|stop| feed.activity(&stop.activity));
        if let (Some(play), Some(activity)) = (&mut self.play, activity) {
            play.come_to(today, &activity.kind);
        }
    }

    /// The move that the way on makes before it leads on: a story turns its page first.
    pub fn turn(&self, feed: &Feed) -> Option<Move> {
        let Screen::Stop(stop) = &self.screen else {
            return None;
        };
        let kind = &feed.activity(&feed.stop(stop)?.activity)?.kind;
        self.play.as_ref()?.turn(kind)
    }

    /// Whether somebody has answered and waits for the other players.
    pub fn waits(&self) -> bool {
        let round = self.play.as_ref().and_then(Play::round);
        round.is_some_and(Round::waits)
    }

    /// Straight to a stop, on the tour if it belongs to it.
    pub fn skip_to(&mut self, stop: &StopId, feed: &Feed, site: &Site) {
        let stops = site.tour(feed).to_vec();
        self.tour = stops
            .iter()
            .position(|known| known == stop)
            .map(|at| Tour { stops, at });
        self.enter(stop, feed);
    }

    /// Straight to the end of the tour, everything found.
    pub fn skip_to_the_end(&mut self, feed: &Feed, site: &Site) {
        let stops = site.tour(feed).to_vec();
        self.found.clone_from(&stops);
        self.floors = 8;
        self.tour = Some(Tour {
            at: stops.len(),
            stops,
        });
        self.screen = Screen::Finish;
    }

    /// A new release came: stay where that is still possible, else land softly on the island.
    pub fn survive(&mut self, feed: &Feed, site: &Site) {
        let languages = site.languages(feed);
        if !languages.contains(&self.language)
            && let Some(first) = languages.first()
        {
            self.language = first.clone();
        }
        if !languages.contains(&self.resting.language) {
            self.resting.language = self.language.clone();
        }
        self.resting.start = site.start.clone();
        self.found.retain(|stop| feed.stop(stop).is_some());
        if let Some(tour) = &mut self.tour {
            let present = tour.stops.get(tour.at).cloned();
            let is_over = tour.at >= tour.stops.len();
            tour.stops = site.tour(feed).to_vec();
            tour.at = present
                .and_then(|present| tour.stops.iter().position(|stop| *stop == present))
                .unwrap_or(if is_over { tour.stops.len() } else { 0 });
        }
        if let Screen::Aware(aware) = self.screen.clone() {
            let is_there = match &aware {
                Aware::Before => true,
                Aware::After(stop) => feed.stop(stop).is_some(),
            };
            if feed.awareness.is_none() || !is_there {
                self.pass_over(&aware, feed, site);
            }
        }
        if let Screen::Stop(stop) = &self.screen {
            let kind = feed
                .stop(stop)
                .and_then(|stop| feed.activity(&stop.activity))
                .map(|activity| &activity.kind);
            match kind {
                None => {
                    self.screen = Screen::Island;
                    self.tour = None;
                    self.put(None);
                }
                Some(kind) => {
                    if !self.play.as_ref().is_some_and(|play| play.fits(kind)) {
                        self.put(Some(self.begin(kind)));
                    } else if let Some(play) = &mut self.play {
                        play.come_to(self.today, kind);
                    }
                }
            }
        }
    }

    /// The notes of the tour, in its order.
    pub fn tune(&self, feed: &Feed) -> Vec<Note> {
        self.tour
            .iter()
            .flat_map(|tour| &tour.stops)
            .filter_map(|stop| feed.stop(stop).map(|stop| stop.note))
            .collect()
    }
}
