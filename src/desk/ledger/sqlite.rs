//! The ledger as an SQLite file.

mod backup;

use std::fs::File as OnDisk;
use std::io;
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use legeplads_store::disk;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior, params, params_from_iter};

use super::database::{Database, Refusal, Row, day, joined, parted, signed};
use super::{Entry, Forgotten, Home, LedgerError, Tapped, Told, secret};

/// What leads from each form to the next. Never change one that was released: add another.
const MIGRATIONS: [&str; 2] = [
    include_str!("sql/sqlite_1.sql"),
    include_str!("sql/days.sql"),
];

const PUT_BATCH: &str = include_str!("sql/put_batch.sql");
const PUT_COUNT: &str = include_str!("sql/sqlite_put_count.sql");
const PUT_ANSWERS: &str = include_str!("sql/sqlite_put_answers.sql");
const COUNTS: &str = include_str!("sql/counts.sql");
const ANSWERS: &str = include_str!("sql/answers.sql");
const BATCHES: &str = include_str!("sql/batches.sql");
const FORGET_COUNTS: &str = include_str!("sql/forget_counts.sql");
const FORGET_ANSWERS: &str = include_str!("sql/forget_answers.sql");

/// For another process that writes, or holds it: a backup that is put back, or somebody's shell.
const PATIENCE: Duration = Duration::from_secs(5);

/// Pages of 4 KiB at most, which is 4 GiB: whoever reaches the desk can send counts, and a full disk
/// would stop more than this.
const MOST_PAGES: u32 = 1024 * 1024;

/// A published folder's ledger, open.
#[derive(Debug)]
pub(super) struct File {
    home: Home,
    connection: Connection,
}

impl File {
    pub(super) fn create(published: &Path) -> Result<Self, LedgerError> {
        let path = super::path(published);
        if let Some(folder) = path.parent() {
            disk::folder(folder)
                .map_err(|error| io::Error::other(error.to_string()))
                .map_err(|source| LedgerError::Disk {
                    path: folder.to_owned(),
                    source,
                })?;
        }
        let disk = |source| LedgerError::Disk {
            path: path.clone(),
            source,
        };
        private(&path).map_err(disk)?;
        let mut ledger = Self::connect(published, OpenFlags::default())?;
        let set = |connection: &Connection| {
            connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
            connection.pragma_update(None, "synchronous", "full")?;
            connection.pragma_update(None, "foreign_keys", true)?;
            let check = |_: &rusqlite::Row<'_>| Ok(());
            // What is removed is written over.
            connection.pragma_update_and_check(None, "secure_delete", true, check)?;
            connection.pragma_update_and_check(None, "max_page_count", MOST_PAGES, check)
        };
        // Before anything is changed in it.
        ledger.form()?;
        set(&ledger.connection).map_err(|source| ledger.refused(source))?;
        ledger.migrate()?;
        Ok(ledger)
    }

    pub(super) fn read(published: &Path) -> Result<Self, LedgerError> {
        let none = || LedgerError::None {
            home: published.into(),
        };
        if !super::path(published).is_file() {
            return Err(none());
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let ledger = Self::connect(published, flags)?;
        match ledger.form()? {
            // Somebody is just making it.
            0 => Err(none()),
            _ => Ok(ledger),
        }
    }

    fn connect(published: &Path, flags: OpenFlags) -> Result<Self, LedgerError> {
        let home = Home::from(published);
        let open = || {
            let connection = Connection::open_with_flags(super::path(published), flags)?;
            connection.busy_timeout(PATIENCE)?;
            Ok::<_, rusqlite::Error>(connection)
        };
        match open() {
            Ok(connection) => Ok(Self { home, connection }),
            Err(error) => Err(LedgerError::Refused {
                home,
                source: error.into(),
            }),
        }
    }

    fn form(&self) -> Result<i64, LedgerError> {
        let known = MIGRATIONS.len() as i64;
        let form = self
            .connection
            .pragma_query_value(None, "user_version", |row| row.get(0));
        match form.map_err(|source| self.refused(source))? {
            found if found > known => Err(LedgerError::Newer {
                home: self.home.clone(),
                found,
                known,
            }),
            form => Ok(form),
        }
    }

    fn migrate(&mut self) -> Result<(), LedgerError> {
        let form = self.form()?.max(0) as usize;
        let secret = secret::fresh()?;
        let all = |connection: &mut Connection| {
            for (nth, sql) in MIGRATIONS.iter().enumerate().skip(form) {
                let step = begin(connection)?;
                step.execute_batch(sql)?;
                if nth == 0 {
                    step.execute("INSERT INTO secret (id, hex) VALUES (1, $1)", [&secret])?;
                }
                step.pragma_update(None, "user_version", nth as i64 + 1)?;
                step.commit()?;
            }
            Ok(())
        };
        all(&mut self.connection).map_err(|source| self.refused(source))
    }

    fn refused(&self, source: rusqlite::Error) -> LedgerError {
        LedgerError::Refused {
            home: self.home.clone(),
            source: source.into(),
        }
    }
}

impl Database for File {
    fn take(&mut self, entries: &[Entry]) -> Result<usize, Refusal> {
        Ok(put(&mut self.connection, entries)?)
    }

