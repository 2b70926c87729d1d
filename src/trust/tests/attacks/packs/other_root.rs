//! The right form, by other people: their keys, their root.

use legeplads_trust::Digest;
use legeplads_trust::pack::{Unpackable, read};

use super::{open, packed, refused};
use crate::support::{Key, Town, next, signed, synced};

#[test]
fn another_place_s_pack_is_refused_and_both_roots_are_named() {
    let (town, others) = (Town::new(), Town::with_keys("others'"));
    let theirs = packed(&others);
    let why = theirs.read(&town).expect_err("not ours");
    let (their_root, our_root) = (&theirs.roots[0], &town.files["metadata/1.root.json"]);
    assert!(
        matches!(&why, Unpackable::OtherRoot { theirs, ours }
            if *theirs == Digest::of(their_root) && *ours == Digest::of(our_root)),
        "{why}"
    );
    // Only whoever says nothing of whom to believe believes it.
    read(&theirs.bytes()[..], None, synced(1)).expect("by its own word");

    // Their content under our root.
    let mut mixed = theirs;
    mixed.roots = packed(&town).roots;
    let why = refused(mixed.read(&town));
    assert!(why.contains("targets is not signed by those"), "{why}");
}

#[test]
fn a_newer_root_counts_only_if_the_one_before_has_signed_it() {
    let town = Town::new();
    let mut after = town.clone();
    after.targets_key = Key::of("stolen no more");
    after.root.version = next(after.root.version);
    after.name_keys();
    let keys = [&after.root_keys[0], &after.root_keys[1]];
    let second = signed(&after.root, &keys);
    let mut parts = packed(&after);
    parts.roots.push(second.clone());
    let pack = parts
        .read(&town)
        .expect("the old root leads to the new one");
    assert_eq!(pack.root, Digest::of(&second));
    // A kiosk that has the new one already, and one that was given nothing else.
    read(&parts.bytes()[..], Some(&second), synced(1)).expect("it is the newest");

    let mut forged = parts.clone();
    forged.roots[1] = signed(&after.root, &[&after.root_keys[0]]);
    let why = refused(forged.read(&town));
    assert!(why.contains("root is not signed by those"), "{why}");

    // What was signed with the key that was taken away.
    let mut old = packed(&town);
    let found = read(&old.bytes()[..], Some(&second), synced(1));
    let why = refused(found);
    assert!(why.contains("targets is not signed by those"), "{why}");
    // A stick is never fresh: who knows only the old root cannot know better.
    open(&old.bytes(), &town, synced(1)).expect("replayed");
    old.roots.push(second);
    let why = refused(old.read(&town));
    assert!(why.contains("targets is not signed by those"), "{why}");
}

#[test]
fn a_step_between_two_roots_is_not_left_out() {
    let town = Town::new();
    let mut after = town.clone();
    after.root.version = next(next(after.root.version));
    let keys = [&after.root_keys[0], &after.root_keys[1]];
    let mut parts = packed(&town);
    parts.roots.push(signed(&after.root, &keys));
    let why = refused(parts.read(&town));
    assert!(why.contains("version 3 follows version 1"), "{why}");
    parts.roots.clear();
    let why = refused(parts.read(&town));
    assert!(why.contains("brings along 0 roots"), "{why}");
}
