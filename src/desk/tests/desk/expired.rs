//! Releases that would rest on what has expired.

use jiff::{SignedDuration, Timestamp};
use legeplads_desk::publish::publish;
use legeplads_desk::takedown::takedown;
use tokio::runtime::Runtime;

use crate::support::Town;

#[test]
fn nothing_is_published_that_every_kiosk_would_refuse() {
    let town = Town::new();
    assert_eq!(town.publish(&[]).code, Some(0));
    let (desk, feed) = (town.desk(), town.feed());
    let ends: Timestamp = desk.keys.targets_expires();
    let days = |days: i64| ends + SignedDuration::from_hours(24 * days);
    let runtime = Runtime::new().expect("a runtime");
    let at = |now| runtime.block_on(publish(&desk, &feed, "", now));
    let renew = "sign it again with: legeplads-desk keys renew --also STICK --to PLACE";

    town.edit("feed.ron", "Feed(", "Feed( ");
    let early = at(days(-31)).expect("published");
    assert!(!early.words().contains("! "), "{}", early.words());
    let same = at(days(-10)).expect("the same");
    let warning = format!("\n! targets ends in 10 days: {renew}");
    assert!(same.words().contains(&warning), "{}", same.words());
    town.edit("feed.ron", "Feed( ", "Feed(  ");
    let soon = at(days(-10)).expect("published");
    assert!(soon.words().contains(&warning), "{}", soon.words());

    town.edit("feed.ron", "Feed(  ", "Feed(   ");
    let why = at(days(2)).expect_err("nobody would take it").to_string();
    for word in ["targets ended 2 days ago", renew, "nothing was published"] {
        assert!(why.contains(word), "{word}: {why}");
    }
    assert_eq!(town.newest().version, 3, "what was there stands");

    // What must come off the glass is not held up: kiosks whose clock nobody vouches for take it.
    let down = runtime.block_on(takedown(&desk, "", days(2)));
    let down = down.expect("taken down");
    let warning = format!("\n! targets ended 2 days ago: {renew}");
    assert!(down.words().contains(&warning), "{}", down.words());
    assert!(town.newest().withdrawn);
}
