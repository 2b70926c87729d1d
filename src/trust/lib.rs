//! Who may say what.
//!
//! A **release** is one published, immutable version of a feed. Its [`Manifest`] lists every
//! document and picture by SHA-256 and size, so whoever believes the manifest can check all the
//! rest. [`verify`] is the one door through which bytes from outside become a manifest that the
//! rest of the program believes.
//!
//! # What the door proves today
//!
//! Form and limits only: the bytes are a well-formed manifest within [`limits`]. It does **not**
//! prove who wrote it. Whoever can answer in the server's stead can publish; with an `https`
//! address that is whoever holds the server or a certificate for it. Signatures (The Update
//! Framework) take the place of this plain manifest behind the same door, and [`Verified`] will
//! then mean "signed by those who may".

mod digest;
pub mod limits;
mod manifest;
mod verify;

pub use digest::{Digest, Digester, NotADigest};
pub use manifest::{Document, Manifest, Media};
pub use verify::{Untrusted, Verified, is_path, verify};
