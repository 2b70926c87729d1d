//! `legeplads-desk serve`: a published folder over HTTP, and the desk's ear.
//!
//! | what is asked                     | what it gets                                         |
//! |-----------------------------------|------------------------------------------------------|
//! | `GET /metadata/…`, `GET /blobs/…` | the folder's files; any other web server does as well |
//! | `GET /FEED.html`                  | the page that a feed's visitors take home             |
//! | `GET /events`                     | a hint as soon as something new is published         |
//! | `POST /heartbeat`                 | how a kiosk is; kept in `DIR/.desk/kiosks`           |
//! | `POST /outbox`                    | what a kiosk counted; kept in the ledger             |
//! | `GET /status.json`                | how the kiosks are, for `legeplads-desk status`      |
//!
//! With keys it also renews the short-lived signatures. Who can reach it can say that he is a
//! kiosk: what comes in is kept within bounds, shown to staff, and decides nothing.

mod body;
mod connection;
mod events;
mod files;
mod heartbeat;
mod lookout;
mod open_files;
mod outbox;
mod range;
mod renewal;
mod status;

use std::future::IntoFuture;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::{get, post};
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};
use tokio::time::timeout;

use crate::kiosks::Kiosks;
use crate::ledger::Home;
use crate::place::Place;
use connection::Guarded;
pub use connection::Patience;
use events::Listeners;
use lookout::{Board, look_out};
use outbox::Outbox;
pub use renewal::Rhythm;
use renewal::renew;
use status::Desk;

/// For those who are in the middle of fetching when the server is told to stop.
const LAST_ORDERS: Duration = Duration::from_secs(10);

/// What is served, and how. [`Options::new`] has what suits a place; tests are quicker.
#[derive(Debug, Clone)]
pub struct Options {
    /// The published folder.
    pub dir: PathBuf,
    /// The folder of the keys, to renew signatures with; only the online key is needed in it.
    pub keys: Option<PathBuf>,
    /// Where what kiosks count is kept, if not in the folder.
    pub ledger: Option<Home>,
    /// Whether `/status.json` is for everybody, and not only for this machine.
    pub open_status: bool,
    /// How often the folder is looked at for something new.
    pub look: Duration,
    /// How often listeners to `/events` hear something, if only a comment.
    pub comment: Duration,
    /// Listeners to `/events` at most.
    pub listeners: usize,
    /// How long nothing may happen on a connection.
    pub patience: Patience,
    /// How often signatures are renewed.
    pub rhythm: Rhythm,
}

impl Options {
    /// The usual, for this folder.
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self {
            dir: dir.into(),
            keys: None,
            ledger: None,
            open_status: false,
            look: Duration::from_millis(50),
            comment: Duration::from_secs(15),
            listeners: open_files::listeners(),
            patience: Patience::default(),
            rhythm: Rhythm::default(),
        }
    }
}

/// A folder that is ready to be served.
pub struct Server {
    options: Options,
    place: Place,
    router: Router,
    board: watch::Sender<Board>,
}

impl Server {
    /// Makes ready what is kept in the folder.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read, or nothing can be kept in it.
    pub fn open(options: Options) -> io::Result<Self> {
        let dir = options.dir.as_path();
        let place = Place::open(&dir.display().to_string()).map_err(io::Error::other)?;
        let (board, seen) = watch::channel(Board::default());
        let kiosks = Arc::new(Kiosks::open(dir).map_err(|error| in_folder(dir, error))?);
        let home = options.ledger.clone().unwrap_or_else(|| dir.into());
        let outbox = Arc::new(Outbox::open(dir, &home).map_err(|error| in_folder(dir, error))?);
        let listeners = Arc::new(Listeners::new(seen, options.listeners, options.comment));
        let desk = Arc::new(Desk {
            place: place.clone(),
            kiosks: Arc::clone(&kiosks),
            open: options.open_status,
        });
        let router = Router::new()
            .route("/events", get(events::answer).with_state(listeners))
            .route("/status.json", get(status::answer).with_state(desk))
            .route("/heartbeat", post(heartbeat::answer).with_state(kiosks))
            .route("/outbox", post(outbox::answer).with_state(outbox))
            .fallback(files::answer)
            .with_state(Arc::from(dir));
        Ok(Self {
            options,
            place,
            router,
            board,
        })
    }

    /// Serves to `listener` until `stop` is there, and then for a little while more, to end what has
    /// begun.
    ///
    /// # Errors
    ///
    /// When the system no longer hands over connections.
    pub async fn run(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()>,
    ) -> io::Result<()> {
        let Self {
            options,
            place,
            router,
            board,
        } = self;
        let guarded = Guarded {
            listener,
            patience: options.patience,
        };
        let (stopping, told) = oneshot::channel::<()>();
        // The addresses of those who ask reach the router only through a tapped listener.
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let mut server = axum::serve(guarded.tap_io(|_| {}), service)
            .with_graceful_shutdown(async {
                // An error means that the other end was dropped, which is the message.
                let _ = told.await;
            })
            .into_future();
        let chores = async {
            tokio::join!(
                look_out(&place, &options.dir, options.look, board),
                renew(&place, options.keys.as_deref(), options.rhythm),
            )
        };
        tokio::select! {
            ended = &mut server => return ended,
            _ = chores => {}
            () = stop => {}
        }
        // With the chores the board has gone: whoever listens to events hears that there are no
        // more.
        drop(stopping);
        timeout(LAST_ORDERS, server).await.unwrap_or(Ok(()))
    }
}

fn in_folder(dir: &Path, error: io::Error) -> io::Error {
    let words = format!("cannot keep anything in {}/.desk: {error}", dir.display());
    io::Error::new(error.kind(), words)
}
