//! For tactile keypads: everything that can be touched can be reached with arrows and Enter.

use bevy::prelude::*;

use crate::fingers::{Key, Press};
use crate::journey::Action;
use crate::launch::Launch;
use crate::paper::outline::Outline;
use crate::paper::{Palette, Sheet};
use crate::still::{Coat, GLASS, Paints};
use crate::theme::Theme;
use crate::ui::{Reach, Target, mesh_of};
use crate::view::View;

/// Width of the ring and of the air round the target, in millimetres.
const RING: f32 = 2.2;

/// What has the focus; nothing until the first arrow, and nothing again after a touch.
#[derive(Resource, Debug, Default, PartialEq)]
pub struct Focus {
    /// The action of the focused target: it survives a new laying.
    pub action: Option<Action>,
    /// Where that target stood: of several that do the same it is the one nearest to here.
    pub at: Vec2,
}

impl Focus {
    /// The focused one of these targets.
    fn of<T>(&self, targets: impl Iterator<Item = T>, at: impl Fn(&T) -> &Target) -> Option<T> {
        let action = self.action.as_ref()?;
        let away = |one: &T| at(one).at.distance_squared(self.at);
        targets
            .filter(|one| at(one).action == *action)
            .min_by(|one, other| away(one).total_cmp(&away(other)))
    }
}

#[derive(Component)]
struct FocusRing;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Focus>()
        .add_systems(Update, move_focus)
        .add_systems(PostUpdate, draw.after(crate::screens::Laying));
}

fn move_focus(
    mut keys: MessageReader<Key>,
    mut presses: MessageReader<Press>,
    launch: Res<Launch>,
    targets: Query<&Target>,
    mut focus: ResMut<Focus>,
) {
    if launch.covers() {
        // It stays where it is until there is something to point at again.
        keys.clear();
        presses.clear();
        return;
    }
    if presses.read().count() > 0 && focus.action.is_some() {
        focus.action = None;
    }
    for key in keys.read() {
        let Key::Arrow(way) = key else { continue };
        let present = focus.of(targets.iter(), |target| target);
        let next = match present {
            None => first(targets.iter()),
            Some(present) => nearest(present, way.as_vec2(), targets.iter()),
        };
        if let Some(next) = next {
            focus.action = Some(next.action.clone());
            focus.at = next.at;
        }
    }
}

/// The uppermost, leftmost.
fn first<'a>(targets: impl Iterator<Item = &'a Target>) -> Option<&'a Target> {
    targets.min_by(|one, other| {
        let order = |target: &Target| target.at.x - 3.0 * target.at.y;
        order(one).total_cmp(&order(other))
    })
}

/// The next one that way: near, and not far to the side.
fn nearest<'a>(
    from: &Target,
    way: Vec2,
    targets: impl Iterator<Item = &'a Target>,
) -> Option<&'a Target> {
    targets
        .filter(|target| target.action != from.action)
        .filter_map(|target| {
            let offset = target.at - from.at;
            let along = offset.dot(way);
            let aside = offset.perp_dot(way).abs();
            (along > 1.0 && aside < along * 3.0).then_some((along + 2.0 * aside, target))
        })
        .min_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, target)| target)
}

fn draw(
    mut commands: Commands,
    focus: Res<Focus>,
    view: Res<View>,
    theme: Res<Theme>,
    targets: Query<(Ref<Target>, Entity)>,
    rings: Query<Entity, With<FocusRing>>,
    paints: Res<Paints>,
    mut meshes: ResMut<Assets<Mesh>>,
) {
    let target = focus.of(targets.iter(), |(target, _)| target);
    let is_new = target.as_ref().is_some_and(|(target, _)| target.is_added());
    if !focus.is_changed() && !is_new && (target.is_some() || rings.is_empty()) {
        return;
    }
    for ring in &rings {
        commands.entity(ring).despawn();
    }
    let Some((target, _)) = target else { return };
    let width = RING * view.mm;
    let outline = match target.reach {
        Reach::Disc(radius) => Outline::disc(radius),
        Reach::Slab(half) => {
            Outline::rounded_rect(2.0 * half, half.min_element().min(12.0 * view.mm))
        }
    };
    let palette = Palette::new(|name| theme.rgb(name));
    let mut sheet = Sheet::default();
    // Paper outside ink: seen on light and on dark.
    sheet.ring(&outline, [width, 2.0 * width], |_| palette.ink);
    sheet.ring(&outline, [2.0 * width, 2.6 * width], |_| palette.paper);
    commands.spawn((
        FocusRing,
        Mesh2d(meshes.add(mesh_of(&sheet))),
        paints.coat(Coat::Film),
        Transform::from_translation(target.at.extend(900.0)),
        GLASS,
    ));
}
