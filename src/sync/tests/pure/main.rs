//! What decides in the courier, without network, disk or clock.

mod bodies;
mod clock;
mod events;
mod heartbeat;
mod pace;
mod refusals;
mod rig;
mod rounds;
mod schedule;
