//! Attacks on what is told, with everything that was ever told and with sums and differences of it.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::tables::{ALL, TAPS};
use super::{Audience, Cell, Dimension, Door, Figure};

const SITES: [&str; 4] = ["airport", "library", "town-hall", "booth"];
const LANGUAGES: [&str; 3] = ["da", "en", "de"];
const WEEKS: [&str; 5] = ["2026-W44", "2026-W45", "2026-W46", "2026-W47", "2026-W48"];

/// What was counted of one item: by site, language and week.
type Counts = BTreeMap<(usize, usize, usize), u64>;

fn counts() -> impl Strategy<Value = Counts> {
    let cell = (0..SITES.len(), 0..LANGUAGES.len(), 0..WEEKS.len());
    // Mostly few, as in a village's library.
    let count = prop_oneof![4 => 0..12_u64, 1 => 0..400_u64];
    proptest::collection::btree_map(cell, count, 0..40)
}

fn audience() -> impl Strategy<Value = Audience> {
    prop_oneof![Just(Audience::Staff), Just(Audience::Public)]
}

fn tell(door: &Door, (site, language, week): (usize, usize, usize), count: u64) -> Figure {
    let values = [
        "stop/library",
        SITES[site],
        LANGUAGES[language],
        WEEKS[week],
    ];
    door.tell(&Cell::of(&TAPS, &values), count)
}

/// What is told of each cell.
type Told = BTreeMap<(usize, usize, usize), Figure>;

fn told(door: &Door, counts: &Counts) -> Told {
    let cells = counts.iter();
    cells
        .map(|(cell, count)| (*cell, tell(door, *cell, *count)))
        .collect()
}

/// Every table that is made of them: the sum over each choice of sites, languages and weeks.
fn every_sum(told: &Told) -> Vec<u64> {
    let choices = |many: usize| 1..(1_usize << many);
    let mut sums = Vec::new();
    for sites in choices(SITES.len()) {
        for languages in choices(LANGUAGES.len()) {
            for weeks in choices(WEEKS.len()) {
                let is_in = |&(site, language, week): &(usize, usize, usize)| {
                    (sites >> site) & (languages >> language) & (weeks >> week) & 1 == 1
                };
                let cells = told.iter().filter(|(cell, _)| is_in(cell));
                let sum: Figure = cells.map(|(_, figure)| *figure).sum();
                sums.push(sum.or_nothing());
            }
        }
    }
    sums
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Sums, differences of sums, and differences of these: a number below the threshold is nowhere.
    #[test]
    fn no_difference_of_tables_days_or_kiosks_is_small(
        counts in counts(), audience in audience(), secret: [u8; 32],
    ) {
        let door = Door::new(audience, secret);
        let k = audience.threshold();
        let told = told(&door, &counts);
        let sums = every_sum(&told);
        for sum in &sums {
            prop_assert!(*sum == 0 || *sum >= k, "{sum} is told");
        }
        for cell in counts.keys() {
            let mut fewer = told.clone();
            fewer.remove(cell);
            for (with, without) in sums.iter().zip(every_sum(&fewer)) {
                let differs = with - without;
                prop_assert!(differs == 0 || differs >= k, "one cell of {differs} shows");
            }
        }
    }

    /// A cell that has grown since it was told before: one more tap shows as `k`, or not at all.
    #[test]
    fn no_growth_of_a_cell_is_small(
        count in 0..200_u64, more in 0..40_u64, audience in audience(), secret: [u8; 32],
    ) {
        let door = Door::new(audience, secret);
        let [before, after] = [count, count + more];
        let [before, after] = [before, after].map(|count| tell(&door, (0, 0, 0), count).or_nothing());
        let k = audience.threshold();
        prop_assert!(after >= before, "the lot is the same");
        prop_assert!((after - before).is_multiple_of(k), "{before} and then {after}");
    }

    /// Whoever knows all but one cell, and everything that was told, cannot tell a small one from none:
    /// with most secrets it tells the same, and which one it is nobody knows.
    #[test]
    fn with_all_others_known_a_small_cell_may_have_been_none(
        counts in counts(), audience in audience(), few in 1..10_u64, cell in 0..60_usize,
    ) {
        let k = audience.threshold();
        prop_assume!(few < k);
        let cell = (cell % 4, cell / 4 % 3, cell / 12);
        let (mut none, mut some) = (counts.clone(), counts);
        none.insert(cell, 0);
        some.insert(cell, few);
        let doors = (0..=255).map(|seed| Door::new(audience, [seed; 32]));
        let alike = doors.filter(|door| told(door, &none)[&cell] == told(door, &some)[&cell]);
        let alike = alike.count() as f64 / 256.0;
        // The odds that a small count is told as nothing.
        let odds = (k - few) as f64 / k as f64;
        prop_assert!((alike - odds).abs() < 0.16, "{alike} of {odds}");
    }

    /// Asked again, in another order or for another report, the same is told.
    #[test]
    fn nothing_is_gained_by_asking_again(count in 0..500_u64, secret: [u8; 32]) {
        let door = Door::new(Audience::Public, secret);
        let again = Door::new(Audience::Public, secret);
        prop_assert_eq!(tell(&door, (1, 1, 1), count), tell(&again, (1, 1, 1), count));
    }

    #[test]
    fn what_is_told_is_near_the_truth(count in 0..100_000_u64, audience in audience(), secret: [u8; 32]) {
        let door = Door::new(audience, secret);
        let k = audience.threshold();
        let told = tell(&door, (0, 0, 0), count).or_nothing();
        prop_assert!(told.abs_diff(count) < k);
        if count >= k {
            prop_assert!(told >= k && told.is_multiple_of(k));
        }
    }
}

