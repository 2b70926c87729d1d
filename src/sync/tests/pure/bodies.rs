//! What a fuzzer runs: `cargo fuzz`, and the short runs in the ordinary tests.

use legeplads_sync::events::{DATA_BYTES, Hint, Message, Parser};
use legeplads_trust::Channel;

/// Any bytes as a server's events: what is understood is small, and the same wherever the bytes
/// are cut on their way.
pub fn events(bytes: &[u8], cuts: &[usize]) {
    let whole = Parser::new().push(bytes);
    for Message { kind, data } in whole.iter().flatten() {
        // Each byte that is no text becomes a sign of three.
        assert!(kind.len() < 3 * DATA_BYTES && data.len() < 3 * DATA_BYTES);
    }
    for message in whole.iter().flatten() {
        let _ = Hint::read(message, &Channel::live());
    }
    let mut cuts: Vec<_> = cuts.iter().map(|cut| cut % (bytes.len() + 1)).collect();
    cuts.extend([0, bytes.len()]);
    cuts.sort_unstable();
    let mut parser = Parser::new();
    let pieces = cuts.windows(2).map(|pair| &bytes[pair[0]..pair[1]]);
    let pushed: Result<Vec<_>, _> = pieces.map(|piece| parser.push(piece)).collect();
    assert_eq!(pushed.map(|messages| messages.concat()), whole);
}
