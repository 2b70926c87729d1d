//! Ideas as they are pictured: being put together, on the wall, and as a project.

use jiff::ToSpan;
use jiff::civil::Date;
use legeplads_feed::{
    Activity, ActivityKind, Feed, Ideas, Milestone, Project, ProjectState, StopId, Text,
};

use super::road::OnRoad;
use crate::activities::form::{ON, STOP};
use crate::activities::{Move, ideas};

/// How often the first idea was supported, for the picture.
const HEARTS: u32 = 1_240;

/// The first stop where ideas are put together.
pub fn stop(feed: &Feed) -> Option<StopId> {
    let mut stops = feed.stops.values();
    let stop = stops.find(|stop| {
        let activity = feed.activity(&stop.activity);
        activity.is_some_and(|activity| matches!(activity.kind, ActivityKind::Ideas(_)))
    });
    stop.map(|stop| stop.id.clone())
}

/// What is touched to come to each step after the first: every row, the whole, the wall with a heart.
pub fn steps() -> Vec<Vec<Move>> {
    vec![vec![1], vec![0], vec![2], vec![1], vec![ON]]
}

/// As if staff had published hearts and two projects: one underway, and one that is new.
pub fn pose(data: &mut Ideas, today: Date, text: &Text) {
    let day = |days: i32| today.saturating_add(days.days());
    data.until = Some(day(-2));
    let milestone = |state, days| Milestone {
        state,
        on: day(days),
        text: text.clone(),
    };
    let project = |road: Vec<Milestone>, nth: usize| {
        let idea = data.gathered.get(nth)?.idea.clone();
        Some(Project { idea, road })
    };
    let underway = vec![
        milestone(ProjectState::Taken, -70),
        milestone(ProjectState::Underway, -20),
        milestone(ProjectState::Done, 60),
    ];
    let taken = vec![milestone(ProjectState::Taken, -5)];
    data.projects = project(underway, 0)
        .into_iter()
        .chain(project(taken, 1))
        .collect();
    if let Some(last) = data.gathered.last_mut() {
        last.support = Some(HEARTS);
    }
}

/// What is touched to come to what is pictured of an idea's road.
pub fn moves(activity: Option<&Activity>, road: OnRoad) -> Vec<Move> {
    let Some(ActivityKind::Ideas(data)) = activity.map(|activity| &activity.kind) else {
        return Vec::new();
    };
    let project = data.projects.first().filter(|_| road == OnRoad::Decided);
    let project = project.and_then(|project| ideas::Ideas::road(&project.idea, data));
    [STOP].into_iter().chain(project).collect()
}
