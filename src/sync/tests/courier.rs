//! The courier's decisions, without network, disk or clock.

use std::time::Duration;

use legeplads_store::{Pointer, Refusal, Screen, Slots, Wanted};
use legeplads_sync::Outcome;
use legeplads_sync::courier::{Courier, Habits};
use legeplads_sync::event::{Action, Answer, Event, Fault, Flaw};
use legeplads_trust::{Digest, Document, Manifest, Verified, reread};

const POLL: Duration = Duration::from_secs(60);

/// A courier with a clock that stands still unless it is told to rest.
struct Rig {
    courier: Courier,
    now: Duration,
}

impl Rig {
    fn new(once: bool) -> Self {
        let habits = Habits { poll: POLL, once };
        Self {
            courier: Courier::new(habits, fastrand::Rng::with_seed(7)),
            now: Duration::ZERO,
        }
    }

    fn begun(slots: Slots, refusals: Vec<Refusal>) -> Self {
        let mut rig = Self::new(false);
        let first = rig.step(Event::Begun(slots, refusals));
        assert!(matches!(first, Action::Ask(None)), "{first:?}");
        rig
    }

    fn step(&mut self, event: Event) -> Action {
        self.courier.step(self.now, event)
    }

    fn answer(&mut self, release: &Verified) -> Action {
        self.step(Event::Answered(Ok(Answer::Manifest {
            etag: Some(format!("\"{}\"", release.digest())),
            bytes: release.bytes().to_vec(),
        })))
    }

    /// Goes on from an answer to a staged release; nothing else happens on the way.
    fn take(&mut self, release: &Verified) -> Action {
        let action = self.answer(release);
        assert!(matches!(action, Action::Compare(_)), "{action:?}");
        let action = self.step(Event::Compared(Vec::new()));
        assert!(matches!(action, Action::Prove(_)), "{action:?}");
        let action = self.step(Event::Proved(Ok(())));
        assert!(matches!(action, Action::Stage(_)), "{action:?}");
        self.step(Event::Moved(pending(release)))
    }

    /// Rests as told, and gives what comes after and how long it took.
    fn rest(&mut self, action: &Action) -> (Action, Duration) {
        let Action::Rest(time) = *action else {
            panic!("it does not rest: {action:?}");
        };
        self.now += time;
        (self.step(Event::Rested), time)
    }
}

fn release(version: u64) -> Verified {
    let document = format!("release {version}");
    let manifest = Manifest {
        format: Manifest::FORMAT,
        feed: "billund".into(),
        version,
        created: "2026-11-21T21:04:05Z".parse().expect("a timestamp"),
        note: String::new(),
        previous: None,
        withdrawn: false,
        documents: vec![Document {
            path: "feed.ron".into(),
            sha256: Digest::of(document.as_bytes()),
            size: document.len() as u64,
        }],
        media: Vec::new(),
    };
    let text = manifest.to_ron().expect("a manifest can be written");
    reread(text.as_bytes(), Digest::of(text.as_bytes())).expect("a good manifest")
}

fn wanted(path: &str) -> Wanted {
    Wanted {
        path: path.into(),
        digest: Digest::of(path.as_bytes()),
        size: 1,
    }
}

fn current(release: &Verified) -> Slots {
    Slots {
        current: Some(Pointer::to(release)),
        ..Slots::default()
    }
}

fn pending(release: &Verified) -> Slots {
    Slots {
        pending: Some(Pointer::to(release)),
        ..Slots::default()
    }
}

fn screen(release: u64, frames: u64) -> Screen {
    Screen {
        release,
        feed: "billund".into(),
        on_glass_since: "2026-11-21T21:04:05Z".parse().expect("a timestamp"),
        screen: "island".into(),
        language: "da".into(),
        frames,
        slowest_ms: 17.1,
        refused: None,
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
    assert_eq!(etag, format!("\"{}\"", newest.digest()));
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
    let action = rig.answer(&bad);
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
    let action = rig.step(Event::Proved(Err(Flaw::Content("feed.ron:1:1".into()))));
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
    let action = rig.answer(&bad);
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
    let action = rig.answer(&bad);
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
        let bound = POLL
            .saturating_mul(2_u32.pow(round + 1))
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
    assert!(pause >= POLL / 10, "{pause:?}");
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
    rig.step(Event::Answered(Ok(Answer::Manifest {
        etag: None,
        bytes: b"<html>".to_vec(),
    })));
    let action = rig.step(Event::Done);
    assert!(
        matches!(action, Action::Finish(Outcome::Refused(_))),
        "{action:?}"
    );
}
