//! One private key, in memory.

use std::error::Error;
use std::fmt;

use async_trait::async_trait;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use tough::key_source::KeySource;
use tough::sign::Sign;

use super::pem;
use super::roles::PublicKey;

/// An Ed25519 key that can sign. Printing one shows its public half.
#[derive(Clone)]
pub(crate) struct PrivateKey(Ed25519KeyPair);

impl PrivateKey {
    /// A new key out of the system's randomness; `None` when there is none to be had.
    pub fn generate() -> Option<Self> {
        let document = Ed25519KeyPair::generate_pkcs8v1(&SystemRandom::new()).ok()?;
        Self::from_pkcs8(document.as_ref())
    }

    fn from_pkcs8(document: &[u8]) -> Option<Self> {
        Ed25519KeyPair::from_pkcs8(document).ok().map(Self)
    }

    /// Reads a PEM file as `openssl genpkey -algorithm ED25519` and [`Self::to_pem`] write it.
    pub fn from_pem(text: &str) -> Option<Self> {
        Self::from_pkcs8(&pem::decode(text)?)
    }

    /// The key as a PEM file, PKCS#8 (RFC 8410).
    pub fn to_pem(&self) -> Option<String> {
        let document = self.0.to_pkcs8v1().ok()?;
        Some(pem::encode(document.as_ref()))
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        self.0.public_key().as_ref().to_vec().into()
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(public ")?;
        let public = self.0.public_key().as_ref();
        public.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        f.write_str(")")
    }
}

#[async_trait]
impl KeySource for PrivateKey {
    async fn as_sign(&self) -> Result<Box<dyn Sign>, Box<dyn Error + Send + Sync>> {
        Ok(Box::new(self.0.clone()))
    }

    async fn write(&self, _: &str, _: &str) -> Result<(), Box<dyn Error + Send + Sync>> {
        Err("a key in memory is not written by those who sign with it".into())
    }
}
