//! The same folder behind nginx and Caddy, as `deploy/` configures them: the real programs.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use legeplads_desk::kiosks::Kiosks;
use legeplads_trust::Channel;
use legeplads_trust::layout::{TIMESTAMP, root};
use reqwest::header::{
    CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    LAST_MODIFIED, RANGE,
};
use reqwest::{Client, RequestBuilder, Response};

use crate::place::Town;
use crate::serving::{Program, SOON, header, until};

/// A web server, running until it is dropped. It listens on a socket in the file system: it could
/// not say which port it took.
struct Front {
    child: Child,
    client: Client,
}

impl Front {
    async fn start(mut command: Command, socket: &Path) -> Self {
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let child = child.expect("it could be started");
        let client = Client::builder().no_proxy().unix_socket(socket);
        let mut front = Self {
            child,
            client: client.build().expect("a client"),
        };
        until("a web server", async || {
            let ended = front.child.try_wait().expect("a child");
            assert!(ended.is_none(), "{command:?} has ended; run it to see why");
            front.get("").send().await.ok()
        })
        .await;
        front
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("http://feed.example.org/{path}"))
    }

    async fn answer(&self, path: &str) -> Response {
        self.get(path).send().await.expect("an answer")
    }

    async fn post(&self, path: &str, body: String) -> u16 {
        let post = self.client.post(format!("http://feed.example.org/{path}"));
        let answer = post.body(body).send().await.expect("an answer");
        answer.status().as_u16()
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where a program is; Debian keeps servers out of the way of ordinary users.
fn program(name: &str) -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    let mut programs = folders.map(|folder| folder.join(name));
    programs
        .find(|program| program.is_file())
        .unwrap_or_else(|| panic!("{name} is needed for this test; deploy/test installs it"))
}

/// A configuration of `deploy/`, fitted to a place.
fn fitted(name: &str, changes: &[(&str, String)]) -> String {
    let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy");
    let mut text = fs::read_to_string(deploy.join(name)).expect("readable");
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from} in {name}");
        text = text.replace(from, to);
    }
    text
}

/// nginx with one site, and nothing of the system's.
async fn nginx(town: &Town, site: &str) -> Front {
    let dir = town.root().join("nginx");
    fs::create_dir(&dir).expect("made");
    let own = dir.display();
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("{kind}_temp_path {own}/{kind};\n"))
        .concat();
    let main = format!(
        "daemon off;\nmaster_process off;\npid {own}/pid;\n\
         events {{ worker_connections 256; }}\n\
         http {{\naccess_log off;\n{temporary}{site}\n}}\n"
    );
    fs::write(dir.join("nginx.conf"), main).expect("written");
    let mut command = Command::new(program("nginx"));
    command
        .args(["-e", "stderr", "-p"])
        .arg(&dir)
        .args(["-c", "nginx.conf"]);
    Front::start(command, &dir.join("socket")).await
}

async fn nginx_as_deployed(town: &Town, desk: &str) -> Front {
    let socket = town.root().join("nginx/socket");
    let site = fitted(
        "nginx.conf",
        &[
            ("server 127.0.0.1:8080;", format!("server {desk};")),
            (
                "listen 443 ssl;",
                format!("listen unix:{};", socket.display()),
            ),
            ("ssl_certificate     /etc/ssl/feed.pem;", String::new()),
            (
                "ssl_certificate_key /etc/ssl/private/feed.key;",
                String::new(),
            ),
            (
                "root /srv/legeplads/published;",
                format!("root {};", town.out().display()),
            ),
        ],
    );
    nginx(town, &site).await
}

async fn caddy_as_deployed(town: &Town, desk: &str) -> Front {
    let dir = town.root().join("caddy");
    fs::create_dir(&dir).expect("made");
    let socket = dir.join("socket");
    let site = format!("http:// {{\n\tbind unix/{}", socket.display());
    let site = fitted(
        "Caddyfile",
        &[
            ("feed.example.org {", site),
            (
                "root * /srv/legeplads/published",
                format!("root * {}", town.out().display()),
            ),
            (
                "reverse_proxy 127.0.0.1:8080",
                format!("reverse_proxy {desk}"),
            ),
        ],
    );
    let config = dir.join("Caddyfile");
    fs::write(&config, format!("{{\n\tadmin off\n}}\n{site}")).expect("written");
    let mut command = Command::new(program("caddy"));
    command
        .args(["run", "--adapter", "caddyfile", "--config"])
        .arg(&config);
    command
        .env("XDG_DATA_HOME", &dir)
        .env("XDG_CONFIG_HOME", &dir);
    Front::start(command, &socket).await
}

