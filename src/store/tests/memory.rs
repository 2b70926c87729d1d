//! What the courier trusts is remembered in two generations, and never silently forgotten.

use std::fs;
use std::path::Path;

use legeplads_store::{MEMORY_BYTES, Store, StoreError, View};

fn open(dir: &Path) -> Store {
    Store::open(dir).expect("the store opens")
}

fn remembered(store: &Store) -> Option<Vec<u8>> {
    store.view().memory().expect("readable")
}

fn remember(store: &Store, memory: &str) {
    store.remember(memory.as_bytes()).expect("remembered");
}

/// Writes over one of the two files.
fn damage(dir: &Path, file: &str, change: impl FnOnce(&mut Vec<u8>)) {
    let path = dir.join("trust").join(file);
    let mut bytes = fs::read(&path).expect("readable");
    change(&mut bytes);
    fs::write(&path, bytes).expect("written");
}

#[test]
fn the_last_one_is_remembered_by_the_next_courier() {
    let dir = tempfile::tempdir().expect("a folder");
    let view = View::open(dir.path().join("not/there"));
    assert_eq!(view.memory().expect("readable"), None);
    let mut store = open(dir.path());
    assert_eq!(remembered(&store), None);
    for memory in ["one", "two", "", "three\nwith\0anything"] {
        remember(&store, memory);
        assert_eq!(remembered(&store), Some(memory.into()));
        drop(store);
        store = open(dir.path());
        assert_eq!(remembered(&store), Some(memory.into()));
    }
    let files = fs::read_dir(dir.path().join("trust")).expect("readable");
    assert_eq!(files.count(), 2);
}

#[test]
fn a_damaged_one_leaves_the_one_before() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    remember(&store, "one");
    remember(&store, "two");
    let whole = fs::read(dir.path().join("trust/b")).expect("the second went into b");
    for at in 0..whole.len() {
        damage(dir.path(), "b", |bytes| bytes[at] ^= 1);
        assert_eq!(remembered(&store), Some("one".into()), "flipped at {at}");
        damage(dir.path(), "b", |bytes| bytes[at] ^= 1);
        damage(dir.path(), "b", |bytes| bytes.truncate(at));
        assert_eq!(remembered(&store), Some("one".into()), "cut at {at}");
        damage(dir.path(), "b", |bytes| bytes.clone_from(&whole));
    }
    damage(dir.path(), "b", Vec::clear);
    remember(&store, "three");
    damage(dir.path(), "a", Vec::clear);
    let words = "the damaged one was replaced, not the good one";
    assert_eq!(remembered(&store), Some("three".into()), "{words}");
}

/// Who destroys the memory must not get a kiosk that trusts like a new one.
#[test]
fn a_lost_memory_is_an_error_until_somebody_removes_it() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    remember(&store, "one");
    damage(dir.path(), "a", |bytes| bytes.truncate(20));
    let is_lost = |outcome: Result<(), StoreError>| {
        let error = outcome.expect_err("lost");
        assert!(matches!(error, StoreError::MemoryLost { .. }), "{error}");
        assert!(error.to_string().contains("trust"), "{error}");
    };
    is_lost(store.view().memory().map(|_| ()));
    is_lost(store.remember(b"two"));
    damage(dir.path(), "a", |bytes| *bytes = vec![b' '; 17 << 20]);
    is_lost(store.view().memory().map(|_| ()));

    fs::remove_dir_all(dir.path().join("trust")).expect("removed");
    drop(store);
    let store = open(dir.path());
    assert_eq!(remembered(&store), None);
    remember(&store, "three");
    assert_eq!(remembered(&store), Some("three".into()));
}

#[test]
fn more_than_can_be_read_again_is_not_written() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    let most = vec![b'm'; usize::try_from(MEMORY_BYTES).expect("fits")];
    store.remember(&most).expect("remembered");
    assert_eq!(
        remembered(&store).map(|memory| memory.len()),
        Some(most.len())
    );
    let error = store.remember(&[&most[..], b"!"].concat());
    assert!(matches!(error, Err(StoreError::MemoryTooLong(_))));
    assert_eq!(
        remembered(&store).map(|memory| memory.len()),
        Some(most.len())
    );
}
