//! The ideas that were sent on this screen since it opened: what others can see there and support.
//!
//! Kept in memory only, and gone when the site closes. An idea is pictures alone, so nobody has to
//! read it before it hangs.

use std::collections::BTreeMap;

use bevy::prelude::*;
use jiff::civil::Date;
use legeplads_feed::{ActivityId, Idea, Ideas};

use crate::acting::Cued;
use crate::demo::Show;
use crate::journey::{Cue, Journey, Screen};

/// How many are kept for each activity: more than hang.
const KEPT: usize = 12;

/// The ideas since opening.
#[derive(Resource, Debug, Default, PartialEq)]
pub struct Wall {
    sent: BTreeMap<ActivityId, Vec<Idea>>,
}

impl Wall {
    /// Remembers what it tells, if that is an idea.
    pub fn hear(&mut self, cue: &Cue) {
        let Cue::Idea(activity, idea) = cue else {
            return;
        };
        let sent = self.sent.entry(activity.clone()).or_default();
        sent.retain(|known| known != idea);
        sent.insert(0, idea.clone());
        sent.truncate(KEPT);
    }

    /// What hangs on an activity's wall, `most` at most: the visitor's own newest idea, projects of
    /// the day, then in turn what was sent here, the newest first, and what staff have gathered.
    pub fn hangs(
        &self,
        activity: &ActivityId,
        data: &Ideas,
        own: Option<&Idea>,
        today: Date,
        most: usize,
    ) -> Vec<Idea> {
        let here = self.sent.get(activity).map_or(&[][..], Vec::as_slice);
        let gathered: Vec<&Idea> = data.gathered.iter().map(|one| &one.idea).collect();
        let projects = data.projects.iter().map(|project| &project.idea);
        let projects = projects.filter(|idea| data.project(idea, today).is_some());
        let longest = here.len().max(gathered.len());
        let in_turn = (0..longest).flat_map(|nth| [here.get(nth), gathered.get(nth).copied()]);
        let all = own.into_iter().chain(projects).chain(in_turn.flatten());
        let mut hangs: Vec<Idea> = Vec::new();
        for idea in all.filter(|idea| data.words(idea).is_some()) {
            if hangs.len() < most && !hangs.contains(idea) {
                hangs.push(idea.clone());
            }
        }
        hangs
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Wall>().add_systems(Update, remember);
}

fn remember(
    mut cues: MessageReader<Cued>,
    journey: Res<Journey>,
    show: Option<Res<Show>>,
    mut wall: ResMut<Wall>,
) {
    if show.is_some_and(|show| show.leads()) {
        cues.clear();
    }
    for Cued(cue) in cues.read() {
        // Whoever looks whether it has changed is to see ideas alone.
        if matches!(cue, Cue::Idea(..)) {
            wall.hear(cue);
        }
    }
    if journey.screen == Screen::Closed && !wall.sent.is_empty() {
        *wall = Wall::default();
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use legeplads_feed::{
        DrawingId, Gathered, Milestone, PictureWord, Project, ProjectState, Text,
    };

    use super::*;

    const IDS: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

    fn idea(who: &str) -> Idea {
        Idea([who, "a", "a", "a"].map(str::to_owned))
    }

    fn data(gathered: &[&str], project: Option<&str>) -> Ideas {
        let word = |id: &str| PictureWord {
            id: id.to_owned(),
            label: Text::default(),
            drawing: DrawingId::from("any"),
        };
        let row: Vec<PictureWord> = IDS.map(word).into();
        let gathered = gathered.iter().map(|who| Gathered {
            idea: idea(who),
            support: None,
        });
        let road = || Milestone {
            state: ProjectState::Taken,
            on: date(2026, 3, 1),
            text: Text::default(),
        };
        let project = project.map(|who| Project {
            idea: idea(who),
            road: vec![road()],
        });
        Ideas {
            who: row.clone(),
            does: row.clone(),
            what: row.clone(),
            place: row,
            asked_by: Text::default(),
            gathered: gathered.collect(),
            until: None,
            projects: project.into_iter().collect(),
        }
    }

    fn hangs(sent: &[&str], data: &Ideas, own: Option<&str>, today: Date) -> Vec<String> {
        let id = ActivityId::from("ideas");
        let mut wall = Wall::default();
        for who in sent {
            wall.hear(&Cue::Idea(id.clone(), idea(who)));
        }
        let own = own.map(idea);
        let hangs = wall.hangs(&id, data, own.as_ref(), today, 6);
        hangs.into_iter().map(|idea| idea.0[0].clone()).collect()
    }

    #[test]
    fn ones_own_hangs_first_and_what_was_sent_takes_turns_with_what_was_gathered() {
        let day = date(2026, 6, 1);
        let data = data(&["f", "g", "h"], None);
        let all = hangs(&["a", "b", "c", "d"], &data, Some("d"), day);
        assert_eq!(all, ["d", "f", "c", "g", "b", "h"]);
        assert_eq!(hangs(&[], &data, None, day), ["f", "g", "h"]);
        assert_eq!(hangs(&["a", "b", "a"], &data, None, day)[0], "a", "once");
    }

    #[test]
    fn a_project_hangs_from_its_first_day_on() {
        let data = data(&["f"], Some("h"));
        assert_eq!(hangs(&["a"], &data, None, date(2026, 2, 28)), ["a", "f"]);
        assert_eq!(
            hangs(&["a"], &data, None, date(2026, 3, 1)),
            ["h", "a", "f"]
        );
    }

    #[test]
    fn what_cannot_be_put_together_any_more_does_not_hang() {
        let data = data(&[], None);
        assert_eq!(hangs(&["z", "a"], &data, None, date(2026, 3, 1)), ["a"]);
    }
}
