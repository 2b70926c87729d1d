//! Whatever the disk and the power do, and whenever: always a whole release or none before the
//! first, versions never back, nothing remembered lost, nothing counted twice.
//!
//! The crash points are tried on a simulated disk. `LEGEPLADS_CRASH_SEEDS=100` tries more of what
//! may survive each.

mod simulated;

use std::io::{ErrorKind, Write};

use simulated::judge::{judge, look};
use simulated::life::{EVENING, Known, MORNING, Machine, Step, Trouble, life};
use simulated::{Chance, Fault, Simulated, Survivors};

/// What the ordinary run tries; with more, the other tests try all that they can, too.
const SEEDS: u64 = 4;

/// How many ways each crash goes: see [`survivors`].
fn seeds() -> u64 {
    let wish = std::env::var("LEGEPLADS_CRASH_SEEDS");
    wish.ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(SEEDS)
}

/// How a crash with this number goes.
fn survivors(seed: u64) -> Survivors {
    match seed {
        0 => Survivors::Nothing,
        1 => Survivors::Everything,
        2 => Survivors::Names,
        _ => Survivors::Some,
    }
}

/// Lives from a step on until the first error; gives the step that it stopped at.
fn live(
    machine: &mut Machine,
    life: &[Step],
    from: usize,
    again: bool,
    known: &mut Known,
) -> Option<usize> {
    for (nth, step) in life.iter().enumerate().skip(from) {
        match machine.step(*step, again && nth == from, known) {
            Ok(()) => {}
            Err(Trouble::Error(_)) => return Some(nth),
            Err(Trouble::Wrong(wrong)) => panic!("{step:?}: {wrong}"),
        }
    }
    None
}

/// A life without trouble.
fn whole_life() -> (Simulated, Known) {
    let disk = Simulated::new();
    let mut known = Known::default();
    let stopped = live(&mut Machine::on(&disk), &life(), 0, false, &mut known);
    assert_eq!(stopped, None, "the life goes well if nothing happens");
    (disk, known)
}

/// Past the test harness, which keeps what passing tests print.
fn say(words: &str) {
    let _ = writeln!(std::io::stderr(), "{words}");
}

/// A life until this change, and then the power is cut.
fn cut_at(disk: &Simulated, at: u64) -> Known {
    let mut known = Known::default();
    disk.plan(Fault::Stop(at));
    live(&mut Machine::on(disk), &life(), 0, false, &mut known);
    known
}

#[test]
fn the_life_is_what_it_should_be() {
    let (disk, known) = whole_life();
    judge(&disk, &known).expect("a good end");
    assert_eq!(known.start, [6].into());
    assert_eq!(known.counted, [321_180].into());
    assert_eq!(known.at_desk(), 321_180);
}

#[test]
fn a_power_cut_at_every_operation() {
    let (_, changes) = whole_life().0.operations();
    let mut tried = 0;
    for at in 0..=changes {
        let disk = Simulated::new();
        let known = cut_at(&disk, at);
        for seed in 0..seeds() {
            let after = disk.after_power_cut(survivors(seed), at << 8 | seed);
            if let Err(wrong) = judge(&after, &known) {
                panic!("power cut before change {at}, seed {seed}: {wrong}");
            }
            tried += 1;
        }
    }
    say(&format!(
        "{tried} power cuts, at {changes} changes, did no harm"
    ));
}

/// A life whose programs are killed before this change and started again; then the power is cut
/// before this change of their second life. False when that life ends before.
fn killed_and_cut(life: &[Step], kill: u64, cut: u64, seeds: &[u64]) -> Result<bool, String> {
    let before = Simulated::new();
    let mut known = Known::default();
    before.plan(Fault::Stop(kill));
    let stopped = live(&mut Machine::on(&before), life, 0, false, &mut known);

    let disk = before.after_kill();
    disk.plan(Fault::Stop(cut));
    let mut machine = Machine::on(&disk);
    let opened = machine.step(Step::Open, false, &mut known).is_ok();
    if let Some(nth) = stopped
        && opened
    {
        // What the kiosk had in memory is gone.
        let counts = matches!(life[nth], Step::Count(_) | Step::Answer(..));
        let from = nth + usize::from(counts);
        live(&mut machine, life, from, !counts, &mut known);
    }
    for seed in seeds {
        let after = disk.after_power_cut(survivors(*seed), kill << 32 | cut << 8 | *seed);
        judge(&after, &known).map_err(|wrong| {
            format!("killed before change {kill}, cut before {cut}, seed {seed}: {wrong}")
        })?;
    }
    Ok(disk.operations().1 > cut)
}

#[test]
fn a_power_cut_some_time_after_the_programs_were_killed() {
    let (_, changes) = whole_life().0.operations();
    let mut tried = 0;
    for kill in 0..=changes {
        for seed in 0..seeds() {
            let cut = Chance(kill << 8 | seed).below(60);
            let outcome = killed_and_cut(&life(), kill, cut, &[seed]);
            outcome.unwrap_or_else(|wrong| panic!("{wrong}"));
            tried += 1;
        }
    }
    say(&format!("{tried} kills with a power cut later did no harm"));
}

