//! An attacker shows old metadata to a kiosk that has accepted newer. Where the lists above the old
//! file have to fit, the attacker has stolen the online key.

use legeplads_trust::Distrust;

use crate::support::{Kiosk, Server, Town, is_rollback, next, shows, signed, synced};

/// A kiosk that has accepted `second`, the town then, and the town before.
async fn accepted() -> (Kiosk, Town, Town) {
    let old = Town::new();
    let mut new = old.clone();
    new.publish("culture", "live", b"second", 1);
    new.targets.version = next(new.targets.version);
    new.renew(1);
    let mut kiosk = old.kiosk();
    assert!(shows(&kiosk.accepts(&old, synced(0)).await, b"first"));
    assert!(shows(&kiosk.accepts(&new, synced(1)).await, b"second"));
    (kiosk, new, old)
}

#[tokio::test]
async fn of_everything_is_refused() {
    let (mut kiosk, _, old) = accepted().await;
    let why = kiosk.refuses(&old.server(), synced(1)).await;
    assert!(is_rollback(&why, "timestamp"), "{why}");
}

#[tokio::test]
async fn of_the_snapshot_is_refused() {
    let (mut kiosk, new, old) = accepted().await;
    let mut attack = new.clone();
    attack.timestamp.version = next(new.timestamp.version);
    attack.snapshot = old.snapshot.clone();
    attack.put_snapshot();
    let why = kiosk.refuses(&attack.server(), synced(1)).await;
    assert!(is_rollback(&why, "snapshot"), "{why}");
}

#[tokio::test]
async fn of_the_targets_is_refused() {
    let (mut kiosk, new, old) = accepted().await;
    let mut attack = new.clone();
    attack.targets = old.targets.clone();
    attack.renew(1);
    let why = kiosk.refuses(&attack.server(), synced(1)).await;
    assert!(is_rollback(&why, "targets"), "{why}");
}

#[tokio::test]
async fn of_a_desk_is_refused() {
    let (mut kiosk, new, old) = accepted().await;
    let mut attack = new.clone();
    attack.desks = old.desks.clone();
    attack.renew(1);
    let why = kiosk.refuses(&attack.server(), synced(1)).await;
    assert!(is_rollback(&why, "culture"), "{why}");
}

#[tokio::test]
async fn by_leaving_a_desk_out_is_refused() {
    let (mut kiosk, new, _) = accepted().await;
    let mut attack = new.clone();
    attack.renew(1);
    attack.snapshot.meta.remove("culture.json");
    attack.put_snapshot();
    let why = kiosk.refuses(&attack.server(), synced(1)).await;
    assert!(is_rollback(&why, "culture"), "{why}");
}

/// One number, two contents: the second is refused, whichever it is.
#[tokio::test]
async fn to_another_timestamp_of_the_same_number_is_refused() {
    let (mut kiosk, new, _) = accepted().await;
    let mut attack = new.clone();
    attack.snapshot.version = next(new.snapshot.version);
    attack.put_snapshot();
    assert_eq!(attack.timestamp.version, new.timestamp.version);
    let why = kiosk.refuses(&attack.server(), synced(1)).await;
    assert!(is_rollback(&why, "timestamp"), "{why}");
}

#[tokio::test]
async fn leaves_what_was_accepted_as_it_was() {
    let (mut kiosk, new, old) = accepted().await;
    let before = kiosk.memory.clone();
    kiosk.refuses(&old.server(), synced(1)).await;
    assert_eq!(kiosk.memory, before);
    let refreshed = kiosk.accepts(&new, synced(1)).await;
    assert!(shows(&refreshed, b"second"));
    assert_eq!(kiosk.memory, before, "the same again changes nothing");
}

/// The standard's way out when a stolen online key has signed enormous versions (TUF 1.0, 5.3.11):
/// a root with another online key lets the versions begin where the desk's own are.
#[tokio::test]
async fn a_fast_forwarded_kiosk_recovers_with_a_new_online_key() {
    let (mut kiosk, new, _) = accepted().await;
    let mut attack = new.clone();
    attack.timestamp.version = crate::support::number(1_000_000);
    attack.snapshot.version = crate::support::number(1_000_000);
    attack.put();
    kiosk.accepts(&attack, synced(1)).await;

    let mut honest = new.clone();
    honest.publish("culture", "live", b"third", 2);
    let why = kiosk.refuses(&honest.server(), synced(2)).await;
    assert!(matches!(why, Distrust::Rollback { .. }), "{why}");

    let keys = honest.root_keys.clone();
    honest.online_key = crate::support::Key::of("another online key");
    honest.rotate(&keys, 2);
    assert!(shows(&kiosk.accepts(&honest, synced(2)).await, b"third"));
}

/// The thief's online key alone, with an old desk's file under a higher number, gets nowhere: the
/// number is inside what the desk has signed.
#[tokio::test]
async fn under_a_false_number_is_refused() {
    let (mut kiosk, new, old) = accepted().await;
    let mut attack = new.clone();
    attack.renew(1);
    let bytes = signed(&old.desks["culture"], &[&old.desk_keys["culture"]]);
    let listed = crate::support::listed(9, &bytes);
    attack.snapshot.meta.insert("culture.json".into(), listed);
    attack.put_snapshot();
    let mut files = attack.files.clone();
    files.insert("metadata/9.culture.json".into(), bytes);
    let why = kiosk.refuses(&Server::with(files), synced(1)).await;
    assert!(crate::support::is_mismatch(&why, "culture"), "{why}");
}

/// The end of the numbers is reached by whoever wants to: it is a number like others.
#[tokio::test]
async fn the_highest_numbers_are_no_trouble() {
    let mut town = Town::new();
    let last = crate::support::number(u64::MAX);
    town.timestamp.version = last;
    town.snapshot.version = last;
    town.targets.version = last;
    town.desk("culture").version = last;
    town.put();
    let mut kiosk = town.kiosk();
    assert!(shows(&kiosk.accepts(&town, synced(1)).await, b"first"));
    assert!(shows(&kiosk.accepts(&town, synced(2)).await, b"first"));

    town.root.version = last;
    town.put_root();
    let refused = town.kiosk().client();
    assert!(matches!(refused, Err(Distrust::Root(_))), "{refused:?}");
}
