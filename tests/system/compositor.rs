//! The screen as it runs on site: full screen under weston's kiosk shell, touched through Wayland.

use std::process::Command;

use legeplads_tests::{Compositor, Display};

#[test]
fn under_the_kiosk_shell_it_fills_the_screen_and_answers_a_touch() {
    let display = Display::start(1280, 720);
    let compositor = Compositor::start(&display, 1280, 720);
    let kiosk = compositor.kiosk(&["--language", "da"]);
    kiosk.says_eventually("the screen that calls people over", |screen| {
        screen.screen == "attract" && screen.frames >= 3
    });
    display.click(&[(640, 360)]);
    kiosk.says_eventually("an answer to the touch", |screen| {
        screen.screen != "attract"
    });
    // Of the four corners none is the compositor's own black.
    kiosk.eventually("the town in every corner of the glass", || {
        let picture = display.picture();
        let (right, bottom) = (picture.width() - 4, picture.height() - 4);
        let corners = [(4, 4), (right, 4), (4, bottom), (right, bottom)];
        corners
            .into_iter()
            .all(|(x, y)| {
                picture
                    .get_pixel(x, y)
                    .0
                    .iter()
                    .any(|channel| *channel > 60)
            })
            .then_some(())
    });
}

#[test]
fn weston_is_the_one_that_the_units_start() {
    let unit = legeplads_tests::repository().join("deploy/units/legeplads-display.service");
    let unit = std::fs::read_to_string(unit).expect("the unit is there");
    assert!(unit.contains("/usr/bin/weston") && unit.contains("--shell=kiosk-shell.so"));
    let ended = legeplads_tests::run(Command::new("weston").arg("--version"));
    assert!(ended.status.success(), "{}", ended.stderr);
}
