//! The two materials of the town: vertex colours, and the still layer's picture with its depth.

use bevy::asset::{Asset, uuid_handle};
use bevy::mesh::MeshVertexBufferLayoutRef;
use bevy::prelude::*;
use bevy::reflect::TypePath;
use bevy::render::render_resource::{
    AsBindGroup, BlendComponent, BlendFactor, BlendOperation, RenderPipelineDescriptor,
    SpecializedMeshPipelineError,
};
use bevy::shader::{Shader, ShaderRef};
use bevy::sprite_render::{AlphaMode2d, Material2d, Material2dKey, Material2dPlugin};

const PAINT: Handle<Shader> = uuid_handle!("5f0c2f6e-6a51-4d1b-9b0e-3a7c1e5d9a01");
const BACKDROP: Handle<Shader> = uuid_handle!("5f0c2f6e-6a51-4d1b-9b0e-3a7c1e5d9a02");

/// What a mesh with vertex colours is painted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Coat {
    /// Opaque, in the still layer: writes its depth into alpha.
    Still,
    /// A soft shadow on the still layer: blends, and leaves the depth in alpha alone.
    Shade,
    /// Opaque, moving.
    Toy,
    /// Blended, in front: paper, buttons, shadows of moving toys.
    Film,
}

/// Vertex colours and nothing else.
#[derive(Asset, TypePath, AsBindGroup, Debug, Clone)]
#[bind_group_data(Coat)]
pub struct Paint {
    coat: Coat,
}

impl From<&Paint> for Coat {
    fn from(paint: &Paint) -> Self {
        paint.coat
    }
}

impl Material2d for Paint {
    fn fragment_shader() -> ShaderRef {
        PAINT.into()
    }

    fn alpha_mode(&self) -> AlphaMode2d {
        match self.coat {
            Coat::Still | Coat::Toy => AlphaMode2d::Opaque,
            Coat::Shade | Coat::Film => AlphaMode2d::Blend,
        }
    }

    fn specialize(
        descriptor: &mut RenderPipelineDescriptor,
        _layout: &MeshVertexBufferLayoutRef,
        key: Material2dKey<Self>,
    ) -> Result<(), SpecializedMeshPipelineError> {
        let Some(fragment) = descriptor.fragment.as_mut() else {
            return Ok(());
        };
        match key.bind_group_data {
            Coat::Still => fragment.shader_defs.push("DEPTH_IN_ALPHA".into()),
            Coat::Shade => {
                for target in fragment.targets.iter_mut().flatten() {
                    if let Some(blend) = target.blend.as_mut() {
                        blend.alpha = BlendComponent {
                            src_factor: BlendFactor::Zero,
                            dst_factor: BlendFactor::One,
                            operation: BlendOperation::Add,
                        };
                    }
                }
            }
            Coat::Toy | Coat::Film => {}
        }
        Ok(())
    }
}

/// The still layer's picture, drawn behind the moving toys with its depth.
#[derive(Asset, TypePath, AsBindGroup, Debug, Clone)]
pub struct Backdrop {
    /// Colour and, in alpha, depth.
    #[texture(0, filterable = false)]
    pub still: Handle<Image>,
}

impl Material2d for Backdrop {
    fn fragment_shader() -> ShaderRef {
        BACKDROP.into()
    }
}

/// One material a coat, shared by everything.
#[derive(Resource, Debug, Clone)]
pub struct Paints {
    still: Handle<Paint>,
    shade: Handle<Paint>,
    toy: Handle<Paint>,
    film: Handle<Paint>,
}

impl Paints {
    /// The material of a coat.
    pub fn coat(&self, coat: Coat) -> MeshMaterial2d<Paint> {
        MeshMaterial2d(
            match coat {
                Coat::Still => &self.still,
                Coat::Shade => &self.shade,
                Coat::Toy => &self.toy,
                Coat::Film => &self.film,
            }
            .clone(),
        )
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_plugins((
        Material2dPlugin::<Paint>::default(),
        Material2dPlugin::<Backdrop>::default(),
    ));
    let mut shaders = app.world_mut().get_resource_or_init::<Assets<Shader>>();
    for (handle, source, name) in [
        (
            PAINT,
            include_str!("../../../assets/shaders/paint.wgsl"),
            "paint.wgsl",
        ),
        (
            BACKDROP,
            include_str!("../../../assets/shaders/backdrop.wgsl"),
            "backdrop.wgsl",
        ),
    ] {
        // Only fails for handles that are not by uuid.
        let _ = shaders.insert(&handle, Shader::from_wgsl(source, name));
    }
    let mut paints = app.world_mut().get_resource_or_init::<Assets<Paint>>();
    let mut add = |coat| paints.add(Paint { coat });
    let made = Paints {
        still: add(Coat::Still),
        shade: add(Coat::Shade),
        toy: add(Coat::Toy),
        film: add(Coat::Film),
    };
    app.insert_resource(made);
}
