//! Lengths that lie. A content's place follows from the signed lengths of those before it, so none can
//! overlap another; what a part says of its own length is bounded before a byte of it is read.

use legeplads_trust::pack::{MAGIC, Unpackable};
use legeplads_trust::{Untrusted, limits};

use super::{CONTENTS, document, manifest, open, packed, packed_by, refused};
use crate::support::{Town, synced};

/// Where the numbers stand before the parts.
fn numbers(head: &[u8]) -> Vec<usize> {
    let at = |at: usize| u32::from_be_bytes(head[at..at + 4].try_into().expect("four")) as usize;
    let channel = MAGIC.len() + 4;
    let mut numbers = vec![channel, channel + 4 + at(channel)];
    let mut next = numbers[1] + 4;
    while next < head.len() {
        numbers.push(next);
        next += 4 + at(next);
    }
    assert_eq!(next, head.len());
    numbers
}

#[test]
fn no_number_can_be_another_one() {
    let town = Town::new();
    let parts = packed(&town);
    let bytes = parts.bytes();
    let places = numbers(&parts.head());
    assert_eq!(
        places.len(),
        6,
        "channel, roots, root, targets, desk, manifest"
    );
    for place in places {
        let said = u32::from_be_bytes(bytes[place..place + 4].try_into().expect("four"));
        let lies = [0, 1, said - 1, said + 1, said * 2, 1 << 31, u32::MAX];
        for lie in lies.into_iter().filter(|lie| *lie != said) {
            let mut lying = bytes.clone();
            lying[place..place + 4].copy_from_slice(&lie.to_be_bytes());
            let found = open(&lying, &town, synced(1));
            assert!(found.is_err(), "{lie} at {place}");
            if lie == u32::MAX {
                let why = refused(found);
                assert!(why.contains("damaged"), "{place}: {why}");
            }
        }
    }
}

#[test]
fn more_proof_than_there_may_be_is_not_read() {
    let town = Town::new();
    let mut parts = packed(&town);
    let root = parts.roots[0].clone();
    parts.roots = vec![root; usize::try_from(limits::ROOT_STEPS).expect("few") + 1];
    let why = refused(parts.read(&town));
    assert!(why.contains("257 roots"), "{why}");
    // Each for itself would do.
    let much = usize::try_from(limits::METADATA_BYTES).expect("little");
    parts.roots = vec![vec![b' '; much]; 17];
    let why = refused(parts.read(&town));
    assert!(why.contains("its root 17 would have"), "{why}");
    parts = packed(&town);
    parts.manifest = vec![b' '; usize::try_from(limits::MANIFEST_BYTES).expect("little") + 1];
    let why = refused(parts.read(&town));
    assert!(why.contains("the manifest would have"), "{why}");
}

#[test]
fn a_signed_length_beyond_the_limits_is_refused() {
    let town = Town::new();
    for size in [limits::DOCUMENT_BYTES + 1, u64::MAX] {
        let mut manifest = manifest();
        manifest.documents[1].size = size;
        let parts = packed_by(&town, &town.desk_keys["culture"], &manifest);
        let found = parts.read(&town).expect_err("too long");
        assert!(
            matches!(&found, Unpackable::Manifest(Untrusted::FileTooLong { .. })),
            "{found}"
        );
    }
}

/// The same content under two names, with two lengths: one of them is wrong.
#[test]
fn a_content_has_one_length() {
    let town = Town::new();
    let mut manifest = manifest();
    manifest.documents[1] = document("places.ron", CONTENTS[0]);
    let mut parts = packed_by(&town, &town.desk_keys["culture"], &manifest);
    parts.contents.truncate(1);
    let pack = parts.read(&town).expect("one content for both");
    assert_eq!(pack.contents.len(), 1);
    manifest.documents[1].size += 1;
    let mut parts = packed_by(&town, &town.desk_keys["culture"], &manifest);
    parts.contents.truncate(1);
    let why = refused(parts.read(&town));
    assert!(why.starts_with("places.ron in it is not"), "{why}");
}
