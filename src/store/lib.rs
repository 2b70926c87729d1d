//! legeplads-store
