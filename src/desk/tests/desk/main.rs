//! The desk's commands, by the real program.

mod check;
mod release;
mod serve;
mod support;
