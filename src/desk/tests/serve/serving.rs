//! What is served, and those who ask.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use legeplads_desk::serve::{Options, Server};
use reqwest::header::{HeaderName, IF_NONE_MATCH};
use reqwest::{Client, Method, RequestBuilder, Response};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// For what takes an instant, on the busiest of machines.
pub const SOON: Duration = Duration::from_secs(60);

/// The real program, serving until it is dropped.
pub struct Program {
    child: Child,
    pub address: String,
}

impl Program {
    pub fn start(dir: &Path, more: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_legeplads-desk"))
            .arg("serve")
            .arg(dir)
            .args(["--listen", "127.0.0.1:0"])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
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

    /// The process's number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        client().request(method, self.url(path))
    }

    pub async fn get(&self, path: &str) -> Response {
        let answer = self.request(Method::GET, path).send().await;
        answer.expect("an answer")
    }

    pub async fn get_unless(&self, path: &str, known: &str) -> Response {
        let request = self.request(Method::GET, path).header(IF_NONE_MATCH, known);
        request.send().await.expect("an answer")
    }

    /// The status of a request whose path no client would send.
    pub fn status_of(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer.lines().next().unwrap_or_default().to_owned()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The same in this process, to be quick with what takes its time otherwise.
pub struct Here {
    pub address: String,
    stop: Option<oneshot::Sender<()>>,
    ended: JoinHandle<std::io::Result<()>>,
}

impl Here {
    pub async fn start(options: Options) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        let (stop, stopped) = oneshot::channel::<()>();
        let server = Server::open(options).expect("a folder");
        let ended = tokio::spawn(server.run(listener, async {
            // Dropped is told, too.
            let _ = stopped.await;
        }));
        Self {
            address,
            stop: Some(stop),
            ended,
        }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    pub fn stop(&mut self) {
        drop(self.stop.take());
    }

    /// Until it has ended.
    pub async fn ended(mut self) {
        self.stop();
        let ended = tokio::time::timeout(SOON, self.ended).await;
        ended.expect("in time").expect("it ended").expect("well");
    }
}

/// One who asks, and keeps no connection for others.
pub fn client() -> Client {
    Client::builder().no_proxy().build().expect("a client")
}

pub fn header(response: &Response, name: HeaderName) -> String {
    let value = response.headers().get(&name);
    let value = value.unwrap_or_else(|| panic!("no {name}"));
    value.to_str().expect("text").to_owned()
}

/// Asks again and again until it is so.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let looking = async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let found = tokio::time::timeout(SOON, looking).await;
    found.unwrap_or_else(|_| panic!("{what} did not come to be"))
}
