//! The site's languages in turn, beginning with its first.
//!
//! The whole screen speaks the language, not the headline alone: whoever is called over by it
//! begins in it, and finds the button in the language of the sign.

use std::time::Duration;

use bevy::prelude::*;

use crate::idle::Idle;
use crate::journey::{Journey, Screen};
use crate::launch::Launch;
use crate::motion::{FOLD, Fold, UNFOLD};
use crate::release::Release;

/// How long each language stands.
pub const EACH: Duration = Duration::from_secs(6);

/// When a language came on, on the app's clock.
#[derive(Resource, Debug, Default)]
pub struct Turn {
    begun: Option<Duration>,
    /// Since when the sign unfolds in a new language; none while it hangs still.
    pub turned: Option<Duration>,
}

/// Paper that folds away before the next language comes on.
#[derive(Component, Debug)]
pub struct TurnsOver;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Turn>().add_systems(Update, turn);
}

fn turn(
    mut commands: Commands,
    time: Res<Time>,
    release: Res<Release>,
    (idle, launch): (Res<Idle>, Res<Launch>),
    mut journey: ResMut<Journey>,
    mut turn: ResMut<Turn>,
    papers: Query<Entity, (With<TurnsOver>, Without<Fold>)>,
) {
    let turns = journey.screen == Screen::Attract
        && !journey.is_still()
        && !idle.frozen
        && !launch.covers();
    if !turns || release.site().languages(&release.feed).len() < 2 {
        *turn = Turn::default();
        return;
    }
    let now = time.elapsed();
    let stood = now.saturating_sub(*turn.begun.get_or_insert(now));
    if stood >= EACH {
        journey.speak_next(&release.feed, release.site());
        *turn = Turn {
            begun: Some(now),
            turned: Some(now),
        };
        return;
    }
    if stood >= UNFOLD {
        turn.turned = None;
    }
    if stood + FOLD >= EACH {
        for paper in &papers {
            commands.entity(paper).insert(Fold { begun: now });
        }
    }
}
