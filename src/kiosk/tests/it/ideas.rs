//! Ideas on the glass: put together, sent, hung on the wall, supported; and what became of them.

use std::path::Path;

use bevy::prelude::*;
use jiff::Timestamp;
use jiff::civil::date;
use legeplads_feed::{
    ActivityId, ActivityKind, Feed, Idea, Ideas, Milestone, Project, ProjectState, StopId, Text,
};
use legeplads_kiosk::Options;
use legeplads_kiosk::activities::form::{BACK, ON, STOP};
use legeplads_kiosk::activities::ideas::{Ideas as State, MORE, SLOT};
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::journey::{Action, Cue, Screen};
use legeplads_kiosk::motion::COOLS;
use legeplads_kiosk::release::built_in;
use legeplads_store::Store;

use crate::activities::says;
use crate::glass::{targets_are_apart, targets_are_large, words_are_whole};
use crate::keypad::{everything_is_reached, press};
use crate::kiosk::{Kiosk, SIZES};
use crate::surveys::release;
use crate::towers::Folder;

/// What the first four pictures say.
const FIRST: &str = "Children build gardens in the forest";
const TEXT: &str = "We will build it in the summer.";
const DAY: &str = "2026-06-23T10:00:00Z";

/// The stop of the content where ideas are put together, and its activity.
fn found() -> (StopId, ActivityId, Ideas) {
    let feed = built_in();
    let found = feed.stops.values().find_map(|stop| {
        let activity = feed.activity(&stop.activity)?;
        match &activity.kind {
            ActivityKind::Ideas(data) => Some((stop.id.clone(), activity.id.clone(), data.clone())),
            _ => None,
        }
    });
    found.expect("a stop with ideas")
}

/// A feed whose first place leads there; elsewhere the notice board does.
fn feed(change: impl FnOnce(&mut Ideas)) -> Feed {
    let (stop, id, _) = found();
    let mut feed = (*built_in()).clone();
    feed.places[0].stop = Some(stop);
    let activity = feed.activities.get_mut(&id).expect("the activity");
    if let ActivityKind::Ideas(data) = &mut activity.kind {
        change(data);
    }
    feed
}

fn moment(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}

/// At the ideas of a feed.
fn at(feed: Feed, size: UVec2, language: &str, store: Option<&Path>) -> Kiosk {
    let options = Options {
        language: Some(language.to_owned()),
        ..default()
    };
    let clock = WallClock::Stopped(moment(DAY));
    let mut kiosk = Kiosk::keeping(store, clock, size, &options);
    visit(&mut kiosk, feed);
    kiosk
}

fn visit(kiosk: &mut Kiosk, feed: Feed) {
    let place = feed.places[0].id.clone();
    let stop = feed.places[0].stop.clone().expect("a stop");
    kiosk.hear(release(feed, 7));
    kiosk.touch(&Action::Home);
    kiosk.touch(&Action::Place(place));
    assert_eq!(kiosk.journey().screen, Screen::Stop(stop));
}

fn play(kiosk: &mut Kiosk, moves: &[usize]) {
    for made in moves {
        kiosk.touch(&Action::Play(*made));
    }
}

fn has(kiosk: &mut Kiosk, made: usize) -> bool {
    let targets = kiosk.targets();
    targets
        .iter()
        .any(|target| target.action == Action::Play(made))
}

fn idea(kiosk: &Kiosk, ids: [&str; 4]) -> usize {
    let (_, id, _) = found();
    let activity = kiosk.release().feed.activity(&id).expect("the activity");
    let ActivityKind::Ideas(data) = &activity.kind else {
        panic!("ideas")
    };
    State::support(&Idea(ids.map(str::to_owned)), data).expect("a move")
}

/// The idea that hangs there from the beginning.
fn hung() -> Idea {
    found().2.gathered[0].idea.clone()
}

fn support(kiosk: &Kiosk, hung: &Idea) -> usize {
    idea(kiosk, hung.0.each_ref().map(String::as_str))
}

