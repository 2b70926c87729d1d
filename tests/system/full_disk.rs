//! A kiosk whose disk is full goes on: it shows, it answers, it takes no more memory than with room,
//! and it writes again by itself when there is room.

use std::fs;
use std::time::{Duration, Instant};

use image::{RgbImage, imageops};
use legeplads_tests::{Display, Kiosk, Rect, SmallDisk, blob};

/// Where the card lies on a display of 1280×720, its text, and its button's colour, the theme's
/// `deep-blue`.
const CARD: Rect = Rect {
    x: 20,
    y: 260,
    width: 380,
    height: 440,
};
const TEXT: Rect = Rect {
    x: 60,
    y: 490,
    width: 260,
    height: 100,
};
const BLUE: [u8; 3] = [0x1D, 0x5C, 0x7A];

/// What has not changed for so long has come to rest, however busy the machine.
const STILL: Duration = Duration::from_secs(2);

/// To the first stop and home again, so many times.
const ROUNDS: usize = 5;

/// More kilobytes than this are no chance: twice what such rounds differ by on a machine without a
/// GPU.
const MORE: u64 = 48 * 1024;

/// Pixels of the text that may be another shade where edges were smoothed anew.
const EDGES: usize = 200;

/// Whether this is the same text.
fn is_alike(one: &RgbImage, other: &RgbImage) -> bool {
    let pixels = one.pixels().zip(other.pixels());
    pixels.filter(|(one, other)| one != other).count() <= EDGES
}

struct Visitor {
    display: Display,
    kiosk: Kiosk,
}

impl Visitor {
    fn text(&self) -> RgbImage {
        let picture = self.display.picture();
        imageops::crop_imm(&picture, TEXT.x, TEXT.y, TEXT.width, TEXT.height).to_image()
    }

    /// What is written on the card once it has come to rest.
    fn text_at_rest(&self) -> RgbImage {
        let mut seen = (self.text(), Instant::now());
        self.kiosk.eventually("a card, and time to read it", || {
            let now = self.text();
            if now != seen.0 {
                seen = (now, Instant::now());
            }
            (seen.1.elapsed() > STILL).then(|| seen.0.clone())
        })
    }

    /// To the first stop by touch, and home by a key.
    fn go_and_return(&self, island: &RgbImage) {
        let button = self.kiosk.eventually("a button on the card", || {
            blob(&self.display.picture(), CARD, BLUE, 1500)
        });
        self.display.click(&[button.middle()]);
        let is_home = || is_alike(&self.text(), island);
        self.kiosk
            .eventually("a stop", || (!is_home()).then_some(()));
        self.display.press_keys(&["Home"]);
        self.kiosk.eventually("home", || is_home().then_some(()));
    }

    /// How many kilobytes more it has in memory after some rounds.
    fn grows(&self, island: &RgbImage) -> u64 {
        self.go_and_return(island);
        let before = self.memory();
        for _ in 0..ROUNDS {
            self.go_and_return(island);
        }
        self.memory().saturating_sub(before)
    }

    /// Kilobytes that it has in memory.
    fn memory(&self) -> u64 {
        let file = format!("/proc/{}/status", self.kiosk.id());
        let status = fs::read_to_string(file).expect("it runs");
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let figure = line.and_then(|line| line.split_whitespace().nth(1));
        figure.expect("a figure").parse().expect("kilobytes")
    }
}

#[test]
fn a_kiosk_on_a_full_disk_goes_on_and_writes_when_there_is_room() {
    let disk = SmallDisk::new("1m");
    let display = Display::start(1280, 720);
    let kiosk = Kiosk::start_on(&disk, &display, &["--at", "island", "--calm"]);
    let visitor = Visitor { display, kiosk };
    let kiosk = &visitor.kiosk;
    let before = kiosk.says_eventually("the island is on the glass", |says| {
        says.screen == "island" && says.frames >= 3
    });
    let island = visitor.text_at_rest();
    let room = visitor.grows(&island);
    // What it says of the screen from here on has no room.
    disk.fill(0);
    let full = visitor.grows(&island);
    println!("more memory after {ROUNDS} rounds, in kB: {room} with room, {full} on a full disk");
    assert!(full <= room + MORE, "{full} kB, and {room} kB with room");
    let words = kiosk.words();
    assert!(words.contains("screen.ron cannot be written"), "{words}");
    assert!(!words.contains("panicked"), "{words}");
    let says = kiosk.says().expect("what it said last is whole");
    assert_eq!(says.on_glass_since, before.on_glass_since);

    disk.resize("2m");
    visitor.go_and_return(&island);
    kiosk.says_eventually("it is written again", |now| now.frames > says.frames);
}
