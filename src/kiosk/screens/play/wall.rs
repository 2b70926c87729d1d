//! The wall of ideas: strips with pictures and a heart each; and the road of one that became a project.

use bevy::math::{Rect, Vec2};
use legeplads_feed as feed;
use legeplads_feed::{Idea, Milestone, ProjectState};

use super::Present;
use super::form::{Ways, room, ways};
use super::rail::{self, Hangs, On};
use super::tiles::{self, GAP};
use crate::activities::ideas::{Ideas, MORE};
use crate::journey::Action;
use crate::language::Args;
use crate::paper::idea::{Idea as Strip, Sign};
use crate::paper::{Glyph, Slip};
use crate::screens::{Talk, pieces};
use crate::theme::Type;
use crate::ui::{Reach, Setting, Ui};

/// Strips on a wide screen: beside each other and below each other; and on a high one.
const GRID: [[usize; 2]; 2] = [[2, 3], [1, 5]];
/// A strip is so high at most, and a picture's distance from its window, in millimetres.
const HIGH: f32 = 96.0;
const INSIDE: f32 = 2.0;
/// Above and below its sentence, together.
const WORDS: f32 = 4.0;
/// A hollow of the rail over a project's road, at most; and a milestone's paper, likewise.
const HOLLOW: Vec2 = Vec2::new(112.0, 56.0);
const PAPER: f32 = 210.0;
/// From its edges to its words, and between them.
const MARGIN: f32 = 8.0;
const LEADING: f32 = 2.0;

/// Lays the wall.
pub fn lay(ui: &mut Ui, talk: &Talk, state: &Ideas, data: &feed::Ideas, present: &Present) {
    let [columns, rows] = GRID[usize::from(ui.view().portrait())];
    let id = &present.activity.id;
    let today = talk.journey.today();
    let own = state.sent().last();
    let hangs = talk.wall.hangs(id, data, own, today, columns * rows);
    let mut says = Vec::new();
    if own.is_some() {
        says.push(match talk.cooling.counted(id) {
            true => talk.say("ideas-sent"),
            false => talk.say("ideas-too-soon"),
        });
    }
    let is_told = |one: &feed::Gathered| one.support.is_some() && hangs.contains(&one.idea);
    if let Some(until) = data.until.filter(|_| data.gathered.iter().any(is_told)) {
        says.push(talk.say_with("ideas-until", &Args::new().date("date", until)));
    }
    if says.is_empty() {
        says.push(talk.say("ideas-support"));
    }
    let title = match hangs.is_empty() {
        true => talk.say("ideas-none"),
        false => talk.say("ideas-wall"),
    };
    let says = (!hangs.is_empty()).then(|| says.join(" "));
    let sign = pieces::sign(ui, true, &title, says.as_deref());
    let room = room(ui, sign.rect().min.y);
    let mm = ui.mm();
    let gap = GAP * mm;
    let count = Vec2::new(columns as f32, rows as f32);
    let size = ((room.size() + gap) / count - gap).min(Vec2::new(f32::MAX, HIGH * mm));
    let filled = hangs.len().div_ceil(columns).max(1) as f32;
    let whole = Vec2::new(count.x, filled) * (size + gap) - gap;
    let corner = room.center() + whole * Vec2::new(-0.5, 0.5) + size * Vec2::new(0.5, -0.5);
    let measure = Strip::measure(size.x / mm) * mm;
    let sentences = hangs.iter().map(|idea| {
        let sentence = data.sentence(idea, &talk.journey.language);
        ui.set(Type::Reading, &sentence.unwrap_or_default(), measure)
    });
    let sentences: Vec<Setting> = sentences.collect();
    let tallest = sentences.iter().map(|one| one.size.y).fold(0.0, f32::max);
    for (number, (idea, sentence)) in hangs.iter().zip(&sentences).enumerate() {
        let cell = Vec2::new((number % columns) as f32, -((number / columns) as f32));
        let rect = Rect::from_center_size(corner + cell * (size + gap), size);
        let hung = Hung {
            idea,
            sentence,
            words: tallest + WORDS * mm,
            number,
        };
        strip(ui, talk, state, data, &hung, rect);
    }
    let (more, done) = (talk.say("ideas-more"), talk.say("needs-done"));
    let is_open = state.sent().is_empty();
    let left = ways(
        ui,
        &Ways {
            back: is_open,
            on: Some((&done, Glyph::Check)),
            stop: None,
        },
    );
    if !is_open {
        pieces::button_at_left(ui, left, &more, Some(Glyph::Again), Action::Play(MORE));
    }
}

/// An idea on the wall.
struct Hung<'a> {
    idea: &'a Idea,
    sentence: &'a Setting,
    /// The room for its sentence, in pixels.
    words: f32,
    number: usize,
}

