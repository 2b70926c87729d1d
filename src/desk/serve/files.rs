//! The published folder's files.
//!
//! Four kinds of path are answered: [`TIMESTAMP`], `metadata/N.ROLE.json`,
//! `blobs/sha256/ab/abcd…`, and the page of a feed that visitors take home, `FEED.html`. There is nothing else to be found, whatever the folder holds. The tag of
//! each is the SHA-256 of its content, so that two versions never share one, however fast they
//! follow each other. All but the timestamp and the page never change, and say so.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use legeplads_trust::Digest;
use legeplads_trust::layout::{METADATA, TIMESTAMP, versioned};
use tokio::io::AsyncReadExt;
use tokio::task::spawn_blocking;
use tokio_util::io::ReaderStream;

use super::range::{Wanted, wanted};

/// Up to this many bytes a file is read in one go instead of piece by piece.
const SMALL: u64 = 64 * 1024;

/// Bytes of a metadata file: what kiosks take at most.
const METADATA_BYTES: u64 = 10 * 1024 * 1024;

/// What never changes may be kept by everybody for a year, which is as long as that can be said.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// May be kept, but is to be asked for each time. Without it, whoever lies between may keep a "not
/// found", and the next root would not be seen when it is there.
const ASK_AGAIN: &str = "no-cache";

/// Something that a path may name.
enum Name {
    Timestamp,
    Metadata,
    Blob(Digest),
    Page,
}

impl Name {
    /// The path is compared as it came, never decoded: what is served has one spelling.
    fn of(path: &str) -> Option<Self> {
        if path == TIMESTAMP {
            return Some(Self::Timestamp);
        }
        if let Some(feed) = path.strip_suffix(".html") {
            return legeplads_trust::is_id(feed).then_some(Self::Page);
        }
        let (folder, name) = path.rsplit_once('/')?;
        if folder == METADATA {
            let (version, role) = name.strip_suffix(".json")?.split_once('.')?;
            let version = version.parse().ok()?;
            let plain = legeplads_trust::is_id(role) && versioned(version, role) == path;
            return plain.then_some(Self::Metadata);
        }
        let digest: Digest = name.parse().ok()?;
        (digest.blob_path() == path).then_some(Self::Blob(digest))
    }

    fn cache(&self) -> &'static str {
        match self {
            Self::Timestamp | Self::Page => ASK_AGAIN,
            Self::Metadata | Self::Blob(_) => FOR_EVER,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Timestamp | Self::Metadata => "application/json",
            Self::Blob(_) => "application/octet-stream",
            Self::Page => "text/html; charset=utf-8",
        }
    }
}

/// A file that is there.
struct Found {
    tag: String,
    length: u64,
    content: Content,
}

enum Content {
    Here(Bytes),
    Open(File),
}

/// Answers whatever no other room answers.
pub(super) async fn answer(
    State(dir): State<Arc<Path>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
    }
    let path = uri.path().trim_start_matches('/').to_owned();
    let Some(name) = Name::of(&path) else {
        return not_found();
    };
    let (cache, kind) = (name.cache(), name.kind());
    let file = dir.join(&path);
    let found = spawn_blocking(move || find(&name, &file)).await;
    match found.map_err(io::Error::other).flatten() {
        Ok(found) => found.answer(&headers, cache, kind),
        Err(error) if error.kind() == io::ErrorKind::NotFound => not_found(),
        Err(error) => {
            eprintln!(
                "legeplads-desk: cannot serve {}: {error}",
                dir.join(&path).display()
            );
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn not_found() -> Response {
    (StatusCode::NOT_FOUND, [(CACHE_CONTROL, ASK_AGAIN)]).into_response()
}

fn find(name: &Name, path: &Path) -> io::Result<Found> {
    let metadata = fs::symlink_metadata(path)?;
    // A symbolic link could lead out of the folder and is not followed.
    if !metadata.is_file() {
        return Err(io::ErrorKind::NotFound.into());
    }
    let file = File::open(path)?;
    if let Name::Blob(digest) = name
        && metadata.len() > SMALL
    {
        return Ok(Found {
            tag: tag(*digest),
            length: metadata.len(),
            content: Content::Open(file),
        });
    }
    let mut bytes = Vec::new();
    file.take(METADATA_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > METADATA_BYTES {
        return Err(io::Error::other(format!(
            "it is larger than the {METADATA_BYTES} bytes that kiosks take"
        )));
    }
    let digest = match name {
        Name::Blob(digest) => *digest,
        Name::Timestamp | Name::Metadata | Name::Page => Digest::of(&bytes),
    };
    Ok(Found {
        tag: tag(digest),
        length: bytes.len() as u64,
        content: Content::Here(bytes.into()),
    })
}

impl Found {
    fn answer(self, headers: &HeaderMap, cache: &'static str, kind: &'static str) -> Response {
        let length = self.length;
        let shared = [
            (ETAG, self.tag.clone()),
            (CACHE_CONTROL, cache.to_owned()),
            (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
            (ACCEPT_RANGES, "bytes".to_owned()),
        ];
        if knows(headers, &self.tag) {
            return (StatusCode::NOT_MODIFIED, shared).into_response();
        }
        let (status, first, count) = match wanted(headers, &self.tag, length) {
            Wanted::Whole => (StatusCode::OK, 0, length),
            Wanted::Part { first, last } => (StatusCode::PARTIAL_CONTENT, first, last - first + 1),
            Wanted::Beyond => {
                let span = [(CONTENT_RANGE, format!("bytes */{length}"))];
                return (StatusCode::RANGE_NOT_SATISFIABLE, shared, span).into_response();
            }
        };
        let Ok(body) = self.content.part(first, count) else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let sizes = [
            (CONTENT_TYPE, kind.to_owned()),
            (CONTENT_LENGTH, count.to_string()),
        ];
        let span = (status == StatusCode::PARTIAL_CONTENT).then(|| {
            let last = first + count - 1;
            [(CONTENT_RANGE, format!("bytes {first}-{last}/{length}"))]
        });
        (status, shared, sizes, span, body).into_response()
    }
}

impl Content {
    fn part(self, first: u64, count: u64) -> io::Result<Body> {
        match self {
            Self::Here(bytes) => {
                let place = |at: u64| usize::try_from(at).map_err(io::Error::other);
                let part = place(first)?..place(first + count)?;
                Ok(Body::from(bytes.slice(part)))
            }
            Self::Open(mut file) => {
                // Moves a number inside the kernel; nothing waits for the disk.
                file.seek(SeekFrom::Start(first))?;
                let file = tokio::fs::File::from_std(file).take(count);
                Ok(Body::from_stream(ReaderStream::with_capacity(
                    file,
                    SMALL as usize,
                )))
            }
        }
    }
}

fn tag(digest: Digest) -> String {
    format!("\"{digest}\"")
}

/// Whether `If-None-Match` names this tag.
fn knows(headers: &HeaderMap, tag: &str) -> bool {
    headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|known| known.split(','))
        .map(str::trim)
        // A proxy that compressed on the way makes tags weak; the content is the same.
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}
