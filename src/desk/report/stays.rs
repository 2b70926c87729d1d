//! How long people stay: percentiles of a histogram, as the bucket that they lie in.

use crate::disclosure::Figure;

/// Where buckets begin, in seconds; the last has no end.
pub const BUCKETS: [u64; 12] = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300];

/// The bucket, from – to in seconds, that a share of all stays is below or in. None when there are none.
pub fn percentile(counts: &[(u64, u64)], share: f64) -> Option<(u64, Option<u64>)> {
    let total: u64 = counts.iter().map(|(_, count)| count).sum();
    let wanted = (total as f64 * share).ceil().max(1.0) as u64;
    let mut below = 0;
    for (start, count) in counts {
        below += count;
        if below >= wanted {
            let end = BUCKETS.iter().find(|bucket| *bucket > start).copied();
            return Some((*start, end));
        }
    }
    None
}

/// What is likely of a share of rounded figures: [`wilson`]'s interval, as much wider as the part may be
/// from the truth.
pub fn likely(of_them: Figure, all: Figure) -> Option<(f64, f64)> {
    let (part, whole) = of_them.value().zip(all.value())?;
    let most = part.saturating_add(of_them.margin()).min(whole);
    let (low, _) = wilson(part.saturating_sub(of_them.margin()).min(whole), whole)?;
    let (_, high) = wilson(most, whole)?;
    Some((low, high))
}

/// What is likely of a share, nineteen times in twenty: the interval of Wilson (1927), of a hundred.
fn wilson(of_them: u64, all: u64) -> Option<(f64, f64)> {
    if all == 0 {
        return None;
    }
    let (n, z) = (all as f64, 1.96_f64);
    let p = of_them as f64 / n;
    let middle = p + z * z / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + z * z / n;
    let percent = |share: f64| (share / whole * 100.0).clamp(0.0, 100.0);
    Some((percent(middle - half), percent(middle + half)))
}

#[cfg(test)]
mod tests {
    use super::{percentile, wilson};

    #[test]
    fn a_median_is_the_bucket_it_lies_in() {
        let counts = [(0, 10), (10, 10), (60, 19), (300, 1)];
        assert_eq!(percentile(&counts, 0.25), Some((0, Some(5))));
        assert_eq!(percentile(&counts, 0.5), Some((10, Some(15))));
        assert_eq!(percentile(&counts, 0.75), Some((60, Some(90))));
        assert_eq!(percentile(&counts, 1.0), Some((300, None)));
        assert_eq!(percentile(&[], 0.5), None);
    }

    /// Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    #[test]
    fn intervals_are_wilsons() {
        for ((of_them, all), (low, high)) in [
            ((81, 263), (25.53, 36.62)),
            ((15, 148), (6.24, 16.05)),
            ((0, 20), (0.0, 16.11)),
            ((1, 29), (0.61, 17.18)),
        ] {
            let (from, to) = wilson(of_them, all).expect("some");
            assert!((from - low).abs() < 0.01, "{from}");
            assert!((to - high).abs() < 0.01, "{to}");
        }
        assert_eq!(wilson(0, 0), None);
    }
}
