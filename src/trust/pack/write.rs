//! Making a pack: all but the contents, signed by the channel's desk.

use std::collections::HashMap;

use jiff::Timestamp;
use tough::TargetName;
use tough::schema::Target;

use super::{FORMAT, MAGIC};
use crate::keys::{KeyError, KeyRing, empty_desk, signing};
use crate::publish::{hashes, no_such_channel, owner};
use crate::{Channel, Verified};

/// Signs for a release in the name of the desk that owns the channel. Gives the pack's bytes up to its
/// contents; [`contents`](super::contents) says which follow, and in which order.
///
/// The desk's key alone is needed. The same keys, manifest and time give the same bytes.
///
/// # Errors
///
/// [`KeyError::NoSuchChannel`]; [`KeyError::Missing`] without the desk's key.
pub async fn seal(
    keys: &KeyRing,
    channel: &Channel,
    manifest: &Verified,
    now: Timestamp,
) -> Result<Vec<u8>, KeyError> {
    let delegations = keys.delegations();
    let desk = owner(delegations, channel)
        .map(|desk| desk.name.as_str())
        .ok_or_else(|| no_such_channel(delegations, channel))?;
    let name = TargetName::new(channel.pack_name()).map_err(|error| signing(desk, &error))?;
    let target = Target {
        length: manifest.bytes().len() as u64,
        hashes: hashes(manifest.digest()),
        custom: HashMap::new(),
        _extra: HashMap::new(),
    };
    let mut document = empty_desk(desk, &keys.desk_role(desk), now);
    document.targets.add_target(name, target);
    let signed = keys.signer().sign_desk(document, delegations).await?;

    let roots: Vec<&[u8]> = keys.roots().collect();
    let mut bytes = MAGIC.to_vec();
    bytes.extend(FORMAT.to_be_bytes());
    part(&mut bytes, channel.as_str().as_bytes())?;
    bytes.extend(length(&roots)?);
    for root in roots {
        part(&mut bytes, root)?;
    }
    part(&mut bytes, &keys.targets().bytes)?;
    part(&mut bytes, &signed.bytes)?;
    part(&mut bytes, manifest.bytes())?;
    Ok(bytes)
}

fn part(bytes: &mut Vec<u8>, part: &[u8]) -> Result<(), KeyError> {
    bytes.extend(length(part)?);
    bytes.extend(part);
    Ok(())
}

fn length<T>(of: &[T]) -> Result<[u8; 4], KeyError> {
    let length = u32::try_from(of.len()).map_err(|error| signing("a pack", &error))?;
    Ok(length.to_be_bytes())
}
