//! The file that a baked scene travels as.
//!
//! Magic and version; terrain, toys, moving parts, what waits and plinths; then the meshes, in the
//! order of [`Built::shapes_mut`](crate::setting::Built::shapes_mut): positions as 16 bits an axis
//! within the mesh's bounds, colours of day and dusk as three bytes each (four for films), those
//! under snow where it makes a difference, and indices as steps back from the newest point.
//! Whatever the bytes are, reading gives a scene that can be drawn or an error.

use glam::Vec3;
use legeplads_feed::ToyKind;

use super::bytes::{Reader, Writer};
use super::{Baked, mesh, shapes};
use crate::diorama::WaitingFloor;
use crate::ground::{Outline, Rise, Terrain};
use crate::motion::{Answer, Motion};
use crate::quiz::PlinthMarks;
use crate::setting::Built;
use crate::shape::Shape;
use crate::stage::{PlacedPart, PlacedToy};
use crate::toys::Part;

/// The version of the file and of the light in it: another baker's files are made anew.
pub const VERSION: u16 = 1;

const MAGIC: [u8; 4] = *b"LgpS";
/// What a scene may have of everything: several times what the fullest needs.
const TOYS: usize = 10_000;
const RISES: usize = 1_000;
const PATH: usize = 2_000;
const POINTS: usize = 800_000;
const TRIANGLES: usize = 400_000;
/// The shortest time that a movement may take, in seconds.
const QUICKEST: f32 = 0.01;

/// Why bytes are no baked scene.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Other bytes altogether.
    #[error("this is no baked scene")]
    Other,
    /// Another program's.
    #[error(
        "this scene has version {0}, and this program reads version {VERSION}; publish again with a desk of the same version"
    )]
    Version(u16),
    /// It ends too early.
    #[error("the scene is cut off")]
    CutOff,
    /// It goes on after its end.
    #[error("the scene has {0} bytes too many")]
    Longer(usize),
    /// More than any scene has.
    #[error("the scene has {count} of something that it may have {most} of")]
    TooMuch {
        /// How many.
        count: usize,
        /// How many there may be.
        most: usize,
    },
    /// A number that makes no sense.
    #[error("the scene has a number in it that is none, or out of its range")]
    Number,
    /// A toy or a way to move that this program does not know.
    #[error("the scene has something in it that this program does not know")]
    Unknown,
}

impl Baked {
    /// The file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut to = Writer::default();
        to.0.extend(MAGIC);
        to.u16(VERSION);
        let scene = &self.scene;
        write_terrain(&mut to, &scene.shapes.terrain);
        write_toys(&mut to, &scene.shapes.toys);
        to.count(scene.shapes.moving.len());
        for placed in &scene.shapes.moving {
            to.count(placed.toy);
            to.vec3(placed.at);
            to.vec3(placed.part.pivot);
            write_motion(&mut to, &placed.part.motion);
        }
        to.u8(u8::from(scene.top.is_some()));
        to.vec3(scene.top.unwrap_or_default());
        to.count(scene.waiting.len());
        for floor in &scene.waiting {
            to.f32(floor.height);
            to.vec3(floor.ground);
        }
        to.count(scene.plinths.len());
        for plinth in &scene.plinths {
            for at in [plinth.toy, plinth.top, plinth.label] {
                to.vec3(at);
            }
            to.f32(plinth.reach);
        }
        let mut scene = scene.clone();
        for (shape, colours) in scene.shapes_mut().into_iter().zip(&self.colours) {
            mesh::write(&mut to, shape, colours);
        }
        to.0
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// [`Unreadable`] says what is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut from = Reader(bytes);
        if from.take(4)? != MAGIC {
            return Err(Unreadable::Other);
        }
        match from.u16()? {
            VERSION => {}
            other => return Err(Unreadable::Version(other)),
        }
        let mut scene = Built::default();
        scene.shapes.terrain = read_terrain(&mut from)?;
        scene.shapes.toys = read_toys(&mut from)?;
        let toys = scene.shapes.toys.len();
        for _ in 0..from.count(TOYS, 29)? {
            scene.shapes.moving.push(read_part(&mut from, toys)?);
        }
        let has_top = from.u8()? == 1;
        scene.top = Some(from.vec3()?).filter(|_| has_top);
        for _ in 0..from.count(TOYS, 16)? {
            scene.waiting.push(WaitingFloor {
                shape: Shape::default(),
                height: from.f32()?,
                ground: from.vec3()?,
            });
        }
        for _ in 0..from.count(TOYS, 40)? {
            scene.plinths.push(PlinthMarks {
                toy: from.vec3()?,
                top: from.vec3()?,
                label: from.vec3()?,
                reach: from.f32()?,
            });
        }
        let mut colours = Vec::with_capacity(shapes(&scene));
        let mut left = (POINTS, TRIANGLES);
        for shape in scene.shapes_mut() {
            let (mesh, its) = mesh::read(&mut from, &mut left)?;
            *shape = mesh;
            colours.push(its);
        }
        match from.0.len() {
            0 => Ok(Self { scene, colours }),
            longer => Err(Unreadable::Longer(longer)),
        }
    }
}

