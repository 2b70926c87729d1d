//! What kiosks counted.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use legeplads_store::Store;
use legeplads_store::outbox::{Outbox, Sealed};
use reqwest::{Method, StatusCode};

use crate::place::Town;
use crate::serving::Program;

/// A batch as a kiosk seals it.
fn batch(town: &Town) -> Sealed {
    let store = town.root().join("store");
    let mut outbox = Outbox::open(&store);
    outbox.count("stop/pond", "airport", "da", Timestamp::now(), 7);
    outbox.flush().expect("written");
    let store = Store::open(&store).expect("opened");
    let batch = store.next_batch("airport-1").expect("sealed");
    batch.expect("there is one")
}

async fn post(serving: &Program, body: impl Into<String>) -> StatusCode {
    let request = serving.request(Method::POST, "outbox").body(body.into());
    request.send().await.expect("an answer").status()
}

fn kept(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => found.extend(kept(&path)),
            false => found.push(path),
        }
    }
    found
}

#[tokio::test]
async fn a_batch_is_kept_once() {
    let town = Town::published().await;
    let batch = batch(&town);
    let folder = town.out().join(".desk/outbox");
    let serving = Program::start(&town.out(), &[]);
    assert_eq!(post(&serving, &batch.text).await, 204);
    let path = folder.join(format!("{}/{}.ron", &batch.id.to_string()[..2], batch.id));
    assert_eq!(kept(&folder), std::slice::from_ref(&path));
    assert_eq!(fs::read_to_string(&path).expect("kept"), batch.text);

    // The kiosk did not hear it, and asks again; also whoever serves next.
    assert_eq!(post(&serving, &batch.text).await, 204);
    drop(serving);
    let serving = Program::start(&town.out(), &[]);
    assert_eq!(post(&serving, &batch.text).await, 204);
    assert_eq!(kept(&folder), [path]);
    let id = batch.id.to_string();
    let served = serving
        .get(&format!(".desk/outbox/{}/{id}.ron", &id[..2]))
        .await;
    assert_eq!(served.status(), 404);
}

#[tokio::test]
async fn what_is_none_is_refused_for_good() {
    let town = Town::published().await;
    let batch = batch(&town);
    let serving = Program::start(&town.out(), &[]);
    let changed = batch.text.replace("count: 7", "count: 8");
    assert_ne!(changed, batch.text);
    for body in [changed.as_str(), "", "{}", "<html>", &"(".repeat(10_000)] {
        assert_eq!(post(&serving, body).await, 422);
    }
    let long = "x".repeat(Sealed::BYTES as usize + 1);
    assert_eq!(post(&serving, long).await, 413);
    assert_eq!(kept(&town.out().join(".desk/outbox")), [] as [PathBuf; 0]);
}

#[tokio::test]
async fn without_a_disk_it_is_not_acknowledged() {
    let town = Town::published().await;
    let batch = batch(&town);
    let serving = Program::start(&town.out(), &[]);
    // Where its folder should be lies a file.
    let folder = town
        .out()
        .join(".desk/outbox")
        .join(&batch.id.to_string()[..2]);
    fs::write(&folder, "in the way").expect("written");
    assert_eq!(post(&serving, &batch.text).await, 507);
    fs::remove_file(&folder).expect("removed");
    assert_eq!(post(&serving, &batch.text).await, 204);
}
