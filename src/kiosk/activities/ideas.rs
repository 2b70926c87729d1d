//! Ideas: one picture of each row makes an idea; sent it counts, and then those of others can be
//! supported.

use std::collections::BTreeSet;

use legeplads_feed::{self as feed, Idea};

use super::form::{BACK, ON, STOP};
use super::{Move, Rules};
use crate::journey::Cue;

/// The move that goes back to the first row; the others follow.
pub const SLOT: Move = 43;
/// The move that begins another idea, from the wall.
pub const MORE: Move = SLOT + Idea::ROWS;
/// The move that shows the first project's road; the others follow.
const PROJECT: Move = 50;
/// The first move that supports an idea. Which one it is, is written in the move: a picture of each
/// row, by its place.
const SUPPORT: Move = 1_000;
/// More pictures than a row has.
const BASE: Move = 10;

/// What is on the glass at present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The pictures of a row, from 0.
    Pick(usize),
    /// The idea, whole, not sent yet.
    Ready,
    /// Ideas of others.
    Wall,
    /// The road of an idea that became a project.
    Road(Idea),
}

impl Default for Step {
    fn default() -> Self {
        Self::Pick(0)
    }
}

/// What was put together, sent and supported. All of it is kept by ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ideas {
    picked: [Option<String>; Idea::ROWS],
    step: Step,
    sent: Vec<Idea>,
    supported: BTreeSet<Idea>,
    is_over: bool,
}

impl Ideas {
    /// What is on the glass.
    pub fn step(&self) -> &Step {
        &self.step
    }

    /// What was picked of a row.
    pub fn picked(&self, row: usize) -> Option<&str> {
        self.picked.get(row)?.as_deref()
    }

    /// The idea, if a picture of each row was picked.
    pub fn whole(&self) -> Option<Idea> {
        let [who, does, what, place] = self.picked.clone();
        Some(Idea([who?, does?, what?, place?]))
    }

    /// What this visitor has sent, the newest last.
    pub fn sent(&self) -> &[Idea] {
        &self.sent
    }

    /// What this visitor supports.
    pub fn supported(&self) -> &BTreeSet<Idea> {
        &self.supported
    }

    /// The move that supports an idea; none if one of its pictures is not there.
    pub fn support(idea: &Idea, data: &feed::Ideas) -> Option<Move> {
        let rows = data.rows().into_iter().zip(&idea.0);
        let mut places = rows.map(|(row, id)| row.iter().position(|word| word.id == *id));
        places
            .try_fold(0, |sum, place| Some(sum * BASE + place?))
            .map(|places: Move| SUPPORT + places)
    }

    /// The move that shows a project's road.
    pub fn road(idea: &Idea, data: &feed::Ideas) -> Option<Move> {
        let mut projects = data.projects.iter();
        let place = projects.position(|project| project.idea == *idea)?;
        Some(PROJECT + place)
    }

    fn pick(&mut self, row: usize, made: Move, data: &feed::Ideas) -> Option<Cue> {
        let word = data.rows().get(row)?.get(made)?;
        *self.picked.get_mut(row)? = Some(word.id.clone());
        self.step = self.next();
        Some(Cue::Good(self.count()))
    }

    /// How many pictures are picked.
    fn count(&self) -> usize {
        self.picked.iter().flatten().count()
    }

    /// The first row that nothing is picked of, or the whole idea.
    fn next(&self) -> Step {
        let open = self.picked.iter().position(Option::is_none);
        open.map_or(Step::Ready, Step::Pick)
    }

    fn go_on(&mut self) -> Cue {
        let idea = self.whole();
        match (&self.step, idea) {
            (Step::Pick(row), _) if self.picked(*row).is_some() => {
                self.step = self.next();
                Cue::Page
            }
            (Step::Ready, Some(idea)) => {
                self.sent.push(idea);
                self.step = Step::Wall;
                Cue::Good(Idea::ROWS + 1)
            }
            (Step::Road(_), _) => {
                self.step = Step::Wall;
                Cue::Page
            }
            (Step::Wall, _) => self.end(),
            _ => Cue::Giggle,
        }
    }

