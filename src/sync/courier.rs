//! What the courier does next: a state machine without network, disk or clock.
//!
//! The driver hands in an [`Event`], gets one [`Action`], does it, and hands in what came of it.
//!
//! A round goes: ask for the manifest, judge it, compare it with what is here, fetch what is
//! lacking, prove the whole, stage it. In between, for as long as a release is pending, the
//! courier looks what the kiosk says of it.
//!
//! What goes wrong is told apart by who could mend it. What the manifest's digests vouch for is
//! wrong for good: the release is remembered and never fetched again. What may be wrong only on
//! the way here is tried again, later and later.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use legeplads_store::{Admission, Refusal, Screen, Slots, Verdict, Wanted};
use legeplads_trust::{Digest, Verified, verify};

use crate::event::{Action, Answer, Event, Fault, Flaw, Outcome};

/// The longest pause after failures, unless rounds are farther apart anyway.
const LONGEST_PAUSE: Duration = Duration::from_secs(15 * 60);

/// How often the kiosk's word on a pending release is looked at.
const LOOK: Duration = Duration::from_millis(500);

/// How a courier goes about its rounds.
#[derive(Debug, Clone, Copy)]
pub struct Habits {
    /// The longest time between two rounds that go well.
    pub poll: Duration,
    /// Whether there is one round only.
    pub once: bool,
}

/// The state machine.
#[derive(Debug)]
pub struct Courier {
    habits: Habits,
    random: fastrand::Rng,
    slots: Slots,
    /// Releases that are refused for good, and why.
    refused: BTreeMap<Digest, String>,
    /// What was last said about which manifest, so that a refusal is written down once.
    told: Option<(Digest, String)>,
    /// The tag of the manifest that was last judged to the end, and the judgement.
    judged: Option<(String, Outcome)>,
    /// The release that this round is about.
    under_way: Option<UnderWay>,
    queue: VecDeque<Action>,
    /// Whether refusals are written down that a good round strikes out.
    to_forgive: bool,
    /// Whether the kiosk has moved on since blobs were last swept.
    to_sweep: bool,
    /// Rounds that failed in a row.
    failures: u32,
    look_at: Duration,
    ask_at: Duration,
    ended: Option<Outcome>,
}

#[derive(Debug)]
struct UnderWay {
    release: Arc<Verified>,
    etag: Option<String>,
}

impl Courier {
    /// A courier that has not begun. `random` spreads the rounds of many kiosks.
    pub fn new(habits: Habits, random: fastrand::Rng) -> Self {
        Self {
            habits,
            random,
            slots: Slots::default(),
            refused: BTreeMap::new(),
            told: None,
            judged: None,
            under_way: None,
            queue: VecDeque::new(),
            to_forgive: false,
            to_sweep: false,
            failures: 0,
            look_at: Duration::ZERO,
            ask_at: Duration::ZERO,
            ended: None,
        }
    }

    /// Takes what happened and says what to do next. `now` is the time since the courier began.
    pub fn step(&mut self, now: Duration, event: Event) -> Action {
        match event {
            Event::Begun(slots, refusals) => self.begin(slots, refusals),
            Event::Rested | Event::Done => {}
            Event::Looked(screen) => self.heed(now, screen),
            Event::Answered(Ok(Answer::Unchanged)) => self.unchanged(now),
            Event::Answered(Ok(Answer::Manifest { etag, bytes })) => self.judge(now, etag, &bytes),
            Event::Answered(Err(fault)) => self.fault(now, fault),
            Event::Compared(lacking) => self.plan(now, lacking),
            Event::Fetched(Ok(())) => self.go_on(now),
            Event::Fetched(Err(fault)) => self.fault(now, fault),
            Event::Proved(Ok(())) => self.proved(),
            Event::Proved(Err(Flaw::Content(why))) => self.refuse_for_good(now, why),
            Event::Proved(Err(Flaw::Local(why))) => self.fault(now, Fault::Local(why)),
            Event::Moved(slots) => self.moved(now, slots),
            Event::Failed(why) => {
                self.fault(now, Fault::Local(why));
                self.look_at = self.ask_at;
            }
        }
        self.next(now)
    }

