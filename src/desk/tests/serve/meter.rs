//! The wire between couriers and a server, with a meter on it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

/// What went over the wire for one sort of request.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spent {
    pub requests: u64,
    /// In both directions, heads and all; without what TCP and IP add.
    pub bytes: u64,
}

/// By method and path.
type Meters = Arc<Mutex<BTreeMap<String, Spent>>>;

pub struct Wire {
    /// The server's address at this end.
    pub address: String,
    meters: Meters,
}

impl Wire {
    /// To a server at `host:port`.
    pub async fn to(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (meters, server) = (Meters::default(), server.to_owned());
        let kept = Arc::clone(&meters);
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let far = TcpStream::connect(&server).await.expect("the server");
                let ((near_in, near_out), (far_in, far_out)) =
                    (near.into_split(), far.into_split());
                // One request at a time on each connection: what comes back belongs to the last.
                let about = Arc::new(Mutex::new(String::new()));
                tokio::spawn(carry(near_in, far_out, kept.clone(), about.clone(), true));
                tokio::spawn(carry(far_in, near_out, kept.clone(), about, false));
            }
        });
        Self {
            address: format!("http://{address}/"),
            meters,
        }
    }

    /// What was spent on requests that begin like this, such as `GET /metadata`.
    pub fn spent(&self, beginning: &str) -> Spent {
        let meters = self.meters.lock().expect("no panic");
        let matching = meters
            .iter()
            .filter(|(what, _)| what.starts_with(beginning));
        matching.fold(Spent::default(), |sum, (_, one)| Spent {
            requests: sum.requests + one.requests,
            bytes: sum.bytes + one.bytes,
        })
    }

    /// Begins anew.
    pub fn reset(&self) {
        self.meters.lock().expect("no panic").clear();
    }
}

async fn carry(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    meters: Meters,
    about: Arc<Mutex<String>>,
    asks: bool,
) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(count @ 1..) = from.read(&mut buffer).await {
        let begun = asks.then(|| request(&buffer[..count])).flatten();
        let begins = begun.is_some();
        let now = {
            let mut about = about.lock().expect("no panic");
            *about = begun.unwrap_or_else(|| about.clone());
            about.clone()
        };
        count_in(&meters, &now, begins, count);
        if to.write_all(&buffer[..count]).await.is_err() {
            break;
        }
    }
}

/// `GET /metadata/timestamp.json`, if a request begins here.
fn request(bytes: &[u8]) -> Option<String> {
    let line = std::str::from_utf8(bytes.split(|byte| *byte == b'\r').next()?).ok()?;
    let what = line.strip_suffix(" HTTP/1.1")?;
    Some(what.to_owned())
}

fn count_in(meters: &Meters, about: &str, begins: bool, bytes: usize) {
    let mut meters = meters.lock().expect("no panic");
    let spent = meters.entry(about.to_owned()).or_default();
    spent.requests += u64::from(begins);
    spent.bytes += bytes as u64;
}
