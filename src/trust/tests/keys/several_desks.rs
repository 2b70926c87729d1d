//! Desks side by side: each with its own channels and its own key.

use legeplads_trust::keys::KeyError;

use crate::support::{Server, channel, keys, manifest, now, wait, with_only};

#[test]
fn each_desk_publishes_on_its_own_channels() {
    let mut keys = keys();
    let server = Server::begun(&keys);
    server.set(&keys, "live", 1).expect("published");
    let added = wait(keys.add_desk("library", &[channel("booth"), channel("test")], now()));
    assert_eq!(
        added.expect("added").key.as_deref(),
        Some("desks/library.pem")
    );
    server.with_roles(&keys).expect("published");
    let library = with_only(&keys, &["library.pem", "online.pem"]);
    let desk = with_only(&keys, &["desk.pem", "online.pem"]);
    server.set(&library, "booth", 2).expect("its own");
    server.set(&desk, "live", 3).expect("its own");
    server.set(&library, "test", 4).expect("its own");
    for (on, number) in [("live", 3), ("booth", 2), ("test", 4)] {
        assert_eq!(
            server.loaded(keys.root(), on),
            Some(manifest(number)),
            "{on}"
        );
        assert_eq!(server.on(keys.root(), on), Some(manifest(number)), "{on}");
    }
}

#[test]
fn a_stolen_desk_key_signs_on_no_other_desks_channel() {
    let mut keys = keys();
    wait(keys.add_desk("library", &[channel("booth")], now())).expect("added");
    let server = Server::begun(&keys);
    server.set(&keys, "live", 1).expect("published");
    let thief = with_only(&keys, &["library.pem", "online.pem"]);
    let error = server.set(&thief, "live", 2).expect_err("not his");
    assert_eq!(
        error.to_string(),
        "desk must be signed by 1 of its keys, and 0 are here. Missing: desk (desks/desk.pem). \
         Plug in the stick that holds one of them and name its folder with --also, or copy the \
         file back into the keys' folder"
    );
    assert_eq!(server.on(keys.root(), "live"), Some(manifest(1)));
}

#[test]
fn a_desk_without_the_online_key_publishes_nothing() {
    let keys = keys();
    let server = Server::begun(&keys);
    let desk = with_only(&keys, &["desk.pem"]);
    let error = server
        .set(&desk, "live", 1)
        .expect_err("nobody says what is newest");
    assert!(
        matches!(&error, KeyError::Missing { role, .. } if role == "online"),
        "{error}"
    );
}

#[test]
fn a_new_desks_first_publication_brings_its_role_along() {
    let mut keys = keys();
    let server = Server::begun(&keys);
    wait(keys.add_desk("library", &[channel("booth")], now())).expect("added");
    server.set(&keys, "booth", 1).expect("published");
    assert_eq!(server.loaded(keys.root(), "booth"), Some(manifest(1)));
    assert_eq!(server.on(keys.root(), "booth"), Some(manifest(1)));
}

#[test]
fn a_copy_from_before_a_desk_was_added_leaves_that_desk_in_peace() {
    let mut keys = keys();
    let server = Server::begun(&keys);
    let old = keys.clone();
    wait(keys.add_desk("library", &[channel("booth")], now())).expect("added");
    server.set(&keys, "booth", 1).expect("published");
    server.set(&old, "live", 2).expect("published");
    assert_eq!(server.loaded(keys.root(), "booth"), Some(manifest(1)));
    assert_eq!(server.loaded(keys.root(), "live"), Some(manifest(2)));
}

#[test]
fn another_desks_new_key_need_not_be_here_to_publish() {
    let mut keys = keys();
    wait(keys.add_desk("library", &[channel("booth")], now())).expect("added");
    let server = Server::begun(&keys);
    server.set(&keys, "booth", 1).expect("published");
    wait(keys.rotate("library", now())).expect("rotated");
    let desk = with_only(&keys, &["desk.pem", "online.pem"]);
    server
        .set(&desk, "live", 2)
        .expect("published by the roles as they were");
    assert_eq!(server.published(&keys).versions().targets, 2);
    assert_eq!(server.on(keys.root(), "booth"), Some(manifest(1)));
    assert_eq!(server.on(keys.root(), "live"), Some(manifest(2)));
}

#[test]
fn a_new_desk_that_never_published_needs_no_key_for_its_role_to_be_published() {
    let mut keys = keys();
    let server = Server::begun(&keys);
    wait(keys.add_desk("library", &[channel("booth")], now())).expect("added");
    let elsewhere = with_only(&keys, &["online.pem"]);
    server
        .with_roles(&elsewhere)
        .expect("its first metadata is in the folder");
    assert_eq!(server.published(&keys).versions().desks["library"], 1);
    server.load(keys.root()).expect("it holds");
}
