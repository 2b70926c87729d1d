//! legeplads-trust
