//! A gift on the glass: options to look at, and once it is decided a parcel to unwrap.

use std::fs;
use std::time::Duration;

use bevy::prelude::*;
use jiff::civil::{Date, date};
use legeplads_feed::{ActivityKind, Feed, Given, StopId, Text};
use legeplads_kiosk::Options;
use legeplads_kiosk::activities::form::ON;
use legeplads_kiosk::activities::gift::UNWRAP;
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::idle::{COUNTDOWN, PATIENCE};
use legeplads_kiosk::journey::{Action, Cue, Screen};
use legeplads_kiosk::release::built_in;
use legeplads_store::outbox::unsent;
use legeplads_trust::claim::{ClaimKey, Code, Month};

use crate::glass::{targets_are_apart, targets_are_large, words_are_whole};
use crate::keypad::{everything_is_reached, press};
use crate::kiosk::{Kiosk, SIZES};
use crate::surveys::release;
use crate::towers::Folder;

const FETCH: &str = "Ask for it at the desk in the town hall, and bring whoever came with you.";

/// A feed whose first place leads to the gift, decided on the first of May or not at all.
fn feed(is_decided: bool) -> (Feed, StopId) {
    let mut feed = (*built_in()).clone();
    let stop = feed.stops.values().find_map(|stop| {
        let activity = feed.activity(&stop.activity)?;
        let is_gift = matches!(activity.kind, ActivityKind::Gift(_));
        is_gift.then(|| (stop.id.clone(), activity.id.clone()))
    });
    let (stop, id) = stop.expect("a stop with a gift");
    feed.places[0].stop = Some(stop.clone());
    let languages = feed.languages.clone();
    let activity = feed.activities.get_mut(&id).expect("the activity");
    if let ActivityKind::Gift(data) = &mut activity.kind {
        assert_eq!(data.decided, None, "nobody has promised anything");
        data.decided = is_decided.then(|| Given {
            option: data.options[1].id.clone(),
            on: date(2026, 5, 1),
            text: Text::new(languages.into_iter().map(|tag| (tag, FETCH.to_owned()))),
            until: Some(date(2026, 9, 30)),
            code: true,
        });
    }
    (feed, stop)
}

fn noon(day: Date) -> WallClock {
    let noon = day.at(10, 0, 0, 0).in_tz("UTC").expect("a moment");
    WallClock::Stopped(noon.timestamp())
}

fn at(is_decided: bool, day: Date, size: UVec2, language: &str) -> Kiosk {
    with(&Options::default(), is_decided, day, size, language)
}

fn with(options: &Options, is_decided: bool, day: Date, size: UVec2, language: &str) -> Kiosk {
    let options = Options {
        language: Some(language.to_owned()),
        ..options.clone()
    };
    let (feed, stop) = feed(is_decided);
    let place = feed.places[0].id.clone();
    let mut kiosk = Kiosk::at(noon(day), size, &options);
    kiosk.hear(release(feed, 7));
    kiosk.touch(&Action::Place(place));
    assert_eq!(kiosk.journey().screen, Screen::Stop(stop));
    kiosk
}

/// How many texts on the glass have this in them, however their lines are broken.
fn says(kiosk: &mut Kiosk, part: &str) -> usize {
    let words = kiosk.words().into_iter();
    let words = words.filter(|words| words.text.replace('\n', " ").contains(part));
    words.count()
}

const BEFORE: Date = date(2026, 4, 30);
const AFTER: Date = date(2026, 5, 1);

#[test]
fn every_step_is_large_apart_and_reachable_and_no_word_is_cut() {
    for size in SIZES {
        for language in ["da", "en", "de"] {
            for (day, moves) in [(BEFORE, &[0, 1, 2, 3, ON][..]), (AFTER, &[UNWRAP, ON])] {
                let mut kiosk = at(true, day, size, language);
                let look = |kiosk: &mut Kiosk, step: usize| {
                    let place = format!("{size} {language} {day} step {step}");
                    targets_are_large(kiosk, &place);
                    targets_are_apart(kiosk, &place);
                    words_are_whole(kiosk, &place);
                    everything_is_reached(kiosk, &place);
                };
                look(&mut kiosk, 0);
                for (step, made) in moves.iter().enumerate() {
                    kiosk.touch(&Action::Play(*made));
                    look(&mut kiosk, step + 1);
                }
                assert!(kiosk.is_done());
            }
        }
    }
}

