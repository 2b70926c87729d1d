//! What a municipality learns from a screen: how often something was touched. In the outbox of the
//! kiosk's store, beside what [surveys were told](crate::records); what exactly, says
//! `deploy/data.md`.
//!
//! Nothing ties two counts to each other, so nobody's way through the tour can be read from them.

mod stay;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use bevy::prelude::*;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use legeplads_feed::{ActivityId, CampaignId, Language, StopId};
use legeplads_store::Outbox;
use legeplads_store::outbox::DayPart;

use self::stay::Stay;
use crate::acting::{Acted, Cued};
use crate::claims::unwrapped;
use crate::clock::WallClock;
use crate::demo::{Demo, Show};
use crate::fingers::{Key, Press};
use crate::journey::{Aware, Cue, Journey, Screen};
use crate::notices::Hung;
use crate::records::Record;
use crate::release::{Release, Swapped};

/// What was counted is written so often: what a power cut may take.
const WRITE: Duration = Duration::from_secs(120);

/// Something that was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Counted {
    item: String,
    site: String,
    language: String,
    at: Timestamp,
}

/// What the writer is told.
#[derive(Debug)]
enum Word {
    Counted(Counted),
    /// A survey was told this in this part of the day.
    Told(Record, DayPart),
    /// It is another part of the day: what was told before may leave the kiosk.
    Turned(DayPart),
    /// Everybody has left: the disk may be waited for, and whoever ends the kiosk now takes nothing.
    Write,
    /// Nobody will tell anything any more.
    Over,
}

/// Counts into a store's outbox. By default nowhere.
#[derive(Resource, Debug, Default)]
pub struct Counts {
    words: Option<Sender<Word>>,
    thread: Option<JoinHandle<()>>,
    /// What the visitor who is there has told so far.
    pub(crate) told: Vec<Record>,
    part: Option<DayPart>,
}

impl Counts {
    /// Counts into this store's outbox, if there is one.
    pub fn open(store: Option<PathBuf>) -> Self {
        let Some(store) = store else {
            return Self::default();
        };
        let (words, told) = channel();
        let work = move || keep(Outbox::open(store), &told);
        match thread::Builder::new().name("counts".to_owned()).spawn(work) {
            Ok(thread) => Self {
                words: Some(words),
                thread: Some(thread),
                told: Vec::new(),
                part: None,
            },
            Err(error) => {
                tracing::error!(%error, "nothing will be counted");
                Self::default()
            }
        }
    }

    fn say(&self, word: Word) {
        if let Some(words) = &self.words {
            // A writer that is gone has said why.
            let _ = words.send(word);
        }
    }

    /// Has what was counted so far written, from any thread.
    pub(crate) fn write(&self) -> impl Fn() + Send + 'static + use<> {
        let words = self.words.clone();
        move || {
            if let Some(words) = &words {
                // A writer that is gone has said why.
                let _ = words.send(Word::Write);
            }
        }
    }

    /// It is this part of the day.
    pub(crate) fn turn(&mut self, part: DayPart) {
        if self.part.as_ref() != Some(&part) {
            self.part = Some(part.clone());
            self.say(Word::Turned(part));
        }
    }

    /// Whoever told something has left: there is nothing to be added to it.
    pub(crate) fn hand_over(&mut self) {
        let told = std::mem::take(&mut self.told);
        let Some(part) = &self.part else { return };
        for record in told {
            self.say(Word::Told(record, part.clone()));
        }
    }
}

impl Drop for Counts {
    /// What was counted and told last is written before the kiosk ends.
    fn drop(&mut self) {
        self.hand_over();
        // Others may still be able to speak to the writer.
        self.say(Word::Over);
        self.words = None;
        if let Some(thread) = self.thread.take() {
            // One that ended early has said why.
            let _ = thread.join();
        }
    }
}

/// Counts until nobody is there to tell anything, and waits for the disk now and then.
fn keep(mut outbox: Outbox, words: &Receiver<Word>) {
    let mut due: Option<Instant> = None;
    loop {
        let now = Instant::now();
        let wait = due.map_or(WRITE, |due| due.saturating_duration_since(now));
        let is_over = match words.recv_timeout(wait) {
            Ok(Word::Counted(it)) => {
                outbox.count(&it.item, &it.site, &it.language, it.at, 1);
                due = due.or(Some(now + WRITE));
                false
            }
            Ok(Word::Told(record, part)) => {
                tell(&mut outbox, &record, &part);
                due = due.or(Some(now + WRITE));
                false
            }
            Ok(Word::Turned(part)) => {
                outbox.turn(&part);
                due = Some(now);
                false
            }
            Ok(Word::Write) => {
                due = Some(now);
                false
            }
            Err(RecvTimeoutError::Timeout) => false,
            Ok(Word::Over) | Err(RecvTimeoutError::Disconnected) => true,
        };
        let is_due = due.is_some_and(|due| due <= Instant::now());
        if is_due || is_over {
            due = None;
            if let Err(error) = outbox.flush() {
                tracing::warn!(%error, "counts cannot be written now");
                // They are still in memory.
                due = Some(Instant::now() + WRITE);
            }
        }
        if is_over {
            return;
        }
    }
}

