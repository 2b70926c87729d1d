//! `deploy/kiosk` on a machine without a display, as a newcomer would run it.

use std::env;
use std::process::Command;

use legeplads_tests::{repository, run};

fn deploy_kiosk() -> Command {
    let mut command = Command::new(repository().join("deploy/kiosk"));
    // What cargo tells its tests would make a build inside think that things have changed.
    for (name, _) in env::vars_os() {
        let kept = ["CARGO_HOME", "CARGO_TARGET_DIR"];
        let text = name.to_string_lossy();
        if text.starts_with("CARGO") && !kept.contains(&&*text) || text == "LD_LIBRARY_PATH" {
            command.env_remove(&name);
        }
    }
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command
}

#[test]
fn it_puts_a_release_on_the_glass_and_leaves_a_picture() {
    let state = tempfile::tempdir().expect("a temporary folder can be made");
    for expected in ["release: 1,", "release: 1,"] {
        let ended = run(deploy_kiosk().env("LEGEPLADS_STATE", state.path()));
        let said = format!("{}{}", ended.stdout, ended.stderr);
        assert_eq!(ended.code(), Some(0), "{said}");
        assert!(
            said.contains("virtual"),
            "it says that there is no display: {said}"
        );
        let glass = ended
            .stdout
            .lines()
            .find(|line| line.starts_with("On the glass:"));
        assert!(glass.is_some_and(|line| line.contains(expected)), "{said}");
        let picture = ended
            .stdout
            .lines()
            .find_map(|line| line.strip_prefix("Screenshot: "))
            .unwrap_or_else(|| panic!("{said}"));
        let picture = image::open(picture)
            .expect("the picture is there")
            .to_rgb8();
        assert_eq!(picture.dimensions(), (1280, 720));
    }
}

#[test]
fn it_explains_itself() {
    let ended = run(deploy_kiosk().arg("--help"));
    assert_eq!(ended.code(), Some(0));
    assert!(ended.stdout.contains("--stay"), "{}", ended.stdout);
}
