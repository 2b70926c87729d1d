//! Several players: how many they are, and a place for each along the lower edge, in a colour and
//! with a figure and a mark of its own.

use super::plinths;
use crate::activities::Move;
use crate::activities::round::{MOST_PLAYERS, Round};
use crate::journey::Action;
use crate::language::Args;
use crate::paper::{Arms, Card, Figure, Look, Place, Token};
use crate::screens::Talk;
use crate::screens::pieces::FOOT_ROW;
use crate::theme::{Type, space};
use crate::ui::{Piece, Reach, Ui};
use bevy::math::{Rect, Vec2};

/// The players' coats and places, by name.
const COLOURS: [&str; MOST_PLAYERS] = ["red", "blue", "yellow", "plum"];

/// The strip that the places share: its lower edge and its upper ones above that of the glass, and
/// where it begins beside the card of a wide screen, in millimetres.
const LOW: f32 = 19.0;
const HIGH: f32 = 95.0;
const HIGH_PORTRAIT: f32 = 80.0;
const BESIDE: f32 = 204.0;
/// The column of languages, with what is between it and the places.
const LANGUAGES: f32 = 78.0;

/// Between two places; from a place's edges to its answers, at least and at most; an answer's
/// greatest diameter; and how much higher than an answer a figure is.
const GAP: f32 = 3.0;
const MARGIN: (f32, f32) = (2.0, 5.0);
const ANSWER: f32 = 30.0;
const TALLER: f32 = 1.22;

/// Diameter of the letter before a plinth's label, and by how much it lies over it.
const LETTER: f32 = 17.0;
const OVER: f32 = 1.5;
/// How far the label makes way for it, as a share: whole, it would no longer stand under its toy.
const ASIDE: f32 = 0.8;

/// The paper that asks how many there are: its size, from its middle to the edge of the glass, and
/// above the lower one; a figure's room on it and its height.
const HOW_MANY: Vec2 = Vec2::new(136.0, 66.0);
const ACROSS: f32 = space::EDGE + HOW_MANY.x / 2.0;
const UP: f32 = 96.0;
const UP_PORTRAIT: f32 = FOOT_ROW + 43.0;
const STAND: Vec2 = Vec2::new(28.0, 38.0);
const FIGURE: f32 = 33.0;

/// Asks how many there are: a figure for each, as many painted as have said so.
pub fn how_many(ui: &mut Ui, talk: &Talk) {
    let mm = ui.mm();
    let half = ui.view().half();
    let at = if ui.view().portrait() {
        Vec2::new(half.x - ACROSS * mm, UP_PORTRAIT * mm - half.y)
    } else {
        Vec2::new(ACROSS * mm - half.x, UP * mm - half.y)
    };
    let (sheet, areas) = Card {
        size: HOW_MANY,
        crease: None,
        corner: false,
        buttons: false,
        seed: 9,
        ..Card::default()
    }
    .draw(&ui.palette(), mm);
    let paper = ui.piece(&sheet, at, areas.hit.size(), 0.0);
    let room = (HOW_MANY.x - 10.0) * mm;
    let words = ui.set(Type::Label, &talk.say("players-question"), room);
    let top = HOW_MANY.y / 2.0 * mm - words.size.y / 2.0 - 5.0 * mm;
    ui.centred(paper, &words, Vec2::Y * top, "ink");
    let pitch = STAND.x + space::APART;
    for (player, colour) in COLOURS.iter().enumerate() {
        let aside = (player as f32 - (MOST_PLAYERS - 1) as f32 / 2.0) * pitch;
        let low = 5.0 + STAND.y / 2.0 - HOW_MANY.y / 2.0;
        let figure = Figure {
            height: FIGURE,
            player,
            coat: (player < talk.journey.players).then(|| ui.rgb(colour)),
            arms: Arms::Down,
        };
        let sheet = figure.draw(&ui.palette(), mm);
        let piece = ui.piece(&sheet, at + Vec2::new(aside, low) * mm, STAND * mm, 0.0);
        let reach = Reach::Slab(STAND / 2.0 * mm);
        ui.target(piece, Action::Players(player + 1), reach, 3);
    }
}

