//! An animated PNG (PNG 3rd edition, §11.3.5): the first picture whole, of all others what changed.

use std::time::Duration;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, ImageError, RgbImage, Rgba, RgbaImage};

/// A channel that differs by no more has not changed: smoothing wavers by so much.
const SAME: u8 = 3;
/// Before the chunks.
const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];

/// Puts pictures of one size together; each stands for `each`, and after the last comes the first.
///
/// # Errors
///
/// When a picture cannot be encoded.
pub fn encode(pictures: &[RgbImage], each: Duration) -> Result<Vec<u8>, ImageError> {
    let Some(first) = pictures.first() else {
        return Ok(Vec::new());
    };
    let (width, height) = first.dimensions();
    let count = u32::try_from(pictures.len()).unwrap_or(u32::MAX);
    let mut bytes = SIGNATURE.to_vec();
    let mut sequence = 0_u32;
    let mut next = || {
        sequence += 1;
        (sequence - 1).to_be_bytes()
    };
    let mut seen: Option<RgbImage> = None;
    for picture in pictures {
        let png = png_of(&changed(seen.as_mut(), picture))?;
        let chunks = chunks(&png);
        if seen.is_none() {
            for (_, header) in chunks.iter().filter(|(name, _)| *name == *b"IHDR") {
                chunk(&mut bytes, *b"IHDR", &[header]);
            }
            // Played without end.
            chunk(&mut bytes, *b"acTL", &[&count.to_be_bytes(), &[0; 4]]);
        }
        let milliseconds = u16::try_from(each.as_millis()).unwrap_or(u16::MAX);
        let control = [
            &next()[..],
            &width.to_be_bytes(),
            &height.to_be_bytes(),
            // From the upper left corner.
            &[0; 8],
            &milliseconds.to_be_bytes(),
            &1000_u16.to_be_bytes(),
            // It stays, and what changed comes over it.
            &[0, 1],
        ];
        chunk(&mut bytes, *b"fcTL", &control);
        for (_, data) in chunks.iter().filter(|(name, _)| *name == *b"IDAT") {
            if seen.is_none() {
                chunk(&mut bytes, *b"IDAT", &[data]);
            } else {
                chunk(&mut bytes, *b"fdAT", &[&next(), data]);
            }
        }
        if seen.is_none() {
            seen = Some(picture.clone());
        }
    }
    chunk(&mut bytes, *b"IEND", &[]);
    Ok(bytes)
}

/// What of a picture is other than what is seen; then it is what is seen.
fn changed(seen: Option<&mut RgbImage>, picture: &RgbImage) -> RgbaImage {
    let whole = |x, y| {
        let [r, g, b] = picture.get_pixel(x, y).0;
        Rgba([r, g, b, 255])
    };
    let (width, height) = picture.dimensions();
    let Some(seen) = seen else {
        return RgbaImage::from_fn(width, height, whole);
    };
    RgbaImage::from_fn(width, height, |x, y| {
        let (before, now) = (seen.get_pixel_mut(x, y), picture.get_pixel(x, y));
        let pairs = before.0.iter().zip(now.0);
        if pairs
            .into_iter()
            .all(|(before, now)| before.abs_diff(now) <= SAME)
        {
            return Rgba([0; 4]);
        }
        *before = *now;
        whole(x, y)
    })
}

fn png_of(picture: &RgbaImage) -> Result<Vec<u8>, ImageError> {
    let mut bytes = Vec::new();
    let (width, height) = picture.dimensions();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive)
        .write_image(picture, width, height, ExtendedColorType::Rgba8)?;
    Ok(bytes)
}

/// A PNG's chunks: name and data.
fn chunks(mut png: &[u8]) -> Vec<([u8; 4], &[u8])> {
    let mut found = Vec::new();
    png = png.get(SIGNATURE.len()..).unwrap_or_default();
    while let Some((length, rest)) = png.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        let Some((name, rest)) = rest.split_first_chunk::<4>() else {
            break;
        };
        let (Some(data), Some(after)) = (rest.get(..length), rest.get(length + 4..)) else {
            break;
        };
        found.push((*name, data));
        png = after;
    }
    found
}

fn chunk(bytes: &mut Vec<u8>, name: [u8; 4], data: &[&[u8]]) {
    let data = data.concat();
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
    bytes.extend(length.to_be_bytes());
    let from = bytes.len();
    bytes.extend(name);
    bytes.extend(data);
    let check = crc(bytes.get(from..).unwrap_or_default());
    bytes.extend(check.to_be_bytes());
}

/// PNG's check of a chunk (annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
        })
    })
}
