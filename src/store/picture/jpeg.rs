//! What the decoder does not say of a JPEG: whether all of it is there, and that one that comes in
//! passes is kept in memory a second time until the last of them.

use std::io::{self, BufRead, Read};

/// What a walk along the segments of a JPEG found (ITU-T T.81, B.1.1).
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Jpeg {
    /// Whether its end is there.
    pub is_whole: bool,
    /// Bytes that a decoder keeps until the last pass; none if there is one pass.
    pub kept_bytes: u64,
}

/// Walks from the first byte to the end marker.
pub(super) fn walk(mut bytes: impl BufRead) -> io::Result<Jpeg> {
    let mut jpeg = Jpeg::default();
    match step(&mut bytes, &mut jpeg) {
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => Err(error),
        _ => Ok(jpeg),
    }
}

fn step(bytes: &mut impl BufRead, jpeg: &mut Jpeg) -> io::Result<()> {
    loop {
        // Between markers lie the pixels, in which 0xff is followed by a zero.
        bytes.skip_until(0xff)?;
        let mut kind = 0xff;
        // Any number of these may stand before a marker.
        while kind == 0xff {
            [kind] = read(bytes)?;
        }
        match kind {
            // No marker, or one without a length: a restart, the beginning.
            0x00 | 0x01 | 0xd0..=0xd8 => {}
            0xd9 => {
                jpeg.is_whole = true;
                return Ok(());
            }
            _ => segment(bytes, kind, jpeg)?,
        }
    }
}

fn segment(bytes: &mut impl BufRead, kind: u8, jpeg: &mut Jpeg) -> io::Result<()> {
    let mut length = u64::from(u16::from_be_bytes(read(bytes)?)).saturating_sub(2);
    // The frames that come in several passes.
    if matches!(kind, 0xc2 | 0xc6 | 0xca | 0xce) && length >= 6 {
        let [_, h1, h2, w1, w2, components] = read(bytes)?;
        let [height, width] = [[h1, h2], [w1, w2]].map(u16::from_be_bytes).map(u64::from);
        // A coefficient has two bytes.
        jpeg.kept_bytes = height * width * u64::from(components) * 2;
        length -= 6;
    }
    io::copy(&mut bytes.take(length), &mut io::sink())?;
    Ok(())
}

fn read<const N: usize>(bytes: &mut impl BufRead) -> io::Result<[u8; N]> {
    let mut array = [0; N];
    bytes.read_exact(&mut array)?;
    Ok(array)
}
