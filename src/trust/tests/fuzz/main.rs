//! Hostile bytes at every door of this crate: short runs of what a fuzzer does for days.

mod bodies;
mod good;
#[path = "../attacks/support.rs"]
#[expect(dead_code, reason = "the attacks use all of it, this only a good town")]
mod support;

use std::sync::LazyLock;

use proptest::prelude::*;

use self::bodies::Good;
use self::support::synced;

static TOWN: LazyLock<Good> = LazyLock::new(good::town);

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

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_bytes_as_metadata(
        (path, bytes) in proptest::sample::select(good::paths()).prop_flat_map(|path| {
            let bytes = hostile(TOWN.file(&path).to_vec());
            (Just(path), bytes)
        })
    ) {
        bodies::metadata(&TOWN, &path, &bytes, synced(1));
    }

    #[test]
    fn any_bytes_as_a_root(bytes in hostile(TOWN.root().to_vec())) {
        bodies::root(&bytes, synced(1));
    }

    #[test]
    fn any_bytes_as_a_memory(bytes in hostile(good::memory())) {
        bodies::memory(&TOWN, &bytes, synced(1));
    }

    #[test]
    fn any_bytes_as_a_manifest(bytes in hostile(good::manifest())) {
        bodies::manifest(&bytes);
    }

    #[test]
    fn any_bytes_as_a_delta(bytes in hostile(good::delta().1)) {
        bodies::delta(&good::manifest(), good::delta().0, &bytes);
    }
}
