//! `legeplads-desk serve`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{fs, future};

use legeplads_store::{Release, Slot, View};
use legeplads_sync::{Options, Outcome, http};
use legeplads_trust::{Digest, Manifest};
use reqwest::header::{CACHE_CONTROL, CONTENT_LENGTH, ETAG, IF_NONE_MATCH};
use reqwest::{Client, Method, Response};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::support::Town;

/// The real program, serving until it is dropped.
struct Serving {
    child: Child,
    address: String,
}

impl Serving {
    fn start(dir: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_legeplads-desk"))
            .arg("serve")
            .arg(dir)
            .args(["--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("it could be started");
        let mut line = String::new();
        let out = child.stdout.take().expect("its words");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let (_, address) = line.trim().split_once(" on http://").expect("an address");
        Self {
            child,
            address: address.to_owned(),
        }
    }

    async fn ask(&self, method: Method, path: &str, known: Option<&str>) -> Response {
        let client = Client::builder().no_proxy().build().expect("a client");
        let mut request = client.request(method, format!("http://{}/{path}", self.address));
        if let Some(known) = known {
            request = request.header(IF_NONE_MATCH, known);
        }
        request.send().await.expect("an answer")
    }

    async fn get(&self, path: &str) -> Response {
        self.ask(Method::GET, path, None).await
    }

    /// The status of a request whose path no client would send.
    fn status_of(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer.lines().next().unwrap_or_default().to_owned()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn header(response: &Response, name: reqwest::header::HeaderName) -> String {
    let value = response.headers().get(name).expect("the header");
    value.to_str().expect("text").to_owned()
}

#[tokio::test]
async fn the_manifest_is_tagged_by_its_content() {
    let town = Town::new();
    town.release();
    let serving = Serving::start(&town.out());
    let bytes = fs::read(town.out().join(Manifest::FILE)).expect("published");
    let tag = format!("\"{}\"", Digest::of(&bytes));

    let response = serving.get("manifest.ron").await;
    assert_eq!(response.status(), 200);
    assert_eq!(header(&response, ETAG), tag);
    assert_eq!(header(&response, CACHE_CONTROL), "no-cache");
    assert_eq!(response.bytes().await.expect("a body"), bytes);

    for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
        let response = serving.ask(Method::GET, "manifest.ron", Some(&known)).await;
        assert_eq!(response.status(), 304, "{known}");
        assert_eq!(header(&response, ETAG), tag);
    }
    let response = serving
        .ask(Method::HEAD, "manifest.ron", Some("\"other\""))
        .await;
    assert_eq!(response.status(), 200);
    assert_eq!(header(&response, CONTENT_LENGTH), bytes.len().to_string());

    // Of the same length and published within the same second: a tag from time and size would
    // not tell them apart.
    town.edit(
        "feed.ron",
        "Hele byen er en legeplads",
        "Hele byen er en Legeplads",
    );
    town.release();
    let response = serving.ask(Method::GET, "manifest.ron", Some(&tag)).await;
    assert_eq!(response.status(), 200);
}

#[tokio::test]
async fn blobs_are_for_ever() {
    let town = Town::new();
    town.release();
    let serving = Serving::start(&town.out());
    let digest = Digest::of(&fs::read(town.feed().join("feed.ron")).expect("readable"));
    let response = serving.get(&digest.blob_path()).await;
    assert_eq!(response.status(), 200);
    assert_eq!(header(&response, ETAG), format!("\"{digest}\""));
    assert!(header(&response, CACHE_CONTROL).contains("immutable"));
    assert_eq!(Digest::of(&response.bytes().await.expect("a body")), digest);
    let known = format!("\"{digest}\"");
    let response = serving
        .ask(Method::GET, &digest.blob_path(), Some(&known))
        .await;
    assert_eq!(response.status(), 304);
}

#[tokio::test]
async fn nothing_else_is_to_be_found() {
    let town = Town::new();
    town.release();
    let secret = town.out().join("secret.txt");
    fs::write(&secret, "secret").expect("written");
    let linked = Digest::of(b"a blob that is a link");
    let link = town.out().join(linked.blob_path());
    fs::create_dir_all(link.parent().expect("a folder")).expect("made");
    symlink(&secret, &link).expect("linked");
    let serving = Serving::start(&town.out());
    let feed = Digest::of(&fs::read(town.feed().join("feed.ron")).expect("readable")).to_string();
    let outside = [
        "/".to_owned(),
        "/blobs".to_owned(),
        "/blobs/sha256/".to_owned(),
        "/secret.txt".to_owned(),
        "/.desk/lock".to_owned(),
        "/../tiny/feed.ron".to_owned(),
        "/%2e%2e/tiny/feed.ron".to_owned(),
        "/blobs/sha256/../../secret.txt".to_owned(),
        format!("/blobs/sha256/{}/../{}/{feed}", &feed[..2], &feed[..2]),
        format!("/blobs/sha256/zz/{feed}"),
        format!("/blobs/sha256/{}/{}", &feed[..2], feed.to_uppercase()),
        format!("/{}", linked.blob_path()),
        format!("/{}", Digest::of(b"nobody has this").blob_path()),
    ];
    for path in outside {
        assert_eq!(serving.status_of(&path), "HTTP/1.1 404 Not Found", "{path}");
    }
    let response = serving.ask(Method::POST, "manifest.ron", None).await;
    assert_eq!(response.status(), 405);
    let good = format!("/blobs/sha256/{}/{feed}", &feed[..2]);
    assert_eq!(serving.status_of(&good), "HTTP/1.1 200 OK");
}

#[tokio::test]
async fn from_the_desk_to_the_store() {
    let town = Town::new();
    town.release();
    let serving = Serving::start(&town.out());
    let round = || async {
        let options = Options {
            feed: http::address(&format!("http://{}", serving.address)).expect("an address"),
            store: town.store(),
            poll: Duration::from_secs(60),
            once: true,
        };
        legeplads_sync::run(options, future::pending())
            .await
            .expect("it begins")
    };
    assert_eq!(round().await, Outcome::Updated);
    assert_eq!(round().await, Outcome::UpToDate);
    town.edit(
        "feed.ron",
        "Hele byen er en legeplads",
        "Byen er en legeplads",
    );
    assert_eq!(round().await, Outcome::UpToDate, "not published yet");
    town.release();
    assert_eq!(round().await, Outcome::Updated);

    let release = Release::open(&View::open(town.store()), Slot::Pending).expect("whole");
    assert_eq!(release.pointer.release, 2);
    let feed = legeplads_feed::read(&release.documents)
        .feed
        .expect("a good feed");
    assert_eq!(
        feed.headline.get(&feed.languages[0]),
        "Byen er en legeplads"
    );
    let picture = &release.blobs["media/tower.png"];
    assert!(legeplads_store::picture::decode(picture).is_ok());
}

#[tokio::test]
async fn what_has_begun_is_finished() {
    let dir = tempfile::tempdir().expect("a folder");
    let content = vec![7; 32 * 1024 * 1024];
    let digest = Digest::of(&content);
    let path = dir.path().join(digest.blob_path());
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(&path, &content).expect("written");

    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(legeplads_desk::serve::serve(
        dir.path().to_owned(),
        listener,
        async move { drop(stopped.await) },
    ));
    let client = Client::builder().no_proxy().build().expect("a client");
    let url = format!("http://{address}/{}", digest.blob_path());
    let mut response = client.get(url).send().await.expect("an answer");
    let mut got = response
        .chunk()
        .await
        .expect("a piece")
        .expect("a piece")
        .len();
    stop.send(()).expect("it is still there");
    while let Some(piece) = response.chunk().await.expect("the rest") {
        got += piece.len();
    }
    assert_eq!(got, content.len());
    drop(client);
    serving.await.expect("it ended").expect("it ended well");
}

#[test]
fn a_folder_that_is_not_there() {
    let said = crate::support::desk(&["serve", "no/such/folder", "--listen", "127.0.0.1:0"]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.err.contains("no/such/folder is not a folder"),
        "{}",
        said.err
    );
}
