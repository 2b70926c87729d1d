//! Ideas: which were put together, which were supported, and what they are made of.

use std::collections::BTreeMap;

use legeplads_feed::Idea;

use super::sections::{View, section, table};
use super::words::with;
use super::{Cell, Chart, Section, Table};
use crate::disclosure::Figure;

/// How often an idea was sent, and how often it was supported.
type Told = (Vec<Figure>, Vec<Figure>);

pub fn ideas(view: &View<'_>) -> Section {
    let words = view.words;
    let mut activities: BTreeMap<&str, BTreeMap<Idea, Told>> = BTreeMap::new();
    for (item, figure) in &view.tally.ideas {
        let Some((kind, activity, idea)) = parts(item) else {
            continue;
        };
        let ideas = activities.entry(activity).or_default();
        let (sent, supported) = ideas.entry(idea).or_default();
        match kind {
            "idea" => sent.push(*figure),
            _ => supported.push(*figure),
        }
    }
    let tables = activities.into_iter().flat_map(|(activity, ideas)| {
        [
            whole(view, activity, &ideas),
            pictures(view, activity, &ideas),
        ]
    });
    let note = format!("{} {}", words.ideas_note, words.whole_quarters);
    section("ideas", &words.ideas_title, &note, tables)
}

/// `idea/ACTIVITY/WHO/DOES/WHAT/PLACE`
fn parts(item: &str) -> Option<(&str, &str, Idea)> {
    let mut parts = item.split('/');
    let (kind, activity) = (parts.next()?, parts.next()?);
    let ids: Vec<String> = parts.map(str::to_owned).collect();
    Some((kind, activity, Idea(ids.try_into().ok()?)))
}

fn sum(figures: &[Figure]) -> Figure {
    figures.iter().copied().sum()
}

fn whole(view: &View<'_>, activity: &str, ideas: &BTreeMap<Idea, Told>) -> Option<Table> {
    let words = view.words;
    let mut rows: Vec<(u64, Vec<Cell>)> = ideas
        .iter()
        .map(|(idea, (sent, supported))| {
            let (sent, supported) = (sum(sent), sum(supported));
            let row = vec![
                Cell::Text(view.names.idea(activity, idea)),
                Cell::figure(sent),
                Cell::figure(supported),
                // As the feed has it, to be copied.
                Cell::Text(format!("(\"{}\")", idea.0.join("\", \""))),
            ];
            (sent.or_nothing() + supported.or_nothing(), row)
        })
        .collect();
    rows.sort_by_key(|(all, _)| std::cmp::Reverse(*all));
    let rows = rows.into_iter().map(|(_, row)| row);
    let columns = [
        words.idea.as_str(),
        &words.built,
        &words.hearts,
        &words.in_feed,
    ];
    let caption = with(&words.ideas_caption, &view.names.asks(activity));
    table(&caption, &columns, rows.collect(), Some(Chart::Bars(1)))
}

/// How many ideas each picture is in. Rows follow each other, and in each the most come first.
fn pictures(view: &View<'_>, activity: &str, ideas: &BTreeMap<Idea, Told>) -> Option<Table> {
    let words = view.words;
    let mut pictures: Vec<(usize, &str, Figure)> = Vec::new();
    for row in 0..Idea::ROWS {
        let mut sums: BTreeMap<&str, Vec<Figure>> = BTreeMap::new();
        for (idea, (sent, _)) in ideas {
            sums.entry(&idea.0[row]).or_default().extend(sent);
        }
        pictures.extend(sums.into_iter().map(|(id, sent)| (row, id, sum(&sent))));
    }
    pictures.retain(|(_, _, sent)| sent.or_nothing() > 0);
    pictures.sort_by_key(|(row, _, sent)| (*row, std::cmp::Reverse(sent.or_nothing())));
    let rows = pictures.into_iter().map(|(row, id, sent)| {
        let name = view.names.picture(activity, row, id);
        vec![Cell::Text(name), Cell::figure(sent)]
    });
    let columns = [words.picture.as_str(), &words.built];
    let caption = with(&words.pictures_caption, &view.names.asks(activity));
    table(&caption, &columns, rows.collect(), Some(Chart::Bars(1)))
}
