//! Does what the courier decides.

use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use legeplads_store::{Refusal, Store, StoreError};
use reqwest::Url;
use tokio::task::spawn_blocking;
use tracing::{debug, error, info, warn};

use crate::courier::{Courier, Habits};
use crate::event::{Action, Event, Flaw, Outcome};
use crate::http::Server;
use crate::prove::prove;

/// What a courier is told when it is started.
#[derive(Debug, Clone)]
pub struct Options {
    /// The feed's [`crate::http::address`].
    pub feed: Url,
    /// The store's folder.
    pub store: PathBuf,
    /// The longest time between two rounds that go well.
    pub poll: Duration,
    /// Whether there is one round only.
    pub once: bool,
}

/// Why a courier could not begin.
#[derive(Debug, thiserror::Error)]
pub enum CannotBegin {
    /// The store cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// This machine's TLS cannot be set up.
    #[error("cannot set up the network: {0}")]
    Network(#[from] reqwest::Error),
}

/// Makes rounds until `stop` is there, or one round if so told.
///
/// # Errors
///
/// [`CannotBegin`]; whatever goes wrong later is an outcome, or is tried again.
pub async fn run(options: Options, stop: impl Future<Output = ()>) -> Result<Outcome, CannotBegin> {
    let driver = Driver {
        store: Arc::new(Store::open(&options.store)?),
        server: Server::new(options.feed.clone())?,
    };
    info!("bringing {} into {}", options.feed, options.store.display());
    let habits = Habits {
        poll: options.poll,
        once: options.once,
    };
    let mut courier = Courier::new(habits, fastrand::Rng::new());
    let began = Instant::now();
    let mut stop = pin!(stop);
    let mut event = Event::Begun(
        driver.store.view().slots()?,
        driver.store.view().refusals()?,
    );
    loop {
        let action = courier.step(began.elapsed(), event);
        if let Action::Finish(outcome) = action {
            return Ok(outcome);
        }
        event = tokio::select! {
            event = driver.perform(action) => event,
            () = &mut stop => return Ok(Outcome::Stopped),
        };
    }
}

struct Driver {
    store: Arc<Store>,
    server: Server,
}

impl Driver {
    async fn perform(&self, action: Action) -> Event {
        let store = &self.store;
        match action {
            Action::Rest(time) => {
                tokio::time::sleep(time).await;
                Event::Rested
            }
            Action::Ask(etag) => Event::Answered(self.server.manifest(etag).await),
            Action::Compare(release) => {
                let manifest = release.manifest();
                let lacking = store.view().lacking(manifest);
                if !lacking.is_empty() {
                    let (files, version) = (lacking.len(), manifest.version);
                    let bytes: u64 = lacking.iter().map(|wanted| wanted.size).sum();
                    info!("fetching {files} files ({bytes} bytes) of release {version}");
                }
                Event::Compared(lacking)
            }
            Action::Fetch(wanted) => {
                debug!("fetching {} ({} bytes)", wanted.path, wanted.size);
                Event::Fetched(self.server.blob(store, &wanted).await)
            }
            Action::Prove(release) => {
                let store = Arc::clone(store);
                let proof = spawn_blocking(move || prove(store.view(), &release)).await;
                // A decoder that panics has met something that it should not have.
                let panicked = |_| Err(Flaw::Content("a decoder gave up on it".to_owned()));
                Event::Proved(proof.unwrap_or_else(panicked))
            }
            Action::Stage(release) => {
                let version = release.manifest().version;
                self.moved(store.stage(&release), || {
                    info!("release {version} is here and waits for the screen");
                })
            }
            Action::Confirm => self.moved(store.confirm(), || info!("it is on the glass")),
            Action::Reject(why) => self.moved(store.reject(&why), || {
                warn!("the screen could not show it: {why}");
            }),
            Action::Look => match store.view().screen() {
                Ok(screen) => Event::Looked(screen),
                Err(error) => Event::Failed(error.to_string()),
            },
            Action::Forgive => done(store.forgive()),
            Action::Sweep => done(store.sweep().map(|removed| {
                info!("{removed} files are no longer needed and were removed");
            })),
            Action::Refuse {
                release,
                manifest,
                why,
                for_good,
            } => {
                tell_refusal(release, &why, for_good);
                done(store.refuse(Refusal {
                    release,
                    manifest,
                    why,
                    at: jiff::Timestamp::now(),
                    for_good,
                    program: Refusal::PROGRAM.to_owned(),
                }))
            }
            Action::Complain(outcome) => {
                warn!("{outcome}");
                Event::Done
            }
            // The loop above ends before it comes here.
            Action::Finish(_) => Event::Done,
        }
    }

    fn moved(&self, outcome: Result<(), StoreError>, say: impl FnOnce()) -> Event {
        match outcome.and_then(|()| self.store.view().slots()) {
            Ok(slots) => {
                say();
                Event::Moved(slots)
            }
            Err(error) => Event::Failed(error.to_string()),
        }
    }
}

fn done(outcome: Result<(), StoreError>) -> Event {
    match outcome {
        Ok(()) => Event::Done,
        Err(error) => Event::Failed(error.to_string()),
    }
}

fn tell_refusal(release: Option<u64>, why: &str, for_good: bool) {
    let what = match release {
        Some(number) => format!("release {number}"),
        None => "what is offered".to_owned(),
    };
    match for_good {
        true => error!("{what} is refused for good: {why}"),
        false => warn!("{what} is not taken for now: {why}"),
    }
}
