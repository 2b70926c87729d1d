//! A plain sheet over the whole glass: what scenes fade through.

use bevy::math::Vec2;

use super::outline::rectangle;
use super::sheet::Sheet;
use super::tint::Tint;

/// A rectangle of `size` pixels in one colour. Its edges lie outside the glass and have no
/// feather.
pub fn wipe(size: Vec2, tint: Tint) -> Sheet {
    let mut sheet = Sheet::default();
    let [a, b, c, d] = rectangle(size).map(|corner| sheet.vertex(corner, tint));
    sheet.quad(a, b, c, d);
    sheet
}
