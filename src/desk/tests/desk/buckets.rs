//! Buckets of Google, Microsoft and Amazon, by the addresses that staff write.
//!
//! What answers here is no cloud: it keeps objects in memory, and knows the conditions under which
//! each of the three is asked to replace one. It shows that an address leads to the right kind of
//! request, and what staff are told; `s3.rs` has a whole server of one kind.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{ETAG, IF_MATCH, IF_NONE_MATCH, LAST_MODIFIED};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::support::{Said, Town, text};

/// Every write has a number of its own, as with Google.
#[derive(Default)]
struct Objects {
    by_path: Mutex<BTreeMap<String, (u64, Bytes)>>,
    is_full: AtomicBool,
}

struct Cloud {
    address: String,
    objects: Arc<Objects>,
    _runtime: Runtime,
}

const KINDS: [&str; 3] = ["gs://town", "az://town", "s3://town"];

impl Cloud {
    fn start() -> Self {
        let objects = Arc::<Objects>::default();
        let router = Router::new().fallback(answer).with_state(objects.clone());
        let runtime = Runtime::new().expect("a runtime");
        let listener = runtime
            .block_on(TcpListener::bind("127.0.0.1:0"))
            .expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        runtime.spawn(async move { axum::serve(listener, router).await });
        Self {
            address,
            objects,
            _runtime: runtime,
        }
    }

    /// The program with the way here in its environment.
    fn know<'a>(&self, program: &'a mut Command) -> &'a mut Command {
        let google = json!({
            "gcs_base_url": self.address, "disable_oauth": true,
            "client_email": "", "private_key": "", "private_key_id": "",
        });
        alone(program)
            .env("GOOGLE_SERVICE_ACCOUNT_KEY", google.to_string())
            .env("GOOGLE_ALLOW_HTTP", "true")
            .env("AZURE_STORAGE_USE_EMULATOR", "true")
            .env("AZURITE_BLOB_STORAGE_URL", &self.address)
            .env("AWS_ACCESS_KEY_ID", "staff")
            .env("AWS_SECRET_ACCESS_KEY", "secret")
            .env("AWS_ENDPOINT", &self.address)
            .env("AWS_ALLOW_HTTP", "true")
    }

    fn said(&self, town: &Town, mut program: Command) -> Said {
        town.said(self.know(&mut program))
    }

    fn holds(&self, path: &str) -> bool {
        let objects = self.objects.by_path.lock().expect("no panic");
        let plain = |key: &String| key.replace("%2F", "/").replace("%2E", ".");
        objects.keys().any(|key| plain(key).ends_with(path))
    }
}

/// Nothing of the machine that tests run on.
fn alone(program: &mut Command) -> &mut Command {
    for (name, _) in std::env::vars() {
        if ["AWS_", "AZURE_", "GOOGLE_"]
            .iter()
            .any(|kind| name.starts_with(kind))
        {
            program.env_remove(name);
        }
    }
    program.env("HOME", "/nowhere").env("NO_PROXY", "127.0.0.1")
}

async fn answer(
    State(objects): State<Arc<Objects>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut by_path = objects.by_path.lock().expect("no panic");
    let path = uri.path().to_owned();
    let known = by_path.get(&path).map_or(0, |(number, _)| *number);
    if method != Method::PUT {
        return match by_path.get(&path) {
            Some((number, bytes)) => (about(*number), bytes.clone()).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        };
    }
    if objects.is_full.load(Ordering::Relaxed) {
        return (StatusCode::INSUFFICIENT_STORAGE, "QuotaExceeded").into_response();
    }
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let tag = tag(known);
    let fits = match (
        said("x-goog-if-generation-match"),
        said(IF_MATCH.as_str()),
        said(IF_NONE_MATCH.as_str()),
    ) {
        (Some(number), _, _) => number == known.to_string(),
        (_, Some(wanted), _) => wanted == tag,
        (_, _, Some(_)) => known == 0,
        _ => true,
    };
    if !fits {
        return StatusCode::PRECONDITION_FAILED.into_response();
    }
    let number = 1 + by_path
        .values()
        .map(|(number, _)| *number)
        .max()
        .unwrap_or(0);
    by_path.insert(path, (number, body));
    (StatusCode::CREATED, about(number)).into_response()
}

fn tag(number: u64) -> String {
    format!("\"{number}\"")
}

