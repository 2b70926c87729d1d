//! A launch on the glass: the slip in a corner, the parcel in the town, the wrapping over all, and
//! what is in it.

use bevy::math::{Rect, Vec2};
use legeplads_feed::Card as Told;

use super::Talk;
use super::card::{Seen, picture};
use crate::journey::Action;
use crate::language::Args;
use crate::launch::{Fades, Flap, Numeral, Seal, Stage, WRAPPED};
use crate::motion::OPENS;
use crate::paper::gift;
use crate::paper::{Card, Parcel, Ribbon, Strip};
use crate::theme::{Type, space};
use crate::ui::{Reach, Ui};

/// From the upper and the right edge to the slip, in millimetres, and by how much it is lower in a
/// demo, whose mark hangs there.
const FROM_EDGE: Vec2 = Vec2::new(7.0, 4.0);
const BELOW_MARK: f32 = 19.0;
/// A parcel, and its seal.
const PARCEL: Vec2 = Vec2::new(156.0, 104.0);
const PARCEL_SEAL: f32 = 80.0;
/// The seal of the wrapping.
const SEAL: f32 = 150.0;
/// Between a seal and the words below it.
const BELOW: f32 = 12.0;
/// The widest card, from its edges to its words, and between what is on it.
const WIDEST: f32 = 430.0;
const PADDING: f32 = 24.0;
const GAP: f32 = 7.0;
/// How high a picture is at most.
const PICTURE: f32 = 150.0;
/// More seconds than this are said as minutes and seconds.
const SECONDS: u32 = 99;
/// It lies over everything else that can be touched.
const LAYER: u8 = 7;

/// A slip in the corner while somebody plays.
pub fn slip(ui: &mut Ui, talk: &Talk) {
    let Some(now) = talk.launch.now().filter(|now| now.stage == Stage::Slip) else {
        return;
    };
    let mm = ui.mm();
    let args = Args::new().text("time", &clock(now.left()));
    let words = talk.say_with("launch-slip", &args);
    let words = ui.set(Type::Label, &words, 200.0 * mm);
    let strip = Strip::for_words(words.size.x / mm, true, 29);
    let size = strip.size * mm;
    let down = if talk.demo.is_some() { BELOW_MARK } else { 0.0 };
    let at = ui.view().half() - (FROM_EDGE + Vec2::Y * down) * mm - size / 2.0;
    let piece = ui.piece(&strip.draw(&ui.palette(), mm), at, size, 0.0);
    ui.centred(piece, &words, Vec2::ZERO, "ink");
}

/// A parcel stands in the middle of the town while nobody plays.
pub fn parcel(ui: &mut Ui, talk: &Talk) {
    let Some(now) = talk.launch.now().filter(|now| now.stage == Stage::Parcel) else {
        return;
    };
    let mm = ui.mm();
    let size = PARCEL * mm;
    let parcel = Parcel { size: PARCEL }.draw(&ui.palette(), mm);
    let at = Vec2::new(0.0, 10.0 * mm);
    let parcel = ui.piece(&parcel, at, size, -0.02);
    let seal = gift::Seal {
        diameter: PARCEL_SEAL,
    };
    let round = Vec2::splat(PARCEL_SEAL * mm);
    let seal = ui.piece(&seal.draw(&ui.palette(), mm), at, round, 0.0);
    ui.with(seal, Seal { at });
    let figures = match now.left() {
        left @ 0..=SECONDS => left.to_string(),
        left => clock(left),
    };
    let figures = ui.set(Type::Title, &figures, round.x);
    ui.centred(seal, &figures, Vec2::ZERO, "ink");
    let reach = Reach::Slab(size / 2.0);
    ui.target(parcel, Action::Unwrap, reach, LAYER);
    strip(ui, talk, at.y - size.y / 2.0 - BELOW * mm);
}

/// What is to be unveiled, and the wrapping over it while there is some. What is in it lies there
/// before it opens: at the moment itself nothing is laid.
pub fn cover(ui: &mut Ui, talk: &Talk) {
    let Some(now) = talk.launch.now() else {
        return;
    };
    let card = talk.launch.card(talk.feed());
    if let Some(card) = card.filter(|_| !now.is_closing()) {
        unveiled(ui, talk, card);
    }
    if now.seconds() < OPENS.as_secs_f32() {
        ui.moves_in_front(true);
        wrapping(ui, talk, now.left());
        ui.moves_in_front(false);
    }
    let all = ui.view().size;
    let glass = ui.group(Vec2::ZERO, all, 0.0);
    ui.target(glass, Action::Unwrap, Reach::Slab(all / 2.0), LAYER);
}

fn wrapping(ui: &mut Ui, talk: &Talk, left: u32) {
    let mm = ui.mm();
    let half = ui.view().half();
    let palette = ui.palette();
    // A little more than the glass, so that no edge is seen when it is tugged.
    let size = Vec2::new(half.x, 2.0 * half.y) / mm + 4.0;
    for side in [-1.0, 1.0] {
        let edge = side * (half.x + 3.0 * mm);
        let sheet = gift::Flap { size, side }.draw(&palette, mm);
        let flap = ui.piece(&sheet, Vec2::new(edge, 0.0), size * mm, 0.0);
        ui.with(flap, (Flap { edge, mm }, Fades(sheet)));
    }
    let at = Vec2::new(0.0, 12.0 * mm);
    let seal = gift::Seal { diameter: SEAL }.draw(&palette, mm);
    let round = Vec2::splat(SEAL * mm);
    let seal = ui.piece(&seal, at, round, 0.0);
    ui.with(seal, Seal { at });
    for second in 1..=left.clamp(1, WRAPPED) {
        let figures = ui.set(Type::Count, &second.to_string(), round.x);
        let numeral = ui.piece(&Default::default(), at, round, 0.0);
        ui.with(numeral, Numeral(second));
        ui.centred(numeral, &figures, Vec2::ZERO, "ink");
    }
    strip(ui, talk, at.y - round.y / 2.0 - BELOW * mm);
}

