//! A key signs what is not its own.

use crate::support::{Key, Town, is_unsigned, next, shows, signed, synced, target};

/// Signs every role of the top level with the key of every other.
#[tokio::test]
async fn no_role_of_the_top_level_signs_for_another() {
    let town = Town::new();
    let keys = [
        ("root", town.root_keys[0].clone()),
        ("targets", town.targets_key.clone()),
        ("online", town.online_key.clone()),
        ("desk", town.desk_keys["culture"].clone()),
        ("nobody", Key::of("nobody")),
    ];
    for (whose, key) in keys {
        if whose != "online" {
            let mut attack = town.clone();
            attack.online_key = key.clone();
            attack.renew(1);
            let why = town.kiosk().refuses(&attack.server(), synced(1)).await;
            assert!(is_unsigned(&why, "timestamp"), "{whose}: {why}");
        }
        if whose != "targets" {
            let mut attack = town.clone();
            attack.targets_key = key.clone();
            attack.targets.version = next(attack.targets.version);
            attack.renew(1);
            let why = town.kiosk().refuses(&attack.server(), synced(1)).await;
            assert!(is_unsigned(&why, "targets"), "{whose}: {why}");
        }
        if whose != "desk" {
            let mut attack = town.clone();
            attack.desk_keys.insert("culture".into(), key);
            attack.publish("culture", "live", b"forged", 1);
            let why = town.kiosk().refuses(&attack.server(), synced(1)).await;
            assert!(is_unsigned(&why, "culture"), "{whose}: {why}");
        }
    }
}

/// The snapshot's own signature counts, not only its place under the timestamp.
#[tokio::test]
async fn a_snapshot_by_another_key_is_refused() {
    let mut town = Town::new();
    let bytes = signed(&town.snapshot, &[&town.targets_key]);
    let listed = crate::support::listed(1, &bytes);
    town.timestamp.meta.insert("snapshot.json".into(), listed);
    town.files.insert("metadata/1.snapshot.json".into(), bytes);
    town.put_timestamp();
    let why = town.kiosk().refuses(&town.server(), synced(1)).await;
    assert!(is_unsigned(&why, "snapshot"), "{why}");
}

#[tokio::test]
async fn one_desk_does_not_sign_for_another() {
    let town = Town::new();
    let mut attack = town.clone();
    let roads = attack.desk_keys["roads"].clone();
    attack.desk_keys.insert("culture".into(), roads);
    attack.publish("culture", "live", b"forged", 1);
    let why = town.kiosk().refuses(&attack.server(), synced(1)).await;
    assert!(is_unsigned(&why, "culture"), "{why}");
}

/// A desk puts a release on a channel that is not its own: it counts for nothing, and harms nobody.
#[tokio::test]
async fn one_desk_does_not_publish_on_anothers_channel() {
    let mut town = Town::new();
    town.publish("roads", "live", b"forged", 1);
    assert!(shows(
        &town.kiosk().accepts(&town, synced(1)).await,
        b"first"
    ));

    // Not even where the owner has nothing.
    town.desk("culture").targets.clear();
    let culture = town.desk("culture");
    culture.version = next(culture.version);
    town.renew(1);
    assert_eq!(town.kiosk().accepts(&town, synced(1)).await.target, None);
}

/// Two desks with the same channel: the first ends the search, with or without a release.
#[tokio::test]
async fn a_terminating_delegation_terminates() {
    let mut town = Town::new();
    let roads = town.desk_keys["roads"].clone();
    let delegations = town.delegations();
    delegations.roles[1] =
        crate::support::delegation("roads", &[&roads], 1, &["roads/*", "live/*"]);
    town.targets.version = next(town.targets.version);
    town.publish("roads", "live", b"second owner's", 1);
    assert!(shows(
        &town.kiosk().accepts(&town, synced(1)).await,
        b"first"
    ));

    town.desk("culture").targets.clear();
    let culture = town.desk("culture");
    culture.version = next(culture.version);
    town.renew(1);
    assert_eq!(town.kiosk().accepts(&town, synced(1)).await.target, None);

    // The other way round, for the test's own sake: without the end of the search it is found.
    town.delegations().roles[0].terminating = false;
    town.targets.version = next(town.targets.version);
    town.renew(1);
    let found = town.kiosk().accepts(&town, synced(1)).await;
    assert!(shows(&found, b"second owner's"));
}

#[tokio::test]
async fn a_desk_whose_key_was_replaced_does_not_sign_any_more() {
    let mut town = Town::new();
    let thief = town.desk_keys["culture"].clone();
    let fresh = Key::of("culture's new key");
    town.desk_keys.insert("culture".into(), fresh.clone());
    let delegations = town.delegations();
    delegations.roles[0] = crate::support::delegation("culture", &[&fresh], 1, &["live/*"]);
    delegations.keys.insert(fresh.id(), fresh.public());
    town.targets.version = next(town.targets.version);
    town.publish("culture", "live", b"second", 1);
    let mut kiosk = town.kiosk();
    assert!(shows(&kiosk.accepts(&town, synced(1)).await, b"second"));

    town.desk_keys.insert("culture".into(), thief);
    town.publish("culture", "live", b"forged", 1);
    let why = kiosk.refuses(&town.server(), synced(1)).await;
    assert!(is_unsigned(&why, "culture"), "{why}");
}

/// Those who sign `targets` stand above the desks.
#[tokio::test]
async fn targets_may_set_a_channel_itself() {
    let mut town = Town::new();
    town.targets.targets.extend([target("live", b"from above")]);
    town.targets.version = next(town.targets.version);
    town.renew(1);
    let found = town.kiosk().accepts(&town, synced(1)).await;
    assert!(shows(&found, b"from above"));
}
