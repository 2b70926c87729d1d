//! What a demo lays on the glass: its mark, the presenter's card, and a blank sheet.

use bevy::math::Vec2;
use legeplads_feed::Feed;

use super::Talk;
use super::pieces;
use crate::demo::{Demo, Lead};
use crate::journey::{Action, Screen};
use crate::language::Args;
use crate::paper::{Card, Icon, Pill, Pose, Strip, Tab, wipe};
use crate::theme::{Type, space};
use crate::ui::{Piece, Reach, Ui};

/// How far the mark's paper is from the upper and the right edge, in millimetres: above it threads
/// hang and nothing else.
const FROM_EDGE: Vec2 = Vec2::new(7.0, 4.0);

/// The card's width, from its edges to what is on it, and between rows, in millimetres.
const WIDTH: f32 = 344.0;
const PADDING: f32 = 16.0;
const GAP: f32 = 9.0;
/// A strip's height, and the room between two, in millimetres.
const STRIP: f32 = 24.0;
const BESIDE: f32 = 5.0;
/// Diameter of the round buttons in millimetres.
const ROUND: f32 = 31.0;
/// The width of a strip that sets the countdown.
const MINUTES: f32 = 58.0;
/// The card lies over everything else that can be touched.
const LAYER: u8 = 6;
/// Minutes that can be counted down.
const COUNTED: [u32; 3] = [5, 10, 15];

/// Nothing is on the glass: calm, in the colour of ink.
pub fn blank(ui: &mut Ui) {
    let size = ui.view().size + 2.0;
    let dark = ui.palette().ink;
    ui.piece(&wipe(size, dark), Vec2::ZERO, size, 0.0);
}

/// That it is a demo, in the upper right corner; with the minutes that are left, if they are counted.
pub fn mark(ui: &mut Ui, talk: &Talk, demo: &Demo) {
    let mm = ui.mm();
    let says = match demo.left {
        Some(left) => {
            let args = Args::new().count("count", i64::from(left));
            talk.say_with("demo-left", &args)
        }
        None => talk.say("demo"),
    };
    let words = ui.set(Type::Reading, &says, 140.0 * mm);
    let strip = Strip::for_words(words.size.x / mm, false, 11);
    let size = strip.size * mm;
    let at = ui.view().half() - FROM_EDGE * mm - size / 2.0;
    let sheet = strip.draw(&ui.palette(), mm);
    let piece = ui.piece(&sheet, at, size, 0.0);
    ui.centred(piece, &words, Vec2::ZERO, "ink");
}

/// The presenter's card, in the middle. What is behind it cannot be touched meanwhile.
pub fn card(ui: &mut Ui, talk: &Talk, demo: &Demo) {
    let mm = ui.mm();
    let rows = [ROUND, STRIP, ROUND, ROUND, STRIP, ROUND];
    let title = ui.set(
        Type::Heading,
        &talk.say("presenter-title"),
        (WIDTH - 2.0 * PADDING) * mm,
    );
    let head = title.size.y / mm;
    let height = 2.0 * PADDING - 4.0 + head + rows.iter().sum::<f32>() + GAP * rows.len() as f32;
    let (sheet, areas) = Card {
        size: Vec2::new(WIDTH, height),
        padding: PADDING,
        crease: None,
        corner: false,
        buttons: false,
        seed: 13,
        ..Card::default()
    }
    .draw(&ui.palette(), mm);
    let paper = ui.piece(&sheet, Vec2::ZERO, areas.hit.size(), 0.0);
    let corner = Vec2::new(PADDING - WIDTH / 2.0, height / 2.0 - PADDING + 2.0);
    ui.words(paper, &title, corner * mm, "ink");
    let mut top = corner.y - head;
    let middles = rows.map(|row| {
        let middle = top - GAP - row / 2.0;
        top -= GAP + row;
        middle
    });
    let [way, languages, whole, volume, time, foot] = middles;
    let (back, on) = (Lead::Previous, Lead::Next);
    let here = place(talk);
    between(ui, paper, way, (Icon::Back, back), &here, (Icon::Arrow, on));
    let spoken = talk.release.site().languages(talk.feed());
    let spoken: Vec<_> = (spoken.iter())
        .map(|language| {
            let name = talk.strings.endonym(language);
            (
                name,
                *language == talk.journey.language,
                Lead::Speak(language.clone()),
            )
        })
        .collect();
    strips(ui, languages, left(), inner(), &spoken);
    let words = [
        ("presenter-blank", Lead::Blank),
        ("presenter-restart", Lead::Restart),
        ("presenter-reset", Lead::Reset),
    ];
    pills(ui, whole, &words.map(|(key, lead)| (talk.say(key), lead)));
    let percent = demo
        .volume
        .unwrap_or_else(|| talk.release.site().volume(&talk.now()));
    let percent = Args::new().count("count", i64::from(percent));
    let loud = talk.say_with("presenter-volume", &percent);
    let (less, more) = (Lead::Quieter, Lead::Louder);
    between(
        ui,
        paper,
        volume,
        (Icon::Minus, less),
        &loud,
        (Icon::Plus, more),
    );
    let counted = COUNTED.map(|minutes| {
        let args = Args::new().count("count", i64::from(minutes));
        let is_set = demo.set == Some(minutes);
        (
            talk.say_with("presenter-count", &args),
            is_set,
            Lead::Countdown(minutes),
        )
    });
    let count = counted.len() as f32;
    let counts = MINUTES * count + BESIDE * (count - 1.0);
    strips(ui, time, -left() - counts, counts, &counted);
    let gone = Args::new().count("count", i64::from(demo.minutes));
    let gone = talk.say_with("presenter-minutes", &gone);
    let gone = ui.set(Type::Reading, &gone, (inner() - counts - BESIDE) * mm);
    let at = Vec2::new(left() * mm, time * mm + gone.size.y / 2.0);
    ui.words(paper, &gone, at, "ink");
    let only = [(talk.say("presenter-only"), demo.only.is_some(), Lead::Only)];
    strips(ui, foot, left(), inner() / 2.0, &only);
    let close = talk.say("panel-close");
    let setting = ui.set(Type::Label, &close, 150.0 * mm);
    let width = Pill::for_word(setting.size.x / mm, None, Pose::Rest).size.x;
    let at = Vec2::new(-left() - width / 2.0, foot) * mm;
    let action = Action::Present(Lead::Card);
    let button = pieces::button(ui, at, &close, None, action.clone());
    ui.target(button, action, Reach::Slab(button.size / 2.0), LAYER);
}

