//! A ledger in a PostgreSQL that is away, comes back, is shared, or is somebody else's.

use std::process::{Command, Output};
use std::sync::Arc;
use std::time::Instant;

use legeplads_desk::ledger::{Entry, Home, Ledger};
use legeplads_trust::Digest;
use tokio::task::spawn_blocking;

use crate::outbox::{batch, kept, post};
use crate::place::Town;
use crate::postgres::Postgres;
use crate::serving::Program;

fn desk(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_legeplads-desk"));
    program.args(arguments).envs(environment.iter().copied());
    program.output().expect("it could be started")
}

/// What is published is served all the while, and kiosks keep what they counted.
#[tokio::test]
async fn a_server_that_is_away_is_found_again() {
    let town = Town::published().await;
    let batch = batch(&town);
    let (mut server, url) = spawn_blocking(|| {
        let server = Postgres::start();
        let url = server.database();
        (server, url)
    })
    .await
    .expect("a server");
    let nowhere = url.replace("host=", "host=/nowhere");
    let serving = Program::start(&town.out(), &["--ledger", &nowhere]);
    assert_eq!(serving.get("metadata/timestamp.json").await.status(), 200);
    assert_eq!(post(&serving, &batch.text).await, 507);
    drop(serving);

    let serving = Program::start(&town.out(), &["--ledger", &url]);
    assert_eq!(post(&serving, &batch.text).await, 204);
    // The plug is pulled: what was acknowledged is there, and the desk finds its way back.
    let server = spawn_blocking(move || {
        server.restart();
        server
    });
    let server = server.await.expect("restarted");
    let (record, _) = batch.text.split_once("\nsha256:").expect("a seal");
    let record = record.replace("number: 1,", "number: 2,");
    let second = format!("{record}\nsha256:{}\n", Digest::of(record.as_bytes()));
    let mut status = post(&serving, second.clone()).await;
    if status == 507 {
        // It learned only by asking that its connection had been cut.
        status = post(&serving, second).await;
    }
    assert_eq!(status, 204);
    let kept = spawn_blocking(move || kept(Home::Server(url))).await;
    assert_eq!(kept.expect("looked"), (2, 14, 2));
    drop((serving, server));
}

/// A batch that counted each of these once.
fn entry(number: u32, items: impl Iterator<Item = String>) -> Entry {
    let count = |item| {
        format!(
            r#"Count(period: "2026-11-22T05", item: "{item}", site: "airport", language: "da", count: 1)"#
        )
    };
    let counts: Vec<_> = items.map(count).collect();
    let record = format!(
        r#"Batch(kiosk: "airport-1", number: {number}, flushes: {number}, begun: "2026-11-16T05:00:00Z", counts: [{}], unkept: 0, damaged: 0, answers: [])"#,
        counts.join(", ")
    );
    let id = Digest::of(record.as_bytes());
    Entry::read(format!("{record}\nsha256:{id}\n").as_bytes()).expect("a batch")
}

/// Two desks take in the same batches and different ones at once, in orders of their own.
#[test]
fn desks_that_share_a_ledger_count_each_batch_once() {
    let server = Postgres::running();
    let url = server.database();
    let entry = |number: u32| {
        let items = (0..20).map(|nth| format!("stop/s{}", (nth * 7 + number) % 20));
        entry(number, items)
    };
    let entries: Arc<Vec<Entry>> = Arc::new((1..=60).map(entry).collect());
    let desks = (0..4).map(|desk| {
        let (url, entries) = (url.clone(), Arc::clone(&entries));
        // All make the tables, too.
        std::thread::spawn(move || {
            let mut ledger = Ledger::create(Home::Server(url)).expect("a ledger");
            let mut new = 0;
            for group in 0..10 {
                let at = (group + desk * 3) % 10 * 6;
                new += ledger.take(&entries[at..at + 6]).expect("taken in");
            }
            new
        })
    });
    let desks: Vec<_> = desks.collect();
    let new: usize = desks
        .into_iter()
        .map(|desk| desk.join().expect("done"))
        .sum();
    assert_eq!(new, 60);
    assert_eq!(kept(Home::Server(url)), (60, 60 * 20, 0));
}

