//! Documents that no feed may have.

use super::File;

/// All that must be refused in the place of `events.ron`, whatever else is there.
pub fn hostile() -> Vec<File> {
    let full = |piece: &str| piece.repeat((1 << 20) / piece.len());
    let text = |text: &str| File::new("events.ron", text);
    let named = |what: &str, text: String| File::new(&format!("events.ron: {what}"), text);
    vec![
        named("nothing", String::new()),
        named("lists in lists", "[".repeat(10_000)),
        named(
            "lists in lists, closed",
            "[".repeat(10_000) + &"]".repeat(10_000),
        ),
        named("structs in structs", "Event(place:".repeat(10_000)),
        named("maps in maps", "{\"a\":".repeat(10_000)),
        named("options in options", "Some(".repeat(10_000)),
        named("comments in comments", full("/*")),
        named("attributes", full("#![enable(implicit_some)]")),
        named("half a text", format!("[Event(id: \"{}", full("a"))),
        named(
            "a text as long as a document",
            format!("[Event(id: \"{}\")]", "æ".repeat(500_000)),
        ),
        named("hashes", format!("[r{}", "#".repeat(1_000_000))),
        named("half raw texts", full("r#\"")),
        named("quotes", full("\"")),
        named("escapes", format!("[Event(id: \"{}", full("\\u{0}"))),
        named("blanks before a stray sign", " ".repeat(1_000_000) + "x"),
        named("lines before a stray sign", "\n".repeat(1_000_000) + "x"),
        named("many unknown fields", format!("[Event({})]", full("a:1,"))),
        named("many numbers", format!("[{}]", "1,".repeat(500_000))),
        named(
            "a number without end",
            format!("[{}]", "9".repeat(1_000_000)),
        ),
        named("too long", " ".repeat((1 << 20) + 1)),
        named("a zero byte", "[Event(id: \"a\0b\")]\0".to_owned()),
        File::new("events.ron: not UTF-8", *b"[\n// \xff\xfe\n]"),
        File::new(
            "events.ron: UTF-16",
            "[]".encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<_>>(),
        ),
        File::new("events.ron: a picture", *b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        text("<!doctype html><title>Log in to the Wi-Fi</title>"),
    ]
}

/// What looks odd and is fine, made of a good document.
pub fn odd(good: &str) -> Vec<File> {
    vec![
        File::new("events.ron: marked", format!("\u{feff}{good}")),
        File::new(
            "events.ron: lines as Windows has them",
            good.replace('\n', "\r\n"),
        ),
        File::new("events.ron: no line at the end", good.trim_end()),
    ]
}
