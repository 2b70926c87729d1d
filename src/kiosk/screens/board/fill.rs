//! How things of different heights fill the height of a column between them. Pure.

/// What a thing makes of room, all in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Growth {
    /// Its least height.
    pub natural: f32,
    /// What it becomes if it grows: at least the one, at most the other.
    pub grown: Option<(f32, f32)>,
}

/// How much more things and gaps become at most, in pixels, before all hang apart evenly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// Each thing.
    pub paper: f32,
    /// Each gap.
    pub gap: f32,
}

impl Stretch {
    /// As many times as much.
    pub fn by(self, times: f32) -> Self {
        Self {
            paper: self.paper * times,
            gap: self.gap * times,
        }
    }
}

/// Where a thing is in its column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slot {
    /// From the top of the column to its upper edge.
    pub top: f32,
    /// Its height.
    pub height: f32,
}

/// Fills a column of height `room`. Room that is left goes first to those that can grow, then to all
/// of them, `stretch` each at most, and last to the gaps between them, `wider` each at most; they hang
/// about the middle of what is left then.
pub fn fill(things: &[Growth], room: f32, gap: f32, stretch: Stretch) -> Vec<Slot> {
    let count = things.len() as f32;
    let natural: f32 = things.iter().map(|thing| thing.natural).sum();
    let mut spare = (room - natural - gap * (count - 1.0)).max(0.0);
    let mut heights = grow(things, &mut spare);
    let more = (spare / count.max(1.0)).min(stretch.paper);
    for height in &mut heights {
        *height += more;
        spare -= more;
    }
    let apart = spare.max(0.0) / (count - 1.0).max(1.0);
    let apart = if apart > stretch.gap {
        // Where that leaves much above and below, it is shared out evenly.
        (spare / (count + 1.0)).max(stretch.gap)
    } else {
        apart
    };
    let mut top = ((spare - apart * (count - 1.0)) / 2.0).max(0.0);
    heights
        .into_iter()
        .map(|height| {
            let slot = Slot { top, height };
            top += height + gap + apart;
            slot
        })
        .collect()
}

/// Lets as many grow as there is room for, the first ones first, and all of these alike.
fn grow(things: &[Growth], spare: &mut f32) -> Vec<f32> {
    let mut heights: Vec<f32> = things.iter().map(|thing| thing.natural).collect();
    let mut growing: Vec<(usize, f32, f32)> = things
        .iter()
        .enumerate()
        .filter_map(|(index, thing)| {
            let (least, most) = thing.grown?;
            Some((index, least - thing.natural, most - thing.natural))
        })
        .collect();
    let needed = |growing: &[(usize, f32, f32)]| -> f32 { growing.iter().map(|one| one.1).sum() };
    while needed(&growing) > *spare {
        growing.pop();
    }
    // Those that want least are served first, so that what they leave goes to the others.
    let over = *spare - needed(&growing);
    let mut over = over.max(0.0);
    growing.sort_by(|one, other| (one.2 - one.1).total_cmp(&(other.2 - other.1)));
    let mut left = growing.len();
    for (index, least, most) in growing {
        let more = (over / left as f32).min(most - least).max(0.0);
        over -= more;
        left -= 1;
        *spare -= least + more;
        if let Some(height) = heights.get_mut(index) {
            *height += least + more;
        }
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thing(natural: f32, grown: Option<(f32, f32)>) -> Growth {
        Growth { natural, grown }
    }

    fn filled(things: &[Growth], room: f32, paper: f32, gap: f32) -> Vec<[f32; 2]> {
        let slots = fill(things, room, 10.0, Stretch { paper, gap });
        slots.iter().map(|slot| [slot.top, slot.height]).collect()
    }

    #[test]
    fn what_can_grow_takes_the_room_and_the_rest_is_shared() {
        let things = [thing(50.0, Some((80.0, 100.0))), thing(50.0, None)];
        let slots = filled(&things, 180.0, 5.0, 20.0);
        assert_eq!(slots, [[0.0, 105.0], [125.0, 55.0]]);
    }

    #[test]
    fn what_is_left_is_shared_out_between_ends_and_gaps() {
        let slots = filled(&[thing(50.0, None); 2], 170.0, 0.0, 5.0);
        assert_eq!(slots, [[20.0, 50.0], [100.0, 50.0]]);
        assert_eq!(
            filled(&[thing(50.0, None)], 170.0, 0.0, 5.0),
            [[60.0, 50.0]]
        );
    }

    #[test]
    fn nothing_grows_a_little_where_it_needs_more() {
        let things = [thing(50.0, Some((80.0, 100.0))); 2];
        let high = |room| -> Vec<f32> {
            let slots = filled(&things, room, 0.0, 0.0);
            slots.iter().map(|slot| slot[1]).collect()
        };
        // Room for two, for one, for none.
        assert_eq!(high(170.0), [80.0, 80.0]);
        assert_eq!(high(160.0), [100.0, 50.0]);
        assert_eq!(high(130.0), [50.0, 50.0]);
    }

    #[test]
    fn what_is_too_much_begins_at_the_top() {
        assert_eq!(
            filled(&[thing(300.0, None)], 200.0, 5.0, 5.0),
            [[0.0, 300.0]]
        );
        assert!(filled(&[], 200.0, 5.0, 5.0).is_empty());
    }
}
