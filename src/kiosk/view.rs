//! How large the glass is, in pixels and in millimetres.

use bevy::prelude::*;

/// The glass. Overlay coordinates have their origin in its middle, x right, y up, in pixels.
#[derive(Resource, Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// Width and height in pixels.
    pub size: Vec2,
    /// Pixels per millimetre on the site's screen.
    pub mm: f32,
}

impl View {
    /// `size` in pixels; `screen` is the site's screen, width and height in millimetres.
    ///
    /// A window smaller than the screen, or turned, stands for the whole screen at a smaller scale,
    /// so that proportions are judged as they will be on site.
    pub fn new(size: Vec2, screen: Vec2) -> Self {
        let size = size.max(Vec2::ONE);
        let screen = screen.max(Vec2::splat(50.0));
        let mm = (size.max_element() / screen.max_element())
            .min(size.min_element() / screen.min_element());
        Self { size, mm }
    }

    /// Higher than wide.
    pub fn portrait(&self) -> bool {
        self.size.y > self.size.x
    }

    /// The corner of a pixel of the glass that is nearest to a place in overlay coordinates.
    pub fn snap(&self, at: Vec2) -> Vec2 {
        (at + self.half()).round() - self.half()
    }

    /// The right and upper edges.
    pub fn half(&self) -> Vec2 {
        self.size / 2.0
    }
}

impl Default for View {
    fn default() -> Self {
        Self::new(Vec2::new(1280.0, 720.0), Vec2::new(708.0, 398.0))
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<View>()
        .add_systems(First, follow_the_window);
}

fn follow_the_window(
    windows: Query<&Window>,
    release: Res<crate::release::Release>,
    mut view: ResMut<View>,
) {
    let Some(window) = windows.iter().next() else {
        return;
    };
    let seen = View::new(window.size(), release.screen_mm());
    if seen != *view {
        *view = seen;
    }
}
