//! `legeplads-desk keys`.

use std::fs;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use legeplads_desk::keys::{renew, show};
use legeplads_desk::place::Place;
use legeplads_trust::Channel;
use legeplads_trust::keys::KeyRing;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::support::{Said, Town, desk, text};

fn in_days(days: i64) -> Timestamp {
    let start: Timestamp = "2027-06-07T08:00:00Z".parse().expect("a time");
    start + SignedDuration::from_hours(24 * days)
}

fn wait<F: Future>(future: F) -> F::Output {
    Runtime::new().expect("a runtime").block_on(future)
}

/// Keys in a folder, made on day 0; of private ones the offline are on a stick.
struct Office {
    root: TempDir,
}

impl Office {
    fn new() -> Self {
        let office = Self {
            root: tempfile::tempdir().expect("a folder"),
        };
        let mut keys = wait(KeyRing::create("library", &[Channel::live()], in_days(0)));
        let keys = keys.as_mut().expect("keys");
        keys.save_new(&office.path("keys")).expect("saved");
        fs::rename(office.path("keys/offline"), office.path("stick")).expect("moved");
        office
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.root.path().join(name)
    }

    fn open(&self) -> KeyRing {
        KeyRing::open(&self.path("keys")).expect("keys")
    }

    fn keys(&self, arguments: &[&str]) -> Said {
        let keys = self.path("keys");
        let said = desk(&[&["keys"], arguments, &["--keys", text(&keys)]].concat());
        let root = format!("{}/", self.root.path().display());
        Said {
            out: said.out.replace(&root, ""),
            err: said.err.replace(&root, ""),
            ..said
        }
    }
}

fn init(folder: &Path) -> Said {
    desk(&["keys", "init", "--keys", text(folder)])
}

