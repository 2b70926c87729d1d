//! What a survey is told leaves as one record when its visitor does, and as nothing else.

use std::collections::BTreeSet;
use std::path::Path;

use bevy::prelude::*;
use legeplads_feed::{ActivityKind, Survey};
use legeplads_kiosk::Options;
use legeplads_kiosk::activities::form::{BACK, ON, STOP};
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::idle::{COUNTDOWN, PATIENCE};
use legeplads_kiosk::journey::{Action, Screen};
use legeplads_kiosk::release::built_in;
use legeplads_store::Store;
use legeplads_store::outbox::{Answers, Batch, unsent};

use crate::kiosk::{Kiosk, SIZES};
use crate::surveys::release;
use crate::towers::Folder;

/// A weekday, 10:20 and 20:20 at the place.
const MORNING: &str = "2026-06-23T07:20:30Z";
const EVENING: &str = "2026-06-23T18:20:30Z";

fn clock(moment: &str) -> WallClock {
    WallClock::Stopped(moment.parse().expect("a moment"))
}

/// The stop of a survey of the content whose notice hangs at a site, and that site.
fn place(asks: impl Fn(&ActivityKind) -> bool) -> (Action, String, ActivityKind) {
    let feed = built_in();
    let found = feed.campaigns.iter().find_map(|campaign| {
        let site = campaign.sites.first()?;
        let stop = feed.stops.values().find(|stop| {
            let activity = feed.activity(&stop.activity);
            let asks = activity.is_some_and(|activity| asks(&activity.kind));
            asks && stop.cards.iter().any(|card| campaign.cards.contains(card))
        })?;
        let kind = feed.activity(&stop.activity)?.kind.clone();
        Some((Action::Place(stop.place.clone()), site.to_string(), kind))
    });
    found.expect("a notice that leads to such a stop")
}

/// At a survey, as its notice leads there.
fn at(store: &Path, asks: impl Fn(&ActivityKind) -> bool) -> (Kiosk, ActivityKind) {
    let (place, site, kind) = place(asks);
    let options = Options {
        site: Some(site),
        language: Some("da".to_owned()),
        ..default()
    };
    let mut kiosk = Kiosk::keeping(Some(store), clock(MORNING), SIZES[0], &options);
    kiosk.touch(&Action::Home);
    for page in 0..12 {
        kiosk.touch(&Action::Board(page));
        if kiosk.targets().iter().any(|target| target.action == place) {
            kiosk.touch(&place);
            assert!(matches!(kiosk.journey().screen, Screen::Stop(_)));
            return (kiosk, kind);
        }
    }
    panic!("no notice leads to {place:?}");
}

fn at_a_survey(store: &Path) -> (Kiosk, Survey) {
    match at(store, |kind| matches!(kind, ActivityKind::Survey(_))) {
        (kiosk, ActivityKind::Survey(data)) => (kiosk, data),
        _ => panic!("a survey"),
    }
}

fn play(kiosk: &mut Kiosk, moves: &[usize]) {
    for made in moves {
        kiosk.touch(&Action::Play(*made));
    }
}

/// What is in the outbox once the kiosk has ended.
fn kept(kiosk: Kiosk, store: &Path) -> Batch {
    drop(kiosk);
    unsent(store).expect("an outbox").expect("something")
}

/// Question and answer of a survey by their places, as they are kept.
fn told(data: &Survey, question: usize, answer: usize) -> (String, String) {
    let question = &data.questions[question];
    (question.id.clone(), question.answers[answer].id.clone())
}

