//! The names by which the parts of a feed refer to each other.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Letters in an id at most.
const LENGTH: usize = 40;

/// Whether `id` is one to forty of the characters `a`–`z`, `0`–`9` and `-`.
pub(crate) fn is_well_formed(id: &str) -> bool {
    (1..=LENGTH).contains(&id.len())
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// Cheap to clone. Any string can be made into one; [`read`](crate::read)
        /// checks those of a feed.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as it stands in the documents.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id.into())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                *self.0 == *other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                *self.0 == **other
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self::from)
            }
        }
    )*};
}

ids! {
    /// The id of a [`Site`](crate::Site).
    SiteId;
    /// The id of a [`Place`](crate::Place).
    PlaceId;
    /// The id of a [`Source`](crate::Source).
    SourceId;
    /// The id of a [`Card`](crate::Card).
    CardId;
    /// The id of a [`Stop`](crate::Stop).
    StopId;
    /// The id of an [`Activity`](crate::Activity).
    ActivityId;
    /// The id of an [`Event`](crate::Event).
    EventId;
    /// The id of an [`Offer`](crate::Offer).
    OfferId;
    /// The id of a [`Campaign`](crate::Campaign).
    CampaignId;
    /// The id of a [`Drawing`](crate::Drawing).
    DrawingId;
    /// The id of a [`Goal`](crate::Goal).
    GoalId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_short_kebab_case_ascii_is_well_formed() {
        for good in ["a", "sdr-omme", "2026", &"x".repeat(40)] {
            assert!(is_well_formed(good), "{good}");
        }
        for bad in ["", "Billund", "sdr omme", "søen", "a_b", &"x".repeat(41)] {
            assert!(!is_well_formed(bad), "{bad}");
        }
    }
}
