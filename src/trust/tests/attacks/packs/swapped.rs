//! Parts that are genuine, each for itself, where others belong.

use super::{Parts, manifest, packed, packed_by, refused};
use crate::support::Town;

#[test]
fn a_content_in_another_s_place_is_refused() {
    let town = Town::new();
    let mut parts = packed(&town);
    parts.contents.swap(0, 1);
    let why = refused(parts.read(&town));
    assert!(
        why.starts_with("feed.ron in it is not what was signed"),
        "{why}"
    );

    parts.contents = vec![parts.contents[1].clone(); 2];
    let why = refused(parts.read(&town));
    assert!(
        why.starts_with("places.ron in it is not what was signed"),
        "{why}"
    );
}

#[test]
fn the_manifest_of_another_pack_is_refused() {
    let town = Town::new();
    let mut later = manifest();
    later.version = 2;
    let later = packed_by(&town, &town.desk_keys["culture"], &later);
    let mixed = Parts {
        manifest: later.manifest,
        ..packed(&town)
    };
    let why = refused(mixed.read(&town));
    assert!(why.contains("was signed for"), "{why}");
}
