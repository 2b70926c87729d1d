//! The glass without a GPU: paper, wood and words are drawn into a picture when they change, and
//! only those tiles of it that hold something are shown in each frame.

use bevy::asset::{Asset, uuid_handle};
use bevy::camera::primitives::Aabb;
use bevy::camera::visibility::{NoFrustumCulling, RenderLayers, VisibilitySystems};
use bevy::camera::{ClearColorConfig, ImageRenderTarget, RenderTarget};
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

use super::{GLASS, picture};
use crate::paper::Sheet;
use crate::view::View;

const SHADER: Handle<Shader> = uuid_handle!("5f0c2f6e-6a51-4d1b-9b0e-3a7c1e5d9a02");

/// The layer of the picture itself.
const SHOWN: RenderLayers = RenderLayers::layer(4);

/// Side of a tile in pixels.
const TILE: f32 = 32.0;

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

/// Draws the glass into its picture.
#[derive(Component)]
struct GlassCamera;

/// Shows the picture's tiles.
#[derive(Component)]
struct Tiles;

/// How many frames the glass is still to be drawn.
#[derive(Resource, Debug, Default)]
struct Stale(u8);

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(Material2dPlugin::<Pane>::default())
        .init_resource::<Stale>()
        .add_systems(
            PostUpdate,
            (
                resize,
                notice.after(crate::screens::Laying),
                tile.after(VisibilitySystems::CalculateBounds)
                    .after(TransformSystems::Propagate),
            )
                .chain(),
        );
    let source = include_str!("../../../assets/shaders/glass.wgsl");
    let mut shaders = app.world_mut().get_resource_or_init::<Assets<Shader>>();
    // Only fails for handles that are not by uuid.
    let _ = shaders.insert(&SHADER, Shader::from_wgsl(source, "glass.wgsl"));
}

/// Spawns the camera that draws the glass and the one that shows it; `over` is the latter's.
pub(super) fn set_up(commands: &mut Commands, view: &View, over: impl Bundle) {
    let size = view.size.as_uvec2();
    commands.queue(move |world: &mut World| {
        let image = world.resource_mut::<Assets<Image>>().add(picture(size));
        let pane = world.resource_mut::<Assets<Pane>>().add(Pane {
            picture: image.clone(),
        });
        world.spawn((
            GlassCamera,
            Camera2d,
            Camera {
                order: -1,
                clear_color: ClearColorConfig::Custom(Color::NONE),
                ..default()
            },
            RenderTarget::Image(ImageRenderTarget::from(image)),
            Msaa::Off,
            GLASS,
        ));
        // Its mesh comes with the first piece: the renderer stumbles over empty ones.
        world.spawn((Tiles, MeshMaterial2d(pane), NoFrustumCulling, SHOWN));
    });
    commands.spawn((over, SHOWN));
}

fn resize(
    view: Res<View>,
    mut images: ResMut<Assets<Image>>,
    mut panes: ResMut<Assets<Pane>>,
    tiles: Query<&MeshMaterial2d<Pane>, With<Tiles>>,
    mut targets: Query<&mut RenderTarget, With<GlassCamera>>,
    mut stale: ResMut<Stale>,
) {
    if !view.is_changed() || targets.is_empty() {
        return;
    }
    let image = images.add(picture(view.size.as_uvec2()));
    for mut target in &mut targets {
        *target = RenderTarget::Image(ImageRenderTarget::from(image.clone()));
    }
    for material in &tiles {
        if let Some(mut pane) = panes.get_mut(material) {
            pane.picture = image.clone();
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
    mut stale: ResMut<Stale>,
    mut cameras: Query<&mut Camera, With<GlassCamera>>,
) {
    if gone.read().count() > 0 || changed.iter().any(|layers| *layers == GLASS) {
        stale.0 = FRAMES;
    }
    let draws = stale.0 > 0;
    stale.0 = stale.0.saturating_sub(1);
    for mut camera in &mut cameras {
        if camera.is_active != draws {
            camera.is_active = draws;
        }
    }
}

/// Shows the tiles that hold something.
fn tile(
    cameras: Query<&Camera, With<GlassCamera>>,
    view: Res<View>,
    pieces: Query<(&GlobalTransform, &Aabb, &RenderLayers, &InheritedVisibility)>,
    mut commands: Commands,
    tiles: Query<Entity, With<Tiles>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut shown: Local<HashSet<(i32, i32)>>,
) {
    if !cameras.iter().any(|camera| camera.is_active) {
        return;
    }
    let mut held = HashSet::new();
    let last = (view.size / TILE).ceil().as_ivec2() - 1;
    for (transform, aabb, layers, visible) in &pieces {
        if *layers != GLASS || !visible.get() {
            continue;
        }
        let rect = seen(transform, aabb);
        let first = ((rect.min + view.half()) / TILE)
            .floor()
            .as_ivec2()
            .max(IVec2::ZERO);
        let end = ((rect.max + view.half()) / TILE)
            .floor()
            .as_ivec2()
            .min(last);
        for y in first.y..=end.y {
            held.extend((first.x..=end.x).map(|x| (x, y)));
        }
    }
    if *shown == held && !view.is_changed() {
        return;
    }
    let mut sheet = Sheet::default();
    for (x, y) in &held {
        let min = Vec2::new(*x as f32, *y as f32) * TILE - view.half();
        let max = (min + TILE).min(view.half());
        let base = u32::try_from(sheet.positions.len()).unwrap_or(0);
        for corner in [min, Vec2::new(max.x, min.y), max, Vec2::new(min.x, max.y)] {
            sheet.positions.push([corner.x, corner.y, 0.0]);
            sheet.colours.push([1.0; 4]);
        }
        sheet
            .indices
            .extend([0, 1, 2, 0, 2, 3].map(|index| base + index));
    }
    for entity in &tiles {
        let mut tiles = commands.entity(entity);
        if sheet.indices.is_empty() {
            tiles.remove::<Mesh2d>();
        } else {
            tiles.insert(Mesh2d(meshes.add(crate::ui::mesh_of(&sheet))));
        }
    }
    *shown = held;
}

/// The upright rectangle round a piece, in overlay coordinates.
fn seen(transform: &GlobalTransform, aabb: &Aabb) -> Rect {
    let (middle, half) = (aabb.center, aabb.half_extents);
    let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y)| {
        let corner = Vec3::new(middle.x + x * half.x, middle.y + y * half.y, middle.z);
        transform.transform_point(corner).truncate()
    });
    let [one, rest @ ..] = corners;
    rest.into_iter()
        .fold(Rect::from_corners(one, one), |rect, corner| {
            rect.union_point(corner)
        })
}
