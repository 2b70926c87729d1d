//! What a touch does to a journey.

use legeplads_feed::{Activity, Feed, Note, PlaceId, Site, VoteState};

use super::{Action, Asked, Aware, Cue, Journey, Screen, Tour};
use crate::activities::round::MOST_PLAYERS;
use crate::activities::{Move, Play};

/// The notes of a theatre's players.
const PLAYERS: [Note; 4] = [Note::C2, Note::E2, Note::G2, Note::A2];

impl Journey {
    /// Does what was touched.
    ///
    /// A touch while nobody was there begins in the language that was just shown: it is the one
    /// that called this visitor over. While the town sleeps nothing opens.
    pub fn act(&mut self, action: &Action, feed: &Feed, site: &Site) -> Vec<Cue> {
        if self.screen == Screen::Closed {
            return vec![stirs(action)];
        }
        match action {
            Action::Place(place) => self.visit(place, feed),
            Action::StartTour | Action::Again => self.set_out(feed, site),
            Action::Next => self.next(feed, site),
            Action::Know(answer) => self.know(*answer, feed, site),
            Action::Home => self.go_home(),
            Action::Speak(language) => {
                self.language = language.clone();
                self.wake();
                vec![Cue::Page]
            }
            Action::Panel => {
                self.panel = !self.panel;
                self.wake();
                vec![Cue::Paper]
            }
            Action::Calm => {
                self.calm = !self.calm;
                if self.calm {
                    vec![Cue::Tap, Cue::Breath]
                } else {
                    vec![Cue::Tap]
                }
            }
            Action::Mute => {
                self.muted = !self.muted;
                vec![Cue::Tap]
            }
            Action::Players(players) => self.seat(*players, feed),
            Action::Play(made) => self.play(*made, feed),
            Action::Strike(note) => vec![Cue::Bar(*note)],
            Action::Hop(player) => vec![Cue::Bar(PLAYERS[player % PLAYERS.len()])],
            Action::Board(page) => self.read_board(*page),
            Action::Present(_) => vec![Cue::Tap],
            Action::Unwrap => vec![Cue::Paper],
            Action::Giggle => {
                self.wake();
                vec![Cue::Giggle]
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
                vec![Cue::Tap, Cue::Place(place.clone())]
            }
            None => {
                self.wake();
                vec![Cue::Giggle]
            }
        }
    }

    /// On the tour, or first to what is asked before it.
    fn set_out(&mut self, feed: &Feed, site: &Site) -> Vec<Cue> {
        let asks = feed.awareness.is_some() && !site.tour(feed).is_empty();
        if !asks || self.asked != Asked::Not {
            return self.start_tour(feed, site);
        }
        self.go_home();
        self.asked = Asked::Before { answered: false };
        self.screen = Screen::Aware(Aware::Before);
        vec![Cue::Tap, Cue::Paper]
    }

    /// An answer to what is asked, and on.
    fn know(&mut self, answer: usize, feed: &Feed, site: &Site) -> Vec<Cue> {
        let known = feed.awareness.as_ref();
        let is_one = known.is_some_and(|asked| answer < asked.answers.len());
        let Screen::Aware(aware) = self.screen.clone() else {
            return Vec::new();
        };
        if !is_one {
            return vec![Cue::Giggle];
        }
        let after = matches!(aware, Aware::After(_));
        if !after {
            self.asked = Asked::Before { answered: true };
        }
        let mut cues = vec![Cue::Know { after, answer }];
        cues.extend(self.pass_over(&aware, feed, site));
        cues
    }

    /// Past what is asked, with an answer or without.
    pub(super) fn pass_over(&mut self, aware: &Aware, feed: &Feed, site: &Site) -> Vec<Cue> {
        match aware {
            Aware::Before => self.start_tour(feed, site),
            Aware::After(_) => self.finish(feed),
        }
    }

