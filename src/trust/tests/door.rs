//! What the door lets in, and what it turns away with which words.

use legeplads_trust::{Digest, Document, Manifest, Media, Untrusted, Verified, limits, reread};

fn manifest() -> Manifest {
    Manifest {
        format: Manifest::FORMAT,
        feed: "billund".into(),
        version: 12,
        created: "2026-11-21T21:04:05Z".parse().expect("a timestamp"),
        note: String::new(),
        previous: None,
        withdrawn: false,
        fonts: Vec::new(),
        documents: vec![
            document("feed.ron", b"Feed()"),
            document("cards/town.ron", b"[]"),
        ],
        media: vec![Media {
            path: "media/tower.jpg".into(),
            sha256: Digest::of(b"tower"),
            size: 5,
            width: 640,
            height: 480,
        }],
        scenes: vec![document("scenes/island", b"light")],
    }
}

fn document(path: &str, bytes: &[u8]) -> Document {
    Document {
        path: path.into(),
        sha256: Digest::of(bytes),
        size: bytes.len() as u64,
    }
}

/// What a store does with a blob of its own.
fn open(bytes: &[u8]) -> Result<Verified, Untrusted> {
    reread(bytes, Digest::of(bytes))
}

/// Writes the manifest after `change` and gives the door's words about it.
fn refusal(change: impl FnOnce(&mut Manifest)) -> String {
    let mut manifest = manifest();
    change(&mut manifest);
    let text = manifest.to_ron().expect("a manifest can be written");
    open(text.as_bytes())
        .expect_err("the door lets it in")
        .to_string()
}

#[test]
fn what_is_written_is_read_back_sorted() {
    let text = manifest().to_ron().expect("a manifest can be written");
    let verified = open(text.as_bytes()).expect("a good manifest");
    let paths: Vec<_> = verified.manifest().files().map(|(path, ..)| path).collect();
    let expected = [
        "cards/town.ron",
        "feed.ron",
        "media/tower.jpg",
        "scenes/island",
    ];
    assert_eq!(paths, expected);
    assert_eq!(verified.digest(), Digest::of(text.as_bytes()));
    assert_eq!(
        verified.manifest().to_ron().expect("written again"),
        text,
        "the canonical text does not change on the way"
    );
}

#[test]
fn the_text_is_for_people_too() {
    let text = manifest().to_ron().expect("a manifest can be written");
    assert!(
        text.starts_with("Manifest(\n    format: 1,\n    feed: \"billund\",\n"),
        "{text}"
    );
    assert!(text.contains("created: \"2026-11-21T21:04:05Z\""), "{text}");
    let a_file_a_line = text
        .lines()
        .any(|line| line.contains("feed.ron") && line.contains("size: 6"));
    assert!(a_file_a_line, "{text}");
}

#[test]
fn a_newer_desk_may_add_fields() {
    let text = manifest().to_ron().expect("a manifest can be written");
    let newer = text.replacen("format: 1,", "format: 1,\n    colour: \"red\",", 1);
    assert_ne!(newer, text);
    assert!(open(newer.as_bytes()).is_ok());
}

#[test]
fn a_digest_has_one_spelling() {
    let digest = Digest::of(b"");
    let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(digest.to_string(), hex);
    assert_eq!(hex.parse(), Ok(digest));
    assert!(hex.to_uppercase().parse::<Digest>().is_err());
    assert!(hex[1..].parse::<Digest>().is_err());
    assert_eq!(digest.blob_path(), format!("blobs/sha256/e3/{hex}"));
}

#[test]
fn a_web_page_is_called_one() {
    let words = open(b"\n<!doctype html><title>Log in</title>").expect_err("not RON");
    assert!(words.to_string().contains("web page"), "{words}");
}

#[test]
fn paths_stay_inside() {
    for path in [
        "../x",
        "/etc/passwd",
        "a//b",
        "",
        "a/../b",
        ".hidden",
        "a\\b",
        "c:x",
        "a\n",
    ] {
        let words = refusal(|manifest| manifest.documents[0].path = path.into());
        assert!(words.contains("not a path"), "{path:?}: {words}");
    }
    let long = refusal(|manifest| manifest.documents[0].path = "a".repeat(201));
    assert!(long.contains("not a path"), "{long}");
}

#[test]
fn limits_hold() {
    let words = refusal(|manifest| manifest.format = 2);
    assert!(words.contains("update the program"), "{words}");
    let words = refusal(|manifest| manifest.feed = "Billund!".into());
    assert!(words.contains("Billund!"), "{words}");
    let words = refusal(|manifest| manifest.version = 0);
    assert!(words.contains("first is 1"), "{words}");
    let words = refusal(|manifest| manifest.note = "x".repeat(1001));
    assert!(words.contains("1001"), "{words}");
    let words = refusal(|manifest| manifest.withdrawn = true);
    assert!(words.contains("withdrawn"), "{words}");
    let words = refusal(|manifest| manifest.documents[1].path = "feed.ron".into());
    assert!(words.contains("feed.ron is listed twice"), "{words}");
    let words = refusal(|manifest| manifest.documents[0].size = u64::MAX);
    assert!(words.contains("18446744073709551615 bytes"), "{words}");
    let words = refusal(|manifest| manifest.media[0].width = 60_000);
    assert!(words.contains("60000 × 480"), "{words}");
    let words = refusal(|manifest| manifest.media[0].height = 0);
    assert!(words.contains("640 × 0"), "{words}");
    let words = refusal(|manifest| {
        let one = manifest.media[0].clone();
        manifest.media = (0..129)
            .map(|n| Media {
                path: format!("media/{n}.jpg"),
                size: limits::MEDIA_BYTES,
                ..one.clone()
            })
            .collect();
    });
    assert!(words.contains("the release has"), "{words}");
}

#[test]
fn hostile_text_is_an_error() {
    let deep = "[".repeat(100_000);
    assert!(open(deep.as_bytes()).is_err());
    let long = vec![b' '; limits::MANIFEST_BYTES as usize + 1];
    assert!(
        open(&long)
            .expect_err("too long")
            .to_string()
            .contains("4194305")
    );
    assert!(open(&[0xff, 0xfe]).is_err());
    assert!(open(b"").is_err());
}

#[test]
fn a_scene_larger_than_any_is_refused() {
    let words = refusal(|manifest| manifest.scenes[0].size = limits::SCENE_BYTES + 1);
    assert!(words.contains("scenes/island has"), "{words}");
}

#[test]
fn a_manifest_of_a_desk_without_light_is_as_it_always_was() {
    let mut plain = manifest();
    plain.scenes.clear();
    let text = plain.to_ron().expect("a manifest can be written");
    assert!(!text.contains("scenes"), "{text}");
    open(text.as_bytes()).expect("a good manifest");
}
