//! The kiosk alone, with the content that ships with it.

use legeplads_tests::{Display, Kiosk};

/// Where nothing of the island's interface lies, on a display of 1280×720.
const SEA: (u32, u32) = (640, 710);

#[test]
fn it_plays_what_is_built_in_and_the_first_touch_wakes_it() {
    let display = Display::start(1280, 720);
    let kiosk = Kiosk::start(&display, &[]);
    let screen = kiosk.says_eventually("it shows itself", |screen| screen.frames >= 3);
    assert_eq!(screen.release, 0, "nothing was published: {screen:?}");
    assert_eq!(screen.feed, "billund");
    assert_eq!(screen.screen, "attract");
    assert_eq!(screen.language, "da");
    display.click(&[SEA]);
    let woken = kiosk.says_eventually("the touch does something", |screen| {
        screen.screen != "attract"
    });
    assert_eq!(woken.screen, "island");
}

#[test]
fn keys_reach_the_tour_without_a_touch() {
    let display = Display::start(1280, 720);
    let kiosk = Kiosk::start(&display, &[]);
    kiosk.says_eventually("it shows itself", |screen| screen.frames >= 3);
    // Whatever the first arrow focuses, Enter does something with it; a frame later.
    display.press_keys(&["Down"]);
    kiosk.eventually("the keys do something", || {
        display.press_keys(&["Return"]);
        kiosk.says().filter(|screen| screen.screen != "attract")
    });
    display.press_keys(&["Home"]);
    kiosk.says_eventually("home is the island", |screen| screen.screen == "island");
}
