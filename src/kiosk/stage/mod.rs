//! The stage: which scene of the town is on the glass, and how one gives way to the next.

pub mod beyond;
mod board;
mod build;
mod dress;
mod early;
mod fetch;
mod light;
mod live;
mod raise;
mod relight;
mod set;
mod spawn;
mod travel;
mod turn;

use std::sync::Arc;
use std::time::Duration;

use bevy::prelude::*;
use bevy::tasks::{AsyncComputeTaskPool, Task, block_on, futures_lite::future::poll_once};
use legeplads_feed::{Note, PlaceId, StopId};
use legeplads_town::sky::DUSK;

pub use build::Plan;
pub use early::Early;
pub use fetch::way;
pub use set::{Amount, Set};
pub(crate) use spawn::mesh_of;
pub use travel::Traveller;

use set::Numbers;

use crate::camera::{Lens, Shot};
use crate::clock::WallClock;
use crate::journey::{Aware, Journey, Screen};
use crate::motion::{Busy, CALM_FADE, FADE, FLIGHT, in_out, progress};
use crate::release::{Release, Swapped};
use crate::still::{Coat, GLASS, Paints};
use crate::theme::Theme;
use crate::towers::Towers;
use crate::view::View;

/// Which scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scene {
    /// The island.
    Island,
    /// The island at night.
    Asleep,
    /// A stop.
    Stop(StopId),
    /// The end of the tour.
    Finish,
    /// The meadow that the notice board stands on.
    Board,
}

/// A plinth with a toy: where things about it go, in the town.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plinth {
    /// The middle of the toy.
    pub toy: Vec3,
    /// Above the toy.
    pub top: Vec3,
    /// In front of the plinth.
    pub label: Vec3,
    /// How far a touch reaches, in units.
    pub reach: f32,
}

/// A thing to touch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thing {
    /// Its middle.
    pub at: Vec3,
    /// How far it reaches, in units.
    pub reach: f32,
}

/// A bar of the xylophone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// What it sounds.
    pub note: Note,
    /// The end near the viewer.
    pub near: Vec3,
    /// The far end.
    pub far: Vec3,
    /// Its width in units.
    pub width: f32,
}

/// A wheel of toys.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wheel {
    /// The middle of its upper side.
    pub middle: Vec3,
    /// From there to the feet of its toys, in units.
    pub radius: f32,
    /// How many segments it has.
    pub count: usize,
}

impl Wheel {
    /// Where the foot of a segment's toy is when the wheel has turned by so many segments.
    pub fn foot(&self, segment: usize, turned: f32) -> Vec3 {
        let at = legeplads_town::wheel::place(segment, turned, self.count) * self.radius;
        self.middle + Vec3::new(at.x, 0.0, at.y)
    }
}

/// Points of a scene that the glass needs to know.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks {
    /// Plinths, in the order of the answers.
    pub plinths: Vec<Plinth>,
    /// Things to find and pieces that wait to be built, in the feed's order.
    pub things: Vec<Thing>,
    /// Bars, from left to right.
    pub bars: Vec<Bar>,
    /// The wheel that the things stand on, if they do.
    pub wheel: Option<Wheel>,
}

/// What stands.
#[derive(Resource, Debug, Clone)]
pub struct Stage {
    scene: Option<Scene>,
    portrait: bool,
    shot: Shot,
    marks: Marks,
    heights: legeplads_town::ground::Terrain,
    plan: Option<Arc<Plan>>,
    numbers: Option<Numbers>,
    amount: Amount,
}

impl Stage {
    /// How much there is of what stands.
    pub fn amount(&self) -> Amount {
        self.amount
    }

    /// Whether this is what stands.
    pub fn shows(&self, scene: &Scene) -> bool {
        self.scene.as_ref() == Some(scene)
    }

    /// The scene's own shot, where the camera rests.
    pub fn shot(&self) -> Shot {
        self.shot
    }

    /// Where a point of the town is on the glass when the camera rests.
    pub fn point(&self, point: Vec3, view: &View) -> Vec2 {
        self.shot.project(point, view)
    }

    /// The same for a point `above` the ground at x, z.
    pub fn seen(&self, at: Vec2, above: f32, view: &View) -> Vec2 {
        self.point(self.heights.on(at, above), view)
    }

    /// The ground at x, z.
    pub fn ground(&self, at: Vec2) -> Vec3 {
        self.heights.on(at, 0.0)
    }

    /// How much of its light is dusk's, 0 by day and 1 at night.
    pub fn dusk(&self) -> f32 {
        self.plan.as_ref().map_or(0.0, |plan| plan.sky().dusk)
    }

    /// Plinths, in the order of the answers.
    pub fn plinths(&self) -> &[Plinth] {
        &self.marks.plinths
    }

