//! Fonts within limits: which letters one has and how large they are, once all of it was looked at.
//!
//! What draws text on a kiosk gives up on no font by itself: it follows letters that are made of
//! two others each to their last part, however many that are, and it panics at an outline without
//! points, and at one that is larger than the texture it is to be drawn to. So here the outlines are
//! measured before they are drawn, and all of them are drawn once.
//! Only plain TrueType outlines are taken: pictures and colours in letters have decoders of their
//! own, and letters that are programs (CFF) cannot be measured.

use std::collections::BTreeSet;

use legeplads_trust::limits;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawError, DrawSettings, pen::ControlBoundsPen};
use skrifa::raw::tables::glyf::{Glyf, Glyph};
use skrifa::raw::tables::loca::Loca;
use skrifa::raw::{ReadError, TableProvider};
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};

/// Points and parts of one letter.
const LETTER: usize = 1 << 16;

/// Points and parts of all letters: several times what the largest fonts of this size have.
const LETTERS: usize = 8_000_000;

/// Letters within letters within letters.
const LEVELS: usize = 8;

/// How wide, high or far to the next one a letter may be, as a multiple of the font's size: the
/// longest dash of Unicode is three of them.
const REACH: f32 = 4.0;

/// Pixels that letters are measured at: enough for a thousandth.
const PIXELS: f32 = 1024.0;

/// What a font must have …
const NEEDED: [&[u8; 4]; 8] = [
    b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"name",
];

/// … and what it must not have: letters that are pictures, coloured or programs.
const REFUSED: [&[u8; 4]; 7] = [
    b"CBDT", b"CFF ", b"CFF2", b"COLR", b"EBDT", b"SVG ", b"sbix",
];

/// A font, looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Font {
    /// The letters that it has.
    pub letters: BTreeSet<char>,
    /// How many glyphs it has.
    pub glyphs: u32,
    /// The height of its H as a fraction of the font's size, if it has an H.
    pub capital: Option<f32>,
    /// The width or height of its largest glyph, likewise.
    pub reach: f32,
}

/// Where letters are looked for: all planes of Unicode that hold writing.
const WRITING: std::ops::RangeInclusive<char> = '\0'..='\u{3ffff}';

/// Why a file is no font for a kiosk.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// The file is too large.
    #[error("its file has {0} bytes; at most {most} are taken", most = limits::FONT_BYTES)]
    File(u64),
    /// Not the one form of font that a kiosk takes.
    #[error("it is no TrueType font; save it as one (.ttf)")]
    Format,
    /// Letters of another kind.
    #[error(
        "its letters are of the kind {0}; a kiosk takes plain TrueType outlines: save it as \
         TrueType (.ttf) without colours or pictures"
    )]
    Kind(String),
    /// The content is damaged.
    #[error("it is damaged: {0}")]
    Damaged(#[from] ReadError),
    /// A part reaches beyond the file's end.
    #[error("it is damaged: its part {0} is not all there")]
    Cut(String),
    /// It does not say what it is called.
    #[error("it has no name")]
    Nameless,
    /// No letter in it can be found.
    #[error("it has no letters")]
    Empty,
    /// One letter cannot be drawn.
    #[error("its glyph {glyph} cannot be drawn: {why}")]
    Glyph {
        /// The letter's number in the font.
        glyph: u32,
        /// What is wrong with it.
        why: DrawError,
    },
    /// What draws letters stops the whole program at this.
    #[error("its glyph {0} has an outline without points")]
    NoPoints(u32),
    /// Drawing one letter would take for ever.
    #[error("its glyph {0} has too many parts, or is a part of itself")]
    Heavy(u32),
    /// A letter larger than any text has room for.
    #[error("its glyph {0} is more than {REACH} times as large as the font's size; leave it out")]
    Large(u32),
    /// Its lines would stand far from where they belong.
    #[error("its lines are more than {REACH} times as high as the font's size")]
    High,
    /// Drawing all letters would take too long.
    #[error("its letters have more than {LETTERS} points together")]
    AllHeavy,
}

/// What there is to know of a font, after everything in it was looked at once.
///
/// # Errors
///
/// [`FontError`] when it is no font, or one beyond the limits.
pub fn read(bytes: &[u8]) -> Result<Font, FontError> {
    let length = bytes.len() as u64;
    if length > limits::FONT_BYTES {
        return Err(FontError::File(length));
    }
    if !bytes.starts_with(&[0, 1, 0, 0])
        && !bytes.starts_with(b"true")
        && !bytes.starts_with(b"OTTO")
    {
        return Err(FontError::Format);
    }
    let font = FontRef::new(bytes)?;
    check_tables(&font, length)?;
    if font.head()?.units_per_em() == 0 {
        return Err(FontError::Damaged(ReadError::MalformedData(
            "its unit is nothing",
        )));
    }
    let mut names = font.localized_strings(StringId::FAMILY_NAME);
    if !names.any(|name| name.chars().any(char::is_alphanumeric)) {
        return Err(FontError::Nameless);
    }
    measure(&font)?;
    let sizes = draw(&font)?;
    let glyphs = u32::from(font.maxp()?.num_glyphs());
    let charmap = font.charmap();
    let is_there = |letter: &char| {
        let glyph = charmap.map(*letter).map(GlyphId::to_u32);
        glyph.is_some_and(|glyph| glyph > 0 && glyph < glyphs)
    };
    let letters: BTreeSet<_> = WRITING.filter(is_there).collect();
    if letters.is_empty() {
        return Err(FontError::Empty);
    }
    let capital = charmap.map('H').map(|glyph| glyph.to_u32() as usize);
    Ok(Font {
        letters,
        glyphs,
        capital: capital
            .and_then(|glyph| sizes.get(glyph))
            .map(|size| size.1),
        reach: sizes
            .iter()
            .map(|size| size.0.max(size.1))
            .fold(0.0, f32::max),
    })
}

