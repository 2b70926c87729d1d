//! Many kiosks on one server, on this machine: how soon they have what is new, and what it costs.
//!
//! The content is a whole municipality's, and what is new is its headline. Few kiosks as a rule. For
//! the figures of a whole town's and more:
//!
//! ```text
//! LEGEPLADS_FLEET=5000 cargo test -p legeplads-desk --test serve fleet -- --nocapture
//! ```
//!
//! A kiosk here is one connection that listens and one that fetches, as with a courier. Every
//! fiftieth checks signatures as a courier does; the others fetch the same files and compare them
//! with what was published, since all of them live on the server's machine and would take its time.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use legeplads_trust::layout::TIMESTAMP;
use legeplads_trust::{
    Channel, Client, Clock, Digest, Fetch, FetchFault, Manifest, Verified, async_trait, rebuild,
    reread, verify,
};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::sync::{Mutex, mpsc, watch};
use tokio::task::JoinHandle;

use crate::figures::{municipality, reword};
use crate::place::Town;
use crate::serving::{Program, SOON};

/// One in so many checks signatures.
const EVERY: usize = 50;

fn how_many() -> usize {
    let wanted = std::env::var("LEGEPLADS_FLEET").unwrap_or_default();
    wanted.parse().unwrap_or(60)
}

/// A connection to the server.
struct Line {
    stream: BufReader<TcpStream>,
}

struct Answer {
    status: u16,
    tag: String,
    body: Vec<u8>,
    /// Of all that came.
    bytes: usize,
}

impl Line {
    async fn to(address: &str) -> Self {
        let stream = TcpStream::connect(address).await.expect("a connection");
        stream.set_nodelay(true).expect("set");
        Self {
            stream: BufReader::with_capacity(4096, stream),
        }
    }

    async fn ask(&mut self, path: &str, more: &str) {
        let request = format!("GET /{path} HTTP/1.1\r\nHost: x\r\n{more}\r\n");
        let sent = self.stream.get_mut().write_all(request.as_bytes()).await;
        sent.expect("sent");
    }

    async fn line(&mut self) -> String {
        let mut line = String::new();
        let read = self.stream.read_line(&mut line).await.expect("a line");
        assert!(read > 0, "the connection was closed");
        line
    }

    async fn get(&mut self, path: &str, more: &str) -> Answer {
        self.ask(path, more).await;
        let first = self.line().await;
        let mut bytes = first.len();
        let status = first.split(' ').nth(1).and_then(|text| text.parse().ok());
        let (mut length, mut tag) = (0, String::new());
        loop {
            let line = self.line().await;
            bytes += line.len();
            let Some((name, value)) = line.trim_end().split_once(": ") else {
                break;
            };
            match name {
                "content-length" => length = value.parse().expect("a length"),
                "etag" => tag = value.to_owned(),
                _ => {}
            }
        }
        let status = status.expect("a status");
        let length = if status == 304 { 0 } else { length };
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).await.expect("a body");
        Answer {
            status,
            tag,
            bytes: bytes + length,
            body,
        }
    }

    /// The next hint: version, and the time over which to spread.
    async fn hint(&mut self) -> (u64, Duration) {
        loop {
            let line = self.line().await;
            if let Some(data) = line.strip_prefix("data: ") {
                let hint: serde_json::Value = serde_json::from_str(data).expect("a hint");
                let number = |name: &str| hint[name].as_u64().expect("a number");
                return (
                    number("version"),
                    Duration::from_millis(number("spread_ms")),
                );
            }
        }
    }
}

/// A connection as a courier's trust has it, which writes down what it was asked for.
#[derive(Clone)]
struct Door {
    line: Arc<Mutex<Line>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Debug for Door {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Door")
    }
}

impl Door {
    async fn to(address: &str) -> Self {
        Self {
            line: Arc::new(Mutex::new(Line::to(address).await)),
            asked: Arc::default(),
        }
    }
}

#[async_trait]
impl Fetch for Door {
    async fn fetch(&self, path: &str, most: u64) -> Result<Vec<u8>, FetchFault> {
        self.asked.lock().await.push(path.to_owned());
        let answer = self.line.lock().await.get(path, "").await;
        match answer.status {
            200 if answer.body.len() as u64 <= most => Ok(answer.body),
            404 => Err(FetchFault::Missing),
            status => Err(FetchFault::Unreachable(status.to_string())),
        }
    }
}

/// What a kiosk has.
#[derive(Debug, Clone)]
struct Held {
    files: BTreeSet<Digest>,
    manifest: Verified,
}

impl Held {
    fn all_of(manifest: &Manifest) -> Self {
        let text = manifest.to_ron().expect("RON");
        let manifest = reread(text.as_bytes(), Digest::of(text.as_bytes()));
        let manifest = manifest.expect("a good manifest");
        let files = manifest.manifest().files();
        Self {
            files: files.map(|(_, digest, _)| digest).collect(),
            manifest,
        }
    }
}

