//! Hints that there is something new.

use std::collections::VecDeque;
use std::fs;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use legeplads_desk::serve::Options;
use legeplads_trust::Channel;
use legeplads_trust::layout::TIMESTAMP;
use reqwest::Response;
use reqwest::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, RETRY_AFTER};
use serde::Deserialize;

use crate::place::{Town, booth};
use crate::serving::{Here, SOON, client, header, until};

/// One who listens.
struct Listener {
    response: Response,
    text: String,
    hints: VecDeque<Hint>,
    comments: usize,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Hint {
    channel: String,
    version: u64,
    spread_ms: u64,
}

impl Listener {
    async fn new(serving: &Here) -> Self {
        let response = client().get(serving.url("events")).send().await;
        let response = response.expect("an answer");
        assert_eq!(response.status(), 200);
        Self {
            response,
            text: String::new(),
            hints: VecDeque::new(),
            comments: 0,
        }
    }

    /// Takes the next event or comment from the line.
    async fn hear(&mut self) {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                match block.strip_prefix("event: release\ndata: ") {
                    Some(data) => {
                        let hint = serde_json::from_str(data).expect("a hint");
                        self.hints.push_back(hint);
                    }
                    None => {
                        assert_eq!(block, ":", "an event or a comment");
                        self.comments += 1;
                    }
                }
                self.text = rest.to_owned();
                return;
            }
            let piece = tokio::time::timeout(SOON, self.response.chunk()).await;
            let piece = piece.expect("in time").expect("it stands");
            let piece = piece.expect("it goes on");
            self.text += std::str::from_utf8(&piece).expect("text");
        }
    }

    async fn hint(&mut self) -> Hint {
        loop {
            match self.hints.pop_front() {
                Some(hint) => return hint,
                None => self.hear().await,
            }
        }
    }
}

fn hint(channel: &Channel, version: u64) -> Hint {
    Hint {
        channel: channel.to_string(),
        version,
        spread_ms: 0,
    }
}

#[tokio::test]
async fn what_is_new_is_told_at_once() {
    let (town, live) = (Town::new().await, Channel::live());
    let first = town.release(&live).await;
    let serving = Here::start(Options::new(town.out())).await;
    let mut listener = Listener::new(&serving).await;
    let head = &listener.response;
    assert_eq!(header(head, CONTENT_TYPE), "text/event-stream");
    assert_eq!(header(head, CACHE_CONTROL), "no-cache");
    let accel = HeaderName::from_static("x-accel-buffering");
    assert_eq!(header(head, accel), "no");
    assert_eq!(listener.hint().await, hint(&live, first.timestamp_version));

    let mut slowest = Duration::ZERO;
    for _ in 0..10 {
        let next = town.release(&live).await;
        let published = Instant::now();
        assert_eq!(listener.hint().await, hint(&live, next.timestamp_version));
        slowest = slowest.max(published.elapsed());
    }
    println!("from publishing to the hint: {slowest:?} at most");
    // Looking takes place every 50 ms; the rest is for a busy machine.
    assert!(slowest < Duration::from_secs(5), "{slowest:?}");
    serving.ended().await;
}

#[tokio::test]
async fn each_channel_has_its_own_news() {
    let (town, live) = (Town::published().await, Channel::live());
    let serving = Here::start(Options::new(town.out())).await;
    let mut listener = Listener::new(&serving).await;
    listener.hint().await;

    let on_booth = town.release(&booth()).await.timestamp_version;
    assert_eq!(listener.hint().await, hint(&booth(), on_booth));

    // A renewed signature is no news; the release after it is.
    let renewed = town.place().renew(town.key_ring(), Timestamp::now()).await;
    assert_eq!(renewed.expect("renewed"), on_booth + 1);
    let on_live = town.release(&live).await.timestamp_version;
    assert_eq!(listener.hint().await, hint(&live, on_live));

    // Whoever comes hears how both stand.
    let mut late = Listener::new(&serving).await;
    let mut heard = [late.hint().await, late.hint().await];
    heard.sort_by_key(|hint| hint.version);
    assert_eq!(heard, [hint(&booth(), on_booth), hint(&live, on_live)]);
    serving.ended().await;
}

#[tokio::test]
async fn a_place_may_begin_after_its_server() {
    let (town, live) = (Town::new().await, Channel::live());
    let mut options = Options::new(town.out());
    options.comment = Duration::from_millis(10);
    let serving = Here::start(options).await;
    let mut listener = Listener::new(&serving).await;
    while listener.comments < 3 {
        listener.hear().await;
    }
    assert_eq!(listener.hints.len(), 0);
    let first = town.release(&live).await;
    assert_eq!(listener.hint().await, hint(&live, first.timestamp_version));
    serving.ended().await;
}

#[tokio::test]
async fn what_nobody_signed_is_no_news() {
    let (town, live) = (Town::published().await, Channel::live());
    let mut options = Options::new(town.out());
    options.comment = Duration::from_millis(10);
    let serving = Here::start(options).await;
    let mut listener = Listener::new(&serving).await;
    listener.hint().await;
    let timestamp = town.out().join(TIMESTAMP);
    let good = fs::read(&timestamp).expect("published");
    fs::write(&timestamp, "{}").expect("written");
    let comments = listener.comments + 20;
    while listener.comments < comments {
        listener.hear().await;
    }
    assert_eq!(listener.hints.len(), 0);
    fs::write(&timestamp, good).expect("written");
    let next = town.release(&live).await;
    assert_eq!(listener.hint().await, hint(&live, next.timestamp_version));
    serving.ended().await;
}

#[tokio::test]
async fn many_do_not_come_at_once() {
    let (town, live) = (Town::published().await, Channel::live());
    let serving = Here::start(Options::new(town.out())).await;
    let mut listeners = Vec::new();
    for _ in 0..90 {
        let mut listener = Listener::new(&serving).await;
        listener.hint().await;
        listeners.push(listener);
    }
    town.release(&live).await;
    // A millisecond for each beyond the first fifty.
    assert_eq!(listeners[0].hint().await.spread_ms, 40);
    serving.ended().await;
}

#[tokio::test]
async fn no_more_than_there_is_room_for() {
    let town = Town::published().await;
    let mut options = Options::new(town.out());
    options.comment = Duration::from_millis(10);
    options.listeners = 2;
    let serving = Here::start(options).await;
    let first = Listener::new(&serving).await;
    let _second = Listener::new(&serving).await;
    let third = client().get(serving.url("events")).send().await;
    let third = third.expect("an answer");
    assert_eq!(third.status(), 503);
    assert_eq!(header(&third, RETRY_AFTER), "300");
    // Releases are there for everybody all the same.
    let get = client().get(serving.url(TIMESTAMP)).send().await;
    assert_eq!(get.expect("an answer").status(), 200);

    drop(first);
    until("room for another", async || {
        let answer = client().get(serving.url("events")).send().await;
        (answer.expect("an answer").status() == 200).then_some(())
    })
    .await;
    serving.ended().await;
}
