//! What is particular about a kind of activity. That each can be completed, in every language and
//! either way up, is in `glass` and `tour`.

use bevy::prelude::*;
use legeplads_feed::{ActivityKind, StopId};
use legeplads_kiosk::journey::{Action, Cue};
use legeplads_kiosk::release::built_in;
use legeplads_kiosk::{At, Options};

use crate::kiosk::{Kiosk, SIZES};

/// At the first stop with an activity of a kind.
fn at(kind: impl Fn(&ActivityKind) -> bool) -> (Kiosk, ActivityKind) {
    let feed = built_in();
    let found = feed.stops.iter().find_map(|(id, stop)| {
        let activity = feed.activity(&stop.activity)?;
        kind(&activity.kind).then(|| (id.clone(), activity.kind.clone()))
    });
    let (id, kind): (StopId, ActivityKind) = found.expect("a stop with such an activity");
    let options = Options {
        at: Some(At::Stop(id.to_string())),
        language: Some("en".to_owned()),
        ..default()
    };
    (Kiosk::with(SIZES[0], &options), kind)
}

fn says(kiosk: &mut Kiosk, part: &str) -> usize {
    let words = kiosk.words();
    words.iter().filter(|word| word.text.contains(part)).count()
}

#[test]
fn a_vote_tells_its_taps_only_after_three_dots() {
    let (mut kiosk, kind) = at(|kind| matches!(kind, ActivityKind::Dots(_)));
    let ActivityKind::Dots(dots) = kind else {
        panic!("dots")
    };
    let count = dots.choices.len();
    assert_eq!(
        says(&mut kiosk, "This screen, just for practice"),
        1,
        "who asks"
    );
    for choice in [0, 0, 1] {
        assert_eq!(says(&mut kiosk, " tap"), 0);
        kiosk.touch(&Action::Play(choice));
    }
    assert!(kiosk.is_done());
    assert_eq!(says(&mut kiosk, "2 taps"), 1);
    assert_eq!(says(&mut kiosk, "1 tap"), 1);
    assert_eq!(says(&mut kiosk, "0 taps"), count - 2);

    // The dots are gone: a touch more is fun, but counts for nothing.
    kiosk.touch(&Action::Play(0));
    assert_eq!(says(&mut kiosk, "2 taps"), 1);

    // The next child has three dots, and the taps add up.
    kiosk.touch(&Action::Play(count));
    assert!(!kiosk.is_done());
    assert_eq!(says(&mut kiosk, " taps"), 0);
    for _ in 0..3 {
        kiosk.touch(&Action::Play(0));
    }
    assert_eq!(says(&mut kiosk, "5 taps"), 1);
}

#[test]
fn names_and_toys_come_together_in_any_order_and_nothing_is_wrong() {
    let (mut kiosk, kind) = at(|kind| matches!(kind, ActivityKind::Match(_)));
    let ActivityKind::Match(pairs) = kind else {
        panic!("a match")
    };
    let count = pairs.pairs.len();
    let mut heard = Vec::new();
    // All toys by one child, all names by another.
    let moves = (0..count).zip((count..2 * count).rev());
    for made in moves.flat_map(|(toy, name)| [toy, name]) {
        let target = kiosk
            .targets()
            .into_iter()
            .find(|target| target.action == Action::Play(made));
        kiosk.press(target.expect("something to touch").at);
        heard.extend(kiosk.cues());
        kiosk.settle();
    }
    assert!(kiosk.is_done());
    assert!(!heard.contains(&Cue::Not), "{heard:?}");
    for (joined, pair) in pairs.pairs.iter().enumerate() {
        assert!(heard.contains(&Cue::Good(joined + 1)));
        let name = pair.label.get(&kiosk.journey().language.clone()).to_owned();
        assert_eq!(says(&mut kiosk, &name), 1, "{name} is at its toy");
    }
}

#[test]
fn what_is_touched_on_a_wheel_comes_to_the_front_and_is_told_of() {
    let (mut kiosk, kind) = at(|kind| matches!(kind, ActivityKind::Wheel(_)));
    let ActivityKind::Wheel(wheel) = kind else {
        panic!("a wheel")
    };
    for (segment, data) in wheel.segments.iter().enumerate().rev() {
        kiosk.touch(&Action::Play(segment));
        let foremost = kiosk
            .targets()
            .into_iter()
            .filter(|target| matches!(target.action, Action::Play(_)))
            .min_by(|one, other| one.at.y.total_cmp(&other.at.y));
        let foremost = foremost.map(|target| target.action);
        assert_eq!(foremost, Some(Action::Play(segment)));
        let language = kiosk.journey().language.clone();
        assert_eq!(says(&mut kiosk, data.name.get(&language)), 1);
    }
    assert!(kiosk.is_done());
}
