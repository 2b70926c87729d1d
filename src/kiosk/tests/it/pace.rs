//! How long the tour takes somebody who reads and plays as most do: what the brief promises of each
//! stop and of the first reward, measured.

use std::time::Duration;

use bevy::prelude::*;
use legeplads_feed::{Language, StopId};
use legeplads_kiosk::journey::{Action, Cue, Screen};

use crate::kiosk::{Kiosk, SIZES};

/// Adults read English silently at 238 words a minute (Brysbaert 2019); a family that reads aloud to
/// its children at 183 (the same). The slower of the two.
const WORDS_A_SECOND: f32 = 183.0 / 60.0;
/// From one touch to the next of somebody who has seen what there is to touch.
const TOUCHES: Duration = Duration::from_millis(700);
/// What a stop may take, each of them: the brief says 8 to 14 s.
const STOP: (f32, f32) = (8.0, 14.0);
const REWARD: f32 = 20.0;

fn now(kiosk: &Kiosk) -> Duration {
    kiosk.resource::<Time>().elapsed()
}

fn reads(kiosk: &mut Kiosk, words: &str) {
    let words = words.split_whitespace().count() as f32;
    kiosk.pass(Duration::from_secs_f32(words / WORDS_A_SECOND));
}

/// What is to be read at a stop before somebody plays, and what after.
fn words(kiosk: &Kiosk, id: &StopId) -> (String, String) {
    let feed = &kiosk.release().feed;
    let language: &Language = &kiosk.journey().language;
    let stop = feed.stop(id).expect("the stop");
    let activity = feed.activity(&stop.activity).expect("its activity");
    let told = stop.cards.last().and_then(|card| feed.card(card));
    let told = told.map(|card| format!("{} {}", card.title.get(language), card.body.get(language)));
    (
        activity.ask.get(language).to_owned(),
        told.unwrap_or_default(),
    )
}

/// Plays what there is to play, touch by touch, and gives the time of the first reward.
fn play(kiosk: &mut Kiosk) -> Option<Duration> {
    let mut reward = None;
    for _ in 0..4 {
        let moves: Vec<Action> = kiosk
            .targets()
            .into_iter()
            .map(|target| target.action)
            .filter(|action| matches!(action, Action::Play(_)))
            .collect();
        for made in moves {
            if kiosk.is_done() {
                return reward;
            }
            if !kiosk.targets().iter().any(|target| target.action == made) {
                continue;
            }
            let begun = now(kiosk);
            let place = kiosk.place_of(&made);
            kiosk.press(place);
            if kiosk.cues().iter().any(|cue| matches!(cue, Cue::Good(_))) {
                reward = reward.or(Some(now(kiosk)));
            }
            kiosk.pass(TOUCHES.saturating_sub(now(kiosk) - begun));
        }
    }
    reward
}

#[test]
fn a_stop_takes_8_to_14_seconds_and_the_first_reward_comes_within_20() {
    for (size, language) in [(SIZES[0], "da"), (SIZES[1], "en"), (SIZES[0], "de")] {
        let mut kiosk = Kiosk::open(size, language);
        let first_touch = now(&kiosk);
        kiosk.start_tour();
        let mut taken = Vec::new();
        let mut reward = None;
        while let Screen::Stop(stop) = kiosk.journey().screen.clone() {
            let begun = now(&kiosk);
            let (before, after) = words(&kiosk, &stop);
            reads(&mut kiosk, &before);
            let given = play(&mut kiosk);
            reward = reward.or(given);
            assert!(kiosk.is_done(), "{stop}");
            reads(&mut kiosk, &after);
            kiosk.touch(&Action::Next);
            taken.push((stop.to_string(), (now(&kiosk) - begun).as_secs_f32()));
        }
        let all: f32 = taken.iter().map(|(_, seconds)| seconds).sum();
        let mean = all / taken.len().max(1) as f32;
        let reward = reward.expect("a reward") - first_touch;
        println!(
            "{language}: {mean:.1} s a stop, {all:.0} s in all, reward after {reward:?}: {taken:.1?}"
        );
        assert!(reward.as_secs_f32() <= REWARD, "{language}: {reward:?}");
        for (stop, seconds) in &taken {
            assert!(
                (STOP.0..=STOP.1).contains(seconds),
                "{language} {stop}: {seconds}"
            );
        }
    }
}
