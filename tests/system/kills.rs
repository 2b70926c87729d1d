//! Kiosk and courier are killed at random moments while a desk publishes. Whatever a slot names is
//! whole, versions never go back, nothing is left lying about, and in the end the newest release is
//! on the glass.
//!
//! `LEGEPLADS_KILLS=200` kills more often, `LEGEPLADS_KILLS_SEED=7` at other moments.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use legeplads_store::{Release, Screen, Slot, View};
use legeplads_tests::{Desk, Display, Kiosk, reads_eventually};
use legeplads_trust::Digest;

use crate::publish::{NEW, SIGN, headline};

/// Unless something else is wished for.
const KILLS: u64 = 20;

/// Between two publications, about.
const EVERY: Duration = Duration::from_secs(1);

/// The longest that both run undisturbed.
const LIFE: Duration = Duration::from_secs(5);

/// A small generator of numbers that are as good as random (SplitMix64), the same for each seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

/// A desk that publishes all the time, and what it published: the headline of each release.
struct Publisher<'a> {
    desk: &'a Desk,
    headlines: Mutex<BTreeMap<u64, String>>,
    enough: AtomicBool,
}

impl Publisher<'_> {
    fn publish(&self, headline: &str, next: &str) -> u64 {
        self.desk.replace("feed.ron", headline, next);
        // Before the kiosk can show it.
        let mut headlines = self.headlines.lock().expect("nobody panicked with it");
        let release = self.desk.release();
        headlines.insert(release, next.to_owned());
        release
    }

    /// Goes on until it is enough; gives the headline that was published last.
    fn go_on(&self, mut headline: String) -> String {
        for number in 0_u64.. {
            let begun = Instant::now();
            if self.enough.load(Ordering::Relaxed) {
                break;
            }
            let next = format!("Hej nummer {number}");
            self.publish(&headline, &next);
            headline = next;
            thread::sleep(EVERY.saturating_sub(begun.elapsed()));
        }
        headline
    }
}

/// What has been seen so far of a store.
#[derive(Default)]
struct Judge {
    highest: BTreeMap<Slot, u64>,
    kills: BTreeMap<(&'static str, &'static str), u32>,
    most_left: usize,
}

impl Judge {
    /// Looks at everything, as the next program will find it.
    fn look(&mut self, store: &Path, publisher: &Publisher<'_>) -> Result<(), String> {
        let view = View::open(store);
        let slots = view.slots().map_err(|error| error.to_string())?;
        if !slots.damaged.is_empty() {
            return Err(format!("{:?} are damaged", slots.damaged));
        }
        for slot in Slot::ALL {
            let Some(pointer) = slots.get(slot) else {
                continue;
            };
            let release = Release::open(&view, slot);
            let now = view.slots().map_err(|error| error.to_string())?;
            if now.get(slot) != Some(pointer) {
                // The one that still runs has moved on meanwhile.
                continue;
            }
            let release = release.map_err(|error| format!("{slot}, {pointer:?}: {error}"))?;
            is_whole(&release, publisher).map_err(|wrong| format!("{slot}: {wrong}"))?;
            let highest = self.highest.entry(slot).or_default();
            if pointer.release < *highest {
                return Err(format!("{slot} went back from {highest}: {pointer:?}"));
            }
            *highest = pointer.release;
        }
        let said = store.join(Screen::FILE);
        if said.exists() && !matches!(view.screen(), Ok(Some(_))) {
            return Err("screen.ron cannot be read".to_owned());
        }
        let left = ["incoming", "scratch"].map(|name| count(&store.join(name)));
        let left = left.iter().sum();
        self.most_left = self.most_left.max(left);
        match left <= 20 {
            true => Ok(()),
            false => Err(format!("{left} temporary files were left")),
        }
    }
}

/// Whether a release is as it was published: all of it is its own.
fn is_whole(release: &Release, publisher: &Publisher<'_>) -> Result<(), String> {
    let number = release.pointer.release;
    let feed = release.documents.get("feed.ron");
    let feed = String::from_utf8_lossy(feed.ok_or("no feed.ron")?).into_owned();
    let headlines = publisher.headlines.lock().expect("nobody panicked with it");
    let headline = headlines.get(&number).ok_or("nobody published it")?;
    if !feed.contains(headline.as_str()) {
        return Err(format!("release {number} has another one's headline"));
    }
    for media in &release.manifest.media {
        let bytes = fs::read(&release.blobs[&media.path]).map_err(|error| error.to_string())?;
        if Digest::of(&bytes) != media.sha256 {
            return Err(format!("{} of release {number} is damaged", media.path));
        }
    }
    Ok(())
}

