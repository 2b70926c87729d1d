//! Needs: pick what is missing, put pegs on the week's board, say for whom and where; then the next.

use std::collections::{BTreeMap, BTreeSet};

use legeplads_feed::{self as feed, PlaceId, Slot};

use super::form::{BACK, Given, ON, STOP};
use super::{Move, Rules};
use crate::journey::Cue;

/// What is asked for at present.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Step {
    /// What is missing.
    #[default]
    Pick,
    /// When the need with this id is.
    When(String),
    /// For whom.
    Ages(String),
    /// Where.
    Place(String),
}

/// What is missing, as far as it was said. All of it is kept by ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    wishes: BTreeMap<String, Wish>,
    step: Step,
    is_over: bool,
}

/// When, for whom and where something is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Wish {
    when: BTreeSet<Slot>,
    ages: BTreeSet<String>,
    place: Option<PlaceId>,
}

impl Needs {
    /// What is asked for.
    pub fn step(&self) -> &Step {
        &self.step
    }

    /// Whether something is missing.
    pub fn has(&self, need: &str) -> bool {
        self.wishes.contains_key(need)
    }

    /// How many things are missing.
    pub fn count(&self) -> usize {
        self.wishes.len()
    }

    /// Whether it is missing then.
    pub fn has_slot(&self, need: &str, slot: Slot) -> bool {
        let wish = self.wishes.get(need);
        wish.is_some_and(|wish| wish.when.contains(&slot))
    }

    /// Whether it is missing to those.
    pub fn has_age(&self, need: &str, age: &str) -> bool {
        let wish = self.wishes.get(need);
        wish.is_some_and(|wish| wish.ages.contains(age))
    }

    /// Where it is missing.
    pub fn place(&self, need: &str) -> Option<&PlaceId> {
        self.wishes.get(need)?.place.as_ref()
    }

    /// Whether the present step has been answered.
    pub fn is_answered(&self) -> bool {
        let wish = |need: &String| self.wishes.get(need);
        match &self.step {
            Step::Pick => !self.wishes.is_empty(),
            Step::When(need) => wish(need).is_some_and(|wish| !wish.when.is_empty()),
            Step::Ages(need) => wish(need).is_some_and(|wish| !wish.ages.is_empty()),
            Step::Place(need) => wish(need).is_some_and(|wish| wish.place.is_some()),
        }
    }

    /// What was given for each need.
    pub fn given(&self) -> Vec<Given> {
        let given = self.wishes.iter().map(|(need, wish)| {
            let pair = |question: &str, answer: &str| (question.to_owned(), answer.to_owned());
            let when = wish.when.iter().map(|slot| pair("when", &slot.id()));
            let ages = wish.ages.iter().map(|age| pair("age", age));
            let place = wish.place.iter().map(|place| pair("place", place.as_str()));
            let mut given: Given = when.chain(ages).chain(place).collect();
            given.push(pair("need", need));
            given.sort();
            given
        });
        given.collect()
    }

    fn touch(&mut self, made: Move, data: &feed::Needs) -> Option<Cue> {
        if self.step == Step::Pick {
            let need = data.needs.get(made)?.id.clone();
            let is_new = !self.has(&need);
            self.wishes.entry(need.clone()).or_default();
            self.step = Step::When(need);
            return Some(match is_new {
                true => Cue::Good(self.count()),
                false => Cue::Page,
            });
        }
        let is_first = !self.is_answered();
        let is_put = match self.step.clone() {
            Step::Pick => return None,
            Step::When(need) => toggle(
                &mut self.wishes.get_mut(&need)?.when,
                Slot::all().nth(made)?,
            ),
            Step::Ages(need) => {
                let age = data.ages.get(made)?.id.clone();
                toggle(&mut self.wishes.get_mut(&need)?.ages, age)
            }
            Step::Place(need) => {
                let place = data.places.get(made)?;
                let present = &mut self.wishes.get_mut(&need)?.place;
                let is_new = present.as_ref() != Some(place);
                *present = is_new.then(|| place.clone());
                is_new
            }
        };
        Some(match is_put && is_first {
            true => Cue::Good(self.count()),
            false => Cue::Tap,
        })
    }

