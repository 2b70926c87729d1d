//! A feed's own font, from the desk to the glass and away again.

use std::fs;

use image::{RgbImage, imageops};
use legeplads_tests::{Desk, Display, Kiosk, reads_eventually};

use crate::publish::{SIGN, headline};

/// A font that headings are not set in by themselves; Debian's `fonts-sil-andika`.
const FONT: &str = "/usr/share/fonts/truetype/andika/Andika-Bold.ttf";

const BROUGHT: &str = "fonts: (heading: \"fonts/town.ttf\"),\n    headline: {";

/// The sign with the headline.
fn sign(display: &Display) -> RgbImage {
    let picture = display.picture();
    imageops::crop_imm(&picture, SIGN.x, SIGN.y, SIGN.width, SIGN.height).to_image()
}

#[test]
fn a_headline_is_set_in_the_font_of_its_release() {
    let desk = Desk::new();
    let first = desk.release();
    let published = desk.serve();
    let display = Display::start(1280, 720);
    let island = ["--poll", "1", "--at", "island", "--calm"];
    let arguments = [&published.followed()[..], &island].concat();
    let kiosk = Kiosk::start(&display, &arguments);
    let is_shown = |release| {
        kiosk.says_eventually("the release is on the glass", |says| {
            says.release == release && says.frames >= 3 && says.refused.is_none()
        });
    };
    is_shown(first);
    let words = headline(&desk).to_lowercase();
    let words: Vec<&str> = words.split_whitespace().collect();
    reads_eventually(&display, SIGN, &words);
    let own = sign(&display);

    fs::create_dir(desk.sources().join("fonts")).expect("a folder can be made");
    fs::copy(FONT, desk.sources().join("fonts/town.ttf")).expect("deploy/test installs it");
    desk.replace("feed.ron", "headline: {", BROUGHT);
    is_shown(desk.release());
    kiosk.eventually("another sign", || (sign(&display) != own).then_some(()));
    reads_eventually(&display, SIGN, &words);

    desk.replace("feed.ron", BROUGHT, "headline: {");
    is_shown(desk.release());
    kiosk.eventually("the sign as before", || {
        (sign(&display) == own).then_some(())
    });
    let said = kiosk.words();
    assert!(!said.contains("without the font"), "{said}");
}
