//! An attacker's kit: a published folder in memory, the keys of everybody, and a kiosk.
//!
//! The honest town publishes through [`Town`]. An attacker gets to do what the honest town never
//! does: [`Town::role`] metadata can be changed at will and signed with any [`Key`], and the
//! [`Server`] can lie.

use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroU64;
use std::sync::{Arc, Mutex};

use aws_lc_rs::signature::Ed25519KeyPair;
use jiff::{Timestamp, ToSpan};
use legeplads_trust::{
    Channel, Client, Clock, Digest, Distrust, Fetch, FetchFault, Memory, Refreshed, Refusal,
    async_trait, layout,
};
use serde::Serialize;
use tough::TargetName;
use tough::schema::decoded::{Decoded, Hex};
use tough::schema::{
    DelegatedRole, Delegations, Hashes, Metafile, PathPattern, PathSet, Role, RoleKeys, RoleType,
    Root, Signature, Signed, Snapshot, Target, Targets, Timestamp as Stamp,
};
use tough::sign::Sign as _;

/// When the town was founded; all tests take place after it, whatever the machine's clock says.
pub const START: Timestamp = Timestamp::constant(1_812_369_600, 0); // 2027-06-07

pub fn days_later(days: i64) -> Timestamp {
    START
        .checked_add((days * 24).hours())
        .expect("a time that exists")
}

/// A synchronised clock, so many days after [`START`].
pub fn synced(days: i64) -> Clock {
    Clock::Synced(days_later(days))
}

/// One Ed25519 key, made from a name: the same name gives the same key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl Key {
    pub fn of(name: &str) -> Self {
        Self(*Digest::of(name.as_bytes()).as_bytes())
    }

    fn pair(&self) -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(&self.0).expect("a seed of 32 bytes")
    }

    pub fn public(&self) -> tough::schema::key::Key {
        self.pair().tuf_key()
    }

    pub fn id(&self) -> Decoded<Hex> {
        self.public().key_id().expect("a key has an id")
    }

    /// Signs under its own id.
    pub fn signs<T: Role>(&self, role: &T) -> Signature {
        let data = role.canonical_form().expect("a role can be written");
        Signature {
            keyid: self.id(),
            sig: self.pair().sign(&data).as_ref().to_vec().into(),
        }
    }
}

/// The file that `keys` make of a role.
pub fn signed<T: Role + Serialize>(role: &T, keys: &[&Key]) -> Vec<u8> {
    let signatures = keys.iter().map(|key| key.signs(role)).collect();
    file(role, signatures)
}

/// The file of a role with any signatures.
pub fn file<T: Serialize>(role: &T, signatures: Vec<Signature>) -> Vec<u8> {
    let signed = Signed {
        signed: role,
        signatures,
    };
    serde_json::to_vec(&signed).expect("metadata can be written")
}

/// How a list names a file.
pub fn listed(version: u64, bytes: &[u8]) -> Metafile {
    Metafile {
        length: Some(bytes.len() as u64),
        hashes: Some(hashes(bytes)),
        version: number(version),
        _extra: HashMap::new(),
    }
}

fn hashes(bytes: &[u8]) -> Hashes {
    Hashes {
        sha256: Digest::of(bytes).as_bytes().to_vec().into(),
        _extra: HashMap::new(),
    }
}

pub fn number(version: u64) -> NonZeroU64 {
    NonZeroU64::new(version).expect("versions count from 1")
}

/// What `channel` is set to when its manifest is `manifest`.
pub fn target(channel: &str, manifest: &[u8]) -> (TargetName, Target) {
    let name = TargetName::new(format!("{channel}/manifest.ron")).expect("a name");
    let target = Target {
        length: manifest.len() as u64,
        hashes: hashes(manifest),
        custom: HashMap::new(),
        _extra: HashMap::new(),
    };
    (name, target)
}

