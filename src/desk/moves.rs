//! `legeplads-desk moves`: who moves and commutes, from Statistics Denmark's tables as they are
//! downloaded (www.statistikbanken.dk, as CSV with semicolons; its own conditions, like CC BY 4.0,
//! ask for the source to be named).
//!
//! A file is a long table: a column for each of its variables, `TID` for the time and `INDHOLD` for the
//! number, which is `..` where so few are behind it that it is not given.

mod flows;
mod map;
mod table;
mod trend;
mod words;

pub use flows::{Flow, Flows, Way};
pub use map::{NoMap, What, renew};
pub use table::{CannotRead, Known, TABLES, Table};
pub use trend::{Origin, trend};
