//! How a code is written and read.

use std::fmt;
use std::str::FromStr;

/// Symbols that nobody takes for one another, in the order of their values (Crockford's base 32).
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Bits that a symbol carries.
const BITS: u32 = 5;
/// Symbols of a code, and of a group that is said in one breath.
const LENGTH: usize = 12;
const GROUP: usize = 4;

/// How many symbols say which machine it was, and what was drawn.
pub(super) const MACHINE_BITS: u32 = 2 * BITS;
pub(super) const DRAWN_BITS: u32 = 5 * BITS;
pub(super) const PROOF_BITS: u32 = 5 * BITS;

/// A claim code: twelve symbols.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(u64);

/// A text that is no claim code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotACode {
    /// More symbols, or fewer.
    #[error("it has {0} letters and figures, and a code has 12; look whether one was left out")]
    Length(usize),
    /// A letter or sign that no code has.
    #[error("{0:?} is in no code; codes have figures and capital letters without I, L, O and U")]
    Symbol(char),
    /// The word that demos show.
    #[error("this is the example that demos show; no kiosk has given it to anybody")]
    Example,
}

impl Code {
    /// What demos show. It reads as a word, and no check lets it pass.
    pub const EXAMPLE: &str = "DEMO-DEMO-DEMO";

    pub(super) fn new(machine: u16, drawn: u32, proof: u32) -> Self {
        let part = |value: u64, bits: u32| value & ((1 << bits) - 1);
        let machine = part(machine.into(), MACHINE_BITS);
        let drawn = part(drawn.into(), DRAWN_BITS);
        Self((machine << DRAWN_BITS | drawn) << PROOF_BITS | part(proof.into(), PROOF_BITS))
    }

    /// The number of the machine that made it, if anybody did.
    pub fn machine(self) -> u16 {
        // Ten bits are left.
        (self.0 >> (DRAWN_BITS + PROOF_BITS)) as u16
    }

    pub(super) fn drawn(self) -> u32 {
        (self.0 >> PROOF_BITS) as u32 & ((1 << DRAWN_BITS) - 1)
    }

    /// Its symbols in groups, as they are said and printed.
    pub fn groups(self) -> Vec<String> {
        let symbols: Vec<char> = (0..LENGTH as u32)
            .rev()
            .map(|place| (self.0 >> (place * BITS)) as usize % SYMBOLS.len())
            .map(|value| char::from(SYMBOLS[value]))
            .collect();
        symbols.chunks(GROUP).map(String::from_iter).collect()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.groups().join("-"))
    }
}

/// Codes are for whoever stands there, so no log has them.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code(machine {})", self.machine())
    }
}

impl FromStr for Code {
    type Err = NotACode;

    /// Reads what somebody typed: small letters, blanks and dashes do not matter, and letters that
    /// look like figures are taken for them.
    fn from_str(text: &str) -> Result<Self, NotACode> {
        let mut value = 0_u64;
        let mut count = 0;
        for typed in text.chars() {
            let symbol = match typed.to_ascii_uppercase() {
                '-' | '–' | '.' => continue,
                blank if blank.is_whitespace() => continue,
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let place = SYMBOLS
                .iter()
                .position(|&known| char::from(known) == symbol);
            let place = place.ok_or(NotACode::Symbol(typed))?;
            count += 1;
            if count <= LENGTH {
                value = value << BITS | place as u64;
            }
        }
        let code = Self(value);
        if count != LENGTH {
            return Err(NotACode::Length(count));
        }
        match code.groups().concat() == Self::EXAMPLE.replace('-', "").replace('O', "0") {
            true => Err(NotACode::Example),
            false => Ok(code),
        }
    }
}
