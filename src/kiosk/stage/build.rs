//! Builds a scene: pure and self-contained, so that it runs on any thread.

use bevy::math::Vec3;
use jiff::Zoned;
use legeplads_feed::{ActivityKind, Feed, Note, PlaceId, StopId, Toy, ToyKind};

use super::dress::dress;
use super::light::{self, Light};
use super::raise::{self, Raised, Stacked};
use super::set::{Set, WaitingPiece, mix};
use super::travel::TRAVELLERS;
use super::turn::Turntable;
use super::{Bar, Marks, Plinth, Scene, Thing, Wheel};
use crate::activities::{Play, Staging};
use crate::camera::Shot;
use crate::journey::Journey;
use crate::photos::Pictures;
use crate::theme::Theme;
use crate::towers::Towers;
use legeplads_town::bake::Sky;
use legeplads_town::crowd::{Figure, crowd};
use legeplads_town::diorama::{StopExtras, StopScene, build_stop};
use legeplads_town::facing::Turning;
use legeplads_town::finish::{FinishOptions, build_finish};
use legeplads_town::island::{IslandOptions, build_island};
use legeplads_town::light::Mood;
use legeplads_town::paint::Paint;
use legeplads_town::quiz::{QuizScene, build_quiz};
use legeplads_town::setting::Built;
use legeplads_town::stage::SceneShapes;
use legeplads_town::wheel::build_wheel;

/// The night of what a release does not bring: no snow lies on it.
pub(super) const NIGHT: Mood = Mood::Dusk { snow: 0.0 };

/// All that a scene is built from: of equal ones comes the same scene.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    portrait: bool,
    paint: Paint,
    scene: Planned,
    sky: Sky,
    light: Option<Light>,
}

#[derive(Debug, Clone, PartialEq)]
enum Planned {
    Island {
        plan: legeplads_feed::Plan,
        raised: Vec<Raised>,
        /// What stands there today besides.
        festive: Vec<Toy>,
        /// For each move of a map the place that it touches; none if it is no map.
        map: Option<Vec<Option<PlaceId>>>,
    },
    Stop {
        scene: legeplads_feed::Scene,
        staging: Staging,
        /// The pieces that earlier visitors have put on a tower.
        standing: Vec<usize>,
    },
    Finish {
        bars: Vec<(Note, String, ToyKind)>,
        floors: usize,
    },
}

impl Plan {
    /// Gathers what a scene needs from the feed and the journey.
    pub fn new(
        scene: &Scene,
        portrait: bool,
        feed: &Feed,
        theme: &Theme,
        journey: &Journey,
        towers: &Towers,
    ) -> Self {
        let island = if portrait {
            &feed.island.portrait
        } else {
            &feed.island.landscape
        };
        let planned = match scene {
            Scene::Island | Scene::Asleep => None,
            Scene::Stop(id) => stop(id, feed, towers),
            Scene::Finish => Some(finish(feed, journey)),
            Scene::Board => Some(Planned::Stop {
                scene: super::board::meadow(portrait),
                staging: Staging::BARE,
                standing: Vec::new(),
            }),
        };
        let on_island = |map| Planned::Island {
            plan: island.clone(),
            raised: raise::on(island, feed, towers),
            festive: Vec::new(),
            map,
        };
        let planned = match planned {
            None => on_island(None),
            Some(Planned::Stop {
                staging: Staging::Island(places),
                ..
            }) => on_island(Some(places)),
            Some(other) => other,
        };
        let overrides: Vec<(String, [u8; 3])> = feed
            .palette
            .keys()
            .map(|name| (name.clone(), theme.rgb(name)))
            .collect();
        Self {
            portrait,
            paint: Paint::new(overrides.iter().map(|(name, rgb)| (name.as_str(), *rgb))),
            scene: planned,
            sky: Sky::default(),
            light: None,
        }
    }

    /// The same in the light of a moment in the feed's time zone, and baked if its release brings that.
    pub fn lit_by(mut self, scene: &Scene, feed: &Feed, pictures: &Pictures, now: &Zoned) -> Self {
        if let Planned::Island { plan, festive, .. } = &mut self.scene
            && *scene != Scene::Asleep
            && feed.island.is_flag_day(now.date())
        {
            festive.clone_from(&plan.festive);
        }
        let lit_as = match &self.scene {
            Planned::Island { map: Some(_), .. } => &Scene::Island,
            _ => scene,
        };
        Self {
            sky: light::sky(scene, feed, now),
            light: Light::of(lit_as, self.portrait, pictures),
            ..self
        }
    }

    /// The sky that it is lit by.
    pub fn sky(&self) -> Sky {
        self.sky
    }

    /// The same under another sky, with the island's towers as high as they are now: the same
    /// shapes, apart from those towers, in other colours.
    pub fn brought_up(&self, sky: Sky, feed: &Feed, towers: &Towers) -> Self {
        let mut plan = Self {
            sky,
            ..self.clone()
        };
        if let Planned::Island { plan, raised, .. } = &mut plan.scene {
            *raised = raise::on(plan, feed, towers);
        }
        plan
    }

