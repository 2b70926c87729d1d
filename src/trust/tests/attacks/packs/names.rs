//! Names that lead out of the feed, signed by a desk that has lost its head, or its key.

use legeplads_trust::pack::Unpackable;
use legeplads_trust::{Channel, Untrusted};

use super::{CONTENTS, document, manifest, packed, packed_by, refused};
use crate::support::Town;

#[test]
fn a_signed_path_that_leads_out_is_refused() {
    let town = Town::new();
    for path in [
        "../feed.ron",
        "/etc/passwd",
        "cards/../../feed.ron",
        "..",
        "C:\\feed.ron",
        "cards\\feed.ron",
        "cards//feed.ron",
        ".ssh/id",
        "",
    ] {
        let mut manifest = manifest();
        manifest.documents = vec![document(path, CONTENTS[0])];
        let parts = packed_by(&town, &town.desk_keys["culture"], &manifest);
        let found = parts.read(&town).expect_err(path);
        assert!(
            matches!(&found, Unpackable::Manifest(Untrusted::Path(it)) if it == path),
            "{path}: {found}"
        );
    }
}

#[test]
fn a_channel_that_is_none_is_refused() {
    let town = Town::new();
    for channel in ["", "..", "../live", "live/..", "/live", "live/*", "LIVE"] {
        assert!(channel.parse::<Channel>().is_err());
        let mut parts = packed(&town);
        parts.channel = channel.into();
        let why = refused(parts.read(&town));
        assert!(why.contains("names no channel"), "{channel}: {why}");
    }
}
