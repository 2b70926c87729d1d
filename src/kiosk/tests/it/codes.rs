//! QR codes on the papers that lead further.

use std::sync::Arc;

use bevy::prelude::*;
use legeplads_feed::{ActivityKind, Feed, Link};
use legeplads_kiosk::fonts::Fonts;
use legeplads_kiosk::photos::Pictures;
use legeplads_kiosk::release::{News, built_in};
use legeplads_kiosk::ui::{Printed, Target};
use legeplads_kiosk::{At, Options};

use crate::kiosk::{Kiosk, SIZES};

/// The smallest window that stands for the usual screen, both ways.
const SMALL: [UVec2; 2] = [UVec2::new(1280, 720), UVec2::new(720, 1280)];

/// The longest there may be, with a long part in it.
const LONG: &str = "https://billund.dk/om-kommunen/billund-kommune-i-tal-og-i-ord/";

/// The built-in feed in which everything leads further.
fn with_links() -> Feed {
    let mut feed = (*built_in()).clone();
    let link: Option<Link> = Some(LONG.parse().expect("a link"));
    for card in feed.cards.values_mut() {
        card.link.clone_from(&link);
    }
    for event in &mut feed.events {
        event.link.clone_from(&link);
    }
    for offer in &mut feed.offers {
        offer.link.clone_from(&link);
    }
    feed
}

fn at(place: At, size: UVec2, language: &str, feed: &Feed) -> Kiosk {
    showing(place, size, language, None, feed)
}

/// A kiosk that follows this address, if it follows one.
fn showing(place: At, size: UVec2, language: &str, address: Option<&str>, feed: &Feed) -> Kiosk {
    let options = Options {
        at: Some(place),
        language: Some(language.to_owned()),
        address: address.map(str::to_owned),
        ..default()
    };
    let mut kiosk = Kiosk::with(size, &options);
    kiosk.hear(News::Release {
        feed: Arc::new(feed.clone()),
        pictures: Pictures::default(),
        fonts: Fonts::default(),
        number: 1,
    });
    kiosk
}

/// On whole pixels, 35 mm at least without the quiet zone, on its paper, on the glass, and over
/// nothing that one reads or touches.
fn looks_right(kiosk: &mut Kiosk, code: Printed, place: &str) {
    let view = kiosk.view();
    let corner = code.rect.min + view.half();
    let off = (corner - corner.round()).abs().max_element();
    assert!(off < 0.01, "{place}: {corner} is between pixels");
    assert!(code.module >= 1.0 && code.module.fract() == 0.0, "{place}");
    let inked = (code.rect.width() - 8.0 * code.module) / view.mm;
    assert!(inked >= 35.0, "{place}: {inked} mm");
    let inside = |outer: Rect, inner: Rect| outer.union(inner) == outer;
    let glass = Rect::from_center_half_size(Vec2::ZERO, view.half());
    assert!(inside(glass, code.rect), "{place}: it leaves the glass");
    assert!(
        inside(code.paper.inflate(1.0), code.rect),
        "{place}: it leaves its paper"
    );
    for words in kiosk.words() {
        let shared = words.rect.intersect(code.rect);
        assert!(
            shared.is_empty() || shared.size().min_element() < 1.0,
            "{place}: it covers {:?}",
            words.text
        );
    }
    // A slip on the board is a thing to touch as a whole.
    let buttons: Vec<Target> = kiosk.targets();
    for button in buttons.iter().filter(|target| target.layer > 0) {
        let rect = button.rect();
        let its_own =
            inside(rect.inflate(2.0), code.paper) || inside(code.paper.inflate(2.0), rect);
        let clear = rect.intersect(code.paper).is_empty() || its_own;
        assert!(clear, "{place}: its paper covers {:?}", button.action);
    }
}

