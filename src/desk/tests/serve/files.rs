//! The published folder's files.

use std::fs;
use std::os::unix::fs::symlink;

use legeplads_trust::layout::{TIMESTAMP, root, versioned};
use legeplads_trust::{Channel, Digest};
use reqwest::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    IF_RANGE, RANGE, X_CONTENT_TYPE_OPTIONS,
};
use reqwest::{Method, Response};

use crate::place::Town;
use crate::serving::{Program, header};

#[tokio::test]
async fn the_timestamp_is_tagged_by_its_content() {
    let town = Town::published().await;
    let serving = Program::start(&town.out(), &[]);
    let path = town.out().join(TIMESTAMP);
    let bytes = fs::read(&path).expect("published");
    let tag = format!("\"{}\"", Digest::of(&bytes));

    let response = serving.get(TIMESTAMP).await;
    assert_eq!(response.status(), 200);
    assert_eq!(header(&response, ETAG), tag);
    assert_eq!(header(&response, CACHE_CONTROL), "no-cache");
    assert_eq!(response.bytes().await.expect("a body"), bytes);

    for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
        let response = serving.get_unless(TIMESTAMP, &known).await;
        assert_eq!(response.status(), 304, "{known}");
        assert_eq!(header(&response, ETAG), tag);
    }
    let request = serving.request(Method::HEAD, TIMESTAMP);
    let response = request.header(IF_NONE_MATCH, "\"other\"").send().await;
    let response = response.expect("an answer");
    assert_eq!(response.status(), 200);
    assert_eq!(header(&response, CONTENT_LENGTH), bytes.len().to_string());

    // Of the same length, and of the same time to the nanosecond: a tag from these would not tell
    // the two apart.
    let time = fs::metadata(&path).and_then(|file| file.modified());
    let mut other = bytes.clone();
    other.reverse();
    fs::write(&path, &other).expect("written");
    let file = fs::File::options().write(true).open(&path).expect("there");
    file.set_modified(time.expect("a time")).expect("set");
    let response = serving.get_unless(TIMESTAMP, &tag).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.bytes().await.expect("a body"), other);
}

#[tokio::test]
async fn what_never_changes_is_for_ever() {
    let town = Town::new().await;
    let release = town.release(&Channel::live()).await;
    let picture = town.blob(&vec![7; 300_000]);
    let serving = Program::start(&town.out(), &[]);
    let paths = [
        root(1),
        versioned(1, "targets"),
        release.manifest.blob_path(),
        picture.blob_path(),
    ];
    for path in paths {
        let content = fs::read(town.out().join(&path)).expect("published");
        let tag = format!("\"{}\"", Digest::of(&content));
        let response = serving.get(&path).await;
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(header(&response, ETAG), tag);
        let cache = header(&response, CACHE_CONTROL);
        assert!(
            cache.contains("immutable") && cache.contains("max-age=31536000"),
            "{cache}"
        );
        assert_eq!(header(&response, ACCEPT_RANGES), "bytes");
        assert_eq!(response.bytes().await.expect("a body"), content);
        assert_eq!(serving.get_unless(&path, &tag).await.status(), 304);
    }
    // What will be there one day may not be said to be missing for ever.
    let response = serving.get(&root(2)).await;
    assert_eq!(response.status(), 404);
    assert_eq!(header(&response, CACHE_CONTROL), "no-cache");
}

#[tokio::test]
async fn a_broken_off_transfer_is_taken_up() {
    let town = Town::new().await;
    let serving = Program::start(&town.out(), &[]);
    for length in [1_000, 300_000] {
        let content: Vec<u8> = (0_u32..length).map(|n| (n % 251) as u8).collect();
        let digest = town.blob(&content);
        let tag = format!("\"{digest}\"");
        let ask = async |range: &str, known: &str| -> Response {
            let request = serving.request(Method::GET, &digest.blob_path());
            let request = request.header(RANGE, range).header(IF_RANGE, known);
            request.send().await.expect("an answer")
        };

        let response = ask("bytes=400-", &tag).await;
        assert_eq!(response.status(), 206);
        let last = length - 1;
        let span = format!("bytes 400-{last}/{length}");
        assert_eq!(header(&response, CONTENT_RANGE), span);
        assert_eq!(
            header(&response, CONTENT_LENGTH),
            (length - 400).to_string()
        );
        assert_eq!(header(&response, ETAG), tag);
        assert_eq!(response.bytes().await.expect("a body"), content[400..]);

        let response = ask("bytes=3-6", &tag).await;
        assert_eq!(response.bytes().await.expect("a body"), content[3..=6]);
        let response = ask("bytes=-5", &tag).await;
        assert_eq!(
            response.bytes().await.expect("a body"),
            content[content.len() - 5..]
        );

        let response = ask("bytes=400-", "\"of another file\"").await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.bytes().await.expect("a body"), content);

        let response = ask(&format!("bytes={length}-"), &tag).await;
        assert_eq!(response.status(), 416);
        assert_eq!(
            header(&response, CONTENT_RANGE),
            format!("bytes */{length}")
        );
    }
}

