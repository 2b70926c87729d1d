//! A server, or somebody before it, that lies. Each time the program says in one line what came
//! instead, leaves the store as it was, and goes on as soon as the truth is told.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use jiff::Timestamp;
use legeplads_store::{Release, Slot, View};
use legeplads_trust::layout;

use crate::content::{Content, noise};
use crate::real::machine;
use crate::server::{Reply, Server};
use crate::support::{ended, numbers, program};
use crate::wire::Wire;

/// As `--once` says it: refused, and unreachable.
const REFUSED: i32 = 3;
const UNREACHABLE: i32 = 4;

/// A kiosk that has taken release 1, where release 2 is published now.
struct Place {
    server: Server,
    dir: tempfile::TempDir,
    second: Content,
}

impl Place {
    async fn new() -> Self {
        let server = Server::start_at(Timestamp::now()).await;
        let dir = tempfile::tempdir().expect("a folder");
        let second = Content::tiny()
            .version(2)
            .picture(noise(200, 200), 200, 200)
            .edit("feed.ron", "Lilleby Kommune", "Storby Kommune");
        let place = Self {
            server,
            dir,
            second,
        };
        place.server.publish(&Content::tiny()).await;
        let (code, words) = ended(place.once()).await;
        assert_eq!(code, Some(0), "{words}");
        place.server.publish(&place.second).await;
        place
    }

    fn store(&self) -> &Path {
        self.dir.path()
    }

    /// One round whose words are its answer alone, without a log.
    fn once(&self) -> Command {
        self.once_over(&self.server.address)
    }

    fn once_over(&self, address: &str) -> Command {
        let mut command = program(address, &self.server.root(), self.store());
        command.arg("--once").env("RUST_LOG", "off");
        command
    }

    /// The program refuses, or does not reach, what it is offered, and says so.
    async fn stands(&self, lie: &str, command: Command, code: i32, why: &str) {
        let (found, words) = ended(command).await;
        assert_eq!(found, Some(code), "{lie}: {words}");
        assert_eq!(words.lines().count(), 1, "{lie}: {words}");
        let kind = match code {
            REFUSED => "legeplads-sync: refused: ",
            _ => "legeplads-sync: unreachable: ",
        };
        assert!(words.starts_with(kind), "{lie}: {words}");
        assert!(words.contains(why), "{lie}: {words}");
        self.is_as_before(lie);
    }

    fn is_as_before(&self, lie: &str) {
        assert_eq!(numbers(self.store()), [Some(1), None, None], "{lie}");
        Release::open(&View::open(self.store()), Slot::Pending).expect("release 1 is whole");
    }

    /// The server is well again.
    async fn recovers(&self, lie: &str) {
        self.server.repent();
        let (code, words) = ended(self.once()).await;
        assert_eq!(code, Some(0), "{lie}: {words}");
        assert_eq!(words, "", "{lie}");
        assert_eq!(numbers(self.store()), [Some(2), None, None], "{lie}");
        Release::open(&View::open(self.store()), Slot::Pending).expect("release 2 is whole");
    }
}

/// Each of these is told of release 2, once for its metadata and once for its content.
async fn told(lie: &str, code: i32, why: &str, tell: impl Fn(&Place) + Copy) {
    let place = Place::new().await;
    tell(&place);
    place.stands(lie, place.once(), code, why).await;
    // And once more: what came of the first time must not spoil the second.
    place.stands(lie, place.once(), code, why).await;
    place.recovers(lie).await;
}

fn page() -> Reply {
    Reply::Bytes(b"\n<!DOCTYPE html><title>Welcome to our Wi-Fi</title>".to_vec())
}

impl Place {
    fn about_the_timestamp(&self, reply: impl FnOnce(Vec<u8>) -> Reply) {
        let reply = reply(self.server.file(layout::TIMESTAMP));
        self.server.set(layout::TIMESTAMP, reply);
    }

    fn about_the_picture(&self, reply: impl FnOnce(Vec<u8>) -> Reply) {
        let path = self.picture();
        let reply = reply(self.server.file(&path));
        self.server.set(&path, reply);
    }

    fn picture(&self) -> String {
        self.second.blob(&self.second.picture_path())
    }
}

#[tokio::test]
async fn cut() {
    let half = |bytes: Vec<u8>| Reply::Cut(bytes[..bytes.len() / 2].to_vec());
    told("a timestamp", UNREACHABLE, "body", |place| {
        place.about_the_timestamp(half);
    })
    .await;
    told("a picture", UNREACHABLE, "body", |place| {
        place.about_the_picture(half);
    })
    .await;
}

#[tokio::test]
async fn garbled() {
    let changed = |mut bytes: Vec<u8>| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        Reply::Bytes(bytes)
    };
    told("a timestamp", REFUSED, "timestamp", |place| {
        place.about_the_timestamp(changed);
    })
    .await;
    told("a picture", REFUSED, "came wrong", |place| {
        place.about_the_picture(changed);
    })
    .await;
}

/// Not only what is said but also how: heads, lengths and pieces of HTTP come with wrong bits.
#[tokio::test]
async fn garbled_on_the_wire() {
    let place = Place::new().await;
    for every in [7, 31, 97, 211, 499, 1009, 5003, 30_011] {
        let wire = Wire::with_noise(&place.server, every).await;
        // A wrong length is waited for in vain, and patience is long.
        let mut hurried = place.once_over(&wire.address);
        machine::hurry(&mut hurried, 20);
        let (code, words) = ended(hurried).await;
        let lie = format!("each byte {every}");
        assert!(
            matches!(code, Some(REFUSED | UNREACHABLE)),
            "{lie}: {words}"
        );
        assert_eq!(words.lines().count(), 1, "{lie}: {words}");
        place.is_as_before(&lie);
    }
    place.recovers("noise").await;
}

