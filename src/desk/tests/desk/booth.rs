//! What visitors touched at a booth.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use legeplads_store::Outbox;
use legeplads_store::outbox::DayPart;

use crate::support::{desk, text};

fn count(dir: &Path, often: u64) {
    let mut outbox = Outbox::open(dir);
    let now = Timestamp::now();
    outbox.count("vote/party/1", "booth", "da", now, often);
    outbox.count("vote/party/2", "booth", "da", now, 2);
    let morning = "2026-11-22T08:00:00+01:00[Europe/Copenhagen]";
    let part = DayPart::of(&morning.parse().expect("a time"));
    for _ in 0..20 {
        outbox.answer("moving", "booth", "da", &part, &[("from", "abroad")]);
    }
    outbox.flush().expect("written");
}

#[test]
fn a_booth_has_a_table_of_its_own() {
    let root = tempfile::tempdir().expect("a folder");
    let (dir, to) = (root.path().join("booth"), root.path().join("fair.csv"));
    fs::create_dir(&dir).expect("made");
    fs::write(dir.join("demo"), "a demo's").expect("marked");
    let said = desk(&["booth", text(&dir), "--to", text(&to)]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("--collect"), "{}", said.err);

    count(&dir, 40);
    let said = desk(&["booth", text(&dir), "--to", text(&to)]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.contains("3 rows are in "), "{}", said.out);
    let table = fs::read_to_string(&to).expect("written");
    let rows: Vec<_> = table.lines().collect();
    assert_eq!(rows[0], "booth,what,language or answer,how often");
    assert_eq!(rows[1], "taps,vote/party/1,da,40");
    let few = [
        "taps,vote/party/2,da,fewer than 5",
        "taps,vote/party/2,da,5",
    ];
    assert!(few.contains(&rows[2]), "{table}");
    assert_eq!(rows[3..], ["answers,moving/from,abroad,20"]);

    // At the end of the day as at noon: the same lots, and nothing was taken away.
    desk(&["booth", text(&dir), "--to", text(&to)]);
    assert_eq!(fs::read_to_string(&to).expect("written"), table);
}

#[test]
fn what_a_kiosk_counted_is_no_booth_s() {
    let root = tempfile::tempdir().expect("a folder");
    let to = root.path().join("fair.csv");
    count(root.path(), 40);
    let said = desk(&["booth", text(root.path()), "--to", text(&to)]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("no demo's folder"), "{}", said.err);
    assert!(!to.exists());
}
