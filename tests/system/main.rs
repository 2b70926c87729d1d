//! Whole-system tests: the real programs under a virtual display, with Mesa's software Vulkan.
//!
//! One program, because each test program is linked anew. `cargo build --workspace` must have run
//! before; `deploy/test` sees to that.

mod delivery;
mod faults;
mod lock;
mod main_job;
mod measure;
mod mistakes;
mod pictures;
mod plays;
mod publish;
mod tour;
