//! Does what the courier decides.

use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use legeplads_store::{Refusal, Store, StoreError};
use legeplads_trust::{Freshness, Verified};
use tokio::sync::{Notify, watch};
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::sleep;
use tracing::{debug, error, info, warn};

use crate::clock::Watch;
use crate::courier::{Courier, Habits};
use crate::event::{Action, Event, Fault, Outcome};
use crate::heartbeat::{Name, Report};
use crate::http::Server;
use crate::options::{CannotBegin, Options};
use crate::prove::prove;
use crate::schedule::Push;
use crate::trusted::Trusted;
use crate::{download, heartbeat, mail, pace, push, tls, watchdog, words};

/// Makes rounds until `stop` is there, or one round if so told.
///
/// # Errors
///
/// [`CannotBegin`]; whatever goes wrong later is an outcome, or is tried again.
pub async fn run(options: Options, stop: impl Future<Output = ()>) -> Result<Outcome, CannotBegin> {
    let mut driver = Driver::begin(&options).await?;
    let (feed, store) = (words::shown(&options.feed), options.store.display());
    info!("bringing {feed}, channel {}, into {store}", options.channel);
    let habits = Habits {
        poll: options.poll,
        once: options.once,
    };
    let mut courier = Courier::new(habits, pace::random());
    let mut beside = JoinSet::new();
    if !options.once {
        driver.start_beside(&options, &mut beside);
        beside.spawn(watchdog::tell());
    }
    let began = Instant::now();
    let mut stop = pin!(stop);
    let view = driver.store.view();
    let mut event = Event::Begun(view.slots()?, view.refusals()?);
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

/// How often, and how far apart, a store is asked for that somebody has.
const ASKED: usize = 10;
const APART: Duration = Duration::from_millis(50);

/// Opens the store. A courier that was killed as it started another program leaves its lock with
/// that one until it runs, so what is taken is asked for again, for half a second.
async fn open(dir: &Path) -> Result<Store, StoreError> {
    for _ in 1..ASKED {
        match Store::open(dir) {
            Err(StoreError::Busy { .. }) => sleep(APART).await,
            opened => return opened,
        }
    }
    Store::open(dir)
}

struct Driver {
    store: Arc<Store>,
    server: Server,
    watch: Arc<Watch>,
    trusted: Trusted,
    report: watch::Sender<Report>,
    /// Rung when the desk should hear of this kiosk before the minute is over.
    news: Arc<Notify>,
    push: watch::Sender<Push>,
    heard: watch::Receiver<Push>,
    /// Whether push was alive when word of it came last.
    is_heard: bool,
}

impl Driver {
    async fn begin(options: &Options) -> Result<Self, CannotBegin> {
        // First of all, so that a second courier does nothing else.
        let store = Arc::new(open(&options.store).await?);
        let watch = Arc::new(Watch::new(Arc::clone(&options.machine)));
        let time = Arc::clone(&watch);
        let tls = tls::config(options.authorities.as_deref(), time)?;
        let (feed, bandwidth) = (options.feed.clone(), options.bandwidth);
        let server = Server::new(feed, tls, options.patience, bandwidth)?;
        let trusted = Trusted::open(options, &store, &server, &watch)?;
        let (push, heard) = watch::channel(Push::default());
        Ok(Self {
            store,
            server,
            watch,
            trusted,
            report: watch::Sender::new(Report::default()),
            news: Arc::default(),
            push,
            heard,
            is_heard: false,
        })
    }

    /// What goes on beside the rounds, and never holds them up.
    fn start_beside(&self, options: &Options, beside: &mut JoinSet<()>) {
        let (server, store) = (|| self.server.clone(), || Arc::clone(&self.store));
        if options.push {
            let (channel, told) = (options.channel.clone(), self.push.clone());
            beside.spawn(push::listen(server(), channel, told, pace::random()));
        }
        let name = Name {
            kiosk: options.kiosk.clone(),
            site: options.site.clone(),
            channel: options.channel.clone(),
        };
        let (news, watch) = (Arc::clone(&self.news), Arc::clone(&self.watch));
        let report = self.report.subscribe();
        let random = pace::random();
        beside.spawn(heartbeat::beat(
            server(),
            store(),
            name,
            report,
            news,
            watch,
            random,
        ));
        let kiosk = options.kiosk.clone();
        beside.spawn(mail::deliver(server(), store(), kiosk, pace::random()));
    }

    async fn perform(&mut self, action: Action) -> Event {
        let store = Arc::clone(&self.store);
        match action {
            Action::Rest(time) => tokio::select! {
                () = sleep(time) => Event::Rested,
                Ok(()) = self.heard.changed() => self.heard(),
            },
            Action::Ask(etag) => Event::Answered(self.server.timestamp(etag).await),
            Action::Refresh(timestamp) => self.refresh(timestamp).await,
            Action::Open(digest) => Event::Opened(self.trusted.manifest(digest).await),
            Action::Compare(release) => self.compare(&release),
            Action::Fetch(wanted) => {
                debug!("fetching {} ({} bytes)", wanted.path, wanted.size);
                Event::Fetched(download::fetch(&self.server, &store, &wanted).await)
            }
            Action::Prove(release) => {
                let proof = spawn_blocking(move || prove(store.view(), &release)).await;
                // A decoder that panics has met something that it should not have.
                let panicked = |_| Err(Fault::Content("a decoder gave up on it".to_owned()));
                Event::Proved(proof.unwrap_or_else(panicked))
            }
            Action::Stage(release) => {
                let manifest = release.manifest();
                let what = match manifest.withdrawn {
                    true => "is a takedown",
                    false => "is here",
                };
                self.moved(store.stage(&release), || {
                    info!(
                        "release {} {what} and waits for the screen",
                        manifest.version
                    );
                })
            }
            Action::Confirm => self.moved(store.confirm(), || {
                info!("it is on the glass");
                self.news.notify_one();
            }),
            Action::Reject(why) => self.moved(store.reject(&why), || {
                warn!("the screen could not show it: {why}");
                self.news.notify_one();
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
                let refused = store.refuse(Refusal {
                    release,
                    manifest,
                    why,
                    at: self.watch.clock().says(),
                    for_good,
                    program: Refusal::PROGRAM.to_owned(),
                });
                if for_good {
                    self.news.notify_one();
                }
                done(refused)
            }
            Action::Complain(outcome) => {
                warn!("{outcome}");
                Event::Done
            }
            // The loop above ends before it comes here.
            Action::Finish(_) => Event::Done,
        }
    }

    /// A desk that comes back, or is new, knows nothing of this kiosk.
    fn heard(&mut self) -> Event {
        let push = *self.heard.borrow_and_update();
        if push.alive && !self.is_heard {
            self.news.notify_one();
        }
        self.is_heard = push.alive;
        Event::Heard(push)
    }

    async fn refresh(&mut self, timestamp: Vec<u8>) -> Event {
        let (offer, freshness) = match self.trusted.refresh(timestamp).await {
            Ok(news) => news,
            Err(fault) => return Event::Refreshed(Err(fault)),
        };
        let before = self.report.send_replace(Report {
            timestamp_version: Some(offer.version),
            freshness: Some(freshness),
            offered: offer.manifest,
        });
        if freshness == Freshness::Unproven && before.freshness != Some(freshness) {
            warn!(
                "this machine's clock says {} and nobody vouches for it: what is published is \
                 signed, but may be older than the newest; see to the clock",
                self.watch.clock().says()
            );
        }
        Event::Refreshed(Ok(offer))
    }

    /// What is lacking of a release, if there is room for it.
    fn compare(&self, release: &Verified) -> Event {
        let manifest = release.manifest();
        let lacking = self.store.view().lacking(manifest);
        let bytes = lacking.iter().map(|wanted| wanted.size).sum();
        if let Err(error) = self.store.room_for(bytes) {
            return Event::Failed(error.to_string());
        }
        if !lacking.is_empty() {
            let (files, version) = (lacking.len(), manifest.version);
            info!("fetching {files} files ({bytes} bytes) of release {version}");
        }
        Event::Compared(lacking)
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
