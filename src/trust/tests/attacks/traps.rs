//! The ways in which `tough` 0.24 would leave a kiosk standing or deceived, if it were used as it
//! is. Where the library alone can be shown to do it, it is: if such a test fails after an update,
//! the library has been cured and something around it may go.

use std::collections::BTreeMap;
use std::path::Path;

use legeplads_trust::{Clock, Freshness, Memory, layout};
use tempfile::TempDir;
use tough::{ExpirationEnforcement, FilesystemTransport, RepositoryLoader};
use url::Url;

use crate::support::{Town, days_later, is_rollback, shows, synced};

/// Loads a town with the library alone, from a folder, and says what it says.
async fn library_alone(
    town: &Town,
    datastore: &Path,
    expiry: ExpirationEnforcement,
) -> Result<tough::Repository, String> {
    let folder = TempDir::new().expect("a folder");
    write(folder.path(), &town.files);
    let url = Url::from_directory_path(folder.path().join("metadata")).expect("a path");
    RepositoryLoader::new(&town.files[&layout::root(1)], url.clone(), url)
        .transport(FilesystemTransport)
        .datastore(datastore)
        .expiration_enforcement(expiry)
        .load()
        .await
        .map_err(|error| error.to_string())
}

fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    std::fs::create_dir_all(folder.join("metadata")).expect("a folder");
    for (path, bytes) in files {
        std::fs::write(folder.join(path), bytes).expect("a file");
    }
}

/// Trap 1: once the machine has believed a later time, every load fails, whatever the enforcement.
#[tokio::test]
async fn a_clock_that_steps_back_blocks_the_library_and_not_the_kiosk() {
    let datastore = TempDir::new().expect("a folder");
    let known = datastore.path().join("latest_known_time.json");
    std::fs::write(known, "\"2099-12-31T23:59:59Z\"").expect("a file");
    let town = Town::new();
    let why = library_alone(&town, datastore.path(), ExpirationEnforcement::Unsafe).await;
    assert!(why.is_err_and(|why| why.contains("stepped backward")));

    let mut town = Town::new();
    let mut kiosk = town.kiosk();
    let future = "2099-12-31T23:59:59Z".parse().expect("a time");
    kiosk.accepts(&town, Clock::Unsynced(future)).await;
    town.publish("culture", "live", b"second", 1);
    assert!(shows(&kiosk.accepts(&town, synced(1)).await, b"second"));
}

/// Trap 2: the library asks the machine's own clock. The kiosk's time is an argument: these tests
/// play in 2027 and 2040, wherever the machine is.
#[tokio::test]
async fn the_time_is_an_argument() {
    let town = Town::new();
    let found = town.kiosk().accepts(&town, synced(6)).await;
    assert_eq!(found.freshness, Freshness::Proven);
    town.kiosk().refuses(&town.server(), synced(8)).await;

    // Long expired by any machine's clock.
    let mut past = Town::new();
    past.timestamp.expires = "2026-11-02T00:00:00Z".parse().expect("a time");
    past.put_timestamp();
    let clock = Clock::Synced("2026-11-01T12:00:00Z".parse().expect("a time"));
    let found = past.kiosk().accepts(&past, clock).await;
    assert_eq!(found.freshness, Freshness::Proven);
}

/// Trap 3: a torn file in the library's datastore is a rollback protection lost without a word. The
/// kiosk's memory is one piece, and no part of it is taken for the whole.
#[tokio::test]
async fn a_torn_memory_is_noticed() {
    let old = Town::new();
    let mut new = old.clone();
    new.publish("culture", "live", b"second", 1);

    let datastore = TempDir::new().expect("a folder");
    let expiry = ExpirationEnforcement::Unsafe;
    library_alone(&new, datastore.path(), expiry)
        .await
        .expect("good");
    let why = library_alone(&old, datastore.path(), expiry).await;
    assert!(why.is_err(), "the library remembers");
    for torn in ["timestamp.json", "snapshot.json"] {
        let path = datastore.path().join(torn);
        let whole = std::fs::read(&path).expect("it was written");
        std::fs::write(&path, &whole[..whole.len() / 2]).expect("torn");
    }
    let rolled_back = library_alone(&old, datastore.path(), expiry).await;
    assert!(rolled_back.is_ok(), "the library has forgotten");

    let mut kiosk = old.kiosk();
    kiosk.accepts(&new, synced(1)).await;
    let whole = kiosk.memory.clone().expect("something is remembered");
    for length in 0..whole.len() {
        assert!(Memory::from_bytes(&whole[..length]).is_err(), "{length}");
    }
    assert!(Memory::from_bytes(&whole).is_ok());
    let why = kiosk.refuses(&old.server(), synced(1)).await;
    assert!(is_rollback(&why, "timestamp"), "{why}");
}

/// A memory whose frame is whole and whose parts are not is none either.
#[tokio::test]
async fn half_a_memory_is_none() {
    let town = Town::new();
    let mut kiosk = town.kiosk();
    kiosk.accepts(&town, synced(1)).await;
    let whole = kiosk.memory.expect("something is remembered");
    let value: serde_json::Value = serde_json::from_slice(&whole).expect("JSON");
    let breaks = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut value = value.clone();
        change(&mut value);
        Memory::from_bytes(value.to_string().as_bytes()).is_err()
    };
    assert!(breaks(&|memory| memory["form"] = 2.into()));
    assert!(breaks(&|memory| memory["root"] = "{}".into()));
    for part in ["timestamp", "snapshot", "targets"] {
        assert!(
            breaks(&|memory| memory["accepted"][part] = "".into()),
            "{part}"
        );
    }
    assert!(!breaks(&|_| ()));
}

