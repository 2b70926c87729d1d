//! Looks for the next release, on a thread of its own: no disk and no parsing on the frame loop.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime};

use bevy::prelude::Resource;
use legeplads_feed::Feed;
use legeplads_store as store;

use super::open::{Origin, folder, in_place_of, resolve};
use crate::photos::Pictures;

/// Three tiny files are read this often.
const SLOTS: Duration = Duration::from_millis(200);
/// A folder that somebody edits is looked through this often.
const FOLDER: Duration = Duration::from_millis(500);

/// What the watch has to say.
#[derive(Debug)]
pub enum News {
    /// A release to show.
    Release {
        /// Its content.
        feed: Arc<Feed>,
        /// Where its pictures are.
        pictures: Pictures,
        /// Its number.
        number: u64,
    },
    /// One that cannot be shown.
    Refused {
        /// Its number.
        number: u64,
        /// Why, for staff.
        why: String,
    },
}

type Wake = Box<dyn Fn() + Send>;

/// The receiving end of the watch.
#[derive(Resource)]
pub struct Watch {
    news: Mutex<Receiver<News>>,
    wake: Arc<Mutex<Option<Wake>>>,
}

impl Watch {
    /// Starts to watch where the present release came from.
    pub fn start(origin: Origin) -> Self {
        let (sender, news) = channel();
        let wake = Arc::new(Mutex::new(None::<Wake>));
        let bell = Bell {
            sender,
            wake: wake.clone(),
        };
        let begun = match origin {
            Origin::Factory => Ok(()),
            Origin::Store(dir) => spawn("slots", move || watch_slots(&dir, &bell)),
            Origin::Folder(dir) => spawn("folder", move || watch_folder(&dir, &bell)),
        };
        if let Err(error) = begun {
            tracing::error!(%error, "new releases will not be seen before the next start");
        }
        Self {
            news: Mutex::new(news),
            wake,
        }
    }

    /// Hears news from elsewhere: for tests.
    pub fn listen(news: Receiver<News>) -> Self {
        Self {
            news: Mutex::new(news),
            wake: Arc::default(),
        }
    }

    /// How to wake a screen that draws nothing.
    pub fn on_news(&self, wake: impl Fn() + Send + 'static) {
        if let Ok(mut slot) = self.wake.lock() {
            *slot = Some(Box::new(wake));
        }
    }

    /// The newest news, if any; older ones are passed over.
    pub fn take(&self) -> Option<News> {
        self.news.lock().ok()?.try_iter().last()
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(work)?;
    Ok(())
}

struct Bell {
    sender: Sender<News>,
    wake: Arc<Mutex<Option<Wake>>>,
}

impl Bell {
    /// False once nobody listens any more.
    fn ring(&self, news: News) -> bool {
        let heard = self.sender.send(news).is_ok();
        if let Ok(wake) = self.wake.lock()
            && let Some(wake) = wake.as_ref()
        {
            wake();
        }
        heard
    }
}

fn watch_slots(dir: &Path, bell: &Bell) {
    let view = store::View::open(dir);
    let mut shown = view.slots().ok().and_then(|slots| slots.current);
    let stopped_on = store::Screen::read(dir).ok().flatten();
    loop {
        if let Ok(slots) = view.slots()
            && let Some(pending) = slots.pending
            && shown.as_ref() != Some(&pending)
        {
            let number = pending.release;
            let stopped = stopped_on
                .as_ref()
                .is_some_and(|screen| screen.stopped_on(&pending));
            let news = if stopped {
                Err("the kiosk stopped while it first showed this release".to_owned())
            } else {
                open_pending(&view)
            };
            shown = Some(pending);
            let news = match news {
                Ok((feed, pictures)) => News::Release {
                    feed,
                    pictures,
                    number,
                },
                Err(why) => News::Refused { number, why },
            };
            if !bell.ring(news) {
                return;
            }
        }
        thread::sleep(SLOTS);
    }
}

/// The pending release, or why it cannot be shown.
fn open_pending(view: &store::View) -> Result<(Arc<Feed>, Pictures), String> {
    match store::Release::open(view, store::Slot::Pending) {
        Ok(release) => {
            let feed = resolve(&release.documents).map_err(|error| error.to_string())?;
            Ok((feed, release.blobs.into()))
        }
        Err(store::Unusable::Withdrawn(pointer)) => {
            Ok((in_place_of(&pointer), Pictures::default()))
        }
        Err(error) => Err(error.to_string()),
    }
}

fn watch_folder(dir: &Path, bell: &Bell) {
    let mut seen = newest(dir);
    loop {
        thread::sleep(FOLDER);
        let now = newest(dir);
        if now == seen {
            continue;
        }
        seen = now;
        let news = match folder(dir) {
            Ok((feed, pictures)) => News::Release {
                feed,
                pictures,
                number: 0,
            },
            Err(error) => News::Refused {
                number: 0,
                why: error.to_string(),
            },
        };
        if !bell.ring(news) {
            return;
        }
    }
}

/// How many files there are below a folder, and when the last of them changed.
fn newest(dir: &Path) -> (usize, Option<SystemTime>) {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return (0, None);
    };
    entries.flatten().fold((0, None), |(count, last), entry| {
        let Ok(about) = entry.metadata() else {
            return (count, last);
        };
        let (inside, changed) = if about.is_dir() {
            newest(&entry.path())
        } else {
            (1, about.modified().ok())
        };
        (count + inside, last.max(changed))
    })
}
