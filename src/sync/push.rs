//! Listens for the server's hints, and goes on listening.
//!
//! A line counts as alive once something came over it: some proxies take the question and keep the
//! answers to themselves. A server that has no events to give is asked again now and then; polling
//! goes on meanwhile.

use std::time::{Duration, Instant};

use legeplads_trust::Channel;
use reqwest::StatusCode;
use reqwest::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE};
use tokio::sync::watch;
use tracing::debug;

use crate::event::Fault;
use crate::events::{Hint, Parser};
use crate::http::Server;
use crate::pace::{Backoff, between};
use crate::schedule::Push;
use crate::words;

/// Where events are, below the feed's address.
const PATH: &str = "events";

/// Before the line is taken up again that broke many times, at most.
const LONGEST: Duration = Duration::from_secs(5 * 60);

/// Before a server is asked again that has no events, or no place left for one more listener.
const ABSENT: (Duration, Duration) = (Duration::from_secs(5 * 60), Duration::from_secs(15 * 60));

/// A line that held so long was a good one.
const GOOD: Duration = Duration::from_secs(60);

/// How a line ended.
enum End {
    /// It broke, or fell silent.
    Broke(Fault),
    /// There are no events here.
    Absent(StatusCode),
}

/// Listens until it is dropped, and puts down in `told` how push stands.
pub async fn listen(
    server: Server,
    channel: Channel,
    told: watch::Sender<Push>,
    mut random: fastrand::Rng,
) {
    let mut backoff = Backoff::new(server.patience().again, LONGEST);
    loop {
        let began = Instant::now();
        let end = hear(&server, &channel, &told).await;
        told.send_if_modified(|push| std::mem::take(&mut push.alive));
        if began.elapsed() >= GOOD {
            backoff.went_well();
        }
        let pause = match end {
            End::Broke(fault) => {
                debug!("no word by push: {fault:?}");
                backoff.failed(&mut random)
            }
            End::Absent(status) => {
                debug!("no push: {PATH} was answered with {status}");
                between(&mut random, ABSENT.0, ABSENT.1)
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// Listens on one line until it ends.
async fn hear(server: &Server, channel: &Channel, told: &watch::Sender<Push>) -> End {
    let listening = async {
        let request = server.listen(PATH)?;
        let response = request
            .header(ACCEPT, "text/event-stream")
            .header(CACHE_CONTROL, "no-cache")
            .send();
        response.await.map_err(words::unreachable)
    };
    let mut response = match listening.await {
        Ok(response) => response,
        Err(fault) => return End::Broke(fault),
    };
    let kind = response.headers().get(CONTENT_TYPE);
    let is_events = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"));
    if response.status() != StatusCode::OK || !is_events {
        return End::Absent(response.status());
    }
    let mut parser = Parser::new();
    loop {
        let piece = match response.chunk().await {
            Ok(Some(piece)) => piece,
            Ok(None) => return End::Broke(Fault::Unreachable("the line was closed".to_owned())),
            Err(error) => return End::Broke(words::unreachable(error)),
        };
        let messages = match parser.push(&piece) {
            Ok(messages) => messages,
            Err(error) => return End::Broke(Fault::Wrong(error.to_string())),
        };
        let mut newest_first = messages.iter().rev();
        let hint = newest_first.find_map(|message| Hint::read(message, channel));
        told.send_if_modified(|push| {
            let before = *push;
            push.alive = true;
            push.hint = hint.or(push.hint);
            *push != before || hint.is_some()
        });
    }
}