/// Checks what is published, and fetches what is other in the manifest and the files that are new;
/// gives the trust that it has then.
async fn pull(door: &Door, root: &[u8], trust: Client, held: &Held) -> (Client, Digest) {
    let (live, now) = (Channel::live(), Clock::Synced(Timestamp::now()));
    let refreshed = trust.refresh(&live, Arc::new(door.clone()), now).await;
    let refreshed = refreshed.expect("believed");
    let target = refreshed.target.expect("published");
    let blob = async |digest: Digest, size| door.fetch(&digest.blob_path(), size).await;
    let mut came_along = BTreeSet::new();
    let known = target.delta();
    let release = match known.filter(|delta| delta.from == held.manifest.digest()) {
        Some(delta) => {
            let bytes = blob(delta.sha256, delta.length).await.expect("fetched");
            let rebuilt = rebuild(&held.manifest, &bytes, target.sha256()).expect("it leads there");
            came_along.extend(rebuilt.documents.into_iter().map(|(digest, _)| digest));
            rebuilt.manifest
        }
        None => {
            let bytes = blob(target.sha256(), target.size()).await.expect("fetched");
            verify(&bytes, &target).expect("a manifest")
        }
    };
    for (path, digest, size) in release.manifest().files() {
        if !held.files.contains(&digest) && !came_along.contains(&digest) {
            let bytes = door.fetch(&digest.blob_path(), size).await;
            assert_eq!(Digest::of(&bytes.expect("fetched")), digest, "{path}");
        }
    }
    let trust = Client::new(root, Some(refreshed.memory)).expect("a memory");
    (trust, target.sha256())
}

/// What a kiosk fetches for the release, in order, with the digests of what is to come; `None` for
/// what is not there.
type Round = Vec<(String, Option<Digest>)>;

async fn round(town: &Town, door: &Door) -> Round {
    let asked = std::mem::take(&mut *door.asked.lock().await);
    let digest = |path: &String| fs::read(town.out().join(path)).ok();
    let round = asked.into_iter().map(|path| {
        let content = digest(&path).map(|bytes| Digest::of(&bytes));
        (path, content)
    });
    round.collect()
}

/// Kilobytes of memory that are this process's own, with its share of what it has in common.
fn pss(process: u32) -> u64 {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).expect("Linux");
    let row = rollup.lines().find_map(|row| row.strip_prefix("Pss:"));
    let kilobytes = row.and_then(|row| row.split_whitespace().next());
    kilobytes
        .and_then(|text| text.parse().ok())
        .expect("a number")
}

/// Time on a processor so far; the system counts in hundredths of a second.
fn busy(process: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).expect("Linux");
    let (_, fields) = stat.rsplit_once(") ").expect("fields");
    let fields: Vec<_> = fields.split(' ').collect();
    let ticks: u64 = [11, 12]
        .iter()
        .map(|n| fields[*n].parse::<u64>().expect("ticks"))
        .sum();
    Duration::from_millis(ticks * 10)
}

/// One kiosk: waits for the hint, waits its turn, fetches, and says when it is done.
struct Kiosk {
    number: usize,
    of: usize,
    listening: Line,
    fetching: Line,
    round: watch::Receiver<Round>,
    done: mpsc::UnboundedSender<Instant>,
}

