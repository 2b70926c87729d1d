//! A downloaded table: its rows, and what its columns mean.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::flows::{Flows, Way};

/// A table that is known: where people come from and go to in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Known {
    /// Statistics Denmark's name for it.
    pub name: &'static str,
    /// The column that says where people come from; none if that is the municipality.
    pub from: &'static str,
    /// The column that says where they go.
    pub to: &'static str,
}

/// The tables that are known. Whatever columns they have besides are added up, or their total is taken.
pub const TABLES: [Known; 4] = [
    Known {
        name: "FLY66",
        from: "FRAKOMMUNE",
        to: "TILKOMMUNE",
    },
    Known {
        name: "VAN1AAR",
        from: "INDVLAND",
        to: "OMRÅDE",
    },
    Known {
        name: "VAN2AAR",
        from: "OMRÅDE",
        to: "UDVLAND",
    },
    Known {
        name: "PEND100",
        from: "BOPKOM",
        to: "ARBKOM",
    },
];

/// What columns are called besides. Statistics Denmark describes PEND100 by these words
/// (dst.dk, documentation of commuting, availability); downloads have had names of their own.
const ALSO: [(&str, &str); 5] = [
    ("BOPÆLSKOMMUNE", "BOPKOM"),
    ("BOPÆLSOMRÅDE", "BOPKOM"),
    ("ARBEJDSSTEDSOMRÅDE", "ARBKOM"),
    ("ARBEJDSSTEDSKOMMUNE", "ARBKOM"),
    ("ARBOMR", "ARBKOM"),
];

const TIME: &str = "TID";
const NUMBER: &str = "INDHOLD";

/// What a total is called in columns that say how old somebody is, or of which sex.
const TOTALS: [&str; 8] = [
    "i alt",
    "alder i alt",
    "mænd og kvinder i alt",
    "køn i alt",
    "total",
    "tot",
    "ialt",
    "age, total",
];

/// Bytes of a file at most.
const MOST: u64 = 64 * 1024 * 1024;

/// A table that was read.
#[derive(Debug)]
pub struct Table {
    /// Which one it is.
    pub known: &'static Known,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Why a file is no table that is known.
#[derive(Debug, thiserror::Error)]
pub enum CannotRead {
    /// The disk refuses.
    #[error("{} cannot be read: {source}", path.display())]
    Disk {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is not text.
    #[error(
        "{} is no CSV file in UTF-8. Download the table from www.statistikbanken.dk as \"CSV\", not as a \
         spreadsheet",
        .0.display()
    )]
    NotText(PathBuf),
    /// A row has not as many fields as there are columns.
    #[error(
        "{}, line {line}: it has {found} fields, and the first line {expected}, with ; between them. \
         Download it again",
        path.display()
    )]
    Torn {
        /// Which file.
        path: PathBuf,
        /// Counted from one.
        line: u64,
        /// How many fields the first line has.
        expected: u64,
        /// How many there are here.
        found: u64,
    },
    /// Columns are missing, or were renamed.
    #[error(
        "{} has the columns {}, which is none of the tables that are known: {}. Choose the variables \
         by these names, or name the columns in the file's first line so",
        path.display(), found.join(", "), known()
    )]
    Columns {
        /// Which file.
        path: PathBuf,
        /// What its first line says.
        found: Vec<String>,
    },
    /// A number is none.
    #[error("{}, line {line}: `{found}` is no number; a number, or .. where none is given, is expected", path.display())]
    Number {
        /// Which file.
        path: PathBuf,
        /// Counted from one.
        line: usize,
        /// What stands there.
        found: String,
    },
    /// The municipality is nowhere in it.
    #[error("{} says nothing of `{of}`; it has {}", path.display(), near.join(", "))]
    Nowhere {
        /// Which file.
        path: PathBuf,
        /// What was asked for.
        of: String,
        /// Some of what it has.
        near: Vec<String>,
    },
}

fn known() -> String {
    let tables = TABLES.iter();
    let columns = tables.map(|known| {
        let Known { name, from, to } = known;
        format!("{name} ({from}, {to}, {TIME}, {NUMBER})")
    });
    columns.collect::<Vec<_>>().join(", ")
}

