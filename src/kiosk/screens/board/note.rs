//! One note: cut to its words, and pinned.

use bevy::math::Vec2;
use legeplads_feed::{CampaignId, Link};

use crate::journey::Action;
use crate::notices::Hung;
use crate::paper::wood::ball;
use crate::paper::{Icon, Sheet, Slip, Strip, Tint};
use crate::screens::Talk;
use crate::screens::further::Further;
use crate::theme::Type;
use crate::ui::{Piece, Reach, Setting, Ui};

/// From the paper's sides and its lower edge to the words, in millimetres.
const SIDE: f32 = 11.0;
const FOOT: f32 = 9.0;

/// Between two paragraphs, and beside a place's bead, in millimetres.
pub const GAP: f32 = 3.0;

/// Radius of a place's bead, in millimetres.
const BEAD: f32 = 3.4;

/// Height of the arrow that leads to a place, in millimetres.
const ARROW: f32 = 8.0;

/// How far a code reaches into the note's margin: its quiet zone is bare anyway, in millimetres.
const QUIET: f32 = 4.0;

/// The pins, one after the other.
const PINS: [&str; 4] = ["red", "blue", "green", "plum"];

/// No two neighbours hang the same, in radians.
const TILTS: [f32; 5] = [-0.014, 0.01, -0.006, 0.016, -0.01];

/// What is to stand on a note.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// Its heading.
    pub title: Option<String>,
    /// When, and whether that is today.
    pub strip: Option<(String, bool)>,
    /// Where, and the colour of the place's bead.
    pub place: Option<(String, Option<[u8; 3]>)>,
    /// What else there is to say.
    pub paragraphs: Vec<String>,
    /// Where it leads further.
    pub link: Option<Link>,
    /// Where a touch leads.
    pub action: Option<Action>,
    /// The campaigns that put it there.
    pub campaigns: Vec<CampaignId>,
}

/// A note cut to its words, all in pixels.
#[derive(Debug, Clone)]
pub struct Note {
    /// Width and height of the paper.
    pub size: Vec2,
    lines: Vec<Line>,
    /// The code that leads further, and where its upper left corner is.
    further: Option<(Further, Vec2)>,
    action: Option<Action>,
    campaigns: Vec<CampaignId>,
}

#[derive(Debug, Clone)]
struct Line {
    kind: Kind,
    setting: Setting,
    /// The upper left of the words, from the paper's upper left.
    at: Vec2,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Plain,
    Strip { is_today: bool },
    Place { bead: Option<[u8; 3]>, leads: bool },
}

/// The width that words have on a note of `width` pixels.
pub fn measure(width: f32, mm: f32) -> f32 {
    width - 2.0 * SIDE * mm
}

/// Sets a draft's words, and cuts a note of `width` pixels to them.
pub fn cut(ui: &mut Ui, talk: &Talk, draft: &Draft, width: f32) -> Note {
    let mm = ui.mm();
    let measure = measure(width, mm);
    let left = SIDE * mm;
    let mut top = Slip::TOP * mm;
    let mut lines = Vec::new();
    if let Some(title) = &draft.title {
        let setting = ui.set(Type::Label, title, measure);
        let at = Vec2::new(left, top);
        top += setting.size.y + GAP * mm;
        lines.push(Line {
            kind: Kind::Plain,
            setting,
            at,
        });
    }
    let mut beside = 0.0;
    if let Some((words, is_today)) = &draft.strip {
        let (empty, is_today) = (Strip::for_words(0.0, false, 0).size * mm, *is_today);
        let setting = ui.set(Type::Reading, words, measure - empty.x);
        let drop = ((empty.y - setting.size.y) / 2.0).max(0.0);
        let at = Vec2::new(left + empty.x / 2.0, top + drop);
        beside = empty.x + setting.size.x;
        top += setting.size.y + 2.0 * drop + GAP * mm;
        lines.push(Line {
            kind: Kind::Strip { is_today },
            setting,
            at,
        });
    }
    if let Some((name, bead)) = &draft.place {
        let leads = draft.action.is_some();
        let before = bead.map_or(0.0, |_| (2.0 * BEAD + GAP) * mm);
        let after = if leads { (GAP + ARROW) * mm } else { 0.0 };
        let setting = ui.set(Type::Reading, name, measure - before - after);
        let width = before + setting.size.x + after;
        let gap = 6.0 * mm;
        let mut at = Vec2::new(left + before, top);
        if beside > 0.0 && beside + gap + width <= measure && setting.lines == 1 {
            let row = Strip::HEIGHT * mm;
            at.x += beside + gap;
            at.y -= GAP * mm + (row + setting.size.y) / 2.0;
        } else {
            top += setting.size.y + GAP * mm;
        }
        lines.push(Line {
            kind: Kind::Place { bead: *bead, leads },
            setting,
            at,
        });
    }
    for paragraph in &draft.paragraphs {
        let setting = ui.set(Type::Reading, paragraph, measure);
        let at = Vec2::new(left, top);
        top += setting.size.y + GAP * mm;
        lines.push(Line {
            kind: Kind::Plain,
            setting,
            at,
        });
    }
    let further = further(ui, talk, draft, measure, &mut top, &mut lines);
    Note {
        size: Vec2::new(width, top - GAP * mm + FOOT * mm),
        lines,
        further,
        action: draft.action.clone(),
        campaigns: draft.campaigns.clone(),
    }
}

