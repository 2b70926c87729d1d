//! Claim codes: a word that a kiosk gives to a visitor for a gift, and that a desk can check without
//! asking anybody.
//!
//! Each machine has a [`ClaimKey`] that a desk made and remembers. A [`Code`] says which machine made
//! it and a number that was drawn by lot, and proves with an HMAC (RFC 2104, over SHA-256) that this
//! machine made it for this gift in this month. It says nothing else: no order, no time within the
//! month, nothing of what was answered.
//!
//! | symbols | what | bits |
//! |---|---|---|
//! | 1–2 | the machine's number | 10 |
//! | 3–7 | drawn by lot | 25 |
//! | 8–12 | the first bits of the HMAC | 25 |
//!
//! Whoever guesses finds a code that counts once in 2²⁵ tries for each month and gift that is looked
//! at: some millions of visits to a counter where a person looks on. With a thousand codes a month on
//! one machine the next one was given before once in 33,000 times; that visitor is told that it was
//! used.

mod code;
mod key;
mod month;

pub use code::{Code, NotACode};
pub use key::{ClaimKey, NotAClaimKey};
pub use month::Month;

/// Most machines that one desk can give keys to.
pub const MOST_MACHINES: u16 = 1 << 10;
