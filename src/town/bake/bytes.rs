//! Numbers as bytes, low byte first, and back again with every doubt answered by an error.

use glam::{Vec2, Vec3};

use super::file::Unreadable;

/// The largest coordinate, size or time that a scene has any use for.
const LARGEST: f32 = 100_000.0;

/// Bytes as they come together.
#[derive(Default)]
pub(super) struct Writer(pub Vec<u8>);

impl Writer {
    pub fn u8(&mut self, value: u8) {
        self.0.push(value);
    }

    pub fn u16(&mut self, value: u16) {
        self.0.extend(value.to_le_bytes());
    }

    pub fn u32(&mut self, value: u32) {
        self.0.extend(value.to_le_bytes());
    }

    /// How many of something follow.
    pub fn count(&mut self, value: usize) {
        self.u32(u32::try_from(value).unwrap_or(u32::MAX));
    }

    pub fn f32(&mut self, value: f32) {
        self.0.extend(value.to_le_bytes());
    }

    pub fn f32s(&mut self, values: &[f32]) {
        for value in values {
            self.f32(*value);
        }
    }

    pub fn vec2(&mut self, value: Vec2) {
        self.f32s(&value.to_array());
    }

    pub fn vec3(&mut self, value: Vec3) {
        self.f32s(&value.to_array());
    }

    /// Seven bits a byte; small numbers are short.
    pub fn short(&mut self, mut value: u32) {
        while value > 127 {
            self.u8(value as u8 | 128);
            value >>= 7;
        }
        self.u8(value as u8);
    }
}

/// Bytes that are yet to be read.
pub(super) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Unreadable> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Unreadable::CutOff)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Unreadable> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(Unreadable::CutOff)?;
        self.0 = rest;
        Ok(*taken)
    }

    pub fn u8(&mut self) -> Result<u8, Unreadable> {
        Ok(u8::from_le_bytes(self.array()?))
    }

    pub fn u16(&mut self) -> Result<u16, Unreadable> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    pub fn u32(&mut self) -> Result<u32, Unreadable> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    /// How many of something follow: at most `most`, and of `each` bytes at least.
    pub fn count(&mut self, most: usize, each: usize) -> Result<usize, Unreadable> {
        let count = self.u32()? as usize;
        if count > most {
            return Err(Unreadable::TooMuch { count, most });
        }
        // Nothing is made room for that cannot come.
        if count.saturating_mul(each) > self.0.len() {
            return Err(Unreadable::CutOff);
        }
        Ok(count)
    }

    pub fn f32(&mut self) -> Result<f32, Unreadable> {
        let value = f32::from_le_bytes(self.array()?);
        match value.is_finite() && value.abs() <= LARGEST {
            true => Ok(value),
            false => Err(Unreadable::Number),
        }
    }

    pub fn vec2(&mut self) -> Result<Vec2, Unreadable> {
        Ok(Vec2::new(self.f32()?, self.f32()?))
    }

    pub fn vec3(&mut self) -> Result<Vec3, Unreadable> {
        Ok(Vec3::new(self.f32()?, self.f32()?, self.f32()?))
    }

    pub fn short(&mut self) -> Result<u32, Unreadable> {
        let mut value: u32 = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.u8()?;
            value |= u32::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(value);
            }
        }
        Err(Unreadable::Number)
    }
}
