//! The dry run: all of a release is read and decoded once, its baked scenes too, in this process,
//! before the kiosk may see it. What would take a screen down takes down a courier at most.

use std::collections::BTreeSet;

use legeplads_store::prove::{self, Unfit};
use legeplads_store::{Release, Slot, Unusable, View, picture};
use legeplads_town::bake::{Baked, Unreadable};
use legeplads_trust::{Digest, Document, Media, Verified};

use crate::event::Fault;

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
    prove::documents(&release.documents, &release.manifest).map_err(fault)?;
    for media in &release.manifest.media {
        if !known.contains(&identity(media)) {
            let decoded = picture::decode_within(&view.blob(media.sha256), prove::BOUNDS);
            prove::picture(decoded, media).map_err(fault)?;
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

fn fault(unfit: Unfit) -> Fault {
    match unfit {
        Unfit::Content(words) => Fault::Content(words),
        Unfit::Disk(words) => Fault::Local(words),
    }
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
