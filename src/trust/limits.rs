//! What metadata and a manifest may ask of a kiosk. Beyond these a release is refused before a byte
//! of it is fetched.

/// Bytes of one file of metadata: a hundred times what a town needs.
pub const METADATA_BYTES: u64 = 256 * 1024;

/// Bytes of all metadata that one refresh fetches.
pub const REFRESH_BYTES: u64 = 4 * 1024 * 1024;

/// New roots that one refresh follows; the next refresh goes on from there.
pub const ROOT_STEPS: u64 = 256;

/// Bytes of a manifest: room for [`ENTRIES`] of them with long paths.
pub const MANIFEST_BYTES: u64 = 4 * 1024 * 1024;

/// Bytes of what leads from one manifest to the next, with the documents that go along.
pub const DELTA_BYTES: u64 = 256 * 1024;

/// Bytes of the documents that go along with it: more are fetched one by one.
pub const DELTA_DOCUMENT_BYTES: u64 = 192 * 1024;

/// Documents, media and scenes together.
pub const ENTRIES: usize = 20_000;

/// Bytes of one document; as much as the feed's reader takes.
pub const DOCUMENT_BYTES: u64 = 1024 * 1024;

/// Bytes of one picture.
pub const MEDIA_BYTES: u64 = 32 * 1024 * 1024;

/// Bytes of one baked scene: more than the fullest island needs.
pub const SCENE_BYTES: u64 = 8 * 1024 * 1024;

/// Bytes of one font: room for the letters of a few scripts.
pub const FONT_BYTES: u64 = 4 * 1024 * 1024;

/// Bytes of a whole release.
pub const RELEASE_BYTES: u64 = 4 * 1024 * 1024 * 1024;

/// Width and height of one published picture, in pixels. Desks make them half as large at most.
pub const MEDIA_PIXELS: u32 = 4096;

/// Bytes that the pixels of one published picture may take: as many as [`MEDIA_PIXELS`] allows, with
/// eight bits a channel.
pub const MEDIA_DECODED_BYTES: u64 = 64 * 1024 * 1024;

/// Bytes of one path.
pub const PATH_BYTES: usize = 200;

/// Bytes of staff's note about a release.
pub const NOTE_BYTES: usize = 1000;

/// Nesting of RON in a manifest. A manifest needs four levels.
pub(crate) const DEPTH: usize = 16;
