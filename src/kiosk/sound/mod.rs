//! What is heard: wood, glockenspiel, breath and paper, in one pentatonic scale.

mod speaker;
pub mod synth;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;
use std::time::Duration;

use bevy::prelude::*;
use jiff::Timestamp;
use legeplads_feed::Note;

pub use speaker::Speaker;

use crate::acting::Cued;
use crate::idle::Idle;
use crate::journey::{Cue, Journey};
use crate::release::Release;

/// Between two notes of the tune.
const BEAT: Duration = Duration::from_millis(340);

/// A sound by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Sound {
    Tap,
    Paper,
    Block(usize),
    Kindly,
    Giggle(usize),
    Bar(u8),
    Tick,
}

/// Sounds that were rendered, shared with the thread that renders them at the start.
#[derive(Resource, Default, Clone)]
struct Store {
    sounds: Arc<Mutex<HashMap<Sound, Arc<[f32]>>>>,
    begun: Arc<OnceLock<()>>,
}

impl Store {
    fn get(&self, sound: Sound) -> Arc<[f32]> {
        if let Ok(sounds) = self.sounds.lock()
            && let Some(found) = sounds.get(&sound)
        {
            return found.clone();
        }
        let made: Arc<[f32]> = render(sound).into();
        if let Ok(mut sounds) = self.sounds.lock() {
            sounds.insert(sound, made.clone());
        }
        made
    }

    /// Everything that can be wanted, rendered beside the frame loop.
    fn warm_up(&self) {
        if self.begun.set(()).is_err() {
            return;
        }
        let store = self.clone();
        let work = move || {
            let notes = (0..=21).map(Sound::Bar);
            let few = [Sound::Tap, Sound::Paper, Sound::Kindly, Sound::Tick];
            let blocks = (0..5).map(Sound::Block);
            let laughs = (0..3).map(Sound::Giggle);
            for sound in few.into_iter().chain(laughs).chain(blocks).chain(notes) {
                store.get(sound);
            }
        };
        if let Err(error) = thread::Builder::new().name("synth".to_owned()).spawn(work) {
            tracing::info!(%error, "sounds are rendered when they are wanted");
        }
    }
}

fn render(sound: Sound) -> Vec<f32> {
    match sound {
        Sound::Tap => synth::tap(),
        Sound::Paper => synth::paper(),
        Sound::Block(count) => synth::block(count),
        Sound::Kindly => synth::kindly(),
        Sound::Giggle(variant) => synth::giggle(variant),
        Sound::Bar(semitones) => synth::bar(semitones),
        Sound::Tick => synth::tick(),
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Store>()
        .add_systems(Startup, warm_up.run_if(resource_exists::<Speaker>))
        // In the frame of the press, before anything is drawn.
        .add_systems(
            Update,
            (follow_volume, hear, count_down).run_if(resource_exists::<Speaker>),
        );
}

fn warm_up(store: Res<Store>) {
    store.warm_up();
}

/// Volume by site and hour, silence when muted.
fn follow_volume(
    time: Res<Time<Real>>,
    release: Res<Release>,
    journey: Res<Journey>,
    speaker: Res<Speaker>,
    mut asked: Local<Option<Duration>>,
) {
    let now = time.elapsed();
    let fresh = asked.is_some_and(|asked| now.saturating_sub(asked) < Duration::from_secs(20));
    if fresh && !journey.is_changed() && !release.is_changed() {
        return;
    }
    *asked = Some(now);
    let local = Timestamp::now().to_zoned(release.feed.time_zone.clone());
    let percent = if journey.muted { 0 } else { release.site().volume(&local) };
    // Ears hear powers: half as loud is a third of the amplitude.
    speaker.set_volume((f32::from(percent) / 100.0).powf(1.6));
}

fn hear(
    mut cues: MessageReader<Cued>,
    store: Res<Store>,
    speaker: Res<Speaker>,
    mut laughs: Local<usize>,
) {
    let say = |sound, gain, after| {
        speaker.play(speaker::Cue {
            samples: store.get(sound),
            gain,
            after,
        });
    };
    let bar = |note: Note| Sound::Bar(note.semitones());
    for Cued(cue) in cues.read() {
        match cue {
            Cue::Tap => say(Sound::Tap, 1.0, Duration::ZERO),
            Cue::Paper => say(Sound::Paper, 1.0, Duration::from_millis(40)),
            Cue::Good(count) => say(Sound::Block(*count), 1.0, Duration::ZERO),
            Cue::Not => say(Sound::Kindly, 1.0, Duration::ZERO),
            Cue::Bar(note) => say(bar(*note), 1.0, Duration::ZERO),
            Cue::Done(note) => {
                say(bar(*note), 0.9, Duration::from_millis(260));
                say(bar(*note), 0.5, Duration::from_millis(420));
            }
            Cue::Giggle => {
                *laughs += 1;
                say(Sound::Giggle(*laughs % 3), 0.9, Duration::ZERO);
            }
            Cue::Tune(notes) => {
                for (index, note) in notes.iter().enumerate() {
                    let count = u32::try_from(index).unwrap_or(0) + 2;
                    say(bar(*note), 0.9, BEAT * count);
                }
            }
        }
    }
}

/// The countdown is heard as well as seen.
fn count_down(idle: Res<Idle>, store: Res<Store>, speaker: Res<Speaker>) {
    if idle.is_changed() && idle.left.is_some() {
        speaker.play(speaker::Cue {
            samples: store.get(Sound::Tick),
            gain: 1.0,
            after: Duration::ZERO,
        });
    }
}
