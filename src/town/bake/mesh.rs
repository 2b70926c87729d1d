//! One mesh of a file: positions within bounds, colours under each sky, triangles.

use glam::Vec3;

use super::Colours;
use super::bytes::{Reader, Writer};
use super::file::Unreadable;
use crate::shape::Shape;

/// Its colours have an alpha.
const FILM: u8 = 1;
/// Some of its points have other colours under snow.
const SNOW: u8 = 2;

/// Points and triangles that a scene may still have.
pub(super) type Left = (usize, usize);

pub(super) fn write(to: &mut Writer, shape: &Shape, colours: &Colours) {
    let [day, dusk, snow_day, snow_dusk] = &colours.skies;
    let skies = || colours.skies.iter().flatten();
    let is_film = skies().any(|colour| colour[3] != 255);
    let changes = |point: usize| day[point] != snow_day[point] || dusk[point] != snow_dusk[point];
    let points = shape.positions.len().min(day.len());
    let snowy = (0..points).any(changes);
    to.count(points);
    to.count(shape.triangles());
    to.u8(if is_film { FILM } else { 0 } | if snowy { SNOW } else { 0 });
    let (low, high) = shape.bounds().unwrap_or_default();
    let span = high - low;
    to.vec3(low);
    to.vec3(span);
    for position in &shape.positions[..points] {
        let share = (Vec3::from_array(*position) - low) / span.max(Vec3::splat(1e-9));
        let steps = (share.clamp(Vec3::ZERO, Vec3::ONE) * f32::from(u16::MAX)).round();
        for step in steps.to_array() {
            to.u16(step as u16);
        }
    }
    let bytes = if is_film { 4 } else { 3 };
    let colour = |to: &mut Writer, colour: &[u8; 4]| to.0.extend(&colour[..bytes]);
    for sky in [day, dusk] {
        sky.iter().take(points).for_each(|point| colour(to, point));
    }
    if snowy {
        for eight in (0..points).step_by(8) {
            let bits = (eight..points.min(eight + 8)).filter(|point| changes(*point));
            to.u8(bits.fold(0, |bits, point| bits | 1 << (point - eight)));
        }
        for sky in [snow_day, snow_dusk] {
            let changed = (0..points).filter(|point| changes(*point));
            changed.for_each(|point| colour(to, &sky[point]));
        }
    }
    let mut newest = 0;
    for &index in &shape.indices {
        // Points are numbered in the order of their use, mostly, so that the steps are small.
        to.short(zigzag(newest as i64 - i64::from(index)));
        newest = newest.max(index + 1);
    }
}

pub(super) fn read(from: &mut Reader, left: &mut Left) -> Result<(Shape, Colours), Unreadable> {
    let points = from.count(left.0, 12)?;
    let triangles = from.count(left.1, 3)?;
    left.0 -= points;
    left.1 -= triangles;
    let flags = from.u8()?;
    let (low, span) = (from.vec3()?, from.vec3()?);
    let step = span / f32::from(u16::MAX);
    let mut shape = Shape::default();
    shape.positions.reserve_exact(points);
    for _ in 0..points {
        let steps = [from.u16()?, from.u16()?, from.u16()?].map(f32::from);
        shape
            .positions
            .push((low + step * Vec3::from_array(steps)).to_array());
    }
    let bytes = if flags & FILM == 0 { 3 } else { 4 };
    let day = read_colours(from, points, bytes)?;
    let dusk = read_colours(from, points, bytes)?;
    let mut skies = [day.clone(), dusk.clone(), day, dusk];
    if flags & SNOW != 0 {
        let bits = from.take(points.div_ceil(8))?;
        let changed = |point: &usize| bits[point / 8] >> (point % 8) & 1 == 1;
        let changed: Vec<usize> = (0..points).filter(changed).collect();
        for sky in &mut skies[2..] {
            let colours = read_colours(from, changed.len(), bytes)?;
            for (point, colour) in changed.iter().zip(colours) {
                sky[*point] = colour;
            }
        }
    }
    shape.indices.reserve_exact(triangles * 3);
    let mut newest: u32 = 0;
    for _ in 0..triangles * 3 {
        let index = i64::from(newest) - unzigzag(from.short()?);
        let index = u32::try_from(index).map_err(|_| Unreadable::Number)?;
        if index as usize >= points {
            return Err(Unreadable::Number);
        }
        shape.indices.push(index);
        newest = newest.max(index + 1);
    }
    Ok((shape, Colours { skies }))
}

fn read_colours(from: &mut Reader, count: usize, bytes: usize) -> Result<Vec<[u8; 4]>, Unreadable> {
    let taken = from.take(count * bytes)?.chunks_exact(bytes);
    Ok(taken
        .map(|colour| match *colour {
            [r, g, b] => [r, g, b, 255],
            [r, g, b, alpha] => [r, g, b, alpha],
            _ => [0; 4],
        })
        .collect())
}

/// Small numbers, whatever their sign, as small ones without.
fn zigzag(value: i64) -> u32 {
    ((value << 1) ^ (value >> 63)) as u32
}

fn unzigzag(value: u32) -> i64 {
    i64::from(value >> 1) ^ -i64::from(value & 1)
}
