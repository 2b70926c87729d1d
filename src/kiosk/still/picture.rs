//! The pictures that a screen without a GPU is put together from.

use bevy::asset::RenderAssetUsages;
use bevy::camera::{ImageRenderTarget, RenderTarget};
use bevy::prelude::*;
use bevy::render::extract_resource::ExtractResource;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat, TextureUsages};

use super::copy::{Part, band};

/// The pictures, all of the window's size unless said otherwise.
#[derive(Resource, Debug, Clone, ExtractResource)]
pub struct Picture {
    /// The still layer.
    pub whole: Handle<Image>,
    /// Stands for a band's size; nothing is drawn into it.
    pub band: Handle<Image>,
    /// The band that is smoothed in this frame.
    pub drawn: Option<URect>,
    /// The glass.
    pub glass: Handle<Image>,
    /// The still layer with the glass over it.
    pub settled: Handle<Image>,
    /// Whether `settled` is made in this frame.
    pub settles: bool,
    /// Whether `settled` shows what stands.
    pub rests: bool,
    /// Where toys move behind the glass: there the still layer shows, and the glass comes later.
    pub before_toys: Vec<URect>,
    /// Stands for the window's size; nothing is drawn into it. Cameras of one target share their
    /// textures, so what the others have drawn is copied away before the frame is drawn.
    pub frame: Handle<Image>,
    /// What all of them are made of.
    pub format: TextureFormat,
    /// In a flight, how large the town is drawn before it is enlarged to the window.
    pub reduced: Option<UVec2>,
    /// Whether the renderer has them: it takes them a frame, and till then knows no format to draw
    /// in. What it would draw could not be copied, and its pipelines would be made twice.
    pub is_there: bool,
}

impl Picture {
    /// Pictures for a window of this size. Nothing is in them yet.
    pub fn new(size: UVec2, format: TextureFormat, images: &mut Assets<Image>) -> Self {
        let mut add = |size: UVec2| images.add(picture(size, format));
        Self {
            whole: add(size),
            band: add(band(size, 0).size()),
            drawn: None,
            glass: add(size),
            settled: add(size),
            settles: false,
            rests: false,
            before_toys: Vec::new(),
            frame: add(size),
            format,
            reduced: None,
            is_there: false,
        }
    }

    /// What a camera draws into.
    pub fn target(&self, part: Part) -> RenderTarget {
        let picture = match part {
            Part::Smooth => &self.band,
            Part::Sharp | Part::Glass | Part::Live => &self.frame,
        };
        RenderTarget::Image(ImageRenderTarget::from(picture.clone()))
    }
}

/// A picture to draw into, and to copy from and to. No data: zeros would have to be sent.
fn picture(size: UVec2, format: TextureFormat) -> Image {
    let size = Extent3d {
        width: size.x.max(1),
        height: size.y.max(1),
        depth_or_array_layers: 1,
    };
    let mut image = Image::new_uninit(
        size,
        TextureDimension::D2,
        format,
        RenderAssetUsages::default(),
    );
    image.texture_descriptor.usage = TextureUsages::RENDER_ATTACHMENT
        | TextureUsages::TEXTURE_BINDING
        | TextureUsages::COPY_SRC
        | TextureUsages::COPY_DST;
    image
}
