//! Publishing over a line that breaks at every put.

use std::fmt;
use std::fs;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::stream::BoxStream;
use jiff::Timestamp;
use legeplads_desk::place::{Desk, Place};
use legeplads_desk::publish::{CannotPublish, Outcome, publish};
use legeplads_trust::keys::KeyRing;
use legeplads_trust::{Channel, Digest, Manifest, async_trait};
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta,
    ObjectStore, ObjectStoreExt, PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
};

use crate::support::Town;

/// What happens at the one put.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fault {
    /// The desk dies before it.
    DiesBefore,
    /// It is done, and the desk dies before it hears of it.
    DiesAfter,
    /// It is done, and the answer is lost.
    LosesAnswer,
    /// It is done, its answer is lost, and the store's client tries again, as it does.
    TriesAgain,
    /// No put: this blob is there and cannot be read.
    Unreadable(Digest),
}

/// A bucket whose line has one fault, at the put number `at`.
#[derive(Debug)]
struct Faulty {
    bucket: Arc<InMemory>,
    fault: Fault,
    at: usize,
    puts: AtomicUsize,
}

impl Faulty {
    fn new(bucket: &Arc<InMemory>, fault: Fault, at: usize) -> Arc<Self> {
        Arc::new(Self {
            bucket: bucket.clone(),
            fault,
            at,
            puts: AtomicUsize::new(0),
        })
    }

    fn broken() -> Error {
        Error::Generic {
            store: "bucket",
            source: "the line is broken".into(),
        }
    }

    /// Nothing works any more for a desk that is dead.
    fn alive(&self) -> Result<()> {
        let dies = matches!(self.fault, Fault::DiesBefore | Fault::DiesAfter);
        match dies && self.puts.load(Ordering::SeqCst) > self.at {
            true => Err(Self::broken()),
            false => Ok(()),
        }
    }
}

impl fmt::Display for Faulty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a faulty line")
    }
}

#[async_trait]
impl ObjectStore for Faulty {
    async fn put_opts(
        &self,
        location: &Path,
        payload: PutPayload,
        options: PutOptions,
    ) -> Result<PutResult> {
        self.alive()?;
        let nth = self.puts.fetch_add(1, Ordering::SeqCst);
        let put = |options| self.bucket.put_opts(location, payload.clone(), options);
        match self.fault {
            _ if nth != self.at => put(options).await,
            Fault::DiesBefore => Err(Self::broken()),
            Fault::DiesAfter | Fault::LosesAnswer => {
                put(options).await?;
                Err(Self::broken())
            }
            Fault::TriesAgain => {
                put(options.clone()).await?;
                put(options).await
            }
            Fault::Unreadable(_) => put(options).await,
        }
    }

    async fn put_multipart_opts(
        &self,
        location: &Path,
        options: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        self.bucket.put_multipart_opts(location, options).await
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        self.alive()?;
        match self.fault {
            Fault::Unreadable(blob) if !options.head && location.as_ref() == blob.blob_path() => {
                Err(Self::broken())
            }
            _ => self.bucket.get_opts(location, options).await,
        }
    }

    fn delete_stream(
        &self,
        locations: BoxStream<'static, Result<Path>>,
    ) -> BoxStream<'static, Result<Path>> {
        self.bucket.delete_stream(locations)
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.bucket.list(prefix)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.bucket.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.bucket.copy_opts(from, to, options).await
    }
}

fn desk(store: Arc<dyn ObjectStore>, keys: &KeyRing) -> Desk {
    Desk {
        place: Place::over(store, "the bucket"),
        keys: keys.clone(),
        channel: Channel::live(),
        cache: None,
        bakes: false,
    }
}

/// The newest release, after all of it was found there and every release before it.
async fn whole(bucket: &Arc<InMemory>, keys: &KeyRing) -> Option<Manifest> {
    let desk = desk(bucket.clone(), keys);
    let newest = desk.newest().await.expect("what stands can be read")?;
    let mut history = desk.history().await.expect("a history");
    let mut count = 0;
    while let Some(release) = history.next().await.expect("whole") {
        for (path, digest, size) in release.manifest().files() {
            let blob = bucket.head(&Path::from(digest.blob_path())).await;
            assert_eq!(blob.expect(path).size, size, "{path}");
        }
        count += 1;
    }
    assert_eq!(
        newest.manifest().version,
        count,
        "no number is lost or there twice"
    );
    Some(newest.manifest().clone())
}

