//! What a kiosk takes with a clock that is right, that nobody vouches for, or that is certainly
//! wrong: at 1970, 2038, 2099 and back.

use jiff::Timestamp;
use legeplads_trust::{Clock, ClockState, Distrust, Freshness, MADE};

use crate::support::{START, Town, days_later, is_rollback, shows, synced};

/// Where clocks without a battery, with a flat one, or with a signed 32-bit second end up.
const WRONG: [(&str, ClockState); 4] = [
    ("1970-01-01T00:00:09Z", ClockState::Bad),
    ("2000-01-01T00:00:00Z", ClockState::Bad),
    ("2038-01-19T03:14:08Z", ClockState::Plausible),
    ("2099-12-31T23:59:59Z", ClockState::Plausible),
];

fn at(time: &str) -> Timestamp {
    time.parse().expect("a time")
}

#[test]
fn the_floor_tells_a_plausible_clock_from_a_bad_one() {
    let floor = days_later(10);
    let cases = [
        (
            Clock::Synced(days_later(11)),
            ClockState::Synced,
            days_later(11),
        ),
        // A floor that a lying time server made does not bind a right one.
        (
            Clock::Synced(days_later(9)),
            ClockState::Synced,
            days_later(9),
        ),
        (
            Clock::Synced(at("1970-01-01T00:00:09Z")),
            ClockState::Bad,
            floor,
        ),
        (
            Clock::Unsynced(days_later(11)),
            ClockState::Plausible,
            days_later(11),
        ),
        (
            Clock::Unsynced(days_later(10)),
            ClockState::Plausible,
            days_later(10),
        ),
        (Clock::Unsynced(days_later(9)), ClockState::Bad, floor),
    ];
    for (clock, state, believed) in cases {
        assert_eq!(clock.state(floor), state, "{clock:?}");
        assert_eq!(clock.believed(floor), believed, "{clock:?}");
    }
}

#[tokio::test]
async fn the_floor_rises_under_a_synchronised_clock_alone() {
    let mut town = Town::new();
    let mut kiosk = town.kiosk();
    assert_eq!(kiosk.client().expect("a root").floor(), MADE);
    kiosk.accepts(&town, Clock::Unsynced(days_later(5))).await;
    assert_eq!(kiosk.client().expect("a root").floor(), MADE);
    town.renew(6);
    kiosk.accepts(&town, synced(6)).await;
    assert_eq!(kiosk.client().expect("a root").floor(), days_later(6));
    town.renew(7);
    kiosk.accepts(&town, Clock::Unsynced(days_later(9))).await;
    assert_eq!(kiosk.client().expect("a root").floor(), days_later(6));
}

/// A kiosk that has never accepted anything shows the town's release whatever its clock says, and
/// says itself how much that is worth.
#[tokio::test]
async fn a_first_release_is_taken_at_any_time() {
    let town = Town::new();
    for (time, state) in WRONG {
        let found = town.kiosk().accepts(&town, Clock::Unsynced(at(time))).await;
        assert!(shows(&found, b"first"), "{time}");
        assert_eq!(found.clock, state, "{time}");
        assert_eq!(found.freshness, Freshness::Unproven, "{time}");
    }
}

#[tokio::test]
async fn a_newer_release_is_taken_at_any_time() {
    let mut town = Town::new();
    let mut kiosk = town.kiosk();
    kiosk.accepts(&town, synced(0)).await;
    for (number, (time, state)) in WRONG.into_iter().enumerate() {
        let manifest = format!("release {number}");
        town.publish("culture", "live", manifest.as_bytes(), 1);
        let found = kiosk.accepts(&town, Clock::Unsynced(at(time))).await;
        assert!(shows(&found, manifest.as_bytes()), "{time}");
        assert_eq!(found.clock, state, "{time}");
        assert_eq!(found.freshness, Freshness::Unproven, "{time}");
    }
}

/// What was accepted before may come again: a kiosk that was cut off while it fetched the pictures
/// must be able to go on.
#[tokio::test]
async fn the_same_release_is_found_again_at_any_time() {
    let town = Town::new();
    let mut kiosk = town.kiosk();
    kiosk.accepts(&town, synced(0)).await;
    let memory = kiosk.memory.clone();
    for (time, _) in WRONG {
        let found = kiosk.accepts(&town, Clock::Unsynced(at(time))).await;
        assert!(shows(&found, b"first"), "{time}");
        assert_eq!(kiosk.memory, memory, "{time}: nothing to write");
    }
    kiosk.accepts(&town, synced(3)).await;
    assert_eq!(kiosk.memory, memory, "an idle poll writes nothing either");
}

#[tokio::test]
async fn nothing_older_is_taken_at_any_time() {
    let old = Town::new();
    let mut new = old.clone();
    new.publish("culture", "live", b"second", 1);
    let mut kiosk = old.kiosk();
    kiosk.accepts(&new, synced(1)).await;
    for (time, _) in WRONG {
        let why = kiosk
            .refuses(&old.server(), Clock::Unsynced(at(time)))
            .await;
        assert!(is_rollback(&why, "timestamp"), "{time}: {why}");
    }
}

