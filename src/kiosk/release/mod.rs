//! The release on the glass, and how the next one takes its place.

mod courier;
mod open;
mod pack;
mod watch;

use std::sync::Arc;
use std::time::Duration;

use bevy::prelude::*;
use bevy::tasks::AsyncComputeTaskPool;
use legeplads_feed::{Feed, Site};

pub use courier::Courier;
pub use open::{Origin, Unplayable, built_in, open, store_dir};
pub use watch::{News, Watch};

use crate::fonts::Fonts;
use crate::heap;
use crate::journey::Journey;
use crate::motion::Busy;
use crate::options::Options;
use crate::photos::Pictures;
use crate::theme::Theme;

/// What is played.
#[derive(Resource, Debug, Clone)]
pub struct Release {
    /// Its content.
    pub feed: Arc<Feed>,
    /// Where its pictures are.
    pub pictures: Pictures,
    /// The fonts that it brings along.
    pub fonts: Fonts,
    /// Its number; 0 for content that was not published.
    pub number: u64,
    site: usize,
}

impl Release {
    /// A release as seen from a site; from the feed's first one if that id is unknown or left out.
    pub fn new(feed: Arc<Feed>, number: u64, site: Option<&str>) -> Self {
        let known = site.and_then(|id| feed.sites.iter().position(|known| known.id.as_str() == id));
        if let (Some(id), None) = (site, known) {
            let ids: Vec<_> = feed.sites.iter().map(|site| site.id.as_str()).collect();
            tracing::warn!(
                "the feed `{}` has no site `{id}`, so this kiosk stands at `{}`; known: {}",
                feed.id,
                ids.first().unwrap_or(&"?"),
                ids.join(", "),
            );
        }
        Self {
            feed,
            pictures: Pictures::default(),
            fonts: Fonts::default(),
            number,
            site: known.unwrap_or(0),
        }
    }

    /// The same with its pictures and fonts.
    #[must_use]
    pub fn with(self, pictures: Pictures, fonts: Fonts) -> Self {
        Self {
            pictures,
            fonts,
            ..self
        }
    }

    /// Where this kiosk stands.
    pub fn site(&self) -> &Site {
        // A feed without a site is an error of the feed, so there is always a first one.
        &self.feed.sites[self.site.min(self.feed.sites.len() - 1)]
    }

    /// The site's screen, width and height in millimetres.
    pub fn screen_mm(&self) -> Vec2 {
        let screen = &self.site().screen;
        Vec2::new(screen.width_mm, screen.height_mm)
    }

    /// The theme in the feed's colours.
    pub fn theme(&self) -> Theme {
        Theme::new(
            self.feed
                .palette
                .iter()
                .map(|(name, rgb)| (name.clone(), [rgb.0, rgb.1, rgb.2])),
        )
    }
}

/// While the disk is told of a release, frames go on.
const WAIT: Duration = Duration::from_millis(50);

/// Another release is on the glass from this frame on.
#[derive(Message, Debug, Clone, Copy)]
pub struct Swapped;

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Swapped>()
        .add_systems(First, swap.run_if(resource_exists::<Watch>));
}

/// At a frame boundary, before anything of this frame has looked at the feed.
fn swap(
    watch: Res<Watch>,
    mut release: ResMut<Release>,
    mut theme: ResMut<Theme>,
    mut journey: ResMut<Journey>,
    mut status: ResMut<crate::status::Status>,
    mut swapped: MessageWriter<Swapped>,
    time: Res<Time>,
    mut busy: ResMut<Busy>,
    mut waiting: Local<Option<News>>,
) {
    // Only the newest counts.
    let Some(news) = watch.take().or_else(|| waiting.take()) else {
        return;
    };
    match news {
        News::Release {
            feed,
            pictures,
            fonts,
            number,
        } if !status.may_show(number, feed.id.as_str(), &journey) => {
            *waiting = Some(News::Release {
                feed,
                pictures,
                fonts,
                number,
            });
            busy.extend(time.elapsed(), WAIT);
        }
        News::Release {
            feed,
            pictures,
            fonts,
            number,
        } => {
            let site = release.site().id.as_str().to_owned();
            let next = Release::new(feed, number, Some(&site)).with(pictures, fonts);
            let before = std::mem::replace(&mut *release, next);
            // Off the frame loop: thousands of texts, and what reading the new ones took.
            let tidy = async move {
                drop(before);
                heap::give_back();
            };
            AsyncComputeTaskPool::get().spawn(tidy).detach();
            *theme = release.theme();
            journey.survive(&release.feed, release.site());
            status.new_release(&release);
            swapped.write(Swapped);
            tracing::info!(release = number, feed = %release.feed.id, "a release came on the glass");
        }
        News::Refused { number, why } => {
            tracing::error!(release = number, "a release was not shown: {why}");
            status.refuse(number, why);
        }
    }
}

/// Opens what the options ask for and watches for more.
///
/// # Errors
///
/// When a feed's folder was named that cannot be played. A store never fails: the content that
/// ships with the kiosk is always there.
pub fn begin(options: &Options) -> Result<(Release, Watch), Unplayable> {
    let opened = open(options)?;
    let release = Release::new(opened.feed, opened.number, options.site.as_deref());
    let release = release.with(opened.pictures, opened.fonts);
    Ok((release, Watch::start(opened.origin)))
}
