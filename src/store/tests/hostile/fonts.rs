//! Fonts that no kiosk may be shown, and the good one they are made of.

use super::{File, cut};

/// A font in which each of these letters is a square.
pub fn good(letters: &str) -> Vec<u8> {
    asking(letters, None)
}

/// The same that for one letter, if any, asks for a glyph that it does not have.
pub fn asking(letters: &str, letter: Option<char>) -> Vec<u8> {
    let mut maker = Maker::new(letters);
    for group in &mut maker.groups {
        if letter.is_some_and(|letter| group[0] == u32::from(letter)) {
            group[2] = 40_000;
        }
    }
    maker.font()
}

/// All that must be refused.
pub fn hostile() -> Vec<File> {
    let good = good("ab");
    let mut files = vec![
        File::new("nothing.ttf", []),
        File::new("nulls.ttf", [0; 1000]),
        File::new(
            "page.ttf",
            "<!doctype html><title>Log in to the Wi-Fi</title>",
        ),
        File::new("web.woff", [b"wOFF", &good[4..]].concat()),
        File::new("web.woff2", [b"wOF2", &good[4..]].concat()),
        File::new("several.ttc", several(&good)),
        File::new("programs.otf", renamed(&good, b"glyf", b"CFF ")),
        File::new("coloured.ttf", renamed(&good, b"name", b"COLR")),
        File::new("large.ttf", [good.clone(), vec![0; 4 << 20]].concat()),
        File::new("no-letters.ttf", Maker::new("").font()),
        File::new("far.ttf", moved(&good, b"glyf", 0xffff_0000)),
        File::new("over.ttf", moved(&good, b"loca", 0)),
        File::new("itself.ttf", with_glyph(composite(&[2]))),
        File::new(
            "circle.ttf",
            with_glyphs([composite(&[3]), composite(&[2])]),
        ),
        File::new("nobody.ttf", with_glyph(composite(&[40_000]))),
        File::new("crowd.ttf", with_glyph(composite(&[1; 60_000]))),
        File::new(
            "deep.ttf",
            with_glyphs((0..200).map(|at| composite(&[at + 3]))),
        ),
        File::new(
            "bomb.ttf",
            with_glyphs((0..28).map(|at| composite(&[at + 3, at + 3]))),
        ),
        File::new("points.ttf", points()),
        File::new(
            "no-points.ttf",
            with_glyph(words(&[0, 0, 0, 0, 0, 0, 0x0101], &[])),
        ),
        File::new("torn.ttf", with_glyph(square()[..14].to_vec())),
        File::new("giant.ttf", with_glyph(giant())),
        File::new("apart.ttf", with_number(b"hmtx", 0, 30_000)),
        File::new("high.ttf", with_number(b"hhea", 4, 30_000)),
    ];
    files.extend(cut("cut.ttf", &good));
    files
}

/// What looks odd and is fine.
pub fn odd() -> Vec<File> {
    vec![
        File::new("two-squares.ttf", with_glyph(composite(&[1, 1]))),
        File::new("empty-letter.ttf", with_glyph(Vec::new())),
        // A list of letters that says the same again and again.
        File::new("repeating.ttf", repeating()),
    ]
}

#[derive(Clone)]
struct Maker {
    /// From a letter to the glyph that stands for it: first, last, and the first one's glyph.
    groups: Vec<[u32; 3]>,
    glyphs: Vec<Vec<u8>>,
}

impl Maker {
    /// Glyph 0 stands for what is missing; the letters begin with glyph 1.
    fn new(letters: &str) -> Self {
        let mut letters: Vec<_> = letters.chars().map(u32::from).collect();
        letters.sort_unstable();
        letters.dedup();
        let group = |(letter, glyph): (&u32, u32)| [*letter, *letter, glyph];
        Self {
            groups: letters.iter().zip(1..).map(group).collect(),
            glyphs: vec![square(); letters.len() + 1],
        }
    }

    fn font(&self) -> Vec<u8> {
        let count = u16::try_from(self.glyphs.len()).expect("65,535 at most");
        let (glyf, loca) = self.glyphs.iter().fold(
            (Vec::new(), vec![0_u32]),
            |(mut glyf, mut loca): (Vec<u8>, _), glyph| {
                glyf.extend(glyph);
                glyf.resize(glyf.len().next_multiple_of(4), 0);
                loca.push(u32::try_from(glyf.len()).expect("short"));
                (glyf, loca)
            },
        );
        let loca: Vec<_> = loca.iter().flat_map(|at| at.to_be_bytes()).collect();
        let metrics = [600_u16.to_be_bytes(), [0; 2]].concat();
        assemble(&[
            (b"cmap", cmap(&self.groups)),
            (b"glyf", glyf),
            (
                b"head",
                words(&[1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 3, 1000], &HEAD),
            ),
            (
                b"hhea",
                words(
                    &[1, 0, 800, 0xff38, 0, 600, 0, 0, 600, 1, 0],
                    &[0, 0, 0, 0, 0, 0, count],
                ),
            ),
            (b"hmtx", metrics.repeat(count.into())),
            (b"loca", loca),
            (b"maxp", words(&[1, 0, count, 4, 1, 8, 2, 2], &[0; 8])),
            (b"name", name("Squares")),
        ])
    }
}