/// The left end of a row, from the card's middle, and how long a row is.
fn left() -> f32 {
    PADDING - WIDTH / 2.0
}

fn inner() -> f32 {
    WIDTH - 2.0 * PADDING
}

/// Where the show is.
fn place(talk: &Talk) -> String {
    let feed: &Feed = talk.feed();
    match &talk.journey.screen {
        Screen::Stop(id) => {
            let place = feed.stop(id).map(|stop| &stop.place);
            let place = feed.places.iter().find(|known| Some(&known.id) == place);
            let name = place.map_or("", |place| talk.text(&place.name));
            let tour = talk.release.site().tour(feed);
            // The number is the key that leads there.
            match tour.iter().position(|stop| stop == id) {
                Some(number) => format!("{} · {name}", number + 1),
                None => name.to_owned(),
            }
        }
        Screen::Finish => talk.text(&feed.finish.title).to_owned(),
        Screen::Attract | Screen::Closed | Screen::Island | Screen::Board(_) | Screen::Aware(_) => {
            talk.say("presenter-island")
        }
    }
}

/// A row with a round button at either end, and words between them.
fn between(
    ui: &mut Ui,
    paper: Piece,
    row: f32,
    before: (Icon, Lead),
    words: &str,
    after: (Icon, Lead),
) {
    let mm = ui.mm();
    let end = inner() / 2.0 - ROUND / 2.0;
    for (at, (icon, lead)) in [(-end, before), (end, after)] {
        let action = Action::Present(lead);
        let disc = pieces::disc(ui, Vec2::new(at, row) * mm, icon, action.clone());
        ui.target(disc, action, Reach::Disc(ROUND / 2.0 * mm), LAYER);
    }
    let words = ui.set(
        Type::Label,
        words,
        (inner() - 2.0 * ROUND - 2.0 * BESIDE) * mm,
    );
    ui.centred(paper, &words, Vec2::new(0.0, row * mm), "ink");
}

/// A row of long buttons, spread over all of it.
fn pills(ui: &mut Ui, row: f32, words: &[(String, Lead)]) {
    let mm = ui.mm();
    let widths: Vec<f32> = words
        .iter()
        .map(|(word, _)| {
            let word = ui.set(Type::Label, word, 150.0 * mm).size.x / mm;
            Pill::for_word(word, None, Pose::Rest).size.x
        })
        .collect();
    let gaps = words.len().saturating_sub(1).max(1) as f32;
    let gap = (inner() - widths.iter().sum::<f32>()) / gaps;
    let mut from = left();
    for ((word, lead), width) in words.iter().zip(widths) {
        let at = Vec2::new(from + width / 2.0, row) * mm;
        let action = Action::Present(lead.clone());
        let pill = pieces::button(ui, at, word, None, action.clone());
        ui.target(pill, action, Reach::Slab(pill.size / 2.0), LAYER);
        from += width + gap;
    }
}

/// A row of strips of equal width to choose from.
fn strips(ui: &mut Ui, row: f32, from: f32, room: f32, strips: &[(String, bool, Lead)]) {
    let mm = ui.mm();
    let count = strips.len().max(1) as f32;
    let width = ((room - BESIDE * (count - 1.0)) / count).max(space::TOUCH);
    let size = Vec2::new(width, STRIP);
    for (index, (words, chosen, lead)) in strips.iter().enumerate() {
        let middle = from + width / 2.0 + (width + BESIDE) * index as f32;
        let seed = 17 + index as u32;
        let (sheet, colour) = if *chosen {
            let tab = Tab {
                size,
                chosen: true,
                pose: Pose::Rest,
                seed,
            };
            (tab.draw(&ui.palette(), mm).0, "white")
        } else {
            let strip = Strip {
                size,
                is_today: false,
                seed,
            };
            (strip.draw(&ui.palette(), mm), "ink")
        };
        let piece = ui.piece(&sheet, Vec2::new(middle, row) * mm, size * mm, 0.0);
        let words = ui.set(Type::Label, words, (width - 4.0) * mm);
        ui.centred(piece, &words, Vec2::ZERO, colour);
        let action = Action::Present(lead.clone());
        ui.target(piece, action, Reach::Slab(size * mm / 2.0), LAYER);
    }
}
