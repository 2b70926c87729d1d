//! Builds a scene: pure and self-contained, so that it runs on any thread.

use bevy::math::{Vec2, Vec3};
use legeplads_feed::{ActivityKind, Answer, Choice, Feed, Note, StopId, ToyKind};

use super::{Bar, Marks, Plinth, Scene};
use crate::camera::Shot;
use crate::journey::Journey;
use crate::theme::Theme;
use crate::town::island::{IslandOptions, build_island};
use crate::town::light::Mood;
use crate::town::paint::Paint;
use crate::town::shape::Shape;
use crate::town::stage::SceneShapes;

/// A floor that waits on the ground.
#[derive(Debug, Clone)]
pub struct WaitingPiece {
    /// Its shape, its foot at the origin.
    pub shape: Shape,
    /// How high it is.
    pub height: f32,
    /// Where it waits.
    pub ground: Vec3,
    /// Where the first floor to be put up will stand.
    pub top: Vec3,
}

/// A built scene.
#[derive(Debug)]
pub struct Set {
    /// What is drawn.
    pub shapes: SceneShapes,
    /// Where it is seen from.
    pub shot: Shot,
    /// What the glass needs to know.
    pub marks: Marks,
    /// Floors that wait.
    pub waiting: Vec<WaitingPiece>,
}

/// All that a scene is built from.
#[derive(Debug)]
pub struct Plan {
    portrait: bool,
    paint: Paint,
    scene: Planned,
}

#[derive(Debug)]
enum Planned {
    Island(legeplads_feed::Plan),
    Stop {
        scene: legeplads_feed::Scene,
        kind: ActivityKind,
    },
    Quiz(Vec<ToyKind>),
    Finish { notes: Vec<Note>, colours: Vec<String>, floors: usize },
}

impl Plan {
    /// Gathers what a scene needs from the feed and the journey.
    pub fn new(scene: &Scene, portrait: bool, feed: &Feed, theme: &Theme, journey: &Journey) -> Self {
        let island = if portrait { &feed.island.portrait } else { &feed.island.landscape };
        let planned = match scene {
            Scene::Island => None,
            Scene::Stop(id) => stop(id, feed),
            Scene::Finish => Some(finish(feed, journey)),
        };
        let overrides: Vec<(String, [u8; 3])> = feed
            .palette
            .keys()
            .map(|name| (name.clone(), theme.rgb(name)))
            .collect();
        Self {
            portrait,
            paint: Paint::new(overrides.iter().map(|(name, rgb)| (name.as_str(), *rgb))),
            scene: planned.unwrap_or_else(|| Planned::Island(island.clone())),
        }
    }

    /// Builds it. Some tens of milliseconds.
    pub fn build(&self) -> Set {
        match &self.scene {
            Planned::Island(plan) => Set {
                shapes: build_island(plan, &self.paint, IslandOptions::default()),
                shot: Shot::island(self.portrait),
                marks: Marks::default(),
                waiting: Vec::new(),
            },
            _ => todo!(),
        }
    }
}

fn stop(id: &StopId, feed: &Feed) -> Option<Planned> {
    let stop = feed.stop(id)?;
    let kind = &feed.activity(&stop.activity)?.kind;
    Some(match kind {
        ActivityKind::Quiz { answers, .. } => {
            Planned::Quiz(answers.iter().map(|answer: &Answer| answer.toy).collect())
        }
        ActivityKind::ThisOrThat { left, right, .. } => {
            Planned::Quiz([left, right].map(|choice: &Choice| choice.toy).to_vec())
        }
        _ => Planned::Stop {
            scene: stop.scene.clone(),
            kind: kind.clone(),
        },
    })
}

fn finish(feed: &Feed, journey: &Journey) -> Planned {
    let stops: Vec<_> = journey
        .tour
        .iter()
        .flat_map(|tour| &tour.stops)
        .filter_map(|id| feed.stop(id))
        .collect();
    Planned::Finish {
        notes: stops.iter().map(|stop| stop.note).collect(),
        colours: stops.iter().map(|stop| stop.colour.clone()).collect(),
        floors: (journey.floors as usize).clamp(4, 9),
    }
}
