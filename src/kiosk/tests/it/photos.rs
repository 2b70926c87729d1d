//! Photographs on cards.

use std::fs;
use std::path::PathBuf;

use bevy::prelude::*;
use legeplads_feed::print;
use legeplads_kiosk::fonts::Fonts;
use legeplads_kiosk::photos::{Album, Pictures};
use legeplads_kiosk::release::{News, built_in, open};
use legeplads_kiosk::{At, Options};

use crate::kiosk::{Kiosk, SIZES};

/// A feed's folder in which the last card of a stop has a picture.
struct Folder(PathBuf);

impl Folder {
    fn with_picture(name: &str, stop: &str) -> Self {
        let folder = Self(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name));
        let feed = built_in();
        let card = feed.stops.values().find(|known| known.id == stop);
        let card = card.and_then(|stop| stop.cards.last()).expect("its card");
        let words = "picture: \"media/photo.png\", credit: \"Nobody\", alt: {\
                     \"da\": \"En prøve\", \"en\": \"A test\", \"de\": \"Eine Probe\"},";
        for (path, bytes) in print(&feed).iter() {
            let text = String::from_utf8(bytes.to_vec()).expect("RON is text");
            let own = format!("id: \"{card}\",");
            let text = if path.starts_with("cards/") {
                text.replace(&own, &format!("{own}\n{words}"))
            } else {
                text
            };
            let file = folder.0.join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("room on the disk");
            fs::write(file, text).expect("room on the disk");
        }
        let media = folder.0.join("media");
        fs::create_dir_all(&media).expect("room on the disk");
        let photo = image::RgbImage::from_fn(300, 200, |x, y| image::Rgb([x as u8, y as u8, 90]));
        photo
            .save(media.join("photo.png"))
            .expect("room on the disk");
        folder
    }

    fn news(&self, number: u64) -> News {
        let options = Options {
            content: Some(self.0.clone()),
            ..default()
        };
        let opened = open(&options).unwrap_or_else(|error| panic!("{error}"));
        News::Release {
            feed: opened.feed,
            pictures: opened.pictures,
            fonts: opened.fonts,
            number,
        }
    }
}

#[test]
fn a_picture_that_cannot_be_read_is_told_in_words() {
    let folder = Folder::with_picture("photo-lost", "grindsted");
    let options = Options {
        at: Some(At::Stop("grindsted".to_owned())),
        language: Some("de".to_owned()),
        ..default()
    };
    let mut kiosk = Kiosk::with(SIZES[0], &options);
    let news = folder.news(1);
    // A disk that fails only now: what was opened is gone.
    fs::remove_file(folder.0.join("media/photo.png")).expect("it was there");
    kiosk.hear(news);
    kiosk.play();
    assert_eq!(kiosk.photos(), 0);
    let words = kiosk.words();
    assert!(
        words.iter().any(|words| words.text == "Eine Probe"),
        "{words:?}"
    );
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left behind is in the build's own folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_picture_lies_on_its_card_with_its_credit_and_goes_with_its_release() {
    let folder = Folder::with_picture("photo-on-card", "grindsted");
    for (size, credit) in SIZES.into_iter().zip(["Photo: Nobody", "Foto: Nobody"]) {
        let language = if credit.starts_with('P') { "en" } else { "de" };
        let options = Options {
            at: Some(At::Stop("grindsted".to_owned())),
            language: Some(language.to_owned()),
            ..default()
        };
        let mut kiosk = Kiosk::with(size, &options);
        kiosk.hear(folder.news(1));
        assert_eq!(kiosk.photos(), 0, "its card is not there yet");
        kiosk.play();
        assert_eq!(kiosk.photos(), 1);
        let words = kiosk.words();
        assert!(words.iter().any(|words| words.text == credit), "{words:?}");
        kiosk.hear(News::Release {
            feed: built_in(),
            pictures: Pictures::default(),
            fonts: Fonts::default(),
            number: 2,
        });
        assert_eq!(kiosk.photos(), 0, "it went with its release");
        assert!(kiosk.resource::<Album>().photo("media/photo.png").is_none());
    }
}
