//! `legeplads-desk indicators`: how what success is told by stands, with a traffic light each; and the
//! same into the goals that hang on the screens' boards.
//!
//! The rule of the lights is [`Indicator::light`]'s. What screens count comes through the desk's door
//! as a report's figures do, and as the same ones.

mod words;

use jiff::ToSpan;
use jiff::civil::Date;
use legeplads_feed::progress::{Reading, Unit};
use legeplads_feed::staff::{Indicator, Staff, Value};
use legeplads_feed::{Feed, Goal, PartialDate};

use crate::disclosure::{Audience, Door, Figure};
use crate::ledger::{Ledger, LedgerError};
use crate::report::calendar::Span;
use crate::report::page::{day, decimal};
use crate::report::sections::{section, share, table};
use crate::report::tally::Tally;
use crate::report::words::with;
use crate::report::{Cell, Report, Tongue};
use words::Words;

/// What a page of indicators is to be about.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// The day to go by; what screens count is of the year up to it.
    pub until: Date,
    /// Whose language it is in.
    pub tongue: Tongue,
    /// Where the time zone comes from.
    pub feed: &'a Feed,
    /// What staff keep beside it.
    pub staff: &'a Staff,
}

/// Says how each indicator stands; for staff.
///
/// # Errors
///
/// When the ledger cannot be read.
pub fn indicators(ledger: &Ledger, question: &Question<'_>) -> Result<Report, LedgerError> {
    let words = Words::of(question.tongue);
    let (tally, span) = tally(ledger, question, Audience::Staff)?;
    let all = &question.staff.indicators;
    let rows = all.iter().map(|one| {
        let newest = value(&tally, one, question.until);
        let light = one.light(newest, question.until);
        let unit = unit(one.unit);
        let reading = |at: Reading| {
            let value = decimal(at.value, question.tongue);
            format!("{value}{unit} ({})", said(at.date, question.tongue))
        };
        vec![
            Cell::text(&one.what),
            Cell::Light(light, words.light(light).to_owned()),
            Cell::Value(newest.map(|newest| newest.value), unit),
            match newest.map(|newest| newest.date) {
                Some(PartialDate::Day(day)) => Cell::Day(Some(day)),
                Some(date) => Cell::Text(date.to_string()),
                None => Cell::Day(None),
            },
            Cell::Text(reading(one.way.baseline)),
            Cell::Text(reading(one.way.target)),
        ]
    });
    let columns = [
        words.what.as_str(),
        &words.stands,
        &words.value,
        &words.as_of,
        &words.baseline,
        &words.target,
    ];
    let lights = table(&words.newest, &columns, rows.collect(), None);
    let rows = all.iter().map(|one| {
        let measured = match one.measured {
            Value::ByHand(_) => &words.by_hand,
            Value::TourFinished | Value::KnowsBefore(_) | Value::KnowsAfter(_) => &words.counted,
        };
        [&one.what, &one.owner, measured, &one.source]
            .map(Cell::text)
            .to_vec()
    });
    let columns = [
        words.what.as_str(),
        &words.owner,
        &words.value,
        &words.source,
    ];
    let owners = table(&words.answerable, &columns, rows.collect(), None);
    let mut section = section("indicators", &words.all, &words.rule, [lights, owners]);
    if section.tables.is_empty() {
        section.note = words.none.clone();
        section.stays = true;
    }
    Ok(Report {
        title: words.title.clone(),
        days: (span.first, span.last),
        threshold: Audience::Staff.threshold(),
        sections: vec![section],
        lead: words.lead.clone(),
        reader: words.reader.clone(),
        about: with(&words.about, &day(question.tongue, question.until)),
        tongue: question.tongue,
    })
}

/// The feed's goals with what the indicators of the same ids say now, as everybody may see it.
///
/// Goals without an indicator stay as they are.
///
/// # Errors
///
/// When the ledger cannot be read.
pub fn goals(ledger: &Ledger, question: &Question<'_>) -> Result<Vec<Goal>, LedgerError> {
    let (tally, _) = tally(ledger, question, Audience::Public)?;
    let renewed = question.feed.goals.iter().map(|goal| {
        let all = &question.staff.indicators;
        let own = all.iter().find(|one| goal.id == *one.id.as_str());
        let Some(own) = own else {
            return goal.clone();
        };
        Goal {
            unit: own.unit,
            way: own.way,
            newest: value(&tally, own, question.until),
            ..goal.clone()
        }
    });
    Ok(renewed.collect())
}

/// What screens counted in the year up to the day, as an audience may know it, and that year.
fn tally(
    ledger: &Ledger,
    question: &Question<'_>,
    audience: Audience,
) -> Result<(Tally, Span), LedgerError> {
    let from = question.until.saturating_sub(1.year());
    let zone = question.feed.time_zone.clone();
    let span = Span::of(from, question.until, question.until, zone);
    let door = Door::new(audience, ledger.secret()?);
    let tally = Tally::of(ledger, &door, &span)?;
    Ok((tally, span))
}

/// An indicator's newest value; none where there is none, or too little to tell.
fn value(tally: &Tally, indicator: &Indicator, until: Date) -> Option<Reading> {
    let of = |of_them: Figure, all: Figure| match share(of_them, all) {
        Cell::Share(Some(value)) => Some(Reading {
            value,
            date: PartialDate::Day(until),
        }),
        _ => None,
    };
    let knows = |when: &str, number: usize| {
        let all = tally.sum(&format!("knows/{when}/"), |_| Some(()));
        let all = all.into_values().sum();
        of(tally.all(&format!("knows/{when}/{number}")), all)
    };
    match &indicator.measured {
        Value::ByHand(_) => indicator.measured.by_hand(),
        Value::TourFinished => of(tally.all("tour/finished"), tally.all("tour/begun")),
        Value::KnowsBefore(number) => knows("before", *number),
        Value::KnowsAfter(number) => knows("after", *number),
    }
}

/// A date as far as it is known: `30 June 2026`, `2028`.
fn said(date: PartialDate, tongue: Tongue) -> String {
    match date {
        PartialDate::Day(date) => day(tongue, date),
        PartialDate::Year(_) | PartialDate::Month(..) => date.to_string(),
    }
}

const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent => " %",
        Unit::Count => "",
    }
}
