//! The finest tables there are: what is crossed with what. A report adds up their cells; a cell that
//! stands in none of them is told nowhere.

/// What a table may be divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// What was touched or asked, by the feed's words.
    Item,
    /// What was answered.
    Answer,
    /// Where the screen stands.
    Site,
    /// The language on the glass.
    Language,
    /// A week of the calendar, ISO 8601: `2026-W47`.
    Week,
    /// A quarter of a year: `2026-Q4`.
    Quarter,
    /// All that a booth counted: one event, told once.
    Event,
    /// An hour of the day, where the kiosk stands.
    Hour,
    /// A day of the week.
    Weekday,
    /// Morning, day, evening, night.
    Slot,
    /// Where somebody lives, or something is needed.
    Place,
    /// Where somebody comes from.
    Origin,
    /// Who belongs to a household: children by age.
    Family,
}

/// A table by its name and what it is divided by.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name; part of what its cells' lots are drawn by.
    pub name: &'static str,
    /// What it is divided by.
    pub dimensions: &'static [Dimension],
}

use Dimension::{
    Answer, Event, Family, Hour, Item, Language, Place, Quarter, Site, Slot, Week, Weekday,
};

/// Every count by what, where, in which language and in which week.
pub const TAPS: Table = Table {
    name: "taps",
    dimensions: &[Item, Site, Language, Week],
};

/// All that was touched at a site by the hour of the day.
pub const HOURS: Table = Table {
    name: "hours",
    dimensions: &[Site, Hour, Quarter],
};

/// What a survey was told, one question at a time.
pub const ANSWERS: Table = Table {
    name: "answers",
    dimensions: &[Item, Answer, Quarter],
};

/// The same by site.
pub const ANSWERS_BY_SITE: Table = Table {
    name: "answers-by-site",
    dimensions: &[Item, Answer, Site, Quarter],
};

/// What is needed and when.
pub const NEEDS: Table = Table {
    name: "needs",
    dimensions: &[Item, Weekday, Slot, Quarter],
};

/// What is needed where.
pub const NEEDS_AT: Table = Table {
    name: "needs-at",
    dimensions: &[Item, Place, Quarter],
};

/// What is needed for whom.
pub const NEEDS_FOR: Table = Table {
    name: "needs-for",
    dimensions: &[Item, Family, Quarter],
};

/// What is needed by those who read which language.
pub const NEEDS_IN: Table = Table {
    name: "needs-in",
    dimensions: &[Item, Language, Quarter],
};

/// What is needed for whom and where.
pub const NEEDS_BY_PLACE: Table = Table {
    name: "needs-by-place",
    dimensions: &[Item, Family, Place, Quarter],
};

/// Ideas, sent and supported. There are so many of them that all sites, languages and weeks of a
/// quarter go together, or hardly one would be told.
pub const IDEAS: Table = Table {
    name: "ideas",
    dimensions: &[Item, Quarter],
};

/// What was touched at a booth.
pub const BOOTH: Table = Table {
    name: "booth",
    dimensions: &[Item, Language, Event],
};

/// What surveys were told at a booth.
pub const BOOTH_ANSWERS: Table = Table {
    name: "booth-answers",
    dimensions: &[Item, Answer, Event],
};

/// All of them.
pub const ALL: [&Table; 12] = [
    &TAPS,
    &HOURS,
    &ANSWERS,
    &ANSWERS_BY_SITE,
    &NEEDS,
    &NEEDS_AT,
    &NEEDS_FOR,
    &NEEDS_IN,
    &NEEDS_BY_PLACE,
    &IDEAS,
    &BOOTH,
    &BOOTH_ANSWERS,
];

/// A cell of a table: one value for each of its dimensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell<'a> {
    table: &'static Table,
    values: Vec<&'a str>,
}

impl<'a> Cell<'a> {
    /// The cell with these values. A value for each of the table's dimensions, in its order; others
    /// are passed over, and missing ones are empty.
    #[must_use]
    pub fn of(table: &'static Table, values: &[&'a str]) -> Self {
        let mut values = values.to_vec();
        values.resize(table.dimensions.len(), "");
        Self { table, values }
    }

    pub(super) const fn table(&self) -> &'static Table {
        self.table
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &str> {
        self.values.iter().copied()
    }
}
