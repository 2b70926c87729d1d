//! The status for people.

use std::fmt::Write;

use jiff::{SignedDuration, Timestamp};

use super::{Kiosk, Offer, State, Status};

const HEADINGS: [&str; 9] = [
    "KIOSK",
    "SITE",
    "ON ITS GLASS",
    "SINCE",
    "LAST SEEN",
    "CLOCK",
    "FREE",
    "SLOWEST",
    "",
];

pub(super) fn of(status: &Status) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    for (channel, offer) in &status.published {
        let _ = writeln!(
            text,
            "{channel}: {} is published, made {:.0}",
            release(offer),
            offer.created
        );
    }
    if status.published.is_empty() {
        text += "Nothing is published.\n";
    }
    if let Some(expires) = status.expires
        && expires <= status.at
    {
        let _ = writeln!(
            text,
            "Kiosks take nothing new since {expires:.0}: the signatures have run out. Renew them \
             with: legeplads-desk serve DIR --keys KEYS"
        );
    }
    if status.kiosks.is_empty() {
        return text + "No kiosk was ever heard of here.\n";
    }
    text.push('\n');
    let rows = status.kiosks.iter().map(|kiosk| row(status, kiosk));
    text += &columns(rows.collect());
    let green = status.kiosks.iter();
    let green = green.filter(|kiosk| kiosk.state == State::Green).count();
    let _ = writeln!(
        text,
        "\n{green} of {} kiosks show what is published.",
        status.kiosks.len()
    );
    text
}

fn release(offer: &Offer) -> String {
    match offer.withdrawn {
        true => format!("{} is withdrawn (release {})", offer.feed, offer.release),
        false => format!("release {} of {}", offer.release, offer.feed),
    }
}

fn row(status: &Status, kiosk: &Kiosk) -> [String; 9] {
    let heartbeat = &kiosk.seen.heartbeat;
    let glass = match heartbeat.release {
        0 => "what is built in".to_owned(),
        release => format!("release {release} of {}", plain(&heartbeat.feed)),
    };
    let since = heartbeat.on_glass_since;
    [
        plain(&heartbeat.kiosk),
        plain(&heartbeat.site),
        glass,
        since.map(|since| format!("{since:.0}")).unwrap_or_default(),
        ago(status.at, kiosk.seen.at),
        plain(&heartbeat.clock),
        heartbeat.free_bytes.map(size).unwrap_or_default(),
        heartbeat
            .slowest_ms
            .map(|slowest| format!("{slowest:.1} ms"))
            .unwrap_or_default(),
        verdict(status, kiosk),
    ]
}

fn verdict(status: &Status, kiosk: &Kiosk) -> String {
    let heartbeat = &kiosk.seen.heartbeat;
    let offer = status.published.get(&heartbeat.channel);
    match kiosk.state {
        State::Green => "green".to_owned(),
        State::Silent => "SILENT: not heard of; look whether it runs and is connected".to_owned(),
        State::Nothing => format!("nothing is published on {}", heartbeat.channel),
        State::Refused => {
            let why = heartbeat.refused.as_deref().unwrap_or_default();
            format!("REFUSED: {}", plain(why))
        }
        State::Behind => match offer {
            Some(offer) => format!("BEHIND: {} is published", release(offer)),
            None => "BEHIND".to_owned(),
        },
    }
}

/// As wide as the widest of each column.
fn columns(rows: Vec<[String; 9]>) -> String {
    let headings = HEADINGS.map(str::to_owned);
    let rows: Vec<_> = std::iter::once(headings).chain(rows).collect();
    let mut widths = [0; 9];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut text = String::new();
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            let _ = write!(line, "{cell:width$}  ");
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

/// What kiosks say comes from the network: it must not steer a terminal.
fn plain(text: &str) -> String {
    let seen = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(seen).collect()
}

fn ago(now: Timestamp, then: Timestamp) -> String {
    let seconds = now.duration_since(then).max(SignedDuration::ZERO).as_secs();
    match seconds {
        0..120 => format!("{seconds} s ago"),
        120..7_200 => format!("{} min ago", seconds / 60),
        7_200..172_800 => format!("{} h ago", seconds / 3_600),
        _ => format!("{} days ago", seconds / 86_400),
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000_000 => format!("{} MB", bytes / 1_000_000),
        _ => format!("{}.{} GB", bytes / 1_000_000_000, bytes / 100_000_000 % 10),
    }
}
