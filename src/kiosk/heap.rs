//! How the C library keeps its heap.

#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod glibc {
    /// Parameters of `mallopt(3)`.
    pub const M_TRIM_THRESHOLD: i32 = -1;
    pub const M_MMAP_THRESHOLD: i32 = -3;

    #[expect(
        unsafe_code,
        reason = "declared as in glibc's malloc.h; both work behind the heap's own locks"
    )]
    unsafe extern "C" {
        pub safe fn mallopt(parameter: i32, value: i32) -> i32;
        pub safe fn malloc_trim(pad: usize) -> i32;
    }
}

/// What the drawing of a frame takes and gives back is less than this, in bytes.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const KEPT: i32 = 32 << 20;

/// Keeps what is given back, for the next frame.
///
/// Without a GPU each frame takes some megabytes for its triangles and gives them back. By default
/// they go back to the system each time, and come again page by page: a seventh of the frame's time.
pub fn keep() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    for parameter in [glibc::M_TRIM_THRESHOLD, glibc::M_MMAP_THRESHOLD] {
        if glibc::mallopt(parameter, KEPT) == 0 {
            tracing::debug!(parameter, "the C library keeps its heap as it is");
        }
    }
}

/// Gives back to the system what nobody uses: after something large that will not come again soon.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    glibc::malloc_trim(0);
}
