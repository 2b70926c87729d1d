//! `GET /events`: kiosks are told that there is something new, as server-sent events.
//!
//! ```text
//! event: release
//! data: {"channel":"live","version":42,"spread_ms":0}
//! ```
//!
//! A hint, never authority: it carries nothing to show, and whoever hears it looks for himself. A
//! listener hears what stands when it comes, and then what is new. There is no queue for anybody:
//! who reads slowly is told of the newest when he reads on.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{HeaderName, RETRY_AFTER};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;
use legeplads_trust::Channel;
use serde::Serialize;
use tokio::sync::watch;

use super::lookout::Board;

/// So many come at once without harm.
const AT_ONCE: usize = 50;

/// The time over which the others spread what they fetch, for each of them.
const FOR_EACH: Duration = Duration::from_millis(1);

/// Said to nginx, which otherwise keeps what it is to pass on until there is more of it.
const ACCEL: HeaderName = HeaderName::from_static("x-accel-buffering");

/// Everybody who listens.
#[derive(Debug)]
pub(super) struct Listeners {
    board: watch::Receiver<Board>,
    count: AtomicUsize,
    most: usize,
    /// How often those are written to to whom there is nothing to say.
    comment: Duration,
    told_of_limit: AtomicBool,
}

impl Listeners {
    pub(super) fn new(board: watch::Receiver<Board>, most: usize, comment: Duration) -> Self {
        Self {
            board,
            count: AtomicUsize::new(0),
            most,
            comment,
            told_of_limit: AtomicBool::new(false),
        }
    }

    /// How long those who listen are to take to fetch what is new, together.
    fn spread(&self) -> Duration {
        let count = self.count.load(Ordering::Relaxed);
        let others = count.saturating_sub(AT_ONCE);
        FOR_EACH.saturating_mul(u32::try_from(others).unwrap_or(u32::MAX))
    }
}

/// One who listens; counted for as long as he does.
struct Listener {
    all: Arc<Listeners>,
    board: watch::Receiver<Board>,
    /// The order of the newest that he was told of.
    told: u64,
    to_tell: VecDeque<Event>,
}

impl Listener {
    /// `None` when there are as many as there may be.
    fn new(all: Arc<Listeners>) -> Option<Self> {
        let before = all.count.fetch_add(1, Ordering::Relaxed);
        let mut board = all.board.clone();
        // What stands is news to whoever comes.
        board.mark_changed();
        let most = all.most;
        let listener = Self {
            all,
            board,
            told: 0,
            to_tell: VecDeque::new(),
        };
        (before < most).then_some(listener)
    }

    /// Waits for the next event; `None` when there will be no more.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.to_tell.pop_front() {
                return Some(event);
            }
            self.board.changed().await.ok()?;
            let spread = self.all.spread();
            let board = self.board.borrow_and_update();
            let mut newest = self.told;
            for (channel, posted) in &board.channels {
                if posted.order > self.told {
                    newest = newest.max(posted.order);
                    self.to_tell.extend(event(channel, posted.version, spread));
                }
            }
            self.told = newest;
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.all.count.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Answers whoever wants to listen.
pub(super) async fn answer(State(all): State<Arc<Listeners>>) -> Response {
    let comment = all.comment;
    let Some(listener) = Listener::new(Arc::clone(&all)) else {
        return full(&all);
    };
    let events = unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    let events = Sse::new(events).keep_alive(KeepAlive::new().interval(comment));
    ([(ACCEL, "no")], events).into_response()
}

fn full(all: &Listeners) -> Response {
    if !all.told_of_limit.swap(true, Ordering::Relaxed) {
        eprintln!(
            "legeplads-desk: {} kiosks listen for what is new, which is all that the open files of \
             this process allow; the others come in their own time. For more, raise the limit \
             (ulimit -n, or LimitNOFILE= of the service)",
            all.most
        );
    }
    let words =
        "as many listen as there may be; ask for metadata/timestamp.json from time to time\n";
    (
        StatusCode::SERVICE_UNAVAILABLE,
        [(RETRY_AFTER, "300")],
        words,
    )
        .into_response()
}

/// `None` only if the JSON writer gives up, which it has no reason to do.
fn event(channel: &Channel, version: u64, spread: Duration) -> Option<Event> {
    #[derive(Serialize)]
    struct Data<'a> {
        channel: &'a Channel,
        version: u64,
        spread_ms: u128,
    }
    let data = serde_json::to_string(&Data {
        channel,
        version,
        spread_ms: spread.as_millis(),
    });
    Some(Event::default().event("release").data(data.ok()?))
}
