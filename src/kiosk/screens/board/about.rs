//! The last notes on the board: whose screen this is, the small print, and where facts come from.

use std::collections::BTreeSet;

use super::note::{Draft, GAP, cut, measure};
use crate::language::Args;
use crate::screens::Talk;
use crate::theme::Type;
use crate::ui::Ui;

/// Drafts for notes of `width` pixels, none higher than `room`, that fill their columns evenly.
pub fn drafts(ui: &mut Ui, talk: &Talk, width: f32, room: f32, columns: usize) -> Vec<Draft> {
    let feed = talk.feed();
    let who = Args::new().text("who", talk.text(&feed.name));
    let mut small_print = vec![talk.say_with("about-who", &who), talk.say("about-private")];
    small_print.extend(feed.legal.iter().map(|legal| talk.text(legal).to_owned()));
    let credits: BTreeSet<&str> = feed
        .cards
        .values()
        .filter_map(|card| card.picture.as_ref())
        .map(|picture| picture.credit.as_str())
        .collect();
    if !credits.is_empty() {
        let credits: Vec<&str> = credits.into_iter().collect();
        let who = Args::new().text("who", &credits.join(", "));
        small_print.push(talk.say_with("about-photos", &who));
    }
    let small_print = List::measure(ui, talk, talk.say("about"), small_print, width);
    let sources = feed
        .sources
        .iter()
        .map(|source| format!("{}, {}", source.title, source.address))
        .collect();
    let sources = List::measure(ui, talk, talk.say("about-sources"), sources, width);
    let mut drafts = small_print.sheets(room);
    drafts.extend(sources.evenly(room, drafts.len(), columns));
    drafts
}

/// Paragraphs under one heading, with their heights in pixels.
struct List {
    title: String,
    paragraphs: Vec<(String, f32)>,
    /// The height of a note with the heading alone.
    head: f32,
}

impl List {
    fn measure(
        ui: &mut Ui,
        talk: &Talk,
        title: String,
        paragraphs: Vec<String>,
        width: f32,
    ) -> Self {
        let empty = sheet(&title);
        let head = cut(ui, talk, &empty, width).size.y;
        let measure = measure(width, ui.mm());
        let gap = GAP * ui.mm();
        let height = |text: String| {
            let height = ui.set(Type::Reading, &text, measure).size.y + gap;
            (text, height)
        };
        Self {
            title,
            paragraphs: paragraphs.into_iter().map(height).collect(),
            head,
        }
    }

    /// Shares them out on as many sheets as they need, the heading on each.
    fn sheets(&self, room: f32) -> Vec<Draft> {
        let mut sheets: Vec<Draft> = Vec::new();
        let mut filled = f32::INFINITY;
        for (paragraph, height) in &self.paragraphs {
            if filled + height > room {
                sheets.push(sheet(&self.title));
                filled = self.head;
            }
            filled += height;
            if let Some(last) = sheets.last_mut() {
                last.paragraphs.push(paragraph.clone());
            }
        }
        sheets
    }

    /// The same, but rather a few more and lower sheets than a last page that is almost bare.
    fn evenly(&self, room: f32, before: usize, columns: usize) -> Vec<Draft> {
        let full = self.sheets(room);
        let most = (before + full.len()).next_multiple_of(columns.max(1)) - before;
        let lower = (1..=STEPS).map(|step| room * (1.0 - step as f32 / (2 * STEPS) as f32));
        lower
            .map(|room| self.sheets(room))
            .take_while(|sheets| sheets.len() <= most)
            .last()
            .unwrap_or(full)
    }
}

/// How many lower heights are tried, down to half of the board.
const STEPS: usize = 20;

fn sheet(title: &str) -> Draft {
    Draft {
        title: Some(title.to_owned()),
        ..Draft::default()
    }
}
