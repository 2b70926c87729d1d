//! An attacker sends without end, to fill memory or the line.

use std::sync::Arc;

use legeplads_trust::{Distrust, layout, limits};

use crate::support::{Server, Town, next, shows, synced};

#[tokio::test]
async fn one_file_ends_at_its_limit() {
    let town = Town::new();
    let paths = ["metadata/2.root.json", layout::TIMESTAMP];
    let below = ["snapshot", "targets", "culture"].map(|role| layout::versioned(1, role));
    for path in paths.into_iter().map(str::to_owned).chain(below) {
        for ignores_limits in [false, true] {
            let mut files = town.files.clone();
            let endless = vec![b' '; limits::METADATA_BYTES as usize + 1];
            files.insert(path.clone(), endless);
            let server = Arc::new(Server {
                files,
                ignores_limits,
                ..Server::default()
            });
            let why = town.kiosk().refuses(&server, synced(1)).await;
            let expected = Distrust::TooLong {
                path: path.clone(),
                most: limits::METADATA_BYTES,
            };
            assert_eq!(why, expected);
        }
    }
}

/// Genuine roots without end, each padded to the limit: the budget is for the whole refresh.
#[tokio::test]
async fn a_refresh_ends_at_its_budget() {
    let mut town = Town::new();
    let mut kiosk = town.kiosk();
    let padding = "x".repeat(limits::METADATA_BYTES as usize - 4096);
    town.root._extra.insert("padding".into(), padding.into());
    for _ in 0..20 {
        let keys = town.root_keys.clone();
        town.rotate(&keys, 1);
    }
    let server = town.server();
    let why = kiosk.refuses(&server, synced(1)).await;
    assert!(matches!(why, Distrust::Endless(_)), "{why}");
    let bytes: usize = server
        .take_asked()
        .iter()
        .filter_map(|path| server.files.get(path))
        .map(Vec::len)
        .sum();
    let most = (limits::REFRESH_BYTES + limits::METADATA_BYTES) as usize;
    assert!(bytes <= most, "{bytes} bytes were taken");

    // What was learnt on the way is kept, so that no number of roots stands in the way for ever.
    let refreshed = kiosk.accepts(&town, synced(1)).await;
    assert!(shows(&refreshed, b"first"));
}

#[tokio::test]
async fn new_roots_end_at_their_number_and_go_on_next_time() {
    let mut town = Town::new();
    let mut kiosk = town.kiosk();
    for _ in 0..limits::ROOT_STEPS + 2 {
        let keys = town.root_keys.clone();
        town.rotate(&keys, 1);
    }
    let why = kiosk.refuses(&town.server(), synced(1)).await;
    assert!(matches!(why, Distrust::Endless(_)), "{why}");
    assert!(shows(&kiosk.accepts(&town, synced(1)).await, b"first"));
}

/// A list may be signed and still demand what no kiosk should take.
#[tokio::test]
async fn a_signed_length_is_no_licence() {
    let mut town = Town::new();
    let listed = town
        .timestamp
        .meta
        .get_mut("snapshot.json")
        .expect("listed");
    listed.length = Some(u64::MAX);
    town.put_timestamp();
    let endless = vec![b' '; limits::METADATA_BYTES as usize + 1];
    town.files.insert(layout::versioned(1, "snapshot"), endless);
    let why = town.kiosk().refuses(&town.server(), synced(1)).await;
    assert!(matches!(why, Distrust::TooLong { .. }), "{why}");
}

#[tokio::test]
async fn a_manifest_ends_at_its_limit_before_it_is_fetched() {
    let mut town = Town::new();
    let desk = town.desk("culture");
    for target in desk.targets.values_mut() {
        target.length = limits::MANIFEST_BYTES + 1;
    }
    desk.version = next(desk.version);
    town.renew(1);
    let why = town.kiosk().refuses(&town.server(), synced(1)).await;
    let (size, most) = (limits::MANIFEST_BYTES + 1, limits::MANIFEST_BYTES);
    assert_eq!(why, Distrust::ManifestTooLong { size, most });
}
