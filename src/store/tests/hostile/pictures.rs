//! Pictures that no kiosk may be shown, and the good ones they are made of.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use super::{File, cut};

/// A small good picture of each format: PNG, JPEG, WebP.
pub fn good() -> Vec<Vec<u8>> {
    [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP]
        .map(|format| picture(format, 40, 30))
        .into()
}

/// A picture with something to see on it.
pub fn picture(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
    let shade = |x: u32, y: u32| (x * y % 256) as u8;
    let picture = RgbImage::from_fn(width, height, |x, y| {
        Rgb([shade(x, 5), shade(y, 7), shade(x, y)])
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture)
        .write_to(&mut bytes, format)
        .expect("written");
    bytes.into_inner()
}

/// All that must be refused.
pub fn hostile() -> Vec<File> {
    let mut files = vec![
        File::new("nothing.png", []),
        File::new("nulls.jpg", [0; 1000]),
        File::new(
            "page.png",
            "<!doctype html><title>Log in to the Wi-Fi</title>",
        ),
        File::new("feed.webp", "Feed(id: \"tiny\")"),
        File::new("animated.png", gif()),
        File::new("drawing.png", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        File::new("gigantic.png", png(65_535, 65_535, RGB, 8, &[])),
        File::new("endless.png", png(0x7fff_ffff, 0x7fff_ffff, RGB, 16, &[])),
        File::new("gigantic.jpg", jpeg(0xc0, 65_535, 65_535)),
        File::new("gigantic.webp", webp_canvas(1 << 24, 1 << 24)),
        File::new("no-width.png", png(0, 10, RGB, 8, &[])),
        // Half a gigabyte in two megabytes.
        File::new("bomb.png", png(8192, 8192, RGBA, 16, &[])),
        File::new("half.png", without_pixels(&png(4000, 4000, RGB, 8, &[]))),
        // Its coefficients are kept until the last pass: far more than its pixels.
        File::new("progressive.jpg", jpeg(0xc2, 8192, 8192)),
    ];
    for (name, good) in ["cut.png", "cut.jpg", "cut.webp"].iter().zip(good()) {
        files.extend(cut(name, &good));
    }
    files
}

/// What looks odd and is fine.
pub fn odd() -> Vec<File> {
    let [drawing, jpeg, webp] = good().try_into().expect("three of them");
    let comment = [b"\xff\xfe\0\x06odd!".as_slice()].concat();
    vec![
        // Its colour profile unpacks to more than anybody wants, and nobody needs it.
        File::new("profile.png", png(16, 12, RGB, 8, &profile(600_000_000))),
        // A name says nothing.
        File::new("really-a-jpeg.png", jpeg.clone()),
        File::new("really-a-webp.jpg", webp),
        // What phones add after a picture's end.
        File::new("longer.jpg", [jpeg.clone(), b"more".to_vec()].concat()),
        File::new("longer.png", [drawing, b"more".to_vec()].concat()),
        File::new("comment.jpg", [&jpeg[..2], &comment, &jpeg[2..]].concat()),
    ]
}

const RGB: u8 = 2;
const RGBA: u8 = 6;

/// A PNG that is black all over, or clear.
fn png(width: u32, height: u32, colour: u8, bits: u8, before: &[u8]) -> Vec<u8> {
    let channels = if colour == RGBA { 4 } else { 3 };
    let row = u64::from(width) * channels * u64::from(bits / 8) + 1;
    // A header that promises more than this is refused before anybody looks for it.
    let length = row.saturating_mul(u64::from(height)).min(600_000_000);
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([bits, colour, 0, 0, 0]);
    let chunks = [
        chunk(b"IHDR", &header),
        before.to_vec(),
        chunk(b"IDAT", &zeros(length)),
        chunk(b"IEND", &[]),
    ];
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat()
}

fn without_pixels(png: &[u8]) -> Vec<u8> {
    png[..33].to_vec()
}

/// A chunk with a colour profile of so many bytes.
fn profile(length: u64) -> Vec<u8> {
    chunk(b"iCCP", &[b"odd\0\0".to_vec(), zeros(length)].concat())
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [kind, data].concat();
    let length = u32::try_from(data.len()).expect("small");
    let sum = named.iter().fold(!0, |sum: u32, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 * (sum & 1))
        })
    });
    [&length.to_be_bytes()[..], &named, &(!sum).to_be_bytes()].concat()
}

/// Zeros as zlib packs them most tightly: "258 times the same again" takes 13 bits.
fn zeros(length: u64) -> Vec<u8> {
    let repeats = length.saturating_sub(1).div_ceil(258);
    let mut packed = Bits {
        bytes: vec![0x78, 0x01],
        filled: 8,
    };
    // The last block, with the fixed code; then a zero to repeat.
    packed.put(&[1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0]);
    for _ in 0..repeats {
        packed.put(&[1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0]);
    }
    packed.put(&[0; 7]);
    // The sum of zeros: 1, and how many there are.
    let whole = u32::try_from((1 + repeats * 258) % 65_521).expect("small");
    packed.bytes.extend((whole << 16 | 1).to_be_bytes());
    packed.bytes
}

/// Bits on their way into bytes, the lowest first.
struct Bits {
    bytes: Vec<u8>,
    /// How many bits of the last byte are in use.
    filled: u32,
}

impl Bits {
    fn put(&mut self, bits: &[u8]) {
        for bit in bits {
            if self.filled == 8 {
                self.bytes.push(0);
                self.filled = 0;
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= bit << self.filled;
            }
            self.filled += 1;
        }
    }
}

/// A JPEG's header in three colours, with one pass that says nothing.
fn jpeg(frame: u8, width: u16, height: u16) -> Vec<u8> {
    let segment = |kind: u8, data: &[u8]| {
        let length = u16::try_from(data.len() + 2).expect("short");
        [&[0xff, kind], &length.to_be_bytes()[..], data].concat()
    };
    let ([h1, h2], [w1, w2]) = (height.to_be_bytes(), width.to_be_bytes());
    let colours = [1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
    let header = [&[8, h1, h2, w1, w2, 3], &colours[..]].concat();
    // One code of one bit, for "nothing".
    let code = |class: u8| [&[class, 1], &[0; 15][..], &[0]].concat();
    let last = if frame == 0xc2 { 0 } else { 63 };
    let parts = [
        vec![0xff, 0xd8],
        segment(0xdb, &[&[0], &[1; 64][..]].concat()),
        segment(frame, &header),
        segment(0xc4, &code(0)),
        segment(0xc4, &code(0x10)),
        segment(0xda, &[3, 1, 0, 2, 0, 3, 0, 0, last, 0]),
        vec![0; 1000],
        vec![0xff, 0xd9],
    ];
    parts.concat()
}

/// A WebP with a canvas of a size, and nothing on it.
fn webp_canvas(width: u32, height: u32) -> Vec<u8> {
    let size = |pixels: u32| (pixels - 1).to_le_bytes()[..3].to_vec();
    let canvas = [vec![0; 4], size(width), size(height)].concat();
    let body = [b"WEBPVP8X", &10_u32.to_le_bytes()[..], &canvas].concat();
    let length = u32::try_from(body.len()).expect("short");
    [b"RIFF", &length.to_le_bytes()[..], &body].concat()
}

/// The smallest GIF.
fn gif() -> Vec<u8> {
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".to_vec()
}
