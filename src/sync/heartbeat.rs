//! `POST /heartbeat`: once a minute, and when there is news, how this kiosk is. Nothing about
//! visitors.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use legeplads_store::{Refusal, Screen, Store};
use legeplads_trust::{Channel, ClockState, Digest, Freshness};
use reqwest::header::CONTENT_TYPE;
use serde::Serialize;
use tokio::sync::{Notify, watch};
use tokio::task::spawn_blocking;
use tokio::time::sleep;
use tracing::debug;

use crate::clock::Watch;
use crate::http::Server;
use crate::pace::{Backoff, between};

/// Where heartbeats go, below the feed's address.
const PATH: &str = "heartbeat";

/// Between two of them.
const BEAT: (Duration, Duration) = (Duration::from_secs(50), Duration::from_secs(70));

/// The first comes within this, so that kiosks that start together do not speak together.
const FIRST: Duration = Duration::from_secs(10);

/// With news, the next comes within this.
const SOON: Duration = Duration::from_secs(1);

/// Pauses after failures. A server may have no ear for heartbeats at all.
const AGAIN: (Duration, Duration) = (Duration::from_secs(120), Duration::from_secs(60 * 60));

/// Bytes of a heartbeat at most.
pub const BYTES: usize = 1024;

/// Characters of each of the kiosk's own words at most, and of why something was refused.
const WORD: usize = 60;
const WHY: usize = 240;

/// Who this is.
#[derive(Debug, Clone)]
pub struct Name {
    /// The kiosk's id.
    pub kiosk: String,
    /// The site's id, if it was told.
    pub site: Option<String>,
    /// What it follows.
    pub channel: Channel,
}

/// What the courier last found out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// The timestamp's version that was accepted last.
    pub timestamp_version: Option<u64>,
    /// Whether that was the newest for certain.
    pub freshness: Option<Freshness>,
    /// The manifest that is published.
    pub offered: Option<Digest>,
}

/// One heartbeat.
#[derive(Debug, Serialize)]
pub struct Heartbeat {
    kiosk: String,
    site: String,
    feed: String,
    channel: Channel,
    release: u64,
    on_glass_since: Option<Timestamp>,
    screen: String,
    language: String,
    clock: ClockState,
    free_bytes: Option<u64>,
    slowest_ms: Option<f64>,
    program: &'static str,
    refused: Option<String>,
    timestamp_version: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    freshness: Option<Freshness>,
}

impl Heartbeat {
    /// Puts together what is known.
    pub fn new(
        name: &Name,
        report: &Report,
        clock: ClockState,
        screen: Option<Screen>,
        refusals: &[Refusal],
        free_bytes: Option<u64>,
    ) -> Self {
        let word = |word: &str| short(word, WORD);
        let said = screen.as_ref();
        let refusal = refusals.iter().rev().find(|refusal| {
            // What went wrong on the way is struck out by the next round that goes well.
            !refusal.for_good || Some(refusal.manifest) == report.offered
        });
        Self {
            kiosk: name.kiosk.clone(),
            site: name.site.clone().unwrap_or_default(),
            feed: said.map_or(String::new(), |said| word(&said.feed)),
            channel: name.channel.clone(),
            release: said.map_or(0, |said| said.release),
            on_glass_since: said.map(|said| said.on_glass_since),
            screen: said.map_or(String::new(), |said| word(&said.screen)),
            language: said.map_or(String::new(), |said| word(&said.language)),
            clock,
            free_bytes,
            slowest_ms: said.map(|said| said.slowest_ms),
            program: Refusal::PROGRAM,
            refused: refusal.map(|refusal| short(&refusal.why, WHY)),
            timestamp_version: report.timestamp_version,
            freshness: report.freshness,
        }
    }

    /// The body: at most [`BYTES`]. `None` only if the JSON writer gives up, which it has no reason
    /// to do, or if names are longer than names can be.
    pub fn body(mut self) -> Option<Vec<u8>> {
        let body = serde_json::to_vec(&self).ok()?;
        if body.len() <= BYTES {
            return Some(body);
        }
        // Words with many quotes or control characters take more room in JSON than they have
        // letters.
        self.refused = Some("see refused.ron in the kiosk's store".to_owned());
        self.screen.clear();
        self.feed.clear();
        self.language.clear();
        let body = serde_json::to_vec(&self).ok()?;
        (body.len() <= BYTES).then_some(body)
    }
}

fn short(text: &str, most: usize) -> String {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}

/// Says every minute, and soon after `news`, how the kiosk is, until it is dropped. A server that
/// does not listen is told less and less often.
pub async fn beat(
    server: Server,
    store: Arc<Store>,
    name: Name,
    report: watch::Receiver<Report>,
    news: Arc<Notify>,
    watch: Arc<Watch>,
    mut random: fastrand::Rng,
) {
    let (first, longest) = AGAIN;
    let mut backoff = Backoff::new(first, longest);
    let mut pause = between(&mut random, Duration::ZERO, FIRST);
    loop {
        tokio::select! {
            () = sleep(pause) => {}
            () = news.notified() => sleep(between(&mut random, Duration::ZERO, SOON)).await,
        }
        let clock = watch.look().await.state(watch.floor());
        let report = *report.borrow();
        pause = match say(&server, &store, &name, report, clock).await {
            Ok(()) => {
                backoff.went_well();
                between(&mut random, BEAT.0, BEAT.1)
            }
            Err(why) => {
                debug!("a heartbeat was not heard: {why}");
                backoff.failed(&mut random)
            }
        };
    }
}

/// Says once how the kiosk is.
///
/// # Errors
///
/// In words, when the disk or the network refuses.
pub async fn say(
    server: &Server,
    store: &Arc<Store>,
    name: &Name,
    report: Report,
    clock: ClockState,
) -> Result<(), String> {
    let (store, name) = (Arc::clone(store), name.clone());
    let composed = spawn_blocking(move || {
        let view = store.view();
        let screen = view.screen().map_err(|error| error.to_string())?;
        let refusals = view.refusals().map_err(|error| error.to_string())?;
        let free = view.free_bytes().ok();
        let beat = Heartbeat::new(&name, &report, clock, screen, &refusals, free);
        beat.body().ok_or_else(|| "it became too long".to_owned())
    });
    let body = composed.await.map_err(|error| error.to_string())??;
    let request = server
        .post(PATH, body)
        .map_err(|fault| format!("{fault:?}"))?;
    let response = request
        .header(CONTENT_TYPE, "application/json")
        .send()
        .await;
    let status = response.map_err(|error| error.to_string())?.status();
    match status.is_success() {
        true => Ok(()),
        false => Err(format!("it was answered with {status}")),
    }
}
