//! One note: cut to its words, and pinned.

use bevy::math::Vec2;
use legeplads_feed::progress::Light;
use legeplads_feed::{CampaignId, Grade, Link};

use super::drawn::Drawn;
use super::fill::Growth;
use super::gauge;
use super::goals::Gauge;
use super::line::{self, ARROW, BEAD, Kind, Line, decorate, widest};
use crate::journey::Action;
use crate::notices::Hung;
use crate::paper::{Index, Slip, Strip};
use crate::screens::Talk;
use crate::screens::further::Further;
use crate::theme::Type;
use crate::ui::{Reach, Ui};

/// From the paper's sides and its lower edge to the words, in millimetres.
const SIDE: f32 = 11.0;
const FOOT: f32 = 9.0;
const FOOT_SLIP: f32 = 6.0;

/// Between two paragraphs, and beside a place's bead, in millimetres.
pub const GAP: f32 = 3.0;

/// How far a code reaches into the note's margin: its quiet zone is bare anyway, in millimetres.
const QUIET: f32 = 4.0;

/// The least width of what is drawn beside words, and how far that stays from them, in millimetres.
const BESIDE: f32 = 58.0;
const CLEAR: f32 = 6.0;

/// The pins, one after the other.
const PINS: [&str; 4] = ["red", "blue", "green", "plum"];

/// No two neighbours hang the same, in radians.
const TILTS: [f32; 5] = [-0.014, 0.01, -0.006, 0.016, -0.01];

/// What is to stand on a note.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft<'a> {
    /// Its heading.
    pub title: Option<String>,
    /// When, and whether that is today.
    pub strip: Option<(String, bool)>,
    /// Where, and the colour of the place's bead.
    pub place: Option<(String, Option<[u8; 3]>)>,
    /// What else there is to say.
    pub paragraphs: Vec<String>,
    /// How far something has come.
    pub gauge: Option<Gauge>,
    /// What lights say.
    pub lamps: Vec<(Light, String)>,
    /// What so many balls of a colour stand for.
    pub legend: Vec<(usize, &'static str, String)>,
    /// What is drawn under the words where there is room.
    pub drawn: Option<Drawn<'a>>,
    /// A slip about a source that can be trusted so far: small, held by more pins the further.
    pub grade: Option<Grade>,
    /// Where it leads further.
    pub link: Option<Link>,
    /// Where a touch leads.
    pub action: Option<Action>,
    /// The campaigns that put it there.
    pub campaigns: Vec<CampaignId>,
}

/// A note cut to its words, all in pixels.
#[derive(Debug, Clone)]
pub struct Note<'a> {
    /// Width and height of the paper.
    pub size: Vec2,
    /// How far down the words reach, with the margin under them.
    end: f32,
    drawn: Option<Drawn<'a>>,
    /// Width of the room beside the words, if something can be drawn there.
    beside: Option<f32>,
    grade: Option<Grade>,
    lines: Vec<Line>,
    /// The code that leads further, and where its upper left corner is.
    further: Option<(Further, Vec2)>,
    action: Option<Action>,
    campaigns: Vec<CampaignId>,
}

impl Note<'_> {
    /// How much higher it becomes with a picture under its words.
    pub fn growth(&self, mm: f32) -> Growth {
        let under = |height: f32| self.end + GAP * mm + height;
        let natural = self.size.y;
        let below = self.drawn.as_ref().filter(|_| self.beside.is_none());
        let grown = below.map(|drawn| {
            let (least, most) = drawn.heights(measure(self.size.x, mm), mm);
            (under(least).max(natural), under(most).max(natural))
        });
        Growth { natural, grown }
    }
}

/// The width that words have on a note of `width` pixels.
pub fn measure(width: f32, mm: f32) -> f32 {
    width - 2.0 * SIDE * mm
}

