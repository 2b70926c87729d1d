//! What kiosks send: read within a length and a time.

use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use tokio::time::timeout;

/// For the whole of what is sent.
const PATIENCE: Duration = Duration::from_secs(30);

/// So many bytes are taken in, though not kept, of what is too long: whoever is still sending, and a
/// proxy above all, may not hear an answer that comes before.
const HEARD_OUT: usize = 4 * 1024 * 1024;

/// A body of at most `most` bytes.
///
/// # Errors
///
/// The answer to give instead: 413 for too much, 408 for too slow, 400 for what breaks off.
pub(super) async fn read(body: Body, most: usize) -> Result<Vec<u8>, Response> {
    match timeout(PATIENCE, take(body, most)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(status)) => Err(status.into_response()),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT.into_response()),
    }
}

async fn take(body: Body, most: usize) -> Result<Vec<u8>, StatusCode> {
    let mut pieces = body.into_data_stream();
    let (mut bytes, mut came) = (Vec::new(), 0);
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| StatusCode::BAD_REQUEST)?;
        came += piece.len();
        if came > HEARD_OUT {
            break;
        }
        if came <= most {
            bytes.extend_from_slice(&piece);
        }
    }
    match came <= most {
        true => Ok(bytes),
        false => Err(StatusCode::PAYLOAD_TOO_LARGE),
    }
}
