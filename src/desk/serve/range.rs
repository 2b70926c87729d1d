//! Parts of a file: `Range`, as far as those who take up a broken-off transfer need it (RFC 9110,
//! section 14).

use axum::http::HeaderMap;
use axum::http::header::{IF_RANGE, RANGE};

/// What is wanted of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it.
    Whole,
    /// The bytes from `first` to `last`, both of them included.
    Part {
        /// Counted from 0.
        first: u64,
        /// Never less than `first`, and inside the file.
        last: u64,
    },
    /// Nothing that the file has.
    Beyond,
}

/// Reads `Range` and `If-Range` for a file of `length` bytes with this strong tag.
///
/// Several parts at once, and whatever is not understood, are answered with the whole, as the
/// standard allows.
pub(super) fn wanted(headers: &HeaderMap, tag: &str, length: u64) -> Wanted {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(range) = text(RANGE) else {
        return Wanted::Whole;
    };
    // A part of another version than the one begun with would be garbage. Dates are not given out
    // here, so that a date matches nothing.
    if text(IF_RANGE).is_some_and(|known| known.trim() != tag) {
        return Wanted::Whole;
    }
    part(range, length).unwrap_or(Wanted::Whole)
}

fn part(range: &str, length: u64) -> Option<Wanted> {
    let (unit, spans) = range.split_once('=')?;
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return None;
    }
    let (from, to) = spans.trim().split_once('-')?;
    let (first, last) = match (number(from), number(to)) {
        (Some(first), Some(last)) if first <= last => (first, last),
        (Some(first), None) if to.is_empty() => (first, u64::MAX),
        // The last so many bytes.
        (None, Some(count)) if from.is_empty() => match count {
            0 => return Some(Wanted::Beyond),
            count => (length.saturating_sub(count), u64::MAX),
        },
        _ => return None,
    };
    if first >= length {
        return Some(Wanted::Beyond);
    }
    Some(Wanted::Part {
        first,
        last: last.min(length - 1),
    })
}

/// Digits only: what `parse` would take besides, `+5`, is no position.
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(range: &str, length: u64) -> Wanted {
        let mut headers = HeaderMap::new();
        headers.insert(RANGE, range.parse().expect("a header"));
        wanted(&headers, "\"tag\"", length)
    }

    #[test]
    fn parts() {
        let part = |first, last| Wanted::Part { first, last };
        assert_eq!(asked("bytes=0-0", 10), part(0, 0));
        assert_eq!(asked("bytes=2-5", 10), part(2, 5));
        assert_eq!(asked("bytes=2-", 10), part(2, 9));
        assert_eq!(asked("bytes=2-99", 10), part(2, 9));
        assert_eq!(asked("bytes=-3", 10), part(7, 9));
        assert_eq!(asked("bytes=-99", 10), part(0, 9));
        assert_eq!(asked("bytes=0-99999999999999999999999", 10), part(0, 9));
        for beyond in ["bytes=10-", "bytes=10-12", "bytes=-0"] {
            assert_eq!(asked(beyond, 10), Wanted::Beyond, "{beyond}");
        }
        assert_eq!(asked("bytes=0-", 0), Wanted::Beyond);
        let whole = [
            "bytes=5-2",
            "bytes=+1-2",
            "bytes=1-2,4-5",
            "bytes=-",
            "bytes=a-b",
            "lines=1-2",
            "2-5",
        ];
        for odd in whole {
            assert_eq!(asked(odd, 10), Wanted::Whole, "{odd}");
        }
    }

    #[test]
    fn a_part_is_of_the_version_begun_with() {
        for (known, expected) in [
            ("\"tag\"", Wanted::Part { first: 5, last: 9 }),
            ("\"other\"", Wanted::Whole),
            ("W/\"tag\"", Wanted::Whole),
            ("Sun, 22 Nov 2026 05:00:00 GMT", Wanted::Whole),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(RANGE, "bytes=5-".parse().expect("a header"));
            headers.insert(IF_RANGE, known.parse().expect("a header"));
            assert_eq!(wanted(&headers, "\"tag\"", 10), expected, "{known}");
        }
    }
}
