//! What kiosks counted, in a published folder and in a PostgreSQL.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use jiff::Timestamp;
use legeplads_desk::ledger::{self, Home, Ledger, LedgerError, Overview};
use legeplads_store::Store;
use legeplads_store::outbox::{DayPart, Outbox, Sealed};
use reqwest::{Method, StatusCode};
use tokio::task::spawn_blocking;

use crate::place::Town;
use crate::postgres::{self, Postgres};
use crate::serving::Program;

/// A batch as a kiosk seals it.
pub fn batch(town: &Town) -> Sealed {
    let store = town.root().join("store");
    let mut outbox = Outbox::open(&store);
    let part = |time: &str| DayPart::of(&time.parse().expect("a time"));
    let morning = part("2026-11-22T08:00:00+01:00[Europe/Copenhagen]");
    let given = [("need", "care"), ("when", "sat-evening")];
    outbox.answer("needs", "airport", "da", &morning, &given);
    outbox.count("stop/pond", "airport", "da", Timestamp::now(), 7);
    outbox.turn(&part("2026-11-22T13:00:00+01:00[Europe/Copenhagen]"));
    outbox.flush().expect("written");
    let store = Store::open(&store).expect("opened");
    let batch = store.next_batch("airport-1").expect("sealed");
    batch.expect("there is one")
}

pub async fn post(serving: &Program, body: impl Into<String>) -> StatusCode {
    let request = serving.request(Method::POST, "outbox").body(body.into());
    request.send().await.expect("an answer").status()
}

/// Where a test keeps its ledger.
struct Bed {
    town: Town,
    server: Option<(Arc<Postgres>, String)>,
}

impl Bed {
    async fn folder() -> Self {
        Self {
            town: Town::published().await,
            server: None,
        }
    }

    async fn server() -> Self {
        // Its client waits in a way of its own.
        let server = spawn_blocking(|| {
            let server = Postgres::running();
            let url = server.database();
            (server, url)
        });
        Self {
            town: Town::published().await,
            server: Some(server.await.expect("a server")),
        }
    }

    fn serve(&self) -> Program {
        match &self.server {
            None => Program::start(&self.town.out(), &[]),
            Some((_, url)) => Program::start(&self.town.out(), &["--ledger", url]),
        }
    }

    async fn kept(&self) -> (u64, u64, u64) {
        self.look(kept).await
    }

    /// Does something with where it is, on a thread that may wait.
    async fn look<R: Send + 'static>(&self, look: impl Fn(Home) -> R + Send + 'static) -> R {
        let home = match &self.server {
            None => Home::from(&self.town.out()),
            Some((_, url)) => Home::Server(url.clone()),
        };
        spawn_blocking(move || look(home)).await.expect("looked")
    }
}

