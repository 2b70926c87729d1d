//! The still layer: what does not move is drawn once into a picture, with its depth.
//!
//! Without a GPU 20,000 triangles a frame cost half of the frame rate. So a camera draws the still
//! meshes into an image only when the view or the scene has changed; each frame shows that image
//! behind the moving toys, which it hides where it is nearer.

mod paint;

use bevy::camera::visibility::RenderLayers;
use bevy::camera::{CameraOutputMode, ClearColorConfig, Hdr, ImageRenderTarget, RenderTarget};
use bevy::prelude::*;
use bevy::render::render_resource::TextureFormat;

pub use paint::{Backdrop, Coat, Paint, Paints};

use crate::camera::Lens;
use crate::view::View;

/// Meshes drawn once.
pub const STILL: RenderLayers = RenderLayers::layer(1);
/// Toys that move.
pub const LIVE: RenderLayers = RenderLayers::layer(2);
/// Paper, buttons and words in front.
pub const GLASS: RenderLayers = RenderLayers::layer(3);

#[derive(Component)]
struct StillCamera;

#[derive(Component)]
struct LiveCamera;

#[derive(Component)]
struct BackdropPlane;

/// Asks for the still layer to be drawn anew.
#[derive(Resource, Debug, Default)]
pub struct Stale {
    frames: u8,
}

impl Stale {
    /// In the next frames, since a new mesh may take one to reach the renderer.
    pub fn mark(&mut self) {
        self.frames = 3;
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(paint::plugin)
        .init_resource::<Stale>()
        .add_systems(Startup, set_up)
        .add_systems(
            PostUpdate,
            (resize, aim)
                .chain()
                .before(bevy::camera::CameraUpdateSystems),
        );
}

fn picture(view: &View) -> Image {
    Image::new_target_texture(
        view.size.x as u32,
        view.size.y as u32,
        TextureFormat::Rgba16Float,
        None,
    )
}

fn set_up(
    mut commands: Commands,
    view: Res<View>,
    lens: Res<Lens>,
    mut images: ResMut<Assets<Image>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut backdrops: ResMut<Assets<Backdrop>>,
    mut stale: ResMut<Stale>,
) {
    let still = images.add(picture(&view));
    let eye = (lens.shot.transform(), lens.shot.projection(&view));
    commands.spawn((
        StillCamera,
        Camera2d,
        Camera {
            order: -1,
            clear_color: ClearColorConfig::Custom(Color::linear_rgba(0.6, 0.8, 0.85, 0.0)),
            ..default()
        },
        Hdr,
        RenderTarget::Image(ImageRenderTarget::from(still.clone())),
        eye.clone(),
        Msaa::Sample4,
        STILL,
    ));
    commands
        .spawn((
            LiveCamera,
            Camera2d,
            Camera {
                order: 0,
                output_mode: CameraOutputMode::Skip,
                ..default()
            },
            eye,
            Msaa::Off,
            LIVE,
        ))
        .with_child((
            BackdropPlane,
            Mesh2d(meshes.add(Rectangle::from_size(Vec2::splat(400.0)))),
            MeshMaterial2d(backdrops.add(Backdrop { still })),
            Transform::from_xyz(0.0, 0.0, -100.0),
            LIVE,
        ));
    commands.spawn((
        Camera2d,
        Camera {
            order: 1,
            clear_color: ClearColorConfig::None,
            ..default()
        },
        Msaa::Off,
        GLASS,
    ));
    stale.mark();
}

fn resize(
    view: Res<View>,
    mut images: ResMut<Assets<Image>>,
    mut backdrops: ResMut<Assets<Backdrop>>,
    planes: Query<&MeshMaterial2d<Backdrop>>,
    mut cameras: Query<&mut RenderTarget, With<StillCamera>>,
    mut stale: ResMut<Stale>,
) {
    if !view.is_changed() {
        return;
    }
    stale.mark();
    let still = images.add(picture(&view));
    for mut target in &mut cameras {
        *target = RenderTarget::Image(ImageRenderTarget::from(still.clone()));
    }
    for material in &planes {
        if let Some(mut backdrop) = backdrops.get_mut(material) {
            backdrop.still = still.clone();
        }
    }
}

fn aim(
    lens: Res<Lens>,
    view: Res<View>,
    mut stale: ResMut<Stale>,
    mut cameras: Query<
        (
            &mut Camera,
            &mut Transform,
            &mut Projection,
            Has<StillCamera>,
        ),
        Or<(With<StillCamera>, With<LiveCamera>)>,
    >,
) {
    let moved = lens.is_changed() || view.is_changed();
    if moved {
        stale.frames = stale.frames.max(1);
    }
    let draw = stale.frames > 0;
    stale.frames = stale.frames.saturating_sub(1);
    for (mut camera, mut transform, mut projection, is_still) in &mut cameras {
        if moved {
            *transform = lens.shot.transform();
            *projection = lens.shot.projection(&view);
        }
        if is_still && camera.is_active != draw {
            camera.is_active = draw;
        }
    }
}
