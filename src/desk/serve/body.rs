//! What kiosks send: read within a length and a time.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;

/// For the whole of what is sent.
const PATIENCE: Duration = Duration::from_secs(30);

/// The body of a request, of as many bytes as the route's limit allows.
///
/// # Errors
///
/// The answer to give instead: 413 for too much, 408 for too slow.
pub(super) async fn read(request: Request) -> Result<Bytes, Response> {
    match timeout(PATIENCE, Bytes::from_request(request, &())).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(rejection)) => Err(rejection.into_response()),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT.into_response()),
    }
}
