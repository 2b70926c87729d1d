//! Puts a built scene into the world and takes the old one out: a little in each frame, behind the
//! veil, so that no frame takes long.

use std::collections::VecDeque;
use std::time::Duration;

use bevy::asset::RenderAssetUsages;
use bevy::camera::visibility::NoFrustumCulling;
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;

use super::live::{LivePart, LiveToy, Waiting};
use super::relight::Number;
use super::set::{Numbers, Set};
use super::travel::Traveller;
use super::{Change, Inline};
use crate::motion::{Busy, FADE};
use crate::quality::{MovingShadow, Passing};
use crate::still::{Coat, LIVE, Paints, STILL, Stale};
use legeplads_town::motion::Motion;
use legeplads_town::shape::Shape;
use legeplads_town::stage::{PlacedPart, PlacedToy};

/// So many triangles of toys are put up in a frame.
pub(super) const TRIANGLES: usize = 12_000;
/// So many frames what stands is drawn, before the toys come.
const DRAWN: u8 = 1;
/// What hangs higher, in units, throws no shadow on the ground that would be missed.
const ALOFT: f32 = 1.5;
/// While a scene comes, frames go on.
pub(super) const WAIT: Duration = Duration::from_millis(50);

/// A scene that is put into the world.
#[derive(Resource, Default)]
pub(super) struct Spawning {
    root: Option<Entity>,
    coming: Option<Coming>,
}

/// What of a scene is still to come.
struct Coming {
    set: Option<Set>,
    /// Frames until the toys come.
    wait: u8,
    toys: VecDeque<Toy>,
    /// The first of all scenes comes at once: the first frame is whole.
    is_first: bool,
}

/// A toy with its parts, and the numbers of their shapes.
struct Toy {
    number: usize,
    toy: PlacedToy,
    parts: Vec<(usize, PlacedPart)>,
}

impl Spawning {
    /// Takes the old scene out; the new one comes from this frame on.
    pub fn replace(&mut self, commands: &mut Commands, set: Set) {
        let is_first = self.root.is_none();
        if let Some(root) = self.root.take() {
            commands.entity(root).despawn();
        }
        self.coming = Some(Coming {
            set: Some(set),
            wait: DRAWN,
            toys: VecDeque::new(),
            is_first,
        });
    }

    /// Whether some of it is still to come.
    pub fn is_coming(&self) -> bool {
        self.coming.is_some()
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Spawning>()
        .add_systems(Update, spawn.after(super::finish).before(super::veil));
}

fn spawn(
    mut commands: Commands,
    time: Res<Time>,
    inline: Res<Inline>,
    mut spawning: ResMut<Spawning>,
    mut meshes: ResMut<Assets<Mesh>>,
    paints: Res<Paints>,
    mut stale: ResMut<Stale>,
    mut busy: ResMut<Busy>,
    mut change: ResMut<Change>,
) {
    let spawning = spawning.bypass_change_detection();
    let Some(coming) = &mut spawning.coming else {
        return;
    };
    let now = time.elapsed();
    busy.extend(now, WAIT);
    let at_once = coming.is_first || inline.0;
    let mut put = Put {
        commands: &mut commands,
        meshes: &mut meshes,
        paints: &paints,
    };
    if let Some(set) = coming.set.take() {
        let (root, toys) = put.standing(set);
        spawning.root = Some(root);
        coming.toys = toys;
        stale.mark();
        if !at_once {
            return;
        }
    }
    if coming.wait > 0 && !at_once {
        coming.wait -= 1;
        return;
    }
    let Some(root) = spawning.root else { return };
    let mut triangles = 0;
    while at_once || triangles < TRIANGLES {
        let Some(toy) = coming.toys.pop_front() else {
            spawning.coming = None;
            change.revealed = Some(now);
            busy.extend(now, FADE + FADE);
            return;
        };
        triangles += put.toy(root, toy);
    }
}

/// Puts shapes into the world.
struct Put<'a, 'w, 's> {
    commands: &'a mut Commands<'w, 's>,
    meshes: &'a mut Assets<Mesh>,
    paints: &'a Paints,
}

