//! New keys in the stead of old ones.

use std::collections::BTreeSet;
use std::fs;

use legeplads_trust::keys::{KeyError, KeyRing, RoleName};
use legeplads_trust::layout;
use legeplads_trust::publish::{Published, begin};

use crate::support::{Folder, Server, keys, manifest, now, wait, with_only};

fn rotate(keys: &mut KeyRing, word: &str) -> Vec<String> {
    wait(keys.rotate(word, now())).expect(word).new
}

#[test]
fn whoever_knew_the_first_root_follows_every_rotation() {
    let mut keys = keys();
    let first = keys.root().to_vec();
    let server = Server::begun(&keys);
    server.set(&keys, "live", 1).expect("published");
    let mut memory = None;
    for (word, files) in [
        ("root-2", vec!["offline/root-4.pem"]),
        ("targets", vec!["offline/targets-2.pem"]),
        ("online", vec!["online/online-2.pem"]),
        ("desk", vec!["desks/desk-2.pem"]),
        (
            "root",
            vec![
                "offline/root-5.pem",
                "offline/root-6.pem",
                "offline/root-7.pem",
            ],
        ),
        ("online", vec!["online/online-3.pem"]),
        ("desk-2", vec!["desks/desk-3.pem"]),
    ] {
        assert_eq!(rotate(&mut keys, word), files);
        server.with_roles(&keys).expect(word);
        assert_eq!(server.loaded(&first, "live"), Some(manifest(1)), "{word}");
        assert_eq!(
            server.loaded(keys.root(), "live"),
            Some(manifest(1)),
            "{word}"
        );
        let refreshed = server.refresh(&first, memory, "live", now()).expect(word);
        assert!(refreshed.target.is_some(), "{word}");
        memory = Some(refreshed.memory);
    }
    assert_eq!(server.published(&keys).versions().root, 6);
    server.set(&keys, "live", 2).expect("published");
    assert_eq!(server.on(&first, "live"), Some(manifest(2)));
}

#[test]
fn one_root_key_of_two_is_not_enough() {
    let mut keys = with_only(
        &keys(),
        &["root-1.pem", "targets.pem", "online.pem", "desk.pem"],
    );
    let before = keys.root().to_vec();
    for word in ["root", "root-1", "targets", "online"] {
        let error = wait(keys.rotate(word, now())).expect_err(word);
        assert!(
            matches!(&error, KeyError::Missing { role, needed: 2, here: 1, .. } if role == "root"),
            "{error}"
        );
    }
    let error = wait(keys.rotate("online", now())).expect_err("one of two");
    assert_eq!(
        error.to_string(),
        "root must be signed by 2 of its keys, and 1 is here. Missing: root-2 \
         (offline/root-2.pem), root-3 (offline/root-3.pem). Plug in the stick that holds one of \
         them and name its folder with --also, or copy the file back into the keys' folder"
    );
    assert_eq!(keys.root(), before, "a refusal changes nothing");
    // A desk's keys are the targets' affair.
    rotate(&mut keys, "desk");
}

#[test]
fn a_lost_root_key_is_replaced_by_the_two_others() {
    let mut keys = with_only(&keys(), &["root-1.pem", "root-3.pem", "online.pem"]);
    let server = Server::begun(&keys);
    let rotated = wait(keys.rotate("root-2", now())).expect("two of three");
    assert_eq!(rotated.role, RoleName::Root);
    assert_eq!(rotated.old, ["offline/root-2.pem"]);
    assert_eq!(rotated.new, ["offline/root-4.pem"]);
    let first = keys.first_root().to_vec();
    server.with_roles(&keys).expect("published");
    server.load(&first).expect("it holds");
}

#[test]
fn a_root_signed_by_one_of_two_is_believed_by_nobody() {
    let mut keys = keys();
    let server = Server::begun(&keys);
    let first = keys.root().to_vec();
    rotate(&mut keys, "root");
    let folder = Folder::of(&keys);
    server.with_roles(&keys).expect("published");

    let mut root: serde_json::Value = serde_json::from_slice(keys.root()).expect("JSON");
    let old: serde_json::Value = serde_json::from_slice(&first).expect("JSON");
    let is_old = |signature: &serde_json::Value| {
        let id = signature["keyid"].as_str().expect("an id");
        old["signed"]["keys"].get(id).is_some()
    };
    let signatures = root["signatures"].as_array_mut().expect("signatures");
    assert_eq!(
        signatures.len(),
        6,
        "three of the old keys and three of the new"
    );
    let mut kept = 0;
    signatures.retain(|signature| {
        kept += usize::from(is_old(signature));
        !is_old(signature) || kept == 1
    });
    assert_eq!(signatures.len(), 4);
    let weak = root.to_string();
    fs::write(server.path().join(layout::root(2)), &weak).expect("written");
    fs::write(folder.path().join("roots/2.root.json"), &weak).expect("written");

    server.load(&first).expect_err("one old signature");
    server
        .refresh(&first, None, "live", now())
        .expect_err("one old signature");
    wait(Published::read(&server, &first)).expect_err("one old signature");
    let error = folder.open().expect_err("one old signature");
    assert!(
        error.to_string().starts_with("roots/2.root.json: "),
        "{error}"
    );
}