    fn taps(&self, from: &str, until: &str, each: &mut dyn FnMut(Tapped)) -> Result<(), Refusal> {
        let mut statement = self.connection.prepare(COUNTS)?;
        let mut rows = statement.query([from, until])?;
        while let Some(row) = rows.next()? {
            each(Tapped {
                period: row.get(0)?,
                item: row.get(1)?,
                site: row.get(2)?,
                language: row.get(3)?,
                count: number(row, 4)?,
            });
        }
        Ok(())
    }

    fn told(&self, from: &str, until: &str, each: &mut dyn FnMut(Told)) -> Result<(), Refusal> {
        let mut statement = self.connection.prepare(ANSWERS)?;
        let mut rows = statement.query([from, until])?;
        while let Some(row) = rows.next()? {
            each(Told {
                part: row.get(0)?,
                instrument: row.get(1)?,
                site: row.get(2)?,
                language: row.get(3)?,
                given: parted(&row.get::<_, String>(4)?),
                count: number(row, 5)?,
            });
        }
        Ok(())
    }

    fn batches(&self, each: &mut dyn FnMut(Row)) -> Result<(), Refusal> {
        let mut statement = self.connection.prepare(BATCHES)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(Row {
                kiosk: row.get(0)?,
                number: number(row, 1)?,
                begun: row.get(2)?,
                unkept: number(row, 3)?,
                damaged: number(row, 4)?,
                taken_at: row.get(5)?,
            });
        }
        Ok(())
    }

    fn forget(&mut self, before: &str, eve: &str) -> Result<Forgotten, Refusal> {
        let all = begin(&mut self.connection)?;
        let forgotten = Forgotten {
            taps: removed(&all, FORGET_COUNTS, &[before])?,
            records: removed(&all, FORGET_ANSWERS, &[before, eve])?,
        };
        all.commit()?;
        Ok(forgotten)
    }

    fn sweep(&mut self) -> Result<(), Refusal> {
        self.connection.execute_batch("VACUUM")?;
        // The log beside the file still has what was there.
        let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
        let is_busy: i64 = self.connection.query_row(sql, [], |row| row.get(0))?;
        match is_busy {
            0 => Ok(()),
            _ => Err("another program reads it".into()),
        }
    }

    fn back_up(&self, to: &Path) -> Result<(), LedgerError> {
        backup::copy(&self.connection, to).map_err(|source| LedgerError::Disk {
            path: to.to_owned(),
            source,
        })
    }

    fn secret(&self) -> Result<String, Refusal> {
        let sql = "SELECT hex FROM secret WHERE id = 1";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }
}

fn begin(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

fn put(connection: &mut Connection, entries: &[Entry]) -> rusqlite::Result<usize> {
    let today = day(Timestamp::now());
    let all = begin(connection)?;
    let mut put_batch = all.prepare(PUT_BATCH)?;
    let mut put_count = all.prepare(PUT_COUNT)?;
    let mut put_answers = all.prepare(PUT_ANSWERS)?;
    let mut new = 0;
    for entry in entries {
        let batch = entry.batch();
        let begun = day(batch.begun);
        let is_new = put_batch.execute(params![
            entry.id(),
            batch.kiosk,
            signed(batch.number),
            signed(batch.flushes),
            begun,
            signed(batch.unkept),
            signed(batch.damaged),
            today
        ])?;
        if is_new == 0 {
            continue;
        }
        new += 1;
        for count in &batch.counts {
            let period = count.period.as_str();
            let (item, site, language) = (&count.item, &count.site, &count.language);
            put_count.execute(params![
                period,
                item,
                site,
                language,
                batch.kiosk,
                signed(count.count)
            ])?;
        }
        for told in &batch.answers {
            let given = joined(&told.given);
            let (part, what) = (told.part.as_str(), &told.instrument);
            put_answers.execute(params![
                part,
                what,
                told.site,
                told.language,
                given,
                signed(told.count)
            ])?;
        }
    }
    drop((put_batch, put_count, put_answers));
    all.commit()?;
    Ok(new)
}

/// The sum of what a statement removed.
fn removed(all: &Transaction<'_>, sql: &str, days: &[&str]) -> rusqlite::Result<u64> {
    let mut statement = all.prepare(sql)?;
    let mut rows = statement.query(params_from_iter(days))?;
    let mut sum: u64 = 0;
    while let Some(row) = rows.next()? {
        sum = sum.saturating_add(number(row, 0)?);
    }
    Ok(sum)
}

fn number(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, number))
}

/// Makes a file that nobody else can read, unless it is there: with the secret in it, lots could be
/// drawn again.
fn private(path: &Path) -> io::Result<()> {
    let mut options = OnDisk::options();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}
