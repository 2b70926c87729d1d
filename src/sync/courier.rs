//! What the courier does next: a state machine without network, disk or clock.
//!
//! The driver hands in an [`Event`], gets one [`Action`], does it, and hands in what came of it.
//!
//! A round goes: ask for the timestamp; if it changed, bring the metadata up to date, open the
//! manifest that it offers, compare it with what is here, fetch what is lacking, prove the whole,
//! stage it. In between, for as long as a release is pending, the courier looks what the kiosk says
//! of it. When rounds are due is the [`Schedule`]'s affair.
//!
//! What goes wrong is told apart by who could mend it. What the signed digests vouch for is wrong
//! for good: the release is remembered and never fetched again. What may be wrong only on the way
//! here is tried again, later and later.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use legeplads_store::{Admission, Slots, Wanted};
use legeplads_trust::{Digest, Verified};

use crate::event::{Action, Answer, Event, Fault, Offer, Outcome};
pub use crate::schedule::Habits;
use crate::schedule::Schedule;
use glass::LOOK;
use ledger::Ledger;
use round::{Judged, Round};

mod glass;
mod ledger;
mod round;

/// The state machine.
#[derive(Debug)]
pub struct Courier {
    schedule: Schedule,
    once: bool,
    slots: Slots,
    ledger: Ledger,
    /// The timestamp that was last judged to the end, and the judgement.
    judged: Option<Judged>,
    /// What this round is about.
    round: Option<Round>,
    queue: VecDeque<Action>,
    /// Whether the kiosk has moved on since blobs were last swept.
    to_sweep: bool,
    look_at: Duration,
    ended: Option<Outcome>,
}

impl Courier {
    /// A courier that has not begun. `random` spreads the rounds of many kiosks.
    pub fn new(habits: Habits, random: fastrand::Rng) -> Self {
        Self {
            schedule: Schedule::new(habits.poll, random),
            once: habits.once,
            slots: Slots::default(),
            ledger: Ledger::default(),
            judged: None,
            round: None,
            queue: VecDeque::new(),
            to_sweep: false,
            look_at: Duration::ZERO,
            ended: None,
        }
    }

    /// Takes what happened and says what to do next. `now` is the time since the courier began.
    pub fn step(&mut self, now: Duration, event: Event) -> Action {
        match event {
            Event::Begun(slots, refusals) => {
                self.slots = slots;
                self.ledger = Ledger::open(refusals);
            }
            Event::Rested | Event::Done => {}
            Event::Heard(push) => self.schedule.hear(now, push),
            Event::Looked(screen) => self.heed(now, screen),
            Event::Answered(Ok(Answer::Unchanged)) => self.unchanged(now),
            Event::Answered(Ok(Answer::Timestamp { etag, bytes })) => {
                self.answered(now, etag, bytes);
            }
            Event::Refreshed(Ok(offer)) => self.offered(now, offer),
            Event::Opened(Ok(release)) => self.judge(now, release),
            Event::Compared(lacking) => self.plan(now, lacking),
            Event::Fetched(Ok(())) => self.go_on(now),
            Event::Proved(Ok(())) => self.proved(),
            Event::Answered(Err(fault))
            | Event::Refreshed(Err(fault))
            | Event::Opened(Err(fault))
            | Event::Fetched(Err(fault))
            | Event::Proved(Err(fault)) => self.fault(now, fault),
            Event::Moved(slots) => self.moved(now, slots),
            Event::Failed(why) => {
                self.fault(now, Fault::Local(why));
                self.look_at = self.schedule.next();
            }
        }
        self.next(now)
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
        if self.once
            && let Some(outcome) = self.ended.take()
        {
            return Action::Finish(outcome);
        }
        if now >= self.schedule.next() {
            self.schedule.begin(now);
            return Action::Ask(self.tag(now));
        }
        let mut until = self.schedule.next();
        if self.slots.pending.is_some() {
            until = until.min(self.look_at);
        }
        Action::Rest(until - now)
    }

    /// The tag to send along, if "unchanged" is an answer that would do.
    fn tag(&self, now: Duration) -> Option<String> {
        let judged = self.judged.as_ref().filter(|judged| judged.lasts(now))?;
        match self.schedule.is_chasing() {
            true => None,
            false => judged.etag.clone(),
        }
    }

    /// The timestamp is the one that was judged last, and so is the judgement.
    fn unchanged(&mut self, now: Duration) {
        let judgement = self.judged.as_ref().map(|judged| judged.outcome.clone());
        self.end_well(now, judgement.unwrap_or(Outcome::UpToDate));
    }

