//! The file is cut off: the stick was pulled out while it was copied.

use super::{Parts, open, packed, refused};
use crate::support::{Town, synced};

#[test]
fn no_beginning_of_a_pack_is_a_pack() {
    let town = Town::new();
    let parts: Parts = packed(&town);
    let bytes = parts.bytes();
    for length in 0..bytes.len() {
        let why = refused(open(&bytes[..length], &town, synced(1)));
        assert!(
            why.contains("cut off") || why.contains("no packed feed") && length < 16,
            "{length}: {why}"
        );
    }
    let why = refused(open(&bytes[..bytes.len() - 1], &town, synced(1)));
    assert_eq!(
        why,
        "it is cut off: it ends in the middle of places.ron; copy it again from where it was made"
    );
}