/// Trap 4: the library never reads back the root that it has written; trust begins with the one it
/// is given, for ever.
#[tokio::test]
async fn trust_begins_with_the_newest_root_that_was_accepted() {
    let before = Town::new();
    let mut after = before.clone();
    let keys = after.root_keys.clone();
    after.online_key = crate::support::Key::of("a new online key");
    after.rotate(&keys, 1);

    let datastore = TempDir::new().expect("a folder");
    let expiry = ExpirationEnforcement::Unsafe;
    library_alone(&after, datastore.path(), expiry)
        .await
        .expect("good");
    // The old files under the revoked key: the library believes them again.
    let revived = library_alone(&before, datastore.path(), expiry).await;
    assert!(revived.is_ok(), "the library has forgotten the new root");

    let mut kiosk = before.kiosk();
    kiosk.accepts(&after, synced(1)).await;
    let server = before.server();
    let why = kiosk.refuses(&server, synced(1)).await;
    assert!(crate::support::is_unsigned(&why, "timestamp"), "{why}");
    assert_eq!(server.take_asked()[0], "metadata/3.root.json");
}

/// Trap 5: the library fetches everything, every time.
#[tokio::test]
async fn what_is_held_is_not_fetched_again() {
    let mut town = Town::new();
    let mut kiosk = town.kiosk();
    let server = town.server();
    kiosk.refresh(&server, synced(0)).await.expect("honest");
    assert_eq!(server.take_asked().len(), 5, "the first time everything");

    // Nothing new.
    let idle = ["metadata/2.root.json", "metadata/timestamp.json"];
    kiosk.refresh(&server, synced(1)).await.expect("honest");
    assert_eq!(server.take_asked(), idle);

    // The hourly renewal: a timestamp and a snapshot.
    town.renew(1);
    let server = town.server();
    kiosk.refresh(&server, synced(1)).await.expect("honest");
    let renewed = [
        "metadata/2.root.json",
        "metadata/timestamp.json",
        "metadata/2.snapshot.json",
    ];
    assert_eq!(server.take_asked(), renewed);

    // A release: what leads to it, and no more.
    town.publish("culture", "live", b"second", 1);
    let server = town.server();
    let found = kiosk.refresh(&server, synced(1)).await.expect("honest");
    assert!(shows(&found, b"second"));
    let asked = server.take_asked();
    assert_eq!(asked[3..], ["metadata/2.culture.json"], "{asked:?}");

    // A release of another desk's.
    town.publish("roads", "roads", b"more potholes", 1);
    let server = town.server();
    kiosk.refresh(&server, synced(1)).await.expect("honest");
    assert_eq!(server.take_asked().len(), 3);
}

/// What is held is used by content, never by name: a thief's file does not stand in for the honest
/// one of the same number.
#[tokio::test]
async fn what_is_held_does_not_stand_in_for_another() {
    let honest = Town::new();
    let mut kiosk = honest.kiosk();
    let mut thief = honest.clone();
    thief.snapshot.version = crate::support::number(3);
    thief.timestamp.version = crate::support::number(3);
    thief.snapshot.expires = days_later(6);
    thief.put();
    kiosk.accepts(&thief, synced(0)).await;

    let mut honest = honest;
    let keys = honest.root_keys.clone();
    honest.online_key = crate::support::Key::of("a new online key");
    honest.renew(1);
    honest.rotate(&keys, 1);
    assert_eq!(honest.snapshot.version.get(), 3);
    assert!(shows(&kiosk.accepts(&honest, synced(1)).await, b"first"));
}

/// Trap 6: one desk of many is overdue, missing or not listed. The library gives up all of them;
/// what the kiosk does is in `expired_delegation`.
#[tokio::test]
async fn one_bad_desk_takes_down_all_in_the_library_and_one_in_the_kiosk() {
    let mut missing = Town::new();
    missing.files.remove("metadata/1.roads.json");
    let mut overdue = Town::new();
    overdue.desk("roads").expires = "2026-11-01T00:00:00Z".parse().expect("a time");
    overdue.put();
    let mut greedy = Town::new();
    greedy.publish("roads", "nobody", b"beyond its paths", 1);
    let expiry = ExpirationEnforcement::Safe;
    for town in [&missing, &overdue, &greedy] {
        let datastore = TempDir::new().expect("a folder");
        let alone = library_alone(town, datastore.path(), expiry).await;
        assert!(alone.is_err(), "the library has given up all desks");
        assert!(shows(
            &town.kiosk().accepts(town, synced(1)).await,
            b"first"
        ));
    }

    let mut unlisted = Town::new();
    unlisted.snapshot.meta.remove("roads.json");
    unlisted.delegations().roles.reverse();
    unlisted.targets.version = crate::support::next(unlisted.targets.version);
    let bytes = crate::support::signed(&unlisted.targets, &[&unlisted.targets_key]);
    let listed = crate::support::listed(2, &bytes);
    unlisted.snapshot.meta.insert("targets.json".into(), listed);
    unlisted
        .files
        .insert("metadata/2.targets.json".into(), bytes);
    unlisted.put_snapshot();
    let datastore = TempDir::new().expect("a folder");
    let alone = library_alone(&unlisted, datastore.path(), ExpirationEnforcement::Unsafe)
        .await
        .expect("no error");
    assert_eq!(
        alone.all_targets().count(),
        0,
        "the library has no desk at all"
    );
    let found = unlisted.kiosk().accepts(&unlisted, synced(1)).await;
    assert!(shows(&found, b"first"));
}
