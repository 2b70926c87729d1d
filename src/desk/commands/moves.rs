//! `legeplads-desk moves`.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use jiff::Zoned;
use legeplads_desk::check::check;
use legeplads_desk::moves::{Flows, Origin, Table, What, renew, trend};
use legeplads_desk::report::page;
use legeplads_feed::Feed;

use super::report::Language;
use super::terminal::say;

#[derive(Debug, Args)]
pub struct Moves {
    /// A table as it was downloaded from www.statistikbanken.dk: FLY66, VAN1AAR, VAN2AAR or PEND100
    file: PathBuf,
    /// The municipality, by its name or number in the table, such as Billund
    #[arg(long, value_name = "NAME")]
    of: String,
    /// Write all of it as a table of its own, too
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Write a page with the trends
    #[arg(long, value_name = "FILE.html")]
    to: Option<PathBuf>,
    /// The language the page is written in
    #[arg(long, value_enum, default_value_t = Language::Da)]
    language: Language,
    /// Put the newest numbers into an activity of the kind Map of this feed: its folder
    #[arg(long, value_name = "FEED", requires = "activity", requires = "source")]
    into: Option<PathBuf>,
    /// Which activity
    #[arg(long, value_name = "ID")]
    activity: Option<String>,
    /// Which of the feed's sources the table is
    #[arg(long, value_name = "ID")]
    source: Option<String>,
}

impl Moves {
    pub fn run(self) -> io::Result<ExitCode> {
        let table = Table::read(&self.file).map_err(io::Error::other)?;
        let flows = table.flows(&self.file, &self.of);
        let flows = flows.map_err(io::Error::other)?;
        if let Some(to) = &self.csv {
            let written = File::create(to).map_err(csv::Error::from);
            let written = written.and_then(|file| flows.write(file));
            written.map_err(|error| {
                io::Error::other(format!("{} cannot be written: {error}", to.display()))
            })?;
        }
        if let Some(to) = &self.to {
            let downloaded = fs::metadata(&self.file)?.modified()?;
            let origin = Origin {
                of: &self.of,
                name: table.known.name,
                what: what(&table),
                downloaded: Zoned::try_from(downloaded)
                    .map_err(io::Error::other)?
                    .date(),
                tongue: self.language.into(),
            };
            fs::write(to, page(&trend(&flows, &origin)))
                .map_err(|error| io::Error::other(format!("{}: {error}", to.display())))?;
        }
        if let (Some(feed), Some(activity), Some(source)) =
            (&self.into, &self.activity, &self.source)
        {
            put(feed, activity, source, &table, &flows)?;
        }
        say(&format!(
            "{}, {}\n\n{flows}\nSource: Statistics Denmark, {}; name it wherever you show this.\n",
            self.of, table.known.name, table.known.name
        ))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn what(table: &Table) -> What {
    match table.known.name {
        "PEND100" => What::Commutes,
        _ => What::Moves,
    }
}

/// Writes the activity's document anew. What it was called in is looked for: the document's name is free.
fn put(dir: &Path, id: &str, source: &str, table: &Table, flows: &Flows) -> io::Result<()> {
    let checked = check(dir);
    let feed = checked.feed.ok_or_else(|| {
        let dir = dir.display();
        io::Error::other(format!(
            "{dir} is no feed without fault; see: legeplads-desk check {dir}"
        ))
    })?;
    let renewed = renew(&feed, id, source, flows, what(table)).map_err(io::Error::other)?;
    let path = dir.join("activities").join(format!("{id}.ron"));
    if !path.is_file() {
        return Err(io::Error::other(format!(
            "{} is not there; give the document the name of its activity",
            path.display()
        )));
    }
    let new = Feed {
        activities: [(renewed.id.clone(), renewed)].into(),
        ..feed
    };
    let documents = legeplads_feed::print(&new);
    let text = documents.get(&format!("activities/{id}.ron"));
    let text = text.map(String::from_utf8_lossy).unwrap_or_default();
    let name = table.known.name;
    let text = format!(
        "// Made by `legeplads-desk moves` of Statistics Denmark's table {name}. Names, directions and drawings of\n\
         // ends are kept when it is made anew; all else is overwritten.\n{text}"
    );
    fs::write(&path, text)
        .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
    eprintln!(
        "legeplads-desk: {} has the newest numbers; look at it, and at the directions of its ends, \
         before you publish it",
        path.display()
    );
    Ok(())
}
