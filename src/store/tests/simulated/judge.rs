//! What must be true of a store at every instant, after whatever has happened.

use std::path::Path;

use legeplads_store::disk::Disk;
use legeplads_store::{Refusal, Release, Slot, Start, Unusable, View};

use super::life::{DIR, Known, Machine, NIGHT, Step, Trouble, memory};
use super::releases::{LATER, WITHDRAWING, release};
use super::{Simulated, Survivors};

/// Judges what a crash left, and whether life goes on from there.
///
/// # Errors
///
/// What is wrong.
pub fn judge(disk: &Simulated, known: &Known) -> Result<(), String> {
    let mut known = known.clone();
    // A kiosk may start before its courier has tidied up.
    look(disk, &known).map_err(|wrong| format!("before a courier starts: {wrong}"))?;
    let mut machine = Machine::on(disk);
    go_on(&mut machine, Step::Open, &mut known)?;
    look(disk, &known)?;

    go_on(&mut machine, Step::Count(7_000_000), &mut known)?;
    go_on(&mut machine, Step::Turn(NIGHT), &mut known)?;
    go_on(&mut machine, Step::Send, &mut known)?;
    let (at_desk, may) = (known.at_desk(), &known.counted);
    if !may.contains(&at_desk) {
        return Err(format!(
            "{at_desk} counts came to the desk, and not one of {may:?}"
        ));
    }

    // No `Reject` after a crash; what is still pending may be replaced.
    for step in [
        Step::Remember(LATER),
        Step::Fetch(LATER),
        Step::Stage(LATER),
        Step::Confirm(LATER),
        Step::Sweep,
    ] {
        go_on(&mut machine, step, &mut known)?;
    }
    look(disk, &known).map_err(|wrong| format!("after the next release: {wrong}"))?;
    let after = disk.after_power_cut(Survivors::Nothing, 0);
    look(&after, &known).map_err(|wrong| format!("after the next release and power cut: {wrong}"))
}

fn go_on(machine: &mut Machine, step: Step, known: &mut Known) -> Result<(), String> {
    machine
        .step(step, false, known)
        .map_err(|trouble| match trouble {
            Trouble::Error(error) => format!("{step:?} does not work any more: {error}"),
            Trouble::Wrong(wrong) => wrong,
        })
}

/// Judges what is there, without changing anything.
///
/// # Errors
///
/// What is wrong.
pub fn look(disk: &Simulated, known: &Known) -> Result<(), String> {
    let view = View::on(disk.disk(), DIR);
    let slots = view.slots().map_err(|error| error.to_string())?;
    if !slots.damaged.is_empty() {
        return Err(format!("damaged slots: {:?}", slots.damaged));
    }
    for slot in Slot::ALL {
        let Some(pointer) = slots.get(slot) else {
            continue;
        };
        let opened = match Release::open(&view, slot) {
            Ok(release) => same(disk, &release),
            Err(Unusable::Withdrawn(pointer)) if pointer.release == WITHDRAWING => Ok(()),
            Err(error) => Err(error.to_string()),
        };
        opened.map_err(|wrong| format!("{slot} names release {}: {wrong}", pointer.release))?;
    }
    let number = match view.start() {
        Start::Release(release) => release.pointer.release,
        Start::Withdrawn(pointer) => pointer.release,
        Start::BuiltIn => 0,
    };
    if !known.start.contains(&number) {
        return Err(format!(
            "release {number} is shown, and not one of {:?}",
            known.start
        ));
    }
    if known.start.iter().all(|start| *start == WITHDRAWING) && slots.previous.is_some() {
        return Err("what was withdrawn is still there to fall back on".into());
    }
    let refused = slots.pending.iter().chain(&slots.current);
    for pointer in refused {
        if known.rejected.contains(&pointer.release) {
            return Err(format!("release {} is back", pointer.release));
        }
    }
    let refusals = view.refusals().map_err(|error| error.to_string())?;
    for release in &known.rejected {
        let stands = |refusal: &Refusal| refusal.release == Some(*release) && refusal.stands();
        if !refusals.iter().any(stands) {
            return Err(format!("that release {release} was rejected is forgotten"));
        }
    }
    let screen = view.screen().map_err(|error| error.to_string())?;
    let said = screen.map_or(0, |screen| screen.release);
    if !known.screen.contains(&said) {
        return Err(format!(
            "the screen says {said}, and not one of {:?}",
            known.screen
        ));
    }
    let remembered = view.memory().map_err(|error| error.to_string())?;
    let may = |number: &u64| match number {
        0 => remembered.is_none(),
        number => remembered == Some(memory(*number)),
    };
    match known.memory.iter().any(may) {
        true => Ok(()),
        false => Err(format!("remembered is not one of {:?}", known.memory)),
    }
}

/// Whether an opened release is the one that was published, byte for byte.
fn same(disk: &Simulated, opened: &Release) -> Result<(), String> {
    let made = release(opened.pointer.release);
    for (path, content) in &made.files {
        let found = match opened.blobs.get(path) {
            Some(file) => read(disk, file)?,
            None => match opened.documents.get(path) {
                Some(bytes) => bytes.to_vec(),
                None => return Err(format!("{path} is missing")),
            },
        };
        if found != *content {
            return Err(format!("{path} is another one's"));
        }
    }
    Ok(())
}

fn read(disk: &Simulated, path: &Path) -> Result<Vec<u8>, String> {
    disk.read(path, u64::MAX).map_err(|error| error.to_string())
}