    fn go_on(&mut self, data: &feed::Needs) -> Cue {
        let is_answered = self.is_answered();
        let asks_where = !data.places.is_empty();
        self.step = match std::mem::take(&mut self.step) {
            Step::Pick => {
                if !is_answered {
                    return Cue::Giggle;
                }
                self.is_over = true;
                Step::Pick
            }
            Step::When(need) if !data.ages.is_empty() => Step::Ages(need),
            Step::When(need) | Step::Ages(need) if asks_where => Step::Place(need),
            Step::When(_) | Step::Ages(_) | Step::Place(_) => Step::Pick,
        };
        match is_answered {
            true => Cue::Good(self.count()),
            false => Cue::Page,
        }
    }

    fn go_back(&mut self, data: &feed::Needs) -> Cue {
        self.step = match std::mem::take(&mut self.step) {
            Step::Pick => return Cue::Giggle,
            Step::When(need) => {
                // What was picked by mistake is taken back where nothing was said of it.
                if self.wishes.get(&need) == Some(&Wish::default()) {
                    self.wishes.remove(&need);
                }
                Step::Pick
            }
            Step::Place(need) if !data.ages.is_empty() => Step::Ages(need),
            Step::Ages(need) | Step::Place(need) => Step::When(need),
        };
        Cue::Page
    }
}

/// Puts in what is not there, and takes out what is. Whether it is there now.
fn toggle<T: Ord>(all: &mut BTreeSet<T>, one: T) -> bool {
    let was_there = all.remove(&one);
    if !was_there {
        all.insert(one);
    }
    !was_there
}

impl Rules for Needs {
    type Data = feed::Needs;

    fn act(&mut self, made: Move, data: &feed::Needs) -> Cue {
        match made {
            _ if self.is_over => Cue::Giggle,
            ON => self.go_on(data),
            BACK => self.go_back(data),
            STOP => {
                self.is_over = true;
                Cue::Page
            }
            _ => self.touch(made, data).unwrap_or(Cue::Giggle),
        }
    }

    /// Somebody said that this is all.
    fn is_done(&self, _: &feed::Needs) -> bool {
        self.is_over
    }

    /// Nothing was said that is gone now.
    fn fits(&self, data: &feed::Needs) -> bool {
        let is_need = |need: &String| data.needs.iter().any(|known| known.id == *need);
        let is_age = |age: &String| data.ages.iter().any(|known| known.id == *age);
        let is_step = match &self.step {
            Step::Pick => true,
            Step::When(need) => is_need(need),
            Step::Ages(need) => is_need(need) && !data.ages.is_empty(),
            Step::Place(need) => is_need(need) && !data.places.is_empty(),
        };
        let mut wishes = self.wishes.iter();
        is_step
            && wishes.all(|(need, wish)| {
                let mut place = wish.place.iter();
                is_need(need)
                    && wish.ages.iter().all(is_age)
                    && place.all(|place| data.places.contains(place))
            })
    }

    fn fills(&self, data: &feed::Needs) -> bool {
        !self.is_done(data)
    }

    fn turn(&self, data: &feed::Needs) -> Option<Move> {
        let leads_on = self.step != Step::Pick || self.is_answered();
        (leads_on && !self.is_done(data)).then_some(ON)
    }
}

#[cfg(test)]
mod tests {
    use legeplads_feed::{Age, DrawingId, Need, Text};

    use super::*;

    fn needs() -> feed::Needs {
        let need = |id: &str| Need {
            id: id.to_owned(),
            label: Text::default(),
            drawing: DrawingId::from("any"),
        };
        let age = |id: &str| Age {
            id: id.to_owned(),
            label: Text::default(),
            years: None,
        };
        feed::Needs {
            needs: vec![need("care"), need("bus")],
            ages: vec![age("a0-5"), age("a6-17")],
            places: vec![PlaceId::from("pond"), PlaceId::from("garden")],
        }
    }

