//! The tables: what is missing, when, where, for whom and in which language.

use legeplads_feed::staff::Measure;
use legeplads_feed::{ActivityKind, Age, Feed, Language, Needs, Offer, PlaceId, Slot};

use super::cover::{Asked, Cover, judge};
use super::wishes::{Wish, Wishes};
use super::words::Words;
use crate::disclosure::Figure;
use crate::report::names::Names;
use crate::report::sections::table;
use crate::report::words::with;
use crate::report::{Cell, Chart, Section, Table};

/// What sections are made of.
pub struct View<'a> {
    pub feed: &'a Feed,
    pub words: &'a Words,
    pub names: &'a Names<'a>,
    pub wishes: &'a Wishes,
    /// What is done about gaps; nothing for those who are not to see it.
    pub measures: &'a [Measure],
    /// The first quarter and the last: `2026-Q4`.
    pub quarters: (String, String),
    pub threshold: u64,
}

/// A cell that may be a gap.
struct Candidate<'a> {
    wish: Wish,
    asked: Asked<'a>,
    /// What it is called, behind the need.
    called: Vec<String>,
}

/// What came of some cells.
#[derive(Default)]
struct Found<'a> {
    /// Gaps, the most asked for first.
    gaps: Vec<Gap<'a>>,
    withheld: usize,
    covered: usize,
    all: usize,
}

struct Gap<'a> {
    need: String,
    called: Vec<String>,
    figure: Figure,
    cover: Cover,
    nearest: Vec<&'a Offer>,
    /// What is done about it.
    measures: Vec<String>,
}

pub fn all(view: &View<'_>) -> Vec<Section> {
    vec![needs(view), times(view), places(view), languages(view)]
}

/// Each board of the feed with its name.
pub fn boards(feed: &Feed) -> impl Iterator<Item = (&str, &Needs)> {
    feed.activities.values().filter_map(|one| match &one.kind {
        ActivityKind::Needs(needs) => Some((one.id.as_str(), needs)),
        _ => None,
    })
}

/// Every need of every board with what `more` makes of it.
fn candidates<'a>(
    feed: &'a Feed,
    more: impl Fn(&'a Needs, Candidate<'a>) -> Vec<Candidate<'a>>,
) -> Vec<Candidate<'a>> {
    let needs = boards(feed).flat_map(|(board, needs)| {
        let ids = needs.needs.iter().map(|need| need.id.as_str());
        ids.map(move |need| (board, needs, need))
    });
    let all = needs.flat_map(|(board, needs, need)| {
        let alone = Candidate {
            wish: Wish::of(board, need),
            asked: Asked {
                need,
                ..Asked::default()
            },
            called: Vec::new(),
        };
        more(needs, alone)
    });
    all.collect()
}

impl<'a> Candidate<'a> {
    fn at(&self, slot: Slot, names: &Names<'_>) -> Self {
        let mut one = self.copy(names.slot(slot));
        one.wish.slot = Some(slot);
        one.asked.slot = Some(slot);
        one
    }

    fn place(&self, place: &'a PlaceId, names: &Names<'_>) -> Self {
        let mut one = self.copy(names.place_named(place.as_str()));
        one.wish.place = Some(place.to_string());
        one.asked.place = Some(place);
        one
    }

    fn age(&self, age: &Age, names: &Names<'_>) -> Self {
        let mut one = self.copy(names.said(&age.label));
        one.wish.age = Some(age.id.clone());
        one.asked.age = age.years;
        one
    }

    fn language(&self, language: &'a Language, names: &Names<'_>) -> Self {
        let mut one = self.copy(names.language(language.as_ref()));
        one.wish.language = Some(language.to_string());
        one.asked.language = Some(language);
        one
    }

    fn copy(&self, called: String) -> Self {
        let mut all = self.called.clone();
        all.push(called);
        Self {
            wish: self.wish.clone(),
            asked: self.asked,
            called: all,
        }
    }
}

