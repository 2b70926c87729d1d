//! What a fuzzer runs, one function a kind of input. Each takes any bytes; it returns when the
//! program has kept its promises about them, and panics when not. `cargo fuzz` calls these, and so
//! do the short runs in the ordinary tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use legeplads_trust::{
    Channel, Client, Clock, Digest, Fetch, FetchFault, Manifest, Memory, Refreshed, Refusal,
    Target, async_trait, layout, rebuild, reread,
};
use tokio::runtime::Builder;

type Files = BTreeMap<String, Vec<u8>>;

/// What a good town publishes, for one of its files to be replaced.
pub struct Good {
    files: Files,
    target: Option<Target>,
}

impl Good {
    /// A town, which is believed at the time given.
    pub fn new(files: Files, clock: Clock) -> Self {
        let found = refresh(&files[&layout::root(1)], files.clone(), clock);
        let target = found.expect("the good town is believed").target;
        Self { files, target }
    }

    /// The root that kiosks are given.
    pub fn root(&self) -> &[u8] {
        &self.files[&layout::root(1)]
    }

    /// One of the files; in the place of one that is not there, the root.
    pub fn file(&self, path: &str) -> &[u8] {
        self.files.get(path).map_or(self.root(), Vec::as_slice)
    }
}

#[derive(Debug)]
struct Folder(Files);

#[async_trait]
impl Fetch for Folder {
    async fn fetch(&self, path: &str, _most: u64) -> Result<Vec<u8>, FetchFault> {
        self.0.get(path).cloned().ok_or(FetchFault::Missing)
    }
}

/// Any bytes in the place of any file of metadata: refused, or without effect on what is shown.
/// Whatever is remembered can be read back.
pub fn metadata(good: &Good, path: &str, bytes: &[u8], clock: Clock) {
    let mut files = good.files.clone();
    files.insert(path.to_owned(), bytes.to_vec());
    match refresh(good.root(), files, clock) {
        Ok(other) => assert_eq!(other.target, good.target, "somebody else's content"),
        Err(refusal) => {
            assert!(!refusal.why.to_string().is_empty());
            if let Some(memory) = refusal.memory {
                let kept = memory.to_bytes().expect("a memory can be written");
                assert_eq!(Memory::from_bytes(&kept).as_ref(), Ok(&*memory));
            }
        }
    }
}

/// Any bytes as the root that a kiosk is given: refused, or one to begin with.
pub fn root(bytes: &[u8], clock: Clock) {
    if Client::new(bytes, None).is_ok() {
        let refused = refresh(bytes, Files::new(), clock);
        assert!(refused.is_err(), "an empty server shows something");
    }
}

/// Any bytes as what was remembered: no memory, or one that a kiosk can begin with or refuse.
pub fn memory(good: &Good, bytes: &[u8], clock: Clock) {
    let Ok(memory) = Memory::from_bytes(bytes) else {
        return;
    };
    let kept = memory.to_bytes().expect("a memory can be written");
    assert_eq!(Memory::from_bytes(&kept).as_ref(), Ok(&memory));
    if let Ok(client) = Client::new(good.root(), Some(memory)) {
        let fetch = Arc::new(Folder(good.files.clone()));
        let _ = run(client.refresh(&Channel::live(), fetch, clock));
    }
}

/// Any bytes as a manifest: refused, or read the same when written again.
pub fn manifest(bytes: &[u8]) {
    let Ok(verified) = reread(bytes, Digest::of(bytes)) else {
        return;
    };
    let text = verified.manifest().to_ron().expect("it can be written");
    let again = reread(text.as_bytes(), Digest::of(text.as_bytes()));
    let again: Manifest = again.expect("what we write we read").manifest().clone();
    assert_eq!(again.to_ron().expect("it can be written"), text);
}

/// Any bytes as the way from one manifest to another: it leads there, or nowhere.
pub fn delta(before: &[u8], wanted: Digest, bytes: &[u8]) {
    let before = reread(before, Digest::of(before)).expect("a good manifest");
    if let Some(rebuilt) = rebuild(&before, bytes, wanted) {
        assert_eq!(Digest::of(rebuilt.manifest.bytes()), wanted);
    }
}

fn refresh(root: &[u8], files: Files, clock: Clock) -> Result<Refreshed, Refusal> {
    let client = Client::new(root, None).expect("a good root");
    run(client.refresh(&Channel::live(), Arc::new(Folder(files)), clock))
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(future)
}
