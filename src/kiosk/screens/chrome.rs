//! What is always there, always in the same place: languages, accessibility, home.

use bevy::math::{Rect, Vec2};

use super::Talk;
use super::pieces;
use crate::journey::Action;
use crate::language::Args;
use crate::paper::{Card, Clock, Icon, Pose, Tab};
use crate::theme::{Type, space};
use crate::ui::{Reach, Setting, Ui};

/// A language's strip in millimetres.
const TAB: Vec2 = Vec2::new(70.0, 24.0);
/// Between strips.
const GAP: f32 = 4.0;

/// Lays the languages, the accessibility button and home.
pub fn lay(ui: &mut Ui, talk: &Talk) {
    let view = ui.view();
    let mm = ui.mm();
    let half = view.half();
    let languages: Vec<_> = talk.release.site().languages(talk.feed()).to_vec();
    let count = languages.len() as f32;
    let right = half.x - (space::EDGE + TAB.x / 2.0) * mm;
    for (index, language) in languages.iter().enumerate() {
        let at = if view.portrait() {
            let back = (count - 1.0 - index as f32) * (TAB.x + GAP);
            Vec2::new(right - back * mm, -half.y + 104.0 * mm)
        } else {
            let up = 76.0 + (count - 1.0 - index as f32) * (TAB.y + GAP);
            Vec2::new(right, -half.y + up * mm)
        };
        let chosen = *language == talk.journey.language;
        let (sheet, areas) = Tab {
            size: TAB,
            chosen,
            pose: Pose::Rest,
            seed: 3 + index as u32,
        }
        .draw(&ui.palette(), mm);
        let piece = ui.piece(&sheet, at, areas.hit.size(), 0.0);
        let name = talk.strings.endonym(language);
        let setting = ui.set(Type::Label, &name, (TAB.x - 4.0) * mm);
        ui.centred(
            piece,
            &setting,
            Vec2::ZERO,
            if chosen { "white" } else { "ink" },
        );
        ui.target(
            piece,
            Action::Speak(language.clone()),
            Reach::Slab(areas.hit.half_size()),
            3,
        );
    }
    let (home, person) = buttons(ui);
    pieces::disc(ui, person, Icon::Person, Action::Panel);
    pieces::disc(ui, home, Icon::Home, Action::Home);
    if talk.journey.panel {
        panel(ui, talk);
    }
}

/// The middles of the home and accessibility buttons.
fn buttons(ui: &Ui) -> (Vec2, Vec2) {
    let half = ui.view().half();
    let mm = ui.mm();
    if ui.view().portrait() {
        let y = -half.y + 104.0 * mm;
        (
            Vec2::new(-half.x + (space::EDGE + 15.5) * mm, y),
            Vec2::new(-half.x + (space::EDGE + 15.5 + 42.0) * mm, y),
        )
    } else {
        let y = -half.y + 40.0 * mm;
        (
            Vec2::new(half.x - (space::EDGE + 15.5) * mm, y),
            Vec2::new(half.x - (space::EDGE + TAB.x - 15.5) * mm, y),
        )
    }
}

/// What comes to stand before the screen: the panel, or the countdown.
pub fn front(ui: &mut Ui, talk: &Talk) -> Option<Rect> {
    let (at, size) = match talk.idle().left {
        _ if talk.journey.panel => panel_place(ui),
        Some(left) => Countdown::new(ui, talk, left).place(ui),
        None => return None,
    };
    Some(Rect::from_center_size(at, size * ui.mm()))
}

/// The row of the button that closes the panel, in millimetres.
const CLOSE: f32 = 34.0;
/// How many rows of switches are above it.
const ROWS: f32 = 2.0;

/// The middle of the panel in pixels, and its size in millimetres.
fn panel_place(ui: &Ui) -> (Vec2, Vec2) {
    let mm = ui.mm();
    let half = ui.view().half();
    let size = Vec2::new(150.0, 28.0 + 38.0 * ROWS + CLOSE);
    let at = if ui.view().portrait() {
        Vec2::new(
            -half.x + (space::EDGE + size.x / 2.0) * mm,
            -half.y + (128.0 + size.y / 2.0) * mm,
        )
    } else {
        Vec2::new(
            half.x - (space::EDGE + TAB.x + 12.0 + size.x / 2.0) * mm,
            -half.y + (space::EDGE + size.y / 2.0) * mm,
        )
    };
    (at, size)
}

