//! A program that runs beside a test.

use std::fs::{self, File};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long a busy machine may take for what another process does.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program that runs until it is killed, or this is dropped.
pub struct Running {
    child: Child,
    dir: TempDir,
}

impl Running {
    pub fn start(mut command: Command) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let words = File::create(dir.path().join("words")).expect("a file");
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(words)
            .spawn()
            .expect("it could be started");
        Self { child, dir }
    }

    pub fn words(&self) -> String {
        fs::read_to_string(self.dir.path().join("words")).expect("readable")
    }

    /// Ends it as a power cut would. It must not have ended before.
    pub fn kill(mut self) {
        let ended = self.child.try_wait().expect("a child");
        assert_eq!(ended, None, "it ended by itself: {}", self.words());
    }

    /// Waits until it has logged this.
    pub async fn says(&mut self, words: &str) {
        let log = self.dir.path().join("words");
        let said = || fs::read_to_string(&log).is_ok_and(|log| log.contains(words));
        self.until(words, || said().then_some(())).await;
    }

    /// Waits for something that it does.
    pub async fn until<T>(&mut self, what: &str, mut there: impl FnMut() -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(found) = there() {
                return found;
            }
            let ended = self.child.try_wait().expect("a child");
            let words = self.words();
            assert_eq!(ended, None, "it ended before {what}: {words}");
            assert!(begun.elapsed() < PATIENCE, "in vain: {what}: {words}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
