//! Where a card leads further: a code to take home, and its address for those who type.

use bevy::math::{Rect, Vec2};
use legeplads_feed::Link;

use super::Talk;
use crate::paper::Card;
use crate::paper::code::Code;
use crate::theme::{Type, space};
use crate::ui::{Piece, Printed, Setting, Ui};

/// From the paper's edges to what is on it, and between its lines, in millimetres.
const PADDING: f32 = 9.0;
const GAP: f32 = 3.0;

/// The room for words, in millimetres; an address with long parts may take more.
const MEASURE: f32 = 92.0;

/// How far the paper with the code is tilted, in radians. The code itself never is.
const TILT: f32 = -0.012;

/// Height of the languages' upper edge above that of the glass's lower one, and the room above
/// what lies below, in millimetres.
const LANGUAGES: f32 = 144.0;
const ABOVE: f32 = 10.0;

/// From the glass's upper edge to below the sign, in millimetres.
const BELOW_THE_SIGN: f32 = 74.0;

/// How many steps it goes in from the edges where all is taken there.
const INWARD: usize = 6;

/// What a code and its words need.
#[derive(Debug, Clone)]
pub struct Further {
    code: Code,
    /// A few words that invite.
    pub invite: Setting,
    /// The address, broken where it may be.
    pub address: Setting,
}

impl Further {
    /// The code of a link, its words at most `measure` pixels wide if the address allows.
    pub fn new(ui: &mut Ui, talk: &Talk, link: &Link, measure: f32) -> Option<Self> {
        let code = Code::new(link)?;
        Some(Self::with(ui, code, &talk.say("further"), link, measure))
    }

    /// The same with a code that says more than its link, and with words of its own.
    fn with(ui: &mut Ui, code: Code, invite: &str, link: &Link, measure: f32) -> Self {
        Self {
            code,
            invite: ui.set(Type::Label, invite, measure),
            address: address(ui, link.shown(), measure),
        }
    }

    /// The code's side with its quiet zone, in pixels.
    pub fn side(&self, mm: f32) -> f32 {
        self.code.side(mm)
    }

    /// How high the words are, in pixels, and how wide.
    pub fn words(&self, mm: f32) -> Vec2 {
        let (one, other) = (self.invite.size, self.address.size);
        Vec2::new(one.x.max(other.x), one.y + GAP * mm + other.y)
    }

    /// Prints the code straight over a piece, its upper left corner `offset` pixels from the
    /// piece's middle: on whole pixels of the glass, however the piece lies.
    pub fn print(&self, ui: &mut Ui, piece: Piece, offset: Vec2) {
        print(ui, &self.code, piece, offset);
    }
}

/// Prints a code straight over a piece, its upper left corner `offset` pixels from the piece's
/// middle: on whole pixels of the glass, however the piece lies.
pub fn print(ui: &mut Ui, code: &Code, piece: Piece, offset: Vec2) {
    let mm = ui.mm();
    let corner = ui.view().snap(piece.at + offset);
    let layer = ui.group(piece.at, piece.size, 0.0);
    ui.unfolds(layer);
    let sheet = code.draw(&ui.palette(), mm);
    let side = Vec2::splat(code.side(mm));
    let printed = Printed {
        rect: Rect::from_corners(corner, corner + side * Vec2::new(1.0, -1.0)),
        module: code.module(mm),
        paper: piece.rect(),
    };
    let code = ui.on(layer, &sheet, corner - piece.at, side);
    ui.with(code, printed);
}

/// Lays the paper that leads further beside a stop's card.
pub fn lay(ui: &mut Ui, talk: &Talk, link: &Link, below: Rect) {
    let measure = MEASURE * ui.mm();
    if let Some(further) = Further::new(ui, talk, link, measure) {
        lay_paper(ui, talk, &further, below, None);
    }
}

/// Lays the paper with what a visitor may take home: in the upper right corner, where the screen stands
/// in the left one under the sign.
pub fn lay_keepsake(ui: &mut Ui, talk: &Talk, below: Rect) {
    let measure = MEASURE * ui.mm();
    let invite = talk
        .feed()
        .keepsake
        .as_ref()
        .map(|kept| talk.text(&kept.invite));
    if let (Some(keepsake), Some(invite)) = (talk.keepsake(), invite) {
        let further = Further::with(ui, keepsake.code, invite, &keepsake.page, measure);
        let half = ui.view().half() / ui.mm();
        let corner = if ui.view().portrait() {
            Vec2::new(space::EDGE - 8.0 - half.x, half.y - BELOW_THE_SIGN)
        } else {
            half - (space::EDGE - 8.0)
        };
        lay_paper(ui, talk, &further, below, Some(corner * ui.mm()));
    }
}

