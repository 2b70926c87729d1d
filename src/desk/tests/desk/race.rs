//! Desks that publish at once.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use jiff::Timestamp;
use legeplads_desk::place::{Desk, Place};
use legeplads_desk::publish::{CannotPublish, Outcome, publish};
use legeplads_trust::keys::KeyRing;
use legeplads_trust::{Channel, Manifest};
use object_store::memory::InMemory;
use tokio::task::JoinSet;

use crate::support::Town;

const DESKS: usize = 20;

/// As many towns as there are desks: the same feed, each with words of its own.
fn towns() -> Vec<Town> {
    let differ = |nth: usize| {
        let town = Town::new();
        town.edit(
            "feed.ron",
            "Hele byen er en legeplads",
            &format!("By nummer {nth}"),
        );
        town
    };
    (0..DESKS).map(differ).collect()
}

/// The releases on a channel from the newest back, each checked to be one desk's and whole.
async fn chain(desk: &Desk) -> Vec<Manifest> {
    let mut history = desk.history().await.expect("a history");
    let mut releases = Vec::new();
    while let Some(release) = history.next().await.expect("whole") {
        releases.push(release.manifest().clone());
    }
    releases
}

fn assert_in_a_row(releases: &[Manifest], count: usize) {
    let numbers: Vec<_> = releases.iter().rev().map(|one| one.version).collect();
    assert_eq!(numbers, (1..=count as u64).collect::<Vec<_>>());
    let feeds: BTreeSet<_> = releases
        .iter()
        .map(|one| one.documents.iter().find(|one| one.path == "feed.ron"))
        .map(|feed| feed.expect("a feed").sha256)
        .collect();
    assert_eq!(
        feeds.len(),
        count,
        "nobody's release is there twice, nobody's is lost"
    );
}

/// Everybody runs the command again when told to, as staff would: all get through, one after the
/// other.
#[test]
fn twenty_programs_and_one_folder() {
    let towns = towns();
    let (out, keys) = (towns[0].out(), towns[0].keys());
    let more = [
        "--to",
        crate::support::text(&out),
        "--keys",
        crate::support::text(&keys),
    ];
    let mut waiting: Vec<_> = towns.iter().collect();
    let mut published = 0;
    while !waiting.is_empty() {
        let racing: Vec<_> = waiting
            .iter()
            .map(|town| {
                let mut program = town.publishing(&more);
                let piped = program
                    .stdout(std::process::Stdio::piped())
                    .stderr(std::process::Stdio::piped());
                piped.spawn().expect("started")
            })
            .collect();
        let mut late = Vec::new();
        for (town, racer) in waiting.into_iter().zip(racing) {
            let ended = racer.wait_with_output().expect("it ended");
            let said = String::from_utf8_lossy(&ended.stderr).into_owned();
            match ended.status.code() {
                Some(0) => published += 1,
                _ => {
                    assert!(said.contains("somebody published release "), "{said}");
                    assert!(said.contains("then run this again"), "{said}");
                    late.push(town);
                }
            }
        }
        assert!(
            late.len() < DESKS - published + 1,
            "somebody wins every round"
        );
        waiting = late;
    }
    assert_eq!(published, DESKS);
    let desk = Desk {
        place: Place::open(crate::support::text(&out)).expect("a folder"),
        keys: KeyRing::open(&keys).expect("keys"),
        channel: Channel::live(),
        cache: None,
        bakes: false,
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    assert_in_a_row(&runtime.block_on(chain(&desk)), DESKS);
}

/// The same in a bucket, where nothing but compare and swap decides.
#[tokio::test(flavor = "multi_thread")]
async fn twenty_desks_and_one_bucket() {
    let bucket = Arc::new(InMemory::new());
    let towns = towns();
    let keys = towns[0].keys();
    let mut racing = JoinSet::new();
    for town in &towns {
        let desk = Desk {
            place: Place::over(bucket.clone(), "the bucket"),
            keys: KeyRing::open(&keys).expect("keys"),
            channel: Channel::live(),
            cache: None,
            bakes: false,
        };
        let feed = town.feed();
        racing.spawn(async move {
            let mut told = 0;
            loop {
                match publish(&desk, &feed, "", Timestamp::now()).await {
                    Ok(Outcome::Published { .. }) => return told,
                    Err(CannotPublish::Overtaken { theirs, .. }) => {
                        assert!(theirs >= 1);
                        told += 1;
                    }
                    other => panic!("{other:?}"),
                }
            }
        });
    }
    let told: usize = racing.join_all().await.into_iter().sum();
    println!("{DESKS} desks were told {told} times that another was faster");
    let desk = Desk {
        place: Place::over(bucket, "the bucket"),
        keys: KeyRing::open(&keys).expect("keys"),
        channel: Channel::live(),
        cache: None,
        bakes: false,
    };
    assert_in_a_row(&chain(&desk).await, DESKS);
}

/// Those who publish on different channels are in nobody's way: each succeeds at the first try.
#[tokio::test(flavor = "multi_thread")]
async fn channels_are_in_nobodys_way() {
    let bucket = Arc::new(InMemory::new());
    let town = Town::new();
    let channels: Vec<Channel> = (0..DESKS)
        .map(|nth| format!("screen-{nth}").parse().expect("a channel"))
        .collect();
    let keys = KeyRing::create("desk", &channels, Timestamp::now())
        .await
        .expect("keys");
    let mut racing = JoinSet::new();
    for channel in &channels {
        let desk = Desk {
            place: Place::over(bucket.clone(), "the bucket"),
            keys: keys.clone(),
            channel: channel.clone(),
            cache: None,
            bakes: false,
        };
        let feed = town.feed();
        racing.spawn(async move {
            let outcome = publish(&desk, &feed, "", Timestamp::now()).await;
            assert!(
                matches!(outcome, Ok(Outcome::Published { .. })),
                "{outcome:?}"
            );
            desk
        });
    }
    for desk in racing.join_all().await {
        assert_eq!(chain(&desk).await.len(), 1, "{}", desk.channel);
    }
}

/// Who began with a release that no longer stands does not overwrite what came after it.
#[test]
fn the_late_one_is_told_what_to_do() {
    let town = Town::new();
    town.publish(&[]);
    // A desk that began with release 1 …
    let (desk, feed) = (town.desk(), town.feed());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let began = runtime
        .block_on(desk.newest())
        .expect("good")
        .expect("published");
    // … and was overtaken.
    town.edit("feed.ron", "Hele byen er", "Byen er");
    town.publish(&[]);
    town.edit("feed.ron", "Byen er", "Hele landet er");
    let manifest = fs::read(feed.join("feed.ron")).expect("readable");
    let digest = legeplads_trust::Digest::of(&manifest);
    let late = desk.place.set(
        &desk.keys,
        &desk.channel,
        Some(began.digest()),
        (digest, manifest.len() as u64),
        Timestamp::now(),
    );
    let error = runtime.block_on(late).expect_err("it is late");
    assert_eq!(
        error.to_string(),
        "somebody else published on channel live meanwhile"
    );
    assert_eq!(town.newest().version, 2);
}
