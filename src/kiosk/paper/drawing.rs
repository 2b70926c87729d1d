//! A drawing of the feed: pieces of coloured paper in layers, seen through the window of a mount.

use bevy::math::{Affine2, Rect, Vec2};
use legeplads_feed::{Cutout, DRAWING_WIDTH, Drawing, Form};

use super::cutting::{clip, ring, smooth, strip, triangles};
use super::outline::{Outline, arc, rectangle, sides};
use super::sheet::{SHADOW, Sheet, veil};
use super::tint::{Tint, ramp};
use super::wood::LIGHT;

/// The shadow of a piece with a lift of 1: where it falls and how far it fades, in millimetres,
/// and how dark it is.
const FALLS: Vec2 = Vec2::new(0.5, -0.75);
const FADES: f32 = 1.0;
const DARK: f32 = 0.2;

/// How wide a cut edge shows, in millimetres.
const EDGE: f32 = 0.35;

/// The least size at which a piece has an edge and a shadow of its own, in millimetres.
const SEEN: f32 = 2.4;

/// How far the mount's shadow reaches into its window, in millimetres.
const INSIDE: f32 = 2.6;

/// How wide the mount's own paper is drawn round the window, in millimetres: more than any shadow
/// reaches out of it.
const MOUNT: f32 = 2.0;

/// A drawing's size in pixels if it is `width` pixels wide.
pub fn size(drawing: &Drawing, width: f32) -> Vec2 {
    Vec2::new(width, width * drawing.height / DRAWING_WIDTH)
}

/// Cuts a drawing, `width` pixels wide, about the origin. `colour` knows colours by name.
pub fn draw(drawing: &Drawing, width: f32, colour: impl Fn(&str) -> Tint, mm: f32) -> Sheet {
    let mut table = Table::new(size(drawing, width), colour, mm);
    table.ground(drawing);
    table.lay(&drawing.pieces, table.place(width));
    table.mount();
    table.sheet
}

/// The same without a mount, as it hangs behind a stage of this size in pixels: its lower left corner
/// in the stage's, as wide as that.
pub fn hang(drawing: &Drawing, stage: Vec2, colour: impl Fn(&str) -> Tint, mm: f32) -> Sheet {
    let mut table = Table::new(stage, colour, mm);
    table.ground(drawing);
    table.lay(&drawing.pieces, table.place(stage.x));
    table.sheet
}

/// Pieces alone, on nothing, in a window of this size in pixels, which is [`DRAWING_WIDTH`] wide.
pub fn cut_out(pieces: &[Cutout], window: Vec2, colour: impl Fn(&str) -> Tint, mm: f32) -> Sheet {
    let mut table = Table::new(window, colour, mm);
    table.lay(pieces, table.place(window.x));
    table.sheet
}

/// What is being cut, and what for.
struct Table<C> {
    sheet: Sheet,
    window: Rect,
    colour: C,
    mm: f32,
}

impl<C: Fn(&str) -> Tint> Table<C> {
    fn new(size: Vec2, colour: C, mm: f32) -> Self {
        Self {
            sheet: Sheet::default(),
            window: Rect::from_center_size(Vec2::ZERO, size),
            colour,
            mm,
        }
    }

    /// From a drawing's units, `width` pixels wide, to pixels.
    fn place(&self, width: f32) -> Affine2 {
        let scale = Vec2::splat(width / DRAWING_WIDTH);
        Affine2::from_scale_angle_translation(scale, 0.0, self.window.min)
    }

    fn ground(&mut self, drawing: &Drawing) {
        let Some(ground) = &drawing.ground else {
            return;
        };
        let tint = (self.colour)(ground);
        let corners = rectangle(self.window.size()).to_vec();
        self.fill(&corners, Vec2::ZERO, tone(&corners, tint));
    }

    fn lay(&mut self, pieces: &[Cutout], place: Affine2) {
        for piece in pieces {
            match piece {
                Cutout::Cut {
                    form,
                    colour,
                    tone,
                    lift,
                } => {
                    let base = (self.colour)(colour);
                    let tint = if *tone < 0.0 {
                        base.dark(-tone)
                    } else {
                        base.light(*tone)
                    };
                    self.cut(points(form, place), tint, *lift);
                }
                Cutout::Group {
                    at,
                    turn,
                    scale,
                    times,
                    step,
                    pieces,
                } => {
                    let mut place = place
                        * Affine2::from_scale_angle_translation(
                            Vec2::from(*scale),
                            turn.to_radians(),
                            Vec2::from(*at),
                        );
                    let step = Affine2::from_scale_angle_translation(
                        Vec2::splat(step.scale),
                        step.turn.to_radians(),
                        Vec2::from(step.by),
                    );
                    for _ in 0..*times {
                        self.lay(pieces, place);
                        place *= step;
                    }
                }
            }
        }
    }