/// Sends an idea and supports another one, whatever else was done before.
pub fn one_is_sent_and_one_supported(kiosk: &mut Kiosk) {
    visit(kiosk, feed(|_| {}));
    play(kiosk, &[0, 0, 0, 0, ON]);
    let support = support(kiosk, &hung());
    play(kiosk, &[support, ON]);
}

/// As staff publish it: hearts on one idea, and a project underway.
fn published(data: &mut Ideas) {
    let languages = built_in().languages.clone();
    let text = Text::new(languages.into_iter().map(|tag| (tag, TEXT.to_owned())));
    let milestone = |state, on| Milestone {
        state,
        on,
        text: text.clone(),
    };
    data.projects = vec![Project {
        idea: data.gathered[0].idea.clone(),
        road: vec![
            milestone(ProjectState::Taken, date(2026, 3, 1)),
            milestone(ProjectState::Underway, date(2026, 5, 4)),
            milestone(ProjectState::Done, date(2026, 9, 1)),
        ],
    }];
    data.gathered[1].support = Some(1_240);
    data.until = Some(date(2026, 5, 31));
}

/// Goes everywhere: each row, the whole idea, the wall with hearts and numbers, a road, the thanks.
fn through(kiosk: &mut Kiosk, mut look: impl FnMut(&mut Kiosk, usize)) {
    let road = State::road(&hung(), &published_data()).expect("a road");
    let second = published_data().gathered[1].idea.clone();
    let support = support(kiosk, &second);
    let moves = [1, 2, 4, 2, ON, support, road, ON, MORE, STOP, ON];
    look(kiosk, 0);
    for (step, made) in moves.into_iter().enumerate() {
        kiosk.touch(&Action::Play(made));
        look(kiosk, step + 1);
    }
    assert!(kiosk.is_done());
}

fn published_data() -> Ideas {
    let mut data = found().2;
    published(&mut data);
    data
}

#[test]
fn every_step_is_large_apart_and_reachable_and_no_word_is_cut() {
    for size in SIZES {
        for language in ["da", "en", "de"] {
            let mut kiosk = at(feed(published), size, language, None);
            through(&mut kiosk, |kiosk, step| {
                let place = format!("{size} {language} step {step}");
                targets_are_large(kiosk, &place);
                targets_are_apart(kiosk, &place);
                words_are_whole(kiosk, &place);
                if language == "de" {
                    everything_is_reached(kiosk, &place);
                }
            });
        }
    }
}

#[test]
fn an_idea_is_built_and_sent_with_keys_alone() {
    let mut kiosk = at(feed(|_| {}), SIZES[0], "da", None);
    for made in [4, 3, 4, 1, ON, ON] {
        press(&mut kiosk, &Action::Play(made));
    }
    assert!(kiosk.is_done());
    press(&mut kiosk, &Action::Home);
    assert_eq!(kiosk.journey().screen, Screen::Island);
}

#[test]
fn pictures_land_on_the_rail_and_can_be_changed_until_it_is_sent() {
    let mut kiosk = at(feed(|_| {}), SIZES[0], "en", None);
    assert_eq!(says(&mut kiosk, "Who joins in?"), 1);
    assert!(!has(&mut kiosk, ON) && !has(&mut kiosk, BACK));
    play(&mut kiosk, &[0]);
    assert_eq!(says(&mut kiosk, "What do they do?"), 1);
    assert_eq!(says(&mut kiosk, "Children"), 1, "on the rail");
    play(&mut kiosk, &[0, 0, 0]);
    assert_eq!(says(&mut kiosk, "This is your idea!"), 1);
    play(&mut kiosk, &[SLOT + 3]);
    assert_eq!(says(&mut kiosk, "Where does it happen?"), 1);
    play(&mut kiosk, &[2]);
    assert_eq!(says(&mut kiosk, "at the library"), 1);

    let at = kiosk.place_of(&Action::Play(ON));
    // Two fingers send it once.
    kiosk.press_at_once(&[at, at]);
    let cues = kiosk.cues();
    let sent = cues.iter().filter(|cue| matches!(cue, Cue::Idea(..)));
    assert_eq!(sent.count(), 1, "{cues:?}");
    kiosk.settle();
    assert!(!kiosk.is_done());
    assert_eq!(says(&mut kiosk, "Yours has been counted."), 1);
    assert_eq!(says(&mut kiosk, "Children build gardens at the library"), 1);
}