#[tokio::test]
async fn nothing_unsigned_is_taken_at_any_time() {
    let impostor = Town::with_keys("impostor's ");
    let mut kiosk = Town::new().kiosk();
    for (time, _) in WRONG {
        let clock = Clock::Unsynced(at(time));
        let why = kiosk.refuses(&impostor.server(), clock).await;
        assert!(matches!(why, Distrust::Signatures { .. }), "{time}: {why}");
    }
}

/// The clock runs plausibly: then what has not expired is proven fresh, and what has is not.
#[tokio::test]
async fn a_plausible_clock_proves_what_has_not_expired() {
    let mut town = Town::new();
    let mut kiosk = town.kiosk();
    let found = kiosk.accepts(&town, Clock::Unsynced(days_later(3))).await;
    assert_eq!(found.freshness, Freshness::Proven);
    let found = kiosk.accepts(&town, Clock::Unsynced(days_later(8))).await;
    assert_eq!(found.freshness, Freshness::Unproven);
    town.renew(8);
    let found = kiosk.accepts(&town, Clock::Unsynced(days_later(8))).await;
    assert_eq!(found.freshness, Freshness::Proven);
}

/// Below the floor nothing is proven, even though nothing has expired by the floor.
#[tokio::test]
async fn a_bad_clock_proves_nothing() {
    let town = Town::new();
    let mut kiosk = town.kiosk();
    kiosk.accepts(&town, synced(1)).await;
    let found = kiosk.accepts(&town, Clock::Unsynced(START)).await;
    assert_eq!(found.clock, ClockState::Bad);
    assert_eq!(found.freshness, Freshness::Unproven);
}

/// A kernel that calls 1970 synchronised is not believed; 2099 it is, and takes nothing then.
#[tokio::test]
async fn a_synchronised_clock_is_believed_unless_it_is_impossible() {
    let town = Town::new();
    let clock = Clock::Synced(at("1970-01-01T00:00:09Z"));
    let found = town.kiosk().accepts(&town, clock).await;
    assert_eq!(found.clock, ClockState::Bad);
    let clock = Clock::Synced(at("2099-12-31T23:59:59Z"));
    let why = town.kiosk().refuses(&town.server(), clock).await;
    assert!(matches!(why, Distrust::Expired { .. }), "{why}");
}

/// There and back, synchronised or not: no detour of the clock blocks what comes after it.
#[tokio::test]
async fn a_clock_that_comes_back_is_as_good_as_before() {
    let years = [
        "1970-01-01T00:00:09Z",
        "2038-01-19T03:14:08Z",
        "2099-12-31T23:59:59Z",
    ];
    for year in years {
        for wrong in [Clock::Unsynced(at(year)), Clock::Synced(at(year))] {
            // Everything is good for as long as anybody lives, so that even a far-off clock that
            // calls itself synchronised accepts it, and makes that time the floor.
            let mut town = Town::new();
            let long = at("2150-01-01T00:00:00Z");
            for expires in [
                &mut town.root.expires,
                &mut town.targets.expires,
                &mut town.snapshot.expires,
                &mut town.timestamp.expires,
            ] {
                *expires = long;
            }
            town.desk("culture").expires = long;
            town.put_root();
            town.put();
            let mut kiosk = town.kiosk();
            let found = kiosk.accepts(&town, wrong).await;
            assert!(shows(&found, b"first"), "{wrong:?}");

            town.renew(1);
            town.publish("culture", "live", b"second", 1);
            let found = kiosk.accepts(&town, synced(1)).await;
            assert!(shows(&found, b"second"), "{wrong:?}");
            assert_eq!(found.clock, ClockState::Synced);
            assert_eq!(found.freshness, Freshness::Proven);
            town.publish("culture", "live", b"third", 1);
            let found = kiosk.accepts(&town, Clock::Unsynced(days_later(2))).await;
            assert!(shows(&found, b"third"), "{wrong:?}");
            assert_eq!(
                found.clock,
                ClockState::Plausible,
                "the floor is down again"
            );
            assert_eq!(found.freshness, Freshness::Proven);
        }
    }
}

/// Everything expires under a clock in 2099, down to the root; and all of it lives on, unproven.
#[tokio::test]
async fn a_battery_that_says_2099_does_not_stop_a_screen() {
    let mut town = Town::new();
    let mut kiosk = town.kiosk();
    let keys = town.root_keys.clone();
    town.rotate(&keys, 1);
    town.publish("culture", "live", b"second", 1);
    let clock = Clock::Unsynced(at("2099-12-31T23:59:59Z"));
    let found = kiosk.accepts(&town, clock).await;
    assert!(shows(&found, b"second"));
    assert_eq!(found.freshness, Freshness::Unproven);
}
