//! The fonts that a feed brings along.

#[path = "../../../store/tests/hostile/mod.rs"]
#[expect(dead_code, reason = "the fuzzers use all of it")]
mod files;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bevy::prelude::*;
use bevy::text::{FontAtlasSet, FontSource};
use legeplads_feed as feed;
use legeplads_kiosk::attract::EACH;
use legeplads_kiosk::fonts::{Face, Fonts};
use legeplads_kiosk::journey::Action;
use legeplads_kiosk::photos::Pictures;
use legeplads_kiosk::release::{News, built_in};
use legeplads_kiosk::theme::Role;
use legeplads_kiosk::{At, Options};

use self::files::fonts;
use crate::kiosk::{Kiosk, SIZES};

const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzæøåÆØÅ0123456789";

/// A font with rules for where letters meet; Debian's `fonts-quicksand`.
const RULES: &str = "/usr/share/fonts/truetype/quicksand/Quicksand-Bold.ttf";

/// Damaged fonts to set texts in, unless something else is wished for.
const BENT: u64 = 40;

const READING: &str = "fonts/reading.ttf";
const HEADING: &str = "fonts/heading.ttf";

/// Files of fonts, in the build's own folder.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).expect("room on the disk");
        Self(folder)
    }

    /// The built-in feed with these files as its fonts.
    fn news(&self, number: u64, reading: Option<&[u8]>, heading: Option<&[u8]>) -> News {
        let mut feed = (*built_in()).clone();
        let mut files = BTreeMap::new();
        let mut put = |path: &str, bytes: Option<&[u8]>| {
            let file = self.0.join(path.replace('/', "-"));
            fs::write(&file, bytes?).expect("room on the disk");
            files.insert(path.to_owned(), file);
            Some(path.to_owned())
        };
        feed.fonts = feed::Fonts {
            reading: put(READING, reading),
            heading: put(HEADING, heading),
        };
        let pictures = Pictures::from(files);
        News::Release {
            fonts: Fonts::read(&feed, &pictures),
            feed: Arc::new(feed),
            pictures,
            number,
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left behind is in the build's own folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn at_a_stop() -> Kiosk {
    let options = Options {
        at: Some(At::Stop("grindsted".to_owned())),
        language: Some("da".to_owned()),
        ..default()
    };
    Kiosk::with(SIZES[0], &options)
}

/// The words of a role as they are on the glass, measured and drawn.
fn words(kiosk: &mut Kiosk, role: Role) -> Vec<(String, Vec2, Vec2)> {
    let drawn = kiosk.drawn().into_iter();
    let of_role = drawn.filter(|(_, font, _)| font.weight == role.weight());
    let set = of_role.map(|(words, _, size)| (words.text, words.rect.size(), size));
    let mut set: Vec<_> = set.collect();
    set.sort_by(|a, b| a.0.cmp(&b.0));
    set
}

fn everything_is_drawn_as_measured(kiosk: &mut Kiosk) {
    let drawn = kiosk.drawn();
    assert!(!drawn.is_empty());
    for (words, _, size) in drawn {
        let difference = (words.rect.size() - size).abs().max_element();
        assert!(difference <= 1.0, "{words:?} is drawn {size}");
    }
}

#[test]
fn texts_are_set_in_the_fonts_of_their_release_as_long_as_it_is_there() {
    let folder = Folder::new("fonts-of-a-release");
    let squares = fonts::good(ALPHABET);
    let mut kiosk = at_a_stop();
    let own = [Role::Reading, Role::Heading].map(|role| words(&mut kiosk, role));
    everything_is_drawn_as_measured(&mut kiosk);
    assert!(own.iter().all(|words| !words.is_empty()));

    kiosk.hear(folder.news(1, Some(&squares), None));
    everything_is_drawn_as_measured(&mut kiosk);
    assert_ne!(words(&mut kiosk, Role::Reading), own[0]);
    assert_eq!(words(&mut kiosk, Role::Heading), own[1]);

    kiosk.hear(folder.news(2, None, Some(&squares)));
    everything_is_drawn_as_measured(&mut kiosk);
    assert_eq!(words(&mut kiosk, Role::Reading), own[0]);
    assert_ne!(words(&mut kiosk, Role::Heading), own[1]);

    kiosk.hear(folder.news(3, None, None));
    everything_is_drawn_as_measured(&mut kiosk);
    let after = [Role::Reading, Role::Heading].map(|role| words(&mut kiosk, role));
    assert_eq!(after, own);
}

/// A capital H is as high as the norm for reading wants it, in whatever font.
#[test]
fn letters_are_as_high_as_before() {
    let high = |bytes| Face::new(bytes).expect("a font").pixels(100.0, 1.4);
    assert_eq!(high(fonts::good("H")), 143.0, "its H is 0.7 of its size");
    assert_eq!(high(fonts::good("a")), 140.0, "it has no H");
}

#[test]
fn a_hundred_releases_leave_nothing_behind() {
    let folder = Folder::new("fonts-that-go");
    let squares = fonts::good(ALPHABET);
    let mut kiosk = at_a_stop();
    let count = |kiosk: &Kiosk| {
        let images = kiosk.resource::<Assets<Image>>().len();
        (kiosk.resource::<FontAtlasSet>().len(), images)
    };
    let mut counts = Vec::new();
    let mut brought = Vec::new();
    for number in 1..=100 {
        let news = folder.news(number, Some(&squares), Some(&squares));
        if let News::Release { fonts, .. } = &news {
            let faces = [Role::Reading, Role::Heading].map(|role| fonts.face(role));
            brought.extend(
                faces
                    .into_iter()
                    .flatten()
                    .map(|face| face.data().downgrade()),
            );
        }
        kiosk.hear_in_passing(news);
        counts.push(count(&kiosk));
    }
    assert_eq!(brought.len(), 200);
    assert_eq!(counts[99], counts[1], "{counts:?}");
    kiosk.hear(folder.news(101, None, None));
    // The releases before are let go on another thread.
    for _ in 0..1000 {
        kiosk.pass(Duration::from_millis(1));
        if brought.iter().all(|face| face.upgrade().is_none()) {
            return;
        }
        std::thread::yield_now();
    }
    let left = brought.iter().filter(|face| face.upgrade().is_some());
    panic!("{} fonts are there still", left.count());
}

/// A letter drawn once is not kept for ever: a font that was not needed for a while counts as another
/// one when it comes back.
#[test]
fn letters_drawn_do_not_pile_up() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    for _ in 0..20 {
        kiosk.start_tour();
        kiosk.touch(&Action::Home);
    }
    let atlases = kiosk.resource::<FontAtlasSet>().len();
    assert!(atlases <= 32, "{atlases} atlases");
}

