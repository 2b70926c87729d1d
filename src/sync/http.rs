//! What is asked of the server, within limits.

use std::time::Duration;

use legeplads_store::{BlobError, Store, Wanted};
use legeplads_trust::{Manifest, limits};
use reqwest::header::{ETAG, IF_NONE_MATCH};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode, Url};

use crate::event::{Answer, Fault};

/// To reach the server.
const CONNECT: Duration = Duration::from_secs(10);

/// Between two pieces of an answer.
const SILENCE: Duration = Duration::from_secs(30);

/// For a whole answer, besides the time for its bytes.
const WHOLE: Duration = Duration::from_secs(60);

/// Slower than this, an answer is given up: a trickle must not hold the courier for ever.
const BYTES_PER_SECOND: u64 = 8 * 1024;

/// A feed's address was not understood.
#[derive(Debug, thiserror::Error)]
pub enum BadAddress {
    /// It is no address.
    #[error("{0:?} is not an address; one like https://example.org/feed is needed")]
    Form(String),
    /// It is an address that nothing can be asked over.
    #[error("{0:?} cannot be asked: the address must begin with http:// or https://")]
    Scheme(String),
}

/// Understands a feed's address: the folder in which `manifest.ron` lies.
///
/// # Errors
///
/// [`BadAddress`] when it is none.
pub fn address(text: &str) -> Result<Url, BadAddress> {
    let mut url = Url::parse(text).map_err(|_| BadAddress::Form(text.to_owned()))?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(BadAddress::Scheme(text.to_owned()));
    }
    // Without the slash, joining would put the manifest beside the folder.
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    url.set_query(None);
    url.set_fragment(None);
    Ok(url)
}

/// One feed's server.
#[derive(Debug)]
pub struct Server {
    client: Client,
    feed: Url,
}

impl Server {
    /// A server for the feed at this [`address`]. Nothing is asked yet.
    ///
    /// # Errors
    ///
    /// When this machine's TLS cannot be set up.
    pub fn new(feed: Url) -> Result<Self, reqwest::Error> {
        let mut client = Client::builder()
            .user_agent(concat!("legeplads-sync/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT)
            .read_timeout(SILENCE)
            .redirect(Policy::limited(5))
            // An address that asks for TLS is not led away from it.
            .https_only(feed.scheme() == "https");
        if is_here(&feed) {
            client = client.no_proxy();
        }
        Ok(Self {
            client: client.build()?,
            feed,
        })
    }

    /// Asks for the manifest, unless it still has the tag `etag`.
    ///
    /// # Errors
    ///
    /// [`Fault`] says in words for staff what came instead.
    pub async fn manifest(&self, etag: Option<String>) -> Result<Answer, Fault> {
        let url = self.url(Manifest::FILE)?;
        let mut request = self
            .client
            .get(url.clone())
            .timeout(patience(limits::MANIFEST_BYTES));
        if let Some(etag) = &etag {
            request = request.header(IF_NONE_MATCH, etag);
        }
        let mut response = request.send().await.map_err(unreachable)?;
        match response.status() {
            StatusCode::NOT_MODIFIED if etag.is_some() => return Ok(Answer::Unchanged),
            StatusCode::OK => {}
            status => {
                return Err(Fault::Unreachable(format!(
                    "{url} was answered with {status}; look whether the feed's address is right"
                )));
            }
        }
        let tag = response
            .headers()
            .get(ETAG)
            .and_then(|tag| tag.to_str().ok());
        let tag = tag.map(str::to_owned);
        let mut bytes = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(unreachable)? {
            bytes.extend_from_slice(&piece);
            if bytes.len() as u64 > limits::MANIFEST_BYTES {
                return Err(Fault::Wrong(format!(
                    "{url} has more than the {} bytes that a manifest may have",
                    limits::MANIFEST_BYTES
                )));
            }
        }
        Ok(Answer::Manifest { etag: tag, bytes })
    }

    /// Fetches one blob into the store.
    ///
    /// # Errors
    ///
    /// [`Fault`] says in words for staff what came instead.
    pub async fn blob(&self, store: &Store, wanted: &Wanted) -> Result<(), Fault> {
        let Wanted { path, digest, size } = wanted;
        let url = self.url(&digest.blob_path())?;
        let request = self.client.get(url).timeout(patience(*size));
        let mut response = request.send().await.map_err(unreachable)?;
        check_status(&response, path)?;
        let mut blob = store.begin_blob(*digest, *size).map_err(local)?;
        while let Some(piece) = response.chunk().await.map_err(unreachable)? {
            blob.write(&piece).map_err(|error| wrong(path, error))?;
        }
        blob.finish().map_err(|error| wrong(path, error))
    }

    fn url(&self, path: &str) -> Result<Url, Fault> {
        self.feed.join(path).map_err(local)
    }
}

/// A blob comes with 200, and then has the length that was asked for.
fn check_status(response: &Response, path: &str) -> Result<(), Fault> {
    match response.status() {
        StatusCode::OK => Ok(()),
        StatusCode::NOT_FOUND | StatusCode::GONE => Err(Fault::Wrong(format!(
            "{path} is not on the server, though the manifest lists it; publish again"
        ))),
        status => Err(Fault::Unreachable(format!(
            "{path} was answered with {status}"
        ))),
    }
}

/// A feed on this very machine is not asked through a proxy.
fn is_here(feed: &Url) -> bool {
    let host = feed.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let loopback = |address: std::net::IpAddr| address.is_loopback();
    host == "localhost" || host.parse().is_ok_and(loopback)
}

fn patience(bytes: u64) -> Duration {
    WHOLE + Duration::from_secs(bytes / BYTES_PER_SECOND)
}

fn wrong(path: &str, error: BlobError) -> Fault {
    match error {
        BlobError::Store(error) => local(error),
        error => Fault::Wrong(format!("{path} came wrong: {error}")),
    }
}

fn local(error: impl ToString) -> Fault {
    Fault::Local(error.to_string())
}

/// The error with what lies behind it: reqwest's own words stop at "error sending request".
fn unreachable(error: reqwest::Error) -> Fault {
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        words = format!("{words}: {error}");
        cause = error.source();
    }
    Fault::Unreachable(words)
}
