//! Any bytes as any file of signed metadata, as the root that a kiosk is given, and as what it
//! remembered.
#![no_main]

#[path = "../../../src/trust/tests/fuzz/bodies.rs"]
#[expect(dead_code, reason = "the manifest has a target of its own")]
mod bodies;
#[path = "../../../src/trust/tests/fuzz/good.rs"]
#[expect(dead_code, reason = "the manifest has a target of its own")]
mod good;
#[path = "../../../src/trust/tests/attacks/support.rs"]
#[expect(dead_code, reason = "the attacks use all of it, this only a good town")]
mod support;

use std::sync::LazyLock;

use legeplads_fuzz::Whims;
use libfuzzer_sys::fuzz_target;

use self::support::synced;

static TOWN: LazyLock<bodies::Good> = LazyLock::new(good::town);
static MEMORY: LazyLock<Vec<u8>> = LazyLock::new(good::memory);

fuzz_target!(|bytes: &[u8]| {
    let mut whims = Whims(bytes);
    match whims.byte() % 8 {
        0 => bodies::root(&whims.bent(TOWN.root()), synced(1)),
        1 => bodies::memory(&TOWN, &whims.bent(&MEMORY), synced(1)),
        _ => {
            let path = whims.one(&good::paths()).clone();
            let bytes = whims.bent(TOWN.file(&path));
            bodies::metadata(&TOWN, &path, &bytes, synced(1));
        }
    }
});
