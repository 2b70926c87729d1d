//! A published folder in this process, and a server of it that can be told to lie.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, Response, header};
use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use legeplads_trust::keys::KeyRing;
use legeplads_trust::publish::{self, Change, Published};
use legeplads_trust::{
    Channel, DeltaTarget, Digest, Fetch, FetchFault, ToSign, async_trait, layout,
};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::broadcast;

use crate::content::Content;

/// When everything here is signed: 1 December 2026.
pub const NOW: Timestamp = Timestamp::constant(1_796_083_200, 0);

/// What the server says to one path.
#[derive(Clone)]
pub enum Reply {
    /// This, with a strong tag, or the part of it that is asked for.
    Bytes(Vec<u8>),
    /// This, all of it, whatever part is asked for.
    NoRange(Vec<u8>),
    /// This, with the same tag as before, though it changed: as nginx has it within a second.
    OneTag(Vec<u8>),
    /// Nothing but a status.
    Status(u16),
    /// A status, and to be left alone for so many seconds; the truth the next time.
    BusyOnce(u16, u64),
    /// A piece of it, said to begin here; whatever part is asked for.
    Part(usize, Vec<u8>),
    /// This, and the beginning of it whatever part is asked for.
    WrongParts(Vec<u8>),
    /// Somewhere else.
    Redirect(String),
    /// More and more; 64 MiB in the end, so that a courier that takes it all fills no disk.
    Endless,
    /// These bytes, and then the line is cut although more were promised.
    Cut(Vec<u8>),
    /// The truth up to so many bytes, then the line is cut; the whole truth the next time.
    CutOnce(usize),
    /// A byte now and then.
    Trickle(Vec<u8>, Duration),
    /// No answer at all.
    Silence,
}

/// A question that came.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Below the feed's address.
    pub path: String,
    pub tag: Option<String>,
    pub range: Option<String>,
    pub body: Vec<u8>,
}

/// A server in this process, on a port of its own, and the desk that publishes on it.
pub struct Server {
    pub address: String,
    keys: KeyRing,
    signs_at: Timestamp,
    dir: TempDir,
    inner: Arc<Mutex<Inner>>,
    events: broadcast::Sender<String>,
}

#[derive(Debug, Default)]
struct Inner {
    files: BTreeMap<String, Vec<u8>>,
    lies: HashMap<String, Reply>,
    /// What is said to everything, by somebody before the server.
    usurper: Option<Reply>,
    asked: Vec<Asked>,
    /// What everybody hears who begins to listen.
    greeting: String,
}

impl std::fmt::Debug for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a reply")
    }
}

impl Server {
    pub async fn start() -> Self {
        Self::start_at(NOW).await
    }