#[test]
fn a_visitor_who_leaves_has_given_one_record_whatever_way_they_leave() {
    let ways: [(&str, fn(&mut Kiosk)); 6] = [
        ("home", |kiosk| kiosk.touch(&Action::Home)),
        ("stop-and-home", |kiosk| {
            play(kiosk, &[STOP]);
            kiosk.touch(&Action::Home);
        }),
        ("away", |kiosk| kiosk.pass(2 * (PATIENCE + COUNTDOWN))),
        ("closes", |kiosk| {
            kiosk.set_clock(clock("2026-06-23T21:30:00Z"));
            kiosk.pass(PATIENCE + COUNTDOWN);
        }),
        ("gone", |kiosk| {
            let mut feed = (*kiosk.release().feed).clone();
            let Screen::Stop(stop) = kiosk.journey().screen.clone() else {
                panic!("at a stop")
            };
            feed.stops.remove(&stop);
            for place in &mut feed.places {
                place.stop = place.stop.take().filter(|other| *other != stop);
            }
            kiosk.hear(release(feed, 1));
            assert_eq!(kiosk.journey().screen, Screen::Island);
        }),
        ("ends", |_| {}),
    ];
    for (way, leave) in ways {
        let folder = Folder::new(&format!("records-{way}"));
        let (mut kiosk, data) = at_a_survey(folder.path());
        play(&mut kiosk, &[1, 0, ON, 1]);
        leave(&mut kiosk);
        let batch = kept(kiosk, folder.path());
        let [record] = &batch.answers[..] else {
            panic!("{way}: one record, not {:?}", batch.answers)
        };
        let mut given = vec![told(&data, 0, 0), told(&data, 1, 1)];
        given.sort();
        assert_eq!(record.given, given, "{way}");
        assert_eq!((record.count, record.language.as_str()), (1, "da"), "{way}");
        let night = way == "closes";
        let part = if night { "night" } else { "morning" };
        assert_eq!(record.part.as_str(), format!("2026-06-23-{part}"), "{way}");
    }
}

#[test]
fn nothing_of_a_survey_is_counted_but_that_its_stop_was_opened() {
    let folder = Folder::new("records-uncounted");
    let (mut kiosk, _) = at_a_survey(folder.path());
    play(&mut kiosk, &[0, ON, 1, STOP]);
    kiosk.touch(&Action::Home);
    let batch = kept(kiosk, folder.path());
    let kinds: BTreeSet<&str> = batch
        .counts
        .iter()
        .filter_map(|count| count.item.split('/').next())
        .collect();
    // A campaign on the notice board leads to it.
    assert_eq!(
        kinds,
        BTreeSet::from(["board", "campaign", "stop", "woken"])
    );
}

#[test]
fn who_gives_nothing_leaves_nothing() {
    let folder = Folder::new("records-nothing");
    let (mut kiosk, _) = at_a_survey(folder.path());
    play(&mut kiosk, &[0, 0, ON, ON, BACK]);
    kiosk.touch(&Action::Home);
    assert!(kept(kiosk, folder.path()).answers.is_empty());
}

#[test]
fn two_visitors_who_say_the_same_cannot_be_told_apart() {
    let folder = Folder::new("records-same");
    let (mut kiosk, _) = at_a_survey(folder.path());
    let Screen::Stop(stop) = kiosk.journey().screen.clone() else {
        panic!("at a stop")
    };
    let place = kiosk.release().feed.stops[&stop].place.clone();
    for visitor in 0..2 {
        play(&mut kiosk, &[0, STOP]);
        kiosk.touch(&Action::Home);
        if visitor == 0 {
            let mut page = 0;
            kiosk.touch(&Action::Board(page));
            let there = Action::Place(place.clone());
            while kiosk.targets().iter().all(|target| target.action != there) {
                page += 1;
                kiosk.touch(&Action::Board(page));
            }
            kiosk.touch(&there);
        }
    }
    let batch = kept(kiosk, folder.path());
    let [record] = &batch.answers[..] else {
        panic!("one row, not {:?}", batch.answers)
    };
    assert_eq!(record.count, 2);
}