/// The accessibility panel: calm mode and sound.
fn panel(ui: &mut Ui, talk: &Talk) {
    let mm = ui.mm();
    let rows = [
        (Icon::Leaf, "panel-calm", talk.journey.calm, Action::Calm),
        (
            if talk.journey.muted {
                Icon::SoundOff
            } else {
                Icon::SoundOn
            },
            "panel-sound",
            !talk.journey.muted,
            Action::Mute,
        ),
    ];
    let (at, size) = panel_place(ui);
    let (sheet, areas) = Card {
        size,
        crease: None,
        corner: false,
        buttons: false,
        seed: 5,
        ..Card::default()
    }
    .draw(&ui.palette(), mm);
    let card = ui.piece(&sheet, at, areas.hit.size(), 0.0);
    ui.target(card, Action::Giggle, Reach::Slab(areas.hit.half_size()), 4);
    let title = ui.set(
        Type::Reading,
        &talk.say("panel-title"),
        (size.x - 20.0) * mm,
    );
    let corner = Vec2::new(-size.x / 2.0 + 12.0, size.y / 2.0 - 8.0) * mm;
    ui.words(card, &title, corner, "ink");
    for (index, (icon, key, on, action)) in rows.into_iter().enumerate() {
        let y = size.y / 2.0 - 44.0 - 38.0 * index as f32;
        let disc = pieces::disc(
            ui,
            at + Vec2::new(-size.x / 2.0 + 28.0, y) * mm,
            icon,
            action.clone(),
        );
        let reach = Reach::Disc(15.5 * mm);
        ui.target(disc, action, reach, 5);
        let state = talk.say(if on { "on" } else { "off" });
        let label = ui.set(
            Type::Reading,
            &format!("{}: {state}", talk.say(key)),
            (size.x - 62.0) * mm,
        );
        ui.words(
            card,
            &label,
            Vec2::new((-size.x / 2.0 + 50.0) * mm, y * mm + label.size.y / 2.0),
            "ink",
        );
    }
    let foot = at + Vec2::new(12.0 - size.x / 2.0, CLOSE / 2.0 + 5.0 - size.y / 2.0) * mm;
    let close = talk.say("panel-close");
    let close = pieces::button_at_left(ui, foot, &close, None, Action::Panel);
    ui.target(close, Action::Panel, Reach::Slab(close.size / 2.0), 5);
}

/// What the countdown says.
struct Countdown {
    title: Setting,
    body: Setting,
}

impl Countdown {
    const WIDTH: f32 = 190.0;

    fn new(ui: &mut Ui, talk: &Talk, left: u8) -> Self {
        let measure = (Self::WIDTH - 62.0) * ui.mm();
        let args = Args::new().count("seconds", i64::from(left));
        Self {
            title: ui.set(Type::Heading, &talk.say("idle-question"), measure),
            body: ui.set(Type::Reading, &talk.say_with("idle-hint", &args), measure),
        }
    }

    /// Its middle in pixels, and its size in millimetres.
    fn place(&self, ui: &Ui) -> (Vec2, Vec2) {
        let words = (self.title.size.y + self.body.size.y) / ui.mm();
        let rise = if ui.view().portrait() { 60.0 } else { 20.0 };
        let size = Vec2::new(Self::WIDTH, (words + 24.0).max(58.0));
        (Vec2::Y * rise * ui.mm(), size)
    }
}

/// The soft countdown before everything is as it was.
pub fn countdown(ui: &mut Ui, talk: &Talk, left: u8) {
    let mm = ui.mm();
    let said = Countdown::new(ui, talk, left);
    let (at, size) = said.place(ui);
    let Countdown { title, body } = said;
    let (sheet, areas) = Card {
        size,
        crease: None,
        corner: false,
        buttons: false,
        seed: 7,
        ..Card::default()
    }
    .draw(&ui.palette(), mm);
    let card = ui.piece(&sheet, at, areas.hit.size(), -0.01);
    let share = f32::from(left) / 20.0;
    let clock = Clock {
        diameter: 36.0,
        left: share,
    }
    .draw(&ui.palette(), mm);
    ui.on(
        card,
        &clock,
        Vec2::new((-size.x / 2.0 + 28.0) * mm, 0.0),
        Vec2::splat(36.0 * mm),
    );
    let left_edge = (-size.x / 2.0 + 54.0) * mm;
    let top = (title.size.y + body.size.y + 2.0 * mm) / 2.0;
    ui.words(card, &title, Vec2::new(left_edge, top), "ink");
    ui.words(
        card,
        &body,
        Vec2::new(left_edge, top - title.size.y - 2.0 * mm),
        "ink",
    );
}
