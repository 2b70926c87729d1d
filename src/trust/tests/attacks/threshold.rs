//! An attacker with fewer keys than are needed makes them count more than once.

use crate::support::{
    Key, Kiosk, Server, Town, delegation, file, is_unsigned, next, shows, signed, synced,
};

/// A kiosk, and the next root of the town, which takes the attacker's key for the online one.
fn next_root() -> (Kiosk, Town) {
    let town = Town::new();
    let kiosk = town.kiosk();
    let mut attack = town;
    attack.root.version = next(attack.root.version);
    attack.online_key = Key::of("attacker");
    attack.name_keys();
    attack.renew(1);
    (kiosk, attack)
}

#[tokio::test]
async fn a_root_with_one_signature_of_two_is_refused() {
    let (mut kiosk, mut attack) = next_root();
    let bytes = signed(&attack.root, &[&attack.root_keys[0]]);
    attack.files.insert("metadata/2.root.json".into(), bytes);
    let why = kiosk.refuses(&attack.server(), synced(1)).await;
    assert!(is_unsigned(&why, "root"), "{why}");
}

#[tokio::test]
async fn one_signature_twice_is_no_two() {
    let (mut kiosk, mut attack) = next_root();
    let one = attack.root_keys[0].clone();
    let bytes = signed(&attack.root, &[&one, &one]);
    attack.files.insert("metadata/2.root.json".into(), bytes);
    let why = kiosk.refuses(&attack.server(), synced(1)).await;
    assert!(is_unsigned(&why, "root"), "{why}");
}

#[tokio::test]
async fn one_signature_under_two_names_is_no_two() {
    let (mut kiosk, mut attack) = next_root();
    let one = attack.root_keys[0].signs(&attack.root);
    let mut other = one.clone();
    other.keyid = attack.root_keys[1].id();
    let bytes = file(&attack.root, vec![one, other]);
    attack.files.insert("metadata/2.root.json".into(), bytes);
    let why = kiosk.refuses(&attack.server(), synced(1)).await;
    assert!(is_unsigned(&why, "root"), "{why}");
}

#[tokio::test]
async fn a_strangers_signature_does_not_count() {
    let (mut kiosk, mut attack) = next_root();
    let stranger = Key::of("stranger");
    let bytes = signed(&attack.root, &[&attack.root_keys[0], &stranger]);
    attack.files.insert("metadata/2.root.json".into(), bytes);
    let why = kiosk.refuses(&attack.server(), synced(1)).await;
    assert!(is_unsigned(&why, "root"), "{why}");
}

/// New root keys, signed by themselves alone, or by the old ones alone: both are needed (TUF 1.0,
/// 5.3.4).
#[tokio::test]
async fn a_root_needs_the_old_keys_and_the_new() {
    let town = Town::new();
    let old = town.root_keys.clone();
    let mut attack = town.clone();
    attack.root_keys = vec![Key::of("a"), Key::of("b"), Key::of("c")];
    attack.root.version = next(attack.root.version);
    attack.name_keys();
    attack.renew(1);
    for keys in [&attack.root_keys.clone(), &old] {
        let bytes = signed(&attack.root, &[&keys[0], &keys[1]]);
        attack.files.insert("metadata/2.root.json".into(), bytes);
        let why = town.kiosk().refuses(&attack.server(), synced(1)).await;
        assert!(is_unsigned(&why, "root"), "{why}");
    }
    let all = [&attack.root_keys[0], &attack.root_keys[1], &old[0], &old[1]];
    let bytes = signed(&attack.root, &all);
    attack.files.insert("metadata/2.root.json".into(), bytes);
    town.kiosk().accepts(&attack, synced(1)).await;
}

/// A desk that needs two signatures, as for what goes over all screens at once.
#[tokio::test]
async fn a_desk_of_two_needs_two() {
    let mut town = Town::new();
    let (one, two) = (town.desk_keys["culture"].clone(), Key::of("second person"));
    let delegations = town.delegations();
    delegations.keys.insert(two.id(), two.public());
    delegations.roles[0] = delegation("culture", &[&one, &two], 2, &["live/*"]);
    town.targets.version = next(town.targets.version);
    town.renew(1);

    let mut put = |keys: &[&Key]| {
        let bytes = signed(&town.desks["culture"], keys);
        let listed = crate::support::listed(1, &bytes);
        town.snapshot.meta.insert("culture.json".into(), listed);
        town.put_snapshot();
        let mut files = town.files.clone();
        files.insert("metadata/1.culture.json".into(), bytes);
        Server::with(files)
    };
    let servers = [put(&[&one]), put(&[&one, &one])];
    let good = put(&[&one, &two]);
    for server in servers {
        let why = town.kiosk().refuses(&server, synced(1)).await;
        assert!(is_unsigned(&why, "culture"), "{why}");
    }
    let found = town.kiosk().refresh(&good, synced(1)).await;
    assert!(shows(&found.expect("two have signed"), b"first"));
}
