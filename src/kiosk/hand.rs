//! The friendly hand itself: cut from wood, in front of all paper. Where it goes, and when, is said by
//! those who lead it: `attract` while nobody is there, and a demo's show.

use std::time::Duration;

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;

use crate::motion::in_out;
use crate::paper::{Hand as Carving, Palette};
use crate::still::{Coat, OVER, Paints};
use crate::theme::Theme;
use crate::ui::mesh_of;
use crate::view::View;

/// From the edge to what it touches.
pub const COME: Duration = Duration::from_millis(1000);
/// One tap: down, and up again.
pub const TAP: Duration = Duration::from_millis(420);
/// It lingers to see the answer.
pub const LINGER: Duration = Duration::from_millis(700);
/// Back to the edge.
pub const GO: Duration = Duration::from_millis(900);

/// Its height in millimetres.
const HEIGHT: f32 = 62.0;
/// It leans to the left, as a right hand does; in radians.
const LEAN: f32 = 0.42;
/// How far before what it touches it waits, in millimetres.
const HOVER: f32 = 13.0;
/// How far to the right of that it comes in, in millimetres.
const ASIDE: f32 = 40.0;
/// In front of all paper.
const DEPTH: f32 = 850.0;

/// A hand on the glass.
#[derive(Debug, Clone, Copy)]
pub struct Hand {
    entity: Entity,
    /// From its middle to its fingertip, in pixels.
    tip: Vec2,
}

/// Marks the hand's entity.
#[derive(Component, Debug)]
pub struct Wooden;

/// Where the hand's middle is on its way to a place that it touches, in overlay coordinates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Way {
    /// Beyond the lower edge of the glass.
    pub outside: Vec2,
    /// Before the place.
    pub before: Vec2,
    /// Its fingertip on the place.
    pub goal: Vec2,
}

/// Takes hands out, moves them, and puts them away.
#[derive(SystemParam)]
pub struct Hands<'w, 's> {
    commands: Commands<'w, 's>,
    meshes: ResMut<'w, Assets<Mesh>>,
    paints: Res<'w, Paints>,
    theme: Res<'w, Theme>,
    view: Res<'w, View>,
    carved: Query<'w, 's, &'static mut Transform, With<Wooden>>,
}

impl Hands<'_, '_> {
    /// A hand that waits outside the glass to come to a place.
    pub fn take_out(&mut self, place: Vec2) -> (Hand, Way) {
        let palette = Palette::new(|name| self.theme.rgb(name));
        let carving = Carving {
            height: HEIGHT,
            turn: LEAN,
        };
        let (sheet, tip) = carving.draw(&palette, self.view.mm);
        let way = way(place, tip, &self.view);
        let entity = self.commands.spawn((
            Wooden,
            Mesh2d(self.meshes.add(mesh_of(&sheet))),
            self.paints.coat(Coat::Film),
            Transform::from_translation(way.outside.extend(DEPTH)),
            OVER,
        ));
        let hand = Hand {
            entity: entity.id(),
            tip,
        };
        (hand, way)
    }

    /// How a hand that is there comes to another place.
    pub fn way(&self, hand: &Hand, place: Vec2) -> Way {
        way(place, hand.tip, &self.view)
    }

    /// Moves its middle to a place. Where it presses, from 0 to 1, it is a little smaller.
    pub fn put(&mut self, hand: &Hand, at: Vec2, press: f32) {
        if let Ok(mut transform) = self.carved.get_mut(hand.entity) {
            *transform = Transform::from_translation(at.extend(DEPTH))
                .with_scale(Vec3::splat(1.0 - 0.04 * press));
        }
    }

    /// Puts it away.
    pub fn put_away(&mut self, hand: Hand) {
        self.commands.entity(hand.entity).despawn();
    }
}

fn way(place: Vec2, tip: Vec2, view: &View) -> Way {
    let back = Vec2::from_angle(LEAN).rotate(Vec2::NEG_Y);
    let goal = place - tip;
    let low = -view.half().y - HEIGHT * view.mm;
    Way {
        outside: Vec2::new(goal.x + ASIDE * view.mm, low),
        before: goal + back * HOVER * view.mm,
        goal,
    }
}

/// How far it presses at a share of a tap: down quickly, a moment's rest, up softly.
pub fn press(share: f32) -> f32 {
    if share < 0.3 {
        in_out(share / 0.3)
    } else if share < 0.5 {
        1.0
    } else {
        1.0 - in_out(((share - 0.5) / 0.5).min(1.0))
    }
}
