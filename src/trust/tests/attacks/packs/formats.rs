//! Files of another form, and of another time.

use proptest::prelude::*;

use legeplads_trust::pack::{FORMAT, MAGIC, read};

use super::{open, packed, refused};
use crate::support::{Town, synced};

#[test]
fn an_older_and_a_newer_format_are_told_apart() {
    let town = Town::new();
    let words = |format| {
        let mut parts = packed(&town);
        parts.format = format;
        refused(parts.read(&town))
    };
    let older = words(FORMAT - 1);
    assert!(
        older.contains("pack it again with today's legeplads-desk"),
        "{older}"
    );
    let newer = words(FORMAT + 1);
    assert!(newer.contains("update this program"), "{newer}");
}

#[test]
fn another_file_is_no_pack() {
    let town = Town::new();
    for bytes in [
        &b""[..],
        b"PK\x03\x04",
        b"<!DOCTYPE html><title>Log in</title>",
        b"legeplads pack\n and its line ends were made another's",
        &[0; 4096],
    ] {
        let why = refused(open(bytes, &town, synced(1)));
        assert!(why.contains("it is no packed feed; make one with"), "{why}");
    }
}

/// A release that takes down has nothing to show on a stick.
#[test]
fn a_takedown_is_refused() {
    let town = Town::new();
    let mut manifest = super::manifest();
    (manifest.withdrawn, manifest.documents) = (true, Vec::new());
    let mut parts = super::packed_by(&town, &town.desk_keys["culture"], &manifest);
    parts.contents.clear();
    let why = refused(parts.read(&town));
    assert!(why.contains("takes down"), "{why}");
}

proptest! {
    /// Whatever comes is an answer, and never a pack.
    #[test]
    fn any_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), begins: bool) {
        let bytes = match begins {
            true => [&MAGIC[..], &FORMAT.to_be_bytes(), &bytes].concat(),
            false => bytes,
        };
        prop_assert!(read(&bytes[..], None, synced(1)).is_err());
    }

    /// The same where much of it is genuine.
    #[test]
    fn a_pack_with_a_stretch_of_other_bytes_is_refused(
        at: prop::sample::Index,
        other in prop::collection::vec(any::<u8>(), 1..64),
    ) {
        let town = Town::new();
        let whole = packed(&town).bytes();
        let at = at.index(whole.len());
        let mut bent = whole.clone();
        bent.splice(at..(at + other.len()).min(whole.len()), other);
        prop_assert!(bent == whole || open(&bent, &town, synced(1)).is_err());
    }
}