    /// Builds it. Some tens of milliseconds.
    pub fn build(&self) -> Set {
        if let Some(mut set) = self.light.as_ref().and_then(|light| self.baked(light)) {
            self.add(&mut set);
            return set;
        }
        let snow = self.sky.snow;
        let mut set = match self.sky.dusk {
            dusk if dusk <= 0.0 => self.whole(Mood::Day { snow }),
            dusk if dusk >= 1.0 => self.whole(Mood::Dusk { snow }),
            dusk => {
                let mut set = self.whole(Mood::Day { snow });
                set.mix(self.whole(Mood::Dusk { snow }), dusk);
                set
            }
        };
        self.add(&mut set);
        set.shapes.keep_seen(set.shot.pitch);
        for waiting in &mut set.waiting {
            waiting.shape = waiting.shape.seen(set.shot.pitch, Turning::Within(0.0));
        }
        set
    }

    /// Adds what no release brings: what visitors have built, and who travels.
    fn add(&self, set: &mut Set) {
        let dusk = self.sky.dusk;
        match &self.scene {
            Planned::Island {
                plan,
                raised,
                festive,
                map,
            } => {
                raise::island(set, plan, raised, &self.paint, dusk);
                dress(set, festive, &self.paint, dusk);
                if let Some(places) = map {
                    open_to_travel(set, plan, places);
                    set.travellers = self.crowd();
                }
            }
            Planned::Stop {
                scene,
                staging:
                    Staging::Landscape {
                        start: Some(start),
                        pieces,
                        ..
                    },
                standing,
            } => {
                let stacked = Stacked {
                    start: *start,
                    pieces,
                    standing,
                    portrait: self.portrait,
                };
                raise::stop(set, scene, &stacked, &self.paint, dusk);
            }
            Planned::Stop { .. } | Planned::Finish { .. } => {}
        }
    }

    fn crowd(&self) -> Vec<Figure> {
        let mut people = crowd(TRAVELLERS, &self.paint, Mood::DAY);
        if self.sky.dusk > 0.0 {
            let night = crowd(TRAVELLERS, &self.paint, NIGHT);
            for (one, night) in people.iter_mut().zip(&night) {
                mix(&mut one.shape, &night.shape, self.sky.dusk);
                mix(&mut one.shade, &night.shade, self.sky.dusk);
            }
        }
        people
    }

    /// The scene as its release brings it: what is never seen is gone from it already.
    fn baked(&self, light: &Light) -> Option<Set> {
        let Built {
            shapes,
            top,
            waiting,
            plinths,
        } = light.load(self.sky)?;
        match &self.scene {
            Planned::Island { .. } => Some(self.island_of(shapes)),
            Planned::Stop { staging, .. } => match staging {
                Staging::Landscape { things, .. } => {
                    let built = StopScene {
                        shapes,
                        top,
                        waiting,
                    };
                    Some(self.landscape_of(built, things.len()))
                }
                Staging::Plinths(_) => Some(self.plinths_of(QuizScene { shapes, plinths })),
                Staging::Wheel(_) | Staging::Island(_) => None,
            },
            Planned::Finish { .. } => None,
        }
    }

    fn whole(&self, mood: Mood) -> Set {
        match &self.scene {
            Planned::Island { plan, .. } => self.island(plan, mood),
            Planned::Stop { scene, staging, .. } => match staging {
                Staging::Landscape {
                    things,
                    start,
                    pieces,
                } => self.landscape(
                    scene,
                    StopExtras {
                        things,
                        start: start.map(usize::from),
                        pieces,
                        portrait: self.portrait,
                        mood,
                    },
                ),
                Staging::Plinths(toys) => self.plinths(scene, toys, mood),
                Staging::Wheel(segments) => self.wheel(segments, mood),
                // It is planned as the island, which has plans of its own.
                Staging::Island(_) => self.landscape(scene, StopExtras::default()),
            },
            Planned::Finish { bars, floors } => self.finish(bars, *floors, mood),
        }
    }

    fn island(&self, plan: &legeplads_feed::Plan, mood: Mood) -> Set {
        let options = IslandOptions {
            mood,
            ..IslandOptions::default()
        };
        self.island_of(build_island(plan, &self.paint, options))
    }

    fn island_of(&self, shapes: SceneShapes) -> Set {
        Set {
            shapes,
            shot: Shot::island(self.portrait),
            marks: Marks::default(),
            waiting: Vec::new(),
            turntable: None,
            travellers: Vec::new(),
        }
    }

    fn landscape(&self, scene: &legeplads_feed::Scene, extras: StopExtras) -> Set {
        let built = build_stop(scene, extras, &self.paint);
        self.landscape_of(built, extras.things.len())
    }