    /// The same, where everything is signed at another time: programs that are asked for as they
    /// are go by the machine's clock.
    pub async fn start_at(signs_at: Timestamp) -> Self {
        let inner = Arc::new(Mutex::new(Inner::default()));
        let (events, _) = broadcast::channel(100);
        let router = Router::new()
            .fallback(answer)
            .with_state((Arc::clone(&inner), events.clone()));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, router).await });
        let channels = ["live", "booth"].map(|id| id.parse().expect("a channel"));
        let keys = KeyRing::create("desk", &channels, signs_at).await;
        let server = Self {
            address: format!("http://{address}/feed"),
            keys: keys.expect("keys"),
            signs_at,
            dir: tempfile::tempdir().expect("a folder"),
            inner,
            events,
        };
        std::fs::write(server.root(), server.keys.root()).expect("written");
        server
    }

    /// The root that kiosks are given.
    pub fn root(&self) -> PathBuf {
        self.dir.path().join("root.json")
    }

    /// Publishes a release on `live`. What was said instead of it before is said no more.
    pub async fn publish(&self, content: &Content) {
        self.publish_on(&Channel::live(), content).await;
    }

    /// The same with this as what leads to it from the manifest with the digest `from`; gives where
    /// that lies.
    pub async fn publish_with(&self, content: &Content, from: Digest, delta: &[u8]) -> String {
        let sha256 = Digest::of(delta);
        self.put(&sha256.blob_path(), delta.to_vec());
        let delta = DeltaTarget {
            from,
            sha256,
            length: delta.len() as u64,
        };
        self.sign(&Channel::live(), content, Some(delta)).await;
        sha256.blob_path()
    }

    pub async fn publish_on(&self, channel: &Channel, content: &Content) {
        self.sign(channel, content, None).await;
    }

    async fn sign(&self, channel: &Channel, content: &Content, delta: Option<DeltaTarget>) {
        for (digest, bytes) in content.blobs() {
            self.put(&digest.blob_path(), bytes);
        }
        let manifest = content.manifest().into_bytes();
        let (sha256, size) = (Digest::of(&manifest), manifest.len() as u64);
        self.put(&sha256.blob_path(), manifest);
        let target = Some(ToSign {
            sha256,
            size,
            delta,
        });
        let published = self.published().await;
        let change = published
            .set(&self.keys, channel, target, self.signs_at)
            .await;
        self.commit(change.expect("signed"));
    }

    /// Signs the short-lived metadata again, as a desk does every hour.
    pub async fn renew(&self) {
        let change = self
            .published()
            .await
            .renew(&self.keys, self.signs_at)
            .await;
        self.commit(change.expect("signed"));
    }

    async fn published(&self) -> Published {
        let files = Files(Arc::clone(&self.inner));
        let read = async || Published::read(&files, self.keys.first_root()).await;
        if let Some(published) = read().await.expect("good metadata") {
            return published;
        }
        let nothing = std::collections::BTreeSet::new();
        let change = publish::begin(&self.keys, &nothing, self.signs_at).await;
        self.commit(change.expect("signed"));
        read().await.expect("good metadata").expect("published")
    }

    fn commit(&self, change: Change) {
        for (path, bytes) in change.files {
            self.put(&path, bytes);
        }
        self.put(layout::TIMESTAMP, change.timestamp);
    }

    fn put(&self, path: &str, bytes: Vec<u8>) {
        let mut inner = self.inner();
        inner.lies.remove(path);
        inner.files.insert(path.to_owned(), bytes);
    }

    /// What lies in the published folder.
    pub fn file(&self, path: &str) -> Vec<u8> {
        self.inner().files[path].clone()
    }

    /// The version of the timestamp that is published.
    pub fn version(&self) -> u64 {
        let bytes = self.file(layout::TIMESTAMP);
        let timestamp: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        timestamp["signed"]["version"].as_u64().expect("a version")
    }

    /// Says something else to a path below the feed's address from now on.
    pub fn set(&self, path: &str, reply: Reply) {
        self.inner().lies.insert(path.to_owned(), reply);
    }

    /// Says something else to every metadata file but the timestamp.
    pub fn set_metadata(&self, reply: &Reply) {
        let mut inner = self.inner();
        let paths: Vec<_> = inner.files.keys().cloned().collect();
        for path in paths {
            if path.starts_with(layout::METADATA) && path != layout::TIMESTAMP {
                inner.lies.insert(path, reply.clone());
            }
        }
    }

    /// Says this to everything that is asked, and the truth again if there is none.
    pub fn usurp(&self, reply: Option<Reply>) {
        self.inner().usurper = reply;
    }

    /// Says the truth again to everything.
    pub fn repent(&self) {
        let mut inner = self.inner();
        inner.lies.clear();
        inner.usurper = None;
    }

    /// What was asked since the last time.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.inner().asked)
    }

    /// The blobs that were asked for since the last time.
    pub fn blobs(&self) -> Vec<String> {
        let paths = self.asked().into_iter().map(|asked| asked.path);
        paths.filter(|path| path.starts_with("blobs/")).collect()
    }

    /// Sends these bytes to everybody who listens.
    pub fn say(&self, text: &str) {
        // Nobody listens: nobody hears it.
        let _ = self.events.send(text.to_owned());
    }

    /// Says this to everybody who begins to listen from now on.
    pub fn greet(&self, text: &str) {
        text.clone_into(&mut self.inner().greeting);
    }

    /// Cuts everybody off who listens.
    pub fn hang_up(&self) {
        self.say("");
    }

    /// How many listen.
    pub fn listeners(&self) -> usize {
        self.events.receiver_count()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("no test panicked with it")
    }
}

#[derive(Debug)]
struct Files(Arc<Mutex<Inner>>);

#[async_trait]
impl Fetch for Files {
    async fn fetch(&self, path: &str, _: u64) -> Result<Vec<u8>, FetchFault> {
        let inner = self.0.lock().expect("no test panicked with it");
        inner.files.get(path).cloned().ok_or(FetchFault::Missing)
    }
}

type Shared = (Arc<Mutex<Inner>>, broadcast::Sender<String>);

async fn answer(State((inner, events)): State<Shared>, request: Request) -> Response<Body> {
    let path = request.uri().path().trim_start_matches("/feed/").to_owned();
    let headers = request.headers().clone();
    let body = axum::body::to_bytes(request.into_body(), 10_000_000).await;
    let (tag, range) = (
        said(&headers, header::IF_NONE_MATCH),
        said(&headers, header::RANGE),
    );
    let reply = {
        let mut inner = inner.lock().expect("no test panicked with it");
        inner.asked.push(Asked {
            path: path.clone(),
            tag: tag.clone(),
            range: range.clone(),
            body: body.unwrap_or_default().to_vec(),
        });
        let truth = inner.files.get(&path).cloned();
        let lie = inner.usurper.as_ref().or(inner.lies.get(&path)).cloned();
        match (lie, truth) {
            (Some(Reply::CutOnce(at)), Some(truth)) => {
                inner.lies.remove(&path);
                Reply::Cut(truth[..at].to_vec())
            }
            (Some(busy @ Reply::BusyOnce(..)), _) => {
                inner.lies.remove(&path);
                busy
            }
            (Some(lie), _) => lie,
            (None, Some(truth)) => Reply::Bytes(truth),
            (None, None) if path == "events" => {
                return listen(inner.greeting.clone(), events.subscribe());
            }
            (None, None) => Reply::Status(404),
        }
    };
    speak(reply, tag, range).await
}

