//! Photographs on cards: read, decoded and scaled off the frame loop, kept while their stop is on
//! the glass, and let go with their release.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bevy::asset::RenderAssetUsages;
use bevy::image::Image;
use bevy::prelude::*;
use bevy::tasks::{AsyncComputeTaskPool, Task, block_on, futures_lite::future::poll_once};
use image::imageops::{self, FilterType};
use image::{Rgba, RgbaImage};
use legeplads_feed::{Feed, StopId};
use legeplads_store::Source;

use crate::journey::{Journey, Screen};
use crate::launch::Launch;
use crate::motion::Busy;
use crate::release::{Release, Swapped};
use crate::stage::Inline;
use crate::view::View;

/// The most room that a picture takes on a card, in millimetres.
pub const ROOM: Vec2 = Vec2::new(150.0, 84.0);

/// While a picture is on its way, frames go on.
const WAIT: Duration = Duration::from_millis(100);

/// Where a release's pictures, fonts and baked scenes lie on disk, by their paths in the feed. Cheap to clone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pictures(Arc<BTreeMap<String, Source>>);

impl From<BTreeMap<String, Source>> for Pictures {
    fn from(files: BTreeMap<String, Source>) -> Self {
        Self(Arc::new(files))
    }
}

impl From<BTreeMap<String, PathBuf>> for Pictures {
    fn from(files: BTreeMap<String, PathBuf>) -> Self {
        let sources = files.into_iter();
        let sources = sources.map(|(path, file)| (path, Source::File(file)));
        sources.collect::<BTreeMap<_, _>>().into()
    }
}

impl Pictures {
    /// What holds a picture, a font or a baked scene.
    pub fn source(&self, path: &str) -> Option<&Source> {
        self.0.get(path)
    }
}

/// A picture as large as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Photo {
    /// Its pixels.
    pub image: Handle<Image>,
    /// Its width and height in pixels.
    pub size: Vec2,
}

/// The pictures of the present stop.
#[derive(Resource, Debug, Default)]
pub struct Album {
    pages: BTreeMap<String, Page>,
}

#[derive(Debug)]
enum Page {
    Coming(Task<Option<Image>>),
    There(Photo),
    /// It could not be read. The card says in words what would be seen.
    Lost,
}

impl Album {
    /// The picture with this path in the feed, once it has come.
    pub fn photo(&self, path: &str) -> Option<&Photo> {
        match self.pages.get(path)? {
            Page::There(photo) => Some(photo),
            Page::Coming(_) | Page::Lost => None,
        }
    }

    /// Whether it could not be read, and never comes.
    pub fn is_lost(&self, path: &str) -> bool {
        matches!(self.pages.get(path), Some(Page::Lost))
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Album>().add_systems(Update, turn_pages);
}

fn turn_pages(
    journey: Res<Journey>,
    (release, launch): (Res<Release>, Res<Launch>),
    view: Res<View>,
    time: Res<Time>,
    inline: Res<Inline>,
    mut swapped: MessageReader<Swapped>,
    mut album: ResMut<Album>,
    mut images: ResMut<Assets<Image>>,
    mut busy: ResMut<Busy>,
) {
    let pages = &mut album.bypass_change_detection().pages;
    let mut wanted = match &journey.screen {
        Screen::Stop(stop) => of_stop(&release.feed, stop),
        _ => BTreeSet::new(),
    };
    // What is unveiled is there before it is.
    let unveiled = launch
        .card(&release.feed)
        .and_then(|card| card.picture.as_ref());
    wanted.extend(unveiled.map(|picture| picture.path.as_str()));
    if swapped.read().count() > 0 || view.is_changed() {
        pages.clear();
    }
    pages.retain(|path, _| wanted.contains(path.as_str()));
    let mut has_come = false;
    for path in wanted {
        if !pages.contains_key(path) {
            let page = begin(&release, path, &view, &inline, &mut images);
            has_come |= !matches!(page, Page::Coming(_));
            pages.insert(path.to_owned(), page);
        }
    }
    for page in pages.values_mut() {
        let Page::Coming(task) = page else { continue };
        busy.extend(time.elapsed(), WAIT);
        if let Some(image) = block_on(poll_once(task)) {
            *page = arrive(image, &mut images);
            has_come = true;
        }
    }
    if has_come {
        album.set_changed();
    }
}

/// The paths of the pictures on the cards that a stop shows.
fn of_stop<'a>(feed: &'a Feed, stop: &StopId) -> BTreeSet<&'a str> {
    let Some(stop) = feed.stop(stop) else {
        return BTreeSet::new();
    };
    let activity = feed.activity(&stop.activity);
    let told = activity.map_or_else(Vec::new, |activity| activity.kind.cards());
    // Of a stop's own cards the first and the last are shown.
    let ends = [stop.cards.first(), stop.cards.last()];
    ends.into_iter()
        .flatten()
        .chain(told)
        .filter_map(|card| feed.card(card)?.picture.as_ref())
        .map(|picture| picture.path.as_str())
        .collect()
}

fn begin(
    release: &Release,
    path: &str,
    view: &View,
    inline: &Inline,
    images: &mut Assets<Image>,
) -> Page {
    let Some(source) = release.pictures.source(path) else {
        return Page::Lost;
    };
    let (source, room) = (source.clone(), (ROOM * view.mm).as_uvec2());
    if inline.0 {
        return arrive(load(&source, room), images);
    }
    let load = async move { load(&source, room) };
    Page::Coming(AsyncComputeTaskPool::get().spawn(load))
}

fn arrive(image: Option<Image>, images: &mut Assets<Image>) -> Page {
    image.map_or(Page::Lost, |image| {
        let size = image.size_f32();
        Page::There(Photo {
            image: images.add(image),
            size,
        })
    })
}

/// Decodes a picture within the store's limits, no larger than `room` in pixels.
fn load(source: &Source, room: UVec2) -> Option<Image> {
    let decoded = match source.picture() {
        Ok(decoded) => decoded,
        Err(error) => {
            tracing::warn!("a card is shown without its picture {source}: {error}");
            return None;
        }
    };
    let fitted = decoded.resize(room.x.max(1), room.y.max(1), FilterType::CatmullRom);
    // A clear border of one pixel: on a tilted card the edge fades into the paper.
    let clear = Rgba([u8::MAX, u8::MAX, u8::MAX, 0]);
    let mut bordered = RgbaImage::from_pixel(fitted.width() + 2, fitted.height() + 2, clear);
    imageops::replace(&mut bordered, &fitted.to_rgba8(), 1, 1);
    Some(Image::from_dynamic(
        bordered.into(),
        true,
        RenderAssetUsages::RENDER_WORLD,
    ))
}
