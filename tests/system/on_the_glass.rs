//! A machine that was made a kiosk, seen from in front: Debian's own kernel and drivers, a screen,
//! a pointer and a keyboard, and a system that nothing changes. What is on the glass is what the
//! graphics card sends to it.

use std::time::Duration;

use image::RgbImage;
use legeplads_tests::{Debian, Rect, VirtualMachine, blob};

/// Where the card that calls people over lies, and its button, the theme's `deep-blue`.
const CARD: Rect = Rect {
    x: 20,
    y: 440,
    width: 340,
    height: 250,
};
const BLUE: [u8; 3] = [0x1D, 0x5C, 0x7A];
const LEAST: usize = 1500;

/// Nothing to touch.
const SKY: (u32, u32) = (700, 20);

/// The button of the notice board.
const BOARD: (u32, u32) = (1062, 648);

/// Keys that lead out of other programs.
const WAYS_OUT: [&[&str]; 7] = [
    &["ctrl", "alt", "f2"],
    &["ctrl", "alt", "backspace"],
    &["ctrl", "alt", "delete"],
    &["alt", "f4"],
    &["alt", "tab"],
    &["meta_l"],
    &["ctrl", "c"],
];

/// On a machine whose processor is played: longer than a shell or another terminal takes to come.
const WAY: Duration = Duration::from_secs(4);

/// What calls people over, all of it: the card with its button, and no edge of anything else.
fn calls(picture: &RgbImage) -> Option<()> {
    blob(picture, CARD, BLUE, LEAST)?;
    let (right, bottom) = (picture.width() - 4, picture.height() - 4);
    let corners = [(4, 4), (right, 4), (4, bottom), (right, bottom)];
    let is_light = |(x, y)| {
        picture
            .get_pixel(x, y)
            .0
            .iter()
            .any(|channel| *channel > 60)
    };
    corners.into_iter().all(is_light).then_some(())
}

/// How many in a hundred pixels differ, and not by a little.
fn difference(one: &RgbImage, other: &RgbImage) -> usize {
    let pairs = one.pixels().zip(other.pixels());
    let differ = |(one, other): &(&image::Rgb<u8>, &image::Rgb<u8>)| {
        let channels = one.0.iter().zip(other.0);
        channels
            .into_iter()
            .any(|(one, other)| one.abs_diff(other) > 40)
    };
    pairs.filter(differ).count() * 100 / (one.width() * one.height()) as usize
}

#[test]
fn a_kiosk_shows_the_town_and_answers_and_stays_as_it_is() {
    if cfg!(not(target_arch = "x86_64")) {
        println!("not tried: the machine that is played is a PC");
        return;
    }
    let Some(debian) = Debian::kiosk(&VirtualMachine::NEEDS) else {
        return;
    };
    // What is a folder here is a disk of its own there.
    debian.does("mount --bind /mnt /var/lib/legeplads; cd /root; bash provision --read-only");
    let mut machine = VirtualMachine::start(&debian, 1280, 720);
    drop(debian);
    machine.sees_eventually("the screen that calls people over", calls);

    for keys in WAYS_OUT {
        machine.types(keys);
        machine.keeps(WAY, &format!("the same screen after {keys:?}"), calls);
    }

    // weston tells of a mouse when it first moves: that press was one in vain.
    machine.press(SKY.0, SKY.1);
    let before = machine.sees_eventually("the same screen", |picture| {
        calls(picture).map(|()| picture.clone())
    });
    let differs = machine.presses_until(BOARD, "the notice board", |picture| {
        let differs = difference(&before, picture);
        (differs > 50).then_some(differs)
    });
    println!("{differs} of 100 pixels have changed");
    assert!(!machine.cut(), "its system could have been written to");
}
