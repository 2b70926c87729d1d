//! Signing metadata with what keys are here.

use std::collections::BTreeMap;

use aws_lc_rs::rand::SystemRandom;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tough::editor::signed::SignedRole;
use tough::key_source::KeySource;
use tough::schema::{
    DelegatedTargets, Delegations, KeyHolder, Role, RoleKeys, RoleType, Root, Signed, Snapshot,
    Targets, Timestamp,
};

use super::KeyError;
use super::documents::signing;
use super::private::PrivateKey;
use super::roles::{KeyId, PublicKey, Role as Keys, RoleName, Roles, key_id};

/// Signed metadata: the bytes that are published, and what they say.
#[derive(Debug, Clone)]
pub(crate) struct SignedFile<T> {
    pub bytes: Vec<u8>,
    pub signed: Signed<T>,
}

impl<T: DeserializeOwned> SignedFile<T> {
    /// Reads metadata. Nothing about its signatures is checked here.
    pub fn read(bytes: Vec<u8>) -> Result<Self, serde_json::Error> {
        let signed = serde_json::from_slice(&bytes)?;
        Ok(Self { bytes, signed })
    }
}

impl<T: Role> SignedFile<T> {
    /// Its version.
    pub fn version(&self) -> u64 {
        self.signed.signed.version().get()
    }
}

impl<T> From<SignedRole<T>> for SignedFile<T>
where
    T: Role + Serialize + Clone,
{
    fn from(role: SignedRole<T>) -> Self {
        Self {
            bytes: role.buffer().clone(),
            signed: role.signed().clone(),
        }
    }
}

/// Who may sign what, and the private keys that are here to do it.
#[derive(Debug, Clone)]
pub(crate) struct Signer {
    pub roles: Roles,
    private: BTreeMap<KeyId, PrivateKey>,
    /// Keys made since the folder was read, by the file that they belong into.
    pub made: BTreeMap<String, PrivateKey>,
}

impl Signer {
    pub fn new(roles: Roles) -> Self {
        Self {
            roles,
            private: BTreeMap::new(),
            made: BTreeMap::new(),
        }
    }

    /// Takes a private key; says whether it is one of this place's.
    pub fn take(&mut self, key: PrivateKey) -> bool {
        let public = key.public();
        let known = |role: &Keys| role.keys.values().any(|key| *key == public);
        let is_known = self.roles.all().any(|(_, role)| known(role));
        if let Some(id) = key_id(&public) {
            self.private.insert(id, key);
        }
        is_known
    }

    /// Whether the private half of a key is here.
    pub fn has(&self, public: &PublicKey) -> bool {
        key_id(public).is_some_and(|id| self.private.contains_key(&id))
    }

    /// Makes one more key for a role, and gives the file that it belongs into.
    pub fn make(&mut self, name: &RoleName) -> Result<String, KeyError> {
        let key = self.roles.free_name(name);
        let private = PrivateKey::generate()
            .ok_or_else(|| signing(&key, &"the system gives no randomness for a new key"))?;
        if let Some(role) = self.roles.role_mut(name) {
            role.keys.insert(key.clone(), private.public());
        }
        let file = name.file(&key);
        self.made.insert(file.clone(), private.clone());
        self.take(private);
        Ok(file)
    }

    /// Signs a root by its own keys, and by those of the root before it.
    pub async fn sign_root(
        &self,
        root: Root,
        before: Option<&Root>,
    ) -> Result<SignedFile<Root>, KeyError> {
        let by_own = self.sign_by_root(root.clone(), &root).await?;
        let Some(before) = before else {
            return Ok(by_own.into());
        };
        let by_old = self.sign_by_root(root, before).await?;
        let signatures = by_old.signed().signatures.clone();
        let both = by_own.add_old_signatures(signatures);
        Ok(both.map_err(|error| signing("root", &error))?.into())
    }

    /// Signs the list of desks.
    pub async fn sign_targets(
        &self,
        targets: Targets,
        root: &Root,
    ) -> Result<SignedFile<Targets>, KeyError> {
        Ok(self.sign_by_root(targets, root).await?.into())
    }

    /// Signs a snapshot.
    pub async fn sign_snapshot(
        &self,
        snapshot: Snapshot,
        root: &Root,
    ) -> Result<SignedFile<Snapshot>, KeyError> {
        Ok(self.sign_by_root(snapshot, root).await?.into())
    }

    /// Signs a timestamp.
    pub async fn sign_timestamp(
        &self,
        timestamp: Timestamp,
        root: &Root,
    ) -> Result<SignedFile<Timestamp>, KeyError> {
        Ok(self.sign_by_root(timestamp, root).await?.into())
    }

    /// Signs what a desk says of its channels.
    pub async fn sign_desk(
        &self,
        desk: DelegatedTargets,
        delegations: &Delegations,
    ) -> Result<SignedFile<Targets>, KeyError> {
        let name = desk.name.clone();
        let role = delegations.roles.iter().find(|role| role.name == name);
        let role = role.ok_or_else(|| signing(&name, &"there is no such desk"))?;
        let holder = KeyHolder::Delegations(delegations.clone());
        let signed = self.sign(desk, &name, &holder, &role.keys()).await?;
        let (_, targets) = signed.signed().clone().targets();
        Ok(SignedFile {
            bytes: signed.buffer().clone(),
            signed: targets,
        })
    }

    async fn sign_by_root<T>(&self, document: T, root: &Root) -> Result<SignedRole<T>, KeyError>
    where
        T: Role + Serialize,
    {
        let name = match T::TYPE {
            RoleType::Root => "root",
            RoleType::Targets | RoleType::DelegatedTargets => "targets",
            RoleType::Snapshot | RoleType::Timestamp => "online",
        };
        let keys = root.roles.get(&T::TYPE);
        let keys = keys.ok_or_else(|| signing(name, &"the root does not know this role"))?;
        self.sign(document, name, &KeyHolder::Root(root.clone()), keys)
            .await
    }

    /// Signs with every key of the role that is here; too few of them is an error.
    async fn sign<T>(
        &self,
        document: T,
        name: &str,
        holder: &KeyHolder,
        role: &RoleKeys,
    ) -> Result<SignedRole<T>, KeyError>
    where
        T: Role + Serialize,
    {
        let mut sources: Vec<Box<dyn KeySource>> = Vec::new();
        let mut missing = Vec::new();
        for id in &role.keyids {
            match self.private.get(id) {
                Some(key) => sources.push(Box::new(key.clone())),
                None => missing.push(self.roles.describe(id)),
            }
        }
        let needed = usize::try_from(role.threshold.get()).unwrap_or(usize::MAX);
        if sources.len() < needed {
            return Err(KeyError::Missing {
                role: name.to_owned(),
                needed,
                here: sources.len(),
                missing: missing.join(", "),
            });
        }
        SignedRole::new(document, holder, &sources, &SystemRandom::new())
            .await
            .map_err(|error| signing(name, &error))
    }
}
