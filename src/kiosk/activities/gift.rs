//! Gift: options to look at, one after the other; and once it is decided a parcel to unwrap.

use std::collections::BTreeSet;

use legeplads_feed as feed;

use super::form::ON;
use super::{Move, Rules};
use crate::journey::Cue;

/// The move that unwraps the parcel.
pub const UNWRAP: Move = 30;

/// What was looked at. Options are kept by their ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gift {
    is_decided: bool,
    shown: Option<String>,
    seen: BTreeSet<String>,
    is_unwrapped: bool,
    is_over: bool,
}

impl Gift {
    /// Whether it is decided which one it became.
    pub fn is_decided(&self) -> bool {
        self.is_decided
    }

    /// The option that is looked at.
    pub fn shown(&self) -> Option<&str> {
        self.shown.as_deref()
    }

    /// Whether an option was looked at.
    pub fn has_seen(&self, option: &str) -> bool {
        self.seen.contains(option)
    }

    /// Whether the parcel is open.
    pub fn is_unwrapped(&self) -> bool {
        self.is_unwrapped
    }

    /// Whether there was something to see, so that one may go on.
    pub fn leads_on(&self) -> bool {
        self.is_unwrapped || !self.seen.is_empty()
    }

    /// It is a day on which this is decided, or not; what was looked at before that is over.
    pub fn come_to(&mut self, is_decided: bool) {
        if self.is_decided != is_decided {
            *self = Self {
                is_decided,
                ..Self::default()
            };
        }
    }

    /// Whether nobody has touched anything.
    pub fn is_untouched(&self) -> bool {
        !self.leads_on() && !self.is_over
    }

    fn look(&mut self, made: Move, data: &feed::Gift) -> Option<Cue> {
        if self.is_decided {
            return None;
        }
        let option = data.options.get(made)?;
        let is_new = self.seen.insert(option.id.clone());
        self.shown = Some(option.id.clone());
        Some(match is_new {
            true => Cue::Good(self.seen.len()),
            false => Cue::Paper,
        })
    }
}

impl Rules for Gift {
    type Data = feed::Gift;

    fn act(&mut self, made: Move, data: &feed::Gift) -> Cue {
        match made {
            _ if self.is_over => Cue::Giggle,
            ON if self.leads_on() => {
                self.is_over = true;
                Cue::Page
            }
            UNWRAP if self.is_decided && !self.is_unwrapped => {
                self.is_unwrapped = true;
                Cue::Good(1)
            }
            _ => self.look(made, data).unwrap_or(Cue::Giggle),
        }
    }

    /// Somebody has seen enough.
    fn is_done(&self, _: &feed::Gift) -> bool {
        self.is_over
    }

    /// No option is gone that was looked at.
    fn fits(&self, data: &feed::Gift) -> bool {
        let is_there = |id: &String| data.options.iter().any(|option| option.id == *id);
        self.seen.iter().all(is_there)
    }

    fn fills(&self, data: &feed::Gift) -> bool {
        !self.is_done(data)
    }

    fn turn(&self, data: &feed::Gift) -> Option<Move> {
        (self.leads_on() && !self.is_done(data)).then_some(ON)
    }
}

#[cfg(test)]
mod tests {
    use legeplads_feed::{DrawingId, GiftOption, Text};

    use super::*;

    fn data() -> feed::Gift {
        let option = |id: &str| GiftOption {
            id: id.to_owned(),
            label: Text::default(),
            drawing: DrawingId::from("any"),
            text: Text::default(),
        };
        feed::Gift {
            options: vec![option("tree"), option("tour")],
            decided: None,
        }
    }

    #[test]
    fn options_are_looked_at_one_after_the_other() {
        let mut gift = Gift::default();
        assert_eq!(gift.act(ON, &data()), Cue::Giggle, "nothing was seen");
        assert_eq!(gift.act(1, &data()), Cue::Good(1));
        assert_eq!(gift.shown(), Some("tour"));
        assert_eq!(gift.act(0, &data()), Cue::Good(2));
        assert_eq!(gift.act(1, &data()), Cue::Paper, "again");
        for made in [UNWRAP, 2] {
            assert_eq!(gift.act(made, &data()), Cue::Giggle, "{made}");
        }
        gift.act(ON, &data());
        assert!(gift.is_done(&data()));
    }

    #[test]
    fn what_is_decided_is_unwrapped_first_and_nothing_else_is_there() {
        let mut gift = Gift::default();
        gift.act(0, &data());
        gift.come_to(true);
        assert!(gift.is_untouched(), "what was seen before is over");
        for made in [0, ON] {
            assert_eq!(gift.act(made, &data()), Cue::Giggle, "{made}");
        }
        assert_eq!(gift.act(UNWRAP, &data()), Cue::Good(1));
        assert_eq!(gift.act(UNWRAP, &data()), Cue::Giggle, "it is open");
        gift.come_to(true);
        assert!(gift.is_unwrapped(), "the same day goes on");
        gift.act(ON, &data());
        assert!(gift.is_done(&data()));
    }

    #[test]
    fn it_fits_as_long_as_what_was_seen_is_there() {
        let mut gift = Gift::default();
        gift.act(1, &data());
        assert!(gift.fits(&data()));
        let mut other = data();
        other.options.remove(1);
        assert!(!gift.fits(&other));
    }
}
