//! Map: where people come from and where they go, from a table.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::check::{At, Check, Kind};
use crate::date::PartialDate;
use crate::id::{DrawingId, PlaceId, SourceId};
use crate::island::Island;
use crate::language::Text;
use crate::place::Place;
use crate::suggest::{did_you_mean, one_of, shorten};
use crate::text::{FLOW, LABEL};

/// Touch the ends of flows, and see people travel between them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Map {
    /// Where the numbers are taken from.
    pub source: SourceId,
    /// When they held true.
    pub as_of: PartialDate,
    /// How many people one wooden figure stands for.
    pub each: u32,
    /// Up to six ends that lie beyond the island.
    pub elsewhere: Vec<Elsewhere>,
    /// The table: one to twelve flows between two to eight ends.
    pub flows: Vec<Flow>,
}

/// An end of flows that lies beyond the island, shown on the table round it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Elsewhere {
    /// What its flows call it.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// In which direction it lies, in degrees clockwise from north.
    pub bearing: f32,
    /// What it is cut from, without the sheet that lies under it.
    pub drawing: DrawingId,
}

/// Flows in a table, and ends of it beyond the island.
const FLOWS: usize = 12;
const ELSEWHERE: usize = 6;

/// Where a flow begins or ends. The documents have it as it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum End {
    /// A place on the island.
    Place(PlaceId),
    /// The island as a whole.
    Island,
    /// One of [`Map::elsewhere`], by its id.
    Elsewhere(String),
}

/// So many people went from one end to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Flow {
    /// Where they come from.
    pub from: End,
    /// Where they go.
    pub to: End,
    /// How many people.
    pub count: u32,
    /// In which year, or in the last of several years that it is a mean of.
    pub year: i16,
    /// One sentence that goes on after the figure and says what it counts.
    pub says: Text,
}

impl Map {
    /// So many wooden figures a flow has at most: more could not be counted.
    pub const FIGURES: u32 = 20;

    /// The ends of all flows, each once, in the order in which the table names them.
    #[must_use]
    pub fn ends(&self) -> Vec<&End> {
        let mut seen = HashSet::new();
        let ends = self.flows.iter().flat_map(|flow| [&flow.from, &flow.to]);
        ends.filter(|end| seen.insert(*end)).collect()
    }

    /// How many wooden figures stand for so many people: at least one.
    #[must_use]
    pub fn figures(&self, count: u32) -> u32 {
        let each = u64::from(self.each.max(1));
        let figures = (u64::from(count) + each / 2) / each;
        u32::try_from(figures.max(1)).unwrap_or(u32::MAX)
    }

    /// An end beyond the island.
    #[must_use]
    pub fn beyond(&self, id: &str) -> Option<&Elsewhere> {
        self.elsewhere.iter().find(|one| one.id == id)
    }

    /// Checks that every place has a spot to be touched at, whichever way a screen hangs.
    pub(crate) fn spots(&self, at: &At, places: &[Place], island: &Island, check: &mut Check) {
        let at = at.field("kind");
        let at = at.field("flows");
        let plans = [
            ("landscape", &island.landscape),
            ("portrait", &island.portrait),
        ];
        for (index, flow) in self.flows.iter().enumerate().take(FLOWS) {
            let at = at.item(index);
            for (name, end) in [("from", &flow.from), ("to", &flow.to)] {
                let End::Place(place) = end else { continue };
                // One that is not there at all has been reported as such.
                if places.iter().all(|known| known.id != *place) {
                    continue;
                }
                for (way, plan) in plans {
                    if plan.spots.iter().all(|spot| spot.place != *place) {
                        let message =
                            format!("`{place}` has no spot on the {way} plan of the island");
                        let help = "people travel between spots: give it one in island.ron";
                        let help = Some(help.to_owned());
                        check.error(&at.field(name), "no-spot", message, help);
                    }
                }
            }
        }
    }
}

pub(super) mod wire {
    use serde::{Deserialize, Serialize};