#[test]
fn keys_that_were_replaced_count_no_more() {
    let mut keys = keys();
    let server = Server::begun(&keys);
    server.set(&keys, "live", 1).expect("published");
    let (thief, before) = (keys.clone(), server.published(&keys));
    for word in ["root", "targets", "online", "desk"] {
        rotate(&mut keys, word);
    }
    server.with_roles(&keys).expect("published");
    let first = keys.first_root().to_vec();
    let memory = server
        .refresh(&first, None, "live", now())
        .expect("it holds")
        .memory;

    let error = server.set(&thief, "live", 2).expect_err("old keys");
    assert!(
        matches!(error, KeyError::Missing { here: 0, .. }),
        "{error}"
    );

    // He goes on from what was published before.
    let live = legeplads_trust::Channel::live();
    let change = wait(before.set(&thief, &live, Some(manifest(3).into()), now())).expect("signed");
    fs::write(server.path().join(layout::TIMESTAMP), &change.timestamp).expect("written");
    server.load(&first).expect_err("an old online key");
    for memory in [None, Some(memory)] {
        let refused = server
            .refresh(&first, memory, "live", now())
            .expect_err("an old key");
        assert!(
            refused.contains("timestamp is not signed by those who may"),
            "{refused}"
        );
    }
}

#[test]
fn what_is_on_the_channels_stays_when_a_desk_gets_a_new_key() {
    let mut keys = keys();
    let server = Server::begun(&keys);
    server.set(&keys, "live", 7).expect("published");
    rotate(&mut keys, "desk");
    let elsewhere = with_only(&keys, &["online.pem"]);
    let error = server
        .with_roles(&elsewhere)
        .expect_err("its new key is not here");
    assert!(
        error.to_string().contains("desk-2 (desks/desk-2.pem)"),
        "{error}"
    );
    server.with_roles(&keys).expect("published");
    assert_eq!(server.loaded(keys.root(), "live"), Some(manifest(7)));
    assert_eq!(server.published(&keys).versions().desks["desk"], 3);
}

#[test]
fn a_rotation_that_broke_off_is_finished_by_doing_it_again() {
    for word in ["root", "targets", "online", "desk"] {
        let mut keys = keys();
        let server = Server::begun(&keys);
        server.set(&keys, "live", 1).expect("published");
        rotate(&mut keys, word);
        let published = server.published(&keys);
        let change = wait(published.with_roles(&keys, now())).expect("signed");
        server.take_files(&change);
        server.with_roles(&keys).expect(word);
        let first = keys.first_root();
        assert_eq!(server.loaded(first, "live"), Some(manifest(1)), "{word}");
        assert_eq!(server.on(first, "live"), Some(manifest(1)), "{word}");
    }
}

#[test]
fn a_renewal_finishes_what_broke_off_too() {
    let mut keys = keys();
    let server = Server::begun(&keys);
    server.set(&keys, "live", 1).expect("published");
    rotate(&mut keys, "online");
    let change = wait(server.published(&keys).with_roles(&keys, now())).expect("signed");
    server.take_files(&change);
    let mut published = server.published(&keys);
    published.avoid("metadata/3.snapshot.json");
    server.take(&wait(published.renew(&keys, now())).expect("signed"));
    assert_eq!(server.loaded(keys.first_root(), "live"), Some(manifest(1)));
}

#[test]
fn roles_changed_in_two_copies_are_told_apart() {
    let mut keys = keys();
    let mut copy = keys.clone();
    let server = Server::begun(&keys);
    rotate(&mut keys, "online");
    server.with_roles(&keys).expect("published");
    rotate(&mut copy, "online");
    let error = server.with_roles(&copy).expect_err("another line");
    assert!(
        matches!(&error, KeyError::Foreign(path) if *path == layout::root(2)),
        "{error}"
    );
}

#[test]
fn an_old_copy_of_the_folder_goes_on_publishing() {
    let mut keys = keys();
    let server = Server::begun(&keys);
    let copy = keys.clone();
    rotate(&mut keys, "root");
    server.with_roles(&keys).expect("published");
    server.set(&copy, "live", 1).expect("published");
    server.with_roles(&copy).expect("nothing to bring");
    assert_eq!(server.published(&keys).versions().root, 2);
    assert_eq!(server.loaded(keys.root(), "live"), Some(manifest(1)));
}

#[test]
fn a_place_may_begin_after_rotations() {
    let mut keys = keys();
    for word in ["root", "targets", "online", "desk"] {
        rotate(&mut keys, word);
    }
    let server = Server::new();
    server.take(&wait(begin(&keys, &BTreeSet::new(), now())).expect("signed"));
    server.set(&keys, "live", 1).expect("published");
    for root in [keys.first_root(), keys.root()] {
        assert_eq!(server.loaded(root, "live"), Some(manifest(1)));
        assert_eq!(server.on(root, "live"), Some(manifest(1)));
    }
}
