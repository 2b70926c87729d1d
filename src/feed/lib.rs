//! legeplads-feed
