//! What a reading says of what visitors take home.

mod support;

use insta::assert_snapshot;
use support::{edited, pointed_at, shown};

const BEFORE: &str = "    legal:";

const KEEPSAKE: &str = "    keepsake: Keepsake(
        invite: {\"da\": \"Tag den med hjem\", \"en\": \"Take it home\"},
        page: \"https://example.org/tune\",
    ),
    legal:";

fn with(old: &str, new: &str) -> &'static str {
    assert_eq!(KEEPSAKE.matches(old).count(), 1, "{old}");
    KEEPSAKE.replace(old, new).leak()
}

#[test]
fn a_keepsake_reads_and_prints_as_what_it_is() {
    let reading = legeplads_feed::read(&edited(("feed.ron", BEFORE, KEEPSAKE)));
    assert_eq!(shown(&reading), "");
    let feed = reading.feed.expect("a feed");
    let page = feed.keepsake.as_ref().and_then(|kept| kept.page.as_ref());
    assert_eq!(page.map(|page| page.shown()), Some("example.org/tune"));
    let again = legeplads_feed::read(&legeplads_feed::print(&feed));
    assert_eq!(again.feed, Some(feed));
}

#[test]
fn its_page_may_lie_beside_the_feed() {
    let page = "        page: \"https://example.org/tune\",\n";
    let reading = legeplads_feed::read(&edited(("feed.ron", BEFORE, with(page, ""))));
    assert_eq!(shown(&reading), "");
    assert!(reading.feed.expect("a feed").keepsake.is_some());
}

#[test]
fn a_keepsake_with_one_fault() {
    assert_snapshot!(pointed_at(&[
        ("feed.ron", BEFORE, with("https://", "")),
        ("feed.ron", BEFORE, with("org/tune", "org/tune#mine")),
        ("feed.ron", BEFORE, with(", \"en\": \"Take it home\"", "")),
        ("feed.ron", BEFORE, with("page:", "site:")),
    ]));
}