/// A delegation to a desk of the patterns given.
pub fn delegation(name: &str, keys: &[&Key], threshold: u64, patterns: &[&str]) -> DelegatedRole {
    let pattern = |pattern: &&str| PathPattern::new(*pattern).expect("a pattern");
    DelegatedRole {
        name: name.to_owned(),
        keyids: keys.iter().map(|key| key.id()).collect(),
        threshold: number(threshold),
        paths: PathSet::Paths(patterns.iter().map(pattern).collect()),
        terminating: true,
        targets: None,
    }
}

/// A town with two desks: `culture`, which owns `live`, and `roads`, which owns `roads`. Root is 2
/// of 3; root lasts 730 days, targets and desks 365, snapshot and timestamp 7.
///
/// The roles are public and may be bent; [`Town::put`] signs and lists them as they are.
#[derive(Debug, Clone)]
pub struct Town {
    pub root_keys: Vec<Key>,
    pub targets_key: Key,
    pub online_key: Key,
    pub desk_keys: BTreeMap<String, Key>,
    pub root: Root,
    pub targets: Targets,
    pub snapshot: Snapshot,
    pub timestamp: Stamp,
    pub desks: BTreeMap<String, Targets>,
    /// What lies on the server.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Town {
    /// A town with `first` on `live` and `potholes` on `roads`.
    pub fn new() -> Self {
        Self::with_keys("")
    }

    /// The same town by other people: every key is another one.
    pub fn with_keys(people: &str) -> Self {
        let key = |name: &str| Key::of(&format!("{people}{name}"));
        let root_keys = vec![key("root-1"), key("root-2"), key("root-3")];
        let (targets_key, online_key) = (key("targets"), key("online"));
        let root = Root {
            spec_version: "1.0.0".to_owned(),
            consistent_snapshot: true,
            version: number(1),
            expires: days_later(730),
            keys: HashMap::new(),
            roles: HashMap::new(),
            _extra: HashMap::new(),
        };
        let desk_keys: BTreeMap<_, _> = [("culture", key("culture")), ("roads", key("roads"))]
            .map(|(name, key)| (name.to_owned(), key))
            .into();
        let mut targets = Targets::new("1.0.0".to_owned(), number(1), days_later(365));
        let desk = Targets {
            delegations: None,
            ..Targets::new("1.0.0".to_owned(), number(1), days_later(365))
        };
        let delegations = targets.delegations.get_or_insert_default();
        for ((name, key), pattern) in desk_keys.iter().zip(["live/*", "roads/*"]) {
            delegations.keys.insert(key.id(), key.public());
            let role = delegation(name, &[key], 1, &[pattern]);
            delegations.roles.push(role);
        }
        let mut town = Self {
            root,
            targets,
            snapshot: Snapshot::new("1.0.0".to_owned(), number(1), days_later(7)),
            timestamp: Stamp::new("1.0.0".to_owned(), number(1), days_later(7)),
            desks: [("culture", desk.clone()), ("roads", desk)]
                .map(|(name, desk)| (name.to_owned(), desk))
                .into(),
            files: BTreeMap::new(),
            root_keys,
            targets_key,
            online_key,
            desk_keys,
        };
        town.name_keys();
        town.desk("culture")
            .targets
            .extend([target("live", b"first")]);
        town.desk("roads")
            .targets
            .extend([target("roads", b"potholes")]);
        town.put_root();
        town.put();
        town
    }

    pub fn desk(&mut self, name: &str) -> &mut Targets {
        self.desks.get_mut(name).expect("a desk of the town")
    }

    pub fn delegations(&mut self) -> &mut Delegations {
        self.targets.delegations.get_or_insert_default()
    }

    /// Writes the keys into the root, as they are now.
    pub fn name_keys(&mut self) {
        let online = vec![self.online_key.clone()];
        let roles = [
            (RoleType::Root, self.root_keys.clone(), 2),
            (RoleType::Targets, vec![self.targets_key.clone()], 1),
            (RoleType::Snapshot, online.clone(), 1),
            (RoleType::Timestamp, online, 1),
        ];
        self.root.keys.clear();
        for (role, keys, threshold) in roles {
            let role_keys = RoleKeys {
                keyids: keys.iter().map(Key::id).collect(),
                threshold: number(threshold),
                _extra: HashMap::new(),
            };
            self.root.roles.insert(role, role_keys);
            let named = keys.iter().map(|key| (key.id(), key.public()));
            self.root.keys.extend(named);
        }
    }

