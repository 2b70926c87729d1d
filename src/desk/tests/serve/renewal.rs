//! Short-lived signatures are renewed by whoever has the online key.

use std::fs;
use std::time::Duration;

use legeplads_desk::serve::{Options, Rhythm};

use crate::place::Town;
use crate::serving::{Here, Program, until};

async fn version(town: &Town) -> u64 {
    let standing = town.place().standing(town.key_ring().first_root()).await;
    let standing = standing.expect("it holds together").expect("published");
    standing.published.versions().timestamp
}

fn quick(town: &Town) -> Options {
    let mut options = Options::new(town.out());
    options.keys = Some(town.keys());
    options.rhythm = Rhythm {
        every: Duration::from_millis(20),
        again: Duration::from_millis(20),
    };
    options
}

#[tokio::test]
async fn the_online_key_alone_renews() {
    let town = Town::published().await;
    for secret in ["offline", "desks"] {
        fs::remove_dir_all(town.keys().join(secret)).expect("taken away");
    }
    let before = version(&town).await;
    let serving = Here::start(quick(&town)).await;
    until("three renewals", async || {
        (version(&town).await >= before + 3).then_some(())
    })
    .await;
    serving.ended().await;
}

#[tokio::test]
async fn what_goes_wrong_is_tried_again() {
    let town = Town::published().await;
    let key = town.keys().join("online/online.pem");
    let elsewhere = town.root().join("stick.pem");
    fs::rename(&key, &elsewhere).expect("taken away");
    let before = version(&town).await;
    let serving = Here::start(quick(&town)).await;
    // Served it is all the same.
    let get = crate::serving::client().get(serving.url("metadata/timestamp.json"));
    assert_eq!(get.send().await.expect("an answer").status(), 200);
    assert_eq!(version(&town).await, before);
    fs::rename(&elsewhere, &key).expect("put back");
    until("a renewal", async || {
        (version(&town).await > before).then_some(())
    })
    .await;
    serving.ended().await;
}

#[tokio::test]
async fn without_keys_nothing_is_signed() {
    let town = Town::published().await;
    let before = version(&town).await;
    let serving = Here::start(Options {
        keys: None,
        ..quick(&town)
    })
    .await;
    let get = crate::serving::client().get(serving.url("metadata/timestamp.json"));
    assert_eq!(get.send().await.expect("an answer").status(), 200);
    serving.ended().await;
    assert_eq!(version(&town).await, before);
}

#[tokio::test]
async fn an_empty_place_is_left_empty() {
    let town = Town::new().await;
    let serving = Here::start(quick(&town)).await;
    let get = crate::serving::client().get(serving.url("metadata/timestamp.json"));
    assert_eq!(get.send().await.expect("an answer").status(), 404);
    serving.ended().await;
    assert!(!town.out().join("metadata").exists());
}

/// What the program says when it does not begin.
fn refusal(arguments: &[&std::ffi::OsStr]) -> String {
    let said = std::process::Command::new(env!("CARGO_BIN_EXE_legeplads-desk"))
        .arg("serve")
        .args(arguments)
        .args(["--listen", "127.0.0.1:0"])
        .output()
        .expect("it could be started");
    assert_eq!(said.status.code(), Some(1));
    String::from_utf8(said.stderr).expect("text")
}

#[tokio::test]
async fn what_is_mistyped_is_said_at_once() {
    let town = Town::published().await;
    let (out, keys) = (town.out(), town.root().join("no-keys"));
    let said = refusal(&[out.as_os_str(), "--keys".as_ref(), keys.as_os_str()]);
    assert!(said.contains("no-keys"), "{said}");
    let said = refusal(&["no/such/folder".as_ref()]);
    assert!(said.contains("no/such/folder is not a folder"), "{said}");
}

#[tokio::test]
async fn two_windows_with_one_port() {
    let town = Town::published().await;
    let first = Program::start(&town.out(), &[]);
    let second = |listen: &str| {
        let said = std::process::Command::new(env!("CARGO_BIN_EXE_legeplads-desk"))
            .arg("serve")
            .arg(town.out())
            .args(["--listen", listen])
            .output()
            .expect("it could be started");
        (
            said.status.code(),
            String::from_utf8(said.stderr).expect("text"),
        )
    };
    let (code, said) = second(&first.address);
    assert_eq!(code, Some(1));
    assert!(said.contains(&first.address), "{said}");
    assert!(said.contains("name another port with --listen"), "{said}");
    let (code, said) = second("localhost");
    assert_eq!(code, Some(2));
    assert!(said.contains("as in 127.0.0.1:8080"), "{said}");
}
