//! The strings of one language.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::{Date, Time};
use legeplads_feed::PartialDate;
use unic_langid::LanguageIdentifier;

use super::args::{Arg, Args};

/// The strings of one language.
pub(super) struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Reads a Fluent file. What cannot be read in it is left out, and said in the log.
    pub(super) fn read(tag: &str, file: &str) -> Self {
        let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(rest, errors)| {
            for error in errors {
                tracing::error!("assets/strings/{tag}.ftl: {error}; mend the message there");
            }
            rest
        });
        let locale: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The marks around arguments that keep right-to-left names in order are drawn as boxes
        // by some fonts, and none of these languages needs them.
        bundle.set_use_isolating(false);
        if let Err(errors) = bundle.add_resource(resource) {
            for error in errors {
                tracing::error!("assets/strings/{tag}.ftl: {error}; keep one of the two messages");
            }
        }
        let mut words = Self { bundle };
        let separator = words.say("thousands-separator", &Args::new()).ok();
        words.bundle.set_formatter(match separator.as_deref() {
            Some(".") => Some(set_apart::<'.', _>),
            Some(",") => Some(set_apart::<',', _>),
            _ => None,
        });
        words
    }

    /// A message, filled in; or why it cannot be said.
    pub(super) fn say(&self, key: &str, args: &Args) -> Result<String, String> {
        let mut values = FluentArgs::new();
        for (name, value) in args.iter() {
            values.set(name, self.value(value)?);
        }
        self.format(key, &values)
    }

    fn format(&self, key: &str, values: &FluentArgs) -> Result<String, String> {
        let pattern = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value())
            .ok_or_else(|| "no such message".to_owned())?;
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(values), &mut errors);
        match errors.first() {
            None => Ok(text.into_owned()),
            Some(error) => Err(error.to_string()),
        }
    }

    fn value(&self, value: &Arg) -> Result<FluentValue<'static>, String> {
        Ok(match value {
            Arg::Text(text) => text.clone().into(),
            Arg::Count(count) => (*count).into(),
            Arg::Number(number) => ((number * 10.0).round() / 10.0).into(),
            Arg::Date(date) => self.date(*date)?.into(),
            Arg::Day(date) => self.near_date(*date)?.into(),
            Arg::Time(time) => self.time(*time)?.into(),
        })
    }

    fn date(&self, date: PartialDate) -> Result<String, String> {
        let (day, month) = match date {
            PartialDate::Year(year) => return Ok(year.to_string()),
            PartialDate::Month(_, month) => (None, month),
            PartialDate::Day(date) => (Some(date.day()), date.month()),
        };
        let mut values = FluentArgs::new();
        // As text, or it would be written 2,026.
        values.set("year", date.year().to_string());
        values.set("month", month);
        match day {
            Some(day) => {
                values.set("day", day);
                self.format("date-day", &values)
            }
            None => self.format("date-month", &values),
        }
    }

    fn near_date(&self, date: Date) -> Result<String, String> {
        let mut values = FluentArgs::new();
        values.set("month", date.month());
        values.set("day", date.day());
        self.format("date-near", &values)
    }

    fn time(&self, time: Time) -> Result<String, String> {
        let mut values = FluentArgs::new();
        values.set("hour", time.hour());
        values.set("minute", format!("{:02}", time.minute()));
        self.format("time-of-day", &values)
    }
}

/// Writes a number with `SEPARATOR` between its thousands, and the other of the two before a tenth; leaves
/// other values to Fluent.
fn set_apart<const SEPARATOR: char, M>(value: &FluentValue, _: &M) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else {
        return None;
    };
    let tenths = (value.abs() * 10.0).round() % 10.0;
    let digits = match tenths {
        0.0 => format!("{:.0}", value.abs()),
        _ => format!("{:.0}", value.abs().trunc()),
    };
    let mut written = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if *value < 0.0 {
        written.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(SEPARATOR);
        }
        written.push(digit);
    }
    if tenths > 0.0 {
        written.push(if SEPARATOR == '.' { ',' } else { '.' });
        written.push_str(&format!("{tenths:.0}"));
    }
    Some(written)
}
