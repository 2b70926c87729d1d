//! What visitors touched at a booth, as a table of its own at the end of the day.
//!
//! It never meets what kiosks counted: it lies in a demo's folder, which couriers keep off, and is
//! read from there and nowhere else. What is told of it goes through the [`Door`] for staff, a whole
//! event at once.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use legeplads_store::outbox::{Batch, unsent};
use legeplads_store::{DEMO_MARK, StoreError};

use crate::disclosure::tables::{BOOTH, BOOTH_ANSWERS};
use crate::disclosure::{Audience, Cell, Door, Figure};
use crate::ledger::secret;

/// In a booth's folder: what its table's lots are drawn by.
const LOTS: &str = "lots";

/// Why there is no table.
#[derive(Debug, thiserror::Error)]
pub enum CannotExport {
    /// A real kiosk's store, or anything else.
    #[error(
        "{} is no demo's folder: name the one that `legeplads-kiosk --demo --store DIR --collect` \
         counted in. What kiosks count comes to the desk by itself",
        .0.display()
    )]
    NoDemo(PathBuf),
    /// Nobody has counted there.
    #[error(
        "nothing was counted in {}: a booth counts with `legeplads-kiosk --demo --store DIR --collect`, \
         and only what visitors touch",
        .0.display()
    )]
    Nothing(PathBuf),
    /// The counts cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What the lots are drawn by cannot be read or made.
    #[error("{}, by which the table is rounded: {source}", path.display())]
    Lots {
        /// Where it is.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The table cannot be written.
    #[error("{} cannot be written: {source}", path.display())]
    Table {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Writes the table of a demo's folder, and says what is in it.
///
/// # Errors
///
/// When it is no demo's folder, when nothing was counted there, or when the disk refuses.
pub fn export(dir: &Path, to: &Path) -> Result<String, CannotExport> {
    if !dir.join(DEMO_MARK).is_file() {
        return Err(CannotExport::NoDemo(dir.to_owned()));
    }
    let batch = unsent(dir)?.ok_or_else(|| CannotExport::Nothing(dir.to_owned()))?;
    let rows = rows(&batch, &door(dir)?);
    write(&rows, to).map_err(|error| CannotExport::Table {
        path: to.to_owned(),
        source: error.into(),
    })?;
    let lost = match (batch.unkept, batch.damaged) {
        (0, 0) => String::new(),
        (unkept, 0) => format!("{unkept} counts found no room.\n"),
        (unkept, _) => format!("{unkept} counts found no room, and some were lost to the disk.\n"),
    };
    Ok(format!(
        "{rows} rows are in {table}: taps, not people, and of this booth alone; of gifts, how many visitors unwrapped one. Numbers are rounded to fives; what was \
         touched fewer than {few} times is there by lot, as {few}, or not at all.\n{lost}",
        rows = rows.len(),
        table = to.display(),
        few = Audience::Staff.threshold(),
    ))
}

/// A row: what, which answer or language, and how often: the threshold at least.
type Row = (&'static str, String, String, Figure);

fn rows(batch: &Batch, door: &Door) -> Vec<Row> {
    let mut taps: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for count in &batch.counts {
        *taps.entry((&count.item, &count.language)).or_default() += count.count;
    }
    let mut told: BTreeMap<(String, &str), u64> = BTreeMap::new();
    for answers in &batch.answers {
        for (asked, answer) in &answers.given {
            let question = format!("{}/{asked}", answers.instrument);
            *told.entry((question, answer)).or_default() += answers.count;
        }
    }
    let taps = taps.into_iter().map(|((item, language), count)| {
        let figure = door.tell(&Cell::of(&BOOTH, &[item, language]), count);
        // What was handed out must not be added to what was touched.
        let kind = if item.starts_with("gift/") {
            "gifts"
        } else {
            "taps"
        };
        (kind, item.to_owned(), language.to_owned(), figure)
    });
    let told = told.into_iter().map(|((question, answer), count)| {
        let figure = door.tell(&Cell::of(&BOOTH_ANSWERS, &[&question, answer]), count);
        ("answers", question, answer.to_owned(), figure)
    });
    // That there is a row would tell that somebody was there.
    let rows = taps.chain(told);
    rows.filter(|(.., figure)| figure.or_nothing() > 0)
        .collect()
}

/// The same table every time: lots hang on random digits that are drawn for the first one, and then
/// lie in the booth's folder.
fn door(dir: &Path) -> Result<Door, CannotExport> {
    let path = dir.join(LOTS);
    let cannot = |source| CannotExport::Lots {
        path: path.clone(),
        source,
    };
    let lots = match fs::read_to_string(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            draw(dir, &path).map_err(cannot)?;
            fs::read_to_string(&path)
        }
        read => read,
    };
    let digits = lots.map_err(cannot)?;
    let secret = secret::read(digits.trim()).ok_or_else(|| {
        let words = "it is damaged; without it the table would be rounded by other lots, and the \
                     two together would tell more than they may";
        cannot(io::Error::new(io::ErrorKind::InvalidData, words))
    })?;
    Ok(Door::new(Audience::Staff, secret))
}

/// Puts new ones there, whole; those of somebody who was quicker stay. Nobody else can read them.
fn draw(dir: &Path, path: &Path) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(dir)?;
    let digits = secret::fresh().map_err(io::Error::other)?;
    writeln!(file, "{digits}")?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(path) {
        Err(error) if error.error.kind() != io::ErrorKind::AlreadyExists => Err(error.error),
        _ => Ok(()),
    }
}

fn write(rows: &[Row], to: &Path) -> csv::Result<()> {
    let mut table = csv::Writer::from_path(to)?;
    table.write_record(["booth", "what", "language or answer", "how often"])?;
    for (kind, what, which, figure) in rows {
        let often = figure.or_nothing().to_string();
        table.write_record([*kind, what, which, &often])?;
    }
    table.flush()?;
    Ok(())
}
