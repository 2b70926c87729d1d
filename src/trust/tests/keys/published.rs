//! What is published, and what others make of it.

use std::collections::BTreeSet;
use std::fs;

use legeplads_trust::keys::KeyError;
use legeplads_trust::publish::{Published, begin};
use legeplads_trust::{Channel, Freshness, layout};

use crate::support::{Server, days_later, keys, manifest, now, wait};

#[test]
fn readers_of_another_make_find_what_was_published() {
    let keys = keys();
    let server = Server::new();
    let nothing = wait(Published::read(&server, keys.first_root())).expect("an empty folder");
    assert!(nothing.is_none());

    let server = Server::begun(&keys);
    assert_eq!(server.loaded(keys.root(), "live"), None);
    assert_eq!(server.on(keys.root(), "live"), None);

    server.set(&keys, "live", 1).expect("published");
    assert_eq!(server.loaded(keys.root(), "live"), Some(manifest(1)));
    assert_eq!(server.on(keys.root(), "live"), Some(manifest(1)));

    server.set(&keys, "live", 2).expect("published");
    assert_eq!(server.loaded(keys.root(), "live"), Some(manifest(2)));
    assert_eq!(server.on(keys.root(), "live"), Some(manifest(2)));

    let published = server.published(&keys);
    let target = published.target(&Channel::live()).expect("on it");
    assert_eq!((target.sha256(), target.size()), manifest(2));
    assert_eq!(published.channels(), [Channel::live()]);
    let versions = published.versions();
    assert_eq!(
        [
            versions.root,
            versions.targets,
            versions.snapshot,
            versions.timestamp
        ],
        [1, 1, 3, 3]
    );
    assert_eq!(versions.desks["desk"], 3);
}

#[test]
fn what_is_on_a_channel_can_be_taken_away() {
    let keys = keys();
    let server = Server::begun(&keys);
    server.set(&keys, "live", 1).expect("published");
    let published = server.published(&keys);
    let change = wait(published.set(&keys, &Channel::live(), None, now())).expect("signed");
    server.take(&change);
    assert_eq!(server.loaded(keys.root(), "live"), None);
    assert_eq!(server.on(keys.root(), "live"), None);
}

#[test]
fn a_channel_that_no_desk_owns_is_no_channel() {
    let keys = keys();
    let server = Server::begun(&keys);
    let error = server.set(&keys, "booth", 1).expect_err("nobody's");
    assert_eq!(
        error.to_string(),
        "no desk may publish on the channel booth; there are: live. Give it to a desk with: \
         legeplads-desk keys add-desk NAME --channel booth"
    );
}

#[test]
fn an_hourly_renewal_is_one_new_timestamp_until_the_snapshots_half_time() {
    let keys = keys();
    let server = Server::begun(&keys);
    server.set(&keys, "live", 1).expect("published");
    let before = server.published(&keys).versions();
    for days in 1..=3 {
        let change = wait(server.published(&keys).renew(&keys, days_later(days))).expect("signed");
        assert_eq!(change.files, []);
        server.take(&change);
    }
    let change = wait(server.published(&keys).renew(&keys, days_later(4))).expect("signed");
    assert_eq!(change.files.len(), 1);
    server.take(&change);
    let after = server.published(&keys).versions();
    assert_eq!(after.timestamp, before.timestamp + 4);
    assert_eq!(after.snapshot, before.snapshot + 1);
    assert_eq!(after.desks, before.desks);

    let late = server.refresh(keys.root(), None, "live", days_later(10));
    assert_eq!(late.expect("renewed").freshness, Freshness::Proven);
    let too_late = server.refresh(keys.root(), None, "live", days_later(12));
    assert!(
        too_late
            .expect_err("expired")
            .contains("timestamp was good until")
    );
}

#[test]
fn a_desk_reads_what_has_expired_and_renews_it() {
    let keys = keys();
    let server = Server::new();
    let long_ago = days_later(-100);
    server.take(&wait(begin(&keys, &BTreeSet::new(), long_ago)).expect("signed"));
    server.load(keys.root()).expect_err("expired");
    let change = wait(server.published(&keys).renew(&keys, now())).expect("signed");
    server.take(&change);
    server.load(keys.root()).expect("renewed");
    assert_eq!(server.on(keys.root(), "live"), None);
}

#[test]
fn soonest_expiry_comes_first() {
    let keys = keys();
    let published = Server::begun(&keys).published(&keys);
    let expiries = published.expiries();
    let roles: BTreeSet<_> = expiries.iter().map(|expiry| expiry.role.as_str()).collect();
    assert_eq!(
        roles,
        ["root", "targets", "snapshot", "timestamp", "desk"].into()
    );
    assert!(expiries.is_sorted_by_key(|expiry| expiry.expires));
    assert_eq!(expiries.last().expect("five").role, "root");
}

#[test]
fn files_left_by_others_are_passed_over() {
    let keys = keys();
    let server = Server::begun(&keys);
    let published = server.published(&keys);
    let broken_off = wait(published.set(&keys, &Channel::live(), Some(manifest(1).into()), now()));
    server.take_files(&broken_off.expect("signed"));

    let mut published = server.published(&keys);
    assert_eq!(
        published.target(&Channel::live()),
        None,
        "no timestamp leads there"
    );
    published.avoid("metadata/2.desk.json");
    published.avoid("metadata/2.snapshot.json");
    let change = wait(published.set(&keys, &Channel::live(), Some(manifest(2).into()), now()));
    let change = change.expect("signed");
    let paths: Vec<_> = change.files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["metadata/3.desk.json", "metadata/3.snapshot.json"]);
    assert_eq!(change.timestamp_version, 2);
    server.take(&change);
    assert_eq!(server.loaded(keys.root(), "live"), Some(manifest(2)));
    assert_eq!(server.on(keys.root(), "live"), Some(manifest(2)));
}

#[test]
fn another_places_keys_are_told_apart() {
    let (ours, theirs) = (keys(), keys());
    let server = Server::begun(&theirs);
    let refused = wait(Published::read(&server, ours.first_root())).expect_err("another's");
    assert!(
        refused.to_string().contains("not signed by those who may"),
        "{refused}"
    );
    let error = wait(server.published(&theirs).renew(&ours, now())).expect_err("another's");
    assert!(
        matches!(&error, KeyError::Foreign(path) if *path == layout::root(1)),
        "{error}"
    );
    let taken = BTreeSet::from([layout::root(1)]);
    let error = wait(begin(&ours, &taken, now())).expect_err("another's");
    assert!(
        matches!(&error, KeyError::Foreign(path) if *path == layout::root(1)),
        "{error}"
    );
}

#[test]
fn a_byte_changed_anywhere_is_noticed() {
    let keys = keys();
    let server = Server::begun(&keys);
    server.set(&keys, "live", 1).expect("published");
    for file in ["timestamp", "2.snapshot", "1.targets", "2.desk"] {
        let path = server.path().join(format!("metadata/{file}.json"));
        let whole = fs::read(&path).expect("there");
        let text = String::from_utf8(whole.clone()).expect("JSON");
        let changed = text.replacen("\"version\": ", "\"version\": 1", 1);
        assert_ne!(text, changed);
        fs::write(&path, changed).expect("written");
        wait(Published::read(&server, keys.first_root())).expect_err(file);
        fs::write(&path, whole).expect("written");
    }
    server.published(&keys);
    assert_eq!(server.on(keys.root(), "live"), Some(manifest(1)));
}
