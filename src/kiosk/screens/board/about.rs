//! The last notes on the board: whose screen this is, the small print, and where facts come from.

use std::collections::{BTreeMap, BTreeSet};

use legeplads_feed::{Grade, Source};

use super::drawn::Drawn;
use super::note::{Draft, GAP, colour, cut, measure, pins};
use crate::language::Args;
use crate::screens::Talk;
use crate::theme::Type;
use crate::ui::Ui;

/// Drafts for notes of `width` pixels, none higher than `room`: the small print, what the pins of
/// slips stand for, and a slip for each of those that facts come from.
pub fn drafts<'a>(ui: &mut Ui, talk: &'a Talk, width: f32, room: f32) -> Vec<Draft<'a>> {
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
    let mut drafts: Vec<Draft> = small_print.sheets(room);
    if let Some(last) = drafts.last_mut() {
        let tour = talk.release.site().tour(feed);
        let stop = tour.first().and_then(|stop| feed.stop(stop));
        last.drawn = stop.and_then(|stop| Drawn::of_stop(feed, stop));
    }
    let slips = slips(&feed.sources);
    if !slips.is_empty() {
        drafts.push(legend(talk, &feed.sources));
    }
    drafts.extend(slips);
    drafts
}

/// What so many pins stand for, of those that hold anything here.
fn legend(talk: &Talk, sources: &[Source]) -> Draft<'static> {
    let grades = [
        (Grade::A, "about-grade-a"),
        (Grade::B, "about-grade-b"),
        (Grade::C, "about-grade-c"),
    ];
    let is_here = |grade: Grade| sources.iter().any(|source| source.grade == grade);
    Draft {
        title: Some(talk.say("about-grades")),
        legend: grades
            .into_iter()
            .filter(|(grade, _)| is_here(*grade))
            .map(|(grade, words)| (pins(grade), colour(grade), talk.say(words)))
            .collect(),
        ..Draft::default()
    }
}

/// A slip for each of those that publish something, by name: what it is, as far as that has a name of
/// its own, and where.
fn slips(sources: &[Source]) -> Vec<Draft<'static>> {
    let mut by_name: BTreeMap<(String, Grade), (&str, Vec<String>)> = BTreeMap::new();
    for source in sources {
        let (who, what) = match source.title.split_once(": ") {
            Some((who, what)) => (who, format!("{what}, {}", source.address)),
            None => (source.title.as_str(), source.address.clone()),
        };
        let slip = by_name.entry((who.to_lowercase(), source.grade));
        slip.or_insert((who, Vec::new())).1.push(what);
    }
    by_name
        .into_iter()
        .map(|((_, grade), (who, paragraphs))| Draft {
            title: Some(who.to_owned()),
            paragraphs,
            grade: Some(grade),
            ..Draft::default()
        })
        .collect()
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
    fn sheets(&self, room: f32) -> Vec<Draft<'static>> {
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
}

fn sheet(title: &str) -> Draft<'static> {
    Draft {
        title: Some(title.to_owned()),
        ..Draft::default()
    }
}
