//! The attacks that The Update Framework is there to stop, one a file, each tried on a kiosk; what
//! a wrong clock may and may not do; and the traps of the library underneath.
//!
//! Everything happens in memory and at times of the tests' own choosing.

mod support;

mod arbitrary_software;
mod clocks;
mod endless_data;
mod expired_delegation;
mod freeze;
mod mix_and_match;
mod packs;
mod path_escape;
mod revoked_root;
mod rollback;
mod slow_retrieval;
mod threshold;
mod traps;
mod wrong_key;
