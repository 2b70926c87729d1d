//! A machine's configuration: what it says, and what is said of a wrong one.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use legeplads_feed::Severity;
use legeplads_store::Config;
use legeplads_trust::claim::ClaimKey;
use tempfile::TempDir;

fn written(text: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("kiosk.ron");
    fs::write(&file, text).expect("written");
    (folder, file)
}

fn refused(text: &str) -> String {
    let (_folder, file) = written(text);
    let found = Config::read(&file).expect_err("it is wrong");
    let said = found.to_string();
    assert!(said.contains("kiosk.ron:"), "{said}");
    said.replace(&file.display().to_string(), "kiosk.ron")
}

#[test]
fn what_is_left_out_has_a_sensible_value() {
    let (_folder, file) = written(
        r#"(
    // The airport's arrivals hall.
    feed: "https://kiosk.example.org/billund",
    kiosk: "airport-1",
)"#,
    );
    let config = Config::read(&file).expect("it is right");
    assert_eq!(config.root.0, Path::new("/etc/legeplads/root.json"));
    assert_eq!(config.store.0, Path::new("/var/lib/legeplads"));
    assert_eq!(config.channel.as_str(), "live");
    assert_eq!(config.kiosk.expect("named").as_str(), "airport-1");
    assert_eq!(config.site, None);
}

#[test]
fn a_wrong_word_is_named_with_its_line_and_the_right_one() {
    let said = refused("(\n    fed: \"https://kiosk.example.org\",\n)");
    assert!(
        said.starts_with("kiosk.ron:2:5: error[unknown-field]: unknown field `fed`"),
        "{said}"
    );
    assert!(said.contains("`feed`"), "{said}");
}

#[test]
fn a_wrong_value_is_named_with_what_is_needed() {
    let said = refused("(\n    kiosk: \"Airport 1\",\n)");
    assert!(said.contains("\"Airport 1\" is no id"), "{said}");
    let said = refused("(\n    feed: \"kiosk.example.org\",\n)");
    assert!(said.contains("https://"), "{said}");
    let said = refused("(poll: 0)");
    assert!(said.contains("1 to 86400"), "{said}");
}

/// Whoever mends one thing after the other comes back for each.
#[test]
fn all_that_is_wrong_is_said_at_once_and_each_where_it_stands() {
    let said = refused(
        r#"(
    fed: "https://kiosk.example.org/billund",
    kiosk: "Airport 1",
    poll: 0, bandwidth: "many",
    // Twice.
    site: "airport",
    site: "library",
    feed: "kiosk.example.org/billund",
    language: "da",
)"#,
    );
    assert_eq!(
        said,
        "\
kiosk.ron:2:5: error[unknown-field]: unknown field `fed`
  help: did you mean `feed`?
kiosk.ron:3:12: error[wrong-value]: `kiosk`: \"Airport 1\" is no id
  help: 1 to 40 of a-z, 0-9 and - are needed; did you mean `airport-1`?
kiosk.ron:4:11: error[wrong-value]: `poll`: 0 seconds
  help: from 1 to 86400 are possible
kiosk.ron:4:25: error[syntax]: `bandwidth`: expected a whole number
kiosk.ron:7:5: error[duplicate-field]: the field `site` stands here twice
kiosk.ron:8:11: error[wrong-value]: `feed`: \"kiosk.example.org/billund\" is no address
  help: did you mean `https://kiosk.example.org/billund`?"
    );
}

/// What is wrong in itself, and what does not fit the machine, in one go.
#[test]
fn what_can_be_read_is_held_against_the_machine_all_the_same() {
    let (folder, file) = written("()");
    let text = format!(
        "(\n    kiosk: \"\",\n    feed: \"http://\",\n    store: {:?},\n    claim: \"/nowhere.ron\",\n)",
        folder.path()
    );
    fs::write(&file, text).expect("written");
    let found = Config::examine(&file);
    let found: Vec<_> = found.iter().map(|found| (found.line, found.code)).collect();
    assert_eq!(
        found,
        [(2, "wrong-value"), (3, "wrong-value"), (5, "missing-file")],
        "a feed that is wrong is not said to be missing"
    );
}

#[test]
fn what_is_no_struct_is_refused_where_it_stands() {
    for text in [
        "",
        "3",
        "[]",
        "(\"https://kiosk.example.org\")",
        "(feed: \"a\"",
        "(feed \"a\")",
    ] {
        let said = refused(text);
        assert!(
            said.starts_with("kiosk.ron:1:") && said.contains("error[syntax]"),
            "{text}: {said}"
        );
    }
    let long = format!("(kiosk: \"{}\")", "ø".repeat(100_000));
    assert!(refused(&long).len() < 400);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let found = Config::read(Path::new("/nowhere/kiosk.ron")).expect_err("it is not there");
    assert!(
        found.to_string().starts_with("/nowhere/kiosk.ron"),
        "{found}"
    );
}

#[test]
fn what_does_not_fit_the_machine_is_found() {
    let (folder, file) = written("()");
    fs::write(folder.path().join("root.json"), "{}").expect("written");
    let text = format!(
        "(\n    feed: \"https://kiosk.example.org\",\n    root: {root:?},\n    store: {store:?},\n    authorities: \"/nowhere.pem\",\n)",
        root = folder.path().join("root.json"),
        store = folder.path().join("store"),
    );
    fs::write(&file, text).expect("written");
    let found = Config::examine(&file);
    let codes: Vec<_> = found.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["bad-root", "missing-file", "missing-file"]);
    let at: Vec<_> = found
        .iter()
        .map(|found| (found.line, found.column))
        .collect();
    assert_eq!(at, [(3, 11), (4, 12), (5, 18)], "each at what it is about");
}

#[test]
fn without_a_feed_it_works_and_somebody_should_look() {
    let (folder, file) = written("()");
    let text = format!("(store: {:?})", folder.path());
    fs::write(&file, text).expect("written");
    let found = Config::examine(&file);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].severity, Severity::Warning);
}

#[test]
fn a_claim_key_is_this_machines_and_nobody_elses_to_read() {
    let (folder, file) = written("()");
    let path = folder.path().join("claim.ron");
    let text = format!(
        "(kiosk: \"airport-1\", store: {:?}, claim: {path:?})",
        folder.path()
    );
    fs::write(&file, text).expect("written");
    let codes = || {
        let found = Config::examine(&file);
        let found = found.iter().map(|found| found.code);
        found.filter(|code| *code != "no-feed").collect::<Vec<_>>()
    };
    assert_eq!(codes(), ["missing-file"]);
    for (key, mode, wrong) in [
        ("airport-1", 0o640, &[][..]),
        ("airport-1", 0o644, &["open-claim-key"]),
        ("library-1", 0o640, &["other-claim-key"]),
    ] {
        let key = ClaimKey::generate(key, 1).expect("a key");
        fs::write(&path, key.write()).expect("written");
        fs::set_permissions(&path, Permissions::from_mode(mode)).expect("set");
        assert_eq!(codes(), wrong, "{key:?} {mode:o}");
    }
    fs::write(&path, "ClaimKey(kiosk: 3)").expect("written");
    assert_eq!(codes(), ["bad-claim-key"]);
}
