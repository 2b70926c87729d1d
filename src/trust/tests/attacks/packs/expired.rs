//! A stick of last year: what it rests on was good for a time that is past.
//!
//! Nothing else bounds how old a pack may be that somebody shows. As everywhere a clock that others vouch
//! for decides, and any other does not: a booth without a network must not stand still because a laptop's
//! battery was flat.

use legeplads_trust::pack::Unpackable;
use legeplads_trust::{Clock, Freshness};

use super::{open, packed};
use crate::support::{Town, days_later, synced};

#[test]
fn what_has_expired_is_refused_by_a_clock_that_others_vouch_for() {
    let town = Town::new();
    let whole = packed(&town).bytes();
    open(&whole, &town, synced(364)).expect("good for a year");
    let by = |bytes: &[u8], days| match open(bytes, &town, synced(days)).expect_err("expired") {
        Unpackable::Expired { role, .. } => role,
        other => other.to_string(),
    };
    assert_eq!(by(&whole, 366), "targets");
    assert_eq!(by(&whole, 731), "root");
    let mut late = town.clone();
    late.targets.expires = days_later(700);
    assert_eq!(by(&packed(&late).bytes(), 366), "culture");
    let mut short = town.clone();
    short.desk("culture").expires = days_later(10);
    assert_eq!(by(&packed(&short).bytes(), 11), "culture");
}

#[test]
fn any_other_clock_takes_it_and_says_so() {
    let town = Town::new();
    let whole = packed(&town).bytes();
    let freshness = |clock| open(&whole, &town, clock).expect("taken").freshness;
    assert_eq!(
        freshness(Clock::Unsynced(days_later(366))),
        Freshness::Unproven
    );
    assert_eq!(freshness(Clock::Unsynced(days_later(1))), Freshness::Proven);
    // A flat battery.
    let long_ago = "1970-01-01T00:00:00Z".parse().expect("a time");
    assert_eq!(freshness(Clock::Unsynced(long_ago)), Freshness::Unproven);
}
