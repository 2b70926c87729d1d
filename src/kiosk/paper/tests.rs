//! What every piece promises, whatever it looks like.

use bevy::math::{Rect, Vec2};

use super::sheet::FEATHER;
use super::*;

mod things;

/// The pixels per millimetre of the usual screen, and of a small window standing for it.
const SCALES: [f32; 2] = [2.71, 1.81];

/// Every number is one, every index has its vertex, colours are within bounds, and some edge fades.
fn sound(name: &str, sheet: &Sheet, most: usize) {
    assert_eq!(sheet.positions.len(), sheet.colours.len(), "{name}");
    assert!(
        sheet.positions.iter().flatten().all(|x| x.is_finite()),
        "{name}"
    );
    assert!(
        sheet
            .colours
            .iter()
            .flatten()
            .all(|part| (0.0..=1.0).contains(part)),
        "{name}: a colour is out of bounds"
    );
    assert_eq!(sheet.indices.len() % 3, 0, "{name}");
    let count = sheet.positions.len() as u32;
    assert!(sheet.indices.iter().all(|&index| index < count), "{name}");
    assert!(
        sheet.triangles() > 0 && sheet.triangles() <= most,
        "{name}: {}",
        sheet.triangles()
    );
    assert!(fades(sheet), "{name}: no edge is feathered");
}

/// Whether some triangle goes from opaque to clear within about a feather's width.
fn fades(sheet: &Sheet) -> bool {
    sheet.indices.chunks(3).any(|triangle| {
        let corners: Vec<(Vec2, f32)> = triangle
            .iter()
            .map(|&index| {
                let [x, y, _] = sheet.positions[index as usize];
                (Vec2::new(x, y), sheet.colours[index as usize][3])
            })
            .collect();
        corners.iter().any(|&(from, alpha)| {
            alpha > 0.99
                && corners.iter().any(|&(to, clear)| {
                    clear < 0.01 && (0.5..2.0 * FEATHER).contains(&from.distance(to))
                })
        })
    })
}

/// The opaque part is as large as asked for, but for the bow of paper.
fn measures(name: &str, sheet: &Sheet, size: Vec2) {
    let seen = sheet.extents(0.99).size();
    let off = (seen - size).abs();
    let bow = size * 0.02 + 2.0;
    assert!(off.cmple(bow).all(), "{name}: {seen} instead of {size}");
}

/// `inner` lies within `outer`, give or take half a pixel.
fn within(name: &str, inner: Rect, outer: Rect) {
    let outer = outer.inflate(0.5);
    assert!(
        outer.contains(inner.min) && outer.contains(inner.max),
        "{name}: {inner:?} reaches out of {outer:?}"
    );
}

#[test]
fn a_card_keeps_to_its_size_and_gives_its_words_room() {
    let palette = Palette::default();
    for mm in SCALES {
        for seed in 0..20 {
            let card = Card {
                seed,
                ..Card::default()
            };
            let (sheet, areas) = card.draw(&palette, mm);
            sound("card", &sheet, 600);
            measures("card", &sheet, card.size * mm);
            within("words", areas.words.area, areas.hit);
            within("foot", areas.foot, areas.hit);
            let corner = areas.corner.expect("a corner was asked for");
            assert!(
                areas.foot.intersect(corner).is_empty(),
                "buttons on the corner"
            );
            assert!(areas.foot.height() >= 26.0 * mm, "no room for buttons");
        }
    }
}

#[test]
fn a_card_unfolds_from_half_its_height_to_the_whole() {
    let palette = Palette::default();
    let heights = [0.0, 0.3, 0.5, 0.7, 0.9, 1.0].map(|open| {
        let card = Card {
            open,
            ..Card::default()
        };
        let (sheet, areas) = card.draw(&palette, 2.71);
        sound("unfolding card", &sheet, 600);
        assert_eq!(areas, Card::default().draw(&palette, 2.71).1, "areas move");
        sheet.extents(0.99).height()
    });
    let whole = heights[5];
    assert!((heights[0] / whole - 0.5).abs() < 0.03, "{heights:?}");
    assert!(heights[1..].is_sorted(), "{heights:?}");
}

#[test]
fn a_plain_card_has_neither_crease_nor_corner_nor_foot() {
    let card = Card {
        crease: None,
        corner: false,
        buttons: false,
        ..Card::default()
    };
    let (sheet, areas) = card.draw(&Palette::default(), 2.71);
    sound("plain card", &sheet, 400);
    assert_eq!((areas.crease, areas.corner), (None, None));
}

