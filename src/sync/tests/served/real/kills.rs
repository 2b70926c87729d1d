//! The plug is pulled at random moments, again and again, while releases are published and the
//! kiosk shows them. Whatever a slot names is whole at every one of them, versions never go back,
//! and nothing is left lying about.
//!
//! `LEGEPLADS_KILLS=1000` pulls it more often, `LEGEPLADS_KILLS_SEED=7` at other moments.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use fastrand::Rng;
use jiff::Timestamp;
use legeplads_store::{Pointer, Release, Screen, Slot, Slots, View};
use legeplads_trust::{Digest, Manifest, reread};

use crate::content::{Content, noise};
use crate::real::glass::Glass;
use crate::real::running::Running;
use crate::server::Server;
use crate::support::program;

/// Unless something else is wished for.
const KILLS: u64 = 200;

/// The longest that one program runs.
const LIFE: Duration = Duration::from_millis(1500);

/// When the plug is pulled.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// After a time that has nothing to do with what goes on.
    After(Duration),
    /// When the beginning of a file lies there.
    Fetching,
    /// When all of the newest release is there.
    Fetched,
    /// When a release is pending.
    Staged,
    /// When the kiosk has said that it is on the glass.
    Shown,
    /// When the slots move.
    Swapping,
}

/// A kiosk's machine, and the desk that publishes for it.
struct Life {
    server: Server,
    dir: tempfile::TempDir,
    random: Rng,
    releases: BTreeMap<u64, Content>,
    /// What was lacking of the newest when it was published.
    lacked: usize,
    /// The highest that each slot has named.
    highest: BTreeMap<Slot, u64>,
    /// What went on when the plug was pulled, and how often.
    kills: BTreeMap<&'static str, u32>,
    most_left: usize,
}

impl Life {
    async fn new(seed: u64) -> Self {
        let life = Self {
            server: Server::start_at(Timestamp::now()).await,
            dir: tempfile::tempdir().expect("a folder"),
            random: Rng::with_seed(seed),
            releases: BTreeMap::new(),
            lacked: 0,
            highest: BTreeMap::new(),
            kills: BTreeMap::new(),
            most_left: 0,
        };
        for folder in [life.store(), life.temporary()] {
            fs::create_dir(folder).expect("made");
        }
        life
    }

    fn store(&self) -> PathBuf {
        self.dir.path().join("store")
    }

    fn view(&self) -> View {
        View::open(self.store())
    }

    fn temporary(&self) -> PathBuf {
        self.dir.path().join("temporary")
    }

    fn courier(&self) -> Command {
        let mut command = program(&self.server.address, &self.server.root(), &self.store());
        // So slow that the picture takes some time.
        command.args(["--poll", "1", "--bandwidth", "1500000"]);
        command.env("TMPDIR", self.temporary());
        command
    }

    fn newest(&self) -> u64 {
        self.releases.keys().next_back().copied().unwrap_or(0)
    }

    async fn publish(&mut self) {
        let version = self.newest() + 1;
        let side = 150 + u32::try_from(version % 100).expect("a small number");
        let content = Content::tiny()
            .version(version)
            .picture(noise(side, side), side, side)
            .edit("feed.ron", "Lilleby Kommune", &format!("By {version}"));
        self.server.publish(&content).await;
        self.lacked = self.view().lacking(&manifest(&content)).len();
        self.releases.insert(version, content);
    }

    /// One life of a courier, from its start to SIGKILL.
    async fn round(&mut self) {
        let running = Running::start(self.courier());
        let begun = Instant::now();
        let early = Duration::from_millis(self.random.u64(..300));
        tokio::time::sleep(early).await;
        if self.random.u8(..4) > 0 {
            self.publish().await;
        }
        let moment = self.moment();
        let before = self.slots();
        while begun.elapsed() < LIFE && !self.is_there(moment, begun, &before) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        // A little later, or at once.
        let late = self.random.u64(..16).saturating_sub(8);
        tokio::time::sleep(Duration::from_millis(late)).await;
        running.kill();
        let doing = self.doing();
        *self.kills.entry(doing).or_default() += 1;
        if let Err(wrong) = self.judge() {
            panic!("{wrong}, after a kill at {moment:?}, {doing}");
        }
    }

