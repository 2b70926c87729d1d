//! The claim code of a gift: one for a visitor who has unwrapped it, on a machine that has a claim key.
//!
//! It is made when it is first shown and kept in memory until that visitor has left; nothing of it is
//! written, counted or logged. One screen gives out few in a row, so that whoever unwraps the same
//! gift again and again gets no heap of them.

use std::fs;
use std::time::Duration;

use bevy::prelude::*;
use jiff::civil::Date;
use legeplads_feed::{ActivityId, ActivityKind};
use legeplads_trust::claim::{ClaimKey, Code, Month};

use crate::activities::Play;
use crate::clock::WallClock;
use crate::journey::{Journey, Screen};
use crate::motion::SPARES;
use crate::options::Options;
use crate::release::Release;

/// What is shown beside an unwrapped gift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// Its symbols in groups.
    Code(Vec<String>),
    /// The last one was given out a moment ago.
    Soon,
    /// What a demo shows.
    Example(Vec<String>),
}

/// What this machine makes codes with, and what it has given to whoever is there.
#[derive(Resource, Debug, Default)]
pub struct Claims {
    key: Option<ClaimKey>,
    is_example: bool,
    given: Vec<(ActivityId, Code)>,
    /// When one was last given out.
    last: Option<Duration>,
    shown: Option<Claim>,
}

impl Claims {
    /// With the machine's key, if it has one that can be read. Without one, gifts have no codes.
    pub fn new(options: &Options) -> Self {
        let key = options.claim.as_ref().and_then(|path| {
            let read = fs::read_to_string(path).map_err(|error| error.to_string());
            let key =
                read.and_then(|text| ClaimKey::read(&text).map_err(|error| error.to_string()));
            key.inspect_err(|why| {
                tracing::error!("`claim` is {}: {why}; gifts have no codes", path.display());
            })
            .ok()
        });
        Self {
            key,
            // Pictures show what a demo does.
            is_example: options.is_demo() || options.contact_sheet.is_some(),
            ..default()
        }
    }

    /// What is shown beside the gift that is on the glass.
    pub fn shown(&self) -> Option<&Claim> {
        self.shown.as_ref()
    }

    /// What is to be shown for a gift, at this time and on this day.
    fn show(&mut self, gift: &ActivityId, now: Duration, today: Date) -> Option<Claim> {
        if self.is_example {
            let groups = Code::EXAMPLE.split('-').map(str::to_owned);
            return Some(Claim::Example(groups.collect()));
        }
        let key = self.key.as_ref()?;
        if let Some((_, code)) = self.given.iter().find(|(id, _)| id == gift) {
            return Some(Claim::Code(code.groups()));
        }
        if self
            .last
            .is_some_and(|last| now.saturating_sub(last) < SPARES)
        {
            return Some(Claim::Soon);
        }
        let code = key.code(gift.as_str(), Month::of(today))?;
        self.last = Some(now);
        self.given.push((gift.clone(), code));
        Some(Claim::Code(code.groups()))
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Claims>().add_systems(Update, give);
}

fn give(
    journey: Res<Journey>,
    release: Res<Release>,
    clock: Res<WallClock>,
    time: Res<Time>,
    mut claims: ResMut<Claims>,
) {
    let now = time.elapsed();
    let today = clock.now(&release.feed.time_zone).date();
    // Whoever looks whether it has changed is to see what is shown alone.
    let known = claims.bypass_change_detection();
    if journey.rests() {
        // Nobody is there any more.
        known.given.clear();
    }
    // A gift may be given out without codes.
    let gift = unwrapped(&journey, &release, today).filter(|gift| gift.has_code);
    let shown = gift.and_then(|gift| known.show(&gift.id, now, today));
    if known.shown != shown {
        claims.shown = shown;
    }
}

/// A gift that lies unwrapped on the glass.
#[derive(Debug)]
pub(crate) struct Unwrapped {
    /// Its activity.
    pub id: ActivityId,
    /// Whether it is given out by codes.
    has_code: bool,
}

/// The gift that lies unwrapped on the glass, if one does.
pub(crate) fn unwrapped(journey: &Journey, release: &Release, today: Date) -> Option<Unwrapped> {
    let Screen::Stop(stop) = &journey.screen else {
        return None;
    };
    let feed = &release.feed;
    let activity = feed.activity(&feed.stop(stop)?.activity)?;
    let (Some(Play::Gift(state)), ActivityKind::Gift(data)) = (&journey.play, &activity.kind)
    else {
        return None;
    };
    let (_, given) = data.given(today)?;
    state.is_unwrapped().then(|| Unwrapped {
        id: activity.id.clone(),
        has_code: given.code,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const DAY: Date = date(2026, 11, 23);

    fn claims() -> Claims {
        Claims {
            key: ClaimKey::generate("airport-1", 0),
            ..default()
        }
    }

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_visitor_is_given_one_for_each_gift_and_sees_it_again() {
        let (mut claims, gift) = (claims(), ActivityId::from("gift"));
        let first = claims.show(&gift, at(0), DAY);
        assert!(matches!(first, Some(Claim::Code(_))), "{first:?}");
        assert_eq!(claims.show(&gift, at(90), DAY), first, "the same");
        claims.given.clear();
        let next = claims.show(&gift, at(90), DAY);
        assert!(matches!(next, Some(Claim::Code(_))));
        assert_ne!(next, first, "the next visitor's is another one");
    }

    #[test]
    fn whoever_comes_too_soon_waits_and_is_given_one_then() {
        let (mut claims, gift) = (claims(), ActivityId::from("gift"));
        claims.show(&gift, at(10), DAY);
        claims.given.clear();
        let spare = SPARES.as_secs();
        assert_eq!(
            claims.show(&gift, at(10 + spare - 1), DAY),
            Some(Claim::Soon)
        );
        let then = claims.show(&gift, at(10 + spare), DAY);
        assert!(matches!(then, Some(Claim::Code(_))), "{then:?}");
    }

    #[test]
    fn without_a_key_there_is_none() {
        let gift = ActivityId::from("gift");
        assert_eq!(Claims::default().show(&gift, at(0), DAY), None);
    }
}
