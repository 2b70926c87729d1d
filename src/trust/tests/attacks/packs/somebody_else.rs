//! Signed, though not by those who may.

use std::num::NonZeroU64;

use super::{Parts, desk_for, manifest, packed, packed_by, refused};
use crate::support::{Key, Town, signed};

#[test]
fn nobody_else_signs_for_the_channel() {
    let town = Town::new();
    let keys = [
        ("roads", town.desk_keys["roads"].clone()),
        ("targets", town.targets_key.clone()),
        ("online", town.online_key.clone()),
        ("root", town.root_keys[0].clone()),
        ("nobody", Key::of("nobody")),
    ];
    for (whose, key) in keys {
        let why = refused(packed_by(&town, &key, &manifest()).read(&town));
        assert!(
            why.contains("culture is not signed by those"),
            "{whose}: {why}"
        );
    }
}

/// Its own key, and a channel that is not its own.
#[test]
fn a_desk_does_not_sign_for_another_s_channel() {
    let town = Town::new();
    let parts = Parts {
        channel: "roads".into(),
        ..packed(&town)
    };
    let why = refused(parts.read(&town));
    assert!(why.contains("roads is not signed by those"), "{why}");
    let parts = Parts {
        channel: "nowhere".into(),
        ..packed(&town)
    };
    let why = refused(parts.read(&town));
    assert!(
        why.contains("no desk of those who signed it owns the channel nowhere"),
        "{why}"
    );
}

#[test]
fn a_list_of_desks_by_somebody_else_is_refused() {
    let town = Town::new();
    let parts = Parts {
        targets: signed(&town.targets, &[&town.online_key]),
        ..packed(&town)
    };
    let why = refused(parts.read(&town));
    assert!(why.contains("targets is not signed by those"), "{why}");
}

/// One signature, written down twice, is one signature.
#[test]
fn a_threshold_of_two_needs_two() {
    let mut town = Town::new();
    let second = Key::of("second");
    let threshold = NonZeroU64::new(2).expect("two");
    let delegations = town.delegations();
    delegations.keys.insert(second.id(), second.public());
    delegations.roles[0].keyids.push(second.id());
    delegations.roles[0].threshold = threshold;
    let first = town.desk_keys["culture"].clone();
    let why = refused(packed(&town).read(&town));
    assert!(why.contains("culture is not signed by those"), "{why}");

    let by = |keys: &[&Key]| {
        let mut parts = packed(&town);
        let desk = serde_json::from_slice(&parts.desk).expect("metadata");
        let desk: tough::schema::Signed<tough::schema::Targets> = desk;
        parts.desk = signed(&desk.signed, keys);
        parts.read(&town)
    };
    let why = refused(by(&[&first, &first]));
    assert!(why.contains("culture is not signed by those"), "{why}");
    by(&[&first, &second]).expect("both have signed");
}

/// Whoever can read what is published has the desk's signature for a channel. It is none for a pack.
#[test]
fn what_is_published_cannot_be_made_into_a_pack() {
    let town = Town::new();
    let mut parts = packed(&town);
    let key = &town.desk_keys["culture"];
    parts.desk = desk_for(&town, key, "live/manifest.ron", &parts.manifest);
    let why = refused(parts.read(&town));
    assert!(
        why.contains("the desk culture did not sign for a pack"),
        "{why}"
    );
}
