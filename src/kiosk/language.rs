//! Interface strings in the visitor's language, from Fluent files under `assets/strings`.
//!
//! What a place says stands in its feed; here is only what the kiosk itself says. A visitor never
//! sees a key, an error or a hole: what cannot be said in one language is said in the next, and at
//! last not at all, with one line in the log.
//!
//! A new language is a file under `assets/strings` and a line in [`FILES`](strings::FILES).

mod args;
mod strings;
mod words;

#[cfg(test)]
mod tests;

pub use args::Args;
pub use strings::Strings;

use bevy::prelude::*;

use crate::release::Release;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Strings>().add_systems(
        PreUpdate,
        follow_the_feed.run_if(resource_exists_and_changed::<Release>),
    );
}

/// Another feed may have another language of its own.
fn follow_the_feed(release: Res<Release>, mut strings: ResMut<Strings>) {
    if let Some(first) = release.feed.languages.first() {
        strings.fall_back_to(first);
    }
}
