//! What is asked of the server, within limits of bytes and of time.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use legeplads_trust::layout;
use reqwest::header::{CACHE_CONTROL, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response, StatusCode, Url};
use rustls::ClientConfig;

use crate::event::{Answer, Fault};
use crate::throttle::Throttle;
use crate::words;

/// Bytes of a timestamp; they have some hundred.
const TIMESTAMP_BYTES: u64 = 64 * 1024;

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

/// Understands a feed's address: the folder in which `metadata/` and `blobs/` lie.
///
/// # Errors
///
/// [`BadAddress`] when it is none.
pub fn address(text: &str) -> Result<Url, BadAddress> {
    let mut url = Url::parse(text).map_err(|_| BadAddress::Form(text.to_owned()))?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(BadAddress::Scheme(text.to_owned()));
    }
    // Without the slash, joining would put the files beside the folder.
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    url.set_query(None);
    url.set_fragment(None);
    Ok(url)
}

/// How long the server is waited for.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// To reach the server.
    pub connect: Duration,
    /// Between two pieces of an answer.
    pub silence: Duration,
    /// For a whole answer, besides the time for its bytes.
    pub whole: Duration,
    /// Slower than so many bytes a second, an answer is given up: a trickle must not hold the
    /// courier for ever.
    pub slowest: u64,
    /// Before the line on which events come is taken up again, at most, when it broke once.
    pub again: Duration,
    /// Between two signs of life on the line on which events come. The server sends one every
    /// 15 seconds.
    pub hush: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(30),
            whole: Duration::from_secs(60),
            slowest: 8 * 1024,
            again: Duration::from_secs(10),
            hush: Duration::from_secs(45),
        }
    }
}

impl Patience {
    /// For a whole answer of so many bytes.
    pub fn for_bytes(&self, bytes: u64) -> Duration {
        self.whole + Duration::from_secs(bytes / self.slowest.max(1))
    }
}

/// One feed's server.
#[derive(Debug, Clone)]
pub struct Server {
    client: Client,
    /// The same, for the one answer that has no end.
    listener: Client,
    feed: Url,
    patience: Patience,
    throttle: Option<Arc<Mutex<Throttle>>>,
    began: Instant,
}

impl Server {
    /// A server for the feed at this [`address`]. Nothing is asked yet. `bandwidth`: the most
    /// bytes a second that downloads may take.
    ///
    /// # Errors
    ///
    /// When this machine's network cannot be set up.
    pub fn new(
        feed: Url,
        tls: ClientConfig,
        mut patience: Patience,
        bandwidth: Option<u64>,
    ) -> Result<Self, reqwest::Error> {
        if let Some(rate) = bandwidth {
            // We are the slow ones then, and the server is not to blame.
            patience.slowest = patience.slowest.min(rate / 2).max(1);
        }
        let client = |silence| {
            let mut client = Client::builder()
                .user_agent(concat!("legeplads-sync/", env!("CARGO_PKG_VERSION")))
                .tls_backend_preconfigured(tls.clone())
                .connect_timeout(patience.connect)
                .read_timeout(silence)
                .redirect(Policy::limited(5))
                // An address that asks for TLS is not led away from it.
                .https_only(feed.scheme() == "https");
            if is_here(&feed) {
                client = client.no_proxy();
            }
            client.build()
        };
        Ok(Self {
            client: client(patience.silence)?,
            listener: client(patience.hush)?,
            feed: feed.clone(),
            patience,
            throttle: bandwidth.map(|rate| Arc::new(Mutex::new(Throttle::new(rate)))),
            began: Instant::now(),
        })
    }

    /// Asks for the timestamp, unless it still has the tag `etag`.
    ///
    /// # Errors
    ///
    /// [`Fault`] says in words for staff what came instead.
    pub async fn timestamp(&self, etag: Option<String>) -> Result<Answer, Fault> {
        let what = layout::TIMESTAMP;
        // Between here and the server nobody shall answer out of a cache without asking.
        let mut request = self
            .get(what, TIMESTAMP_BYTES)?
            .header(CACHE_CONTROL, "no-cache");
        if let Some(etag) = &etag {
            request = request.header(IF_NONE_MATCH, etag);
        }
        let response = request.send().await.map_err(words::unreachable)?;
        match response.status() {
            StatusCode::NOT_MODIFIED if etag.is_some() => return Ok(Answer::Unchanged),
            StatusCode::OK => {}
            _ => return Err(words::status(what, &response)),
        }
        let etag = tag(response.headers());
        match self.body(response, TIMESTAMP_BYTES).await? {
            Body::Whole(bytes) if words::is_page(&bytes) => Err(words::page(what)),
            Body::Whole(bytes) => Ok(Answer::Timestamp { etag, bytes }),
            Body::TooLong => Err(Fault::Wrong(format!(
                "{what} has more than the {TIMESTAMP_BYTES} bytes that it may have"
            ))),
        }
    }

    /// A request for something below the feed's address, which may take as long as `bytes` need.
    pub(crate) fn get(&self, path: &str, bytes: u64) -> Result<RequestBuilder, Fault> {
        let request = self.client.get(self.url(path)?);
        Ok(request.timeout(self.patience.for_bytes(bytes)))
    }

    /// A request for the line on which events come.
    pub(crate) fn listen(&self, path: &str) -> Result<RequestBuilder, Fault> {
        Ok(self.listener.get(self.url(path)?))
    }

    /// A message to the server.
    pub(crate) fn post(&self, path: &str, body: Vec<u8>) -> Result<RequestBuilder, Fault> {
        let patience = self.patience.for_bytes(body.len() as u64);
        let request = self.client.post(self.url(path)?).timeout(patience);
        Ok(request.body(body))
    }

    /// All of an answer, if it has at most `most` bytes.
    pub(crate) async fn body(&self, mut response: Response, most: u64) -> Result<Body, Fault> {
        let mut bytes = Vec::new();
        while let Some(piece) = self.piece(&mut response).await? {
            bytes.extend_from_slice(&piece);
            if bytes.len() as u64 > most {
                return Ok(Body::TooLong);
            }
        }
        Ok(Body::Whole(bytes))
    }

    /// The next bytes of an answer, no faster than the cap on bandwidth allows.
    pub(crate) async fn piece(&self, response: &mut Response) -> Result<Option<Vec<u8>>, Fault> {
        let piece = response.chunk().await.map_err(words::unreachable)?;
        if let (Some(piece), Some(throttle)) = (&piece, &self.throttle) {
            let wait = throttle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .spend(self.began.elapsed(), piece.len());
            tokio::time::sleep(wait).await;
        }
        Ok(piece.map(Vec::from))
    }

    /// How long this server is waited for.
    pub(crate) fn patience(&self) -> &Patience {
        &self.patience
    }

    fn url(&self, path: &str) -> Result<Url, Fault> {
        self.feed
            .join(path)
            .map_err(|error| Fault::Local(error.to_string()))
    }
}

/// What came of reading an answer.
#[derive(Debug)]
pub(crate) enum Body {
    /// All of it.
    Whole(Vec<u8>),
    /// More than was asked for.
    TooLong,
}

fn tag(headers: &HeaderMap) -> Option<String> {
    let tag = headers.get(ETAG).map(HeaderValue::to_str);
    tag.and_then(Result::ok).map(str::to_owned)
}

/// A feed on this very machine is not asked through a proxy.
fn is_here(feed: &Url) -> bool {
    let host = feed.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let loopback = |address: std::net::IpAddr| address.is_loopback();
    host == "localhost" || host.parse().is_ok_and(loopback)
}