/// A plinth's toy and its label with the letter of the answer before it.
pub fn lettered(ui: &mut Ui, talk: &Talk, answer: Move, label: &str, is_right: bool) {
    let mm = ui.mm();
    let before = (LETTER - OVER) * mm;
    let Some(label) = plinths::lay_aside(ui, talk, answer, label, ASIDE * before) else {
        return;
    };
    let left = label.rect().min.x - before + LETTER / 2.0 * mm;
    let look = if is_right { Look::Right } else { Look::Open };
    token(ui, talk, Vec2::new(left, label.at.y), answer, LETTER, look);
}

/// A token with the letter of an answer.
fn token(ui: &mut Ui, talk: &Talk, at: Vec2, answer: Move, diameter: f32, look: Look) -> Piece {
    let mm = ui.mm();
    let (sheet, face) = Token { diameter, look }.draw(&ui.palette(), mm);
    let piece = ui.piece(&sheet, at, Vec2::splat(diameter * mm), 0.0);
    let number = i64::try_from(answer + 1).unwrap_or_default();
    let letter = talk.say_with("answer-letter", &Args::new().count("at", number));
    let letter = ui.set(Type::Label, &letter, diameter * mm);
    ui.centred(piece, &letter, face, look.letter());
    piece
}

/// What the players of a round are asked.
pub struct Question<'a> {
    /// How many answers there are.
    pub answers: usize,
    /// Which of them are right.
    pub is_right: &'a dyn Fn(Move) -> bool,
    /// Which of them those who gave them are glad of in the end.
    pub is_glad: &'a dyn Fn(Move) -> bool,
}

/// The colours of the dots of those who gave an answer.
pub fn of(round: &Round, answer: Move) -> Vec<&'static str> {
    let given = COLOURS.into_iter().zip(round.answers());
    let given = given.filter(|(_, given)| **given == Some(answer));
    given.map(|(colour, _)| colour).collect()
}

/// The places of a round.
pub fn lay(ui: &mut Ui, talk: &Talk, data: &Question, round: &Round) {
    let strip = strip(ui);
    let grid = Grid::new(strip, round.answers().len(), data.answers);
    let share = strip.width() / round.answers().len().max(1) as f32;
    for (player, given) in round.answers().iter().enumerate() {
        let across = strip.min.x + (player as f32 + 0.5) * share;
        let middle = Vec2::new(across, strip.min.y + grid.size().y / 2.0);
        place(ui, talk, data, round, &grid, player, *given, middle);
    }
}

/// The strip, in millimetres from the lower left corner of the glass.
fn strip(ui: &Ui) -> Rect {
    let wide = ui.view().size.x / ui.mm();
    if ui.view().portrait() {
        Rect::new(space::EDGE, LOW, wide - space::EDGE, HIGH_PORTRAIT)
    } else {
        Rect::new(BESIDE, LOW, wide - space::EDGE - LANGUAGES, HIGH)
    }
}

