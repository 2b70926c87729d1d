//! Any bytes as a server's events, cut anywhere.
#![no_main]

#[path = "../../../src/sync/tests/pure/bodies.rs"]
mod bodies;

use legeplads_fuzz::Whims;
use libfuzzer_sys::fuzz_target;

/// A comment, a hint, and an event of another kind.
const GOOD: &[u8] =
    b":\n\nevent: release\ndata: {\"channel\":\"live\",\"version\":42,\"spread_ms\":7}\n\n\
    id: 7\r\nevent: weather\rdata: rain\ndata\n\n";

fuzz_target!(|bytes: &[u8]| {
    let mut whims = Whims(bytes);
    let cuts = [
        whims.below(1 << 16),
        whims.below(1 << 16),
        whims.below(1 << 16),
    ];
    bodies::events(&whims.bent(GOOD), &cuts);
});
