//! When something happens next, and when it is over.

mod support;

use jiff::Zoned;
use jiff::civil::{Date, DateTime, date};
use legeplads_feed::{DayPart, Event, Feed, Hours, Opening, TimeOfDay, Weekday, When};

fn feed() -> Feed {
    legeplads_feed::read(&support::tiny()).feed.expect("a feed")
}

/// A moment in Copenhagen: `2026-12-05T18:00`. The fifth of December 2026 is a Saturday.
fn at(text: &str) -> Zoned {
    let moment: DateTime = text.parse().expect("a date and a time");
    moment.to_zoned(feed().time_zone).expect("a moment")
}

fn time(text: &str) -> TimeOfDay {
    text.parse().expect("a time")
}

fn dates(when: &When, moments: &[&str]) -> Vec<Option<(Date, bool)>> {
    let next = |moment: &&str| when.next(&at(moment));
    let seen = moments.iter().map(next);
    seen.map(|next| next.map(|next| (next.date, next.has_begun)))
        .collect()
}

#[test]
fn a_part_of_a_day_is_over_when_the_part_is() {
    let lantern_walk = &feed().events[0];
    let evening = date(2026, 12, 5);
    let seen = dates(
        &lantern_walk.when,
        &[
            "2026-11-01T12:00",
            "2026-12-05T16:59",
            "2026-12-05T17:00",
            "2026-12-05T21:59",
            "2026-12-05T22:00",
            "2027-12-05T18:00",
        ],
    );
    let (comes, runs) = (Some((evening, false)), Some((evening, true)));
    assert_eq!(seen, [comes, comes, runs, runs, None, None]);
    let next = lantern_walk.next(&at("2026-12-05T08:00")).expect("today");
    assert_eq!(next.part, Some(DayPart::Evening));
}

#[test]
fn weekdays_return_until_the_last_date() {
    let when = When {
        until: Some(date(2026, 12, 12)),
        weekdays: vec![Weekday::Sat],
        parts: vec![DayPart::Day],
        ..When::default()
    };
    let (first, last) = (date(2026, 12, 5), date(2026, 12, 12));
    let seen = dates(
        &when,
        &[
            "2026-12-04T12:00",
            "2026-12-05T12:00",
            "2026-12-05T17:00",
            "2026-12-12T16:59",
            "2026-12-12T17:00",
        ],
    );
    assert_eq!(
        seen,
        [
            Some((first, false)),
            Some((first, true)),
            Some((last, false)),
            Some((last, true)),
            None
        ]
    );
}

#[test]
fn a_night_goes_on_after_midnight_and_still_belongs_to_its_date() {
    let when = When {
        from: Some(date(2026, 12, 5)),
        until: Some(date(2026, 12, 5)),
        parts: vec![DayPart::Night],
        ..When::default()
    };
    let night = date(2026, 12, 5);
    let seen = dates(&when, &["2026-12-06T05:59", "2026-12-06T06:00"]);
    assert_eq!(seen, [Some((night, true)), None]);
}

#[test]
fn what_goes_on_day_and_night_says_until_when() {
    let when = When {
        from: Some(date(2026, 12, 1)),
        until: Some(date(2026, 12, 24)),
        ..When::default()
    };
    let next = when.next(&at("2026-12-05T12:00")).expect("it runs");
    assert!(next.has_begun);
    assert_eq!(next.until, Some(date(2026, 12, 24)));
    let before = when.next(&at("2026-11-05T12:00")).expect("it comes");
    assert_eq!((before.date, before.has_begun), (date(2026, 12, 1), false));
    assert!(When::default().is_always());
    assert!(!when.is_always());
}

#[test]
fn an_event_with_times_begins_and_ends_by_them() {
    let event = Event {
        starts: Some(time("19:30")),
        ends: Some(time("01:00")),
        ..feed().events[0].clone()
    };
    for (moment, expected) in [
        ("2026-12-05T19:29", Some(false)),
        ("2026-12-05T19:30", Some(true)),
        ("2026-12-05T23:30", Some(true)),
        ("2026-12-06T00:59", Some(true)),
        ("2026-12-06T01:00", None),
    ] {
        let next = event.next(&at(moment));
        assert_eq!(next.map(|next| next.has_begun), expected, "{moment}");
    }
    let endless = Event {
        ends: None,
        ..event
    };
    let next = endless
        .next(&at("2026-12-05T23:59"))
        .expect("until midnight");
    assert_eq!((next.starts, next.part), (Some(time("19:30")), None));
    assert_eq!(endless.next(&at("2026-12-06T00:00")), None);
}

#[test]
fn offers_are_open_by_their_hours() {
    let workshop = &feed().offers[0];
    let open = |moment| workshop.opening(&at(moment)).expect("its hours are known");
    // The second of December 2026 is a Wednesday.
    let wednesday = |day| Opening::From(date(2026, 12, day), time("15:00"));
    assert_eq!(open("2026-12-01T12:00"), wednesday(2));
    assert_eq!(open("2026-12-02T14:59"), wednesday(2));
    assert_eq!(open("2026-12-02T15:00"), Opening::Until(time("18:00")));
    assert_eq!(open("2026-12-02T18:00"), wednesday(9));
}

#[test]
fn hours_across_midnight_are_still_open_after_it() {
    let mut workshop = feed().offers[0].clone();
    assert_eq!(workshop.hours.len(), 1);
    workshop.hours = vec![Hours {
        days: vec![Weekday::Sat],
        from: time("20:00"),
        to: time("02:00"),
    }];
    let open = |moment| workshop.opening(&at(moment)).expect("its hours are known");
    assert_eq!(open("2026-12-05T23:00"), Opening::Until(time("02:00")));
    assert_eq!(open("2026-12-06T01:59"), Opening::Until(time("02:00")));
    assert!(matches!(open("2026-12-06T02:00"), Opening::From(..)));
    workshop.hours.clear();
    assert_eq!(
        workshop.opening(&at("2026-12-06T02:00")),
        Some(Opening::Always)
    );
    workshop.kind = legeplads_feed::OfferKind::Association;
    assert_eq!(workshop.opening(&at("2026-12-06T02:00")), None);
}