/// A player's place, its middle in millimetres from the lower left corner of the glass.
fn place(
    ui: &mut Ui,
    talk: &Talk,
    data: &Question,
    round: &Round,
    grid: &Grid,
    player: usize,
    given: Option<Move>,
    middle: Vec2,
) {
    let mm = ui.mm();
    let colour = ui.rgb(COLOURS[player % COLOURS.len()]);
    let on_glass = |at: Vec2| (middle + at) * mm - ui.view().half();
    let (at, figure_at) = (on_glass(Vec2::ZERO), on_glass(grid.figure()));
    let answers: Vec<Vec2> = (0..data.answers)
        .map(|answer| on_glass(grid.answer(answer)))
        .collect();
    let size = grid.size();
    let niche = grid.niche();
    let sheet = Place {
        size,
        colour,
        niche,
    }
    .draw(&ui.palette(), mm);
    ui.piece(&sheet, at, size * mm, 0.0);
    ui.take(Rect::from_center_size(at, size * mm));

    let is_right = data.is_right;
    let cheers = round.is_over() && given.is_some_and(data.is_glad);
    let figure = Figure {
        height: TALLER * grid.answer,
        player,
        coat: Some(colour),
        arms: match given {
            _ if cheers => Arms::Both,
            Some(_) if !round.is_over() => Arms::One,
            _ => Arms::Down,
        },
    };
    let tall = Vec2::new(grid.answer, figure.height) * mm;
    let sheet = figure.draw(&ui.palette(), mm);
    let piece = ui.piece(&sheet, figure_at, tall, 0.0);
    if cheers {
        ui.hops(piece, 0.3 * tall.y);
    }
    for (answer, at) in answers.into_iter().enumerate() {
        let look = match (round.is_over(), given == Some(answer)) {
            (false, false) => Look::Open,
            (true, false) if is_right(answer) => Look::Right,
            (true, true) if is_right(answer) => Look::Found,
            (true, false) => Look::Left,
            (_, true) => Look::Chosen,
        };
        let piece = token(ui, talk, at, answer, grid.answer, look);
        let action = Action::Play(Round::made(player, answer, data.answers));
        ui.target(piece, action, Reach::Disc(grid.answer / 2.0 * mm), 1);
    }
}

/// How a place is divided: a figure and the answers in two rows; lengths in millimetres.
struct Grid {
    answers: usize,
    columns: usize,
    /// An answer's diameter.
    answer: f32,
    margin: f32,
}

impl Grid {
    fn new(strip: Rect, players: usize, answers: usize) -> Self {
        let players = players.max(1) as f32;
        let columns = (answers + 1).div_ceil(ROWS);
        let room = Vec2::new((strip.width() + GAP) / players - GAP, strip.height());
        let gaps = Vec2::new((columns - 1) as f32, (ROWS - 1) as f32) * space::APART;
        let cells = Vec2::new(columns as f32, ROWS as f32);
        let (least, most) = MARGIN;
        let answer = (room - gaps - 2.0 * least) / cells;
        let answer = answer.min_element().clamp(space::CHILD_TOUCH, ANSWER);
        let left = (room - gaps - answer * cells).min_element() / 2.0;
        Self {
            answers,
            columns,
            answer,
            margin: left.clamp(least, most),
        }
    }

    fn size(&self) -> Vec2 {
        let cells = Vec2::new(self.columns as f32, ROWS as f32);
        cells * self.answer + (cells - 1.0) * space::APART + 2.0 * self.margin
    }

    /// The middle of a cell, from the middle of the place; columns from the left, rows from above.
    fn cell(&self, column: usize, row: f32) -> Vec2 {
        let pitch = self.answer + space::APART;
        let corner = Vec2::new(-1.0, 1.0) * (self.size() / 2.0 - self.margin - self.answer / 2.0);
        corner + Vec2::new(column as f32, -row) * pitch
    }

    /// Whether the figure has a column to itself.
    fn is_beside(&self) -> bool {
        self.answers.is_multiple_of(ROWS)
    }

    /// Where the figure stands: in the first cell, or in the first column.
    fn niche(&self) -> Rect {
        let (row, high) = if self.is_beside() {
            (0.5, 2.0 * self.answer + space::APART)
        } else {
            (0.0, self.answer)
        };
        Rect::from_center_size(self.cell(0, row), Vec2::new(self.answer, high))
    }

    /// The middle of the figure: its head looks out over its niche.
    fn figure(&self) -> Vec2 {
        let niche = self.niche();
        let up = TALLER * self.answer / 2.0;
        Vec2::new(niche.center().x, niche.min.y + up)
    }

    /// The middle of an answer.
    fn answer(&self, answer: usize) -> Vec2 {
        let (columns, first) = if self.is_beside() {
            (self.columns - 1, 0)
        } else {
            (self.columns, 1)
        };
        let place = answer + first;
        let column = place % columns + self.columns - columns;
        self.cell(column, (place / columns) as f32)
    }
}

/// A place has so many rows.
const ROWS: usize = 2;
