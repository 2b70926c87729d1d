//! Whole rounds against a server in this process, one that serves well and one that lies.

use crate::support::{Content, Reply, Server, numbers, png, png_promise, round};
use legeplads_store::{Release, Screen, Slot, Store, View};
use legeplads_sync::Outcome;

/// The server lies about release 2 as `lie` says. Nothing of it may reach `pending`; gives the
/// courier's words.
async fn refusal(lie: impl FnOnce(&Server, &Content)) -> Outcome {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    server.publish(&Content::tiny());
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    assert_eq!(numbers(dir.path()), [Some(1), None, None]);

    let second = Content::tiny()
        .version(2)
        .edit("feed.ron", "Lilleby Kommune", "Storby Kommune");
    server.publish(&second);
    lie(&server, &second);
    let outcome = round(&server, dir.path()).await;
    assert_eq!(numbers(dir.path()), [Some(1), None, None], "{outcome}");
    Release::open(&View::open(dir.path()), Slot::Pending).expect("release 1 is whole");
    outcome
}

fn words(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Refused(why) | Outcome::Unreachable(why) => why,
        other => panic!("{other}"),
    }
}

fn assert_refused(outcome: &Outcome, why: &str) {
    assert!(matches!(outcome, Outcome::Refused(_)), "{outcome}");
    assert!(words(outcome).contains(why), "{outcome}");
}

fn assert_unreachable(outcome: &Outcome, why: &str) {
    assert!(matches!(outcome, Outcome::Unreachable(_)), "{outcome}");
    assert!(words(outcome).contains(why), "{outcome}");
}

fn on_glass(store: &std::path::Path, release: u64) {
    let screen = Screen {
        release,
        feed: "tiny".into(),
        on_glass_since: "2026-11-21T21:04:05Z".parse().expect("a timestamp"),
        screen: "island".into(),
        language: "da".into(),
        frames: Screen::GOOD_FRAMES,
        slowest_ms: 17.1,
        refused: None,
    };
    screen.write(store).expect("written");
}

#[tokio::test]
async fn only_what_changed_is_fetched() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let first = Content::tiny();
    server.publish(&first);
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    let files = first.documents.len() + first.media.len();
    assert_eq!(server.asked().len(), files + 1);

    assert_eq!(round(&server, dir.path()).await, Outcome::UpToDate);
    assert_eq!(server.asked(), ["manifest.ron"]);

    on_glass(dir.path(), 1);
    let second = first
        .version(2)
        .edit("feed.ron", "Lilleby Kommune", "Storby Kommune");
    server.publish(&second);
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    assert_eq!(
        server.asked(),
        ["manifest.ron".to_owned(), second.blob("feed.ron")]
    );
    assert_eq!(numbers(dir.path()), [Some(2), Some(1), None]);

    let release = Release::open(&View::open(dir.path()), Slot::Pending).expect("whole");
    let feed = legeplads_feed::read(&release.documents)
        .feed
        .expect("a good feed");
    assert_eq!(feed.name.get(&feed.languages[0]), "Storby Kommune");
}

#[tokio::test]
async fn a_courier_that_goes_on_asks_with_the_tag_and_sees_the_glass() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    server.publish(&Content::tiny());
    on_glass(dir.path(), 1);
    let options = legeplads_sync::Options {
        feed: legeplads_sync::http::address(&server.address).expect("an address"),
        store: dir.path().to_owned(),
        poll: std::time::Duration::from_millis(20),
        once: false,
    };
    let settled = async {
        let mut asked = 0;
        // Several questions after release 1 became current: they must have been answered 304,
        // or the blobs would have been compared and asked for.
        while asked < 5 || numbers(dir.path()) != [None, Some(1), None] {
            asked += server
                .asked()
                .iter()
                .filter(|path| *path == "manifest.ron")
                .count();
            tokio::task::yield_now().await;
        }
    };
    let outcome = legeplads_sync::run(options, settled)
        .await
        .expect("it begins");
    assert_eq!(outcome, Outcome::Stopped);
}

#[tokio::test]
async fn another_content_than_promised() {
    let outcome = refusal(|server, second| {
        let mut changed = second.documents["feed.ron"].clone();
        changed[0] ^= 1;
        server.set(&second.blob("feed.ron"), Reply::Bytes(changed));
    })
    .await;
    assert_refused(&outcome, "feed.ron came wrong: its SHA-256 is");
}