    /// Signs the root with two of its keys and puts it there under its version.
    pub fn put_root(&mut self) {
        let bytes = signed(&self.root, &[&self.root_keys[0], &self.root_keys[1]]);
        self.files
            .insert(layout::root(self.root.version.get()), bytes);
    }

    /// Signs everything below the root with its own keys and puts it there under the versions that
    /// the roles have: desks, targets, snapshot, timestamp.
    pub fn put(&mut self) {
        let mut meta = HashMap::new();
        for (name, desk) in &self.desks {
            let bytes = signed(desk, &[&self.desk_keys[name]]);
            meta.insert(format!("{name}.json"), listed(desk.version.get(), &bytes));
            let path = layout::versioned(desk.version.get(), name);
            self.files.insert(path, bytes);
        }
        let bytes = signed(&self.targets, &[&self.targets_key]);
        let version = self.targets.version.get();
        meta.insert("targets.json".to_owned(), listed(version, &bytes));
        self.files
            .insert(layout::versioned(version, "targets"), bytes);
        self.snapshot.meta = meta;
        self.put_snapshot();
    }

    /// Signs the snapshot as it is, and a timestamp that names it.
    pub fn put_snapshot(&mut self) {
        let bytes = signed(&self.snapshot, &[&self.online_key]);
        let version = self.snapshot.version.get();
        self.timestamp.meta = [("snapshot.json".to_owned(), listed(version, &bytes))].into();
        self.files
            .insert(layout::versioned(version, "snapshot"), bytes);
        self.put_timestamp();
    }

    /// Signs the timestamp as it is.
    pub fn put_timestamp(&mut self) {
        let bytes = signed(&self.timestamp, &[&self.online_key]);
        self.files.insert(layout::TIMESTAMP.to_owned(), bytes);
    }

    /// A desk's new release, `days` after the start.
    pub fn publish(&mut self, desk: &str, channel: &str, manifest: &[u8], days: i64) {
        let role = self.desk(desk);
        role.version = next(role.version);
        role.targets.extend([target(channel, manifest)]);
        self.renew(days);
    }

    /// New snapshot and timestamp, good for 7 days from `days` after the start.
    pub fn renew(&mut self, days: i64) {
        self.snapshot.version = next(self.snapshot.version);
        self.snapshot.expires = days_later(days + 7);
        self.timestamp.version = next(self.timestamp.version);
        self.timestamp.expires = days_later(days + 7);
        self.put();
    }

    /// The next root, naming the keys as they are in `self`; signed with two of the keys before,
    /// too, and everything below signed anew.
    pub fn rotate(&mut self, before: &[Key], days: i64) {
        self.root.version = next(self.root.version);
        self.name_keys();
        let keys: Vec<_> = before.iter().take(2).chain(&self.root_keys[..2]).collect();
        let mut signatures: Vec<Signature> = Vec::new();
        for key in keys {
            if signatures.iter().all(|other| other.keyid != key.id()) {
                signatures.push(key.signs(&self.root));
            }
        }
        let bytes = file(&self.root, signatures);
        self.files
            .insert(layout::root(self.root.version.get()), bytes);
        self.renew(days);
    }

    /// The server that shows what is put there now.
    pub fn server(&self) -> Arc<Server> {
        Server::with(self.files.clone())
    }

    /// A kiosk that was given this town's newest root.
    pub fn kiosk(&self) -> Kiosk {
        let root = &self.files[&layout::root(self.root.version.get())];
        Kiosk::given(root)
    }
}

pub fn next(version: NonZeroU64) -> NonZeroU64 {
    version.checked_add(1).expect("small versions")
}