/// Each of these passes whatever the database.
macro_rules! in_both {
    ($($test:ident)*) => {
        mod folder {
            $(#[tokio::test] async fn $test() { super::$test(super::Bed::folder().await).await; })*
        }
        mod server {
            $(#[tokio::test] async fn $test() { super::$test(super::Bed::server().await).await; })*
        }
    };
}

in_both! {
    a_batch_is_kept_once
    many_at_once_are_all_kept
    what_is_none_is_refused_for_good
    files_from_before_are_taken_in_once
    periods_are_looked_up_by_their_beginning
    a_newer_ones_is_left_alone
    of_a_batch_only_days_are_kept
    what_is_forgotten_is_gone_and_does_not_come_again
}

/// How many batches, how many taps, and how many records of surveys.
pub fn kept(home: impl Into<Home>) -> (u64, u64, u64) {
    let ledger = Ledger::read(home).expect("a ledger");
    let overview = Overview::of(&ledger).expect("readable");
    let batches = overview.kiosks.iter().map(|kiosk| kiosk.batches).sum();
    let (mut taps, mut told) = (0, 0);
    ledger
        .taps("", "9", |tapped| taps += tapped.count)
        .expect("readable");
    ledger
        .told("", "9", |one| {
            assert_eq!(one.given[1], ("when".to_owned(), "sat-evening".to_owned()));
            told += one.count;
        })
        .expect("readable");
    (batches, taps, told)
}

async fn a_batch_is_kept_once(bed: Bed) {
    let batch = batch(&bed.town);
    let serving = bed.serve();
    assert_eq!(post(&serving, &batch.text).await, 204);
    assert_eq!(bed.kept().await, (1, 7, 1));

    // The kiosk did not hear it, and asks again; also whoever serves next.
    assert_eq!(post(&serving, &batch.text).await, 204);
    drop(serving);
    let serving = bed.serve();
    assert_eq!(post(&serving, &batch.text).await, 204);
    assert_eq!(bed.kept().await, (1, 7, 1));
    for file in ["ledger.sqlite", "ledger.sqlite-wal"] {
        let served = serving.get(&format!(".desk/{file}")).await;
        assert_eq!(served.status(), 404);
    }
}

/// A desk killed at once after it said so has it.
async fn many_at_once_are_all_kept(bed: Bed) {
    let one = batch(&bed.town);
    let serving = bed.serve();
    let (record, _) = one.text.split_once("\nsha256:").expect("a seal");
    let numbered = |number: u64| {
        let record = record.replace("number: 1,", &format!("number: {number},"));
        let id = legeplads_trust::Digest::of(record.as_bytes());
        post(&serving, format!("{record}\nsha256:{id}\n"))
    };
    let all = (1..=40).filter(|number| number % 10 != 0).map(numbered);
    for status in futures_util::future::join_all(all).await {
        assert_eq!(status, 204);
    }
    drop(serving);
    assert_eq!(bed.kept().await, (36, 36 * 7, 36));
    let look = |home| Overview::of(&Ledger::read(home).expect("open")).expect("readable");
    let overview = bed.look(look).await;
    assert_eq!(overview.kiosks[0].gaps, [(10, 10), (20, 20), (30, 30)]);
}

async fn what_is_none_is_refused_for_good(bed: Bed) {
    let batch = batch(&bed.town);
    let serving = bed.serve();
    let changed = batch.text.replace("count: 7", "count: 8");
    assert_ne!(changed, batch.text);
    for body in [changed.as_str(), "", "{}", "<html>", &"(".repeat(10_000)] {
        assert_eq!(post(&serving, body).await, 422);
    }
    // Well sealed, and yet nothing that a kiosk counts.
    let (record, _) = batch.text.split_once("\nsha256:").expect("a seal");
    for (from, to) in [
        ("stop/pond", "Ida Hansen"),
        ("count: 7", "count: 10000000000"),
        ("\"airport-1\"", "\"../airport\""),
        ("2026-11-22-morning", "2026-11-22-noon"),
        ("2026-11-22-morning", "2026-11-31-morning"),
        ("sat-evening", "a=b;c"),
    ] {
        let record = record.replace(from, to);
        let id = legeplads_trust::Digest::of(record.as_bytes());
        let status = post(&serving, format!("{record}\nsha256:{id}\n")).await;
        assert_eq!(status, 422, "{to}");
    }
    let long = "x".repeat(Sealed::BYTES as usize + 1);
    assert_eq!(post(&serving, long).await, 413);
    assert_eq!(bed.kept().await, (0, 0, 0));
}

#[tokio::test]
async fn when_the_ledger_cannot_be_written_it_is_not_acknowledged() {
    let town = Town::published().await;
    let batch = batch(&town);
    let serving = Program::start(&town.out(), &[]);
    let other = rusqlite::Connection::open(ledger::path(&town.out())).expect("open");
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    assert_eq!(post(&serving, &batch.text).await, 507);
    other.execute_batch("ROLLBACK").expect("let go");
    assert_eq!(post(&serving, &batch.text).await, 204);
    assert_eq!(kept(&town.out()), (1, 7, 1));
}

async fn files_from_before_are_taken_in_once(bed: Bed) {
    let batch = batch(&bed.town);
    let folder = bed.town.out().join(".desk/outbox");
    let lay = |name: &str, text: &str| {
        let path = folder.join(&name[..2]).join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(&path, text).expect("written");
        path
    };
    let name = format!("{}.ron", batch.id);
    let path = lay(&name, &batch.text);
    let odd = lay("zz.ron", "no batch");
    drop(bed.serve());
    assert_eq!(bed.kept().await, (1, 7, 1));
    assert!(!path.exists() && odd.exists());
    // A crash came between taking it in and removing it.
    lay(&name, &batch.text);
    let serving = bed.serve();
    assert_eq!(post(&serving, &batch.text).await, 204);
    assert_eq!(bed.kept().await, (1, 7, 1));
}

async fn periods_are_looked_up_by_their_beginning(bed: Bed) {
    let batch = batch(&bed.town);
    let periods = [
        "2025",
        "2026-01",
        "2026-01-31",
        "2026-02-01T05",
        "2026-10-01T00",
    ];
    let (record, _) = batch.text.split_once("\nsha256:").expect("a seal");
    let (start, rest) = record.split_once("period: \"").expect("a period");
    let (_, end) = rest.split_once('"').expect("its end");
    let serving = bed.serve();
    for (number, period) in (1..).zip(periods) {
        let record = format!("{start}period: \"{period}\"{end}");
        let record = record.replace("number: 1,", &format!("number: {number},"));
        let id = legeplads_trust::Digest::of(record.as_bytes());
        assert_eq!(
            post(&serving, format!("{record}\nsha256:{id}\n")).await,
            204
        );
    }
    drop(serving);
    for (from, until, expected) in [
        ("", "9", &periods[..]),
        ("2026-01", "2026-02", &periods[1..3]),
        ("2026-02-01", "2026-02-02", &periods[3..4]),
        ("2026-02-01T06", "2026-10-01T00", &[]),
    ] {
        let look = move |home| {
            let mut found = Vec::new();
            let ledger = Ledger::read(home).expect("a ledger");
            let each = |tapped: ledger::Tapped| found.push(tapped.period);
            ledger.taps(from, until, each).expect("readable");
            found
        };
        assert_eq!(bed.look(look).await, expected, "{from} – {until}");
    }
}

async fn a_newer_ones_is_left_alone(bed: Bed) {
    drop(bed.serve());
    bed.look(|home| match &home {
        Home::Folder(dir) => {
            let newer = rusqlite::Connection::open(ledger::path(dir)).expect("open");
            newer.pragma_update(None, "user_version", 99).expect("set");
        }
        Home::Server(url) => postgres::run(url, "UPDATE form SET version = 99").expect("set"),
    })
    .await;
    let opens: [fn(Home) -> Result<Ledger, LedgerError>; 2] =
        [|home| Ledger::create(home), |home| Ledger::read(home)];
    for open in opens {
        let refused = bed.look(move |home| open(home).map(drop)).await;
        let refused = refused.expect_err("it is newer");
        assert!(matches!(refused, LedgerError::Newer { found: 99, .. }));
    }
}

/// A kiosk from before says when it began to the nanosecond, and a ledger from before kept the second.
async fn of_a_batch_only_days_are_kept(bed: Bed) {
    let batch = batch(&bed.town);
    let (record, _) = batch.text.split_once("\nsha256:").expect("a seal");
    let (start, rest) = record.split_once("begun: \"").expect("a time");
    let (_, end) = rest.split_once('"').expect("its end");
    let record = format!("{start}begun: \"2026-11-22T23:59:59.123456789Z\"{end}");
    let id = legeplads_trust::Digest::of(record.as_bytes());
    let serving = bed.serve();
    let body = format!("{record}\nsha256:{id}\n");
    assert_eq!(post(&serving, body.clone()).await, 204);
    let days = |home: Home| {
        let overview = Overview::of(&Ledger::read(home).expect("open")).expect("readable");
        let entry = &overview.kiosks[0];
        (entry.begun.clone(), entry.taken_at.clone())
    };
    let (begun, taken_at) = bed.look(days).await;
    assert_eq!((begun.as_str(), taken_at.len()), ("2026-11-22", 10));
    drop(serving);

    bed.look(|home| {
        let times =
            "UPDATE batches SET begun = '2026-11-21T05:17:09Z', taken_at = '2026-11-23T06:00:01Z'";
        match &home {
            Home::Folder(dir) => {
                let before = rusqlite::Connection::open(ledger::path(dir)).expect("open");
                before.execute_batch(times).expect("set");
                before.pragma_update(None, "user_version", 1).expect("set");
            }
            Home::Server(url) => {
                let sql = format!("UPDATE form SET version = 1; {times}");
                postgres::run(url, &sql).expect("set");
            }
        }
    })
    .await;
    let shown = ("2026-11-21".to_owned(), "2026-11-23".to_owned());
    assert_eq!(bed.look(days).await, shown, "read as it is");
    let serving = bed.serve();
    assert_eq!(post(&serving, body).await, 204);
    assert_eq!(bed.kept().await, (1, 7, 1), "it is the same batch");
    let kept =
        "SELECT count(*) FROM batches WHERE begun = '2026-11-21' AND taken_at = '2026-11-23'";
    let found: i64 = bed
        .look(move |home| match &home {
            Home::Folder(dir) => {
                let ledger = rusqlite::Connection::open(ledger::path(dir)).expect("open");
                let found = ledger.query_row(kept, [], |row| row.get(0));
                found.expect("counted")
            }
            Home::Server(url) => postgres::ask(url, kept),
        })
        .await;
    assert_eq!(found, 1);
}

/// Whole periods and parts alone: what goes on into the first day that stays, stays.
async fn what_is_forgotten_is_gone_and_does_not_come_again(bed: Bed) {
    let periods = [
        "2025",
        "2026",
        "2025-12",
        "2026-01",
        "2026-01-31",
        "2026-01-31T23",
        "2026-02-01T00",
        "2026-02",
    ];
    let parts = [
        "2026-01-30-night",
        "2026-01-31-evening",
        "2026-01-31-night",
        "2026-02-01-morning",
    ];
    let counts = periods.map(|period| {
        format!(
            r#"Count(period: "{period}", item: "board", site: "airport", language: "da", count: 3)"#
        )
    });
    let answers = parts.map(|part| {
        format!(
            r#"Answers(part: "{part}", instrument: "needs", site: "airport", language: "da", given: [("need", "care-{part}"), ("when", "sat-evening")], count: 2)"#
        )
    });
    let record = format!(
        r#"Batch(kiosk: "airport-1", number: 1, flushes: 1, begun: "2026-02-01T00:00:00Z", counts: [{}], unkept: 0, damaged: 0, answers: [{}])"#,
        counts.join(", "),
        answers.join(", ")
    );
    let id = legeplads_trust::Digest::of(record.as_bytes());
    let body = format!("{record}\nsha256:{id}\n");
    let serving = bed.serve();
    assert_eq!(post(&serving, body.clone()).await, 204);

    let secret = |home: Home| Ledger::read(home).expect("open").secret().expect("one");
    let before = bed.look(secret).await;
    // While the desk serves.
    let forget = |home: Home| {
        let place = match &home {
            Home::Folder(dir) => dir.to_str().expect("plain").to_owned(),
            Home::Server(url) => url.clone(),
        };
        let mut program = Command::new(env!("CARGO_BIN_EXE_legeplads-desk"));
        program.args(["ledger", "forget", &place, "--before", "2026-02-01"]);
        let said = program.output().expect("it could be started");
        let err = String::from_utf8_lossy(&said.stderr).into_owned();
        assert!(said.status.success(), "{err}");
        String::from_utf8(said.stdout).expect("text")
    };
    let said = bed.look(forget).await;
    assert!(
        said.contains("15 counted and 4 records were removed"),
        "{said}"
    );
    let left = |home: Home| {
        let ledger = Ledger::read(home).expect("a ledger");
        let (mut periods, mut parts) = (Vec::new(), Vec::new());
        let each = |tapped: ledger::Tapped| periods.push(tapped.period);
        ledger.taps("", "9", each).expect("readable");
        let each = |told: ledger::Told| parts.push(told.part);
        ledger.told("", "9", each).expect("readable");
        parts.sort();
        (periods, parts)
    };
    let (periods, parts) = bed.look(left).await;
    assert_eq!(periods, ["2026", "2026-02", "2026-02-01T00"]);
    assert_eq!(parts, ["2026-01-31-night", "2026-02-01-morning"]);
    if bed.server.is_none() {
        let folder = fs::read_dir(bed.town.out().join(".desk")).expect("readable");
        let files = folder.map(|file| file.expect("an entry").path());
        for file in files.filter(|path| path.is_file()) {
            let bytes = fs::read(&file).expect("readable");
            let gone = b"care-2026-01-31-evening";
            let found = bytes.windows(gone.len()).any(|text| text == gone);
            assert!(!found, "{}", file.display());
        }
    }

    // The kiosk did not hear it, and asks again; and so does whoever forgets.
    assert_eq!(post(&serving, body).await, 204);
    assert_eq!(bed.kept().await, (1, 9, 4));
    assert_eq!(bed.look(secret).await, before);
    let said = bed.look(forget).await;
    assert!(said.contains("0 counted and 0 records"), "{said}");
}

#[tokio::test]
async fn what_lies_ahead_is_not_forgotten_and_no_ledger_made_for_it() {
    let town = Town::published().await;
    let out = town.out();
    let forget = |before: &str| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_legeplads-desk"));
        program.args([
            "ledger",
            "forget",
            out.to_str().expect("plain"),
            "--before",
            before,
        ]);
        let said = program.output().expect("it could be started");
        assert!(!said.status.success());
        String::from_utf8(said.stderr).expect("text")
    };
    assert!(forget("2026-01-01").contains("holds no ledger"));
    assert!(!ledger::path(&out).exists());
    assert!(forget("2926-01-01").contains("has not come yet"));
}

#[tokio::test]
async fn a_backup_is_a_ledger() {
    let town = Town::published().await;
    let batch = batch(&town);
    let serving = Program::start(&town.out(), &[]);
    assert_eq!(post(&serving, &batch.text).await, 204);
    let copy = town.root().join("copy.sqlite");
    let desk = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_legeplads-desk"));
        program.arg("ledger").args(arguments);
        program.output().expect("it could be started")
    };
    let (out, to) = (town.out(), copy.to_str().expect("plain"));
    let dir = out.to_str().expect("plain");
    assert!(desk(&["backup", dir, "--to", to]).status.success());
    drop(serving);

    // It is put back where the ledger was lost.
    let other = town.root().join("other");
    fs::create_dir_all(other.join(".desk")).expect("made");
    fs::copy(&copy, ledger::path(&other)).expect("copied");
    assert_eq!(kept(&other), (1, 7, 1));
    let shown = desk(&["show", other.to_str().expect("plain")]);
    let words = String::from_utf8(shown.stdout).expect("text");
    assert!(words.starts_with("airport-1: 1 batches"), "{words}");
    let secret = |dir: &Path| Ledger::read(dir).expect("open").secret().expect("a secret");
    assert_eq!(secret(&other), secret(&out));

    let none = desk(&["show", town.root().to_str().expect("plain")]);
    assert!(String::from_utf8_lossy(&none.stderr).contains("holds no ledger"));
}

/// Not in WAL, where one who writes keeps nobody from reading: a ledger that was just put back from a
/// backup is so.
#[tokio::test]
async fn a_ledger_that_somebody_holds_replaces_no_backup() {
    let town = Town::published().await;
    let batch = batch(&town);
    let serving = Program::start(&town.out(), &[]);
    assert_eq!(post(&serving, &batch.text).await, 204);
    drop(serving);
    let other = rusqlite::Connection::open(ledger::path(&town.out())).expect("open");
    let delete = other.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()));
    delete.expect("set");
    let copy = town.root().join("copy.sqlite");
    let ledger = Ledger::read(&town.out()).expect("open");
    ledger.back_up(&copy).expect("copied");
    let good = fs::read(&copy).expect("a copy");

    other.execute_batch("BEGIN EXCLUSIVE").expect("held");
    let refused = ledger.back_up(&copy).expect_err("it is held").to_string();
    assert!(refused.contains("holds the ledger"), "{refused}");
    assert_eq!(fs::read(&copy).expect("a copy"), good);
    other.execute_batch("ROLLBACK").expect("let go");
    ledger.back_up(&copy).expect("copied");
}
