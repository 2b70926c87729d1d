//! A feed's folder is read as it is; what does not belong there is named.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use image::{ImageFormat, RgbImage};
use legeplads_store::{folder, picture};
use tempfile::TempDir;

fn feed() -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for folder in ["cards", "media/old", ".git"] {
        fs::create_dir_all(dir.path().join(folder)).expect("made");
    }
    write(dir.path(), "feed.ron", b"Feed()");
    write(dir.path(), "cards/town.ron", b"[]");
    write(dir.path(), "README.md", b"notes");
    write(dir.path(), "draft.ron~", b"an editor's leftover");
    write(dir.path(), ".git/HEAD", b"ref");
    write(dir.path(), "media/credits.txt", b"whose pictures");
    png(&dir.path().join("media/tower.png"), 4, 3);
    png(&dir.path().join("media/old/mill.png"), 5, 6);
    dir
}

fn write(dir: &Path, name: &str, bytes: &[u8]) {
    fs::write(dir.join(name), bytes).expect("written");
}

fn png(path: &Path, width: u32, height: u32) {
    RgbImage::new(width, height).save(path).expect("saved");
}

/// A PNG that promises more pixels than it has, with a right checksum.
fn promise(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    RgbImage::new(1, 1)
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("written");
    let mut bytes = bytes.into_inner();
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum: u32, _| {
            (sum >> 1) ^ (0xedb8_8320 * (sum & 1))
        })
    })
}

/// The words about a folder, with its own path left out.
fn words(dir: &Path) -> String {
    let unreadable = folder::read(dir).expect_err("it should not be readable");
    unreadable
        .to_string()
        .replace(&dir.display().to_string(), "")
}

#[test]
fn documents_and_pictures_are_found() {
    let dir = feed();
    let documents = folder::read(dir.path()).expect("a good folder");
    let texts: Vec<_> = documents.iter().collect();
    assert_eq!(
        texts,
        [("cards/town.ron", &b"[]"[..]), ("feed.ron", &b"Feed()"[..])]
    );
    let media: Vec<_> = documents
        .media()
        .map(|(path, info)| (path, info.width, info.height))
        .collect();
    assert_eq!(
        media,
        [("media/old/mill.png", 5, 6), ("media/tower.png", 4, 3)]
    );
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let dir = feed();
    write(dir.path(), "media/broken.png", &promise(10, 10)[..20]);
    write(dir.path(), "media/photo.heic", b"not for kiosks");
    write(dir.path(), "media/bomb.png", &promise(60_000, 60_000));
    symlink("/etc/passwd", dir.path().join("cards/secret.ron")).expect("linked");
    symlink("..", dir.path().join("up")).expect("linked");
    let words = words(dir.path());
    let lines: Vec<_> = words.lines().collect();
    assert_eq!(lines.len(), 5, "{words}");
    assert!(
        lines[0].starts_with("/cards/secret.ron is a symbolic link"),
        "{words}"
    );
    assert!(
        lines[1].starts_with("/media/bomb.png cannot be shown: it is 60000 × 60000"),
        "{words}"
    );
    assert!(
        lines[2].starts_with("/media/broken.png cannot be shown: it is damaged"),
        "{words}"
    );
    assert!(
        lines[3].starts_with("/media/photo.heic cannot be shown: it is no PNG"),
        "{words}"
    );
    assert!(lines[4].starts_with("/up is a symbolic link"), "{words}");
}

#[test]
fn limits_hold() {
    let dir = feed();
    write(dir.path(), "cards/long.ron", &vec![b' '; 1024 * 1024 + 1]);
    let deep = dir.path().join("a/".repeat(9));
    fs::create_dir_all(deep).expect("made");
    let words = words(dir.path());
    assert!(
        words.contains("/cards/long.ron has 1048577 bytes"),
        "{words}"
    );
    assert!(words.contains("a/a lies too deep"), "{words}");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let words = words(&dir.path().join("nowhere"));
    assert!(words.contains("cannot be read"), "{words}");
}

#[test]
fn a_picture_keeps_its_word_or_is_refused() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("picture");
    png_without_a_name(&path);
    assert_eq!(picture::size(&path).expect("a picture"), (4, 3));
    assert_eq!(picture::decode(&path).expect("a picture").width(), 4);

    // 8192 × 8192 is allowed on a desk, yet there is nothing behind the header.
    fs::write(&path, promise(8192, 8192)).expect("written");
    assert_eq!(picture::size(&path).expect("a header"), (8192, 8192));
    assert!(picture::decode(&path).is_err());

    for (width, height) in [(8193, 1), (1, u32::MAX >> 1), (60_000, 60_000)] {
        fs::write(&path, promise(width, height)).expect("written");
        assert!(picture::size(&path).is_err(), "{width} × {height}");
        assert!(picture::decode(&path).is_err(), "{width} × {height}");
    }
}

fn png_without_a_name(path: &Path) {
    RgbImage::new(4, 3)
        .save_with_format(path, ImageFormat::Png)
        .expect("saved");
}

#[test]
fn a_picture_held_on_its_side_comes_out_upright() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("photo.jpg");
    RgbImage::new(16, 8).save(&path).expect("saved");
    let jpeg = fs::read(&path).expect("readable");
    // An EXIF record with one entry: orientation 6, the camera was turned to the right.
    let mut turned = jpeg[..2].to_vec();
    turned.extend(b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
    turned.extend(&jpeg[2..]);
    fs::write(&path, turned).expect("written");
    assert_eq!(picture::size(&path).expect("a picture"), (8, 16));
    let pixels = picture::decode(&path).expect("a picture");
    assert_eq!((pixels.width(), pixels.height()), (8, 16));
}
