//! What a visitor takes home from the end of the tour: a code that leads a phone to a page which plays
//! the visitor's tune and shows the visitor's tower.
//!
//! The page is told of the visit behind the `#` of its address. That part never leaves the phone, and
//! nothing of it stays here.

use bevy::prelude::*;
use legeplads_feed::keepsake::mark;
use legeplads_feed::{Feed, Link};
use legeplads_trust::layout;

use crate::journey::Journey;
use crate::options::Options;
use crate::paper::code::Code;

/// Where pictures say that the feed lies.
const EXAMPLE: &str = "https://kiosk.example.org/billund";

/// Where phones find what lies beside the feed.
#[derive(Resource, Debug, Default)]
pub struct Beside {
    address: Option<String>,
}

impl Beside {
    /// Beside the feed that this kiosk follows.
    pub fn new(options: &Options) -> Self {
        let example = || options.contact_sheet.is_some().then(|| EXAMPLE.to_owned());
        Self {
            address: options.address().map(str::to_owned).or_else(example),
        }
    }

    /// A feed's page. There is none where phones could not open it, as without TLS, nor where it is too
    /// long for a code.
    fn page(&self, feed: &Feed) -> Option<Link> {
        let address = self.address.as_ref()?.trim_end_matches('/');
        format!("{address}/{}", layout::page(&feed.id)).parse().ok()
    }
}

/// What is printed of it.
#[derive(Debug, Clone)]
pub struct Keepsake {
    /// Leads to the page, and tells it of this visit.
    pub code: Code,
    /// The page, without the visit.
    pub page: Link,
}

/// What a visitor may take home, if the feed has it so and the page can be reached.
pub fn of(feed: &Feed, beside: &Beside, journey: &Journey) -> Option<Keepsake> {
    let own = feed.keepsake.as_ref()?.page.clone();
    let page = own.or_else(|| beside.page(feed))?;
    let mark = mark(&journey.language, journey.floors, &journey.tune(feed));
    Some(Keepsake {
        code: Code::with(&page, &mark)?,
        page,
    })
}
