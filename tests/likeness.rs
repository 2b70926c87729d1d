//! How alike two pictures look to a person: not whether their pixels are equal.

use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage};

/// Pictures are compared in patches of so many pixels a side: a word that is gone is much of its
/// patch, and next to nothing of the whole.
const PATCH: u32 = 20;

/// How much the patch that differs most does, on average over its pixels: a hundredth of Oklab's
/// lightness is about what a person can just tell apart, and 100 is black for white. Pictures of
/// different sizes differ by everything.
pub fn difference(one: &RgbImage, other: &RgbImage) -> f32 {
    if one.dimensions() != other.dimensions() {
        return 100.0;
    }
    let apart = apart(one, other);
    let (across, down) = (one.width().div_ceil(PATCH), one.height().div_ceil(PATCH));
    let patch = |number: u32| -> f32 {
        let (x, y) = (number % across * PATCH, number / across * PATCH);
        let rows = y..(y + PATCH).min(one.height());
        let pixels = rows.flat_map(|y| (x..(x + PATCH).min(one.width())).map(move |x| (x, y)));
        let (sum, count) = pixels.fold((0.0, 0), |(sum, count), (x, y)| {
            (sum + apart[(y * one.width() + x) as usize], count + 1)
        });
        sum / count as f32
    };
    (0..across * down).map(patch).fold(0.0, f32::max)
}

/// Where they differ: the darker the more, on a pale copy of the first.
pub fn pictured(one: &RgbImage, other: &RgbImage) -> RgbImage {
    let apart = apart(one, other);
    RgbImage::from_fn(one.width(), one.height(), |x, y| {
        let pale = one.get_pixel(x, y).0.map(|part| 191 + part / 4);
        let mark = (apart[(y * one.width() + x) as usize] * 12.0).min(255.0) as u8;
        Rgb([
            pale[0],
            pale[1].saturating_sub(mark),
            pale[2].saturating_sub(mark),
        ])
    })
}

/// The same at another size, softly.
pub fn small(picture: &RgbImage, width: u32, height: u32) -> RgbImage {
    imageops::resize(picture, width, height, FilterType::Triangle)
}

/// Hundredths of Oklab, pixel by pixel. A little blur forgives a letter half a pixel further on.
fn apart(one: &RgbImage, other: &RgbImage) -> Vec<f32> {
    let (one, other) = (imageops::blur(one, 0.8), imageops::blur(other, 0.8));
    let pairs = one.pixels().zip(other.pixels());
    pairs
        .map(|(one, other)| {
            let (one, other) = (oklab(*one), oklab(*other));
            let squares = (0..3).map(|part| (one[part] - other[part]).powi(2));
            100.0 * squares.sum::<f32>().sqrt()
        })
        .collect()
}

/// Björn Ottosson's Oklab.
fn oklab(colour: Rgb<u8>) -> [f32; 3] {
    let [r, g, b] = colour.0.map(|part| {
        let part = f32::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    let l = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
    let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
    let s = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
    [
        0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}
