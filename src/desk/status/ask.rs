//! A status from a desk that serves.

use std::net::IpAddr;

use axum::http::Request;
use object_store::ClientOptions;
use object_store::client::{HttpConnector, HttpRequestBody, ReqwestConnector};

use super::Status;

/// Why there is no status from an address.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// It is no address.
    #[error("{0:?} is no address; one like http://127.0.0.1:8080 is needed")]
    Address(String),
    /// Nobody answered.
    #[error("cannot reach {url}: {why}; look whether legeplads-desk serve runs there")]
    Unreachable {
        /// What was asked.
        url: String,
        /// What happened.
        why: String,
    },
    /// The answer is no status.
    #[error("{url} answered with {status}: {words}")]
    Refused {
        /// What was asked.
        url: String,
        /// The answer's status.
        status: u16,
        /// The answer's words.
        words: String,
    },
    /// The answer cannot be understood.
    #[error(
        "what {url} answered is no status: {source}; look whether its program is as new as this"
    )]
    Odd {
        /// What was asked.
        url: String,
        /// What is wrong with it.
        source: serde_json::Error,
    },
}

/// Asks `legeplads-desk serve` at an address, `http://…` or `https://…`.
///
/// # Errors
///
/// [`NoAnswer`] says why there is none.
pub async fn ask(address: &str) -> Result<Status, NoAnswer> {
    let url = format!("{}/status.json", address.trim_end_matches('/'));
    let unreachable = |error: &dyn std::error::Error| NoAnswer::Unreachable {
        url: url.clone(),
        why: chain(error),
    };
    let request = Request::get(&url).body(HttpRequestBody::empty());
    let request = request.map_err(|_| NoAnswer::Address(address.to_owned()))?;
    let Some(host) = request.uri().host().map(str::to_owned) else {
        return Err(NoAnswer::Address(address.to_owned()));
    };
    let client = ReqwestConnector::default()
        .connect(&options(&host))
        .map_err(|error| unreachable(&error))?;
    let answer = client.execute(request).await;
    let (head, body) = answer.map_err(|error| unreachable(&error))?.into_parts();
    let body = body.bytes().await.map_err(|error| unreachable(&error))?;
    if !head.status.is_success() {
        return Err(NoAnswer::Refused {
            url,
            status: head.status.as_u16(),
            words: String::from_utf8_lossy(&body).trim().to_owned(),
        });
    }
    serde_json::from_slice(&body).map_err(|source| NoAnswer::Odd { url, source })
}

fn options(host: &str) -> ClientOptions {
    let options = ClientOptions::new().with_allow_http(true);
    let address = host.trim_start_matches('[').trim_end_matches(']');
    let loopback = |address: IpAddr| address.is_loopback();
    let here = host == "localhost" || address.parse().is_ok_and(loopback);
    match here {
        // This machine is not asked through the system's proxy: that one would ask itself. With a
        // proxy of its own that is good for no host, the client uses none.
        true => options
            .with_proxy_url(format!("http://{host}"))
            .with_proxy_excludes(address),
        false => options,
    }
}

/// The error with what lies behind it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        words = format!("{words}: {error}");
        cause = error.source();
    }
    words
}