impl View<'_> {
    fn told(&self, wish: &Wish) -> Option<Figure> {
        self.wishes.told(wish, &self.quarters.0, &self.quarters.1)
    }

    fn need(&self, wish: &Wish) -> String {
        self.names.told(&wish.board, "need", &wish.need)
    }

    /// The measures that answer what is asked for, as far as both say what that is.
    fn measures_against(&self, asked: &Asked<'_>) -> Vec<String> {
        let fits = |measure: &&Measure| {
            let lack = &measure.answers;
            lack.need == asked.need
                && (lack.slot.zip(asked.slot)).is_none_or(|(one, other)| one == other)
                && (lack.place.as_ref().zip(asked.place)).is_none_or(|(one, other)| one == other)
        };
        let measures = self.measures.iter().filter(fits);
        measures.map(|measure| measure.title.clone()).collect()
    }

    fn gap(&self, cover: Cover) -> String {
        let words = self.words;
        let word = match cover {
            Cover::Nothing => &words.content_gap,
            Cover::Elsewhere => &words.elsewhere,
            Cover::Closed => &words.time_gap,
            Cover::There => &words.there,
        };
        word.clone()
    }

    fn offers(&self, offers: &[&Offer]) -> String {
        let name = |offer: &&Offer| {
            let place = self.names.place_named(offer.place.as_str());
            format!("{} ({place})", self.names.said(&offer.title))
        };
        offers.iter().map(name).collect::<Vec<_>>().join("; ")
    }

    /// Which of them are gaps. What is not told is none: nobody knows whether it was asked for.
    fn look<'a>(&self, feed: &'a Feed, candidates: Vec<Candidate<'a>>) -> Found<'a> {
        let mut found = Found {
            all: candidates.len(),
            ..Found::default()
        };
        for one in candidates {
            let Some(figure) = self.told(&one.wish) else {
                found.withheld += 1;
                continue;
            };
            let (cover, nearest) = judge(feed, &one.asked);
            if cover == Cover::There {
                found.covered += 1;
                continue;
            }
            found.gaps.push(Gap {
                need: self.need(&one.wish),
                called: one.called,
                figure,
                cover,
                nearest,
                measures: self.measures_against(&one.asked),
            });
        }
        found
            .gaps
            .sort_by_key(|gap| (std::cmp::Reverse(gap.figure.or_nothing()), gap.cover));
        found
    }

    fn tell(&self, found: Found<'_>, caption: &str, heads: &[&str], last: &str) -> Told {
        let words = self.words;
        let mut columns = vec![words.need.as_str()];
        columns.extend(heads);
        columns.extend([words.asked.as_str(), &words.gap, last]);
        let has_measures = found.gaps.iter().any(|gap| !gap.measures.is_empty());
        if has_measures {
            columns.push(&words.measures_caption);
        }
        let rows = found.gaps.into_iter().map(|gap| {
            let mut row = vec![Cell::Text(gap.need)];
            row.extend(gap.called.into_iter().map(Cell::Text));
            row.push(Cell::figure(gap.figure));
            row.push(Cell::Text(self.gap(gap.cover)));
            row.push(Cell::Text(self.offers(&gap.nearest)));
            if has_measures {
                row.push(Cell::Text(gap.measures.join("; ")));
            }
            row
        });
        Told {
            table: table(caption, &columns, rows.collect(), None),
            withheld: found.withheld,
            covered: found.covered,
            all: found.all,
        }
    }

    /// A section that also says how much of it is not told.
    fn section(&self, id: &'static str, title: &str, note: &str, told: Vec<Told>) -> Section {
        let words = self.words;
        let sum = |of: fn(&Told) -> usize| told.iter().map(of).sum::<usize>().to_string();
        let withheld = with(&words.withheld, &sum(|one| one.withheld));
        let withheld = with(&withheld, &sum(|one| one.all));
        let withheld = with(&withheld, &self.threshold.to_string());
        let covered = with(&words.covered, &sum(|one| one.all - one.withheld));
        let covered = with(&covered, &sum(|one| one.covered));
        Section {
            id,
            title: title.to_owned(),
            note: format!("{note}\n{withheld} {covered}"),
            tables: told.into_iter().filter_map(|one| one.table).collect(),
            stays: true,
        }
    }
}

