//! How much a feed may hold. Beyond these a reading ends in an error.

/// Bytes in one document.
pub const DOCUMENT_BYTES: usize = 1 << 20;
/// Bytes in all documents together.
pub const FEED_BYTES: usize = 32 << 20;
/// Documents in a feed.
pub const DOCUMENTS: usize = 2_000;
/// Cards in a feed.
pub const CARDS: usize = 100_000;
/// Campaigns with a reveal in a feed.
pub const REVEALS: usize = 100;
/// Goals in a feed.
pub const GOALS: usize = 24;
/// Nested brackets in a document.
pub const DEPTH: usize = 64;
/// Pixels along either side of a picture.
pub const PICTURE_SIDE: u32 = 8_192;
/// Bytes of a picture's file.
pub const PICTURE_BYTES: u64 = 32 << 20;
/// Bytes of a link: a QR code of version 4 with error correction M, which has 33 modules a side.
pub const LINK_BYTES: usize = 62;
/// Pieces of paper in a drawing, those of repeated groups as often as they are there.
pub const CUTS: usize = 600;
/// Points of one piece's outline.
pub const POINTS: usize = 64;
/// Diagnostics of each severity that one reading lists; the rest are counted.
pub const DIAGNOSTICS: usize = 500;
/// Languages in one feed.
pub const LANGUAGES: usize = 16;
/// Toys, patches, hills, roads or woods in one list of a scene or a plan.
pub const TOYS: usize = 500;
/// Distance from the middle of a scene or a plan, in its units.
pub const COORDINATE: f32 = 100.0;
