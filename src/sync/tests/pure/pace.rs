//! Pauses, and the cap on bandwidth.

use std::time::Duration;

use legeplads_sync::pace::{Backoff, between, random};
use legeplads_sync::throttle::Throttle;

#[test]
fn two_processes_on_one_machine_are_not_random_alike() {
    let draw = |mut random: fastrand::Rng| [random.u64(..), random.u64(..)];
    assert_ne!(draw(random()), draw(random()));
}

#[test]
fn pauses_double_up_to_the_longest_and_are_spread_over_their_whole_length() {
    let mut random = fastrand::Rng::with_seed(3);
    let (first, longest) = (Duration::from_secs(1), Duration::from_secs(60));
    let mut seen = Vec::new();
    for _ in 0..200 {
        let mut backoff = Backoff::new(first, longest);
        for failure in 0..70 {
            let pause = backoff.failed(&mut random);
            let bound = first.saturating_mul(1 << failure.min(10)).min(longest);
            assert!(
                pause >= bound / 10 && pause <= bound,
                "{failure}: {pause:?}"
            );
            seen.push(pause);
        }
        backoff.went_well();
        assert!(backoff.failed(&mut random) <= first);
    }
    assert!(seen.iter().any(|pause| *pause > longest * 95 / 100));
    assert!(seen.iter().any(|pause| *pause < longest * 15 / 100));
}

#[test]
fn between_is_between() {
    let mut random = fastrand::Rng::with_seed(4);
    let (least, most) = (Duration::from_secs(5), Duration::from_secs(9));
    for _ in 0..1000 {
        let time = between(&mut random, least, most);
        assert!(time >= least && time <= most, "{time:?}");
    }
    assert_eq!(between(&mut random, most, least), most);
}

#[test]
fn bytes_take_their_time() {
    let mut throttle = Throttle::new(1000);
    let mut now = Duration::from_secs(7);
    let began = now;
    for _ in 0..100 {
        now += throttle.spend(now, 500);
    }
    assert_eq!((now - began).as_millis(), 50_000);
}

#[test]
fn time_without_bytes_is_not_saved_up() {
    let mut throttle = Throttle::new(1000);
    throttle.spend(Duration::ZERO, 1000);
    let hour = Duration::from_secs(3600);
    assert_eq!(throttle.spend(hour, 2000), Duration::from_secs(2));
}