impl Table {
    /// Reads a file as it was downloaded.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is no table that is known.
    pub fn read(path: &Path) -> Result<Self, CannotRead> {
        let disk = |source| CannotRead::Disk {
            path: path.to_owned(),
            source,
        };
        if fs::metadata(path).map_err(disk)?.len() > MOST {
            return Err(disk(io::Error::other("it is larger than 64 MB")));
        }
        let text = String::from_utf8(fs::read(path).map_err(disk)?)
            .map_err(|_| CannotRead::NotText(path.to_owned()))?;
        // Spreadsheets put it before the first letter.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let torn = |error: csv::Error| match error.kind() {
            csv::ErrorKind::UnequalLengths {
                pos,
                expected_len,
                len,
            } => CannotRead::Torn {
                path: path.to_owned(),
                // Rows are counted from the first line on.
                line: pos.as_ref().map_or(0, csv::Position::record) + 1,
                expected: *expected_len,
                found: *len,
            },
            _ => CannotRead::NotText(path.to_owned()),
        };
        let mut lines = csv::ReaderBuilder::new()
            .delimiter(b';')
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut columns: Vec<String> = (lines.headers().map_err(torn)?.iter())
            .map(str::to_uppercase)
            .collect();
        let found = columns.clone();
        for (also, column) in ALSO {
            // The first of its names that is there; what is called so already stays.
            if !columns.iter().any(|name| name == column)
                && let Some(name) = columns.iter_mut().find(|name| *name == also)
            {
                column.clone_into(name);
            }
        }
        let has = |name: &str| columns.iter().any(|column| column == name);
        let known = TABLES
            .iter()
            .find(|known| [known.from, known.to, TIME, NUMBER].into_iter().all(has));
        let known = known.ok_or_else(|| CannotRead::Columns {
            path: path.to_owned(),
            found,
        })?;
        let rows = lines.records().map(|row| {
            let row = row.map_err(torn)?;
            Ok(row.iter().map(str::to_owned).collect())
        });
        Ok(Self {
            known,
            rows: rows.collect::<Result<_, _>>()?,
            columns,
        })
    }

    /// The flows into and out of a municipality, by its name or number.
    ///
    /// # Errors
    ///
    /// When a number is none, or when nothing is said of the municipality.
    pub fn flows(&self, path: &Path, of: &str) -> Result<Flows, CannotRead> {
        let place = |name| self.columns.iter().position(|column| column == name);
        let field = |row: &[String], name| {
            let at = place(name).and_then(|at| row.get(at));
            at.cloned().unwrap_or_default()
        };
        let besides: Vec<usize> = (0..self.columns.len())
            .filter(|at| {
                let column = self.columns[*at].as_str();
                ![self.known.from, self.known.to, TIME, NUMBER].contains(&column)
            })
            .collect();
        let totalled: Vec<usize> = besides
            .iter()
            .copied()
            .filter(|at| self.rows.iter().any(|row| is_total(&row[*at])))
            .collect();
        let mut flows = Flows::default();
        let mut others: BTreeMap<String, ()> = BTreeMap::new();
        for (index, row) in self.rows.iter().enumerate() {
            if totalled.iter().any(|at| !is_total(&row[*at])) {
                continue;
            }
            let (from, to) = (field(row, self.known.from), field(row, self.known.to));
            others.insert(named(&from).to_owned(), ());
            others.insert(named(&to).to_owned(), ());
            let (way, other) = match (is(&from, of), is(&to, of)) {
                (false, true) => (Way::In, from),
                (true, false) => (Way::Out, to),
                // Moves within it are no moves, and what is not about it is somebody else's.
                _ => continue,
            };
            if is_total(&other) || is_larger(&other) {
                continue;
            }
            let count = number(&field(row, NUMBER)).map_err(|found| CannotRead::Number {
                path: path.to_owned(),
                line: index + 2,
                found,
            })?;
            flows.add(way, named(&other), &field(row, TIME), count);
        }
        if flows.is_empty() {
            return Err(CannotRead::Nowhere {
                path: path.to_owned(),
                of: of.to_owned(),
                near: others.into_keys().take(8).collect(),
            });
        }
        Ok(flows)
    }
}

/// Whether a value is a municipality, said by name or number: `530 Billund`, `Billund`, `530`.
fn is(value: &str, of: &str) -> bool {
    let whole = value.eq_ignore_ascii_case(of) || named(value).eq_ignore_ascii_case(of);
    whole || value.split_once(' ').is_some_and(|(code, _)| code == of)
}

/// A value without the number before it.
fn named(value: &str) -> &str {
    match value.split_once(' ') {
        Some((code, name)) if code.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => value,
    }
}

fn is_total(value: &str) -> bool {
    let value = named(value).to_lowercase();
    TOTALS.contains(&value.as_str())
}

/// Whether it is larger than a municipality, and so counted among them already.
fn is_larger(value: &str) -> bool {
    let value = named(value).to_lowercase();
    value == "hele landet"
        || ["region ", "landsdel "]
            .iter()
            .any(|one| value.starts_with(one))
}

/// A number, or that none is given.
fn number(text: &str) -> Result<Option<u64>, String> {
    match text {
        ".." | "..." | "." => Ok(None),
        text => text.parse().map(Some).map_err(|_| text.to_owned()),
    }
}
