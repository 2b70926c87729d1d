//! Where in a launch the wall clock is: pure, so that a screen that comes late lands in the right
//! second.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, Zoned};
use legeplads_feed::{Campaign, CampaignId, Feed, Language, Reveal, Site};

use crate::attract::EACH;

/// In the last seconds of a countdown the wrapping lies over everything.
pub const WRAPPED: u32 = 10;
/// A clock that is set back by less than this is only put right.
const SET_BACK: SignedDuration = SignedDuration::from_secs(1);
/// Languages take their turns so long after the moment, and before it: never at the moment itself.
const AFTER: f64 = 3.0;

/// From this second on, the wrapping has closed, and what is unveiled is laid under it.
const CLOSED: f64 = -9.0;

/// One launch: which campaign, and when.
pub type Key = (CampaignId, Timestamp);

/// What is on the glass of a launch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nobody is there: a parcel stands in the town, and says how long.
    Parcel,
    /// Somebody plays: a small slip counts in a corner.
    Slip,
    /// The last seconds: everything is wrapped up.
    Wrapped,
    /// It opens, and is open.
    Open,
}

/// A launch that is on.
#[derive(Debug, Clone, PartialEq)]
pub struct Now {
    /// Which one.
    pub key: Key,
    /// How long ago the moment was; negative before it.
    pub since: SignedDuration,
    /// What is on the glass.
    pub stage: Stage,
    /// Nobody has chosen a language.
    pub is_alone: bool,
}

impl Now {
    /// Whole seconds until the moment, counting the one that has begun; 0 from then on.
    pub fn left(&self) -> u32 {
        let left = -self.since.as_secs_f64();
        if left > 0.0 { left.ceil() as u32 } else { 0 }
    }

    /// Seconds since the moment.
    pub fn seconds(&self) -> f32 {
        self.since.as_secs_f32()
    }

    /// Whether it lies over all that can be played.
    pub fn covers(&self) -> bool {
        matches!(self.stage, Stage::Wrapped | Stage::Open)
    }

    /// Whether the wrapping is just being drawn over what lies there.
    pub fn is_closing(&self) -> bool {
        self.stage == Stage::Wrapped && self.since.as_secs_f64() < CLOSED
    }

    /// What it says it in: the visitor's language, or all of them in turn, on all screens the same.
    pub fn language<'a>(&self, languages: &'a [Language], spoken: &'a Language) -> &'a Language {
        let turn = self.turn().rem_euclid(languages.len().max(1) as i64);
        let in_turn = usize::try_from(turn)
            .ok()
            .and_then(|turn| languages.get(turn));
        in_turn
            .filter(|_| self.is_alone && self.covers())
            .unwrap_or(spoken)
    }

    fn turn(&self) -> i64 {
        ((self.since.as_secs_f64() - AFTER) / EACH.as_secs_f64()).floor() as i64
    }

    /// What must be laid anew when it is another. What moves by itself is not in it: at the moment
    /// itself nothing is.
    pub(super) fn face(&self) -> impl PartialEq + use<> {
        let counted = (!self.covers()).then(|| (self.stage == Stage::Slip, self.left()));
        let turn = (self.is_alone && self.covers()).then(|| self.turn());
        (self.key.clone(), counted, self.is_closing(), turn)
    }
}

/// Where each launch that has begun was when it was last looked at.
#[derive(Debug, Default)]
pub(super) struct Begun(BTreeMap<Key, Reached>);

#[derive(Debug, Clone, Copy)]
struct Reached {
    /// By the wall.
    wall: SignedDuration,
    /// What the wall has been set back by since.
    back: SignedDuration,
}

impl Begun {
    /// How long ago a launch's moment was. What has been unveiled is never wrapped up again, however
    /// the clock is set: a show goes on where it was, and one that is over is over.
    fn since(&mut self, key: &Key, wall: SignedDuration) -> SignedDuration {
        let Some(reached) = self.0.get_mut(key) else {
            // What was over before this screen began it has not unveiled.
            if !wall.is_negative() && wall < Reveal::SHOW {
                let back = SignedDuration::ZERO;
                self.0.insert(key.clone(), Reached { wall, back });
            }
            return wall;
        };
        let by = reached.wall.saturating_sub(wall);
        if by > SET_BACK {
            reached.back = reached.back.saturating_add(by);
        }
        reached.wall = wall;
        wall.saturating_add(reached.back).max(SignedDuration::ZERO)
    }

