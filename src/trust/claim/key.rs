//! What a machine proves with that it made a code.

use std::fmt;

use aws_lc_rs::{hmac, rand};
use serde::{Deserialize, Serialize};

use super::code::{Code, PROOF_BITS};
use super::{MOST_MACHINES, Month};
use crate::{Digest, is_id};

/// What comes first in all that is proved, so that nothing else passes for it.
const CONTEXT: &str = "legeplads claim 1";

/// A machine's claim key, as `legeplads-desk claim key` writes it: RON with the machine's id, its
/// number and 32 secret bytes in hexadecimal digits. Printing one shows no secret.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct ClaimKey {
    kiosk: String,
    number: u16,
    secret: [u8; 32],
}

/// A file that is no claim key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAClaimKey {
    /// The form is another one; says where.
    #[error("it is no claim key: {0}")]
    Form(String),
    /// No id, or a number that no code has room for.
    #[error("it is no claim key: {0:?} with number {1}")]
    Machine(String, u16),
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "ClaimKey", deny_unknown_fields)]
struct Written {
    kiosk: String,
    number: u16,
    secret: String,
}

impl ClaimKey {
    /// A new key out of the system's randomness; `None` when there is none to be had, or when the
    /// kiosk's id is none or its number [`MOST_MACHINES`] or more.
    pub fn generate(kiosk: &str, number: u16) -> Option<Self> {
        let mut secret = [0; 32];
        rand::fill(&mut secret).ok()?;
        let is_one = is_id(kiosk) && number < MOST_MACHINES;
        is_one.then(|| Self {
            kiosk: kiosk.to_owned(),
            number,
            secret,
        })
    }

    /// Reads a key's file.
    ///
    /// # Errors
    ///
    /// When it is none.
    pub fn read(text: &str) -> Result<Self, NotAClaimKey> {
        ron::from_str(text).map_err(|error| NotAClaimKey::Form(error.to_string()))
    }

    /// As [`Self::read`] reads it.
    pub fn write(&self) -> String {
        let Written {
            kiosk,
            number,
            secret,
        } = self.clone().into();
        format!("ClaimKey(kiosk: {kiosk:?}, number: {number}, secret: {secret:?})\n")
    }

    /// The machine that has it.
    pub fn kiosk(&self) -> &str {
        &self.kiosk
    }

    /// The machine's number, which its codes begin with.
    pub fn number(&self) -> u16 {
        self.number
    }

    /// A new code for a gift of this feed, given out in this month; `None` when the system has no
    /// randomness.
    pub fn code(&self, gift: &str, month: Month) -> Option<Code> {
        let mut drawn = [0; 4];
        rand::fill(&mut drawn).ok()?;
        let drawn = Code::new(0, u32::from_be_bytes(drawn), 0).drawn();
        Some(self.prove(drawn, gift, month))
    }

    /// Whether this machine made the code for this gift in this month.
    pub fn made(&self, code: Code, gift: &str, month: Month) -> bool {
        code == self.prove(code.drawn(), gift, month)
    }

    fn prove(&self, drawn: u32, gift: &str, month: Month) -> Code {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.secret);
        let mut context = hmac::Context::with_key(&key);
        // A zero byte ends each text, and none has one.
        for text in [CONTEXT, &self.kiosk, gift, &month.to_string()] {
            context.update(text.as_bytes());
            context.update(&[0]);
        }
        context.update(&self.number.to_be_bytes());
        context.update(&drawn.to_be_bytes());
        let first = context
            .sign()
            .as_ref()
            .iter()
            .take(4)
            .fold(0, |sum, byte| sum << 8 | u32::from(*byte));
        Code::new(self.number, drawn, first >> (u32::BITS - PROOF_BITS))
    }
}

impl fmt::Debug for ClaimKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClaimKey({}, number {})", self.kiosk, self.number)
    }
}

impl TryFrom<Written> for ClaimKey {
    type Error = NotAClaimKey;

    fn try_from(written: Written) -> Result<Self, NotAClaimKey> {
        let secret: Digest = (written.secret.parse()).map_err(|_| {
            NotAClaimKey::Form("its secret is not 64 hexadecimal digits".to_owned())
        })?;
        if !is_id(&written.kiosk) || written.number >= MOST_MACHINES {
            return Err(NotAClaimKey::Machine(written.kiosk, written.number));
        }
        Ok(Self {
            kiosk: written.kiosk,
            number: written.number,
            secret: *secret.as_bytes(),
        })
    }
}

impl From<ClaimKey> for Written {
    fn from(key: ClaimKey) -> Self {
        Self {
            kiosk: key.kiosk,
            number: key.number,
            secret: Digest::from(key.secret).to_string(),
        }
    }
}
