//! A desk's metadata is too old, missing, or broken: its own channels stand still, no others do.

use legeplads_trust::{Channel, Distrust, Freshness};

use crate::support::{
    Key, Town, days_later, delegation, is_mismatch, is_unsigned, next, shows, synced,
};

/// The roads desk has not renewed in time.
fn overdue() -> Town {
    let mut town = Town::new();
    let roads = town.desk("roads");
    roads.expires = days_later(1);
    roads.version = next(roads.version);
    town.renew(1);
    town
}

#[tokio::test]
async fn an_expired_desk_is_refused_by_name() {
    let town = overdue();
    let mut kiosk = town.kiosk();
    kiosk.channel = "roads".parse().expect("a channel");
    let why = kiosk.refuses(&town.server(), synced(2)).await;
    assert!(
        matches!(&why, Distrust::Expired { role, .. } if role == "roads"),
        "{why}"
    );
    assert!(why.to_string().contains("roads was good until"), "{why}");
}

#[tokio::test]
async fn an_expired_desk_does_not_take_down_its_siblings() {
    let town = overdue();
    let refreshed = town.kiosk().accepts(&town, synced(2)).await;
    assert!(shows(&refreshed, b"first"));
    assert_eq!(refreshed.freshness, Freshness::Proven);
}

/// What else was learnt counts, although the channel's own desk is at fault: nobody can show this
/// kiosk the old timestamp again.
#[tokio::test]
async fn the_rest_is_remembered_when_the_channels_own_desk_is_refused() {
    let old = Town::new();
    let town = overdue();
    let mut kiosk = old.kiosk();
    kiosk.channel = "roads".parse().expect("a channel");
    kiosk.accepts(&old, synced(0)).await;
    kiosk.refuses(&town.server(), synced(2)).await;
    let why = kiosk.refuses(&old.server(), synced(2)).await;
    assert!(crate::support::is_rollback(&why, "timestamp"), "{why}");
}

#[tokio::test]
async fn a_missing_desk_does_not_take_down_its_siblings() {
    let mut town = Town::new();
    town.files.remove("metadata/1.roads.json");
    let refreshed = town.kiosk().accepts(&town, synced(1)).await;
    assert!(shows(&refreshed, b"first"));
}

/// A desk that was named and has not published yet, before and after the others in the list.
#[tokio::test]
async fn a_desk_that_is_not_listed_does_not_take_down_its_siblings() {
    for first in [true, false] {
        let mut town = Town::new();
        let key = Key::of("booth");
        let booth = delegation("booth", &[&key], 1, &["booth/*"]);
        let delegations = town.delegations();
        delegations.keys.insert(key.id(), key.public());
        let place = if first { 0 } else { delegations.roles.len() };
        delegations.roles.insert(place, booth);
        town.targets.version = next(town.targets.version);
        town.renew(1);
        let mut kiosk = town.kiosk();
        assert!(shows(&kiosk.accepts(&town, synced(1)).await, b"first"));

        kiosk.channel = "booth".parse().expect("a channel");
        let why = kiosk.refuses(&town.server(), synced(1)).await;
        assert!(is_mismatch(&why, "booth"), "{why}");
    }
}

#[tokio::test]
async fn a_badly_signed_desk_does_not_take_down_its_siblings() {
    let mut town = Town::new();
    town.desk_keys.insert("roads".into(), Key::of("stranger"));
    town.publish("roads", "roads", b"forged", 1);
    let mut kiosk = town.kiosk();
    assert!(shows(&kiosk.accepts(&town, synced(1)).await, b"first"));

    kiosk.channel = "roads".parse().expect("a channel");
    let why = kiosk.refuses(&town.server(), synced(1)).await;
    assert!(is_unsigned(&why, "roads"), "{why}");
}

/// A desk that signs beyond its paths is only ignored: it cannot even stop the others.
#[tokio::test]
async fn a_greedy_desk_does_not_take_down_its_siblings() {
    let mut town = Town::new();
    town.publish("roads", "nobody", b"beyond its paths", 1);
    let mut kiosk = town.kiosk();
    assert!(shows(&kiosk.accepts(&town, synced(1)).await, b"first"));
    kiosk.channel = "roads".parse().expect("a channel");
    assert!(shows(&kiosk.accepts(&town, synced(1)).await, b"potholes"));
}

#[tokio::test]
async fn a_channel_of_nobody_is_empty() {
    let town = Town::new();
    let mut kiosk = town.kiosk();
    kiosk.channel = "no-such-channel".parse::<Channel>().expect("an id");
    assert_eq!(kiosk.accepts(&town, synced(1)).await.target, None);
}