#[test]
fn whatever_leads_further_has_a_code_that_covers_nothing_in_either_orientation() {
    let feed = with_links();
    for size in SIZES.into_iter().chain(SMALL) {
        for stop in feed.stops.values() {
            let place = format!("{} {size}", stop.id);
            let mut kiosk = at(At::Stop(stop.id.to_string()), size, "de", &feed);
            kiosk.play();
            let codes = kiosk.codes();
            // Five answers leave no room on a screen that stands.
            let is_full = size.y > size.x && stop.id.as_str() == "rettigheder";
            assert!(codes.len() == 1 || is_full, "{place}: done");
            let Some(&code) = codes.first() else { continue };
            looks_right(&mut kiosk, code, &place);
            let invites = kiosk
                .words()
                .iter()
                .any(|words| words.text.contains("weiterlesen"));
            assert!(invites, "{place}: the words that invite");
        }
        let mut kiosk = at(At::Board, size, "da", &feed);
        let codes = kiosk.codes();
        assert!(!codes.is_empty(), "the board at {size}");
        for code in codes {
            looks_right(&mut kiosk, code, &format!("the board at {size}"));
        }
    }
}

#[test]
fn the_address_is_readable_beneath_without_its_scheme() {
    let mut kiosk = at(At::Board, SIZES[0], "en", &with_links());
    let read = |kiosk: &mut Kiosk| -> Vec<String> {
        let words = kiosk.words().into_iter();
        words.map(|words| words.text.replace('\n', "")).collect()
    };
    let shown = LONG.trim_start_matches("https://").trim_end_matches('/');
    assert!(read(&mut kiosk).iter().any(|text| text == shown));
    assert!(!read(&mut kiosk).iter().any(|text| text.contains("https")));
}

#[test]
fn no_code_lies_over_what_is_still_to_be_found() {
    let feed = with_links();
    for stop in feed.stops.values() {
        let kind = feed.activity(&stop.activity).map(|activity| &activity.kind);
        if matches!(kind, Some(ActivityKind::Find(_) | ActivityKind::Build(_))) {
            let mut kiosk = at(At::Stop(stop.id.to_string()), SIZES[0], "da", &feed);
            assert!(kiosk.codes().is_empty(), "{}", stop.id);
        }
    }
}

#[test]
fn what_leads_nowhere_has_no_code() {
    let mut feed = with_links();
    for card in feed.cards.values_mut() {
        card.link = None;
    }
    let first = feed.tour[0].to_string();
    let mut kiosk = at(At::Stop(first), SIZES[0], "da", &feed);
    kiosk.play();
    assert!(kiosk.codes().is_empty());
}

#[test]
fn what_a_visitor_takes_home_covers_nothing_in_any_language_or_orientation() {
    let feed = built_in();
    let beside = Some("https://kiosk.example.org/billund/");
    for size in SIZES.into_iter().chain(SMALL) {
        for language in ["da", "en", "de"] {
            let place = format!("{language} {size}");
            let mut kiosk = showing(At::Finish, size, language, beside, &feed);
            let codes = kiosk.codes();
            assert_eq!(codes.len(), 1, "{place}");
            looks_right(&mut kiosk, codes[0], &place);
            let shown = "kiosk.example.org/billund/billund.html";
            let mut words = kiosk.words().into_iter();
            let is_readable = words.any(|words| words.text.replace('\n', "") == shown);
            assert!(is_readable, "{place}: the address");
        }
    }
}

#[test]
fn nothing_is_taken_home_from_where_no_phone_can_go() {
    let feed = built_in();
    let long = format!("https://kiosk.example.org/{}", "a".repeat(40));
    let addresses = [
        None,
        Some("http://kiosk.example.org"),
        Some("https://10.0.0.7"),
        Some(&*long),
    ];
    for address in addresses {
        let mut kiosk = showing(At::Finish, SIZES[0], "da", address, &feed);
        assert!(kiosk.codes().is_empty(), "{address:?}");
    }

    // Where the feed names a page of its own, that one is meant; and a feed may have none.
    let mut own = (*feed).clone();
    let kept = own.keepsake.as_mut().expect("a keepsake");
    kept.page = Some("https://example.org/mine".parse().expect("a link"));
    let mut kiosk = showing(At::Finish, SIZES[0], "da", addresses[1], &own);
    assert_eq!(kiosk.codes().len(), 1);
    assert!(
        kiosk
            .words()
            .iter()
            .any(|words| words.text == "example.org/mine")
    );
    own.keepsake = None;
    let beside = Some("https://kiosk.example.org");
    let mut kiosk = showing(At::Finish, SIZES[0], "da", beside, &own);
    assert!(kiosk.codes().is_empty());
}
