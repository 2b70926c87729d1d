//! The report as one HTML page: no script, nothing from elsewhere, fit for print.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use legeplads_feed::progress::Light;

use super::chart;
use super::words::with;
use super::{Cell, Report, Section, Table, Tongue, Words};

/// Columns that fit at the usual size.
const WIDE: usize = 6;

const STYLE: &str = include_str!("page.css");

/// The whole page.
#[must_use]
pub fn page(report: &Report) -> String {
    let words = Words::of(report.tongue);
    let days = with(&words.days, &day(report.tongue, report.days.0));
    let days = with(&days, &day(report.tongue, report.days.1));
    let page = html! {
        (DOCTYPE)
        html lang=(report.tongue.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (report.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (report.title) }
                    p.days { (days) }
                    p.lead { (report.lead) }
                    p { (report.about) }
                    p.audience { (report.reader) }
                }
                @if shown(report).next().is_none() {
                    p { (words.nothing) }
                } @else {
                    nav aria-label=(words.contents) {
                        ul {
                            @for section in shown(report) {
                                li { a href={ "#" (section.id) } { (section.title) } }
                            }
                        }
                    }
                }
                main {
                    @for section in shown(report) { (of_section(section, report.tongue)) }
                }
            }
        }
    };
    page.into_string()
}

fn shown(report: &Report) -> impl Iterator<Item = &Section> {
    let sections = report.sections.iter();
    sections.filter(|section| section.stays || !section.tables.is_empty())
}

fn of_section(section: &Section, tongue: Tongue) -> Markup {
    html! {
        section id=(section.id) {
            h2 { (section.title) }
            @for line in section.note.lines() { p.note { (line) } }
            @for table in &section.tables { (of_table(table, tongue)) }
        }
    }
}

fn of_table(table: &Table, tongue: Tongue) -> Markup {
    let drawing = chart::svg(table, |cell| say(cell, tongue));
    html! {
        figure {
            figcaption { (table.caption) }
            @if let Some(svg) = drawing {
                div.chart role="img" aria-label=(table.caption) { (PreEscaped(svg)) }
            }
            table.wide[table.columns.len() > WIDE] aria-label=(table.caption) {
                thead { tr {
                    @for (nth, column) in table.columns.iter().enumerate() {
                        th scope="col" class=(side(table, nth)) { (column) }
                    }
                } }
                tbody {
                    @for row in &table.rows { tr {
                        @for (nth, cell) in row.iter().enumerate() {
                            @if nth == 0 {
                                th scope="row" { (say(cell, tongue)) }
                            } @else if let Cell::Light(light, word) = cell {
                                td.words { span.light.(class(*light)) { } " " (word) }
                            } @else {
                                td class=(side(table, nth)) { (say(cell, tongue)) }
                            }
                        }
                    } }
                }
            }
            @if let Some(within) = table.within.iter().flatten().flatten().max() {
                p.within { (with(&Words::of(tongue).within, &grouped(*within, tongue))) }
            }
        }
    }
}

/// Numbers stand below each other at the right.
fn side(table: &Table, column: usize) -> &'static str {
    let cell = table.rows.first().and_then(|row| row.get(column));
    match cell {
        Some(Cell::Text(_) | Cell::Day(_) | Cell::Light(..)) | None => "words",
        Some(_) => "number",
    }
}

fn say(cell: &Cell, tongue: Tongue) -> String {
    let share = |share: f64| format!("{share:.0} %");
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(_) | Cell::Figure(_) => match cell.number() {
            Some(number) => grouped(number, tongue),
            None => "–".to_owned(),
        },
        Cell::Share(Some(one)) => share(*one),
        Cell::Interval(Some((from, to))) => format!("{from:.0}–{}", share(*to)),
        Cell::Rate(Some(rate)) => decimal(*rate, tongue),
        Cell::Value(Some(value), unit) => format!("{}{unit}", decimal(*value, tongue)),
        Cell::Day(Some(date)) => day(tongue, *date),
        Cell::Light(_, word) => word.clone(),
        Cell::Share(None)
        | Cell::Interval(None)
        | Cell::Rate(None)
        | Cell::Day(None)
        | Cell::Value(None, _) => "–".to_owned(),
    }
}

const fn class(light: Light) -> &'static str {
    match light {
        Light::Green => "green",
        Light::Amber => "amber",
        Light::Red => "red",
        Light::Unknown => "unknown",
    }
}

/// `2,5`, and `2` for what is whole.
pub(crate) fn decimal(number: f64, tongue: Tongue) -> String {
    let text = format!("{number:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    match tongue {
        Tongue::Danish => text.replace('.', ","),
        Tongue::English => text.to_owned(),
    }
}

/// `12.345`
fn grouped(number: u64, tongue: Tongue) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            text.push(tongue.thousands());
        }
        text.push(digit);
    }
    text
}

/// `22.11.2026`, `22 November 2026`
pub(crate) fn day(tongue: Tongue, date: jiff::civil::Date) -> String {
    let form = match tongue {
        Tongue::Danish => "%-d.%-m.%Y",
        Tongue::English => "%-d %B %Y",
    };
    date.strftime(form).to_string()
}
