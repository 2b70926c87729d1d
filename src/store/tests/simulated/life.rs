//! The life of a kiosk's store, step by step, and what the world outside knows of it meanwhile.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use legeplads_store::outbox::{DayPart, Sealed};
use legeplads_store::{BlobError, Outbox, Screen, Store, StoreError};
use legeplads_trust::Digest;

use super::Simulated;
use super::releases::release;

/// The store's folder on simulated disks.
pub const DIR: &str = "/var/kiosk";

/// What is done, by the courier or by the kiosk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The courier starts.
    Open,
    /// It remembers what it trusts now.
    Remember(u64),
    Fetch(u64),
    Stage(u64),
    /// The kiosk says what is on the glass.
    Say(u64),
    /// The courier makes it current.
    Confirm(u64),
    Reject(u64),
    Sweep,
    /// The kiosk counts, and writes it.
    Count(u64),
    /// So many visitors tell a survey something in a part of a day, and the kiosk writes it.
    Answer(u64, &'static str),
    /// Another part of a day begins, says the kiosk.
    Turn(&'static str),
    /// The courier takes counts to the desk.
    Send,
    /// It takes a batch there, does not hear the answer, and then the disk damages the batch.
    Lose,
}

pub const MORNING: &str = "2026-11-22T08:00:00+01:00[Europe/Copenhagen]";
pub const EVENING: &str = "2026-11-22T20:00:00+01:00[Europe/Copenhagen]";
/// Nobody tells anything in this one.
pub const NIGHT: &str = "2026-11-23T02:00:00+01:00[Europe/Copenhagen]";

/// A whole life: updates that go well, one that is rejected, one that withdraws, and counts in
/// between.
pub fn life() -> Vec<Step> {
    use Step::{
        Answer, Confirm, Count, Fetch, Lose, Open, Reject, Remember, Say, Send, Stage, Sweep, Turn,
    };
    let update = |release| {
        [
            Remember(release),
            Fetch(release),
            Stage(release),
            Say(release),
            Confirm(release),
            Sweep,
        ]
    };
    let mut life = vec![Open, Count(3), Answer(7, MORNING)];
    life.extend(update(1));
    life.extend([Send, Count(20), Answer(50, EVENING), Count(100)]);
    life.extend(update(2));
    life.extend([Remember(3), Fetch(3), Stage(3), Count(1000), Lose, Send]);
    life.extend([Reject(3), Sweep, Open]);
    life.extend(update(4));
    life.extend([Send, Count(20_000)]);
    life.extend(update(5));
    life.extend([Count(300_000), Turn(NIGHT), Send]);
    life.extend(update(6));
    life
}

/// Why a step did not go well.
#[derive(Debug)]
pub enum Trouble {
    /// An error was reported, as is right when the disk fails.
    Error(String),
    /// Something happened that never may.
    Wrong(String),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Error(error.to_string())
    }
}

impl From<BlobError> for Trouble {
    fn from(error: BlobError) -> Self {
        Self::Error(error.to_string())
    }
}

/// What may be so, as far as anybody outside knows. While a step is on its way both what was
/// before and what will be may be; once it is done, only the latter.
#[derive(Debug, Clone)]
pub struct Known {
    /// The release to fall back on; 0 for what is built in.
    pub start: BTreeSet<u64>,
    /// What is remembered; 0 for nothing.
    pub memory: BTreeSet<u64>,
    /// What `screen.ron` says; 0 for nothing.
    pub screen: BTreeSet<u64>,
    /// Everything that was ever counted and told.
    pub counted: BTreeSet<u64>,
    /// Releases that were rejected for certain.
    pub rejected: BTreeSet<u64>,
    /// What the desk has: batches by their id.
    pub desk: BTreeMap<Digest, Sealed>,
}

impl Default for Known {
    fn default() -> Self {
        let nothing = BTreeSet::from([0]);
        Self {
            start: nothing.clone(),
            memory: nothing.clone(),
            screen: nothing.clone(),
            counted: nothing,
            rejected: BTreeSet::new(),
            desk: BTreeMap::new(),
        }
    }
}

impl Known {
    /// The desk takes a batch in.
    fn take(&mut self, sealed: Sealed) -> Result<(), Trouble> {
        let number = sealed.batch.number;
        let had = self.desk.insert(sealed.id, sealed);
        let same_number = |sealed: &&Sealed| sealed.batch.number == number;
        if had.is_none() && self.desk.values().filter(same_number).count() > 1 {
            return Err(Trouble::Wrong(format!("two batches with number {number}")));
        }
        Ok(())
    }

    /// All that the desk was told of.
    pub fn at_desk(&self) -> u64 {
        let batches = || self.desk.values().map(|sealed| &sealed.batch);
        let counts = batches().flat_map(|batch| &batch.counts);
        let answers = batches().flat_map(|batch| &batch.answers);
        let sums = counts.map(|count| count.count);
        sums.chain(answers.map(|answers| answers.count)).sum()
    }
}

/// The two processes on one disk.
pub struct Machine {
    disk: Simulated,
    store: Option<Store>,
    outbox: Outbox,
}

impl Machine {
    pub fn on(disk: &Simulated) -> Self {
        Self {
            disk: disk.clone(),
            store: None,
            outbox: Outbox::on(disk.disk(), DIR),
        }
    }