#[test]
fn a_sign_hangs_from_where_its_threads_end() {
    for mm in SCALES {
        let sign = Sign::default();
        let (sheet, areas) = sign.draw(&Palette::default(), mm);
        sound("sign", &sheet, 400);
        let top = (sign.size.y / 2.0 + sign.threads[0]) * mm;
        for held in areas.held {
            assert!((held.y - top).abs() < 1e-3);
        }
        within("words", areas.words.area, areas.hit);
        let bare = Sign {
            threads: [0.0; 2],
            ..sign
        };
        measures(
            "sign",
            &bare.draw(&Palette::default(), mm).0,
            sign.size * mm,
        );
    }
}

#[test]
fn a_tent_card_leaves_as_much_room_as_its_word_needs() {
    for mm in SCALES {
        for bead in [None, Some([228, 87, 46])] {
            let tent = Tent::for_word(48.0, bead, 5);
            let (sheet, areas) = tent.draw(&Palette::default(), mm);
            sound("tent", &sheet, 400);
            measures("tent", &sheet, tent.size * mm);
            assert!((areas.words.area.width() - 48.0 * mm).abs() < 0.5);
            assert!(areas.hit.height() >= 20.0 * mm, "too low to touch");
            assert_eq!(areas.bead.is_some(), bead.is_some());
        }
    }
}

#[test]
fn buttons_keep_to_their_size_and_can_be_touched_in_every_pose() {
    let palette = Palette::default();
    for mm in SCALES {
        for pose in [Pose::Rest, Pose::Pressed, Pose::Focus] {
            let pill = Pill::for_word(26.0, Some(Glyph::Again), pose);
            let (sheet, areas) = pill.draw(&palette, mm);
            sound("pill", &sheet, 900);
            within("word", areas.words.area, areas.hit);
            let room = 26.0 * mm * pose.scale();
            assert!((areas.words.area.width() - room).abs() < 0.5, "{pose:?}");
            assert!(areas.hit.size().min_element() >= 20.0 * mm);
            let tab = Tab {
                pose,
                ..Tab::default()
            };
            let (sheet, areas) = tab.draw(&palette, mm);
            sound("tab", &sheet, 500);
            within("word", areas.words.area, areas.hit);
        }
        let (sheet, _) = Pill::for_word(26.0, None, Pose::Rest).draw(&palette, mm);
        sound("pill at rest", &sheet, 500);
        let size = Pill::for_word(26.0, None, Pose::Rest).size + Vec2::Y * Pose::Rest.side();
        measures("pill", &sheet, size * mm);
    }
}

#[test]
fn a_disc_of_every_icon_is_modest_and_round() {
    for mm in SCALES {
        for icon in Icon::ALL {
            let (sheet, areas) = Disc::new(icon, Pose::Rest).draw(&Palette::default(), mm);
            sound("disc", &sheet, 610);
            measures(
                "disc",
                &sheet,
                Vec2::new(31.0, 31.0 + Pose::Rest.side()) * mm,
            );
            within(
                "disc",
                Rect::from_center_half_size(areas.middle, Vec2::splat(areas.radius)),
                areas.hit,
            );
        }
    }
}

#[test]
fn pressing_lowers_and_shrinks_a_button_but_not_what_one_touches() {
    let palette = Palette::default();
    let (_, rest) = Disc::new(Icon::Home, Pose::Rest).draw(&palette, 2.71);
    let (_, down) = Disc::new(Icon::Home, Pose::Pressed).draw(&palette, 2.71);
    assert!(down.middle.y < rest.middle.y && down.radius < rest.radius);
    assert_eq!(down.hit, rest.hit);
}

#[test]
fn fading_makes_every_vertex_more_transparent() {
    let (solid, _) = Tab::default().draw(&Palette::default(), 2.71);
    let mut faded = solid.clone();
    faded.fade(0.5);
    for (before, after) in solid.colours.iter().zip(&faded.colours) {
        assert_eq!(after[3], before[3] * 0.5);
        assert_eq!(after[..3], before[..3]);
    }
}

#[test]
fn appending_scales_then_turns_then_moves() {
    let mut part = Sheet::default();
    let corners = [Vec2::ZERO, Vec2::X, Vec2::Y].map(|at| part.vertex(at, Tint::WHITE));
    part.triangle(corners[0], corners[1], corners[2]);
    let mut whole = part.clone();
    whole.append(
        &part,
        Vec2::new(10.0, 0.0),
        std::f32::consts::FRAC_PI_2,
        2.0,
    );
    let [x, y, z] = whole.positions[4];
    assert!((x - 10.0).abs() < 1e-5 && (y - 2.0).abs() < 1e-5 && z == 0.0);
    assert_eq!(whole.indices, [0, 1, 2, 3, 4, 5]);
}
