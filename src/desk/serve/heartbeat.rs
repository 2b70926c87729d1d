//! `POST /heartbeat`: a kiosk says how it is.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use tokio::task::spawn_blocking;

use super::body;
use crate::kiosks::{Heartbeat, Kiosks, NotKept};

/// 204: kept. 413 and 422: wrong, and will be wrong again. 503 and 507: later.
pub(super) async fn answer(State(kiosks): State<Arc<Kiosks>>, sent: Body) -> Response {
    let bytes = match body::read(sent, Kiosks::BYTES).await {
        Ok(bytes) => bytes,
        Err(instead) => return instead,
    };
    let heartbeat: Heartbeat = match serde_json::from_slice(&bytes) {
        Ok(heartbeat) => heartbeat,
        Err(error) => {
            let words = format!("this is no heartbeat: {error}\n");
            return (StatusCode::UNPROCESSABLE_ENTITY, words).into_response();
        }
    };
    let kept = spawn_blocking(move || kiosks.keep(heartbeat, Timestamp::now())).await;
    let error = match kept {
        Ok(Ok(())) => return StatusCode::NO_CONTENT.into_response(),
        Ok(Err(error)) => error,
        Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    let status = match &error {
        NotKept::Id(_) => StatusCode::UNPROCESSABLE_ENTITY,
        NotKept::Full => StatusCode::SERVICE_UNAVAILABLE,
        NotKept::Disk { .. } => StatusCode::INSUFFICIENT_STORAGE,
    };
    if status.is_server_error() {
        eprintln!("legeplads-desk: a heartbeat was not kept: {error}");
    }
    (status, format!("{error}\n")).into_response()
}
