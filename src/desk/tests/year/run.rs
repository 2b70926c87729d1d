//! How the year goes, and what came of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use fastrand::Rng;
use legeplads_desk::ledger::{self, Ledger, Overview};
use tempfile::TempDir;

use crate::actors::{Actor, Desk};
use crate::visits::{Happened, Plan, SITES};

/// Once in so many steps the kiosk is killed in the midst of it; and once in so many deliveries the
/// courier, and the desk.
const STEPS: usize = 40;
const DELIVERIES: usize = 15;

/// When the desk's ledger is copied, and when its disk is lost: shares of the year.
const COPIED: f64 = 0.50;
const LOST: f64 = 0.53;

/// The year as it goes.
pub struct Year {
    root: TempDir,
    rng: Rng,
    kiosks: Vec<Option<Actor>>,
    couriers: Vec<Option<Actor>>,
    desk: Option<Desk>,
    kills: [u32; 3],
    /// Steps whose kiosk said that they are written.
    written: BTreeSet<Step>,
    /// Those that the copy has; then those that it had not when the desk's disk was lost.
    copied: BTreeSet<Step>,
    in_danger: BTreeSet<Step>,
}

/// A kiosk and the number of a step.
type Step = (usize, u32);

/// What came of it.
pub struct Outcome {
    pub visits: u64,
    /// Of kiosks, couriers and desks.
    pub kills: [u32; 3],
    pub batches: u64,
    /// Those that the backup did not have.
    pub lost_batches: u64,
    /// Steps that a kiosk was killed in before they were written.
    pub cut_off: u64,
    /// What the ledger must say, and says, but for the years that a clock jumped to.
    pub truth: Happened,
}

impl Year {
    pub fn begin(plan: &Plan) -> Self {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir(root.path().join("out")).expect("made");
        let mut year = Self {
            root,
            rng: Rng::with_seed(7),
            kiosks: Vec::new(),
            couriers: Vec::new(),
            desk: None,
            kills: [0; 3],
            written: BTreeSet::new(),
            copied: BTreeSet::new(),
            in_danger: BTreeSet::new(),
        };
        for kiosk in 0..SITES.len() {
            let store = year.store(kiosk);
            year.kiosks
                .push(Some(Actor::start("kiosk", &store, kiosk, plan)));
            year.couriers
                .push(Some(Actor::start("courier", &store, kiosk, plan)));
        }
        year
    }

    fn store(&self, kiosk: usize) -> PathBuf {
        self.root.path().join(format!("store-{kiosk}"))
    }

    /// The published folder.
    pub fn out(&self) -> PathBuf {
        self.root.path().join("out")
    }

