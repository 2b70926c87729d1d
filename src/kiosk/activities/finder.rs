//! Finder: four boards, one touch each, and what there is. What was picked is kept by ids, so that
//! another release gives it no other meaning.

use legeplads_feed::{self as feed, PlaceId, Slot, Wanted, Weekday, Years};

use super::form::{BACK, ON, STOP};
use super::{Move, Rules, Told};
use crate::journey::Cue;

/// What is asked for at present.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// What one likes.
    #[default]
    Interest,
    /// For whom.
    Age,
    /// Where.
    Place,
    /// On which day.
    Day,
    /// Nothing more: this was found.
    Found,
}

impl Step {
    const ALL: [Self; 5] = [
        Self::Interest,
        Self::Age,
        Self::Place,
        Self::Day,
        Self::Found,
    ];

    /// Whether there is something to ask.
    fn asks(self, data: &feed::Finder) -> bool {
        match self {
            Self::Interest | Self::Day | Self::Found => true,
            Self::Age => !data.ages.is_empty(),
            Self::Place => !data.places.is_empty(),
        }
    }
}

/// What is looked for, as far as it was said, and which of what was found is told of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Finder {
    interest: Option<String>,
    years: Option<Years>,
    place: Option<PlaceId>,
    day: Option<Weekday>,
    step: Step,
    page: usize,
    told: usize,
    /// Whether something was looked for to the end, though it begins anew by now.
    has_found: bool,
}

impl Finder {
    /// So many offers stand on a page.
    pub const PAGE: usize = 5;

    /// What is asked for.
    pub fn step(&self) -> Step {
        self.step
    }

    /// How many boards are behind, and how many are still to come, this one with them.
    pub fn way(&self, data: &feed::Finder) -> (usize, usize) {
        let boards = Step::ALL.into_iter();
        let boards = boards.filter(|step| *step != Step::Found && step.asks(data));
        let (behind, ahead): (Vec<_>, Vec<_>) = boards.partition(|step| *step < self.step);
        (behind.len(), ahead.len())
    }

    /// What is looked for.
    pub fn wanted(&self) -> Wanted {
        Wanted {
            interest: self.interest.clone(),
            years: self.years,
            place: self.place.clone(),
            day: self.day,
        }
    }

    /// The page of what was found.
    pub fn page(&self) -> usize {
        self.page
    }

    /// Which of the offers is told of, of all that were found.
    pub fn told_of(&self) -> usize {
        self.told
    }

    fn pick(&mut self, made: Move, data: &feed::Finder) -> Option<()> {
        match self.step {
            Step::Interest => self.interest = Some(data.interests.get(made)?.id.clone()),
            Step::Age => self.years = Some(data.ages.get(made)?.years),
            Step::Place => self.place = Some(data.places.get(made)?.clone()),
            Step::Day => self.day = Some(*Slot::DAYS.get(made)?),
            Step::Found => {}
        }
        Some(())
    }

    /// Forgets what was said to a board: whoever comes back to it has not said it.
    fn forget(&mut self, step: Step) {
        match step {
            Step::Interest => self.interest = None,
            Step::Age => self.years = None,
            Step::Place => self.place = None,
            Step::Day => self.day = None,
            Step::Found => {}
        }
    }

    fn go_on(&mut self, data: &feed::Finder) {
        let mut later = Step::ALL.into_iter().filter(|step| *step > self.step);
        self.step = later.find(|step| step.asks(data)).unwrap_or(Step::Found);
        (self.page, self.told) = (0, 0);
        self.has_found |= self.step == Step::Found;
    }

    fn go_back(&mut self, data: &feed::Finder) -> bool {
        let mut before = Step::ALL.into_iter().rev().filter(|step| *step < self.step);
        let Some(step) = before.find(|step| step.asks(data)) else {
            return false;
        };
        self.step = step;
        self.forget(step);
        true
    }
}

impl Rules for Finder {
    type Data = feed::Finder;

    fn act(&mut self, made: Move, data: &feed::Finder) -> Cue {
        match (made, self.step) {
            (BACK, _) => match self.go_back(data) {
                true => Cue::Page,
                false => Cue::Giggle,
            },
            (STOP, Step::Found) => {
                *self = Self {
                    has_found: true,
                    ..Self::default()
                };
                Cue::Page
            }
            (STOP, _) => Cue::Giggle,
            (ON, Step::Found) => {
                self.page += 1;
                self.told = self.page * Self::PAGE;
                Cue::Page
            }
            // It is all the same.
            (ON, step) => {
                self.forget(step);
                self.go_on(data);
                Cue::Page
            }
            (_, Step::Found) if made < Self::PAGE => {
                let told = self.page * Self::PAGE + made;
                if std::mem::replace(&mut self.told, told) == told {
                    return Cue::Giggle;
                }
                Cue::Page
            }
            (_, Step::Found) => Cue::Giggle,
            (_, step) => {
                self.forget(step);
                if self.pick(made, data).is_none() {
                    return Cue::Giggle;
                }
                self.go_on(data);
                Cue::Good(self.way(data).0)
            }
        }
    }