    /// Things to find, or pieces that wait to be built.
    pub fn things(&self) -> &[Thing] {
        &self.marks.things
    }

    /// The wheel that the things stand on, if they do.
    pub fn wheel(&self) -> Option<Wheel> {
        self.marks.wheel
    }

    /// The xylophone's bars.
    pub fn bars(&self) -> &[Bar] {
        &self.marks.bars
    }
}

impl Default for Stage {
    fn default() -> Self {
        Self {
            scene: None,
            portrait: false,
            shot: Shot::island(false),
            marks: Marks::default(),
            heights: Default::default(),
            plan: None,
            numbers: None,
            amount: Amount::default(),
        }
    }
}

/// One scene giving way to the next.
#[derive(Resource, Debug, Default)]
struct Change {
    wanted: Option<(Scene, bool)>,
    plan: Option<Arc<Plan>>,
    task: Option<Task<Set>>,
    built: Option<Set>,
    begun: Duration,
    hidden_at: Duration,
    revealed: Option<Duration>,
}

/// Builds scenes on the frame loop: for tests, in which no time passes by itself.
#[derive(Resource, Debug, Default)]
pub struct Inline(pub bool);

#[derive(Component)]
struct Veil;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Stage>()
        .init_resource::<Change>()
        .init_resource::<Inline>()
        .init_resource::<Early>()
        .add_plugins((
            spawn::plugin,
            live::plugin,
            fetch::plugin,
            turn::plugin,
            travel::plugin,
            relight::plugin,
        ))
        .add_systems(Startup, hang_veil)
        .add_systems(Update, (begin, finish, veil).chain());
}

/// The scene that a screen plays in.
pub fn scene_of(screen: &Screen) -> Scene {
    match screen {
        Screen::Attract | Screen::Island | Screen::Aware(Aware::Before) => Scene::Island,
        Screen::Closed => Scene::Asleep,
        Screen::Stop(stop) | Screen::Aware(Aware::After(stop)) => Scene::Stop(stop.clone()),
        Screen::Finish => Scene::Finish,
        Screen::Board(_) => Scene::Board,
    }
}

fn hang_veil(mut commands: Commands, paints: Res<Paints>) {
    commands.spawn((
        Veil,
        paints.coat(Coat::Film),
        Transform::from_xyz(0.0, 0.0, -500.0),
        Visibility::Hidden,
        GLASS,
    ));
}

fn begin(
    time: Res<Time>,
    view: Res<View>,
    release: Res<Release>,
    theme: Res<Theme>,
    journey: Res<Journey>,
    stage: Res<Stage>,
    mut swapped: MessageReader<Swapped>,
    mut change: ResMut<Change>,
    mut lens: ResMut<Lens>,
    mut busy: ResMut<Busy>,
    inline: Res<Inline>,
    clock: Res<WallClock>,
    towers: Res<Towers>,
    mut early: ResMut<Early>,
) {
    let scene = scene_of(&journey.screen);
    let portrait = view.portrait();
    // A site may rest at the very stop at which a tower has just grown. The island's grow by themselves.
    let is_higher = towers.is_changed() && matches!(scene, Scene::Stop(_));
    let is_new_release = swapped.read().count() > 0 || is_higher;
    let wanted = (scene, portrait);
    let stands = stage.scene.as_ref() == Some(&wanted.0) && stage.portrait == portrait;
    if change.wanted.as_ref() == Some(&wanted) && !is_new_release {
        return;
    }
    if change.wanted.is_none() && stands && !is_new_release {
        return;
    }
    if stands && !is_new_release && change.built.is_none() && change.task.is_some() {
        // Back before anything was hidden.
        *change = Change::default();
        return;
    }
    let now = clock.now(&release.feed.time_zone);
    let plan = Plan::new(
        &wanted.0,
        portrait,
        &release.feed,
        &theme,
        &journey,
        &towers,
    );
    let plan = plan.lit_by(&wanted.0, &release.feed, &release.pictures, &now);
    if stands && stage.plan.as_deref() == Some(&plan) {
        // A release with other words: what stands would be built again just so.
        *change = Change::default();
        return;
    }
    let plan = Arc::new(plan);
    change.plan = Some(plan.clone());
    let now = time.elapsed();
    change.begun = now;
    change.revealed = None;
    change.built = None;
    change.task = None;
    if stage.scene.is_none() {
        // The first frame is whole.
        change.built = Some(early.take(&plan).unwrap_or_else(|| plan.build()));
        change.hidden_at = now;
    } else {
        if inline.0 {
            change.built = Some(plan.build());
        } else {
            change.task = Some(AsyncComputeTaskPool::get().spawn(async move { plan.build() }));
        }
        change.hidden_at = now + if journey.calm { CALM_FADE } else { FADE };
        if let (Some(from), false) = (spot(&wanted.0, &stage, &release, portrait), journey.calm) {
            let goal = Shot {
                target: from,
                height: stage.shot.height * 0.55,
                ..stage.shot
            };
            lens.fly(goal, now, FLIGHT);
            change.hidden_at = now + FLIGHT - FADE / 2;
        }
        busy.extend(now, FLIGHT + FADE + FADE);
    }
    change.wanted = Some(wanted);
}

