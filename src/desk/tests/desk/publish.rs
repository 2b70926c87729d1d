//! `legeplads-desk publish`: what comes to lie in a folder, and what staff are told.

use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;

use image::{GenericImageView, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use legeplads_town::bake::Baked;
use legeplads_trust::{Digest, Media, layout};

use crate::support::{Town, listing};

#[test]
fn everything_listed_is_there_and_hashed_right() {
    let town = Town::new();
    let said = town.publish(&[]);
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    let manifest = town.newest();
    assert_eq!((manifest.feed.as_str(), manifest.version), ("tiny", 1));
    assert!(
        manifest
            .documents
            .iter()
            .any(|document| document.path == "stops/pond.ron")
    );
    assert!(
        manifest
            .media
            .iter()
            .any(|media| media.path == "media/tower.png")
    );
    for (path, digest, size) in manifest.files() {
        let bytes = fs::read(town.out().join(digest.blob_path())).expect("a blob");
        assert_eq!(bytes.len() as u64, size, "{path}");
        assert_eq!(Digest::of(&bytes), digest, "{path}");
    }
}

#[test]
fn light_is_baked_once_and_again_only_where_something_changed() {
    let town = Town::new();
    let first = town.publish(&["--lit"]);
    assert_eq!(first.code, Some(0), "{}{}", first.out, first.err);
    assert!(first.out.contains("Light was baked in "), "{}", first.out);
    let manifest = town.newest();
    let paths: Vec<_> = manifest
        .scenes
        .iter()
        .map(|scene| scene.path.as_str())
        .collect();
    assert!(paths.contains(&"scenes/island/landscape"), "{paths:?}");
    assert!(paths.contains(&"scenes/stops/pond/portrait"), "{paths:?}");
    for scene in &manifest.scenes {
        let bytes = fs::read(town.out().join(scene.sha256.blob_path())).expect("a blob");
        Baked::read(&bytes).expect("a baked scene");
    }

    town.edit(
        "feed.ron",
        "Hele byen er en legeplads",
        "Byen er en legeplads",
    );
    let second = town.publish(&["--lit"]).out;
    assert!(second.starts_with("Release 2 "), "{second}");
    assert!(second.contains("The light of all "), "{second}");
    assert_eq!(town.newest().scenes, manifest.scenes);
}

#[test]
fn the_words_say_what_was_published() {
    let town = Town::new();
    let first = town.publish(&[]).out;
    assert!(
        first.starts_with("Release 1 of Lilleby Kommune is published on channel live in out: "),
        "{first}"
    );
    assert!(first.contains("\nA kiosk fetches "), "{first}");

    town.edit(
        "feed.ron",
        "Hele byen er en legeplads",
        "Byen er en legeplads",
    );
    fs::remove_file(town.feed().join("offers.ron")).expect("removed");
    town.edit("cards/town.ron", "[", "// A new beginning.\n[");
    fs::rename(
        town.feed().join("cards/town.ron"),
        town.feed().join("cards/first.ron"),
    )
    .expect("renamed");
    let second = town.publish(&[]).out;
    let told = second.lines().skip(1).collect::<Vec<_>>();
    assert_eq!(told[0], "  changed: feed.ron", "{second}");
    assert_eq!(told[1], "  new: cards/first.ron", "{second}");
    assert_eq!(told[2], "  gone: cards/town.ron, offers.ron", "{second}");
    assert!(
        told[3].starts_with("A kiosk that has release 1 fetches 2 files, "),
        "{second}"
    );
}

#[test]
fn nothing_changed_means_no_new_release() {
    let town = Town::new();
    town.publish(&[]);
    let before = listing(&town.out());
    let said = town.publish(&[]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(
        said.out.starts_with(
            "Nothing has changed: release 1 of Lilleby Kommune stands on channel live"
        )
    );
    let of_kiosks = |name: &Path| !name.to_string_lossy().contains("/.desk/");
    let after = listing(&town.out());
    let same = |(path, was): (&_, &_)| after.get::<std::path::PathBuf>(path) == Some(was);
    assert!(
        before.iter().filter(|(path, _)| of_kiosks(path)).all(same),
        "nothing is rewritten"
    );

    // Nor does it hang on what the desk keeps in mind of pictures.
    fs::remove_dir_all(town.cache()).expect("removed");
    assert!(town.publish(&[]).out.starts_with("Nothing has changed"));
}

#[test]
fn a_change_is_the_next_release_and_leaves_the_rest_alone() {
    let town = Town::new();
    town.publish(&[]);
    let before = listing(&town.out().join("blobs"));
    town.edit(
        "feed.ron",
        "Hele byen er en legeplads",
        "Byen er en legeplads",
    );
    town.publish(&[]);
    assert_eq!(town.newest().version, 2);
    let after = listing(&town.out().join("blobs"));
    assert_eq!(
        after.len(),
        before.len() + 3,
        "a document, a manifest and what leads to it"
    );
    assert!(
        before
            .iter()
            .all(|(path, was)| after.get(path) == Some(was)),
        "nothing is rewritten"
    );
}

#[test]
fn a_broken_feed_is_not_published() {
    let town = Town::new();
    town.publish(&[]);
    let before = listing(&town.out());
    town.edit("feed.ron", "\"garden\", ", "\"gardn\", ");
    let said = town.publish(&[]);
    assert_eq!(said.code, Some(1));
    assert!(said.out.contains("gardn"), "{}", said.out);
    assert!(
        said.err.contains("tiny cannot be published: 1 error"),
        "{}",
        said.err
    );
    assert!(said.err.contains("nothing was published"), "{}", said.err);
    assert_eq!(listing(&town.out()), before);
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let town = Town::new();
    let path = town.out().join(layout::TIMESTAMP);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(&path, "my shopping list").expect("written");
    let said = town.publish(&[]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.err
            .contains("what lies in out was not published with these keys"),
        "{}",
        said.err
    );
    assert_eq!(
        fs::read_to_string(&path).expect("still there"),
        "my shopping list"
    );
}

#[test]
fn a_channel_is_one_feed() {
    let town = Town::new();
    town.publish(&[]);
    town.edit("feed.ron", "id: \"tiny\"", "id: \"huge\"");
    let said = town.publish(&[]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.err
            .contains("channel live in out shows the feed \"tiny\", and this is \"huge\""),
        "{}",
        said.err
    );
    let said = town.publish(&["--channel", "booth"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_eq!(town.newest().feed, "tiny");
}

#[test]
fn another_desks_turn_is_waited_for() {
    let town = Town::new();
    town.publish(&[]);
    town.edit("feed.ron", "Hele byen er", "Byen er");
    let lock = File::open(town.out().join(".desk/lock")).expect("a lock");
    lock.lock().expect("taken");
    let mut waiting = town.publishing(&[]);
    let mut waiting = waiting.stdout(Stdio::null()).spawn().expect("started");
    let digest = Digest::of(&fs::read(town.feed().join("feed.ron")).expect("readable"));
    // Blobs are uploaded whosever turn it is; then it waits.
    while !town.out().join(digest.blob_path()).is_file() {
        assert!(waiting.try_wait().expect("a child").is_none(), "it waits");
        std::thread::yield_now();
    }
    assert_eq!(town.newest().version, 1);
    lock.unlock().expect("let go");
    assert!(waiting.wait().expect("it ended").success());
    assert_eq!(town.newest().version, 2);
}

#[test]
fn what_staff_note_is_one_line() {
    let town = Town::new();
    town.publish(&["--note", "  Easter\n is  near\u{1b} "]);
    assert_eq!(town.newest().note, "Easter is near");
}

#[test]
fn the_cache_cannot_be_poisoned_from_the_place() {
    let town = Town::new();
    town.publish(&[]);
    assert!(town.cache().join("legeplads/pictures-tiny.ron").is_file());
    let own = listing(&town.out().join(".desk"));
    assert_eq!(own.len(), 1, "a lock and nothing else: {own:?}");
}

/// nginx's tag is the time in seconds and the length.
#[test]
fn timestamps_can_be_told_apart_by_length() {
    let town = Town::new();
    let mut lengths = Vec::new();
    for words in ["En", "To", "Og", "Nu", "Ja"] {
        town.edit("feed.ron", "name: {\"da\": \"", "name: {\"da\": \"x");
        let path = town.feed().join("feed.ron");
        let feed = fs::read_to_string(&path).expect("readable");
        fs::write(&path, feed.replace("\"x", &format!("\"{words}"))).expect("written");
        assert_eq!(town.publish(&[]).code, Some(0));
        let timestamp = fs::metadata(town.out().join(layout::TIMESTAMP)).expect("published");
        assert!(!lengths.contains(&timestamp.len()), "{lengths:?}");
        lengths.push(timestamp.len());
    }
}

/// Publishes one picture beside the feed's own, and gives its entry, its format, its pixels and
/// its bytes.
fn published(
    name: &str,
    save: impl FnOnce(&Path),
) -> (Media, ImageFormat, image::DynamicImage, Vec<u8>) {
    let town = Town::new();
    save(&town.feed().join(name));
    let said = town.publish(&[]);
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    let media = town.newest().media;
    let entry = media
        .into_iter()
        .find(|media| media.path == name)
        .expect("listed");
    let bytes = fs::read(town.out().join(entry.sha256.blob_path())).expect("a blob");
    let format = image::guess_format(&bytes).expect("a picture");
    let pixels = image::load_from_memory(&bytes).expect("a picture");
    assert_eq!((entry.width, entry.height), pixels.dimensions());
    (entry, format, pixels, bytes)
}

#[test]
fn large_pictures_become_as_large_as_a_screen_can_use() {
    let photo = |width, height| {
        published("media/photo.jpg", move |path| {
            RgbImage::from_pixel(width, height, Rgb([200, 80, 40]))
                .save(path)
                .expect("saved");
        })
    };
    let (entry, format, pixels, _) = photo(3000, 1000);
    assert_eq!((entry.width, entry.height), (2048, 683));
    assert_eq!(format, ImageFormat::Jpeg);
    let near = |a: u8, b: u8| a.abs_diff(b) < 8;
    let Rgb([red, green, blue]) = *pixels.to_rgb8().get_pixel(1000, 300);
    assert!(
        near(red, 200) && near(green, 80) && near(blue, 40),
        "{red} {green} {blue}"
    );

    let (entry, ..) = photo(1000, 8000);
    assert_eq!((entry.width, entry.height), (256, 2048));
    let (entry, ..) = photo(640, 480);
    assert_eq!(
        (entry.width, entry.height),
        (640, 480),
        "small ones stay as they are"
    );
}

#[test]
fn drawings_stay_drawings() {
    let (_, format, pixels, _) = published("media/drawing.png", |path| {
        RgbaImage::from_pixel(40, 30, Rgba([1, 2, 3, 128]))
            .save(path)
            .expect("saved");
    });
    assert_eq!(format, ImageFormat::Png);
    assert_eq!(*pixels.to_rgba8().get_pixel(20, 20), Rgba([1, 2, 3, 128]));

    let webp = |alpha| {
        published("media/drawing.webp", move |path| {
            RgbaImage::from_pixel(40, 30, Rgba([1, 2, 3, alpha]))
                .save(path)
                .expect("saved");
        })
    };
    assert_eq!(webp(128).1, ImageFormat::Png);
    assert_eq!(webp(255).1, ImageFormat::Jpeg);
}

#[test]
fn what_a_camera_writes_along_stays_at_home() {
    let (entry, _, _, bytes) = published("media/photo.jpg", |path| {
        RgbImage::new(16, 8).save(path).expect("saved");
        let jpeg = fs::read(path).expect("readable");
        // An EXIF record that says: the camera was turned to the right.
        let mut turned = jpeg[..2].to_vec();
        turned.extend(b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
        turned.extend(&jpeg[2..]);
        fs::write(path, turned).expect("written");
    });
    assert_eq!((entry.width, entry.height), (8, 16), "it is upright");
    assert!(!bytes.windows(4).any(|window| window == b"Exif"));
}

#[test]
fn a_page_to_take_home_lies_beside_and_tells_nobody() {
    let town = Town::new();
    town.publish(&[]);
    let page = town.out().join("tiny.html");
    assert!(!page.exists(), "the feed has none");

    let keepsake = "    keepsake: Keepsake(invite: {\"da\": \"Tag den med\", \"en\": \"Take it\"}),\n    finish:";
    town.edit("feed.ron", "    finish:", keepsake);
    town.edit("feed.ron", "Lilleby Kommune", "Lilleby </script><b>");
    let said = town.publish(&[]);
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    let text = fs::read_to_string(&page).expect("a page");
    for (element, count) in [("<script", 2), ("</script>", 2), ("<b>", 0)] {
        assert_eq!(text.matches(element).count(), count, "{element}\n{text}");
    }
    assert!(text.contains("default-src 'none'"), "{text}");
    // It asks nobody for anything: the one address in it is the name of a kind of drawing.
    let addresses: Vec<_> = text.split("http").skip(1).collect();
    let is_a_name = |rest: &&str| rest.starts_with("-equiv") || rest.starts_with("://www.w3.org/");
    assert!(addresses.iter().all(is_a_name), "{addresses:?}");
    assert!(town.newest().files().all(|(path, ..)| path != "tiny.html"));

    // What somebody has changed there is put right, though nothing new is published.
    fs::write(&page, "something else").expect("written");
    let said = town.publish(&[]);
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    assert_eq!(fs::read_to_string(&page).expect("a page"), text);
}
