//! Small files that must not be half believed: a record in RON, and below it the record's digest.
//!
//! ```text
//! Slot(release: 12, …)
//! sha256:abcd…
//! ```

use legeplads_trust::Digest;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The file's text, and the record's digest.
pub(crate) fn seal(record: &str) -> (String, Digest) {
    let digest = Digest::of(record.as_bytes());
    (format!("{record}\nsha256:{digest}\n"), digest)
}

/// Reads such a file; `None` when it is torn, or anything else than what was written.
pub(crate) fn unseal<T: DeserializeOwned>(bytes: &[u8]) -> Option<(T, Digest)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (record, digest) = text.strip_suffix('\n')?.rsplit_once('\n')?;
    let digest: Digest = digest.strip_prefix("sha256:")?.parse().ok()?;
    if digest != Digest::of(record.as_bytes()) {
        return None;
    }
    Some((ron::from_str(record).ok()?, digest))
}

/// RON on one line, with the type's name in front.
pub(crate) fn one_line<T: Serialize>(value: &T) -> Result<String, ron::Error> {
    lines(value, 0)
}

/// RON with a line for each entry of a list.
pub(crate) fn one_line_each<T: Serialize>(value: &T) -> Result<String, ron::Error> {
    lines(value, 2)
}

fn lines<T: Serialize>(value: &T, depth: usize) -> Result<String, ron::Error> {
    let form = ron::ser::PrettyConfig::new()
        .struct_names(true)
        .depth_limit(depth)
        .new_line("\n");
    ron::ser::to_string_pretty(value, form)
}