#[test]
fn caddy_takes_its_configuration_as_it_is() {
    let dir = tempfile::tempdir().expect("a folder");
    let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy");
    let said = Command::new(program("caddy"))
        .args(["validate", "--adapter", "caddyfile", "--config"])
        .arg(deploy.join("Caddyfile"))
        .env("XDG_DATA_HOME", dir.path())
        .env("XDG_CONFIG_HOME", dir.path())
        .output();
    let said = said.expect("it could be started");
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
}

/// Everything that a kiosk asks for.
async fn serves_a_kiosk(town: &Town, front: &Front) {
    let live = Channel::live();
    let response = front.answer(TIMESTAMP).await;
    assert_eq!(response.status(), 200);
    assert_eq!(header(&response, CACHE_CONTROL), "no-cache");
    let timestamp = fs::read(town.out().join(TIMESTAMP)).expect("published");
    assert_eq!(response.bytes().await.expect("a body"), timestamp);

    let response = front.answer(&root(1)).await;
    assert_eq!(response.status(), 200);
    assert!(header(&response, CACHE_CONTROL).contains("immutable"));
    let response = front.answer(&root(2)).await;
    assert_eq!(response.status(), 404);
    assert_eq!(header(&response, CACHE_CONTROL), "no-cache");

    let content: Vec<u8> = (0_u32..300_000).map(|n| (n % 251) as u8).collect();
    let blob = town.blob(&content).blob_path();
    let response = front.answer(&blob).await;
    assert!(header(&response, CACHE_CONTROL).contains("immutable"));
    assert_eq!(response.bytes().await.expect("a body"), content);
    let rest = front.get(&blob).header(RANGE, "bytes=299990-").send().await;
    let rest = rest.expect("an answer");
    assert_eq!(rest.status(), 206);
    assert_eq!(header(&rest, CONTENT_RANGE), "bytes 299990-299999/300000");
    assert_eq!(rest.bytes().await.expect("a body"), content[299_990..]);

    fs::write(town.out().join("billund.html"), "<!DOCTYPE html>").expect("written");
    let response = front.answer("billund.html").await;
    assert_eq!(response.status(), 200);
    let kind = header(&response, CONTENT_TYPE);
    assert_eq!(kind, "text/html; charset=utf-8");
    assert_eq!(header(&response, CACHE_CONTROL), "no-cache");

    fs::write(town.out().join("secret.txt"), "secret").expect("written");
    let hidden = [
        "",
        "metadata/",
        "secret.txt",
        "blobs/../secret.txt",
        ".desk/lock",
        ".html",
        "metadata/billund.html",
        ".desk/kiosks/a.json",
        "status.json",
    ];
    for path in hidden {
        assert_eq!(front.answer(path).await.status(), 404, "{path}");
    }

    let mut events = front.answer("events").await;
    assert_eq!(events.status(), 200);
    let mut heard = String::new();
    let mut hears = async |what: &str| {
        while !heard.contains(what) {
            let piece = tokio::time::timeout(SOON, events.chunk()).await;
            let piece = piece
                .expect("in time")
                .expect("it stands")
                .expect("it goes on");
            heard += std::str::from_utf8(&piece).expect("text");
        }
    };
    hears("event: release\n").await;
    let next = town.release(&live).await.timestamp_version;
    hears(&format!("\"version\":{next}")).await;

    let beat = r#"{"kiosk":"airport-1","release":1}"#.to_owned();
    assert_eq!(front.post("heartbeat", beat).await, 204);
    assert_eq!(Kiosks::read(&town.out()).expect("readable").len(), 1);
    assert_eq!(front.post("heartbeat", "x".repeat(4_000)).await, 413);
    assert_eq!(front.post("outbox", "no batch".to_owned()).await, 422);
    assert_eq!(front.post("outbox", "x".repeat(1_000_000)).await, 413);
}

#[tokio::test]
async fn nginx_serves_a_kiosk() {
    let town = Town::published().await;
    let desk = Program::start(&town.out(), &[]);
    let front = nginx_as_deployed(&town, &desk.address).await;
    serves_a_kiosk(&town, &front).await;
}

