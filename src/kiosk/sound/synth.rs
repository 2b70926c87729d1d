//! Every sound is computed: wood, glockenspiel, breath and paper. No recording, no decoder.
//!
//! All are mono at [`RATE`], the same each time, never louder than [`PEAK`], swell for at least
//! 1.5 ms and end in silence.

mod air;
mod paper;
mod struck;
mod tone;

#[cfg(test)]
mod tests;

use legeplads_feed::Note;

/// Samples a second.
pub const RATE: u32 = 48_000;

/// No sample's magnitude is greater.
pub const PEAK: f32 = 0.8;

/// The whole scale, from low to high.
pub const SCALE: [Note; 10] = [
    Note::C,
    Note::D,
    Note::E,
    Note::G,
    Note::A,
    Note::C2,
    Note::D2,
    Note::E2,
    Note::G2,
    Note::A2,
];

/// How many ways of giggling there are.
pub const GIGGLES: u8 = 4;

/// Something to be heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sound {
    /// A finger on wood: buttons, and toys that have no sound of their own.
    Tap,
    /// A wooden block set on another, tuned; give it the next note of the scale each time.
    Block(Note),
    /// A bar of the glockenspiel: a stop's own note.
    Bar(Note),
    /// A tine of the music box, an octave above its note: the carousel.
    MusicBox(Note),
    /// Somebody breathes out: bees, wind, a page of calm.
    Breath,
    /// Not this one, said kindly: two low wooden notes, never a buzzer.
    Kindly,
    /// Laughter, in one of [`GIGGLES`] ways; greater numbers begin anew.
    Giggle(u8),
    /// Paper that rustles and unfolds.
    Paper,
    /// A page that is turned.
    Page,
    /// The train: one short toot and one long.
    Whistle,
    /// A second of the countdown.
    Tick,
}

/// Computes a sound: mono samples at [`RATE`].
#[must_use]
pub fn render(sound: Sound) -> Vec<f32> {
    match sound {
        Sound::Tap => struck::tap(),
        Sound::Block(note) => struck::block(note),
        Sound::Bar(note) => struck::bar(note),
        Sound::MusicBox(note) => struck::music_box(note),
        Sound::Breath => air::breath(),
        Sound::Kindly => struck::kindly(),
        Sound::Giggle(way) => air::giggle(way % GIGGLES),
        Sound::Paper => paper::rustle(),
        Sound::Page => paper::page(),
        Sound::Whistle => air::whistle(),
        Sound::Tick => struck::tick(),
    }
}

/// A note's frequency in hertz: equal temperament on A4 = 440 Hz, the lowest note being C5.
#[must_use]
pub fn frequency(note: Note) -> f64 {
    const A4_TO_C5: f64 = 3.0;
    440.0 * ((A4_TO_C5 + f64::from(note.semitones())) / 12.0).exp2()
}
