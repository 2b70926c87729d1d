//! What is different, in words for staff.

use std::collections::BTreeMap;
use std::fmt::Write;

use legeplads_feed::{CampaignId, Feed, Language};
use legeplads_trust::{Digest, Manifest};

use super::compare::{Field, Named, Sort};
use super::items::Items;
use crate::place::Desk;
use crate::publish::files;

pub(super) fn heading(a: &Manifest, b: &Manifest, desk: &Desk) -> String {
    let one = |manifest: &Manifest| {
        let note = match manifest.note.as_str() {
            "" => String::new(),
            note => format!("  “{note}”"),
        };
        format!("{}, made {:.0}{note}\n", manifest.version, manifest.created)
    };
    format!(
        "Channel {} in {}\n  from release {}  to   release {}",
        desk.channel,
        desk.place.name(),
        one(a),
        one(b)
    )
}

pub(super) fn withdrawn(a: &Manifest, b: &Manifest) -> String {
    match (a.withdrawn, b.withdrawn) {
        (true, true) => "Both take everything down: screens show what is built in.\n".to_owned(),
        (true, false) => format!(
            "Release {} had taken everything down; release {} shows {} again.\n",
            a.version, b.version, b.feed
        ),
        _ => format!(
            "Release {} takes everything down: screens show what is built in.\n",
            b.version
        ),
    }
}

pub(super) fn outdated(release: u64, why: &str, a: &Manifest, b: &Manifest) -> String {
    format!(
        "Release {release} is not right by today's rules and can be compared file by file only:\n  \
         {why}\n{}",
        files(a, b)
    )
}

pub(super) fn same(a: &Manifest, b: &Manifest) -> String {
    match files(a, b) {
        none if none.is_empty() => "They are the same.\n".to_owned(),
        files => format!("They show the same. Only how the files are written differs:\n{files}"),
    }
}

pub(super) fn languages(old: &[Language], new: &[Language]) -> String {
    let only = |these: &[Language], others: &[Language]| {
        let these = these.iter().filter(|one| !others.contains(one));
        these.map(Language::to_string).collect::<Vec<_>>()
    };
    let (fresh, gone) = (only(new, old), only(old, new));
    let mut words = String::new();
    if !fresh.is_empty() {
        words += &format!("  new      {}, in all texts\n", fresh.join(", "));
    }
    if !gone.is_empty() {
        words += &format!("  gone     {}, from all texts\n", gone.join(", "));
    }
    if words.is_empty() && old != new {
        let order = new.iter().map(Language::as_str).collect::<Vec<_>>();
        words += &format!("  changed  order: {}\n", order.join(", "));
    }
    titled("languages", &words)
}

pub(super) fn sorts(sorts: &[Sort<'_>]) -> String {
    sorts.iter().map(sort).collect()
}

fn sort(sort: &Sort<'_>) -> String {
    let mut words = String::new();
    for (named, fields) in &sort.changed {
        let fields: Vec<_> = fields.iter().map(field).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(words, "  changed  {}: {}", name(named), fields.join(", "));
    }
    for named in &sort.new {
        let _ = writeln!(words, "  new      {}", name(named));
    }
    for named in &sort.gone {
        let _ = writeln!(words, "  gone     {}", name(named));
    }
    titled(sort.name, &words)
}

fn name(named: &Named<'_>) -> String {
    match named.title {
        "" => named.id.to_owned(),
        title => format!("{} “{title}”", named.id),
    }
}

/// `body (da, en)`; `picture`.
fn field(field: &Field) -> String {
    let languages: Vec<_> = field.languages.iter().map(String::as_str).collect();
    match (languages.join(", "), field.other) {
        (none, _) if none.is_empty() => field.name.clone(),
        (languages, false) => format!("{} ({languages})", field.name),
        (languages, true) => format!("{} ({languages}, and more)", field.name),
    }
}

/// What is unveiled on all screens at once, and when.
pub(super) fn launches(old: &Feed, new: &Feed) -> String {
    let reveal = |feed: &'_ Feed, id: &CampaignId| {
        let mut campaigns = feed.campaigns.iter();
        let campaign = campaigns.find(|campaign| campaign.id == *id)?;
        campaign.reveal.clone()
    };
    let mut words = String::new();
    for campaign in &new.campaigns {
        let id = &campaign.id;
        let what = match (reveal(old, id), &campaign.reveal) {
            (None, Some(_)) => "new",
            (Some(was), Some(is)) if was != *is => "changed",
            _ => continue,
        };
        if let Some(reveal) = &campaign.reveal {
            // Writing to a string cannot fail.
            let _ = writeln!(words, "  {what:<7}  {id}: on all its screens on {reveal}");
        }
    }
    for campaign in &old.campaigns {
        let id = &campaign.id;
        if let (Some(was), None) = (&campaign.reveal, reveal(new, id)) {
            let _ = writeln!(words, "  gone     {id}: no longer on {was}");
        }
    }
    titled("launches", &words)
}

pub(super) fn pictures_and_fonts(a: &Manifest, b: &Manifest, items: &Items) -> String {
    let on_cards = |path: &str| match items.cards_with(path) {
        none if none.is_empty() => String::new(),
        cards => format!(", on {}", cards.join(", ")),
    };
    let pictures = changed(&pictures_of(a), &pictures_of(b), on_cards);
    let fonts = changed(&fonts_of(a), &fonts_of(b), |_| String::new());
    titled("pictures", &pictures) + &titled("fonts", &fonts)
}

/// Files by their paths.
type Files<'a> = BTreeMap<&'a str, Digest>;

fn changed(old: &Files, new: &Files, on: impl Fn(&str) -> String) -> String {
    let mut words = String::new();
    for (path, digest) in new {
        let what = match old.get(path) {
            Some(was) if was == digest => continue,
            Some(_) => "changed",
            None => "new",
        };
        let _ = writeln!(words, "  {what:<7}  {path}{}", on(path));
    }
    for path in old.keys().filter(|path| !new.contains_key(*path)) {
        let _ = writeln!(words, "  gone     {path}");
    }
    words
}

fn pictures_of(manifest: &Manifest) -> Files<'_> {
    let media = manifest.media.iter();
    media.map(|one| (one.path.as_str(), one.sha256)).collect()
}

fn fonts_of(manifest: &Manifest) -> Files<'_> {
    let fonts = manifest.fonts.iter();
    fonts.map(|one| (one.path.as_str(), one.sha256)).collect()
}

/// A heading, if there is anything to stand under it.
fn titled(heading: &str, words: &str) -> String {
    match words {
        "" => String::new(),
        words => format!("{heading}\n{words}"),
    }
}
