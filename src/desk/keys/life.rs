//! How long what a desk signs is good: no longer than the root and the list of desks that it rests on.

use jiff::{SignedDuration, Timestamp};
use legeplads_trust::keys::KeyRing;
use legeplads_trust::publish::Published;

use super::show::ending;
use crate::place::Desk;

/// Who publishes or packs is told so long before the end; `keys show` and `keys renew` know it earlier.
const SOON: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The root or the list of desks has expired: a kiosk whose clock is right takes nothing that rests on it.
#[derive(Debug, thiserror::Error)]
#[error(
    "{0} (if that was done elsewhere, fetch roles.ron, root.json, roots/ and metadata/ from there). Until \
     then kiosks whose clock is right would refuse this"
)]
pub struct Ended(String);

/// Warnings of what will end soon, a line each; mostly none. With `published` the newer of what is there
/// and what is in the folder of keys counts: that one is published, or goes along.
///
/// # Errors
///
/// [`Ended`] when something has ended already.
pub(crate) fn lasting(
    keys: &KeyRing,
    published: Option<&Published>,
    now: Timestamp,
) -> Result<String, Ended> {
    let near = near(keys, published, now);
    let mut over = near.iter().filter(|(_, expires)| *expires <= now);
    match over.next() {
        Some((role, expires)) => Err(Ended(ending(role, *expires, now))),
        None => Ok(words(&near, now)),
    }
}

/// The same after what must be published all the same: what has ended is a warning, too.
pub(crate) async fn endings(desk: &Desk, now: Timestamp) -> String {
    let standing = desk.place.standing(desk.keys.first_root()).await;
    // It was published; a place that fails only now is no reason to say that it was not.
    let standing = standing.ok().flatten();
    let published = standing.as_ref().map(|standing| &standing.published);
    words(&near(&desk.keys, published, now), now)
}

/// What ends soon, or has ended.
fn near(
    keys: &KeyRing,
    published: Option<&Published>,
    now: Timestamp,
) -> Vec<(&'static str, Timestamp)> {
    let expiries = published.map(Published::expiries).unwrap_or_default();
    let newest = |role: &'static str, here: Timestamp| {
        let there = expiries.iter().find(|expiry| expiry.role == role);
        (role, there.map_or(here, |there| there.expires.max(here)))
    };
    let all = [
        newest("root", keys.root_expires()),
        newest("targets", keys.targets_expires()),
    ];
    all.into_iter()
        .filter(|(_, expires)| expires.duration_since(now) < SOON)
        .collect()
}

fn words(near: &[(&str, Timestamp)], now: Timestamp) -> String {
    let lines = near.iter();
    lines
        .map(|(role, expires)| format!("! {}\n", ending(role, *expires, now)))
        .collect()
}
