//! `legeplads-desk serve` and `status`, by real HTTP.

mod connections;
mod courier;
mod events;
mod figures;
mod files;
mod fleet;
mod heartbeats;
mod meter;
mod outbox;
mod place;
mod postgres;
mod postgres_away;
mod proxies;
mod renewal;
mod serving;
mod status;