fn about(number: u64) -> [(&'static str, String); 3] {
    [
        (ETAG.as_str(), tag(number)),
        ("x-goog-generation", number.to_string()),
        (
            LAST_MODIFIED.as_str(),
            "Sun, 22 Nov 2026 08:00:00 GMT".to_owned(),
        ),
    ]
}

#[test]
fn there_and_back() {
    for kind in KINDS {
        let (cloud, town) = (Cloud::start(), Town::new());
        let to = format!("{kind}/kiosks/lilleby");
        let said = cloud.said(&town, town.publishing(&["--to", &to]));
        let first = format!("Release 1 of Lilleby Kommune is published on channel live in {to}");
        assert!(said.out.starts_with(&first), "{}{}", said.out, said.err);
        assert!(cloud.holds("/town/kiosks/lilleby/metadata/timestamp.json"));
        town.edit("feed.ron", "Hele byen er", "Byen er");
        let said = cloud.said(&town, town.publishing(&["--to", &to]));
        assert!(
            said.out.starts_with("Release 2 "),
            "{}{}",
            said.out,
            said.err
        );
        let said = cloud.said(&town, town.telling("rollback", &["1", "--to", &to]));
        assert!(
            said.out.starts_with("Release 3 "),
            "{}{}",
            said.out,
            said.err
        );
        let said = cloud.said(&town, town.telling("releases", &["--to", &to]));
        assert_eq!(said.out.lines().count(), 4, "{}{}", said.out, said.err);
    }
}

#[test]
fn four_desks_at_once() {
    for kind in KINDS {
        let cloud = Cloud::start();
        let towns = [(); 4].map(|()| Town::new());
        let keys = towns[0].keys();
        for (nth, town) in towns.iter().enumerate() {
            town.edit("feed.ron", "Hele byen er", &format!("{nth} gange byen er"));
        }
        let mut waiting: Vec<_> = towns.iter().collect();
        while !waiting.is_empty() {
            let racing = waiting.iter().map(|town| {
                let mut program = town.publishing(&["--to", kind, "--keys", text(&keys)]);
                let program = cloud.know(&mut program);
                program.stdout(Stdio::null()).stderr(Stdio::piped());
                program.spawn().expect("started")
            });
            let racing: Vec<_> = racing.collect();
            let before = waiting.len();
            let mut late = Vec::new();
            for (town, racer) in waiting.into_iter().zip(racing) {
                let ended = racer.wait_with_output().expect("it ended");
                if !ended.status.success() {
                    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
                    assert!(said.contains("somebody published release "), "{said}");
                    late.push(town);
                }
            }
            assert!(late.len() < before, "somebody wins every round");
            waiting = late;
        }
        let town = &towns[0];
        let said = cloud.said(town, town.telling("releases", &["--to", kind]));
        assert_eq!(said.out.lines().count(), 5, "{}{}", said.out, said.err);
    }
}

#[test]
fn a_full_bucket() {
    for kind in KINDS {
        let (cloud, town) = (Cloud::start(), Town::new());
        let said = cloud.said(&town, town.publishing(&["--to", kind]));
        assert_eq!(said.code, Some(0), "{}", said.err);
        cloud.objects.is_full.store(true, Ordering::Relaxed);
        town.edit("feed.ron", "Hele byen er", "Byen er");
        let said = cloud.said(&town, town.publishing(&["--to", kind]));
        assert_eq!(said.code, Some(1));
        for words in [
            &format!("in {kind}: "),
            "whether it has room",
            "what was published before stands",
        ] {
            assert!(said.err.contains(words), "{}", said.err);
        }
        let said = cloud.said(&town, town.telling("releases", &["--to", kind]));
        assert_eq!(said.out.lines().count(), 2, "{}{}", said.out, said.err);
    }
}

#[test]
fn nobody_has_said_who_publishes() {
    let (cloud, town) = (Cloud::start(), Town::new());
    // Where the machines of each cloud ask who they are; nobody is known here.
    let here = cloud.address.trim_start_matches("http://");
    let identity = format!("{}/metadata/identity/oauth2/token", cloud.address);
    for (kind, variable) in [
        ("gs://town", "GOOGLE_SERVICE_ACCOUNT"),
        ("az://town", "AZURE_STORAGE_ACCOUNT_KEY"),
        ("s3://town", "AWS_ACCESS_KEY_ID"),
    ] {
        let mut program = town.publishing(&["--to", kind]);
        alone(&mut program)
            .env("GCE_METADATA_HOST", here)
            .env("GCE_METADATA_IP", here)
            .env("AZURE_STORAGE_ACCOUNT_NAME", "town")
            .env("AZURE_MSI_ENDPOINT", &identity)
            .env("AWS_METADATA_ENDPOINT", &cloud.address)
            .env("AWS_ALLOW_HTTP", "true");
        let said = town.said(&mut program);
        assert_eq!(said.code, Some(1));
        let words = "no credentials are in the environment: set ";
        assert!(said.err.contains(words), "{kind}: {}", said.err);
        assert!(said.err.contains(variable), "{kind}: {}", said.err);
    }
    let mut program = town.publishing(&["--to", "az://town"]);
    let said = town.said(alone(&mut program));
    assert!(said.err.contains("AZURE_…"), "{}", said.err);
}
