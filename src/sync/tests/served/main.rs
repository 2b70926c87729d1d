//! The courier against a server in this process: as a library, and as the program that it is.

mod content;
mod deltas;
mod downloads;
mod hostile;
mod lies;
mod mail;
mod memory;
mod metadata;
mod mistakes;
mod program;
mod proxies;
mod push;
mod real;
mod rounds;
mod server;
mod support;
mod tls;
mod wire;