#[test]
fn what_was_sent_hangs_for_the_next_visitor_until_the_site_closes() {
    let mut kiosk = at(feed(|_| {}), SIZES[0], "en", None);
    play(&mut kiosk, &[0, 0, 0, 0, ON]);
    visit(&mut kiosk, feed(|_| {}));
    play(&mut kiosk, &[STOP]);
    assert_eq!(says(&mut kiosk, FIRST), 1);
    assert_eq!(says(&mut kiosk, "Yours"), 0, "nobody knows whose it is");
    let other = idea(&kiosk, ["children", "build", "gardens", "forest"]);
    let place = kiosk.place_of(&Action::Play(other));
    kiosk.press(place);
    let cues = kiosk.cues();
    assert!(
        cues.iter().any(|cue| matches!(cue, Cue::Support(..))),
        "{cues:?}"
    );
    kiosk.settle();
    kiosk.press(place);
    assert_eq!(kiosk.cues(), [Cue::Giggle], "one heart each");

    kiosk.settle();
    let mut feed = feed(|_| {});
    for site in &mut feed.sites {
        site.hours = built_in()
            .sites
            .iter()
            .find(|site| !site.hours.is_empty())
            .expect("hours")
            .hours
            .clone();
    }
    kiosk.hear(release(feed.clone(), 8));
    kiosk.touch(&Action::Home);
    kiosk.set_clock(WallClock::Stopped(moment("2026-06-23T23:30:00Z")));
    kiosk.pass(legeplads_kiosk::idle::PATIENCE * 2);
    assert_eq!(kiosk.journey().screen, Screen::Closed);
    kiosk.set_clock(WallClock::Stopped(moment("2026-06-24T10:00:00Z")));
    kiosk.pass(legeplads_kiosk::idle::PATIENCE);
    kiosk.touch(&Action::Speak("en".parse().expect("a language")));
    visit(&mut kiosk, feed);
    play(&mut kiosk, &[STOP]);
    assert_eq!(says(&mut kiosk, FIRST), 0, "it is another day");
}

#[test]
fn what_was_sent_and_supported_is_counted_by_its_pictures() {
    let folder = Folder::new("ideas-counted");
    let mut kiosk = at(feed(|_| {}), SIZES[0], "en", Some(folder.path()));
    // Put together and left is not sent.
    play(&mut kiosk, &[1, 1, 1, 1]);
    visit(&mut kiosk, feed(|_| {}));
    play(&mut kiosk, &[0, 0, 0, 0, ON]);
    let made = support(&kiosk, &hung());
    play(&mut kiosk, &[made]);
    drop(kiosk);
    let store = Store::open(folder.path()).expect("a store");
    let batch = store
        .next_batch("library-1")
        .expect("an outbox")
        .expect("a batch")
        .batch;
    assert_eq!(batch.unkept, 0);
    let told = batch.counts.iter().filter(|count| {
        let (kind, _) = count.item.split_once('/').unwrap_or_default();
        matches!(kind, "idea" | "support")
    });
    let told: Vec<(&str, u64)> = told
        .map(|count| (count.item.as_str(), count.count))
        .collect();
    let (_, id, _) = found();
    let supported = format!("support/{id}/{}", hung());
    let sent = format!("idea/{id}/children/build/gardens/forest");
    assert_eq!(told, [(sent.as_str(), 1), (supported.as_str(), 1)]);
}

