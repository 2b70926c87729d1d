//! The short way from one manifest to the next leads there exactly, or nowhere.

use legeplads_trust::{
    Delta, Digest, Document, Font, Manifest, Media, Verified, limits, rebuild, reread,
};
use proptest::prelude::*;

fn plain(version: u64) -> Manifest {
    Manifest {
        format: Manifest::FORMAT,
        feed: "billund".into(),
        version,
        created: "2026-11-21T21:04:05Z".parse().expect("a timestamp"),
        note: "så \"nyt\"".into(),
        previous: None,
        withdrawn: false,
        documents: Vec::new(),
        media: Vec::new(),
        scenes: Vec::new(),
        fonts: Vec::new(),
    }
}

fn verified(manifest: &Manifest) -> Verified {
    let text = manifest.to_ron().expect("it can be written");
    reread(text.as_bytes(), Digest::of(text.as_bytes())).expect("a good manifest")
}

/// A manifest whose nth file is, by the nth number: not there, or of this kind and with this content.
fn manifest(version: u64, files: &[u8]) -> Manifest {
    let mut manifest = plain(version);
    for (n, file) in files.iter().enumerate() {
        let (path, content) = (format!("some/{n}"), file / 5);
        let (sha256, size) = (Digest::of(&[content]), u64::from(content));
        match file % 5 {
            0 => {}
            1 => manifest.documents.push(Document { path, sha256, size }),
            2 => manifest.scenes.push(Document { path, sha256, size }),
            3 => manifest.fonts.push(Font { path, sha256, size }),
            _ => manifest.media.push(Media {
                path,
                sha256,
                size,
                width: 1 + u32::from(content),
                height: 1,
            }),
        }
    }
    manifest
}

fn between(before: &Manifest, now: &Manifest) -> Vec<u8> {
    let delta = Delta::between(before, now).to_ron();
    delta.expect("it can be written").into_bytes()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn it_leads_from_any_manifest_to_any_other(
        before in prop::collection::vec(0_u8..20, 0..12),
        now in prop::collection::vec(0_u8..20, 0..12),
    ) {
        let (before, now) = (manifest(1, &before), manifest(2, &now));
        let (from, to) = (verified(&before), verified(&now));
        let delta = between(&before, &now);
        let rebuilt = rebuild(&from, &delta, to.digest()).expect("it leads there");
        prop_assert_eq!(rebuilt.manifest.bytes(), to.bytes());
    }
}

#[test]
fn one_file_among_a_thousand_costs_some_hundred_bytes() {
    let before = manifest(1, &[6; 1000]);
    let mut now = manifest(2, &[6; 1000]);
    now.documents[500].sha256 = Digest::of(b"other words");
    let (delta, whole) = (between(&before, &now), now.to_ron().expect("written"));
    assert!(delta.len() < 700, "{} bytes", delta.len());
    assert!(whole.len() > 100_000, "{} bytes", whole.len());
}

#[test]
fn a_takedown_and_its_end() {
    let full = manifest(1, &[6, 7, 8, 9]);
    let withdrawn = Manifest {
        withdrawn: true,
        ..plain(2)
    };
    for (before, now) in [(&full, &withdrawn), (&withdrawn, &full)] {
        let to = verified(now);
        let rebuilt = rebuild(&verified(before), &between(before, now), to.digest());
        assert_eq!(rebuilt.map(|rebuilt| rebuilt.manifest), Some(to));
    }
}

#[test]
fn from_elsewhere_it_leads_nowhere() {
    let [first, second, third] =
        [(1, [6, 0]), (2, [6, 6]), (3, [11, 6])].map(|(n, f)| manifest(n, &f));
    let to = verified(&third).digest();
    let delta = between(&second, &third);
    assert!(rebuild(&verified(&second), &delta, to).is_some());
    assert_eq!(
        rebuild(&verified(&first), &between(&first, &second), to),
        None
    );
    // From the first one, a file is missing that the delta takes for granted.
    assert_eq!(rebuild(&verified(&first), &delta, to), None);
}

#[test]
fn hostile_bytes_lead_nowhere() {
    let (before, now) = (manifest(1, &[6; 50]), manifest(2, &[11; 50]));
    let (from, to) = (verified(&before), verified(&now).digest());
    let good = between(&before, &now);
    let text = String::from_utf8(good.clone()).expect("text");
    let mut hostile = vec![
        Vec::new(),
        vec![0xff; 100],
        vec![b' '; limits::DELTA_BYTES as usize + 1],
        [b"Delta(manifest: ".as_slice(), &[b'('; 100_000]].concat(),
        b"<!doctype html>".to_vec(),
        text.replace("some/7\"", "some/8\"").into_bytes(),
        text.replace("version: 2", "version: 3").into_bytes(),
        // As many entries as one may send, all of one path.
        text.replace("gone: [", &format!("gone: [{}", "\"a\",".repeat(60_000)))
            .into_bytes(),
    ];
    hostile.extend((0..good.len()).step_by(97).map(|end| good[..end].to_vec()));
    for bytes in hostile {
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
        let rebuilt = rebuild(&from, &bytes, to);
        // More names that are gone change nothing.
        if let Some(rebuilt) = rebuilt {
            assert_eq!(rebuilt.manifest.digest(), to, "{shown}");
            assert_eq!(rebuilt.documents, [], "{shown}");
        }
    }
}

/// Three documents, of which the second is a lie.
#[test]
fn documents_that_came_along_are_as_they_were_signed_or_left_out() {
    let (before, mut now) = (manifest(1, &[]), manifest(2, &[]));
    let contents = [&b"one\0one"[..], b"", b"three"];
    for (n, content) in contents.iter().enumerate() {
        now.documents.push(Document {
            path: format!("cards/{n}.ron"),
            sha256: Digest::of(content),
            size: content.len() as u64,
        });
    }
    let (from, to) = (verified(&before), verified(&now).digest());
    let delta = Delta::between(&before, &now);
    assert!(delta.carries_documents());
    let came = |contents: &[&[u8]]| {
        let contents: Vec<_> = contents.iter().map(|content| content.to_vec()).collect();
        let bytes = delta.to_bytes(&contents).expect("written");
        let rebuilt = rebuild(&from, &bytes, to).expect("it leads there");
        let documents = rebuilt.documents.into_iter();
        documents
            .map(|(digest, bytes)| {
                assert_eq!(Digest::of(&bytes), digest);
                bytes
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(came(&contents), contents);
    assert_eq!(came(&[]), [b""; 0]);
    assert_eq!(came(&contents[..2]), contents[..2]);
    assert_eq!(came(&[b"lie!lie", b"", b"three"]), contents[1..]);
    assert_eq!(came(&[b"one\0one", b"", b"thr"]), contents[..2]);
    assert_eq!(came(&[b"one\0one", b"", b"three", b"and more"]), contents);

    now.documents[0].size = limits::DELTA_DOCUMENT_BYTES;
    assert!(!Delta::between(&before, &now).carries_documents());
}
