//! `--toys`: saves a picture of every kind of toy on one large paper, with the names that a feed
//! places them by, and leaves.

use std::path::PathBuf;

use bevy::app::AppExit;
use bevy::asset::RenderAssetUsages;
use bevy::camera::visibility::{NoFrustumCulling, RenderLayers};
use bevy::camera::{ImageRenderTarget, RenderTarget};
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat, TextureUsages};
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy::text::{FontCx, TextLayoutInfo};
use bevy::window::RequestRedraw;
use legeplads_feed::ToyKind;
use legeplads_town::paint::Paint;
use legeplads_town::sampler::build_sampler;

use crate::camera::Shot;
use crate::paper::{Palette, Tent};
use crate::release::Release;
use crate::stage::mesh_of;
use crate::still::{Coat, Paints};
use crate::theme::{Theme, Type};
use crate::ui::{self, Typesetter};
use crate::view::View;

/// How wide the picture is, in pixels.
const WIDTH: f32 = 2800.0;
/// Pixels a millimetre, so that names are as large as they can be below their toys.
const MM: f32 = 2.2;
/// Frames after all names are set: meshes are on their way for one.
const SETTLED: u32 = 4;

const TOYS: RenderLayers = RenderLayers::layer(8);
const NAMES: RenderLayers = RenderLayers::layer(9);

/// Where the picture goes.
#[derive(Resource, Debug)]
pub struct Wanted(pub PathBuf);

/// The picture, once it is laid.
#[derive(Resource)]
struct Paper(Handle<Image>);

/// A toy's name.
#[derive(Component)]
struct Name;

pub(super) fn plugin(app: &mut App) {
    if app.world().contains_resource::<Wanted>() {
        app.add_systems(Startup, lay)
            .add_systems(Last, (keep_drawing, take).chain())
            .add_observer(save);
    }
}

/// A screen at rest draws nothing by itself.
fn keep_drawing(mut redraw: MessageWriter<RequestRedraw>) {
    redraw.write(RequestRedraw);
}

fn lay(
    mut commands: Commands,
    release: Res<Release>,
    theme: Res<Theme>,
    paints: Res<Paints>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut images: ResMut<Assets<Image>>,
    mut fonts: ResMut<FontCx>,
    mut typesetter: Local<Typesetter>,
) {
    let sampler = build_sampler(&Paint::of(&release.feed));
    let size = Vec2::new(WIDTH, (WIDTH / sampler.look.aspect).round());
    let view = View { size, mm: MM };
    let composed = Shot::from(sampler.look);
    let shot = Shot {
        // A shot's height is that on a screen of 16:9.
        height: composed.height * (sampler.look.aspect * 9.0 / 16.0).min(1.0),
        ..composed
    };
    let paper = images.add(blank(size.as_uvec2()));
    let target = || RenderTarget::Image(ImageRenderTarget::from(paper.clone()));
    commands.spawn((
        Camera2d,
        Camera {
            order: -12,
            clear_color: ClearColorConfig::Custom(theme.colour("paper")),
            ..default()
        },
        target(),
        shot.transform(),
        shot.projection(&view),
        Msaa::Sample4,
        TOYS,
    ));
    commands.spawn((
        Camera2d,
        Camera {
            order: -11,
            clear_color: ClearColorConfig::None,
            ..default()
        },
        target(),
        Msaa::Sample4,
        NAMES,
    ));
    let shapes = sampler.shapes;
    let bodies = shapes.toys.into_iter().map(|toy| (toy.body, toy.at));
    let parts = shapes.moving.into_iter();
    let parts = parts.map(|placed| (placed.part.shape, placed.at + placed.part.pivot));
    let solid = bodies
        .chain(parts)
        .map(|(shape, at)| (shape, at, Coat::Solid));
    let film = [(shapes.shade, Vec3::ZERO, Coat::Film)];
    for (shape, at, coat) in solid.chain(film).filter(|(shape, ..)| !shape.is_empty()) {
        commands.spawn((
            Mesh2d(meshes.add(mesh_of(shape))),
            paints.coat(coat),
            Transform::from_translation(at),
            NoFrustumCulling,
            TOYS,
        ));
    }
    let palette = Palette::new(|name| theme.rgb(name));
    for (kind, at) in ToyKind::ALL.iter().zip(sampler.names) {
        let name = format!("{kind:?}");
        let setting = typesetter.set(&mut fonts, Type::Label, None, &name, size.x, &view);
        let tent = Tent::for_word(setting.size.x / MM, None, name.len() as u32);
        let (sheet, areas) = tent.draw(&palette, MM);
        let at = shot.project(at, &view);
        commands.spawn((
            Mesh2d(meshes.add(ui::mesh_of(&sheet))),
            paints.coat(Coat::Film),
            Transform::from_translation(at.extend(0.0)),
            NAMES,
        ));
        let words = at + areas.words.area.center();
        commands.spawn((
            Name,
            Text2d::new(name),
            Type::Label.font(None, &view),
            TextColor(theme.colour("ink")),
            Transform::from_translation(words.round().extend(1.0)),
            NAMES,
        ));
    }
    commands.insert_resource(Paper(paper));
}

/// A picture to draw into and to read from.
fn blank(size: UVec2) -> Image {
    let size = Extent3d {
        width: size.x,
        height: size.y,
        depth_or_array_layers: 1,
    };
    let format = TextureFormat::Rgba8UnormSrgb;
    let usage = RenderAssetUsages::default();
    let mut image = Image::new_uninit(size, TextureDimension::D2, format, usage);
    image.texture_descriptor.usage =
        TextureUsages::RENDER_ATTACHMENT | TextureUsages::TEXTURE_BINDING | TextureUsages::COPY_SRC;
    image
}

fn take(
    mut commands: Commands,
    paper: Option<Res<Paper>>,
    names: Query<&TextLayoutInfo, With<Name>>,
    mut set_for: Local<u32>,
) {
    let Some(paper) = paper else { return };
    if names.is_empty() || names.iter().any(|set| set.glyphs.is_empty()) {
        return;
    }
    *set_for += 1;
    if *set_for == SETTLED {
        commands.spawn(Screenshot::image(paper.0.clone()));
    }
}

fn save(captured: On<ScreenshotCaptured>, wanted: Res<Wanted>, mut exit: MessageWriter<AppExit>) {
    exit.write(crate::screenshot::write(&captured.image, &wanted.0));
}
