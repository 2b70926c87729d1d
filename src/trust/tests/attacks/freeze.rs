//! An attacker goes on showing what was good once, so that the kiosk never learns of anything new.

use jiff::ToSpan;
use legeplads_trust::{Clock, Distrust, Freshness};

use crate::support::{Town, days_later, next, shows, synced};

fn expired(why: &Distrust) -> &str {
    match why {
        Distrust::Expired { role, .. } => role,
        other => panic!("not refused for its age: {other}"),
    }
}

#[tokio::test]
async fn is_noticed_after_a_week() {
    let town = Town::new();
    let mut kiosk = town.kiosk();
    kiosk.accepts(&town, synced(1)).await;
    let still = kiosk.accepts(&town, synced(6)).await;
    assert_eq!(still.freshness, Freshness::Proven);
    let why = kiosk.refuses(&town.server(), synced(8)).await;
    assert_eq!(expired(&why), "timestamp");
    assert!(why.is_refusal());
}

/// TUF 1.0 wants the expiry to be later than the present, not equal to it.
#[tokio::test]
async fn ends_at_the_second() {
    let town = Town::new();
    let end = days_later(7);
    let before = end.checked_sub(1.second()).expect("a time");
    town.kiosk().accepts(&town, Clock::Synced(before)).await;
    let why = town
        .kiosk()
        .refuses(&town.server(), Clock::Synced(end))
        .await;
    assert_eq!(expired(&why), "timestamp");
}

/// A timestamp that a stolen online key keeps fresh does not keep the others fresh.
#[tokio::test]
async fn of_any_role_is_noticed() {
    for role in ["root", "timestamp", "snapshot", "targets", "culture"] {
        let mut town = Town::new();
        let roles = [
            ("root", &mut town.root.expires),
            ("timestamp", &mut town.timestamp.expires),
            ("snapshot", &mut town.snapshot.expires),
            ("targets", &mut town.targets.expires),
        ];
        for (name, expires) in roles {
            *expires = days_later(if name == role { 20 } else { 30 });
        }
        for (name, desk) in &mut town.desks {
            desk.expires = days_later(if name == role { 20 } else { 30 });
        }
        town.put_root();
        town.put();
        let good = town.kiosk().accepts(&town, synced(19)).await;
        assert_eq!(good.freshness, Freshness::Proven);
        let why = town.kiosk().refuses(&town.server(), synced(21)).await;
        assert_eq!(expired(&why), role);
    }
}

/// Nothing that was accepted is judged again: the kiosk still knows what it may show, and takes up
/// the new when the town renews.
#[tokio::test]
async fn gates_acceptance_and_never_what_is_shown() {
    let mut town = Town::new();
    let mut kiosk = town.kiosk();
    kiosk.accepts(&town, synced(1)).await;
    let memory = kiosk.memory.clone();
    kiosk.refuses(&town.server(), synced(100)).await;
    assert_eq!(kiosk.memory, memory);
    town.renew(100);
    assert!(shows(&kiosk.accepts(&town, synced(100)).await, b"first"));
}

/// A root long expired is still the way to its successor (TUF 1.0, 5.3.10).
#[tokio::test]
async fn of_an_old_root_does_not_matter_when_there_is_a_newer() {
    let mut town = Town::new();
    let mut kiosk = town.kiosk();
    town.root.expires = days_later(3000);
    let keys = town.root_keys.clone();
    town.rotate(&keys, 1000);
    town.targets.expires = days_later(3000);
    town.targets.version = next(town.targets.version);
    for desk in town.desks.values_mut() {
        desk.expires = days_later(3000);
        desk.version = next(desk.version);
    }
    town.renew(1000);
    kiosk.accepts(&town, synced(1000)).await;
}
