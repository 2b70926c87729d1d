//! Counts come to the desk exactly once, and none is dropped without a word.

use std::fs;
use std::path::Path;

use jiff::{Span, Timestamp};
use legeplads_store::outbox::{ANSWERS_BYTES, Batch, DayPart, OUTBOX_BYTES, Sealed, unsent};
use legeplads_store::{Outbox, Store};

fn open(dir: &Path) -> Store {
    Store::open(dir).expect("the store opens")
}

fn time() -> Timestamp {
    "2026-11-22T05:17:09Z".parse().expect("a timestamp")
}

fn count(outbox: &mut Outbox, item: &str, count: u64) {
    outbox.count(item, "airport", "da", time(), count);
    outbox.flush().expect("written");
}

fn next(store: &Store) -> Option<Sealed> {
    store.next_batch("airport-1").expect("readable")
}

/// All that a batch counts, kept or not.
fn sum(batch: &Batch) -> u64 {
    let counts: u64 = batch.counts.iter().map(|count| count.count).sum();
    counts + batch.unkept
}

fn bytes_in(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("readable");
    let lengths = entries.map(|entry| entry.and_then(|entry| entry.metadata()).expect("readable"));
    lengths
        .filter(|about| about.is_file())
        .map(|about| about.len())
        .sum()
}

#[test]
fn counts_of_an_hour_are_added_up_and_sent() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(dir.path());
    let store = open(dir.path());
    assert_eq!(next(&store), None);
    outbox.flush().expect("nothing to do");
    assert_eq!(next(&store), None);

    count(&mut outbox, "stop/travbyen", 2);
    count(&mut outbox, "answer/best-place/pond", 1);
    count(&mut outbox, "stop/travbyen", 5);
    let sealed = next(&store).expect("a batch");
    let (begun, nonce) = (sealed.batch.begun, &sealed.batch.nonce);
    assert_eq!(nonce.len(), 32, "{nonce}");
    let record = format!(
        r#"Batch(
    kiosk: "airport-1",
    number: 1,
    flushes: 3,
    begun: "{begun}",
    nonce: "{nonce}",
    counts: [
        Count(period: "2026-11-22T05", item: "answer/best-place/pond", site: "airport", language: "da", count: 1),
        Count(period: "2026-11-22T05", item: "stop/travbyen", site: "airport", language: "da", count: 7),
    ],
    unkept: 0,
    damaged: 0,
)"#
    );
    let digest = legeplads_trust::Digest::of(record.as_bytes());
    assert_eq!(sealed.text, format!("{record}\nsha256:{digest}\n"));
    assert_eq!(sealed.id, digest);
    assert_eq!(Sealed::read(sealed.text.as_bytes()), Some(sealed));
}

#[test]
fn a_batch_stays_the_same_until_it_is_acknowledged() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(dir.path());
    let store = open(dir.path());
    count(&mut outbox, "stop/travbyen", 1);
    let first = next(&store).expect("a batch");
    // More is counted, everything is started anew, the kiosk is given another name.
    count(&mut outbox, "stop/travbyen", 10);
    drop(store);
    let mut outbox = Outbox::open(dir.path());
    count(&mut outbox, "stop/travbyen", 100);
    let store = open(dir.path());
    let again = store.next_batch("library-7").expect("readable");
    assert_eq!(again.as_ref(), Some(&first));

    store.acknowledge(first.id).expect("acknowledged");
    let second = next(&store).expect("the rest");
    assert_eq!((sum(&second.batch), second.batch.number), (110, 2));
    assert_ne!(second.id, first.id);
    store.acknowledge(first.id).expect("a late answer");
    assert_eq!(next(&store).as_ref(), Some(&second));
    store.acknowledge(second.id).expect("acknowledged");
    assert_eq!(next(&store), None);
}

