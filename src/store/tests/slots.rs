//! Slots move as the documentation says, and crashes in between lose nothing.

mod support;

use std::fs;
use std::io::Read;

use legeplads_store::{BlobError, Release, Slot, Store, StoreError, Unusable, View};
use legeplads_trust::Digest;
use support::{best, fill, numbers, open, release, release_of, show, stage};

#[test]
fn a_release_goes_from_pending_to_current_to_previous() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    let view = store.view();
    assert_eq!(numbers(view), [None, None, None]);
    assert_eq!(best(view), None);

    stage(&store, &release(1));
    assert_eq!(numbers(view), [Some(1), None, None]);
    assert_eq!(best(view), None, "pending was not on the glass yet");

    store.confirm().expect("confirmed");
    assert_eq!(numbers(view), [None, Some(1), None]);
    assert_eq!(best(view), Some(1));

    show(&store, 2);
    assert_eq!(numbers(view), [None, Some(2), Some(1)]);
    show(&store, 3);
    assert_eq!(numbers(view), [None, Some(3), Some(2)]);

    assert!(matches!(store.confirm(), Err(StoreError::NothingPending)));
    assert!(matches!(store.reject("?"), Err(StoreError::NothingPending)));
}

#[test]
fn an_opened_release_has_documents_and_pictures() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    stage(&store, &release(7));
    let view = View::open(dir.path());
    let release = Release::open(&view, Slot::Pending).expect("it opens");
    assert_eq!(
        release.documents.get("feed.ron"),
        Some(&b"Feed(headline: \"release 7\")"[..])
    );
    let picture = release
        .documents
        .media_info("media/tower.png")
        .expect("listed");
    assert_eq!((picture.width, picture.height), (4, 3));
    let bytes = fs::read(&release.blobs["media/tower.png"]).expect("readable");
    assert_eq!(bytes, support::PICTURE);
    assert!(matches!(
        Release::open(&view, Slot::Current),
        Err(Unusable::Empty(Slot::Current))
    ));
}

#[test]
fn a_view_needs_nothing_to_be_there() {
    let dir = tempfile::tempdir().expect("a folder");
    let view = View::open(dir.path().join("not/there"));
    assert_eq!(numbers(&view), [None, None, None]);
    assert_eq!(view.refusals().expect("none"), []);
    assert_eq!(view.screen().expect("none"), None);
    assert!(view.best().is_none());
}

#[test]
fn half_a_release_cannot_be_staged() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    let mut made = release(1);
    made.contents.pop();
    fill(&store, &made);
    let error = store
        .stage(&made.verified)
        .expect_err("a picture is missing");
    assert_eq!(
        error.to_string(),
        "media/tower.png of release 1 is not in the store"
    );
    assert_eq!(numbers(store.view()), [None, None, None]);
}

#[test]
fn versions_never_go_back_by_themselves() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    show(&store, 5);
    let refusal = |made: &support::Made| {
        fill(&store, made);
        store
            .stage(&made.verified)
            .expect_err("admitted")
            .to_string()
    };
    assert!(refusal(&release(4)).contains("release 5 is here already"));
    assert!(refusal(&release_of("billund", 5, "other")).contains("another release 5"));
    assert!(refusal(&release_of("aalborg", 6, "other")).contains("\"aalborg\" is offered"));
    store
        .stage(&release(5).verified)
        .expect("the current one is no error");
    assert_eq!(numbers(store.view()), [None, Some(5), None]);
}

#[test]
fn versions_are_remembered_when_the_current_slot_is_lost() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    show(&store, 5);
    show(&store, 6);
    fs::write(dir.path().join("slots/current"), b"").expect("torn");
    fill(&store, &release(4));
    assert!(matches!(
        store.stage(&release(4).verified),
        Err(StoreError::NotAdmitted(_))
    ));
}

#[test]
fn a_torn_slot_counts_as_empty() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    show(&store, 1);
    show(&store, 2);
    let path = dir.path().join("slots/current");
    let whole = fs::read(&path).expect("readable");
    for length in 0..whole.len() {
        fs::write(&path, &whole[..length]).expect("torn");
        let slots = store.view().slots().expect("readable");
        assert_eq!(slots.damaged, [Slot::Current], "cut at {length}");
        assert_eq!(best(store.view()), Some(1), "cut at {length}");
    }
    let mut flipped = whole.clone();
    flipped[14] ^= 1;
    fs::write(&path, &flipped).expect("one bit flipped");
    assert_eq!(best(store.view()), Some(1));
    fs::write(&path, &whole).expect("whole again");
    assert_eq!(best(store.view()), Some(2));
}