fn said(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().expect("plain");
    Some(value.to_owned())
}

async fn speak(reply: Reply, known: Option<String>, range: Option<String>) -> Response<Body> {
    let response = Response::builder();
    match reply {
        Reply::Bytes(bytes) => {
            let tag = format!("\"{}\"", Digest::of(&bytes));
            let unchanged = known.as_ref() == Some(&tag);
            let response = response.header(header::ETAG, tag);
            let from = range.map(|range| {
                let from = range.trim_start_matches("bytes=").trim_end_matches('-');
                from.parse::<usize>().expect("an open range")
            });
            match from {
                _ if unchanged => response.status(304).body(Body::empty()),
                None => response.body(Body::from(bytes)),
                Some(from) if from >= bytes.len() => response.status(416).body(Body::empty()),
                Some(from) => {
                    let (last, whole) = (bytes.len() - 1, bytes.len());
                    response
                        .status(206)
                        .header(
                            header::CONTENT_RANGE,
                            format!("bytes {from}-{last}/{whole}"),
                        )
                        .body(Body::from(bytes[from..].to_vec()))
                }
            }
        }
        Reply::OneTag(bytes) => {
            let response = response.header(header::ETAG, "\"one\"");
            match known.as_deref() == Some("\"one\"") {
                true => response.status(304).body(Body::empty()),
                false => response.body(Body::from(bytes)),
            }
        }
        Reply::NoRange(bytes) => response.body(Body::from(bytes)),
        Reply::WrongParts(bytes) if range.is_none() => response.body(Body::from(bytes)),
        Reply::WrongParts(bytes) => part(0, bytes),
        Reply::Part(from, bytes) => part(from, bytes),
        Reply::Status(status) => response.status(status).body(Body::from("no")),
        Reply::BusyOnce(status, seconds) => response
            .status(status)
            .header(header::RETRY_AFTER, seconds)
            .body(Body::from("not now")),
        Reply::Redirect(to) => response
            .status(302)
            .header(header::LOCATION, to)
            .body(Body::empty()),
        Reply::Endless => {
            let piece = || Ok::<_, io::Error>(Bytes::from_static(&[b' '; 64 * 1024]));
            response.body(Body::from_stream(stream::repeat_with(piece).take(1024)))
        }
        Reply::Cut(bytes) => {
            let whole = bytes.len() + 1000;
            // In pieces: what is in one piece with the cut is lost to the other side.
            let pieces: Vec<_> = bytes
                .chunks(16 * 1024)
                .map(Bytes::copy_from_slice)
                .collect();
            let begin = stream::iter(pieces.into_iter().map(Ok)).then(async |piece| {
                tokio::task::yield_now().await;
                piece
            });
            let cut = stream::once(async {
                tokio::time::sleep(Duration::from_millis(20)).await;
                Err(io::Error::other("cut"))
            });
            response
                .header(header::CONTENT_LENGTH, whole)
                .body(Body::from_stream(begin.chain(cut)))
        }
        Reply::CutOnce(_) => response.status(404).body(Body::empty()),
        Reply::Trickle(bytes, pause) => {
            let whole = bytes.len();
            let bytes = stream::iter(bytes).then(move |byte| async move {
                tokio::time::sleep(pause).await;
                Ok::<_, io::Error>(Bytes::from(vec![byte]))
            });
            response
                .header(header::CONTENT_LENGTH, whole)
                .body(Body::from_stream(bytes))
        }
        Reply::Silence => std::future::pending().await,
    }
    .expect("a response")
}

/// An answer that says that it begins at a byte.
fn part(from: usize, bytes: Vec<u8>) -> Result<Response<Body>, axum::http::Error> {
    let whole = from + bytes.len();
    let range = format!("bytes {from}-{}/{whole}", whole - 1);
    Response::builder()
        .status(206)
        .header(header::CONTENT_RANGE, range)
        .body(Body::from(bytes))
}

fn listen(greeting: String, heard: broadcast::Receiver<String>) -> Response<Body> {
    let events = stream::unfold(heard, async |mut heard| {
        let text = heard.recv().await.ok().filter(|text| !text.is_empty())?;
        Some((text, heard))
    });
    let greeting = stream::iter((!greeting.is_empty()).then_some(greeting));
    let said = greeting.chain(events);
    Response::builder()
        .header(header::CONTENT_TYPE, "text/event-stream")
        .body(Body::from_stream(
            said.map(|text| Ok::<_, io::Error>(Bytes::from(text))),
        ))
        .expect("a response")
}
