//! What visitors said: votes, quiz, what they knew, surveys.

use std::collections::BTreeMap;

use super::sections::{View, section, share, table};
use super::stays::likely;
use super::words::with;
use super::{Cell, Chart, Section, Table};
use crate::disclosure::Figure;

pub fn all(view: &View<'_>) -> Vec<Section> {
    vec![
        votes(view),
        quiz(view),
        knows(view),
        sought(view),
        surveys(view),
    ]
}

/// `ACTIVITY/NUMBER`
fn numbered(rest: &str) -> Option<(String, usize)> {
    let (activity, number) = rest.rsplit_once('/')?;
    Some((activity.to_owned(), number.parse().ok()?))
}

fn votes(view: &View<'_>) -> Section {
    let words = view.words;
    let figures = view.tally.sum("vote/", |tapped| numbered(tapped.rest));
    let mut votes: BTreeMap<String, Vec<(usize, Figure)>> = BTreeMap::new();
    for ((activity, number), figure) in figures {
        votes.entry(activity).or_default().push((number, figure));
    }
    let tables = votes.into_iter().map(|(activity, answers)| {
        let all: Figure = answers.iter().map(|(_, figure)| *figure).sum();
        let rows = answers.into_iter().map(|(number, figure)| {
            let name = view.names.answer(&activity, number);
            vec![Cell::Text(name), Cell::figure(figure), share(figure, all)]
        });
        let columns = [words.answer.as_str(), &words.taps, &words.share];
        let caption = view.names.question(&activity);
        table(&caption, &columns, rows.collect(), Some(Chart::Bars(1)))
    });
    section("votes", &words.votes_title, &words.votes_note, tables)
}

fn quiz(view: &View<'_>) -> Section {
    let words = view.words;
    let figures = view.tally.sum("answer/", |tapped| {
        let (activity, number) = numbered(tapped.rest)?;
        Some((activity, number, tapped.week.to_owned()))
    });
    let mut quizzes: BTreeMap<String, Asked> = BTreeMap::new();
    for ((activity, number, week), figure) in figures {
        let is_right = view.names.is_right(&activity, number);
        let asked = quizzes.entry(activity).or_default();
        asked.answers.entry(number).or_default().push(figure);
        let (all, right) = asked.weeks.entry(week).or_default();
        all.push(figure);
        match is_right {
            Some(true) => right.push(figure),
            Some(false) => {}
            None => asked.is_unclear = true,
        }
    }
    let tables = quizzes.into_iter().flat_map(|(activity, asked)| {
        let rows = asked.answers.iter().map(|(number, figures)| {
            let right = match view.names.is_right(&activity, *number) {
                Some(true) => " ✓",
                _ => "",
            };
            let name = view.names.answer(&activity, *number) + right;
            vec![
                Cell::Text(name),
                Cell::figure(figures.iter().copied().sum()),
            ]
        });
        let columns = [words.answer.as_str(), &words.answers];
        let question = view.names.question(&activity);
        let answers = table(&question, &columns, rows.collect(), Some(Chart::Bars(1)));
        [answers, over_time(view, &question, &asked)]
    });
    section("quiz", &words.quiz_title, &words.quiz_note, tables)
}

/// What was answered to a question of a quiz.
#[derive(Default)]
struct Asked {
    answers: BTreeMap<usize, Vec<Figure>>,
    /// All answers of a week, and the right ones.
    weeks: BTreeMap<String, (Vec<Figure>, Vec<Figure>)>,
    /// Nobody knows which ones are right.
    is_unclear: bool,
}

fn over_time(view: &View<'_>, question: &str, asked: &Asked) -> Option<Table> {
    if asked.is_unclear {
        return None;
    }
    let words = view.words;
    let rows = asked.weeks.iter().map(|(week, (all, right))| {
        let all: Figure = all.iter().copied().sum();
        let right: Figure = right.iter().copied().sum();
        vec![Cell::text(week), Cell::figure(all), share(right, all)]
    });
    let columns = [words.week.as_str(), &words.answers, &words.right];
    let caption = with(&words.quiz_caption, question);
    table(&caption, &columns, rows.collect(), Some(Chart::Line(2)))
}

fn knows(view: &View<'_>) -> Section {
    let words = view.words;
    let figures = view.tally.sum("knows/", |tapped| numbered(tapped.rest));
    let sum = |when: &str| -> Figure {
        let of_it = figures.iter().filter(|((known, _), _)| known == when);
        of_it.map(|(_, figure)| *figure).sum()
    };
    let rows = figures.iter().map(|((when, number), figure)| {
        let name = match when.as_str() {
            "before" => &words.before,
            _ => &words.after,
        };
        let all = sum(when);
        vec![
            Cell::text(name),
            Cell::Text(view.names.awareness(*number)),
            Cell::figure(*figure),
            share(*figure, all),
            Cell::Interval(likely(*figure, all)),
        ]
    });
    let mut rows: Vec<_> = rows.collect();
    // Before comes before after, and not by the alphabet.
    rows.sort_by_key(|row| row.first() != Some(&Cell::text(&words.before)));
    let columns = [
        words.step.as_str(),
        &words.answer,
        &words.taps,
        &words.share,
        &words.likely,
    ];
    let tables = [table(&words.knows_caption, &columns, rows, None)];
    section("knows", &words.knows_title, &words.knows_note, tables)
}

/// What was looked for, and how often there was nothing just like that.
fn sought(view: &View<'_>) -> Section {
    let words = view.words;
    let mut finders: BTreeMap<String, BTreeMap<String, [Figure; 2]>> = BTreeMap::new();
    for (nth, start) in ["found/", "nothing/"].into_iter().enumerate() {
        let figures = view.tally.sum(start, |tapped| {
            let (activity, interest) = tapped.rest.split_once('/')?;
            Some((activity.to_owned(), interest.to_owned()))
        });
        for ((activity, interest), figure) in figures {
            let interests = finders.entry(activity).or_default();
            let both = interests.entry(interest);
            let both = both.or_insert_with(|| [std::iter::empty().sum(), std::iter::empty().sum()]);
            both[nth] = figure;
        }
    }
    let tables = finders.into_iter().map(|(activity, interests)| {
        let rows = interests.into_iter().map(|(interest, [found, nothing])| {
            vec![
                Cell::Text(view.names.interest(&activity, &interest)),
                Cell::figure(found),
                Cell::figure(nothing),
            ]
        });
        let columns = [words.interest.as_str(), &words.found, &words.not_found];
        let caption = view.names.question(&activity);
        table(&caption, &columns, rows.collect(), Some(Chart::Bars(2)))
    });
    section("sought", &words.sought_title, &words.sought_note, tables)
}

fn surveys(view: &View<'_>) -> Section {
    let words = view.words;
    let mut questions: BTreeMap<(&str, &str), Vec<(&str, Figure)>> = BTreeMap::new();
    for ((instrument, asked, answer), figure) in &view.tally.answers {
        let answers = questions.entry((instrument, asked)).or_default();
        answers.push((answer, *figure));
    }
    let tables = questions.into_iter().map(|((instrument, asked), answers)| {
        let rows = answers.into_iter().map(|(answer, figure)| {
            let name = view.names.told(instrument, asked, answer);
            vec![Cell::Text(name), Cell::figure(figure)]
        });
        let columns = [words.answer.as_str(), &words.records];
        let caption = view.names.asked(instrument, asked);
        table(&caption, &columns, rows.collect(), Some(Chart::Bars(1)))
    });
    let note = format!("{} {}", words.survey_note, words.whole_quarters);
    section("surveys", &words.survey_title, &note, tables)
}
