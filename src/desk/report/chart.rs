//! Tables as drawings.

use plotters::prelude::{
    Circle, DrawingBackend, IntoDrawingArea, PathElement, Rectangle, SVGBackend, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, IntoFont, RGBColor, TextStyle};

use super::{Cell, Chart, Table};

type Drawn = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// The page's width, in the drawing's own units.
const WIDTH: u32 = 700;
/// Where bars begin, if there is room for names of that length.
const LEFT: i32 = 250;
/// What a letter is wide, at most and nearly.
const LETTER: i32 = 8;
/// Room for the number behind the longest bar.
const RIGHT: i32 = 80;
const ROW: i32 = 26;
const TALL: u32 = 220;

const INK: RGBColor = RGBColor(0x22, 0x26, 0x2e);
const BAR: RGBColor = RGBColor(0x2b, 0x6c, 0xb0);
/// One line's colour after the other; all are readable as words on white.
const LINES: [RGBColor; 5] = [
    BAR,
    RGBColor(0xb4, 0x53, 0x09),
    RGBColor(0x2f, 0x6b, 0x45),
    RGBColor(0x6b, 0x46, 0xa1),
    RGBColor(0x5b, 0x63, 0x6e),
];
/// From one line's name to the next.
const LINE: i32 = 17;
const FAINT: RGBColor = RGBColor(0xd5, 0xd9, 0xe0);

/// A table's drawing as SVG, if it has one and there is something to draw.
pub fn svg(table: &Table, say: impl Fn(&Cell) -> String) -> Option<String> {
    let mut text = String::new();
    let drawn = match table.chart? {
        Chart::Bars(column) => bars(&mut text, table, column, say),
        Chart::Line(column) => line(&mut text, table, column),
        Chart::Lines(columns) => lines(&mut text, table, columns),
    };
    drawn.ok()?;
    (!text.is_empty()).then_some(text)
}

fn number(cell: Option<&Cell>) -> Option<u64> {
    cell.and_then(Cell::number)
}

fn style(size: i32, horizontal: HPos) -> TextStyle<'static> {
    let style = TextStyle::from(("sans-serif", size).into_font()).color(&INK);
    style.pos(Pos::new(horizontal, VPos::Center))
}

fn bars(text: &mut String, table: &Table, column: usize, say: impl Fn(&Cell) -> String) -> Drawn {
    let most = table.rows.iter().filter_map(|row| number(row.get(column)));
    let Some(most) = most.max().filter(|most| *most > 0) else {
        return Ok(());
    };
    let height = table.rows.len() as u32 * ROW as u32 + 8;
    let area = SVGBackend::with_string(text, (WIDTH, height)).into_drawing_area();
    let names = table.rows.iter().filter_map(|row| match row.first() {
        Some(Cell::Text(name)) => Some(shorten(name).chars().count() as i32),
        _ => None,
    });
    let left = LEFT.min(names.max().unwrap_or(0) * LETTER + 16);
    let room = f64::from(WIDTH as i32 - left - RIGHT);
    for (nth, row) in table.rows.iter().enumerate() {
        let top = nth as i32 * ROW + 4;
        let middle = top + ROW / 2;
        if let Some(Cell::Text(name)) = row.first() {
            let style = style(14, HPos::Right);
            area.draw(&Text::new(shorten(name), (left - 10, middle), style))?;
        }
        let Some(cell) = row.get(column) else {
            continue;
        };
        let long = number(Some(cell)).unwrap_or(0) as f64 / most as f64 * room;
        let end = left + long.round() as i32;
        if end > left {
            let corners = [(left, top + 4), (end, top + ROW - 4)];
            area.draw(&Rectangle::new(corners, BAR.filled()))?;
        }
        let style = style(14, HPos::Left);
        area.draw(&Text::new(say(cell), (end + 6, middle), style))?;
    }
    let bottom = height as i32 - 4;
    area.draw(&PathElement::new(
        [(left, 4), (left, bottom)],
        INK.stroke_width(1),
    ))?;
    area.present()?;
    Ok(())
}

fn line(text: &mut String, table: &Table, column: usize) -> Drawn {
    let share = |row: &Vec<Cell>| match row.get(column) {
        Some(Cell::Share(share)) => *share,
        _ => None,
    };
    if table.rows.iter().filter(|row| share(row).is_some()).count() < 2 {
        return Ok(());
    }
    let area = SVGBackend::with_string(text, (WIDTH, TALL)).into_drawing_area();
    let (left, right, top, bottom) = (60, WIDTH as i32 - 40, 16, TALL as i32 - 40);
    let height = |share: f64| bottom - (share / 100.0 * f64::from(bottom - top)).round() as i32;
    for mark in [0.0, 50.0, 100.0] {
        let y = height(mark);
        let rule = FAINT.stroke_width(1);
        area.draw(&PathElement::new([(left, y), (right, y)], rule))?;
        let words = format!("{mark:.0} %");
        area.draw(&Text::new(words, (left - 8, y), style(13, HPos::Right)))?;
    }
    let steps = (table.rows.len() as i32 - 1).max(1);
    let x = |nth: usize| left + (right - left) * nth as i32 / steps;
    // So that no two names touch.
    let every = table.rows.len().div_ceil(7);
    let mut run = Vec::new();
    for (nth, row) in table.rows.iter().enumerate() {
        if let Some(Cell::Text(name)) = row.first()
            && nth % every == 0
        {
            let at = (x(nth), bottom + 18);
            area.draw(&Text::new(name.clone(), at, style(12, HPos::Center)))?;
        }
        match share(row) {
            Some(share) => {
                let at = (x(nth), height(share));
                run.push(at);
                area.draw(&Circle::new(at, 3, BAR.filled()))?;
            }
            // Nothing is known between: no line.
            None => stroke(&area, &mut run, BAR)?,
        }
    }
    stroke(&area, &mut run, BAR)?;
    area.present()?;
    Ok(())
}

