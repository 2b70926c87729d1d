//! The ticket beside an unwrapped gift: its claim code, for a phone and for people.

use bevy::math::Vec2;

use crate::claims::Claim;
use crate::paper::Slip;
use crate::paper::code::Code;
use crate::screens::{Talk, further};
use crate::theme::Type;
use crate::ui::{Setting, Ui};

/// From the edges to what is on it, and between its parts, in millimetres.
const MARGIN: f32 = 10.0;
const GAP: f32 = 4.0;

/// A ticket before it is laid.
pub struct Ticket {
    /// Width and height, in pixels.
    pub size: Vec2,
    code: Option<(Code, Setting)>,
    says: Setting,
}

impl Ticket {
    /// Sets what there is to say, `width` pixels wide at most.
    pub fn new(ui: &mut Ui, talk: &Talk, claim: &Claim, width: f32) -> Option<Self> {
        let mm = ui.mm();
        let (groups, key) = match claim {
            Claim::Code(groups) => (Some(groups), "gift-code"),
            Claim::Example(groups) => (Some(groups), "gift-code-example"),
            Claim::Soon => (None, "gift-code-soon"),
        };
        let measure = width - 2.0 * MARGIN * mm;
        let says = ui.set(Type::Reading, &talk.say(key), measure);
        let code = groups.and_then(|groups| {
            let code = Code::of(&groups.join("-"))?;
            let symbols = ui.set(Type::Heading, &groups.join("\n"), measure);
            Some((code, symbols))
        });
        let above = code.as_ref().map_or(Vec2::ZERO, |(code, symbols)| {
            let side = code.side(mm);
            Vec2::new(
                side + GAP * mm + symbols.size.x,
                side.max(symbols.size.y) + GAP * mm,
            )
        });
        let inner = Vec2::new(above.x.max(says.size.x), above.y + says.size.y);
        Some(Self {
            size: inner + Vec2::new(2.0 * MARGIN, Slip::TOP + MARGIN) * mm,
            code,
            says,
        })
    }

    /// Lays it about its middle.
    pub fn lay(&self, ui: &mut Ui, at: Vec2) {
        let mm = ui.mm();
        let slip = Slip {
            size: self.size / mm,
            pin: ui.rgb("yellow"),
            seed: 37,
        };
        let (sheet, paper) = slip.draw(&ui.palette(), mm);
        let piece = ui.piece(&sheet, at, paper.size(), 0.0);
        let foot = paper.min.y + MARGIN * mm + self.says.size.y / 2.0;
        ui.centred(piece, &self.says, Vec2::new(0.0, foot), "ink");
        let Some((code, symbols)) = &self.code else {
            return;
        };
        let side = code.side(mm);
        let top = paper.max.y - Slip::TOP * mm;
        let high = side.max(symbols.size.y);
        let left = -(side + GAP * mm + symbols.size.x) / 2.0;
        let corner = Vec2::new(left, top - (high - side) / 2.0);
        further::print(ui, code, piece, corner);
        let middle = Vec2::new(
            left + side + GAP * mm + symbols.size.x / 2.0,
            top - high / 2.0,
        );
        ui.centred(piece, symbols, middle, "ink");
    }
}
