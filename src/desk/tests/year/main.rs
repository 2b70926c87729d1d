//! A year of four kiosks and their desk, with a truth that is known: what visitors did is drawn by lot
//! from a seed, kiosks and couriers are processes of their own that are killed again and again, one is
//! offline for a month, one has a clock that jumps, and the desk is restored from a backup. Then the
//! report must tell the truth, within what it says of itself.
//!
//! `cargo test` runs a quarter of it. All of it, 400,000 visits:
//!
//! ```console
//! LEGEPLADS_DAYS=364 LEGEPLADS_VISITS=400000 cargo test --workspace --test year -- --nocapture
//! ```

mod actors;
mod report;
mod run;
mod visits;

use std::env;
use std::time::Instant;

use run::Year;
use visits::Plan;

fn setting(name: &str, usual: u32) -> u32 {
    let set = env::var(name).ok();
    set.map_or(usual, |text| text.parse().expect("a number"))
}

#[test]
fn reports_give_back_what_happened() {
    let days = setting("LEGEPLADS_DAYS", 91);
    let visits = setting("LEGEPLADS_VISITS", 40_000);
    let plan = Plan::new(days, visits);
    let begun = Instant::now();
    let mut year = Year::begin(&plan);
    year.go(&plan);
    let outcome = year.end(&plan);
    println!(
        "{days} days, {} visits in {:.0} s: {} kills of kiosks, {} of couriers, {} of desks; \
         {} batches taken in, {} of them lost with the desk's disk; {} steps cut off",
        outcome.visits,
        begun.elapsed().as_secs_f64(),
        outcome.kills[0],
        outcome.kills[1],
        outcome.kills[2],
        outcome.batches,
        outcome.lost_batches,
        outcome.cut_off,
    );
    report::compare(&year, &plan, &outcome);
}
