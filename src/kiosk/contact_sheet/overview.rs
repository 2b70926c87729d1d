//! `sheet.png`: all pictures side by side, a row of them for each state, with its name above.

use std::path::Path;

use bevy::app::AppExit;
use bevy::prelude::*;
use bevy::text::TextLayoutInfo;
use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage};

use super::Walk;
use crate::theme::{Theme, Type};
use crate::ui;
use crate::view::View;

/// The file's name in the folder.
const FILE: &str = "sheet.png";
/// Height of a small picture, of a name, and of what is between things, in pixels.
const HIGH: u32 = 180;
const NAME: u32 = 34;
const GAP: u32 = 8;

/// Small pictures, gathered on the walk.
#[derive(Debug, Default)]
pub struct Overview {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    name: String,
    small: Vec<RgbImage>,
}

impl Row {
    fn width(&self) -> u32 {
        self.small.iter().map(|small| small.width() + GAP).sum()
    }
}

impl Overview {
    /// Adds a picture of a state, at the end of that state's row.
    pub fn add(&mut self, name: &str, picture: &RgbImage) {
        let width = (picture.width() * HIGH).div_ceil(picture.height());
        let small = imageops::resize(picture, width, HIGH, FilterType::Triangle);
        match self.rows.iter_mut().find(|row| row.name == name) {
            Some(row) => row.small.push(small),
            None => self.rows.push(Row {
                name: name.to_owned(),
                small: vec![small],
            }),
        }
    }

    /// Rows in as many columns as make the sheet about as wide as high. `write` puts a row's name
    /// at a corner.
    fn compose(
        &self,
        paper: Rgb<u8>,
        mut write: impl FnMut(&mut RgbImage, usize, UVec2),
    ) -> RgbImage {
        let cell = UVec2::new(
            self.rows.iter().map(Row::width).max().unwrap_or(1) + 2 * GAP,
            NAME + HIGH + GAP,
        );
        let count = u32::try_from(self.rows.len()).unwrap_or(u32::MAX).max(1);
        let across = (count * cell.y).div_ceil(cell.x).isqrt().clamp(1, count);
        let down = count.div_ceil(across);
        let size = cell * UVec2::new(across, down);
        let mut sheet = RgbImage::from_pixel(size.x, size.y, paper);
        for (index, row) in (0..).zip(&self.rows) {
            let corner = cell * UVec2::new(index / down, index % down) + UVec2::splat(GAP);
            write(&mut sheet, index as usize, corner);
            let mut x = corner.x;
            for small in &row.small {
                let y = corner.y + NAME - GAP;
                imageops::replace(&mut sheet, small, i64::from(x), i64::from(y));
                x += small.width() + GAP;
            }
        }
        sheet
    }
}

/// The name of a row, set by the engine far outside the glass.
#[derive(Component)]
pub struct Label(usize);

/// Once all pictures are taken: has the names set, puts everything on the sheet, and leaves.
pub fn draw(
    mut commands: Commands,
    walk: Res<Walk>,
    view: Res<View>,
    theme: Res<Theme>,
    images: Res<Assets<Image>>,
    labels: Query<(&Label, &TextLayoutInfo)>,
    mut exit: MessageWriter<AppExit>,
) {
    if !walk.shots.is_empty() {
        return;
    }
    let rows = &walk.overview.rows;
    if labels.is_empty() {
        for (index, row) in rows.iter().enumerate() {
            commands.spawn((
                Label(index),
                Text2d::new(row.name.clone()),
                Type::Label.font(None, &view),
                Transform::from_xyz(-1e6, 0.0, 0.0),
                ui::glass(),
            ));
        }
    }
    if labels.iter().len() < rows.len() || labels.iter().any(|(_, set)| set.glyphs.is_empty()) {
        return;
    }
    let sheet = walk
        .overview
        .compose(Rgb(theme.rgb("paper")), |sheet, index, corner| {
            if let Some((_, set)) = labels.iter().find(|(label, _)| label.0 == index) {
                write(sheet, set, corner, Rgb(theme.rgb("ink")), &images);
            }
        });
    exit.write(save(&sheet, &walk.folder.join(FILE)));
}

fn save(sheet: &RgbImage, file: &Path) -> AppExit {
    match sheet.save(file) {
        Ok(()) => AppExit::Success,
        Err(error) => {
            tracing::error!("cannot save the sheet {}: {error}", file.display());
            AppExit::error()
        }
    }
}

/// Puts glyphs where the engine set them: their shapes are in its atlases, as alpha.
fn write(
    sheet: &mut RgbImage,
    set: &TextLayoutInfo,
    corner: UVec2,
    ink: Rgb<u8>,
    images: &Assets<Image>,
) {
    for glyph in &set.glyphs {
        let Some(atlas) = images.get(glyph.atlas_info.texture) else {
            continue;
        };
        let shape = glyph.atlas_info.rect.as_urect();
        let from = (glyph.position - glyph.atlas_info.rect.size() / 2.0).round();
        let from = (corner.as_ivec2() + from.as_ivec2())
            .max(IVec2::ZERO)
            .as_uvec2();
        for (x, y) in (0..shape.width()).flat_map(|x| (0..shape.height()).map(move |y| (x, y))) {
            let Ok(colour) = atlas.get_color_at(shape.min.x + x, shape.min.y + y) else {
                continue;
            };
            let Some(pixel) = sheet.get_pixel_mut_checked(from.x + x, from.y + y) else {
                continue;
            };
            let alpha = colour.alpha();
            for (under, over) in pixel.0.iter_mut().zip(ink.0) {
                let mixed = f32::from(*under) * (1.0 - alpha) + f32::from(over) * alpha;
                *under = mixed.round() as u8;
            }
        }
    }
}
