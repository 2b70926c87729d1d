//! Which tiles of the glass's picture hold something, and the mesh that shows them.

use bevy::asset::RenderAssetUsages;
use bevy::camera::primitives::Aabb;
use bevy::ecs::system::SystemParam;
use bevy::platform::collections::HashSet;
use bevy::prelude::*;

use crate::paper::Sheet;
use crate::view::View;

/// Side of a tile in pixels.
const TILE: f32 = 32.0;

/// A tile's column and row; the first is in the lower left corner.
pub type Tile = (i32, i32);

/// The tiles under the upright rectangle round a piece.
pub fn under(rect: Rect, view: &View) -> impl Iterator<Item = Tile> {
    let last = (view.size / TILE).ceil().as_ivec2() - 1;
    let corner = |point: Vec2| ((point + view.half()) / TILE).floor().as_ivec2();
    let first = corner(rect.min).max(IVec2::ZERO);
    let end = corner(rect.max).min(last);
    (first.y..=end.y).flat_map(move |y| (first.x..=end.x).map(move |x| (x, y)))
}

/// Makes meshes of tiles that the renderer shows in the very frame they are made in.
#[derive(SystemParam)]
pub struct TileMeshes<'w> {
    meshes: ResMut<'w, Assets<Mesh>>,
    news: MessageWriter<'w, AssetEvent<Mesh>>,
}

impl TileMeshes<'_> {
    /// A mesh of these tiles, in the place of the one there was: a mesh of its own would reach the
    /// renderer a frame after whoever shows it, and in that frame there would be no tile at all.
    pub fn fill(
        &mut self,
        tiles: &HashSet<Tile>,
        view: &View,
        before: &mut Option<Handle<Mesh>>,
    ) -> Handle<Mesh> {
        let mut mesh = crate::ui::mesh_of(&sheet(tiles, view));
        // It is fetched twice, and must still be here for the second time.
        mesh.asset_usage = RenderAssetUsages::all();
        let handle = match before.take() {
            // Refused only to a handle that nobody holds any more, and this one is held.
            Some(handle) => {
                let _ = self.meshes.insert(&handle, mesh);
                handle
            }
            None => self.meshes.add(mesh),
        };
        // What is on the glass is known only after the engine has told the renderer which meshes are
        // new. It tells it of this one in the next frame, and then for a frame the new picture would
        // have been seen through the tiles of the old.
        let id = handle.id();
        self.news.write(AssetEvent::Modified { id });
        *before = Some(handle.clone());
        handle
    }
}

/// These tiles in overlay coordinates.
fn sheet(tiles: &HashSet<Tile>, view: &View) -> Sheet {
    let mut sheet = Sheet::default();
    for tile in tiles {
        let Rect { min, max } = rect(*tile, view);
        let base = u32::try_from(sheet.positions.len()).unwrap_or(0);
        for corner in [min, Vec2::new(max.x, min.y), max, Vec2::new(min.x, max.y)] {
            sheet.positions.push([corner.x, corner.y, 0.0]);
            sheet.colours.push([1.0; 4]);
        }
        sheet
            .indices
            .extend([0, 1, 2, 0, 2, 3].map(|index| base + index));
    }
    sheet
}

/// A tile in overlay coordinates.
fn rect((x, y): Tile, view: &View) -> Rect {
    let min = Vec2::new(x as f32, y as f32) * TILE - view.half();
    Rect {
        min,
        max: (min + TILE).min(view.half()),
    }
}

/// The tiles as rectangles of a picture's pixels, those side by side in one.
pub fn rows(tiles: &HashSet<Tile>, view: &View) -> Vec<URect> {
    let mut sorted: Vec<Tile> = tiles.iter().copied().collect();
    sorted.sort_by_key(|(x, y)| (*y, *x));
    let mut rows: Vec<URect> = Vec::new();
    for tile in sorted {
        let Rect { min, max } = rect(tile, view);
        // A picture's rows go down.
        let low = Vec2::new(min.x + view.half().x, view.half().y - max.y);
        let high = Vec2::new(max.x + view.half().x, view.half().y - min.y);
        let pixels = URect::from_corners(low.round().as_uvec2(), high.round().as_uvec2());
        match rows.last_mut() {
            Some(row) if row.min.y == pixels.min.y && row.max.x == pixels.min.x => {
                row.max.x = pixels.max.x;
            }
            _ => rows.push(pixels),
        }
    }
    rows
}

/// The upright rectangle round a piece, in overlay coordinates.
pub fn seen(transform: &GlobalTransform, aabb: &Aabb) -> Rect {
    let (middle, half) = (aabb.center, aabb.half_extents);
    let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y)| {
        let corner = Vec3::new(middle.x + x * half.x, middle.y + y * half.y, middle.z);
        transform.transform_point(corner).truncate()
    });
    round(&corners)
}

/// The upright rectangle round some points.
pub fn round(points: &[Vec2]) -> Rect {
    let Some((first, rest)) = points.split_first() else {
        return Rect::EMPTY;
    };
    rest.iter()
        .fold(Rect::from_corners(*first, *first), |rect, point| {
            rect.union_point(*point)
        })
}

#[cfg(test)]
mod tests {
    use bevy::asset::AssetEventSystems;

    use super::*;

    fn view() -> View {
        View {
            size: Vec2::new(100.0, 70.0),
            ..View::default()
        }
    }

    #[test]
    fn tiles_cover_what_lies_on_them_and_no_more_than_the_glass() {
        let view = view();
        let all: HashSet<Tile> = under(Rect::new(-500.0, -500.0, 500.0, 500.0), &view).collect();
        assert_eq!(all.len(), 4 * 3);
        let one: Vec<Tile> = under(Rect::new(-49.0, -34.0, -40.0, -30.0), &view).collect();
        assert_eq!(one, [(0, 0)]);
        assert_eq!(under(Rect::new(80.0, 0.0, 90.0, 10.0), &view).count(), 0);
    }

    #[derive(Resource, Default)]
    struct Shown(Option<Handle<Mesh>>);

    #[test]
    fn the_renderer_hears_of_tiles_in_the_frame_they_are_made_in() {
        let make = |mut meshes: TileMeshes, mut shown: ResMut<Shown>| {
            let mut before = shown.0.take();
            let tiles: HashSet<Tile> = [(0, 0)].into_iter().collect();
            shown.0 = Some(meshes.fill(&tiles, &view(), &mut before));
        };
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, AssetPlugin::default()))
            .init_asset::<Mesh>()
            .init_resource::<Shown>()
            .add_systems(PostUpdate, make.after(AssetEventSystems));
        for _ in 0..2 {
            app.update();
            let id = app.world().resource::<Shown>().0.as_ref().map(Handle::id);
            let news = app.world().resource::<Messages<AssetEvent<Mesh>>>();
            let last = news.iter_current_update_messages().last();
            assert_eq!(last.copied(), id.map(|id| AssetEvent::Modified { id }));
        }
    }

    #[test]
    fn neighbours_are_copied_together_and_rows_go_down() {
        let view = view();
        let tiles: HashSet<Tile> = [(0, 0), (1, 0), (3, 0), (0, 2)].into_iter().collect();
        let rows = rows(&tiles, &view);
        assert_eq!(
            rows,
            [
                URect::new(0, 38, 64, 70),
                URect::new(96, 38, 100, 70),
                URect::new(0, 0, 32, 6),
            ]
        );
    }
}
