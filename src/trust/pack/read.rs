//! Reading a pack from its first byte to its last, and believing none of it unchecked.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::io::{self, Read};

use jiff::Timestamp;
use tough::TargetName;
use tough::schema::{DelegatedRole, Delegations, Root, Targets};

use super::{Extent, FORMAT, MAGIC, Pack, Unpackable, contents};
use crate::client::parsed::{Parsed, parse, signatures, signed_by_root, trusted_root};
use crate::client::{owns, target};
use crate::{
    Channel, Clock, ClockState, Digest, Digester, Distrust, Freshness, MADE, Target, limits, verify,
};

/// Bytes that are read at once to be hashed.
const CHUNK: usize = 64 * 1024;

/// Reads a pack to its end and checks all of it: signatures, thresholds and expiry, the manifest, and the
/// length and digest of every content.
///
/// `root` is whom to believe: a `root.json`, as of the keys that packed it or of any earlier time. With
/// `None` the root that the pack brings along is believed, which proves that the pack is whole and that
/// one place made it, and not which place: [`Pack::root`] is then the newest that it brings along, to be
/// compared with the `root.json` of those who packed it.
///
/// The clock is believed as with everything else that is signed: one that others vouch for refuses what
/// has expired, any other takes it as [`Freshness::Unproven`].
///
/// # Errors
///
/// [`Unpackable`] says what is wrong. Whatever the bytes are, no more memory is taken than the parts
/// may have.
pub fn read(from: impl Read, root: Option<&[u8]>, clock: Clock) -> Result<Pack, Unpackable> {
    let mut file = Reader { from, at: 0 };
    file.begin()?;
    let channel = file.channel()?;
    let (chain, targets, desk) = file.proofs()?;

    let root = newest(root, &chain)?;
    let mut expiry = Expiry::new(clock);
    expiry.judge("root", root.role.signed.expires)?;
    let targets: Parsed<Targets> = distrusted(parse("targets", &targets))?;
    distrusted(signed_by_root(&root.role.signed, "targets", &targets.role))?;
    expiry.judge("targets", targets.role.signed.expires)?;
    let signed_for = signed_for(&targets.role.signed, &desk, &channel, &mut expiry)?;

    let bytes = file.part("the manifest", limits::MANIFEST_BYTES)?;
    let manifest = verify(&bytes, &signed_for)?;
    if manifest.manifest().withdrawn {
        return Err(Unpackable::Withdrawn);
    }
    let mut extents: BTreeMap<Digest, Extent> = BTreeMap::new();
    for (path, digest, size) in contents(manifest.manifest()) {
        let at = file.at;
        if file.digest(path, size)? != digest {
            return Err(Unpackable::Changed {
                path: path.to_owned(),
            });
        }
        extents.insert(digest, Extent { at, size });
    }
    // A content that two files share has one length.
    for (path, digest, size) in manifest.manifest().files() {
        if extents
            .get(&digest)
            .is_none_or(|extent| extent.size != size)
        {
            return Err(Unpackable::Changed {
                path: path.to_owned(),
            });
        }
    }
    file.end()?;
    let root = Digest::of(root.text.as_bytes());
    Ok(Pack {
        channel,
        root,
        freshness: expiry.freshness(),
        contents: extents,
        manifest,
    })
}

/// The newest root that can be reached from the one that is believed. The chain must hold from its own
/// beginning, whatever of it is known already.
fn newest(believed: Option<&[u8]>, chain: &[Vec<u8>]) -> Result<Parsed<Root>, Unpackable> {
    let (first, later) = chain.split_first().ok_or(Unpackable::Roots(0))?;
    let mut own = distrusted(trusted_root(first))?;
    let mut root = match believed {
        Some(root) => distrusted(trusted_root(root))?,
        None => own.clone(),
    };
    go_on(&mut root, &own)?;
    for bytes in later {
        let next: Parsed<Root> = distrusted(parse("root", bytes))?;
        distrusted(follows(&own, &next))?;
        own = next;
        go_on(&mut root, &own)?;
    }
    Ok(root)
}

/// From the root that is believed to the next one, if this is it.
fn go_on(root: &mut Parsed<Root>, next: &Parsed<Root>) -> Result<(), Unpackable> {
    match next.role.signed.version.cmp(&root.role.signed.version) {
        Ordering::Equal if next.role.signed != root.role.signed => Err(Unpackable::OtherRoot {
            theirs: Digest::of(next.text.as_bytes()),
            ours: Digest::of(root.text.as_bytes()),
        }),
        Ordering::Less | Ordering::Equal => Ok(()),
        Ordering::Greater => {
            distrusted(follows(root, next))?;
            root.clone_from(next);
            Ok(())
        }
    }
}

/// Whether a root is signed by the one before it, and by itself.
fn follows(before: &Parsed<Root>, next: &Parsed<Root>) -> Result<(), Distrust> {
    let (known, version) = (before.role.signed.version, next.role.signed.version);
    if version.get() != known.get().saturating_add(1) {
        return Err(Distrust::Mismatch {
            role: "root".to_owned(),
            why: format!("version {version} follows version {known}"),
        });
    }
    signed_by_root(&before.role.signed, "root", &next.role)?;
    signed_by_root(&next.role.signed, "root", &next.role)
}

