//! Which notes share a page, a row or a column, by their heights. Pure.

use std::ops::Range;

/// Shares `count` notes out on rows of at most `most`: about as many in each, the fuller ones first.
pub fn rows(count: usize, most: usize) -> Vec<Range<usize>> {
    let rows = count.div_ceil(most.max(1));
    let mut first = 0;
    (0..rows)
        .map(|row| {
            let notes = (count - first).div_ceil(rows - row);
            first += notes;
            first - notes..first
        })
        .collect()
}

/// How many lower heights are tried, down to half of the room.
const STEPS: usize = 40;

/// Shares rows of these heights out on as few pages as it takes, about as high each.
pub fn pages(heights: &[f32], room: f32, gap: f32) -> Vec<Range<usize>> {
    let fill = |room: f32| {
        let mut pages: Vec<Range<usize>> = Vec::new();
        let mut filled = 0.0;
        for (row, height) in heights.iter().enumerate() {
            match pages.last_mut() {
                Some(page) if filled + gap + height <= room => {
                    page.end = row + 1;
                    filled += gap + height;
                }
                _ => {
                    pages.push(row..row + 1);
                    filled = *height;
                }
            }
        }
        pages
    };
    let full = fill(room);
    let lower = (1..=STEPS).map(|step| room * (1.0 - step as f32 / (2 * STEPS) as f32));
    lower
        .map(fill)
        .take_while(|pages| pages.len() == full.len())
        .last()
        .unwrap_or(full)
}

/// Shares notes out on pages, in their order, and those of each page on its columns: as few pages as
/// it takes, and all columns about as high. Within a column notes hang in their order.
pub fn columns(heights: &[f32], columns: usize, room: f32, gap: f32) -> Vec<Vec<Vec<usize>>> {
    // One that is too high for any board has a column to itself.
    let heights: Vec<f32> = heights.iter().map(|height| height.min(room)).collect();
    let heights = heights.as_slice();
    let bare = |page: &Range<usize>| {
        let shared = level(page.clone(), heights, columns, gap);
        let left = shared.iter().map(|column| {
            let own = column.iter().filter_map(|&note| heights.get(note));
            room + gap - own.map(|height| height + gap).sum::<f32>()
        });
        let left: Vec<f32> = left.collect();
        let fits = left.iter().all(|left| *left >= 0.0);
        fits.then(|| left.iter().map(|left| left * left).sum::<f32>())
    };
    match share(heights.len(), bare) {
        Some(pages) => pages
            .into_iter()
            .map(|page| level(page, heights, columns, gap))
            .collect(),
        None => (0..heights.len()).map(|note| vec![vec![note]]).collect(),
    }
}

/// Shares `count` notes out on as few pages as it takes, so that they leave as little `bare` as can be:
/// that says it of a page's notes, or that there is no room for them.
fn share(count: usize, bare: impl Fn(&Range<usize>) -> Option<f32>) -> Option<Vec<Range<usize>>> {
    // For the first notes, as many as the index says: pages, what they leave bare, and where the last of
    // them begins.
    let mut best: Vec<Option<(usize, f32, usize)>> = vec![Some((0, 0.0, 0))];
    for end in 1..=count {
        let mut found: Option<(usize, f32, usize)> = None;
        for first in (0..end).rev() {
            let Some(own) = bare(&(first..end)) else {
                break;
            };
            let Some((pages, before, _)) = best.get(first).copied().flatten() else {
                continue;
            };
            let this = (pages + 1, before + own, first);
            let is_better = found.is_none_or(|(pages, left, _)| (this.0, this.1) < (pages, left));
            if is_better {
                found = Some(this);
            }
        }
        best.push(found);
    }
    let mut pages = Vec::new();
    let mut end = count;
    while end > 0 {
        let (_, _, first) = best.get(end).copied().flatten()?;
        pages.push(first..end);
        end = first;
    }
    pages.reverse();
    Some(pages)
}

/// Shares a page's notes out on its columns: the highest first, each where there is most room.
fn level(page: Range<usize>, heights: &[f32], columns: usize, gap: f32) -> Vec<Vec<usize>> {
    let height = |note: usize| heights.get(note).copied().unwrap_or_default();
    let mut notes: Vec<usize> = page.collect();
    notes.sort_by(|&one, &other| height(other).total_cmp(&height(one)));
    let mut shared = vec![(0.0_f32, Vec::new()); columns.max(1)];
    for note in notes {
        let lowest = shared
            .iter_mut()
            .min_by(|(one, _), (other, _)| one.total_cmp(other));
        if let Some((filled, column)) = lowest {
            *filled += height(note) + gap;
            column.push(note);
        }
    }
    let in_order = |(_, mut column): (f32, Vec<usize>)| {
        column.sort_unstable();
        column
    };
    shared.into_iter().map(in_order).collect()
}

/// Which column a note hangs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hung {
    /// Which of the notes.
    pub note: usize,
    /// Which column, from the left.
    pub column: usize,
}

/// Hangs notes in their order, each where there is most room, on as few pages as it takes, and
/// about as many on each: none hangs alone on the last.
pub fn flow(heights: &[f32], columns: usize, room: f32, gap: f32) -> Vec<Vec<Hung>> {
    let pages = hang(heights, columns, room, gap, usize::MAX);
    let most = heights.len().div_ceil(pages.len().max(1));
    let even = hang(heights, columns, room, gap, most);
    if even.len() == pages.len() {
        even
    } else {
        pages
    }
}

