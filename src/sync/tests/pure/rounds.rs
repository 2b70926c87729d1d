//! A round's way from the question to the slot.

use std::time::Duration;

use legeplads_store::{Pointer, Slots};
use legeplads_sync::Outcome;
use legeplads_sync::event::{Action, Answer, Event, Fault};
use legeplads_sync::events::Hint;
use legeplads_sync::schedule::Push;

use crate::rig::{POLL, Rig, current, pending, release, screen, tag, wanted};

fn hint(version: u64) -> Push {
    Push {
        alive: true,
        hint: Some(Hint {
            version,
            spread: Duration::ZERO,
        }),
    }
}

#[test]
fn a_round_goes_from_the_question_to_the_slot() {
    let mut rig = Rig::begun(current(&release(1)), Vec::new());
    let action = rig.answer(&release(2));
    assert!(matches!(action, Action::Compare(_)), "{action:?}");
    let action = rig.step(Event::Compared(vec![wanted("a"), wanted("b")]));
    assert!(
        matches!(&action, Action::Fetch(w) if w.path == "a"),
        "{action:?}"
    );
    let action = rig.step(Event::Fetched(Ok(())));
    assert!(
        matches!(&action, Action::Fetch(w) if w.path == "b"),
        "{action:?}"
    );
    let action = rig.step(Event::Fetched(Ok(())));
    assert!(matches!(action, Action::Prove(_)), "{action:?}");
    let action = rig.step(Event::Proved(Ok(())));
    assert!(matches!(action, Action::Stage(_)), "{action:?}");
    let action = rig.step(Event::Moved(pending(&release(2))));
    assert!(matches!(action, Action::Rest(_)), "{action:?}");
}

#[test]
fn the_next_question_carries_the_tag() {
    let newest = release(1);
    let mut rig = Rig::begun(current(&newest), Vec::new());
    rig.answer(&newest);
    let action = rig.step(Event::Compared(Vec::new()));
    let (action, pause) = rig.rest(&action);
    assert!(pause <= POLL && pause >= POLL / 10, "{pause:?}");
    let Action::Ask(Some(etag)) = action else {
        panic!("{action:?}");
    };
    assert_eq!(etag, tag(1));
    let action = rig.step(Event::Answered(Ok(Answer::Unchanged)));
    assert!(matches!(action, Action::Rest(_)), "{action:?}");
}

#[test]
fn the_screen_confirms_what_is_pending() {
    let mut rig = Rig::new(false);
    let action = rig.step(Event::Begun(pending(&release(2)), Vec::new()));
    assert!(matches!(action, Action::Look), "{action:?}");
    let action = rig.step(Event::Looked(Some(screen(2, 3))));
    assert!(matches!(action, Action::Confirm), "{action:?}");
    let action = rig.step(Event::Moved(current(&release(2))));
    assert!(matches!(action, Action::Sweep), "{action:?}");
    let action = rig.step(Event::Done);
    assert!(matches!(action, Action::Ask(None)), "{action:?}");
}

#[test]
fn a_pending_release_is_looked_at_twice_a_second() {
    let mut rig = Rig::begun(Slots::default(), Vec::new());
    let mut action = rig.take(&release(1));
    for _ in 0..10 {
        let (next, pause) = rig.rest(&action);
        assert_eq!(pause, Duration::from_millis(500));
        assert!(matches!(next, Action::Look), "{next:?}");
        action = rig.step(Event::Looked(Some(screen(0, 999))));
    }
}

#[test]
fn nothing_is_swept_in_the_middle_of_a_round() {
    let mut rig = Rig::new(false);
    rig.step(Event::Begun(pending(&release(2)), Vec::new()));
    let action = rig.step(Event::Looked(None));
    assert!(matches!(action, Action::Ask(None)), "{action:?}");
    rig.answer(&release(3));
    rig.step(Event::Compared(vec![wanted("a"), wanted("b")]));
    rig.now += Duration::from_secs(1);
    let action = rig.step(Event::Fetched(Ok(())));
    assert!(matches!(action, Action::Look), "{action:?}");
    let action = rig.step(Event::Looked(Some(screen(2, 3))));
    assert!(matches!(action, Action::Confirm), "{action:?}");
    let action = rig.step(Event::Moved(current(&release(2))));
    assert!(
        matches!(&action, Action::Fetch(w) if w.path == "b"),
        "{action:?}"
    );
    rig.step(Event::Fetched(Ok(())));
    let action = rig.step(Event::Proved(Ok(())));
    assert!(matches!(action, Action::Stage(_)), "{action:?}");
    let both = Slots {
        pending: Some(Pointer::to(&release(3))),
        ..current(&release(2))
    };
    let action = rig.step(Event::Moved(both));
    assert!(matches!(action, Action::Sweep), "{action:?}");
}

#[test]
fn before_a_newer_one_takes_its_place_a_pending_release_is_looked_at_once_more() {
    let mut rig = Rig::new(false);
    rig.step(Event::Begun(pending(&release(2)), Vec::new()));
    rig.step(Event::Looked(None));
    rig.answer(&release(3));
    rig.step(Event::Compared(Vec::new()));
    let action = rig.step(Event::Proved(Ok(())));
    assert!(matches!(action, Action::Look), "{action:?}");
    let action = rig.step(Event::Looked(Some(screen(2, 3))));
    assert!(matches!(action, Action::Confirm), "{action:?}");
    let action = rig.step(Event::Moved(current(&release(2))));
    assert!(matches!(action, Action::Stage(_)), "{action:?}");
}