#[test]
fn an_idea_that_follows_too_closely_is_not_counted_and_says_so() {
    let mut kiosk = at(feed(|_| {}), SIZES[0], "en", None);
    // As quick as no child can be.
    let sends = |kiosk: &mut Kiosk, moves: &[usize]| {
        let mut has_sent = false;
        for made in moves {
            let at = kiosk.place_of(&Action::Play(*made));
            kiosk.press(at);
            has_sent |= kiosk.cues().iter().any(|cue| matches!(cue, Cue::Idea(..)));
        }
        has_sent
    };
    assert!(sends(&mut kiosk, &[0, 0, 0, 0, ON]));
    assert!(!sends(&mut kiosk, &[MORE, 1, 0, 0, 0, ON]));
    kiosk.settle();
    assert_eq!(says(&mut kiosk, "That was too quick to count."), 1);
    assert_eq!(
        says(&mut kiosk, "Grandparents build gardens in the forest"),
        1
    );
    for size in SIZES {
        kiosk.resize(size);
        for language in ["da", "en", "de"] {
            kiosk.touch(&Action::Speak(language.parse().expect("a language")));
            words_are_whole(&mut kiosk, &format!("{size} {language}"));
        }
    }
    kiosk.resize(SIZES[0]);
    kiosk.pass(COOLS);
    assert!(sends(&mut kiosk, &[MORE, 2, 0, 0, 0, ON]));
}

#[test]
fn only_numbers_that_staff_have_published_hang_on_the_wall() {
    let digits = |kiosk: &mut Kiosk| {
        let words = kiosk.words().into_iter();
        let words = words.filter(|words| words.text.chars().any(|c| c.is_ascii_digit()));
        words
            .map(|words| words.text.replace('\n', " "))
            .collect::<Vec<_>>()
    };
    let mut kiosk = at(feed(|_| {}), SIZES[0], "en", None);
    play(&mut kiosk, &[0, 0, 0, 0, ON]);
    let made = support(&kiosk, &hung());
    play(&mut kiosk, &[made]);
    assert_eq!(digits(&mut kiosk), Vec::<String>::new());
    let mut kiosk = at(feed(published), SIZES[0], "en", None);
    play(&mut kiosk, &[STOP]);
    assert_eq!(says(&mut kiosk, "up to 31 May 2026"), 1);
    assert_eq!(says(&mut kiosk, "1,240"), 1);
    assert_eq!(digits(&mut kiosk).len(), 2);
}

#[test]
fn a_project_tells_what_was_done_and_nothing_before_its_day() {
    let data = published_data();
    let road = State::road(&hung(), &data).expect("a road");
    let mut kiosk = at(feed(published), SIZES[0], "en", None);
    play(&mut kiosk, &[STOP]);
    let made = support(&kiosk, &hung());
    assert!(!has(&mut kiosk, made), "it needs no hearts any more");
    play(&mut kiosk, &[road]);
    assert_eq!(says(&mut kiosk, "since 1 March 2026"), 1);
    assert_eq!(says(&mut kiosk, "since 4 May 2026"), 1);
    assert_eq!(says(&mut kiosk, TEXT), 2);
    assert_eq!(says(&mut kiosk, "still to come"), 1);
    play(&mut kiosk, &[ON]);
    assert_eq!(says(&mut kiosk, "Which ideas do you like?"), 1);

    let mut kiosk = at(
        feed(|data| {
            published(data);
            data.projects[0].road.drain(..2);
        }),
        SIZES[0],
        "en",
        None,
    );
    play(&mut kiosk, &[STOP]);
    assert!(
        !has(&mut kiosk, road) && has(&mut kiosk, made),
        "it lies ahead"
    );
}

#[test]
fn the_notice_board_leads_there() {
    let (stop, _, _) = found();
    let feed = built_in();
    let stop = feed.stop(&stop).expect("the stop");
    let hangs = |campaign: &&legeplads_feed::Campaign| {
        let mut cards = campaign.cards.iter();
        cards.any(|card| stop.cards.contains(card))
    };
    assert!(feed.campaigns.iter().any(|campaign| hangs(&campaign)));
}