    fn moment(&mut self) -> Moment {
        match self.random.u8(..8) {
            0 => Moment::Fetching,
            1 => Moment::Fetched,
            2 => Moment::Staged,
            3 => Moment::Shown,
            4 => Moment::Swapping,
            _ => Moment::After(LIFE.mul_f64(self.random.f64())),
        }
    }

    fn is_there(&self, moment: Moment, begun: Instant, before: &Slots) -> bool {
        let now = || self.slots();
        match moment {
            Moment::After(time) => begun.elapsed() >= time,
            Moment::Fetching => has_parts(&self.store()),
            Moment::Fetched => self.lacked > 0 && self.lacking() == 0,
            Moment::Staged => now().pending.is_some() && now() != *before,
            Moment::Shown => is_shown(&self.view(), &now()),
            Moment::Swapping => now().current != before.current,
        }
    }

    fn slots(&self) -> Slots {
        self.view().slots().expect("readable")
    }

    /// Files of the newest release that are not there.
    fn lacking(&self) -> usize {
        let newest = self.releases.values().next_back();
        newest.map_or(0, |newest| self.view().lacking(&manifest(newest)).len())
    }

    /// What went on, by what lies there.
    fn doing(&self) -> &'static str {
        let (slots, lacking) = (self.slots(), self.lacking());
        let is_newest = |slot: &Option<Pointer>| {
            slot.as_ref()
                .is_some_and(|held| held.release == self.newest())
        };
        if slots.pending.is_some() && slots.pending == slots.current {
            "in the middle of swapping"
        } else if is_shown(&self.view(), &slots) {
            "about to swap"
        } else if is_newest(&slots.current) {
            "idle"
        } else if is_newest(&slots.pending) {
            "waiting for the glass"
        } else if lacking == 0 {
            "staging"
        } else if lacking < self.lacked || has_parts(&self.store()) {
            "downloading"
        } else {
            "asking"
        }
    }

    /// Looks at everything, as the next program will find it.
    fn judge(&mut self) -> Result<(), String> {
        let (view, slots) = (self.view(), self.slots());
        if !slots.damaged.is_empty() {
            return Err(format!("{:?} are damaged", slots.damaged));
        }
        for slot in Slot::ALL {
            let Some(pointer) = slots.get(slot) else {
                continue;
            };
            let number = pointer.release;
            self.is_whole(&view, slot)
                .map_err(|wrong| format!("release {number} in {slot}: {wrong}"))?;
            let highest = self.highest.entry(slot).or_default();
            if number < *highest {
                return Err(format!("{slot} went back from {highest} to {number}"));
            }
            *highest = number;
        }
        let said = self.store().join(Screen::FILE);
        if said.exists() && !matches!(view.screen(), Ok(Some(_))) {
            return Err("screen.ron cannot be read".to_owned());
        }
        let own = ["incoming", "scratch"].map(|name| count(&self.store().join(name)));
        let left = own.iter().sum::<usize>() + count(&self.temporary());
        self.most_left = self.most_left.max(left);
        match left <= 12 {
            true => Ok(()),
            false => Err(format!("{left} temporary files were left")),
        }
    }

    /// Whether what a slot names is there as it was published, byte for byte.
    fn is_whole(&self, view: &View, slot: Slot) -> Result<(), String> {
        let opened = Release::open(view, slot).map_err(|error| error.to_string())?;
        let made = &self.releases[&opened.pointer.release];
        for (path, bytes) in &made.documents {
            if opened.documents.get(path) != Some(bytes) {
                return Err(format!("{path} is another one's"));
            }
        }
        for (path, (bytes, ..)) in &made.media {
            let found = fs::read(&opened.blobs[path]).map_err(|error| error.to_string())?;
            if found != *bytes {
                return Err(format!("{path} is another one's"));
            }
        }
        Ok(())
    }

    /// Nobody pulls the plug any more.
    async fn ends_well(&mut self) {
        self.publish().await;
        let mut running = Running::start(self.courier());
        let (view, newest) = (self.view(), self.newest());
        let current = || {
            let slots = view.slots().expect("readable");
            slots.current.filter(|current| current.release == newest)
        };
        running.until("the newest release", current).await;
        let named = self.named();
        let swept = || (blobs(&self.store()) == named).then_some(());
        running.until("nothing but what slots name", swept).await;
        let clean = || (count(&self.store().join("incoming")) == 0).then_some(());
        running.until("nothing half fetched", clean).await;
        running.kill();
        self.judge().unwrap_or_else(|wrong| panic!("{wrong}"));
    }

    /// The blobs that slots name.
    fn named(&self) -> BTreeSet<Digest> {
        let slots = self.slots();
        let held = Slot::ALL.into_iter().filter_map(|slot| slots.get(slot));
        held.flat_map(|pointer| {
            let made = manifest(&self.releases[&pointer.release]);
            let files: Vec<_> = made.files().map(|(_, digest, _)| digest).collect();
            files.into_iter().chain([pointer.manifest])
        })
        .collect()
    }
}

