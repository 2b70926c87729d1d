//! `screen.ron`: what is on the glass, for the courier and the desk.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;
use std::time::{Duration, Instant};

use bevy::prelude::*;
use legeplads_store::{Screen, View};

use crate::journey::Journey;
use crate::launch::Launch;
use crate::quality::Quality;
use crate::release::Release;

/// Written at most this often, unless something other than the counters has changed.
const OFTEN: Duration = Duration::from_secs(5);

/// What is to be written, and who is to know when it is.
type Words = (Screen, Option<Sender<()>>);

/// A release that is about to come on the glass, and word that the disk knows of it.
struct Announced {
    number: u64,
    written: Mutex<Receiver<()>>,
}

/// Counts frames of the release on the glass and says so.
#[derive(Resource)]
pub struct Status {
    writer: Option<Sender<Words>>,
    announced: Option<Announced>,
    since: jiff::Timestamp,
    frames: u64,
    slowest: Duration,
    refused: Option<(u64, String)>,
    /// What kiosks before this one stopped on, as the last of them left word of it.
    stopped: Option<(u64, u32)>,
    last_frame: Instant,
    written: Option<(Instant, Screen)>,
    demo: bool,
}

/// What the kiosks before this one stopped on, if it still waits to be shown: what does not wait any
/// more must not hide what does.
fn stopped(store: &Path) -> Option<(u64, u32)> {
    let stops = Screen::read(store).ok()??.stops()?;
    let pending = View::open(store).slots().ok()?.pending?;
    (pending.release == stops.0).then_some(stops)
}

impl Status {
    /// Writes into this store, or nowhere.
    pub fn new(store: Option<PathBuf>) -> Self {
        Self {
            stopped: store.as_deref().and_then(stopped),
            writer: store.and_then(writer),
            announced: None,
            since: jiff::Timestamp::now(),
            frames: 0,
            slowest: Duration::ZERO,
            refused: None,
            last_frame: Instant::now(),
            written: None,
            demo: false,
        }
    }

    /// The same of a demo, which says that it is one.
    #[must_use]
    pub fn of_a_demo(self, demo: bool) -> Self {
        Self { demo, ..self }
    }

    /// Another release is on the glass: count anew.
    pub fn new_release(&mut self, release: &Release) {
        self.since = jiff::Timestamp::now();
        self.frames = 0;
        self.slowest = Duration::ZERO;
        if self
            .refused
            .as_ref()
            .is_some_and(|(number, _)| *number == release.number)
        {
            self.refused = None;
        }
    }

    /// Whether a release may come on the glass. First it is written down that it is about to: a kiosk
    /// that dies of it must find that out when it starts again.
    pub fn may_show(&mut self, number: u64, feed: &str, journey: &Journey) -> bool {
        let Some(writer) = &self.writer else {
            return true;
        };
        let announced = self.announced.as_ref();
        if let Some(announced) = announced.filter(|announced| announced.number == number) {
            let waits = announced
                .written
                .lock()
                .is_ok_and(|word| word.try_recv() == Err(TryRecvError::Empty));
            // A writer that is gone, or a disk that refuses, has been logged; people are not kept
            // waiting for it.
            if !waits {
                self.announced = None;
            }
            return !waits;
        }
        let (sender, written) = channel();
        let screen = Screen {
            release: number,
            feed: feed.to_owned(),
            on_glass_since: jiff::Timestamp::now(),
            screen: journey.name(),
            language: journey.language.as_str().to_owned(),
            frames: 0,
            slowest_ms: 0.0,
            quality: None,
            demo: self.demo,
            launched: None,
            refused: None,
            stopped: self.stopped,
        };
        if writer.send((screen, Some(sender))).is_err() {
            return true;
        }
        self.announced = Some(Announced {
            number,
            written: Mutex::new(written),
        });
        false
    }

    /// A release could not be shown.
    pub fn refuse(&mut self, number: u64, why: String) {
        self.refused = Some((number, why));
    }

    /// Whether a release waits for the disk to know of it, or for its good frames.
    pub fn counting(&self) -> bool {
        let waits = self.announced.is_some() || self.frames < Screen::GOOD_FRAMES + 2;
        self.writer.is_some() && waits
    }
}

/// The disk is waited for on a thread of its own.
fn writer(store: PathBuf) -> Option<Sender<Words>> {
    let (sender, words) = channel::<Words>();
    let work = move || {
        while let Ok(first) = words.recv() {
            let (screens, listeners): (Vec<Screen>, Vec<_>) =
                std::iter::once(first).chain(words.try_iter()).unzip();
            if let Some(newest) = screens.last()
                && let Err(error) = newest.write(&store)
            {
                tracing::warn!(%error, "screen.ron cannot be written");
            }
            for listener in listeners.into_iter().flatten() {
                // Whoever asked may have gone.
                let _ = listener.send(());
            }
        }
    };
    match thread::Builder::new().name("status".to_owned()).spawn(work) {
        Ok(_) => Some(sender),
        Err(error) => {
            tracing::error!(%error, "screen.ron will not be written");
            None
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Last, report.run_if(resource_exists::<Status>));
}

fn report(
    mut status: ResMut<Status>,
    release: Res<Release>,
    journey: Res<Journey>,
    (quality, launch): (Res<Quality>, Res<Launch>),
) {
    let now = Instant::now();
    // The frame before this one has been presented when this one is on its way.
    let took = now.duration_since(status.last_frame);
    status.last_frame = now;
    status.frames += 1;
    if status.frames >= Screen::GOOD_FRAMES {
        let release = release.number;
        status.stopped = status.stopped.filter(|(stopped, _)| *stopped > release);
    }
    if status.frames > 1 && took < Duration::from_secs(1) {
        // Longer pauses are a screen at rest.
        status.slowest = status.slowest.max(took);
    }
    let Some(writer) = status
        .writer
        .as_ref()
        .filter(|_| status.announced.is_none())
    else {
        return;
    };
    let screen = Screen {
        release: release.number,
        feed: release.feed.id.to_string(),
        on_glass_since: status.since,
        screen: journey.name(),
        language: journey.language.as_str().to_owned(),
        frames: status.frames,
        slowest_ms: (status.slowest.as_secs_f64() * 10_000.0).round() / 10.0,
        quality: quality.left_out().map(str::to_owned),
        demo: status.demo,
        launched: launch.launched().cloned(),
        refused: status.refused.clone(),
        stopped: status.stopped,
    };
    let due = match &status.written {
        None => true,
        Some((when, last)) => {
            let told = Screen {
                frames: screen.frames,
                slowest_ms: screen.slowest_ms,
                ..last.clone()
            } == screen;
            let good = last.frames >= Screen::GOOD_FRAMES;
            !told
                || (!good && screen.frames >= Screen::GOOD_FRAMES)
                || now.duration_since(*when) >= OFTEN
        }
    };
    if due {
        // A writer that is gone has said why.
        let _ = writer.send((screen.clone(), None));
        status.written = Some((now, screen));
    }
}
