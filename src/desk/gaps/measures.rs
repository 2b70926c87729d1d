//! What is done about gaps, and with whom; and how often a need was told before and after.

use jiff::ToSpan;
use jiff::civil::Date;
use legeplads_feed::staff::{Kind, Lack, Lead, Level, Measure, State};

use super::sections::{View, boards};
use super::wishes::Wish;
use crate::disclosure::Figure;
use crate::report::calendar::{quarter, quarter_of};
use crate::report::sections::{section, share, table};
use crate::report::{Cell, Section};

/// Quarters that are looked at on either side of a measure's beginning, at most.
const QUARTERS: usize = 4;

/// `last` is the last day that is told of.
pub fn all(view: &View<'_>, leads: &[Lead], last: Date) -> Vec<Section> {
    vec![measures(view, last), talks(view, leads)]
}

fn measures(view: &View<'_>, last: Date) -> Section {
    let words = view.words;
    let rows = view.measures.iter().map(|one| {
        let texts = [
            &one.title,
            kind(view, one.kind),
            &one.carrier,
            level(view, one.level),
            &one.target_group,
            &one.partners.join("; "),
            &one.effect,
        ];
        texts.into_iter().map(Cell::text).collect()
    });
    let columns = [
        words.measure.as_str(),
        &words.kind,
        &words.carrier,
        &words.level,
        &words.target_group,
        &words.partners,
        &words.effect,
    ];
    let register = table(&words.measures_caption, &columns, rows.collect(), None);
    let rows = view.measures.iter().map(|one| {
        let mut row = vec![
            Cell::text(&one.title),
            Cell::Text(lack(view, &one.answers)),
            match one.since {
                Some(since) => Cell::Day(Some(since)),
                None => Cell::text(&words.planned),
            },
        ];
        row.extend(before_and_after(view, one, last));
        row
    });
    let columns = [
        words.measure.as_str(),
        &words.answers,
        &words.since,
        &words.before,
        &words.after,
        &words.share_before,
        &words.share_after,
    ];
    let effects = table(&words.effects_caption, &columns, rows.collect(), None);
    let (title, note) = (&words.measures_title, &words.measures_note);
    section("measures", title, note, [effects, register])
}

/// How often what a measure answers was told: a month before and after, and of all that was told.
fn before_and_after(view: &View<'_>, measure: &Measure, last: Date) -> [Cell; 4] {
    let nothing = || {
        [
            Cell::Rate(None),
            Cell::Rate(None),
            Cell::Share(None),
            Cell::Share(None),
        ]
    };
    let Some(since) = measure.since else {
        return nothing();
    };
    // The quarter in which it began is on neither side.
    let (begins, ends) = quarter_of(since);
    let (before, after) = (before(view, begins), after(ends, last));
    let [b, a] = [&before, &after].map(|quarters| {
        let told = sum(view, quarters, |wish| answers(wish, &measure.answers));
        let all = sum(view, quarters, |wish| {
            *wish == Wish::of(&wish.board, &wish.need)
        });
        let months = (quarters.len() * 3) as f64;
        let rate = told.value().filter(|told| *told > 0);
        let rate = rate.map(|told| (told as f64 / months * 10.0).round() / 10.0);
        (Cell::Rate(rate), share(told, all))
    });
    [b.0, a.0, b.1, a.1]
}

/// The quarters before a day, back to the first that any board was told anything in.
fn before(view: &View<'_>, day: Date) -> Vec<String> {
    let first = view.wishes.first().unwrap_or_default();
    let quarters = (1..=QUARTERS).map(|nth| quarter(day.saturating_sub(months(nth))));
    quarters.filter(|one| one.as_str() >= first).collect()
}

/// The quarters after a day that are over by the last one that is told of.
fn after(day: Date, last: Date) -> Vec<String> {
    let quarters =
        (1..=QUARTERS).map(|nth| day.saturating_add(1.day()).saturating_add(months(nth - 1)));
    let over = quarters.filter(|first| quarter_of(*first).1 <= last);
    over.map(quarter).collect()
}