#[test]
fn an_option_says_what_it_is_when_it_is_touched() {
    let mut kiosk = at(false, AFTER, SIZES[0], "en");
    assert_eq!(says(&mut kiosk, "What is a good welcome?"), 1);
    press(&mut kiosk, &Action::Play(1));
    assert_eq!(
        says(
            &mut kiosk,
            "A bag of books in Danish and in your own language."
        ),
        1
    );
    press(&mut kiosk, &Action::Play(0));
    assert_eq!(says(&mut kiosk, "A bag of books"), 0);
    press(&mut kiosk, &Action::Play(ON));
    assert!(kiosk.is_done());
    assert_eq!(
        says(&mut kiosk, "What would you choose?"),
        1,
        "the card comes"
    );
}

#[test]
fn what_is_decided_is_wrapped_up_until_somebody_unwraps_it() {
    let mut kiosk = at(true, AFTER, SIZES[0], "en");
    assert_eq!(says(&mut kiosk, "The gift is chosen!"), 1);
    assert_eq!(says(&mut kiosk, "Books"), 0, "nothing shows through");
    let parcel = kiosk.place_of(&Action::Play(UNWRAP));
    kiosk.press(parcel);
    assert_eq!(kiosk.cues(), [Cue::Good(1)]);
    kiosk.settle();
    assert_eq!(says(&mut kiosk, FETCH), 1);
    assert_eq!(says(&mut kiosk, "Until 30 September 2026."), 1);
    kiosk.touch(&Action::Play(ON));
    assert!(kiosk.is_done());
}

#[test]
fn it_is_decided_at_midnight_and_over_after_its_last_day() {
    let mut kiosk = at(true, BEFORE, SIZES[0], "en");
    kiosk.touch(&Action::Play(0));
    assert_eq!(says(&mut kiosk, "The gift is chosen!"), 0);
    kiosk.set_clock(noon(AFTER));
    kiosk.settle();
    assert_eq!(says(&mut kiosk, "The gift is chosen!"), 1);
    let mut kiosk = at(true, date(2026, 10, 1), SIZES[0], "en");
    assert_eq!(says(&mut kiosk, "The gift is chosen!"), 0);
}

/// A machine with a claim key, where the parcel is about to be unwrapped.
struct Machine {
    folder: Folder,
    key: ClaimKey,
}

impl Machine {
    fn new(name: &str) -> Self {
        let folder = Folder::new(name);
        let key = ClaimKey::generate("airport-1", 3).expect("a key");
        fs::write(folder.path().join("claim.ron"), key.write()).expect("written");
        fs::create_dir(folder.path().join("store")).expect("made");
        Self { folder, key }
    }

    fn kiosk(&self, size: UVec2, language: &str) -> Kiosk {
        let options = Options {
            claim: Some(self.folder.path().join("claim.ron")),
            store: Some(self.folder.path().join("store")),
            ..default()
        };
        with(&options, true, AFTER, size, language)
    }
}

/// Until nobody is there.
fn leave(kiosk: &mut Kiosk) {
    kiosk.pass(2 * (PATIENCE + COUNTDOWN));
    assert_eq!(kiosk.journey().screen, Screen::Attract);
}

/// The code on the glass.
fn code(kiosk: &mut Kiosk) -> Option<Code> {
    let mut words = kiosk.words().into_iter();
    words.find_map(|words| words.text.replace('\n', "-").parse().ok())
}

#[test]
fn a_machine_with_a_claim_key_gives_each_visitor_one_code() {
    let machine = Machine::new("claims");
    let mut kiosk = machine.kiosk(SIZES[0], "en");
    assert_eq!(code(&mut kiosk), None, "it is wrapped up");
    kiosk.touch(&Action::Play(UNWRAP));
    let first = code(&mut kiosk).expect("a code");
    assert!(machine.key.made(first, "gave", Month::of(AFTER)));
    assert_eq!(kiosk.codes().len(), 1, "and for phones");
    assert_eq!(says(&mut kiosk, "One code, one gift."), 1);

    kiosk.touch(&Action::Home);
    assert_eq!(code(&mut kiosk), None);
    let place = kiosk.release().feed.places[0].id.clone();
    kiosk.touch(&Action::Place(place.clone()));
    kiosk.touch(&Action::Play(UNWRAP));
    assert_eq!(
        code(&mut kiosk),
        Some(first),
        "whoever comes back has it still"
    );

    leave(&mut kiosk);
    kiosk.touch(&Action::Place(place));
    kiosk.touch(&Action::Play(UNWRAP));
    let next = code(&mut kiosk).expect("a code");
    assert_ne!(next, first, "the next visitor's is another one");
}

