//! Where the visitor is and what has happened on the way. Pure: no clock, no picture, no sound.
//!
//! Everything that is touched becomes an [`Action`]; [`Journey::act`] is the only thing that
//! changes a journey, and answers with the [`Cue`]s that picture and sound follow.

use bevy::prelude::Resource;
use legeplads_feed::{Feed, Language, Note, PlaceId, Site, StopId};

use crate::activities::{Move, Play};

/// What a touch can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// A place on the island.
    Place(PlaceId),
    /// Begin the tour.
    StartTour,
    /// On: to the next stop, or to the end.
    Next,
    /// Back to the island.
    Home,
    /// Once more from the first stop.
    Again,
    /// Speak this language.
    Speak(Language),
    /// Show or hide the accessibility panel.
    Panel,
    /// Calm mode on or off.
    Calm,
    /// Sound on or off.
    Mute,
    /// A move in the present activity.
    Play(Move),
    /// A bar of the xylophone.
    Strike(Note),
    /// Nothing but a giggle.
    Giggle,
}

/// What picture and sound follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cue {
    /// Something wooden was pressed.
    Tap,
    /// Paper moved.
    Paper,
    /// A move was good; how many so far.
    Good(usize),
    /// A move was no good, kindly.
    Not,
    /// The stop's activity is done: its note.
    Done(Note),
    /// The whole tune.
    Tune(Vec<Note>),
    /// One bar.
    Bar(Note),
    /// Laughter.
    Giggle,
}

/// What is on the glass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Screen {
    /// Nobody is there.
    Attract,
    /// The island.
    Island,
    /// A stop and its activity.
    Stop(StopId),
    /// The end of the tour.
    Finish,
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
    /// How the present activity stands.
    pub play: Option<Play>,
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
            play: None,
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
        self.play = None;
        match self.resting.start.clone() {
            legeplads_feed::Start::Attract => self.screen = Screen::Attract,
            legeplads_feed::Start::Island => self.screen = Screen::Island,
            legeplads_feed::Start::Stop(stop) => self.enter(&stop, feed),
        }
    }

    /// Whether it stands as [`Self::rest`] leaves it, so that no reset is due.
    pub fn rests(&self) -> bool {
        self.language == self.resting.language
            && self.calm == self.resting.calm
            && !self.muted
            && !self.panel
            && self.tour.is_none()
            && self.found.is_empty()
            && match (&self.screen, &self.resting.start) {
                (Screen::Attract, legeplads_feed::Start::Attract) => true,
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
            Screen::Island => "island".to_owned(),
            Screen::Stop(stop) if self.tour.is_some() => format!("tour/{stop}"),
            Screen::Stop(stop) => format!("play/{stop}"),
            Screen::Finish => "finish".to_owned(),
        }
    }

    /// Puts a stop on the glass, its activity untouched.
    pub fn enter(&mut self, stop: &StopId, feed: &Feed) {
        self.play = feed
            .stop(stop)
            .and_then(|stop| feed.activity(&stop.activity))
            .map(|activity| Play::new(&activity.kind));
        self.screen = Screen::Stop(stop.clone());
        self.panel = false;
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

    /// Does what was touched.
    pub fn act(&mut self, action: &Action, feed: &Feed, site: &Site) -> Vec<Cue> {
        match action {
            Action::Place(place) => self.visit(place, feed),
            Action::StartTour | Action::Again => self.start_tour(feed, site),
            Action::Next => self.next(feed),
            Action::Home => self.go_home(),
            Action::Speak(language) => {
                self.language = language.clone();
                self.wake();
                vec![Cue::Paper]
            }
            Action::Panel => {
                self.panel = !self.panel;
                self.wake();
                vec![Cue::Paper]
            }
            Action::Calm => {
                self.calm = !self.calm;
                vec![Cue::Tap]
            }
            Action::Mute => {
                self.muted = !self.muted;
                vec![Cue::Tap]
            }
            Action::Play(made) => self.play(made, feed),
            Action::Strike(note) => vec![Cue::Bar(*note)],
            Action::Giggle => {
                self.wake();
                vec![Cue::Giggle]
            }
        }
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
            tour.stops = site.tour(feed).to_vec();
            tour.at = present
                .and_then(|present| tour.stops.iter().position(|stop| *stop == present))
                .unwrap_or(0);
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
                    self.play = None;
                }
                Some(kind) => {
                    if !self.play.as_ref().is_some_and(|play| play.fits(kind)) {
                        self.play = Some(Play::new(kind));
                    }
                }
            }
        }
    }

    fn wake(&mut self) {
        if self.screen == Screen::Attract {
            self.screen = Screen::Island;
        }
    }

    fn visit(&mut self, place: &PlaceId, feed: &Feed) -> Vec<Cue> {
        let stop = feed
            .places
            .iter()
            .find(|known| known.id == *place)
            .and_then(|known| known.stop.clone());
        match stop {
            Some(stop) => {
                self.tour = None;
                self.enter(&stop, feed);
                vec![Cue::Tap]
            }
            None => {
                self.wake();
                vec![Cue::Giggle]
            }
        }
    }

    fn start_tour(&mut self, feed: &Feed, site: &Site) -> Vec<Cue> {
        let stops = site.tour(feed).to_vec();
        let Some(first) = stops.first().cloned() else {
            self.wake();
            return vec![Cue::Giggle];
        };
        self.found.clear();
        self.floors = 0;
        self.tour = Some(Tour { stops, at: 0 });
        self.enter(&first, feed);
        vec![Cue::Tap, Cue::Paper]
    }

    fn next(&mut self, feed: &Feed) -> Vec<Cue> {
        if let Some(tour) = &mut self.tour {
            tour.at += 1;
            if let Some(stop) = tour.stops.get(tour.at).cloned() {
                self.enter(&stop, feed);
                return vec![Cue::Tap, Cue::Paper];
            }
            self.screen = Screen::Finish;
            self.play = None;
            self.panel = false;
            return vec![Cue::Tap, Cue::Tune(self.tune(feed))];
        }
        self.go_home()
    }

    fn go_home(&mut self) -> Vec<Cue> {
        self.screen = Screen::Island;
        self.tour = None;
        self.play = None;
        self.panel = false;
        vec![Cue::Tap]
    }

    fn play(&mut self, made: &Move, feed: &Feed) -> Vec<Cue> {
        let Screen::Stop(id) = self.screen.clone() else {
            return Vec::new();
        };
        let Some((stop, activity)) = feed
            .stop(&id)
            .and_then(|stop| Some((stop, feed.activity(&stop.activity)?)))
        else {
            return Vec::new();
        };
        let Some(play) = &mut self.play else {
            return Vec::new();
        };
        let was_done = play.is_done(&activity.kind);
        let mut cues = vec![play.act(*made, &activity.kind)];
        if let Some(floors) = play.floors(&activity.kind) {
            self.floors = self.floors.max(floors);
        }
        if !was_done && play.is_done(&activity.kind) {
            if !self.found.contains(&id) {
                self.found.push(id);
            }
            cues.push(Cue::Done(stop.note));
        }
        cues
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
