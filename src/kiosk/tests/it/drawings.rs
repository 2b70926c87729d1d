//! Drawings on cards that have no photograph.

use std::sync::Arc;

use bevy::prelude::*;
use legeplads_feed::{ActivityKind, Feed, Stop};
use legeplads_kiosk::fonts::Fonts;
use legeplads_kiosk::photos::Pictures;
use legeplads_kiosk::release::{News, built_in};
use legeplads_kiosk::ui::Words;
use legeplads_kiosk::{At, Options};

use crate::kiosk::{Kiosk, SIZES};

/// The words, and the paper that they are on.
fn title(kiosk: &mut Kiosk, title: &str) -> Words {
    let words = kiosk.words();
    let mut found = words.iter();
    let found = found.find(|words| words.text.replace('\n', " ") == title);
    let found = found.unwrap_or_else(|| panic!("`{title}` is not in {words:?}"));
    found.clone()
}

fn show(kiosk: &mut Kiosk, feed: Feed, number: u64) {
    kiosk.hear(News::Release {
        feed: Arc::new(feed),
        pictures: Pictures::default(),
        fonts: Fonts::default(),
        number,
    });
}

/// The last card of a stop played to its end: with its drawing, and in a feed without any.
fn with_and_without(of: &Stop, size: UVec2) -> (f32, Words, Words) {
    let feed = built_in();
    let language = feed.languages[0].clone();
    let options = Options {
        at: Some(At::Stop(of.id.to_string())),
        language: Some(language.to_string()),
        ..default()
    };
    let mut kiosk = Kiosk::with(size, &options);
    kiosk.play();
    let last = of.cards.last().and_then(|card| feed.card(card));
    let said = last.expect("a last card").title.get(&language);
    let with = title(&mut kiosk, said);
    let mut bare = (*feed).clone();
    for card in bare.cards.values_mut() {
        card.drawing = None;
    }
    show(&mut kiosk, bare, 1);
    kiosk.play();
    (kiosk.view().mm, with, title(&mut kiosk, said))
}

/// A stop whose last card has a drawing, played on plinths or not, and the drawing's height in
/// millimetres.
fn drawn(feed: &Feed, on_plinths: bool) -> (&Stop, f32) {
    let drawn = feed.stops.values().find_map(|stop| {
        let plays = match &feed.activity(&stop.activity)?.kind {
            ActivityKind::Find(_) | ActivityKind::Build(_) => Some(false),
            ActivityKind::Quiz(_) | ActivityKind::Dots(_) => Some(true),
            _ => None,
        };
        let drawing = feed.drawing(feed.card(stop.cards.last()?)?)?;
        (plays == Some(on_plinths)).then_some((stop, drawing.height))
    });
    drawn.expect("a stop whose last card has a drawing")
}

#[test]
fn a_drawing_has_its_room_over_the_words_or_on_a_screen_that_stands_before_them() {
    let feed = built_in();
    let (stop, height) = drawn(&feed, false);
    for size in SIZES {
        let (mm, with, without) = with_and_without(stop, size);
        let of = |words: &Words| (words.rect.min.x - words.paper.min.x, words.paper.height());
        let ((left, high), (bare_left, bare_high)) = (of(&with), of(&without));
        if size.x > size.y {
            assert!(high > bare_high + 0.8 * height * mm, "{high} {bare_high}");
            assert_eq!(left, bare_left);
        } else {
            assert!(high > height * mm, "{high}");
            assert!(high < bare_high + height * mm, "{high} {bare_high}");
            assert!(left > bare_left + height * mm, "{left} {bare_left}");
        }
    }
}

#[test]
fn what_stands_on_plinths_is_picture_enough() {
    let feed = built_in();
    let (stop, _) = drawn(&feed, true);
    for size in SIZES {
        let (_, with, without) = with_and_without(stop, size);
        assert_eq!(with.paper, without.paper, "{size}");
    }
}
