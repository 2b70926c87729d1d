//! Settings: what a scene is built from, and the scene.
//!
//! The desk that bakes a release's light and the kiosk that shows it both ask here, so that they
//! mean the same.

use glam::Vec3;
use legeplads_feed::{ActivityKind, Feed, Piece, Plan, Scene, StopId, Thing, ToyKind};

use super::diorama::{StopExtras, WaitingFloor, build_stop};
use super::facing::Turning;
use super::island::{IslandOptions, build_island};
use super::light::Mood;
use super::paint::Paint;
use super::quiz::{PlinthMarks, build_quiz};
use super::shape::Shape;
use super::sky::Look;
use super::stage::SceneShapes;

/// What is built.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// The island.
    Island(Plan),
    /// A stop's landscape.
    Stop {
        /// What stands there.
        scene: Scene,
        /// What hides there, to be found.
        things: Vec<Thing>,
        /// Floors of a tower that is to grow, and those that wait to go on top of it.
        tower: Option<(usize, Vec<Piece>)>,
    },
    /// Toys on plinths in front of a stop's landscape.
    Plinths {
        /// What stands there.
        scene: Scene,
        /// What stands on the plinths.
        toys: Vec<ToyKind>,
    },
}

/// A scene, built.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// What is drawn.
    pub shapes: SceneShapes,
    /// Where the first floor goes that is put on a tower.
    pub top: Option<Vec3>,
    /// Floors that wait.
    pub waiting: Vec<WaitingFloor>,
    /// The plinths, in the order of the answers.
    pub plinths: Vec<PlinthMarks>,
}

/// The name that a baked scene has in a release: the island's, or a stop's.
pub fn path(stop: Option<&StopId>, portrait: bool) -> String {
    let way = if portrait { "portrait" } else { "landscape" };
    match stop {
        None => format!("scenes/island/{way}"),
        Some(id) => format!("scenes/stops/{id}/{way}"),
    }
}

impl Setting {
    /// The island of a feed.
    pub fn island(feed: &Feed, portrait: bool) -> Self {
        Self::Island(match portrait {
            true => feed.island.portrait.clone(),
            false => feed.island.landscape.clone(),
        })
    }

    /// A stop of a feed, with what there is to do there; `None` if the feed has no such stop, or
    /// if its scene has parts of its own: a kiosk lights those by itself.
    pub fn stop(feed: &Feed, id: &StopId) -> Option<Self> {
        let stop = feed.stop(id)?;
        let plain = |things, tower| Self::Stop {
            scene: stop.scene.clone(),
            things,
            tower,
        };
        let plinths = |toys| Self::Plinths {
            scene: stop.scene.clone(),
            toys,
        };
        Some(match &feed.activity(&stop.activity)?.kind {
            ActivityKind::Quiz(quiz) => {
                plinths(quiz.answers.iter().map(|answer| answer.toy).collect())
            }
            ActivityKind::ThisOrThat(choice) => plinths(vec![choice.left.toy, choice.right.toy]),
            ActivityKind::Find(find) => plain(find.things.clone(), None),
            ActivityKind::Build(build) => {
                let tower = (usize::from(build.start), build.pieces.clone());
                plain(Vec::new(), Some(tower))
            }
            ActivityKind::Dots(dots) => {
                plinths(dots.choices.iter().map(|choice| choice.toy).collect())
            }
            ActivityKind::Match(pairs) => {
                plinths(pairs.pairs.iter().map(|pair| pair.toy).collect())
            }
            // What there is to do lies on the glass.
            ActivityKind::Story(_)
            | ActivityKind::Survey(_)
            | ActivityKind::Needs(_)
            | ActivityKind::Ideas(_)
            | ActivityKind::Gift(_)
            | ActivityKind::Finder(_) => plain(Vec::new(), None),
            // Something is built there that this does not know of.
            _ => return None,
        })
    }

    /// Where it is seen from.
    pub fn look(&self, portrait: bool) -> Look {
        match self {
            Self::Island(_) => Look::island(portrait),
            Self::Stop { .. } => Look::stop(portrait),
            Self::Plinths { .. } => Look::quiz(portrait),
        }
    }

    /// Builds it, for a screen that is higher than wide or not, all of it.
    pub fn build(&self, portrait: bool, paint: &Paint, mood: Mood) -> Built {
        match self {
            Self::Island(plan) => {
                let options = IslandOptions {
                    mood,
                    ..IslandOptions::default()
                };
                Built {
                    shapes: build_island(plan, paint, options),
                    ..Built::default()
                }
            }
            Self::Stop {
                scene,
                things,
                tower,
            } => {
                let extras = StopExtras {
                    things,
                    start: tower.as_ref().map(|(start, _)| *start),
                    pieces: tower.as_ref().map_or(&[], |(_, pieces)| pieces),
                    portrait,
                    mood,
                };
                let stop = build_stop(scene, extras, paint);
                Built {
                    shapes: stop.shapes,
                    top: stop.top,
                    waiting: stop.waiting,
                    plinths: Vec::new(),
                }
            }
            Self::Plinths { scene, toys } => {
                let quiz = build_quiz(toys, scene, portrait, paint, mood);
                Built {
                    shapes: quiz.shapes,
                    plinths: quiz.plinths,
                    ..Built::default()
                }
            }
        }
    }
}

impl Built {
    /// Leaves out what an eye looking down by `pitch` radians never sees.
    pub fn keep_seen(&mut self, pitch: f32) {
        self.shapes.keep_seen(pitch);
        for waiting in &mut self.waiting {
            waiting.shape = waiting.shape.seen(pitch, Turning::Within(0.0));
        }
    }

    /// Every shape of it, always in the same order.
    pub fn shapes_mut(&mut self) -> Vec<&mut Shape> {
        let SceneShapes {
            backdrop,
            still,
            shade,
            moving,
            toys,
            ..
        } = &mut self.shapes;
        let parts = moving.iter_mut().map(|placed| &mut placed.part);
        let parts = parts.flat_map(|part| [&mut part.shape, &mut part.shade]);
        [backdrop, still, shade]
            .into_iter()
            .chain(toys.iter_mut().map(|toy| &mut toy.body))
            .chain(parts)
            .chain(self.waiting.iter_mut().map(|floor| &mut floor.shape))
            .collect()
    }

    /// Triangles of all its shapes.
    pub fn triangles(&self) -> usize {
        let (still, living) = self.shapes.triangles();
        let waiting = self.waiting.iter().map(|floor| floor.shape.triangles());
        still + living + waiting.sum::<usize>()
    }
}
