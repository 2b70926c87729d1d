//! The ledger in a PostgreSQL that several desks share.

mod connect;
mod rows;

use std::cell::RefCell;
use std::path::Path;

use jiff::Timestamp;
use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::{Client, Transaction};

use super::database::{Database, Refusal, Row, day, parted};
use super::{Entry, Forgotten, Home, LedgerError, Tapped, Told, secret};
use connect::connect;
use rows::{Batch, Sums};

/// What leads from each form to the next. Never change one that was released: add another.
const MIGRATIONS: [&str; 2] = [
    include_str!("sql/postgres_1.sql"),
    include_str!("sql/days.sql"),
];

const PUT_BATCH: &str = include_str!("sql/put_batch.sql");
const PUT_COUNTS: &str = include_str!("sql/postgres_put_counts.sql");
const PUT_ANSWERS: &str = include_str!("sql/postgres_put_answers.sql");
const COUNTS: &str = include_str!("sql/counts.sql");
const ANSWERS: &str = include_str!("sql/answers.sql");
const BATCHES: &str = include_str!("sql/batches.sql");
const FORGET_COUNTS: &str = include_str!("sql/forget_counts.sql");
const FORGET_ANSWERS: &str = include_str!("sql/forget_answers.sql");

/// For as long as it takes: the tables are written anew without what was removed. Desks wait meanwhile.
const SWEEP: [&str; 4] = [
    "SET statement_timeout = 0",
    "VACUUM FULL counts",
    "VACUUM FULL answers",
    "RESET statement_timeout",
];

/// Held while the tables are made: two desks may begin at once. Any number does that nobody else uses.
const LOCK: i64 = 0x6c65_6765_706c;

/// A server's ledger, open. A connection that was cut is made again when it is needed next.
pub(super) struct Server {
    url: String,
    client: RefCell<Client>,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Server({})", Home::Server(self.url.clone()))
    }
}

impl Server {
    pub(super) fn create(url: &str) -> Result<Self, LedgerError> {
        let server = Self::open(url)?;
        let secret = secret::fresh()?;
        let migrated = migrate(&mut server.client.borrow_mut(), &secret);
        let form = migrated.map_err(|error| refused(url, in_full(&error)))?;
        known(url, form)?;
        Ok(server)
    }

    pub(super) fn read(url: &str) -> Result<Self, LedgerError> {
        let server = Self::open(url)?;
        let form = server
            .client
            .borrow_mut()
            .query_one("SELECT version FROM form", &[]);
        match form {
            Ok(row) => known(url, row.get(0))?,
            Err(error) if error.code() == Some(&SqlState::UNDEFINED_TABLE) => {
                return Err(LedgerError::None { home: home(url) });
            }
            Err(error) => return Err(refused(url, in_full(&error))),
        }
        Ok(server)
    }

    fn open(url: &str) -> Result<Self, LedgerError> {
        let client = connect(url).map_err(|source| refused(url, source))?;
        Ok(Self {
            url: url.to_owned(),
            client: RefCell::new(client),
        })
    }

    /// Does something with a connection that was alive a moment ago.
    fn with<R>(
        &self,
        act: impl FnOnce(&mut Client) -> Result<R, postgres::Error>,
    ) -> Result<R, Refusal> {
        let mut client = self.client.borrow_mut();
        if client.is_closed() {
            *client = connect(&self.url)?;
        }
        act(&mut client).map_err(|error| in_full(&error))
    }

    /// Walks over the rows that a statement gives, as they come.
    fn walk(
        &self,
        sql: &str,
        span: &[&str],
        mut each: impl FnMut(&postgres::Row) -> Result<(), postgres::Error>,
    ) -> Result<(), Refusal> {
        self.with(|client| {
            let mut rows = client.query_raw(sql, span)?;
            while let Some(row) = rows.next()? {
                each(&row)?;
            }
            Ok(())
        })
    }
}

impl Database for Server {
    fn take(&mut self, entries: &[Entry]) -> Result<usize, Refusal> {
        self.with(|client| put(client, entries))
    }

    fn taps(&self, from: &str, until: &str, each: &mut dyn FnMut(Tapped)) -> Result<(), Refusal> {
        self.walk(COUNTS, &[from, until], |row| {
            each(Tapped {
                period: row.try_get(0)?,
                item: row.try_get(1)?,
                site: row.try_get(2)?,
                language: row.try_get(3)?,
                count: number(row, 4)?,
            });
            Ok(())
        })
    }

    fn told(&self, from: &str, until: &str, each: &mut dyn FnMut(Told)) -> Result<(), Refusal> {
        self.walk(ANSWERS, &[from, until], |row| {
            each(Told {
                part: row.try_get(0)?,
                instrument: row.try_get(1)?,
                site: row.try_get(2)?,
                language: row.try_get(3)?,
                given: parted(row.try_get(4)?),
                count: number(row, 5)?,
            });
            Ok(())
        })
    }

