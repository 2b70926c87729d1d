//! Schedules by the clock on the wall, across midnight and both clock changes.

mod support;

use jiff::Zoned;
use jiff::civil::DateTime;
use legeplads_feed::{DayPart, Feed, Hours, TimeOfDay, Weekday, When};

fn feed() -> Feed {
    legeplads_feed::read(&support::tiny()).feed.expect("a feed")
}

/// A moment in Copenhagen: `2026-03-28T23:00`.
fn at(text: &str) -> Zoned {
    let moment: DateTime = text.parse().expect("a date and a time");
    moment.to_zoned(feed().time_zone).expect("a moment")
}

/// A moment with its offset, for hours that come twice: `2026-10-25T02:30+01:00`.
fn exactly(text: &str) -> Zoned {
    let zoned = format!("{text}[Europe/Copenhagen]");
    let moment: Zoned = zoned.parse().expect("a moment");
    moment.with_time_zone(feed().time_zone)
}

fn time(text: &str) -> TimeOfDay {
    text.parse().expect("a time")
}

fn hours(days: &[Weekday], from: &str, to: &str) -> Hours {
    Hours {
        days: days.to_vec(),
        from: time(from),
        to: time(to),
    }
}

#[test]
fn times_go_to_the_end_of_the_day_and_no_further() {
    assert_eq!(time("24:00"), TimeOfDay::END);
    assert_eq!(time("06:05").to_string(), "06:05");
    for bad in [
        "24:01", "12:60", "6:00", "06.00", "06:00:00", "", "æ:00", "-1:00",
    ] {
        assert!(bad.parse::<TimeOfDay>().is_err(), "{bad}");
    }
}

#[test]
fn hours_begin_with_their_first_minute_and_end_before_their_last() {
    let saturday = hours(&[Weekday::Sat], "10:00", "14:00");
    for (moment, open) in [
        ("2026-11-21T09:59:59", false),
        ("2026-11-21T10:00", true),
        ("2026-11-21T13:59:59", true),
        ("2026-11-21T14:00", false),
        ("2026-11-22T11:00", false),
    ] {
        assert_eq!(saturday.contains(&at(moment)), open, "{moment}");
    }
    let whole_day = hours(&[Weekday::Sat], "00:00", "24:00");
    assert!(whole_day.contains(&at("2026-11-21T00:00")));
    assert!(whole_day.contains(&at("2026-11-21T23:59:59")));
    assert!(!whole_day.contains(&at("2026-11-22T00:00")));
}

#[test]
fn hours_across_midnight_belong_to_the_day_they_begin_on() {
    let saturday_night = hours(&[Weekday::Sat], "22:00", "04:00");
    for (moment, open) in [
        ("2026-11-21T03:00", false),
        ("2026-11-21T22:00", true),
        ("2026-11-22T03:59", true),
        ("2026-11-22T04:00", false),
        ("2026-11-22T22:00", false),
        ("2026-11-23T03:00", false),
    ] {
        assert_eq!(saturday_night.contains(&at(moment)), open, "{moment}");
    }
}

#[test]
fn the_night_on_which_clocks_go_forward_is_an_hour_shorter() {
    // On 29 March 2026 the clock goes from 01:59:59 to 03:00.
    let saturday_night = hours(&[Weekday::Sat], "22:00", "03:00");
    assert!(saturday_night.contains(&exactly("2026-03-29T01:59+01:00")));
    assert!(!saturday_night.contains(&exactly("2026-03-29T03:00+02:00")));

    // An hour that begins where the clock jumps is open from the first minute there is.
    let early_sunday = hours(&[Weekday::Sun], "02:30", "05:00");
    assert!(!early_sunday.contains(&exactly("2026-03-29T01:59+01:00")));
    assert!(early_sunday.contains(&exactly("2026-03-29T03:00+02:00")));

    let night = When {
        weekdays: vec![Weekday::Sat],
        parts: vec![DayPart::Night],
        ..When::default()
    };
    assert!(night.holds(&exactly("2026-03-29T01:59+01:00")));
    assert!(night.holds(&exactly("2026-03-29T05:59+02:00")));
    assert!(!night.holds(&exactly("2026-03-29T06:00+02:00")));
}

