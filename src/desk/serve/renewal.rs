//! The timestamp is good for a week at most, so that nobody can withhold what is new for longer
//! without kiosks noticing. Whoever has the online key signs it again, long before.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use legeplads_trust::keys::KeyRing;
use tokio::time::sleep;

use crate::place::{Place, PlaceError};

/// How often signatures are renewed.
#[derive(Debug, Clone, Copy)]
pub struct Rhythm {
    /// When all is well.
    pub every: Duration,
    /// After it went wrong.
    pub again: Duration,
}

impl Default for Rhythm {
    fn default() -> Self {
        Self {
            every: Duration::from_secs(60 * 60),
            again: Duration::from_secs(60),
        }
    }
}

/// Renews at once and then in this rhythm, for ever; without keys it does nothing.
pub(super) async fn renew(place: &Place, keys: Option<&Path>, rhythm: Rhythm) {
    let Some(keys) = keys else {
        return;
    };
    let mut failed = false;
    loop {
        let rest = match once(place, keys).await {
            Ok(()) => {
                if std::mem::take(&mut failed) {
                    eprintln!(
                        "legeplads-desk: the signatures in {} are renewed again",
                        place.name()
                    );
                }
                rhythm.every
            }
            Err(error) => {
                failed = true;
                eprintln!(
                    "legeplads-desk: cannot renew the signatures in {}: {error}; trying again in {} s",
                    place.name(),
                    rhythm.again.as_secs()
                );
                rhythm.again
            }
        };
        sleep(rest).await;
    }
}

/// The keys are read each time: they may have been exchanged.
async fn once(place: &Place, keys: &Path) -> Result<(), PlaceError> {
    let keys = KeyRing::open(keys)?;
    // Beginning a place is for whoever publishes: this folder may be the wrong one.
    if place.standing(keys.first_root()).await?.is_some() {
        place.renew(&keys, Timestamp::now()).await?;
    }
    Ok(())
}
