//! legeplads-desk
