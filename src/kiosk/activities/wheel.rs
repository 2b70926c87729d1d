//! Wheel: whatever is touched comes to the front, and is told of.

use std::collections::BTreeSet;

use legeplads_feed as feed;

use super::{Move, Rules, Staging, Told};
use crate::journey::Cue;

/// So many segments are enough, if there are more.
const ENOUGH: usize = 4;

/// Which segment is in front.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wheel {
    front: Option<Move>,
    seen: BTreeSet<Move>,
}

impl Wheel {
    /// The segment in front, once one was touched.
    pub fn front(&self) -> Option<Move> {
        self.front
    }

    /// Whether a segment was in front.
    pub fn has(&self, segment: Move) -> bool {
        self.seen.contains(&segment)
    }

    /// How many segments there are to see.
    pub fn all(data: &feed::Wheel) -> usize {
        data.segments.len().min(ENOUGH)
    }

    /// How many of them were seen.
    pub fn count(&self, data: &feed::Wheel) -> usize {
        self.seen.len().min(Self::all(data))
    }
}

impl Rules for Wheel {
    type Data = feed::Wheel;

    /// Turns a segment to the front.
    fn act(&mut self, made: Move, data: &feed::Wheel) -> Cue {
        if made >= data.segments.len() || self.front == Some(made) {
            return Cue::Giggle;
        }
        self.front = Some(made);
        if self.seen.insert(made) {
            Cue::Good(self.seen.len())
        } else {
            Cue::Tap
        }
    }

    /// Enough segments were in front.
    fn is_done(&self, data: &feed::Wheel) -> bool {
        self.seen.len() >= Self::all(data)
    }

    /// No segment was in front that is gone now.
    fn fits(&self, data: &feed::Wheel) -> bool {
        self.seen
            .last()
            .is_none_or(|last| *last < data.segments.len())
    }

    fn staging(&self, data: &feed::Wheel) -> Staging {
        let segments = data.segments.iter();
        Staging::Wheel(
            segments
                .map(|segment| (segment.toy, segment.colour.clone()))
                .collect(),
        )
    }

    fn told<'a>(&self, data: &'a feed::Wheel) -> Option<Told<'a>> {
        let segment = data.segments.get(self.front?)?;
        Some(match &segment.tells {
            feed::Tells::Card(card) => Told::Card(card),
            feed::Tells::Event(event) => Told::Event(event),
        })
    }
}
