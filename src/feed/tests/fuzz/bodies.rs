//! What a fuzzer runs. It takes any bytes; it returns when the reader has kept its promises about
//! them, and panics when not. `cargo fuzz` calls this, and so do the short runs in the ordinary
//! tests.

use legeplads_feed::{Documents, Severity, limits, read};

/// Any bytes as one of a good feed's documents.
pub fn document(good: &Documents, path: &str, bytes: Vec<u8>) {
    let mut documents = good.clone();
    documents.insert(path, bytes);
    keeps_its_word(&documents);
}

/// What any reading keeps to, whatever it has read.
pub fn keeps_its_word(documents: &Documents) {
    let reading = read(documents);
    let errors = reading
        .diagnostics
        .iter()
        .any(|one| one.severity == Severity::Error);
    assert_eq!(
        reading.feed.is_none(),
        errors,
        "a feed if and only if there is no error"
    );
    assert!(reading.diagnostics.len() <= 2 * limits::DIAGNOSTICS + 2);
    for one in &reading.diagnostics {
        assert!(one.line >= 1 && one.column >= 1, "{one}");
        assert!(one.span.start <= one.span.end, "{one}");
        let length = documents.get(&one.file).map_or(0, <[u8]>::len);
        assert!(one.span.end <= length, "{one}");
        if let Some(Ok(text)) = documents.get(&one.file).map(std::str::from_utf8) {
            assert!(
                text.get(one.span.clone()).is_some(),
                "a span cuts a character: {one}"
            );
        }
        assert!(one.message.chars().count() < 600, "{one}");
    }
}
