//! `POST /outbox`: a kiosk hands over what it counted.
//!
//! A batch is in the [ledger](crate::ledger) for good before it is acknowledged. Coming again it is
//! acknowledged again and counted once.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use legeplads_store::outbox::Sealed;

use super::body;
use crate::ledger::{self, Entry, Home, Ledger, LedgerError, Writer};

/// Bytes of one batch at most.
const BATCH_BYTES: usize = Sealed::BYTES as usize;

/// The way into the ledger.
#[derive(Debug)]
pub(super) struct Outbox {
    writer: Writer,
}

impl Outbox {
    /// Takes in first what lies there from before.
    ///
    /// A folder that is refused ends it. A server that is away does not: kiosks keep what they
    /// counted, and all else is served meanwhile.
    pub(super) fn open(published: &Path, home: &Home) -> io::Result<Self> {
        // On a thread of its own: a database's client may wait in a way that the server's must not.
        let opened = thread::scope(|scope| {
            let open = || {
                let mut ledger = Ledger::create(home)?;
                ledger::take_in(published, &mut ledger)?;
                Ok(ledger)
            };
            scope.spawn(open).join()
        });
        let opened = opened.map_err(|_| io::Error::other("the ledger could not be opened"))?;
        let ledger = match opened {
            Ok(ledger) => Some(ledger),
            Err(error @ LedgerError::Refused { .. }) if home.folder().is_none() => {
                eprintln!("legeplads-desk: {error}; kiosks keep their counts until it is there");
                None
            }
            Err(error) => return Err(io::Error::other(error)),
        };
        let writer = Writer::start(home.clone(), ledger)?;
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
