//! The next time something happens or is open, by the clock on the wall of the place.
//!
//! What begins before midnight and goes on after it belongs to the date on which it began.

use jiff::civil::Date;
use jiff::{ToSpan, Zoned};

use crate::event::Event;
use crate::offer::{Offer, OfferKind};
use crate::schedule::{DayPart, Hours, TimeOfDay, Weekday, When};

/// A day's minutes.
const DAY: i32 = 24 * 60;

/// Days that are looked through: since yesterday, and a whole week after today.
const DAYS: i64 = 9;

/// The next time something happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// The date on which it begins.
    pub date: Date,
    /// When it begins on that date, if that is known.
    pub starts: Option<TimeOfDay>,
    /// The part of that date, if it is one and no time is known.
    pub part: Option<DayPart>,
    /// Whether it has begun already.
    pub has_begun: bool,
    /// The last date, if it goes on day and night until then.
    pub until: Option<Date>,
}

/// Whether something is open, and until when or from when on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// At any hour of any day.
    Always,
    /// Now, until a time.
    Until(TimeOfDay),
    /// On a date within the next week, from a time on.
    From(Date, TimeOfDay),
}

/// From the first minute of a date to the one after the last.
type Minutes = (i32, i32);

impl When {
    /// Whether it restricts nothing.
    #[must_use]
    pub fn is_always(&self) -> bool {
        *self == Self::default()
    }

    /// The occasion that has begun or comes next; none once it is over for good.
    #[must_use]
    pub fn next(&self, now: &Zoned) -> Option<Occasion> {
        self.next_between(None, now)
    }

    /// The same at known times of these dates, which are more exact than parts of the day.
    fn next_between(&self, times: Option<Minutes>, now: &Zoned) -> Option<Occasion> {
        let spans = times.map_or_else(|| self.spans(), |span| vec![span]);
        let is_whole = times.is_none() && self.parts.is_empty() && self.weekdays.is_empty();
        for (date, since) in days(now, self.from) {
            if self.until.is_some_and(|until| until < date) {
                return None;
            }
            if !self.weekdays.is_empty() && !self.weekdays.contains(&Weekday::of(date)) {
                continue;
            }
            if let Some((from, _)) = spans.iter().find(|(_, to)| *to > since) {
                let only = (times.is_none() && self.parts.len() == 1).then(|| self.parts[0]);
                return Some(Occasion {
                    date,
                    starts: None,
                    part: only,
                    has_begun: *from <= since,
                    until: self.until.filter(|until| is_whole && *until > date),
                });
            }
        }
        None
    }

    /// What it takes of each date.
    fn spans(&self) -> Vec<Minutes> {
        if self.parts.is_empty() {
            return vec![(0, DAY)];
        }
        let hours = |from, to| (from * 60, to * 60);
        let mut spans: Vec<Minutes> = self
            .parts
            .iter()
            .map(|part| match part {
                DayPart::Morning => hours(6, 10),
                DayPart::Day => hours(10, 17),
                DayPart::Evening => hours(17, 22),
                DayPart::Night => hours(22, 30),
            })
            .collect();
        spans.sort_unstable();
        spans
    }
}

impl Event {
    /// The occasion that has begun or comes next, `now` in the feed's time zone; none once the
    /// event is over for good. Without an end it lasts until midnight.
    #[must_use]
    pub fn next(&self, now: &Zoned) -> Option<Occasion> {
        let times = (self.starts.is_some() || self.ends.is_some()).then(|| {
            span(
                self.starts.unwrap_or_default(),
                self.ends.unwrap_or(TimeOfDay::END),
            )
        });
        let next = self.when.next_between(times, now)?;
        Some(Occasion {
            starts: self.starts,
            ..next
        })
    }
}

impl Offer {
    /// Whether it is open at `now`, in the feed's time zone. Nothing is known of people and services that
    /// say no hours; a place that says none is always there.
    #[must_use]
    pub fn opening(&self, now: &Zoned) -> Option<Opening> {
        let is_known = self.kind == OfferKind::Place || !self.hours.is_empty();
        is_known.then(|| opening(&self.hours, now))
    }
}

fn opening(hours: &[Hours], now: &Zoned) -> Opening {
    let mut open = None;
    let mut next = None;
    for (date, since) in days(now, None) {
        let on_date = hours
            .iter()
            .filter(|hours| hours.days.contains(&Weekday::of(date)));
        for (from, to) in on_date.map(|hours| span(hours.from, hours.to)) {
            if from <= since && since < to {
                open = open.max(Some(to - since));
            } else if from > since {
                next = [next, Some((from - since, date, from))]
                    .into_iter()
                    .flatten()
                    .min();
            }
        }
    }
    let clock = i32::from(TimeOfDay::of(now).minutes());
    match (open, next) {
        (Some(left), _) => Opening::Until(time((clock + left - 1) % DAY + 1)),
        (None, Some((_, date, from))) => Opening::From(date, time(from)),
        (None, None) => Opening::Always,
    }
}

/// Each date from yesterday or `first` on, with the minutes since it began; negative if it is to
/// come.
fn days(now: &Zoned, first: Option<Date>) -> impl Iterator<Item = (Date, i32)> {
    let today = now.date();
    let clock = i32::from(TimeOfDay::of(now).minutes());
    let yesterday = today.yesterday().unwrap_or(today);
    let first = first.map_or(yesterday, |first| first.max(yesterday));
    (0..DAYS).filter_map(move |step| {
        let date = first.checked_add(step.days()).ok()?;
        let gone = date.until(today).ok()?.get_days();
        Some((date, gone.saturating_mul(DAY).saturating_add(clock)))
    })
}

fn span(from: TimeOfDay, to: TimeOfDay) -> Minutes {
    let (from, to) = (i32::from(from.minutes()), i32::from(to.minutes()));
    (from, if to > from { to } else { to + DAY })
}

/// The time of so many minutes after midnight.
fn time(minutes: i32) -> TimeOfDay {
    let minutes = u16::try_from(minutes).unwrap_or_default();
    let [hour, minute] = [minutes / 60, minutes % 60].map(|part| u8::try_from(part).unwrap_or(0));
    TimeOfDay::new(hour, minute).unwrap_or(TimeOfDay::END)
}
