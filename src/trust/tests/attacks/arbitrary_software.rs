//! An attacker answers in the server's stead with content of their own.

use legeplads_trust::{Digest, Distrust, Freshness, Manifest, Untrusted, verify};

use crate::support::{Server, Town, is_unsigned, shows, synced};

#[tokio::test]
async fn an_honest_town_is_believed() {
    let town = Town::new();
    let refreshed = town.kiosk().accepts(&town, synced(1)).await;
    assert!(shows(&refreshed, b"first"));
    assert_eq!(refreshed.freshness, Freshness::Proven);
    assert_eq!(refreshed.timestamp_version, 1);
}

#[tokio::test]
async fn a_whole_town_of_other_people_is_refused() {
    let impostor = Town::with_keys("impostor's ");
    let mut kiosk = Town::new().kiosk();
    let why = kiosk.refuses(&impostor.server(), synced(1)).await;
    assert!(is_unsigned(&why, "timestamp"), "{why}");
    assert_eq!(kiosk.memory, None);
}

#[tokio::test]
async fn metadata_without_signatures_is_refused() {
    let town = Town::new();
    for path in town
        .files
        .keys()
        .filter(|path| !path.ends_with("root.json"))
    {
        let mut files = town.files.clone();
        let mut bare: serde_json::Value = serde_json::from_slice(&files[path]).expect("JSON");
        bare["signatures"] = serde_json::json!([]);
        files.insert(path.clone(), bare.to_string().into_bytes());
        let result = town.kiosk().refresh(&Server::with(files), synced(1)).await;
        assert_eq!(result.is_err(), !path.contains("roads"), "{path}");
    }
}

/// Every single byte of every file, changed on the way: refused, or without any effect.
#[tokio::test]
async fn a_changed_byte_changes_nothing_or_is_refused() {
    let town = Town::new();
    for (path, bytes) in town.files.iter().filter(|(path, _)| !path.contains("root")) {
        for position in (0..bytes.len()).step_by(3) {
            let mut files = town.files.clone();
            let mut changed = bytes.clone();
            changed[position] ^= 1;
            files.insert(path.clone(), changed);
            let result = town.kiosk().refresh(&Server::with(files), synced(1)).await;
            assert!(
                result.is_err() || result.is_ok_and(|found| shows(&found, b"first")),
                "{path}, byte {position}"
            );
        }
    }
}

#[tokio::test]
async fn a_manifest_that_was_not_signed_for_is_refused() {
    let manifest = Manifest {
        format: Manifest::FORMAT,
        feed: "billund".into(),
        version: 1,
        created: "2027-06-07T12:00:00Z".parse().expect("a time"),
        note: String::new(),
        previous: None,
        withdrawn: false,
        fonts: Vec::new(),
        documents: vec![],
        media: vec![],
        scenes: Vec::new(),
    };
    let good = manifest.to_ron().expect("a manifest can be written");
    let mut town = Town::new();
    town.publish("culture", "live", good.as_bytes(), 1);
    let refreshed = town.kiosk().accepts(&town, synced(1)).await;
    let target = refreshed.target.expect("something is on the channel");

    let verified = verify(good.as_bytes(), &target).expect("the very manifest");
    assert_eq!(verified.digest(), Digest::of(good.as_bytes()));
    let same_length = good.replace("billund", "BILLUND");
    let other = verify(same_length.as_bytes(), &target);
    assert!(matches!(other, Err(Untrusted::Other { .. })), "{other:?}");
    let longer = verify(format!("{good} ").as_bytes(), &target);
    assert!(
        matches!(longer, Err(Untrusted::Length { .. })),
        "{longer:?}"
    );
    let page = verify(b"<html>", &target);
    assert!(matches!(page, Err(Untrusted::WebPage)), "{page:?}");
}

#[tokio::test]
async fn a_log_in_page_is_called_one() {
    let town = Town::new();
    for path in town.files.keys().filter(|path| !path.contains("roads")) {
        let mut files = town.files.clone();
        // The next root: a captive portal has an answer for everything.
        let path = path.replace("1.root", "2.root");
        files.insert(
            path.clone(),
            b"<!doctype html><title>Log in</title>".to_vec(),
        );
        let why = town.kiosk().refuses(&Server::with(files), synced(1)).await;
        assert_eq!(why, Distrust::WebPage { path });
    }
}

#[tokio::test]
async fn a_root_file_that_is_none_is_refused() {
    let town = Town::new();
    let root = &town.files["metadata/1.root.json"];
    let stranger = &Town::with_keys("x").files["metadata/1.root.json"];
    let mut swapped: serde_json::Value = serde_json::from_slice(root).expect("JSON");
    let other: serde_json::Value = serde_json::from_slice(stranger).expect("JSON");
    swapped["signatures"] = other["signatures"].clone();
    for bytes in [
        b"".to_vec(),
        b"<html>".to_vec(),
        b"{}".to_vec(),
        root[..root.len() / 2].to_vec(),
        town.files["metadata/timestamp.json"].clone(),
        swapped.to_string().into_bytes(),
    ] {
        let refused = crate::support::Kiosk::given(&bytes).client();
        assert!(matches!(refused, Err(Distrust::Root(_))), "{refused:?}");
    }
}
