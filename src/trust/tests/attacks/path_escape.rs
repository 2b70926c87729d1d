//! Names that lead out of where they belong.

use legeplads_trust::{Channel, Distrust, Fetch, layout};

use crate::support::{Server, Town, delegation, listed, next, shows, signed, synced, target};

#[test]
fn no_channel_leads_anywhere() {
    for text in [
        "",
        ".",
        "..",
        "../live",
        "live/x",
        "live\\x",
        "/live",
        "LIVE",
        "li ve",
        "live\0",
        "løb",
        "live/*",
        "*",
        "%2e%2e",
        &"x".repeat(41),
    ] {
        let error = text.parse::<Channel>().expect_err(text);
        assert!(error.to_string().contains("not a channel"), "{error}");
    }
    assert_eq!("live".parse(), Ok(Channel::live()));
    assert_eq!(
        "booth-2".parse::<Channel>().map(|c| c.target_name()),
        Ok("booth-2/manifest.ron".into())
    );
    assert_eq!(layout::root(12), "metadata/12.root.json");
}

/// Names of desks that would lead out of the metadata, or take the place of another role. Whoever
/// signs `targets` names desks; even so nothing outside is asked for.
#[tokio::test]
async fn no_desk_leads_out_of_the_metadata() {
    for name in [
        "../culture",
        "..",
        ".",
        "",
        "a/b",
        "a\\b",
        "CULTURE",
        "culture ",
        "%2e%2e",
        "root",
        "timestamp",
        "snapshot",
        "targets",
        "1.root",
        "kultur\u{202e}",
        "a?b",
        "a#b",
    ] {
        let mut town = Town::new();
        let key = town.desk_keys["culture"].clone();
        town.delegations().roles[0] = delegation(name, &[&key], 1, &["live/*"]);
        town.targets.version = next(town.targets.version);
        town.renew(1);
        let bytes = signed(&town.desks["culture"], &[&key]);
        if name != "targets" {
            town.snapshot
                .meta
                .insert(format!("{name}.json"), listed(1, &bytes));
        }
        town.put_snapshot();
        let mut files = town.files.clone();
        files.insert(layout::versioned(1, name), bytes);
        let server = Server::with(files);
        let why = town.kiosk().refuses(&server, synced(1)).await;
        assert!(why.is_refusal(), "{name:?}: {why}");
        for path in server.take_asked() {
            let file = path.strip_prefix("metadata/").expect("only metadata");
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
            assert!(
                file.chars().all(plain) && !file.contains(".."),
                "{name:?}: {path}"
            );
        }
    }
}

#[tokio::test]
async fn two_desks_of_one_name_are_refused() {
    let mut town = Town::new();
    let roads = town.desk_keys["roads"].clone();
    let twin = delegation("culture", &[&roads], 1, &["live/*"]);
    town.delegations().roles.push(twin);
    town.targets.version = next(town.targets.version);
    town.renew(1);
    let why = town.kiosk().refuses(&town.server(), synced(1)).await;
    assert!(matches!(why, Distrust::Malformed { .. }), "{why}");
}

/// Names that mean the channel's manifest once somebody has tidied them up.
#[tokio::test]
async fn no_target_comes_by_a_roundabout_way() {
    for name in [
        "live/../live/manifest.ron",
        "./live/manifest.ron",
        "/live/manifest.ron",
        "live//manifest.ron",
        "roads/../live/manifest.ron",
    ] {
        let mut town = Town::new();
        let (_, forged) = target("live", b"forged");
        let name = tough::TargetName::new(name).expect("the library takes it");
        let roads = town.desk("roads");
        roads.targets.insert(name.clone(), forged.clone());
        roads.version = next(roads.version);
        town.renew(1);
        let found = town.kiosk().accepts(&town, synced(1)).await;
        assert!(shows(&found, b"first"), "{name:?}");

        let culture = town.desk("culture");
        culture.targets.clear();
        culture.targets.insert(name.clone(), forged);
        culture.version = next(culture.version);
        town.renew(1);
        let found = town.kiosk().accepts(&town, synced(1)).await;
        assert_eq!(found.target, None, "{name:?}");
    }
}

/// What a kiosk asks for, all told: nothing but these.
#[tokio::test]
async fn only_the_channels_own_files_are_asked_for() {
    let town = Town::new();
    let server = town.server();
    let fetch: &dyn Fetch = &*server;
    assert!(
        fetch.fetch("metadata/1.roads.json", 9999).await.is_ok(),
        "it is there"
    );
    server.take_asked();
    town.kiosk()
        .refresh(&server, synced(1))
        .await
        .expect("honest");
    assert_eq!(
        server.take_asked(),
        [
            "metadata/2.root.json",
            "metadata/timestamp.json",
            "metadata/1.snapshot.json",
            "metadata/1.targets.json",
            "metadata/1.culture.json",
        ]
    );
}
