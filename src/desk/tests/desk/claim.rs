//! `legeplads-desk claim`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::thread;

use jiff::civil::date;
use legeplads_trust::claim::{ClaimKey, Month};
use tempfile::TempDir;

use crate::support::{Said, desk};

const TODAY: &str = "2026-11-23";

/// A folder of claim keys, and a feed with a gift.
struct Counter(TempDir);

impl Counter {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn key(&self, kiosk: &str, to: &str, more: &[&str]) -> Said {
        let (claims, to) = (self.path("claims"), self.path(to));
        let words = ["claim", "key", kiosk, "--claims", &claims, "--to", &to];
        desk(&[&words, more].concat())
    }

    /// A machine's key as the machine has it.
    fn machine(&self, kiosk: &str) -> ClaimKey {
        let made = self.key(kiosk, &format!("{kiosk}.ron"), &[]);
        assert_eq!(made.code, Some(0), "{}", made.err);
        self.read(kiosk)
    }

    fn read(&self, kiosk: &str) -> ClaimKey {
        let file = self.path(&format!("{kiosk}.ron"));
        ClaimKey::read(&fs::read_to_string(file).expect("written")).expect("a key")
    }

    fn check(&self, code: &str, more: &[&str]) -> Said {
        let content = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../content/billund");
        let content = content.display().to_string();
        let claims = self.path("claims");
        let words = [
            "claim",
            "check",
            code,
            "--claims",
            &claims,
            "--content",
            &content,
        ];
        desk(&[&words[..], &["--today", TODAY], more].concat())
    }
}

/// Of Billund's gift, given out so many months ago.
fn code(key: &ClaimKey, ago: i32) -> String {
    let month = Month::of(date(2026, 11, 23)).plus(-ago);
    key.code("gave", month).expect("randomness").to_string()
}

#[test]
fn a_code_is_good_once() {
    let counter = Counter::new();
    let key = counter.machine("airport-1");
    let code = code(&key, 0);
    let looked = counter.check(&code, &["--look"]);
    assert_eq!(looked.code, Some(0), "{}", looked.err);
    assert!(looked.out.contains("not used up"), "{}", looked.out);
    // As somebody reads it aloud.
    let taken = counter.check(&code.to_lowercase().replace('-', " "), &[]);
    assert_eq!(taken.code, Some(0), "{}", taken.err);
    assert!(
        taken
            .out
            .contains("airport-1 gave it out in 2026-11 for \"gave\""),
        "{}",
        taken.out
    );
    for more in [&[][..], &["--look"]] {
        let again = counter.check(&code, more);
        assert_eq!(again.code, Some(1), "{}", again.out);
        assert!(again.err.contains("used on 2026-11-23"), "{}", again.err);
    }
}

#[test]
fn of_many_who_bring_the_same_code_at_once_one_is_given_the_gift() {
    let counter = Counter::new();
    let code = code(&counter.machine("airport-1"), 0);
    let codes = thread::scope(|scope| {
        let check = || counter.check(&code, &[]).code;
        let counters: Vec<_> = (0..8).map(|_| scope.spawn(check)).collect();
        let codes = counters
            .into_iter()
            .map(|one| one.join().expect("no panic"));
        codes.collect::<Vec<_>>()
    });
    assert_eq!(
        codes.iter().filter(|code| **code == Some(0)).count(),
        1,
        "{codes:?}"
    );
}

#[test]
fn a_plug_pulled_between_leaves_it_used() {
    let counter = Counter::new();
    let code = code(&counter.machine("airport-1"), 0);
    fs::write(
        PathBuf::from(counter.path("claims"))
            .join("used")
            .join(&code),
        "",
    )
    .expect("written");
    let said = counter.check(&code, &[]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.err.contains("a day that was not written down"),
        "{}",
        said.err
    );
}

#[test]
fn what_no_machine_of_ours_has_given_out_is_refused_with_a_reason() {
    let counter = Counter::new();
    let ours = counter.machine("airport-1");
    // Of somebody who has the program and the feed, and not the key.
    let theirs = ClaimKey::generate("airport-1", ours.number()).expect("a key");
    let unknown = ClaimKey::generate("airport-1", 700).expect("a key");
    let old = code(&ours, 4);
    for (code, why) in [
        (code(&theirs, 0), "airport-1 has not made it"),
        (code(&unknown, 0), "no machine of ours"),
        (
            old.clone(),
            "gave it out in 2026-07, and codes are good for 3 months",
        ),
        ("DEMO-DEMO-DEMO".to_owned(), "the example that demos show"),
        (
            "K7M2".to_owned(),
            "it has 4 letters and figures, and a code has 12",
        ),
    ] {
        let said = counter.check(&code, &[]);
        assert_eq!(said.code, Some(1), "{code}: {}", said.out);
        assert!(said.err.contains(why), "{code}: {}", said.err);
    }
    assert_eq!(counter.check(&old, &["--months", "4"]).code, Some(0));
    let ahead = code(&ours, -1);
    assert_eq!(
        counter.check(&ahead, &[]).code,
        Some(0),
        "its clock is a little ahead"
    );
}

#[test]
fn a_machine_has_one_key_until_it_is_given_another() {
    let counter = Counter::new();
    let first = counter.machine("airport-1");
    let library = counter.machine("library-1");
    assert_ne!(first.number(), library.number());
    let again = counter.key("airport-1", "other.ron", &[]);
    assert_eq!(again.code, Some(1));
    assert!(again.err.contains("--again"), "{}", again.err);
    let over = counter.key("hall-1", "airport-1.ron", &[]);
    assert_eq!(over.code, Some(1), "no key is written over");
    assert_eq!(counter.read("airport-1"), first);

    let replaced = counter.key("airport-1", "new.ron", &["--again"]);
    assert_eq!(replaced.code, Some(0), "{}", replaced.err);
    assert_eq!(
        counter.check(&code(&first, 0), &[]).code,
        Some(1),
        "the stolen one's"
    );
    assert_eq!(
        counter.check(&code(&counter.read("new"), 0), &[]).code,
        Some(0)
    );
    assert_eq!(counter.check(&code(&library, 0), &[]).code, Some(0));
}

#[test]
fn keys_are_for_their_owner_alone() {
    let counter = Counter::new();
    counter.machine("airport-1");
    for file in ["airport-1.ron", "claims/kiosks.ron"] {
        let mode = fs::metadata(counter.path(file))
            .expect("there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    let mode = fs::metadata(counter.path("claims"))
        .expect("there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn a_folder_that_is_none_and_one_that_is_damaged_are_told() {
    let counter = Counter::new();
    let none = counter.check("K7M2-9QXD-4HTB", &[]);
    assert!(
        none.err.contains("legeplads-desk claim key"),
        "{}",
        none.err
    );
    counter.machine("airport-1");
    fs::write(counter.path("claims/kiosks.ron"), "[ClaimKey(").expect("written");
    let damaged = counter.check("K7M2-9QXD-4HTB", &[]);
    assert!(damaged.err.contains("put back a copy"), "{}", damaged.err);
    let key = counter.key("hall-1", "hall-1.ron", &[]);
    assert_eq!(key.code, Some(1), "a damaged list is not begun anew");
}
