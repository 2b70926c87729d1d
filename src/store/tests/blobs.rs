//! Blobs come in whole or not at all, go on after a cut, and only where there is room.

use std::fs;
use std::path::Path;

use legeplads_store::{BlobError, RESERVE_BYTES, Store, StoreError};
use legeplads_trust::Digest;

const BLOB: &[u8] = b"a picture that comes in two pieces";

fn open(dir: &Path) -> Store {
    Store::open(dir).expect("the store opens")
}

fn digest() -> Digest {
    Digest::of(BLOB)
}

fn size() -> u64 {
    BLOB.len() as u64
}

/// The connection is cut after the first ten bytes.
fn cut(store: &Store) {
    let mut blob = store.begin_blob(digest(), size()).expect("begun");
    assert_eq!(blob.written(), 0);
    blob.write(&BLOB[..10]).expect("written");
}

fn incoming(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir.join("incoming")).expect("readable");
    let names = entries.map(|entry| entry.expect("readable").file_name());
    names
        .map(|name| name.to_string_lossy().into_owned())
        .collect()
}

#[test]
fn a_blob_goes_on_after_a_cut_and_a_restart() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    cut(&store);
    assert!(!store.view().blob(digest()).exists());
    drop(store);
    fs::write(dir.path().join("incoming/4711-1.part"), b"a slot").expect("written");
    let store = open(dir.path());
    assert_eq!(incoming(dir.path()), [format!("{}.part", digest())]);

    let mut blob = store.begin_blob(digest(), size()).expect("begun");
    assert_eq!(blob.written(), 10);
    blob.write(&BLOB[10..]).expect("written");
    blob.finish().expect("whole");
    assert_eq!(fs::read(store.view().blob(digest())).expect("there"), BLOB);
    assert_eq!(incoming(dir.path()), Vec::<String>::new());
}

#[test]
fn a_blob_may_come_from_its_beginning_after_all() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    cut(&store);
    let mut blob = store.begin_blob(digest(), size()).expect("begun");
    blob.restart().expect("restarted");
    assert_eq!(blob.written(), 0);
    blob.write(BLOB).expect("written");
    blob.finish().expect("whole");
}

#[test]
fn a_wrong_beginning_is_told_from_a_wrong_blob() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    let part = dir.path().join(format!("incoming/{}.part", digest()));
    for (beginning, written) in [(vec![0; 10], 10), (vec![b'x'; 1000], 0)] {
        fs::write(&part, beginning).expect("written");
        let mut blob = store.begin_blob(digest(), size()).expect("begun");
        assert_eq!(blob.written(), written, "one that is too long is none");
        blob.write(&BLOB[written as usize..]).expect("written");
        match (written, blob.finish()) {
            (0, outcome) => outcome.expect("whole"),
            (_, outcome) => assert!(matches!(outcome, Err(BlobError::BadBeginning))),
        }
        assert!(!part.exists(), "nothing is left of it");
    }
    let mut blob = store
        .begin_blob(Digest::of(b"other"), size())
        .expect("begun");
    blob.write(BLOB).expect("written");
    assert!(matches!(blob.finish(), Err(BlobError::OtherContent { .. })));
}

#[test]
fn beginnings_are_kept_within_bounds() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    for nth in 0..5_u8 {
        let path = dir
            .path()
            .join(format!("incoming/{}.part", Digest::of(&[nth])));
        let file = fs::File::create(path).expect("made");
        file.set_len(30 << 20).expect("sparse");
    }
    store.add_blob(digest(), size(), BLOB).expect("whole");
    let needless = format!("incoming/{}.part", digest());
    fs::write(dir.path().join(needless), b"of one that is here").expect("written");
    drop(store);
    let store = open(dir.path());
    assert_eq!(incoming(dir.path()).len(), 4, "128 MiB hold four of 30 MiB");
    store.sweep().expect("swept");
    assert_eq!(incoming(dir.path()).len(), 0, "nothing is wanted any more");
}

#[test]
fn room_is_asked_for_before_fetching() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    let free = store.view().free_bytes().expect("a figure");
    assert!(free > 0);
    store.room_for(0).expect("there is room where tests run");
    let error = store.room_for(1 << 62).expect_err("no disk is as large");
    assert!(error.is_full());
    assert!(matches!(
        error,
        StoreError::NoRoom { needed, reserve: RESERVE_BYTES, .. } if needed == 1 << 62
    ));
    let words = error.to_string();
    assert!(words.contains(&dir.path().display().to_string()), "{words}");
    assert!(words.contains("4611686018427387904 are needed"), "{words}");
}