    fn begin(&mut self, slots: Slots, refusals: Vec<Refusal>) {
        self.slots = slots;
        self.to_forgive = refusals.iter().any(|refusal| !refusal.for_good);
        self.refused = refusals
            .into_iter()
            .filter(Refusal::stands)
            .map(|refusal| (refusal.manifest, refusal.why))
            .collect();
    }

    fn next(&mut self, now: Duration) -> Action {
        if self.slots.pending.is_some() && now >= self.look_at {
            self.look_at = now + LOOK;
            return Action::Look;
        }
        if let Some(action) = self.queue.pop_front() {
            return action;
        }
        // The queue is never empty in the middle of a round, and what that has fetched belongs to no
        // slot yet.
        if std::mem::take(&mut self.to_sweep) {
            return Action::Sweep;
        }
        if self.habits.once
            && let Some(outcome) = self.ended.take()
        {
            return Action::Finish(outcome);
        }
        if now >= self.ask_at {
            return Action::Ask(self.judged.as_ref().map(|(etag, _)| etag.clone()));
        }
        let mut until = self.ask_at;
        if self.slots.pending.is_some() {
            until = until.min(self.look_at);
        }
        Action::Rest(until - now)
    }

    /// Listens to the kiosk's word on the pending release.
    fn heed(&mut self, now: Duration, screen: Option<Screen>) {
        let (Some(pending), Some(screen)) = (&self.slots.pending, screen) else {
            return;
        };
        match screen.verdict(pending) {
            Verdict::Wait => {}
            Verdict::Confirm => self.queue.push_front(Action::Confirm),
            Verdict::Reject(why) => {
                let pending = pending.manifest;
                self.refused.insert(pending, why.clone());
                self.judged = None;
                let about = |under_way: &UnderWay| under_way.release.digest() == pending;
                if self.under_way.as_ref().is_some_and(about) {
                    self.under_way = None;
                    self.queue.clear();
                    self.end(now, Outcome::Refused(why.clone()));
                }
                self.queue.push_front(Action::Reject(why));
            }
        }
    }

    /// The manifest is the one that was judged last, and so is the judgement.
    fn unchanged(&mut self, now: Duration) {
        self.failures = 0;
        let judgement = self.judged.as_ref().map(|(_, outcome)| outcome.clone());
        self.end(now, judgement.unwrap_or(Outcome::UpToDate));
    }

    /// Is what came a manifest, and may its release come in?
    fn judge(&mut self, now: Duration, etag: Option<String>, bytes: &[u8]) {
        self.judged = None;
        let release = match verify(bytes) {
            Ok(verified) => Arc::new(verified),
            Err(error) => {
                let why = error.to_string();
                self.note(None, Digest::of(bytes), &why, false);
                return self.end(now, Outcome::Refused(why));
            }
        };
        let digest = release.digest();
        let version = Some(release.manifest().version);
        let refusal = match self.refused.get(&digest) {
            Some(why) => Some((why.clone(), true)),
            None => match self.slots.admit(release.manifest(), digest) {
                Admission::Refused(why) => Some((why, false)),
                Admission::New | Admission::Current | Admission::Pending => None,
            },
        };
        if let Some((why, for_good)) = refusal {
            self.note(version, digest, &why, for_good);
            return self.conclude(now, etag, Outcome::Refused(why));
        }
        self.queue.push_back(Action::Compare(Arc::clone(&release)));
        self.under_way = Some(UnderWay { release, etag });
    }

    fn plan(&mut self, now: Duration, lacking: Vec<Wanted>) {
        self.queue.extend(lacking.into_iter().map(Action::Fetch));
        self.go_on(now);
    }

    /// Once nothing is left to fetch, goes on to what comes after.
    fn go_on(&mut self, now: Duration) {
        let fetching = |action: &Action| matches!(action, Action::Fetch(_));
        let Some(under_way) = &self.under_way else {
            return;
        };
        if self.queue.iter().any(fetching) {
            return;
        }
        let release = Arc::clone(&under_way.release);
        match self.slots.admit(release.manifest(), release.digest()) {
            // It was here already; at most lost files were made good.
            Admission::Current | Admission::Pending => self.succeed(now, Outcome::UpToDate),
            Admission::New | Admission::Refused(_) => self.queue.push_back(Action::Prove(release)),
        }
    }