    fn store(&mut self) -> Result<&Store, StoreError> {
        let store = match self.store.take() {
            Some(store) => store,
            None => Store::on(self.disk.disk(), DIR)?,
        };
        Ok(self.store.insert(store))
    }

    /// Does a step; `again` when it was begun before, whether it failed or was cut short.
    pub fn step(&mut self, step: Step, again: bool, known: &mut Known) -> Result<(), Trouble> {
        match step {
            Step::Open => {
                self.store = None;
                self.store()?;
            }
            Step::Remember(number) => {
                let store = self.store()?;
                known.memory.insert(number);
                store.remember(&memory(number))?;
                known.memory = BTreeSet::from([number]);
            }
            Step::Fetch(number) => fetch(self.store()?, number)?,
            Step::Stage(number) => self.store()?.stage(&release(number).verified)?,
            Step::Say(number) => {
                known.screen.insert(number);
                screen(number).write_on(&self.disk, Path::new(DIR))?;
                known.screen = BTreeSet::from([number]);
            }
            Step::Confirm(number) => {
                let store = self.store()?;
                known.start.insert(number);
                unless_done(store.confirm(), again)?;
                known.start = BTreeSet::from([number]);
            }
            Step::Reject(number) => {
                unless_done(self.store()?.reject("it stays dark"), again)?;
                known.rejected.insert(number);
            }
            Step::Sweep => {
                self.store()?.sweep()?;
            }
            Step::Count(count) => self.count(count, again, known, |outbox| {
                let time = "2026-11-22T05:17:00Z".parse().expect("a timestamp");
                outbox.count("stop/travbyen", "airport", "da", time, count);
            })?,
            Step::Answer(count, time) => self.count(count, again, known, |outbox| {
                for _ in 0..count {
                    outbox.answer(
                        "moving",
                        "airport",
                        "da",
                        &part(time),
                        &[("from", "abroad")],
                    );
                }
            })?,
            Step::Turn(time) => {
                self.outbox.turn(&part(time));
                self.outbox.flush()?;
            }
            Step::Send => self.send(known)?,
            Step::Lose => {
                if let Some(sealed) = self.store()?.next_batch("airport-1")? {
                    known.take(sealed)?;
                    self.disk.rot(&Path::new(DIR).join("outbox/sending.ron"));
                }
            }
        }
        Ok(())
    }

    fn count(
        &mut self,
        count: u64,
        again: bool,
        known: &mut Known,
        tell: impl FnOnce(&mut Outbox),
    ) -> Result<(), Trouble> {
        let with = |sum: &u64| sum + count;
        if !again {
            tell(&mut self.outbox);
            let more: Vec<_> = known.counted.iter().map(with).collect();
            known.counted.extend(more);
        }
        self.outbox.flush()?;
        // Each sum without it has one with it beside it.
        let without: BTreeSet<_> = known.counted.iter().copied().collect();
        known.counted.retain(|sum| {
            sum.checked_sub(count)
                .is_some_and(|less| without.contains(&less))
        });
        Ok(())
    }

    fn send(&mut self, known: &mut Known) -> Result<(), Trouble> {
        while let Some(sealed) = self.store()?.next_batch("airport-1")? {
            let body = sealed.text.as_bytes();
            if Sealed::read(body).as_ref() != Some(&sealed) {
                return Err(Trouble::Wrong("the desk cannot read a batch".into()));
            }
            let id = sealed.id;
            known.take(sealed)?;
            self.store()?.acknowledge(id)?;
        }
        Ok(())
    }
}

/// The part of a day that a time is in.
pub fn part(time: &str) -> DayPart {
    DayPart::of(&time.parse().expect("a time"))
}

/// What is remembered at a step.
pub fn memory(number: u64) -> Vec<u8> {
    format!("memory {number}, ").repeat(20).into_bytes()
}

fn fetch(store: &Store, number: u64) -> Result<(), Trouble> {
    let made = release(number);
    for wanted in store.view().lacking(made.verified.manifest()) {
        let content = made.content(wanted.digest);
        loop {
            let mut blob = store.begin_blob(wanted.digest, wanted.size)?;
            let left = &content[blob.written() as usize..];
            for piece in left.chunks(left.len().div_ceil(2).max(1)) {
                blob.write(piece)?;
            }
            match blob.finish() {
                // What a crash left of it was garbage.
                Err(BlobError::BadBeginning) => {}
                outcome => break outcome?,
            }
        }
    }
    Ok(())
}

/// A step that is done again may find that it was done the first time.
fn unless_done(outcome: Result<(), StoreError>, again: bool) -> Result<(), StoreError> {
    match outcome {
        Err(StoreError::NothingPending) if again => Ok(()),
        outcome => outcome,
    }
}

fn screen(number: u64) -> Screen {
    Screen {
        release: number,
        feed: "billund".into(),
        on_glass_since: "2026-11-21T21:04:05.120Z".parse().expect("a timestamp"),
        screen: "tour/travbyen".into(),
        language: "da".into(),
        frames: 3,
        slowest_ms: 17.1,
        quality: None,
        demo: false,
        launched: None,
        refused: None,
        stopped: None,
    }
}