#[test]
fn the_hour_that_comes_twice_is_open_twice() {
    // On 25 October 2026 the clock goes from 02:59:59 back to 02:00.
    let sunday = hours(&[Weekday::Sun], "02:00", "03:00");
    assert!(!sunday.contains(&exactly("2026-10-25T01:59+02:00")));
    assert!(sunday.contains(&exactly("2026-10-25T02:30+02:00")));
    assert!(sunday.contains(&exactly("2026-10-25T02:30+01:00")));
    assert!(!sunday.contains(&exactly("2026-10-25T03:00+01:00")));

    let saturday_night = hours(&[Weekday::Sat], "22:00", "02:30");
    assert!(saturday_night.contains(&exactly("2026-10-25T02:29+02:00")));
    assert!(!saturday_night.contains(&exactly("2026-10-25T02:30+02:00")));
    assert!(saturday_night.contains(&exactly("2026-10-25T02:29+01:00")));

    let night = When {
        weekdays: vec![Weekday::Sat],
        parts: vec![DayPart::Night],
        ..When::default()
    };
    assert!(night.holds(&exactly("2026-10-25T02:30+02:00")));
    assert!(night.holds(&exactly("2026-10-25T02:30+01:00")));
}

#[test]
fn what_says_nothing_always_holds() {
    assert!(When::default().holds(&at("2026-11-21T03:00")));
}

#[test]
fn dates_include_the_first_and_the_last() {
    let advent = When {
        from: Some("2026-12-01".parse().expect("a date")),
        until: Some("2026-12-24".parse().expect("a date")),
        ..When::default()
    };
    for (moment, holds) in [
        ("2026-11-30T23:59:59", false),
        ("2026-12-01T00:00", true),
        ("2026-12-24T23:59:59", true),
        ("2026-12-25T00:00", false),
    ] {
        assert_eq!(advent.holds(&at(moment)), holds, "{moment}");
    }
}

#[test]
fn a_night_belongs_to_the_date_on_which_it_begins() {
    let saturday_night = When {
        until: Some("2026-11-21".parse().expect("a date")),
        weekdays: vec![Weekday::Sat],
        parts: vec![DayPart::Night],
        ..When::default()
    };
    for (moment, holds) in [
        ("2026-11-21T05:59", false),
        ("2026-11-21T21:59", false),
        ("2026-11-21T22:00", true),
        ("2026-11-22T00:00", true),
        ("2026-11-22T05:59", true),
        ("2026-11-22T06:00", false),
        ("2026-11-22T22:00", false),
    ] {
        assert_eq!(saturday_night.holds(&at(moment)), holds, "{moment}");
    }
    // Without parts of the day, the days are those of the calendar.
    let saturday = When {
        weekdays: vec![Weekday::Sat],
        ..When::default()
    };
    assert!(saturday.holds(&at("2026-11-21T00:00")));
    assert!(!saturday.holds(&at("2026-11-22T00:00")));
}

#[test]
fn every_hour_has_its_part_of_the_day() {
    for (hour, part) in [
        (5, DayPart::Night),
        (6, DayPart::Morning),
        (9, DayPart::Morning),
        (10, DayPart::Day),
        (16, DayPart::Day),
        (17, DayPart::Evening),
        (21, DayPart::Evening),
        (22, DayPart::Night),
        (0, DayPart::Night),
    ] {
        assert_eq!(DayPart::at_hour(hour), part, "{hour}");
    }
}

#[test]
fn a_site_opens_closes_and_whispers() {
    let feed = feed();
    let library = feed.site("library").expect("a site");
    assert!(library.is_open(&at("2026-11-20T19:59")));
    assert!(!library.is_open(&at("2026-11-20T20:00")));
    assert!(library.is_open(&at("2026-11-21T12:00")));
    assert!(!library.is_open(&at("2026-11-22T12:00")));
    assert_eq!(library.volume(&at("2026-11-20T12:00")), 30);
    assert_eq!(library.volume(&at("2026-11-20T18:00")), 10);

    let station = feed.site("station").expect("a site");
    assert!(
        station.is_open(&at("2026-11-22T03:00")),
        "without hours it is always open"
    );
    let tags: Vec<_> = station
        .languages(&feed)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(tags, ["en", "da"]);
    assert_eq!(station.tour(&feed).len(), 3);
    assert_eq!(library.tour(&feed), feed.tour);
    assert_eq!(library.languages(&feed), feed.languages);
}
