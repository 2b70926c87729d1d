//! What a kiosk knows of the time.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// No true clock says less: this program did not exist before. Raised with each of its releases.
///
/// 1 November 2026, midnight UTC.
pub const MADE: Timestamp = Timestamp::constant(1_793_491_200, 0);

/// What the machine's clock says, and whether the kernel calls it synchronised with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// A synchronised clock.
    Synced(Timestamp),
    /// A clock that nobody vouches for: without a battery it begins in 1970, or where the machine
    /// was switched off.
    Unsynced(Timestamp),
}

/// How far a [`Clock`] is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClockState {
    /// The kernel calls it synchronised.
    Synced,
    /// Not synchronised, but not before the floor either.
    Plausible,
    /// Before the floor, so certainly wrong.
    Bad,
}

impl Clock {
    /// What the clock says.
    pub fn says(self) -> Timestamp {
        match self {
            Self::Synced(time) | Self::Unsynced(time) => time,
        }
    }

    /// How far to believe it. `floor`: a time that is known to be past, see
    /// [`Client::floor`](crate::Client::floor).
    ///
    /// A synchronised clock stands above the floor, which other clocks made: were it not so, one
    /// day of a wrong time server would last for ever. Only before [`MADE`] it is not believed.
    pub fn state(self, floor: Timestamp) -> ClockState {
        match self {
            Self::Synced(time) if time >= MADE => ClockState::Synced,
            Self::Unsynced(time) if time >= floor.max(MADE) => ClockState::Plausible,
            _ => ClockState::Bad,
        }
    }

    /// The best that is known of the present: what the clock says, or the floor if that is later
    /// and the clock not synchronised. TLS takes this as its time, too.
    pub fn believed(self, floor: Timestamp) -> Timestamp {
        match self.state(floor) {
            ClockState::Synced | ClockState::Plausible => self.says(),
            ClockState::Bad => floor.max(MADE),
        }
    }
}
