//! `legeplads-desk serve` and `status`, by real HTTP.

mod connections;
mod courier;
mod events;
mod files;
mod fleet;
mod heartbeats;
mod outbox;
mod place;
mod proxies;
mod renewal;
mod serving;
mod status;
