//! Beads, trays, rings and whatever else is neither card nor button.

use super::*;
use crate::paper::sheet::veil;

const RED: [u8; 3] = [228, 87, 46];

fn tour(stages: &[Stage]) -> Vec<Bead> {
    stages
        .iter()
        .map(|&stage| Bead { colour: RED, stage })
        .collect()
}

#[test]
fn beads_hang_in_order_with_room_to_touch_each() {
    let beads = tour(&[
        Stage::Done,
        Stage::Done,
        Stage::Current,
        Stage::Ahead,
        Stage::Ahead,
        Stage::Ahead,
        Stage::Ahead,
        Stage::Ahead,
    ]);
    for mm in SCALES {
        for vertical in [false, true] {
            let string = Beads {
                beads: &beads,
                length: 280.0,
                vertical,
            };
            let (sheet, areas) = string.draw(&Palette::default(), mm);
            sound("beads", &sheet, 3000);
            assert_eq!((areas.beads.len(), areas.hits.len()), (8, 8));
            let runs: Vec<f32> = areas
                .beads
                .iter()
                .map(|(at, _)| if vertical { -at.y } else { at.x })
                .collect();
            assert!(runs.is_sorted(), "{runs:?}");
            assert!((runs[7] - runs[0] - 280.0 * mm).abs() < 0.5);
            for (index, hit) in areas.hits.iter().enumerate() {
                assert!(hit.size().min_element() >= 20.0 * mm - 0.01);
                for other in &areas.hits[index + 1..] {
                    assert!(hit.intersect(*other).is_empty(), "targets overlap");
                }
            }
        }
    }
}

#[test]
fn the_current_bead_is_the_largest() {
    let beads = tour(&[Stage::Done, Stage::Current, Stage::Ahead]);
    let string = Beads {
        beads: &beads,
        length: 80.0,
        vertical: false,
    };
    let (_, areas) = string.draw(&Palette::default(), 2.71);
    let radii: Vec<f32> = areas.beads.iter().map(|&(_, radius)| radius).collect();
    assert!(radii[1] > radii[0] && radii[0] == radii[2], "{radii:?}");
}

#[test]
fn one_bead_or_none_is_no_trouble() {
    for beads in [tour(&[]), tour(&[Stage::Current])] {
        let string = Beads {
            beads: &beads,
            length: 0.0,
            vertical: false,
        };
        let (sheet, areas) = string.draw(&Palette::default(), 2.71);
        assert_eq!(areas.beads.len(), beads.len());
        assert!(sheet.positions.iter().flatten().all(|x| x.is_finite()));
    }
}

#[test]
fn a_tray_has_a_hollow_for_each_and_keeps_them_apart() {
    for mm in SCALES {
        let tray = Tray {
            filled: &[true, false, false],
            pitch: 34.0,
        };
        let (sheet, areas) = tray.draw(&Palette::default(), mm);
        sound("tray", &sheet, 1000);
        measures(
            "tray",
            &sheet,
            areas.size + Vec2::Y * Pose::Rest.side() * mm,
        );
        let [first, middle, last] = areas.hollows[..] else {
            panic!("not three hollows")
        };
        assert!(middle.length() < 0.01);
        assert!((last.x - first.x - 68.0 * mm).abs() < 0.01);
    }
}

#[test]
fn a_ring_is_as_wide_as_asked_for_and_walks_round() {
    for mm in SCALES {
        for radius in [12.0, 30.0, 45.0] {
            let sheet = Ring {
                radius,
                phase: 0.0,
                lies: 1.0,
            }
            .draw(mm);
            sound("ring", &sheet, 1400);
            measures("ring", &sheet, Vec2::splat(2.0 * radius + 2.9) * mm);
            let on_the_ground = Ring {
                radius,
                phase: 0.0,
                lies: 0.5,
            }
            .draw(mm);
            let highest = on_the_ground.positions.iter().map(|at| at[1]);
            let highest = highest.fold(f32::NEG_INFINITY, f32::max);
            assert!(highest < 0.2 * radius * mm, "its far side is not seen");
        }
        let still = Ring {
            radius: 30.0,
            phase: 0.0,
            lies: 1.0,
        }
        .draw(mm);
        let walked = Ring {
            radius: 30.0,
            phase: 0.5,
            lies: 1.0,
        }
        .draw(mm);
        assert_ne!(still.positions, walked.positions);
        assert_eq!(still.indices, walked.indices);
    }
}

#[test]
fn a_ribbon_leaves_as_much_room_as_its_reply_needs() {
    for mm in SCALES {
        let ribbon = Ribbon::for_word(64.0);
        let (sheet, areas) = ribbon.draw(&Palette::default(), mm);
        sound("ribbon", &sheet, 200);
        measures("ribbon", &sheet, ribbon.size * mm);
        assert!((areas.words.area.width() - 64.0 * mm).abs() < 0.5);
    }
}

