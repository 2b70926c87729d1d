//! TLS with our own notion of time, and with a site's own certificate authority.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::{self, PemObject};
use rustls::time_provider::TimeProvider;
use rustls::{ClientConfig, RootCertStore, crypto};

/// Where systems keep the certificates of the authorities they trust, in one file. The first that
/// is there counts.
const SYSTEM: [&str; 4] = [
    // Debian, Ubuntu, Arch
    "/etc/ssl/certs/ca-certificates.crt",
    // Fedora
    "/etc/pki/tls/certs/ca-bundle.crt",
    // openSUSE
    "/etc/ssl/ca-bundle.pem",
    // Alpine
    "/etc/ssl/cert.pem",
];

/// Names another file instead of these, as for other programs.
const SYSTEM_VARIABLE: &str = "SSL_CERT_FILE";

/// Why TLS could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The site's own file is of no use.
    #[error(
        "cannot use {} as a certificate authority: {why}; a file with certificates in PEM form is \
         needed (-----BEGIN CERTIFICATE-----)",
        path.display()
    )]
    Authority {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// The library refused its own protocol versions.
    #[error("cannot set up TLS: {0}")]
    Setup(#[from] rustls::Error),
}

/// TLS that trusts what this system trusts, and the authorities in `site` besides, by the time of
/// `time`.
///
/// # Errors
///
/// [`TlsError`] says which file is no good.
pub fn config(site: Option<&Path>, time: Arc<dyn TimeProvider>) -> Result<ClientConfig, TlsError> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(system());
    if let Some(path) = site {
        add(&mut roots, path)?;
    }
    let provider = Arc::new(crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_details(provider, time)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}

/// What the system trusts. A certificate among it that cannot be read is passed over, and a system
/// that has none can still follow a feed over http, or with an authority of the site's own.
fn system() -> Vec<CertificateDer<'static>> {
    let named = std::env::var_os(SYSTEM_VARIABLE).map(PathBuf::from);
    let known = SYSTEM.iter().map(PathBuf::from);
    let file = match named {
        Some(named) => Some(named),
        None => known.into_iter().find(|path| path.is_file()),
    };
    let Some(file) = file else {
        tracing::warn!("this system has no certificate authorities; install ca-certificates");
        return Vec::new();
    };
    match CertificateDer::pem_file_iter(&file) {
        Ok(certificates) => certificates.filter_map(Result::ok).collect(),
        Err(error) => {
            let file = file.display();
            tracing::warn!("cannot read this system's certificate authorities {file}: {error}");
            Vec::new()
        }
    }
}

fn add(roots: &mut RootCertStore, path: &Path) -> Result<(), TlsError> {
    let broken = |why: String| TlsError::Authority {
        path: path.to_owned(),
        why,
    };
    let certificates: Result<Vec<_>, pem::Error> =
        CertificateDer::pem_file_iter(path).and_then(Iterator::collect);
    let certificates = certificates.map_err(|error| broken(error.to_string()))?;
    if certificates.is_empty() {
        return Err(broken("there is no certificate in it".to_owned()));
    }
    for certificate in certificates {
        roots
            .add(certificate)
            .map_err(|error| broken(error.to_string()))?;
    }
    Ok(())
}
