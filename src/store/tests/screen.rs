//! `screen.ron` is a contract: its text, what is read back, and what it means for a pending
//! release.

use std::fs;

use legeplads_store::{Pointer, Screen, Verdict};
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
        refused: None,
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
fn what_is_written_is_read_back() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    for refused in [None, Some((13, "æøå \\ \"why\"\n".to_owned()))] {
        let written = Screen {
            refused,
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
    assert!(shown(2).stopped_on(&pending(12)));
    assert!(!shown(3).stopped_on(&pending(12)));
    assert!(!shown(0).stopped_on(&pending(13)));

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
