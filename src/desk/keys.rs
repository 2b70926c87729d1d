//! Looking after a place's keys: making, changing, renewing and showing them, with words for staff.
//!
//! What the keys are, and how they sign, is in [`legeplads_trust::keys`].

mod life;
mod show;

use std::path::Path;

use jiff::Timestamp;
use legeplads_trust::Channel;
use legeplads_trust::keys::{KeyError, KeyRing, Renewal, RoleName};

pub use life::Ended;
pub(crate) use life::{endings, lasting};
pub use show::show;

use crate::place::{Place, PlaceError};

/// Makes the keys of a place in a new folder.
///
/// # Errors
///
/// [`KeyError::Exists`] when there is such a folder; otherwise as [`KeyRing::create`].
pub async fn init(
    folder: &Path,
    desk: &str,
    channels: &[Channel],
    now: Timestamp,
) -> Result<String, KeyError> {
    if folder.symlink_metadata().is_ok() {
        return Err(KeyError::Exists(folder.to_owned()));
    }
    let mut keys = KeyRing::create(desk, channels, now).await?;
    keys.save_new(folder)?;
    let dir = folder.display();
    let roles = keys.roles();
    Ok(format!(
        "The keys are in {dir}. Read {dir}/READ-ME-FIRST.md now: it says what to keep where.\n\
         \n\
         - {dir}/offline: take these {} off this machine, to places of their own.\n\
         - {dir}/root.json: give this to every kiosk.\n\
         - The desk {desk} publishes on: {}.\n",
        roles.root.keys.len() + roles.targets.keys.len(),
        list(channels)
    ))
}

/// Replaces a role's keys or one key, and saves that.
///
/// # Errors
///
/// As [`KeyRing::rotate`] and [`KeyRing::save`].
pub async fn rotate(
    keys: &mut KeyRing,
    folder: &Path,
    word: &str,
    now: Timestamp,
) -> Result<String, KeyError> {
    let rotated = keys.rotate(word, now).await?;
    keys.save(folder)?;
    let goes = match &rotated.role {
        RoleName::Root | RoleName::Targets => "take it off this machine, to a place of its own",
        RoleName::Online => "put it where `legeplads-desk serve` and the desks run",
        RoleName::Desk(_) => "once this is published, put it on that desk's computer",
    };
    let mut words = format!("{} has new keys.\n\n", rotated.role);
    for file in &rotated.new {
        words += &format!("- new: {file}: {goes}.\n");
    }
    for file in &rotated.old {
        words += &format!("- old: {file}: destroy it as soon as this is published.\n");
    }
    Ok(words + &publish_it(folder))
}

/// Adds a desk, or gives one more channels, and saves that.
///
/// # Errors
///
/// As [`KeyRing::add_desk`] and [`KeyRing::save`].
pub async fn add_desk(
    keys: &mut KeyRing,
    folder: &Path,
    desk: &str,
    channels: &[Channel],
    now: Timestamp,
) -> Result<String, KeyError> {
    let added = keys.add_desk(desk, channels, now).await?;
    keys.save(folder)?;
    let channels = list(&added.channels);
    let words = match added.key {
        Some(file) => format!(
            "The desk {desk} publishes on: {channels}.\n\n\
             - new: {file}: put it on that desk's computer, with a copy of the rest of {} but \
             offline/ and the other desks' keys.\n",
            folder.display()
        ),
        None => format!("The desk {desk} now publishes on: {channels}.\n"),
    };
    Ok(words + &publish_it(folder))
}

/// Why signatures could not be renewed.
#[derive(Debug, thiserror::Error)]
pub enum CannotRenew {
    /// The keys, or their folder.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The place.
    #[error(transparent)]
    Place(#[from] PlaceError),
}

/// Signs again what will soon end, as far as the keys are here, and publishes that together with
/// whatever else changed in the keys' folder. Without a place only the folder is renewed.
///
/// # Errors
///
/// Without the online key nothing can be published; a missing key of another role is said in the
/// words, since its role is good for a while.
pub async fn renew(
    keys: &mut KeyRing,
    folder: &Path,
    place: Option<&Place>,
    now: Timestamp,
) -> Result<String, CannotRenew> {
    let mut words = String::new();
    for renewed in keys.renew(now).await? {
        let (role, until) = (&renewed.role, show::date(renewed.expires));
        words += &match renewed.renewal {
            Renewal::NotYet => format!("{role} is good until {until}; it needs nothing yet.\n"),
            Renewal::Signed => format!("{role} is signed again, and good until {until}.\n"),
            Renewal::Wanting(why) => {
                let time = show::distance(renewed.expires, now);
                format!("! {role} ends on {until} ({time}) and was not signed again: {why}\n")
            }
        };
    }
    keys.save(folder)?;
    words += &match place {
        Some(place) => {
            let version = place.with_roles(keys, now).await?;
            let until = show::date(keys.roles().online.expires(now));
            format!(
                "Published in {}: timestamp {version}, good until {until}.\n",
                place.name()
            )
        }
        None => "Nothing was published; name the place with --to.\n".to_owned(),
    };
    Ok(words)
}

fn publish_it(folder: &Path) -> String {
    format!(
        "\nThis counts as soon as it is published: legeplads-desk keys renew --keys {} --to PLACE\n",
        folder.display()
    )
}

fn list(channels: &[Channel]) -> String {
    let names: Vec<_> = channels.iter().map(Channel::to_string).collect();
    names.join(", ")
}