#[tokio::test]
async fn endless() {
    told("a timestamp", REFUSED, "more than the", |place| {
        place.about_the_timestamp(|_| Reply::Endless);
    })
    .await;
    told("a picture", REFUSED, "it is longer than", |place| {
        place.about_the_picture(|_| Reply::Endless);
    })
    .await;
}

#[tokio::test]
async fn of_another_length() {
    told("shorter", REFUSED, "came wrong: it has", |place| {
        place.about_the_picture(|bytes| Reply::Bytes(bytes[..5].to_vec()));
    })
    .await;
    told("longer", REFUSED, "it is longer than", |place| {
        place.about_the_picture(|mut bytes| {
            bytes.push(0);
            Reply::Bytes(bytes)
        });
    })
    .await;
    told("nothing", REFUSED, "timestamp", |place| {
        place.about_the_timestamp(|_| Reply::Bytes(Vec::new()));
    })
    .await;
}

/// "Unchanged", to somebody who named no tag.
#[tokio::test]
async fn unchanged_out_of_nothing() {
    told("a timestamp", UNREACHABLE, "304", |place| {
        place.about_the_timestamp(|_| Reply::Status(304));
    })
    .await;
    told("a picture", UNREACHABLE, "304", |place| {
        place.about_the_picture(|_| Reply::Status(304));
    })
    .await;
}

/// A part that was not asked for is no answer, and no reason to ask for parts for ever.
#[tokio::test]
async fn another_part_than_was_asked_for() {
    told("from the beginning", UNREACHABLE, "206", |place| {
        place.about_the_picture(|bytes| Reply::Part(1000, bytes[1000..].to_vec()));
    })
    .await;

    let place = Place::new().await;
    place.about_the_picture(|bytes| Reply::Cut(bytes[..20_000].to_vec()));
    place.stands("cut", place.once(), UNREACHABLE, "body").await;
    // What it says of it is right, and what it sends is not.
    place.about_the_picture(|bytes| Reply::Part(20_000, bytes[..bytes.len() - 20_000].to_vec()));
    place
        .stands("another part", place.once(), UNREACHABLE, "206")
        .await;
    place.recovers("another part").await;
}

/// A cache that knows parts wrongly, and has all of it right.
#[tokio::test]
async fn parts_that_are_wrong_are_no_longer_asked_for() {
    let place = Place::new().await;
    place.about_the_picture(|bytes| Reply::Cut(bytes[..20_000].to_vec()));
    place.stands("cut", place.once(), UNREACHABLE, "body").await;
    place.about_the_picture(Reply::WrongParts);
    let (code, words) = ended(place.once()).await;
    assert_eq!(code, Some(0), "{words}");
    assert_eq!(numbers(place.store()), [Some(2), None, None]);
}

#[tokio::test]
async fn led_elsewhere() {
    told("in circles", UNREACHABLE, "redirect", |place| {
        let here = format!("{}/{}", place.server.address, layout::TIMESTAMP);
        place.about_the_timestamp(|_| Reply::Redirect(here));
    })
    .await;
    told("round and round", UNREACHABLE, "redirect", |place| {
        let there = format!("{}/there", place.server.address);
        let here = format!("{}/{}", place.server.address, place.picture());
        place.about_the_picture(|_| Reply::Redirect(there));
        place.server.set("there", Reply::Redirect(here));
    })
    .await;
    told("to no web server", UNREACHABLE, "", |place| {
        place.about_the_timestamp(|_| Reply::Redirect("file:///etc/passwd".to_owned()));
    })
    .await;
}

/// Another place's server, where all is in order: signed, but not by those who may.
#[tokio::test]
async fn led_to_another_place() {
    let place = Place::new().await;
    let other = Server::start_at(Timestamp::now()).await;
    for version in 1..9 {
        other.publish(&Content::tiny().version(version)).await;
    }
    let there = format!("{}/{}", other.address, layout::TIMESTAMP);
    place.about_the_timestamp(|_| Reply::Redirect(there));
    place
        .stands("elsewhere", place.once(), REFUSED, "timestamp")
        .await;
    place.recovers("elsewhere").await;
}

#[tokio::test]
async fn a_captive_portal() {
    told(
        "to everything",
        UNREACHABLE,
        "whether the network asks for a log-in",
        |place| place.server.usurp(Some(page())),
    )
    .await;
    // Somebody logged in while the metadata came, and was logged out again.
    told("a picture", UNREACHABLE, "a web page came", |place| {
        place.about_the_picture(|_| page());
    })
    .await;
    told(
        "with a page of its own",
        UNREACHABLE,
        "a web page came",
        |place| {
            let portal = place.server.address.replace("/feed", "/welcome");
            place.server.set("/welcome", page());
            place.server.usurp(None);
            place.about_the_timestamp(|_| Reply::Redirect(portal));
        },
    )
    .await;
}

/// Time goes sixty times as fast for the program, so that a minute of patience is a second here.
#[tokio::test]
async fn slow_and_silent() {
    let place = Place::new().await;
    let lies = [
        Reply::Silence,
        Reply::Trickle(
            place.server.file(layout::TIMESTAMP),
            Duration::from_millis(40),
        ),
    ];
    for lie in lies {
        place.server.set(layout::TIMESTAMP, lie);
        let mut hurried = place.once();
        machine::hurry(&mut hurried, 60);
        place
            .stands("a timestamp", hurried, UNREACHABLE, "timed out")
            .await;
    }
    place.recovers("slow").await;
}
