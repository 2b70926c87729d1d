//! Server-sent events, as far as a feed's server speaks them: bytes in, hints out.
//!
//! The bytes come from outside and may be cut anywhere. Lines and events have a hard limit; beyond
//! it the connection is not worth keeping.

use std::time::Duration;

use legeplads_trust::Channel;
use serde::Deserialize;

/// Bytes of one line.
pub const LINE_BYTES: usize = 4 * 1024;

/// Bytes of one event's data.
pub const DATA_BYTES: usize = 16 * 1024;

/// A line or an event is longer than anything that a feed's server has to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a line of more than {LINE_BYTES} or an event of more than {DATA_BYTES} bytes came")]
pub struct TooLong;

/// One event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// Its kind; empty if none was named.
    pub kind: String,
    /// What it says.
    pub data: String,
}

/// Takes a stream of events apart, piece by piece.
#[derive(Debug, Default)]
pub struct Parser {
    line: Vec<u8>,
    message: Message,
    /// Whether a line of data came, be it an empty one.
    has_data: bool,
    /// Whether the last byte was a carriage return, which a line feed may complete.
    after_return: bool,
    /// Whether the first line is over, which alone may begin with a byte-order mark.
    begun: bool,
}

impl Parser {
    /// A parser at the beginning of a stream.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next bytes, and gives the events that are whole with them.
    ///
    /// # Errors
    ///
    /// [`TooLong`]; the rest of the stream means nothing then.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<Message>, TooLong> {
        let mut messages = Vec::new();
        for byte in bytes {
            let completes = std::mem::replace(&mut self.after_return, *byte == b'\r');
            match byte {
                b'\n' if completes => {}
                b'\n' | b'\r' => messages.extend(self.end_line()?),
                _ if self.line.len() < LINE_BYTES => self.line.push(*byte),
                _ => return Err(TooLong),
            }
        }
        Ok(messages)
    }

    fn end_line(&mut self) -> Result<Option<Message>, TooLong> {
        let line = std::mem::take(&mut self.line);
        let line = String::from_utf8_lossy(&line);
        let mut line: &str = line.as_ref();
        if !std::mem::replace(&mut self.begun, true) {
            line = line.trim_start_matches('\u{feff}');
        }
        if line.is_empty() {
            let message = std::mem::take(&mut self.message);
            let whole = std::mem::take(&mut self.has_data);
            return Ok(whole.then_some(message));
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => self.message.kind = value.to_owned(),
            "data" => self.add(value)?,
            // A comment, which only says that the server lives, or a field of no use here.
            _ => {}
        }
        Ok(None)
    }

    fn add(&mut self, value: &str) -> Result<(), TooLong> {
        let data = &mut self.message.data;
        if data.len() + value.len() >= DATA_BYTES {
            return Err(TooLong);
        }
        if std::mem::replace(&mut self.has_data, true) {
            data.push('\n');
        }
        data.push_str(value);
        Ok(())
    }
}

/// The server's word that there is something new. Never more than a reason to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    /// The version of the timestamp that is said to be there.
    pub version: u64,
    /// The time over which kiosks are to spread.
    pub spread: Duration,
}

/// `{"channel":"live","version":42,"spread_ms":0}`
#[derive(Debug, Deserialize)]
struct Wire {
    channel: String,
    version: u64,
    #[serde(default)]
    spread_ms: u64,
}

impl Hint {
    /// What an event says to those who follow `channel`; `None` when it is not for them, or makes
    /// no sense.
    pub fn read(message: &Message, channel: &Channel) -> Option<Self> {
        if message.kind != "release" {
            return None;
        }
        let wire: Wire = serde_json::from_str(&message.data).ok()?;
        (wire.channel == channel.to_string()).then(|| Self {
            version: wire.version,
            spread: Duration::from_millis(wire.spread_ms),
        })
    }
}
