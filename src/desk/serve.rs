//! `legeplads-desk serve`: a published folder over HTTP, for a place that has no web server.
//!
//! Two kinds of path are answered, `/manifest.ron` and `/blobs/sha256/ab/abcd…`; there is nothing
//! else to be found, whatever the folder holds. The tag of either is the SHA-256 of its content.
//! Blobs never change and say so; the manifest is to be asked for again each time.

use std::future::IntoFuture;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, Method, StatusCode, Uri, response};
use axum::response::{IntoResponse, Response};
use axum::serve::ListenerExt;
use legeplads_trust::{Digest, Manifest, limits};
use tokio::fs::{self, File};
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio_util::io::ReaderStream;

/// For those who are in the middle of fetching when the server is told to stop.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves `dir` to `listener` until `stop` is there, and then for a little while more, to end what has
/// begun.
///
/// # Errors
///
/// When the system no longer hands over connections.
pub async fn serve(
    dir: PathBuf,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let router = Router::new().fallback(answer).with_state(Arc::new(dir));
    let (serving, told) = oneshot::channel::<()>();
    // Small answers go out at once: a kiosk waits for one before it asks for the next.
    let listener = listener.tap_io(|connection| {
        // At worst it is slower.
        let _ = connection.set_nodelay(true);
    });
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        stop.await;
        drop(serving);
    });
    let out_of_patience = async {
        // An error means that the other end was dropped, which is the message.
        let _ = told.await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        ended = server.into_future() => ended,
        () = out_of_patience => Ok(()),
    }
}

async fn answer(
    State(dir): State<Arc<PathBuf>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
    }
    let known = headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect::<Vec<_>>()
        .join(",");
    // The path is compared as it came, never decoded: what is served has one spelling.
    let path = uri.path().trim_start_matches('/');
    let answered = match blob(path) {
        Some(digest) => answer_blob(&dir, digest, &known).await,
        None if path == Manifest::FILE => answer_manifest(&dir, &known).await,
        None => return StatusCode::NOT_FOUND.into_response(),
    };
    match answered {
        Ok(response) => response,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            StatusCode::NOT_FOUND.into_response()
        }
        Err(error) => {
            eprintln!("legeplads-desk: cannot serve {path}: {error}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The blob that a path names, if it names one.
fn blob(path: &str) -> Option<Digest> {
    let (_, name) = path.rsplit_once('/')?;
    let digest: Digest = name.parse().ok()?;
    (digest.blob_path() == path).then_some(digest)
}

async fn answer_manifest(dir: &Path, known: &str) -> io::Result<Response> {
    let (mut file, length) = open(&dir.join(Manifest::FILE)).await?;
    if length > limits::MANIFEST_BYTES {
        return Err(io::Error::other("it is larger than a manifest may be"));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).await?;
    let head = head(Digest::of(&bytes), "no-cache", "text/plain; charset=utf-8");
    let tag = tag(Digest::of(&bytes));
    match knows(known, &tag) {
        true => finish(head.status(StatusCode::NOT_MODIFIED), Body::empty()),
        false => finish(head.header(CONTENT_LENGTH, bytes.len()), Body::from(bytes)),
    }
}

async fn answer_blob(dir: &Path, digest: Digest, known: &str) -> io::Result<Response> {
    let (file, length) = open(&dir.join(digest.blob_path())).await?;
    let cache = "public, max-age=31536000, immutable";
    let head = head(digest, cache, "application/octet-stream");
    match knows(known, &tag(digest)) {
        true => finish(head.status(StatusCode::NOT_MODIFIED), Body::empty()),
        false => finish(
            head.header(CONTENT_LENGTH, length),
            Body::from_stream(ReaderStream::new(file)),
        ),
    }
}

/// A plain file and its length; a symbolic link could lead out of the folder and is not followed.
async fn open(path: &Path) -> io::Result<(File, u64)> {
    let metadata = fs::symlink_metadata(path).await?;
    if !metadata.is_file() {
        return Err(io::ErrorKind::NotFound.into());
    }
    Ok((File::open(path).await?, metadata.len()))
}

fn tag(digest: Digest) -> String {
    format!("\"{digest}\"")
}

/// Whether `If-None-Match` names this tag.
fn knows(known: &str, tag: &str) -> bool {
    known.split(',').map(str::trim).any(|one| {
        // A proxy that compressed on the way makes tags weak; the content is the same.
        one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag
    })
}

fn head(digest: Digest, cache: &str, kind: &str) -> response::Builder {
    Response::builder()
        .header(ETAG, tag(digest))
        .header(CACHE_CONTROL, cache)
        .header(CONTENT_TYPE, kind)
        .header(X_CONTENT_TYPE_OPTIONS, "nosniff")
}

fn finish(head: response::Builder, body: Body) -> io::Result<Response> {
    head.body(body).map_err(io::Error::other)
}