    fn finish(&mut self, feed: &Feed) -> Vec<Cue> {
        self.screen = Screen::Finish;
        self.put(None);
        self.panel = false;
        vec![Cue::Tap, Cue::Tune(self.tune(feed))]
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

    fn next(&mut self, feed: &Feed, site: &Site) -> Vec<Cue> {
        if let Screen::Aware(aware) = self.screen.clone() {
            return self.pass_over(&aware, feed, site);
        }
        if let Some(tour) = &mut self.tour {
            tour.at += 1;
            if let Some(stop) = tour.stops.get(tour.at).cloned() {
                self.enter(&stop, feed);
                return vec![Cue::Tap, Cue::Paper];
            }
            if let Screen::Stop(last) = &self.screen
                && self.asked == (Asked::Before { answered: true })
                && feed.awareness.is_some()
            {
                self.asked = Asked::After;
                self.screen = Screen::Aware(Aware::After(last.clone()));
                self.put(None);
                self.panel = false;
                return vec![Cue::Tap, Cue::Paper];
            }
            return self.finish(feed);
        }
        self.go_home()
    }

    fn go_home(&mut self) -> Vec<Cue> {
        self.screen = Screen::Island;
        self.tour = None;
        self.put(None);
        self.panel = false;
        vec![Cue::Tap]
    }

    fn read_board(&mut self, page: usize) -> Vec<Cue> {
        self.screen = Screen::Board(page);
        self.tour = None;
        self.put(None);
        self.panel = false;
        vec![Cue::Tap, Cue::Page]
    }

    fn seat(&mut self, players: usize, feed: &Feed) -> Vec<Cue> {
        let players = players.clamp(1, MOST_PLAYERS);
        if players == self.players {
            return vec![Cue::Giggle];
        }
        self.players = players;
        let mut cues = vec![Cue::Tap];
        cues.extend(self.go_on(feed, |play, _| {
            play.seat(players);
            Vec::new()
        }));
        cues
    }

    /// Nobody waits any longer for those who have not answered.
    pub fn end_round(&mut self, feed: &Feed) -> Vec<Cue> {
        self.go_on(feed, |play, activity| {
            play.end_round(&activity.kind).into_iter().collect()
        })
    }

    fn play(&mut self, made: Move, feed: &Feed) -> Vec<Cue> {
        self.go_on(feed, |play, activity| {
            let begins = play.begins_vote();
            let mut cues = vec![play.act(made, &activity.kind)];
            let is_open = play.vote() == Some(VoteState::Open);
            if is_open && play.round().is_none() && matches!(cues[..], [Cue::Good(_)]) {
                cues.push(Cue::Vote {
                    activity: activity.id.clone(),
                    thing: made,
                    begins,
                });
            }
            cues
        })
    }

    /// Goes on with the present activity, and gives the stop's note if that has done it.
    fn go_on(
        &mut self,
        feed: &Feed,
        go: impl FnOnce(&mut Play, &Activity) -> Vec<Cue>,
    ) -> Vec<Cue> {
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
        let was = play.clone();
        let was_done = play.is_done(&activity.kind);
        let mut cues = go(play, activity);
        let votes = play.voted(&was).into_iter().enumerate();
        cues.extend(votes.map(|(number, thing)| Cue::Vote {
            activity: activity.id.clone(),
            thing,
            // Who plays together votes together: as one vote of several dots does, it counts as a
            // whole or not at all.
            begins: number == 0,
        }));
        let given = play.given(&was).into_iter();
        cues.extend(given.map(|answer| Cue::Answer(activity.id.clone(), answer)));
        let (sent, supported) = play.told_since(&was);
        let of = || activity.id.clone();
        cues.extend(sent.into_iter().map(|idea| Cue::Idea(of(), idea)));
        cues.extend(supported.into_iter().map(|idea| Cue::Support(of(), idea)));
        let looked = play.looked_since(&was, &activity.kind, feed);
        cues.extend(looked.map(|(interest, found)| Cue::Looked(of(), interest, found)));
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
}

/// What a sleeping town does: toys giggle in their sleep, and the sign breathes out.
fn stirs(action: &Action) -> Cue {
    match action {
        Action::Giggle => Cue::Breath,
        _ => Cue::Giggle,
    }
}
