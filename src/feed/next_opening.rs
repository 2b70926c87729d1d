//! When a site opens next.

use jiff::civil::{Date, Time};
use jiff::{Span, Timestamp, Zoned};

use crate::schedule::{Hours, Weekday};
use crate::site::Site;

/// Hours return every week; a day more for those that a clock change moved.
const DAYS: i32 = 8;

impl Site {
    /// When it opens next after `now`, which is in the feed's time zone.
    ///
    /// Hours that follow each other without a gap are one, so the end of one is no opening. None
    /// if it never opens, and if it never closes.
    #[must_use]
    pub fn next_opening(&self, now: &Zoned) -> Option<Zoned> {
        let zone = now.time_zone();
        let end = now.timestamp().checked_add(Span::new().hours(DAYS * 24));
        let end = end.unwrap_or(Timestamp::MAX);
        let mut moments: Vec<Timestamp> = (0..=DAYS)
            .filter_map(|days| now.date().checked_add(Span::new().days(days)).ok())
            .flat_map(|date| self.hours.iter().map(move |hours| (hours, date)))
            .flat_map(|(hours, date)| begins(hours, date, now))
            .collect();
        // A clock change can open, too: it jumps into hours, or back into hours that were over.
        let changes = zone.following(now.timestamp());
        moments.extend(
            changes
                .map(|change| change.timestamp())
                .take_while(|moment| *moment <= end),
        );
        moments.retain(|moment| *moment > now.timestamp());
        moments.sort_unstable();
        let at = |moment: Timestamp| moment.to_zoned(zone.clone());
        let opens = |moment: &Timestamp| {
            let before = moment.checked_sub(Span::new().seconds(1));
            self.is_open(&at(*moment)) && before.is_ok_and(|before| !self.is_open(&at(before)))
        };
        moments.into_iter().find(opens).map(at)
    }
}

/// When hours begin on a date: never, once, or twice on a night whose clock goes back.
fn begins(hours: &Hours, date: Date, now: &Zoned) -> Vec<Timestamp> {
    if !hours.days.contains(&Weekday::of(date)) {
        return Vec::new();
    }
    let minutes = hours.from.minutes();
    let parts = (i8::try_from(minutes / 60), i8::try_from(minutes % 60));
    let (Ok(hour), Ok(minute)) = parts else {
        return Vec::new();
    };
    let Ok(time) = Time::new(hour, minute, 0, 0) else {
        return Vec::new();
    };
    let begun = || now.time_zone().to_ambiguous_zoned(date.to_datetime(time));
    [begun().earlier(), begun().later()]
        .into_iter()
        .flatten()
        .map(|moment| moment.timestamp())
        .collect()
}
