//! A server that can be told to lie, and releases for it to serve.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Response, Uri, header};
use futures_util::{StreamExt, stream};
use image::{ImageFormat, RgbImage};
use legeplads_store::{Slot, View};
use legeplads_sync::{Options, Outcome, http, run};
use legeplads_trust::{Digest, Document, Manifest, Media};
use tokio::net::TcpListener;

/// What the server says to one path.
#[derive(Clone)]
pub enum Reply {
    /// This, with a strong tag.
    Bytes(Vec<u8>),
    /// Nothing but a status.
    Status(u16),
    /// More and more; 64 MiB in the end, so that a courier that takes it all fills no disk.
    Endless,
    /// These bytes, and then the line is cut although more were promised.
    Cut(Vec<u8>),
}

/// A server in this process, on a port of its own.
pub struct Server {
    pub address: String,
    inner: Arc<Mutex<Inner>>,
}

#[derive(Default)]
struct Inner {
    replies: HashMap<String, Reply>,
    asked: Vec<String>,
}

impl Server {
    pub async fn start() -> Self {
        let inner = Arc::new(Mutex::new(Inner::default()));
        let router = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&inner));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self {
            address: format!("http://{address}/feed"),
            inner,
        }
    }

    /// Serves a release, with whatever else was served before.
    pub fn publish(&self, content: &Content) {
        let manifest = content.manifest();
        for (digest, bytes) in content.blobs() {
            self.set(&digest.blob_path(), Reply::Bytes(bytes));
        }
        self.set("manifest.ron", Reply::Bytes(manifest.into_bytes()));
    }

    /// Says something else to a path below the feed's address from now on.
    pub fn set(&self, path: &str, reply: Reply) {
        self.inner().replies.insert(format!("/feed/{path}"), reply);
    }

    /// The paths that were asked for since the last time, without the feed's own.
    pub fn asked(&self) -> Vec<String> {
        let asked = std::mem::take(&mut self.inner().asked);
        let short = |path: String| path.trim_start_matches("/feed/").to_owned();
        asked.into_iter().map(short).collect()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("no test panicked with it")
    }
}

async fn answer(
    State(inner): State<Arc<Mutex<Inner>>>,
    headers: HeaderMap,
    uri: Uri,
) -> Response<Body> {
    let reply = {
        let mut inner = inner.lock().expect("no test panicked with it");
        inner.asked.push(uri.path().to_owned());
        inner.replies.get(uri.path()).cloned()
    };
    let response = Response::builder();
    match reply.unwrap_or(Reply::Status(404)) {
        Reply::Bytes(bytes) => {
            let tag = format!("\"{}\"", Digest::of(&bytes));
            let known = headers
                .get(header::IF_NONE_MATCH)
                .is_some_and(|known| known == &tag);
            let response = response.header(header::ETAG, tag);
            match known {
                true => response.status(304).body(Body::empty()),
                false => response.body(Body::from(bytes)),
            }
        }
        Reply::Status(status) => response.status(status).body(Body::from("no")),
        Reply::Endless => {
            let piece = || Ok::<_, std::io::Error>(Bytes::from_static(&[b' '; 64 * 1024]));
            response.body(Body::from_stream(stream::repeat_with(piece).take(1024)))
        }
        Reply::Cut(bytes) => {
            let whole = bytes.len() + 1000;
            let begin = stream::iter([Ok(Bytes::from(bytes))]);
            let end = stream::iter([Err(std::io::Error::other("cut"))]);
            response
                .header(header::CONTENT_LENGTH, whole)
                .body(Body::from_stream(begin.chain(end)))
        }
    }
    .expect("a response")
}

/// What a release consists of, to be changed before it is published.
#[derive(Clone)]
pub struct Content {
    pub feed: String,
    pub version: u64,
    pub documents: BTreeMap<String, Vec<u8>>,
    /// Pictures with the width and height that the manifest claims.
    pub media: BTreeMap<String, (Vec<u8>, u32, u32)>,
}

