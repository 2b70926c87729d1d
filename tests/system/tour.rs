//! The tour, walked by clicks alone: a person who sees a button presses it.

use image::{RgbImage, imageops};
use legeplads_feed::{ActivityKind, Feed, StopId};
use legeplads_tests::{Desk, Display, Kiosk, Rect, blob, eventually, has_word, read_words};

/// Where the card lies on a display of 1280×720.
const CARD: Rect = Rect {
    x: 20,
    y: 260,
    width: 380,
    height: 440,
};

/// The button's colour, the theme's `deep-blue`.
const BLUE: [u8; 3] = [0x1D, 0x5C, 0x7A];

/// Less than this many pixels of it are no button.
const LEAST: usize = 1500;

/// What is touched has a side of 25 mm at least, that is 45 pixels; so nothing slips through.
const STEP: usize = 30;

struct Visitor {
    display: Display,
    kiosk: Kiosk,
}

impl Visitor {
    /// The card's button, once it is there.
    fn button(&self) -> Rect {
        eventually("a button on the card", || {
            blob(&self.display.picture(), CARD, BLUE, LEAST)
        })
    }

    /// What is written on the card, above its button.
    fn card(&self) -> RgbImage {
        let picture = self.display.picture();
        imageops::crop_imm(&picture, CARD.x, CARD.y, CARD.width, CARD.height - 90).to_image()
    }

    /// Presses the button until the next screen is there.
    fn go_on(&self, to: &str) {
        self.display.click(&[self.button().middle()]);
        self.kiosk.says_eventually(to, |screen| screen.screen == to);
    }

    /// Turns a story's card.
    fn turn(&self) {
        let before = self.card();
        self.display.click(&[self.button().middle()]);
        eventually("the card turns", || (self.card() != before).then_some(()));
    }

    /// Touches everything but the button, like a small child. The lowest rows are the tour's beads,
    /// the right edge belongs to languages and home.
    fn touch_everything(&self) {
        let button = self.button().grown(STEP as u32);
        let rows = (120..=590).step_by(STEP);
        let points: Vec<_> = rows
            .flat_map(|y| (60..=1080).step_by(STEP).map(move |x| (x, y)))
            .filter(|point| !button.holds(*point))
            .collect();
        self.display.click(&points);
    }

    fn play(&self, feed: &Feed, stop: &StopId) {
        let activity = feed
            .stop(stop)
            .and_then(|stop| feed.activity(&stop.activity))
            .expect("a stop has an activity");
        match &activity.kind {
            ActivityKind::Story { cards } => (1..cards.len()).for_each(|_| self.turn()),
            _ => self.touch_everything(),
        }
    }
}

#[test]
fn it_can_be_walked_from_the_invitation_to_the_finish() {
    let desk = Desk::new();
    let feed = desk.feed();
    let content = desk.sources();
    let display = Display::start(1280, 720);
    let folder = content
        .to_str()
        .expect("a temporary folder has a plain name");
    let kiosk = Kiosk::start(&display, &["--content", folder, "--calm"]);
    let visitor = Visitor { display, kiosk };

    let tour = feed.sites[0].tour(&feed).to_vec();
    assert!(tour.len() >= 3);
    for stop in &tour {
        visitor.go_on(&format!("tour/{stop}"));
        visitor.play(&feed, stop);
    }
    visitor.go_on("finish");

    // The card counts the notes that were found: all of them.
    let count = tour.len().to_string();
    eventually("all notes are found", || {
        let words = read_words(&visitor.display.picture(), CARD);
        has_word(&words, &count).then_some(())
    });
}
