//! Puts a built scene into the world and takes the old one out.

use bevy::asset::RenderAssetUsages;
use bevy::camera::visibility::NoFrustumCulling;
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;

use super::build::Set;
use super::live::{LivePart, LiveToy};
use crate::still::{Coat, LIVE, Paints, STILL, Stale};
use legeplads_town::shape::Shape;

/// A scene that is to be put into the world.
#[derive(Resource, Default)]
pub(super) struct Spawning {
    root: Option<Entity>,
    set: Option<Set>,
}

impl Spawning {
    /// Takes the old scene out; the new one comes in this frame.
    pub fn replace(&mut self, commands: &mut Commands, set: Set) {
        if let Some(root) = self.root.take() {
            commands.entity(root).despawn();
        }
        self.set = Some(set);
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Spawning>()
        .add_systems(Update, spawn.after(super::finish));
}

fn spawn(
    mut commands: Commands,
    mut spawning: ResMut<Spawning>,
    mut meshes: ResMut<Assets<Mesh>>,
    paints: Res<Paints>,
    mut stale: ResMut<Stale>,
) {
    if spawning.set.is_none() {
        return;
    }
    let Some(set) = spawning.set.take() else {
        return;
    };
    let root = commands
        .spawn((Transform::default(), Visibility::default()))
        .id();
    spawning.root = Some(root);
    let scene = set.shapes;
    let (still, live) = scene.triangles();
    let parts = scene.moving.len();
    tracing::debug!(still, live, parts, "triangles of the scene");
    for (shape, coat) in [
        (&scene.backdrop, Coat::Solid),
        (&scene.still, Coat::Solid),
        (&scene.shade, Coat::Film),
    ] {
        if !shape.is_empty() {
            commands.spawn((
                Mesh2d(meshes.add(mesh_of(shape))),
                paints.coat(coat),
                NoFrustumCulling,
                STILL,
                ChildOf(root),
            ));
        }
    }
    let toys: Vec<Entity> = scene
        .toys
        .iter()
        .map(|toy| {
            let mut entity = commands.spawn((
                LiveToy::new(toy.owner, toy.answer, toy.at),
                Transform::from_translation(toy.at),
                Visibility::default(),
                LIVE,
                ChildOf(root),
            ));
            if !toy.body.is_empty() {
                entity.insert((
                    Mesh2d(meshes.add(mesh_of(&toy.body))),
                    paints.coat(Coat::Solid),
                ));
            }
            entity.id()
        })
        .collect();
    for placed in &scene.moving {
        let Some(toy) = toys.get(placed.toy) else {
            continue;
        };
        let mut part = commands.spawn((
            LivePart::new(placed.part.motion.clone(), placed.part.pivot),
            Transform::from_translation(placed.part.pivot),
            Visibility::default(),
            LIVE,
            ChildOf(*toy),
        ));
        if !placed.part.shape.is_empty() {
            part.insert((
                Mesh2d(meshes.add(mesh_of(&placed.part.shape))),
                paints.coat(Coat::Solid),
            ));
        }
        let part = part.id();
        if !placed.part.shade.is_empty() {
            commands.spawn((
                Mesh2d(meshes.add(mesh_of(&placed.part.shade))),
                paints.coat(Coat::Film),
                Transform::default(),
                LIVE,
                ChildOf(part),
            ));
        }
    }
    if let Some(turntable) = set.turntable {
        turntable.spawn(&mut commands, &mut meshes, &paints, root);
    }
    for (index, waiting) in set.waiting.into_iter().enumerate() {
        commands.spawn((
            Mesh2d(meshes.add(mesh_of(&waiting.shape))),
            paints.coat(Coat::Solid),
            Transform::from_translation(waiting.ground),
            super::live::Waiting::new(index, waiting),
            LIVE,
            ChildOf(root),
        ));
    }
    stale.mark();
}

/// A shape for the renderer: positions and colours; its light is in it already.
pub(super) fn mesh_of(shape: &Shape) -> Mesh {
    Mesh::new(
        PrimitiveTopology::TriangleList,
        RenderAssetUsages::RENDER_WORLD,
    )
    .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, shape.positions.clone())
    .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, shape.colours.clone())
    .with_inserted_indices(Indices::U32(shape.indices.clone()))
}
