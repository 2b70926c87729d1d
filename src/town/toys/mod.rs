//! The toys: one function a kind, gathered here by an exhaustive `match`.
//!
//! A toy is first a [`Draft`]: painted, unlit, in its own space with its foot at the origin and its
//! front toward +z. Setting the draft somewhere turns it into a [`Model`]: lit for the way it is turned.

mod airport;
mod animals;
mod awards;
mod buildings;
mod civic;
mod draft;
mod fair;
mod faraway;
mod flags;
mod garden;
mod make;
mod mills;
mod people;
mod play;
mod rails;
mod sky;
mod things;
mod tower;
mod trees;
mod vehicles;
mod wood;

use legeplads_feed::ToyKind;

use super::light::Mood;
use super::openness::darken_crannies;

pub use draft::{Draft, DraftPart, Model, Part};
pub use make::{Detail, Make};
pub(crate) use play::{bar, bar_at, rails as bar_rails};
pub use rails::{RAIL, TRACK, lay as lay_rails, oval};
pub use tower::{Floor, FloorKind, standard_floor, tower_base, tower_floor, tower_roof};

/// Makes a toy.
pub fn draft(kind: ToyKind, make: &Make) -> Draft {
    let mut draft = shaped(kind, make);
    darken_crannies(&mut draft, super::island::floats(kind) == 0.0, make.detail);
    draft
}

/// Makes a toy, turned and scaled and lit.
pub fn model(kind: ToyKind, make: &Make, turn: f32, scale: f32, mood: Mood) -> Model {
    draft(kind, make).set(turn, scale, mood)
}

fn shaped(kind: ToyKind, make: &Make) -> Draft {
    match kind {
        ToyKind::Tower => tower::tower(make),
        ToyKind::SlideRunway => airport::slide_runway(make),
        ToyKind::Plane => airport::plane(make),
        ToyKind::Station => rails::station(make),
        ToyKind::Locomotive => rails::locomotive(make),
        ToyKind::Wagon => rails::wagon(make),
        ToyKind::Track => rails::track(make),
        ToyKind::Carousel => fair::carousel(make),
        ToyKind::Stall => fair::stall(make),
        ToyKind::Horse => animals::horse(make),
        ToyKind::ClimbingForest => wood::climbing_forest(make),
        ToyKind::TugOfWar => play::tug_of_war(make),
        ToyKind::Workbench => things::workbench(make),
        ToyKind::Swings => play::swings(make),
        ToyKind::HeatherRug => garden::heather_rug(make),
        ToyKind::Sandpit => play::sandpit(make),
        ToyKind::Hive => animals::hive(make),
        ToyKind::Bee => animals::bee(make),
        ToyKind::Child => people::child(make),
        ToyKind::House => buildings::house(make),
        ToyKind::Church => buildings::church(make),
        ToyKind::Mill => mills::mill(make),
        ToyKind::Turbine => mills::turbine(make),
        ToyKind::Balloon => sky::balloon(make),
        ToyKind::Boat => vehicles::boat(make),
        ToyKind::Car => vehicles::car(make),
        ToyKind::Bus => vehicles::bus(make),
        ToyKind::Cow => animals::cow(make),
        ToyKind::Duck => animals::duck(make),
        ToyKind::Kite => sky::kite(make),
        ToyKind::Spruce => trees::spruce(make),
        ToyKind::Pine => trees::pine(make),
        ToyKind::RoundTree => trees::round(make),
        ToyKind::BushyTree => trees::bushy(make),
        ToyKind::Bush => trees::bush(make),
        ToyKind::Flower => trees::flower(make),
        ToyKind::Mushroom => trees::mushroom(make),
        ToyKind::Bridge => garden::bridge(make),
        ToyKind::Xylophone => play::xylophone(make),
        ToyKind::Signpost => garden::signpost(make),
        ToyKind::Lamp => garden::lamp(make),
        ToyKind::Tent => garden::tent(make),
        ToyKind::Hay => garden::hay(make),
        ToyKind::Blocks => things::blocks(make),
        ToyKind::Pencil => things::pencil(make),
        ToyKind::Lark => animals::lark(make),
        ToyKind::Cloud => sky::cloud(make),
        ToyKind::Swing => play::swing(make),
        ToyKind::School => civic::school(make),
        ToyKind::Megaphone => awards::megaphone(make),
        ToyKind::IceCream => awards::ice_cream(make),
        ToyKind::Crown => awards::crown(make),
        ToyKind::Bench => garden::bench(make),
        ToyKind::Snowman => people::snowman(make),
        ToyKind::Book => things::book(make),
        ToyKind::Heart => awards::heart(make),
        ToyKind::Letterbox => garden::letterbox(make),
        ToyKind::TownHall => civic::town_hall(make),
        ToyKind::Ladder => garden::ladder(make),
        ToyKind::Flag => flags::flag(make),
        ToyKind::Ball => things::ball_toy(make),
        ToyKind::Scales => awards::scales(make),
        ToyKind::Globe => awards::globe(make),
        ToyKind::Suitcase => things::suitcase(make),
        ToyKind::Umbrella => things::umbrella(make),
        ToyKind::TermiteTower => faraway::termite_tower(make),
        ToyKind::Oasis => faraway::oasis(make),
    }
}