#[test]
fn an_unreachable_server_is_complained_of_and_asked_again() {
    let mut rig = Rig::begun(Slots::default(), Vec::new());
    let action = rig.step(Event::Answered(Err(Fault::Unreachable("no route".into()))));
    assert!(
        matches!(action, Action::Complain(Outcome::Unreachable(_))),
        "{action:?}"
    );
    let action = rig.step(Event::Done);
    let (action, _) = rig.rest(&action);
    assert!(matches!(action, Action::Ask(None)), "{action:?}");
}

#[test]
fn lost_files_of_the_current_release_are_made_good() {
    let newest = release(1);
    let mut rig = Rig::begun(current(&newest), Vec::new());
    rig.answer(&newest);
    let action = rig.step(Event::Compared(vec![wanted("a")]));
    assert!(matches!(action, Action::Fetch(_)), "{action:?}");
    let action = rig.step(Event::Fetched(Ok(())));
    assert!(matches!(action, Action::Rest(_)), "{action:?}");
}

#[test]
fn a_full_disk_is_not_hammered() {
    let mut rig = Rig::new(false);
    rig.step(Event::Begun(pending(&release(2)), Vec::new()));
    rig.step(Event::Looked(Some(screen(2, 3))));
    let action = rig.step(Event::Failed("the disk is full".into()));
    assert!(
        matches!(action, Action::Complain(Outcome::Stuck(_))),
        "{action:?}"
    );
    let action = rig.step(Event::Done);
    let (action, pause) = rig.rest(&action);
    assert!(pause >= Duration::from_millis(500), "{pause:?}");
    assert!(matches!(action, Action::Look), "{action:?}");
}

#[test]
fn one_round_ends_with_its_outcome() {
    let once = || {
        let mut rig = Rig::new(true);
        rig.step(Event::Begun(current(&release(1)), Vec::new()));
        rig
    };
    let mut rig = once();
    let action = rig.take(&release(2));
    assert!(
        matches!(action, Action::Finish(Outcome::Updated)),
        "{action:?}"
    );

    let mut rig = once();
    rig.answer(&release(1));
    let action = rig.step(Event::Compared(Vec::new()));
    assert!(
        matches!(action, Action::Finish(Outcome::UpToDate)),
        "{action:?}"
    );

    let mut rig = once();
    rig.step(Event::Answered(Err(Fault::Unreachable("no route".into()))));
    let action = rig.step(Event::Done);
    assert!(
        matches!(action, Action::Finish(Outcome::Unreachable(_))),
        "{action:?}"
    );

    let mut rig = once();
    let action = rig.timestamp();
    assert!(matches!(action, Action::Refresh(_)), "{action:?}");
    rig.step(Event::Refreshed(Err(Fault::Wrong("not signed".into()))));
    let action = rig.step(Event::Done);
    assert!(
        matches!(action, Action::Finish(Outcome::Refused(_))),
        "{action:?}"
    );
}

#[test]
fn nothing_else_is_done_while_the_timestamp_is_the_same() {
    let newest = release(1);
    let mut rig = Rig::begun(current(&newest), Vec::new());
    rig.answer(&newest);
    let action = rig.step(Event::Compared(Vec::new()));
    let (action, pause) = rig.rest(&action);
    assert!(matches!(action, Action::Ask(Some(_))), "{action:?}");
    assert!(pause >= POLL / 2, "{pause:?}");
    // A server without tags sends the same bytes again.
    let action = rig.timestamp();
    assert!(matches!(action, Action::Rest(_)), "{action:?}");
}

#[test]
fn once_an_hour_all_metadata_is_looked_at_again() {
    let newest = release(1);
    let mut rig = Rig::begun(current(&newest), Vec::new());
    rig.answer(&newest);
    let mut action = rig.step(Event::Compared(Vec::new()));
    let mut rounds = 0;
    loop {
        let (next, _) = rig.rest(&action);
        let Action::Ask(etag) = next else {
            panic!("{next:?}");
        };
        if etag.is_none() {
            break;
        }
        action = rig.step(Event::Answered(Ok(Answer::Unchanged)));
        rounds += 1;
    }
    assert!(rig.now >= Duration::from_secs(60 * 60), "{:?}", rig.now);
    assert!(rig.now <= Duration::from_secs(61 * 60), "{:?}", rig.now);
    assert!(rounds >= 59, "{rounds}");
    // The same bytes do not make it end before it has begun.
    let action = rig.answer(&newest);
    assert!(matches!(action, Action::Compare(_)), "{action:?}");
}

#[test]
fn a_hint_starts_a_round_that_no_tag_can_stop() {
    let mut rig = Rig::begun(Slots::default(), Vec::new());
    rig.answer(&release(1));
    rig.step(Event::Compared(Vec::new()));
    rig.step(Event::Proved(Ok(())));
    rig.step(Event::Moved(pending(&release(1))));
    rig.step(Event::Looked(Some(screen(1, 3))));
    rig.step(Event::Moved(current(&release(1))));
    let action = rig.step(Event::Done);
    assert!(matches!(action, Action::Rest(_)), "{action:?}");

    rig.now += Duration::from_secs(10);
    rig.version = 2;
    let action = rig.step(Event::Heard(hint(2)));
    assert!(matches!(action, Action::Ask(None)), "{action:?}");
    let action = rig.answer(&release(2));
    assert!(matches!(action, Action::Compare(_)), "{action:?}");
}

#[test]
fn a_hint_at_what_is_known_already_starts_nothing() {
    let newest = release(1);
    let mut rig = Rig::begun(current(&newest), Vec::new());
    rig.version = 7;
    rig.answer(&newest);
    rig.step(Event::Compared(Vec::new()));
    rig.now += Duration::from_secs(10);
    let action = rig.step(Event::Heard(hint(7)));
    assert!(matches!(action, Action::Rest(_)), "{action:?}");
}
