//! Hostile bytes at every door of this crate: short runs of what a fuzzer does for days.

mod bodies;
#[path = "../attacks/support.rs"]
#[expect(dead_code, reason = "the attacks use all of it, this only a good town")]
mod support;

use legeplads_trust::{Digest, Document, Manifest, layout};
use proptest::prelude::*;

use self::support::{Town, synced};

/// Bytes as they come from nowhere, and as they come from somebody who knows the form: good text
/// with a piece of it replaced, repeated or cut.
fn hostile(good: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop_oneof![
        Just(Vec::new()),
        proptest::collection::vec(any::<u8>(), 0..40),
        "[\\[\\]{}\",:0-9a-z\\\\u-]{0,40}".prop_map(String::into_bytes),
        Just(b"18446744073709551615".to_vec()),
        Just(b"-1e999".to_vec()),
        Just(b"\"9999-12-31T23:59:59Z\"".to_vec()),
        Just("[".repeat(5000).into_bytes()),
        Just("{\"a\":".repeat(5000).into_bytes()),
    ];
    let length = good.len();
    let changed = (0..=length, 0..60_usize, pieces).prop_map(move |(at, gone, piece)| {
        let end = (at + gone).min(length);
        [&good[..at], &piece, &good[end..]].concat()
    });
    prop_oneof![
        1 => proptest::collection::vec(any::<u8>(), 0..2000),
        4 => changed,
    ]
}

fn files() -> Vec<String> {
    let roles = ["snapshot", "targets", "culture"];
    let listed = roles.map(|role| layout::versioned(1, role));
    let known = [layout::TIMESTAMP.to_owned(), layout::root(2)];
    listed.into_iter().chain(known).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_bytes_as_metadata(
        (path, bytes) in proptest::sample::select(files()).prop_flat_map(|path| {
            let town = Town::new();
            let good = town.files.get(&path).unwrap_or(&town.files[&layout::root(1)]);
            (Just(path.clone()), hostile(good.clone()))
        })
    ) {
        bodies::metadata(&Town::new().files, &path, &bytes, synced(1));
    }

    #[test]
    fn any_bytes_as_a_root(bytes in hostile(Town::new().files[&layout::root(1)].clone())) {
        bodies::root(&bytes, synced(1));
    }

    #[test]
    fn any_bytes_as_a_memory(bytes in hostile(remembered())) {
        bodies::memory(&Town::new().files, &bytes, synced(1));
    }

    #[test]
    fn any_bytes_as_a_manifest(bytes in hostile(good_manifest())) {
        bodies::manifest(&bytes);
    }
}

fn remembered() -> Vec<u8> {
    let town = Town::new();
    let mut kiosk = town.kiosk();
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.expect("a runtime");
    runtime.block_on(kiosk.accepts(&town, synced(1)));
    kiosk.memory.expect("something is remembered")
}

fn good_manifest() -> Vec<u8> {
    let manifest = Manifest {
        format: Manifest::FORMAT,
        feed: "billund".into(),
        version: 3,
        created: support::START,
        note: "Advent".into(),
        previous: Some(Digest::of(b"before")),
        withdrawn: false,
        documents: vec![Document {
            path: "feed.ron".into(),
            sha256: Digest::of(b"Feed()"),
            size: 6,
        }],
        media: vec![],
        scenes: Vec::new(),
    };
    manifest.to_ron().expect("it can be written").into_bytes()
}