#[test]
fn a_damaged_release_falls_back_to_the_one_before() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    show(&store, 1);
    show(&store, 2);
    let document = store.view().blob(Digest::of(&release(2).contents[0]));
    let bytes = fs::read(&document).expect("readable");
    let mut changed = bytes.clone();
    changed[0] ^= 1;
    for damage in [
        &changed[..],
        &bytes[1..],
        &[bytes.as_slice(), b" "].concat(),
    ] {
        fs::write(&document, damage).expect("damaged");
        assert_eq!(best(store.view()), Some(1));
    }
    fs::remove_file(&document).expect("lost");
    assert_eq!(best(store.view()), Some(1));
    assert_eq!(
        store.view().lacking(release(2).verified.manifest()).len(),
        1
    );
}

#[test]
fn a_crash_in_the_middle_of_confirming_loses_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let slot = |name: &str| dir.path().join("slots").join(name);
    let store = open(dir.path());
    show(&store, 1);
    show(&store, 2);
    stage(&store, &release(3));

    // After the first step: previous is what current is.
    fs::copy(slot("current"), slot("previous")).expect("copied");
    store.confirm().expect("called again");
    assert_eq!(numbers(store.view()), [None, Some(3), Some(2)]);

    // After the second: current is what pending is.
    stage(&store, &release(4));
    fs::copy(slot("current"), slot("previous")).expect("copied");
    fs::copy(slot("pending"), slot("current")).expect("copied");
    let pending = fs::read(slot("pending")).expect("readable");
    store.confirm().expect("called again");
    assert_eq!(numbers(store.view()), [None, Some(4), Some(3)]);

    // The same, and the courier starts anew.
    fs::write(slot("pending"), pending).expect("written");
    drop(store);
    let store = open(dir.path());
    assert_eq!(numbers(store.view()), [None, Some(4), Some(3)]);
}

#[test]
fn a_rejected_release_is_remembered() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    show(&store, 1);
    stage(&store, &release(2));
    let pending = fs::read(dir.path().join("slots/pending")).expect("readable");
    store.reject("no frame in 20 s").expect("rejected");
    assert_eq!(numbers(store.view()), [None, Some(1), None]);
    let refusals = store.view().refusals().expect("readable");
    let said: Vec<_> = refusals
        .iter()
        .map(|refusal| {
            (
                refusal.release,
                refusal.manifest,
                refusal.why.as_str(),
                refusal.stands(),
            )
        })
        .collect();
    let digest = release(2).verified.digest();
    assert_eq!(said, [(Some(2), digest, "no frame in 20 s", true)]);

    // A crash before the slot was emptied.
    fs::write(dir.path().join("slots/pending"), pending).expect("written");
    drop(store);
    let store = open(dir.path());
    assert_eq!(numbers(store.view()), [None, Some(1), None]);

    store.forgive().expect("forgiven");
    assert_eq!(
        store.view().refusals().expect("readable").len(),
        1,
        "for good is for good"
    );
}

#[test]
fn what_a_crash_leaves_behind_is_tidied_up() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    show(&store, 1);
    let leftover = dir.path().join("incoming/.tmpXYZ.part");
    fs::write(&leftover, b"half a blob").expect("written");
    drop(store);
    let store = open(dir.path());
    assert!(!leftover.exists());
    assert_eq!(best(store.view()), Some(1));
}

#[test]
fn the_sweep_keeps_what_slots_name() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    for version in 1..=3 {
        show(&store, version);
    }
    stage(&store, &release(4));
    // Of release 1: its manifest and its document. The picture belongs to all.
    assert_eq!(store.sweep().expect("swept"), 2);
    assert_eq!(store.sweep().expect("swept"), 0);
    for slot in Slot::ALL {
        Release::open(store.view(), slot).expect("it still opens");
    }
    assert_eq!(
        store.view().lacking(release(1).verified.manifest()).len(),
        1
    );
}

#[test]
fn a_blob_that_is_not_what_it_should_be_leaves_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    let digest = Digest::of(b"tower");
    let add = |size, bytes: &[u8]| store.add_blob(digest, size, bytes);
    assert!(matches!(
        add(5, b"towel"),
        Err(BlobError::OtherContent { .. })
    ));
    assert!(matches!(
        add(5, b"tow"),
        Err(BlobError::TooShort { found: 3, .. })
    ));
    let endless = store.add_blob(digest, 5, std::io::repeat(b't').take(1_000_000));
    assert!(matches!(endless, Err(BlobError::TooLong(5))));
    assert!(!store.view().blob(digest).exists());
    let incoming = fs::read_dir(dir.path().join("incoming")).expect("readable");
    assert_eq!(incoming.count(), 0);
    add(5, b"tower").expect("the right one");
    assert_eq!(
        fs::read(store.view().blob(digest)).expect("readable"),
        b"tower"
    );
}

#[test]
fn a_second_courier_is_turned_away() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    let words = Store::open(dir.path())
        .expect_err("two at once")
        .to_string();
    assert!(words.contains("another courier is at work in"), "{words}");
    assert!(
        words.contains(&format!("(process {})", std::process::id())),
        "{words}"
    );
    drop(store);
    open(dir.path());
}
