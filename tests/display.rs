//! A virtual display, and a hand in front of it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use image::RgbImage;

use crate::process::run;

/// One display at a time: without a GPU a kiosk takes every core there is.
static ALONE: Mutex<()> = Mutex::new(());

/// A virtual display of its own, without a window manager. It ends when this is dropped.
#[derive(Debug)]
pub struct Display {
    server: Child,
    name: String,
    _alone: MutexGuard<'static, ()>,
}

impl Display {
    /// A display of this size in pixels, on whatever number is free.
    ///
    /// # Panics
    ///
    /// When Xvfb is not installed or does not start.
    pub fn start(width: u32, height: u32) -> Self {
        // A test that failed leaves nothing on the display of the next.
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset"])
            .args(["-screen", "0", &format!("{width}x{height}x24")])
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
        xdotool.arg("key").args(keys);
        self.show(&mut xdotool);
        let ended = run(&mut xdotool);
        assert!(ended.status.success(), "xdotool: {}", ended.stderr);
    }

    /// What is on the glass now.
    ///
    /// # Panics
    ///
    /// When the picture cannot be taken.
    pub fn picture(&self) -> RgbImage {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let file = folder.path().join("glass.png");
        let mut import = Command::new("import");
        import.args(["-silent", "-window", "root"]).arg(&file);
        self.show(&mut import);
        let ended = run(&mut import);
        assert!(ended.status.success(), "import: {}", ended.stderr);
        image::open(&file)
            .expect("import writes a picture")
            .to_rgb8()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
