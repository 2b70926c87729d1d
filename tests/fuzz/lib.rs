//! How a fuzzer's bytes become hostile input: a good file, and what to change in it.
//!
//! So a fuzzer begins where the good files are, without a collection of them, and still gets
//! anywhere: one of the choices is no good file at all.

/// Takes a fuzzer's bytes apart.
pub struct Whims<'a>(pub &'a [u8]);

impl<'a> Whims<'a> {
    /// The next byte; 0 when there are no more.
    pub fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    /// Any number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        let bytes = [self.byte(), self.byte(), self.byte()];
        let number = bytes
            .iter()
            .fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        number % end
    }

    /// One of a list that is not empty.
    pub fn one<'b, T>(&mut self, list: &'b [T]) -> &'b T {
        &list[usize::from(self.byte()) % list.len()]
    }

    /// The rest as it is, or `good` with up to so many pieces replaced as the rest says.
    pub fn bent(mut self, good: &[u8]) -> Vec<u8> {
        if self.byte() == u8::MAX {
            return self.0.to_vec();
        }
        let mut bent = good.to_vec();
        while !self.0.is_empty() {
            let at = self.below(bent.len() + 1);
            let end = (at + usize::from(self.byte())).min(bent.len());
            let new = usize::from(self.byte()).min(self.0.len());
            let (piece, rest) = self.0.split_at(new);
            self.0 = rest;
            bent.splice(at..end, piece.iter().copied());
        }
        bent
    }
}
