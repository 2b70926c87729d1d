//! `legeplads-desk releases`: what was published on a channel, newest first.

use std::fmt::Write;

use legeplads_trust::Manifest;

use crate::place::{Desk, PlaceError};
use crate::publish::parts;

/// The newest `most` releases in words for staff: number, when, how much, and the note.
///
/// # Errors
///
/// When there is none, or the history cannot be read.
pub async fn releases(desk: &Desk, most: usize) -> Result<String, PlaceError> {
    let mut history = desk.history().await?;
    let mut words = format!(
        "Channel {} in {}, newest first:\n",
        desk.channel,
        desk.place.name()
    );
    let mut told = 0;
    while let Some(release) = history.next().await? {
        if told == most {
            words += "  … and earlier ones; --newest N shows more\n";
            break;
        }
        words += &line(release.manifest());
        told += 1;
    }
    Ok(words)
}

fn line(manifest: &Manifest) -> String {
    let what = match manifest.withdrawn {
        true => "taken down".to_owned(),
        false => parts(manifest),
    };
    let mut line = format!(
        "  {:>4}  {:.0}  {}: {what}",
        manifest.version, manifest.created, manifest.feed
    );
    if !manifest.note.is_empty() {
        // Writing to a string cannot fail.
        let _ = write!(line, "  “{}”", manifest.note);
    }
    line + "\n"
}