#[tokio::test]
async fn more_and_fewer_bytes_than_promised() {
    let outcome = refusal(|server, second| {
        let mut changed = second.documents["feed.ron"].clone();
        changed.push(b' ');
        server.set(&second.blob("feed.ron"), Reply::Bytes(changed));
    })
    .await;
    assert_refused(&outcome, "feed.ron came wrong: it is longer than");
    let outcome = refusal(|server, second| {
        server.set(&second.blob("feed.ron"), Reply::Bytes(b"Feed(".to_vec()));
    })
    .await;
    assert_refused(&outcome, "feed.ron came wrong: it has 5 bytes");
}

#[tokio::test]
async fn bytes_without_end() {
    let outcome = refusal(|server, second| {
        server.set(&second.blob("feed.ron"), Reply::Endless);
    })
    .await;
    assert_refused(&outcome, "feed.ron came wrong: it is longer than");
    let outcome = refusal(|server, _| {
        server.set("manifest.ron", Reply::Endless);
    })
    .await;
    assert_refused(&outcome, "more than the 4194304 bytes");
}

#[tokio::test]
async fn a_line_that_is_cut() {
    let outcome = refusal(|server, second| {
        let half = second.documents["feed.ron"][..20].to_vec();
        server.set(&second.blob("feed.ron"), Reply::Cut(half));
    })
    .await;
    assert!(matches!(outcome, Outcome::Unreachable(_)), "{outcome}");
    let outcome = refusal(|server, second| {
        let half = second.manifest().into_bytes()[..100].to_vec();
        server.set("manifest.ron", Reply::Cut(half));
    })
    .await;
    assert!(matches!(outcome, Outcome::Unreachable(_)), "{outcome}");
}

#[tokio::test]
async fn a_manifest_that_is_cut_short_and_looks_whole() {
    let outcome = refusal(|server, second| {
        let half = second.manifest().into_bytes()[..100].to_vec();
        server.set("manifest.ron", Reply::Bytes(half));
    })
    .await;
    assert_refused(&outcome, "not a manifest");
}

#[tokio::test]
async fn a_web_page_in_between() {
    let page = || Reply::Bytes(b"<!DOCTYPE html><title>Welcome to our Wi-Fi</title>".to_vec());
    let outcome = refusal(|server, _| {
        server.set("manifest.ron", page());
    })
    .await;
    assert_refused(&outcome, "a web page came instead of a manifest");
    let outcome = refusal(|server, second| {
        server.set(&second.blob("feed.ron"), page());
    })
    .await;
    assert_refused(&outcome, "feed.ron came wrong");
}

#[tokio::test]
async fn nothing_there() {
    let outcome = refusal(|server, _| {
        server.set("manifest.ron", Reply::Status(404));
    })
    .await;
    assert_unreachable(&outcome, "404");
    let outcome = refusal(|server, second| {
        server.set(&second.blob("feed.ron"), Reply::Status(404));
    })
    .await;
    assert_refused(&outcome, "feed.ron is not on the server");
    let outcome = refusal(|server, second| {
        server.set(&second.blob("feed.ron"), Reply::Status(503));
    })
    .await;
    assert_unreachable(&outcome, "503");
}

#[tokio::test]
async fn a_server_that_is_not_there() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut server = Server::start().await;
    // Bound but not listening: nobody answers there, and nobody else can take the port.
    let silent = tokio::net::TcpSocket::new_v4().expect("a socket");
    silent
        .bind("127.0.0.1:0".parse().expect("an address"))
        .expect("a port");
    server.address = format!("http://{}/feed", silent.local_addr().expect("an address"));
    let outcome = round(&server, dir.path()).await;
    assert_unreachable(&outcome, "error sending request");
    assert!(
        words(&outcome).contains("refused"),
        "the cause is told: {outcome}"
    );
}

#[tokio::test]
async fn broken_ron_in_a_release_that_is_hashed_right() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let broken = Content::tiny().edit("feed.ron", "Feed(", "Feed(((");
    server.publish(&broken);
    let outcome = round(&server, dir.path()).await;
    assert_refused(&outcome, "feed.ron:1:");
    assert_eq!(numbers(dir.path()), [None, None, None]);

    let refusals = View::open(dir.path()).refusals().expect("readable");
    assert_eq!(refusals.len(), 1);
    assert_eq!(refusals[0].release, Some(1));
    assert!(refusals[0].stands());
    assert_eq!(refusals[0].why, words(&outcome));

    // The next courier remembers it, and fetches nothing.
    server.asked();
    let again = round(&server, dir.path()).await;
    assert_eq!(again, outcome);
    assert_eq!(server.asked(), ["manifest.ron"]);

    // Mended and published again, it comes.
    server.publish(&Content::tiny().version(2));
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    assert_eq!(numbers(dir.path()), [Some(2), None, None]);
}

