//! Which graphics drivers are loaded.

use std::path::Path;

/// What the Vulkan loader reads to choose among the drivers that are installed.
const SELECT: &str = "VK_LOADER_DRIVERS_SELECT";
/// The drivers that draw without a GPU.
const SOFTWARE: &str = "*lvp*,*swiftshader*";
/// By these files Linux gives programs a GPU: Mesa's drivers, NVIDIA's, a virtual machine's.
const GPU: [&str; 3] = ["/dev/dri", "/dev/nvidiactl", "/dev/dxg"];

/// The variable to set before anything is loaded, and its value; none if there is a GPU, or if it is
/// set already.
///
/// Without a GPU the drivers for GPUs would be loaded at every start, find nothing, and stay in memory
/// with 7 MB.
pub fn to_select() -> Option<(&'static str, &'static str)> {
    let has_gpu = GPU.iter().any(|file| Path::new(file).exists());
    (!has_gpu && std::env::var_os(SELECT).is_none()).then_some((SELECT, SOFTWARE))
}
