//! What was published, in words for staff.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Write;

use legeplads_trust::{Digest, Manifest};

use crate::bake::Baking;
use crate::check::counted;
use crate::place::Desk;

/// How many files of each sort are named; the rest is counted.
const NAMED: usize = 10;

pub(super) fn unchanged(standing: &Manifest, name: &str, desk: &Desk) -> String {
    format!(
        "Nothing has changed: release {} of {name} stands on channel {} in {}, made {:.0}.\n",
        standing.version,
        desk.channel,
        desk.place.name(),
        standing.created
    )
}

pub(super) fn published(
    before: Option<&Manifest>,
    now: &Manifest,
    name: &str,
    desk: &Desk,
) -> String {
    let mut words = format!(
        "Release {} of {name} is published on channel {} in {}: {}.\n",
        now.version,
        desk.channel,
        desk.place.name(),
        parts(now)
    );
    if let Some(before) = before {
        words += &files(before, now);
    }
    let (files, bytes) = to_fetch(before, now);
    let whose = match before {
        Some(before) => format!("A kiosk that has release {}", before.version),
        None => "A kiosk".to_owned(),
    };
    // Writing to a string cannot fail.
    let _ = writeln!(
        words,
        "{whose} fetches {}, {}.",
        counted(files, "file"),
        size(bytes)
    );
    words
}

/// How much light was baked, and how long that took.
pub(crate) fn light(baking: Option<Baking>) -> String {
    let Some(Baking {
        scenes,
        baked,
        took,
        ..
    }) = baking
    else {
        return String::new();
    };
    let scenes = counted(scenes, "scene");
    match baked {
        0 => format!("The light of all {scenes} stands as it was.\n"),
        baked => format!(
            "Light was baked in {baked} of {scenes}, in {:.1} s.\n",
            took.as_secs_f32()
        ),
    }
}

/// What a release consists of: `16 documents, 1 picture`.
pub(crate) fn parts(manifest: &Manifest) -> String {
    let documents = counted(manifest.documents.len(), "document");
    let pictures = counted(manifest.media.len(), "picture");
    match manifest.fonts.len() {
        0 => format!("{documents}, {pictures}"),
        fonts => format!("{documents}, {pictures}, {}", counted(fonts, "font")),
    }
}

/// The files that are different in `now` from `before`, a line each for the changed, the new and
/// the gone; nothing if there are none.
pub(crate) fn files(before: &Manifest, now: &Manifest) -> String {
    let (old, new) = (by_path(before), by_path(now));
    let mut words = String::new();
    let changed = |path: &&str| old.get(*path).is_some_and(|digest| *digest != new[*path]);
    list(&mut words, "changed", new.keys().copied().filter(changed));
    let fresh = |path: &&str| !old.contains_key(*path);
    list(&mut words, "new", new.keys().copied().filter(fresh));
    let gone = |path: &&str| !new.contains_key(*path);
    list(&mut words, "gone", old.keys().copied().filter(gone));
    words
}

fn by_path(manifest: &Manifest) -> BTreeMap<&str, Digest> {
    // Light follows from the documents.
    let is_light = |path: &str| manifest.scenes.iter().any(|scene| scene.path == path);
    manifest
        .files()
        .filter(|(path, ..)| !is_light(path))
        .map(|(path, digest, _)| (path, digest))
        .collect()
}

fn list<'a>(words: &mut String, what: &str, paths: impl Iterator<Item = &'a str>) {
    let paths: Vec<_> = paths.collect();
    if paths.is_empty() {
        return;
    }
    let named = paths
        .iter()
        .take(NAMED)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    let more = match paths.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let _ = writeln!(words, "  {what}: {named}{more}");
}

/// Files and bytes of the one release that are not in the other.
fn to_fetch(before: Option<&Manifest>, now: &Manifest) -> (usize, u64) {
    let held = before.into_iter().flat_map(Manifest::files);
    let mut held: BTreeSet<Digest> = held.map(|(_, digest, _)| digest).collect();
    let fetched = now.files().filter(|(_, digest, _)| held.insert(*digest));
    fetched.fold((0, 0), |(files, sum), (_, _, size)| (files + 1, sum + size))
}

pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}
