//! Any bytes as a picture.
#![no_main]

#[path = "../../../src/store/tests/fuzz/bodies.rs"]
#[expect(dead_code, reason = "fonts have a target of their own")]
mod bodies;
#[path = "../../../src/store/tests/hostile/mod.rs"]
#[expect(dead_code, reason = "the tests use all of it")]
mod hostile;

use std::sync::LazyLock;

use legeplads_fuzz::Whims;
use libfuzzer_sys::fuzz_target;

static GOOD: LazyLock<Vec<Vec<u8>>> = LazyLock::new(hostile::pictures::good);

fuzz_target!(|bytes: &[u8]| {
    let mut whims = Whims(bytes);
    let good = whims.one(&GOOD);
    bodies::picture(&whims.bent(good));
});