    fn proved(&mut self) {
        let Some(under_way) = &self.under_way else {
            return;
        };
        // The last chance of the release that is pending now to become current.
        self.look_at = Duration::ZERO;
        let release = Arc::clone(&under_way.release);
        self.queue.push_back(Action::Stage(release));
    }

    /// The slots moved: by staging if what is under way is pending now, else by the kiosk's word.
    fn moved(&mut self, now: Duration, slots: Slots) {
        let was_pending = self.slots.pending.take();
        self.slots = slots;
        let Some(pending) = &self.slots.pending else {
            // The kiosk has moved on, and needs nothing any more that no slot names.
            self.to_sweep = true;
            return;
        };
        let staged = was_pending.as_ref() != Some(pending);
        if staged {
            self.look_at = now + LOOK;
            self.succeed(now, Outcome::Updated);
        }
    }

    /// What is under way is wrong in itself.
    fn refuse_for_good(&mut self, now: Duration, why: String) {
        let Some(UnderWay { release, etag }) = self.under_way.take() else {
            return;
        };
        self.refused.insert(release.digest(), why.clone());
        let version = Some(release.manifest().version);
        self.note(version, release.digest(), &why, true);
        self.to_sweep = true;
        self.conclude(now, etag, Outcome::Refused(why));
    }

    /// Has a refusal written down, unless that was the last thing that was.
    fn note(&mut self, release: Option<u64>, manifest: Digest, why: &str, for_good: bool) {
        let about = (manifest, why.to_owned());
        if self.told.as_ref() == Some(&about) {
            return;
        }
        self.told = Some(about);
        self.to_forgive |= !for_good;
        self.queue.push_back(Action::Refuse {
            release,
            manifest,
            why: why.to_owned(),
            for_good,
        });
    }

    /// Something did not come: gives the round up, to try again later.
    fn fault(&mut self, now: Duration, fault: Fault) {
        self.queue.clear();
        let outcome = match fault {
            Fault::Wrong(why) => Outcome::Refused(why),
            Fault::Unreachable(why) => Outcome::Unreachable(why),
            Fault::Local(why) => Outcome::Stuck(why),
        };
        match (&outcome, self.under_way.take()) {
            (Outcome::Refused(why), Some(UnderWay { release, .. })) => {
                let version = Some(release.manifest().version);
                self.note(version, release.digest(), why, false);
            }
            _ => self.queue.push_back(Action::Complain(outcome.clone())),
        }
        self.failures = self.failures.saturating_add(1);
        self.end(now, outcome);
    }

    /// The round ended well.
    fn succeed(&mut self, now: Duration, outcome: Outcome) {
        self.told = None;
        if std::mem::take(&mut self.to_forgive) {
            self.queue.push_back(Action::Forgive);
        }
        let etag = self.under_way.take().and_then(|under_way| under_way.etag);
        self.conclude(now, etag, outcome);
    }

    /// The manifest was judged to the end: while the server says that it is unchanged, so is the
    /// judgement.
    fn conclude(&mut self, now: Duration, etag: Option<String>, outcome: Outcome) {
        let lasting = match &outcome {
            Outcome::Updated => Outcome::UpToDate,
            other => other.clone(),
        };
        self.judged = etag.map(|etag| (etag, lasting));
        self.failures = 0;
        self.end(now, outcome);
    }

    /// The round is over; the next one is due after a while.
    fn end(&mut self, now: Duration, outcome: Outcome) {
        self.ask_at = now + self.pause();
        self.ended = Some(outcome);
    }

    /// Anything from a tenth of the longest pause to all of it, so that kiosks that were cut off
    /// together do not come back together.
    fn pause(&mut self) -> Duration {
        let doubled = 2_u32.saturating_pow(self.failures);
        let longest = self
            .habits
            .poll
            .saturating_mul(doubled)
            .min(LONGEST_PAUSE.max(self.habits.poll));
        longest.mul_f64(0.1 + 0.9 * self.random.f64())
    }
}
