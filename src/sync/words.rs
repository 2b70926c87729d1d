//! Faults of the network, in words for staff.

use std::error::Error;
use std::io;
use std::time::Duration;

use legeplads_trust::Digest;
use reqwest::header::RETRY_AFTER;
use reqwest::{Response, StatusCode, Url};
use rustls::CertificateError;

use crate::event::Fault;

/// Whether this is the beginning of a web page. Nothing that a feed consists of begins like one.
pub(crate) fn is_page(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"<")
}

/// A web page came: somebody between here and the server answered in its stead.
pub(crate) fn page(what: &str) -> Fault {
    Fault::Unreachable(format!(
        "a web page came instead of {what}; look whether the network asks for a log-in, and \
         whether the feed's address is right"
    ))
}

/// An answer with a status that helps nobody.
pub(crate) fn status(what: &str, response: &Response) -> Fault {
    let (url, status) = (response.url(), response.status());
    let hint = match status {
        StatusCode::TOO_MANY_REQUESTS => "; the server has too much to do",
        StatusCode::PROXY_AUTHENTICATION_REQUIRED => {
            "; the proxy wants a name and a password: put them into the proxy's address, as in \
             https_proxy=http://NAME:PASSWORD@HOST:PORT"
        }
        StatusCode::NETWORK_AUTHENTICATION_REQUIRED => "; the network asks for a log-in",
        status if status.is_server_error() => "; the server is out of order",
        _ => "; look whether the feed's address is right and whether anything was published there",
    };
    let asked = shown(url);
    let why = format!("{what} was answered with {status} ({asked}){hint}");
    match status {
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Fault::Busy {
            why,
            wish: wish(response),
        },
        _ => Fault::Unreachable(why),
    }
}

/// How long the server asks to be left alone. A date, which the standard allows too and hardly any
/// server gives, would have to be read off a clock that may be wrong: it counts as no word.
fn wish(response: &Response) -> Duration {
    let after = response.headers().get(RETRY_AFTER);
    let seconds = after.and_then(|after| after.to_str().ok()?.trim().parse().ok());
    Duration::from_secs(seconds.unwrap_or_default())
}

/// The blob is not there although what was signed names it.
pub(crate) fn gone(what: &str, digest: Digest) -> Fault {
    Fault::Wrong(format!(
        "{what} is not on the server ({}), though the release lists it; publish again",
        digest.blob_path()
    ))
}

/// The error with what lies behind it: reqwest's own words stop at "error sending request".
pub(crate) fn unreachable(error: reqwest::Error) -> Fault {
    let mut words = error.to_string();
    let mut hint = match error.is_connect() {
        true => {
            "; look whether the feed's address is right, whether its server runs, and whether this \
             machine has a network"
        }
        false => "",
    };
    let mut cause = error.source();
    while let Some(error) = cause {
        words = format!("{words}: {error}");
        match tls(error) {
            Some(rustls::Error::InvalidCertificate(why)) => hint = certificate(why),
            Some(rustls::Error::InvalidMessage(_)) => {
                hint = "; no TLS is spoken there: look whether the address begins with http://";
            }
            _ => {}
        }
        cause = error.source();
    }
    Fault::Unreachable(words + hint)
}

/// What TLS said, if that is what went wrong. Errors of reading and writing hold others, and do not
/// name them as their causes.
fn tls<'a>(mut error: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    loop {
        if let Some(tls) = error.downcast_ref() {
            return Some(tls);
        }
        error = error.downcast_ref::<io::Error>()?.get_ref()?;
    }
}

fn certificate(why: &CertificateError) -> &'static str {
    match why {
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => {
            "; look whether this machine's clock is right, and whether the server's certificate \
             was renewed"
        }
        CertificateError::UnknownIssuer => {
            "; if the site has a certificate authority of its own, name its file with --ca"
        }
        _ => "",
    }
}

/// An address without the name and password that it may hold.
pub(crate) fn shown(url: &Url) -> Url {
    let mut shown = url.clone();
    // Both fail only for addresses without a host, which have neither.
    let _ = shown.set_username("");
    let _ = shown.set_password(None);
    shown
}
