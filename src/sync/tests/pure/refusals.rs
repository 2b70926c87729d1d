//! What is refused, for how long, and how often that is said.

use std::time::Duration;

use legeplads_store::{Refusal, Screen, Slots};
use legeplads_sync::Outcome;
use legeplads_sync::event::{Action, Answer, Event, Fault};
use legeplads_trust::Digest;

use crate::rig::{Rig, current, release, screen, wanted};

#[test]
fn what_the_screen_rejects_never_comes_again() {
    let mut rig = Rig::begun(Slots::default(), Vec::new());
    let bad = release(1);
    let action = rig.take(&bad);
    rig.rest(&action);
    let refusing = Screen {
        refused: Some((1, "too bright".into())),
        ..screen(0, 999)
    };
    let action = rig.step(Event::Looked(Some(refusing)));
    assert!(
        matches!(&action, Action::Reject(why) if why == "too bright"),
        "{action:?}"
    );
    let action = rig.step(Event::Moved(Slots::default()));
    assert!(matches!(action, Action::Sweep), "{action:?}");
    let action = rig.step(Event::Done);
    let (action, _) = rig.rest(&action);
    assert!(
        matches!(action, Action::Ask(None)),
        "the tag is forgotten: {action:?}"
    );
    let action = rig.offer(Some(bad.digest()));
    let again =
        matches!(&action, Action::Refuse { why, for_good: true, .. } if why == "too bright");
    assert!(again, "{action:?}");
    let action = rig.step(Event::Done);
    assert!(matches!(action, Action::Rest(_)), "{action:?}");
}

#[test]
fn bad_content_is_refused_for_good_and_written_down_once() {
    let bad = release(2);
    let mut rig = Rig::begun(current(&release(1)), Vec::new());
    rig.answer(&bad);
    rig.step(Event::Compared(Vec::new()));
    let action = rig.step(Event::Proved(Err(Fault::Content("feed.ron:1:1".into()))));
    let told = matches!(
        &action,
        Action::Refuse {
            release: Some(2),
            for_good: true,
            ..
        }
    );
    assert!(told, "{action:?}");
    let action = rig.step(Event::Done);
    assert!(matches!(action, Action::Sweep), "{action:?}");
    let action = rig.step(Event::Done);
    let (action, _) = rig.rest(&action);
    assert!(matches!(action, Action::Ask(Some(_))), "{action:?}");
    rig.version += 1;
    let action = rig.offer(Some(bad.digest()));
    assert!(
        matches!(action, Action::Rest(_)),
        "neither fetched nor told again: {action:?}"
    );
}

#[test]
fn a_refusal_is_remembered_from_run_to_run_by_the_same_program() {
    let bad = release(2);
    let refusal = Refusal {
        release: Some(2),
        manifest: bad.digest(),
        why: "feed.ron:1:1".into(),
        at: "2026-11-21T21:04:05Z".parse().expect("a timestamp"),
        for_good: true,
        program: Refusal::PROGRAM.into(),
    };
    let mut rig = Rig::begun(current(&release(1)), vec![refusal.clone()]);
    let action = rig.offer(Some(bad.digest()));
    assert!(matches!(action, Action::Refuse { .. }), "{action:?}");

    let by_another = Refusal {
        program: "0.0.1".into(),
        ..refusal
    };
    let mut rig = Rig::begun(current(&release(1)), vec![by_another]);
    let action = rig.answer(&bad);
    assert!(matches!(action, Action::Compare(_)), "{action:?}");
}

#[test]
fn what_came_wrong_is_tried_again_later_and_later() {
    let new = release(2);
    let mut rig = Rig::begun(current(&release(1)), Vec::new());
    let mut longest = Duration::ZERO;
    for round in 0..20 {
        rig.answer(&new);
        rig.step(Event::Compared(vec![wanted("a"), wanted("b")]));
        let mut action = rig.step(Event::Fetched(Err(Fault::Wrong("garbled".into()))));
        if round == 0 {
            let told = matches!(
                &action,
                Action::Refuse {
                    for_good: false,
                    ..
                }
            );
            assert!(told, "written down once: {action:?}");
            action = rig.step(Event::Done);
        }
        let (next, pause) = rig.rest(&action);
        assert!(matches!(next, Action::Ask(None)), "{next:?}");
        let bound = Duration::from_secs(5)
            .saturating_mul(2_u32.pow(round))
            .min(Duration::from_secs(900));
        assert!(
            pause <= bound && pause >= bound / 10,
            "round {round}: {pause:?}"
        );
        longest = longest.max(pause);
    }
    assert!(longest > Duration::from_secs(450), "{longest:?}");

    let action = rig.take(&new);
    assert!(matches!(action, Action::Forgive), "struck out: {action:?}");
    let action = rig.step(Event::Done);
    assert!(matches!(action, Action::Rest(_)), "{action:?}");
}

#[test]
fn an_unchanged_answer_keeps_the_judgement() {
    let mut rig = Rig::new(true);
    rig.step(Event::Begun(current(&release(5)), Vec::new()));
    let action = rig.answer(&release(4));
    assert!(
        matches!(
            action,
            Action::Refuse {
                for_good: false,
                ..
            }
        ),
        "{action:?}"
    );
    let action = rig.step(Event::Answered(Ok(Answer::Unchanged)));
    assert!(
        matches!(action, Action::Finish(Outcome::Refused(_))),
        "{action:?}"
    );
}

#[test]
fn metadata_that_is_not_believed_is_written_down_once_and_asked_for_again() {
    let mut rig = Rig::begun(current(&release(1)), Vec::new());
    for round in 0..3 {
        let action = rig.timestamp();
        assert!(matches!(action, Action::Refresh(_)), "{action:?}");
        let mut action = rig.step(Event::Refreshed(Err(Fault::Wrong("not signed".into()))));
        if round == 0 {
            let stamp = Digest::of(b"timestamp 1");
            let told = matches!(
                &action,
                Action::Refuse { release: None, manifest, for_good: false, .. }
                    if *manifest == stamp
            );
            assert!(told, "{action:?}");
            action = rig.step(Event::Done);
        }
        let (action, _) = rig.rest(&action);
        assert!(matches!(action, Action::Ask(None)), "{action:?}");
    }
    let action = rig.take(&release(2));
    assert!(matches!(action, Action::Forgive), "{action:?}");
}

#[test]
fn a_channel_without_a_release_is_refused_until_there_is_one() {
    let mut rig = Rig::begun(current(&release(1)), Vec::new());
    let action = rig.offer(None);
    let told = matches!(&action, Action::Refuse { why, .. } if why.contains("--channel"));
    assert!(told, "{action:?}");
    let action = rig.step(Event::Done);
    let (action, _) = rig.rest(&action);
    assert!(matches!(action, Action::Ask(Some(_))), "{action:?}");
    rig.version = 2;
    let action = rig.take(&release(2));
    assert!(matches!(action, Action::Forgive), "{action:?}");
}

#[test]
fn a_signed_manifest_that_is_wrong_in_itself_is_refused_for_good() {
    let bad = release(2);
    let mut rig = Rig::begun(current(&release(1)), Vec::new());
    rig.offer(Some(bad.digest()));
    let why = "the manifest has format 9".to_owned();
    let action = rig.step(Event::Opened(Err(Fault::Content(why))));
    let told = matches!(
        &action,
        Action::Refuse { release: None, manifest, for_good: true, .. }
            if *manifest == bad.digest()
    );
    assert!(told, "{action:?}");
}
