//! The material of town and glass: vertex colours and nothing else.

use bevy::asset::{Asset, uuid_handle};
use bevy::prelude::*;
use bevy::reflect::TypePath;
use bevy::render::render_resource::AsBindGroup;
use bevy::shader::{Shader, ShaderRef};
use bevy::sprite_render::{AlphaMode2d, Material2d, Material2dPlugin};

const PAINT: Handle<Shader> = uuid_handle!("5f0c2f6e-6a51-4d1b-9b0e-3a7c1e5d9a01");

/// How paint lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coat {
    /// Opaque, hiding what is farther.
    Solid,
    /// Blended: paper, buttons, shadows.
    Film,
}

/// Vertex colours and nothing else.
#[derive(Asset, TypePath, AsBindGroup, Debug, Clone)]
pub struct Paint {
    alpha_mode: AlphaMode2d,
}

impl Material2d for Paint {
    fn fragment_shader() -> ShaderRef {
        PAINT.into()
    }

    fn alpha_mode(&self) -> AlphaMode2d {
        self.alpha_mode
    }
}

/// One material a coat, shared by everything.
#[derive(Resource, Debug, Clone)]
pub struct Paints {
    solid: Handle<Paint>,
    film: Handle<Paint>,
}

impl Paints {
    /// The material of a coat.
    pub fn coat(&self, coat: Coat) -> MeshMaterial2d<Paint> {
        MeshMaterial2d(
            match coat {
                Coat::Solid => &self.solid,
                Coat::Film => &self.film,
            }
            .clone(),
        )
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(Material2dPlugin::<Paint>::default());
    let source = include_str!("../../../assets/shaders/paint.wgsl");
    let mut shaders = app.world_mut().get_resource_or_init::<Assets<Shader>>();
    // Only fails for handles that are not by uuid.
    let _ = shaders.insert(&PAINT, Shader::from_wgsl(source, "paint.wgsl"));
    let mut paints = app.world_mut().get_resource_or_init::<Assets<Paint>>();
    let mut add = |alpha_mode| paints.add(Paint { alpha_mode });
    let made = Paints {
        solid: add(AlphaMode2d::Opaque),
        film: add(AlphaMode2d::Blend),
    };
    app.insert_resource(made);
}