#[test]
fn a_server_takes_in_thousands_a_second() {
    let server = Postgres::running();
    let mut ledger = Ledger::create(Home::Server(server.database())).expect("a ledger");
    let entries = (0..16).map(|batch| {
        let items = (0..1000).map(move |nth| format!("stop/s{batch}-{nth}"));
        entry(batch + 1, items)
    });
    let entries: Vec<_> = entries.collect();
    let begun = Instant::now();
    for group in entries.chunks(8) {
        ledger.take(group).expect("taken in");
    }
    let rate = 16_000.0 / begun.elapsed().as_secs_f64();
    println!("{rate:.0} a second");
    // A tenth of what is wanted of two cores that have nothing else to do.
    assert!(rate > 500.0, "{rate:.0} a second");
}

/// Elsewhere means encrypted, and to whom the machine's authorities vouch for.
#[test]
fn a_server_that_nobody_vouches_for_is_told_nothing() {
    let names = vec!["localhost".to_owned()];
    let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
    let (certificate, key) = (made.cert.pem(), made.signing_key.serialize_pem());
    let port = {
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        free.local_addr().expect("its number").port()
    };
    let settings = "ssl = on\nssl_cert_file = 'own.crt'\nssl_key_file = 'own.key'\n\
                    password_encryption = 'scram-sha-256'\n";
    let access = "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n\
                  hostssl all all ::1/128 scram-sha-256\n";
    let server = Postgres::start_on(
        port,
        &[
            ("own.crt", &certificate),
            ("own.key", &key),
            ("postgresql.auto.conf", settings),
            ("pg_hba.conf", access),
        ],
    );
    let near = server.url("postgres");
    crate::postgres::run(&near, "ALTER ROLE desk PASSWORD 'geheim'").expect("set");
    drop(Ledger::create(Home::Server(near)).expect("a ledger"));

    let url = format!("postgresql://desk@localhost:{port}/postgres?sslmode=require");
    let trusted = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(trusted.path(), &certificate).expect("written");
    let trusted = trusted.path().to_str().expect("plain");
    let show = |password, roots| {
        let environment = [("PGPASSWORD", password), ("SSL_CERT_FILE", roots)];
        desk(&["ledger", "show", &url], &environment)
    };
    let said = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();

    let vouched = show("geheim", trusted);
    assert!(vouched.status.success(), "{}", said(&vouched));
    let wrong = show("falsch", trusted);
    assert!(said(&wrong).contains("password"), "{}", said(&wrong));
    let stranger = show("geheim", "/etc/ssl/certs/ca-certificates.crt");
    assert!(!stranger.status.success());
    assert!(
        said(&stranger).contains("certificate"),
        "{}",
        said(&stranger)
    );
    for output in [vouched, wrong, stranger] {
        assert!(!said(&output).contains("geheim"));
    }
}

#[test]
fn what_is_said_of_a_server_helps_and_keeps_its_password() {
    let server = Postgres::running();
    let url = server.database().replace("desk@", "desk:geheim@");
    let said = |arguments: &[&str]| {
        let output = desk(arguments, &[]);
        assert!(!output.status.success());
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let none = said(&["ledger", "show", &url]);
    assert!(none.contains("holds no ledger"), "{none}");
    drop(Ledger::create(Home::Server(url.clone())).expect("a ledger"));
    let nobody = said(&["ledger", "show", &url.replace("town", "nobody")]);
    assert!(nobody.contains("does not exist"), "{nobody}");
    let copied = said(&["ledger", "backup", &url, "--to", "copy"]);
    assert!(copied.contains("pg_dump"), "{copied}");
    for words in [none, nobody, copied] {
        assert!(!words.contains("geheim"), "{words}");
    }
}
