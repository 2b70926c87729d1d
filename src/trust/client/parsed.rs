//! One file of metadata, read.

use serde::de::DeserializeOwned;
use tough::schema::{Metafile, Role, Root, Signed};

use super::Distrust;
use crate::Digest;

/// Metadata as it came and as it was understood. That it can be read says nothing about who signed
/// it.
#[derive(Debug, Clone)]
pub(crate) struct Parsed<T> {
    pub(crate) text: String,
    pub(crate) role: Signed<T>,
}

/// A root beyond this has no room to count on. No place ever gets there: roots count one by one.
const LAST_ROOT: u64 = u32::MAX as u64;

/// Reads one file. `name` is the role's: `root`, `timestamp`, or a desk's.
pub(crate) fn parse<T: DeserializeOwned>(name: &str, bytes: &[u8]) -> Result<Parsed<T>, Distrust> {
    let malformed = |why: String| Distrust::Malformed {
        role: name.to_owned(),
        why,
    };
    let text = str::from_utf8(bytes).map_err(|error| malformed(error.to_string()))?;
    let role = serde_json::from_str(text).map_err(|error| malformed(error.to_string()))?;
    Ok(Parsed {
        text: text.to_owned(),
        role,
    })
}

/// A root that is trusted because of where it was found. It must still keep its own rule.
pub(crate) fn trusted_root(bytes: &[u8]) -> Result<Parsed<Root>, Distrust> {
    if crate::verify::is_page(bytes) {
        return Err(Distrust::Root("it is a web page".to_owned()));
    }
    let root: Parsed<Root> = parse("root", bytes).map_err(|why| Distrust::Root(why.to_string()))?;
    signed_by_root(&root.role.signed, "root", &root.role)
        .map_err(|why| Distrust::Root(why.to_string()))?;
    if root.role.signed.version.get() > LAST_ROOT {
        return Err(Distrust::Root("its version is too high".to_owned()));
    }
    Ok(root)
}

/// Whether enough of those have signed whom `root` names for this kind of role.
pub(crate) fn signed_by_root<T: Role>(
    root: &Root,
    name: &str,
    role: &Signed<T>,
) -> Result<(), Distrust> {
    root.verify_role(role)
        .map_err(|error| signatures(name, &error))
}

pub(crate) fn signatures(name: &str, error: &tough::schema::Error) -> Distrust {
    Distrust::Signatures {
        role: name.to_owned(),
        why: error.to_string(),
    }
}

/// Whether a file is the one that a signed list names. The standard lets a list leave out length
/// and hash; the desks here always write both, so a list without them is not theirs.
pub(crate) fn as_listed(
    name: &str,
    listed: Option<&Metafile>,
    version: u64,
    bytes: &[u8],
) -> Result<(), Distrust> {
    let mismatch = |why: String| {
        Err(Distrust::Mismatch {
            role: name.to_owned(),
            why,
        })
    };
    let Some(listed) = listed else {
        return mismatch("it is not listed".to_owned());
    };
    if listed.version.get() != version {
        return mismatch(format!(
            "version {} is listed and {version} came",
            listed.version
        ));
    }
    let length = bytes.len() as u64;
    if listed.length != Some(length) {
        let said = listed
            .length
            .map_or("no length".to_owned(), |said| format!("{said} bytes"));
        return mismatch(format!("{said} are listed and {length} came"));
    }
    if hash(listed) != Some(Digest::of(bytes)) {
        return mismatch("its SHA-256 is not the one that is listed".to_owned());
    }
    Ok(())
}

/// The SHA-256 that a list gives for a file.
pub(crate) fn hash(listed: &Metafile) -> Option<Digest> {
    listed
        .hashes
        .as_ref()
        .and_then(|hashes| digest(&hashes.sha256))
}

/// A hash in metadata is as many bytes as somebody wrote; a SHA-256 is 32.
pub(crate) fn digest(bytes: &[u8]) -> Option<Digest> {
    <[u8; 32]>::try_from(bytes).ok().map(Digest::from)
}