/// The mean is right, and the margin holds what it says: nineteen times in twenty.
#[test]
fn sums_are_right_within_their_margin() {
    for audience in [Audience::Staff, Audience::Public] {
        // Many small cells, the worst case there is.
        for few in [1_u64, 3, 4, 7] {
            let (mut off, mut inside) = (0.0, 0);
            let secrets = 200_u8;
            for seed in 0..secrets {
                let door = Door::new(audience, [seed; 32]);
                let cells = (0..60).map(|cell| (cell % 4, cell / 4 % 3, cell / 12));
                let sum: Figure = cells.map(|cell| tell(&door, cell, few)).sum();
                let truth = 60 * few;
                off += sum.or_nothing() as f64 - truth as f64;
                inside += usize::from(sum.or_nothing().abs_diff(truth) <= sum.margin());
            }
            let mean = off / f64::from(secrets) / (60 * few) as f64;
            assert!(mean.abs() < 0.1, "{audience:?} {few}: off by {mean:.3}");
            assert!(inside >= 190, "{audience:?} {few}: {inside} of {secrets}");
        }
    }
}

#[test]
fn staff_and_public_draw_lots_of_their_own() {
    let secret = [7; 32];
    let lots = |audience| {
        let door = Door::new(audience, secret);
        let cells = (0..60).map(|cell| (cell % 4, cell / 4 % 3, cell / 12));
        cells
            .map(move |cell| tell(&door, cell, 12).or_nothing())
            .collect::<Vec<_>>()
    };
    assert_ne!(lots(Audience::Staff), lots(Audience::Public));
}

#[test]
fn no_table_crosses_place_origin_and_family() {
    for table in ALL {
        let has = |dimension| table.dimensions.contains(&dimension);
        let crosses = has(Dimension::Place) && has(Dimension::Origin) && has(Dimension::Family);
        assert!(!crosses, "{}", table.name);
        // What is needed is never told for whom and where and then and in which language.
        let asked = [
            Dimension::Place,
            Dimension::Family,
            Dimension::Slot,
            Dimension::Language,
        ];
        let crossed = asked.into_iter().filter(|one| has(*one)).count();
        assert!(crossed <= 2, "{}", table.name);
        // Nor is anything told by the day.
        assert!(
            has(Dimension::Week) || has(Dimension::Quarter) || has(Dimension::Event),
            "{}",
            table.name
        );
    }
}