/// What the desk was told, and which release stands afterwards.
async fn attempt(
    town: &Town,
    keys: &KeyRing,
    bucket: &Arc<InMemory>,
    fault: Fault,
    at: usize,
) -> ControlFlow<()> {
    let before = whole(bucket, keys).await.map_or(0, |one| one.version);
    let line = Faulty::new(bucket, fault, at);
    let said = publish(
        &desk(line.clone(), keys),
        &town.feed(),
        "",
        Timestamp::now(),
    )
    .await;
    let stands = whole(bucket, keys).await.map_or(0, |one| one.version);
    assert!(
        [before, before + 1].contains(&stands),
        "{fault:?} at {at}: {before} to {stands}"
    );
    match (&said, fault) {
        (Ok(Outcome::Published { manifest, .. }), _) => {
            assert_eq!((manifest.version, stands), (before + 1, before + 1));
        }
        (Err(_), Fault::TriesAgain) => panic!("at {at}: {said:?}"),
        (Err(CannotPublish::Place(error)), _) => {
            let words = error.to_string();
            match stands == before {
                true => assert!(words.contains("the line is broken"), "{words}"),
                false => assert!(words.contains("It is not known whether"), "{words}"),
            }
        }
        other => panic!("{fault:?} at {at}: {other:?}"),
    }
    // Whatever was left lying there keeps nobody from publishing.
    let again = desk(bucket.clone(), keys);
    let again = publish(&again, &town.feed(), "", Timestamp::now()).await;
    match again.expect("the line is whole again") {
        Outcome::Published { .. } => assert_eq!(stands, before, "{fault:?} at {at}"),
        Outcome::Unchanged { .. } => assert_eq!(stands, before + 1, "{fault:?} at {at}"),
    }
    assert_eq!(
        whole(bucket, keys).await.map(|one| one.version),
        Some(before + 1)
    );
    match line.puts.load(Ordering::SeqCst) > at {
        true => ControlFlow::Continue(()),
        // The fault lies beyond the last put.
        false => ControlFlow::Break(()),
    }
}

async fn every_put(second: bool) -> usize {
    let town = Town::new();
    let keys = KeyRing::open(&town.keys()).expect("keys");
    let changed = Town::new();
    changed.edit("feed.ron", "Hele byen er", "Byen er");
    changed.edit("stops/pond.ron", "seed: 3", "seed: 4");
    let mut tried = 0;
    for fault in [
        Fault::DiesBefore,
        Fault::DiesAfter,
        Fault::LosesAnswer,
        Fault::TriesAgain,
    ] {
        for at in 0.. {
            let bucket = Arc::new(InMemory::new());
            let town = match second {
                true => {
                    let first = desk(bucket.clone(), &keys);
                    let first = publish(&first, &town.feed(), "", Timestamp::now()).await;
                    first.expect("published");
                    &changed
                }
                false => &town,
            };
            if attempt(town, &keys, &bucket, fault, at).await.is_break() {
                break;
            }
            tried += 1;
        }
    }
    tried
}

#[tokio::test]
async fn the_first_release_of_a_place() {
    let tried = every_put(false).await;
    println!("{tried} faults, one at a time, while the first release was published");
    assert!(tried > 80, "{tried}");
}

#[tokio::test]
async fn the_next_release() {
    let tried = every_put(true).await;
    println!("{tried} faults, one at a time, while the next release was published");
    assert!(tried > 20, "{tried}");
}

/// What would save kiosks some bytes is not worth a release.
#[tokio::test]
async fn a_document_that_cannot_be_read_back() {
    let town = Town::new();
    let keys = KeyRing::open(&town.keys()).expect("keys");
    let bucket = Arc::new(InMemory::new());
    let good = desk(bucket.clone(), &keys);
    let published = publish(&good, &town.feed(), "", Timestamp::now()).await;
    published.expect("the line is whole");
    let has_delta = async || {
        let standing = good.place.standing(keys.first_root()).await;
        let published = standing.expect("good").expect("there").published;
        published
            .target(&good.channel)
            .expect("there")
            .delta()
            .is_some()
    };
    for (from, to, broken) in [("Hele", "Halve", true), ("Halve", "Hele", false)] {
        town.edit(
            "feed.ron",
            &format!("{from} byen er"),
            &format!("{to} byen er"),
        );
        let document = fs::read(town.feed().join("feed.ron")).expect("readable");
        let line: Arc<dyn ObjectStore> = match broken {
            true => Faulty::new(
                &bucket,
                Fault::Unreadable(Digest::of(&document)),
                usize::MAX,
            ),
            false => bucket.clone(),
        };
        let said = publish(&desk(line, &keys), &town.feed(), "", Timestamp::now()).await;
        let said = said.expect("published");
        let words = said.words();
        assert_eq!(
            words.contains("Kiosks fetch the whole list this time"),
            broken,
            "{words}"
        );
        assert_eq!(words.contains("the line is broken"), broken, "{words}");
        assert_eq!(has_delta().await, !broken);
    }
    let stands = whole(&bucket, &keys).await.map(|one| one.version);
    assert_eq!(stands, Some(3));
}

/// What a desk that died left there has the name that the next one would take.
#[tokio::test]
async fn many_died_before() {
    let town = Town::new();
    let keys = KeyRing::open(&town.keys()).expect("keys");
    let bucket = Arc::new(InMemory::new());
    let good = desk(bucket.clone(), &keys);
    publish(&good, &town.feed(), "", Timestamp::now())
        .await
        .expect("published");
    for nth in 0..5 {
        town.edit("feed.ron", "Hele", &format!("{nth} Hele"));
        for at in 0..12 {
            let dying = desk(Faulty::new(&bucket, Fault::DiesBefore, at), &keys);
            // The last ones may get through.
            let _ = publish(&dying, &town.feed(), "", Timestamp::now()).await;
        }
        let last = publish(&good, &town.feed(), "", Timestamp::now()).await;
        last.expect("the line is whole again");
        let stands = whole(&bucket, &keys).await.map(|one| one.version);
        assert_eq!(stands, Some(nth + 2));
    }
}