    /// A file of the test's own.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub fn go(&mut self, plan: &Plan) {
        let [copied, lost] = [COPIED, LOST].map(|share| (f64::from(plan.steps()) * share) as u32);
        for step in 0..plan.steps() {
            for kiosk in 0..SITES.len() {
                self.visitors(plan, kiosk, step);
            }
            if step == copied {
                self.copy();
            }
            if step == lost {
                self.lose();
            }
            // In the evening.
            if step % 3 == 2 {
                for kiosk in (0..SITES.len()).filter(|kiosk| !plan.is_offline(*kiosk, step)) {
                    self.deliver(plan, kiosk);
                }
            }
        }
        for kiosk in 0..SITES.len() {
            let actor = self.kiosks[kiosk].as_mut().expect("a kiosk");
            actor.tell("end");
            assert_eq!(actor.hear(), "done");
            while !self.deliver(plan, kiosk) {}
        }
    }

    fn visitors(&mut self, plan: &Plan, kiosk: usize, step: u32) {
        let actor = self.kiosks[kiosk].as_mut().expect("a kiosk");
        actor.tell(&step.to_string());
        if self.rng.usize(0..STEPS) > 0 {
            assert_eq!(actor.hear(), "done");
            self.written.insert((kiosk, step));
            return;
        }
        self.linger();
        self.kills[0] += 1;
        self.kiosks[kiosk] = None;
        let store = self.store(kiosk);
        self.kiosks[kiosk] = Some(Actor::start("kiosk", &store, kiosk, plan));
    }

    /// Whether all is delivered.
    fn deliver(&mut self, plan: &Plan, kiosk: usize) -> bool {
        let out = self.out();
        let desk = self.desk.get_or_insert_with(|| Desk::start(&out));
        let courier = self.couriers[kiosk].as_mut().expect("a courier");
        courier.tell(&desk.address);
        match self.rng.usize(0..DELIVERIES) {
            0 => {
                self.linger();
                self.kills[1] += 1;
                self.couriers[kiosk] = None;
                let store = self.store(kiosk);
                self.couriers[kiosk] = Some(Actor::start("courier", &store, kiosk, plan));
                false
            }
            1 => {
                self.linger();
                self.kills[2] += 1;
                self.desk = None;
                let courier = self.couriers[kiosk].as_mut().expect("a courier");
                courier.hear() == "empty"
            }
            _ => courier.hear() == "empty",
        }
    }

    /// For a moment that is another one each time.
    fn linger(&mut self) {
        let begun = std::time::Instant::now();
        let micros = self.rng.u64(0..4000);
        while begun.elapsed().as_micros() < u128::from(micros) {
            std::hint::spin_loop();
        }
    }

    fn copy(&mut self) {
        let to = self.path("copy.sqlite");
        let copied = Command::new(env!("CARGO_BIN_EXE_legeplads-desk"))
            .args(["ledger", "backup"])
            .arg(self.out())
            .arg("--to")
            .arg(&to)
            .status();
        assert!(copied.expect("it could be started").success());
        let restored = ledger::path(&self.path("restored"));
        fs::create_dir_all(restored.parent().expect("a folder")).expect("made");
        fs::copy(to, restored).expect("copied");
        let restored = Ledger::read(&self.path("restored")).expect("a ledger");
        self.copied = found(&restored).0;
    }

    /// The desk's disk is gone; what is left is the copy.
    fn lose(&mut self) {
        self.desk = None;
        self.in_danger = self.written.difference(&self.copied).copied().collect();
        let ledger = ledger::path(&self.out());
        for end in ["", "-wal", "-shm"] {
            let mut file = ledger.clone().into_os_string();
            file.push(end);
            let _ = fs::remove_file(file);
        }
        fs::copy(self.path("copy.sqlite"), &ledger).expect("put back");
    }

    /// What the ledger has, held against what happened.
    pub fn end(&mut self, plan: &Plan) -> Outcome {
        self.desk = None;
        let ledger = Ledger::read(&self.out()).expect("a ledger");
        let overview = Overview::of(&ledger).expect("readable");
        let mut lost_batches = 0;
        for entry in &overview.kiosks {
            assert_eq!((entry.again, entry.unkept, entry.damaged), (0, 0, 0));
            lost_batches += entry
                .gaps
                .iter()
                .map(|(from, to)| to - from + 1)
                .sum::<u64>();
        }
        let (came, found, ahead) = found(&ledger);
        // A kiosk that said so has written it; one that was killed may have. Only what went with the
        // desk's disk may be missing, and is named.
        let missing: BTreeSet<_> = self.written.difference(&came).copied().collect();
        let lost: Vec<_> = missing.difference(&self.in_danger).collect();
        assert!(lost.is_empty(), "these steps are lost: {lost:?}");
        assert_eq!(
            missing.is_empty(),
            lost_batches == 0,
            "what is lost is named"
        );
        let mut truth = Happened::default();
        let mut cut_off = 0;
        let mut sum_ahead = 0;
        for kiosk in 0..SITES.len() {
            for step in 0..plan.steps() {
                if !came.contains(&(kiosk, step)) {
                    cut_off += u64::from(!self.written.contains(&(kiosk, step)));
                    continue;
                }
                let happened = plan.step(kiosk, step);
                if happened.is_ahead {
                    sum_ahead += happened.counts.values().sum::<u64>();
                } else {
                    truth.add(happened);
                }
            }
        }
        let expected = total(&truth.counts);
        assert_eq!(found, expected, "not one tap more or less");
        assert_eq!(ahead, sum_ahead);
        Outcome {
            visits: truth.visits,
            kills: self.kills,
            batches: overview.kiosks.iter().map(|entry| entry.batches).sum(),
            lost_batches,
            cut_off,
            truth,
        }
    }
}

/// The steps that came through, and how often each item was counted; and all of another year.
fn found(ledger: &Ledger) -> (BTreeSet<Step>, BTreeMap<String, u64>, u64) {
    let mut came = BTreeSet::new();
    let mut found = BTreeMap::new();
    let mut ahead = 0;
    let each = |tapped: ledger::Tapped| {
        if let Some(step) = tapped.item.strip_prefix("step/") {
            assert_eq!(tapped.count, 1, "{step} came twice");
            let (kiosk, step) = step.split_once('-').expect("a step");
            let step = (
                kiosk.parse().expect("a kiosk"),
                step.parse().expect("a step"),
            );
            assert!(came.insert(step), "{step:?} came twice");
        }
        match tapped.period.as_str() < "2030" {
            true => *found.entry(tapped.item).or_default() += tapped.count,
            false => ahead += tapped.count,
        }
    };
    ledger.taps("", "9", each).expect("readable");
    (came, found, ahead)
}

impl Happened {
    fn add(&mut self, other: Self) {
        self.visits += other.visits;
        for (key, count) in other.counts {
            *self.counts.entry(key).or_default() += count;
        }
        for (key, count) in other.told {
            *self.told.entry(key).or_default() += count;
        }
    }
}

/// By item alone.
fn total(counts: &BTreeMap<(String, String, String, i8), u64>) -> BTreeMap<String, u64> {
    let mut total = BTreeMap::new();
    for ((item, ..), count) in counts {
        *total.entry(item.clone()).or_default() += count;
    }
    total
}

/// A file that must be there.
pub fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("it was written")
}
