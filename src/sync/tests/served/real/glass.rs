//! The kiosk's part, on a thread: it shows whatever is pending, and says so.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use fastrand::Rng;
use legeplads_store::{Release, Screen, Slot, View};

/// A kiosk before a store. It goes when this is dropped.
pub struct Glass {
    gone: Arc<AtomicBool>,
    wrong: Arc<Mutex<Option<String>>>,
    thread: Option<JoinHandle<()>>,
}

impl Glass {
    pub fn before(store: PathBuf, seed: u64) -> Self {
        let gone = Arc::new(AtomicBool::new(false));
        let wrong = Arc::new(Mutex::new(None));
        let (its_gone, its_wrong) = (Arc::clone(&gone), Arc::clone(&wrong));
        let thread = thread::spawn(move || {
            if let Err(why) = watch(&store, &its_gone, Rng::with_seed(seed)) {
                *its_wrong.lock().expect("nobody panicked with it") = Some(why);
            }
        });
        Self {
            gone,
            wrong,
            thread: Some(thread),
        }
    }

    /// Whether everything that was pending could be shown.
    pub fn is_well(&self) {
        let wrong = self.wrong.lock().expect("nobody panicked with it");
        assert_eq!(*wrong, None);
    }
}

impl Drop for Glass {
    fn drop(&mut self) {
        self.gone.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // What went wrong there was said.
            let _ = thread.join();
        }
    }
}

fn watch(store: &PathBuf, gone: &AtomicBool, mut random: Rng) -> Result<(), String> {
    let view = View::open(store);
    let mut shown = 0;
    while !gone.load(Ordering::Relaxed) {
        thread::sleep(Duration::from_millis(3));
        let slots = view.slots().map_err(|error| error.to_string())?;
        let Some(pending) = slots.pending.filter(|pending| pending.release > shown) else {
            continue;
        };
        match Release::open(&view, Slot::Pending) {
            Ok(release) if release.pointer == pending => {}
            // The slots have moved on meanwhile.
            _ if view
                .slots()
                .is_ok_and(|now| now.pending.as_ref() != Some(&pending)) =>
            {
                continue;
            }
            Ok(release) => return Err(format!("{:?} for {pending:?}", release.pointer)),
            Err(error) => return Err(format!("{pending:?}: {error}")),
        }
        for frames in [0, Screen::GOOD_FRAMES] {
            say(store, pending.release, frames)?;
            thread::sleep(Duration::from_millis(random.u64(..60)));
        }
        shown = pending.release;
    }
    Ok(())
}

fn say(store: &Path, release: u64, frames: u64) -> Result<(), String> {
    let screen = Screen {
        release,
        feed: "tiny".into(),
        on_glass_since: jiff::Timestamp::now(),
        screen: "island".into(),
        language: "da".into(),
        frames,
        slowest_ms: 17.1,
        quality: None,
        demo: false,
        launched: None,
        refused: None,
        stopped: None,
    };
    screen.write(store).map_err(|error| error.to_string())
}
