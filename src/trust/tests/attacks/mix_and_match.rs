//! An attacker combines files that were all genuine once, but never at the same time.

use legeplads_trust::layout;

use crate::support::{Server, Town, is_mismatch, next, signed, synced};

/// Two publications that took the same numbers, as when two desks race and one loses.
fn twins() -> (Town, Town) {
    let before = Town::new();
    let (mut one, mut two) = (before.clone(), before);
    for (town, manifest) in [(&mut one, b"one".as_slice()), (&mut two, b"two")] {
        town.targets.version = next(town.targets.version);
        town.targets.expires = crate::support::days_later(300 + manifest[0] as i64);
        town.publish("culture", "live", manifest, 1);
        town.snapshot.expires = crate::support::days_later(5 + i64::from(manifest[0] == b'o'));
        town.put();
    }
    (one, two)
}

#[tokio::test]
async fn a_file_of_another_publication_is_refused() {
    let (one, two) = twins();
    for role in ["snapshot", "targets", "culture"] {
        let path = layout::versioned(2, role);
        assert_ne!(one.files[&path], two.files[&path], "{role} differs");
        let mut files = one.files.clone();
        files.insert(path.clone(), two.files[&path].clone());
        let why = one.kiosk().refuses(&Server::with(files), synced(1)).await;
        assert!(is_mismatch(&why, role), "{role}: {why}");
    }
}

#[tokio::test]
async fn a_file_under_another_number_is_refused() {
    let mut town = Town::new();
    town.renew(1);
    let mut files = town.files.clone();
    let old = files["metadata/1.snapshot.json"].clone();
    files.insert("metadata/2.snapshot.json".into(), old);
    let why = town.kiosk().refuses(&Server::with(files), synced(1)).await;
    assert!(is_mismatch(&why, "snapshot"), "{why}");
}

#[tokio::test]
async fn a_file_that_is_listed_and_not_there_is_refused() {
    let town = Town::new();
    for role in ["snapshot", "targets", "culture"] {
        let path = layout::versioned(1, role);
        let mut files = town.files.clone();
        files.remove(&path);
        let why = town.kiosk().refuses(&Server::with(files), synced(1)).await;
        assert_eq!(why, legeplads_trust::Distrust::Missing { path });
    }
}

/// The standard lets lists leave out hash and length. Then a version could stand for two contents,
/// so a list without them is refused here, even when its signature is good.
#[tokio::test]
async fn a_list_without_hashes_or_lengths_is_refused() {
    for role in ["snapshot", "targets", "culture"] {
        for bare in [true, false] {
            let mut town = Town::new();
            let file = format!("{role}.json");
            let meta = match role {
                "snapshot" => &mut town.timestamp.meta,
                _ => &mut town.snapshot.meta,
            };
            let listed = meta.get_mut(&file).expect("it is listed");
            if bare {
                listed.hashes = None;
            } else {
                listed.length = None;
            }
            if role == "snapshot" {
                town.put_timestamp();
            } else {
                town.put_snapshot();
            }
            let why = town.kiosk().refuses(&town.server(), synced(1)).await;
            assert!(is_mismatch(&why, role), "{role}: {why}");
        }
    }
}

#[tokio::test]
async fn a_length_that_is_not_the_listed_one_is_refused() {
    for (role, off) in [
        ("snapshot", 1),
        ("targets", 1),
        ("culture", 1),
        ("culture", -1),
    ] {
        let mut town = Town::new();
        let file = format!("{role}.json");
        let meta = match role {
            "snapshot" => &mut town.timestamp.meta,
            _ => &mut town.snapshot.meta,
        };
        let listed = meta.get_mut(&file).expect("it is listed");
        listed.length = listed
            .length
            .map(|length| length.saturating_add_signed(off));
        if role == "snapshot" {
            town.put_timestamp();
        } else {
            town.put_snapshot();
        }
        let why = town.kiosk().refuses(&town.server(), synced(1)).await;
        assert!(is_mismatch(&why, role), "{role}: {why}");
    }
}

/// A desk's file that its key has signed, but not under the number it is listed with.
#[tokio::test]
async fn a_number_that_is_not_the_signed_one_is_refused() {
    let mut town = Town::new();
    let desk = town.desks["culture"].clone();
    let bytes = signed(&desk, &[&town.desk_keys["culture"]]);
    let listed = crate::support::listed(7, &bytes);
    town.snapshot.meta.insert("culture.json".into(), listed);
    town.put_snapshot();
    town.files.insert("metadata/7.culture.json".into(), bytes);
    let why = town.kiosk().refuses(&town.server(), synced(1)).await;
    assert!(is_mismatch(&why, "culture"), "{why}");
}