impl Kiosk {
    async fn run(mut self, before: u64) {
        let mut turn = Duration::ZERO;
        loop {
            let (version, spread) = self.listening.hint().await;
            if version > before {
                turn += spread.mul_f64(self.number as f64 / self.of as f64);
                break;
            }
        }
        let heard = Instant::now();
        let published = self.round.wait_for(|round| !round.is_empty()).await;
        let round = published.expect("published").clone();
        tokio::time::sleep(turn.saturating_sub(heard.elapsed())).await;
        for (path, content) in &round {
            let answer = self.fetching.get(path, "").await;
            match content {
                Some(digest) => assert_eq!(Digest::of(&answer.body), *digest, "{path}"),
                None => assert_eq!(answer.status, 404, "{path}"),
            }
        }
        self.done.send(Instant::now()).expect("somebody counts");
        // Listens on, as kiosks do.
        self.listening.hint().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fleet_has_it_soon() {
    let count = how_many();
    let town = Town::new().await;
    let feed = municipality(&town);
    let (content, first) = town.publish(&feed).await;
    let held = Held::all_of(&content);
    let serving = Program::start(&town.out(), &[]);
    let address = serving.address.as_str();
    let alone = pss(serving.id());

    let door = Door::to(address).await;
    let root = town.key_ring().root();
    let (trust, _) = pull(&door, root, Client::new(root, None).expect("a root"), &held).await;
    let (published, round_seen) = watch::channel(Round::new());
    let (done, mut have_it) = mpsc::unbounded_channel();
    let mut kiosks = Vec::new();
    for number in 0..count {
        let mut listening = Line::to(address).await;
        listening.ask("events", "").await;
        assert_eq!(
            listening.line().await,
            "HTTP/1.1 200 OK\r\n",
            "kiosk {number}: see ulimit -n"
        );
        assert_eq!(listening.hint().await.0, first);
        let kiosk = Kiosk {
            number,
            of: count,
            listening,
            fetching: Line::to(address).await,
            round: round_seen.clone(),
            done: done.clone(),
        };
        kiosks.push(tokio::spawn(kiosk.run(first)));
    }
    let listening = pss(serving.id());
    let (idle_from, idle_busy) = (Instant::now(), busy(serving.id()));
    let checking = (0..count.div_ceil(EVERY)).map(|_| (trust.clone(), done.clone()));
    let checking = check_signatures(address, (root, &held), first, checking.collect()).await;
    let poll = poll(address, &serving).await;
    if count > 1_000 {
        tokio::time::sleep(Duration::from_secs(20)).await;
    }
    let idle =
        (busy(serving.id()) - idle_busy - poll.busy).div_f64(idle_from.elapsed().as_secs_f64());

    // What is fetched for a release is found out by one that is just as the others are.
    let before = busy(serving.id());
    reword(&feed.join("feed.ron"), 1);
    let (release, _) = town.publish(&feed).await;
    let begun = Instant::now();
    let (_, newest) = {
        door.asked.lock().await.clear();
        pull(&door, root, trust, &held).await
    };
    let release = release.to_ron().expect("RON");
    assert_eq!(newest, Digest::of(release.as_bytes()));
    published.send_replace(round(&town, &door).await);
    let requests = published.borrow().len();

    let mut times = Vec::new();
    while times.len() < count + checking.len() {
        let next = tokio::time::timeout(SOON, have_it.recv()).await;
        let next = next.unwrap_or_else(|_| panic!("only {} have it", times.len()));
        times.push(next.expect("they say so").duration_since(begun));
    }
    times.sort();
    let after = pss(serving.id());
    let spent = busy(serving.id()) - before;
    let at = |part: usize| times[(times.len() * part).div_ceil(100) - 1];
    println!(
        "{} kiosks, {requests} requests each for a release",
        times.len()
    );
    println!(
        "have it: {:?} half, {:?} 99 %, {:?} all",
        at(50),
        at(99),
        at(100)
    );
    println!(
        "processor for it: {spent:?}, {:?} a kiosk",
        spent / times.len() as u32
    );
    println!("memory: {alone} kB alone, {listening} kB listened to, {after} kB after");
    println!(
        "{:.1} kB for each that listens and fetches",
        (listening - alone.min(listening)) as f64 / count as f64
    );
    println!("idle: {:.2} % of a core", idle.as_secs_f64() * 100.0);
    println!(
        "a poll: {} bytes down, {:?} there and back, {:?} of a core",
        poll.bytes, poll.time, poll.each
    );
    for kiosk in kiosks.into_iter().chain(checking) {
        assert!(!kiosk.is_finished(), "a kiosk has failed");
        kiosk.abort();
    }
}

/// Kiosks that judge for themselves.
async fn check_signatures(
    address: &str,
    (root, held): (&[u8], &Held),
    first: u64,
    kiosks: Vec<(Client, mpsc::UnboundedSender<Instant>)>,
) -> Vec<JoinHandle<()>> {
    let (mut started, count) = (Vec::new(), kiosks.len());
    for (number, (trust, done)) in kiosks.into_iter().enumerate() {
        let mut listening = Line::to(address).await;
        listening.ask("events", "").await;
        assert_eq!(listening.hint().await.0, first);
        let (door, root, held) = (Door::to(address).await, root.to_vec(), held.clone());
        started.push(tokio::spawn(async move {
            let (_, spread) = listening.hint().await;
            tokio::time::sleep(spread.mul_f64(number as f64 / count as f64)).await;
            pull(&door, &root, trust, &held).await;
            done.send(Instant::now()).expect("somebody counts");
            listening.hint().await;
        }));
    }
    started
}

/// What it costs to ask for the timestamp and to hear that it is the same.
struct Poll {
    bytes: usize,
    time: Duration,
    busy: Duration,
    each: Duration,
}

async fn poll(address: &str, serving: &Program) -> Poll {
    const TIMES: u32 = 500;
    let mut line = Line::to(address).await;
    let tag = line.get(TIMESTAMP, "").await.tag;
    let known = format!("If-None-Match: {tag}\r\n");
    let (begun, before) = (Instant::now(), busy(serving.id()));
    let mut bytes = 0;
    for _ in 0..TIMES {
        let answer = line.get(TIMESTAMP, &known).await;
        assert_eq!(answer.status, 304);
        bytes = answer.bytes;
    }
    let busy = busy(serving.id()) - before;
    Poll {
        bytes,
        time: begun.elapsed() / TIMES,
        busy,
        each: busy / TIMES,
    }
}

#[test]
fn what_the_bench_needs_of_the_system() {
    let limits = fs::read_to_string("/proc/self/limits").expect("Linux");
    let row = limits
        .lines()
        .find_map(|row| row.strip_prefix("Max open files"));
    let soft = row
        .and_then(|row| row.split_whitespace().next())
        .expect("a limit");
    let most: usize = soft.parse().unwrap_or(usize::MAX);
    let needed = 2 * how_many() + 200;
    assert!(
        most >= needed,
        "{} kiosks need {needed} open files, and {most} are allowed; run: ulimit -n {needed}",
        how_many()
    );
}
