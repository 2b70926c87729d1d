//! legeplads-sync
