//! The report for programs and spreadsheets.

use std::fs;
use std::io;
use std::path::Path;

use super::{Cell, Report};

/// Writes a CSV file for each table into a folder: `places-1.csv`. Numbers are plain; what is too
/// small to tell is an empty cell; an interval is two columns. Beside a rounded number stands how far it
/// may be from the truth, nineteen times in twenty.
///
/// # Errors
///
/// When the folder cannot be written to.
pub fn csv(report: &Report, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    clear(folder)?;
    for section in &report.sections {
        for (nth, table) in section.tables.iter().enumerate() {
            let path = folder.join(format!("{}-{}.csv", section.id, nth + 1));
            let mut file = csv::Writer::from_path(path).map_err(io::Error::other)?;
            let kind = |column: usize| {
                let mut cells = table.rows.iter().filter_map(|row| row.get(column));
                cells.find(|cell| matches!(cell, Cell::Interval(_) | Cell::Figure(_)))
            };
            let heads = table.columns.iter().enumerate();
            let heads = heads.flat_map(|(column, head)| match kind(column) {
                Some(Cell::Interval(_)) => vec![format!("{head} (from)"), format!("{head} (to)")],
                Some(_) => vec![head.clone(), format!("{head} ±")],
                None => vec![head.clone()],
            });
            file.write_record(heads).map_err(io::Error::other)?;
            for row in &table.rows {
                let cells = row.iter().enumerate().flat_map(|(column, cell)| {
                    let mut cells = plain(cell);
                    if cells.len() == 1 && matches!(kind(column), Some(Cell::Figure(_))) {
                        cells.push(String::new());
                    }
                    cells
                });
                file.write_record(cells).map_err(io::Error::other)?;
            }
            file.flush()?;
        }
    }
    Ok(())
}

/// Removes the tables of an earlier report: one for staff must not lie among those for everybody.
fn clear(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let number = stem.and_then(|stem| stem.rsplit_once('-'));
        let is_number = |(_, number): (&str, &str)| number.bytes().all(|b| b.is_ascii_digit());
        let is_table = path.extension().is_some_and(|end| end == "csv");
        if is_table && number.is_some_and(is_number) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Writes everything as one JSON file. What is too small to tell is null.
///
/// # Errors
///
/// When it cannot be written.
pub fn json(report: &Report, path: &Path) -> io::Result<()> {
    let text = serde_json::to_string_pretty(report).map_err(io::Error::other)?;
    fs::write(path, text + "\n")
}

fn plain(cell: &Cell) -> Vec<String> {
    let number = |number: Option<f64>| number.map_or_else(String::new, |it| format!("{it:.1}"));
    let whole = |number: Option<u64>| number.map_or_else(String::new, |it| it.to_string());
    match cell {
        Cell::Text(text) => vec![safe(text)],
        Cell::Number(_) => vec![whole(cell.number())],
        Cell::Figure(_) => vec![whole(cell.number()), whole(cell.within())],
        Cell::Share(share) => vec![number(*share)],
        Cell::Rate(rate) => vec![number(*rate)],
        Cell::Value(value, _) => vec![number(*value)],
        Cell::Day(day) => vec![day.map_or_else(String::new, |day| day.to_string())],
        Cell::Light(_, word) => vec![safe(word)],
        Cell::Interval(interval) => {
            vec![
                number(interval.map(|(from, _)| from)),
                number(interval.map(|(_, to)| to)),
            ]
        }
    }
}

/// Names come from the network, and spreadsheets take some beginnings for formulas.
fn safe(text: &str) -> String {
    match text.starts_with(['=', '+', '-', '@']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}
