//! The last notes on the board: whose screen this is, the small print, and where facts come from.

use std::collections::BTreeSet;

use super::note::{Draft, cut};
use crate::language::Args;
use crate::screens::Talk;
use crate::ui::Ui;

/// Drafts for notes of `width` pixels, none higher than `room`.
pub fn drafts(ui: &mut Ui, talk: &Talk, width: f32, room: f32) -> Vec<Draft> {
    let feed = talk.feed();
    let who = Args::new().text("who", talk.text(&feed.name));
    let mut small_print = vec![talk.say_with("about-who", &who), talk.say("about-private")];
    small_print.extend(feed.legal.iter().map(|legal| talk.text(legal).to_owned()));
    let mut drafts = sheets(ui, &talk.say("about"), small_print, width, room);
    let credits: BTreeSet<&str> = feed
        .cards
        .values()
        .filter_map(|card| card.picture.as_ref())
        .map(|picture| picture.credit.as_str())
        .collect();
    if !credits.is_empty() {
        let credits: Vec<&str> = credits.into_iter().collect();
        let who = Args::new().text("who", &credits.join(", "));
        let photos = vec![talk.say_with("about-photos", &who)];
        drafts.extend(sheets(ui, &talk.say("about"), photos, width, room));
    }
    let sources = feed
        .sources
        .iter()
        .map(|source| format!("{}, {}", source.title, source.address))
        .collect();
    drafts.extend(sheets(ui, &talk.say("about-sources"), sources, width, room));
    drafts
}

/// Shares paragraphs out on as many sheets as they need, the heading on each.
fn sheets(ui: &mut Ui, title: &str, paragraphs: Vec<String>, width: f32, room: f32) -> Vec<Draft> {
    let mut sheets: Vec<Draft> = Vec::new();
    for paragraph in paragraphs {
        if let Some(last) = sheets.last_mut() {
            last.paragraphs.push(paragraph);
            if cut(ui, last, width).size.y <= room {
                continue;
            }
            let over = last.paragraphs.pop();
            sheets.push(sheet(title, over));
        } else {
            sheets.push(sheet(title, Some(paragraph)));
        }
    }
    sheets
}

fn sheet(title: &str, paragraph: Option<String>) -> Draft {
    Draft {
        title: Some(title.to_owned()),
        paragraphs: paragraph.into_iter().collect(),
        ..Draft::default()
    }
}
