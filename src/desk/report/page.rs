//! The report as one HTML page: no script, nothing from elsewhere, fit for print.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::chart;
use super::words::with;
use super::{Cell, Report, Section, Table, Tongue, Words};
use crate::disclosure::Audience;

const STYLE: &str = include_str!("page.css");

/// The whole page.
#[must_use]
pub fn page(report: &Report) -> String {
    let words = Words::of(report.tongue);
    let is_staff = report.threshold == Audience::Staff.threshold();
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
                    p.audience { @if is_staff { (words.staff_only) } @else { (words.public) } }
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
            p.note { (section.note) }
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
            table aria-label=(table.caption) {
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
        Some(Cell::Text(_)) | None => "words",
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
        Cell::Share(None) | Cell::Interval(None) => "–".to_owned(),
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
fn day(tongue: Tongue, date: jiff::civil::Date) -> String {
    let form = match tongue {
        Tongue::Danish => "%-d.%-m.%Y",
        Tongue::English => "%-d %B %Y",
    };
    date.strftime(form).to_string()
}
