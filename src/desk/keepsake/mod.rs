//! The page that a visitor takes home: it plays the visitor's tune and shows the visitor's tower.
//!
//! One file that needs nothing else. It lies beside the release and is no part of it: it is not signed,
//! no kiosk reads it, and what it shows of a visit it is told by the code on the glass, behind the `#` of
//! its address ([`legeplads_feed::keepsake::mark`]), which browsers do not send. It loads nothing, sends
//! nothing and keeps nothing; its own policy forbids it, too.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use legeplads_feed::Feed;
use legeplads_trust::Digest;
use maud::{DOCTYPE, PreEscaped, html};
use serde_json::{Value, json};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The colours that the page has, in the feed's own values.
const COLOURS: [&str; 13] = [
    "red",
    "yellow",
    "blue",
    "green",
    "plum",
    "wood",
    "wood-light",
    "deep-blue",
    "grass",
    "paper",
    "ink",
    "sky",
    "table",
];

/// The whole page, if the feed has one.
#[must_use]
pub fn page(feed: &Feed) -> Option<String> {
    feed.keepsake.as_ref()?;
    let digest = Digest::of(SCRIPT.as_bytes());
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{}'; base-uri 'none'; \
         form-action 'none'",
        BASE64_STANDARD.encode(digest.as_bytes())
    );
    // No text can end the element that it stands in.
    let told = told(feed).to_string().replace('<', "\\u003c");
    let page = html! {
        (DOCTYPE)
        html lang=(feed.languages.first().map_or("en", |language| language.as_str())) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                title { (super::publish::name(feed)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 id="title" {}
                    svg id="tower" aria-hidden="true" {}
                    div id="bars" {}
                    p.tell id="body" {}
                    button id="again" {}
                    footer id="name" {}
                }
                script id="page" type="application/json" { (PreEscaped(told)) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    Some(page.into_string())
}

/// What the page's script is told of the feed.
fn told(feed: &Feed) -> Value {
    let languages: Vec<_> = feed.languages.iter().map(ToString::to_string).collect();
    let stops: Vec<_> = feed.tour.iter().filter_map(|id| feed.stop(id)).collect();
    let tune: String = stops.iter().map(|stop| stop.note.letter()).collect();
    let colour = |name: &str| feed.colour(name).map(|rgb| rgb.to_string());
    let bars = stops
        .iter()
        .map(|stop| (stop.note.letter().to_string(), colour(&stop.colour)));
    json!({
        "languages": languages,
        "words": {
            "title": feed.finish.title,
            "body": feed.finish.body,
            "again": feed.finish.button,
            "name": feed.name,
        },
        "tune": tune,
        "bars": bars.collect::<BTreeMap<_, _>>(),
        "colours": COLOURS.map(|name| (name, colour(name))).into_iter().collect::<BTreeMap<_, _>>(),
    })
}
