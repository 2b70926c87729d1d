//! The program itself, as it is installed, with everything against it: the server and the network,
//! the disk, the clock, and whoever pulls the plug. What the rest of these tests prove of the
//! library holds here between processes.

mod clocks;
mod disk;
mod glass;
mod kills;
mod lies;
#[path = "../../../../../tests/machine.rs"]
pub mod machine;
mod running;
