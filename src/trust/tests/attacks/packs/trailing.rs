//! Something is put behind the end, for another program that reads files from there (as ZIP is read).

use super::{open, packed, refused};
use crate::support::{Town, synced};

#[test]
fn after_the_last_content_there_is_nothing() {
    let town = Town::new();
    for more in [&b"\0"[..], b"PK\x05\x06", &[0; 100_000]] {
        let bytes = [packed(&town).bytes(), more.to_vec()].concat();
        let why = refused(open(&bytes, &town, synced(1)));
        assert!(why.contains("goes on after its end"), "{why}");
    }
}