/// In a corner if that is clear. Else above the languages, or above the card where the screen stands;
/// `below` is what it must stay clear of.
fn lay_paper(ui: &mut Ui, talk: &Talk, further: &Further, below: Rect, corner: Option<Vec2>) {
    let mm = ui.mm();
    let view = ui.view();
    let side = further.side(mm);
    let words = further.words(mm);
    // The quiet zone is a part of the air round the code.
    let height = side + words.y + (1.5 * PADDING) * mm;
    let size = Vec2::new(side.max(words.x) + 2.0 * PADDING * mm, height);
    let half = view.half();
    let bottom = if view.portrait() {
        below.max.y
    } else {
        LANGUAGES * mm - half.y
    };
    let lowest = Vec2::new(
        half.x - (space::EDGE - 8.0) * mm - size.x / 2.0,
        bottom + ABOVE * mm + size.y / 2.0,
    );
    // Above whatever is read or touched there, as long as there is room.
    let is_clear = |at: Vec2| {
        let paper = Rect::from_center_size(at, size + ABOVE * mm);
        at.y + size.y / 2.0 < half.y - ABOVE * mm && ui.is_free(paper)
    };
    let clear = |inward: f32| -> Vec<Vec2> {
        let lowest = lowest - Vec2::X * inward * mm;
        let rows = (0..40).map(|step| lowest + Vec2::Y * (step as f32 * ABOVE * mm));
        let sides = rows.flat_map(|right| [right, Vec2::new(-right.x, right.y)]);
        sides.filter(|at| is_clear(*at)).collect()
    };
    let cornered = corner.map(|corner| {
        let inward = Vec2::new(-corner.x.signum(), -1.0);
        corner + inward * size / 2.0
    });
    let cornered = cornered.filter(|at| ui.is_free(Rect::from_center_size(*at, size)));
    let higher = clear(0.0);
    // Beside what stands on plinths if there is room, and over it if there is none.
    let plinths = talk.stage.plinths().iter().map(|plinth| {
        let reach = plinth.reach * talk.stage.shot().scale(&view);
        Rect::from_center_half_size(talk.stage.point(plinth.toy, &view), Vec2::splat(reach))
    });
    let plinths: Vec<Rect> = plinths.filter(|_| talk.stands()).collect();
    let shows_all = |at: &&Vec2| {
        let paper = Rect::from_center_size(**at, size);
        plinths.iter().all(|toy| toy.intersect(paper).is_empty())
    };
    let aside = higher.iter().find(shows_all).or(higher.first()).copied();
    let aside = cornered.or(aside);
    let inward = || (1..=INWARD).find_map(|step| clear(step as f32 * 4.0 * ABOVE).first().copied());
    // Where all is taken, what is there goes before what leads away.
    let Some(at) = aside.or_else(inward) else {
        return;
    };
    let top = size.y / 2.0 - 0.25 * PADDING * mm;
    let (sheet, areas) = Card {
        size: size / mm,
        crease: Some((side + 0.25 * PADDING * mm) / size.y),
        corner: false,
        buttons: false,
        seed: 8,
        ..Card::default()
    }
    .draw(&ui.palette(), mm);
    let piece = ui.piece(&sheet, at, areas.hit.size(), TILT);
    ui.unfolds(piece);
    let under = top - side;
    let invite = Vec2::new(0.0, under - further.invite.size.y / 2.0);
    ui.centred(piece, &further.invite, invite, "ink");
    let address = under - further.invite.size.y - GAP * mm - further.address.size.y / 2.0;
    ui.centred(piece, &further.address, Vec2::new(0.0, address), "ink");
    further.print(ui, piece, Vec2::new(-side / 2.0, top));
}

/// An address, broken after its slashes, and only where a part is too long anywhere else.
fn address(ui: &mut Ui, shown: &str, measure: f32) -> Setting {
    let mut fits = |line: &str| ui.set(Type::Reading, line, f32::MAX).size.x <= measure;
    let mut lines: Vec<String> = vec![String::new()];
    for part in shown.split_inclusive('/') {
        let pieces: Vec<&str> = if fits(part) {
            vec![part]
        } else {
            part.split_inclusive(['-', '.', '?', '&', '=']).collect()
        };
        for piece in pieces {
            let line = lines.last().cloned().unwrap_or_default() + piece;
            match lines.last_mut() {
                Some(last) if last.is_empty() || fits(&line) => *last = line,
                _ => lines.push(piece.to_owned()),
            }
        }
    }
    ui.set(Type::Reading, &lines.join("\n"), f32::MAX)
}