    /// Something was looked for to the end.
    fn is_done(&self, _: &feed::Finder) -> bool {
        self.has_found
    }

    /// What was said can still be said.
    fn fits(&self, data: &feed::Finder) -> bool {
        let known = |id: &String| data.interests.iter().any(|one| one.id == *id);
        let band = |years: &Years| data.ages.iter().any(|one| one.years == *years);
        self.step.asks(data)
            && self.interest.as_ref().is_none_or(known)
            && self.years.as_ref().is_none_or(band)
            && (self.place.as_ref()).is_none_or(|place| data.places.contains(place))
    }

    fn told<'a>(&self, data: &'a feed::Finder) -> Option<Told<'a>> {
        (self.step == Step::Found).then(|| Told::Found(data, self.wanted(), self.told))
    }

    fn pictures(&self, _: &feed::Finder) -> bool {
        true
    }

    fn fills(&self, _: &feed::Finder) -> bool {
        self.step != Step::Found
    }
}

#[cfg(test)]
mod tests {
    use legeplads_feed::{AgeBand, DrawingId, Interest, Text};

    use super::*;

    fn finder() -> feed::Finder {
        let interest = |id: &str| Interest {
            id: id.to_owned(),
            label: Text::default(),
            drawing: DrawingId::from("any"),
        };
        let age = |from, to| AgeBand {
            label: Text::default(),
            years: Years { from, to },
        };
        feed::Finder {
            interests: vec![interest("nature"), interest("books")],
            ages: vec![age(0, 5), age(6, 17)],
            places: vec![PlaceId::from("pond"), PlaceId::from("garden")],
            audiences: Vec::new(),
        }
    }

    fn after(moves: &[Move]) -> Finder {
        let mut state = Finder::default();
        for made in moves {
            state.act(*made, &finder());
        }
        state
    }

    #[test]
    fn four_touches_lead_to_what_there_is() {
        let state = after(&[1, 0, 1, 5]);
        assert_eq!(state.step(), Step::Found);
        assert!(state.is_done(&finder()));
        let wanted = state.wanted();
        assert_eq!(wanted.interest.as_deref(), Some("books"));
        assert_eq!(wanted.years, Some(Years { from: 0, to: 5 }));
        assert_eq!(wanted.place, Some(PlaceId::from("garden")));
        assert_eq!(wanted.day, Some(Weekday::Sat));
    }

    #[test]
    fn what_is_all_the_same_is_not_looked_for() {
        assert_eq!(after(&[ON, ON, ON, ON]).wanted(), Wanted::default());
        let state = after(&[1, BACK, ON, ON, 0, ON]);
        assert_eq!(state.wanted().interest, None, "it was taken back");
        assert_eq!(state.wanted().place, Some(PlaceId::from("pond")));
    }

    #[test]
    fn boards_without_anything_on_them_are_passed_over() {
        let data = feed::Finder {
            ages: Vec::new(),
            places: Vec::new(),
            ..finder()
        };
        let mut state = Finder::default();
        assert_eq!(state.way(&data), (0, 2));
        state.act(0, &data);
        assert_eq!(state.step(), Step::Day);
        state.act(BACK, &data);
        assert_eq!(state.step(), Step::Interest);
        assert_eq!(state.act(BACK, &data), Cue::Giggle);
    }

    #[test]
    fn it_begins_anew_and_stays_done() {
        let state = after(&[0, 0, 0, 0, ON, 1]);
        assert_eq!(state.told_of(), Finder::PAGE + 1);
        let again = after(&[0, 0, 0, 0, ON, 1, STOP]);
        assert_eq!(again.step(), Step::Interest);
        assert_eq!(again.wanted(), Wanted::default());
        assert!(again.is_done(&finder()));
        assert_eq!(after(&[0, STOP]).step(), Step::Age, "nothing to begin anew");
    }

    #[test]
    fn it_fits_as_long_as_it_can_be_said() {
        let state = after(&[1, 1, 1]);
        assert!(state.fits(&finder()));
        let mut other = finder();
        other.interests.pop();
        assert!(!state.fits(&other));
        let mut other = finder();
        other.places.pop();
        assert!(!state.fits(&other));
        let mut other = finder();
        other.ages.pop();
        assert!(!state.fits(&other));
    }
}
