//! What lies in front of the town: paper, wood and words, in pixels from the middle of the glass.
//!
//! A screen lays its pieces anew whenever something that they show has changed; there are few.

mod bind;
pub mod target;
mod text;

use std::time::Duration;

use bevy::asset::RenderAssetUsages;
use bevy::camera::visibility::RenderLayers;
use bevy::ecs::system::SystemParam;
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;
use bevy::sprite::Anchor;
use bevy::text::{FontCx, Justify, LineBreak, LineHeight};

pub use target::{Reach, Target, Touched};
pub use text::{Setting, Typesetter};

use crate::journey::Action;
use crate::motion::{FOLDED, Hop, Unfold};
use crate::paper::{Palette, Sheet};
use crate::release::Release;
use crate::still::{Coat, GLASS, OVER, Paints};
use crate::theme::{Theme, Type};
use crate::view::View;

/// The root of all that the present screen has laid.
#[derive(Resource, Debug, Default)]
pub struct Overlay {
    root: Option<Entity>,
    depth: f32,
    unfold: Option<Duration>,
    /// What is laid now moves by itself in front of all else.
    moves: bool,
    /// Where the words and the pieces to touch are.
    taken: Vec<Rect>,
}

/// Words on the glass, for tests: where they are, and what they must not leave.
#[derive(Component, Debug, Clone)]
pub struct Words {
    /// The text as broken into lines.
    pub text: String,
    /// Where it stands, in overlay coordinates, before any tilt.
    pub rect: Rect,
    /// The paper it stands on, likewise.
    pub paper: Rect,
}

/// A QR code on the glass, for tests.
#[derive(Component, Debug, Clone, Copy)]
pub struct Printed {
    /// Where it is with its quiet zone, in overlay coordinates.
    pub rect: Rect,
    /// The side of a module in pixels.
    pub module: f32,
    /// The paper it is printed on, before any tilt.
    pub paper: Rect,
}

/// A piece with a paper under it that words are put on.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// The entity that moves as one.
    pub entity: Entity,
    /// Its middle in overlay coordinates.
    pub at: Vec2,
    /// Its width and height.
    pub size: Vec2,
}

impl Piece {
    /// The piece's outline before any tilt.
    pub fn rect(&self) -> Rect {
        Rect::from_center_size(self.at, self.size)
    }
}

/// Lays pieces.
#[derive(SystemParam)]
pub struct Ui<'w, 's> {
    commands: Commands<'w, 's>,
    meshes: ResMut<'w, Assets<Mesh>>,
    paints: Res<'w, Paints>,
    fonts: ResMut<'w, FontCx>,
    typesetter: Local<'s, Typesetter>,
    release: Res<'w, Release>,
    overlay: ResMut<'w, Overlay>,
    view: Res<'w, View>,
    theme: Res<'w, Theme>,
}

impl Ui<'_, '_> {
    /// Takes everything away and begins anew.
    pub fn clear(&mut self) {
        if let Some(root) = self.overlay.root.take() {
            self.commands.entity(root).despawn();
        }
        let root = self
            .commands
            .spawn((Transform::default(), Visibility::default(), GLASS))
            .id();
        *self.overlay = Overlay {
            root: Some(root),
            ..default()
        };
    }

    /// The glass.
    pub fn view(&self) -> View {
        *self.view
    }

    /// From now on paper that says so unfolds, if at all.
    pub fn unfold_from(&mut self, begun: Option<Duration>) {
        self.overlay.unfold = begun;
    }

    /// Lets a piece unfold if its screen has just begun.
    pub fn unfolds(&mut self, piece: Piece) {
        if let Some(begun) = self.overlay.unfold {
            self.unfold(piece, begun);
        }
    }

    /// Lets a piece unfold from now on: the frame that it comes in already shows it folded.
    pub fn unfold(&mut self, piece: Piece, begun: Duration) {
        self.commands
            .entity(piece.entity)
            .insert(Unfold { begun })
            .entry::<Transform>()
            .and_modify(|mut transform| transform.scale.y = FOLDED);
    }

    /// Lets a piece hop for joy, `high` pixels, if its screen has just changed.
    pub fn hops(&mut self, piece: Piece, high: f32) {
        if let Some(begun) = self.overlay.unfold {
            let at = piece.at.y;
            self.with(piece, Hop { begun, at, high });
        }
    }

    /// What is laid from now on moves by itself, in front of all that lies: without a GPU it is drawn in
    /// each frame.
    pub fn moves_in_front(&mut self, moves: bool) {
        self.overlay.moves = moves;
    }

    fn layer(&self) -> RenderLayers {
        if self.overlay.moves { OVER } else { GLASS }
    }

    /// Pixels a millimetre.
    pub fn mm(&self) -> f32 {
        self.view.mm
    }

    /// The colours that paper and wood are cut from.
    pub fn palette(&self) -> Palette {
        Palette::new(|name| self.theme.rgb(name))
    }

    /// A colour by name, in sRGB.
    pub fn rgb(&self, name: &str) -> [u8; 3] {
        self.theme.rgb(name)
    }

    /// All colours by name, in sRGB.
    pub fn colours(&self) -> impl Fn(&str) -> [u8; 3] + use<> {
        let theme = self.theme.clone();
        move |name| theme.rgb(name)
    }

    /// Breaks a text into lines of at most `width` pixels.
    pub fn set(&mut self, kind: Type, text: &str, width: f32) -> Setting {
        let brought = self.release.fonts.face(kind.role());
        self.typesetter
            .set(&mut self.fonts, kind, brought, text, width, &self.view)
    }

