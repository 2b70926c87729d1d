//! Pictures fit for kiosks: upright, no larger than a screen can use, and free of whatever a
//! camera writes along (place and time among it).

use std::io::Cursor;
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops;
use image::{DynamicImage, ImageError};
use legeplads_store::picture::{PictureError, decode};

/// The longer side of a published picture, in pixels.
pub const LONGEST: u32 = 2048;

/// The quality of a published JPEG, of 100.
const QUALITY: u8 = 86;

/// Changes whenever the same picture would come out as other bytes.
pub const ENCODING: u32 = 1;

/// A picture ready to be published.
#[derive(Debug, Clone)]
pub struct Encoded {
    /// A PNG if anything shines through the picture or if it came as one, else a JPEG.
    pub bytes: Vec<u8>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// Why a picture could not be made fit.
#[derive(Debug, thiserror::Error)]
pub enum CannotEncode {
    /// It could not be read.
    #[error(transparent)]
    Read(#[from] PictureError),
    /// It could not be written.
    #[error("it cannot be encoded: {0}")]
    Write(#[from] ImageError),
}

/// Makes one picture fit. Memory is bounded by [`legeplads_trust::limits`]: one decoded picture,
/// and one of twice [`LONGEST`].
///
/// # Errors
///
/// [`CannotEncode`] says why not, in words for staff.
pub fn encode(path: &Path) -> Result<Encoded, CannotEncode> {
    let picture = shrink(decode(path)?);
    let (width, height) = (picture.width(), picture.height());
    let bytes = match wants_png(path, &picture) {
        true => png(&picture)?,
        false => jpeg(&picture)?,
    };
    Ok(Encoded {
        bytes,
        width,
        height,
    })
}

/// Very large ones go down in two steps: the fine filter needs several times the memory of what
/// it is given.
fn shrink(picture: DynamicImage) -> DynamicImage {
    let longest = |picture: &DynamicImage| picture.width().max(picture.height());
    let picture = match longest(&picture) > 2 * LONGEST {
        true => picture.thumbnail(2 * LONGEST, 2 * LONGEST),
        false => picture,
    };
    match longest(&picture) > LONGEST {
        true => picture.resize(LONGEST, LONGEST, imageops::FilterType::Lanczos3),
        false => picture,
    }
}

/// Drawings stay sharp as PNG; photographs are a tenth the size as JPEG.
fn wants_png(path: &Path, picture: &DynamicImage) -> bool {
    let came_as_png = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("png"));
    came_as_png || shines_through(picture)
}

fn shines_through(picture: &DynamicImage) -> bool {
    picture.color().has_alpha()
        && match picture {
            DynamicImage::ImageRgba8(pixels) => pixels.pixels().any(|pixel| pixel.0[3] < u8::MAX),
            _ => true,
        }
}

fn png(picture: &DynamicImage) -> Result<Vec<u8>, ImageError> {
    // Eight bits a channel: more than a kiosk shows.
    let picture = match picture.color() {
        image::ColorType::L8 | image::ColorType::La8 => picture.clone(),
        colour if colour.has_alpha() => picture.to_rgba8().into(),
        _ => picture.to_rgb8().into(),
    };
    let mut bytes = Cursor::new(Vec::new());
    picture.write_with_encoder(PngEncoder::new_with_quality(
        &mut bytes,
        CompressionType::Best,
        FilterType::Adaptive,
    ))?;
    Ok(bytes.into_inner())
}

fn jpeg(picture: &DynamicImage) -> Result<Vec<u8>, ImageError> {
    let mut bytes = Cursor::new(Vec::new());
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    match picture.color().has_color() {
        true => picture.to_rgb8().write_with_encoder(encoder)?,
        false => picture.to_luma8().write_with_encoder(encoder)?,
    }
    Ok(bytes.into_inner())
}
