//! Where notes hang on the board's pages.

use std::ops::Range;

use bevy::math::Vec2;

use super::fill::{Growth, Slot, Stretch, fill};
use super::flow::{columns, flow, pages, rows};
use super::note::{Draft, Note, cut};
use crate::screens::Talk;
use crate::ui::Ui;

/// How much paper at most is left under a note's words, and how much wider gaps become, so that
/// columns begin and end alike, in millimetres.
const STRETCH: Stretch = Stretch {
    paper: 14.0,
    gap: 12.0,
};
const STRETCH_SLIPS: Stretch = Stretch {
    paper: 8.0,
    gap: 34.0,
};

/// How much wider than a column a note may be in a row of fewer.
const WIDER: f32 = 1.55;

/// Room for notes, all in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Width and height.
    pub size: Vec2,
    /// How many notes hang side by side.
    pub columns: usize,
    /// Between two notes.
    pub gap: f32,
}

impl Room {
    /// The width of a column.
    pub fn column(&self) -> f32 {
        self.share(self.columns)
    }

    /// The width of each of `count` notes side by side.
    fn share(&self, count: usize) -> f32 {
        let count = count.max(1) as f32;
        (self.size.x - (count - 1.0) * self.gap) / count
    }

    /// The width of each note in a row of `count`: they fill it unless they would be too wide.
    fn in_row(&self, count: usize) -> f32 {
        self.share(count).min(WIDER * self.column())
    }
}

/// A note in its place.
#[derive(Debug, Clone)]
pub struct Hung<'a> {
    /// The note.
    pub note: Note<'a>,
    /// Its upper left corner from the room's, in pixels, with y down.
    pub corner: Vec2,
    /// Which one it is.
    pub number: usize,
}

/// Pages of notices: in even rows where that takes no more pages, else each page in rows if they have
/// room there, else in columns.
pub fn notices<'a>(
    ui: &mut Ui,
    talk: &Talk,
    drafts: &[Draft<'a>],
    room: &Room,
) -> Vec<Vec<Hung<'a>>> {
    let heights: Vec<f32> = drafts
        .iter()
        .map(|draft| cut(ui, talk, draft, room.column()).size.y)
        .collect();
    let loose = flow(&heights, room.columns, room.size.y, room.gap);
    let all = Rows::cut(ui, talk, drafts, 0, room);
    let even = all.pages(room);
    let even_fits = all.fits(&even, room);
    if even_fits && even.len() <= loose.len() {
        return even
            .into_iter()
            .map(|page| all.hang(page, ui, room))
            .collect();
    }
    let mut hung = Vec::new();
    for page in loose {
        let first = page.first().map_or(0, |hung| hung.note);
        let own = drafts.get(first..first + page.len()).unwrap_or_default();
        let rows = Rows::cut(ui, talk, own, first, room);
        let one = rows.pages(room);
        if let ([page], true) = (one.as_slice(), rows.fits(&one, room)) {
            hung.push(rows.hang(page.clone(), ui, room));
            continue;
        }
        let mut notes = Vec::new();
        for column in 0..room.columns {
            let own = page.iter().filter(|hung| hung.column == column);
            let own: Vec<(usize, Note)> = own
                .filter_map(|hung| {
                    let draft = drafts.get(hung.note)?;
                    Some((hung.note, cut(ui, talk, draft, room.column())))
                })
                .collect();
            notes.extend(column_of(ui, own, column, room, STRETCH));
        }
        hung.push(notes);
    }
    hung
}

/// Pages of slips in columns that are about as high as each other.
pub fn catalogue<'a>(
    ui: &mut Ui,
    talk: &Talk,
    drafts: &[Draft<'a>],
    room: &Room,
) -> Vec<Vec<Hung<'a>>> {
    let notes: Vec<Note> = drafts
        .iter()
        .map(|draft| cut(ui, talk, draft, room.column()))
        .collect();
    let heights: Vec<f32> = notes.iter().map(|note| note.size.y).collect();
    columns(&heights, room.columns, room.size.y, room.gap)
        .into_iter()
        .map(|page| {
            let mut hung = Vec::new();
            for (column, own) in page.into_iter().enumerate() {
                let own = own.into_iter().filter_map(|number| {
                    let note = notes.get(number)?;
                    Some((number, note.clone()))
                });
                hung.extend(column_of(ui, own.collect(), column, room, STRETCH_SLIPS));
            }
            hung
        })
        .collect()
}

