//! The armour of private key files: Base64 between two lines (RFC 7468).

const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const LINE: usize = 64;

/// A PKCS#8 document in its armour.
pub(super) fn encode(document: &[u8]) -> String {
    let mut digits = String::new();
    for three in document.chunks(3) {
        let byte = |index: usize| u32::from(three.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            digits.push(if place <= three.len() {
                let digit = bits >> (18 - 6 * place) & 0x3f;
                char::from(ALPHABET[digit as usize])
            } else {
                '='
            });
        }
    }
    let mut text = format!("{BEGIN}\n");
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && index % LINE == 0 {
            text.push('\n');
        }
        text.push(digit);
    }
    text + "\n" + END + "\n"
}

/// The document out of its armour; `None` when this is no private key in PEM.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let (_, rest) = text.split_once(BEGIN)?;
    let (body, _) = rest.split_once(END)?;
    let digits: Vec<u8> = body.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    if !digits.len().is_multiple_of(4) {
        return None;
    }
    let mut document = Vec::new();
    for (index, four) in digits.chunks_exact(4).enumerate() {
        let is_last = 4 * (index + 1) == digits.len();
        let padding = four
            .iter()
            .rev()
            .take_while(|digit| **digit == b'=')
            .count();
        if padding > 2 || (padding > 0 && !is_last) {
            return None;
        }
        let mut bits = 0_u32;
        for digit in &four[..4 - padding] {
            let value = ALPHABET.iter().position(|known| known == digit)?;
            bits = bits << 6 | u32::try_from(value).ok()?;
        }
        bits <<= 6 * padding;
        document.extend_from_slice(&bits.to_be_bytes()[1..4 - padding]);
    }
    Some(document)
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    /// The private key of RFC 8410, section 10.3.
    const EXAMPLE: &str = "-----BEGIN PRIVATE KEY-----\n\
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n\
        -----END PRIVATE KEY-----\n";

    #[test]
    fn the_standards_example_is_read_and_written() {
        let document = decode(EXAMPLE).expect("the standard's own example");
        assert_eq!(document.len(), 48);
        assert_eq!(
            document[..16],
            *b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20"
        );
        assert_eq!(encode(&document), EXAMPLE);
    }

    #[test]
    fn every_length_comes_back() {
        for length in 0..200_u8 {
            let document: Vec<u8> = (0..length).map(|i| i.wrapping_mul(37)).collect();
            assert_eq!(decode(&encode(&document)), Some(document));
        }
    }

    #[test]
    fn what_is_no_armour_is_nothing() {
        let wrap = |body: &str| {
            format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n")
        };
        for text in [
            "",
            "hello",
            &wrap("abc"),
            &wrap("a==="),
            &wrap("ab==cdef"),
            &wrap("ab*d"),
        ] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
