//! `releases`, `diff`, `rollback` and `takedown`.

use std::fs;

use legeplads_trust::Digest;

use crate::support::{Town, listing};

/// Words are the same whenever the tests run.
fn assert_words(name: &str, words: &str) {
    let time = (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "TIME");
    insta::with_settings!({filters => vec![time]}, {
        insta::assert_snapshot!(name, words);
    });
}

/// Three releases: as it is, with another headline, with much else that is different.
fn grown() -> Town {
    let town = Town::new();
    assert_eq!(town.publish(&["--note", "The first one"]).code, Some(0));
    town.edit("feed.ron", "Hele byen er", "Byen er");
    assert_eq!(town.publish(&[]).code, Some(0));
    town.edit("cards/town.ron", "Bierne bor her", "Her bor bierne");
    town.edit(
        "cards/town.ron",
        "Here comes the train",
        "The train is coming",
    );
    town.edit("cards/town.ron", "Det første tog", "Det allerførste tog");
    town.edit(
        "cards/town.ron",
        "Alle børn har ret til at lege.",
        "Alle må lege.",
    );
    town.edit("cards/town.ron", "as_of: \"2026\"", "as_of: \"2025\"");
    town.edit("stops/garden.ron", "note: D", "note: E2");
    town.edit("activities/quiz.ron", "Ikke alt endnu", "Ikke alt");
    town.edit("activities/quiz.ron", "Learn", "Learning");
    town.edit("places.ron", "latitude: 55.70", "latitude: 55.69");
    town.edit("events.ron", "lantern-walk", "lanterns");
    fs::remove_file(town.feed().join("offers.ron")).expect("removed");
    image::RgbImage::new(32, 24)
        .save(town.feed().join("media/tower.png"))
        .expect("saved");
    image::RgbImage::new(8, 8)
        .save(town.feed().join("media/spare.png"))
        .expect("saved");
    let said = town.publish(&["--note", "Easter is near"]);
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    town
}

#[test]
fn what_was_published() {
    let town = grown();
    assert_words("releases", &town.tell("releases", &[]).out);
    assert_words(
        "releases_newest",
        &town.tell("releases", &["--newest", "1"]).out,
    );
}

#[test]
fn what_is_different() {
    let town = grown();
    assert_words("diff", &town.tell("diff", &["2", "3"]).out);
    let to_newest = town.tell("diff", &["2"]);
    assert_eq!(to_newest.out, town.tell("diff", &["2", "3"]).out);
    assert_words("diff_back", &town.tell("diff", &["3", "1"]).out);
}

#[test]
fn languages_and_mere_form() {
    let town = Town::new();
    town.publish(&[]);
    town.edit("cards/town.ron", "[", "// Only for people who edit.\n[");
    town.publish(&[]);
    assert_words("diff_form", &town.tell("diff", &["1", "2"]).out);
    let same = town.tell("diff", &["2", "2"]).out;
    assert!(same.ends_with("They are the same.\n"), "{same}");
    town.edit("feed.ron", "[\"da\", \"en\"]", "[\"en\", \"da\"]");
    town.edit("feed.ron", "The whole town", "All the town");
    assert_eq!(town.publish(&[]).code, Some(0));
    assert_words("diff_languages", &town.tell("diff", &["2", "3"]).out);
}