/// Hangs notes one under the other from the column's top to its foot.
fn column_of<'a>(
    ui: &Ui,
    notes: Vec<(usize, Note<'a>)>,
    column: usize,
    room: &Room,
    stretch: Stretch,
) -> Vec<Hung<'a>> {
    let growths: Vec<Growth> = notes.iter().map(|(_, note)| note.growth(ui.mm())).collect();
    let slots = fill(&growths, room.size.y, room.gap, stretch.by(ui.mm()));
    let left = column as f32 * (room.column() + room.gap);
    let place = |((number, mut note), slot): ((usize, Note<'a>), Slot)| {
        note.size.y = slot.height;
        let corner = Vec2::new(left, slot.top);
        Hung {
            note,
            corner,
            number,
        }
    };
    notes.into_iter().zip(slots).map(place).collect()
}

/// Notes cut for rows, each as wide as its row leaves room for.
struct Rows<'a> {
    notes: Vec<Note<'a>>,
    /// Which of the notes are in which row.
    rows: Vec<Range<usize>>,
    /// The number of the first note.
    first: usize,
}

impl<'a> Rows<'a> {
    fn cut(ui: &mut Ui, talk: &Talk, drafts: &[Draft<'a>], first: usize, room: &Room) -> Self {
        let rows = rows(drafts.len(), room.columns);
        let mut notes = Vec::new();
        for row in &rows {
            let width = room.in_row(row.len());
            let own = drafts.get(row.clone()).unwrap_or_default();
            notes.extend(own.iter().map(|draft| cut(ui, talk, draft, width)));
        }
        Self { notes, rows, first }
    }

    fn of(&self, row: &Range<usize>) -> &[Note<'a>] {
        self.notes.get(row.clone()).unwrap_or_default()
    }

    fn heights(&self) -> Vec<f32> {
        let height = |row| {
            self.of(row)
                .iter()
                .map(|note| note.size.y)
                .fold(0.0, f32::max)
        };
        self.rows.iter().map(height).collect()
    }

    /// Which rows hang on which page.
    fn pages(&self, room: &Room) -> Vec<Range<usize>> {
        pages(&self.heights(), room.size.y, room.gap)
    }

    fn fits(&self, pages: &[Range<usize>], room: &Room) -> bool {
        let heights = self.heights();
        pages.iter().all(|page| {
            let own = heights.get(page.clone()).unwrap_or_default();
            own.iter().map(|height| height + room.gap).sum::<f32>() - room.gap <= room.size.y
        })
    }

    /// All papers of a row are cut to the same height.
    fn hang(&self, page: Range<usize>, ui: &Ui, room: &Room) -> Vec<Hung<'a>> {
        let mm = ui.mm();
        let rows = self.rows.get(page).unwrap_or_default();
        let growths: Vec<Growth> = rows.iter().map(|row| self.growth(row, mm)).collect();
        let slots = fill(&growths, room.size.y, room.gap, STRETCH.by(mm));
        let mut hung = Vec::new();
        for (row, slot) in rows.iter().zip(slots) {
            let width = room.in_row(row.len()) + room.gap;
            let left = (room.size.x + room.gap - width * row.len() as f32) / 2.0;
            for (column, (number, note)) in row.clone().zip(self.of(row)).enumerate() {
                let mut note = note.clone();
                note.size.y = slot.height;
                let corner = Vec2::new(left + column as f32 * width, slot.top);
                let number = self.first + number;
                hung.push(Hung {
                    note,
                    corner,
                    number,
                });
            }
        }
        hung
    }

    /// A row grows as far as one of its notes would.
    fn growth(&self, row: &Range<usize>, mm: f32) -> Growth {
        let own = self.of(row).iter().map(|note| note.growth(mm));
        let natural = own.clone().map(|growth| growth.natural).fold(0.0, f32::max);
        let grown = own
            .filter_map(|growth| growth.grown)
            .map(|(least, most)| (least.max(natural), most.max(natural)))
            .reduce(|one, other| (one.0.max(other.0), one.1.max(other.1)));
        Growth { natural, grown }
    }
}
