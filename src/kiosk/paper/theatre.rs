//! A theatre of paper: what stands behind its stage and what stands before it.

use bevy::math::{Rect, Vec2};
use legeplads_feed::{Cutout, DRAWING_WIDTH, Form, STAGE_HEIGHT, Step};

use super::drawing::cut_out;
use super::outline::Outline;
use super::sheet::Sheet;
use super::tint::Tint;

/// What is round the stage, in its own units: it is [`DRAWING_WIDTH`] wide.
const SIDE: f32 = 9.0;
const ABOVE: f32 = 13.0;
const BELOW: f32 = 7.0;

/// Width over height of a whole theatre.
pub const ASPECT: f32 = (DRAWING_WIDTH + 2.0 * SIDE) / (STAGE_HEIGHT + ABOVE + BELOW);

/// A theatre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theatre {
    /// Its whole width in pixels.
    pub width: f32,
}

impl Theatre {
    /// Its width and height in pixels.
    pub fn size(&self) -> Vec2 {
        Vec2::new(self.width, self.width / ASPECT)
    }

    /// Pixels a unit of the stage.
    pub fn unit(&self) -> f32 {
        self.width / (DRAWING_WIDTH + 2.0 * SIDE)
    }

    /// The stage, from the middle of the whole.
    pub fn stage(&self) -> Rect {
        let min = -self.size() / 2.0 + Vec2::new(SIDE, BELOW) * self.unit();
        Rect {
            min,
            max: min + Vec2::new(DRAWING_WIDTH, STAGE_HEIGHT) * self.unit(),
        }
    }

    /// The board that the stage stands before.
    pub fn behind(&self, colour: impl Fn(&str) -> Tint, mm: f32) -> Sheet {
        let board = block((50.0, 28.0), (113.0, 66.0), 2.0, "deep-plum", 0.0, 3.0);
        let room = self.size() * 1.1;
        let mut sheet = Sheet::default();
        // Rounder than the shadow is soft, or its inner edge would cross itself at the corners.
        let foot = Outline::rounded_rect(self.size() * 0.98, 9.0 * mm);
        sheet.shadow(&foot, Vec2::new(3.0, -4.5) * mm, 7.0 * mm, 0.3);
        let board = cut_out(&[self.placed(vec![board], room)], room, colour, mm);
        sheet.append(&board, Vec2::ZERO, 0.0, 1.0);
        sheet
    }

    /// Curtains, what hangs above them, and the boards that players stand behind.
    pub fn front(&self, colour: impl Fn(&str) -> Tint, mm: f32) -> Sheet {
        let room = self.size() * 1.1;
        let mut pieces = curtain();
        pieces.push(Cutout::Group {
            at: (DRAWING_WIDTH, 0.0),
            turn: 0.0,
            scale: (-1.0, 1.0),
            times: 1,
            step: Step::default(),
            pieces: curtain(),
        });
        pieces.extend(floor());
        pieces.extend(valance());
        cut_out(&[self.placed(pieces, room)], room, colour, mm)
    }

    /// Pieces in units of the stage, brought to where it is in a window of `room` pixels.
    fn placed(&self, pieces: Vec<Cutout>, room: Vec2) -> Cutout {
        // A window is as many units wide as a drawing.
        let scale = self.unit() * DRAWING_WIDTH / room.x;
        let at = (self.stage().min + room / 2.0) * DRAWING_WIDTH / room.x;
        Cutout::Group {
            at: at.into(),
            turn: 0.0,
            scale: (scale, scale),
            times: 1,
            step: Step::default(),
            pieces,
        }
    }
}

fn cut(form: Form, colour: &str, tone: f32, lift: f32) -> Cutout {
    Cutout::Cut {
        form,
        colour: colour.to_owned(),
        tone,
        lift,
    }
}

fn block(
    at: (f32, f32),
    size: (f32, f32),
    round: f32,
    colour: &str,
    tone: f32,
    lift: f32,
) -> Cutout {
    cut(Form::Block { at, size, round }, colour, tone, lift)
}

fn circle(at: (f32, f32), radius: f32, colour: &str, tone: f32, lift: f32) -> Cutout {
    cut(Form::Circle { at, radius }, colour, tone, lift)
}