/// Sets what leads further: the code, and its words beside it, or below if they are too long.
fn further(
    ui: &mut Ui,
    talk: &Talk,
    draft: &Draft,
    measure: f32,
    top: &mut f32,
    lines: &mut Vec<Line>,
) -> Option<(Further, Vec2)> {
    let mm = ui.mm();
    let link = draft.link.as_ref()?;
    let side = Further::new(ui, talk, link, measure)?.side(mm);
    // The quiet zone is a part of the margin.
    let corner = Vec2::new((SIDE - QUIET) * mm, *top);
    let beside = measure + QUIET * mm - side;
    let narrow = Further::new(ui, talk, link, beside)?;
    let (further, mut at) = if narrow.words(mm).x <= beside {
        let drop = ((side - narrow.words(mm).y) / 2.0).max(0.0);
        *top += side.max(narrow.words(mm).y) + GAP * mm;
        (narrow, corner + Vec2::new(side, drop))
    } else {
        let wide = Further::new(ui, talk, link, measure)?;
        *top += side + wide.words(mm).y + GAP * mm;
        (wide, Vec2::new(SIDE * mm, corner.y + side))
    };
    for setting in [&further.invite, &further.address] {
        lines.push(Line {
            kind: Kind::Plain,
            setting: setting.clone(),
            at,
        });
        at.y += setting.size.y + GAP * mm;
    }
    Some((further, corner))
}

/// Pins a note to the board, its middle at `at`.
pub fn pin(ui: &mut Ui, note: &Note, at: Vec2, number: usize) {
    let mm = ui.mm();
    let seed = 11 + number as u32;
    let slip = Slip {
        size: note.size / mm,
        pin: ui.rgb(PINS[number % PINS.len()]),
        seed,
    };
    let (sheet, hit) = slip.draw(&ui.palette(), mm);
    let piece = ui.piece(&sheet, at, hit.size(), TILTS[number % TILTS.len()]);
    ui.unfolds(piece);
    if !note.campaigns.is_empty() {
        ui.with(piece, Hung(note.campaigns.clone()));
    }
    for line in &note.lines {
        let corner =
            Vec2::new(-note.size.x / 2.0, note.size.y / 2.0) + line.at * Vec2::new(1.0, -1.0);
        decorate(ui, piece, line, corner, seed);
        ui.words(piece, &line.setting, corner, "ink");
    }
    if let Some((further, corner)) = &note.further {
        let upper_left = Vec2::new(-note.size.x, note.size.y) / 2.0;
        further.print(ui, piece, upper_left + *corner * Vec2::new(1.0, -1.0));
    }
    if let Some(action) = &note.action {
        ui.target(piece, action.clone(), Reach::Slab(note.size / 2.0), 1);
    }
}

/// What lies under or beside a line's words.
fn decorate(ui: &mut Ui, piece: Piece, line: &Line, corner: Vec2, seed: u32) {
    let mm = ui.mm();
    let palette = ui.palette();
    let words = line.setting.size;
    let middle = corner + Vec2::new(words.x, -words.y) / 2.0;
    match line.kind {
        Kind::Plain => {}
        Kind::Strip { is_today } => {
            let mut strip = Strip::for_words(words.x / mm, is_today, seed);
            strip.size.y = strip.size.y.max(words.y / mm + 2.0);
            ui.on(piece, &strip.draw(&palette, mm), middle, strip.size * mm);
        }
        Kind::Place { bead, leads } => {
            let mut sheet = Sheet::default();
            if let Some(bead) = bead {
                let at = Vec2::new(corner.x - (GAP + BEAD) * mm, middle.y) - middle;
                ball(&mut sheet, at, BEAD * mm, Tint::new(bead));
            }
            if leads {
                let at =
                    Vec2::new(corner.x + words.x + (GAP + ARROW / 2.0) * mm, middle.y) - middle;
                Icon::Arrow.draw(&mut sheet, at, ARROW * mm, &palette, palette.deep_blue);
            }
            if !sheet.indices.is_empty() {
                ui.on(piece, &sheet, middle, words);
            }
        }
    }
}