#[test]
fn notes_are_as_high_as_asked_for() {
    for mm in SCALES {
        for pair in [false, true] {
            let note = Note {
                height: 24.0,
                colour: RED,
                pair,
            };
            let (sheet, area) = note.draw(mm);
            sound("note", &sheet, 250);
            assert!(
                (area.height() / mm - 24.0).abs() < 3.0,
                "{pair}: {}",
                area.height() / mm
            );
            assert!(area.center().length() < 4.0 * mm, "{pair}: off its middle");
        }
    }
}

#[test]
fn a_wipe_covers_the_glass_with_two_triangles() {
    let glass = Vec2::new(1920.0, 1080.0);
    let sheet = wipe(glass, Tint::hex(0xBFE3EA));
    assert_eq!(sheet.triangles(), 2);
    assert_eq!(sheet.extents(0.99).size(), glass);
}

#[test]
fn a_hand_points_with_its_highest_point() {
    for mm in SCALES {
        let (sheet, tip) = Hand {
            height: 62.0,
            turn: 0.0,
        }
        .draw(&Palette::default(), mm);
        sound("hand", &sheet, 1600);
        let top = sheet.extents(0.99).max.y;
        assert!((top - tip.y).abs() < 2.0 * mm, "{top} and {tip}");
        let (_, turned) = Hand {
            height: 62.0,
            turn: 0.5,
        }
        .draw(&Palette::default(), mm);
        assert!((turned.length() - tip.length()).abs() < 0.01 && turned.x < tip.x);
    }
}

#[test]
fn the_clocks_face_shrinks_with_the_time_left() {
    /// Pixels of opaque paper.
    fn paper(left: f32) -> f32 {
        let palette = Palette::default();
        let sheet = Clock {
            diameter: 44.0,
            left,
        }
        .draw(&palette, 2.71);
        sound("clock", &sheet, 800);
        let white = palette.paper.linear();
        let at = |index: u32| {
            let [x, y, _] = sheet.positions[index as usize];
            Vec2::new(x, y)
        };
        sheet
            .indices
            .chunks(3)
            .filter(|face| {
                face.iter()
                    .all(|&index| sheet.colours[index as usize] == white)
            })
            .map(|face| {
                (at(face[1]) - at(face[0]))
                    .perp_dot(at(face[2]) - at(face[0]))
                    .abs()
                    / 2.0
            })
            .sum()
    }
    let whole = paper(1.0);
    for left in [0.75, 0.5, 0.25, 0.1] {
        let share = paper(left) / whole;
        assert!((share - left).abs() < 0.03, "{share} instead of {left}");
    }
    assert_eq!(paper(0.0), 0.0);
    assert_eq!(paper(-3.0), 0.0, "no time left is no time left");
}

#[test]
fn a_choice_has_its_stand_in_the_picture_and_its_name_below() {
    for mm in SCALES {
        for pose in [Pose::Rest, Pose::Pressed, Pose::Focus] {
            for size in [
                Vec2::new(60.0, 80.0),
                Vec2::new(110.0, 140.0),
                Vec2::new(160.0, 120.0),
            ] {
                let choice = Choice {
                    size,
                    colour: RED,
                    pose,
                    seed: 9,
                };
                let (sheet, areas) = choice.draw(&Palette::default(), mm);
                sound("choice", &sheet, 1700);
                within("picture", areas.picture, areas.hit);
                within("name", areas.words.area, areas.hit);
                assert!(areas.words.area.intersect(areas.picture).is_empty());
                let reach = Vec2::new(areas.stand_half, areas.stand_half * 0.65);
                within(
                    "stand",
                    Rect::from_center_half_size(areas.stand, reach),
                    areas.picture,
                );
            }
        }
    }
}

#[test]
fn a_veil_darkens_more_the_darker_it_is_and_stays_an_alpha() {
    let veils = [0.0, 0.1, 0.3, 0.6, 1.0].map(veil);
    assert_eq!((veils[0], veils[4]), (0.0, 1.0));
    assert!(veils.is_sorted());
}

#[test]
fn figures_stand_as_high_as_asked_for_and_each_has_a_mark_of_its_own() {
    let palette = Palette::default();
    for mm in SCALES {
        let mut drawn: Vec<Sheet> = Vec::new();
        for player in 0..Mark::ALL.len() {
            for arms in [Arms::Down, Arms::One, Arms::Both] {
                for coat in [None, Some(RED)] {
                    let figure = Figure {
                        height: 33.0,
                        player,
                        coat,
                        arms,
                    };
                    let sheet = figure.draw(&palette, mm);
                    sound("a figure", &sheet, 1800);
                    let seen = sheet.extents(0.99);
                    assert!(seen.width() < 33.0 * mm && seen.height() > 31.0 * mm);
                    assert!(!drawn.contains(&sheet), "{player} looks like another");
                    drawn.push(sheet);
                }
            }
        }
    }
}

