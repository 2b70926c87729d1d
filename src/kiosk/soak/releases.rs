//! A new release every minute: what the kiosk was told to play, read anew, with something changed.

use std::sync::mpsc::Sender;
use std::time::Duration;

use bevy::tasks::{AsyncComputeTaskPool, Task};
use legeplads_feed::Feed;

use crate::options::Options;
use crate::release::{self, News};

/// From one to the next, in played time.
const EACH: Duration = Duration::from_secs(60);

/// Makes releases, off the frame loop, and hands them to whoever listens for news.
pub struct Releases {
    options: Options,
    news: Sender<News>,
    due: Duration,
    made: u64,
    begun: Option<Task<()>>,
}

impl Releases {
    /// Releases of what these options ask for.
    pub fn new(options: Options, news: Sender<News>) -> Self {
        Self {
            options,
            news,
            due: EACH,
            made: 0,
            begun: None,
        }
    }

    /// Begins with the next one if it is time, and if the one before is made.
    pub fn make(&mut self, now: Duration) {
        let is_busy = (self.begun.as_ref()).is_some_and(|begun| !begun.is_finished());
        if now < self.due || is_busy {
            return;
        }
        self.due = now + EACH;
        self.made += 1;
        let (number, options, news) = (self.made, self.options.clone(), self.news.clone());
        let work = async move {
            let Ok(opened) = release::open(&options) else {
                tracing::error!("the content can no longer be read, so no release was made of it");
                return;
            };
            let mut feed = std::sync::Arc::unwrap_or_clone(opened.feed);
            change(&mut feed, number);
            // Nobody listens any more when the program ends.
            let _ = news.send(News::Release {
                feed: feed.into(),
                pictures: opened.pictures,
                fonts: opened.fonts,
                number,
            });
        };
        self.begun = Some(AsyncComputeTaskPool::get().spawn(work));
    }
}

/// As it is, with other words, in other colours (every scene is built anew), with a shorter tour.
fn change(feed: &mut Feed, number: u64) {
    match number % 4 {
        1 => std::mem::swap(&mut feed.headline, &mut feed.invitation.title),
        2 => {
            for (name, other) in [("red", "blue"), ("yellow", "green")] {
                if let (Some(one), Some(two)) = (feed.colour(name), feed.colour(other)) {
                    feed.palette.insert(name.to_owned(), two);
                    feed.palette.insert(other.to_owned(), one);
                }
            }
        }
        3 if feed.tour.len() > 1 => feed.tour.rotate_left(1),
        _ => {}
    }
    if number % 4 == 3 && feed.tour.len() > 2 {
        feed.tour.pop();
    }
}
