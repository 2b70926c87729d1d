//! The dry run: all of a release is read and decoded once, its baked scenes too, in this process,
//! before the kiosk may see it. What would take a screen down takes down a courier at most.

use std::collections::BTreeSet;

use legeplads_feed::Severity;
use legeplads_store::picture::{self, Bounds};
use legeplads_store::{Release, Slot, Unusable, View};
use legeplads_town::bake::{Baked, Unreadable};
use legeplads_trust::{Digest, Document, Media, Verified};

use crate::event::Fault;

/// How many of a feed's errors are told.
const ERRORS: usize = 3;

/// Reads all documents of a release, draws all letters of its fonts, and decodes all its pictures and
/// baked scenes. Pictures and scenes that a release in the slots has too were decoded before it came
/// there, and are not again.
///
/// # Errors
///
/// [`Fault`] says what is wrong, and whether it is the content or the disk.
pub fn prove(view: &View, release: &Verified) -> Result<(), Fault> {
    // A takedown has nothing to show.
    if release.manifest().withdrawn {
        return Ok(());
    }
    let known = known_files(view);
    let release = Release::assemble(view, release).map_err(|error| match error {
        error @ Unusable::Font { .. } => Fault::Content(error.to_string()),
        // All else was right when it came, a moment ago: what is wrong now is the disk's doing.
        error => Fault::Local(error.to_string()),
    })?;
    prove_documents(&release)?;
    for media in &release.manifest.media {
        if !known.contains(&identity(media)) {
            prove_picture(view, media)?;
        }
    }
    for scene in &release.manifest.scenes {
        if !known.contains(&(scene.sha256, 0, 0)) {
            prove_scene(view, scene)?;
        }
    }
    Ok(())
}

fn prove_scene(view: &View, scene: &Document) -> Result<(), Fault> {
    let told = |words: String| format!("{} cannot be shown: {words}", scene.path);
    let bytes = std::fs::read(view.blob(scene.sha256));
    let bytes = bytes.map_err(|error| Fault::Local(told(error.to_string())))?;
    match Baked::read(&bytes) {
        // Another baker's light is left out by the kiosk, which then lights the scene itself.
        Ok(_) | Err(Unreadable::Version(_)) => Ok(()),
        Err(error) => Err(Fault::Content(told(error.to_string()))),
    }
}

fn prove_documents(release: &Release) -> Result<(), Fault> {
    let reading = legeplads_feed::read(&release.documents);
    let Some(feed) = reading.feed else {
        let errors = reading
            .diagnostics
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        let told: Vec<_> = errors
            .clone()
            .take(ERRORS)
            .map(ToString::to_string)
            .collect();
        let more = match errors.count().saturating_sub(ERRORS) {
            0 => String::new(),
            more => format!("\n… and {more} more"),
        };
        return Err(Fault::Content(told.join("\n") + &more));
    };
    if feed.id != release.manifest.feed {
        return Err(Fault::Content(format!(
            "the manifest says that this is the feed {:?}, and its feed.ron says {:?}",
            release.manifest.feed, feed.id
        )));
    }
    Ok(())
}

fn prove_picture(view: &View, media: &Media) -> Result<(), Fault> {
    let told = |words: String| format!("{} cannot be shown: {words}", media.path);
    let blob = view.blob(media.sha256);
    let picture =
        picture::decode_within(&blob, Bounds::PUBLISHED).map_err(|error| match error {
            picture::PictureError::Disk(error) => Fault::Local(told(error.to_string())),
            error => Fault::Content(told(error.to_string())),
        })?;
    let (width, height) = (picture.width(), picture.height());
    if (width, height) != (media.width, media.height) {
        return Err(Fault::Content(told(format!(
            "it is {width} × {height} pixels, and the manifest says {} × {}",
            media.width, media.height
        ))));
    }
    Ok(())
}

/// What a proof of a picture rests on: the content, and the size that is claimed for it; of a
/// scene, the content alone.
type Identity = (Digest, u32, u32);

fn identity(media: &Media) -> Identity {
    (media.sha256, media.width, media.height)
}

fn known_files(view: &View) -> BTreeSet<Identity> {
    let releases = Slot::ALL
        .into_iter()
        .filter_map(|slot| Release::open(view, slot).ok());
    releases
        .flat_map(|release| {
            let media = release.manifest.media.iter().map(identity);
            let scenes = release
                .manifest
                .scenes
                .iter()
                .map(|scene| (scene.sha256, 0, 0));
            media.chain(scenes).collect::<Vec<_>>()
        })
        .collect()
}