fn row(at: (f32, f32), by: f32, times: u32, piece: Cutout) -> Cutout {
    Cutout::Group {
        at,
        turn: 0.0,
        scale: (1.0, 1.0),
        times,
        step: Step {
            by: (by, 0.0),
            ..Step::default()
        },
        pieces: vec![piece],
    }
}

/// The left one: folds of paper, gathered in the middle, the innermost farthest back.
fn curtain() -> Vec<Cutout> {
    let folds = [(1.6, -0.16), (-1.6, -0.02), (-4.8, 0.08)];
    let mut pieces: Vec<Cutout> = folds
        .into_iter()
        .map(|(x, tone)| {
            let points = vec![
                (x - 1.0, 58.0),
                (x + 5.4, 58.0),
                (x + 4.6, 36.0),
                (x + 2.2, 22.0),
                (x + 3.6, 8.0),
                (x + 4.4, -1.0),
                (x - 1.0, -1.0),
                (x - 1.4, 22.0),
            ];
            cut(Form::Blob { points }, "red", tone, 1.0)
        })
        .collect();
    let tie = Form::Curve {
        points: vec![(-7.0, 24.0), (-1.0, 21.0), (4.4, 23.4)],
        width: 1.8,
    };
    pieces.push(cut(tie, "yellow", 0.0, 0.8));
    pieces.push(block(
        (-7.0, 27.0),
        (4.0, 62.0),
        1.2,
        "wood-light",
        0.0,
        1.4,
    ));
    pieces
}

fn floor() -> Vec<Cutout> {
    vec![
        block((50.0, -3.4), (118.0, 6.8), 1.6, "wood-light", 0.0, 1.6),
        block((50.0, -0.7), (116.0, 1.4), 0.7, "wood", 0.0, 0.4),
        row(
            (12.5, -3.6),
            15.0,
            6,
            circle((0.0, 0.0), 1.7, "yellow", 0.25, 0.6),
        ),
    ]
}

fn valance() -> Vec<Cutout> {
    let rosette = Cutout::Group {
        at: (50.0, 62.0),
        turn: 0.0,
        scale: (1.0, 1.0),
        times: 12,
        step: Step {
            turn: 30.0,
            ..Step::default()
        },
        pieces: vec![circle((4.6, 0.0), 1.9, "yellow", 0.0, 0.8)],
    };
    vec![
        row(
            (-4.0, 55.4),
            9.0,
            13,
            circle((0.0, 0.0), 5.0, "red", 0.04, 1.4),
        ),
        row(
            (-4.0, 53.0),
            9.0,
            13,
            circle((0.0, 0.0), 1.1, "yellow", 0.1, 0.4),
        ),
        block((50.0, 61.0), (118.0, 11.0), 2.0, "red", 0.0, 1.4),
        block((50.0, 56.4), (114.0, 1.3), 0.6, "yellow", 0.0, 0.5),
        rosette,
        circle((50.0, 62.0), 4.9, "orange", 0.25, 0.8),
        circle((50.0, 62.0), 3.1, "paper", 0.0, 0.5),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stage_is_open_and_nothing_leaves_the_theatre() {
        let theatre = Theatre { width: 900.0 };
        let colour = |_: &str| Tint::WHITE;
        let front = theatre.front(colour, 2.7);
        let reach = front.extents(0.5);
        let half = theatre.size() / 2.0 + 1.0;
        assert!(reach.max.cmple(half).all(), "{reach:?} leaves {half:?}");
        assert!((-reach.min).cmple(half).all(), "{reach:?} leaves {half:?}");
        // Where players stand nothing is before them.
        let stage = theatre.stage();
        let open = Rect::from_center_size(stage.center(), stage.size() * Vec2::new(0.8, 0.7));
        let points = front.positions.iter().zip(&front.colours);
        let seen = points.filter(|(_, colour)| colour[3] > 0.05);
        let covers: Vec<Vec2> = seen
            .map(|([x, y, _], _)| Vec2::new(*x, *y))
            .filter(|point| open.contains(*point))
            .collect();
        assert!(covers.is_empty(), "{covers:?} in {open:?}");
        // As many as a drawing may have: it is drawn once.
        assert!(front.triangles() < 20_000, "{}", front.triangles());
    }
}