#[tokio::test]
async fn nothing_else_is_to_be_found() {
    let town = Town::published().await;
    let out = town.out();
    let secret = out.join("secret.txt");
    fs::write(&secret, "secret").expect("written");
    let linked = Digest::of(b"a blob that is a link");
    let link = out.join(linked.blob_path());
    fs::create_dir_all(link.parent().expect("a folder")).expect("made");
    symlink(&secret, &link).expect("linked");
    for hidden in [
        "metadata/.hidden.json",
        "metadata/1.hidden",
        "metadata/x.root.json",
    ] {
        fs::write(out.join(hidden), "hidden").expect("written");
    }
    let blob = town.blob(b"a blob").to_string();
    let serving = Program::start(&out, &[]);
    let outside = [
        "/".to_owned(),
        "/blobs".to_owned(),
        "/blobs/sha256/".to_owned(),
        "/metadata/".to_owned(),
        "/metadata/.hidden.json".to_owned(),
        "/metadata/1.hidden".to_owned(),
        "/metadata/x.root.json".to_owned(),
        "/metadata/01.root.json".to_owned(),
        "/metadata/+1.root.json".to_owned(),
        "/metadata/1.root.json/".to_owned(),
        "/metadata/../secret.txt".to_owned(),
        "/secret.txt".to_owned(),
        "/.desk/lock".to_owned(),
        "/.desk/kiosks/airport-1.json".to_owned(),
        "/../keys/online/online.pem".to_owned(),
        "/%2e%2e/keys/online/online.pem".to_owned(),
        "/blobs/sha256/../../secret.txt".to_owned(),
        format!("/blobs/sha256/{}/../{}/{blob}", &blob[..2], &blob[..2]),
        format!("/blobs/sha256/zz/{blob}"),
        format!("/blobs/sha256/{}/{}", &blob[..2], blob.to_uppercase()),
        format!("/{}", linked.blob_path()),
        format!("/{}", Digest::of(b"nobody has this").blob_path()),
    ];
    for path in outside {
        assert_eq!(serving.status_of(&path), "HTTP/1.1 404 Not Found", "{path}");
    }
    let response = serving.request(Method::POST, TIMESTAMP).send().await;
    assert_eq!(response.expect("an answer").status(), 405);
    let good = format!("/blobs/sha256/{}/{blob}", &blob[..2]);
    assert_eq!(serving.status_of(&good), "HTTP/1.1 200 OK");
}

#[tokio::test]
async fn a_page_for_phones_is_a_page() {
    let town = Town::published().await;
    let page = "<!DOCTYPE html><title>Lilleby</title>";
    for name in ["billund.html", "index.html.html", "Billund.html", ".html"] {
        fs::write(town.out().join(name), page).expect("written");
    }
    symlink("/etc/hostname", town.out().join("linked.html")).expect("linked");
    let serving = Program::start(&town.out(), &[]);
    let response = serving.get("billund.html").await;
    assert_eq!(response.status(), 200);
    assert_eq!(header(&response, CONTENT_TYPE), "text/html; charset=utf-8");
    assert_eq!(header(&response, X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert_eq!(header(&response, CACHE_CONTROL), "no-cache");
    assert_eq!(response.text().await.expect("a body"), page);
    let others = [
        "index.html.html",
        "Billund.html",
        ".html",
        "linked.html",
        "none.html",
    ];
    for name in others.into_iter().chain(["metadata/billund.html"]) {
        assert_eq!(serving.get(name).await.status(), 404, "{name}");
    }
}
