//! The courier against a server in this process.

mod program;
mod rounds;
mod support;