#[tokio::test]
async fn a_fault_in_the_content_names_the_place() {
    let outcome = refusal(|server, second| {
        let bad = second
            .clone()
            .edit("feed.ron", "\"tower\", ", "\"no-such-stop\", ");
        server.publish(&bad);
    })
    .await;
    assert_refused(&outcome, "no-such-stop");
    assert_refused(&outcome, "feed.ron:");
}

#[tokio::test]
async fn another_feed_than_the_manifest_says() {
    let outcome = refusal(|server, second| {
        let bad = second
            .clone()
            .edit("feed.ron", "id: \"tiny\"", "id: \"huge\"");
        server.publish(&bad);
    })
    .await;
    assert_refused(&outcome, "its feed.ron says \"huge\"");
}

#[tokio::test]
async fn pictures_that_would_take_a_screen_down() {
    let lies = [
        (png_promise(8192, 8192), 8192, 8192, "it is damaged"),
        (
            png_promise(60_000, 60_000),
            16,
            12,
            "it is 60000 × 60000 pixels",
        ),
        (
            png(16, 12, 9),
            12,
            16,
            "it is 16 × 12 pixels, and the manifest says 12 × 16",
        ),
        (png(16, 12, 9)[..40].to_vec(), 16, 12, "it is damaged"),
        (b"GIF89a".to_vec(), 16, 12, "it is no PNG"),
    ];
    for (bytes, width, height, why) in lies {
        let outcome = refusal(|server, second| {
            let bad = second.clone().picture(bytes, width, height);
            server.publish(&bad);
        })
        .await;
        assert_refused(&outcome, why);
        assert_refused(&outcome, "media/");
    }
}

#[tokio::test]
async fn an_older_release_and_another_feed() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    server.publish(&Content::tiny().version(5));
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    server.publish(&Content::tiny().version(4));
    assert_refused(
        &round(&server, dir.path()).await,
        "release 5 is here already",
    );
    server.publish(&Content {
        feed: "aalborg".into(),
        ..Content::tiny().version(6)
    });
    assert_refused(&round(&server, dir.path()).await, "\"aalborg\" is offered");
    assert_eq!(numbers(dir.path()), [Some(5), None, None]);

    // Neither is held against the next good release, and both are struck out with it.
    server.publish(&Content::tiny().version(6));
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    assert_eq!(View::open(dir.path()).refusals().expect("readable"), []);
}

#[tokio::test]
async fn what_came_wrong_once_may_come_right_the_next_time() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let content = Content::tiny();
    server.publish(&content);
    server.set(&content.blob("feed.ron"), Reply::Bytes(b"garbled".to_vec()));
    assert_refused(&round(&server, dir.path()).await, "feed.ron came wrong");
    let refusals = View::open(dir.path()).refusals().expect("readable");
    assert!(!refusals[0].stands());

    server.publish(&content);
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    assert_eq!(View::open(dir.path()).refusals().expect("readable"), []);
}

#[tokio::test]
async fn a_lost_file_of_the_current_release_is_fetched_again() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let content = Content::tiny();
    server.publish(&content);
    round(&server, dir.path()).await;
    on_glass(dir.path(), 1);
    assert_eq!(round(&server, dir.path()).await, Outcome::UpToDate);
    let lost = content.blob("feed.ron");
    std::fs::remove_file(dir.path().join(&lost)).expect("removed");
    assert!(View::open(dir.path()).best().is_none());
    server.asked();
    assert_eq!(round(&server, dir.path()).await, Outcome::UpToDate);
    assert_eq!(server.asked(), ["manifest.ron".to_owned(), lost]);
    assert!(View::open(dir.path()).best().is_some());
}

#[tokio::test]
async fn two_couriers_do_not_share_a_store() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let _first = Store::open(dir.path()).expect("opened");
    let options = legeplads_sync::Options {
        feed: legeplads_sync::http::address(&server.address).expect("an address"),
        store: dir.path().to_owned(),
        poll: std::time::Duration::from_secs(60),
        once: true,
    };
    let error = legeplads_sync::run(options, std::future::pending()).await;
    let words = error.expect_err("two at once").to_string();
    assert!(words.contains("another courier is at work"), "{words}");
    assert_eq!(server.asked(), <[String; 0]>::default());
}
