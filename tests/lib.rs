//! What whole-system tests are made of: the real programs, a virtual display, clicks, pictures,
//! and letters read off the glass. The tests themselves are in `system/`.
//!
//! Nothing here reaches into a program: it is started as staff start it, and judged by what it
//! shows, prints and leaves on disk.

mod booted;
mod compositor;
mod debian;
mod desk;
mod display;
mod eyes;
mod kiosk;
pub mod likeness;
mod machine;
mod phone;
mod process;
mod virtual_machine;
mod wait;

pub use booted::Booted;
pub use compositor::Compositor;
pub use debian::Debian;
pub use desk::{Desk, Published};
pub use display::Display;
pub use eyes::{Rect, blob, read_codes, reads_eventually};
pub use kiosk::{Kiosk, NOON, believing};
pub use machine::{SmallDisk, WallClock, apart, hurry, inside};
pub use phone::browsed;
pub use process::{Ended, Program, program, repository, run};
pub use virtual_machine::VirtualMachine;
pub use wait::{PATIENCE, eventually};