/// A web server that shows files, and may be told to misbehave.
#[derive(Debug, Default)]
pub struct Server {
    pub files: BTreeMap<String, Vec<u8>>,
    /// Paths at which something else happens.
    pub faults: BTreeMap<String, FetchFault>,
    /// Gives everything that it has, however little was asked for.
    pub ignores_limits: bool,
    /// What was asked for.
    pub asked: Mutex<Vec<String>>,
}

impl Server {
    pub fn with(files: BTreeMap<String, Vec<u8>>) -> Arc<Self> {
        Arc::new(Self {
            files,
            ..Self::default()
        })
    }

    /// What was asked for since the last time.
    pub fn take_asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().expect("no test panicked here"))
    }
}

#[async_trait]
impl Fetch for Server {
    async fn fetch(&self, path: &str, most: u64) -> Result<Vec<u8>, FetchFault> {
        let mut asked = self.asked.lock().expect("no test panicked here");
        asked.push(path.to_owned());
        if let Some(fault) = self.faults.get(path) {
            return Err(fault.clone());
        }
        match self.files.get(path) {
            None => Err(FetchFault::Missing),
            Some(bytes) if bytes.len() as u64 > most && !self.ignores_limits => {
                Err(FetchFault::TooLong { most })
            }
            Some(bytes) => Ok(bytes.clone()),
        }
    }
}

/// A kiosk, which keeps its memory as bytes between two refreshes.
#[derive(Debug, Clone)]
pub struct Kiosk {
    pub factory_root: Vec<u8>,
    pub memory: Option<Vec<u8>>,
    pub channel: Channel,
}

impl Kiosk {
    pub fn given(root: &[u8]) -> Self {
        Self {
            factory_root: root.to_vec(),
            memory: None,
            channel: Channel::live(),
        }
    }

    pub fn client(&self) -> Result<Client, Distrust> {
        let kept = self.memory.as_deref().map(Memory::from_bytes);
        let memory = kept.transpose().expect("what was kept can be read");
        Client::new(&self.factory_root, memory)
    }

    /// Refreshes, and remembers what is to be remembered.
    pub async fn refresh(
        &mut self,
        server: &Arc<Server>,
        clock: Clock,
    ) -> Result<Refreshed, Distrust> {
        let fetch: Arc<dyn Fetch> = server.clone();
        let result = self.client()?.refresh(&self.channel, fetch, clock).await;
        let memory = match &result {
            Ok(refreshed) => Some(&refreshed.memory),
            Err(Refusal { memory, .. }) => memory.as_deref(),
        };
        if let Some(memory) = memory {
            self.memory = Some(memory.to_bytes().expect("a memory can be written"));
        }
        result.map_err(|refusal| refusal.why)
    }

    /// Refreshes from an honest town, and gives what is on the channel.
    pub async fn accepts(&mut self, town: &Town, clock: Clock) -> Refreshed {
        self.refresh(&town.server(), clock)
            .await
            .expect("an honest town is believed")
    }

    /// Refreshes and gives the refusal.
    pub async fn refuses(&mut self, server: &Arc<Server>, clock: Clock) -> Distrust {
        self.refresh(server, clock)
            .await
            .expect_err("an attack is believed")
    }
}

/// What is on the channel is `manifest`.
pub fn shows(refreshed: &Refreshed, manifest: &[u8]) -> bool {
    refreshed.target.is_some_and(|target| {
        target.sha256() == Digest::of(manifest) && target.size() == manifest.len() as u64
    })
}

/// Whether it was refused as a role's rollback.
pub fn is_rollback(why: &Distrust, of: &str) -> bool {
    matches!(why, Distrust::Rollback { role, .. } if role == of)
}

/// Whether it was refused because a role is not signed by those who may.
pub fn is_unsigned(why: &Distrust, name: &str) -> bool {
    matches!(why, Distrust::Signatures { role, .. } if role == name)
}

/// Whether it was refused because a role is not the one that is listed.
pub fn is_mismatch(why: &Distrust, name: &str) -> bool {
    matches!(why, Distrust::Mismatch { role, .. } if role == name)
}