/// Dates, the box of a square, style, and that `loca` has 32 bits.
const HEAD: [u16; 17] = [0, 0, 0, 0, 0, 0, 0, 0, 100, 0, 500, 700, 0, 8, 2, 1, 0];

fn words(first: &[u16], rest: &[u16]) -> Vec<u8> {
    let words = first.iter().chain(rest);
    words.flat_map(|word| word.to_be_bytes()).collect()
}

fn assemble(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = u16::try_from(tables.len()).expect("few");
    let mut font = words(&[1, 0, count, 128, 3, 0], &[]);
    let mut at = u32::from(12 + 16 * count);
    for (tag, table) in tables {
        let length = u32::try_from(table.len()).expect("short");
        font.extend(*tag);
        font.extend(
            [0, at, length]
                .iter()
                .flat_map(|number| number.to_be_bytes()),
        );
        at += length.next_multiple_of(4);
    }
    for (_, table) in tables {
        font.extend(table);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    font
}

fn cmap(groups: &[[u32; 3]]) -> Vec<u8> {
    let count = u32::try_from(groups.len()).expect("few");
    let header = words(&[0, 1, 3, 10, 0, 12, 12, 0], &[]);
    let numbers = [16 + 12 * count, 0, count];
    let numbers = numbers.iter().chain(groups.iter().flatten());
    [
        header,
        numbers.flat_map(|number| number.to_be_bytes()).collect(),
    ]
    .concat()
}

fn name(family: &str) -> Vec<u8> {
    let text = words(&family.encode_utf16().collect::<Vec<_>>(), &[]);
    let length = u16::try_from(text.len()).expect("short");
    let entry = |id| words(&[3, 1, 0x409, id, length, 0], &[]);
    [words(&[0, 2, 30], &[]), entry(1), entry(4), text].concat()
}

/// A square of four points.
fn square() -> Vec<u8> {
    let outline = words(&[1, 100, 0, 500, 700, 3, 0], &[]);
    let across = words(&[100, 400, 0, 0xfe70], &[]);
    let up = words(&[0, 0, 700, 0], &[]);
    [outline, vec![1; 4], across, up].concat()
}

/// A square thirty times as large as the font's size.
fn giant() -> Vec<u8> {
    let outline = words(&[1, 0, 0, 30_000, 30_000, 3, 0], &[]);
    let across = words(&[0, 30_000, 0, 0x8ad0], &[]);
    let up = words(&[0, 0, 30_000, 0], &[]);
    [outline, vec![1; 4], across, up].concat()
}

/// A glyph that is put together from others.
fn composite(parts: &[u16]) -> Vec<u8> {
    let mut glyph = words(&[0xffff, 100, 0, 500, 700], &[]);
    for (index, part) in parts.iter().enumerate() {
        let more = if index + 1 < parts.len() { 0x20 } else { 0 };
        glyph.extend(words(&[2 | more, *part, 0], &[]));
    }
    glyph
}

/// A good font whose letter b is another glyph.
fn with_glyph(glyph: Vec<u8>) -> Vec<u8> {
    with_glyphs([glyph])
}

/// The first is the letter b, glyph 2; the last is followed by a square.
fn with_glyphs(glyphs: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut maker = Maker::new("ab");
    maker.glyphs.truncate(2);
    maker.glyphs.extend(glyphs);
    maker.glyphs.push(square());
    maker.font()
}

/// Two hundred million points in one and a half megabytes.
fn points() -> Vec<u8> {
    let mut glyph = words(&[1, 0, 0, 0, 0, 0xfffe, 0], &[]);
    // 255 times the same point again, without a byte for where it lies.
    glyph.extend([0x39, 255].repeat(256));
    let mut maker = Maker::new("ab");
    maker.glyphs.extend(vec![glyph; 3000]);
    maker.font()
}

fn repeating() -> Vec<u8> {
    let mut maker = Maker::new("ab");
    let all = maker.groups.clone();
    maker.groups = all.iter().cycle().take(100_000).copied().collect();
    maker.groups.sort_unstable();
    maker.font()
}

fn entry<'a>(font: &'a mut [u8], table: &[u8; 4]) -> &'a mut [u8] {
    let at = font.windows(4).position(|tag| tag == table);
    let at = at.expect("a table of this name");
    &mut font[at..at + 16]
}

/// A good font with another number at a place of one of its parts.
fn with_number(table: &[u8; 4], at: usize, number: u16) -> Vec<u8> {
    let mut font = good("ab");
    let place = &entry(&mut font, table)[8..12];
    let start = u32::from_be_bytes(place.try_into().expect("four bytes"));
    let at = usize::try_from(start).expect("short") + at;
    font[at..at + 2].copy_from_slice(&number.to_be_bytes());
    font
}

fn renamed(font: &[u8], table: &[u8; 4], to: &[u8; 4]) -> Vec<u8> {
    let mut font = font.to_vec();
    entry(&mut font, table)[..4].copy_from_slice(to);
    font
}

fn moved(font: &[u8], table: &[u8; 4], to: u32) -> Vec<u8> {
    let mut font = font.to_vec();
    entry(&mut font, table)[8..12].copy_from_slice(&to.to_be_bytes());
    font
}

fn several(font: &[u8]) -> Vec<u8> {
    let header = [b"ttcf".to_vec(), words(&[1, 0, 0, 1, 0, 16], &[])].concat();
    [header, font.to_vec()].concat()
}