    fn landscape_of(&self, built: StopScene, things: usize) -> Set {
        let top = built.top.unwrap_or_default();
        let floors = built.waiting.iter().map(|floor| Thing {
            at: floor.ground + Vec3::Y * floor.height / 2.0,
            reach: 0.95,
        });
        let hidden = (0..things).filter_map(|number| {
            let toys = &built.shapes.toys;
            let toy = toys.iter().find(|toy| toy.owner == Some(number))?;
            Some(Thing {
                at: toy.at + Vec3::Y * toy.height / 2.0,
                reach: (toy.height / 2.0).max(toy.reach) * 0.9,
            })
        });
        let marks = Marks {
            things: hidden.chain(floors).collect(),
            ..Marks::default()
        };
        let waiting = built.waiting.into_iter().map(|floor| WaitingPiece {
            shape: floor.shape,
            height: floor.height,
            ground: floor.ground,
            top,
        });
        Set {
            shapes: built.shapes,
            shot: Shot::stop(self.portrait),
            marks,
            waiting: waiting.collect(),
            turntable: None,
            travellers: Vec::new(),
        }
    }

    fn plinths(&self, scene: &legeplads_feed::Scene, toys: &[ToyKind], mood: Mood) -> Set {
        let built = build_quiz(toys, scene, self.portrait, &self.paint, mood);
        self.plinths_of(built)
    }

    fn plinths_of(&self, built: QuizScene) -> Set {
        let plinths = built.plinths.iter().map(|plinth| Plinth {
            toy: plinth.toy,
            top: plinth.top,
            label: plinth.label,
            reach: plinth.reach,
        });
        Set {
            marks: Marks {
                plinths: plinths.collect(),
                ..Marks::default()
            },
            shapes: built.shapes,
            shot: Shot::quiz(self.portrait),
            waiting: Vec::new(),
            turntable: None,
            travellers: Vec::new(),
        }
    }

    fn wheel(&self, segments: &[(ToyKind, String)], mood: Mood) -> Set {
        let built = build_wheel(segments, self.portrait, &self.paint, mood);
        let things = built.shapes.toys.iter();
        let things = things.filter(|toy| toy.owner.is_some()).map(|toy| Thing {
            at: toy.at + Vec3::Y * toy.height / 2.0,
            reach: (toy.height / 2.0).max(toy.reach),
        });
        let wheel = Wheel {
            middle: built.middle,
            radius: built.radius,
            count: segments.len(),
        };
        Set {
            marks: Marks {
                things: things.collect(),
                wheel: Some(wheel),
                ..Marks::default()
            },
            shapes: built.shapes,
            shot: Shot::quiz(self.portrait),
            waiting: Vec::new(),
            turntable: Some(Turntable {
                shape: built.table,
                shade: built.shade,
                wheel,
            }),
            travellers: Vec::new(),
        }
    }

    fn finish(&self, bars: &[(Note, String, ToyKind)], floors: usize, mood: Mood) -> Set {
        let colours: Vec<&str> = bars.iter().map(|(_, colour, _)| colour.as_str()).collect();
        let minis: Vec<ToyKind> = bars.iter().map(|(_, _, toy)| *toy).collect();
        let options = FinishOptions {
            colours: &colours,
            minis: &minis,
            floors,
            portrait: self.portrait,
            mood,
        };
        let built = build_finish(options, &self.paint);
        let marks = built.bars.iter().zip(bars).map(|(bar, (note, _, _))| Bar {
            note: *note,
            near: bar.near,
            far: bar.far,
            width: bar.width,
        });
        Set {
            marks: Marks {
                bars: marks.collect(),
                ..Marks::default()
            },
            shapes: built.shapes,
            shot: Shot::finish(self.portrait),
            waiting: Vec::new(),
            turntable: None,
            travellers: Vec::new(),
        }
    }
}

fn stop(id: &StopId, feed: &Feed, towers: &Towers) -> Option<Planned> {
    let stop = feed.stop(id)?;
    let kind = &feed.activity(&stop.activity)?.kind;
    let standing = match kind {
        ActivityKind::Build(data) => towers.standing(&stop.activity, data),
        _ => Vec::new(),
    };
    Some(Planned::Stop {
        scene: stop.scene.clone(),
        staging: Play::new(kind).staging(kind),
        standing,
    })
}

/// On an island that people travel over, toys answer to the moves of its map, and only those live
/// that can be touched: the eye follows the travellers.
fn open_to_travel(set: &mut Set, plan: &legeplads_feed::Plan, places: &[Option<PlaceId>]) {
    let end = |spot: usize| {
        let place = &plan.spots.get(spot)?.place;
        places
            .iter()
            .position(|known| known.as_ref() == Some(place))
    };
    for toy in &mut set.shapes.toys {
        toy.owner = toy.owner.and_then(end);
    }
    set.shapes.settle(|toy| toy.owner.is_some());
}

fn finish(feed: &Feed, journey: &Journey) -> Planned {
    let stops = journey
        .tour
        .iter()
        .flat_map(|tour| &tour.stops)
        .filter_map(|id| feed.stop(id));
    let bars = stops.map(|stop| {
        let toy = stop
            .scene
            .toys
            .first()
            .map_or(ToyKind::Tower, |toy| toy.kind);
        (stop.note, stop.colour.clone(), toy)
    });
    Planned::Finish {
        bars: bars.collect(),
        floors: usize::try_from(journey.floors).unwrap_or(9).clamp(4, 9),
    }
}
