//! What a place's toys sound like when it opens: each in its own voice, in tune and quietly.

use std::time::Duration;

use legeplads_feed::{Feed, Note, PlaceId, ToyKind};

use super::synth::{SCALE, Sound};
use super::tune::Struck;

/// After the knock of the press.
const AFTER: Duration = Duration::from_millis(90);
/// Between two tines of the music box.
const TINE: Duration = Duration::from_millis(170);
/// Voices stay behind the knock and behind any note.
const GAIN: f32 = 0.45;

/// The voice of the first toy there that has one.
pub fn of_place(place: &PlaceId, feed: &Feed) -> Vec<Struck> {
    // The same toys stand there in both compositions.
    let plan = &feed.island.landscape;
    let toys = plan
        .spots
        .iter()
        .find(|spot| spot.place == *place)
        .map_or(&[][..], |spot| &spot.toys);
    let place = feed.places.iter().find(|known| known.id == *place);
    let note = place
        .and_then(|place| place.stop.as_ref())
        .and_then(|stop| feed.stop(stop))
        .map_or(Note::C, |stop| stop.note);
    toys.iter()
        .map(|toy| of_toy(toy.kind, note))
        .find(|voice| !voice.is_empty())
        .unwrap_or_default()
}

/// The voice of a toy whose place owns `note`; none for toys that only knock.
pub fn of_toy(kind: ToyKind, note: Note) -> Vec<Struck> {
    let once = |sound| {
        vec![Struck {
            sound,
            gain: GAIN,
            after: AFTER,
        }]
    };
    match kind {
        ToyKind::Locomotive | ToyKind::Wagon | ToyKind::Track | ToyKind::Station => {
            once(Sound::Whistle)
        }
        ToyKind::Carousel | ToyKind::Stall | ToyKind::Horse => music_box(note),
        ToyKind::ClimbingForest
        | ToyKind::HeatherRug
        | ToyKind::Sandpit
        | ToyKind::Mill
        | ToyKind::Turbine
        | ToyKind::Kite
        | ToyKind::Bee
        | ToyKind::Hive
        | ToyKind::TermiteTower
        | ToyKind::Oasis => once(Sound::Breath),
        ToyKind::Workbench | ToyKind::Book | ToyKind::Letterbox => once(Sound::Page),
        _ => Vec::new(),
    }
}

/// Every second tine upward from the place's own note, and home again.
fn music_box(note: Note) -> Vec<Struck> {
    /// Notes in an octave of the scale. High tines sting, so it begins in the lower one.
    const OCTAVE: usize = 5;
    let at = SCALE.iter().position(|known| *known == note).unwrap_or(0) % OCTAVE;
    [0, 2, 4, 2, 0]
        .into_iter()
        .zip(0u32..)
        .filter_map(|(step, beat)| {
            Some(Struck {
                sound: Sound::MusicBox(*SCALE.get(at + step)?),
                gain: GAIN,
                after: AFTER + TINE * beat,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trains_whistle_carousels_play_and_the_wind_breathes() {
        let sounds = |kind| {
            of_toy(kind, Note::A)
                .into_iter()
                .map(|struck| struck.sound)
                .collect::<Vec<_>>()
        };
        assert_eq!(sounds(ToyKind::Locomotive), [Sound::Whistle]);
        assert_eq!(sounds(ToyKind::HeatherRug), [Sound::Breath]);
        assert_eq!(sounds(ToyKind::Workbench), [Sound::Page]);
        let tines = sounds(ToyKind::Carousel);
        assert!(tines.len() > 2);
        assert_eq!(
            tines.first(),
            Some(&Sound::MusicBox(Note::A)),
            "its own note"
        );
        assert_eq!(tines.first(), tines.last(), "it comes home");
        assert!(sounds(ToyKind::House).is_empty());
    }

    #[test]
    fn every_voice_is_quieter_than_a_note_and_over_in_two_seconds() {
        for kind in ToyKind::ALL {
            for note in SCALE {
                for struck in of_toy(*kind, note) {
                    assert!(struck.gain <= 0.5, "{kind:?}");
                    assert!(struck.after < Duration::from_secs(2), "{kind:?}");
                }
            }
        }
    }

    #[test]
    fn every_kind_of_sound_is_heard_somewhere_in_the_content() {
        let feed = crate::release::built_in();
        let voices: Vec<Sound> = feed
            .places
            .iter()
            .flat_map(|place| of_place(&place.id, &feed))
            .map(|struck| struck.sound)
            .collect();
        for sound in [Sound::Whistle, Sound::Breath, Sound::Page] {
            assert!(voices.contains(&sound), "{sound:?}: {voices:?}");
        }
        let is_tine = |sound: &Sound| matches!(sound, Sound::MusicBox(_));
        assert!(voices.iter().any(is_tine), "{voices:?}");
    }
}
