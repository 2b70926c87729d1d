//! Whether something is open in a part of a day, by another way of saying so.

use jiff::ToSpan;
use jiff::civil::date;
use jiff::tz::TimeZone;
use legeplads_feed::{Hours, Slot, TimeOfDay, Weekday};
use proptest::prelude::*;

use super::cover::{LEAST, is_open_in};

fn hours() -> impl Strategy<Value = Hours> {
    let quarters = |from: u16, to: u16| (from..=to).prop_map(|n| n * 15);
    let time = |minutes: u16| {
        let [hour, minute] =
            [minutes / 60, minutes % 60].map(|part| u8::try_from(part).expect("small"));
        TimeOfDay::new(hour, minute).expect("a time")
    };
    let days = proptest::sample::subsequence(Slot::DAYS.to_vec(), 1..=7);
    let is_time = |(_, from, to): &(Vec<Weekday>, u16, u16)| from != to;
    (days, quarters(0, 95), quarters(0, 96))
        .prop_filter("no time between", is_time)
        .prop_map(move |(days, from, to)| Hours {
            days,
            from: time(from),
            to: time(to),
        })
}

/// Minute by minute, by the clock on the wall: how many of a slot's are open.
fn minutes_open(hours: &[Hours], slot: Slot) -> usize {
    let day = Slot::DAYS.iter().position(|day| *day == slot.day);
    let (from, length) = slot.part.minutes();
    // A Monday, far from any change of clocks.
    let monday = date(2026, 11, 16).at(0, 0, 0, 0);
    let start = i64::try_from(day.expect("a day")).expect("small") * 24 * 60 + i64::from(from);
    let minutes = (0..i64::from(length)).filter(|minute| {
        let at = monday.saturating_add((start + minute).minutes());
        let now = at.to_zoned(TimeZone::UTC).expect("a moment");
        hours.iter().any(|hours| hours.contains(&now))
    });
    minutes.count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn open_is_an_hour_of_it_by_the_clock(
        hours in proptest::collection::vec(hours(), 1..4), slot in 0..28_usize,
    ) {
        let slot = Slot::all().nth(slot).expect("a slot");
        let minutes = minutes_open(&hours, slot);
        let is_open = is_open_in(&hours, slot);
        if minutes >= LEAST {
            prop_assert!(is_open, "{minutes} minutes");
        }
        // A short one counts only where all of it lies in the slot, and so is no longer than that.
        if is_open && minutes < LEAST {
            let short = hours.iter().any(|hours| {
                let (from, to) = (hours.from.minutes(), hours.to.minutes());
                from < to && usize::from(to - from) <= minutes || to + 24 * 60 - from <= 45
            });
            prop_assert!(short, "{minutes} minutes of a longer one");
        }
        if minutes == 0 {
            prop_assert!(!is_open);
        }
    }

    /// Opening longer never makes a gap.
    #[test]
    fn longer_hours_close_gaps_and_make_none(
        hours in proptest::collection::vec(hours(), 1..3), more in hours(), slot in 0..28_usize,
    ) {
        let slot = Slot::all().nth(slot).expect("a slot");
        let longer = [&hours[..], &[more]].concat();
        prop_assert!(!is_open_in(&hours, slot) || is_open_in(&longer, slot));
    }
}

#[test]
fn a_night_ends_on_the_next_morning() {
    let of = |days: &[Weekday], from: &str, to: &str| Hours {
        days: days.to_vec(),
        from: from.parse().expect("a time"),
        to: to.parse().expect("a time"),
    };
    let slot = |id: &str| Slot::all().find(|slot| slot.id() == id).expect("a slot");
    let early = [of(&[Weekday::Mon], "04:00", "05:00")];
    assert!(is_open_in(&early, slot("sun-night")), "round the week");
    assert!(!is_open_in(&early, slot("mon-night")));
    let late = [of(&[Weekday::Sat], "20:00", "02:00")];
    assert!(is_open_in(&late, slot("sat-evening")) && is_open_in(&late, slot("sat-night")));
    assert!(!is_open_in(&late, slot("sun-night")));
    let counter = [of(&[Weekday::Wed], "09:00", "17:30")];
    assert!(!is_open_in(&counter, slot("wed-evening")), "half an hour");
    let short = [of(&[Weekday::Wed], "18:00", "18:45")];
    assert!(is_open_in(&short, slot("wed-evening")), "all of it");
}