/// The narrowest passage: what was sent must still be known to be sent.
#[test]
fn a_power_cut_at_every_operation_of_a_delivery_begun_anew_after_a_kill() {
    let short = [
        Step::Open,
        Step::Count(3),
        Step::Answer(7, MORNING),
        Step::Send,
        Step::Count(20),
        Step::Answer(50, EVENING),
        Step::Lose,
        Step::Send,
    ];
    let life = match seeds() > SEEDS {
        true => life(),
        false => short.to_vec(),
    };
    let disk = Simulated::new();
    let stopped = live(
        &mut Machine::on(&disk),
        &life,
        0,
        false,
        &mut Known::default(),
    );
    assert_eq!(stopped, None);
    let mut tried = 0;
    for kill in 0..disk.operations().1 {
        for cut in 0..60 {
            match killed_and_cut(&life, kill, cut, &[0, 3]) {
                Ok(true) => tried += 2,
                Ok(false) => break,
                Err(wrong) => panic!("{wrong}"),
            }
        }
    }
    say(&format!(
        "{tried} kills and power cuts in a delivery did no harm"
    ));
}

#[test]
fn an_error_at_every_operation_is_told_and_got_over() {
    let (operations, _) = whole_life().0.operations();
    let mut told = 0;
    let mut tried = 0;
    for at in 0..operations {
        let mut errors = vec![
            (ErrorKind::Other, false),
            (ErrorKind::Other, true),
            (ErrorKind::StorageFull, false),
        ];
        if seeds() <= SEEDS {
            errors.remove(1 + usize::from(at % 2 == 0));
        }
        for (kind, done) in errors {
            let disk = Simulated::new();
            disk.plan(Fault::Error { at, kind, done });
            let mut known = Known::default();
            let mut machine = Machine::on(&disk);
            let words = format!("{kind:?} at operation {at}, done: {done}");
            if let Some(nth) = live(&mut machine, &life(), 0, false, &mut known) {
                told += 1;
                look(&disk, &known).unwrap_or_else(|wrong| panic!("{words}: {wrong}"));
                let step = life()[nth];
                let again = machine.step(step, true, &mut known);
                again.unwrap_or_else(|trouble| panic!("{words}, {step:?} again: {trouble:?}"));
                let cut = disk.after_power_cut(Survivors::Nothing, 0);
                judge(&cut, &known).unwrap_or_else(|wrong| panic!("{words}, again: {wrong}"));
                let stopped = live(&mut machine, &life(), nth + 1, false, &mut known);
                assert_eq!(stopped, None, "{words}: it goes on");
            }
            let cut = disk.after_power_cut(Survivors::Nothing, 0);
            look(&cut, &known).unwrap_or_else(|wrong| panic!("{words}, at the end: {wrong}"));
            tried += 1;
        }
    }
    say(&format!(
        "{tried} errors, {told} of them told to the caller, were got over"
    ));
}

#[test]
fn a_disk_that_fills_up_at_any_byte() {
    let (disk, _) = whole_life();
    let most = disk.used() + 4096;
    let mut full = 0;
    for capacity in (0..most).step_by(if seeds() > SEEDS { 1 } else { 11 }) {
        let disk = Simulated::new();
        disk.set_capacity(capacity);
        let mut known = Known::default();
        let mut machine = Machine::on(&disk);
        let Some(nth) = live(&mut machine, &life(), 0, false, &mut known) else {
            continue;
        };
        full += 1;
        let words = format!("room for {capacity} bytes");
        look(&disk, &known).unwrap_or_else(|wrong| panic!("{words}: {wrong}"));
        let cut = disk.after_power_cut(Survivors::Names, 0);
        look(&cut, &known).unwrap_or_else(|wrong| panic!("{words}, then a cut: {wrong}"));

        disk.set_capacity(u64::MAX);
        let stopped = live(&mut machine, &life(), nth, true, &mut known);
        assert_eq!(stopped, None, "{words}: with more room it goes on");
        judge(&disk, &known).unwrap_or_else(|wrong| panic!("{words}: {wrong}"));
    }
    assert!(full > 100, "the disk was full {full} times only");
    say(&format!("{full} full disks did no harm"));
}

/// The test above would be worth little if it did not miss an fsync.
#[test]
fn every_fsync_is_missed() {
    let (disk, _) = whole_life();
    let mut unmissed = Vec::new();
    for (kind, first) in disk.syncs() {
        match first_harm(&kind, first) {
            Some(wrong) => say(&format!("without the fsync of {kind}: {wrong}")),
            None => unmissed.push(kind),
        }
    }
    assert_eq!(unmissed, Vec::<String>::new());
}

/// The first harm that power cuts do without fsyncs of this kind, from this change on.
fn first_harm(kind: &str, first: u64) -> Option<String> {
    let mut at = first;
    loop {
        let disk = Simulated::new();
        disk.leave_out(kind);
        let known = cut_at(&disk, at);
        if disk.operations().1 < at {
            return None;
        }
        for seed in [0, 2] {
            let after = disk.after_power_cut(survivors(seed), at << 8 | seed);
            if let Err(wrong) = judge(&after, &known) {
                return Some(format!("cut before change {at}: {wrong}"));
            }
        }
        at += 1;
    }
}