    use super::End;
    use crate::id::{DrawingId, SourceId};
    use crate::language::wire::Words;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Map {
        /// Optional so that its absence is told in the feed's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub source: Option<SourceId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub as_of: Option<String>,
        pub each: u32,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub elsewhere: Vec<Elsewhere>,
        pub flows: Vec<Flow>,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Elsewhere {
        pub id: String,
        pub name: Words,
        pub bearing: f32,
        pub drawing: DrawingId,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Flow {
        pub from: End,
        pub to: End,
        pub count: u32,
        pub year: i16,
        pub says: Words,
    }

    impl From<&super::Map> for Map {
        fn from(map: &super::Map) -> Self {
            Self {
                source: Some(map.source.clone()),
                as_of: Some(map.as_of.to_string()),
                each: map.each,
                elsewhere: map.elsewhere.iter().map(Elsewhere::from).collect(),
                flows: map.flows.iter().map(Flow::from).collect(),
            }
        }
    }

    impl From<&super::Elsewhere> for Elsewhere {
        fn from(one: &super::Elsewhere) -> Self {
            Self {
                id: one.id.clone(),
                name: (&one.name).into(),
                bearing: one.bearing,
                drawing: one.drawing.clone(),
            }
        }
    }

    impl From<&super::Flow> for Flow {
        fn from(flow: &super::Flow) -> Self {
            Self {
                from: flow.from.clone(),
                to: flow.to.clone(),
                count: flow.count,
                year: flow.year,
                says: (&flow.says).into(),
            }
        }
    }
}

impl wire::Map {
    pub(super) fn resolve(self, at: &At, check: &mut Check) -> Map {
        self.sourced(at, check);
        check.within(&at.field("each"), "each", self.each, 1, 1_000_000);
        self.ends(at, check);
        self.twice(at, check);
        let at_flows = at.field("flows");
        check.count(&at_flows, "flows", self.flows.len(), 1, FLOWS);
        for (index, flow) in self.flows.iter().enumerate().take(FLOWS) {
            self.flow(flow, &at_flows.item(index), check);
        }
        let at_elsewhere = at.field("elsewhere");
        let elsewhere = self.elsewhere.into_iter().enumerate();
        let flows = self.flows.into_iter().enumerate();
        let map = Map {
            source: self.source.unwrap_or_else(|| "".into()),
            as_of: self.as_of.map_or(PartialDate::Year(0), |as_of| {
                check.partial_date(&at.field("as_of"), &as_of)
            }),
            each: self.each,
            elsewhere: elsewhere
                .map(|(index, one)| one.resolve(&at_elsewhere.item(index), check))
                .collect(),
            flows: flows
                .map(|(index, flow)| flow.resolve(&at_flows.item(index), check))
                .collect(),
        };
        check.count(&at_flows, "ends of flows", map.ends().len().max(1), 2, 8);
        map
    }

    fn sourced(&self, at: &At, check: &mut Check) {
        let missing = match (&self.source, &self.as_of) {
            (Some(source), Some(_)) => {
                check.refer(Kind::Source, &at.field("source"), source.as_str());
                return;
            }
            (None, None) => "a source and a date",
            (None, _) => "a source",
            (_, None) => "a date",
        };
        let message = format!("a table without {missing}");
        let help = "write `source: \"…\", as_of: \"2026\"`".to_owned();
        check.error(at, "fact-without-source", message, Some(help));
    }

    /// Ends beyond the island have ids of their own, and flows.
    fn ends(&self, at: &At, check: &mut Check) {
        let at = at.field("elsewhere");
        check.count(
            &at,
            "ends elsewhere",
            self.elsewhere.len().max(1),
            1,
            ELSEWHERE,
        );
        let ids = self.elsewhere.iter().take(ELSEWHERE);
        let ids: Vec<&str> = ids.map(|one| one.id.as_str()).collect();
        check.own_ids(&at, ("an end", "end"), &ids);
        for (index, one) in self.elsewhere.iter().enumerate().take(ELSEWHERE) {
            let at = at.item(index);
            let at = at.field("id");
            let id = shorten(&one.id);
            let is_it = |end: &End| matches!(end, End::Elsewhere(other) if *other == one.id);
            if !self
                .flows
                .iter()
                .any(|flow| is_it(&flow.from) || is_it(&flow.to))
            {
                let message = format!("no flow begins or ends at `{id}`");
                check.error(&at, "unused-end", message, None);
            }
        }
    }

    /// The same way twice would be two figures for one thing.
    fn twice(&self, at: &At, check: &mut Check) {
        let at = at.field("flows");
        let mut seen = HashSet::new();
        for (index, flow) in self.flows.iter().enumerate().take(FLOWS) {
            if !seen.insert((&flow.from, &flow.to)) {
                let message = "this way stands in the table twice".to_owned();
                let help = "a child sees one figure for each way: keep the newest".to_owned();
                check.error(&at.item(index), "listed-twice", message, Some(help));
            }
        }
    }

    fn flow(&self, flow: &wire::Flow, at: &At, check: &mut Check) {
        self.known(&flow.from, &at.field("from"), check);
        self.known(&flow.to, &at.field("to"), check);
        let help = |help: &str| Some(help.to_owned());
        if flow.from == flow.to {
            let message = "this flow ends where it begins".to_owned();
            let help = help("people travel from one end to another");
            check.error(&at.field("to"), "self-flow", message, help);
        } else if let (End::Elsewhere(_), End::Elsewhere(_)) = (&flow.from, &flow.to) {
            let message = "neither end of this flow is on the island".to_owned();
            let help = help("let one end be `Place(\"…\")`, or `Island` for all of it");
            check.error(at, "not-here", message, help);
        }
        let at_count = at.field("count");
        if flow.count == 0 {
            let message = "a flow of nobody cannot be seen".to_owned();
            check.error(&at_count, "no-people", message, help("leave it out"));
        }
        let most = Map::FIGURES;
        let figures = flow.count.div_ceil(self.each.max(1));
        if figures > most && self.each > 0 {
            let (count, each) = (flow.count, self.each);
            let message = format!(
                "{count} people are {figures} figures of {each} each; {most} can be counted"
            );
            let least = count.div_ceil(most);
            let help = Some(format!(
                "write `each: {least}`, or a rounder number above it"
            ));
            check.error(&at_count, "too-many-figures", message, help);
        }
        check.within(&at.field("year"), "year", flow.year, 1800, 2200);
    }

    /// Checks that an end leads somewhere.
    fn known(&self, end: &End, at: &At, check: &mut Check) {
        match end {
            End::Island => {}
            End::Place(place) => {
                check.refer(Kind::Place, at, place.as_str());
            }
            End::Elsewhere(id) => {
                let known = self.elsewhere.iter().take(ELSEWHERE);
                let known = known.map(|one| one.id.as_str());
                if known.clone().any(|known| known == id) {
                    return;
                }
                let message = format!("unknown end `{}`", shorten(id));
                let help = match check.suggester.nearest(id, known.clone()) {
                    Some(near) => Some(did_you_mean(near)),
                    None if self.elsewhere.is_empty() => {
                        Some("list it under `elsewhere`".to_owned())
                    }
                    None => Some(format!("the ends elsewhere are {}", one_of(known))),
                };
                check.error(at, "unknown-end", message, help);
            }
        }
    }
}

impl wire::Elsewhere {
    fn resolve(self, at: &At, check: &mut Check) -> Elsewhere {
        let at_bearing = at.field("bearing");
        check.within(&at_bearing, "bearing", self.bearing, 0.0, 360.0);
        let drawing = self.drawing.as_str();
        check.refer(Kind::Drawing, &at.field("drawing"), drawing);
        Elsewhere {
            name: check.text(&at.field("name"), self.name, LABEL),
            id: self.id,
            bearing: self.bearing,
            drawing: self.drawing,
        }
    }
}

impl wire::Flow {
    fn resolve(self, at: &At, check: &mut Check) -> Flow {
        Flow {
            says: check.text(&at.field("says"), self.says, FLOW),
            from: self.from,
            to: self.to,
            count: self.count,
            year: self.year,
        }
    }
}
