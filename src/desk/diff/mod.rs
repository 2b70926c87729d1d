//! `legeplads-desk diff`: what is different between two releases, in words for staff.
//!
//! Not files are compared but what they say: cards with cards, stops with stops, by their ids, and
//! texts language by language.

mod compare;
mod items;
mod words;

use legeplads_trust::{Manifest, Verified};

use crate::content::Content;
use crate::place::{Desk, PlaceError};
use items::Items;

/// What is different in release `b` from release `a`; without `b`, in the newest one.
///
/// # Errors
///
/// When there are no such releases, or they cannot be read.
pub async fn diff(desk: &Desk, a: u64, b: Option<u64>) -> Result<String, PlaceError> {
    let (a, b) = (find(desk, Some(a)).await?, find(desk, b).await?);
    let (a, b) = (a.manifest(), b.manifest());
    let heading = words::heading(a, b, desk);
    Ok(heading + &body(desk, a, b).await?)
}

async fn find(desk: &Desk, number: Option<u64>) -> Result<Verified, PlaceError> {
    let history = desk.history().await?;
    match number {
        Some(number) => history.find(number).await,
        None => Ok(history.newest().clone()),
    }
}

async fn body(desk: &Desk, a: &Manifest, b: &Manifest) -> Result<String, PlaceError> {
    if a.withdrawn || b.withdrawn {
        return Ok(words::withdrawn(a, b));
    }
    let (old, new) = match (Content::read(desk, a).await?, Content::read(desk, b).await?) {
        (Content::Feed(old), Content::Feed(new)) => (old, new),
        (Content::Outdated(why), _) => return Ok(words::outdated(a.version, &why, a, b)),
        (_, Content::Outdated(why)) => return Ok(words::outdated(b.version, &why, a, b)),
    };
    let (was, is) = (Items::of(&old), Items::of(&new));
    let sorts = compare::sorts(&was, &is, &old.languages, &new.languages);
    let told = words::languages(&old.languages, &new.languages)
        + &words::sorts(&sorts)
        + &words::launches(&old, &new)
        + &words::pictures_and_fonts(a, b, &is);
    Ok(match told.is_empty() {
        true => words::same(a, b),
        false => told,
    })
}