/// What the channel's desk has signed for, if its metadata is its own.
fn signed_for(
    targets: &Targets,
    desk: &[u8],
    channel: &Channel,
    expiry: &mut Expiry,
) -> Result<Target, Unpackable> {
    let no_desk = || Unpackable::NoDesk(channel.clone());
    let name = TargetName::new(channel.pack_name()).map_err(|_| no_desk())?;
    let delegations = targets.delegations.as_ref().ok_or_else(no_desk)?;
    let mut owners = delegations.roles.iter();
    let owner = owners.find(|role| owns(role, &name)).ok_or_else(no_desk)?;
    let desk: Parsed<Targets> = distrusted(parse(&owner.name, desk))?;
    distrusted(signed_by_desk(delegations, owner, &desk))?;
    expiry.judge(&owner.name, desk.role.signed.expires)?;
    let listed = desk.role.signed.targets.get(&name);
    let listed = listed.ok_or_else(|| Unpackable::NotForPacks(owner.name.clone()))?;
    distrusted(target(&owner.name, listed))
}

/// Asked of this delegation alone: the library would take the first one of that name.
fn signed_by_desk(
    delegations: &Delegations,
    owner: &DelegatedRole,
    desk: &Parsed<Targets>,
) -> Result<(), Distrust> {
    let alone = Delegations {
        roles: vec![owner.clone()],
        keys: delegations.keys.clone(),
    };
    alone
        .verify_role(&desk.role, &owner.name)
        .map_err(|error| signatures(&owner.name, &error))
}

fn distrusted<T>(found: Result<T, Distrust>) -> Result<T, Unpackable> {
    found.map_err(Unpackable::Distrusted)
}

/// Whether what is relied on is still good.
struct Expiry {
    clock: ClockState,
    now: Timestamp,
    is_over: bool,
}

impl Expiry {
    fn new(clock: Clock) -> Self {
        Self {
            clock: clock.state(MADE),
            now: clock.believed(MADE),
            is_over: false,
        }
    }

    fn judge(&mut self, role: &str, expires: Timestamp) -> Result<(), Unpackable> {
        let is_over = expires <= self.now;
        if is_over && self.clock == ClockState::Synced {
            return Err(Unpackable::Expired {
                role: role.to_owned(),
                expires,
                now: self.now,
            });
        }
        self.is_over |= is_over;
        Ok(())
    }

    fn freshness(&self) -> Freshness {
        match self.is_over || self.clock == ClockState::Bad {
            true => Freshness::Unproven,
            false => Freshness::Proven,
        }
    }
}

/// The file, and how far it was read.
struct Reader<R> {
    from: R,
    at: u64,
}

impl<R: Read> Reader<R> {
    fn begin(&mut self) -> Result<(), Unpackable> {
        let mut magic = [0; MAGIC.len()];
        match self.from.read_exact(&mut magic) {
            Ok(()) if magic == *MAGIC => {}
            Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => return Err(error.into()),
            _ => return Err(Unpackable::NotAPack),
        }
        self.at = magic.len() as u64;
        match self.number("its beginning")? {
            FORMAT => Ok(()),
            other => Err(Unpackable::Format(other)),
        }
    }

    fn channel(&mut self) -> Result<Channel, Unpackable> {
        let bytes = self.part("its channel", limits::PATH_BYTES as u64)?;
        let text = String::from_utf8(bytes).map_err(|_| Unpackable::NoChannel)?;
        Channel::try_from(text).map_err(|_| Unpackable::NoChannel)
    }

    /// The roots, the list of desks, and the desk's own metadata.
    fn proofs(&mut self) -> Result<(Vec<Vec<u8>>, Vec<u8>, Vec<u8>), Unpackable> {
        let count = self.number("its roots")?;
        if count == 0 || u64::from(count) > limits::ROOT_STEPS {
            return Err(Unpackable::Roots(count));
        }
        let mut room = limits::REFRESH_BYTES;
        let mut proof = |what: &str| {
            let bytes = self.part(what, limits::METADATA_BYTES.min(room))?;
            room -= bytes.len() as u64;
            Ok::<_, Unpackable>(bytes)
        };
        let mut roots = Vec::new();
        for number in 1..=count {
            roots.push(proof(&format!("its root {number}"))?);
        }
        Ok((
            roots,
            proof("its list of desks")?,
            proof("its desk's signature")?,
        ))
    }

    fn number(&mut self, what: &str) -> Result<u32, Unpackable> {
        let bytes = self.bytes(what, 4)?;
        let bytes = <[u8; 4]>::try_from(bytes).map_err(|_| Unpackable::Cut(what.to_owned()))?;
        Ok(u32::from_be_bytes(bytes))
    }

    fn part(&mut self, what: &str, most: u64) -> Result<Vec<u8>, Unpackable> {
        let bytes = u64::from(self.number(what)?);
        if bytes > most {
            return Err(Unpackable::TooLong {
                what: what.to_owned(),
                bytes,
                most,
            });
        }
        self.bytes(what, bytes)
    }

    /// No room is made for more than comes.
    fn bytes(&mut self, what: &str, count: u64) -> Result<Vec<u8>, Unpackable> {
        let mut bytes = Vec::new();
        self.from.by_ref().take(count).read_to_end(&mut bytes)?;
        if (bytes.len() as u64) < count {
            return Err(Unpackable::Cut(what.to_owned()));
        }
        self.at = self.at.saturating_add(count);
        Ok(bytes)
    }

    /// The digest of the next bytes, which are not kept.
    fn digest(&mut self, what: &str, count: u64) -> Result<Digest, Unpackable> {
        let mut digester = Digester::new();
        let mut content = self.from.by_ref().take(count);
        let mut chunk = vec![0; CHUNK];
        loop {
            match content.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => digester.update(chunk.get(..read).unwrap_or_default()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        if content.limit() > 0 {
            return Err(Unpackable::Cut(what.to_owned()));
        }
        self.at = self.at.saturating_add(count);
        Ok(digester.finish())
    }

    fn end(&mut self) -> Result<(), Unpackable> {
        let mut more = Vec::new();
        match self.from.by_ref().take(1).read_to_end(&mut more)? {
            0 => Ok(()),
            _ => Err(Unpackable::GoesOn),
        }
    }
}
