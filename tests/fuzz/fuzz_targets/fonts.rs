//! Any bytes as a font.
#![no_main]

#[path = "../../../src/store/tests/fuzz/bodies.rs"]
#[expect(dead_code, reason = "pictures have a target of their own")]
mod bodies;
#[path = "../../../src/store/tests/hostile/mod.rs"]
#[expect(dead_code, reason = "the tests use all of it")]
mod hostile;

use std::sync::LazyLock;

use legeplads_fuzz::Whims;
use libfuzzer_sys::fuzz_target;

static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| hostile::fonts::good("abcæøå"));

fuzz_target!(|bytes: &[u8]| bodies::font(&Whims(bytes).bent(&GOOD)));