/// A batch begins when somebody leaves a survey, say.
#[test]
fn a_batch_says_the_day_on_which_it_was_begun_and_no_time() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(dir.path());
    let store = open(dir.path());
    let is_a_day = |sealed: &Sealed| sealed.batch.begun.to_string().ends_with("T00:00:00Z");
    count(&mut outbox, "stop/travbyen", 1);
    let first = next(&store).expect("a batch");
    assert!(is_a_day(&first), "{}", first.text);

    // A program from before wrote the moment, and was replaced by this one.
    store.acknowledge(first.id).expect("acknowledged");
    let record = r#"Batch(kiosk: "", number: 7, flushes: 9, begun: "2026-11-22T05:17:09.123456789Z", counts: [Count(period: "2026-11-22T05", item: "board", site: "airport", language: "da", count: 3)], unkept: 0)"#;
    let digest = legeplads_trust::Digest::of(record.as_bytes());
    let text = format!("{record}\nsha256:{digest}\n");
    fs::write(dir.path().join("outbox/new.ron"), text).expect("written");
    let second = next(&store).expect("a batch");
    assert_eq!((sum(&second.batch), second.batch.number), (3, 7));
    let begun = second.batch.begun.to_string();
    assert_eq!(begun, "2026-11-22T00:00:00Z");
    assert_eq!(second.batch.nonce.len(), 32);
}

/// Whoever adds a field adds it to the page on what leaves a kiosk.
#[test]
fn the_page_on_data_lists_all_that_a_batch_has() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(dir.path());
    let given = [("need", "care")];
    outbox.answer("needs", "library", "da", &part(MORNING), &given);
    outbox.turn(&part(LATER));
    count(&mut outbox, "stop/travbyen", 1);
    let text = next(&open(dir.path())).expect("a batch").text;
    let is_field = |line: &&str| line.starts_with("    ") && !line.starts_with("     ");
    let fields = text.lines().filter(is_field);
    let fields = fields.filter_map(|line| line.trim().split_once(':'));
    let fields: Vec<_> = fields.map(|(name, _)| name).collect();
    assert!(fields.contains(&"answers"), "{text}");

    let page = include_str!("../../../deploy/data.md");
    let table = page.split("<!-- batch -->").nth(1).expect("a table");
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let listed: Vec<_> = rows.filter_map(|row| row.split('`').nth(1)).collect();
    assert_eq!(fields, listed);
}

/// Now that both begin on the same day.
#[test]
fn a_kiosk_that_is_installed_anew_and_counts_the_same_has_other_batches() {
    let id = || {
        let dir = tempfile::tempdir().expect("a folder");
        count(&mut Outbox::open(dir.path()), "stop/travbyen", 1);
        next(&open(dir.path())).expect("a batch").id
    };
    assert_ne!(id(), id());
}

/// Otherwise the desk would take the second for the first, sent again.
#[test]
fn the_same_counts_twice_are_two_batches() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    let mut ids = Vec::new();
    for _ in 0..3 {
        let mut outbox = Outbox::open(dir.path());
        count(&mut outbox, "stop/travbyen", 1);
        let sealed = next(&store).expect("a batch");
        store.acknowledge(sealed.id).expect("acknowledged");
        ids.push(sealed.id);
    }
    ids.dedup();
    assert_eq!(ids.len(), 3);
}

#[test]
fn a_changed_batch_is_none() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(dir.path());
    let store = open(dir.path());
    count(&mut outbox, "stop/travbyen", 1);
    let body = next(&store).expect("a batch").text.into_bytes();
    for at in 0..body.len() {
        let mut changed = body.clone();
        changed[at] ^= 1;
        assert_eq!(Sealed::read(&changed), None, "changed at {at}");
        assert_eq!(Sealed::read(&body[..at]), None, "cut at {at}");
    }
    for body in [&b""[..], b"\n", b"sha256:", b"{}", b"\xff\n"] {
        assert_eq!(Sealed::read(body), None);
    }
}

