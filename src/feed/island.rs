//! The municipality as a map to play on: `island.ron`.
//!
//! The documents have all of it as it is. Points are `x` to the right and `z`
//! toward the viewer, in units of the board.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::check::{At, Check, Kind};
use crate::date;
use crate::id::PlaceId;
use crate::limits::{COORDINATE, TOYS};
use crate::scene::Toy;

/// So many flag days there are at most.
const FLAG_DAYS: usize = 200;
const LEAP_YEAR: &str = "2024";

/// The island, composed for both ways a screen can hang.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Island {
    /// For screens that are wider than high.
    pub landscape: Plan,
    /// For screens that are higher than wide.
    pub portrait: Plan,
    /// Days on which the plans' `festive` toys stand there: `"06-05"` in every year, `"2027-03-28"`
    /// once. They come and go with the scene: at opening, and when somebody comes back to the island.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flag_days: Vec<String>,
}

/// One composition of the island.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Half the island's extent along `x` and `z`.
    pub radius: (f32, f32),
    /// Its middle.
    pub centre: (f32, f32),
    /// Rises in the ground.
    #[serde(default)]
    pub hills: Vec<Hill>,
    /// Areas of another colour.
    #[serde(default)]
    pub patches: Vec<Patch>,
    /// Running water.
    #[serde(default)]
    pub rivers: Vec<Ribbon>,
    /// Roads.
    #[serde(default)]
    pub roads: Vec<Ribbon>,
    /// Railways.
    #[serde(default)]
    pub rails: Vec<Ribbon>,
    /// The places that can be touched.
    pub spots: Vec<Spot>,
    /// Everything that belongs to no place.
    #[serde(default)]
    pub toys: Vec<Toy>,
    /// Groups of trees.
    #[serde(default)]
    pub woods: Vec<Wood>,
    /// What stands there besides on flag days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub festive: Vec<Toy>,
}

/// A rise in the ground.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hill {
    /// Its middle.
    pub at: (f32, f32),
    /// Its top above the ground.
    pub height: f32,
    /// Half its extent along `x` and `z`.
    pub size: (f32, f32),
}

/// What a [`Patch`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PatchKind {
    /// A paved square.
    Plaza,
    /// A field with furrows.
    Field,
    /// Still water.
    Lake,
    /// A cover such as heather or sand.
    Rug,
}

/// An area of another colour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Patch {
    /// Its middle.
    pub at: (f32, f32),
    /// Half its extent along its own axes.
    pub size: (f32, f32),
    /// How far it is turned, in radians.
    #[serde(default)]
    pub turn: f32,
    /// Its colour by name.
    pub colour: String,
    /// What it is.
    pub kind: PatchKind,
}

/// A band along a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ribbon {
    /// From edge to edge.
    pub width: f32,
    /// The line; at least two points.
    pub points: Vec<(f32, f32)>,
}

/// A place that can be touched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// Which place.
    pub place: PlaceId,
    /// Where it is.
    pub at: (f32, f32),
    /// Its toys; their points count from `at`.
    #[serde(default)]
    pub toys: Vec<Toy>,
    /// Where its label is, counted from `at`.
    pub label: (f32, f32),
    /// The radius of what a touch on it covers.
    pub reach: f32,
}

/// The trees of a [`Wood`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum WoodKind {
    /// Spruces and pines.
    Conifer,
    /// Round and bushy trees.
    Broadleaf,
    /// Both.
    Mixed,
}

/// A group of trees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wood {
    /// Its middle.
    pub at: (f32, f32),
    /// How far from there trees stand.
    pub radius: f32,
    /// How many.
    pub trees: u16,
    /// Which.
    pub kind: WoodKind,
}

impl Island {
    /// Whether the island is dressed up on a date, which is the place's own.
    #[must_use]
    pub fn is_flag_day(&self, date: Date) -> bool {
        let (once, yearly) = (
            date.to_string(),
            format!("{:02}-{:02}", date.month(), date.day()),
        );
        self.flag_days
            .iter()
            .any(|day| *day == once || *day == yearly)
    }