#[test]
fn from_nothing_to_published_and_through_a_rotation() {
    let root = tempfile::tempdir().expect("a folder");
    let keys = root.path().join("keys");
    let said = init(&keys);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    assert!(
        said.out.contains("keys/READ-ME-FIRST.md now"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("take these 4 off this machine"),
        "{}",
        said.out
    );
    assert!(keys.join("READ-ME-FIRST.md").is_file());

    let town = Town::new();
    let (keys, out) = (text(&keys), town.out());
    let publish = |note: &str| {
        let said = town.publish(&["--keys", keys, "--note", note]);
        assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    };
    publish("the first");
    let said = desk(&["keys", "rotate", "online", "--keys", keys]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    assert!(
        said.out.contains("- new: online/online-2.pem: "),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("- old: online/online.pem: destroy it"),
        "{}",
        said.out
    );
    let said = desk(&["keys", "show", "--keys", keys, "--to", text(&out)]);
    assert!(
        said.out
            .contains("! roles here are newer than those published"),
        "{}",
        said.out
    );
    let said = desk(&["keys", "renew", "--keys", keys, "--to", text(&out)]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    let said = desk(&["keys", "show", "--keys", keys, "--to", text(&out)]);
    assert!(!said.out.contains("! roles here are newer"), "{}", said.out);
    assert!(said.out.contains("    root 2: good until "), "{}", said.out);
    town.edit(
        "feed.ron",
        "Hele byen er en legeplads",
        "Byen er en legeplads",
    );
    publish("the second");
}

#[test]
fn keys_are_never_made_over_others() {
    let root = tempfile::tempdir().expect("a folder");
    let keys = root.path().join("keys");
    assert_eq!(init(&keys).code, Some(0));
    let before = fs::read(keys.join("roles.ron")).expect("read");
    let said = init(&keys);
    assert_eq!(said.code, Some(1));
    assert!(
        said.err
            .contains("keys exists already; keys are never overwritten"),
        "{}",
        said.err
    );
    assert_eq!(fs::read(keys.join("roles.ron")).expect("read"), before);
}

#[test]
fn wrong_words_are_answered_with_the_way_out() {
    let office = Office::new();
    let stick = office.path("stick");
    let empty = office.path("empty");
    fs::create_dir(&empty).expect("made");
    for (arguments, words) in [
        (
            &["rotate", "libary"][..],
            "there are: root, targets, online, library",
        ),
        (
            &["rotate", "root"],
            "root must be signed by 2 of its keys, and 0 are here",
        ),
        (
            &["rotate", "library"],
            "Missing: targets (offline/targets.pem)",
        ),
        (
            &["add-desk", "Museum", "--channel", "booth"],
            "is not a desk's name",
        ),
        (
            &["add-desk", "root", "--channel", "booth"],
            "is taken already",
        ),
        (
            &[
                "add-desk",
                "museum",
                "--channel",
                "live",
                "--also",
                text(&stick),
            ],
            "the channel live belongs to the desk library already",
        ),
        (
            &["rotate", "root", "--also", text(&empty)],
            "holds no private key of this place",
        ),
        (&["show", "--to", "nowhere"], "nowhere is not a folder"),
    ] {
        let said = office.keys(arguments);
        assert_eq!(
            (said.code, said.out.as_str()),
            (Some(1), ""),
            "{arguments:?}"
        );
        assert!(said.err.contains(words), "{arguments:?}: {}", said.err);
    }
    for arguments in [
        &["add-desk", "museum"][..],
        &["add-desk", "museum", "--channel", "Booth"],
        &["rotate"],
        &["init", "--channel", "a/b"],
    ] {
        let said = office.keys(arguments);
        assert_eq!(
            (said.code, said.out.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
    }
    let said = desk(&["keys", "show", "--keys", text(&empty)]);
    assert!(
        said.err
            .contains("is not a folder of keys: it has no roles.ron"),
        "{}",
        said.err
    );
}

#[test]
fn sticks_sign_and_are_not_copied() {
    let office = Office::new();
    let stick = office.path("stick");
    let said = office.keys(&[
        "add-desk",
        "museum",
        "--channel",
        "booth",
        "--also",
        text(&stick),
    ]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    assert!(
        said.out.contains("- new: desks/museum.pem: "),
        "{}",
        said.out
    );
    assert!(office.path("keys/desks/museum.pem").is_file());
    assert!(!office.path("keys/offline/targets.pem").exists());
    let said = office.keys(&[
        "add-desk",
        "museum",
        "--channel",
        "test",
        "--also",
        text(&stick),
    ]);
    assert!(
        said.out
            .starts_with("The desk museum now publishes on: booth, test."),
        "{}",
        said.out
    );
}

#[test]
fn who_may_do_what_and_what_ends_when() {
    let office = Office::new();
    let keys = office.open();
    let calm = "\
root: says which keys every role has; 2 of 3 keys must sign, for 730 days
    root-1 (offline/root-1.pem): not here
    root-2 (offline/root-2.pem): not here
    root-3 (offline/root-3.pem): not here
targets: says which desks there are; its one key must sign, for 365 days
    targets (offline/targets.pem): not here
online: says what is the newest; its one key must sign, for 7 days
    online (online/online.pem): here
library: a desk, publishes on: live; its one key must sign, for 365 days
    library (desks/library.pem): here

Here:
    root 1: good until 2029-06-06 (in 720 days)
    targets 1: good until 2028-06-06 (in 355 days)
";
    assert_eq!(show(&keys, None, in_days(10)), calm);
    let late = show(&keys, None, in_days(353));
    assert!(
        late.contains("targets 1: good until 2028-06-06 (in 12 days)"),
        "{late}"
    );
    let warning = "\n! targets ends in 12 days: sign it again with: legeplads-desk keys renew \
                   --also STICK --to PLACE\n";
    assert!(late.ends_with(warning), "{late}");
    let too_late = show(&keys, None, in_days(367));
    assert!(
        too_late.contains("! targets ended 2 days ago: "),
        "{too_late}"
    );
}

#[test]
fn offline_keys_that_lie_about_are_warned_of() {
    let office = Office::new();
    let mut keys = office.open();
    keys.plug_in(&office.path("stick")).expect("read");
    let words = show(&keys, None, in_days(0));
    for role in ["root", "targets"] {
        let warning = format!("! whoever takes this machine can sign as {role}: ");
        assert!(words.contains(&warning), "{words}");
    }
}

#[test]
fn a_renewal_signs_what_it_can_and_says_what_it_cannot() {
    let office = Office::new();
    let place = Place::create(text(&office.path("out"))).expect("a place");
    let folder = office.path("keys");
    let renew = |keys: &mut KeyRing, days| {
        let renewal = renew(keys, &folder, Some(&place), in_days(days));
        wait(renewal).expect("renewed")
    };
    let mut keys = office.open();
    let first = renew(&mut keys, 0);
    assert!(
        first.contains("root is good until 2029-06-06; it needs nothing yet."),
        "{first}"
    );

    let late = renew(&mut keys, 353);
    assert!(
        late.contains("! targets ends on 2028-06-06 (in 12 days) and was not signed"),
        "{late}"
    );
    assert!(
        late.contains("good until 2028-06-01.\n"),
        "the timestamp is: {late}"
    );
    let standing = wait(place.standing(keys.first_root()))
        .expect("good")
        .expect("published");
    let library = standing.published.versions().desks["library"];
    assert_eq!(library, 2, "its key is here, and its time was nearly over");

    keys.plug_in(&office.path("stick")).expect("read");
    let signed = renew(&mut keys, 353);
    assert!(
        signed.contains("targets is signed again, and good until 2029-05-25."),
        "{signed}"
    );
    let standing = wait(place.standing(keys.first_root()))
        .expect("good")
        .expect("published");
    assert_eq!(standing.published.versions().targets, 2);
    let words = show(&office.open(), Some(&standing.published), in_days(353));
    assert!(
        words.contains("    library 2: good until 2029-05-25 (in 365 days)\n"),
        "{words}"
    );
    assert!(
        words.contains("    timestamp 4: good until 2028-06-01 (in 7 days)\n"),
        "{words}"
    );
    assert!(!words.contains('!'), "{words}");
}
