//! Making keys, and what staff may call things.

use legeplads_trust::Channel;
use legeplads_trust::keys::{KeyError, KeyRing, Renewal, RoleName};

use crate::support::{channel, days_later, keys, now, wait};

fn create(desk: &str, channels: &[Channel]) -> Result<KeyRing, KeyError> {
    wait(KeyRing::create(desk, channels, now()))
}

#[test]
fn a_place_begins_with_two_of_three_root_keys_and_one_of_each_other() {
    let keys = keys();
    let roles = keys.roles();
    assert_eq!(roles.root.threshold.get(), 2);
    let names: Vec<_> = roles.root.keys.keys().map(String::as_str).collect();
    assert_eq!(names, ["root-1", "root-2", "root-3"]);
    for (name, role) in roles.all().filter(|(name, _)| *name != RoleName::Root) {
        assert_eq!((role.threshold.get(), role.keys.len()), (1, 1), "{name}");
    }
    assert_eq!(roles.owner(&Channel::live()), Some("desk"));
    assert_eq!(
        [roles.root.days, roles.targets.days, roles.online.days],
        [730, 365, 7]
    );
    let mut all: Vec<_> = roles
        .all()
        .flat_map(|(_, role)| role.keys.values())
        .collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 6, "no key is in two roles");
}

#[test]
fn a_desk_has_an_id_for_a_name_that_nobody_has() {
    let live = [Channel::live()];
    for name in ["", "Library", "a/b", "..", "bücherei", &"a".repeat(41)] {
        let error = create(name, &live).expect_err("not an id");
        assert!(
            matches!(&error, KeyError::NotAnId(said) if said == name),
            "{error}"
        );
    }
    for name in [
        "root",
        "root-1",
        "targets",
        "online",
        "snapshot",
        "timestamp",
        "mirrors",
    ] {
        let error = create(name, &live).expect_err("taken");
        assert!(
            matches!(&error, KeyError::Taken(said) if said == name),
            "{error}"
        );
    }
    let error = create("library", &[]).expect_err("it could publish nothing");
    assert!(matches!(error, KeyError::NoChannels(_)), "{error}");
}

#[test]
fn a_channel_has_one_desk() {
    let mut keys = keys();
    let booth = channel("booth");
    wait(keys.add_desk("library", std::slice::from_ref(&booth), now())).expect("added");
    let before = keys.roles().clone();
    for wanted in [vec![booth.clone()], vec![channel("test"), Channel::live()]] {
        let error = wait(keys.add_desk("museum", &wanted, now())).expect_err("owned");
        assert!(
            error.to_string().contains("a channel has one desk"),
            "{error}"
        );
        assert_eq!(*keys.roles(), before, "a refusal changes nothing");
    }
    assert_eq!(keys.roles().owner(&booth), Some("library"));
}

#[test]
fn a_desk_that_is_there_gets_channels_and_keeps_its_key() {
    let mut keys = keys();
    let before = keys.roles().desks["desk"].role.clone();
    let added = wait(keys.add_desk("desk", &[channel("booth")], now())).expect("added");
    assert_eq!(added.key, None);
    assert_eq!(added.channels, [channel("booth"), Channel::live()]);
    assert_eq!(keys.roles().desks["desk"].role, before);
}

#[test]
fn words_that_mean_nothing_are_answered_with_those_that_do() {
    let mut keys = keys();
    let error = wait(keys.rotate("libary", now())).expect_err("unknown");
    assert_eq!(
        error.to_string(),
        "there is no role or key called \"libary\"; there are: root, targets, online, desk"
    );
}

#[test]
fn private_keys_are_never_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut keys = keys();
    keys.save_new(&folder.path().join("keys")).expect("saved");
    let keys = KeyRing::open(&folder.path().join("keys")).expect("opened");
    let printed = format!("{keys:?}");
    let pem = std::fs::read_to_string(folder.path().join("keys/online/online.pem")).expect("read");
    let body = pem.lines().nth(1).expect("a line of Base64");
    assert!(!printed.contains(body));
    // The seed is the last 32 bytes, whichever way it would be printed.
    assert!(printed.contains("PrivateKey(public "));
    assert!(!printed.contains("seed") && !printed.contains("pkcs8"));
}

#[test]
fn root_and_targets_are_signed_again_in_the_last_quarter_of_their_time() {
    let mut keys = keys();
    let early = wait(keys.renew(days_later(200))).expect("nothing to do");
    assert!(
        early
            .iter()
            .all(|renewed| matches!(renewed.renewal, Renewal::NotYet))
    );
    let targets = wait(keys.renew(days_later(300))).expect("renewed");
    assert!(matches!(targets[0].renewal, Renewal::NotYet));
    assert!(matches!(targets[1].renewal, Renewal::Signed));
    assert!(targets[1].expires > days_later(600));
    let both = wait(keys.renew(days_later(640))).expect("renewed");
    assert!(
        both.iter()
            .all(|renewed| matches!(renewed.renewal, Renewal::Signed))
    );
    assert_eq!(keys.roles().root_version.get(), 2);
    assert_eq!(keys.roles().targets_version.get(), 3);
}