#[test]
fn tokens_say_by_more_than_colour_what_has_become_of_them() {
    let palette = Palette::default();
    for mm in SCALES {
        let [open, chosen, right, found, left] = [
            Look::Open,
            Look::Chosen,
            Look::Right,
            Look::Found,
            Look::Left,
        ]
        .map(|look| {
            let token = Token {
                diameter: 27.0,
                look,
            };
            token.draw(&palette, mm)
        });
        for (sheet, _) in [&open, &chosen, &right, &found, &left] {
            sound("a token", sheet, 900);
        }
        // What is chosen has gone down; what is right has a check.
        assert!(chosen.1.y < open.1.y && found.1.y < right.1.y);
        assert!(right.0.triangles() > left.0.triangles());
        assert!(found.0.triangles() > chosen.0.triangles());
        let place = Place {
            size: Vec2::new(95.0, 65.0),
            colour: RED,
            niche: Rect::from_center_size(Vec2::new(-31.0, 15.0), Vec2::splat(27.0)),
        };
        let sheet = place.draw(&palette, mm);
        sound("a place", &sheet, 900);
    }
}

#[test]
fn an_answer_says_by_more_than_colour_that_it_is_chosen() {
    let palette = Palette::default();
    for mm in SCALES {
        for several in [false, true] {
            let [open, chosen] = [false, true].map(|chosen| {
                let answer = Answer {
                    size: Vec2::new(200.0, 36.0),
                    chosen,
                    several,
                    seed: 3,
                };
                let (sheet, areas) = answer.draw(&palette, mm);
                sound("an answer", &sheet, 700);
                within("words", areas.words.area, areas.hit);
                let measure = areas.words.area.width() / mm;
                assert!((measure - Answer::measure(200.0)).abs() < 0.1);
                assert!((Answer::width(measure) - 200.0).abs() < 0.1);
                sheet
            });
            assert!(chosen.triangles() > open.triangles());
        }
    }
}

#[test]
fn a_way_is_as_long_as_what_it_leads_through() {
    let palette = Palette::default();
    for mm in SCALES {
        for (behind, all) in [(0, 1), (0, 12), (5, 8), (11, 12)] {
            let way = Way { behind, all };
            let sheet = way.draw(&palette, mm);
            sound("a way", &sheet, 2400);
            let size = (way.size() + Vec2::Y * Pose::Rest.side()) * mm;
            measures("a way", &sheet, size);
        }
    }
}

#[test]
fn a_week_s_board_has_a_hollow_for_each_part_of_each_day_and_names_beside_them() {
    let palette = Palette::default();
    for mm in SCALES {
        for count in [[7, 4], [4, 7]] {
            let size = Vec2::new(340.0, 300.0);
            let (left, head) = (50.0, 18.0);
            let week = Week {
                count,
                pitch: Week::pitch(size, count, left, head),
                left,
                head,
            };
            assert!(week.size().distance(size) < 0.01);
            let (sheet, areas) = week.draw(&palette, mm);
            sound("a week", &sheet, 700);
            assert_eq!(areas.cells.len(), 28);
            assert_eq!([areas.heads.len(), areas.sides.len()], count);
            let all = areas.cells.iter().chain(&areas.heads).chain(&areas.sides);
            let all: Vec<Rect> = all.copied().collect();
            for (number, one) in all.iter().enumerate() {
                within("a part of the board", *one, areas.hit);
                for other in &all[number + 1..] {
                    let shared = one.intersect(*other).size();
                    assert!(shared.min_element() < 0.01, "{one:?} {other:?}");
                }
            }
            let cell = areas.cells[0].size() / mm;
            let (empty, pegged) = (
                week::hole(cell, None, &palette, mm),
                week::hole(cell, Some(RED), &palette, mm),
            );
            sound("a hole", &empty, 300);
            sound("a peg", &pegged, 700);
            assert!(pegged.triangles() > empty.triangles());
        }
    }
}

#[test]
fn a_tile_has_its_picture_over_its_name_and_a_ball_once_it_was_chosen() {
    let palette = Palette::default();
    for mm in SCALES {
        for chosen in [false, true] {
            let tile = Tile {
                size: Vec2::new(120.0, 100.0),
                chosen,
                seed: 4,
            };
            let (sheet, areas) = tile.draw(&palette, mm);
            sound("a tile", &sheet, 500);
            within("picture", areas.picture, areas.hit);
            within("name", areas.words.area, areas.hit);
            assert!(areas.words.area.intersect(areas.picture).is_empty());
            let ball = tile.ball(&palette, mm);
            assert_eq!(ball.is_some(), chosen);
            if let Some((sheet, at)) = ball {
                sound("a ball", &sheet, 500);
                assert!(areas.hit.contains(at));
            }
        }
    }
}
