//! What it costs to have what is new, and what it costs when nothing is: with the courier as it is,
//! the server as it is, and the content of a whole municipality.
//!
//! The second takes a minute, and is asked for with
//! `cargo test -p legeplads-desk --test serve figures -- --include-ignored --nocapture`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use legeplads_sync::{Options, Outcome, http};
use legeplads_trust::Manifest;
use tokio::runtime;
use tokio::sync::oneshot;

use crate::courier::{copy, show};
use crate::meter::Wire;
use crate::place::Town;
use crate::serving::Program;

/// The content of a whole municipality, to be edited, with a picture that no card shows yet.
pub fn municipality(town: &Town) -> PathBuf {
    let feed = town.root().join("billund");
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/billund"),
        &feed,
    );
    fs::create_dir_all(feed.join("media")).expect("made");
    picture(&feed, 1);
    feed
}

/// A photograph's worth of detail.
fn picture(feed: &Path, seed: u32) {
    let noise = |x: u32, y: u32| {
        let mixed = (x / 2 * 31 + y / 2 * 17 + seed * 101) % 97;
        image::Rgb([(x % 251) as u8, (y % 241) as u8, mixed as u8])
    };
    let path = feed.join("media/square.jpg");
    image::RgbImage::from_fn(1280, 720, noise)
        .save(path)
        .expect("saved");
}

/// Puts other words into a document, as an editor would.
pub fn reword(document: &Path, nth: usize) {
    let text = fs::read_to_string(document).expect("readable");
    let changed = text.replacen("\"da\": \"", &format!("\"da\": \"Nyt {nth}. "), 1);
    assert_ne!(changed, text, "{}", document.display());
    fs::write(document, changed).expect("written");
}

fn options(town: &Town, address: &str) -> Options {
    let feed = http::address(address).expect("an address");
    let mut options = Options::new(
        feed,
        town.keys().join("root.json"),
        town.root().join("store"),
    );
    options.kiosk = "airport-1".to_owned();
    options
}

/// Bytes of the files that are in `now` and were not in `before`.
fn changed(before: &Manifest, now: &Manifest) -> u64 {
    let had: BTreeSet<_> = before.files().map(|(_, digest, _)| digest).collect();
    let fresh = now.files().filter(|(_, digest, _)| !had.contains(digest));
    fresh.map(|(_, _, size)| size).sum()
}

#[tokio::test]
async fn what_a_change_costs() {
    let town = Town::new().await;
    let feed = municipality(&town);
    let (mut before, _) = town.publish(&feed).await;
    let serving = Program::start(&town.out(), &[]);
    let wire = Wire::to(&serving.address).await;
    let take = async |release: u64| {
        let mut options = options(&town, &wire.address);
        options.once = true;
        let outcome = legeplads_sync::run(options, std::future::pending()).await;
        assert_eq!(outcome.expect("it begins"), Outcome::Updated);
        show(&town.root().join("store"), "billund", release);
    };
    take(before.version).await;

    let cards = || {
        let cards = fs::read_dir(feed.join("cards")).expect("a folder");
        let mut cards: Vec<_> = cards.map(|card| card.expect("an entry").path()).collect();
        cards.sort();
        cards
    };
    let changes: [(&str, &dyn Fn()); 3] = [
        ("headline", &|| reword(&feed.join("feed.ron"), 1)),
        ("ten cards", &|| {
            let cards = cards();
            cards.iter().take(10).for_each(|card| reword(card, 2));
        }),
        ("picture", &|| picture(&feed, 2)),
    ];
    for (what, edit) in changes {
        edit();
        let (now, _) = town.publish(&feed).await;
        wire.reset();
        take(now.version).await;
        let (changed, spent) = (changed(&before, &now), wire.spent(""));
        let most = changed * 105 / 100 + 8 * 1024;
        println!(
            "Change(what: {what:?}, changed: {changed}, transferred: {}, requests: {}, metadata: {}, \
             most: {most})",
            spent.bytes,
            spent.requests,
            wire.spent("GET /metadata/").bytes
        );
        assert!(spent.bytes <= most, "{what}: {} of {most}", spent.bytes);
        before = now;
    }
}