/// A table, and how many cells do not stand in it.
struct Told {
    table: Option<Table>,
    withheld: usize,
    covered: usize,
    all: usize,
}

/// All needs, gaps or not.
fn needs(view: &View<'_>) -> Section {
    let words = view.words;
    let all = candidates(view.feed, |_, need| vec![need]);
    let (mut withheld, mut covered) = (0, 0);
    let count = all.len();
    let mut rows: Vec<_> = all
        .into_iter()
        .map(|one| {
            let figure = view.told(&one.wish);
            let (cover, offers) = judge(view.feed, &one.asked);
            withheld += usize::from(figure.is_none());
            covered += usize::from(figure.is_some() && cover == Cover::There);
            let asked = figure.map_or_else(Cell::nothing, Cell::figure);
            let row = vec![
                Cell::Text(view.need(&one.wish)),
                asked,
                Cell::Number(Some(offers.len() as u64)),
                Cell::Text(view.gap(cover)),
            ];
            (figure.map_or(0, |figure| figure.or_nothing()), cover, row)
        })
        .collect();
    rows.sort_by_key(|(asked, cover, _)| (std::cmp::Reverse(*asked), *cover));
    let rows = rows.into_iter().map(|(_, _, row)| row).collect();
    let columns = [words.need.as_str(), &words.asked, &words.offers, &words.gap];
    let told = Told {
        table: table(&words.needs_caption, &columns, rows, Some(Chart::Bars(1))),
        withheld,
        covered,
        all: count,
    };
    view.section("needs", &words.needs_title, &words.needs_note, vec![told])
}

fn times(view: &View<'_>) -> Section {
    let words = view.words;
    let all = candidates(view.feed, |_, need| {
        Slot::all().map(|slot| need.at(slot, view.names)).collect()
    });
    let heads = [words.when.as_str()];
    let found = view.look(view.feed, all);
    let told = view.tell(found, &words.when_caption, &heads, &words.could_open);
    view.section("when", &words.when_title, &words.when_note, vec![told])
}

fn places(view: &View<'_>) -> Section {
    let (words, names) = (view.words, view.names);
    let by_place = candidates(view.feed, |board, need| {
        let places = board.places.iter();
        places.map(|place| need.place(place, names)).collect()
    });
    let by_age = candidates(view.feed, |board, need| {
        let ages = board.ages.iter();
        ages.map(|age| need.age(age, names)).collect()
    });
    let by_both = candidates(view.feed, |board, need| {
        let places = board.places.iter();
        let both = places.flat_map(|place| {
            let there = need.place(place, names);
            board.ages.iter().map(move |age| there.age(age, names))
        });
        both.collect()
    });
    let tables = [
        (by_place, &words.place_caption, vec![words.place.as_str()]),
        (by_age, &words.age_caption, vec![words.age.as_str()]),
        (by_both, &words.both_caption, vec![&words.place, &words.age]),
    ];
    let told = tables.into_iter().map(|(all, caption, heads)| {
        let found = view.look(view.feed, all);
        view.tell(found, caption, &heads, &words.near)
    });
    let told = told.collect();
    view.section("where", &words.where_title, &words.where_note, told)
}

fn languages(view: &View<'_>) -> Section {
    let words = view.words;
    let all = candidates(view.feed, |_, need| {
        let languages = view.feed.languages.iter();
        languages
            .map(|language| need.language(language, view.names))
            .collect()
    });
    let heads = [words.language.as_str()];
    let found = view.look(view.feed, all);
    let told = view.tell(found, &words.language_caption, &heads, &words.near);
    let (title, note) = (&words.language_title, &words.language_note);
    view.section("language", title, note, vec![told])
}
