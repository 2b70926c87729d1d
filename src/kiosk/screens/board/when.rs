//! When something on the board is, in the words of the visitor's language.

use jiff::Zoned;
use jiff::civil::{Date, Time};
use legeplads_feed::{DayPart, Occasion, Opening, TimeOfDay};

use crate::language::Args;
use crate::notices::Timing;
use crate::screens::Talk;

/// What stands on a notice's strip.
pub fn words(talk: &Talk, when: Timing, now: &Zoned) -> String {
    match when {
        Timing::Happens(next) => happens(talk, &next, now.date()),
        Timing::Open(opening) => open(talk, opening, now.date()),
    }
}

fn happens(talk: &Talk, next: &Occasion, today: Date) -> String {
    match next.until {
        Some(until) if next.has_begun => {
            return talk.say_with("board-until", &dated(Args::new(), until, today));
        }
        Some(_) => return talk.say_with("board-from", &dated(Args::new(), next.date, today)),
        None => {}
    }
    if next.date < today {
        return talk.say("board-now");
    }
    let day = day(talk, next, today);
    match next.starts {
        Some(time) => talk.say_with("board-at", &clock(Args::new().text("day", &day), time)),
        None => day,
    }
}

/// The day, or a part of it.
fn day(talk: &Talk, next: &Occasion, today: Date) -> String {
    let part = match next.part {
        Some(DayPart::Morning) => "morning",
        Some(DayPart::Evening) => "evening",
        Some(DayPart::Night) => "night",
        Some(DayPart::Day) | None => "day",
    };
    let args = Args::new().text("part", part);
    if next.date == today {
        talk.say_with("board-today", &args)
    } else if today.tomorrow().is_ok_and(|tomorrow| next.date == tomorrow) {
        talk.say_with("board-tomorrow", &args)
    } else {
        let args = dated(weekday(args, next.date), next.date, today);
        talk.say_with("board-later", &args)
    }
}

fn open(talk: &Talk, opening: Opening, today: Date) -> String {
    match opening {
        Opening::Always => talk.say("board-always"),
        Opening::Until(time) => talk.say_with("board-open-until", &clock(Args::new(), time)),
        Opening::From(date, time) => {
            let near = if date <= today {
                "today"
            } else if today.tomorrow().is_ok_and(|tomorrow| date == tomorrow) {
                "tomorrow"
            } else {
                "later"
            };
            let args = weekday(Args::new().text("near", near), date);
            talk.say_with("board-opens", &clock(args, time))
        }
    }
}

/// The year is said where it is another.
fn dated(args: Args, date: Date, today: Date) -> Args {
    if date.year() == today.year() {
        args.near_date("date", date)
    } else {
        args.date("date", date)
    }
}

fn weekday(args: Args, date: Date) -> Args {
    let number = date.weekday().to_monday_one_offset();
    args.count("weekday", i64::from(number))
}

fn clock(args: Args, time: TimeOfDay) -> Args {
    let [hour, minute] = [time.minutes() / 60, time.minutes() % 60];
    let [hour, minute] = [hour, minute].map(|part| i8::try_from(part).unwrap_or_default());
    let time = Time::new(hour % 24, minute, 0, 0).unwrap_or(Time::MIN);
    args.count("hour", hour.into())
        .count("past", minute.into())
        .time("time", time)
}