#[test]
fn a_release_that_changes_other_things_leaves_the_visitor_where_they_are() {
    let folder = Folder::new("records-swap");
    let (mut kiosk, data) = at_a_survey(folder.path());
    play(&mut kiosk, &[0, ON, 1]);
    let mut feed = (*kiosk.release().feed).clone();
    feed.events.clear();
    kiosk.hear(release(feed, 1));
    play(&mut kiosk, &[ON, 0, STOP]);
    let batch = kept(kiosk, folder.path());
    let [record] = &batch.answers[..] else {
        panic!("one record, not {:?}", batch.answers)
    };
    assert!(record.given.contains(&told(&data, 0, 0)));
    assert_eq!(record.given.len(), 3);
}

#[test]
fn each_need_is_a_record_by_itself() {
    let folder = Folder::new("records-needs");
    let (mut kiosk, kind) = at(folder.path(), |kind| matches!(kind, ActivityKind::Needs(_)));
    let ActivityKind::Needs(data) = kind else {
        panic!("needs")
    };
    // Saturday evening and Monday morning, one age, one place; and another thing without a word.
    play(&mut kiosk, &[1, 19, 0, ON, 2, ON, 1, ON, 0]);
    kiosk.touch(&Action::Home);
    let batch = kept(kiosk, folder.path());
    let given: BTreeSet<Vec<(String, String)>> =
        batch.answers.iter().map(|one| one.given.clone()).collect();
    let pair = |question: &str, answer: &str| (question.to_owned(), answer.to_owned());
    let one = vec![
        pair("age", &data.ages[2].id),
        pair("need", &data.needs[1].id),
        pair("place", data.places[1].as_str()),
        pair("when", "mon-morning"),
        pair("when", "sat-evening"),
    ];
    let other = vec![pair("need", &data.needs[0].id)];
    assert_eq!(given, BTreeSet::from([one, other]));
}

#[test]
fn a_record_stays_on_the_kiosk_until_its_part_of_the_day_is_over() {
    let folder = Folder::new("records-held");
    let (mut kiosk, _) = at_a_survey(folder.path());
    play(&mut kiosk, &[0]);
    kiosk.touch(&Action::Home);
    drop(kiosk);
    let sent = || {
        let store = Store::open(folder.path()).expect("a store");
        let Some(sealed) = store.next_batch("library-1").expect("an outbox") else {
            return Vec::new();
        };
        store.acknowledge(sealed.id).expect("the disk");
        sealed.batch.answers
    };
    assert_eq!(sent(), [], "it is still morning");
    // Nobody has come since, and the evening has.
    let options = Options::default();
    let store = Some(folder.path());
    drop(Kiosk::keeping(store, clock(EVENING), SIZES[0], &options));
    assert_eq!(sent().len(), 1);
}

/// Each field of a record is in the page that says what leaves a kiosk, and that page names no other.
#[test]
fn the_page_about_data_lists_what_a_record_has() {
    let folder = Folder::new("records-listed");
    let (mut kiosk, _) = at(folder.path(), |kind| matches!(kind, ActivityKind::Needs(_)));
    play(&mut kiosk, &[1, 19, ON, 2, ON, 1, ON]);
    let mut batch = kept(kiosk, folder.path());
    // Whoever adds a field is stopped here, and adds a row there.
    let Answers {
        part: _,
        instrument: _,
        site: _,
        language: _,
        given,
        count: _,
    } = batch.answers.remove(0);
    let fields = ["count", "given", "instrument", "language", "part", "site"];
    assert_eq!(listed("records"), fields);
    let asked: BTreeSet<String> = given.into_iter().map(|(question, _)| question).collect();
    assert_eq!(listed("needs"), asked.into_iter().collect::<Vec<_>>());
}

/// The first column of a table in the page, sorted.
fn listed(table: &str) -> Vec<String> {
    let page = include_str!("../../../../deploy/data.md");
    let table = page.split(&format!("<!-- {table} -->")).nth(1);
    let rows = table.expect("a table").lines();
    let rows = rows.filter(|line| line.starts_with("| `"));
    let mut listed: Vec<String> = rows
        .filter_map(|row| row.split('`').nth(1).map(str::to_owned))
        .collect();
    listed.sort();
    listed
}
