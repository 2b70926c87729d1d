//! Hostile files in a release that is signed by those who may: refused by name, and the screen
//! keeps what it has.

#[path = "../../../store/tests/hostile/mod.rs"]
#[expect(dead_code, reason = "the fuzzers use all of it")]
mod files;

use std::path::Path;

use legeplads_store::View;
use legeplads_sync::Outcome;

use self::files::{documents, fonts, pictures};
use crate::content::Content;
use crate::server::Server;
use crate::support::{numbers, on_glass, round, words};

/// A kiosk with release 1 on its glass is offered one after the other.
async fn are_refused(releases: impl Iterator<Item = (String, Content)>) {
    let (server, store) = (
        Server::start().await,
        tempfile::tempdir().expect("a folder"),
    );
    let store = store.path();
    server.publish(&Content::tiny()).await;
    assert_eq!(round(&server, store).await, Outcome::Updated);
    on_glass(store, 1);
    round(&server, store).await;
    let shown = [None, Some(1), None];
    assert_eq!(numbers(store), shown);
    for ((path, content), version) in releases.zip(2..) {
        server.publish(&content.version(version)).await;
        let outcome = round(&server, store).await;
        // A page may be a network's log-in in the way: it is asked for again, and never shown.
        let is_page = words(&outcome).contains("a web page came instead");
        let is_refused = matches!(outcome, Outcome::Refused(_));
        assert!(is_refused || is_page, "{path}: {outcome}");
        assert!(words(&outcome).contains(&path), "{path}: {outcome}");
        assert_eq!(numbers(store), shown, "{path}");
        let is_told = is_told(store, &path);
        assert!(is_told || is_page, "{path} is not in refused.ron");
    }
    server.publish(&Content::tiny().version(1000)).await;
    round(&server, store).await;
    assert_eq!(
        numbers(store)[0],
        Some(1000),
        "a good release is taken again"
    );
}

fn is_told(store: &Path, path: &str) -> bool {
    let refusals = View::open(store).refusals().expect("readable");
    let newest = refusals.last();
    newest.is_some_and(|refusal| refusal.why.contains(path))
}

#[tokio::test]
async fn pictures_are_refused_by_name() {
    let releases = pictures::hostile().into_iter().map(|file| {
        let mut content = Content::tiny();
        let path = format!("media/{}", file.name);
        content.media.insert(path.clone(), (file.bytes, 40, 30));
        (path, content)
    });
    are_refused(releases).await;
}

#[tokio::test]
async fn fonts_are_refused_by_name() {
    let releases = fonts::hostile().into_iter().map(|file| {
        let mut content = Content::tiny();
        let path = format!("fonts/{}", file.name);
        content.fonts.insert(path.clone(), file.bytes);
        (path, content)
    });
    are_refused(releases).await;
}

#[tokio::test]
async fn documents_are_refused_by_name() {
    let releases = documents::hostile().into_iter().map(|file| {
        let mut content = Content::tiny();
        let path = "events.ron".to_owned();
        content.documents.insert(path.clone(), file.bytes);
        (path, content)
    });
    are_refused(releases).await;
}

#[tokio::test]
async fn a_font_comes_along() {
    let (server, store) = (
        Server::start().await,
        tempfile::tempdir().expect("a folder"),
    );
    let mut content = Content::tiny().edit(
        "feed.ron",
        "headline:",
        "fonts: (heading: \"fonts/town.ttf\"),\n    headline:",
    );
    content
        .fonts
        .insert("fonts/town.ttf".to_owned(), fonts::good("abcæøå"));
    server.publish(&content).await;
    round(&server, store.path()).await;
    assert_eq!(numbers(store.path()), [Some(1), None, None]);

    content.fonts.clear();
    server.publish(&content.version(2)).await;
    let outcome = round(&server, store.path()).await;
    assert!(
        words(&outcome).contains("there is no font `fonts/town.ttf`"),
        "{outcome}"
    );
}