    pub(crate) fn check(&self, at: &At, check: &mut Check) {
        self.landscape.check(&at.field("landscape"), check);
        self.portrait.check(&at.field("portrait"), check);
        let at = at.field("flag_days");
        check.count(&at, "flag days", self.flag_days.len(), 0, FLAG_DAYS);
        for (index, text) in self.flag_days.iter().enumerate().take(FLAG_DAYS) {
            // 29 February is a day of some years.
            if date::day(text).is_err() && date::day(&format!("{LEAP_YEAR}-{text}")).is_err() {
                let wanted =
                    "a day of every year such as \"06-05\", or a date such as \"2027-03-28\"";
                check.invalid(&at.item(index), "invalid-date", wanted, text);
            }
        }
    }
}

/// Checks every item of a list, and that there are not too many.
fn each<T>(
    items: &[T],
    at: &At,
    what: &str,
    check: &mut Check,
    test: impl Fn(&T, &At, &mut Check),
) {
    let at = at.field(what);
    check.count(&at, what, items.len(), 0, TOYS);
    for (index, item) in items.iter().enumerate().take(TOYS) {
        test(item, &at.item(index), check);
    }
}

impl Plan {
    fn check(&self, at: &At, check: &mut Check) {
        check.size(&at.field("radius"), self.radius);
        check.point(&at.field("centre"), self.centre);
        each(&self.hills, at, "hills", check, Hill::check);
        each(&self.patches, at, "patches", check, Patch::check);
        each(&self.rivers, at, "rivers", check, Ribbon::check);
        each(&self.roads, at, "roads", check, Ribbon::check);
        each(&self.rails, at, "rails", check, Ribbon::check);
        each(&self.spots, at, "spots", check, Spot::check);
        each(&self.woods, at, "woods", check, Wood::check);
        Toy::check_all(&self.toys, &at.field("toys"), check);
        Toy::check_all(&self.festive, &at.field("festive"), check);
        let mut seen = std::collections::HashSet::new();
        for (index, spot) in self.spots.iter().enumerate() {
            if !seen.insert(&spot.place) {
                let message = format!("the place `{}` is on this plan twice", spot.place);
                let at = at.field("spots");
                let at = at.item(index);
                check.error(&at.field("place"), "listed-twice", message, None);
            }
        }
    }
}

impl Hill {
    fn check(&self, at: &At, check: &mut Check) {
        check.point(&at.field("at"), self.at);
        check.within(&at.field("height"), "height", self.height, 0.0, COORDINATE);
        check.size(&at.field("size"), self.size);
    }
}

impl Patch {
    fn check(&self, at: &At, check: &mut Check) {
        check.point(&at.field("at"), self.at);
        check.size(&at.field("size"), self.size);
        check.within(&at.field("turn"), "turn", self.turn, -10.0, 10.0);
        check.colour(&at.field("colour"), &self.colour);
    }
}

impl Ribbon {
    fn check(&self, at: &At, check: &mut Check) {
        check.within(&at.field("width"), "width", self.width, 0.01, COORDINATE);
        let at = at.field("points");
        check.count(&at, "points", self.points.len(), 2, TOYS);
        for (index, point) in self.points.iter().enumerate().take(TOYS) {
            check.point(&at.item(index), *point);
        }
    }
}

impl Spot {
    fn check(&self, at: &At, check: &mut Check) {
        check.refer(Kind::Place, &at.field("place"), self.place.as_str());
        check.point(&at.field("at"), self.at);
        Toy::check_all(&self.toys, &at.field("toys"), check);
        check.point(&at.field("label"), self.label);
        check.within(&at.field("reach"), "reach", self.reach, 0.1, COORDINATE);
    }
}

impl Wood {
    fn check(&self, at: &At, check: &mut Check) {
        check.point(&at.field("at"), self.at);
        check.within(&at.field("radius"), "radius", self.radius, 0.0, COORDINATE);
        check.within(&at.field("trees"), "trees", self.trees, 1, 200);
    }
}
