//! Programs of the workspace as processes.

use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use tempfile::TempDir;

use crate::wait::eventually;

/// The repository's root.
pub fn repository() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().expect("the crate is in a folder").to_owned()
}

/// A command for a program of this workspace, as it was built beside this test.
///
/// # Panics
///
/// When it was not built: `cargo test` alone does not build programs of other crates.
pub fn program(name: &str) -> Command {
    let test = std::env::current_exe().expect("a test knows its own file");
    let built = test
        .ancestors()
        .nth(2)
        .map(|folder| folder.join(name))
        .filter(|program| program.is_file())
        .unwrap_or_else(|| panic!("{name} is not built; run `cargo build --workspace` first"));
    Command::new(built)
}

/// How a program ended, and what it said.
#[derive(Debug)]
pub struct Ended {
    /// Its exit status.
    pub status: ExitStatus,
    /// What it printed.
    pub stdout: String,
    /// What it logged.
    pub stderr: String,
}

impl Ended {
    /// Its exit code; none if a signal ended it.
    pub fn code(&self) -> Option<i32> {
        self.status.code()
    }

    /// What it printed.
    ///
    /// # Panics
    ///
    /// When it did not succeed; `words` say what was asked for.
    pub fn succeeded(self, words: &str) -> String {
        let Self {
            status,
            stdout,
            stderr,
        } = self;
        assert!(status.success(), "{words}\n{stdout}{stderr}");
        stdout
    }
}

/// Runs a command to its end.
///
/// # Panics
///
/// When it cannot be started.
pub fn run(command: &mut Command) -> Ended {
    let output = command
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("cannot start {command:?}: {error}"));
    Ended {
        status: output.status,
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A running program; killed when dropped.
#[derive(Debug)]
pub struct Program {
    child: Child,
    words: TempDir,
}

impl Program {
    /// Starts a command; what it prints and logs is kept in files.
    ///
    /// # Panics
    ///
    /// When it cannot be started.
    pub fn start(command: &mut Command) -> Self {
        let words = tempfile::tempdir().expect("a temporary folder can be made");
        let file = |name| File::create(words.path().join(name)).expect("a file can be made");
        let child = command
            .stdin(Stdio::null())
            .stdout(file("stdout"))
            .stderr(file("stderr"))
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {command:?}: {error}"));
        Self { child, words }
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it printed and logged so far.
    pub fn words(&self) -> String {
        ["stdout", "stderr"]
            .map(|name| fs::read(self.words.path().join(name)).unwrap_or_default())
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .concat()
    }

    /// Whether it has ended by itself.
    ///
    /// # Panics
    ///
    /// When the system does not know it.
    pub fn has_ended(&mut self) -> bool {
        let status = self.child.try_wait().expect("a child can be asked");
        status.is_some()
    }

    /// Sends it a signal, named as `kill` does: TERM.
    ///
    /// # Panics
    ///
    /// When it has ended.
    pub fn signal(&self, name: &str) {
        let mut kill = Command::new("kill");
        kill.args(["-s", name, &self.id().to_string()]);
        run(&mut kill).succeeded(name);
    }

    /// Waits for it to end by itself.
    ///
    /// # Panics
    ///
    /// When it does not.
    pub fn wait(mut self) -> Ended {
        let status = eventually("the end of a program", || {
            self.child.try_wait().expect("a child can be asked")
        });
        let read = |name| fs::read_to_string(self.words.path().join(name)).unwrap_or_default();
        Ended {
            status,
            stdout: read("stdout"),
            stderr: read("stderr"),
        }
    }

    /// Ends it with SIGKILL, as a power cut would: it gets no chance to tidy up.
    ///
    /// # Panics
    ///
    /// When it had ended before.
    pub fn cut(mut self) {
        self.child.kill().expect("it still runs");
        let status = self.child.wait().expect("a child can be waited for");
        assert_eq!(status.signal(), Some(9), "it had ended before: {status}");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
