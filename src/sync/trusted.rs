//! What is published and believed: signed metadata, and the manifest that it names.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::{fs, io};

use legeplads_store::{Slot, Store};
use legeplads_trust::{
    Channel, Client, Digest, Distrust, Freshness, Memory, Target, Verified, rebuild, verify,
};
use tokio::time::timeout;
use tracing::{debug, warn};

use crate::clock::Watch;
use crate::event::{Fault, Offer};
use crate::http::{Body, Server};
use crate::metadata::Metadata;
use crate::options::{CannotBegin, Options};
use crate::words;

/// For all of a refresh: each of its files comes in time by itself, but there may be many.
const REFRESH: Duration = Duration::from_secs(10 * 60);

/// The feed's metadata as far as it was believed, in memory and on the disk alike.
#[derive(Debug)]
pub struct Trusted {
    channel: Channel,
    /// The root that the kiosk was given.
    root: Vec<u8>,
    store: Arc<Store>,
    server: Server,
    watch: Arc<Watch>,
    client: Client,
    /// Where a look at the metadata puts what it needs meanwhile.
    scratch: PathBuf,
    /// What is remembered on the disk.
    remembered: Option<Memory>,
    /// What the last refresh offered.
    target: Option<Target>,
    /// What should have led to a manifest, and was asked for when the server wanted to be left alone.
    shunned: Option<Digest>,
}

impl Trusted {
    /// Goes on from what the store remembers, or begins with the root that was given. Nothing is
    /// asked yet.
    ///
    /// # Errors
    ///
    /// When the root or the memory cannot be read.
    pub fn open(
        options: &Options,
        store: &Arc<Store>,
        server: &Server,
        watch: &Arc<Watch>,
    ) -> Result<Self, CannotBegin> {
        let path = || options.root.clone();
        let root = fs::read(path()).map_err(|source| CannotBegin::Root {
            path: path(),
            source,
        })?;
        let memory = store.view().memory()?;
        let memory = memory.map(|bytes| Memory::from_bytes(&bytes)).transpose();
        let remembered = memory.map_err(|why| CannotBegin::Memory {
            path: options.store.join("trust"),
            why,
        })?;
        let scratch = options.store.join("scratch");
        clear(&scratch);
        let client = Client::new(&root, remembered.clone())
            .map_err(|why| CannotBegin::BadRoot { path: path(), why })?
            .with_scratch(&scratch);
        watch.set_floor(client.floor());
        Ok(Self {
            channel: options.channel.clone(),
            root,
            store: Arc::clone(store),
            server: server.clone(),
            watch: Arc::clone(watch),
            client,
            scratch,
            remembered,
            target: None,
            shunned: None,
        })
    }

    /// Brings the metadata up to date. Whatever was believed is on the disk before anything is
    /// made of it: then no crash, and no release that turns out bad, takes the versions back.
    ///
    /// # Errors
    ///
    /// [`Fault`]: nothing came, or it is not believed.
    pub async fn refresh(&mut self, timestamp: Vec<u8>) -> Result<(Offer, Freshness), Fault> {
        let made = fs::create_dir_all(&self.scratch);
        made.map_err(|error| {
            let folder = self.scratch.display();
            Fault::Local(format!("cannot make the folder {folder}: {error}"))
        })?;
        let clock = self.watch.look().await;
        let metadata = Arc::new(Metadata::new(self.server.clone(), timestamp));
        let fetch = Arc::clone(&metadata);
        let refresh = self.client.refresh(&self.channel, fetch, clock);
        let Ok(refreshed) = timeout(REFRESH, refresh).await else {
            let why = "the signed metadata did not come within ten minutes";
            return Err(Fault::Unreachable(why.to_owned()));
        };
        let refreshed = match refreshed {
            Ok(refreshed) => refreshed,
            Err(refusal) => {
                if let Some(memory) = refusal.memory {
                    self.remember(*memory)?;
                }
                return Err(match (distrust(refusal.why), metadata.wish()) {
                    (Fault::Unreachable(why), Some(wish)) => Fault::Busy { why, wish },
                    (fault, _) => fault,
                });
            }
        };
        self.remember(refreshed.memory)?;
        self.target = refreshed.target;
        let offer = Offer {
            version: refreshed.timestamp_version,
            manifest: refreshed.target.map(|target| target.sha256()),
        };
        Ok((offer, refreshed.freshness))
    }

    fn remember(&mut self, memory: Memory) -> Result<(), Fault> {
        if self.remembered.as_ref() == Some(&memory) {
            return Ok(());
        }
        let local = |why: String| Fault::Local(why);
        let bytes = memory.to_bytes().map_err(|why| local(why.to_string()))?;
        let kept = self.store.remember(&bytes);
        kept.map_err(|error| local(error.to_string()))?;
        let trust = Client::new(&self.root, Some(memory.clone()));
        let trust = trust.map_err(|why| local(why.to_string()))?;
        self.client = trust.with_scratch(&self.scratch);
        self.watch.set_floor(self.client.floor());
        self.remembered = Some(memory);
        Ok(())
    }

    /// The manifest that the last refresh offered: from the store, or from the server.
    ///
    /// # Errors
    ///
    /// [`Fault`]: it did not come, or it is not believed.
    pub async fn manifest(&mut self, digest: Digest) -> Result<Arc<Verified>, Fault> {
        let Some(target) = self.target.filter(|target| target.sha256() == digest) else {
            return Err(Fault::Local("nothing like it was offered".to_owned()));
        };
        let bytes = match self.held(&target) {
            Some(bytes) => bytes,
            None => {
                let bytes = match self.by_delta(&target).await? {
                    Some(bytes) => bytes,
                    None => self.manifest_itself(&target).await?,
                };
                self.put_back(&target, &bytes)?;
                bytes
            }
        };
        let verified = verify(&bytes, &target);
        verified
            .map(Arc::new)
            .map_err(|error| Fault::Content(error.to_string()))
    }

