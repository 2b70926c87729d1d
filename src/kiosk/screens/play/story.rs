//! Story: the card itself is the activity, and a paper theatre plays it if there are acts.

use bevy::math::{Rect, Vec2};
use legeplads_feed as feed;

use super::spots::apart;
use super::{Laid, Present};
use crate::activities::story::Story;
use crate::journey::Action;
use crate::paper::theatre::{ASPECT, Theatre};
use crate::paper::{Tint, drawing};
use crate::screens::pieces::FOOT_ROW;
use crate::screens::{Talk, pieces};
use crate::still::OVER;
use crate::theatre::{Player, rests};
use crate::theme::space;
use crate::ui::{Piece, Reach, Ui};

/// From the theatre to what is round it, in millimetres.
const AIR: f32 = 10.0;
/// What is left of a wide screen for the card, and on the other side for buttons and a code.
const CARD: f32 = space::EDGE - 8.0 + 178.0;
const BUTTONS: f32 = 126.0;
/// The least height of the card across the foot of a high screen, and of the beads of a wide one.
const LOW_CARD: f32 = FOOT_ROW + 8.0 + 100.0;
const BEADS: f32 = 52.0;

impl Laid for Story {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::Story, present: &Present) {
        let sign = pieces::sign(ui, true, present.ask, None);
        if let Some((_, act)) = data.act(self.page()) {
            stage(ui, talk, act, sign);
        }
    }
}

/// Where there is room for the theatre.
fn room(ui: &Ui, sign: Piece) -> Rect {
    let mm = ui.mm();
    let half = ui.view().half();
    let top = sign.rect().min.y - 0.6 * AIR * mm;
    if ui.view().portrait() {
        let side = half.x - space::EDGE * mm;
        let low = -half.y + (LOW_CARD + AIR) * mm;
        Rect::new(-side, low, side, top)
    } else {
        let left = -half.x + (CARD + AIR) * mm;
        let right = half.x - BUTTONS * mm;
        Rect::new(left, -half.y + BEADS * mm, right, top)
    }
}

fn stage(ui: &mut Ui, talk: &Talk, act: &feed::Act, sign: Piece) {
    let mm = ui.mm();
    let room = room(ui, sign);
    let theatre = Theatre {
        width: room.width().min(room.height() * ASPECT).floor(),
    };
    let size = theatre.size();
    // On a high screen close to the sign: a code may hang below.
    let at = if ui.view().portrait() {
        Vec2::new(room.center().x, room.max.y - size.y / 2.0)
    } else {
        room.center()
    };
    ui.take(Rect::from_center_size(at, size));
    let palette = ui.colours();
    let colour = |name: &str| Tint::new(palette(name));
    let rests = rests(&talk.journey, talk.idle());

    let behind = theatre.behind(colour, mm);
    ui.piece(&behind, at, size, 0.0);
    let window = theatre.stage();
    let stage = Rect::from_center_size(at + window.center(), window.size());
    if let Some(backdrop) = talk.feed().drawings.get(&act.backdrop) {
        let hung = drawing::hang(backdrop, stage.size(), colour, mm);
        let piece = ui.piece(&hung, stage.center(), stage.size(), 0.0);
        match talk.act_begins() {
            Some(begun) if !rests => ui.unfold(piece, begun),
            _ => {}
        }
    }
    let front = theatre.front(colour, mm);
    ui.piece(&front, at, size, 0.0);
    let players: Vec<(&feed::Player, &feed::Drawing, Rect)> = act
        .players
        .iter()
        .filter_map(|player| {
            let drawing = talk.feed().drawings.get(&player.drawing)?;
            let size = drawing::size(drawing, player.width * theatre.unit());
            let foot = stage.min + Vec2::from(player.at) * theatre.unit();
            let rect = Rect::from_center_size(foot + Vec2::Y * size.y / 2.0, size);
            Some((player, drawing, rect))
        })
        .collect();
    for (number, (player, drawing, rect)) in players.iter().enumerate() {
        let sheet = drawing::cut_out(&drawing.pieces, rect.size(), colour, mm);
        let piece = ui.piece(&sheet, rect.center(), rect.size(), 0.0);
        let others = players.iter().enumerate();
        let others = others
            .filter(|(other, _)| *other != number)
            .map(|(_, (_, _, rect))| rect.center());
        let reach = (rect.size().max_element() / 2.0).min(24.0 * mm);
        let reach = apart(rect.center(), reach, others, mm);
        ui.target(piece, Action::Hop(number), Reach::Disc(reach), 0);
        ui.with(
            piece,
            Player {
                number,
                moves: player.moves,
                foot: Vec2::new(rect.center().x, rect.min.y),
                height: rect.height(),
                stage,
            },
        );
        if !rests {
            ui.with(piece, OVER);
        }
    }
}