/// A kiosk that is offline for two years, with many stops and languages.
#[test]
fn what_does_not_fit_is_added_up_and_never_dropped() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(dir.path());
    let mut counted = 0;
    let mut hour = time();
    for day in 0..730 {
        for stop in 0..20 {
            for language in ["da", "en", "de"] {
                let item = format!("stop/number-{stop}");
                outbox.count(&item, "airport", language, hour, 3);
                counted += 3;
            }
        }
        if day % 30 == 0 {
            outbox.flush().expect("written");
        }
        hour = hour.checked_add(Span::new().hours(25)).expect("in range");
    }
    outbox.flush().expect("written");
    let bytes = bytes_in(&dir.path().join("outbox"));
    assert!(bytes < OUTBOX_BYTES as u64 + 1000, "{bytes} bytes");

    let store = open(dir.path());
    let batch = next(&store).expect("a batch").batch;
    assert_eq!((sum(&batch), batch.unkept), (counted, 0));
    let lengths: Vec<_> = batch
        .counts
        .iter()
        .map(|count| count.period.as_str().len())
        .collect();
    let longest_first = lengths.is_sorted();
    assert!(longest_first, "the oldest are added up most");
    assert_eq!(lengths.first(), Some(&"2026-11".len()));
    assert_eq!(lengths.last(), Some(&"2028-12-21T05".len()));
}

#[test]
fn what_cannot_be_kept_is_counted() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(dir.path());
    let mut counted = 0;
    for nth in 0..10_000_u64 {
        let often = 1 + nth % 7;
        outbox.count(
            &format!("stop/number-{nth}"),
            "airport",
            "da",
            time(),
            often,
        );
        counted += often;
    }
    for name in ["", "dear diary, today", "søen", &"x".repeat(121)] {
        outbox.count(name, "airport", "da", time(), 1000);
        counted += 1000;
    }
    outbox.flush().expect("written");
    let bytes = bytes_in(&dir.path().join("outbox"));
    assert!(bytes < OUTBOX_BYTES as u64 + 1000, "{bytes} bytes");
    let store = open(dir.path());
    let batch = next(&store).expect("a batch").batch;
    assert_eq!(sum(&batch), counted);
    assert!(batch.unkept > 4000);
    let rarest = batch.counts.iter().map(|count| count.count).min();
    assert!(rarest > Some(1), "the rarest go first");
}

#[test]
fn a_batch_that_no_desk_takes_is_out_of_the_way_and_counted_as_not_kept() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(dir.path());
    let store = open(dir.path());
    count(&mut outbox, "stop/travbyen", 3);
    let first = next(&store).expect("a batch");
    count(&mut outbox, "stop/travbyen", 40);
    store.set_aside(first.id).expect("set aside");
    store.set_aside(first.id).expect("nothing happens twice");
    let second = next(&store).expect("a batch").batch;
    assert_eq!((sum(&second), second.unkept), (43, 3));
}

#[test]
fn a_damaged_file_is_told_of() {
    for file in ["new.ron", "sending.ron"] {
        let dir = tempfile::tempdir().expect("a folder");
        let mut outbox = Outbox::open(dir.path());
        let store = open(dir.path());
        count(&mut outbox, "stop/travbyen", 3);
        if file == "sending.ron" {
            next(&store).expect("a batch");
        }
        fs::write(dir.path().join("outbox").join(file), "garbage").expect("written");
        count(&mut outbox, "stop/travbyen", 40);
        let batch = next(&store).expect("a batch").batch;
        assert_eq!((sum(&batch), batch.damaged), (40, 1), "{file}");
        store
            .acknowledge(next(&store).expect("the same").id)
            .expect("acknowledged");
        assert_eq!(next(&store), None, "{file}");
    }
}

