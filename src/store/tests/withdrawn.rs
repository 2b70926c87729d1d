//! A release that withdraws what was before it moves through the slots like any other, and what
//! it withdraws does not come back.

mod support;

use std::fs;

use legeplads_store::{Release, Slot, Start, Store, Unusable};
use legeplads_trust::{Digest, Manifest, Verified, reread};
use support::{best, numbers, open, show};

fn withdrawing(version: u64) -> Verified {
    let manifest = Manifest {
        withdrawn: true,
        fonts: Vec::new(),
        documents: Vec::new(),
        media: Vec::new(),
        scenes: Vec::new(),
        ..support::release(version).verified.manifest().clone()
    };
    let text = manifest.to_ron().expect("written");
    reread(text.as_bytes(), Digest::of(text.as_bytes())).expect("a good manifest")
}

fn withdraw(store: &Store, version: u64) {
    store.stage(&withdrawing(version)).expect("staged");
    store.confirm().expect("confirmed");
}

fn is_withdrawn(store: &Store) -> Option<u64> {
    match store.view().start() {
        Start::Withdrawn(pointer) => Some(pointer.release),
        Start::Release(_) | Start::BuiltIn => None,
    }
}

#[test]
fn it_goes_through_the_slots_and_shows_what_is_built_in() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    show(&store, 1);
    show(&store, 2);
    store.stage(&withdrawing(3)).expect("staged");
    assert_eq!(numbers(store.view()), [Some(3), Some(2), Some(1)]);
    assert!(matches!(
        Release::open(store.view(), Slot::Pending),
        Err(Unusable::Withdrawn(pointer)) if pointer.release == 3
    ));
    assert_eq!(best(store.view()), Some(2), "not before it is confirmed");

    store.confirm().expect("confirmed");
    assert_eq!(numbers(store.view()), [None, Some(3), None]);
    assert_eq!(is_withdrawn(&store), Some(3));
    assert_eq!(best(store.view()), None);

    show(&store, 4);
    assert_eq!(numbers(store.view()), [None, Some(4), Some(3)]);
    assert_eq!(best(store.view()), Some(4));
}

#[test]
fn what_it_withdraws_does_not_come_back() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    show(&store, 1);
    show(&store, 2);
    withdraw(&store, 3);
    store.sweep().expect("swept");
    let documents = [1, 2].map(|version| Digest::of(&support::release(version).contents[0]));
    assert!(
        documents
            .iter()
            .all(|digest| !store.view().blob(*digest).exists())
    );
    fs::write(dir.path().join("slots/current"), b"torn").expect("written");
    assert!(matches!(store.view().start(), Start::BuiltIn));
}

#[test]
fn a_crash_while_it_is_confirmed_is_finished_by_the_next_courier() {
    let dir = tempfile::tempdir().expect("a folder");
    let slot = |name: &str| dir.path().join("slots").join(name);
    let store = open(dir.path());
    show(&store, 1);
    show(&store, 2);
    store.stage(&withdrawing(3)).expect("staged");
    fs::copy(slot("current"), slot("previous")).expect("copied");
    fs::copy(slot("pending"), slot("current")).expect("copied");
    drop(store);
    let store = open(dir.path());
    assert_eq!(numbers(store.view()), [None, Some(3), None]);
    assert_eq!(is_withdrawn(&store), Some(3));
}
