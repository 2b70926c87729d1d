//! `screen.ron` is a contract: its text, what is read back, and what it means for a pending
//! release.

use std::fs;

use legeplads_store::{Launched, Pointer, Screen, Verdict};
use legeplads_trust::Digest;

const TEXT: &str = "Screen(release: 12, feed: \"billund\", \
                    on_glass_since: \"2026-11-21T21:04:05.120Z\", screen: \"tour/travbyen\", \
                    language: \"da\", frames: 1234, slowest_ms: 17.1)\n";

fn screen() -> Screen {
    Screen {
        release: 12,
        feed: "billund".into(),
        on_glass_since: "2026-11-21T21:04:05.120Z".parse().expect("a timestamp"),
        screen: "tour/travbyen".into(),
        language: "da".into(),
        frames: 1234,
        slowest_ms: 17.1,
        quality: None,
        demo: false,
        launched: None,
        refused: None,
        stopped: None,
    }
}

#[test]
fn the_text_is_as_promised() {
    assert_eq!(screen().to_ron().expect("written"), TEXT);
    let refused = Screen {
        refused: Some((13, "no \"frame\" in 20 s".into())),
        ..screen()
    };
    assert_eq!(
        refused.to_ron().expect("written"),
        TEXT.replace(
            "17.1)",
            "17.1, refused: Some((13, \"no \\\"frame\\\" in 20 s\")))"
        )
    );
}

#[test]
fn a_slow_machine_says_what_it_leaves_out() {
    let slow = Screen {
        quality: Some("fewer-lives".into()),
        ..screen()
    };
    let text = TEXT.replace("17.1)", "17.1, quality: Some(\"fewer-lives\"))");
    assert_eq!(slow.to_ron().expect("written"), text);
}

#[test]
fn a_demo_says_that_it_is_one() {
    let demo = Screen {
        demo: true,
        ..screen()
    };
    let text = TEXT.replace("17.1)", "17.1, demo: true)");
    assert_eq!(demo.to_ron().expect("written"), text);
}

#[test]
fn a_launch_says_when_its_first_frame_was_shown() {
    let at = |text: &str| text.parse().expect("a timestamp");
    let after = Screen {
        launched: Some(Launched {
            campaign: "new-playground".into(),
            reveal_at: at("2026-12-01T09:00:00Z"),
            shown: at("2026-12-01T09:00:00.031Z"),
        }),
        ..screen()
    };
    let launched = "launched: Some(Launched(campaign: \"new-playground\", \
                    reveal_at: \"2026-12-01T09:00:00.000Z\", shown: \"2026-12-01T09:00:00.031Z\"))";
    let text = after.to_ron().expect("written");
    assert_eq!(text, TEXT.replace("17.1)", &format!("17.1, {launched})")));
    let dir = tempfile::tempdir().expect("a folder");
    after.write(dir.path()).expect("written");
    assert_eq!(Screen::read(dir.path()).expect("read"), Some(after));
}

#[test]
fn what_is_written_is_read_back() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    for refused in [None, Some((13, "æøå \\ \"why\"\n".to_owned()))] {
        let quality = refused.as_ref().map(|_| "fewer-shadows".to_owned());
        let written = Screen {
            refused,
            quality,
            ..screen()
        };
        written.write(&store).expect("written");
        assert_eq!(Screen::read(&store).expect("readable"), Some(written));
    }
    let files = fs::read_dir(&store).expect("readable").count();
    assert_eq!(files, 1, "nothing but screen.ron is left");
}

#[test]
fn readers_are_patient() {
    let dir = tempfile::tempdir().expect("a folder");
    let read = |text: &str| {
        fs::write(dir.path().join(Screen::FILE), text).expect("written");
        Screen::read(dir.path()).expect("readable")
    };
    let newer = TEXT.replace("frames:", "colour: Some([1, 2]), frames:");
    assert_eq!(
        read(&newer),
        Some(screen()),
        "unknown fields are passed over"
    );
    assert_eq!(read("Screen(rel"), None);
    assert_eq!(read(""), None);
}

