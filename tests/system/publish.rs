//! From the staff's desk to the glass, over HTTP, without a restart.

use legeplads_feed::Language;
use legeplads_store::View;
use legeplads_tests::{Desk, Display, Kiosk, Rect, reads_eventually};

/// Where the headline hangs on the island, on a display of 1280×720.
pub const SIGN: Rect = Rect {
    x: 30,
    y: 30,
    width: 900,
    height: 90,
};

/// Letters that are hard to mistake for others.
pub const NEW: &str = "Hejnsvig bygger en havn";

/// The headline in Danish, as it stands in `feed.ron`.
pub fn headline(desk: &Desk) -> String {
    let danish: Language = "da".parse().expect("Danish is a language");
    desk.feed().headline.get(&danish).to_owned()
}

#[test]
fn a_changed_headline_is_read_off_the_glass() {
    let desk = Desk::new();
    let first = desk.release();
    let published = desk.serve();
    let display = Display::start(1280, 720);
    // Nobody there, and the headline would speak other languages, too.
    let arguments = [
        &published.followed()[..],
        &["--poll", "1", "--at", "island"],
    ]
    .concat();
    let kiosk = Kiosk::start(&display, &arguments);
    kiosk.says_eventually("the first release is on the glass", |screen| {
        screen.release == first && screen.frames >= 3
    });
    let id = kiosk.id();
    let old = headline(&desk);

    desk.replace("feed.ron", &old, NEW);
    let second = desk.release();
    assert!(second > first);
    let screen = kiosk.says_eventually("the second release is on the glass", |screen| {
        screen.release == second && screen.frames >= 3
    });
    assert_eq!(screen.refused, None);
    reads_eventually(&display, SIGN, &["hejnsvig", "bygger", "havn"]);
    assert_eq!(kiosk.id(), id);
    let later = kiosk.says_eventually("it still runs", |screen| screen.frames > 3);
    assert_eq!(
        later.on_glass_since, screen.on_glass_since,
        "it did not start anew"
    );
}

#[test]
fn people_keep_their_stop_when_a_release_comes() {
    let desk = Desk::new();
    let first = desk.release();
    let published = desk.serve();
    let display = Display::start(1280, 720);
    let stop = desk.feed().tour[0].to_string();
    let at = format!("stop:{stop}");
    let arguments = [&published.followed()[..], &["--poll", "1", "--at", &at]].concat();
    let kiosk = Kiosk::start(&display, &arguments);
    let before = kiosk.says_eventually("the first release is on the glass", |screen| {
        screen.release == first && screen.frames >= 3
    });
    assert_eq!(before.screen, format!("tour/{stop}"));
    desk.replace("feed.ron", &headline(&desk), NEW);
    let second = desk.release();
    let after = kiosk.says_eventually("the second release is on the glass", |screen| {
        screen.release == second && screen.frames >= 3
    });
    assert_eq!(after.screen, before.screen);
}

#[test]
fn what_is_taken_down_gives_way_to_what_is_built_in() {
    let desk = Desk::new();
    desk.replace("feed.ron", &headline(&desk), NEW);
    let first = desk.release();
    let published = desk.serve();
    let display = Display::start(1280, 720);
    let arguments = [
        &published.followed()[..],
        &["--poll", "1", "--at", "island"],
    ]
    .concat();
    let kiosk = Kiosk::start(&display, &arguments);
    kiosk.says_eventually("the release is on the glass", |screen| {
        screen.release == first && screen.frames >= 3
    });
    reads_eventually(&display, SIGN, &["hejnsvig", "bygger", "havn"]);
    let down = desk.take_down();
    assert!(down > first);
    kiosk.says_eventually("the takedown is on the glass", |screen| {
        screen.release == down && screen.frames >= 3 && screen.refused.is_none()
    });
    reads_eventually(&display, SIGN, &["kommunen", "legeplads"]);
    let view = View::open(kiosk.store());
    kiosk.eventually("nothing is left to fall back on", || {
        let slots = view.slots().expect("the store can be read");
        (slots.current.is_some_and(|current| current.release == down) && slots.previous.is_none())
            .then_some(())
    });
}