/// Sets a draft's words, and cuts a note of `width` pixels to them.
pub fn cut<'a>(ui: &mut Ui, talk: &Talk, draft: &Draft<'a>, width: f32) -> Note<'a> {
    let mm = ui.mm();
    let measure = measure(width, mm);
    let left = SIDE * mm;
    let (head, foot, kind) = match draft.grade {
        Some(_) => (Index::TOP, FOOT_SLIP, Type::Caption),
        None => (Slip::TOP, FOOT, Type::Reading),
    };
    let mut top = head * mm;
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
    if let Some(own) = &draft.gauge {
        lines.extend(gauge::lines(ui, own, Vec2::new(left, top), measure));
        top = lines
            .iter()
            .map(|line| line.at.y + line.setting.size.y)
            .fold(top, f32::max)
            + 2.0 * GAP * mm;
    }
    for paragraph in &draft.paragraphs {
        let setting = ui.set(kind, paragraph, measure);
        let at = Vec2::new(left, top);
        top += setting.size.y + GAP * mm;
        lines.push(Line {
            kind: Kind::Plain,
            setting,
            at,
        });
    }
    for (light, words) in &draft.lamps {
        let corner = Vec2::new(left, top);
        let (line, height) = gauge::lamp(ui, *light, (Type::Reading, words), corner, measure);
        top += height + 2.5 * GAP * mm;
        lines.push(line);
    }
    let balls = draft.legend.iter().map(|(count, ..)| *count);
    let most = balls.max().unwrap_or(1);
    for (count, colour, words) in &draft.legend {
        let indent = line::indent(most) * mm;
        let setting = ui.set(Type::Reading, words, measure - indent);
        let at = Vec2::new(left + indent, top);
        top += setting.size.y + GAP * mm;
        lines.push(Line {
            kind: Kind::Balls {
                count: *count,
                most,
                colour,
            },
            setting,
            at,
        });
    }
    let further = further(ui, talk, draft, measure, &mut top, &mut lines);
    let end = top - GAP * mm + foot * mm;
    let left_over = measure - widest(&lines, mm) + (SIDE - CLEAR) * mm;
    let beside = Some(left_over).filter(|wide| further.is_none() && *wide >= BESIDE * mm);
    Note {
        size: Vec2::new(width, end),
        end,
        drawn: draft.drawn.clone(),
        beside,
        grade: draft.grade,
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
    let size = note.size / mm;
    let palette = ui.palette();
    let (sheet, hit) = match note.grade {
        Some(grade) => Index {
            size,
            pin: ui.rgb(colour(grade)),
            pins: pins(grade),
            seed,
        }
        .draw(&palette, mm),
        None => Slip {
            size,
            pin: ui.rgb(PINS[number % PINS.len()]),
            seed,
        }
        .draw(&palette, mm),
    };
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
    if let Some(drawn) = &note.drawn {
        let half = note.size / 2.0;
        let (room, middle) = match note.beside {
            Some(wide) => {
                let room = Vec2::new(wide, note.size.y - 2.0 * FOOT * mm);
                (room, half.x - SIDE * mm - wide / 2.0)
            }
            None => {
                let room = note.size.y - note.end - GAP * mm;
                (Vec2::new(measure(note.size.x, mm), room), 0.0)
            }
        };
        drawn.lay(ui, piece, room, Vec2::new(middle, FOOT * mm - half.y));
    }
    if let Some((further, corner)) = &note.further {
        let upper_left = Vec2::new(-note.size.x, note.size.y) / 2.0;
        further.print(ui, piece, upper_left + *corner * Vec2::new(1.0, -1.0));
    }
    if let Some(action) = &note.action {
        ui.target(piece, action.clone(), Reach::Slab(note.size / 2.0), 1);
    }
}

/// How many pins hold a slip about a source of this grade.
pub fn pins(grade: Grade) -> usize {
    match grade {
        Grade::A => 3,
        Grade::B => 2,
        Grade::C => 1,
    }
}

/// The colour of these pins.
pub fn colour(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "green",
        Grade::B => "blue",
        Grade::C => "plum",
    }
}
