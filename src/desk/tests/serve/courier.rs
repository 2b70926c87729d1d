//! From the desk to the store and back: the real courier at the real server.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use legeplads_desk::status::{State, Status};
use legeplads_store::{Screen, Slot, View};
use legeplads_sync::{Options, Outcome, http};
use tokio::sync::oneshot;

use crate::place::Town;
use crate::serving::{Program, until};

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        match path.is_dir() {
            true => copy(&path, &to),
            false => fs::write(&to, fs::read(&path).expect("readable")).expect("written"),
        }
    }
}

/// What a kiosk says when it shows a release.
pub fn show(store: &Path, feed: &str, release: u64) {
    let screen = Screen {
        release,
        feed: feed.to_owned(),
        on_glass_since: Timestamp::now(),
        screen: "attract".to_owned(),
        language: "da".to_owned(),
        frames: Screen::GOOD_FRAMES,
        slowest_ms: 17.1,
        quality: None,
        demo: false,
        launched: None,
        refused: None,
        stopped: None,
    };
    screen.write(store).expect("written");
}

fn held(store: &Path, slot: Slot) -> Option<u64> {
    let slots = View::open(store).slots().expect("readable");
    let pointer = match slot {
        Slot::Pending => slots.pending,
        _ => slots.current,
    };
    pointer.map(|pointer| pointer.release)
}

/// What the one kiosk that was heard of has on its glass, and what that comes to.
async fn kiosk(town: &Town) -> Option<(u64, State)> {
    let status = Status::of_folder(&town.out(), Timestamp::now()).await;
    let status = status.expect("a status");
    let kiosk = status.kiosks.first()?;
    assert_eq!(kiosk.seen.heartbeat.kiosk, "airport-1");
    Some((kiosk.seen.heartbeat.release, kiosk.state))
}

/// A kiosk says how it is every 50 to 70 seconds, and at once only when there is a reason.
const LONG_BEFORE: Duration = Duration::from_secs(25);

#[tokio::test]
async fn from_the_desk_to_the_store_and_back() {
    let town = Town::new().await;
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../feed/tests/fixtures/tiny");
    copy(&fixture, &town.root().join("tiny"));
    image::RgbImage::new(16, 12)
        .save(town.root().join("tiny/media/tower.png"))
        .expect("saved");
    town.publish(&town.root().join("tiny")).await;
    let serving = Program::start(&town.out(), &[]);
    let store = town.root().join("store");

    // It asks by itself once an hour: what comes sooner comes by push.
    let feed = http::address(&serving.url("")).expect("an address");
    let mut options = Options::new(feed, town.keys().join("root.json"), &store);
    options.kiosk = "airport-1".to_owned();
    options.poll = Duration::from_secs(60 * 60);
    let (stop, stopped) = oneshot::channel::<()>();
    let courier = tokio::spawn(legeplads_sync::run(options, async {
        // Dropped is told, too.
        let _ = stopped.await;
    }));
    until("the first release", async || {
        (held(&store, Slot::Pending) == Some(1)).then_some(())
    })
    .await;
    show(&store, "tiny", 1);
    until("word that it is on the glass", async || {
        (kiosk(&town).await == Some((1, State::Green))).then_some(())
    })
    .await;
    // The desk is told of the glass at once, and the slot moves beside that.
    until("the slot after the glass", async || {
        (held(&store, Slot::Current) == Some(1)).then_some(())
    })
    .await;

    let path = town.root().join("tiny/feed.ron");
    let text = fs::read_to_string(&path).expect("readable");
    let changed = text.replacen("Hele byen er en legeplads", "Byen er en legeplads", 1);
    assert_ne!(changed, text);
    fs::write(&path, changed).expect("written");
    town.publish(&town.root().join("tiny")).await;
    until("the second release", async || {
        (held(&store, Slot::Pending) == Some(2)).then_some(())
    })
    .await;

    // What the desk is told is what is on the glass, not what was fetched.
    assert_eq!(kiosk(&town).await, Some((1, State::Behind)));
    show(&store, "tiny", 2);
    let shown = Instant::now();
    until("word of it", async || {
        (kiosk(&town).await == Some((2, State::Green))).then_some(())
    })
    .await;
    assert!(shown.elapsed() < LONG_BEFORE, "{:?}", shown.elapsed());
    drop(stop);
    let outcome = courier.await.expect("it ended").expect("it began");
    assert_eq!(outcome, Outcome::Stopped);
}
