//! `GET /status.json`: how the kiosks are, for `legeplads-desk status`.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use crate::kiosks::Kiosks;
use crate::place::Place;
use crate::status::Status;

/// What it takes to answer.
pub(super) struct Desk {
    pub(super) place: Place,
    pub(super) kiosks: Arc<Kiosks>,
    /// Whether everybody may know.
    pub(super) open: bool,
}

/// Any of these says that somebody else is behind the one who asks.
const PASSED_ON: [HeaderName; 4] = [
    HeaderName::from_static("forwarded"),
    HeaderName::from_static("x-forwarded-for"),
    HeaderName::from_static("x-real-ip"),
    HeaderName::from_static("via"),
];

pub(super) async fn answer(
    State(desk): State<Arc<Desk>>,
    ConnectInfo(who): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Response {
    let passed_on = PASSED_ON.iter().any(|name| headers.contains_key(name));
    let here = who.ip().to_canonical().is_loopback() && !passed_on;
    if !here && !desk.open {
        let words = "the status is told on this machine only; start legeplads-desk serve with \
                     --open-status to tell it to everybody\n";
        return (StatusCode::FORBIDDEN, words).into_response();
    }
    let status = Status::of(&desk.place, desk.kiosks.all(), Timestamp::now()).await;
    let json = match status {
        Ok(status) => status.to_json().map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    match json {
        Ok(json) => {
            let head = [
                (CONTENT_TYPE, "application/json"),
                (CACHE_CONTROL, "no-store"),
            ];
            (head, json).into_response()
        }
        Err(words) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{words}\n")).into_response(),
    }
}