fn tell(outbox: &mut Outbox, record: &Record, part: &DayPart) {
    let given = record.given.iter();
    let given: Vec<(&str, &str)> = given.map(|(asked, told)| (&**asked, &**told)).collect();
    let Record {
        survey,
        site,
        language,
        ..
    } = record;
    outbox.answer(survey, site, language, part, &given);
}

/// Where the visitor was when somebody looked last.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    /// Whether nobody was there. A screen may rest at a stop or on the island.
    rests: bool,
    language: Language,
    screen: Screen,
    /// How many stops of the tour are behind.
    toured: Option<usize>,
}

impl Seen {
    fn of(journey: &Journey) -> Self {
        Self {
            rests: journey.rests(),
            language: journey.language.clone(),
            screen: journey.screen.clone(),
            toured: journey.tour.as_ref().map(|tour| tour.at),
        }
    }

    fn stop(&self) -> Option<&StopId> {
        match &self.screen {
            Screen::Stop(stop) => Some(stop),
            _ => None,
        }
    }

    /// Whether the tour's last stop is behind: what is asked there may be left unanswered.
    fn has_finished(&self) -> bool {
        let screen = &self.screen;
        matches!(screen, Screen::Finish | Screen::Aware(Aware::After(_)))
    }

    /// What has happened since it was otherwise, and in which language.
    fn since(&self, before: &Self) -> Vec<(String, Language)> {
        let mut items = Vec::new();
        let mut happened = |item: &str| items.push((item.to_owned(), self.language.clone()));
        if before.rests && !self.rests {
            happened("woken");
        }
        if self.toured == Some(0) && before.toured != Some(0) {
            happened("tour/begun");
        }
        if self.has_finished() && !before.has_finished() {
            happened("tour/finished");
        }
        // What a screen goes back to when everybody has left, nobody has opened.
        let opened = |screen: &Screen| !self.rests && *screen != before.screen;
        match &self.screen {
            Screen::Stop(stop) if opened(&self.screen) => happened(&format!("stop/{stop}")),
            Screen::Board(_) if !matches!(before.screen, Screen::Board(_)) => happened("board"),
            _ => {}
        }
        if before.toured.is_some()
            && self.toured.is_none()
            && let Some(stop) = before.stop()
        {
            // By now the screen may speak to the next visitor.
            items.push((format!("tour/left/{stop}"), before.language.clone()));
        }
        items
    }
}

/// What a cue says of the screen that it was given on. Things of a question have numbers from one,
/// in the feed's order.
fn told_of(cue: &Cue, screen: &Screen) -> Option<String> {
    match (cue, screen) {
        (Cue::Done(_), Screen::Stop(stop)) => Some(format!("done/{stop}")),
        (
            Cue::Vote {
                activity, thing, ..
            },
            _,
        ) => Some(format!("vote/{activity}/{}", thing + 1)),
        (Cue::Idea(activity, idea), _) => Some(format!("idea/{activity}/{idea}")),
        (Cue::Support(activity, idea), _) => Some(format!("support/{activity}/{idea}")),
        (Cue::Looked(activity, interest, found), _) => {
            let came = if *found { "found" } else { "nothing" };
            Some(format!("{came}/{activity}/{interest}"))
        }
        (Cue::Know { after, answer }, _) => {
            let when = if *after { "after" } else { "before" };
            Some(format!("knows/{when}/{}", answer + 1))
        }
        (Cue::Answer(activity, thing), _) => Some(format!("answer/{activity}/{}", thing + 1)),
        _ => None,
    }
}

/// When what happened has been counted.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub struct Counting;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Counts>()
        .add_systems(PreUpdate, count.in_set(Counting).after(Acted));
}

/// Whether what is told at the present stop is kept as records.
fn is_survey(journey: &Journey, release: &Release) -> bool {
    let Screen::Stop(stop) = &journey.screen else {
        return false;
    };
    let feed = &release.feed;
    let activity = feed
        .stop(stop)
        .and_then(|stop| feed.activity(&stop.activity));
    activity.is_some_and(|activity| activity.kind.is_survey())
}

