//! What lies on the glass, on every screen, in every language, landscape and portrait.

use std::time::Duration;

use bevy::prelude::*;
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::idle::PATIENCE;
use legeplads_kiosk::journey::Action;
use legeplads_kiosk::language::{Args, Strings};
use legeplads_kiosk::ui::Words;
use legeplads_kiosk::{At, Options};

use crate::kiosk::{Kiosk, SIZES};

/// Every state of the screen that can be jumped to.
fn states() -> Vec<At> {
    let feed = legeplads_kiosk::release::built_in();
    let stops = feed.stops.keys().map(|id| At::Stop(id.to_string()));
    [At::Attract, At::Closed, At::Island, At::Finish, At::Board]
        .into_iter()
        .chain(stops)
        .collect()
}

fn site_with_hours() -> String {
    let feed = legeplads_kiosk::release::built_in();
    let site = feed.sites.iter().find(|site| !site.hours.is_empty());
    site.expect("a site that closes").id.to_string()
}

/// Looks at every state, untouched and played to its end.
fn everywhere(mut look: impl FnMut(&mut Kiosk, &str)) {
    for size in SIZES {
        for language in ["da", "en", "de"] {
            for at in states() {
                let options = Options {
                    at: Some(at.clone()),
                    language: Some(language.to_owned()),
                    // Only where there are hours does the sign say any.
                    site: (at == At::Closed).then(site_with_hours),
                    ..default()
                };
                let mut kiosk = Kiosk::at(saturday(), size, &options);
                look(&mut kiosk, &format!("{at:?} {language} {size}"));
                let mut page = 1;
                while has(&mut kiosk, &Action::Board(page)) {
                    kiosk.touch(&Action::Board(page));
                    look(&mut kiosk, &format!("{at:?} {page} {language} {size}"));
                    page += 1;
                }
                if matches!(at, At::Stop(_)) {
                    kiosk.play();
                    look(&mut kiosk, &format!("{at:?} done {language} {size}"));
                }
            }
        }
    }
}

/// Much hangs on the notice board then.
fn saturday() -> WallClock {
    let noon: jiff::Timestamp = "2026-11-21T11:00:00Z".parse().expect("a moment");
    WallClock::Stopped(noon)
}

fn has(kiosk: &mut Kiosk, action: &Action) -> bool {
    let targets = kiosk.targets();
    targets.iter().any(|target| target.action == *action)
}

#[test]
fn targets_are_large_apart_and_reachable_and_no_word_is_cut() {
    everywhere(|kiosk, place| {
        targets_are_large(kiosk, place);
        targets_are_apart(kiosk, place);
        words_are_whole(kiosk, place);
    });
}

/// At least 20 mm, 25 mm in activities; on the glass, and not in the lowest 20 mm.
pub fn targets_are_large(kiosk: &mut Kiosk, place: &str) {
    let view = kiosk.view();
    let glass = Rect::from_center_half_size(Vec2::ZERO, view.half() + 0.5);
    for target in kiosk.targets() {
        let rect = target.rect();
        let least = if matches!(target.action, Action::Play(_)) && target.layer == 0 {
            25.0
        } else {
            20.0
        };
        let side = rect.size().min_element() / view.mm;
        assert!(
            side >= least - 0.2,
            "{place}: {:?} is {side:.1} mm",
            target.action
        );
        let foot = (target.at.y + view.half().y) / view.mm;
        assert!(
            foot >= 20.0,
            "{place}: {:?} lies {foot:.1} mm high",
            target.action
        );
        assert!(
            glass.contains(target.at),
            "{place}: {:?} is off the glass",
            target.action
        );
    }
}

/// A touch in the middle of anything does what that thing does, and neighbours do not overlap.
pub fn targets_are_apart(kiosk: &mut Kiosk, place: &str) {
    let targets = kiosk.targets();
    for (index, one) in targets.iter().enumerate() {
        for other in &targets[index + 1..] {
            if one.action == other.action {
                continue;
            }
            let covered = |low: &legeplads_kiosk::ui::Target,
                           high: &legeplads_kiosk::ui::Target| {
                high.layer > low.layer && high.rect().contains(low.at)
            };
            assert!(
                !covered(one, other) && !covered(other, one),
                "{place}: {:?} lies under {:?}",
                one.action,
                other.action
            );
            if one.layer == other.layer {
                let shared = one.rect().intersect(other.rect());
                let round = matches!(
                    (one.reach, other.reach),
                    (
                        legeplads_kiosk::ui::Reach::Disc(_),
                        legeplads_kiosk::ui::Reach::Disc(_)
                    )
                );
                let apart = if round {
                    let reach = one.reach.half().x + other.reach.half().x;
                    one.at.distance(other.at) >= reach - 0.5
                } else {
                    shared.is_empty() || shared.size().min_element() < 0.5
                };
                assert!(
                    apart,
                    "{place}: {:?} overlaps {:?}",
                    one.action, other.action
                );
            }
        }
    }
}

pub fn words_are_whole(kiosk: &mut Kiosk, place: &str) {
    let view = kiosk.view();
    let glass = Rect::from_center_half_size(Vec2::ZERO, view.half());
    for words in kiosk.words() {
        let inside = |outer: Rect, inner: Rect| {
            outer.min.cmple(inner.min + 1.0).all() && outer.max.cmpge(inner.max - 1.0).all()
        };
        assert!(
            inside(glass, words.rect),
            "{place}: {:?} leaves the glass",
            words.text
        );
        assert!(
            inside(words.paper, words.rect),
            "{place}: {:?} leaves its paper",
            words.text
        );
    }
}

/// Names and papers that what has come to the front covers in part.
fn half_covered(kiosk: &mut Kiosk, front: &str) -> Vec<String> {
    let words = kiosk.words();
    let says = |words: &&Words| words.text.replace('\n', " ") == front;
    let paper = words.iter().find(says);
    let paper = paper.expect("it is on the glass").paper;
    let within = |inner: Rect| paper.inflate(1.0).union(inner) == paper.inflate(1.0);
    let halves = words.iter().filter(|words| !within(words.paper));
    let halves = halves.filter(|words| !words.rect.intersect(paper).is_empty());
    halves.map(|words| words.text.clone()).collect()
}

#[test]
fn what_comes_to_the_front_leaves_no_half_words_behind_it() {
    for size in SIZES {
        let options = Options {
            language: Some("en".to_owned()),
            ..default()
        };
        let mut kiosk = Kiosk::with(size, &options);
        kiosk.touch(&Action::Panel);
        let none: [String; 0] = [];
        let panel = kiosk.resource::<Strings>().text(
            &kiosk.journey().language,
            "panel-title",
            &Args::default(),
        );
        assert_eq!(
            half_covered(&mut kiosk, &panel),
            none,
            "the panel at {size}"
        );
        kiosk.touch(&Action::Panel);
        kiosk.start_tour();
        kiosk.touch(&Action::Home);
        kiosk.pass(PATIENCE + Duration::from_secs(3));
        let question = kiosk.resource::<Strings>().text(
            &kiosk.journey().language,
            "idle-question",
            &Args::default(),
        );
        assert_eq!(
            half_covered(&mut kiosk, &question),
            none,
            "the countdown at {size}"
        );
    }
}
