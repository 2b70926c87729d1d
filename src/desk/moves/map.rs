//! From a table to what a `Map` activity shows: the ends with the most people, in the newest year.

use std::collections::BTreeMap;

use legeplads_feed::{Activity, ActivityKind, Elsewhere, End, Feed, Language, SourceId, Text};

use super::{Flows, Way};

/// Ends beyond the island at most, as the feed has it.
const ENDS: usize = 6;

/// Wooden figures for the largest flow at most, as the feed has it.
const FIGURES: u32 = legeplads_feed::Map::FIGURES;

/// Why no map can be made.
#[derive(Debug, thiserror::Error)]
pub enum NoMap {
    /// The feed has no such activity, or one of another kind.
    #[error(
        "the feed has no activity `{0}` of the kind Map; write one with one flow by hand, and this \
         fills it"
    )]
    NoActivity(String),
    /// Its ends beyond the island have no picture that could be taken for new ones.
    #[error("the activity `{0}` has no `elsewhere`, and so no drawing to be taken for a new end")]
    NoDrawing(String),
    /// The feed has no such source.
    #[error("sources.ron has no source `{0}`; put Statistics Denmark's table in it")]
    NoSource(String),
    /// No number is given.
    #[error("the newest year of the table gives no number that could be shown")]
    Nothing,
}

/// What a flow is, for what is said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// They move house.
    Moves,
    /// They go to work.
    Commutes,
}

/// The activity of a feed with a table's newest numbers, ready to be written into its document.
///
/// Ends that it has already, by name, keep their id, name, direction and picture. New ones are called as
/// in the table in every language, have the picture of the first, and lie in the widest gap between the
/// others: where they are is for people to say.
///
/// # Errors
///
/// When the feed or the table does not have what it takes.
pub fn renew(
    feed: &Feed,
    activity: &str,
    source: &str,
    flows: &Flows,
    what: What,
) -> Result<Activity, NoMap> {
    let no_activity = || NoMap::NoActivity(activity.to_owned());
    let known = feed.activities.values();
    let mut renewed = (known.clone())
        .find(|one| one.id.as_str() == activity)
        .ok_or_else(no_activity)?
        .clone();
    let ActivityKind::Map(map) = &mut renewed.kind else {
        return Err(no_activity());
    };
    let source = SourceId::from(source);
    if feed.sources.iter().all(|one| one.id != source) {
        return Err(NoMap::NoSource(source.to_string()));
    }
    let newest = flows.times().last().map(|time| (*time).to_owned());
    let newest = newest.ok_or(NoMap::Nothing)?;
    let year: i16 = newest
        .get(..4)
        .and_then(|year| year.parse().ok())
        .ok_or(NoMap::Nothing)?;
    map.as_of = format!("{year:04}").parse().map_err(|_| NoMap::Nothing)?;
    map.source = source;

    let most = largest(flows, &newest);
    if most.is_empty() {
        return Err(NoMap::Nothing);
    }
    let drawing = map.elsewhere.first().map(|end| end.drawing.clone());
    let drawing = drawing.ok_or_else(|| NoMap::NoDrawing(activity.to_owned()))?;
    let mut ends: Vec<Elsewhere> = Vec::new();
    for (name, _) in &most {
        let known = map.elsewhere.iter().find(|end| is_called(end, name));
        ends.push(known.cloned().unwrap_or_else(|| Elsewhere {
            id: slug(name),
            name: in_all(&feed.languages, |_| (*name).to_owned()),
            bearing: f32::NAN,
            drawing: drawing.clone(),
        }));
    }
    place(&mut ends);
    let mut shown = Vec::new();
    for ((_, (come, go)), end) in most.iter().zip(&ends) {
        let there = End::Elsewhere(end.id.clone());
        for (way, count) in [(Way::In, come), (Way::Out, go)] {
            let count = u32::try_from(*count).unwrap_or(u32::MAX);
            if count == 0 {
                continue;
            }
            let (from, to) = match way {
                Way::In => (there.clone(), End::Island),
                Way::Out => (End::Island, there.clone()),
            };
            shown.push(legeplads_feed::Flow {
                from,
                to,
                count,
                year,
                says: in_all(&feed.languages, |language| {
                    says(what, way, end.name.get(language), year, language.as_str())
                }),
            });
        }
    }
    map.each = each(shown.iter().map(|flow| flow.count).max().unwrap_or(1));
    map.elsewhere = ends;
    map.flows = shown;
    Ok(renewed)
}

