//! The animated picture of the town.

use std::io::Cursor;
use std::time::Duration;

use image::codecs::png::PngDecoder;
use image::{AnimationDecoder, Rgb, RgbImage};
use legeplads_kiosk::clip::encode;

/// A square at a place on a ground that wavers by less than can be seen.
fn picture(at: u32) -> RgbImage {
    RgbImage::from_fn(40, 30, |x, y| {
        if (at..at + 8).contains(&x) && (10..18).contains(&y) {
            Rgb([228, 87, 46])
        } else {
            Rgb([140, 192, 128 + (x as u8 + at as u8) % 3])
        }
    })
}

#[test]
fn what_is_encoded_is_seen_again_picture_by_picture() {
    let pictures = [picture(0), picture(10), picture(25), picture(0)];
    let bytes = encode(&pictures, Duration::from_millis(100)).expect("encoded");
    let decoder = PngDecoder::new(Cursor::new(&bytes)).expect("a PNG");
    let animated = decoder.apng().expect("an animated one");
    let frames = animated.into_frames().collect_frames().expect("whole");
    assert_eq!(frames.len(), pictures.len());
    for (frame, picture) in frames.iter().zip(&pictures) {
        assert_eq!(Duration::from(frame.delay()), Duration::from_millis(100));
        for (seen, meant) in frame.buffer().pixels().zip(picture.pixels()) {
            let apart = (0..3).map(|part| seen[part].abs_diff(meant[part]));
            assert!(apart.max() <= Some(3), "{seen:?} for {meant:?}");
        }
    }
    assert!(encode(&[], Duration::ZERO).expect("nothing").is_empty());
}
