//! Any bytes as a release's manifest, and as the way from one to the next.
#![no_main]

#[path = "../../../src/trust/tests/fuzz/bodies.rs"]
#[expect(dead_code, reason = "one of its promises a target")]
mod bodies;
#[path = "../../../src/trust/tests/fuzz/good.rs"]
#[expect(dead_code, reason = "one good file a target")]
mod good;
#[path = "../../../src/trust/tests/attacks/support.rs"]
#[expect(dead_code, reason = "the attacks use all of it, this only a good town")]
mod support;

use std::sync::LazyLock;

use legeplads_fuzz::Whims;
use legeplads_trust::Digest;
use libfuzzer_sys::fuzz_target;

static GOOD: LazyLock<Vec<u8>> = LazyLock::new(good::manifest);
static DELTA: LazyLock<(Digest, Vec<u8>)> = LazyLock::new(good::delta);

fuzz_target!(|bytes: &[u8]| {
    let mut whims = Whims(bytes);
    match whims.byte() % 2 {
        0 => bodies::manifest(&whims.bent(&GOOD)),
        _ => bodies::delta(&GOOD, DELTA.0, &whims.bent(&DELTA.1)),
    }
});