impl Content {
    /// The small feed without fault, with a picture.
    pub fn tiny() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../feed/tests/fixtures/tiny");
        let mut content = Self {
            feed: "tiny".into(),
            version: 1,
            documents: BTreeMap::new(),
            media: BTreeMap::new(),
        };
        for path in files(&root) {
            let name = path
                .strip_prefix(&root)
                .expect("inside")
                .to_str()
                .expect("plain");
            if name.ends_with(".ron") {
                let bytes = fs::read(&path).expect("readable");
                content.documents.insert(name.to_owned(), bytes);
            } else if name.starts_with("media/") {
                content
                    .media
                    .insert(name.to_owned(), (png(16, 12, 1), 16, 12));
            }
        }
        content
    }

    pub fn version(mut self, version: u64) -> Self {
        self.version = version;
        self
    }

    /// Replaces a piece of a document.
    pub fn edit(mut self, path: &str, from: &str, to: &str) -> Self {
        let document = self.documents.get_mut(path).expect("a document");
        let text = String::from_utf8(document.clone()).expect("text");
        assert!(text.contains(from), "{path} has no {from:?}");
        *document = text.replacen(from, to, 1).into_bytes();
        self
    }

    /// Replaces the picture, and what the manifest claims of its size.
    pub fn picture(mut self, bytes: Vec<u8>, width: u32, height: u32) -> Self {
        let path = self.picture_path();
        self.media.insert(path, (bytes, width, height));
        self
    }

    pub fn picture_path(&self) -> String {
        self.media.keys().next().expect("a picture").clone()
    }

    pub fn manifest(&self) -> String {
        let documents = self.documents.iter().map(|(path, bytes)| Document {
            path: path.clone(),
            sha256: Digest::of(bytes),
            size: bytes.len() as u64,
        });
        let media = self
            .media
            .iter()
            .map(|(path, (bytes, width, height))| Media {
                path: path.clone(),
                sha256: Digest::of(bytes),
                size: bytes.len() as u64,
                width: *width,
                height: *height,
            });
        let manifest = Manifest {
            format: Manifest::FORMAT,
            feed: self.feed.clone(),
            version: self.version,
            created: "2026-11-21T21:04:05Z".parse().expect("a timestamp"),
            note: String::new(),
            previous: None,
            withdrawn: false,
            documents: documents.collect(),
            media: media.collect(),
        };
        manifest.to_ron().expect("a manifest can be written")
    }

    fn blobs(&self) -> Vec<(Digest, Vec<u8>)> {
        let documents = self.documents.values();
        let media = self.media.values().map(|(bytes, ..)| bytes);
        documents
            .chain(media)
            .map(|bytes| (Digest::of(bytes), bytes.clone()))
            .collect()
    }

    /// Where the blob of one file is served.
    pub fn blob(&self, path: &str) -> String {
        let bytes = self
            .documents
            .get(path)
            .or(self.media.get(path).map(|(bytes, ..)| bytes));
        Digest::of(bytes.expect("a file")).blob_path()
    }
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).expect("a folder");
    entries
        .map(|entry| entry.expect("an entry").path())
        .flat_map(|path| match path.is_dir() {
            true => files(&path),
            false => vec![path],
        })
        .collect()
}

/// A real PNG.
pub fn png(width: u32, height: u32, shade: u8) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_pixel(width, height, image::Rgb([shade; 3]))
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("written");
    bytes.into_inner()
}

/// A PNG whose header promises more pixels than there are, with a right checksum.
pub fn png_promise(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png(1, 1, 0);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = !bytes[12..29].iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum: u32, _| {
            (sum >> 1) ^ (0xedb8_8320 * (sum & 1))
        })
    });
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

/// One round of a courier.
pub async fn round(server: &Server, store: &Path) -> Outcome {
    let options = Options {
        feed: http::address(&server.address).expect("an address"),
        store: store.to_owned(),
        poll: Duration::from_secs(60),
        once: true,
    };
    run(options, std::future::pending())
        .await
        .expect("it begins")
}

/// The numbers in pending, current and previous.
pub fn numbers(store: &Path) -> [Option<u64>; 3] {
    let slots = View::open(store).slots().expect("readable");
    Slot::ALL.map(|slot| slots.get(slot).map(|pointer| pointer.release))
}
