//! A new release comes while somebody plays.

use std::sync::Arc;

use legeplads_feed::{Documents, Feed};
use legeplads_kiosk::fonts::Fonts;
use legeplads_kiosk::journey::{Action, Screen};
use legeplads_kiosk::photos::Pictures;
use legeplads_kiosk::release::News;

use crate::kiosk::{Kiosk, SIZES};

/// The built-in feed, changed in its documents as staff would.
fn changed(change: impl Fn(&str, String) -> Option<String>) -> Arc<Feed> {
    let before = legeplads_feed::print(&legeplads_kiosk::release::built_in());
    let mut after = Documents::default();
    for (path, bytes) in before.iter() {
        let text = String::from_utf8(bytes.to_vec()).expect("RON is text");
        if let Some(text) = change(path, text) {
            after.insert(path, text.into_bytes());
        }
    }
    let reading = legeplads_feed::read(&after);
    let errors = format!("{:?}", reading.diagnostics);
    Arc::new(reading.feed.unwrap_or_else(|| panic!("{errors}")))
}

#[test]
fn the_stop_one_is_in_stays_with_what_was_done() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    kiosk.start_tour();
    kiosk.play();
    let (screen, play) = (kiosk.journey().screen.clone(), kiosk.journey().play.clone());
    let old = kiosk
        .release()
        .feed
        .headline
        .get(&kiosk.journey().language)
        .to_owned();
    let feed = changed(|_, text| Some(text.replace(&old, "En helt ny overskrift")));
    kiosk.hear(News::Release {
        feed,
        pictures: Pictures::default(),
        fonts: Fonts::default(),
        number: 7,
    });
    assert_eq!(kiosk.release().number, 7);
    assert_eq!(kiosk.journey().screen, screen);
    assert_eq!(kiosk.journey().play, play);
    kiosk.touch(&Action::Home);
    let words: Vec<String> = kiosk.words().into_iter().map(|words| words.text).collect();
    assert!(
        words
            .iter()
            .any(|text| text.replace('\n', " ") == "En helt ny overskrift"),
        "{words:?}"
    );
}

#[test]
fn a_stop_that_is_gone_lands_softly_on_the_island() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    kiosk.start_tour();
    let mut feed = (*kiosk.release().feed).clone();
    let Screen::Stop(stop) = kiosk.journey().screen.clone() else {
        panic!("at a stop")
    };
    feed.stops.remove(&stop);
    feed.tour.retain(|known| *known != stop);
    for site in &mut feed.sites {
        site.own_tour.retain(|known| *known != stop);
    }
    kiosk.hear(News::Release {
        feed: Arc::new(feed),
        pictures: Pictures::default(),
        fonts: Fonts::default(),
        number: 8,
    });
    assert_eq!(kiosk.journey().screen, Screen::Island);
    kiosk.start_tour();
    assert!(matches!(&kiosk.journey().screen, Screen::Stop(next) if *next != stop));
}

#[test]
fn a_refused_release_changes_nothing() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    let before = kiosk.release().feed.clone();
    kiosk.hear(News::Refused {
        number: 9,
        why: "half of it is missing".to_owned(),
    });
    assert!(Arc::ptr_eq(&before, &kiosk.release().feed));
}