/// Lines through numbers, from nothing to the largest; each is named where it ends.
fn lines(text: &mut String, table: &Table, columns: usize) -> Drawn {
    let columns = 1..=columns.min(table.columns.len().saturating_sub(1));
    let all = table.rows.iter().flat_map(|row| row.get(columns.clone()));
    let most = all.flatten().filter_map(|cell| number(Some(cell))).max();
    let Some(most) = most.filter(|most| *most > 0 && table.rows.len() > 1) else {
        return Ok(());
    };
    let top_mark = round_up(most);
    let area = SVGBackend::with_string(text, (WIDTH, TALL)).into_drawing_area();
    let names = table.columns.get(columns.clone()).unwrap_or_default();
    let longest = names
        .iter()
        .map(|name| shorten(name).chars().count() as i32);
    let room = LEFT.min(longest.max().unwrap_or(0) * LETTER + 24);
    let (left, right, top, bottom) = (60, WIDTH as i32 - room, 16, TALL as i32 - 40);
    let height = |count: u64| {
        let share = count as f64 / top_mark as f64;
        bottom - (share * f64::from(bottom - top)).round() as i32
    };
    for mark in [0, top_mark / 2, top_mark] {
        let y = height(mark);
        area.draw(&PathElement::new(
            [(left, y), (right, y)],
            FAINT.stroke_width(1),
        ))?;
        let at = (left - 8, y);
        area.draw(&Text::new(mark.to_string(), at, style(13, HPos::Right)))?;
    }
    let steps = (table.rows.len() as i32 - 1).max(1);
    let x = |nth: usize| left + (right - left) * nth as i32 / steps;
    let every = table.rows.len().div_ceil(7);
    for (nth, row) in table.rows.iter().enumerate().step_by(every) {
        if let Some(Cell::Text(name)) = row.first() {
            let at = (x(nth), bottom + 18);
            area.draw(&Text::new(name.clone(), at, style(12, HPos::Center)))?;
        }
    }
    let mut ends = Vec::new();
    for (nth_line, (column, name)) in columns.zip(names).enumerate() {
        let colour = LINES[nth_line % LINES.len()];
        let mut run = Vec::new();
        let mut end = None;
        for (nth, row) in table.rows.iter().enumerate() {
            let Some(count) = number(row.get(column)) else {
                stroke(&area, &mut run, colour)?;
                continue;
            };
            let at = (x(nth), height(count));
            run.push(at);
            end = Some(at);
            area.draw(&Circle::new(at, 3, colour.filled()))?;
        }
        stroke(&area, &mut run, colour)?;
        ends.extend(end.map(|(_, y)| (y, shorten(name), colour)));
    }
    // Names give way to each other, from the top.
    ends.sort_by_key(|(y, ..)| *y);
    let mut free = top - LINE;
    for (y, name, colour) in ends {
        free = y.max(free + LINE);
        let named = TextStyle::from(("sans-serif", 14).into_font()).color(&colour);
        let named = named.pos(Pos::new(HPos::Left, VPos::Center));
        area.draw(&Text::new(name, (right + 10, free), named))?;
    }
    area.present()?;
    Ok(())
}

/// The next of 10, 12, 14, 16, 20, 24, 30, 40, 50, 60, 80, 100, 120, … that is no less.
fn round_up(most: u64) -> u64 {
    let mut step = 10_u64;
    while step.saturating_mul(10) < most {
        step = step.saturating_mul(10);
    }
    let marks = [10, 12, 14, 16, 20, 24, 30, 40, 50, 60, 80, 100];
    let marks = marks.map(|tenths| (step / 10).saturating_mul(tenths));
    marks.into_iter().find(|mark| *mark >= most).unwrap_or(most)
}

fn stroke<DB>(
    area: &plotters::drawing::DrawingArea<DB, plotters::coord::Shift>,
    run: &mut Vec<(i32, i32)>,
    colour: RGBColor,
) -> Drawn
where
    DB: DrawingBackend,
    DB::ErrorType: 'static,
{
    let points = std::mem::take(run);
    if points.len() > 1 {
        area.draw(&PathElement::new(points, colour.stroke_width(2)))?;
    }
    Ok(())
}

/// What fits before a bar; the table has the whole of it.
fn shorten(name: &str) -> String {
    const MOST: usize = 32;
    match name.chars().count() > MOST {
        true => name.chars().take(MOST - 1).chain(['…']).collect(),
        false => name.to_owned(),
    }
}