/// Fills page after page, `most` notes on each.
fn hang(heights: &[f32], columns: usize, room: f32, gap: f32, most: usize) -> Vec<Vec<Hung>> {
    let mut pages: Vec<Vec<Hung>> = Vec::new();
    let mut filled: Vec<f32> = Vec::new();
    for (note, &height) in heights.iter().enumerate() {
        let is_full = pages.last().is_some_and(|page| page.len() >= most);
        let shortest = filled
            .iter()
            .enumerate()
            .filter(|_| !is_full)
            .min_by(|(_, one), (_, other)| one.total_cmp(other))
            .map(|(column, filled)| (column, *filled));
        let (column, top) = match shortest {
            // A note that is higher than any board hangs alone at its top.
            Some((column, filled)) if filled == 0.0 || filled + gap + height <= room => {
                (column, if filled > 0.0 { filled + gap } else { 0.0 })
            }
            _ => {
                pages.push(Vec::new());
                filled = vec![0.0; columns.max(1)];
                (0, 0.0)
            }
        };
        if let Some(slot) = filled.get_mut(column) {
            *slot = top + height;
        }
        if let Some(page) = pages.last_mut() {
            page.push(Hung { note, column });
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No column of a page is higher than the room.
    fn inside(pages: &[Vec<Hung>], heights: &[f32], room: f32, gap: f32) {
        for page in pages {
            for column in 0..3 {
                let own = page.iter().filter(|hung| hung.column == column);
                let filled: f32 = own.map(|hung| heights[hung.note] + gap).sum();
                assert!(filled - gap <= room, "{page:?}");
            }
        }
    }

    #[test]
    fn every_note_hangs_once_in_order_and_all_have_room() {
        let heights: Vec<f32> = (0..23)
            .map(|note| 60.0 + ((note * 37) % 50) as f32)
            .collect();
        for columns in 1..4 {
            let pages = flow(&heights, columns, 250.0, 8.0);
            inside(&pages, &heights, 250.0, 8.0);
            let order: Vec<usize> = pages.iter().flatten().map(|hung| hung.note).collect();
            assert_eq!(order, (0..23).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_note_hangs_alone_on_the_last_page() {
        let pages = flow(&[100.0; 13], 3, 250.0, 8.0);
        let counts: Vec<usize> = pages.iter().map(Vec::len).collect();
        assert_eq!(counts, [5, 5, 3]);
    }

    #[test]
    fn few_notes_take_one_page_and_none_take_none() {
        assert_eq!(flow(&[100.0; 3], 3, 250.0, 8.0).len(), 1);
        assert!(flow(&[], 3, 250.0, 8.0).is_empty());
        assert!(pages(&[], 250.0, 8.0).is_empty());
        assert!(rows(0, 3).is_empty());
        assert!(columns(&[], 3, 250.0, 8.0).is_empty());
    }

    #[test]
    fn a_note_higher_than_the_board_hangs_by_itself() {
        let heights = [100.0, 400.0, 100.0];
        let counts: Vec<usize> = flow(&heights, 1, 250.0, 8.0).iter().map(Vec::len).collect();
        assert_eq!(counts, [1, 1, 1]);
        assert_eq!(pages(&heights, 250.0, 8.0), [0..1, 1..2, 2..3]);
        let alone: Vec<Vec<Vec<usize>>> = (0..3).map(|note| vec![vec![note]]).collect();
        assert_eq!(columns(&heights, 1, 250.0, 8.0), alone);
    }

    #[test]
    fn rows_are_about_as_full_as_each_other() {
        assert_eq!(rows(9, 2), [0..2, 2..4, 4..6, 6..8, 8..9]);
        assert_eq!(rows(4, 3), [0..2, 2..4]);
        assert_eq!(rows(7, 3), [0..3, 3..5, 5..7]);
    }

    #[test]
    fn pages_of_rows_are_as_few_as_can_be_and_about_as_high() {
        // Three rows would fit on the first of two pages, and leave one for the last.
        assert_eq!(pages(&[80.0; 4], 260.0, 8.0), [0..2, 2..4]);
        assert_eq!(pages(&[100.0, 150.0, 90.0], 360.0, 8.0).len(), 1);
    }

    #[test]
    fn columns_are_about_as_high_as_each_other() {
        let heights: Vec<f32> = (0..40)
            .map(|note| 30.0 + (note % 3) as f32 * 10.0)
            .collect();
        for count in 1..4 {
            let pages = columns(&heights, count, 250.0, 5.0);
            let mut before = 0;
            for page in pages {
                assert_eq!(page.len(), count);
                let mut own: Vec<usize> = page.iter().flatten().copied().collect();
                own.sort_unstable();
                assert_eq!(own, (before..before + own.len()).collect::<Vec<_>>());
                before += own.len();
                let high = |column: &Vec<usize>| -> f32 {
                    column.iter().map(|&note| heights[note] + 5.0).sum()
                };
                let top = page.iter().map(high).fold(0.0, f32::max);
                let low = page.iter().map(high).fold(f32::MAX, f32::min);
                assert!(top - 5.0 <= 250.0 && top - low <= 55.0, "{page:?}");
            }
            assert_eq!(before, 40);
        }
    }
}
