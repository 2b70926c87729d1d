//! The light of what stands follows the hour, and towers on the island grow: built anew on another thread, and painted on a little
//! in each frame. A step is too small to be seen, so nothing is hidden meanwhile.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use bevy::prelude::*;
use bevy::tasks::{AsyncComputeTaskPool, Task, block_on, futures_lite::future::poll_once};
use bevy::time::common_conditions::on_timer;
use legeplads_feed::ToyKind;
use legeplads_town::shape::Shape;

use super::live::LivePart;
use super::set::{Numbers, Set};
use super::spawn::{Spawning, TRIANGLES, WAIT, mesh_of};
use super::{Change, Inline, Plan, Stage, light};
use crate::clock::WallClock;
use crate::motion::Busy;
use crate::release::Release;
use crate::still::Stale;
use crate::towers::Towers;

/// How often somebody looks how high the sun stands.
const LOOK: Duration = Duration::from_secs(1);

/// Which of its set's shapes a mesh was made of. See [`Numbers`].
#[derive(Component, Debug, Clone, Copy)]
pub(super) struct Number(pub usize);

/// Another light on its way to what stands.
#[derive(Resource, Debug, Default)]
struct Relighting {
    /// The plan that stood when this began.
    stood: Option<Arc<Plan>>,
    task: Option<Task<Lit>>,
    lit: Option<Lit>,
}

#[derive(Debug)]
struct Lit {
    plan: Arc<Plan>,
    /// With their numbers; those of what stands first.
    shapes: VecDeque<(usize, Shape)>,
    /// What the parts of towers move about, with the numbers of those parts.
    pivots: Vec<(usize, Vec3)>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Relighting>().add_systems(
        Update,
        (begin.run_if(on_timer(LOOK)), paint)
            .chain()
            .after(super::finish)
            .before(super::veil),
    );
}

fn begin(
    time: Res<Time>,
    clock: Res<WallClock>,
    release: Res<Release>,
    stage: Res<Stage>,
    change: Res<Change>,
    spawning: Res<Spawning>,
    inline: Res<Inline>,
    towers: Res<Towers>,
    mut busy: ResMut<Busy>,
    mut relighting: ResMut<Relighting>,
) {
    let (Some(scene), Some(stood)) = (&stage.scene, &stage.plan) else {
        return;
    };
    let now = time.elapsed();
    let waits = change.wanted.is_some() || spawning.is_coming() || busy.is(now);
    if waits || relighting.stood.is_some() {
        return;
    }
    let sky = light::sky(scene, &release.feed, &clock.now(&release.feed.time_zone));
    let plan = Arc::new(stood.brought_up(sky, &release.feed, &towers));
    if *plan == **stood {
        return;
    }
    let only_towers = stood.sky() == sky;
    let numbers = stage.numbers;
    let work = move || {
        let mut set = plan.build();
        if numbers != Some(Numbers::of(&set)) {
            // Its file could not be read this time: rather the old light than other shapes.
            return Lit {
                plan,
                shapes: VecDeque::new(),
                pivots: Vec::new(),
            };
        }
        let (towers, pivots) = towers_of(&set);
        let shapes = set.shapes_mut().into_iter().map(std::mem::take);
        let shapes = shapes.enumerate();
        let shapes = shapes.filter(|(number, _)| !only_towers || towers.contains(number));
        Lit {
            plan,
            shapes: shapes.collect(),
            pivots,
        }
    };
    relighting.stood = Some(stood.clone());
    if inline.0 {
        relighting.lit = Some(work());
    } else {
        relighting.task = Some(AsyncComputeTaskPool::get().spawn(async move { work() }));
    }
    busy.extend(now, WAIT);
}

/// The numbers of the shapes of towers that can grow, and what their parts move about.
fn towers_of(set: &Set) -> (BTreeSet<usize>, Vec<(usize, Vec3)>) {
    let numbers = Numbers::of(set);
    let is_tower = |number: usize| {
        let toy = set.shapes.toys.get(number);
        toy.is_some_and(|toy| toy.kind == ToyKind::Tower && toy.owner.is_some())
    };
    let bodies = (0..set.shapes.toys.len()).filter(|toy| is_tower(*toy));
    let mut shapes: BTreeSet<usize> = bodies.map(|toy| numbers.body(toy)).collect();
    let mut pivots = Vec::new();
    for (index, placed) in set.shapes.moving.iter().enumerate() {
        if is_tower(placed.toy) {
            let number = numbers.part(index);
            shapes.extend([number, number + 1]);
            pivots.push((number, placed.part.pivot));
        }
    }
    (shapes, pivots)
}

fn paint(
    mut commands: Commands,
    time: Res<Time>,
    inline: Res<Inline>,
    mut stage: ResMut<Stage>,
    spawning: Res<Spawning>,
    mut relighting: ResMut<Relighting>,
    painted: Query<(Entity, &Number)>,
    mut parts: Query<(&Number, &mut LivePart)>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut stale: ResMut<Stale>,
    mut busy: ResMut<Busy>,
) {
    if relighting.stood.is_none() {
        return;
    }
    if let Some(task) = relighting.task.as_mut()
        && let Some(lit) = block_on(poll_once(task))
    {
        relighting.task = None;
        relighting.lit = Some(lit);
    }
    let stands = match (&stage.plan, &relighting.stood) {
        (Some(plan), Some(stood)) => Arc::ptr_eq(plan, stood),
        _ => false,
    };
    if !stands || spawning.is_coming() {
        // Another scene has come, in the light of its own hour.
        *relighting = Relighting::default();
        return;
    }
    busy.extend(time.elapsed(), WAIT);
    let Some(lit) = relighting.lit.as_mut() else {
        return;
    };
    let mut triangles = 0;
    while inline.0 || triangles < TRIANGLES {
        let Some((number, shape)) = lit.shapes.pop_front() else {
            for (number, pivot) in &lit.pivots {
                let part = parts.iter_mut().find(|(its, _)| its.0 == *number);
                if let Some((_, mut part)) = part {
                    part.hang(*pivot);
                }
            }
            // What lies on the glass does not go by the light, so it is not laid anew.
            stage.bypass_change_detection().plan = Some(lit.plan.clone());
            *relighting = Relighting::default();
            return;
        };
        triangles += shape.triangles();
        let Some((entity, _)) = painted.iter().find(|(_, its)| its.0 == number) else {
            continue;
        };
        if number <= Numbers::SHADE {
            stale.mark();
        }
        let mesh = Mesh2d(meshes.add(mesh_of(shape)));
        commands.entity(entity).insert(mesh);
    }
}
