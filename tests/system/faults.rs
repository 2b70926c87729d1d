//! What goes wrong on the way never reaches the glass.

use std::fs;

use legeplads_store::{Screen, Slot, View};
use legeplads_tests::{Desk, Display, Kiosk, eventually, program, run};

use crate::publish::headline;

const POLL: [&str; 2] = ["--poll", "1"];

#[test]
fn a_broken_release_stays_off_the_glass_until_it_is_mended() {
    let desk = Desk::new();
    let first = desk.release();
    let published = desk.serve();
    let display = Display::start(1280, 720);
    let kiosk = Kiosk::start(&display, &[&published.followed()[..], &POLL].concat());
    let shown = kiosk.says_eventually("the first release is on the glass", |screen| {
        screen.release == first && screen.frames >= 3
    });

    // Made elsewhere and mirrored here, one byte of a document wrong on the way, and the delta that
    // brings it along lost.
    let elsewhere = desk.twin();
    elsewhere.replace("feed.ron", &headline(&elsewhere), "Alt er nyt i dag");
    let second = elsewhere.release();
    assert!(second > first);
    let blob = elsewhere.blob("feed.ron");
    let good = fs::read(&blob).expect("the blob can be read");
    let mut bad = good.clone();
    bad[good.len() / 2] ^= 1;
    fs::write(&blob, &bad).expect("the blob can be written");
    fs::remove_file(elsewhere.delta()).expect("the delta can be removed");
    elsewhere.mirror_to(&desk.published());

    let view = View::open(kiosk.store());
    let refusal = kiosk.eventually("the courier refuses it", || {
        let refusals = view.refusals().expect("the store can be read");
        refusals
            .into_iter()
            .find(|refusal| refusal.release == Some(second))
    });
    assert!(!refusal.for_good, "the next try may go well: {refusal:?}");
    assert!(
        refusal.why.contains("feed.ron"),
        "it says what is wrong: {refusal:?}"
    );
    let still = kiosk.says().expect("it said something before");
    assert_eq!(
        (still.release, still.on_glass_since),
        (first, shown.on_glass_since)
    );
    let words = kiosk.words();
    assert!(words.contains("feed.ron"), "the log says why: {words}");

    fs::write(&blob, &good).expect("the blob can be written");
    elsewhere.mirror_to(&desk.published());
    kiosk.says_eventually("the mended release is on the glass", |screen| {
        screen.release == second && screen.frames >= 3
    });
}

#[test]
fn after_a_power_cut_the_last_release_is_on_the_glass() {
    let desk = Desk::new();
    desk.release();
    desk.replace("feed.ron", &headline(&desk), "Alt er nyt i dag");
    let release = desk.release();
    let published = desk.serve();
    let display = Display::start(1280, 720);
    let followed: Vec<String> = published.followed().map(str::to_owned).into();
    let followed: Vec<&str> = followed.iter().map(String::as_str).collect();
    let feed = [&followed[..], &POLL].concat();
    let kiosk = Kiosk::start(&display, &feed);
    kiosk.says_eventually("it is on the glass", |screen| screen.release == release);
    let view = View::open(kiosk.store());
    kiosk.eventually("the release is confirmed", || {
        let slots = view.slots().expect("the store can be read");
        slots.current.filter(|current| current.release == release)
    });
    // The network is gone, too: what follows comes from the disk alone.
    drop(published);
    let before = kiosk.says().expect("it said something before");
    let kiosk = kiosk.cut_and_start(&display, &feed);
    let after = kiosk.says_eventually("it is on the glass again", |screen| {
        screen.on_glass_since > before.on_glass_since && screen.frames >= 3
    });
    assert_eq!(after.release, release, "{}", kiosk.words());
    let slots = View::open(kiosk.store())
        .slots()
        .expect("the store can be read");
    assert_eq!(slots.damaged, Vec::<Slot>::new());
}

/// The courier is the kiosk's child: it must not outlive it, or the next one finds the store
/// taken.
#[test]
fn the_courier_ends_with_the_kiosk() {
    let desk = Desk::new();
    let first = desk.release();
    let published = desk.serve();
    let display = Display::start(1280, 720);
    let feed = [&published.followed()[..], &POLL].concat();
    let kiosk = Kiosk::start(&display, &feed);
    kiosk.says_eventually("it is on the glass", |screen| screen.release == first);
    let kiosk = kiosk.cut_and_start(&display, &feed);
    desk.replace("feed.ron", &headline(&desk), "Alt er nyt i dag");
    let second = desk.release();
    kiosk.says_eventually("the next courier brings the next release", |screen| {
        screen.release == second
    });
}

/// Whatever ends the courier, the kiosk has another one soon; nobody comes by to start it again.
#[test]
fn a_courier_that_is_killed_is_started_again() {
    let desk = Desk::new();
    let first = desk.release();
    let published = desk.serve();
    let display = Display::start(1280, 720);
    let kiosk = Kiosk::start(&display, &[&published.followed()[..], &POLL].concat());
    kiosk.says_eventually("it is on the glass", |screen| screen.release == first);
    assert!(kiosk.kill_courier());
    desk.replace("feed.ron", &headline(&desk), "Alt er nyt i dag");
    let second = desk.release();
    kiosk.says_eventually("the next courier brings the next release", |screen| {
        screen.release == second
    });
}

/// A kiosk died in the first frames of the release that waits; so many had before it. What the next
/// one says of it.
fn after_a_death(deaths_before: Option<u32>, says: impl Fn(&Screen, u64) -> bool) {
    let desk = Desk::new();
    let first = desk.release();
    let published = desk.serve();
    let display = Display::start(1280, 720);
    let feed = [&published.followed()[..], &POLL].concat();
    let kiosk = Kiosk::start(&display, &feed);
    let store = kiosk.store().to_owned();
    let view = View::open(&store);
    let slots = || view.slots().expect("the store can be read");
    kiosk.eventually("the release is confirmed", || {
        slots().current.filter(|current| current.release == first)
    });
    let said = kiosk.says().expect("it said something");
    let mut second = 0;
    let kiosk = kiosk.cut_and(&display, &feed, || {
        desk.replace("feed.ron", &headline(&desk), "Alt er nyt i dag");
        second = desk.release();
        let mut courier = program("legeplads-sync");
        courier.args(published.followed()).arg("--once");
        courier.arg("--store").arg(&store);
        // The one before may still be on its way out.
        eventually("the next release waits", || {
            run(&mut courier);
            slots().pending.filter(|pending| pending.release == second)
        });
        let left = Screen {
            release: second,
            frames: 0,
            stopped: deaths_before.map(|times| (second, times)),
            ..said
        };
        left.write(&store).expect("written");
    });
    kiosk.says_eventually("what it makes of it", |screen| says(screen, second));
}

#[test]
fn a_release_that_one_kiosk_died_on_is_tried_again() {
    after_a_death(None, |screen, release| {
        screen.release == release && screen.frames >= Screen::GOOD_FRAMES
    });
}

#[test]
fn a_release_that_two_kiosks_died_on_is_left_alone() {
    after_a_death(Some(1), |screen, release| {
        let refused = screen.refused.as_ref();
        screen.release < release && refused.is_some_and(|(refused, _)| *refused == release)
    });
}
