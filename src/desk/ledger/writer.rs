//! The one who writes into the ledger.

use std::io;
use std::thread;

use tokio::sync::{mpsc, oneshot};

use super::{Entry, Home, Ledger, LedgerError};

/// Batches that wait at most; who comes then waits before.
const QUEUE: usize = 64;

struct Request {
    entry: Entry,
    done: oneshot::Sender<Result<(), String>>,
}

/// A thread with the ledger. It ends when nobody can ask it any more and all is written.
#[derive(Debug, Clone)]
pub struct Writer {
    requests: mpsc::Sender<Request>,
}

impl Writer {
    /// Starts it, with a ledger that is open. One that is not is opened for who comes next: a server
    /// that is away must not keep anybody from what is published.
    ///
    /// # Errors
    ///
    /// When the system has no thread to give.
    pub fn start(home: Home, ledger: Option<Ledger>) -> io::Result<Self> {
        let (requests, came) = mpsc::channel(QUEUE);
        let work = move || write(&home, ledger, came);
        thread::Builder::new()
            .name("ledger".to_owned())
            .spawn(work)?;
        Ok(Self { requests })
    }

    /// Takes a batch in, once. When this is well the batch is there for good.
    ///
    /// # Errors
    ///
    /// The words of whoever refused. It may be taken in later.
    pub async fn take(&self, entry: Entry) -> Result<(), String> {
        let gone = |_| "the ledger's writer has ended".to_owned();
        let (done, outcome) = oneshot::channel();
        let sent = self.requests.send(Request { entry, done }).await;
        sent.map_err(|_| "the ledger's writer has ended".to_owned())?;
        outcome.await.map_err(gone)?
    }
}

/// What has come while the disk was waited for goes in together: one wait for all of it.
fn write(home: &Home, mut ledger: Option<Ledger>, mut came: mpsc::Receiver<Request>) {
    while let Some(first) = came.blocking_recv() {
        let mut requests = vec![first];
        while requests.len() < QUEUE
            && let Ok(more) = came.try_recv()
        {
            requests.push(more);
        }
        let (entries, done): (Vec<_>, Vec<_>) = requests
            .into_iter()
            .map(|request| (request.entry, request.done))
            .unzip();
        let outcome = take(home, &mut ledger, &entries).map_err(|error| error.to_string());
        for done in done {
            // Who asked may have gone; it will ask again.
            let _ = done.send(outcome.clone());
        }
    }
}

fn take(home: &Home, ledger: &mut Option<Ledger>, entries: &[Entry]) -> Result<(), LedgerError> {
    let open = match ledger.take() {
        Some(open) => open,
        None => Ledger::create(home)?,
    };
    ledger.insert(open).take(entries).map(drop)
}