    fn held(&self, target: &Target) -> Option<Vec<u8>> {
        let path = self.store.view().blob(target.sha256());
        let length = fs::metadata(&path).ok()?.len();
        if length != target.size() {
            return None;
        }
        let bytes = fs::read(path).ok()?;
        (Digest::of(&bytes) == target.sha256()).then_some(bytes)
    }

    /// The manifest of a release that is here already was lost: nobody else would put it back.
    fn put_back(&self, target: &Target, bytes: &[u8]) -> Result<(), Fault> {
        let (digest, size) = (target.sha256(), target.size());
        let local = |why: String| Fault::Local(why);
        let slots = self.store.view().slots();
        let slots = slots.map_err(|error| local(error.to_string()))?;
        let mut held = Slot::ALL.iter().filter_map(|slot| slots.get(*slot));
        if !held.any(|pointer| pointer.manifest == digest) {
            return Ok(());
        }
        let put = self.store.add_blob(digest, size, bytes);
        put.map_err(|error| local(error.to_string()))
    }

    /// The manifest, made of the one before it and what is other now. That is a saving and no more:
    /// if anything about it is wrong, the manifest itself is asked for, and what is wrong with that
    /// is told. Only a server that asks to be left alone is not asked for more: the manifest itself is
    /// asked for in the next round then.
    async fn by_delta(&mut self, target: &Target) -> Result<Option<Vec<u8>>, Fault> {
        let delta = target.delta();
        let Some(delta) = delta.filter(|delta| self.shunned != Some(delta.sha256)) else {
            return Ok(None);
        };
        let Some(before) = self.store.view().manifest(delta.from) else {
            return Ok(None);
        };
        let bytes = self.signed(
            "what is other than in the release before",
            delta.sha256,
            delta.length,
        );
        let bytes = match bytes.await {
            Ok(bytes) => bytes,
            Err(busy @ Fault::Busy { .. }) => {
                self.shunned = Some(delta.sha256);
                return Err(busy);
            }
            Err(fault) => {
                debug!("the whole manifest is fetched: {fault:?}");
                return Ok(None);
            }
        };
        let Some(rebuilt) = rebuild(&before, &bytes, target.sha256()) else {
            warn!(
                "the whole manifest is fetched: what was published as the way to it leads elsewhere"
            );
            return Ok(None);
        };
        self.keep(&rebuilt.documents).await;
        Ok(Some(rebuilt.manifest.bytes().to_vec()))
    }

    /// What cannot be kept now is found lacking afterwards and fetched by itself, and whatever is in
    /// the way is told then.
    async fn keep(&self, documents: &[(Digest, Vec<u8>)]) {
        let bytes = documents.iter().map(|(_, bytes)| bytes.len() as u64);
        if self.store.room_for(bytes.sum()).is_err() {
            return;
        }
        for (digest, bytes) in documents {
            if let Err(error) = self.store.add_blob(*digest, bytes.len() as u64, &bytes[..]) {
                debug!("a document that came along was not kept: {error}");
                return;
            }
            // A slow disk takes its time for each, and the watchdog wants its turn.
            tokio::task::yield_now().await;
        }
    }

    async fn manifest_itself(&self, target: &Target) -> Result<Vec<u8>, Fault> {
        self.signed("the release's manifest", target.sha256(), target.size())
            .await
    }

    /// A blob that signed metadata names.
    async fn signed(&self, what: &str, digest: Digest, size: u64) -> Result<Vec<u8>, Fault> {
        let request = self.server.get(&digest.blob_path(), size)?;
        let response = request.send().await.map_err(words::unreachable)?;
        match response.status().as_u16() {
            200 => {}
            404 | 410 => return Err(words::gone(what, digest)),
            _ => return Err(words::status(what, &response)),
        }
        match self.server.body(response, size).await? {
            Body::Whole(bytes) if words::is_page(&bytes) => Err(words::page(what)),
            Body::Whole(bytes) if Digest::of(&bytes) == digest => Ok(bytes),
            Body::Whole(bytes) => Err(Fault::Wrong(format!(
                "{what} came wrong: its SHA-256 is {}, and {digest} was signed",
                Digest::of(&bytes)
            ))),
            Body::TooLong => Err(Fault::Wrong(format!(
                "{what} came wrong: it is longer than the {size} bytes that were signed"
            ))),
        }
    }
}

/// Removes what a courier left there that was killed. What cannot be removed now takes up some
/// room, and is tried again at the next start.
fn clear(scratch: &Path) {
    match fs::remove_dir_all(scratch) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            warn!("cannot remove {}: {error}", scratch.display());
        }
        _ => {}
    }
}

fn distrust(why: Distrust) -> Fault {
    match why {
        Distrust::Unreachable(why) => Fault::Unreachable(why),
        Distrust::WebPage { .. } => Fault::Unreachable(why.to_string()),
        Distrust::Local(_) => Fault::Local(why.to_string()),
        Distrust::Signatures { .. } => Fault::Wrong(format!(
            "{why}; look whether this kiosk was given the root.json of those who publish this feed"
        )),
        why => Fault::Wrong(why.to_string()),
    }
}
