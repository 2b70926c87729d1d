//! The tour, walked by clicks alone: a person who sees a button presses it.

use std::time::{Duration, Instant};

use image::{RgbImage, imageops};
use legeplads_feed::{ActivityKind, Feed, StopId};
use legeplads_tests::{Desk, Display, Kiosk, Rect, blob, reads_eventually};

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

/// A part of the card that carries its text, whatever its height.
const TEXT: Rect = Rect {
    x: 60,
    y: 490,
    width: 260,
    height: 100,
};

/// Where the things to touch stand. Below lie the tour's beads, to the right the languages.
const SCENE: Rect = Rect {
    x: 250,
    y: 230,
    width: 790,
    height: 400,
};

/// What can be touched has a side of 25 mm at least, which is 45 pixels here.
const STEP: usize = 40;

/// What has not changed for so long has come to rest, at a few frames a second.
const STILL: Duration = Duration::from_millis(400);

/// The count on the last card is a word.
const NUMBERS: [&str; 13] = [
    "nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv",
];

struct Visitor {
    display: Display,
    kiosk: Kiosk,
}

impl Visitor {
    /// The card's button, once it is there.
    fn button(&self) -> Rect {
        self.kiosk.eventually("a button on the card", || {
            blob(&self.display.picture(), CARD, BLUE, LEAST)
        })
    }

    /// What is written on the card.
    fn text(&self) -> RgbImage {
        let picture = self.display.picture();
        imageops::crop_imm(&picture, TEXT.x, TEXT.y, TEXT.width, TEXT.height).to_image()
    }

    /// What is written on the card once it is another than `before` and stays so. `screen.ron` may
    /// be written a frame before the glass shows what it says.
    fn text_after(&self, before: &RgbImage) -> RgbImage {
        let mut seen = (self.text(), Instant::now());
        self.kiosk
            .eventually("another card, and time to read it", || {
                let now = self.text();
                if now != seen.0 {
                    seen = (now, Instant::now());
                }
                (seen.0 != *before && seen.1.elapsed() > STILL).then(|| seen.0.clone())
            })
    }

    /// Presses the button, to another screen.
    fn go_on(&self, to: &str) {
        let before = self.text();
        self.display.click(&[self.button().middle()]);
        self.kiosk.says_eventually(to, |screen| screen.screen == to);
        self.text_after(&before);
    }

    /// Turns a story's card.
    fn turn(&self) {
        let before = self.text();
        self.display.click(&[self.button().middle()]);
        self.text_after(&before);
    }

    /// Touches everything but the button, row by row from the front, until another card says that it
    /// is done. Once more, half a step beside, for what lies between.
    fn touch_everything(&self, stop: &StopId) {
        let before = self.text();
        let button = self.button().grown(STEP as u32);
        for aside in [0, STEP as u32 / 2] {
            let rows = (SCENE.y + aside..SCENE.y + SCENE.height).step_by(STEP);
            for y in rows.rev() {
                let row: Vec<_> = (SCENE.x + aside..SCENE.x + SCENE.width)
                    .step_by(STEP)
                    .map(|x| (x, y))
                    .filter(|point| !button.holds(*point))
                    .collect();
                self.display.click(&row);
                if self.text() != before {
                    self.text_after(&before);
                    return;
                }
            }
        }
        panic!("{stop} cannot be completed by touch");
    }

    /// Touches everything but the button, from the back to the front and back again: for what tells
    /// something else at each touch.
    fn touch_all(&self) {
        let before = self.text();
        let button = self.button().grown(STEP as u32);
        let rows: Vec<u32> = (SCENE.y..SCENE.y + SCENE.height).step_by(STEP).collect();
        for y in rows.iter().chain(rows.iter().rev()) {
            let row: Vec<_> = (SCENE.x..SCENE.x + SCENE.width)
                .step_by(STEP)
                .map(|x| (x, *y))
                .filter(|point| !button.holds(*point))
                .collect();
            self.display.click(&row);
        }
        self.text_after(&before);
    }

    fn play(&self, feed: &Feed, stop: &StopId) {
        let activity = feed
            .stop(stop)
            .and_then(|stop| feed.activity(&stop.activity))
            .expect("a stop has an activity");
        match &activity.kind {
            ActivityKind::Story(story) => (1..story.cards.len()).for_each(|_| self.turn()),
            ActivityKind::Wheel(_) => self.touch_all(),
            _ => self.touch_everything(stop),
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
    if feed.awareness.is_some() {
        // Passed over.
        visitor.go_on("knows/before");
    }
    for stop in &tour {
        visitor.go_on(&format!("tour/{stop}"));
        visitor.play(&feed, stop);
    }
    visitor.go_on("finish");

    // The card counts the notes that were found: all of them.
    reads_eventually(&visitor.display, CARD, &[NUMBERS[tour.len()]]);
}