/// The sign says the same words once more in each language.
#[test]
fn what_was_drawn_before_is_not_drawn_again() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    let round = EACH * 3 + Duration::from_secs(1);
    kiosk.pass(round);
    let before = kiosk.resource::<FontAtlasSet>().len();
    kiosk.pass(round);
    assert_eq!(kiosk.resource::<FontAtlasSet>().len(), before);
}

/// What a folder holds, no courier has looked at.
#[test]
fn a_faulty_font_is_left_out() {
    let folder = Folder::new("faulty-fonts");
    let mut kiosk = at_a_stop();
    let own = words(&mut kiosk, Role::Reading);
    for (number, file) in (1..).zip(fonts::hostile()) {
        kiosk.hear_in_passing(folder.news(number, Some(&file.bytes), Some(&file.bytes)));
        assert_eq!(words(&mut kiosk, Role::Reading), own, "{}", file.name);
    }
}

#[test]
fn a_text_that_a_font_cannot_draw_is_set_in_the_kiosks_own() {
    let folder = Folder::new("fonts-that-ask");
    let mut kiosk = at_a_stop();
    kiosk.hear(folder.news(1, Some(&fonts::asking(ALPHABET, Some('e'))), None));
    let drawn = kiosk.drawn();
    let brought = FontSource::Family(Role::Reading.brought().into());
    let (in_it, not): (Vec<_>, Vec<_>) = drawn
        .iter()
        .filter(|(_, font, _)| font.weight == Role::Reading.weight())
        .partition(|(_, font, _)| font.font == brought);
    assert!(!not.is_empty());
    assert!(in_it.iter().all(|(words, ..)| !words.text.contains('e')));
    assert!(not.iter().all(|(words, ..)| words.text.contains('e')));
    everything_is_drawn_as_measured(&mut kiosk);
}

/// A font with a few numbers in its tables replaced; the outlines stay. The same for each seed.
fn bent(font: &[u8], seed: u64) -> Vec<u8> {
    let mut state = seed;
    let mut below = |end: usize| {
        // SplitMix64.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    };
    let number = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().expect("four bytes"));
    let tables: Vec<(usize, usize)> = (0..usize::from(font[5]))
        .map(|table| 12 + 16 * table)
        .filter(|at| !matches!(&font[*at..at + 4], b"glyf" | b"loca"))
        .map(|at| (number(at + 8) as usize, number(at + 12) as usize))
        .collect();
    let mut font = font.to_vec();
    for _ in 0..1 + below(12) {
        let (start, length) = tables[below(tables.len())];
        // Most that matters stands at a table's beginning.
        let within = if below(2) == 0 {
            length.min(200)
        } else {
            length
        };
        font[start + below(within)] = [0, 1, 0x7f, 0x80, 0xff, below(256) as u8][below(6)];
    }
    font
}

/// Not all that a font asks for when letters meet can be known beforehand.
#[test]
fn no_damaged_font_ends_the_kiosk() {
    let wished = std::env::var("LEGEPLADS_BENT_FONTS").ok();
    let count = wished.map_or(BENT, |count| count.parse().expect("a number"));
    let folder = Folder::new("bent-fonts");
    let font = fs::read(RULES).expect("deploy/test installs it");
    let mut kiosk = at_a_stop();
    let mut taken = 0;
    for seed in 0..count {
        let bytes = bent(&font, seed);
        taken += u64::from(Face::new(bytes.clone()).is_ok());
        kiosk.hear_in_passing(folder.news(seed + 1, Some(&bytes), Some(&bytes)));
        assert!(!kiosk.words().is_empty(), "seed {seed}");
    }
    assert!(taken > count / 10, "{taken} of {count}");
}