#[test]
fn the_way_back_leads_forward() {
    let town = grown();
    let third = town.newest();
    let said = town.tell("rollback", &["1"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_words("rollback", &said.out);
    let fourth = town.newest();
    assert_eq!((fourth.version, fourth.note.as_str()), (4, "as release 1"));
    assert_eq!(fourth.previous, Some(digest_of(&third)));
    assert!(
        town.tell("diff", &["1", "4"])
            .out
            .ends_with("They are the same.\n"),
        "{:?}",
        town.tell("diff", &["1", "4"]).out
    );
    let again = town.tell("rollback", &["1"]);
    assert!(
        again
            .out
            .starts_with("Nothing has changed: release 4 stands and shows what release 1 showed"),
        "{}",
        again.out
    );
    assert_eq!(town.newest().version, 4);
    // What the folder says is not forgotten: it can be published again.
    assert_eq!(town.publish(&["--note", "now really"]).code, Some(0));
    let fifth = town.newest();
    assert_eq!(fifth.version, 5);
    assert_eq!(fifth.documents, third.documents);
}

fn digest_of(manifest: &legeplads_trust::Manifest) -> Digest {
    Digest::of(manifest.to_ron().expect("RON").as_bytes())
}

#[test]
fn a_release_of_the_past_cannot_be_forged() {
    let town = grown();
    // Whoever can write there changes what release 1 was.
    let manifests: Vec<_> = listing(&town.out().join("blobs"))
        .into_iter()
        .filter(|(_, (bytes, _))| bytes.starts_with(b"Manifest("))
        .collect();
    let (path, (bytes, _)) = manifests
        .into_iter()
        .find(|(_, (bytes, _))| String::from_utf8_lossy(bytes).contains("The first one"))
        .expect("release 1");
    let forged = String::from_utf8(bytes)
        .expect("text")
        .replace("The first one", "The first 1st");
    fs::write(&path, forged).expect("written");
    let before = listing(&town.out().join("metadata"));
    for (command, more) in [
        ("rollback", vec!["1"]),
        ("releases", vec![]),
        ("diff", vec!["1", "3"]),
    ] {
        let said = town.tell(command, &more);
        assert_eq!(said.code, Some(1), "{}", said.out);
        assert!(said.err.contains("blobs/sha256/"), "{}", said.err);
    }
    assert_eq!(listing(&town.out().join("metadata")), before);
}

#[test]
fn a_picture_that_is_gone_is_named() {
    let town = grown();
    town.edit("feed.ron", "Byen er", "Staden er");
    fs::remove_file(town.feed().join("media/spare.png")).expect("removed");
    town.publish(&[]);
    let desk = town.desk();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let third = runtime
        .block_on(async { desk.history().await?.find(3).await })
        .expect("there");
    let spare = third
        .manifest()
        .media
        .iter()
        .find(|one| one.path == "media/spare.png");
    let blob = spare.expect("listed").sha256.blob_path();
    fs::remove_file(town.out().join(&blob)).expect("removed");
    let said = town.tell("rollback", &["3"]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.err
            .contains(&format!("{blob} (media/spare.png) is not in out any more")),
        "{}",
        said.err
    );
    assert_eq!(town.newest().version, 4);
}

#[test]
fn taking_everything_down() {
    let town = grown();
    let said = town.tell("takedown", &["--note", "A mistake in the text"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_words("takedown", &said.out);
    let newest = town.newest();
    assert_eq!((newest.version, newest.withdrawn), (4, true));
    assert_eq!((newest.documents.len(), newest.media.len()), (0, 0));
    let again = town.tell("takedown", &[]);
    assert!(
        again
            .out
            .starts_with("Nothing has changed: release 4 has already taken everything down"),
        "{}",
        again.out
    );
    assert!(
        town.tell("diff", &["3"])
            .out
            .ends_with("Release 4 takes everything down: screens show what is built in.\n")
    );
    let no = town.tell("rollback", &["4"]);
    assert_eq!(no.code, Some(1));
    assert!(
        no.err.contains("release 4 shows nothing: it is a takedown"),
        "{}",
        no.err
    );

    assert_eq!(town.tell("rollback", &["3"]).code, Some(0));
    assert_eq!(town.newest().version, 5);
    assert!(!town.newest().withdrawn);
    assert_words("releases_after", &town.tell("releases", &[]).out);
    // The same content as before the takedown is something new after it.
    town.tell("takedown", &[]);
    assert_eq!(town.publish(&[]).code, Some(0));
    assert_eq!((town.newest().version, town.newest().withdrawn), (7, false));
}

#[test]
fn a_launch_is_told_with_its_second() {
    let town = Town::new();
    assert_eq!(town.publish(&[]).code, Some(0));
    let cards = "cards: [\"hall\", \"garden\"],";
    let with = |reveal: &str| format!("{cards} reveal_at: \"{reveal}\",");
    town.edit("campaigns.ron", cards, &with("2026-12-01T10:00:00"));
    let said = town.check(&[]).out;
    let on =
        "welcome` is unveiled on all its screens on 2026-12-01 at 10:00:00 (Europe/Copenhagen)";
    assert!(said.contains(on), "{said}");
    assert_eq!(town.publish(&[]).code, Some(0));
    town.edit("campaigns.ron", "T10:00:00", "T10:00:30");
    assert_eq!(town.publish(&[]).code, Some(0));
    let told = |from: &str, to: &str| town.tell("diff", &[from, to]).out;
    for (told, line) in [
        (
            told("1", "2"),
            "new      welcome: on all its screens on 2026-12-01 at 10:00:00",
        ),
        (
            told("2", "3"),
            "changed  welcome: on all its screens on 2026-12-01 at 10:00:30",
        ),
        (
            told("3", "1"),
            "gone     welcome: no longer on 2026-12-01 at 10:00:30",
        ),
    ] {
        assert!(told.contains(line), "{told}");
    }
}
