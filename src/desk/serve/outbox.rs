//! `POST /outbox`: a kiosk hands over what it counted.
//!
//! A batch is in the [ledger](crate::ledger) for good before it is acknowledged. Coming again it is
//! acknowledged again and counted once.

use std::io;
use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use legeplads_store::outbox::Sealed;

use super::body;
use crate::ledger::{self, Entry, Ledger, Writer};

/// Bytes of one batch at most.
const BATCH_BYTES: usize = Sealed::BYTES as usize;

/// The way into a published folder's ledger.
#[derive(Debug)]
pub(super) struct Outbox {
    writer: Writer,
}

impl Outbox {
    /// Takes in first what lies there from before.
    pub(super) fn open(published: &Path) -> io::Result<Self> {
        let mut ledger = Ledger::create(published).map_err(io::Error::other)?;
        ledger::take_in(published, &mut ledger).map_err(io::Error::other)?;
        let writer = Writer::start(ledger)?;
        Ok(Self { writer })
    }
}

/// 204: it is here, now or since before. 413 and 422: never. Anything else: later.
pub(super) async fn answer(State(outbox): State<Arc<Outbox>>, sent: Body) -> Response {
    let bytes = match body::read(sent, BATCH_BYTES).await {
        Ok(bytes) => bytes,
        Err(instead) => return instead,
    };
    let entry = match Entry::read(&bytes) {
        Ok(entry) => entry,
        Err(why) => {
            return (StatusCode::UNPROCESSABLE_ENTITY, format!("{why}\n")).into_response();
        }
    };
    match outbox.writer.take(entry).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            eprintln!("legeplads-desk: counts were not taken, and kiosks keep theirs: {error}");
            StatusCode::INSUFFICIENT_STORAGE.into_response()
        }
    }
}