    fn batches(&self, each: &mut dyn FnMut(Row)) -> Result<(), Refusal> {
        self.walk(BATCHES, &[], |row| {
            each(Row {
                kiosk: row.try_get(0)?,
                number: number(row, 1)?,
                begun: row.try_get(2)?,
                unkept: number(row, 3)?,
                damaged: number(row, 4)?,
                taken_at: row.try_get(5)?,
            });
            Ok(())
        })
    }

    fn forget(&mut self, before: &str, eve: &str) -> Result<Forgotten, Refusal> {
        self.with(|client| {
            let mut all = client.transaction()?;
            let forgotten = Forgotten {
                taps: removed(&mut all, FORGET_COUNTS, &[before])?,
                records: removed(&mut all, FORGET_ANSWERS, &[before, eve])?,
            };
            all.commit()?;
            Ok(forgotten)
        })
    }

    fn sweep(&mut self) -> Result<(), Refusal> {
        // One by one: none of them goes into a transaction.
        self.with(|client| SWEEP.iter().try_for_each(|sql| client.batch_execute(sql)))
    }

    fn back_up(&self, _: &Path) -> Result<(), LedgerError> {
        Err(LedgerError::NoFile {
            home: home(&self.url),
        })
    }

    fn secret(&self) -> Result<String, Refusal> {
        self.with(|client| {
            let row = client.query_one("SELECT hex FROM secret WHERE id = 1", &[])?;
            row.try_get(0)
        })
    }
}

fn migrate(client: &mut Client, secret: &str) -> Result<i64, postgres::Error> {
    let mut all = client.transaction()?;
    all.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])?;
    all.batch_execute("CREATE TABLE IF NOT EXISTS form (version BIGINT NOT NULL)")?;
    let form = match all.query_opt("SELECT version FROM form", &[])? {
        Some(row) => row.try_get(0)?,
        None => {
            all.execute("INSERT INTO form (version) VALUES (0)", &[])?;
            0
        }
    };
    let mut version = form;
    for sql in MIGRATIONS.iter().skip(usize::try_from(form).unwrap_or(0)) {
        all.batch_execute(sql)?;
        if version == 0 {
            all.execute("INSERT INTO secret (id, hex) VALUES (1, $1)", &[&secret])?;
        }
        version += 1;
        all.execute("UPDATE form SET version = $1", &[&version])?;
    }
    all.commit()?;
    Ok(version)
}

/// Batches one by one, and then the sum of what is new in three statements: each costs a way there
/// and back.
fn put(client: &mut Client, entries: &[Entry]) -> Result<usize, postgres::Error> {
    let today = day(Timestamp::now());
    let mut all = client.transaction()?;
    let new = put_batches(&mut all, entries, &today)?;
    for (put, sums) in [
        (PUT_COUNTS, Sums::of_counts(&new)),
        (PUT_ANSWERS, Sums::of_answers(&new)),
    ] {
        if !sums.is_empty() {
            all.execute(put, &sums.columns())?;
        }
    }
    all.commit()?;
    Ok(new.len())
}

/// Those that are new. In the order of their ids: two desks that take in the same ones never wait
/// for each other in a ring.
fn put_batches<'a>(
    all: &mut Transaction<'_>,
    entries: &'a [Entry],
    today: &str,
) -> Result<Vec<&'a Entry>, postgres::Error> {
    let mut entries: Vec<_> = entries.iter().collect();
    entries.sort_by_key(|entry| entry.id());
    let put = all.prepare(PUT_BATCH)?;
    let mut new = Vec::new();
    for entry in entries {
        if all.execute(&put, &Batch::of(entry, today).columns())? > 0 {
            new.push(entry);
        }
    }
    Ok(new)
}

/// The sum of what a statement removed.
fn removed(all: &mut Transaction<'_>, sql: &str, days: &[&str]) -> Result<u64, postgres::Error> {
    let mut rows = all.query_raw(sql, days)?;
    let mut sum: u64 = 0;
    while let Some(row) = rows.next()? {
        sum = sum.saturating_add(number(&row, 0)?);
    }
    Ok(sum)
}

fn number(row: &postgres::Row, column: usize) -> Result<u64, postgres::Error> {
    // Nothing negative is ever put in, and nothing would be gained by stopping at it.
    let number: i64 = row.try_get(column)?;
    Ok(u64::try_from(number).unwrap_or_default())
}

fn known(url: &str, found: i64) -> Result<(), LedgerError> {
    let known = MIGRATIONS.len() as i64;
    if found > known {
        return Err(LedgerError::Newer {
            home: home(url),
            found,
            known,
        });
    }
    Ok(())
}

fn home(url: &str) -> Home {
    Home::Server(url.to_owned())
}

fn refused(url: &str, source: Refusal) -> LedgerError {
    LedgerError::Refused {
        home: home(url),
        source,
    }
}

/// What the client says is often only that the server refused; why stands in the server's own words.
fn in_full(error: &postgres::Error) -> Refusal {
    match error.as_db_error() {
        Some(said) => said.to_string().into(),
        None => match std::error::Error::source(error) {
            Some(why) => format!("{error}: {why}").into(),
            None => error.to_string().into(),
        },
    }
}