    /// A piece with its shadow and its cut edge.
    fn cut(&mut self, points: Vec<Vec2>, tint: Tint, lift: f32) {
        let points = clip(ring(points), self.window);
        let Some(bounds) = bounds(&points) else {
            return;
        };
        let is_seen = bounds.size().max_element() > SEEN * self.mm;
        if lift > 0.0 && is_seen {
            self.shadow(&points, lift);
        }
        let tone = tone(&points, tint);
        self.fill(&points, Vec2::ZERO, tone);
        let outline = Outline::polygon(&points);
        if is_seen {
            self.sheet
                .band(&outline, [-EDGE * self.mm, 0.0], |station| {
                    let here = tone(station.point);
                    let lit = station.normal.dot(LIGHT);
                    let edge = if lit > 0.0 {
                        here.light(0.4 * lit.min(1.0))
                    } else {
                        here.dark(0.14 * -lit.max(-1.0))
                    };
                    [here, edge]
                });
        }
        self.sheet.feather(&outline, 0.0, tone);
    }

    fn shadow(&mut self, points: &[Vec2], lift: f32) {
        let offset = FALLS * lift * self.mm;
        let dark = SHADOW.fade(veil(DARK));
        self.fill(points, offset, |_| dark);
        let outline = Outline::polygon(points).moved(offset);
        let tints = [dark, dark.fade(0.0)];
        let reach = FADES * lift.sqrt() * self.mm;
        self.sheet.band(&outline, [0.0, reach], |_| tints);
    }

    fn fill(&mut self, points: &[Vec2], offset: Vec2, paint: impl Fn(Vec2) -> Tint) {
        let first = self.sheet.positions.len() as u32;
        for point in points {
            self.sheet.vertex(*point + offset, paint(*point));
        }
        for [a, b, c] in triangles(points) {
            self.sheet.triangle(first + a, first + b, first + c);
        }
    }

    /// The mount: its shadow on the picture, and its paper over whatever reaches out of the window.
    fn mount(&mut self) {
        let window = Outline::polygon(&rectangle(self.window.size()));
        let reach = INSIDE * self.mm;
        self.sheet.band(&window, [-reach, 0.0], |station| {
            // Light comes from the upper left, so the upper and left edges throw the shadow.
            let part = 0.25 + 0.75 * station.normal.normalize_or_zero().dot(LIGHT).max(0.0);
            [SHADOW.fade(0.0), SHADOW.fade(veil(0.24 * part))]
        });
        let paper = Tint::WHITE;
        self.sheet
            .band(&window, [0.0, MOUNT * self.mm], |_| [paper; 2]);
    }
}

/// Lit paper: a little lighter at its upper left, darker at its lower right.
fn tone(points: &[Vec2], tint: Tint) -> impl Fn(Vec2) -> Tint + Copy + use<> {
    let bounds = bounds(points).unwrap_or_default();
    let upper_left = Vec2::new(bounds.min.x, bounds.max.y);
    let lower_right = Vec2::new(bounds.max.x, bounds.min.y);
    ramp(
        upper_left,
        lower_right,
        [tint.light(0.12), tint, tint.dark(0.09)],
    )
}

fn bounds(points: &[Vec2]) -> Option<Rect> {
    let first = *points.first()?;
    let (low, high) = points.iter().fold((first, first), |(low, high), point| {
        (low.min(*point), high.max(*point))
    });
    Some(Rect {
        min: low,
        max: high,
    })
}

