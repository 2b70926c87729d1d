//! When a site opens next, across midnight and both clock changes.

mod support;

use jiff::Zoned;
use legeplads_feed::{Hours, Site, Weekday};

const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

fn site(id: &str) -> Site {
    let feed = legeplads_feed::read(&support::tiny()).feed.expect("a feed");
    feed.site(id).expect("a site").clone()
}

/// A site with other hours.
fn open_at(hours: &[(&[Weekday], &str, &str)]) -> Site {
    let mut site = site("library");
    site.hours = hours
        .iter()
        .map(|(days, from, to)| Hours {
            days: days.to_vec(),
            from: from.parse().expect("a time"),
            to: to.parse().expect("a time"),
        })
        .collect();
    site
}

/// A moment in Copenhagen: `2026-11-20T20:00+01:00`.
fn at(text: &str) -> Zoned {
    let zoned = format!("{text}[Europe/Copenhagen]");
    zoned.parse().expect("a moment")
}

fn assert_next(site: &Site, now: &str, next: &str) {
    assert_eq!(site.next_opening(&at(now)), Some(at(next)), "after {now}");
}

#[test]
fn it_is_today_tomorrow_or_after_the_weekend() {
    let library = site("library");
    assert_next(&library, "2026-11-20T05:00+01:00", "2026-11-20T08:00+01:00");
    assert_next(&library, "2026-11-20T20:00+01:00", "2026-11-21T10:00+01:00");
    assert_next(&library, "2026-11-21T14:00+01:00", "2026-11-23T08:00+01:00");
    // What has opened is not next.
    assert_next(&library, "2026-11-20T08:00+01:00", "2026-11-21T10:00+01:00");
}

#[test]
fn one_hour_a_week_is_met_again_after_seven_days() {
    let market = open_at(&[(&[Weekday::Wed], "10:00", "11:00")]);
    assert_next(&market, "2026-11-18T10:30+01:00", "2026-11-25T10:00+01:00");
}

#[test]
fn what_never_closes_or_never_opens_has_none() {
    let now = at("2026-11-22T12:00+01:00");
    assert_eq!(site("station").next_opening(&now), None, "without hours");
    let always = open_at(&[(&WEEK, "00:00", "24:00")]);
    assert_eq!(always.next_opening(&now), None, "around the clock");
    let never = open_at(&[(&[], "10:00", "12:00")]);
    assert!(!never.is_open(&now));
    assert_eq!(never.next_opening(&now), None, "on no day");
}

#[test]
fn hours_go_across_midnight_and_into_each_other() {
    let night = open_at(&[(&[Weekday::Sat], "22:00", "04:00")]);
    assert_next(&night, "2026-11-21T21:00+01:00", "2026-11-21T22:00+01:00");
    assert_next(&night, "2026-11-22T03:00+01:00", "2026-11-28T22:00+01:00");
    let joined = open_at(&[
        (&[Weekday::Sat], "20:00", "24:00"),
        (&[Weekday::Sun], "00:00", "02:00"),
    ]);
    assert_next(&joined, "2026-11-21T21:00+01:00", "2026-11-28T20:00+01:00");
}

#[test]
fn an_hour_that_the_clock_leaves_out_opens_at_the_first_minute_there_is() {
    // On 29 March 2026 the clock goes from 01:59:59 to 03:00.
    let early = open_at(&[(&[Weekday::Sun], "02:30", "05:00")]);
    assert_next(&early, "2026-03-28T20:00+01:00", "2026-03-29T03:00+02:00");
    let morning = open_at(&[(&WEEK, "08:00", "20:00")]);
    assert_next(&morning, "2026-03-28T21:00+01:00", "2026-03-29T08:00+02:00");
}

#[test]
fn an_hour_that_comes_twice_opens_twice() {
    // On 25 October 2026 the clock goes from 02:59:59 back to 02:00.
    let early = open_at(&[(&[Weekday::Sun], "02:30", "05:00")]);
    assert_next(&early, "2026-10-25T01:00+02:00", "2026-10-25T02:30+02:00");
    assert_next(&early, "2026-10-25T02:10+01:00", "2026-10-25T02:30+01:00");
    // Over at 02:30, and an hour later it is 02:00 again.
    let late = open_at(&[(&[Weekday::Sat], "22:00", "02:30")]);
    assert_next(&late, "2026-10-25T02:45+02:00", "2026-10-25T02:00+01:00");
}
