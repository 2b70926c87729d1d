//! `legeplads-desk gaps`: what visitors miss, laid against what there is.
//!
//! A need that no offer serves is a content gap; one that offers serve, and none of them then, is a
//! time gap. Counts become figures in [`wishes`] and nowhere else, cell by cell of tables that cross
//! a need with at most two things: for whom and where, or the day and its part, or the language. What
//! is too little to tell is said to be withheld, and is no gap. [`cover`] knows no counts.

pub mod cover;
mod measures;
mod sections;
mod wishes;
mod words;

use jiff::civil::Date;
use legeplads_feed::Feed;
use legeplads_feed::staff::Staff;

use crate::disclosure::{Audience, Door};
use crate::ledger::{Ledger, LedgerError};
use crate::report::calendar::{quarter, quarter_of};
use crate::report::names::Names;
use crate::report::{self, Report, Tongue};
use wishes::Wishes;
use words::Words;

/// What a page of gaps is to be about.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// The first day; whole quarters are told.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// The day on which it is made: what was asked for in a quarter is told once that is over.
    pub today: Date,
    /// Whose language it is in.
    pub tongue: Tongue,
    /// Who reads it.
    pub audience: Audience,
    /// What is asked on its boards, and what there is.
    pub feed: &'a Feed,
    /// What staff keep beside it: measures and leads stand beside the gaps, for staff alone.
    pub staff: &'a Staff,
}

/// Lays needs against offers.
///
/// # Errors
///
/// When the ledger cannot be read.
pub fn gaps(ledger: &Ledger, question: &Question<'_>) -> Result<Report, LedgerError> {
    let feed = question.feed;
    let (words, report) = (
        Words::of(question.tongue),
        report::Words::of(question.tongue),
    );
    let (first, last) = (quarter_of(question.from).0, quarter_of(question.until).1);
    let door = Door::new(question.audience, ledger.secret()?);
    let wishes = Wishes::of(ledger, &door, feed, question.today)?;
    let threshold = question.audience.threshold();
    let names = Names::of(Some(feed), question.tongue, &report);
    let view = sections::View {
        feed,
        words: &words,
        names: &names,
        wishes: &wishes,
        measures: match question.audience {
            Audience::Staff => &question.staff.measures,
            Audience::Public => &[],
        },
        quarters: (quarter(first), quarter(last)),
        threshold,
    };
    let mut all = sections::all(&view);
    if question.audience == Audience::Staff {
        all.extend(measures::all(&view, &question.staff.leads, last));
    }
    Ok(Report {
        title: format!("{} – {}", words.title, names.place()),
        days: (first, last),
        threshold,
        sections: all,
        about: format!(
            "{} {}",
            report.rounded_from(threshold),
            report.whole_quarters
        ),
        lead: words.lead.clone(),
        reader: report.reader(question.audience).clone(),
        tongue: question.tongue,
    })
}

#[cfg(test)]
mod tests;
