//! The units that make a machine a kiosk: how strict they are, and that they start what they should.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use legeplads_tests::{repository, run};

/// How much each unit is exposed at most, in tenths, by the measure of `systemd-analyze security`.
/// The display needs a seat, so it is a little less strict.
const EXPOSURE: [(&str, u32); 4] = [
    ("legeplads-sync.service", 12),
    ("legeplads-kiosk.service", 12),
    ("legeplads-desk.service", 12),
    ("legeplads-display.service", 18),
];

#[test]
fn the_units_are_strict() {
    let units = repository().join("deploy/units");
    for (unit, most) in EXPOSURE {
        let ended = run(Command::new("systemd-analyze")
            .args(["security", "--offline=true", "--no-pager"])
            .arg(format!("--threshold={most}"))
            .arg(units.join(unit)));
        let score = ended.stdout.lines().rfind(|line| !line.trim().is_empty());
        println!("{}", score.unwrap_or_default());
        assert!(ended.status.success(), "{}{}", ended.stdout, ended.stderr);
    }
}

#[test]
fn every_setting_in_the_units_is_one_that_systemd_knows() {
    let units = repository().join("deploy/units");
    let files = fs::read_dir(&units).expect("the units are there");
    let files = files.filter_map(|entry| Some(entry.ok()?.path()));
    let is_unit = |file: &Path| {
        file.extension()
            .is_some_and(|kind| kind == "service" || kind == "timer")
    };
    let files: Vec<_> = files.filter(|file| is_unit(file)).collect();
    assert!(files.len() >= 6, "{files:?}");
    let ended = run(Command::new("systemd-analyze")
        .args(["verify", "--man=no"])
        .args(&files));
    // The programs are not installed where the tests run.
    let complaints: Vec<_> = ended
        .stderr
        .lines()
        .filter(|line| line.contains("legeplads") && !line.contains("is not executable"))
        .collect();
    assert!(complaints.is_empty(), "{complaints:#?}");
}

/// A program of this name and these words, before all others on the path that is given back.
fn stand_in(folder: &Path, name: &str, words: &str) -> String {
    let file = folder.join(name);
    fs::write(&file, format!("#!/bin/sh\n{words}\n")).expect("written");
    fs::set_permissions(&file, Permissions::from_mode(0o755)).expect("made a program");
    format!("{}:/usr/bin:/bin", folder.display())
}

#[test]
fn what_fails_again_and_again_is_tried_ever_more_seldom() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    // Says how long it would have slept.
    let path = stand_in(folder.path(), "sleep", "echo $1");
    let start = || {
        let mut command = Command::new("sh");
        command.arg(repository().join("deploy/units/back-off"));
        command.arg("it").env("PATH", &path);
        command.env("BACK_OFF", folder.path().join("run"));
        run(&mut command).succeeded("back-off").trim().to_owned()
    };
    let waits: Vec<String> = (0..8).map(|_| start()).collect();
    assert_eq!(waits, ["", "", "", "4", "8", "16", "30", "30"]);

    // What ran for long begins anew.
    let state = folder.path().join("run/it");
    let text = fs::read_to_string(&state).expect("it remembers");
    let (last, count) = text.trim().split_once(' ').expect("when and how often");
    let last: i64 = last.parse().expect("seconds");
    fs::write(&state, format!("{} {count}\n", last - 100)).expect("written");
    assert_eq!(start(), "");
}

#[test]
fn at_night_the_screen_starts_anew_once_nobody_plays() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let screen = folder.path().join("screen.ron");
    let path = stand_in(folder.path(), "systemctl", "echo $*");
    // Somebody plays, and leaves while it waits.
    let leaves = "sed -i 's/island/attract/' $SCREEN; echo waits";
    stand_in(folder.path(), "sleep", leaves);
    let night = || {
        let mut command = Command::new("sh");
        command.arg(repository().join("deploy/units/nightly"));
        command.env("PATH", &path).env("SCREEN", &screen);
        run(&mut command).succeeded("nightly")
    };
    let restarts = "try-restart legeplads-kiosk.service\n";
    assert_eq!(night(), restarts, "nothing is known of a screen");
    fs::write(&screen, "Screen(release: 1, screen: \"island\")").expect("written");
    assert_eq!(night(), format!("waits\n{restarts}"));
    assert_eq!(night(), restarts, "it rests");
}