    fn go_back(&mut self) -> Cue {
        self.step = match self.step {
            Step::Pick(row) if row > 0 => Step::Pick(row - 1),
            Step::Ready => Step::Pick(Idea::ROWS - 1),
            Step::Road(_) => Step::Wall,
            // What was sent is sent.
            Step::Wall if self.sent.is_empty() => self.next(),
            _ => return Cue::Giggle,
        };
        Cue::Page
    }

    fn stop(&mut self) -> Cue {
        match self.step {
            Step::Pick(_) | Step::Ready => {
                self.step = Step::Wall;
                Cue::Page
            }
            Step::Wall | Step::Road(_) => self.end(),
        }
    }

    fn end(&mut self) -> Cue {
        self.is_over = true;
        Cue::Page
    }

    fn begin_again(&mut self) -> Cue {
        if self.step != Step::Wall || self.sent.is_empty() {
            return Cue::Giggle;
        }
        self.picked = Default::default();
        self.step = Step::default();
        Cue::Paper
    }

    /// Back to a row, from the strip.
    fn change(&mut self, row: usize) -> Cue {
        let step = Step::Pick(row);
        let is_making = matches!(self.step, Step::Pick(_) | Step::Ready);
        if !is_making || self.step == step {
            return Cue::Giggle;
        }
        self.step = step;
        Cue::Page
    }

    fn touch(&mut self, made: Move, data: &feed::Ideas) -> Option<Cue> {
        if let Step::Pick(row) = self.step {
            return self.pick(row, made, data);
        }
        if self.step != Step::Wall {
            return None;
        }
        if let Some(project) = made
            .checked_sub(PROJECT)
            .and_then(|place| data.projects.get(place))
        {
            self.step = Step::Road(project.idea.clone());
            return Some(Cue::Page);
        }
        let idea = named(made, data)?;
        let is_own = self.sent.contains(&idea);
        let is_new = !is_own && self.supported.insert(idea);
        is_new.then_some(Cue::Good(self.supported.len()))
    }
}

/// The idea that a move supports.
fn named(made: Move, data: &feed::Ideas) -> Option<Idea> {
    let mut places = made.checked_sub(SUPPORT)?;
    let mut idea = Idea::default();
    for (row, id) in data.rows().into_iter().zip(&mut idea.0).rev() {
        *id = row.get(places % BASE)?.id.clone();
        places /= BASE;
    }
    (places == 0).then_some(idea)
}

impl Rules for Ideas {
    type Data = feed::Ideas;

    fn act(&mut self, made: Move, data: &feed::Ideas) -> Cue {
        match made {
            _ if self.is_over => Cue::Giggle,
            ON => self.go_on(),
            BACK => self.go_back(),
            STOP => self.stop(),
            MORE => self.begin_again(),
            SLOT..MORE => self.change(made - SLOT),
            _ => self.touch(made, data).unwrap_or(Cue::Giggle),
        }
    }

    /// Somebody said that this is all.
    fn is_done(&self, _: &feed::Ideas) -> bool {
        self.is_over
    }

    /// No picture is gone that anything was put together from, nor a project that is looked at.
    fn fits(&self, data: &feed::Ideas) -> bool {
        let rows = data.rows();
        let is_there = |row: usize, id: &str| rows[row].iter().any(|word| word.id == id);
        let mut picked = self.picked.iter().enumerate();
        let mut ideas = self.sent.iter().chain(&self.supported);
        let is_road = match &self.step {
            Step::Road(idea) => Self::road(idea, data).is_some(),
            _ => true,
        };
        is_road
            && picked.all(|(row, id)| id.as_ref().is_none_or(|id| is_there(row, id)))
            && ideas.all(|idea| data.words(idea).is_some())
    }

    fn fills(&self, data: &feed::Ideas) -> bool {
        !self.is_done(data)
    }

    fn turn(&self, _: &feed::Ideas) -> Option<Move> {
        let leads_on = match self.step {
            Step::Pick(row) => self.picked(row).is_some(),
            Step::Ready => true,
            Step::Wall | Step::Road(_) => false,
        };
        (leads_on && !self.is_over).then_some(ON)
    }
}

#[cfg(test)]
#[path = "ideas/tests.rs"]
mod tests;