impl Put<'_, '_, '_> {
    /// Puts up what stands, and returns what holds all, and the toys with their parts.
    fn standing(&mut self, set: Set) -> (Entity, VecDeque<Toy>) {
        let root = self
            .commands
            .spawn((Transform::default(), Visibility::default()))
            .id();
        let numbers = Numbers::of(&set);
        let scene = set.shapes;
        let (still, live) = scene.triangles();
        let parts = scene.moving.len();
        tracing::debug!(still, live, parts, "triangles of the scene");
        for (number, shape, coat) in [
            (Numbers::BACKDROP, scene.backdrop, Coat::Solid),
            (Numbers::STILL, scene.still, Coat::Solid),
            (Numbers::SHADE, scene.shade, Coat::Film),
        ] {
            if !shape.is_empty() {
                let drawn = self.drawn(number, shape, coat);
                self.commands
                    .spawn((drawn, NoFrustumCulling, STILL, ChildOf(root)));
            }
        }
        if let Some(turntable) = set.turntable {
            let number = numbers.table();
            turntable.spawn(self.commands, self.meshes, self.paints, root, number);
        }
        for (index, waiting) in set.waiting.into_iter().enumerate() {
            let shape = waiting.shape.clone();
            let drawn = self.drawn(numbers.waiting(index), shape, Coat::Solid);
            self.commands.spawn((
                drawn,
                Transform::from_translation(waiting.ground),
                Waiting::new(index, waiting),
                LIVE,
                ChildOf(root),
            ));
        }
        for (index, figure) in set.travellers.into_iter().enumerate() {
            let number = numbers.traveller(index);
            let drawn = self.drawn(number, figure.shape, Coat::Solid);
            let shade = self.drawn(number + 1, figure.shade, Coat::Film);
            self.commands
                .spawn((
                    drawn,
                    Transform::default(),
                    Visibility::Hidden,
                    Traveller(index),
                    LIVE,
                    ChildOf(root),
                ))
                .with_child((shade, Transform::default(), LIVE));
        }
        let toys = scene.toys.into_iter().enumerate();
        let mut toys: VecDeque<Toy> = toys
            .map(|(index, toy)| Toy {
                number: numbers.body(index),
                toy,
                parts: Vec::new(),
            })
            .collect();
        for (index, placed) in scene.moving.into_iter().enumerate() {
            if let Some(toy) = toys.get_mut(placed.toy) {
                toy.parts.push((numbers.part(index), placed));
            }
        }
        (root, toys)
    }

    /// Puts up a toy with its parts, and returns how many triangles that was.
    fn toy(&mut self, root: Entity, toy: Toy) -> usize {
        let Toy { number, toy, parts } = toy;
        let passes = passes_by(&toy, &parts);
        let mut triangles = toy.body.triangles();
        let mut entity = self.commands.spawn((
            LiveToy::new(toy.owner, toy.answer, toy.at),
            Transform::from_translation(toy.at),
            Visibility::default(),
            LIVE,
            ChildOf(root),
        ));
        let whole = entity.id();
        if passes {
            entity.insert(Passing);
        }
        if !toy.body.is_empty() {
            let mesh = self.meshes.add(mesh_of(toy.body));
            let coat = self.paints.coat(Coat::Solid);
            entity.insert((Number(number), Mesh2d(mesh), coat));
        }
        for (number, PlacedPart { part, .. }) in parts {
            triangles += part.shape.triangles() + part.shade.triangles();
            let mut entity = self.commands.spawn((
                LivePart::new(part.motion, part.pivot),
                Transform::from_translation(part.pivot),
                Visibility::default(),
                LIVE,
                ChildOf(whole),
            ));
            let moving = entity.id();
            if !part.shape.is_empty() {
                let mesh = self.meshes.add(mesh_of(part.shape));
                let coat = self.paints.coat(Coat::Solid);
                entity.insert((Number(number), Mesh2d(mesh), coat));
            }
            if !part.shade.is_empty() {
                let drawn = self.drawn(number + 1, part.shade, Coat::Film);
                let shadow = (MovingShadow, Transform::default());
                self.commands.spawn((drawn, shadow, LIVE, ChildOf(moving)));
            }
        }
        triangles
    }

    fn drawn(&mut self, number: usize, shape: Shape, coat: Coat) -> impl Bundle + use<> {
        (
            Number(number),
            Mesh2d(self.meshes.add(mesh_of(shape))),
            self.paints.coat(coat),
        )
    }
}

/// Whether nothing but itself would be missing without it: it has no place, belongs to nothing that
/// can be touched, and the ground keeps no shadow of it.
fn passes_by(toy: &PlacedToy, parts: &[(usize, PlacedPart)]) -> bool {
    let passes = |(_, placed): &(usize, PlacedPart)| match placed.part.motion {
        Motion::Ride { .. } => true,
        Motion::Drift { .. } => toy.at.y > ALOFT,
        _ => false,
    };
    let moves = !parts.is_empty() && parts.iter().all(passes);
    toy.owner.is_none() && toy.body.is_empty() && moves
}

/// A shape for the renderer: positions and colours; its light is in it already.
pub(crate) fn mesh_of(shape: Shape) -> Mesh {
    Mesh::new(
        PrimitiveTopology::TriangleList,
        RenderAssetUsages::RENDER_WORLD,
    )
    .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, shape.positions)
    .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, shape.colours)
    .with_inserted_indices(Indices::U32(shape.indices))
}
