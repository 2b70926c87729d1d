//! legeplads-tests