    /// The launch that is on at a site, with how long ago its moment was: the one whose show is on, or
    /// else the one that counts down to the nearest moment.
    ///
    /// A site that is closed at the moment has none, unless it `joins` all.
    pub(super) fn now(
        &mut self,
        feed: &Feed,
        site: &Site,
        now: &Zoned,
        joins: bool,
    ) -> Option<(Key, SignedDuration)> {
        self.0.retain(|(id, at), _| {
            let mut launches = launches(feed, site);
            launches.any(|(campaign, reveal)| campaign.id == *id && reveal.at.timestamp() == *at)
        });
        let all: Vec<_> = launches(feed, site)
            .filter(|(campaign, reveal)| {
                (joins || site.is_open(&reveal.at)) && campaign.unveils(feed).is_some()
            })
            .map(|(campaign, reveal)| {
                let key = (campaign.id.clone(), reveal.at.timestamp());
                let since = self.since(&key, reveal.since(now));
                (key, since, reveal.countdown)
            })
            .collect();
        let shows = |since: SignedDuration| !since.is_negative() && since < Reveal::SHOW;
        let counts = |since: SignedDuration, countdown: u16| {
            since.is_negative() && -since <= SignedDuration::from_secs(countdown.into())
        };
        let showing = all.iter().find(|(_, since, _)| shows(*since));
        let counting = all
            .iter()
            .filter(|(_, since, countdown)| counts(*since, *countdown));
        let nearest = counting.max_by_key(|(_, since, _)| *since);
        showing
            .or(nearest)
            .map(|(key, since, _)| (key.clone(), *since))
    }
}

/// The launches of a site.
fn launches<'a>(
    feed: &'a Feed,
    site: &'a Site,
) -> impl Iterator<Item = (&'a Campaign, &'a Reveal)> {
    let here = feed
        .campaigns
        .iter()
        .filter(|campaign| campaign.is_at(site));
    here.filter_map(|campaign| Some((campaign, campaign.reveal.as_ref()?)))
}

/// Whether a countdown begins at a site within `soon` from now, or something of a launch is on.
pub(super) fn is_near(feed: &Feed, site: &Site, now: &Zoned, soon: SignedDuration) -> bool {
    launches(feed, site).any(|(_, reveal)| {
        let begins = now.timestamp().duration_since(reveal.counts_from());
        begins > -soon && reveal.since(now) < Reveal::SHOW
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(milliseconds: i64, stage: Stage, is_alone: bool) -> Now {
        Now {
            key: ("park".into(), Timestamp::UNIX_EPOCH),
            since: SignedDuration::from_millis(milliseconds),
            stage,
            is_alone,
        }
    }

    #[test]
    fn a_second_counts_from_when_it_begins() {
        for (since, left) in [
            (-60_000, 60),
            (-10_000, 10),
            (-9_999, 10),
            (-9_000, 9),
            (-1, 1),
            (0, 0),
            (5, 0),
        ] {
            assert_eq!(now(since, Stage::Wrapped, true).left(), left, "{since}");
        }
    }

    #[test]
    fn nothing_is_laid_anew_at_the_moment_itself() {
        for is_alone in [false, true] {
            let before = now(-2_900, Stage::Wrapped, is_alone).face();
            for since in [-1_000, -1, 0, 1, 2_900] {
                let stage = if since < 0 {
                    Stage::Wrapped
                } else {
                    Stage::Open
                };
                assert!(now(since, stage, is_alone).face() == before, "{since}");
            }
        }
    }

    #[test]
    fn a_clock_that_is_set_back_wraps_nothing_up_again() {
        let key: Key = ("park".into(), Timestamp::UNIX_EPOCH);
        let mut begun = Begun::default();
        let mut at = |seconds: f64| {
            let wall = SignedDuration::from_secs_f64(seconds);
            begun.since(&key, wall).as_secs_f64()
        };
        assert_eq!(at(-3.0), -3.0);
        assert_eq!(at(-8.0), -8.0, "nothing was seen yet");
        assert_eq!(at(0.25), 0.25);
        assert_eq!(at(-0.25), 0.0, "put right");
        assert_eq!(at(5.0), 5.0);
        assert_eq!(at(-3_595.0), 5.0, "set back by an hour");
        assert_eq!(at(-3_590.0), 10.0, "and the show goes on");
        assert_eq!(at(-3_500.0), 100.0, "until it is over");
        assert_eq!(at(-7_200.0), 100.0);
    }
}
