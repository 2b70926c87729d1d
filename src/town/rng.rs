//! A small seeded generator: the same seed scatters the same trees on every machine.

/// Thirty-two bits of state are plenty for scattering flowers.
#[derive(Clone, Debug)]
pub struct Rng(u32);

impl Rng {
    /// A generator for `seed`; equal seeds give equal numbers.
    pub fn new(seed: u32) -> Self {
        let mut rng = Self(seed.wrapping_mul(0x9E37_79B9) ^ 0x6C07_8965);
        rng.next();
        rng
    }

    fn next(&mut self) -> u32 {
        // A permuted congruential step: plain congruential numbers line up in rows when drawn in pairs.
        self.0 = self.0.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
        let word = ((self.0 >> ((self.0 >> 28) + 4)) ^ self.0).wrapping_mul(277_803_737);
        (word >> 22) ^ word
    }

    /// A number in 0..1.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 8) as f32 / 16_777_216.0
    }

    /// A number in `low..high`.
    pub fn range(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// True `share` (0..=1) of the time.
    pub fn chance(&mut self, share: f32) -> bool {
        self.unit() < share
    }

    /// One of `items`; they must not be empty.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[(self.next() as usize) % items.len()]
    }
}
