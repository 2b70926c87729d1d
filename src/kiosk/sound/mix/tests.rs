//! What comes out, sample by sample.

use std::sync::mpsc::{Sender, channel};

use super::*;

fn mix() -> (Sender<Order>, Mix) {
    let (orders, inbox) = channel();
    (orders, Mix::new(inbox, 1.0))
}

/// A sound that is the same all the time, so that sums can be counted.
fn flat(level: f32, length: usize) -> Arc<[f32]> {
    vec![level; length].into()
}

fn play(orders: &Sender<Order>, samples: &Arc<[f32]>, after: Duration) {
    let order = Order::Play {
        samples: samples.clone(),
        gain: 1.0,
        after,
    };
    orders.send(order).expect("the mix lives");
}

fn pull(mix: &mut Mix, count: usize) -> Vec<f32> {
    mix.by_ref().take(count).collect()
}

#[test]
fn nothing_ordered_is_silence_without_end() {
    let (_orders, mut mix) = mix();
    assert!(pull(&mut mix, 10_000).iter().all(|sample| *sample == 0.0));
}

#[test]
fn it_ends_when_nobody_can_order_any_more() {
    let (orders, mut mix) = mix();
    drop(orders);
    assert_eq!(mix.next(), None);
}

#[test]
fn sounds_add_up_and_end() {
    let (orders, mut mix) = mix();
    play(&orders, &flat(0.25, 100), Duration::ZERO);
    play(&orders, &flat(0.25, 50), Duration::ZERO);
    let heard = pull(&mut mix, 150);
    assert!(heard[..50].iter().all(|sample| *sample == 0.5));
    assert!(heard[50..100].iter().all(|sample| *sample == 0.25));
    assert!(heard[100..].iter().all(|sample| *sample == 0.0));
    assert_eq!(mix.voices(), 0);
}

#[test]
fn what_waits_begins_to_the_sample() {
    let (orders, mut mix) = mix();
    play(&orders, &flat(0.5, 10), Duration::from_millis(250));
    let heard = pull(&mut mix, 13_000);
    assert_eq!(heard.iter().position(|sample| *sample > 0.0), Some(12_000));
}

#[test]
fn at_most_24_sound_and_the_oldest_gives_way_softly() {
    let (orders, mut mix) = mix();
    let long = flat(0.02, 48_000);
    // The oldest is loud, so that it can be told from the others.
    play(&orders, &flat(0.2, 48_000), Duration::ZERO);
    (1..VOICES).for_each(|_| play(&orders, &long, Duration::ZERO));
    let before = pull(&mut mix, 64);
    assert_eq!(mix.voices(), VOICES);
    play(&orders, &long, Duration::ZERO);
    let after = pull(&mut mix, 640);
    assert_eq!(mix.voices(), VOICES);
    assert!((before[63] - (0.2 + 23.0 * 0.02)).abs() < 1e-5);
    assert!((after[639] - 24.0 * 0.02).abs() < 1e-5, "{}", after[639]);
    let jump = after.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    assert!(jump.fold(0.0, f32::max) < 0.002, "a click");
    (0..500).for_each(|_| play(&orders, &long, Duration::ZERO));
    pull(&mut mix, 64);
    assert_eq!(mix.voices(), VOICES);
    assert!(mix.sounding.len() <= 2 * VOICES);
}

#[test]
fn a_crowd_that_waits_has_its_limit_too() {
    let (orders, mut mix) = mix();
    let short = flat(0.1, 10);
    (0..1_000).for_each(|_| play(&orders, &short, Duration::from_secs(1)));
    pull(&mut mix, 64);
    assert_eq!(mix.waiting.len(), WAITING);
    pull(&mut mix, 50_000);
    assert_eq!((mix.waiting.len(), mix.voices()), (0, 0));
}

#[test]
fn however_many_sound_it_stays_below_full_scale() {
    let (orders, mut mix) = mix();
    (0..VOICES).for_each(|_| play(&orders, &flat(0.8, 1_000), Duration::ZERO));
    assert!(pull(&mut mix, 1_000).iter().all(|sample| *sample <= 1.0));
    assert_eq!(ceiling(0.5), 0.5);
    assert!(ceiling(-3.0) >= -1.0 && ceiling(-3.0) < -0.95);
}

#[test]
fn volume_slides_and_stays() {
    let (orders, mut mix) = mix();
    play(&orders, &flat(0.5, 48_000), Duration::ZERO);
    pull(&mut mix, 64);
    orders.send(Order::Volume(0.2)).expect("the mix lives");
    let heard = pull(&mut mix, 4_800);
    let jump = heard.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    assert!(jump.fold(0.0, f32::max) < 0.001, "a click");
    assert!((heard[4_799] - 0.1).abs() < 1e-6);
    orders.send(Order::Volume(0.0)).expect("the mix lives");
    assert_eq!(pull(&mut mix, 4_800)[4_799], 0.0);
}

#[test]
fn hush_fades_everything_and_forgets_what_waits() {
    let (orders, mut mix) = mix();
    play(&orders, &flat(0.5, 96_000), Duration::ZERO);
    play(&orders, &flat(0.5, 96_000), Duration::from_millis(500));
    pull(&mut mix, 64);
    orders.send(Order::Hush).expect("the mix lives");
    let heard = pull(&mut mix, 48_000);
    assert!(heard[0] > 0.49 && heard[8_100..].iter().all(|sample| *sample == 0.0));
}
