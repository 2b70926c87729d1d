//! Moments of a launch, as pictures of them are asked for.

use crate::launch::Stage;

/// A second of a launch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Second {
    /// A parcel stands in the town.
    Parcel,
    /// Somebody plays, and a slip counts.
    Slip,
    /// The last seconds.
    Countdown,
    /// It opens.
    Opening,
    /// It is open.
    Unveiled,
    /// The same in calm mode.
    CalmUnveiled,
}

impl Second {
    pub(super) const ALL: [Self; 6] = [
        Self::Parcel,
        Self::Slip,
        Self::Countdown,
        Self::Opening,
        Self::Unveiled,
        Self::CalmUnveiled,
    ];

    /// As it is told after `launch:`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Parcel => "parcel",
            Self::Slip => "slip",
            Self::Countdown => "countdown",
            Self::Opening => "opening",
            Self::Unveiled => "unveiled",
            Self::CalmUnveiled => "unveiled:calm",
        }
    }

    /// Milliseconds after the moment, and what is on the glass.
    pub(super) fn moment(self) -> (i64, Stage) {
        match self {
            Self::Parcel => (-60_000, Stage::Parcel),
            Self::Slip => (-42_000, Stage::Slip),
            Self::Countdown => (-3_000, Stage::Wrapped),
            Self::Opening => (800, Stage::Open),
            Self::Unveiled | Self::CalmUnveiled => (6_000, Stage::Open),
        }
    }
}
