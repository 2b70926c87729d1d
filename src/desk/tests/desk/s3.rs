//! A bucket of a real S3-compatible server.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use axum::Router;
use axum::error_handling::HandleError;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn};
use s3s::HttpError;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::Mutex;

use crate::support::{Town, listing};

/// Serves S3 until it is dropped.
struct S3 {
    address: String,
    disk: TempDir,
    _runtime: Runtime,
}

impl S3 {
    fn start() -> Self {
        let disk = tempfile::tempdir().expect("a folder");
        fs::create_dir(disk.path().join("town")).expect("a bucket");
        let files = FileSystem::new(disk.path()).expect("a folder");
        let mut service = S3ServiceBuilder::new(files);
        service.set_auth(SimpleAuth::from_single("staff", "secret"));
        let service = HandleError::new(service.build(), |error: HttpError| async move {
            (StatusCode::INTERNAL_SERVER_ERROR, format!("{error:?}"))
        });
        // It compares and then writes, in two steps; with S3 that is one. So one at a time.
        let turn = Arc::new(Mutex::new(()));
        let one_at_a_time = from_fn(move |request: Request, next: Next| {
            let turn = turn.clone();
            async move {
                let _turn = match request.method() {
                    &Method::PUT => Some(turn.lock().await),
                    _ => None,
                };
                next.run(request).await
            }
        });
        let router = Router::new().fallback_service(service).layer(one_at_a_time);
        let runtime = Runtime::new().expect("a runtime");
        let listener = runtime
            .block_on(TcpListener::bind("127.0.0.1:0"))
            .expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        runtime.spawn(async move { axum::serve(listener, router).await });
        Self {
            address,
            disk,
            _runtime: runtime,
        }
    }

    /// The program with the way to this server in its environment.
    fn know<'a>(&self, program: &'a mut Command) -> &'a mut Command {
        program
            .env("AWS_ACCESS_KEY_ID", "staff")
            .env("AWS_SECRET_ACCESS_KEY", "secret")
            .env("AWS_REGION", "eu-north-1")
            .env("AWS_ENDPOINT", &self.address)
            .env("AWS_ALLOW_HTTP", "true")
            .env("NO_PROXY", "127.0.0.1")
    }

    fn objects(&self) -> BTreeSet<String> {
        let bucket = self.disk.path().join("town");
        let below = |path: &Path| path.strip_prefix(&bucket).expect("below").to_owned();
        let all = listing(&bucket);
        all.keys()
            .map(|path| below(path).display().to_string())
            .collect()
    }
}

const TO: [&str; 2] = ["--to", "s3://town/kiosks/billund"];

#[test]
fn there_and_back() {
    let (s3, town) = (S3::start(), Town::new());
    let said = town.said(s3.know(&mut town.publishing(&TO)));
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    assert!(
        said.out.starts_with(
            "Release 1 of Lilleby Kommune is published on channel live in s3://town/kiosks/billund"
        ),
        "{}",
        said.out
    );
    let objects = s3.objects();
    for name in ["1.root", "1.targets", "timestamp"] {
        let object = format!("kiosks/billund/metadata/{name}.json");
        assert!(objects.contains(&object), "{object}: {objects:?}");
    }
    assert!(
        !objects.iter().any(|name| name.contains("/.desk")),
        "{objects:?}"
    );

    let again = town.said(s3.know(&mut town.publishing(&TO)));
    assert!(
        again.out.starts_with("Nothing has changed: release 1 "),
        "{}",
        again.out
    );
    town.edit("feed.ron", "Hele byen er", "Byen er");
    let said = town.said(s3.know(&mut town.publishing(&TO)));
    assert!(
        said.out.starts_with("Release 2 "),
        "{}{}",
        said.out,
        said.err
    );
    let said = town.said(s3.know(&mut town.telling("rollback", &[&["1"][..], &TO].concat())));
    assert!(
        said.out.starts_with("Release 3 "),
        "{}{}",
        said.out,
        said.err
    );
    let said = town.said(s3.know(&mut town.telling("diff", &[&["1", "3"][..], &TO].concat())));
    assert!(
        said.out.ends_with("They are the same.\n"),
        "{}{}",
        said.out,
        said.err
    );
    let said = town.said(s3.know(&mut town.telling("takedown", &TO)));
    assert!(
        said.out.starts_with("Release 4 "),
        "{}{}",
        said.out,
        said.err
    );
    let said = town.said(s3.know(&mut town.telling("releases", &TO)));
    assert_eq!(said.out.lines().count(), 5, "{}{}", said.out, said.err);
}

#[test]
fn eight_programs_and_one_bucket() {
    let s3 = S3::start();
    let towns: Vec<_> = (0..8)
        .map(|nth| {
            let town = Town::new();
            town.edit("feed.ron", "Hele byen er", &format!("{nth} gange byen er"));
            town
        })
        .collect();
    let keys = towns[0].keys();
    let more = [&TO[..], &["--keys", crate::support::text(&keys)]].concat();
    let mut waiting: Vec<_> = towns.iter().collect();
    let mut rounds = 0;
    while !waiting.is_empty() {
        rounds += 1;
        assert!(rounds <= towns.len(), "somebody wins every round");
        let racing: Vec<_> = waiting
            .iter()
            .map(|town| {
                let mut program = town.publishing(&more);
                s3.know(&mut program)
                    .stdout(Stdio::null())
                    .stderr(Stdio::piped());
                program.spawn().expect("started")
            })
            .collect();
        let mut late = Vec::new();
        for (town, racer) in waiting.into_iter().zip(racing) {
            let ended = racer.wait_with_output().expect("it ended");
            if !ended.status.success() {
                let said = String::from_utf8_lossy(&ended.stderr).into_owned();
                assert!(said.contains("somebody published release "), "{said}");
                late.push(town);
            }
        }
        waiting = late;
    }
    println!("8 desks were through after {rounds} rounds");
    let town = &towns[0];
    let said = town.said(s3.know(&mut town.telling("releases", &TO)));
    assert_eq!(said.out.lines().count(), 9, "{}{}", said.out, said.err);
}

#[test]
fn the_wrong_secret() {
    let (s3, town) = (S3::start(), Town::new());
    let mut program = town.publishing(&TO);
    s3.know(&mut program)
        .env("AWS_SECRET_ACCESS_KEY", "guessed");
    let said = town.said(&mut program);
    assert_eq!(said.code, Some(1));
    assert!(
        said.err.contains("in s3://town/kiosks/billund"),
        "{}",
        said.err
    );
    assert!(said.err.contains("SignatureDoesNotMatch"), "{}", said.err);
    assert_eq!(s3.objects().len(), 0);
}