#[test]
fn the_kiosk_answers_for_a_pending_release() {
    let pending = |release| Pointer {
        release,
        feed: "billund".into(),
        manifest: Digest::of(b"its manifest"),
        size: 12,
    };
    let shown = |frames| Screen { frames, ..screen() };
    assert_eq!(shown(3).verdict(&pending(12)), Verdict::Confirm);
    assert_eq!(shown(2).verdict(&pending(12)), Verdict::Wait);
    assert_eq!(shown(3).verdict(&pending(13)), Verdict::Wait);

    let refusing = Screen {
        refused: Some((13, "too bright".into())),
        ..screen()
    };
    assert_eq!(
        refusing.verdict(&pending(13)),
        Verdict::Reject("too bright".into())
    );
    assert_eq!(refusing.verdict(&pending(14)), Verdict::Wait);

    let other_feed = Screen {
        feed: "aalborg".into(),
        ..screen()
    };
    assert_eq!(other_feed.verdict(&pending(12)), Verdict::Wait);
}

/// What a kiosk leaves that starts in this folder with release 11, finds 12 pending, and stops when it
/// has presented so many frames of it. `None`: it leaves 12 alone.
fn life(store: &std::path::Path, feed: &str, frames: u64) -> Option<Screen> {
    let before = Screen::read(store).expect("readable");
    let pending = Pointer {
        release: 12,
        feed: feed.into(),
        manifest: Digest::of(b"its manifest"),
        size: 12,
    };
    if before
        .as_ref()
        .is_some_and(|before| before.gives_up_on(&pending))
    {
        return None;
    }
    let stopped = before.as_ref().and_then(Screen::stops);
    let at_first = Screen {
        release: 11,
        frames: 1,
        stopped,
        ..screen()
    };
    at_first.write(store).expect("written");
    let then = Screen { frames, ..at_first };
    let then = Screen {
        release: 12,
        ..then
    };
    then.write(store).expect("written");
    Some(then)
}

#[test]
fn a_power_cut_in_its_first_frames_does_not_cost_a_release() {
    let dir = tempfile::tempdir().expect("a folder");
    assert!(life(dir.path(), "billund", 0).is_some());
    let second = life(dir.path(), "billund", 3).expect("it is tried again");
    assert_eq!(second.stopped, Some((12, 1)));
    assert_eq!(second.stops(), None, "it is on the glass");
}

#[test]
fn a_release_that_kiosks_die_of_is_left_alone_the_second_time() {
    for frames in 0..Screen::GOOD_FRAMES {
        let dir = tempfile::tempdir().expect("a folder");
        assert!(life(dir.path(), "billund", frames).is_some());
        assert!(
            life(dir.path(), "billund", frames).is_some(),
            "once may be a power cut"
        );
        assert_eq!(life(dir.path(), "billund", frames), None, "{frames} frames");
    }
}

#[test]
fn a_power_cut_between_two_deaths_does_not_hide_them() {
    let dir = tempfile::tempdir().expect("a folder");
    life(dir.path(), "billund", 0);
    // The kiosk starts with what it had, and is cut off before it comes to release 12.
    let before = Screen::read(dir.path())
        .expect("readable")
        .expect("written");
    for frames in [1, 2, 3, 400] {
        let starting = Screen {
            release: 11,
            frames,
            stopped: before.stops(),
            ..screen()
        };
        assert_eq!(starting.stops(), Some((12, 1)), "{frames} frames");
        starting.write(dir.path()).expect("written");
    }
    assert!(life(dir.path(), "billund", 0).is_some());
    assert_eq!(life(dir.path(), "billund", 0), None);
}

#[test]
fn deaths_are_counted_for_each_release() {
    let on = |release, frames, stopped| Screen {
        release,
        frames,
        stopped,
        ..screen()
    };
    assert_eq!(on(12, 0, None).stops(), Some((12, 1)));
    assert_eq!(on(12, 0, Some((12, 1))).stops(), Some((12, 2)));
    assert_eq!(
        on(12, 0, Some((12, u32::MAX))).stops(),
        Some((12, u32::MAX))
    );
    assert_eq!(on(13, 0, Some((12, 1))).stops(), Some((13, 1)));
    assert_eq!(on(13, 3, Some((12, 1))).stops(), None);
    assert_eq!(
        on(0, 0, None).stops(),
        None,
        "what is built in is no release"
    );
    let dir = tempfile::tempdir().expect("a folder");
    on(12, 0, Some((12, 1))).write(dir.path()).expect("written");
    assert!(
        life(dir.path(), "aalborg", 0).is_some(),
        "another feed's 12"
    );
}
