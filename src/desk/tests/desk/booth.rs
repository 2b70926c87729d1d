//! What visitors touched at a booth.

use std::fs;
use std::os::unix::fs::PermissionsExt;
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
    outbox.count("gift/welcome", "booth", "da", now, often / 2);
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
    let table = fs::read_to_string(&to).expect("written");
    let rows: Vec<_> = table.lines().collect();
    assert_eq!(rows[0], "booth,what,language or answer,how often");
    // Gifts are no votes.
    assert_eq!(rows[1], "gifts,gift/welcome,da,20");
    assert_eq!(rows[2], "taps,vote/party/1,da,40");
    // What was touched twice is there as 5, by lot, or not at all.
    let few = "taps,vote/party/2,da,5";
    let rest: Vec<_> = rows[3..].iter().filter(|row| **row != few).collect();
    assert_eq!(rest, [&"answers,moving/from,abroad,20"], "{table}");
    let words = format!("{} rows are in ", rows.len() - 1);
    assert!(said.out.contains(&words), "{}", said.out);

    // At the end of the day as at noon: the same lots, and nothing was taken away.
    desk(&["booth", text(&dir), "--to", text(&to)]);
    assert_eq!(fs::read_to_string(&to).expect("written"), table);
}

/// Two booths that began on the same day and counted the same: whoever knows when one began does not
/// know its lots.
#[test]
fn a_booth_s_lots_are_its_own() {
    let table = || {
        let root = tempfile::tempdir().expect("a folder");
        let (dir, to) = (root.path().join("booth"), root.path().join("fair.csv"));
        fs::create_dir_all(dir.join("outbox")).expect("made");
        fs::write(dir.join("demo"), "a demo's").expect("marked");
        let count = |nth| {
            format!(
                r#"Count(period: "2026-11-22T05", item: "vote/party/{nth}", site: "booth", language: "da", count: 2)"#
            )
        };
        let counts: Vec<_> = (0..100).map(count).collect();
        let record = format!(
            r#"Batch(kiosk: "", number: 1, flushes: 1, begun: "2026-11-22T00:00:00Z", counts: [{}], unkept: 0)"#,
            counts.join(", ")
        );
        let digest = legeplads_trust::Digest::of(record.as_bytes());
        let new = dir.join("outbox/new.ron");
        fs::write(new, format!("{record}\nsha256:{digest}\n")).expect("written");
        let said = desk(&["booth", text(&dir), "--to", text(&to)]);
        assert_eq!(said.code, Some(0), "{}", said.err);
        let mode = fs::metadata(dir.join("lots")).expect("lots").permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
        fs::read_to_string(&to).expect("written")
    };
    assert_ne!(table(), table());
}

/// Else that a row is there would tell that somebody was.
#[test]
fn what_one_visitor_touched_has_no_row_but_by_lot() {
    let root = tempfile::tempdir().expect("a folder");
    let (dir, to) = (root.path().join("booth"), root.path().join("fair.csv"));
    fs::create_dir(&dir).expect("made");
    fs::write(dir.join("demo"), "a demo's").expect("marked");
    let mut outbox = Outbox::open(&dir);
    let morning = "2026-11-22T08:00:00+01:00[Europe/Copenhagen]";
    let part = DayPart::of(&morning.parse().expect("a time"));
    for nth in 0..100 {
        let (item, answer) = (format!("vote/party/{nth}"), format!("place-{nth}"));
        outbox.count(&item, "booth", "da", Timestamp::now(), 1);
        outbox.answer("moving", "booth", "da", &part, &[("from", &answer)]);
    }
    outbox.flush().expect("written");

    let said = desk(&["booth", text(&dir), "--to", text(&to)]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let table = fs::read_to_string(&to).expect("written");
    let rows: Vec<_> = table.lines().skip(1).collect();
    // One in five of the two hundred, as the lots fall.
    assert!((5..100).contains(&rows.len()), "{table}");
    let told = |row: &&str| row.ends_with(",5");
    assert!(rows.iter().all(told), "{table}");
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
