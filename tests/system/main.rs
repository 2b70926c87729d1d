//! Whole-system tests: the real programs under a virtual display, with Mesa's software Vulkan.
//!
//! One program, because each test program is linked anew. `cargo build --workspace` must have run
//! before; `deploy/test` sees to that.

mod bench;
mod boots;
mod clocks;
mod compositor;
mod contact_sheet;
mod delivery;
mod demo;
mod desk_package;
mod faults;
mod fonts;
mod full_disk;
mod keepsake;
mod kills;
mod launch;
mod lock;
mod looks;
mod main_job;
mod measure;
mod mistakes;
mod on_the_glass;
mod packages;
mod packed;
mod pictures;
mod plays;
mod publish;
mod raspberry;
mod soak;
mod tour;
mod units;
mod watched;
