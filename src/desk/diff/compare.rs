//! What is different between two feeds, as data.

use std::collections::{BTreeMap, BTreeSet};

use legeplads_feed::Language;
use serde_json::Value;

use super::items::{Item, Items, is_text};

/// What is different in one sort of things.
pub(super) struct Sort<'a> {
    pub(super) name: &'static str,
    pub(super) changed: Vec<(Named<'a>, Vec<Field>)>,
    pub(super) new: Vec<Named<'a>>,
    pub(super) gone: Vec<Named<'a>>,
}

/// A thing as staff know it.
pub(super) struct Named<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
}

/// A field that is different.
#[derive(Default)]
pub(super) struct Field {
    /// As the documents call it.
    pub(super) name: String,
    /// In which languages its texts are different.
    pub(super) languages: BTreeSet<String>,
    /// Whether anything but texts is.
    pub(super) other: bool,
}

/// Goes through all that both feeds have. A text in a language that only one of them has is no
/// difference of its own.
pub(super) fn sorts<'a>(
    old: &'a Items,
    new: &'a Items,
    before: &[Language],
    now: &[Language],
) -> Vec<Sort<'a>> {
    let languages = Languages {
        all: before.iter().chain(now).collect(),
        common: before.iter().filter(|one| now.contains(one)).collect(),
    };
    let both = old.sorts.iter().zip(&new.sorts);
    both.map(|((name, old), (_, new))| sort(name, old, new, &languages))
        .collect()
}

struct Languages<'a> {
    all: Vec<&'a Language>,
    common: Vec<&'a Language>,
}

fn sort<'a>(
    name: &'static str,
    old: &'a BTreeMap<String, Item>,
    new: &'a BTreeMap<String, Item>,
    languages: &Languages<'_>,
) -> Sort<'a> {
    let mut sort = Sort {
        name,
        changed: Vec::new(),
        new: Vec::new(),
        gone: Vec::new(),
    };
    for (id, item) in new {
        match old.get(id) {
            Some(was) => {
                let fields = fields(&was.value, &item.value, languages);
                if !fields.is_empty() {
                    sort.changed.push((named(id, item), fields));
                }
            }
            None => sort.new.push(named(id, item)),
        }
    }
    let gone = old.iter().filter(|(id, _)| !new.contains_key(*id));
    sort.gone = gone.map(|(id, item)| named(id, item)).collect();
    sort
}

fn named<'a>(id: &'a str, item: &'a Item) -> Named<'a> {
    Named {
        id,
        title: &item.title,
    }
}

/// The fields of one thing that are different.
fn fields(old: &Value, new: &Value, languages: &Languages<'_>) -> Vec<Field> {
    let mut found = Vec::new();
    for key in keys(old, new) {
        let (old, new) = (&old[key], &new[key]);
        match (key, variant(old), variant(new)) {
            // An activity's own fields lie one step deeper, below its kind.
            ("kind", Some((was, old)), Some((is, new))) if was == is => {
                found.extend(fields(old, new, languages));
            }
            _ => {
                let mut field = Field {
                    // A site's own languages and tour are called so in its document.
                    name: key.trim_start_matches("own_").to_owned(),
                    ..Field::default()
                };
                compare(old, new, languages, &mut field);
                if field.other || !field.languages.is_empty() {
                    found.push(field);
                }
            }
        }
    }
    found
}

fn compare(old: &Value, new: &Value, languages: &Languages<'_>, field: &mut Field) {
    match (old, new) {
        _ if old == new => {}
        _ if is_text(old, &languages.all) && is_text(new, &languages.all) => {
            for language in &languages.common {
                let tag = language.as_str();
                if old[tag] != new[tag] {
                    field.languages.insert(tag.to_owned());
                }
            }
        }
        (Value::Object(_), Value::Object(_)) => {
            for key in keys(old, new) {
                compare(&old[key], &new[key], languages, field);
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (old, new) in old.iter().zip(new) {
                compare(old, new, languages, field);
            }
        }
        _ => field.other = true,
    }
}

/// The keys of both, in the order of the alphabet.
fn keys<'a>(old: &'a Value, new: &'a Value) -> BTreeSet<&'a str> {
    let of = |value: &'a Value| {
        let map = value.as_object().into_iter();
        map.flat_map(|map| map.keys().map(String::as_str))
    };
    of(old).chain(of(new)).collect()
}

/// A value that is one of several kinds: the kind's name, and what it holds.
fn variant(value: &Value) -> Option<(&str, &Value)> {
    let map = value.as_object().filter(|map| map.len() == 1)?;
    map.iter().next().map(|(name, held)| (name.as_str(), held))
}