/// The desk has a batch, and the disk loses what says so: while answers are held that the batch was
/// not sealed with, what it was sealed from must not stand there to be sent again.
#[test]
fn what_the_desk_has_does_not_come_again_from_a_damaged_disk() {
    for file in ["sending.ron", "sent.ron"] {
        let dir = tempfile::tempdir().expect("a folder");
        let mut outbox = Outbox::open(dir.path());
        let store = open(dir.path());
        let given = [("need", "care")];
        outbox.answer("needs", "library", "da", &part(MORNING), &given);
        count(&mut outbox, "stop/library", 3);
        let first = next(&store).expect("the count");
        if file == "sent.ron" {
            store.acknowledge(first.id).expect("acknowledged");
        }
        fs::write(dir.path().join("outbox").join(file), "garbage").expect("written");

        count(&mut outbox, "stop/library", 40);
        outbox.turn(&part(LATER));
        outbox.flush().expect("written");
        let second = next(&store).expect("the rest").batch;
        assert_eq!((sum(&second), second.answers.len()), (40, 1), "{file}");
        assert!(second.number > first.batch.number, "{file}");
    }
}

/// The kiosk is at it: the courier comes again later, and does not wait.
#[test]
fn the_courier_does_not_wait_for_a_kiosk() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(dir.path());
    let store = open(dir.path());
    count(&mut outbox, "stop/travbyen", 1);
    let held = fs::File::open(dir.path().join("outbox/lock")).expect("there");
    held.lock().expect("locked");
    assert_eq!(next(&store), None);
    drop(held);
    assert!(next(&store).is_some());
}

fn part(time: &str) -> DayPart {
    DayPart::of(&time.parse().expect("a time with its zone"))
}

const MORNING: &str = "2026-11-22T09:59:00+01:00[Europe/Copenhagen]";
const LATER: &str = "2026-11-22T10:00:00+01:00[Europe/Copenhagen]";

#[test]
fn a_day_has_four_parts_and_its_night_goes_past_midnight() {
    let at = |hour: &str| {
        let time = format!("2026-11-22T{hour}+01:00[Europe/Copenhagen]");
        part(&time).to_string()
    };
    assert_eq!(at("00:00:00"), "2026-11-21-night");
    assert_eq!(at("05:59:59"), "2026-11-21-night");
    assert_eq!(at("06:00:00"), "2026-11-22-morning");
    assert_eq!(at("10:00:00"), "2026-11-22-day");
    assert_eq!(at("17:00:00"), "2026-11-22-evening");
    assert_eq!(at("22:00:00"), "2026-11-22-night");
}

/// Else the time at which a batch came would tell when somebody stood at the screen.
#[test]
fn what_a_survey_was_told_stays_until_its_part_of_the_day_is_over() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(dir.path());
    let store = open(dir.path());
    let given = [("when", "sat"), ("need", "care"), ("when", "fri")];
    outbox.answer("needs", "library", "da", &part(MORNING), &given);
    count(&mut outbox, "stop/library", 1);
    let first = next(&store).expect("the count");
    assert_eq!((first.batch.answers.len(), sum(&first.batch)), (0, 1));
    store.acknowledge(first.id).expect("acknowledged");
    assert_eq!(next(&store), None);

    // The same, told in another order, before and after a new start.
    let mut outbox = Outbox::open(dir.path());
    let again = [("need", "care"), ("when", "fri"), ("when", "sat")];
    outbox.answer("needs", "library", "da", &part(MORNING), &again);
    outbox.answer(
        "leaving",
        "library",
        "da",
        &part(MORNING),
        &[("why", "work")],
    );
    outbox.flush().expect("written");
    assert_eq!(next(&store), None);

    // Nobody has come since; the kiosk alone looks at its clock.
    outbox.turn(&part(LATER));
    outbox.flush().expect("written");
    let second = next(&store).expect("what was told");
    assert_eq!(second.batch.counts, []);
    let lines: Vec<_> = second.text.lines().map(str::trim).collect();
    let told = |line: &&&str| line.starts_with("Answers(");
    assert_eq!(
        lines.iter().filter(told).copied().collect::<Vec<_>>(),
        [
            r#"Answers(part: "2026-11-22-morning", instrument: "leaving", site: "library", language: "da", given: [("why", "work")], count: 1),"#,
            r#"Answers(part: "2026-11-22-morning", instrument: "needs", site: "library", language: "da", given: [("need", "care"), ("when", "fri"), ("when", "sat")], count: 2),"#,
        ]
    );
    assert!(!second.text.contains("now:"), "{}", second.text);
    store.acknowledge(second.id).expect("acknowledged");
    assert_eq!(next(&store), None);
    outbox.turn(&part(LATER));
    outbox.flush().expect("nothing to do");
    assert_eq!(next(&store), None);
}

