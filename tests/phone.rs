//! A phone's browser.

use std::process::Command;

use crate::process::run;

/// What a page has become when its script has run.
///
/// # Panics
///
/// When the browser does not start.
pub fn browsed(address: &str) -> String {
    let profile = tempfile::tempdir().expect("a temporary folder can be made");
    let mut command = Command::new("chromium");
    // It looks for nothing in the network, and is no visitor's own.
    command
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
        ])
        .args(["--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(["--virtual-time-budget=2000", "--dump-dom"])
        .arg(address);
    run(&mut command).succeeded(address)
}