#[tokio::test]
async fn caddy_serves_a_kiosk() {
    let town = Town::published().await;
    let desk = Program::start(&town.out(), &[]);
    let front = caddy_as_deployed(&town, &desk.address).await;
    serves_a_kiosk(&town, &front).await;
}

/// Replaces the timestamp by one of the same length; both are of one second.
fn replace(town: &Town, letter: &str, after: Duration) {
    let path = town.out().join(TIMESTAMP);
    let part = town.out().join("part");
    fs::write(&part, letter.repeat(1_500)).expect("written");
    let second = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_000_000);
    let file = File::options().write(true).open(&part).expect("there");
    file.set_modified(second + after).expect("set");
    fs::rename(&part, &path).expect("replaced");
}

async fn first_letter(answer: Response) -> char {
    let text = answer.text().await.expect("text");
    text.chars().next().unwrap_or('-')
}

/// A web server that is told nothing of timestamps.
fn bare(town: &Town) -> String {
    format!(
        "server {{ listen unix:{}; root {}; }}",
        town.root().join("nginx/socket").display(),
        town.out().display()
    )
}

#[tokio::test]
async fn nginx_takes_two_timestamps_for_one() {
    let town = Town::published().await;
    let front = nginx(&town, &bare(&town)).await;
    replace(&town, "a", Duration::from_millis(100));
    let response = front.answer(TIMESTAMP).await;
    let tag = header(&response, ETAG);
    assert_eq!(first_letter(response).await, 'a');
    let ask = async || {
        let get = front.get(TIMESTAMP).header(IF_NONE_MATCH, &tag);
        get.send().await.expect("an answer")
    };

    // The trap: another file, and nginx says that it is the same.
    replace(&town, "b", Duration::from_millis(900));
    assert_eq!(ask().await.status(), 304);

    // Whoever was told that there is something new does not send the tag along.
    assert_eq!(first_letter(front.answer(TIMESTAMP).await).await, 'b');

    // And a second later the two are told apart.
    replace(&town, "c", Duration::from_millis(1_900));
    let response = ask().await;
    assert_eq!(response.status(), 200);
    assert_eq!(first_letter(response).await, 'c');
}

#[tokio::test]
async fn what_is_published_does_not_run_into_it() {
    let (town, live) = (Town::published().await, Channel::live());
    let front = nginx(&town, &bare(&town)).await;
    let path = town.out().join(TIMESTAMP);
    let second = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_000_000);
    let mut tags = Vec::new();
    for round in 0..20 {
        if round % 2 == 0 {
            town.release(&live).await;
        } else {
            let renewed = town.place().renew(town.key_ring(), Timestamp::now()).await;
            renewed.expect("renewed");
        }
        // As if all were within one second.
        let file = File::options().write(true).open(&path).expect("there");
        file.set_modified(second).expect("set");
        let tag = header(&front.answer(TIMESTAMP).await, ETAG);
        assert!(!tags.contains(&tag), "{tag} twice");
        tags.push(tag);
    }
}

/// As deployed the file has neither tag nor date, whatever a kiosk sends along.
async fn gives_each_timestamp(town: &Town, front: &Front) {
    for letter in ["a", "b"] {
        replace(town, letter, Duration::from_millis(100));
        let get = front.get(TIMESTAMP);
        let get = get.header(IF_NONE_MATCH, "\"6afd9ac0-5dc\"");
        let get = get.header(IF_MODIFIED_SINCE, "Wed, 18 Nov 2026 11:06:40 GMT");
        let response = get.send().await.expect("an answer");
        assert_eq!(response.status(), 200);
        let lacks = |name: &HeaderName| !response.headers().contains_key(name);
        assert!(lacks(&ETAG) && lacks(&LAST_MODIFIED), "{response:?}");
        assert_eq!(first_letter(response).await.to_string(), letter);
    }
}

#[tokio::test]
async fn nginx_as_deployed_gives_each_timestamp() {
    let town = Town::published().await;
    let front = nginx_as_deployed(&town, "127.0.0.1:9").await;
    gives_each_timestamp(&town, &front).await;
}

#[tokio::test]
async fn caddy_as_deployed_gives_each_timestamp() {
    let town = Town::published().await;
    let front = caddy_as_deployed(&town, "127.0.0.1:9").await;
    gives_each_timestamp(&town, &front).await;
}
