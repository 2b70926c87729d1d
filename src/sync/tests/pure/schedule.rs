//! When rounds are due.

use std::time::Duration;

use legeplads_sync::events::Hint;
use legeplads_sync::schedule::{Push, Schedule};

const POLL: Duration = Duration::from_secs(60);
const MINUTE: Duration = Duration::from_secs(60);
const ALIVE: Push = Push {
    alive: true,
    hint: None,
};
const DEAD: Push = Push {
    alive: false,
    hint: None,
};

/// A schedule after its first round, which went well and brought version 1.
fn begun(seed: u64) -> Schedule {
    let mut schedule = Schedule::new(POLL, fastrand::Rng::with_seed(seed));
    assert_eq!(schedule.next(), Duration::ZERO);
    schedule.begin(Duration::ZERO);
    schedule.learn(1);
    schedule.went_well(Duration::ZERO);
    schedule
}

fn hint(version: u64, spread: Duration) -> Push {
    Push {
        alive: true,
        hint: Some(Hint { version, spread }),
    }
}

/// The pauses after many rounds that go well, shortest and longest.
fn pauses(schedule: &mut Schedule) -> (Duration, Duration) {
    let all: Vec<_> = (0..500)
        .map(|_| {
            let now = schedule.next();
            schedule.begin(now);
            schedule.went_well(now);
            schedule.next() - now
        })
        .collect();
    let least = all.iter().min().expect("some");
    let most = all.iter().max().expect("some");
    (*least, *most)
}

#[test]
fn without_push_a_round_comes_every_half_to_whole_poll() {
    let (least, most) = pauses(&mut begun(1));
    assert!(least >= POLL / 2 && least < POLL * 6 / 10, "{least:?}");
    assert!(most <= POLL && most > POLL * 9 / 10, "{most:?}");
}

#[test]
fn with_push_a_round_comes_every_five_to_fifteen_minutes() {
    let mut schedule = begun(2);
    schedule.hear(Duration::ZERO, ALIVE);
    let now = schedule.next();
    assert!(now <= Duration::from_secs(5), "what was missed: {now:?}");
    schedule.begin(now);
    schedule.went_well(now);
    let (least, most) = pauses(&mut schedule);
    assert!(least >= 5 * MINUTE && least < 6 * MINUTE, "{least:?}");
    assert!(most <= 15 * MINUTE && most > 14 * MINUTE, "{most:?}");

    let now = schedule.next();
    schedule.begin(now);
    schedule.went_well(now);
    schedule.hear(now, DEAD);
    assert!(schedule.next() <= now + POLL, "polled again");
    assert!(schedule.next() >= now + POLL / 2, "but not all at once");
}

#[test]
fn two_kiosks_do_not_ask_together() {
    let asked = |seed| {
        let mut schedule = begun(seed);
        let mut times = Vec::new();
        for _ in 0..10 {
            times.push(schedule.next());
            schedule.begin(schedule.next());
            schedule.went_well(schedule.next());
        }
        times
    };
    assert_ne!(asked(3), asked(4));
}

#[test]
fn a_hint_makes_the_next_round_due_within_the_spread() {
    let spread = Duration::from_secs(4);
    let now = Duration::from_secs(10);
    let dues: Vec<_> = (0..200)
        .map(|seed| {
            let mut schedule = begun(seed);
            schedule.hear(now, hint(2, spread));
            assert!(schedule.is_chasing());
            schedule.next() - now
        })
        .collect();
    assert!(dues.iter().all(|due| *due <= spread));
    assert!(dues.iter().any(|due| *due < spread / 10));
    assert!(dues.iter().any(|due| *due > spread * 9 / 10));

    let mut schedule = begun(5);
    schedule.hear(now, hint(2, Duration::ZERO));
    assert_eq!(schedule.next(), now);
}

