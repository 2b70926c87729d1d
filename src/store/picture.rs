//! Pictures within limits: how large one is, and its pixels.
//!
//! The format is told by the content, whatever the file's name says. A picture that a camera held
//! on its side comes out upright, and its size is that of the upright picture.

mod jpeg;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Seek};
use std::path::Path;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use legeplads_trust::limits;

/// What one picture may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Its width and its height, in pixels.
    pub pixels: u32,
    /// Bytes of memory for its pixels, and for what else decoding keeps as long.
    pub decoded_bytes: u64,
}

impl Bounds {
    /// For pictures as staff have them, straight from a camera: on a desk's own machine.
    pub const ORIGINAL: Self = Self {
        pixels: 8192,
        decoded_bytes: 256 * 1024 * 1024,
    };

    /// For pictures as desks publish them: for kiosks, which may have little memory.
    pub const PUBLISHED: Self = Self {
        pixels: limits::MEDIA_PIXELS,
        decoded_bytes: limits::MEDIA_DECODED_BYTES,
    };
}

/// Bytes that what stands before a picture's pixels may take.
const HEADER_BYTES: u64 = 16 * 1024 * 1024;

/// Why a file is no picture for a kiosk.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The file cannot be read.
    #[error("it cannot be read: {0}")]
    Disk(#[from] io::Error),
    /// The file is too large.
    #[error("its file has {0} bytes; at most {most} are taken", most = limits::MEDIA_BYTES)]
    File(u64),
    /// Neither of the formats that a kiosk shows.
    #[error("it is no PNG, JPEG or WebP picture; save it as one of these")]
    Format,
    /// Too many pixels.
    #[error("it is {width} × {height} pixels; at most {most} each way are taken: make it smaller")]
    Pixels {
        /// Its width, as its header says.
        width: u32,
        /// Its height, as its header says.
        height: u32,
        /// The most that is taken.
        most: u32,
    },
    /// More memory would be needed than [`Bounds::decoded_bytes`].
    #[error("decoding it would take too much memory: make it smaller")]
    Memory,
    /// The file's end is missing.
    #[error("it is damaged: its end is missing")]
    Cut,
    /// The content is damaged.
    #[error("it is damaged: {0}")]
    Damaged(ImageError),
}

/// The width and height of an original picture in pixels, read from its header.
///
/// # Errors
///
/// [`PictureError`] when it is no picture, or one beyond [`Bounds::ORIGINAL`].
pub fn size(path: &Path) -> Result<(u32, u32), PictureError> {
    let mut decoder = open(path, Bounds::ORIGINAL)?;
    let (width, height) = decoder.dimensions();
    Ok(match on_its_side(decoder.orientation().map_err(damage)?) {
        true => (height, width),
        false => (width, height),
    })
}

/// The pixels of an original picture, or of one that was proved to be within narrower bounds.
///
/// # Errors
///
/// [`PictureError`] when it is no picture, or one beyond [`Bounds::ORIGINAL`].
pub fn decode(path: &Path) -> Result<DynamicImage, PictureError> {
    decode_within(path, Bounds::ORIGINAL)
}

/// The pixels of a picture within bounds. One that was held on its side takes its pixels' memory
/// twice while it is turned.
///
/// # Errors
///
/// [`PictureError`] when it is no picture, or one beyond these bounds.
pub fn decode_within(path: &Path, bounds: Bounds) -> Result<DynamicImage, PictureError> {
    pixels(open(path, bounds)?)
}

/// The same of a picture that is in memory.
///
/// # Errors
///
/// As with [`decode_within`].
pub fn decode_bytes(bytes: &[u8], bounds: Bounds) -> Result<DynamicImage, PictureError> {
    let begin = || Ok(Cursor::new(bytes));
    pixels(within(&begin, bytes.len() as u64, bounds)?)
}

fn pixels(mut decoder: impl ImageDecoder) -> Result<DynamicImage, PictureError> {
    let orientation = decoder.orientation().map_err(damage)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(damage)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// A decoder that has read the header and is bound by the limits.
fn open(path: &Path, bounds: Bounds) -> Result<impl ImageDecoder, PictureError> {
    let bytes = File::open(path)?.metadata()?.len();
    let begin = || Ok(BufReader::new(File::open(path)?));
    within(&begin, bytes, bounds)
}

/// `begin` gives the file from its first byte on; it has this many bytes.
fn within<'a, R: BufRead + Seek + 'a>(
    begin: &dyn Fn() -> io::Result<R>,
    bytes: u64,
    bounds: Bounds,
) -> Result<impl ImageDecoder + use<'a, R>, PictureError> {
    if bytes > limits::MEDIA_BYTES {
        return Err(PictureError::File(bytes));
    }
    // No limit on width and height here, so that the error below can name them. The header alone
    // makes no decoder allocate by them; but a colour profile may unpack to anything.
    let mut header = Limits::no_limits();
    header.max_alloc = Some(HEADER_BYTES);
    let mut reader = ImageReader::new(begin()?).with_guessed_format()?;
    let known = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP];
    if !reader
        .format()
        .is_some_and(|format| known.contains(&format))
    {
        return Err(PictureError::Format);
    }
    let besides = besides(begin, reader.format())?;
    reader.limits(header);
    let mut decoder = reader.into_decoder().map_err(damage)?;

    let (width, height) = decoder.dimensions();
    let most = bounds.pixels;
    if width > most || height > most {
        return Err(PictureError::Pixels {
            width,
            height,
            most,
        });
    }
    let mut budget = Limits::no_limits();
    budget.max_alloc = Some(bounds.decoded_bytes);
    budget
        .reserve(decoder.total_bytes().saturating_add(besides))
        .map_err(|_| PictureError::Memory)?;
    budget.max_image_width = Some(most);
    budget.max_image_height = Some(most);
    decoder.set_limits(budget).map_err(damage)?;
    Ok(decoder)
}

/// What a decoder needs besides the pixels, in bytes, as far as it depends on the file.
fn besides<R: BufRead>(
    begin: &dyn Fn() -> io::Result<R>,
    format: Option<ImageFormat>,
) -> Result<u64, PictureError> {
    if format != Some(ImageFormat::Jpeg) {
        return Ok(0);
    }
    let jpeg = jpeg::walk(begin()?)?;
    // The decoder would show what there is, and grey below.
    match jpeg.is_whole {
        true => Ok(jpeg.kept_bytes),
        false => Err(PictureError::Cut),
    }
}

fn damage(error: ImageError) -> PictureError {
    match error {
        ImageError::IoError(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
            PictureError::Disk(error)
        }
        ImageError::Limits(_) => PictureError::Memory,
        error => PictureError::Damaged(error),
    }
}

fn on_its_side(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}
