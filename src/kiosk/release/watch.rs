//! Looks for the next release, on a thread of its own: no disk and no parsing on the frame loop.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime};

use bevy::prelude::Resource;
use legeplads_feed::Feed;
use legeplads_store::{self as store, Pointer, Slot, Slots};

use super::open::{Origin, folder, in_place_of, resolve};
use crate::fonts::Fonts;
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
        /// The fonts that it brings along.
        fonts: Fonts,
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
            Origin::Factory | Origin::Pack => Ok(()),
            Origin::Store { dir, opened } => {
                spawn("slots", move || watch_slots(&dir, opened, &bell))
            }
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

fn watch_slots(dir: &Path, opened: Option<Pointer>, bell: &Bell) {
    let view = store::View::open(dir);
    let mut told = Told {
        shown: opened,
        refused: None,
    };
    let before = store::Screen::read(dir).ok().flatten();
    loop {
        if let Ok(slots) = view.slots()
            && let Some((slot, pointer)) = told.lacks(&slots)
        {
            let number = pointer.release;
            let given_up = before
                .as_ref()
                .is_some_and(|screen| slot == Slot::Pending && screen.gives_up_on(&pointer));
            let news = if given_up {
                Err(format!(
                    "the kiosk stopped {} times while it first showed this release",
                    store::Screen::STOPS
                ))
            } else {
                open_in(&view, slot)
            };
            let news = match news {
                Ok((feed, pictures, fonts)) => {
                    told.shown = Some(pointer);
                    News::Release {
                        feed,
                        pictures,
                        fonts,
                        number,
                    }
                }
                Err(why) => {
                    told.refused = Some(pointer);
                    News::Refused { number, why }
                }
            };
            if !bell.ring(news) {
                return;
            }
        }
        thread::sleep(SLOTS);
    }
}

/// What the screen was told of the slots.
#[derive(Debug)]
struct Told {
    /// What it shows, be it that this could not be played when the kiosk started.
    shown: Option<Pointer>,
    /// What it would not show.
    refused: Option<Pointer>,
}

impl Told {
    /// What the screen was not told of yet: what is pending, else what is current. A courier that
    /// believes the kiosk before this one makes a release current that this one never had pending.
    fn lacks(&self, slots: &Slots) -> Option<(Slot, Pointer)> {
        let slot = match slots.pending {
            Some(_) => Slot::Pending,
            None => Slot::Current,
        };
        let pointer = slots.get(slot)?;
        let known = [&self.shown, &self.refused];
        let is_known = known.iter().any(|known| known.as_ref() == Some(pointer));
        (!is_known).then(|| (slot, pointer.clone()))
    }
}

/// The release in a slot, or why it cannot be shown.
fn open_in(view: &store::View, slot: Slot) -> Result<(Arc<Feed>, Pictures, Fonts), String> {
    match store::Release::open(view, slot) {
        Ok(release) => {
            let feed = resolve(&release.documents).map_err(|error| error.to_string())?;
            let pictures = release.blobs.into();
            let fonts = Fonts::read(&feed, &pictures);
            Ok((feed, pictures, fonts))
        }
        Err(store::Unusable::Withdrawn(pointer)) => {
            let feed = in_place_of(&pointer);
            Ok((feed, Pictures::default(), Fonts::default()))
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
            Ok((feed, pictures, fonts)) => News::Release {
                feed,
                pictures,
                fonts,
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

#[cfg(test)]
mod tests {
    use legeplads_store::{Pointer, Slot, Slots};

    use super::Told;

    fn release(number: u64) -> Option<Pointer> {
        Some(Pointer {
            release: number,
            feed: "tiny".to_owned(),
            manifest: format!("{number:064x}").parse().expect("64 digits"),
            size: 1,
        })
    }

    /// What the screen is told next, by its number.
    fn next(
        told: &Told,
        pending: Option<Pointer>,
        current: Option<Pointer>,
    ) -> Option<(Slot, u64)> {
        let slots = Slots {
            pending,
            current,
            ..Slots::default()
        };
        told.lacks(&slots)
            .map(|(slot, pointer)| (slot, pointer.release))
    }

    #[test]
    fn what_is_pending_is_shown_once() {
        let mut told = Told {
            shown: release(1),
            refused: None,
        };
        assert_eq!(next(&told, None, release(1)), None);
        assert_eq!(
            next(&told, release(2), release(1)),
            Some((Slot::Pending, 2))
        );
        told.shown = release(2);
        assert_eq!(next(&told, release(2), release(1)), None);
        assert_eq!(next(&told, None, release(2)), None);
    }

    #[test]
    fn what_was_refused_is_left_alone() {
        let told = Told {
            shown: release(1),
            refused: release(2),
        };
        assert_eq!(next(&told, release(2), release(1)), None);
        assert_eq!(next(&told, None, release(1)), None);
    }

    /// The kiosk before said that release 2 is on the glass, and was killed; while this one opened
    /// release 1, which was current still, the courier took it at its word.
    #[test]
    fn what_became_current_behind_its_back_is_shown() {
        let told = Told {
            shown: release(1),
            refused: None,
        };
        assert_eq!(next(&told, None, release(2)), Some((Slot::Current, 2)));
    }

    #[test]
    fn empty_slots_change_nothing() {
        let told = Told {
            shown: release(1),
            refused: None,
        };
        assert_eq!(next(&told, None, None), None);
    }
}
