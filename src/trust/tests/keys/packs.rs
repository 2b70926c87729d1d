//! What a place's keys make of a release for a stick.

use legeplads_trust::keys::KeyError;
use legeplads_trust::pack::{contents, read, seal};
use legeplads_trust::{Clock, Digest, Document, Manifest, Verified, reread};

use crate::support::{channel, days_later, keys, now, wait, with_only};

const FEED: &[u8] = b"Feed()";

fn release() -> Verified {
    let document = |path: &str| Document {
        path: path.into(),
        sha256: Digest::of(FEED),
        size: FEED.len() as u64,
    };
    let manifest = Manifest {
        format: Manifest::FORMAT,
        feed: "tiny".into(),
        version: 1,
        created: now(),
        note: String::new(),
        previous: None,
        withdrawn: false,
        documents: vec![document("again.ron"), document("feed.ron")],
        media: Vec::new(),
        scenes: Vec::new(),
        fonts: Vec::new(),
    };
    let text = manifest.to_ron().expect("written");
    reread(text.as_bytes(), Digest::of(text.as_bytes())).expect("good")
}

#[test]
fn the_desk_s_key_alone_makes_a_pack_and_the_same_one_every_time() {
    let keys = keys();
    let desk = with_only(&keys, &["desk.pem"]);
    let (release, now) = (release(), now());
    let pack = || wait(seal(&desk, &channel("live"), &release, now)).expect("signed");
    let bytes = [&pack()[..], FEED].concat();
    assert_eq!(pack(), bytes[..bytes.len() - FEED.len()]);
    assert_eq!(contents(release.manifest()).len(), 1, "each content once");
    let found = read(&bytes[..], Some(keys.root()), Clock::Synced(now)).expect("it holds");
    assert_eq!(found.manifest, release);
    assert_eq!(found.root, Digest::of(keys.root()));
    let late = Clock::Synced(days_later(366));
    let why = read(&bytes[..], Some(keys.root()), late).expect_err("a year is over");
    assert!(why.to_string().contains("pack it again"), "{why}");
}

#[test]
fn without_the_desk_s_key_or_its_channel_there_is_no_pack() {
    let keys = keys();
    let online = with_only(&keys, &["online.pem"]);
    let error = wait(seal(&online, &channel("live"), &release(), now())).expect_err("not here");
    assert!(
        matches!(&error, KeyError::Missing { role, .. } if role == "desk"),
        "{error}"
    );
    let error = wait(seal(&keys, &channel("booth"), &release(), now())).expect_err("nobody's");
    assert!(error.to_string().contains("there are: live"), "{error}");
}

#[test]
fn a_kiosk_with_the_first_root_believes_what_is_packed_after_a_rotation() {
    let mut keys = keys();
    let first = keys.root().to_vec();
    let before = wait(seal(&keys, &channel("live"), &release(), now())).expect("signed");
    wait(keys.rotate("desk", now())).expect("another key");
    wait(keys.rotate("targets", now())).expect("another key");
    assert_ne!(keys.root(), first);
    let after = wait(seal(&keys, &channel("live"), &release(), now())).expect("signed");
    let clock = Clock::Synced(now());
    let after = [&after[..], FEED].concat();
    let found = read(&after[..], Some(&first), clock).expect("the chain is in it");
    assert_eq!(found.root, Digest::of(keys.root()));
    // Who knows the newest root believes nothing that the old keys signed.
    let before = [&before[..], FEED].concat();
    read(&before[..], Some(&first), clock).expect("a stick is never fresh");
    let why = read(&before[..], Some(keys.root()), clock).expect_err("the key is gone");
    assert!(why.to_string().contains("is not signed by those"), "{why}");
}
