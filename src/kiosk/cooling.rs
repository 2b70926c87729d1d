//! A soft limit against one child who votes fifty times: a vote that follows another too closely is
//! played as ever, and counts nowhere.
//!
//! The screen knows nobody, and so cannot tell whose votes they are. What it knows is how long it takes
//! until the next in a row has stepped up and chosen: whoever hammers is quicker than that. A vote that
//! did not count makes the wait begin anew, so that hammering counts once, however long it goes on.
//!
//! With ideas it is the same: one that follows another too closely counts nowhere, and so does a
//! second support of the same one.

use std::collections::BTreeMap;
use std::time::Duration;

use bevy::prelude::*;
use legeplads_feed::{ActivityId, Idea};

use crate::journey::Cue;
use crate::motion::COOLS;

/// When somebody voted last on this screen, by what was asked; kept over visitors, and in memory
/// only.
#[derive(Resource, Debug, Default, PartialEq)]
pub struct Cooling {
    votes: BTreeMap<Asked, Last>,
}

/// A vote or what ideas are asked for; or one of those ideas, which others support.
type Asked = (ActivityId, Option<Idea>);

/// The last vote.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Last {
    /// When its last tap was given.
    at: Duration,
    counts: bool,
}

impl Cooling {
    /// Whether this is to go on to those who count: all but a vote that came too soon. A vote of
    /// several dots counts as a whole or not at all.
    pub fn lets(&mut self, cue: &Cue, now: Duration) -> bool {
        let Some((asked, begins)) = asked(cue) else {
            return true;
        };
        let counts = match self.votes.get(&asked) {
            Some(last) if begins => now.saturating_sub(last.at) >= COOLS,
            Some(last) => last.counts,
            None => true,
        };
        self.votes.insert(asked, Last { at: now, counts });
        counts
    }

    /// Whether the last vote was counted, or the last idea.
    pub fn counted(&self, activity: &ActivityId) -> bool {
        let asked = (activity.clone(), None);
        self.votes.get(&asked).is_none_or(|last| last.counts)
    }
}

/// What a cue votes on, and whether that begins a vote; none if it is no vote.
fn asked(cue: &Cue) -> Option<(Asked, bool)> {
    match cue {
        Cue::Vote {
            activity, begins, ..
        } => Some(((activity.clone(), None), *begins)),
        Cue::Idea(activity, _) => Some(((activity.clone(), None), true)),
        Cue::Support(activity, idea) => Some(((activity.clone(), Some(idea.clone())), true)),
        _ => None,
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Cooling>();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// When taps are given, in seconds, and which of them count.
    fn counted(taps: &[(f64, bool)]) -> Vec<f64> {
        let mut cooling = Cooling::default();
        let mut lets = |at: f64, begins| {
            let cue = Cue::Vote {
                activity: ActivityId::from("park"),
                thing: 0,
                begins,
            };
            cooling.lets(&cue, Duration::from_secs_f64(at))
        };
        let taps = taps.iter().filter(|(at, begins)| lets(*at, *begins));
        taps.map(|(at, _)| *at).collect()
    }

    #[test]
    fn a_family_in_a_row_is_counted_one_and_all() {
        let pace = COOLS.as_secs_f64() + 0.5;
        let family: Vec<f64> = (0..5).map(|member| f64::from(member) * pace).collect();
        let taps: Vec<(f64, bool)> = family.iter().map(|at| (*at, true)).collect();
        assert_eq!(counted(&taps), family);
    }

    #[test]
    fn one_child_who_hammers_is_counted_once() {
        for pace in [0.1, 0.5, 1.0, 2.0] {
            let taps: Vec<(f64, bool)> = (0..50)
                .map(|tap| (1.0 + f64::from(tap) * pace, true))
                .collect();
            assert_eq!(counted(&taps), [1.0], "every {pace} s");
        }
        // Whoever waits is counted again.
        assert_eq!(
            counted(&[(0.0, true), (1.0, true), (5.0, true)]),
            [0.0, 5.0]
        );
    }

    #[test]
    fn three_dots_count_as_one_vote_or_not_at_all() {
        let slow = [(0.0, true), (9.0, false), (18.0, false)];
        assert_eq!(counted(&slow), [0.0, 9.0, 18.0]);
        // Begun too soon: its later dots do not count either.
        let soon = [
            (0.0, true),
            (0.2, false),
            (0.4, false),
            (1.0, true),
            (9.0, false),
        ];
        assert_eq!(counted(&soon), [0.0, 0.2, 0.4]);
    }

    #[test]
    fn votes_do_not_wait_for_each_other() {
        let mut cooling = Cooling::default();
        for id in ["park", "pond"] {
            let activity = ActivityId::from(id);
            let cue = Cue::Vote {
                activity: activity.clone(),
                thing: 1,
                begins: true,
            };
            assert!(cooling.lets(&cue, Duration::from_secs(9)), "{id}");
            assert!(!cooling.lets(&cue, Duration::from_secs(10)), "{id}");
            assert!(!cooling.counted(&activity), "{id}");
        }
        assert!(cooling.lets(&Cue::Tap, Duration::ZERO));
    }

    #[test]
    fn an_idea_waits_for_the_one_before_it_and_a_support_for_its_own_kind() {
        let mut cooling = Cooling::default();
        let idea = |who: &str| Idea([who, "build", "dens", "wood"].map(str::to_owned));
        let sent = |who: &str| Cue::Idea(ActivityId::from("ideas"), idea(who));
        let supported = |who: &str| Cue::Support(ActivityId::from("ideas"), idea(who));
        let mut lets = |cue: Cue, at: u64| cooling.lets(&cue, Duration::from_secs(at));
        assert!(lets(sent("we"), 10));
        assert!(!lets(sent("all"), 11));
        assert!(lets(supported("we"), 11) && lets(supported("all"), 12));
        assert!(!lets(supported("all"), 13));
        assert!(lets(sent("all"), 20) && lets(supported("all"), 20));
    }
}