#[test]
fn nothing_of_a_code_is_kept() {
    let machine = Machine::new("claims-kept");
    let mut kiosk = machine.kiosk(SIZES[0], "en");
    kiosk.touch(&Action::Play(UNWRAP));
    let given = code(&mut kiosk).expect("a code");
    leave(&mut kiosk);
    kiosk.settle();
    drop(kiosk);
    let mut folders = vec![machine.folder.path().join("store")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).expect("read");
            let text = String::from_utf8_lossy(&bytes);
            for group in given.groups() {
                assert!(!text.contains(&group), "{}: {text}", path.display());
            }
        }
    }
}

#[test]
fn a_code_can_be_read_and_nothing_covers_it_on_any_glass() {
    let machine = Machine::new("claims-read");
    for size in SIZES {
        for language in ["da", "en", "de"] {
            let mut kiosk = machine.kiosk(size, language);
            kiosk.touch(&Action::Play(UNWRAP));
            let place = format!("{size} {language}");
            assert!(code(&mut kiosk).is_some(), "{place}");
            targets_are_large(&mut kiosk, &place);
            targets_are_apart(&mut kiosk, &place);
            words_are_whole(&mut kiosk, &place);
            everything_is_reached(&mut kiosk, &place);
            let half = kiosk.view().half();
            for printed in kiosk.codes() {
                assert!(printed.rect.max.cmple(half).all(), "{place}: {printed:?}");
                assert!(printed.rect.min.cmpge(-half).all(), "{place}: {printed:?}");
                for target in kiosk.targets() {
                    let shared = target.rect().intersect(printed.rect);
                    assert!(shared.is_empty(), "{place}: {:?}", target.action);
                }
            }
        }
    }
}

/// Votes of a booth are counted; what it hands out has a count of its own.
#[test]
fn a_booth_counts_who_unwraps_a_gift_once_and_a_kiosk_does_not() {
    for (demo, collect, gifts) in [(Some(None), true, Some(2)), (None, false, None)] {
        let folder = Folder::new(&format!("gifts-{collect}"));
        let options = Options {
            demo,
            collect,
            language: Some("en".to_owned()),
            ..default()
        };
        let (feed, _) = feed(true);
        let place = feed.places[0].id.clone();
        let mut kiosk = Kiosk::keeping(Some(folder.path()), noon(AFTER), SIZES[0], &options);
        kiosk.hear(release(feed, 7));
        for _visitor in 0..2 {
            for _again in 0..2 {
                kiosk.touch(&Action::Home);
                kiosk.touch(&Action::Place(place.clone()));
                kiosk.touch(&Action::Play(UNWRAP));
                assert_eq!(says(&mut kiosk, FETCH), 1);
            }
            kiosk.pass(PATIENCE + COUNTDOWN + Duration::from_secs(1));
        }
        drop(kiosk);
        let batch = unsent(folder.path()).expect("an outbox").expect("counted");
        let gift = batch
            .counts
            .iter()
            .filter(|count| count.item.starts_with("gift/"));
        let counted: Vec<_> = gift.map(|count| (&*count.item, count.count)).collect();
        let wanted: Vec<_> = gifts
            .map(|count| ("gift/gave", count))
            .into_iter()
            .collect();
        assert_eq!(counted, wanted);
    }
}

#[test]
fn a_demo_shows_an_example_and_a_machine_without_a_key_no_code() {
    let demo = Options {
        demo: Some(None),
        ..default()
    };
    for (options, shows) in [(demo, 1), (Options::default(), 0)] {
        let mut kiosk = with(&options, true, AFTER, SIZES[0], "en");
        kiosk.touch(&Action::Play(UNWRAP));
        assert_eq!(says(&mut kiosk, "Only an example"), shows);
        assert_eq!(kiosk.codes().len(), shows);
        assert_eq!(code(&mut kiosk), None, "none that a desk would take");
    }
}