/// All that lies in the outbox.
fn texts_in(dir: &Path) -> String {
    let files = ["new.ron", "sending.ron", "sent.ron"];
    let texts = files.map(|file| fs::read_to_string(dir.join("outbox").join(file)));
    texts.into_iter().flatten().collect()
}

#[test]
fn what_the_desk_has_is_gone_from_the_kiosk() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(dir.path());
    let store = open(dir.path());
    let given = [("need", "care")];
    outbox.answer("needs", "library", "da", &part(MORNING), &given);
    count(&mut outbox, "stop/library", 3);
    let first = next(&store).expect("the count");
    assert_eq!(texts_in(dir.path()).matches("stop/library").count(), 1);
    store.acknowledge(first.id).expect("acknowledged");
    let texts = texts_in(dir.path());
    assert!(!texts.contains("stop/library"), "{texts}");
    assert!(texts.contains("care"), "{texts}");

    outbox.turn(&part(LATER));
    outbox.flush().expect("written");
    let second = next(&store).expect("what was told");
    store.acknowledge(second.id).expect("acknowledged");
    let texts = texts_in(dir.path());
    assert!(!texts.contains("care"), "{texts}");
    assert!(texts.contains("number: 2"), "{texts}");
}

#[test]
fn answers_without_room_or_names_are_counted_as_not_kept() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(dir.path());
    let told = 4000;
    for nth in 0..told {
        let answer = format!("answer-{nth}");
        outbox.answer(
            "needs",
            "library",
            "da",
            &part(MORNING),
            &[("need", &answer)],
        );
    }
    let many = [("when", "sat"); 41];
    let nothing: [&[(&str, &str)]; 3] = [&[], &[("name", "Ida Hansen")], &many];
    for given in nothing {
        outbox.answer("needs", "library", "da", &part(MORNING), given);
    }
    outbox.turn(&part(LATER));
    outbox.flush().expect("written");
    let bytes = bytes_in(&dir.path().join("outbox"));
    assert!(bytes < ANSWERS_BYTES as u64 + 1000, "{bytes} bytes");
    let batch = next(&open(dir.path())).expect("a batch").batch;
    let kept: u64 = batch.answers.iter().map(|told| told.count).sum();
    assert_eq!(kept + batch.unkept, told + 3);
    assert!(kept > 1000 && batch.unkept > 3, "{kept}");
}

#[test]
fn answers_that_no_desk_takes_are_counted_as_not_kept() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(dir.path());
    let store = open(dir.path());
    for _ in 0..3 {
        outbox.answer(
            "needs",
            "library",
            "da",
            &part(MORNING),
            &[("need", "care")],
        );
    }
    outbox.turn(&part(LATER));
    outbox.flush().expect("written");
    let first = next(&store).expect("a batch");
    outbox.answer("needs", "library", "da", &part(LATER), &[("need", "care")]);
    outbox.flush().expect("written");
    store.set_aside(first.id).expect("set aside");
    let second = next(&store).expect("a batch").batch;
    assert_eq!((second.answers.len(), second.unkept), (0, 3));
}

#[test]
fn what_nobody_sends_can_be_read_where_it_is() {
    let dir = tempfile::tempdir().expect("a folder");
    assert_eq!(unsent(dir.path()).expect("readable"), None);
    let mut outbox = Outbox::open(dir.path());
    count(&mut outbox, "vote/party/2", 7);
    for _ in 0..2 {
        let batch = unsent(dir.path()).expect("readable").expect("counted");
        assert_eq!((sum(&batch), batch.kiosk.as_str()), (7, ""));
    }
}
