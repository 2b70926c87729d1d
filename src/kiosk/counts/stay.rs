//! How long a stop is looked at: from coming there to the last touch, as one of a few steps. How long
//! exactly, nobody is told.

use std::time::Duration;

use legeplads_feed::StopId;

/// The seconds at which a step begins.
pub const STEPS: [u64; 12] = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300];

/// A visitor at a stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    stop: StopId,
    begun: Duration,
    touched: Duration,
}

impl Stay {
    /// Somebody comes to a stop.
    pub fn begin(stop: &StopId, now: Duration) -> Self {
        Self {
            stop: stop.clone(),
            begun: now,
            touched: now,
        }
    }

    /// Somebody is still there, and touches something.
    pub fn touch(&mut self, now: Duration) {
        self.touched = self.touched.max(now);
    }

    /// Which stop it is at.
    pub fn stop(&self) -> &StopId {
        &self.stop
    }

    /// What is counted when it is over. Whoever walks away has left at the last touch.
    pub fn item(&self) -> String {
        let seconds = self.touched.saturating_sub(self.begun).as_secs();
        let steps = STEPS.iter().rev();
        let step = steps.copied().find(|step| *step <= seconds).unwrap_or(0);
        format!("stay/{}/{step}", self.stop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stay_is_told_by_the_step_that_it_reached() {
        let told = |seconds: f64| {
            let begun = Duration::from_secs(100);
            let mut stay = Stay::begin(&StopId::from("pond"), begun);
            stay.touch(begun + Duration::from_secs_f64(seconds));
            stay.item()
        };
        for (seconds, step) in [
            (0.0, 0),
            (4.99, 0),
            (5.0, 5),
            (19.0, 15),
            (29.9, 20),
            (44.0, 30),
            (61.0, 60),
            (299.0, 180),
            (300.0, 300),
            (9000.0, 300),
        ] {
            assert_eq!(told(seconds), format!("stay/pond/{step}"), "{seconds}");
        }
    }
}
