//! The glass without a GPU: paper, wood and words are drawn into a picture when they change, and
//! only those tiles of it that hold something are shown in each frame.

use bevy::asset::{Asset, uuid_handle};
use bevy::camera::primitives::Aabb;
use bevy::camera::visibility::{NoFrustumCulling, RenderLayers, VisibilitySystems};
use bevy::camera::{CameraMainTextureUsages, CameraOutputMode, ClearColorConfig};
use bevy::mesh::MeshVertexBufferLayoutRef;
use bevy::platform::collections::HashSet;
use bevy::prelude::*;
use bevy::reflect::TypePath;
use bevy::render::render_resource::{
    AsBindGroup, BlendState, RenderPipelineDescriptor, SpecializedMeshPipelineError,
};
use bevy::shader::{Shader, ShaderRef};
use bevy::sprite_render::{AlphaMode2d, Material2d, Material2dKey, Material2dPlugin};
use bevy::transform::TransformSystems;

use super::copy::Part;
use super::picture::Picture;
use super::tiles::{self, Tile, TileMeshes};
use super::{GLASS, OVER};
use crate::release::Swapped;
use crate::view::View;

const SHADER: Handle<Shader> = uuid_handle!("5f0c2f6e-6a51-4d1b-9b0e-3a7c1e5d9a02");

/// The layer of all tiles.
pub(super) const SHOWN: RenderLayers = RenderLayers::layer(4);
/// The layer of those tiles that toys move behind.
pub(super) const BEFORE_TOYS: RenderLayers = RenderLayers::layer(5);

/// A text may need a frame for its glyphs, and a mesh one to reach the renderer.
const FRAMES: u8 = 3;

/// The glass's picture.
#[derive(Asset, TypePath, AsBindGroup, Debug, Clone)]
struct Pane {
    #[texture(0, filterable = false)]
    picture: Handle<Image>,
}

impl Material2d for Pane {
    fn fragment_shader() -> ShaderRef {
        SHADER.into()
    }

    fn alpha_mode(&self) -> AlphaMode2d {
        AlphaMode2d::Blend
    }

    fn specialize(
        descriptor: &mut RenderPipelineDescriptor,
        _layout: &MeshVertexBufferLayoutRef,
        _key: Material2dKey<Self>,
    ) -> Result<(), SpecializedMeshPipelineError> {
        let targets = descriptor
            .fragment
            .iter_mut()
            .flat_map(|fragment| &mut fragment.targets);
        for target in targets.flatten() {
            target.blend = Some(BlendState::PREMULTIPLIED_ALPHA_BLENDING);
        }
        Ok(())
    }
}

/// Shows the glass over the town.
#[derive(Component)]
pub struct OverCamera;

/// Shows the picture's tiles.
#[derive(Component)]
struct Tiles;

/// Shows those tiles that toys move behind.
#[derive(Component)]
pub(super) struct TilesBeforeToys;

/// The tiles that hold something.
#[derive(Resource, Debug, Default)]
pub(super) struct Held(pub HashSet<Tile>);

/// Orders the systems that know what is on the glass.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Tiling;

/// How many frames the glass is still to be drawn.
#[derive(Resource, Debug, Default)]
struct Stale(u8);

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(Material2dPlugin::<Pane>::default())
        .init_resource::<Stale>()
        .init_resource::<Held>()
        .add_systems(
            PostUpdate,
            (
                resize.after(super::resize),
                notice.after(crate::screens::Laying),
                tile.after(VisibilitySystems::CalculateBounds)
                    .after(TransformSystems::Propagate),
            )
                .chain()
                .in_set(Tiling),
        );
    let source = include_str!("../../../assets/shaders/glass.wgsl");
    let mut shaders = app.world_mut().get_resource_or_init::<Assets<Shader>>();
    // Only fails for handles that are not by uuid.
    let _ = shaders.insert(&SHADER, Shader::from_wgsl(source, "glass.wgsl"));
}

