//! Languages switch in place.

use legeplads_kiosk::journey::{Action, Screen};

use crate::kiosk::{Kiosk, SIZES};

#[test]
fn languages_switch_in_place_in_the_middle_of_an_activity() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    kiosk.start_tour();
    let first = kiosk
        .targets()
        .into_iter()
        .find(|target| matches!(target.action, Action::Play(_)))
        .expect("something to touch");
    kiosk.press(first.at);
    kiosk.settle();
    let (screen, play) = (kiosk.journey().screen.clone(), kiosk.journey().play.clone());
    let Screen::Stop(id) = screen.clone() else {
        panic!("at a stop")
    };
    let feed = kiosk.release().feed.clone();
    for language in &feed.languages {
        kiosk.touch(&Action::Speak(language.clone()));
        assert_eq!(kiosk.journey().screen, screen);
        assert_eq!(kiosk.journey().play, play, "what was done stays done");
        let activity = &feed.stop(&id).expect("the stop").activity;
        let ask = feed
            .activity(activity)
            .expect("its activity")
            .ask
            .get(language)
            .to_owned();
        let words: Vec<String> = kiosk
            .words()
            .into_iter()
            .map(|words| words.text.replace('\n', " "))
            .collect();
        assert!(words.contains(&ask), "{language:?}: {words:?}");
    }
}
