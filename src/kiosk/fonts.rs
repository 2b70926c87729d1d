//! The fonts that a feed brings along: read off the frame loop, known to what breaks and draws lines
//! from the frame on that their release comes in, and let go with it.

use std::collections::HashSet;

use bevy::prelude::*;
use bevy::text::{FontAtlasSet, FontCx, TextLayoutInfo};
use legeplads_feed::Feed;
use legeplads_store::font;
use parley::FontContext;
use parley::fontique::{Blob, FontInfoOverride, FontStyle, FontWidth};

use crate::photos::Pictures;
use crate::release::Release;
use crate::theme::Role;

/// A glyph larger than this many pixels does not fit into the engine's atlas.
const ATLAS: f32 = 500.0;

/// More atlases than a screen needs: one for each font and size. Each is a megabyte.
const MANY: usize = 24;

/// What a capital H may be high in the font's size: beyond that it is no H.
const CAPITAL: (f32, f32) = (0.5, 0.9);

/// A font that was looked at, ready to be set in.
#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    data: Blob<u8>,
    /// How many glyphs it has.
    pub glyphs: u32,
    capital: Option<f32>,
    reach: f32,
}

impl Face {
    /// A font's file.
    ///
    /// # Errors
    ///
    /// When no text can be set in it.
    pub fn new(bytes: Vec<u8>) -> Result<Self, font::FontError> {
        let read = font::read(&bytes)?;
        Ok(Self {
            data: bytes.into(),
            glyphs: read.glyphs,
            capital: read.capital,
            reach: read.reach,
        })
    }

    /// Its file. The number of these bytes tells it from every other that was read.
    pub fn data(&self) -> &Blob<u8> {
        &self.data
    }

    /// The size in whole pixels at which its H is this many pixels high; `em` is the usual size of
    /// an H that is one pixel high.
    pub fn pixels(&self, capital: f32, em: f32) -> f32 {
        let (low, high) = CAPITAL;
        let em = self
            .capital
            .map_or(em, |capital| 1.0 / capital.clamp(low, high));
        (capital * em).min(ATLAS / self.reach.max(1.0)).round()
    }
}

/// The fonts that a release brings along. Cheap to clone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fonts {
    reading: Option<Face>,
    heading: Option<Face>,
}

impl Fonts {
    /// Reads the fonts of a feed from its files. In the place of one that cannot be used stays the
    /// kiosk's own.
    pub fn read(feed: &Feed, files: &Pictures) -> Self {
        let face = |path: &Option<String>| face(path.as_deref()?, files);
        Self {
            reading: face(&feed.fonts.reading),
            heading: face(&feed.fonts.heading),
        }
    }

    /// The font brought for what has this role.
    pub fn face(&self, role: Role) -> Option<&Face> {
        match role {
            Role::Reading => self.reading.as_ref(),
            Role::Heading => self.heading.as_ref(),
        }
    }
}

fn face(path: &str, files: &Pictures) -> Option<Face> {
    let Some(source) = files.source(path) else {
        tracing::warn!("texts are set without the font {path}, which is not there");
        return None;
    };
    let bytes = source.read().map_err(|error| error.to_string());
    match bytes.and_then(|bytes| Face::new(bytes).map_err(|error| error.to_string())) {
        Ok(face) => Some(face),
        Err(error) => {
            tracing::warn!("texts are set without the font {source}: {error}");
            None
        }
    }
}

/// The files of the kiosk's own fonts.
#[derive(Resource)]
struct Own {
    #[expect(dead_code, reason = "to be held is all that they are for")]
    files: Vec<Blob<u8>>,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, hold)
        .add_systems(PreUpdate, change.run_if(resource_changed::<Release>))
        .add_systems(Last, tidy.run_if(resource_changed::<FontAtlasSet>));
}

/// Holds the kiosk's own fonts. The engine forgets a font's file when no text was set in it for two
/// frames, takes it for another font when it comes back, and draws all its letters once more.
fn hold(mut commands: Commands, mut context: ResMut<FontCx>) {
    let FontContext {
        collection,
        source_cache,
    } = &mut context.context;
    // Only a shared one finds what somebody else still holds.
    source_cache.make_shared();
    let roles = [Role::Reading, Role::Heading];
    let families = roles.map(|role| collection.family_by_name(role.family()));
    let files = (families.iter().flatten())
        .flat_map(|family| family.fonts())
        .filter_map(|font| font.load(Some(source_cache)))
        .collect();
    commands.insert_resource(Own { files });
}

/// Makes the release's fonts known, and those of the one before unknown, before anything of this
/// frame is laid.
fn change(
    release: Res<Release>,
    mut known: Local<Fonts>,
    mut context: ResMut<FontCx>,
    mut atlases: ResMut<FontAtlasSet>,
) {
    if *known == release.fonts {
        return;
    }
    for role in [Role::Reading, Role::Heading] {
        let (family, weight) = (role.brought(), role.weight().into());
        let (width, style) = (FontWidth::NORMAL, FontStyle::Normal);
        if let Some(id) = context.collection.family_id(family) {
            context.collection.unregister_font(id, width, style, weight);
        }
        if let Some(face) = release.fonts.face(role) {
            // As it is, whatever it says of itself: nothing is bent that was not looked at.
            let by_name = FontInfoOverride {
                family_name: Some(family),
                width: Some(width),
                style: Some(style),
                weight: Some(weight),
                axes: None,
            };
            context
                .collection
                .register_fonts(face.data.clone(), Some(by_name));
        }
    }
    // The engine keeps every letter it ever drew. All words are laid anew in this frame.
    atlases.clear();
    *known = release.fonts.clone();
}

/// Lets go of the atlases that no text on the glass is drawn from, once there are many. The engine
/// keeps them all, and takes a font that was not used for a while for another one when it comes back.
fn tidy(mut atlases: ResMut<FontAtlasSet>, texts: Query<&TextLayoutInfo>) {
    if atlases.len() <= MANY {
        return;
    }
    let glyphs = texts.iter().flat_map(|text| &text.glyphs);
    let used: HashSet<AssetId<Image>> = glyphs.map(|glyph| glyph.atlas_info.texture).collect();
    atlases.retain(|_, pages| pages.iter().any(|page| used.contains(&page.texture.id())));
}