/// What it is that is counted down to, its upper edge at a height in pixels.
fn strip(ui: &mut Ui, talk: &Talk, top: f32) {
    let mm = ui.mm();
    let room = ui.view().size.x - 2.0 * (space::EDGE + 12.0) * mm;
    let words = say(talk, "launch-soon");
    let words = ui.set(Type::Heading, &words, room);
    let size = words.size / mm + Vec2::new(24.0, 12.0);
    let strip = Strip {
        size,
        is_today: false,
        seed: 31,
    };
    let at = Vec2::new(0.0, top - size.y / 2.0 * mm);
    let piece = ui.piece(&strip.draw(&ui.palette(), mm), at, size * mm, 0.0);
    ui.with(piece, Seal { at });
    ui.centred(piece, &words, Vec2::ZERO, "ink");
}

/// The card of the campaign, large.
fn unveiled(ui: &mut Ui, talk: &Talk, told: &Told) {
    let mm = ui.mm();
    let language = talk.launch.language(&talk.release, &talk.journey.language);
    let room = ui.view().size / mm - 2.0 * space::EDGE;
    let width = room.x.min(WIDEST);
    let measure = (width - 2.0 * PADDING) * mm;
    let seen = seen(talk, told);
    let body = ui.set(Type::Reading, told.body.get(language), measure);
    let drawn = seen
        .as_ref()
        .map(|seen| picture(ui, seen, Vec2::new(width - 2.0 * PADDING, PICTURE)));
    let pictured = drawn.as_ref().map_or(0.0, |plate| plate.whole(mm).y + GAP);
    let ribbon = ui.set(Type::Label, &say(talk, "launch-new"), measure);
    let head = Ribbon::HEIGHT / 2.0;
    let high = |title: f32| 2.0 * PADDING + head + pictured + title / mm + GAP + body.size.y / mm;
    let mut title = ui.set(Type::Title, told.title.get(language), measure);
    if high(title.size.y) > room.y - head {
        title = ui.set(Type::Heading, told.title.get(language), measure);
    }
    let size = Vec2::new(width, high(title.size.y));
    let (sheet, areas) = Card {
        size,
        padding: PADDING,
        crease: None,
        corner: false,
        buttons: false,
        seed: 37,
        ..Card::default()
    }
    .draw(&ui.palette(), mm);
    let at = Vec2::new(0.0, -head / 2.0 * mm);
    let card = ui.piece(&sheet, at, areas.hit.size(), 0.0);
    let mut top = (size.y / 2.0 - PADDING - head) * mm;
    if let Some(plate) = &drawn {
        let whole = plate.whole(mm) * mm;
        plate.lay(ui, card, Vec2::new(-whole.x / 2.0, top));
        top -= whole.y + GAP * mm;
    }
    ui.centred(
        card,
        &title,
        Vec2::new(0.0, top - title.size.y / 2.0),
        "ink",
    );
    top -= title.size.y + GAP * mm;
    ui.centred(card, &body, Vec2::new(0.0, top - body.size.y / 2.0), "ink");
    let (sheet, areas) = Ribbon::for_word(ribbon.size.x / mm).draw(&ui.palette(), mm);
    let at = at + Vec2::Y * size.y / 2.0 * mm;
    let piece = ui.piece(&sheet, at, areas.words.area.size(), -0.03);
    ui.centred(piece, &ribbon, areas.words.area.center(), "ink");
    if talk.journey.calm {
        strewn(ui, Rect::from_center_size(Vec2::ZERO, size * mm));
    }
}

/// Calm: confetti lies about the card, and nothing of it moves.
fn strewn(ui: &mut Ui, card: Rect) {
    let mm = ui.mm();
    let half = ui.view().half();
    let mut rng = fastrand::Rng::with_seed(7);
    for number in 0..90_usize {
        let mut along = || 2.0 * rng.f32() - 1.0;
        let at = Vec2::new(along(), along()) * half;
        let tilt = 3.0 * along();
        if card.inflate(6.0 * mm).contains(at) {
            continue;
        }
        let colours = crate::launch::COLOURS;
        let tint = crate::paper::Tint::new(ui.rgb(colours[number % colours.len()]));
        ui.piece(
            &crate::launch::cut(tint, mm),
            at,
            crate::launch::FLAKE * mm,
            tilt,
        );
    }
}

fn seen<'a>(talk: &'a Talk, card: &'a Told) -> Option<Seen<'a>> {
    let Some(picture) = &card.picture else {
        return talk.feed().drawing(card).map(Seen::Drawing);
    };
    let photo = talk.album.photo(&picture.path)?.clone();
    let who = Args::new().text("who", &picture.credit);
    Some(Seen::Photo(photo, talk.say_with("photo", &who)))
}

/// An interface string in the language of the launch.
fn say(talk: &Talk, key: &str) -> String {
    let language = talk.launch.language(&talk.release, &talk.journey.language);
    talk.say_in(language, key, &Args::default())
}

/// `9:45`.
fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