/// What is remembered from one frame to the next.
#[derive(Debug, Default)]
struct Memory {
    seen: Option<Seen>,
    stay: Option<Stay>,
    /// Those whose cards have been opened since the board was.
    campaigns: BTreeSet<CampaignId>,
    /// Those that the visitor who is at a booth has unwrapped.
    gifts: BTreeSet<ActivityId>,
    /// Something was counted that nobody has written yet.
    is_new: bool,
    /// The show led in the frame before.
    led: bool,
}

impl Memory {
    /// What has ended if the visitor is now at this stop, or at none.
    fn stays(&mut self, here: Option<&StopId>, now: Duration) -> Option<String> {
        if self.stay.as_ref().map(Stay::stop) == here {
            return None;
        }
        let ended = self.stay.take().map(|stay| stay.item());
        self.stay = here.map(|stop| Stay::begin(stop, now));
        ended
    }

    /// The campaigns among these whose cards nobody has opened yet.
    fn opens<'a>(&mut self, hung: impl Iterator<Item = &'a Hung>) -> Vec<String> {
        let campaigns = hung.flat_map(|Hung(campaigns)| campaigns);
        let new = campaigns.filter(|id| self.campaigns.insert((*id).clone()));
        new.map(|id| format!("campaign/{id}")).collect()
    }
}

fn count(
    counts: Res<Counts>,
    (journey, release): (Res<Journey>, Res<Release>),
    (clock, time): (Res<WallClock>, Res<Time<Real>>),
    (show, demo): (Option<Res<Show>>, Option<Res<Demo>>),
    (mut presses, mut keys): (MessageReader<Press>, MessageReader<Key>),
    mut cues: MessageReader<Cued>,
    mut swapped: MessageReader<Swapped>,
    hung: Query<&Hung>,
    mut memory: Local<Memory>,
) {
    let Some(words) = &counts.words else { return };
    let is_show = show.is_some_and(|show| show.leads());
    let is_touched = presses.read().count() + keys.read().count() > 0;
    let is_visited = !is_show && !journey.rests();
    // The hour in which a survey was left or done would say when its record was made.
    let is_survey = is_survey(&journey, &release);
    let mut items = Vec::new();

    let here = match &journey.screen {
        Screen::Stop(stop) if is_visited && !is_survey => Some(stop),
        _ => None,
    };
    if is_touched && let Some(stay) = &mut memory.stay {
        stay.touch(time.elapsed());
    }
    // By now the screen may speak to the next visitor.
    let spoken = memory.seen.as_ref().map(|seen| seen.language.clone());
    let spoken = spoken.unwrap_or_else(|| journey.language.clone());
    let stayed = memory.stays(here, time.elapsed());
    items.extend(stayed.map(|item| (item, spoken)));

    if !matches!(journey.screen, Screen::Board(_)) {
        memory.campaigns.clear();
    } else if is_visited {
        let opened = memory.opens(hung.iter()).into_iter();
        items.extend(opened.map(|item| (item, journey.language.clone())));
    }

    if !is_visited {
        memory.gifts.clear();
    } else if demo.is_some() {
        // On a real kiosk a gift is redeemed at the desk, and no count may say whether a code was shown.
        let today = clock.now(&release.feed.time_zone).date();
        let gift = unwrapped(&journey, &release, today).map(|gift| gift.id);
        let gift = gift.filter(|id| memory.gifts.insert(id.clone()));
        items.extend(gift.map(|id| (format!("gift/{id}"), journey.language.clone())));
    }

    if journey.is_changed() || !cues.is_empty() {
        let now = Seen::of(&journey);
        let before = memory.seen.replace(now.clone());
        // A release that comes while people play may move them; they have not moved.
        let is_swapped = swapped.read().count() > 0;
        let since = before.filter(|_| !is_swapped);
        items.extend(since.map_or_else(Vec::new, |before| now.since(&before)));
        let told = cues.read();
        let told = told.filter(|Cued(cue)| !(is_survey && matches!(cue, Cue::Done(_))));
        let told = told.filter_map(|Cued(cue)| told_of(cue, &journey.screen));
        items.extend(told.map(|item| (item, now.language.clone())));
    }
    // In the frame in which a show takes over, what ends is still the visitor's.
    let led = std::mem::replace(&mut memory.led, is_show);
    if is_show && led {
        items.clear();
    }
    for (item, language) in items {
        memory.is_new = true;
        // A writer that is gone has said why.
        let _ = words.send(Word::Counted(Counted {
            item,
            site: release.site().id.to_string(),
            language: language.to_string(),
            at: clock.now(&TimeZone::UTC).timestamp(),
        }));
    }
    if memory.is_new && (journey.rests() || is_show) {
        memory.is_new = false;
        let _ = words.send(Word::Write);
    }
}
