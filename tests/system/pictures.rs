//! `--screenshot` of each screen, lying and standing.

use std::collections::HashMap;

use image::Rgb;
use legeplads_feed::Link;
use legeplads_tests::{Desk, Display, Kiosk, read_codes};

#[test]
fn every_screen_is_pictured_in_both_orientations() {
    let first = Desk::new().feed().tour[0].to_string();
    let stop = format!("stop:{first}");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (width, height) in [(1280, 720), (720, 1280)] {
        let display = Display::start(width, height);
        for at in ["attract", "closed", "island", &stop, "finish"] {
            let file = folder.path().join("picture.png");
            let size = format!("{width}x{height}");
            let path = file.to_str().expect("a temporary folder has a plain name");
            let arguments = ["--windowed", &size, "--at", at, "--screenshot", path];
            let ended = Kiosk::run(&display, &arguments);
            assert_eq!(ended.code(), Some(0), "{at} at {size}: {}", ended.stderr);
            let picture = image::open(&file).expect("a picture was saved").to_rgb8();
            assert_eq!(picture.dimensions(), (width, height), "{at}");
            let mut colours: HashMap<Rgb<u8>, usize> = HashMap::new();
            for pixel in picture.pixels() {
                *colours.entry(*pixel).or_default() += 1;
            }
            let most = colours.values().max().copied().unwrap_or(0);
            assert!(
                colours.len() > 200,
                "{at} at {size}: {} colours",
                colours.len()
            );
            assert!(
                most < (width * height) as usize * 2 / 3,
                "{at} at {size} is mostly one colour"
            );
            std::fs::remove_file(&file).expect("the picture can be removed");
        }
    }
}

#[test]
fn a_reader_reads_the_codes_on_the_glass_in_both_orientations() {
    let feed = Desk::new().feed();
    let offered = feed.offers.iter().filter_map(|offer| offer.link.as_ref());
    let offered: Vec<&str> = offered.map(Link::as_str).collect();
    assert!(!offered.is_empty(), "an offer that leads further");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("picture.png");
    let path = file.to_str().expect("a temporary folder has a plain name");
    for (width, height) in [(1280, 720), (720, 1280)] {
        let display = Display::start(width, height);
        let size = format!("{width}x{height}");
        let arguments = ["--windowed", &size, "--at", "board", "--screenshot", path];
        let ended = Kiosk::run(&display, &arguments);
        assert_eq!(ended.code(), Some(0), "{size}: {}", ended.stderr);
        let picture = image::open(&file).expect("a picture was saved").to_rgb8();
        let read = read_codes(&picture);
        for link in &offered {
            assert!(
                read.iter().any(|read| read == link),
                "{size}: {link} is not in {read:?}"
            );
        }
    }
}