/// What went on, by what lies there.
fn doing(store: &Path) -> &'static str {
    let view = View::open(store);
    let (Ok(slots), Ok(screen)) = (view.slots(), view.screen()) else {
        return "starting for the first time";
    };
    let parts = count(&store.join("incoming"));
    let said = screen.map_or((0, 0), |screen| (screen.release, screen.frames));
    match &slots.pending {
        Some(pending) if slots.current.as_ref() == Some(pending) => "in the middle of swapping",
        Some(pending) if said.0 != pending.release => "before a release comes on the glass",
        Some(_) if said.1 < Screen::GOOD_FRAMES => "in a release's first frames",
        Some(_) => "about to swap",
        None if parts > 0 => "downloading or staging",
        None => "between two releases",
    }
}

fn count(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

fn wished(name: &str) -> Option<u64> {
    let wish = std::env::var(name).ok()?;
    Some(wish.parse().expect("a number"))
}

#[test]
fn a_kiosk_and_a_courier_that_are_killed_at_any_moment() {
    let kills = wished("LEGEPLADS_KILLS").unwrap_or(KILLS);
    let seed = wished("LEGEPLADS_KILLS_SEED").unwrap_or(1);
    println!("seed {seed}");
    let begun = Instant::now();
    let desk = Desk::new();
    let publisher = Publisher {
        desk: &desk,
        headlines: Mutex::default(),
        enough: AtomicBool::new(false),
    };
    let first = headline(&desk);
    publisher.publish(&first, "Hej");
    let published = desk.serve();
    let display = Display::start(1280, 720);
    let feed = [
        &published.followed()[..],
        &["--poll", "1", "--at", "island"],
    ]
    .concat();
    let mut judge = Judge::default();
    let (kiosk, last) = thread::scope(|scope| {
        let publishing = scope.spawn(|| publisher.go_on("Hej".to_owned()));
        let kiosk = disturb(&display, &feed, &publisher, &mut judge, kills, seed);
        publisher.enough.store(true, Ordering::Relaxed);
        (kiosk, publishing.join().expect("the desk publishes"))
    });
    let newest = publisher.publish(&last, NEW);
    kiosk.says_eventually("the newest release is on the glass", |screen| {
        screen.release == newest && screen.frames >= Screen::GOOD_FRAMES
    });
    reads_eventually(&display, SIGN, &["hejnsvig", "bygger", "havn"]);
    let view = View::open(kiosk.store());
    kiosk.eventually("it is current", || {
        let current = view.slots().ok()?.current?;
        (current.release == newest).then_some(())
    });
    let wrong = judge.look(kiosk.store(), &publisher);
    assert_eq!(wrong, Ok(()), "{}", kiosk.words());
    let refusals = view.refusals().expect("the store can be read");
    println!(
        "{kills} kills, {newest} releases, in {:.0?}; at most {} temporary files were left, {} \
         releases were refused",
        begun.elapsed(),
        judge.most_left,
        refusals.len(),
    );
    for ((whom, when), count) in &judge.kills {
        println!("  {count} × the {whom}, {when}");
    }
}

/// Kills one of the two again and again; gives the kiosk that runs in the end.
fn disturb(
    display: &Display,
    feed: &[&str],
    publisher: &Publisher<'_>,
    judge: &mut Judge,
    kills: u64,
    seed: u64,
) -> Kiosk {
    let mut chance = Chance(seed);
    let mut kiosk = Kiosk::start(display, feed);
    let life = u64::try_from(LIFE.as_millis()).expect("a short time");
    for kill in 1..=kills {
        thread::sleep(Duration::from_millis(chance.below(life)));
        // The last one is of the kiosk, which both start again after.
        let whom = match chance.below(3) == 0 && kill < kills {
            true => "courier",
            false => "kiosk",
        };
        let store = kiosk.store().to_owned();
        let mut wrong = Ok(());
        let mut look = || {
            *judge.kills.entry((whom, doing(&store))).or_default() += 1;
            wrong = judge.look(&store, publisher);
        };
        if whom == "courier" {
            // There may be none just now.
            kiosk.kill_courier();
            look();
        } else {
            kiosk = kiosk.cut_and(display, feed, look);
        }
        assert_eq!(wrong, Ok(()), "kill {kill}, {whom}: {}", kiosk.words());
    }
    kiosk
}
