//! Ten screens look as they did when somebody last looked at them.
//!
//! What they are compared with lies in `looks/`, small. A change that is meant is accepted:
//! `LEGEPLADS_LOOKS=accept cargo test --workspace --test system looks`, and then looked at in the diff.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ImageEncoder, RgbImage};
use legeplads_tests::{Display, Kiosk, likeness, repository, run};

/// Another version of the software renderer differs by less; a sign that is gone, or a word that is
/// another one, by more.
const MOST: f32 = 4.0;

/// How much smaller than the glass what is kept is.
const SMALLER: u32 = 4;

/// Colours are kept in steps of so many of 255: half the bytes, and nobody sees it.
const STEP: u8 = 10;

/// A file of these has at most so many bytes: there will be more of them with the years.
const BYTES: usize = 40 * 1024;

const NOON: &str = "2026-06-22T12:00";
const DUSK: &str = "2026-12-21T16:00";

/// Name, place, language, size of the glass, the place's clock.
const LOOKS: [(&str, &str, &str, (u32, u32), &str); 10] = [
    ("attract", "attract", "de", (1280, 720), NOON),
    ("asleep", "closed", "da", (1280, 720), NOON),
    ("island", "island", "da", (1280, 720), NOON),
    ("island-portrait", "island", "en", (720, 1280), NOON),
    ("island-evening", "island", "de", (1280, 720), DUSK),
    ("build", "stop:billund", "da", (1280, 720), NOON),
    ("quiz", "stop:rettigheder", "da", (1280, 720), NOON),
    ("wheel", "stop:sdr-omme", "en", (1280, 720), NOON),
    ("board", "board", "da", (1280, 720), NOON),
    ("finish", "finish", "en", (1280, 720), NOON),
];

#[test]
fn ten_screens_look_as_they_did() {
    let accepts = accepts();
    let kept = repository().join("tests/system/looks");
    let found = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("looks");
    // Of the run before.
    let _ = fs::remove_dir_all(&found);
    fs::create_dir_all(&found).expect("a folder can be made");
    let mut others = String::new();
    for (name, at, language, size, clock) in LOOKS {
        let new = look(at, language, size, clock, &found.join("glass.png"));
        let file = kept.join(name).with_extension("png");
        if accepts {
            keep(&new, &file);
            continue;
        }
        let old = image::open(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let old = old.to_rgb8();
        let difference = likeness::difference(&old, &new);
        println!("{name}: {difference:.2}");
        if difference > MOST {
            let named = |what: &str| found.join(format!("{name}.{what}.png"));
            keep(&new, &named("new"));
            keep(&old, &named("old"));
            keep(&likeness::pictured(&old, &new), &named("difference"));
            others += &format!("  {name} differs by {difference:.1}, {MOST} at most\n");
        }
    }
    fs::remove_file(found.join("glass.png")).expect("the picture can be removed");
    assert!(
        others.is_empty(),
        "{others}look at old, new and difference in {}; if that is what you want:\n  \
         LEGEPLADS_LOOKS=accept cargo test --workspace --test system looks",
        found.display()
    );
}

fn accepts() -> bool {
    std::env::var("LEGEPLADS_LOOKS").is_ok_and(|word| word == "accept")
}

/// The weakest of machines: small pictures, no storage buffers, no compute shaders.
#[test]
fn the_island_looks_the_same_within_the_limits_of_webgl2() {
    // What it is compared with is being made anew.
    if accepts() {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("glass.png");
    let (_, at, language, size, clock) = LOOKS[2];
    let new = picture(at, language, size, clock, &file, |command| {
        command.env("WGPU_SETTINGS_PRIO", "webgl2");
    });
    let kept = repository().join("tests/system/looks/island.png");
    let old = image::open(kept).expect("it is kept").to_rgb8();
    let difference = likeness::difference(&old, &new);
    assert!(difference < MOST, "{difference}");
}

fn look(at: &str, language: &str, size: (u32, u32), clock: &str, file: &Path) -> RgbImage {
    picture(at, language, size, clock, file, |_| {})
}

fn picture(
    at: &str,
    language: &str,
    size: (u32, u32),
    clock: &str,
    file: &Path,
    changed: impl FnOnce(&mut Command),
) -> RgbImage {
    let display = Display::start(size.0, size.1);
    let mut command = Kiosk::command(&display);
    let glass = format!("{}x{}", size.0, size.1);
    command
        .args(["--at", at, "--language", language, "--clock", clock])
        .args(["--windowed", &glass, "--calm", "--screenshot"])
        .arg(file);
    changed(&mut command);
    let ended = run(&mut command);
    assert_eq!(ended.code(), Some(0), "{at}: {}", ended.stderr);
    let picture = image::open(file).expect("a picture was saved").to_rgb8();
    let mut small = likeness::small(&picture, size.0 / SMALLER, size.1 / SMALLER);
    for pixel in small.pixels_mut() {
        pixel.0 = pixel.0.map(|part| part / STEP * STEP + STEP / 2);
    }
    small
}

fn keep(picture: &RgbImage, file: &Path) {
    let mut bytes = Vec::new();
    let (best, filter) = (CompressionType::Best, FilterType::Adaptive);
    let (width, height) = picture.dimensions();
    let colours = image::ExtendedColorType::Rgb8;
    PngEncoder::new_with_quality(&mut bytes, best, filter)
        .write_image(picture, width, height, colours)
        .expect("a picture can be written to memory");
    fs::write(file, bytes).expect("a picture can be saved");
}

#[test]
fn a_look_is_told_from_another_and_not_from_itself() {
    let kept = repository().join("tests/system/looks");
    let open = |name: &str| {
        let file = kept.join(name).with_extension("png");
        assert!(
            file.metadata().expect("it is kept").len() <= BYTES as u64,
            "{name}"
        );
        image::open(&file).expect("a picture").to_rgb8()
    };
    let island = open("island");
    for (name, ..) in LOOKS {
        let other = open(name);
        assert!(likeness::difference(&other, &other) < 1e-3, "{name}");
        assert_eq!(
            likeness::difference(&island, &other) > MOST,
            name != "island",
            "{name}"
        );
    }
    // A sign's worth of it is a little darker; all of it is by next to nothing.
    let mut darker = island.clone();
    for (x, y, pixel) in darker.enumerate_pixels_mut() {
        if (100..120).contains(&x) && (80..88).contains(&y) {
            pixel.0 = pixel.0.map(|part| part.saturating_sub(60));
        }
    }
    assert!(likeness::difference(&island, &darker) > MOST);
    let mut noisy = island.clone();
    for (x, y, pixel) in noisy.enumerate_pixels_mut() {
        let by = ((x * 7 + y * 13) % 5) as u8;
        pixel.0 = pixel.0.map(|part| part.saturating_sub(by));
    }
    assert!(likeness::difference(&island, &noisy) < MOST);
}