fn months(quarters: usize) -> jiff::Span {
    jiff::Span::new().months(i32::try_from(quarters * 3).unwrap_or_default())
}

fn sum(view: &View<'_>, quarters: &[String], is: impl Fn(&Wish) -> bool) -> Figure {
    let wishes = view.wishes.all().filter(|wish| is(wish));
    let told = wishes.flat_map(|wish| {
        let quarters = quarters.iter();
        quarters.filter_map(|one| view.wishes.told(wish, one, one))
    });
    told.sum()
}

/// Whether a wish is the one that a measure answers: by when if the measure says that, else by where,
/// else the need alone. Both together are told nowhere.
fn answers(wish: &Wish, lack: &Lack) -> bool {
    let mut asked = Wish::of(&wish.board, &lack.need);
    match (lack.slot, &lack.place) {
        (Some(slot), _) => asked.slot = Some(slot),
        (None, Some(place)) => asked.place = Some(place.to_string()),
        (None, None) => {}
    }
    *wish == asked
}

fn lack(view: &View<'_>, lack: &Lack) -> String {
    let board = boards(view.feed).find(|(_, needs)| {
        let mut needs = needs.needs.iter();
        needs.any(|need| need.id == lack.need)
    });
    let board = board.map_or("", |(board, _)| board);
    let place = lack.place.as_ref();
    let parts = [
        Some(view.names.told(board, "need", &lack.need)),
        place.map(|place| view.names.place_named(place.as_str())),
        lack.slot.map(|slot| view.names.slot(slot)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn talks(view: &View<'_>, leads: &[Lead]) -> Section {
    let words = view.words;
    let mut leads: Vec<_> = leads.iter().collect();
    // What is settled comes last, and what is due when nobody knows before that.
    let is_settled = |lead: &&Lead| matches!(lead.state, State::Agreed | State::Declined);
    leads.sort_by_key(|lead| (is_settled(lead), lead.due.is_none(), lead.due, lead.date));
    let rows = leads.into_iter().map(|lead| {
        let organisation = match &lead.department {
            Some(department) => format!("{}, {department}", lead.organisation),
            None => lead.organisation.clone(),
        };
        let about = match measure(view, lead) {
            Some(measure) => format!("{} ({measure})", lead.about),
            None => lead.about.clone(),
        };
        vec![
            Cell::Text(organisation),
            Cell::Text(about),
            Cell::Text(format!("{} ({})", state(view, lead.state), lead.date)),
            Cell::text(&lead.next),
            Cell::Day(lead.due),
        ]
    });
    let columns = [
        words.organisation.as_str(),
        &words.about,
        &words.state,
        &words.next,
        &words.due,
    ];
    let tables = [table(&words.leads_caption, &columns, rows.collect(), None)];
    section("leads", &words.leads_title, &words.leads_note, tables)
}

fn measure<'a>(view: &'a View<'_>, lead: &Lead) -> Option<&'a str> {
    let id = lead.measure.as_ref()?;
    let mut measures = view.measures.iter();
    let found = measures.find(|measure| measure.id == *id);
    found.map(|measure| measure.title.as_str())
}

fn kind<'a>(view: &'a View<'_>, kind: Kind) -> &'a String {
    match kind {
        Kind::Analytical => &view.words.analytical,
        Kind::Organisational => &view.words.organisational,
        Kind::Advising => &view.words.advising,
    }
}

fn level<'a>(view: &'a View<'_>, level: Level) -> &'a String {
    match level {
        Level::Village => &view.words.village,
        Level::Municipality => &view.words.municipality,
        Level::Region => &view.words.region,
        Level::Country => &view.words.country,
    }
}

fn state<'a>(view: &'a View<'_>, state: State) -> &'a str {
    match state {
        State::Idea => &view.words.idea,
        State::Asked => &view.words.lead_asked,
        State::Talking => &view.words.talking,
        State::Agreed => &view.words.agreed,
        State::Declined => &view.words.declined,
    }
}
