//! TLS: whose certificates count, and when.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use legeplads_sync::{Options, Outcome, run};
use legeplads_trust::layout;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned, crypto};
use tempfile::TempDir;

use crate::content::Content;
use crate::server::{Reply, Server};
use crate::support::{Fixed, address, assert_unreachable, options, run_once};

/// What a [`Site`] is called where nobody but a proxy finds it.
pub const BEYOND: &str = "feed.invalid";

/// A site with a certificate authority of its own, before a server that has no TLS.
pub struct Site {
    pub server: Server,
    pub address: String,
    dir: TempDir,
}

impl Site {
    /// Its certificate is good for a hundred days from 25 November 2026 on, which is after this
    /// program was made.
    pub async fn start() -> Self {
        let server = Server::start().await;
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        let authority = CertifiedIssuer::self_signed(params, key).expect("an authority");
        let names = vec!["127.0.0.1".to_owned(), BEYOND.to_owned()];
        let mut params = CertificateParams::new(names).expect("a name");
        params.not_before = date_time_ymd(2026, 11, 25);
        params.not_after = date_time_ymd(2027, 3, 5);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &authority).expect("a certificate");
        let provider = Arc::new(crypto::aws_lc_rs::default_provider());
        let private = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], private)
            .expect("a configuration");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let (behind, _) = behind(&server);
        thread::spawn(move || accept(&listener, &Arc::new(config), &behind));
        let site = Self {
            server,
            address: format!("https://{address}/feed"),
            dir: tempfile::tempdir().expect("a folder"),
        };
        std::fs::write(site.authority(), authority.pem()).expect("written");
        site.server.publish(&Content::tiny()).await;
        site
    }

    pub fn authority(&self) -> PathBuf {
        self.dir.path().join("site.pem")
    }

    /// One round by the clock given.
    fn options(&self, now: &str, is_synced: bool) -> Options {
        Options {
            feed: address(&self.address),
            authorities: Some(self.authority()),
            machine: Arc::new(Fixed {
                now: now.parse().expect("a time"),
                is_synced,
            }),
            ..options(&self.server, &self.dir.path().join("store"))
        }
    }
}

/// Host and path of the server without TLS.
fn behind(server: &Server) -> (String, String) {
    let plain = server.address.trim_start_matches("http://");
    let (host, path) = plain.split_once('/').expect("a path");
    (host.to_owned(), path.to_owned())
}

/// One question a connection.
fn accept(listener: &TcpListener, config: &Arc<ServerConfig>, behind: &str) {
    for near in listener.incoming() {
        let (near, config) = (near.expect("a connection"), Arc::clone(config));
        let behind = behind.to_owned();
        // What a courier does not like ends here in an error, as it should.
        thread::spawn(move || pass_on(near, config, &behind));
    }
}

fn pass_on(near: TcpStream, config: Arc<ServerConfig>, behind: &str) -> std::io::Result<()> {
    let tls = ServerConnection::new(config).map_err(std::io::Error::other)?;
    let mut near = StreamOwned::new(tls, near);
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        near.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    head.truncate(head.len() - 2);
    head.extend(b"connection: close\r\n\r\n");
    let mut far = TcpStream::connect(behind)?;
    far.write_all(&head)?;
    let mut answer = Vec::new();
    far.read_to_end(&mut answer)?;
    near.write_all(&answer)?;
    near.conn.send_close_notify();
    near.flush()
}

const TODAY: &str = "2026-12-01T00:00:00Z";

#[tokio::test]
async fn a_sites_own_authority_counts_once_it_is_named() {
    let site = Site::start().await;
    let outcome = run_once(Options {
        authorities: None,
        ..site.options(TODAY, true)
    })
    .await;
    assert_unreachable(&outcome, "name its file with --ca");
    let outcome = run_once(site.options(TODAY, true)).await;
    assert_eq!(outcome, Outcome::Updated);
}

#[tokio::test]
async fn a_file_that_holds_no_authority_is_told_at_once() {
    let site = Site::start().await;
    let path = site.dir.path().join("other.pem");
    for content in [
        "",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    ] {
        std::fs::write(&path, content).expect("written");
        let options = Options {
            authorities: Some(path.clone()),
            ..site.options(TODAY, true)
        };
        let error = run(options, std::future::pending()).await;
        let words = error.expect_err("no authority").to_string();
        assert!(words.contains("other.pem"), "{words}");
        assert!(words.contains("PEM"), "{words}");
    }
}

/// A clock without battery: the certificate seems to be of the future until the last time that is
/// certain is known to be past.
#[tokio::test]
async fn a_clock_in_1970_does_not_cut_a_kiosk_off() {
    let site = Site::start().await;
    let cold = || site.options("1970-01-01T00:00:05Z", false);
    let outcome = run_once(cold()).await;
    assert_unreachable(&outcome, "look whether this machine's clock is right");
    let outcome = run_once(site.options(TODAY, true)).await;
    assert_eq!(outcome, Outcome::Updated);
    let second = Content::tiny().version(2);
    site.server.publish(&second).await;
    assert_eq!(run_once(cold()).await, Outcome::Updated);
}

#[tokio::test]
async fn a_clock_in_2099_does_not_cut_a_kiosk_off() {
    let site = Site::start().await;
    let outcome = run_once(site.options(TODAY, true)).await;
    assert_eq!(outcome, Outcome::Updated);
    site.server.publish(&Content::tiny().version(2)).await;
    let outcome = run_once(site.options("2099-01-01T00:00:00Z", false)).await;
    assert_eq!(outcome, Outcome::Updated);
    // Unless somebody vouches for it: then the certificate is over.
    let outcome = run_once(site.options("2099-01-01T00:00:00Z", true)).await;
    assert_unreachable(&outcome, "look whether this machine's clock is right");
}

#[tokio::test]
async fn nobody_is_led_away_from_tls() {
    let site = Site::start().await;
    let plain = format!("{}/{}", site.server.address, layout::TIMESTAMP);
    site.server.set(layout::TIMESTAMP, Reply::Redirect(plain));
    site.server.asked();
    let outcome = run_once(site.options(TODAY, true)).await;
    assert_unreachable(&outcome, "");
    assert_eq!(
        site.server.asked().len(),
        1,
        "the plain address was not asked"
    );
}