#[test]
fn what_was_hinted_at_and_came_is_chased_no_more() {
    let mut schedule = begun(6);
    let now = Duration::from_secs(10);
    schedule.hear(now, hint(2, Duration::ZERO));
    schedule.begin(now);
    schedule.learn(2);
    schedule.went_well(now);
    assert!(!schedule.is_chasing());
    assert!(schedule.next() >= now + 5 * MINUTE, "{:?}", schedule.next());
}

#[test]
fn a_hint_that_nothing_follows_is_chased_a_few_times_and_then_forgotten() {
    let mut schedule = begun(7);
    let mut now = Duration::from_secs(10);
    schedule.hear(now, hint(u64::MAX, Duration::ZERO));
    let mut rounds = 0;
    while schedule.is_chasing() {
        now = schedule.next();
        schedule.begin(now);
        schedule.went_well(now);
        rounds += 1;
        assert!(
            schedule.next() >= now + Duration::from_secs(1),
            "no hammering"
        );
    }
    assert_eq!(rounds, 6);
    assert!(now > Duration::from_secs(20), "a cache has time: {now:?}");
    // And a true one counts again.
    schedule.hear(now, hint(2, Duration::ZERO));
    assert!(schedule.is_chasing());
}

#[test]
fn hints_without_end_do_not_make_rounds_without_end() {
    let mut schedule = begun(8);
    let end = Duration::from_secs(100);
    let mut now = Duration::ZERO;
    let mut rounds = 0;
    let mut version = 2;
    while now < end {
        schedule.hear(now, hint(version, Duration::ZERO));
        version += 1;
        if now >= schedule.next() {
            schedule.begin(now);
            schedule.went_well(now);
            rounds += 1;
        }
        now += Duration::from_millis(10);
    }
    assert!(rounds <= 101, "{rounds}");
}

#[test]
fn a_server_may_not_put_a_round_off_for_ever() {
    let mut schedule = begun(9);
    schedule.hear(Duration::ZERO, hint(2, Duration::MAX));
    assert!(schedule.next() <= POLL, "{:?}", schedule.next());
}

#[test]
fn a_server_that_asks_to_be_left_alone_is_whatever_it_hints_at() {
    let wish = Duration::from_secs(120);
    let nexts: Vec<_> = (0..50)
        .map(|seed| {
            let mut schedule = begun(seed);
            let now = schedule.next();
            schedule.begin(now);
            schedule.leave_alone(now, wish);
            schedule.went_wrong(now);
            let pause = schedule.next() - now;
            assert!(pause >= wish && pause <= wish + Duration::from_secs(5));
            schedule.hear(now, hint(2, Duration::ZERO));
            assert!(schedule.next() >= now + wish, "{:?}", schedule.next());
            pause
        })
        .collect();
    assert!(
        nexts.iter().any(|next| *next != nexts[0]),
        "not all at once"
    );

    let mut schedule = begun(51);
    let now = schedule.next();
    schedule.begin(now);
    schedule.leave_alone(now, Duration::MAX);
    schedule.went_wrong(now);
    assert!(schedule.next() - now <= 61 * MINUTE, "not for ever");
}

#[test]
fn failures_put_rounds_off_farther_and_farther_and_success_ends_that() {
    let mut schedule = begun(10);
    let mut longest = Duration::ZERO;
    for round in 0..40 {
        let now = schedule.next();
        schedule.begin(now);
        schedule.went_wrong(now);
        let pause = schedule.next() - now;
        let bound = Duration::from_secs(5).saturating_mul(1 << round.min(8));
        let bound = bound.min(15 * MINUTE);
        assert!(pause <= bound && pause >= bound / 10, "{round}: {pause:?}");
        longest = longest.max(pause);
    }
    assert!(longest > 10 * MINUTE, "{longest:?}");
    let now = schedule.next();
    schedule.begin(now);
    schedule.went_well(now);
    schedule.went_wrong(now);
    assert!(schedule.next() - now <= Duration::from_secs(5));
}
