//! One byte is another one: by a worn-out stick, or on purpose.

use super::{open, packed};
use crate::support::{Town, synced};

/// Three changes of every byte: the lowest bit, the highest, all. What is signed as JSON may be written in
/// more than one way, so of the proofs a changed byte may be taken if it says the very same; of what they
/// prove, none.
#[test]
fn a_pack_with_one_byte_changed_is_refused_wherever_it_is() {
    let town = Town::new();
    let parts = packed(&town);
    let (bytes, head) = (parts.bytes(), parts.head().len());
    let whole = open(&bytes, &town, synced(1)).expect("it holds");
    let mut same = 0;
    for at in 0..bytes.len() {
        for change in [0x01, 0x80, 0xff] {
            let mut changed = bytes.clone();
            changed[at] ^= change;
            if let Ok(pack) = open(&changed, &town, synced(1)) {
                assert!(at < head - parts.manifest.len(), "byte {at} ^ {change:#x}");
                assert_eq!(pack, whole, "byte {at} ^ {change:#x}");
                same += 1;
            }
        }
    }
    assert!(same * 100 < bytes.len(), "{same} say the same");
}