    /// Lays a sheet at a place, tilted by radians. Later pieces lie on top of earlier ones.
    pub fn piece(&mut self, sheet: &Sheet, at: Vec2, size: Vec2, tilt: f32) -> Piece {
        self.overlay.depth += 1.0;
        let layer = self.layer();
        let entity = self
            .commands
            .spawn((
                Transform::from_translation(at.extend(self.overlay.depth))
                    .with_rotation(Quat::from_rotation_z(tilt)),
                Visibility::default(),
                layer,
            ))
            .id();
        if !sheet.indices.is_empty() {
            self.commands.entity(entity).insert((
                Mesh2d(self.meshes.add(mesh_of(sheet))),
                self.paints.coat(Coat::Film),
            ));
        }
        if let Some(root) = self.overlay.root {
            self.commands.entity(entity).insert(ChildOf(root));
        }
        Piece { entity, at, size }
    }

    /// A piece without a picture, to hang others on.
    pub fn group(&mut self, at: Vec2, size: Vec2, tilt: f32) -> Piece {
        self.piece(&Sheet::default(), at, size, tilt)
    }

    /// Lays a sheet on a piece, `offset` pixels from its middle.
    pub fn on(&mut self, piece: Piece, sheet: &Sheet, offset: Vec2, size: Vec2) -> Piece {
        let layer = self.layer();
        let inner = self
            .commands
            .spawn((
                Mesh2d(self.meshes.add(mesh_of(sheet))),
                self.paints.coat(Coat::Film),
                Transform::from_translation(offset.extend(0.2)),
                layer,
                ChildOf(piece.entity),
            ))
            .id();
        Piece {
            entity: inner,
            at: piece.at + offset,
            size,
        }
    }

    /// Lays a photograph on a piece at its own size, `offset` pixels from the piece's middle.
    pub fn photo(&mut self, piece: Piece, image: Handle<Image>, offset: Vec2) {
        self.commands.spawn((
            Sprite::from_image(image),
            Transform::from_translation(offset.extend(0.3)),
            GLASS,
            ChildOf(piece.entity),
        ));
    }

    /// Puts words on a piece. `corner` is the text's upper left in pixels from the piece's middle.
    pub fn words(&mut self, piece: Piece, setting: &Setting, corner: Vec2, colour: &str) {
        self.print(piece, setting, corner, colour, Justify::Left);
    }

    /// Puts words in the middle of a piece, moved by `offset`.
    pub fn centred(&mut self, piece: Piece, setting: &Setting, offset: Vec2, colour: &str) {
        let corner = offset + Vec2::new(-setting.size.x, setting.size.y) / 2.0;
        self.print(piece, setting, corner, colour, Justify::Center);
    }

    fn print(
        &mut self,
        piece: Piece,
        setting: &Setting,
        corner: Vec2,
        colour: &str,
        justify: Justify,
    ) {
        let middle = corner + Vec2::new(setting.size.x, -setting.size.y) / 2.0;
        let rect = Rect::from_center_size(piece.at + middle, setting.size);
        self.overlay.taken.push(rect);
        let layer = self.layer();
        let colour = self.theme.colour(colour);
        let mut words = self.commands.spawn((
            Text2d::new(setting.text.clone()),
            setting.font.clone(),
            TextColor(colour),
            TextLayout {
                justify,
                linebreak: LineBreak::NoWrap,
            },
            LineHeight::RelativeToFont(setting.kind.role().line_height()),
            Anchor::CENTER,
            Transform::from_translation(middle.round().extend(0.4)),
            layer,
            Words {
                text: setting.text.clone(),
                rect,
                paper: piece.rect(),
            },
            ChildOf(piece.entity),
        ));
        if let Some(ink) = text::ink(colour) {
            words.insert(ink);
        }
    }

    /// Makes a piece something to touch.
    pub fn target(&mut self, piece: Piece, action: Action, reach: Reach, layer: u8) {
        let target = Target {
            action,
            at: piece.at,
            reach,
            layer,
        };
        if layer > 0 {
            self.overlay.taken.push(target.rect());
        }
        self.commands.entity(piece.entity).insert(target);
    }

    /// Keeps a place clear of what only lies where there is room.
    pub fn take(&mut self, rect: Rect) {
        self.overlay.taken.push(rect);
    }

    /// Whether nothing that has been laid so far is to be read or touched there.
    pub fn is_free(&self, rect: Rect) -> bool {
        let mut taken = self.overlay.taken.iter();
        taken.all(|other| other.intersect(rect).is_empty())
    }

    /// Something to touch in the town behind: nothing of it is drawn here.
    pub fn spot(&mut self, action: Action, at: Vec2, reach: Reach) {
        let entity = self
            .commands
            .spawn((
                Target {
                    action,
                    at,
                    reach,
                    layer: 0,
                },
                Transform::from_translation(at.extend(0.0)),
            ))
            .id();
        if let Some(root) = self.overlay.root {
            self.commands.entity(entity).insert(ChildOf(root));
        }
    }

    /// Adds components to a piece: motions, mostly.
    pub fn with(&mut self, piece: Piece, bundle: impl Bundle) {
        self.commands.entity(piece.entity).insert(bundle);
    }
}

/// A sheet for the renderer.
pub fn mesh_of(sheet: &Sheet) -> Mesh {
    Mesh::new(
        PrimitiveTopology::TriangleList,
        RenderAssetUsages::RENDER_WORLD,
    )
    .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, sheet.positions.clone())
    .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, sheet.colours.clone())
    .with_inserted_indices(Indices::U32(sheet.indices.clone()))
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Overlay>().add_plugins(target::plugin);
}

/// The layer of the glass, for what others spawn on it.
pub fn glass() -> RenderLayers {
    GLASS
}
