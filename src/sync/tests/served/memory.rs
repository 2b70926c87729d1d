//! What the costliest pictures take of a kiosk's memory, in the program itself.

use std::fs;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, RgbImage, RgbaImage};
use jiff::Timestamp;
use legeplads_store::View;
use legeplads_trust::limits;

use crate::content::Content;
use crate::server::Server;
use crate::support::{numbers, program, until};

/// Of memory, for the whole courier: the pixels twice, and all else.
const MOST_KB: u64 = 180 * 1024;

/// As large as a published picture may be.
const EDGE: u32 = limits::MEDIA_PIXELS;

/// The most that a process had in memory since it began, in kilobytes.
fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).expect("Linux");
    let row = status.lines().find_map(|row| row.strip_prefix("VmHWM:"));
    let kilobytes = row.and_then(|row| row.split_whitespace().next());
    kilobytes
        .and_then(|text| text.parse().ok())
        .expect("a number")
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("written");
    bytes.into_inner()
}

/// A JPEG that says that the camera was held on its side.
fn on_its_side(picture: &DynamicImage) -> Vec<u8> {
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, 50);
    picture.write_with_encoder(encoder).expect("written");
    let exif = b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    [&jpeg[..2], exif, &jpeg[2..]].concat()
}

/// How a courier fares with a release that has this picture: its peak, and why it took the release
/// not, if so.
async fn fare(bytes: Vec<u8>, width: u32, height: u32) -> (u64, Option<String>) {
    let server = Server::start_at(Timestamp::now()).await;
    let dir = tempfile::tempdir().expect("a folder");
    let content = Content::tiny().picture(bytes, width, height);
    server.publish(&content).await;
    let mut command = program(&server.address, &server.root(), dir.path());
    let mut courier = command.spawn().expect("it could be started");
    let refusal = || View::open(dir.path()).refusals().unwrap_or_default().pop();
    until(|| numbers(dir.path())[0].is_some() || refusal().is_some()).await;
    let peak = peak(courier.id());
    courier.kill().expect("it runs");
    courier.wait().expect("it ended");
    (peak, refusal().map(|refusal| refusal.why))
}

#[tokio::test]
async fn the_costliest_pictures_take_a_known_amount() {
    let clear = DynamicImage::from(RgbaImage::new(EDGE, EDGE));
    let opaque = DynamicImage::from(RgbImage::new(EDGE, EDGE));
    let (small, _) = fare(
        encoded(&RgbImage::new(16, 12).into(), ImageFormat::Png),
        16,
        12,
    )
    .await;
    println!("CourierMemory(picture: \"16 × 12\", peak_kb: {small})");
    let pictures = [
        ("clear.png", encoded(&clear, ImageFormat::Png)),
        ("clear.webp", encoded(&clear, ImageFormat::WebP)),
        ("opaque.jpg", encoded(&opaque, ImageFormat::Jpeg)),
        ("on its side.jpg", on_its_side(&opaque)),
    ];
    for (name, bytes) in pictures {
        let (peak, why) = fare(bytes, EDGE, EDGE).await;
        println!("CourierMemory(picture: {name:?}, pixels: {EDGE}, peak_kb: {peak})");
        assert_eq!(why, None, "{name}");
        assert!(peak < MOST_KB, "{name}: {peak} kB of {MOST_KB}");
    }
}

/// The manifest may say what it will: nothing is unpacked that is too large.
#[tokio::test]
async fn what_is_too_large_takes_nothing() {
    let (edge, sixteen) = (2 * EDGE, DynamicImage::new_rgba16(EDGE, EDGE));
    let pictures = [
        (
            encoded(&RgbImage::new(edge, edge).into(), ImageFormat::Png),
            "it is 8192 × 8192",
        ),
        (encoded(&sixteen, ImageFormat::Png), "too much memory"),
    ];
    for (bytes, words) in pictures {
        let (peak, why) = fare(bytes, EDGE, EDGE).await;
        println!("CourierMemory(refused: {words:?}, peak_kb: {peak})");
        let why = why.expect("it is refused");
        assert!(why.contains(words), "{why}");
        assert!(peak < 64 * 1024, "{words}: {peak} kB");
    }
}
