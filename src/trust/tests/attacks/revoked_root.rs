//! The online key was stolen and replaced by a new root; the thief shows the old root, or hides the
//! new one.

use std::sync::Arc;

use legeplads_trust::{Distrust, FetchFault, layout};

use crate::support::{Key, Kiosk, Server, Town, is_unsigned, next, shows, synced};

/// The town before the theft, after the new root, and what the thief makes of the old keys.
fn theft() -> (Town, Town, Town) {
    let before = Town::new();
    let mut after = before.clone();
    let keys = after.root_keys.clone();
    after.online_key = Key::of("a new online key");
    after.rotate(&keys, 1);
    let mut thief = before.clone();
    // Withholds everything newer, under versions higher than any honest one.
    thief.timestamp.version = crate::support::number(99);
    thief.put_timestamp();
    (before, after, thief)
}

#[tokio::test]
async fn is_refused_once_the_new_root_was_accepted() {
    let (before, after, thief) = theft();
    let mut kiosk = before.kiosk();
    kiosk.accepts(&after, synced(1)).await;
    // The thief has no 2.root.json; the kiosk does not need one any more.
    for attack in [&before, &thief] {
        assert!(!attack.files.contains_key("metadata/2.root.json"));
        let why = kiosk.refuses(&attack.server(), synced(1)).await;
        assert!(is_unsigned(&why, "timestamp"), "{why}");
    }
}

/// The connection broke after the new root and before the rest. The root counts from then on (TUF
/// 1.0, 5.3.8).
#[tokio::test]
async fn is_refused_once_the_new_root_was_seen() {
    let (before, after, thief) = theft();
    let mut kiosk = before.kiosk();
    kiosk.accepts(&before, synced(0)).await;
    let cut = Arc::new(Server {
        files: after.files.clone(),
        faults: [(
            layout::TIMESTAMP.to_owned(),
            FetchFault::Unreachable("the line was cut".into()),
        )]
        .into(),
        ..Server::default()
    });
    let why = kiosk.refuses(&cut, synced(1)).await;
    assert_eq!(why, Distrust::Unreachable("the line was cut".into()));
    assert!(!why.is_refusal());
    let why = kiosk.refuses(&thief.server(), synced(1)).await;
    assert!(is_unsigned(&why, "timestamp"), "{why}");
    // And the honest town goes on where it was.
    assert!(shows(&kiosk.accepts(&after, synced(1)).await, b"first"));
}

/// "The server is out of order" is not "there is no newer root".
#[tokio::test]
async fn is_refused_when_the_new_root_cannot_be_had() {
    let (before, _, thief) = theft();
    let hidden = Arc::new(Server {
        files: thief.files.clone(),
        faults: [(
            layout::root(2),
            FetchFault::Unreachable("503 Service Unavailable".into()),
        )]
        .into(),
        ..Server::default()
    });
    let why = before.kiosk().refuses(&hidden, synced(1)).await;
    assert_eq!(why, Distrust::Unreachable("503 Service Unavailable".into()));
}

#[tokio::test]
async fn put_in_the_place_of_a_newer_one_is_refused() {
    let (before, after, _) = theft();
    let mut kiosk = before.kiosk();
    kiosk.accepts(&after, synced(1)).await;
    let mut files = before.files.clone();
    let old = files[&layout::root(1)].clone();
    files.insert(layout::root(3), old);
    let why = kiosk.refuses(&Server::with(files), synced(1)).await;
    assert!(why.is_refusal(), "{why}");
}

/// A root that leaves a number out is none, even when all keys have signed it.
#[tokio::test]
async fn numbers_of_roots_have_no_gaps() {
    let before = Town::new();
    let mut gap = before.clone();
    let keys = gap.root_keys.clone();
    gap.root.version = next(gap.root.version);
    gap.rotate(&keys, 1);
    let bytes = gap.files.remove(&layout::root(3)).expect("version 3");
    gap.files.insert(layout::root(2), bytes);
    let why = before.kiosk().refuses(&gap.server(), synced(1)).await;
    assert!(crate::support::is_rollback(&why, "root"), "{why}");
}

/// A machine's image is laid anew, with the first root in it; its memory is on another partition.
#[tokio::test]
async fn in_a_kiosks_own_image_does_not_count_either() {
    let (before, after, thief) = theft();
    let mut kiosk = after.kiosk();
    kiosk.accepts(&after, synced(1)).await;
    kiosk.factory_root = before.files[&layout::root(1)].clone();
    let why = kiosk.refuses(&thief.server(), synced(1)).await;
    assert!(is_unsigned(&why, "timestamp"), "{why}");
}

/// Staff give a kiosk the newest root by hand: it counts, and what was accepted is not forgotten.
#[tokio::test]
async fn a_newer_root_may_be_given_by_hand() {
    let (before, after, thief) = theft();
    let mut kiosk = before.kiosk();
    kiosk.accepts(&before, synced(0)).await;
    kiosk.factory_root = after.files[&layout::root(2)].clone();
    let why = kiosk.refuses(&thief.server(), synced(1)).await;
    assert!(is_unsigned(&why, "timestamp"), "{why}");
    kiosk.accepts(&after, synced(1)).await;
}

/// Staff give a kiosk another place's first root: the old place's memory does not stand in the way.
#[tokio::test]
async fn another_places_root_may_be_given_by_hand() {
    let here = Town::new();
    let there = Town::with_keys("another town's ");
    let mut kiosk = here.kiosk();
    kiosk.accepts(&here, synced(0)).await;
    kiosk.factory_root = Kiosk::given(&there.files[&layout::root(1)]).factory_root;
    kiosk.accepts(&there, synced(1)).await;
    let why = kiosk.refuses(&here.server(), synced(1)).await;
    assert!(is_unsigned(&why, "timestamp"), "{why}");
}
