//! From what happened to what is heard.

use std::time::Duration;

use bevy::prelude::*;

use super::synth::SCALE;
use super::{Sound, Speaker, voice};
use crate::acting::Cued;
use crate::clock::WallClock;
use crate::demo::Demo;
use crate::idle::Idle;
use crate::journey::{Cue, Journey, Screen};
use crate::release::Release;

/// The volume may change by the hour: it is looked up this often.
const LOOK: Duration = Duration::from_secs(20);

/// Without a [`Speaker`], as in tests, nothing is heard.
pub(crate) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        // In the frame of the press, before anything is drawn.
        (follow_volume, fall_silent, hear, count_down)
            .chain()
            .run_if(resource_exists::<Speaker>),
    );
}

/// Volume by site and hour, silence when muted.
fn follow_volume(
    time: Res<Time<Real>>,
    clock: Res<WallClock>,
    release: Res<Release>,
    (journey, demo): (Res<Journey>, Option<Res<Demo>>),
    speaker: Res<Speaker>,
    mut looked: Local<Option<Duration>>,
    mut told: Local<Option<u8>>,
) {
    let now = time.elapsed();
    let is_fresh = looked.is_some_and(|looked| now.saturating_sub(looked) < LOOK);
    let is_led = demo.as_ref().is_some_and(Res::is_changed);
    if is_fresh && !is_led && !journey.is_changed() && !release.is_changed() {
        return;
    }
    *looked = Some(now);
    let local = clock.now(&release.feed.time_zone);
    let percent = if journey.muted {
        0
    } else {
        let chosen = demo.and_then(|demo| demo.volume);
        chosen.unwrap_or_else(|| release.site().volume(&local))
    };
    if told.replace(percent) != Some(percent) {
        speaker.set_volume(percent);
    }
}

/// A tune does not follow a visitor who has left the finish.
fn fall_silent(journey: Res<Journey>, speaker: Res<Speaker>, mut was_finish: Local<bool>) {
    if !journey.is_changed() {
        return;
    }
    let is_finish = journey.screen == Screen::Finish;
    if *was_finish && !is_finish {
        speaker.hush();
    }
    *was_finish = is_finish;
}

fn hear(
    mut cues: MessageReader<Cued>,
    release: Res<Release>,
    speaker: Res<Speaker>,
    mut laughs: Local<u8>,
) {
    for Cued(cue) in cues.read() {
        match cue {
            Cue::Tap => speaker.play(Sound::Tap, 1.0),
            // The knock comes first, then the paper.
            Cue::Paper => speaker.play_after(Sound::Paper, 1.0, Duration::from_millis(40)),
            Cue::Page => speaker.play_after(Sound::Page, 0.9, Duration::from_millis(40)),
            Cue::Breath => speaker.play(Sound::Breath, 0.7),
            Cue::Place(place) => {
                for struck in voice::of_place(place, &release.feed) {
                    speaker.play_after(struck.sound, struck.gain, struck.after);
                }
            }
            Cue::Good(count) => {
                // The first good move is the lowest note, the next one step higher.
                let step = count.saturating_sub(1) % SCALE.len();
                if let Some(note) = SCALE.get(step) {
                    speaker.play(Sound::Block(*note), 1.0);
                }
            }
            Cue::Not => speaker.play(Sound::Kindly, 1.0),
            Cue::Bar(note) => speaker.play(Sound::Bar(*note), 1.0),
            Cue::Done(note) => {
                // After the knock of the last move; then its echo.
                speaker.play_after(Sound::Bar(*note), 0.9, Duration::from_millis(260));
                speaker.play_after(Sound::MusicBox(*note), 0.5, Duration::from_millis(480));
            }
            Cue::Giggle => {
                *laughs = laughs.wrapping_add(1);
                speaker.play(Sound::Giggle(*laughs), 0.9);
            }
            Cue::Tune(notes) => speaker.tune(notes),
            // The dot itself was heard, and so was the picture.
            Cue::Vote { .. }
            | Cue::Idea(..)
            | Cue::Support(..)
            | Cue::Looked(..)
            | Cue::Answer(..)
            | Cue::Know { .. } => {}
        }
    }
}

/// The countdown is heard as well as seen.
fn count_down(idle: Res<Idle>, speaker: Res<Speaker>) {
    if idle.is_changed() && idle.left.is_some() {
        speaker.play(Sound::Tick, 1.0);
    }
}
