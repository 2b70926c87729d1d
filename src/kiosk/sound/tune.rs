//! The tune of a finished tour: its notes in their order, with a gentle rhythm.

use std::time::Duration;

use legeplads_feed::Note;

use super::synth::Sound;

/// One beat: 88 a minute, a walk with a child by the hand.
pub const BEAT: Duration = Duration::from_millis(680);

/// Before the first note, so that the screen has come to rest.
pub const LEAD: Duration = Duration::from_millis(600);

/// A bar of the song in beats: long, short, short, long; and each fourth note may breathe.
const RHYTHM: [f32; 4] = [0.75, 0.5, 0.5, 0.75];

/// One sound of the tune.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Struck {
    /// What sounds.
    pub sound: Sound,
    /// How loud, from 0 to 1.
    pub gain: f32,
    /// When, from the order on.
    pub after: Duration,
}

/// When each of so many notes is struck, from the order to play on; pictures may follow.
pub fn onsets(count: usize) -> impl Iterator<Item = Duration> {
    let beats = RHYTHM.iter().cycle().take(count);
    beats.scan(0.0, |at, length| {
        let onset = *at;
        *at += length;
        Some(LEAD + BEAT.mul_f32(onset))
    })
}

/// The tune: the notes as they are, a music box under every fourth, and a last chord on C.
pub fn tune(notes: &[Note]) -> Vec<Struck> {
    let mut tune = Vec::with_capacity(notes.len() + notes.len() / 4 + 4);
    for (index, (note, after)) in notes.iter().zip(onsets(notes.len())).enumerate() {
        let is_first = index % RHYTHM.len() == 0;
        tune.push(Struck {
            sound: Sound::Bar(*note),
            gain: if is_first { 0.95 } else { 0.8 },
            after,
        });
        if is_first {
            tune.push(Struck {
                sound: Sound::MusicBox(*note),
                gain: 0.4,
                after,
            });
        }
    }
    if let Some(after) = onsets(notes.len() + 1).last().filter(|_| !notes.is_empty()) {
        // Rolled a little, from below, as a hand does it.
        for (index, note) in [Note::C, Note::G, Note::C2].into_iter().enumerate() {
            tune.push(Struck {
                sound: Sound::Bar(note),
                gain: 0.7,
                after: after + Duration::from_millis(45) * u32::try_from(index).unwrap_or(0),
            });
        }
    }
    tune
}

#[cfg(test)]
mod tests {
    use super::super::synth::SCALE;
    use super::*;

    #[test]
    fn every_note_is_there_in_its_order() {
        let notes = [Note::C, Note::E, Note::G2, Note::E, Note::A, Note::C2];
        let bars: Vec<_> = tune(&notes)
            .into_iter()
            .filter_map(|struck| match struck.sound {
                Sound::Bar(note) => Some((note, struck.after)),
                _ => None,
            })
            .collect();
        let (own, chord) = bars.split_at(notes.len());
        assert_eq!(own.iter().map(|(note, _)| *note).collect::<Vec<_>>(), notes);
        assert!(own.windows(2).all(|pair| pair[0].1 < pair[1].1));
        assert_eq!(chord.len(), 3);
        assert!(
            chord
                .iter()
                .all(|(_, after)| *after > own[notes.len() - 1].1)
        );
    }

    #[test]
    fn a_tour_of_ten_stops_is_sung_in_eight_seconds() {
        let last = tune(&SCALE).into_iter().map(|struck| struck.after).max();
        assert!(last.expect("notes") < Duration::from_secs(8));
        assert!(tune(&SCALE).len() <= 24, "no note steals another");
    }

    #[test]
    fn no_notes_are_no_tune() {
        assert!(tune(&[]).is_empty());
    }
}
