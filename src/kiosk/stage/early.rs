//! The first scene, built while the engine comes up.

use std::sync::Arc;
use std::thread::{self, JoinHandle};

use bevy::prelude::*;

use super::{Plan, Set, scene_of};
use crate::clock::WallClock;
use crate::journey::Journey;
use crate::release::Release;
use crate::towers::Towers;

/// The scene of the first frame, if it was begun before the engine stood.
#[derive(Resource, Debug, Default)]
pub struct Early(Option<(Arc<Plan>, JoinHandle<Set>)>);

impl Early {
    /// Begins with what a journey shows first. A machine without a thread for it does it later.
    pub fn begin(
        release: &Release,
        journey: &Journey,
        towers: &Towers,
        portrait: bool,
        clock: WallClock,
    ) -> Self {
        let scene = scene_of(&journey.screen);
        let now = clock.now(&release.feed.time_zone);
        let theme = release.theme();
        let plan = Plan::new(&scene, portrait, &release.feed, &theme, journey, towers);
        let plan = Arc::new(plan.lit_by(&scene, &release.feed, &release.pictures, &now));
        let builder = plan.clone();
        let task = thread::Builder::new().name("first scene".to_owned());
        let task = task.spawn(move || builder.build());
        Self(task.ok().map(|task| (plan, task)))
    }

    /// The scene, if it is the one that is wanted after all. Waits until it is built: there is
    /// nothing to show before.
    pub(super) fn take(&mut self, wanted: &Plan) -> Option<Set> {
        let (plan, task) = self.0.take()?;
        (*plan == *wanted).then(|| task.join().ok())?
    }
}
