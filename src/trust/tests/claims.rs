//! Claim codes, and who tries to make them up.

use jiff::civil::date;
use legeplads_trust::claim::{ClaimKey, Code, MOST_MACHINES, Month, NotACode};
use proptest::prelude::*;

fn month() -> Month {
    Month::of(date(2026, 11, 23))
}

fn key(number: u16) -> ClaimKey {
    ClaimKey::generate("airport-1", number).expect("a key")
}

fn read(text: &str) -> Code {
    text.parse().expect("a code")
}

proptest! {
    #[test]
    fn every_code_is_its_machines_for_that_gift_and_month(number in 0..MOST_MACHINES) {
        let key = key(number);
        let code = key.code("gift", month()).expect("randomness");
        prop_assert_eq!(code.machine(), number);
        prop_assert!(key.made(code, "gift", month()));
        prop_assert!(!key.made(code, "gift-2", month()), "of another gift");
        prop_assert!(!key.made(code, "gift", month().plus(1)), "of another month");
        let other = self::key(number);
        prop_assert!(!other.made(code, "gift", month()), "another key of the same number");
    }

    #[test]
    fn a_code_is_read_as_it_is_said_and_typed(number in 0..MOST_MACHINES) {
        let code = key(number).code("gift", month()).expect("randomness");
        let printed = code.to_string();
        prop_assert_eq!(read(&printed), code);
        prop_assert_eq!(read(&printed.to_lowercase().replace('-', " ")), code);
        let sloppy = printed.replace('0', "o").replace('1', "l").replace('-', "");
        prop_assert_eq!(read(&sloppy), code);
        prop_assert_eq!(code.groups().concat().len(), 12);
    }

    #[test]
    fn one_changed_symbol_spoils_it(place in 0..12_usize, by in 1..32_usize) {
        const SYMBOLS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let key = key(77);
        let code = key.code("gift", month()).expect("randomness");
        let mut symbols: Vec<char> = code.groups().concat().chars().collect();
        let was = SYMBOLS.find(symbols[place]).expect("a symbol");
        symbols[place] = SYMBOLS.chars().nth((was + by) % 32).expect("a symbol");
        let bent = read(&String::from_iter(symbols));
        prop_assert!(!key.made(bent, "gift", month()));
    }

    #[test]
    fn whatever_is_typed_is_a_code_or_said_to_be_none(text in "\\PC{0,40}") {
        if let Ok(code) = text.parse::<Code>() {
            prop_assert_eq!(read(&code.to_string()), code);
        }
    }
}

#[test]
fn what_is_no_code_is_told_why() {
    let why = |text: &str| text.parse::<Code>().expect_err("none");
    assert_eq!(why("K7M2-9QXD"), NotACode::Length(8));
    assert_eq!(why("K7M2-9QXD-4HTBB"), NotACode::Length(13));
    assert_eq!(why("K7M2-9QXD-4HT?"), NotACode::Symbol('?'));
    assert_eq!(why("K7M2-9QXD-4HTU"), NotACode::Symbol('U'));
    for example in [Code::EXAMPLE, "demo demo demo", "DEM0DEM0DEM0"] {
        assert_eq!(why(example), NotACode::Example, "{example}");
    }
}

/// One guess in 2^25, 33 million, is right: of two million, three right ones would
/// mean that proofs are weaker than they should be.
#[test]
fn guessing_is_hopeless() {
    let mut made = 0;
    for secret in 0x51..=0x5a_u8 {
        let secret = format!("{secret:02x}").repeat(32);
        let key = format!("ClaimKey(kiosk: \"airport-1\", number: 5, secret: \"{secret}\")");
        let key = ClaimKey::read(&key).expect("a key");
        for guess in 0..200_000_u64 {
            let symbols = format!("05{:010}", guess * 49_999);
            made += u32::from(key.made(read(&symbols), "gift", month()));
        }
    }
    assert!(made <= 2, "{made} of two million");
}

#[test]
fn codes_tell_neither_an_order_nor_a_secret() {
    let key = key(5);
    let codes: Vec<String> = (0..200)
        .map(|_| key.code("gift", month()).expect("randomness").to_string())
        .collect();
    let mut sorted = codes.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), codes.len(), "none twice");
    assert_ne!(sorted, codes, "they do not grow");
    let secret = key.write();
    let secret = secret.split('"').nth(3).expect("its digits");
    assert_eq!(secret.len(), 64);
    assert!(!format!("{key:?}").contains(secret));
    let code = read(&codes[0]);
    assert_eq!(format!("{code:?}"), "Code(machine 5)", "no log has it");
}

#[test]
fn a_key_is_read_as_it_was_written_and_nothing_else_is() {
    let key = key(5);
    assert_eq!(ClaimKey::read(&key.write()), Ok(key.clone()));
    assert_eq!(ClaimKey::generate("Airport 1", 0), None, "no id");
    assert_eq!(
        ClaimKey::generate("airport-1", MOST_MACHINES),
        None,
        "no room"
    );
    let written = key.write();
    for bent in [
        written.replace("number: 5", "number: 1024"),
        written.replace("airport-1", "Airport 1"),
        written.replace("secret: \"", "secret: \"0"),
        written.replace("kiosk", "machine"),
        String::new(),
    ] {
        assert!(ClaimKey::read(&bent).is_err(), "{bent}");
    }
}