    fn answered(&mut self, now: Duration, etag: Option<String>, bytes: Vec<u8>) {
        let timestamp = Digest::of(&bytes);
        if let Some(judged) = &mut self.judged
            && judged.timestamp == timestamp
            && judged.lasts(now)
        {
            judged.etag = etag;
            return self.unchanged(now);
        }
        self.judged = None;
        self.queue.push_back(Action::Refresh(bytes));
        self.round = Some(Round::new(etag, timestamp));
    }

    /// Is there a release on the channel, and one that was not refused before?
    fn offered(&mut self, now: Duration, offer: Offer) {
        self.schedule.learn(offer.version);
        let Some(round) = &mut self.round else { return };
        round.offered = offer.manifest;
        let Some(manifest) = offer.manifest else {
            let why = "nothing is published on this channel; publish to it, or look whether \
                       --channel is right";
            return self.decline(now, why.to_owned(), false);
        };
        match self.ledger.why(manifest) {
            Some(why) => self.decline(now, why, true),
            None => self.queue.push_back(Action::Open(manifest)),
        }
    }

    /// May the release come in?
    fn judge(&mut self, now: Duration, release: Arc<Verified>) {
        let Some(round) = &mut self.round else { return };
        round.release = Some(Arc::clone(&release));
        match self.slots.admit(release.manifest(), release.digest()) {
            Admission::Refused(why) => self.decline(now, why, false),
            Admission::New | Admission::Current | Admission::Pending => {
                self.queue.push_back(Action::Compare(release));
            }
        }
    }

    fn plan(&mut self, now: Duration, lacking: Vec<Wanted>) {
        self.queue.extend(lacking.into_iter().map(Action::Fetch));
        self.go_on(now);
    }

    /// Once nothing is left to fetch, goes on to what comes after.
    fn go_on(&mut self, now: Duration) {
        let fetching = |action: &Action| matches!(action, Action::Fetch(_));
        let release = self.round.as_ref().and_then(|round| round.release.clone());
        let Some(release) = release else { return };
        if self.queue.iter().any(fetching) {
            return;
        }
        match self.slots.admit(release.manifest(), release.digest()) {
            // It was here already; at most lost files were made good.
            Admission::Current | Admission::Pending => self.succeed(now, Outcome::UpToDate),
            Admission::New | Admission::Refused(_) => self.queue.push_back(Action::Prove(release)),
        }
    }

    fn proved(&mut self) {
        let release = self.round.as_ref().and_then(|round| round.release.clone());
        let Some(release) = release else { return };
        // The last chance of the release that is pending now to become current.
        self.look_at = Duration::ZERO;
        self.queue.push_back(Action::Stage(release));
    }

    /// What is offered is not taken, and would not be if it were asked for again.
    fn decline(&mut self, now: Duration, why: String, for_good: bool) {
        self.note(&why, for_good);
        self.conclude(now, Outcome::Refused(why));
    }

    /// Has written down that what this round is about is refused.
    fn note(&mut self, why: &str, for_good: bool) {
        if let Some((release, manifest)) = self.round.as_ref().map(Round::subject) {
            let action = self.ledger.note(release, manifest, why, for_good);
            self.queue.extend(action);
        }
    }

    /// Something did not come, or is not good: gives the round up.
    fn fault(&mut self, now: Duration, fault: Fault) {
        self.queue.clear();
        let outcome = match fault {
            Fault::Content(why) => {
                if let Some(offered) = self.round.as_ref().and_then(|round| round.offered) {
                    self.ledger.ban(offered, &why);
                }
                self.to_sweep = true;
                return self.decline(now, why, true);
            }
            Fault::Wrong(why) => Outcome::Refused(why),
            Fault::Unreachable(why) => Outcome::Unreachable(why),
            Fault::Busy { why, wish } => {
                self.schedule.leave_alone(now, wish);
                Outcome::Unreachable(why)
            }
            Fault::Local(why) => Outcome::Stuck(why),
        };
        match &outcome {
            Outcome::Refused(why) if self.round.is_some() => self.note(why, false),
            _ => self.queue.push_back(Action::Complain(outcome.clone())),
        }
        self.round = None;
        self.schedule.went_wrong(now);
        self.ended = Some(outcome);
    }

    /// The round ended well.
    fn succeed(&mut self, now: Duration, outcome: Outcome) {
        self.queue.extend(self.ledger.forgive());
        self.conclude(now, outcome);
    }

    /// The timestamp was judged to the end: while it is unchanged, so is the judgement.
    fn conclude(&mut self, now: Duration, outcome: Outcome) {
        let lasting = match &outcome {
            Outcome::Updated => Outcome::UpToDate,
            other => other.clone(),
        };
        self.judged = self.round.take().map(|round| round.judged(lasting, now));
        self.end_well(now, outcome);
    }

    fn end_well(&mut self, now: Duration, outcome: Outcome) {
        self.schedule.went_well(now);
        self.ended = Some(outcome);
    }
}
