//! Those who have answered wait for the others, but not for ever.

use std::time::Duration;

use bevy::prelude::*;

use crate::acting::Cued;
use crate::contact_sheet::Walk;
use crate::fingers::Fingers;
use crate::focus::Focus;
use crate::journey::Journey;
use crate::launch::Launch;
use crate::motion::WAITS;
use crate::release::Release;

pub(super) fn plugin(app: &mut App) {
    // Pictures are taken of a round that waits.
    app.add_systems(Update, wait.run_if(not(resource_exists::<Walk>)));
}

fn wait(
    (time, fingers, focus): (Res<Time<Real>>, Res<Fingers>, Res<Focus>),
    (release, launch): (Res<Release>, Res<Launch>),
    mut journey: ResMut<Journey>,
    mut begun: Local<Option<Duration>>,
    mut cues: MessageWriter<Cued>,
) {
    if !journey.waits() {
        *begun = None;
        return;
    }
    let now = time.elapsed();
    if launch.covers() {
        *begun = begun.map(|begun| begun + time.delta());
    }
    let mut begun = *begun.get_or_insert(now);
    if focus.action.is_some() {
        // A keypad needs longer to get from place to place (WCAG 2.2, 2.2.1).
        begun = begun.max(fingers.last);
    }
    if now.saturating_sub(begun) >= WAITS {
        let cued = journey.end_round(&release.feed);
        cues.write_batch(cued.into_iter().map(Cued));
    }
}