/// Spawns the camera that draws the glass and the one that shows it; `over` is the latter's.
pub(super) fn set_up(
    commands: &mut Commands,
    picture: &Picture,
    usages: CameraMainTextureUsages,
    over: impl Bundle,
) {
    let (glass, target) = (picture.glass.clone(), picture.target(Part::Glass));
    commands.queue(move |world: &mut World| {
        let pane = world.resource_mut::<Assets<Pane>>().add(Pane {
            picture: glass.clone(),
        });
        world.spawn((
            Part::Glass,
            Camera2d,
            Camera {
                order: -1,
                clear_color: ClearColorConfig::None,
                output_mode: CameraOutputMode::Skip,
                ..default()
            },
            usages,
            target,
            Msaa::Off,
            GLASS,
        ));
        // Their meshes come with the first piece: the renderer stumbles over empty ones.
        let material = MeshMaterial2d(pane);
        world.spawn((Tiles, material.clone(), NoFrustumCulling, SHOWN));
        world.spawn((TilesBeforeToys, material, NoFrustumCulling, BEFORE_TOYS));
        world.resource_mut::<Stale>().0 = FRAMES;
    });
    commands.spawn((OverCamera, over, SHOWN.union(&OVER)));
}

fn resize(
    view: Res<View>,
    picture: Option<Res<Picture>>,
    mut panes: ResMut<Assets<Pane>>,
    tiles: Query<&MeshMaterial2d<Pane>>,
    mut stale: ResMut<Stale>,
) {
    let Some(picture) = picture.filter(|_| view.is_changed()) else {
        return;
    };
    for material in &tiles {
        if let Some(mut pane) = panes.get_mut(material) {
            pane.picture = picture.glass.clone();
        }
    }
    stale.0 = FRAMES;
}

/// Whether anything on the glass has changed, come or gone.
fn notice(
    changed: Query<
        &RenderLayers,
        Or<(
            Changed<Transform>,
            Changed<Visibility>,
            Changed<Mesh2d>,
            Changed<Text2d>,
        )>,
    >,
    mut gone: RemovedComponents<RenderLayers>,
    mut swapped: MessageReader<Swapped>,
    mut stale: ResMut<Stale>,
    picture: Option<Res<Picture>>,
    mut cameras: Query<(&mut Camera, &Part)>,
    mut over: Query<&mut Camera, (With<OverCamera>, Without<Part>)>,
) {
    if gone.read().count() > 0 || changed.iter().any(|layers| *layers == GLASS) {
        stale.0 = FRAMES;
    }
    // Nobody waits for a new release, and laying it takes time enough in its first frame.
    let is_there = picture.is_none_or(|picture| picture.is_there);
    let is_swapped = swapped.read().count() > 0;
    let draws = stale.0 > 0 && is_there && !is_swapped;
    if draws {
        stale.0 -= 1;
    }
    for mut camera in &mut over {
        if camera.is_active != is_there {
            camera.is_active = is_there;
        }
    }
    for (mut camera, part) in &mut cameras {
        if *part == Part::Glass && camera.is_active != draws {
            camera.is_active = draws;
        }
    }
}

/// Shows the tiles that hold something.
fn tile(
    cameras: Query<(&Camera, &Part)>,
    view: Res<View>,
    pieces: Query<(&GlobalTransform, &Aabb, &RenderLayers, &InheritedVisibility)>,
    mut commands: Commands,
    shown: Query<Entity, With<Tiles>>,
    mut meshes: TileMeshes,
    mut held: ResMut<Held>,
    mut mesh: Local<Option<Handle<Mesh>>>,
) {
    let draws = |(camera, part): (&Camera, &Part)| *part == Part::Glass && camera.is_active;
    if !cameras.iter().any(draws) {
        return;
    }
    let mut holding = HashSet::new();
    for (transform, aabb, layers, visible) in &pieces {
        if *layers == GLASS && visible.get() {
            holding.extend(tiles::under(tiles::seen(transform, aabb), &view));
        }
    }
    if held.0 == holding && !view.is_changed() {
        return;
    }
    for entity in &shown {
        let mut shown = commands.entity(entity);
        if holding.is_empty() {
            *mesh = None;
            shown.remove::<Mesh2d>();
        } else {
            let mesh = meshes.fill(&holding, &view, &mut mesh);
            shown.insert(Mesh2d(mesh));
        }
    }
    held.0 = holding;
}
