//! Server-sent events: what is understood, and that no bytes do harm.

use std::time::Duration;

use legeplads_sync::events::{DATA_BYTES, Hint, LINE_BYTES, Message, Parser, TooLong};
use legeplads_trust::Channel;
use proptest::prelude::*;

use crate::bodies;

fn read(bytes: &[u8]) -> Result<Vec<Message>, TooLong> {
    Parser::new().push(bytes)
}

fn hint(text: &str) -> Option<Hint> {
    let messages = read(text.as_bytes()).expect("short");
    assert_eq!(messages.len(), 1, "{text}");
    Hint::read(&messages[0], &Channel::live())
}

#[test]
fn a_release_is_understood() {
    let text =
        ":\n\nevent: release\ndata: {\"channel\":\"live\",\"version\":42,\"spread_ms\":700}\n\n";
    let expected = Hint {
        version: 42,
        spread: Duration::from_millis(700),
    };
    assert_eq!(hint(text), Some(expected));
}

#[test]
fn what_is_not_for_us_is_passed_over() {
    let cases = [
        "event: release\ndata: {\"channel\":\"booth\",\"version\":42}\n\n",
        "event: weather\ndata: {\"channel\":\"live\",\"version\":42}\n\n",
        "data: {\"channel\":\"live\",\"version\":42}\n\n",
        "event: release\ndata: {\"channel\":\"live\",\"version\":-1}\n\n",
        "event: release\ndata: {\"channel\":\"live\"}\n\n",
        "event: release\ndata: <html>\n\n",
    ];
    for case in cases {
        assert_eq!(hint(case), None, "{case}");
    }
}

#[test]
fn lines_may_end_in_any_way() {
    let unix = "event: a\ndata: 1\ndata: 2\n\ndata\n\n: comment\nid: 7\n\ndata:3\n\n";
    let expected = [("a", "1\n2"), ("", ""), ("", "3")].map(|(kind, data)| Message {
        kind: kind.to_owned(),
        data: data.to_owned(),
    });
    for end in ["\n", "\r\n", "\r"] {
        let text = unix.replace('\n', end);
        assert_eq!(read(text.as_bytes()).expect("short"), expected, "{end:?}");
    }
    let marked = format!("\u{feff}{unix}");
    assert_eq!(read(marked.as_bytes()).expect("short"), expected);
}

#[test]
fn an_event_that_is_not_ended_is_none() {
    assert_eq!(read(b"event: release\ndata: {}\n").expect("short"), []);
}

#[test]
fn too_much_is_given_up() {
    let line = vec![b'x'; LINE_BYTES];
    assert_eq!(read(&line), Ok(Vec::new()));
    let line = vec![b'x'; LINE_BYTES + 1];
    assert_eq!(read(&line), Err(TooLong));
    let data = format!("data: {}\n", "x".repeat(1000)).repeat(DATA_BYTES / 1000 + 1);
    assert_eq!(read(data.as_bytes()), Err(TooLong));
    // Empty lines of data count, too.
    assert_eq!(
        read("data\n".repeat(DATA_BYTES + 2).as_bytes()),
        Err(TooLong)
    );
}

/// Bytes that often mean something.
fn stream() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"event: release\n".to_vec()),
        Just(b"data: {\"channel\":\"live\",\"version\":3}\r\n".to_vec()),
        Just(b"\n".to_vec()),
        Just(b"\r".to_vec()),
        Just(b"\r\n\r\n".to_vec()),
        Just(b": still here\n".to_vec()),
        Just(b"\xef\xbb\xbf".to_vec()),
        proptest::collection::vec(any::<u8>(), 0..40),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_bytes_do_harm_wherever_they_are_cut(
        bytes in prop_oneof![
            3 => stream(),
            1 => proptest::collection::vec(any::<u8>(), 0..20_000),
        ],
        cuts in proptest::collection::vec(any::<usize>(), 0..20),
    ) {
        bodies::events(&bytes, &cuts);
    }
}
