//! `POST /outbox`: takes the kiosk's counts to the desk, each batch exactly once as the desk sees
//! it.

use std::sync::Arc;
use std::time::Duration;

use legeplads_store::Store;
use reqwest::StatusCode;
use reqwest::header::CONTENT_TYPE;
use tokio::task::spawn_blocking;
use tracing::{debug, warn};

use crate::http::Server;
use crate::pace::{Backoff, between};

/// Where batches go, below the feed's address.
const PATH: &str = "outbox";

/// Between two looks whether there is something to send.
const LOOK: (Duration, Duration) = (Duration::from_secs(4 * 60), Duration::from_secs(6 * 60));

/// The first look comes within this.
const FIRST: Duration = Duration::from_secs(30);

/// Pauses after failures. A server may take no counts at all.
const AGAIN: (Duration, Duration) = (Duration::from_secs(120), Duration::from_secs(60 * 60));

/// What became of one look into the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Post {
    /// There was nothing to send.
    Nothing,
    /// A batch is out of the way; there may be another.
    Sent,
    /// The desk cannot have it now.
    Later,
}

/// Takes batches to the desk until it is dropped.
pub async fn deliver(server: Server, store: Arc<Store>, kiosk: String, mut random: fastrand::Rng) {
    let (first, longest) = AGAIN;
    let mut backoff = Backoff::new(first, longest);
    let mut pause = between(&mut random, Duration::ZERO, FIRST);
    loop {
        tokio::time::sleep(pause).await;
        pause = match post(&server, &store, &kiosk).await {
            Ok(Post::Sent) => {
                backoff.went_well();
                between(&mut random, Duration::ZERO, FIRST)
            }
            Ok(Post::Nothing) => between(&mut random, LOOK.0, LOOK.1),
            Ok(Post::Later) => backoff.failed(&mut random),
            Err(why) => {
                debug!("no counts were delivered: {why}");
                backoff.failed(&mut random)
            }
        };
    }
}

/// Sends one batch, if there is one. Until the desk says that it has it, the same one is sent the
/// next time.
///
/// # Errors
///
/// In words, when the disk or the network refuses.
pub async fn post(server: &Server, store: &Arc<Store>, kiosk: &str) -> Result<Post, String> {
    let (keeper, name) = (Arc::clone(store), kiosk.to_owned());
    let batch = on_disk(move || keeper.next_batch(&name)).await?;
    let Some(batch) = batch else {
        return Ok(Post::Nothing);
    };
    let id = batch.id;
    let request = server
        .post(PATH, batch.text.into_bytes())
        .map_err(|fault| format!("{fault:?}"))?;
    let response = request
        .header(CONTENT_TYPE, "text/plain; charset=utf-8")
        .send()
        .await;
    let status = response.map_err(|error| error.to_string())?.status();
    let keeper = Arc::clone(store);
    match status {
        StatusCode::NO_CONTENT => on_disk(move || keeper.acknowledge(id)).await?,
        StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNPROCESSABLE_ENTITY => {
            warn!("the desk will not have the counts {id} ({status}); they are set aside");
            on_disk(move || keeper.set_aside(id)).await?;
        }
        status => {
            debug!("counts were answered with {status}");
            return Ok(Post::Later);
        }
    }
    Ok(Post::Sent)
}

async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, legeplads_store::StoreError> + Send + 'static,
) -> Result<T, String> {
    let done = spawn_blocking(work).await;
    done.map_err(|error| error.to_string())?
        .map_err(|error| error.to_string())
}