/// Time on a processor so far of a thread, or of all of a process's.
fn busy(tasks: &str) -> Duration {
    let one = |task: PathBuf| {
        let spent = fs::read_to_string(task.join("schedstat")).unwrap_or_default();
        let nanoseconds = spent.split(' ').next().and_then(|text| text.parse().ok());
        Duration::from_nanos(nanoseconds.unwrap_or_default())
    };
    let tasks = fs::read_dir(tasks).expect("Linux");
    tasks.map(|task| one(task.expect("a task").path())).sum()
}

/// A courier on a thread of its own for so long; gives its time on the processor.
fn follow(mut options: Options, push: bool, time: Duration) -> thread::JoinHandle<Duration> {
    options.push = push;
    options.poll = Duration::from_secs(1);
    thread::spawn(move || {
        let runtime = runtime::Builder::new_current_thread().enable_all().build();
        let outcome = runtime.expect("a runtime").block_on(async {
            let (stop, stopped) = oneshot::channel::<()>();
            tokio::spawn(async move {
                tokio::time::sleep(time).await;
                drop(stop);
            });
            legeplads_sync::run(options, async {
                // Dropped is told, too.
                let _ = stopped.await;
            })
            .await
        });
        assert_eq!(outcome.expect("it began"), Outcome::Stopped);
        let spent = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
        let nanoseconds = spent.split(' ').next().expect("a number");
        Duration::from_nanos(nanoseconds.parse().expect("nanoseconds"))
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "listens for a minute how little is said"]
async fn what_an_idle_hour_costs() {
    let town = Town::new().await;
    let feed = municipality(&town);
    let (release, _) = town.publish(&feed).await;
    let serving = Program::start(&town.out(), &[]);
    let wire = Wire::to(&serving.address).await;
    let mut first = options(&town, &wire.address);
    first.once = true;
    let outcome = legeplads_sync::run(first, std::future::pending()).await;
    assert_eq!(outcome.expect("it begins"), Outcome::Updated);
    show(&town.root().join("store"), "billund", release.version);

    // It asks about once a second here, and counts are per question.
    let tasks = format!("/proc/{}/task", serving.id());
    let join = |courier: thread::JoinHandle<Duration>| {
        tokio::task::spawn_blocking(move || courier.join().expect("no panic"))
    };
    let begin = follow(
        options(&town, &wire.address),
        false,
        Duration::from_millis(200),
    );
    let begin = join(begin).await.expect("it ended");
    wire.reset();
    let before = busy(&tasks);
    let courier = follow(
        options(&town, &wire.address),
        false,
        Duration::from_secs(30),
    );
    let courier = join(courier).await.expect("it ended");
    let server = busy(&tasks) - before;
    let polls = wire.spent("GET /metadata/timestamp.json");
    let beats = wire.spent("POST /heartbeat");
    assert!(
        polls.requests > 20 && beats.requests > 0,
        "{polls:?} {beats:?}"
    );
    let poll = polls.bytes as f64 / polls.requests as f64;
    let beat = beats.bytes as f64 / beats.requests as f64;
    let each = |time: Duration| time.as_secs_f64() * 1e3 / polls.requests as f64;
    println!(
        "IdlePoll(bytes: {poll:.0}, courier_cpu_ms: {:.2}, server_cpu_ms: {:.2})",
        each(courier.saturating_sub(begin)),
        each(server)
    );

    wire.reset();
    let courier = follow(options(&town, &wire.address), true, Duration::from_secs(35));
    tokio::time::sleep(Duration::from_secs(5)).await;
    let begun = wire.spent("GET /events").bytes;
    join(courier).await.expect("it ended");
    // One comes every 15 seconds.
    let sign = (wire.spent("GET /events").bytes - begun) as f64 / 2.0;
    assert!(sign > 0.0, "no sign of life came");
    println!("Heartbeat(bytes: {beat:.0})");
    println!("Events(bytes_to_begin: {begun}, bytes_a_sign_of_life: {sign:.0})");
    // Asked every 5 to 15 minutes with push and every 30 to 60 seconds without.
    println!("Bytes are counted with their heads, and without TLS and TCP.");
    for (push, polls, signs) in [(true, 6.0, 240.0), (false, 80.0, 0.0)] {
        let listening = if push { begun as f64 } else { 0.0 };
        println!(
            "IdleHour(push: {push}, bytes: {:.0}, requests: {:.0}, polls: {polls}, heartbeats: 60, \
             signs_of_life: {signs})",
            polls * poll + 60.0 * beat + signs * sign + listening,
            polls + 60.0 + f64::from(u8::from(push))
        );
    }
}
