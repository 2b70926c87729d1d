//! The content of a place: its model, its rules, its schedules and languages.
//!
//! A *feed* is a folder of RON documents and media that staff maintain for one
//! place. This crate turns such documents into a [`Feed`] in which every id
//! leads somewhere, every text is there in every language, and every picture
//! exists, or says what is wrong and where.
//!
//! ```
//! let mut documents = legeplads_feed::Documents::default();
//! documents.insert("feed.ron", "Feed(id: \"tiny\")");
//! let reading = legeplads_feed::read(&documents);
//! assert!(reading.feed.is_none());
//! assert_eq!(reading.diagnostics[0].file, "feed.ron");
//! ```
//!
//! It reads no file, knows no clock and no screen: bytes, time and language
//! come in as arguments.
//!
//! Each document has its own module, with two layers in it: the public types
//! that a screen walks, and a private `wire` module with exactly what the RON
//! says. `resolve` leads from the second to the first, `print` back.

mod activity;
mod awareness;
mod campaign;
mod card;
mod check;
mod colour;
mod date;
mod diagnostic;
mod document;
mod documents;
mod drawing;
mod event;
mod feed;
mod fields;
mod fonts;
mod goal;
mod id;
mod island;
pub mod keepsake;
mod language;
pub mod limits;
mod link;
mod next_opening;
mod occasion;
mod offer;
mod parse;
mod place;
mod position;
mod print;
pub mod progress;
mod read;
mod report;
mod reveal;
mod scene;
mod schedule;
mod site;
mod source;
pub mod staff;
mod stop;
mod suggest;
mod text;
mod toy;
mod whole;
mod years;

pub use activity::{
    Act, Activity, ActivityKind, Age, AgeBand, Answer, Build, But, Choice, Decision, Dots,
    Elsewhere, End, Find, Finder, Flow, Found, Gathered, Gift, GiftOption, Given, Goes, Idea,
    Ideas, Interest, Map, Match, Milestone, Moves, Need, Needs, Next, PictureWord, Piece, Player,
    Project, ProjectState, Question, Quiz, Road, STAGE_HEIGHT, Segment, Shape, Slot, Story, Survey,
    SurveyAnswer, Tally, Tells, Thing, ThisOrThat, Vote, VoteState, Wanted, Wheel,
};
pub use awareness::Awareness;
pub use campaign::Campaign;
pub use card::{Audience, Basis, Card, Picture, Theme};
pub use colour::{COLOURS, NotAColour, Rgb};
pub use date::PartialDate;
pub use diagnostic::{Diagnostic, Severity};
pub use document::parse_document;
pub use documents::{Documents, MediaInfo};
pub use drawing::{Cutout, Drawing, Form, Step, WIDTH as DRAWING_WIDTH};
pub use event::Event;
pub use feed::{Feed, Prompt};
pub use fields::{Fields, Wrong};
pub use fonts::Fonts;
pub use goal::Goal;
pub use id::{
    ActivityId, CampaignId, CardId, DrawingId, EventId, GoalId, OfferId, PlaceId, SiteId, SourceId,
    StopId,
};
pub use island::{Hill, Island, Patch, PatchKind, Plan, Ribbon, Spot, Wood, WoodKind};
pub use keepsake::Keepsake;
pub use language::{Language, NotALanguage, Text};
pub use link::{Link, NotALink};
pub use occasion::{Occasion, Opening};
pub use offer::{Offer, OfferKind};
pub use place::{Degrees, Place};
pub use print::print;
pub use read::{Reading, read};
pub use reveal::Reveal;
pub use scene::{Ground, Scene, Toy};
pub use schedule::{DayPart, Hours, TimeOfDay, Weekday, When};
pub use site::{Screen, Site, Start, Volume, VolumeAt};
pub use source::{Grade, Source};
pub use stop::{Note, Stop};
pub use toy::ToyKind;
pub use years::Years;
