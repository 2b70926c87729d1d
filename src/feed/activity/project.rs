//! An idea's road: taken up, underway, done.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ideas::Idea;
use crate::check::{At, Check};
use crate::language::Text;
use crate::text::DECISION;

/// An idea that has become a project, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Project {
    /// The idea.
    pub idea: Idea,
    /// One to three milestones, each further than the one before it.
    pub road: Vec<Milestone>,
}

/// How far a project has come, and since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Milestone {
    /// How far.
    pub state: ProjectState,
    /// The day at the place since which it is so; nothing of it is shown before.
    pub on: Date,
    /// What was done.
    pub text: Text,
}

/// How far a project has come. The documents have it as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ProjectState {
    /// Somebody is looking at how it can be done.
    Taken,
    /// It is being done.
    Underway,
    /// It is there.
    Done,
}

impl ProjectState {
    /// All of them, in their order.
    pub const ALL: [Self; 3] = [Self::Taken, Self::Underway, Self::Done];
}

impl Project {
    /// How far it has come on a day at the place; none before its first milestone.
    #[must_use]
    pub fn state(&self, today: Date) -> Option<ProjectState> {
        self.past(today).last().map(|milestone| milestone.state)
    }

    /// The milestone of a state, once it is to be told.
    #[must_use]
    pub fn milestone(&self, state: ProjectState, today: Date) -> Option<&Milestone> {
        self.past(today).find(|milestone| milestone.state == state)
    }

    /// What has been reached, in its order.
    fn past(&self, today: Date) -> impl Iterator<Item = &Milestone> {
        let road = self.road.iter();
        road.take_while(move |milestone| milestone.on <= today)
    }
}

pub(super) mod wire {
    use serde::{Deserialize, Serialize};

    use super::{Idea, ProjectState};
    use crate::language::wire::Words;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Project {
        pub idea: Idea,
        pub road: Vec<Milestone>,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Milestone {
        pub state: ProjectState,
        pub on: String,
        pub text: Words,
    }

    impl From<&super::Project> for Project {
        fn from(project: &super::Project) -> Self {
            let milestone = |milestone: &super::Milestone| Milestone {
                state: milestone.state,
                on: milestone.on.to_string(),
                text: (&milestone.text).into(),
            };
            Self {
                idea: project.idea.clone(),
                road: project.road.iter().map(milestone).collect(),
            }
        }
    }
}

impl wire::Project {
    /// Resolves a project; whether its idea can be put together is the caller's business.
    pub(super) fn resolve(self, at: &At, check: &mut Check) -> Project {
        let at_road = at.field("road");
        let most = ProjectState::ALL.len();
        check.count(&at_road, "milestones", self.road.len(), 1, most);
        let mut road: Vec<Milestone> = Vec::new();
        for (number, milestone) in self.road.into_iter().enumerate() {
            let at = at_road.item(number);
            let text = check.text(&at.field("text"), milestone.text, DECISION);
            let Some(on) = check.day(&at.field("on"), &milestone.on) else {
                continue;
            };
            let milestone = Milestone {
                state: milestone.state,
                on,
                text,
            };
            if let Some(before) = road.last() {
                milestone.follows(before, &at, check);
            }
            road.push(milestone);
        }
        Project {
            idea: self.idea,
            road,
        }
    }
}

impl Milestone {
    /// Checks that it is further and later than the one before it.
    fn follows(&self, before: &Self, at: &At, check: &mut Check) {
        if self.state <= before.state {
            let message = format!("`{:?}` comes after `{:?}`", self.state, before.state);
            let help = "a project goes from Taken to Underway to Done, each once".to_owned();
            check.error(&at.field("state"), "backward-road", message, Some(help));
        }
        if self.on < before.on {
            let message = format!(
                "this is {}, and the milestone before it {}",
                self.on, before.on
            );
            let help = "write milestones in the order of their days".to_owned();
            check.error(&at.field("on"), "backward-road", message, Some(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_project_is_told_from_its_first_day_on_and_goes_only_forward() {
        use ProjectState::{Done, Taken};
        let milestone = |state, on| Milestone {
            state,
            on,
            text: Text::default(),
        };
        let project = Project {
            idea: Idea::default(),
            road: vec![
                milestone(Taken, date(2026, 3, 1)),
                milestone(Done, date(2026, 9, 1)),
            ],
        };
        for (day, expected) in [
            (date(2026, 2, 28), None),
            (date(2026, 3, 1), Some(Taken)),
            (date(2026, 8, 31), Some(Taken)),
            (date(2026, 9, 1), Some(Done)),
        ] {
            assert_eq!(project.state(day), expected, "{day}");
        }
        let told = |state| project.milestone(state, date(2026, 8, 31)).is_some();
        assert!(told(Taken) && !told(Done));
    }
}