/// Where on the island a stop's place is, while the island stands.
fn spot(scene: &Scene, stage: &Stage, release: &Release, portrait: bool) -> Option<Vec3> {
    let Scene::Stop(stop) = scene else {
        return None;
    };
    if !stage.shows(&Scene::Island) || stage.portrait != portrait {
        return None;
    }
    let feed = &release.feed;
    let place: &PlaceId = &feed.stop(stop)?.place;
    let plan = if portrait {
        &feed.island.portrait
    } else {
        &feed.island.landscape
    };
    let spot = plan.spots.iter().find(|spot| spot.place == *place)?;
    Some(stage.heights.on(spot.at.into(), 0.8))
}

fn finish(
    mut commands: Commands,
    time: Res<Time>,
    mut change: ResMut<Change>,
    mut stage: ResMut<Stage>,
    mut lens: ResMut<Lens>,
    mut busy: ResMut<Busy>,
    mut spawning: ResMut<spawn::Spawning>,
) {
    if let Some(task) = change.task.as_mut()
        && let Some(set) = block_on(poll_once(task))
    {
        change.task = None;
        change.built = Some(set);
    }
    let now = time.elapsed();
    if change.built.is_none() {
        if change.task.is_some() {
            busy.extend(now, FADE);
        }
        return;
    }
    if now < change.hidden_at {
        return;
    }
    let Some(set) = change.built.take() else {
        return;
    };
    let Some((scene, portrait)) = change.wanted.take() else {
        return;
    };
    lens.cut(set.shot);
    *stage = Stage {
        scene: Some(scene),
        portrait,
        shot: set.shot,
        marks: set.marks.clone(),
        heights: set.shapes.terrain.clone(),
        plan: change.plan.take(),
        numbers: Some(Numbers::of(&set)),
        amount: set.amount(),
    };
    spawning.replace(&mut commands, set);
    change.revealed = None;
    busy.extend(now, FADE + FADE);
}

/// Scenes give way to each other behind a veil in the table's colour: nothing ever cuts.
fn veil(
    time: Res<Time>,
    view: Res<View>,
    theme: Res<Theme>,
    journey: Res<Journey>,
    spawning: Res<spawn::Spawning>,
    change: Res<Change>,
    stage: Res<Stage>,
    mut commands: Commands,
    mut veils: Query<(Entity, &mut Visibility), With<Veil>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut drawn: Local<Option<(f32, View)>>,
) {
    let now = time.elapsed();
    let fade = if journey.calm { CALM_FADE } else { FADE };
    let opaque = if spawning.is_coming() {
        1.0
    } else if change.wanted.is_some() {
        let hides_from = change.hidden_at.saturating_sub(fade);
        in_out(progress(hides_from, fade, now))
    } else if let Some(revealed) = change.revealed {
        1.0 - in_out(progress(revealed, fade, now))
    } else {
        0.0
    };
    let opaque = (opaque * 64.0).round() / 64.0;
    if *drawn == Some((opaque, *view)) {
        return;
    }
    *drawn = Some((opaque, *view));
    for (veil, mut visibility) in &mut veils {
        *visibility = if opaque > 0.0 {
            Visibility::Visible
        } else {
            Visibility::Hidden
        };
        if opaque > 0.0 {
            let plan = change.plan.as_ref().or(stage.plan.as_ref());
            let dusk = plan.map_or(0.0, |plan| plan.sky().dusk);
            let night = DUSK.to_array();
            let night = LinearRgba::from(Srgba::rgb(night[0], night[1], night[2]));
            let colour = theme.colour("sky").to_linear().mix(&night, dusk);
            let half = view.half();
            let mut sheet = crate::paper::Sheet::default();
            for corner in [
                Vec2::new(-half.x, -half.y),
                Vec2::new(half.x, -half.y),
                half,
                Vec2::new(-half.x, half.y),
            ] {
                sheet.positions.push([corner.x, corner.y, 0.0]);
                sheet
                    .colours
                    .push([colour.red, colour.green, colour.blue, opaque]);
            }
            sheet.indices.extend([0, 1, 2, 0, 2, 3]);
            let mesh = meshes.add(crate::ui::mesh_of(&sheet));
            commands.entity(veil).insert(Mesh2d(mesh));
        }
    }
}
