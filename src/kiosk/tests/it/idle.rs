//! Nobody there any more.

use std::time::Duration;

use legeplads_kiosk::idle::{COUNTDOWN, Idle, PATIENCE};
use legeplads_kiosk::journey::{Action, Screen};

use crate::kiosk::{Kiosk, SIZES};

const SECOND: Duration = Duration::from_secs(1);

fn left(kiosk: &Kiosk) -> Option<u8> {
    kiosk.resource::<Idle>().left
}

#[test]
fn after_the_countdown_everything_is_as_it_was() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    let mut resting = kiosk.journey().clone();
    kiosk.start_tour();
    kiosk.play();
    let english = kiosk.release().feed.languages[1].clone();
    kiosk.touch(&Action::Speak(english));
    kiosk.touch(&Action::Panel);
    kiosk.touch(&Action::Calm);
    kiosk.touch(&Action::Mute);
    assert!(kiosk.journey().calm && kiosk.journey().muted);
    kiosk.pass(PATIENCE - 5 * SECOND);
    assert_eq!(left(&kiosk), None, "too early");
    kiosk.pass(7 * SECOND);
    let begun = left(&kiosk).expect("the countdown runs");
    assert!(begun > 15, "at least twenty seconds: {begun}");
    assert!(
        kiosk
            .words()
            .iter()
            .any(|words| words.text.contains(&begun.to_string())),
        "it is seen"
    );
    kiosk.pass(COUNTDOWN);
    kiosk.settle();
    // How many activities there have been tells one from the next, and goes on.
    resting.turns = kiosk.journey().turns;
    assert_eq!(*kiosk.journey(), resting);
    assert_eq!(left(&kiosk), None);
}

#[test]
fn any_touch_extends_any_number_of_times() {
    let mut kiosk = Kiosk::open(SIZES[1], "en");
    kiosk.start_tour();
    let corner = kiosk.view().half() - 3.0;
    for _ in 0..12 {
        kiosk.pass(PATIENCE + 10 * SECOND);
        assert!(left(&kiosk).is_some());
        kiosk.press(corner);
        kiosk.pass(SECOND);
        assert_eq!(left(&kiosk), None);
        assert!(
            matches!(kiosk.journey().screen, Screen::Stop(_)),
            "still there"
        );
    }
}

#[test]
fn a_screen_at_rest_is_left_alone() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    kiosk.pass(PATIENCE + COUNTDOWN + SECOND);
    assert_eq!(kiosk.journey().screen, Screen::Attract);
    assert_eq!(left(&kiosk), None);
}