/// The ends with the most people both ways together, and how many come and go.
fn largest<'f>(flows: &'f Flows, time: &str) -> Vec<(&'f str, (u64, u64))> {
    let mut ends: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for (name, flow) in flows.ends(Way::In, time) {
        ends.entry(name).or_default().0 = flow.count;
    }
    for (name, flow) in flows.ends(Way::Out, time) {
        ends.entry(name).or_default().1 = flow.count;
    }
    let mut ends: Vec<_> = ends.into_iter().collect();
    ends.retain(|(_, (come, go))| come + go > 0);
    ends.sort_by_key(|(name, (come, go))| (std::cmp::Reverse(come + go), *name));
    ends.truncate(ENDS);
    ends
}

fn is_called(end: &Elsewhere, name: &str) -> bool {
    end.id == slug(name) || end.name.iter().any(|(_, text)| text == name)
}

/// `vejle`, `faaborg-midtfyn`, `ringkoebing-skjern`
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.to_lowercase().chars() {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            'æ' | 'ä' => slug.push_str("ae"),
            'ø' | 'ö' => slug.push_str("oe"),
            'å' => slug.push_str("aa"),
            'é' | 'è' => slug.push('e'),
            'ü' => slug.push_str("ue"),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(40);
    slug.trim_end_matches('-').to_owned()
}

/// Puts those that have no direction yet into the widest gaps, one by one.
fn place(ends: &mut [Elsewhere]) {
    for nth in 0..ends.len() {
        if !ends[nth].bearing.is_nan() {
            continue;
        }
        let known = ends.iter().map(|end| end.bearing);
        let mut known: Vec<f32> = known.filter(|bearing| !bearing.is_nan()).collect();
        known.sort_by(f32::total_cmp);
        let gaps = known.iter().enumerate().map(|(at, from)| {
            let to = known.get(at + 1).copied();
            (
                *from,
                to.unwrap_or_else(|| known.first().copied().unwrap_or(*from) + 360.0),
            )
        });
        let widest = gaps.max_by(|one, other| (one.1 - one.0).total_cmp(&(other.1 - other.0)));
        let middle = widest.map_or(0.0, |(from, to)| f32::midpoint(from, to));
        ends[nth].bearing = (middle % 360.0).round();
    }
}

/// A round number of people for one figure, so that the largest flow has not too many.
fn each(largest: u32) -> u32 {
    let steps = (0..8).flat_map(|power| [1, 2, 5].map(|one| one * 10_u32.pow(power)));
    let mut fitting = steps.filter(|each| largest.div_ceil(*each) <= FIGURES);
    fitting.next().unwrap_or(largest.div_ceil(FIGURES))
}

fn in_all(languages: &[Language], text: impl Fn(&Language) -> String) -> Text {
    Text::new(languages.iter().map(|one| (one.clone(), text(one))))
}

/// One sentence that goes on after the figure. English where nobody here speaks the language.
fn says(what: What, way: Way, end: &str, year: i16, language: &str) -> String {
    match (what, way, language) {
        (What::Moves, Way::In, "da") => format!("flyttede hertil fra {end} i {year}."),
        (What::Moves, Way::Out, "da") => format!("flyttede herfra til {end} i {year}."),
        (What::Commutes, Way::In, "da") => format!("kom på arbejde her fra {end} i {year}."),
        (What::Commutes, Way::Out, "da") => format!("tog på arbejde i {end} i {year}."),
        (What::Moves, Way::In, "de") => format!("zogen {year} von {end} hierher."),
        (What::Moves, Way::Out, "de") => format!("zogen {year} von hier nach {end}."),
        (What::Commutes, Way::In, "de") => format!("kamen {year} von {end} zur Arbeit her."),
        (What::Commutes, Way::Out, "de") => format!("fuhren {year} zur Arbeit nach {end}."),
        (What::Moves, Way::In, _) => format!("moved here from {end} in {year}."),
        (What::Moves, Way::Out, _) => format!("moved from here to {end} in {year}."),
        (What::Commutes, Way::In, _) => format!("came to work here from {end} in {year}."),
        (What::Commutes, Way::Out, _) => format!("went to work in {end} in {year}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        assert_eq!(slug("Ringkøbing-Skjern"), "ringkoebing-skjern");
        assert_eq!(slug("Faaborg-Midtfyn"), "faaborg-midtfyn");
        assert_eq!(slug("Østeuropa (i alt)"), "oesteuropa-i-alt");
    }

    #[test]
    fn one_figure_stands_for_a_round_number() {
        for (largest, expected) in [(1, 1), (20, 1), (21, 2), (194, 10), (8000, 500), (101, 10)] {
            assert_eq!(each(largest), expected, "{largest}");
        }
    }
}
