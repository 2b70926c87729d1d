//! The courier against a server in this process.

mod content;
mod downloads;
mod lies;
mod mail;
mod metadata;
mod program;
mod push;
mod rounds;
mod server;
mod support;
mod tls;
mod wire;
