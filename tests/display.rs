//! A virtual display, and a hand in front of it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use image::{Rgb, RgbImage};
use tempfile::TempDir;

use crate::process::run;

/// One display at a time: without a GPU a kiosk takes every core there is.
static ALONE: Mutex<()> = Mutex::new(());

/// Waits for its turn on this machine's cores, and holds them.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    // A test that failed leaves nothing behind for the next.
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A virtual display of its own, without a window manager. It ends when this is dropped.
#[derive(Debug)]
pub struct Display {
    server: Child,
    name: String,
    glass: TempDir,
    _alone: MutexGuard<'static, ()>,
}

impl Display {
    /// A display of this size in pixels, on whatever number is free.
    ///
    /// # Panics
    ///
    /// When Xvfb is not installed or does not start.
    pub fn start(width: u32, height: u32) -> Self {
        let alone = alone();
        let glass = tempfile::tempdir().expect("a temporary folder can be made");
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset"])
            .args(["-screen", "0", &format!("{width}x{height}x24"), "-fbdir"])
            .arg(glass.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts; deploy/test installs it");
        let stdout = server.stdout.take().expect("it is piped");
        let mut number = String::new();
        BufReader::new(stdout)
            .read_line(&mut number)
            .expect("Xvfb tells its number");
        assert!(!number.is_empty(), "Xvfb ended before it was ready");
        Self {
            server,
            name: format!(":{}", number.trim()),
            glass,
            _alone: alone,
        }
    }

    /// Lets a program show itself here, and nowhere else.
    pub fn show(&self, command: &mut Command) {
        command
            .env("DISPLAY", &self.name)
            .env_remove("WAYLAND_DISPLAY");
    }

    /// Presses and lifts at each of these points, one after the other. In pixels from the upper
    /// left corner.
    ///
    /// # Panics
    ///
    /// When xdotool fails.
    pub fn click(&self, points: &[(u32, u32)]) {
        let mut xdotool = Command::new("xdotool");
        for (x, y) in points {
            xdotool
                .args(["mousemove", &x.to_string(), &y.to_string()])
                .args(["click", "1"]);
        }
        self.show(&mut xdotool);
        let ended = run(&mut xdotool);
        assert!(ended.status.success(), "xdotool: {}", ended.stderr);
    }

    /// Presses these keys, one after the other, by their X names.
    ///
    /// # Panics
    ///
    /// When xdotool fails.
    pub fn press_keys(&self, keys: &[&str]) {
        let mut xdotool = Command::new("xdotool");
        // Without a window manager nobody has given the window the keyboard.
        xdotool
            .args(["search", "--name", "Legeplads", "windowfocus", "key"])
            .args(keys);
        self.show(&mut xdotool);
        let ended = run(&mut xdotool);
        assert!(ended.status.success(), "xdotool: {}", ended.stderr);
    }

    /// What is on the glass now: the server keeps it in a file.
    ///
    /// # Panics
    ///
    /// When the file is not as Xvfb writes it.
    pub fn picture(&self) -> RgbImage {
        let file = self.glass.path().join("Xvfb_screen0");
        let bytes = fs::read(&file).expect("Xvfb keeps its screen in a file");
        window_dump(&bytes).expect("Xvfb writes an X window dump of 32 bits a pixel")
    }
}

/// An X window dump (`XWDFile.h`): a header of big-endian words, a colour map that true colours do
/// not need, and rows of pixels as blue, green, red and nothing.
fn window_dump(bytes: &[u8]) -> Option<RgbImage> {
    let word = |index: usize| -> Option<usize> {
        let word = bytes.get(4 * index..4 * index + 4)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(word)).ok()
    };
    let (header, width, height) = (word(0)?, word(4)?, word(5)?);
    let (bits, row, colours) = (word(11)?, word(12)?, word(19)?);
    let pixels = bytes.get(header + 12 * colours..)?;
    if bits != 32 || pixels.len() < row * height {
        return None;
    }
    let size = |side| u32::try_from(side).ok();
    Some(RgbImage::from_fn(size(width)?, size(height)?, |x, y| {
        let at = row * y as usize + 4 * x as usize;
        Rgb([pixels[at + 2], pixels[at + 1], pixels[at]])
    }))
}

impl Drop for Display {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
