//! The kiosk's side of trust: what is published may be believed, or why not.
//!
//! Signing is by The Update Framework (TUF 1.0), and `tough` reads it, with four things around it
//! that a machine in a street needs:
//!
//! - **Memory is one piece** ([`Memory`]), committed by the store as a whole. `tough` is given a
//!   temporary folder filled from it ([`staging`]), so no power cut tears what it remembers, and the
//!   clock that it writes down there is forgotten every time. It begins with the newest root that
//!   was ever accepted.
//! - **Time comes in as an argument.** `tough` checks signatures, thresholds, versions, hashes and
//!   lengths, and is told to leave expiry alone, because it would ask the machine's clock. Expiry is
//!   judged here ([`verdict`]), of exactly the roles that were relied on. That is as sound as in the
//!   standard: its 5.3.10, 5.4.4, 5.5.6 and 5.6.6 ask, after all other checks of a role, that its
//!   expiry is later than one fixed start time, before the file is trusted. Here all four are asked
//!   together, before any of them is remembered or used.
//! - **Only the channel's own desk is asked** ([`desk`]). The standard (5.6.7) searches the
//!   delegations that lead to the wanted target; `tough` loads all desks, and one that is missing,
//!   badly signed or signs beyond its paths would take down its siblings.
//! - **Bytes are counted** ([`source`]) over the whole refresh, and what is already held is not
//!   fetched again.
//!
//! Expiry gates acceptance and never display: nothing here judges again what was accepted.

mod clock;
mod desk;
mod distrust;
mod memory;
pub(crate) mod parsed;
mod source;
mod staging;
mod top;
mod verdict;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

pub use clock::{Clock, ClockState, MADE};
pub(crate) use desk::{owns, target};
pub use distrust::{Distrust, Refusal};
pub use memory::{Memory, NotAMemory};

use self::source::Source;
use self::verdict::Verdict;
use crate::{Channel, Fetch, Target};

/// Checks what is published against what was accepted before.
#[derive(Debug, Clone)]
pub struct Client {
    /// Where trust begins: the newest root known.
    root: String,
    memory: Option<Memory>,
    /// Where temporary files go.
    scratch: Option<PathBuf>,
}

/// What a refresh found: all of it is signed by those who may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refreshed {
    /// To be remembered, if it differs from the memory so far.
    pub memory: Memory,
    /// The channel's manifest. `None`: no desk owns the channel, or there is nothing on it.
    pub target: Option<Target>,
    /// Whether it is certain that this is what is published now.
    pub freshness: Freshness,
    /// How far the clock was believed.
    pub clock: ClockState,
    /// The timestamp's version: one more with every publication and every renewal.
    pub timestamp_version: u64,
}

/// Whether metadata is what is published now, as far as the clock can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Freshness {
    /// Nothing that was relied on has expired, by a clock that is synchronised or plausible.
    Proven,
    /// Signed and not older than what was accepted before, but the clock cannot tell whether
    /// something newer is being withheld.
    Unproven,
}

impl Client {
    /// A client that begins with the root that the kiosk was given, or with the newest root that it
    /// accepted since.
    ///
    /// The root with the higher version counts. One of the same version but with other content is
    /// another place's, which staff have put there: then the memory is of no use any more.
    ///
    /// # Errors
    ///
    /// [`Distrust::Root`].
    pub fn new(factory_root: &[u8], memory: Option<Memory>) -> Result<Self, Distrust> {
        let given = parsed::trusted_root(factory_root)?;
        let with = |root, memory| Self {
            root,
            memory,
            scratch: None,
        };
        let Some(memory) = memory else {
            return Ok(with(given.text, None));
        };
        let kept = parsed::trusted_root(memory.root.as_bytes())?;
        let (before, now) = (kept.role.signed.version, given.role.signed.version);
        Ok(if before > now || kept.role.signed == given.role.signed {
            with(kept.text, Some(memory))
        } else if before < now {
            with(given.text, Some(memory))
        } else {
            let memory = Memory::new(given.text.clone(), None, memory.floor);
            with(given.text, Some(memory))
        })
    }

    /// The same, with its temporary files in this folder instead of where the system has such: a
    /// crash leaves them, and whoever owns the folder can clear them away.
    #[must_use]
    pub fn with_scratch(self, folder: impl Into<PathBuf>) -> Self {
        Self {
            scratch: Some(folder.into()),
            ..self
        }
    }

    /// A time that is surely past, for [`Clock::believed`].
    pub fn floor(&self) -> Timestamp {
        self.memory.as_ref().map_or(MADE, Memory::floor)
    }

    /// Looks what is published, and checks all of it.
    ///
    /// `clock` is the time of the whole refresh. With a synchronised clock expired metadata is
    /// refused. With any other it is taken, as [`Freshness::Unproven`]: genuine and not older than
    /// what was accepted before, which is all that such a clock allows to say, and better than a
    /// screen that stands still because a battery is flat.
    ///
    /// Nothing is kept between two calls but what the caller keeps. Dropping the future is safe.
    ///
    /// # Errors
    ///
    /// [`Refusal`]: why, and what is to be remembered all the same.
    pub async fn refresh(
        &self,
        channel: &Channel,
        fetch: Arc<dyn Fetch>,
        clock: Clock,
    ) -> Result<Refreshed, Refusal> {
        let accepted = self.memory.as_ref().and_then(|old| old.accepted.as_ref());
        let source = Source::new(fetch, accepted);
        let (root, top) = top::load(&self.root, accepted, &source, self.scratch.as_deref()).await;
        let top = top.map_err(|why| self.refusal(why, root.clone()))?;

        let mut verdict = Verdict::new(clock, self.floor());
        verdict
            .judge_top(&top)
            .map_err(|why| self.refusal(why, root))?;
        let found = desk::find(&top, channel, &source, &mut verdict).await;

        let (desks, target) = match found {
            Ok(found) => (found.desks, Ok(found.target)),
            Err(why) => {
                let before = accepted.map(|old| old.desks.clone());
                (before.unwrap_or_default(), Err(why))
            }
        };
        let timestamp_version = top.timestamp.role.signed.version.get();
        let memory = self.remember(top.root.text.clone(), top.accepted(desks), &verdict);
        match target {
            Ok(target) => Ok(Refreshed {
                memory,
                target,
                freshness: verdict.freshness(),
                clock: verdict.state(),
                timestamp_version,
            }),
            Err(why) => Err(Refusal {
                why,
                memory: Some(Box::new(memory)),
            }),
        }
    }

    /// The floor moves only when something new was accepted, so that an idle poll changes nothing
    /// that would have to be written to disk.
    fn remember(&self, root: String, accepted: memory::Accepted, verdict: &Verdict) -> Memory {
        let floor = self.memory.as_ref().and_then(|old| old.floor);
        let before = self
            .memory
            .as_ref()
            .map(|old| (&old.root, old.accepted.as_ref()));
        let is_new = before != Some((&root, Some(&accepted)));
        let floor = match verdict.synced() {
            Some(now) if is_new => Some(now),
            _ => floor,
        };
        Memory::new(root, Some(accepted), floor)
    }

    /// Refused, though perhaps with a newer root.
    fn refusal(&self, why: Distrust, newer_root: Option<String>) -> Refusal {
        let old = self.memory.as_ref();
        let memory = newer_root.map(|root| {
            let accepted = old.and_then(|old| old.accepted.clone());
            Box::new(Memory::new(root, accepted, old.and_then(|old| old.floor)))
        });
        Refusal { why, memory }
    }
}
