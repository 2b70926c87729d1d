//! One blob on its way from the server into the store.
//!
//! What came before the line was cut is kept, and the next attempt asks for the rest. Whatever way
//! the bytes came, the whole is hashed.

use legeplads_store::{BlobError, BlobWriter, Store, StoreError, Wanted};
use reqwest::header::{CONTENT_RANGE, RANGE};
use reqwest::{Response, StatusCode};

use crate::event::Fault;
use crate::http::Server;
use crate::words;

/// A line that brought so many new bytes before it was cut is worth taking up again at once.
const WORTH_IT: u64 = 64 * 1024;

/// How an attempt ended that did not bring the blob.
enum End {
    Fault(Fault),
    /// The beginning that was here does not go with the rest; it is gone now.
    BadBeginning,
}

/// Fetches one blob into the store.
///
/// # Errors
///
/// [`Fault`] says in words for staff what came instead.
pub async fn fetch(server: &Server, store: &Store, wanted: &Wanted) -> Result<(), Fault> {
    let mut farthest = 0;
    let mut began_anew = false;
    loop {
        let mut blob = begin(store, wanted)?;
        let before = blob.written().max(farthest);
        let end = match receive(server, &mut blob, wanted).await {
            Ok(()) => finish(blob, wanted),
            Err(end) => {
                farthest = before.max(blob.written());
                Err(end)
            }
        };
        match end {
            Ok(()) => return Ok(()),
            Err(End::BadBeginning) if !began_anew => began_anew = true,
            Err(End::Fault(Fault::Unreachable(_))) if farthest >= before + WORTH_IT => {}
            Err(End::Fault(fault)) => return Err(fault),
            Err(End::BadBeginning) => {
                let why = format!("{} came wrong twice", wanted.path);
                return Err(Fault::Wrong(why));
            }
        }
    }
}

fn begin(store: &Store, wanted: &Wanted) -> Result<BlobWriter, Fault> {
    store.begin_blob(wanted.digest, wanted.size).map_err(local)
}

fn finish(blob: BlobWriter, wanted: &Wanted) -> Result<(), End> {
    match blob.finish() {
        Ok(()) => Ok(()),
        Err(BlobError::BadBeginning) => Err(End::BadBeginning),
        Err(error) => Err(End::Fault(wrong(wanted, error))),
    }
}

/// Receives what is lacking of a blob.
async fn receive(server: &Server, blob: &mut BlobWriter, wanted: &Wanted) -> Result<(), End> {
    if blob.written() == wanted.size {
        return Ok(());
    }
    let mut response = ask(server, wanted, blob.written()).await?;
    // A server, or a cache before it, that cannot give this part may have the whole.
    if blob.written() > 0 && !goes_with(&response, blob.written()) {
        response = ask(server, wanted, 0).await?;
    }
    match response.status() {
        StatusCode::PARTIAL_CONTENT if continues(&response, blob.written()) => {}
        // The server knows no ranges.
        StatusCode::OK => blob.restart().map_err(|error| End::Fault(local(error)))?,
        StatusCode::NOT_FOUND | StatusCode::GONE => {
            return Err(End::Fault(words::gone(&wanted.path, wanted.digest)));
        }
        _ => return Err(End::Fault(words::status(&wanted.path, &response))),
    }
    while let Some(piece) = server.piece(&mut response).await.map_err(End::Fault)? {
        if blob.written() == 0 && words::is_page(&piece) {
            return Err(End::Fault(words::page(&wanted.path)));
        }
        blob.write(&piece)
            .map_err(|error| End::Fault(wrong(wanted, error)))?;
    }
    Ok(())
}

async fn ask(server: &Server, wanted: &Wanted, from: u64) -> Result<Response, End> {
    let path = wanted.digest.blob_path();
    let mut request = server.get(&path, wanted.size).map_err(End::Fault)?;
    if from > 0 {
        request = request.header(RANGE, format!("bytes={from}-"));
    }
    let response = request.send().await;
    response.map_err(|error| End::Fault(words::unreachable(error)))
}

/// Whether an answer to the question for a part is of use: that part, the whole, or a refusal that has
/// nothing to do with parts.
fn goes_with(response: &Response, written: u64) -> bool {
    match response.status() {
        StatusCode::RANGE_NOT_SATISFIABLE => false,
        StatusCode::PARTIAL_CONTENT => continues(response, written),
        _ => true,
    }
}

/// Whether an answer goes on where the blob ends so far.
fn continues(response: &Response, written: u64) -> bool {
    let range = response.headers().get(CONTENT_RANGE);
    let begin = format!("bytes {written}-");
    range.is_some_and(|range| range.as_bytes().starts_with(begin.as_bytes()))
}

fn wrong(wanted: &Wanted, error: BlobError) -> Fault {
    match error {
        BlobError::Store(error) => local(error),
        error => Fault::Wrong(format!("{} came wrong: {error}", wanted.path)),
    }
}

fn local(error: StoreError) -> Fault {
    Fault::Local(error.to_string())
}
