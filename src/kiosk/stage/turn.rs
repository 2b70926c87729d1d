//! The turntable: it turns with its toys until the segment that was touched is in front.

use std::f32::consts::TAU;

use bevy::prelude::*;

use super::Wheel;
use super::live::LiveToy;
use super::relight::Number;
use super::spawn::mesh_of;
use crate::activities::Play;
use crate::journey::Journey;
use crate::motion::{Busy, TURN, out_back, progress};
use crate::still::{Coat, LIVE, Paints};
use legeplads_town::shape::Shape;

/// A turntable, about its middle.
#[derive(Debug)]
pub struct Turntable {
    /// The table itself.
    pub shape: Shape,
    /// What lies over it: the shadows of its toys.
    pub shade: Shape,
    /// Where it stands, and how large it is.
    pub wheel: Wheel,
}

/// A turntable on the stage. Turns are counted in segments and go on beyond a whole round.
#[derive(Component, Debug)]
struct Turning {
    wheel: Wheel,
    from: f32,
    goal: f32,
    begun: std::time::Duration,
    shown: f32,
}

impl Turntable {
    /// Puts it into the world; `number` is its shape's, and the next its shadow's.
    pub(super) fn spawn(
        self,
        commands: &mut Commands,
        meshes: &mut Assets<Mesh>,
        paints: &Paints,
        root: Entity,
        number: usize,
    ) {
        let table = commands
            .spawn((
                Turning {
                    wheel: self.wheel,
                    from: 0.0,
                    goal: 0.0,
                    begun: default(),
                    shown: 0.0,
                },
                Number(number),
                Mesh2d(meshes.add(mesh_of(self.shape))),
                paints.coat(Coat::Solid),
                Transform::from_translation(self.wheel.middle),
                LIVE,
                ChildOf(root),
            ))
            .id();
        if !self.shade.is_empty() {
            commands.spawn((
                Number(number + 1),
                Mesh2d(meshes.add(mesh_of(self.shade))),
                paints.coat(Coat::Film),
                Transform::default(),
                LIVE,
                ChildOf(table),
            ));
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, turn.after(super::finish));
}

fn turn(
    time: Res<Time>,
    journey: Res<Journey>,
    mut busy: ResMut<Busy>,
    mut tables: Query<(&mut Turning, &mut Transform), Without<LiveToy>>,
    mut toys: Query<(&mut LiveToy, &mut Transform)>,
) {
    let Some((mut table, mut transform)) = tables.iter_mut().next() else {
        return;
    };
    let front = match &journey.play {
        Some(Play::Wheel(wheel)) => wheel.front().unwrap_or(0),
        _ => 0,
    };
    let now = time.elapsed();
    let count = table.wheel.count.max(1) as f32;
    let goal = table.shown + shortest(front as f32 - table.shown, count);
    if (goal - table.goal).rem_euclid(count) > 1e-3 {
        table.from = table.shown;
        table.goal = goal;
        table.begun = now;
        busy.extend(now, TURN);
    }
    let t = if journey.calm {
        1.0
    } else {
        progress(table.begun, TURN, now)
    };
    let along = if t < 1.0 { out_back(t) } else { 1.0 };
    let shown = table.from + (table.goal - table.from) * along;
    if shown != table.shown {
        table.shown = shown;
        transform.rotation = Quat::from_rotation_y(-shown * TAU / count);
    }
    // Toys may come later than their table.
    for (mut toy, mut transform) in &mut toys {
        let Some(segment) = toy.owner() else { continue };
        let foot = table.wheel.foot(segment, shown);
        if toy.foot() != foot {
            transform.translation += toy.carry(foot);
        }
    }
}

/// A turn by this many segments of `count`, the shorter way round.
fn shortest(by: f32, count: f32) -> f32 {
    (by + count / 2.0).rem_euclid(count) - count / 2.0
}

#[cfg(test)]
mod tests {
    use super::shortest;

    #[test]
    fn a_wheel_turns_the_shorter_way() {
        assert_eq!(shortest(1.0, 12.0), 1.0);
        assert_eq!(shortest(11.0, 12.0), -1.0);
        assert_eq!(shortest(-11.0, 12.0), 1.0);
        assert_eq!(shortest(3.0, 4.0), -1.0);
        assert_eq!(shortest(8.0, 4.0), 0.0);
    }
}
