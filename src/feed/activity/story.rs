//! Story: cards turned one by one, and what a paper theatre plays meanwhile.

use serde::{Deserialize, Serialize};

use crate::check::{At, Check, Kind};
use crate::drawing::WIDTH;
use crate::id::{CardId, DrawingId};
use crate::suggest::shorten;

/// How high the stage of a theatre is when it is [`WIDTH`] wide.
pub const STAGE_HEIGHT: f32 = 56.0;

/// Players stand so far apart that each can be touched.
const APART: f32 = 11.0;

/// Cards to turn one by one. The documents have it as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Two to six cards.
    pub cards: Vec<CardId>,
    /// What is played meanwhile: nothing, or two to five acts in the order of their cards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<Act>,
}

/// A scene of a paper theatre.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// The card that it begins with; it goes on until the next one's.
    pub card: CardId,
    /// What hangs behind.
    pub backdrop: DrawingId,
    /// Up to four players, the first farthest back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub players: Vec<Player>,
}

/// A figure cut from paper, on the stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Player {
    /// What it is cut from, without the sheet that lies under it.
    pub drawing: DrawingId,
    /// Where the middle of its foot stands: `x` to the right and `y` up from the stage's lower left
    /// corner. The stage is as wide as a drawing and 56 high.
    pub at: (f32, f32),
    /// How wide it is on the stage.
    pub width: f32,
    /// How it moves.
    #[serde(default)]
    pub moves: Moves,
}

/// How a player moves when nobody touches it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moves {
    /// It sways on its foot.
    #[default]
    Sway,
    /// It hops now and then.
    Hop,
    /// It comes in from the nearer side.
    Slide,
    /// It stands up out of the floor, as in a pop-up book.
    Rise,
}

impl Story {
    /// The act that is played while a card is up, and its number.
    #[must_use]
    pub fn act(&self, card: usize) -> Option<(usize, &Act)> {
        let until = self.cards.get(..=card)?;
        let begun = |act: &&Act| until.contains(&act.card);
        self.acts.iter().take_while(begun).enumerate().last()
    }

    pub(super) fn check(&self, at: &At, check: &mut Check) {
        let at_cards = at.field("cards");
        check.count(&at_cards, "cards", self.cards.len(), 2, 6);
        check.refer_all(Kind::Card, &at_cards, &self.cards);
        let at = at.field("acts");
        if !self.acts.is_empty() {
            check.count(&at, "acts", self.acts.len(), 2, 5);
        }
        let mut from = 0;
        for (index, act) in self.acts.iter().enumerate() {
            let at = at.item(index);
            let mut cards = self.cards.iter();
            let found = cards.position(|card| *card == act.card);
            let is_next = found.is_some_and(|place| match index {
                0 => place == 0,
                _ => place >= from,
            });
            if !is_next {
                let card = shorten(act.card.as_str());
                let (message, help) = match index {
                    0 => (
                        format!("the first act begins with `{card}`, and the story does not"),
                        "an act is always on the stage: let the first begin with the first card",
                    ),
                    _ => (
                        format!("`{card}` is no card of this story after the last act's"),
                        "acts begin with cards of their story, in the order of the cards",
                    ),
                };
                check.error(
                    &at.field("card"),
                    "act-out-of-order",
                    message,
                    Some(help.to_owned()),
                );
            }
            from = found.map_or(from, |place| place + 1);
            act.check(&at, check);
        }
    }
}

impl Act {
    fn check(&self, at: &At, check: &mut Check) {
        let backdrop = self.backdrop.as_str();
        check.refer(Kind::Drawing, &at.field("backdrop"), backdrop);
        let at = at.field("players");
        if self.players.len() > 4 {
            check.count(&at, "players", self.players.len(), 0, 4);
        }
        for (index, player) in self.players.iter().enumerate() {
            let at = at.item(index);
            player.check(&at, check);
            let others = self.players.iter().take(index);
            let is_near = |other: &Player| (other.at.0 - player.at.0).abs() < APART;
            if others.clone().any(is_near) {
                let message = format!(
                    "two players stand closer together than {APART}, and both are to be touched"
                );
                check.error(&at.field("at"), "too-close", message, None);
            }
        }
    }
}

impl Player {
    fn check(&self, at: &At, check: &mut Check) {
        let drawing = self.drawing.as_str();
        check.refer(Kind::Drawing, &at.field("drawing"), drawing);
        let (x, y) = self.at;
        let at_at = at.field("at");
        check.within(&at_at.item(0), "x", x, 8.0, WIDTH - 8.0);
        check.within(&at_at.item(1), "y", y, 0.0, STAGE_HEIGHT - 12.0);
        check.within(&at.field("width"), "width", self.width, 8.0, 60.0);
    }
}