fn check_tables(font: &FontRef, length: u64) -> Result<(), FontError> {
    let directory = font.table_directory();
    for table in directory.table_records() {
        if u64::from(table.offset()) + u64::from(table.length()) > length {
            return Err(FontError::Cut(table.tag().to_string()));
        }
    }
    let has = |tag: &[u8; 4]| font.table_data(Tag::new(tag)).is_some();
    let name = |tag: &[u8; 4]| Tag::new(tag).to_string().trim().to_owned();
    if let Some(kind) = REFUSED.into_iter().find(|tag| has(tag)) {
        return Err(FontError::Kind(name(kind)));
    }
    if let Some(missing) = NEEDED.into_iter().find(|tag| !has(tag)) {
        return Err(FontError::Cut(name(missing)));
    }
    font.hhea()?;
    font.hmtx()?;
    Ok(())
}

/// Makes sure that no letter takes longer to draw than it may.
fn measure(font: &FontRef) -> Result<(), FontError> {
    let count = font.maxp()?.num_glyphs();
    let mut outlines = Outlines {
        loca: font.loca(None)?,
        glyf: font.glyf()?,
        weights: vec![None; count.into()],
    };
    let mut all = 0;
    for glyph in 0..count {
        all += outlines.weigh(glyph.into(), 0)?;
        if all > LETTERS {
            return Err(FontError::AllHeavy);
        }
    }
    Ok(())
}

struct Outlines<'a> {
    loca: Loca<'a>,
    glyf: Glyf<'a>,
    /// What is known already.
    weights: Vec<Option<usize>>,
}

impl Outlines<'_> {
    /// How many points and parts a letter has, its parts' own among them.
    fn weigh(&mut self, id: GlyphId, level: usize) -> Result<usize, FontError> {
        let number = id.to_u32();
        let place = number as usize;
        match self.weights.get(place) {
            Some(Some(known)) => return Ok(*known),
            Some(None) if level <= LEVELS => {}
            Some(None) => return Err(FontError::Heavy(number)),
            None => return Err(FontError::Damaged(ReadError::OutOfBounds)),
        }
        let mut weight = 1;
        match self.loca.get_glyf(id, &self.glyf)? {
            None => {}
            Some(Glyph::Simple(simple)) if simple.num_points() > 0 => {
                weight += simple.num_points();
            }
            Some(Glyph::Simple(simple)) if simple.glyph_data().is_empty() => {}
            Some(Glyph::Simple(_)) => return Err(FontError::NoPoints(number)),
            Some(Glyph::Composite(composite)) => {
                for (part, _) in composite.component_glyphs_and_flags() {
                    weight += self.weigh(part.into(), level + 1)?;
                    if weight > LETTER {
                        break;
                    }
                }
            }
        }
        if weight > LETTER {
            return Err(FontError::Heavy(number));
        }
        self.weights[place] = Some(weight);
        Ok(weight)
    }
}

/// Draws every glyph, for its width and height as fractions of the font's size.
fn draw(font: &FontRef) -> Result<Vec<(f32, f32)>, FontError> {
    let (size, location) = (Size::new(PIXELS), LocationRef::default());
    let lines = font.metrics(size, location);
    if lines.ascent.abs().max(lines.descent.abs()) > REACH * PIXELS {
        return Err(FontError::High);
    }
    let steps = font.glyph_metrics(size, location);
    let mut sizes = Vec::new();
    for (id, outline) in font.outline_glyphs().iter() {
        let glyph = id.to_u32();
        let settings = DrawSettings::unhinted(size, location);
        let mut pen = ControlBoundsPen::new();
        outline
            .draw(settings, &mut pen)
            .map_err(|why| FontError::Glyph { glyph, why })?;
        let bounds = pen.bounding_box().unwrap_or_default();
        let width = (bounds.x_max - bounds.x_min) / PIXELS;
        let height = (bounds.y_max - bounds.y_min) / PIXELS;
        let step = steps.advance_width(id).unwrap_or_default() / PIXELS;
        let sides = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
        let far = sides.map(|side| side.abs() / PIXELS);
        // What is not a number does not fit either.
        let fits = |size: f32| size <= REACH;
        if !far.into_iter().chain([width, height, step]).all(fits) {
            return Err(FontError::Large(glyph));
        }
        // Glyphs without an outline are not among them.
        sizes.resize(glyph as usize, (0.0, 0.0));
        sizes.push((width, height));
    }
    Ok(sizes)
}
