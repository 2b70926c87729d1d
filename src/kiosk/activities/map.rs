//! Map: whichever end of a flow is touched sends people on their way, and the figure is told.

use std::collections::BTreeSet;

use legeplads_feed as feed;
use legeplads_feed::End;

use super::{Move, Rules, Staging, Told};
use crate::journey::Cue;

/// So many ends are enough, if there are more.
const ENOUGH: usize = 3;

/// So many flows are on show at once: one for each child at the screen.
pub const SHOWN: usize = super::round::MOST_PLAYERS;

/// People on their way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Travel {
    /// Along which flow, as its place in the table.
    pub flow: usize,
    /// The touch that sent them, counted from 1.
    pub touch: usize,
}

/// Which ends were touched, and who is on the way. Moves are the ends, in [`feed::Map::ends`]' order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Map {
    touched: BTreeSet<Move>,
    touches: usize,
    shown: [Option<Travel>; SHOWN],
}

impl Map {
    /// Whether an end was touched.
    pub fn has(&self, end: Move) -> bool {
        self.touched.contains(&end)
    }

    /// Who is on the way. Each keeps its place in the list until another takes it.
    pub fn shown(&self) -> [Option<Travel>; SHOWN] {
        self.shown
    }

    /// The flow that was touched last.
    fn latest(&self) -> Option<usize> {
        let shown = self.shown.iter().flatten();
        shown.max_by_key(|travel| travel.touch).map(|one| one.flow)
    }

    /// The flow that a touch on an end shows: the next of its own.
    fn next(&self, end: &End, data: &feed::Map) -> Option<usize> {
        let flows = data.flows.iter().enumerate();
        let own: Vec<usize> = flows
            .filter(|(_, flow)| flow.from == *end || flow.to == *end)
            .map(|(number, _)| number)
            .collect();
        let latest = own.iter().position(|flow| Some(*flow) == self.latest());
        let next = latest.map_or(0, |latest| (latest + 1) % own.len());
        own.get(next).copied()
    }

    fn all(data: &feed::Map) -> usize {
        data.ends().len().min(ENOUGH)
    }
}

impl Rules for Map {
    type Data = feed::Map;

    /// Sends people along the next flow of an end. Those of the same flow begin anew; otherwise
    /// those who were sent first make room.
    fn act(&mut self, made: Move, data: &feed::Map) -> Cue {
        let ends = data.ends();
        let Some(flow) = ends.get(made).and_then(|end| self.next(end, data)) else {
            return Cue::Giggle;
        };
        self.touches += 1;
        let travel = Travel {
            flow,
            touch: self.touches,
        };
        let is_same = |one: &Option<Travel>| one.is_some_and(|one| one.flow == flow);
        let place = self.shown.iter().position(is_same).or_else(|| {
            let places = 0..SHOWN;
            places.min_by_key(|place| self.shown[*place].map_or(0, |one| one.touch))
        });
        if let Some(place) = place.and_then(|place| self.shown.get_mut(place)) {
            *place = Some(travel);
        }
        if self.touched.insert(made) {
            Cue::Good(self.touched.len())
        } else {
            Cue::Tap
        }
    }

    /// Enough ends were touched.
    fn is_done(&self, data: &feed::Map) -> bool {
        self.touched.len() >= Self::all(data)
    }

    /// No end was touched and nobody is on a way that is gone now.
    fn fits(&self, data: &feed::Map) -> bool {
        let ends = data.ends().len();
        let mut shown = self.shown.iter().flatten();
        self.touched.last().is_none_or(|last| *last < ends)
            && shown.all(|travel| travel.flow < data.flows.len())
    }

    fn staging(&self, data: &feed::Map) -> Staging {
        let ends = data.ends().into_iter();
        let places = ends.map(|end| match end {
            End::Place(place) => Some(place.clone()),
            End::Island | End::Elsewhere(_) => None,
        });
        Staging::Island(places.collect())
    }

    fn told<'a>(&self, data: &'a feed::Map) -> Option<Told<'a>> {
        let flow = data.flows.get(self.latest()?)?;
        Some(Told::Flow(data, flow))
    }
}