/// Lays an idea on the wall.
fn strip(ui: &mut Ui, talk: &Talk, state: &Ideas, data: &feed::Ideas, hung: &Hung, rect: Rect) {
    let idea = hung.idea;
    let Some(words) = data.words(idea) else {
        return;
    };
    let mm = ui.mm();
    let project = data.project(idea, talk.journey.today());
    let is_own = state.sent().contains(idea);
    let sign = match project.and_then(|project| project.state(talk.journey.today())) {
        Some(reached) => Sign::Road(reached as usize + 1, ProjectState::ALL.len()),
        None if is_own => Sign::Own,
        None => Sign::Heart(state.supported().contains(idea)),
    };
    let mut gathered = data.gathered.iter();
    let told = gathered.find(|one| one.idea == *idea);
    let told = told.and_then(|one| one.support);
    let under = match sign {
        Sign::Road(..) => Some(talk.say("ideas-road")),
        Sign::Own => Some(talk.say("ideas-own")),
        Sign::Heart(_) => told.map(|count| {
            let count = Args::new().count("count", i64::from(count));
            talk.say_with("ideas-hearts", &count)
        }),
    };
    let strip = Strip {
        size: rect.size() / mm,
        words: hung.words / mm,
        has_under: under.is_some(),
        pictures: words.len(),
        sign,
        seed: 71 + hung.number as u32,
    };
    let (sheet, areas) = strip.draw(&ui.palette(), mm);
    let piece = ui.piece(&sheet, rect.center(), areas.hit.size(), 0.0);
    for (word, room) in words.iter().zip(&areas.pictures) {
        let room = room.inflate(-INSIDE * mm);
        tiles::draw(ui, talk, piece, &word.drawing, room);
    }
    ui.centred(piece, hung.sentence, areas.words.center(), "ink");
    if let Some(under) = under {
        let setting = ui.set(Type::Label, &under, areas.under.width());
        ui.centred(piece, &setting, areas.under.center(), "ink");
    }
    let made = match sign {
        Sign::Road(..) => Ideas::road(idea, data),
        Sign::Own => None,
        Sign::Heart(_) => Ideas::support(idea, data),
    };
    if let Some(made) = made {
        let reach = Reach::Slab(areas.hit.half_size());
        ui.target(piece, Action::Play(made), reach, 1);
    }
}

/// The road of an idea that became a project: what was done about it, and when.
pub fn road(ui: &mut Ui, talk: &Talk, data: &feed::Ideas, idea: &Idea) {
    let today = talk.journey.today();
    let (Some(project), Some(words)) = (data.project(idea, today), data.words(idea)) else {
        return;
    };
    let hint = talk.say("ideas-became");
    let sign = pieces::sign(ui, true, &talk.say("ideas-said"), Some(&hint));
    let mut room = room(ui, sign.rect().min.y);
    let rail = rail::lay(
        ui,
        talk,
        &On {
            words: words.map(Some),
            next: None,
            hollow: HOLLOW,
            kind: Type::Reading,
            room,
            at: Hangs::High,
            changes: false,
        },
    );
    let mm = ui.mm();
    let gap = GAP * mm;
    room.max.y = rail.rect().min.y - gap;
    let (count, way) = match ui.view().portrait() {
        true => (Vec2::new(1.0, ProjectState::ALL.len() as f32), -Vec2::Y),
        false => (Vec2::new(ProjectState::ALL.len() as f32, 1.0), Vec2::X),
    };
    let most = (room.size() + gap) / count - gap;
    let width = match ui.view().portrait() {
        true => most.x,
        false => most.x.min(PAPER * mm),
    };
    let told = ProjectState::ALL.map(|state| {
        let lines = told(talk, state, project.milestone(state, today));
        lines.map(|(kind, line)| ui.set(kind, &line, width - 2.0 * MARGIN * mm))
    });
    let tall = |lines: &[Setting; 3]| {
        let lines = lines.iter().map(|line| line.size.y + LEADING * mm);
        lines.sum::<f32>() + (Slip::TOP + MARGIN) * mm
    };
    let size = Vec2::new(width, told.iter().map(tall).fold(0.0, f32::max).min(most.y));
    let whole = count * (size + gap) - gap;
    let corner = room.center() + whole * Vec2::new(-0.5, 0.5) + size * Vec2::new(0.5, -0.5);
    for (number, (state, lines)) in ProjectState::ALL.into_iter().zip(&told).enumerate() {
        let at = corner + way * number as f32 * (size + gap);
        let reached = project.milestone(state, today).is_some();
        milestone(ui, lines, reached, Rect::from_center_size(at, size), number);
    }
    let back = talk.say("ideas-back");
    ways(
        ui,
        &Ways {
            back: false,
            on: Some((&back, Glyph::Arrow)),
            stop: None,
        },
    );
}

/// What is told of a milestone that is reached, or still to come.
fn told(talk: &Talk, state: ProjectState, reached: Option<&Milestone>) -> [(Type, String); 3] {
    let name = talk.say(match state {
        ProjectState::Taken => "ideas-taken",
        ProjectState::Underway => "ideas-underway",
        ProjectState::Done => "ideas-finished",
    });
    let since = |on| talk.say_with("ideas-since", &Args::new().date("date", on));
    let (when, what) = match reached {
        Some(milestone) => (since(milestone.on), talk.text(&milestone.text)),
        None => (talk.say("ideas-to-come"), ""),
    };
    [
        (Type::Label, name),
        (Type::Reading, when),
        (Type::Reading, what.to_owned()),
    ]
}

/// A milestone on its paper.
fn milestone(ui: &mut Ui, lines: &[Setting; 3], reached: bool, rect: Rect, number: usize) {
    let mm = ui.mm();
    let slip = Slip {
        size: rect.size() / mm,
        pin: ui.rgb(if reached { "green" } else { "wood-light" }),
        seed: 81 + number as u32,
    };
    let (sheet, paper) = slip.draw(&ui.palette(), mm);
    let piece = ui.piece(&sheet, rect.center(), paper.size(), 0.0);
    let mut top = paper.max.y - Slip::TOP * mm;
    for line in lines.iter().filter(|line| !line.text.is_empty()) {
        let middle = Vec2::new(paper.center().x, top - line.size.y / 2.0);
        ui.centred(piece, line, middle, "ink");
        top -= line.size.y + LEADING * mm;
    }
}
