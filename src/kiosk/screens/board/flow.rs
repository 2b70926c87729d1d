//! How notes of different heights share a board's columns. Pure.

/// Where a note hangs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hung {
    /// Which of the notes.
    pub note: usize,
    /// Which column, from the left.
    pub column: usize,
    /// From the top of the column to the note's upper edge.
    pub top: f32,
}

/// Hangs notes in their order, each where there is most room, on as few pages as it takes, and
/// about as many on each: none hangs alone on the last. What is left of a column's room is shared
/// out between its notes.
pub fn flow(heights: &[f32], columns: usize, room: f32, gap: f32) -> Vec<Vec<Hung>> {
    let mut pages = hang(heights, columns, room, gap, usize::MAX);
    let most = heights.len().div_ceil(pages.len().max(1));
    let even = hang(heights, columns, room, gap, most);
    if even.len() == pages.len() {
        pages = even;
    }
    for page in &mut pages {
        spread(page, heights, columns, room);
    }
    pages
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
            page.push(Hung { note, column, top });
        }
    }
    pages
}

/// The most that is put between two notes beyond the gap.
const MOST: f32 = 0.2;

fn spread(page: &mut [Hung], heights: &[f32], columns: usize, room: f32) {
    for column in 0..columns.max(1) {
        let own = |hung: &&mut Hung| hung.column == column;
        let count = page.iter().filter(|hung| hung.column == column).count();
        let end = page
            .iter()
            .filter(|hung| hung.column == column)
            .map(|hung| hung.top + heights.get(hung.note).copied().unwrap_or_default())
            .fold(0.0, f32::max);
        let share = ((room - end) / (count + 1) as f32).clamp(0.0, MOST * room);
        for (number, hung) in page.iter_mut().filter(own).enumerate() {
            hung.top += share * (number + 1) as f32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(pages: &[Vec<Hung>], heights: &[f32], room: f32) {
        for page in pages {
            for (index, one) in page.iter().enumerate() {
                assert!(one.top >= 0.0 && one.top + heights[one.note] <= room + 0.01);
                for other in &page[index + 1..] {
                    let apart = one.column != other.column
                        || one.top + heights[one.note] < other.top
                        || other.top + heights[other.note] < one.top;
                    assert!(apart, "{one:?} hangs over {other:?}");
                }
            }
        }
    }

    #[test]
    fn every_note_hangs_once_in_order_and_none_over_another() {
        let heights: Vec<f32> = (0..23)
            .map(|note| 60.0 + ((note * 37) % 50) as f32)
            .collect();
        for columns in 1..4 {
            let pages = flow(&heights, columns, 250.0, 8.0);
            inside(&pages, &heights, 250.0);
            let order: Vec<usize> = pages.iter().flatten().map(|hung| hung.note).collect();
            assert_eq!(order, (0..23).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_note_hangs_alone_on_the_last_page() {
        let pages = flow(&[100.0; 13], 3, 250.0, 8.0);
        let counts: Vec<usize> = pages.iter().map(Vec::len).collect();
        assert_eq!(counts, [5, 5, 3]);
        inside(&pages, &[100.0; 13], 250.0);
    }

    #[test]
    fn few_notes_take_one_page_and_none_take_none() {
        assert_eq!(flow(&[100.0; 3], 3, 250.0, 8.0).len(), 1);
        assert!(flow(&[], 3, 250.0, 8.0).is_empty());
    }

    #[test]
    fn a_note_higher_than_the_board_hangs_by_itself() {
        let pages = flow(&[100.0, 400.0, 100.0], 1, 250.0, 8.0);
        let counts: Vec<usize> = pages.iter().map(Vec::len).collect();
        assert_eq!(counts, [1, 1, 1]);
    }
}