fn manifest(content: &Content) -> Manifest {
    let text = content.manifest();
    let read = reread(text.as_bytes(), Digest::of(text.as_bytes()));
    read.expect("a manifest").manifest().clone()
}

/// Whether the kiosk has said that what is pending is on the glass.
fn is_shown(view: &View, slots: &Slots) -> bool {
    let screen = view.screen().ok().flatten();
    let (Some(pending), Some(screen)) = (&slots.pending, screen) else {
        return false;
    };
    screen.release == pending.release && screen.frames >= Screen::GOOD_FRAMES
}

fn has_parts(store: &Path) -> bool {
    // 64 digits and ".part": the beginning of a blob.
    let entries = fs::read_dir(store.join("incoming")).into_iter().flatten();
    entries.flatten().any(|entry| entry.file_name().len() == 69)
}

fn count(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

fn blobs(store: &Path) -> BTreeSet<Digest> {
    let entries = |path: &Path| fs::read_dir(path).into_iter().flatten().flatten();
    entries(&store.join("blobs/sha256"))
        .flat_map(|folder| entries(&folder.path()))
        .filter_map(|blob| blob.file_name().to_str()?.parse().ok())
        .collect()
}

fn wished(name: &str) -> Option<u64> {
    let wish = std::env::var(name).ok()?;
    Some(wish.parse().expect("a number"))
}

#[tokio::test]
async fn a_courier_that_is_killed_at_any_moment() {
    let kills = wished("LEGEPLADS_KILLS").unwrap_or(KILLS);
    let seed = wished("LEGEPLADS_KILLS_SEED").unwrap_or(1);
    println!("seed {seed}");
    let begun = Instant::now();
    let mut life = Life::new(seed).await;
    life.publish().await;
    let glass = Glass::before(life.store(), seed);
    for _ in 0..kills {
        life.round().await;
        glass.is_well();
    }
    life.ends_well().await;
    glass.is_well();
    println!(
        "{kills} kills of the courier, {} releases, in {:.0?}: {:?}; at most {} temporary files \
         were left",
        life.newest(),
        begun.elapsed(),
        life.kills,
        life.most_left,
    );
    if kills >= KILLS {
        for doing in [
            "downloading",
            "staging",
            "waiting for the glass",
            "about to swap",
        ] {
            assert!(life.kills.contains_key(doing), "none while {doing}");
        }
    }
}