fn write_terrain(to: &mut Writer, terrain: &Terrain) {
    to.f32(terrain.swell);
    to.count(terrain.rises.len());
    for rise in &terrain.rises {
        to.vec2(rise.at);
        to.f32(rise.height);
        to.vec2(rise.size);
    }
    to.u8(u8::from(terrain.outline.is_some()));
    if let Some(outline) = &terrain.outline {
        to.vec2(outline.centre);
        to.vec2(outline.radius);
    }
}

fn read_terrain(from: &mut Reader) -> Result<Terrain, Unreadable> {
    let mut terrain = Terrain {
        swell: from.f32()?,
        ..Terrain::default()
    };
    for _ in 0..from.count(RISES, 20)? {
        terrain.rises.push(Rise {
            at: from.vec2()?,
            height: from.f32()?,
            size: from.vec2()?,
        });
    }
    let flat = |rise: &Rise| rise.size.abs().min_element() < 0.01;
    if terrain.rises.iter().any(flat) {
        return Err(Unreadable::Number);
    }
    if from.u8()? == 1 {
        let (centre, radius) = (from.vec2()?, from.vec2()?);
        if radius.min_element() < 0.1 {
            return Err(Unreadable::Number);
        }
        terrain.outline = Some(Outline::new(centre, radius));
    }
    Ok(terrain)
}

fn write_toys(to: &mut Writer, toys: &[PlacedToy]) {
    // By name, so that the order of the kinds may change.
    let mut kinds: Vec<ToyKind> = toys.iter().map(|toy| toy.kind).collect();
    kinds.sort();
    kinds.dedup();
    to.count(kinds.len());
    for kind in &kinds {
        let name = format!("{kind:?}");
        to.count(name.len());
        to.0.extend(name.bytes());
    }
    to.count(toys.len());
    for toy in toys {
        to.count(kinds.binary_search(&toy.kind).unwrap_or(0));
        to.u32(toy.owner.map_or(u32::MAX, |owner| owner as u32));
        to.vec3(toy.at);
        to.f32(toy.reach);
        to.f32(toy.height);
        to.u8(ANSWERS
            .iter()
            .position(|answer| *answer == toy.answer)
            .unwrap_or(0) as u8);
    }
}

