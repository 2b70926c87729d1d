//! How many kiosks may listen at once: each costs an open file for as long as it listens.

use std::fs;

/// If the system does not say.
const USUAL: usize = 1024;

/// Two thirds of the files that this process may have open; the rest is for those who fetch.
pub(super) fn listeners() -> usize {
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    most(&limits).unwrap_or(USUAL) / 3 * 2
}

/// The soft limit in what Linux says of a process.
fn most(limits: &str) -> Option<usize> {
    let row = limits
        .lines()
        .find_map(|row| row.strip_prefix("Max open files"))?;
    let soft = row.split_whitespace().next()?;
    match soft {
        "unlimited" => Some(usize::MAX),
        number => number.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::most;

    #[test]
    fn the_soft_limit_is_read() {
        let limits = "Limit                     Soft Limit           Hard Limit           Units\n\
                      Max processes             unlimited            unlimited            processes\n\
                      Max open files            1024                 524288               files\n";
        assert_eq!(most(limits), Some(1024));
        assert_eq!(
            most("Max open files            unlimited unlimited files"),
            Some(usize::MAX)
        );
        assert_eq!(most("nothing of the kind"), None);
    }
}
