//! What is made of a machine's clock.

use std::sync::Arc;

use jiff::Timestamp;
use legeplads_sync::clock::{Machine, Watch};
use legeplads_trust::{Clock, MADE};

#[derive(Debug)]
struct Fixed {
    now: Timestamp,
    is_synced: bool,
}

impl Machine for Fixed {
    fn now(&self) -> Timestamp {
        self.now
    }

    fn is_synced(&self) -> bool {
        self.is_synced
    }
}

fn time(text: &str) -> Timestamp {
    text.parse().expect("a timestamp")
}

/// The time for certificates, by a clock that says `now`, above a floor.
async fn reckoned(now: &str, is_synced: bool, floor: &str) -> Timestamp {
    let machine = Fixed {
        now: time(now),
        is_synced,
    };
    let watch = Watch::new(Arc::new(machine));
    watch.set_floor(time(floor));
    let clock = watch.look().await;
    assert_eq!(matches!(clock, Clock::Synced(_)), is_synced);
    assert_eq!(clock.says(), time(now));
    watch.for_certificates()
}

#[tokio::test]
async fn certificates_are_judged_by_the_clock_or_by_the_floor() {
    let floor = "2027-03-01T00:00:00Z";
    let cases = [
        // now, synchronised, what is reckoned with
        ("2027-06-01T00:00:00Z", false, "2027-06-01T00:00:00Z"),
        ("2027-06-01T00:00:00Z", true, "2027-06-01T00:00:00Z"),
        // Without a battery.
        ("1970-01-01T00:00:07Z", false, floor),
        ("2027-02-28T00:00:00Z", false, floor),
        // Out of all reason.
        ("2038-01-19T03:14:08Z", false, floor),
        ("2099-01-01T00:00:00Z", false, floor),
        ("2036-01-01T00:00:00Z", false, "2036-01-01T00:00:00Z"),
        // Somebody vouches for it.
        ("2099-01-01T00:00:00Z", true, "2099-01-01T00:00:00Z"),
    ];
    for (now, is_synced, expected) in cases {
        assert_eq!(
            reckoned(now, is_synced, floor).await,
            time(expected),
            "{now}, synchronised: {is_synced}"
        );
    }
}

#[test]
fn before_anything_is_known_the_floor_is_when_the_program_was_made() {
    let machine = Fixed {
        now: time("1970-01-01T00:00:00Z"),
        is_synced: false,
    };
    let watch = Watch::new(Arc::new(machine));
    assert_eq!(watch.floor(), MADE);
    assert_eq!(watch.for_certificates(), MADE);
}