fn read_toys(from: &mut Reader) -> Result<Vec<PlacedToy>, Unreadable> {
    let known = ToyKind::ALL.iter().map(|kind| (format!("{kind:?}"), *kind));
    let known: Vec<(String, ToyKind)> = known.collect();
    let mut kinds = Vec::new();
    for _ in 0..from.count(known.len(), 4)? {
        let length = from.count(40, 1)?;
        let name = from.take(length)?;
        let kind = known.iter().find(|(known, _)| known.as_bytes() == name);
        kinds.push(kind.ok_or(Unreadable::Unknown)?.1);
    }
    let count = from.count(TOYS, 29)?;
    let mut toys = Vec::with_capacity(count);
    for _ in 0..count {
        let kind = from.u32()? as usize;
        let owner = from.u32()?;
        toys.push(PlacedToy {
            kind: *kinds.get(kind).ok_or(Unreadable::Unknown)?,
            owner: (owner != u32::MAX).then_some(owner as usize),
            at: from.vec3()?,
            reach: from.f32()?,
            height: from.f32()?,
            answer: *ANSWERS
                .get(usize::from(from.u8()?))
                .ok_or(Unreadable::Unknown)?,
            body: Shape::default(),
        });
    }
    Ok(toys)
}

/// The answers as they are numbered in files: new ones go last.
const ANSWERS: [Answer; 6] = [
    Answer::Squash,
    Answer::Hop,
    Answer::Spin,
    Answer::Ring,
    Answer::Hurry,
    Answer::Ripple,
];

fn read_part(from: &mut Reader, toys: usize) -> Result<PlacedPart, Unreadable> {
    let toy = from.u32()? as usize;
    if toy >= toys {
        return Err(Unreadable::Number);
    }
    let (at, pivot) = (from.vec3()?, from.vec3()?);
    let part = Part {
        shape: Shape::default(),
        shade: Shape::default(),
        pivot,
        motion: read_motion(from)?,
    };
    Ok(PlacedPart { part, at, toy })
}

fn write_motion(to: &mut Writer, motion: &Motion) {
    match motion {
        Motion::Still => to.u8(0),
        Motion::Turn { axis, seconds } => {
            to.u8(1);
            to.vec3(*axis);
            to.f32(*seconds);
        }
        Motion::Sway {
            axis,
            degrees,
            seconds,
            phase,
        } => {
            to.u8(2);
            to.vec3(*axis);
            to.f32s(&[*degrees, *seconds, *phase]);
        }
        Motion::Drift { by, seconds, phase } => {
            to.u8(3);
            to.vec3(*by);
            to.f32s(&[*seconds, *phase]);
        }
        Motion::Ride {
            path,
            seconds,
            phase,
            facing,
        } => {
            to.u8(4);
            to.count(path.len());
            for point in path {
                to.vec3(*point);
            }
            to.f32s(&[*seconds, *phase, *facing]);
        }
        Motion::Wave { seconds, phase } => {
            to.u8(5);
            to.f32s(&[*seconds, *phase]);
        }
        Motion::Ripple { delay } => {
            to.u8(6);
            to.f32(*delay);
        }
    }
}

fn read_motion(from: &mut Reader) -> Result<Motion, Unreadable> {
    let seconds = |from: &mut Reader| match from.f32()? {
        quick if quick.abs() < QUICKEST => Err(Unreadable::Number),
        seconds => Ok(seconds),
    };
    Ok(match from.u8()? {
        0 => Motion::Still,
        1 => Motion::Turn {
            axis: from.vec3()?,
            seconds: seconds(from)?,
        },
        2 => Motion::Sway {
            axis: from.vec3()?,
            degrees: from.f32()?,
            seconds: seconds(from)?,
            phase: from.f32()?,
        },
        3 => Motion::Drift {
            by: from.vec3()?,
            seconds: seconds(from)?,
            phase: from.f32()?,
        },
        4 => {
            let count = from.count(PATH, 12)?;
            let path = (0..count)
                .map(|_| from.vec3())
                .collect::<Result<Vec<Vec3>, _>>()?;
            Motion::Ride {
                path,
                seconds: seconds(from)?,
                phase: from.f32()?,
                facing: from.f32()?,
            }
        }
        5 => Motion::Wave {
            seconds: seconds(from)?,
            phase: from.f32()?,
        },
        6 => Motion::Ripple { delay: from.f32()? },
        _ => return Err(Unreadable::Unknown),
    })
}
