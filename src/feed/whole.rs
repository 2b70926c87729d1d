//! What only shows when all parts of a feed are there.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::check::{At, Check};
use crate::id::{PlaceId, StopId};
use crate::island::{Island, Plan};
use crate::place::Place;
use crate::site::{Site, Start};
use crate::stop::{Note, Stop};

/// The parts of a feed that depend on each other.
pub(crate) struct Whole<'a> {
    pub tour: &'a [StopId],
    pub sites: &'a [Site],
    pub places: &'a [Place],
    pub stops: &'a BTreeMap<StopId, Stop>,
}

impl Whole<'_> {
    /// Warns of stops on a tour that sound the same although there are notes enough.
    pub(crate) fn notes(&self, at: &At, tour: &[StopId], check: &mut Check) {
        if tour.len() > Note::COUNT {
            return;
        }
        let mut heard: BTreeMap<Note, &StopId> = BTreeMap::new();
        for (index, id) in tour.iter().enumerate() {
            let Some(stop) = self.stops.get(id) else {
                continue;
            };
            match heard.get(&stop.note) {
                Some(first) if *first != id => {
                    let message = format!("`{id}` has the same note as `{first}`: {:?}", stop.note);
                    let help = Some("give each stop of the tour a note of its own".to_owned());
                    check.warn(&at.item(index), "note-twice", message, help);
                }
                Some(_) => {}
                None => {
                    heard.insert(stop.note, id);
                }
            }
        }
    }

    /// Warns of stops that nobody can get to, and of those that the island does not show.
    pub(crate) fn reach(
        &self,
        documents: &HashMap<StopId, usize>,
        island: Option<&Island>,
        check: &mut Check,
    ) {
        let toured: BTreeSet<&StopId> = self
            .tour
            .iter()
            .chain(self.sites.iter().flat_map(|site| &site.own_tour))
            .collect();
        let opened = self.places.iter().filter_map(|place| place.stop.as_ref());
        let started = self.sites.iter().filter_map(|site| match &site.start {
            Start::Stop(stop) => Some(stop),
            Start::Attract | Start::Island => None,
        });
        let reached: BTreeSet<&StopId> = opened
            .chain(started)
            .chain(toured.iter().copied())
            .collect();
        for (id, stop) in self.stops {
            let at = At::Document(documents.get(id).copied().unwrap_or_default());
            if !reached.contains(id) {
                let message = format!("nobody can get to the stop `{id}`");
                let help = "put it on a tour, or let a place open it: `stop: \"…\"` in places.ron";
                check.warn(
                    &at.field("id"),
                    "unreachable-stop",
                    message,
                    Some(help.to_owned()),
                );
            }
            // One that is not there at all has been reported as such.
            let placed = self.places.iter().any(|place| place.id == stop.place);
            if let (true, true, Some(island)) = (placed, toured.contains(id), island) {
                for (name, plan) in [
                    ("landscape", &island.landscape),
                    ("portrait", &island.portrait),
                ] {
                    if !shows(plan, &stop.place) {
                        let message = format!(
                            "the tour leads to `{}`, which has no spot on the {name} plan of the island",
                            stop.place
                        );
                        check.warn(&at.field("place"), "no-spot", message, None);
                    }
                }
            }
        }
    }
}

fn shows(plan: &Plan, place: &PlaceId) -> bool {
    plan.spots.iter().any(|spot| spot.place == *place)
}
