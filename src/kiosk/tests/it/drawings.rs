//! Drawings on cards that have no photograph.

use std::sync::Arc;

use bevy::prelude::*;
use legeplads_feed::Feed;
use legeplads_kiosk::fonts::Fonts;
use legeplads_kiosk::photos::Pictures;
use legeplads_kiosk::release::{News, built_in};
use legeplads_kiosk::{At, Options};

use crate::kiosk::{Kiosk, SIZES};

/// How high the paper is that carries these words, in millimetres.
fn paper(kiosk: &mut Kiosk, title: &str) -> f32 {
    let mm = kiosk.view().mm;
    let words = kiosk.words();
    let found = words
        .iter()
        .find(|words| words.text.replace('\n', " ") == title);
    let found = found.unwrap_or_else(|| panic!("`{title}` is not in {words:?}"));
    found.paper.height() / mm
}

fn show(kiosk: &mut Kiosk, feed: Feed, number: u64) {
    kiosk.hear(News::Release {
        feed: Arc::new(feed),
        pictures: Pictures::default(),
        fonts: Fonts::default(),
        number,
    });
}

#[test]
fn a_drawing_has_its_room_on_the_card_and_without_it_the_card_is_as_low_as_its_words() {
    let feed = built_in();
    let language = feed.languages[0].clone();
    let drawn = feed.stops.values().find_map(|stop| {
        let card = feed.card(stop.cards.last()?)?;
        let drawing = feed.drawing(card)?;
        Some((stop, card, drawing.height))
    });
    let (stop, card, height) = drawn.expect("a stop whose last card has a drawing");
    for size in SIZES {
        let options = Options {
            at: Some(At::Stop(stop.id.to_string())),
            language: Some(language.to_string()),
            ..default()
        };
        let mut kiosk = Kiosk::with(size, &options);
        kiosk.play();
        let title = card.title.get(&language);
        let with = paper(&mut kiosk, title);
        let mut bare = (*feed).clone();
        for card in bare.cards.values_mut() {
            card.drawing = None;
        }
        show(&mut kiosk, bare, 1);
        kiosk.play();
        let without = paper(&mut kiosk, title);
        assert!(
            with > without + 0.8 * height,
            "{size}: {with} mm with, {without} mm without"
        );
    }
}
