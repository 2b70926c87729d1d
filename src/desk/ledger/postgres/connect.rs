//! How a server is reached.
//!
//! On the same machine as it is; anywhere else encrypted, and only to a server whose certificate the
//! machine's own authorities vouch for. The connection string may say otherwise (`sslmode=disable`).

use std::env;
use std::sync::Arc;
use std::time::Duration;

use postgres::config::{Host, SslMode};
use postgres::{Client, Config, NoTls};
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::Refusal;

/// A server that says nothing for so long is away; kiosks ask again.
const PATIENCE: Duration = Duration::from_secs(10);

/// The server gives up a statement that takes longer, and what it locks. In its own words.
const STATEMENTS: &str = "-c statement_timeout=60s -c lock_timeout=10s";

/// Where libpq's programs look for a password, so that none stands in a list of processes.
const PASSWORD: &str = "PGPASSWORD";

/// Connects to what a connection string names.
pub(super) fn connect(url: &str) -> Result<Client, Refusal> {
    let mut config: Config = url.parse().map_err(|error| super::in_full(&error))?;
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(PATIENCE);
    }
    if config.get_options().is_none() {
        config.options(STATEMENTS);
    }
    if config.get_application_name().is_none() {
        config.application_name("legeplads-desk");
    }
    if config.get_password().is_none()
        && let Ok(password) = env::var(PASSWORD)
    {
        config.password(password);
    }
    let connected = match config.get_ssl_mode() {
        SslMode::Disable => config.connect(NoTls),
        _ if is_near(&config) => config.connect(NoTls),
        // Without an encrypted way there is none: `prefer` would give up the first time somebody asks
        // it to.
        _ => config.ssl_mode(SslMode::Require).connect(encrypted()?),
    };
    connected.map_err(|error| super::in_full(&error))
}

/// Whether what is said stays on this machine.
fn is_near(config: &Config) -> bool {
    let hosts = config.get_hosts();
    let is_near = |host: &Host| match host {
        #[cfg(unix)]
        Host::Unix(_) => true,
        Host::Tcp(name) => matches!(name.as_str(), "localhost" | "127.0.0.1" | "::1"),
    };
    let required = matches!(config.get_ssl_mode(), SslMode::Require);
    let addresses = config.get_hostaddrs().iter();
    !required
        && !hosts.is_empty()
        && hosts.iter().all(is_near)
        && addresses.into_iter().all(|address| address.is_loopback())
}

fn encrypted() -> Result<MakeRustlsConnect, Refusal> {
    let mut roots = RootCertStore::empty();
    let found = rustls_native_certs::load_native_certs();
    roots.add_parsable_certificates(found.certs);
    if roots.is_empty() {
        return Err(
            "this machine knows no certificate authorities, so nobody can vouch for the \
                    server; install the package ca-certificates"
                .into(),
        );
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
