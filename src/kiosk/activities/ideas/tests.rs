use jiff::civil::date;
use legeplads_feed::{DrawingId, Milestone, PictureWord, Project, ProjectState, Text};

use super::*;

fn row(ids: [&str; 3]) -> Vec<PictureWord> {
    let word = |id: &str| PictureWord {
        id: id.to_owned(),
        label: Text::default(),
        drawing: DrawingId::from("any"),
    };
    ids.map(word).into()
}

fn idea(ids: [&str; 4]) -> Idea {
    Idea(ids.map(str::to_owned))
}

fn data() -> feed::Ideas {
    feed::Ideas {
        who: row(["we", "you", "all"]),
        does: row(["build", "paint", "share"]),
        what: row(["dens", "kites", "boats"]),
        place: row(["wood", "lake", "school"]),
        asked_by: Text::default(),
        gathered: Vec::new(),
        until: None,
        projects: vec![Project {
            idea: idea(["we", "build", "dens", "wood"]),
            road: vec![Milestone {
                state: ProjectState::Taken,
                on: date(2026, 3, 1),
                text: Text::default(),
            }],
        }],
    }
}

fn after(moves: &[Move]) -> Ideas {
    let mut state = Ideas::default();
    for made in moves {
        state.act(*made, &data());
    }
    state
}

#[test]
fn four_pictures_are_an_idea_and_it_counts_when_it_is_sent() {
    let state = after(&[1, 0, 2, 1]);
    assert_eq!(*state.step(), Step::Ready);
    assert!(state.sent().is_empty(), "put together is not sent");
    let sent = after(&[1, 0, 2, 1, ON]);
    assert_eq!(sent.sent(), [idea(["you", "build", "boats", "lake"])]);
    assert_eq!(*sent.step(), Step::Wall);
    assert!(!sent.is_done(&data()));
    assert!(after(&[1, 0, 2, 1, ON, ON]).is_done(&data()));
}

#[test]
fn any_picture_can_be_changed_until_it_is_sent() {
    let state = after(&[1, 0, 2, 1, SLOT + 2]);
    assert_eq!(*state.step(), Step::Pick(2));
    let state = after(&[1, 0, 2, 1, SLOT + 2, 0]);
    assert_eq!(*state.step(), Step::Ready, "the others are still there");
    assert_eq!(state.whole(), Some(idea(["you", "build", "dens", "lake"])));
    // Rows need no order, and the way back leads along them.
    let state = after(&[SLOT + 3, 2]);
    assert_eq!(*state.step(), Step::Pick(0));
    assert_eq!(state.picked(3), Some("school"));
    assert_eq!(*after(&[1, BACK]).step(), Step::Pick(0));
    let mut sent = after(&[1, 0, 2, 1, ON]);
    for made in [SLOT, BACK] {
        assert_eq!(sent.act(made, &data()), Cue::Giggle, "{made}");
    }
}

#[test]
fn nothing_is_sent_that_is_not_whole() {
    for moves in [&[][..], &[0], &[0, 1], &[0, 1, 2]] {
        let mut state = after(moves);
        state.act(ON, &data());
        assert!(state.sent().is_empty(), "{moves:?}");
    }
    let mut state = Ideas::default();
    assert_eq!(
        state.act(3, &data()),
        Cue::Giggle,
        "there are three pictures"
    );
    assert_eq!(state.act(ON, &data()), Cue::Giggle);
}

#[test]
fn every_idea_has_a_move_of_its_own() {
    let data = data();
    let mut seen = BTreeSet::new();
    for who in &data.who {
        for place in &data.place {
            let idea = idea([&who.id, "share", "kites", &place.id]);
            let made = Ideas::support(&idea, &data).expect("a move");
            assert!(seen.insert(made));
            assert_eq!(named(made, &data), Some(idea));
        }
    }
    assert_eq!(
        Ideas::support(&idea(["we", "eat", "dens", "wood"]), &data),
        None
    );
    for made in [SUPPORT + 3, SUPPORT + 10_000, SUPPORT - 1] {
        assert_eq!(named(made, &data), None, "{made}");
    }
}

#[test]
fn an_idea_is_supported_once_and_ones_own_not_at_all() {
    let data = data();
    let (own, other) = (
        idea(["we", "build", "dens", "wood"]),
        idea(["all", "share", "boats", "lake"]),
    );
    let mut state = after(&[0, 0, 0, 0, ON]);
    let support = |idea: &Idea| Ideas::support(idea, &data).expect("a move");
    assert_eq!(state.act(support(&own), &data), Cue::Giggle);
    assert_eq!(state.act(support(&other), &data), Cue::Good(1));
    assert_eq!(state.act(support(&other), &data), Cue::Giggle);
    assert_eq!(state.supported().iter().collect::<Vec<_>>(), [&other]);
    // Only from the wall: nobody supports what is not seen.
    let mut state = Ideas::default();
    assert_eq!(state.act(support(&other), &data), Cue::Giggle);
}

#[test]
fn the_wall_is_seen_without_an_idea_and_leads_back_to_making_one() {
    let state = after(&[1, STOP]);
    assert_eq!(*state.step(), Step::Wall);
    assert_eq!(*after(&[1, STOP, BACK]).step(), Step::Pick(1));
    assert!(after(&[STOP, STOP]).is_done(&data()));
    let again = after(&[1, 0, 2, 1, ON, MORE]);
    assert_eq!(*again.step(), Step::Pick(0));
    assert_eq!(again.picked(0), None);
    let twice = after(&[1, 0, 2, 1, ON, MORE, 0, 0, 0, 0, ON]);
    assert_eq!(twice.sent().len(), 2);
}

#[test]
fn a_project_tells_its_road_and_leads_back_to_the_wall() {
    let data = data();
    let idea = idea(["we", "build", "dens", "wood"]);
    let made = Ideas::road(&idea, &data).expect("a road");
    let state = after(&[STOP, made]);
    assert_eq!(*state.step(), Step::Road(idea.clone()));
    assert_eq!(*after(&[STOP, made, ON]).step(), Step::Wall);
    let mut without = data.clone();
    without.projects.clear();
    assert!(state.fits(&data) && !state.fits(&without));
}

#[test]
fn it_fits_as_long_as_all_pictures_are_there() {
    let moves = [&[1, 0, 2, 1][..], &[1, 0, 2, 1, ON], &[1]];
    for state in moves.map(after) {
        assert!(state.fits(&data()));
        let mut turned = data();
        turned.who.reverse();
        assert!(state.fits(&turned), "kept by ids");
        let mut other = data();
        other.who.remove(1);
        assert!(!state.fits(&other));
    }
}
