//! Any bytes as any document of a feed.
#![no_main]

#[path = "../../../src/feed/tests/fuzz/bodies.rs"]
mod bodies;
#[path = "../../../src/feed/tests/support/mod.rs"]
mod support;

use std::path::Path;
use std::sync::LazyLock;

use legeplads_feed::Documents;
use legeplads_fuzz::Whims;
use libfuzzer_sys::fuzz_target;

static GOOD: LazyLock<Documents> = LazyLock::new(|| {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    support::folder(&here.join("../../src/feed/tests/fixtures/tiny"))
});

fuzz_target!(|bytes: &[u8]| {
    let mut whims = Whims(bytes);
    let documents: Vec<_> = GOOD.iter().collect();
    let (path, good) = *whims.one(&documents);
    bodies::document(&GOOD, path, whims.bent(good));
});