    fn after(moves: &[Move], data: &feed::Needs) -> Needs {
        let mut state = Needs::default();
        for made in moves {
            state.act(*made, data);
        }
        state
    }

    fn given(moves: &[Move]) -> Vec<String> {
        let given = after(moves, &needs()).given();
        let given = given.iter().map(|one| {
            let pairs = one.iter().map(|(q, a)| format!("{q}={a}"));
            pairs.collect::<Vec<_>>().join(" ")
        });
        given.collect()
    }

    #[test]
    fn each_need_is_given_by_itself_whatever_came_first() {
        // The bus on Saturday evening for two ages at the pond; then care, on two mornings.
        let bus = [1, 2 * 7 + 5, ON, 1, 0, ON, 0, ON];
        let care = [0, 1, 0, ON, ON, ON];
        let expected = [
            "age=a0-5 age=a6-17 need=bus place=pond when=sat-evening",
            "need=care when=mon-morning when=tue-morning",
        ];
        for (first, then) in [(&bus[..], &care[..]), (&care[..], &bus[..])] {
            let way = [first, then, &[ON]].concat();
            assert!(after(&way, &needs()).is_done(&needs()));
            assert_eq!(given(&way), expected);
        }
    }

    #[test]
    fn what_was_put_can_be_taken_away_again() {
        assert_eq!(given(&[0, 3, 3, ON, 1, 1, ON, 0, 0]), ["need=care"]);
        assert_eq!(given(&[0, BACK]), [""; 0], "picked by mistake");
        assert_eq!(given(&[0, 3, BACK]), ["need=care when=thu-morning"]);
        let other = given(&[0, ON, ON, 0, 1]);
        assert_eq!(other, ["need=care place=garden"], "one place");
    }

    #[test]
    fn whoever_walks_away_has_given_what_was_said_until_then() {
        assert_eq!(given(&[0]), ["need=care"]);
        assert_eq!(given(&[0, 27, STOP]), ["need=care when=sun-night"]);
        assert!(after(&[0, STOP], &needs()).is_done(&needs()));
    }

    #[test]
    fn steps_that_ask_nothing_are_left_out() {
        let bare = feed::Needs {
            ages: Vec::new(),
            places: Vec::new(),
            ..needs()
        };
        assert_eq!(*after(&[0, ON], &bare).step(), Step::Pick);
        let aged = feed::Needs {
            places: Vec::new(),
            ..needs()
        };
        assert!(matches!(after(&[0, ON], &aged).step(), Step::Ages(_)));
        assert_eq!(*after(&[0, ON, ON], &aged).step(), Step::Pick);
        let placed = feed::Needs {
            ages: Vec::new(),
            ..needs()
        };
        assert!(matches!(after(&[0, ON], &placed).step(), Step::Place(_)));
        let back = after(&[0, ON, BACK], &placed);
        assert!(matches!(back.step(), Step::When(_)));
    }

    #[test]
    fn the_end_is_not_come_to_by_chance() {
        let data = needs();
        let mut state = Needs::default();
        assert_eq!(state.act(ON, &data), Cue::Giggle);
        assert_eq!(state.turn(&data), None);
        assert!(!state.is_done(&data));
    }

    #[test]
    fn it_fits_as_long_as_all_that_was_said_is_there() {
        let state = after(&[0, 3, ON, 1, ON, 1, ON], &needs());
        assert!(state.fits(&needs()));
        let mut other = needs();
        other.needs.remove(0);
        assert!(!state.fits(&other));
        let mut other = needs();
        other.ages.pop();
        assert!(!state.fits(&other));
        let mut other = needs();
        other.places.pop();
        assert!(!state.fits(&other));
        let mut other = needs();
        other.needs.reverse();
        assert!(state.fits(&other));
    }
}