/// The outline of a form in pixels.
fn points(form: &Form, place: Affine2) -> Vec<Vec2> {
    // Turning and mirroring change no length; of two scales the larger decides how smooth it is.
    let scale = place
        .matrix2
        .x_axis
        .length()
        .max(place.matrix2.y_axis.length());
    let ellipse = |at: (f32, f32), radii: Vec2| {
        let outline = Outline::polygon(&circle(sides(radii.max_element() * scale)));
        let stations = outline.stations().iter();
        stations
            .map(|station| Vec2::from(at) + station.point * radii)
            .collect()
    };
    let of = |points: &[(f32, f32)]| points.iter().copied().map(Vec2::from).collect::<Vec<_>>();
    // How far apart points on a curve are, in units of the drawing.
    let fine = 5.0 / scale.max(f32::EPSILON);
    let local: Vec<Vec2> = match form {
        Form::Circle { at, radius } => ellipse(*at, Vec2::splat(*radius)),
        Form::Ellipse { at, radii } => ellipse(*at, Vec2::from(*radii)),
        Form::Block { at, size, round } => {
            let size = Vec2::from(*size);
            let round = round.min(size.min_element() / 2.0);
            let outline = match round > 0.0 {
                true => Outline::rounded(&rectangle(size), round, sides(round * scale) / 4),
                false => Outline::polygon(&rectangle(size)),
            };
            let stations = outline.stations().iter();
            stations
                .map(|station| Vec2::from(*at) + station.point)
                .collect()
        }
        Form::Polygon { points } => of(points),
        Form::Blob { points } => smooth(&of(points), true, fine),
        Form::Line { points, width } => strip(&of(points), *width, scale),
        Form::Curve { points, width } => strip(&smooth(&of(points), false, fine), *width, scale),
        Form::Arc {
            at,
            radius,
            from,
            to,
            width,
        } => {
            let bend = arc(
                Vec2::ZERO,
                *radius * scale,
                from.to_radians(),
                to.to_radians(),
            );
            let bend: Vec<Vec2> = bend
                .into_iter()
                .map(|point| Vec2::from(*at) + point / scale)
                .collect();
            strip(&bend, *width, scale)
        }
    };
    local
        .into_iter()
        .map(|point| place.transform_point2(point))
        .collect()
}

/// The corners of a regular polygon on the unit circle.
fn circle(count: usize) -> Vec<Vec2> {
    let step = std::f32::consts::TAU / count as f32;
    (0..count)
        .map(|side| Vec2::from_angle(step * side as f32))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::built_in;
    use crate::theme::Theme;

    /// On the usual screen.
    const MM: f32 = 2.71;
    const ACROSS: f32 = 150.0 * MM;

    fn cut(drawing: &Drawing) -> Sheet {
        let theme = Theme::default();
        draw(drawing, ACROSS, |name| Tint::new(theme.rgb(name)), MM)
    }

    #[test]
    fn every_drawing_of_the_feed_is_whole_and_light_enough_to_draw() {
        let feed = built_in();
        assert!(feed.drawings.len() >= 12);
        for (id, drawing) in &feed.drawings {
            let sheet = cut(drawing);
            assert!(
                sheet
                    .positions
                    .iter()
                    .flatten()
                    .all(|part| part.is_finite())
            );
            let count = sheet.triangles();
            // A figure of a theatre is a single thing.
            let least = if drawing.ground.is_some() { 500 } else { 100 };
            assert!((least..20_000).contains(&count), "{id}: {count} triangles");
            let mount = size(drawing, ACROSS) / 2.0 + MOUNT * MM + 0.5;
            let reach = sheet.extents(0.02);
            assert!(
                reach.max.cmple(mount).all(),
                "{id}: {reach:?} leaves the mount"
            );
            assert!(
                (-reach.min).cmple(mount).all(),
                "{id}: {reach:?} leaves the mount"
            );
        }
    }

    #[test]
    fn what_is_placed_several_times_is_there_as_often_and_mirrored_pieces_face_up() {
        let wing = |times, scale| Drawing {
            id: "wing".into(),
            height: 60.0,
            ground: Some("sky".to_owned()),
            pieces: vec![Cutout::Group {
                at: (50.0, 30.0),
                turn: 10.0,
                scale,
                times,
                step: legeplads_feed::Step {
                    by: (8.0, 0.0),
                    ..legeplads_feed::Step::default()
                },
                pieces: vec![Cutout::Cut {
                    form: Form::Polygon {
                        points: vec![(0.0, 0.0), (6.0, 1.0), (1.0, 9.0)],
                    },
                    colour: "red".to_owned(),
                    tone: 0.0,
                    lift: 1.0,
                }],
            }],
        };
        let count = |times, scale| cut(&wing(times, scale)).triangles();
        let own = count(1, (1.0, 1.0)) - count(0, (1.0, 1.0));
        assert!(own > 0);
        assert_eq!(count(4, (1.0, 1.0)), count(0, (1.0, 1.0)) + 4 * own);
        assert_eq!(count(1, (-1.0, 1.0)), count(1, (1.0, 1.0)));
    }
}
