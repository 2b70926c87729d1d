//! A PostgreSQL of Debian's package, started for these tests and gone with the last of them.

use std::fs;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Instant;

use tempfile::TempDir;

use crate::serving::SOON;

/// A running server; databases are made in it one by one.
pub struct Postgres {
    child: Child,
    dir: TempDir,
    listen: &'static str,
    port: u16,
    databases: AtomicU32,
}

static RUNNING: Mutex<Weak<Postgres>> = Mutex::new(Weak::new());

impl Postgres {
    /// The one that runs, or a new one.
    pub fn running() -> Arc<Self> {
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        running.upgrade().unwrap_or_else(|| {
            let started = Arc::new(Self::start());
            *running = Arc::downgrade(&started);
            started
        })
    }

    /// One of its own, which nobody reaches over the network.
    pub fn start() -> Self {
        Self::start_with("", 5432, &[])
    }

    /// The same that can be reached at a port, with these files in its folder.
    pub fn start_on(port: u16, files: &[(&str, &str)]) -> Self {
        Self::start_with("localhost", port, files)
    }

    fn start_with(listen: &'static str, port: u16, files: &[(&str, &str)]) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let data = dir.path().join("data");
        own(dir.path());
        let made = command("initdb")
            .arg("-D")
            .arg(&data)
            .args(["-U", "desk", "--auth=trust", "--no-sync", "--encoding=UTF8"])
            // Not C: the ledger must compare by bytes in any.
            .args([
                "--locale-provider=icu",
                "--icu-locale=da-DK",
                "--locale=C.UTF-8",
            ])
            .output()
            .expect("initdb could be started");
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        for (name, text) in files {
            let path = data.join(name);
            fs::write(&path, text).expect("written");
            own(&path);
            let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
            fs::set_permissions(&path, mode).expect("set");
        }
        let server = Self {
            child: launch(dir.path(), listen, port),
            dir,
            listen,
            port,
            databases: AtomicU32::new(0),
        };
        server.wait();
        server
    }

    /// The connection string of a database; `postgres` is always there.
    pub fn url(&self, database: &str) -> String {
        let folder = self.dir.path().display();
        format!(
            "postgresql://desk@/{database}?host={folder}&port={}",
            self.port
        )
    }

    /// A new, empty database.
    pub fn database(&self) -> String {
        let name = format!("town{}", self.databases.fetch_add(1, Ordering::SeqCst));
        self.run("postgres", &format!("CREATE DATABASE {name}"));
        self.url(&name)
    }

    /// Pulls the plug, and puts it in again.
    pub fn restart(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.child = launch(self.dir.path(), self.listen, self.port);
        self.wait();
    }

    fn run(&self, database: &str, sql: &str) {
        run(&self.url(database), sql).expect("it did as it was told");
    }

    fn wait(&self) {
        let begun = Instant::now();
        while run(&self.url("postgres"), "SELECT 1").is_err() {
            let words = || fs::read_to_string(self.dir.path().join("log")).unwrap_or_default();
            assert!(begun.elapsed() < SOON, "it does not come up: {}", words());
            std::thread::yield_now();
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Says something to a database.
pub fn run(url: &str, sql: &str) -> Result<(), postgres::Error> {
    postgres::Client::connect(url, postgres::NoTls)?.batch_execute(sql)
}

/// Asks a database for a number.
pub fn ask(url: &str, sql: &str) -> i64 {
    let mut client = postgres::Client::connect(url, postgres::NoTls).expect("it is there");
    client.query_one(sql, &[]).expect("an answer").get(0)
}

fn launch(dir: &Path, listen: &str, port: u16) -> Child {
    command("postgres")
        .arg("-D")
        .arg(dir.join("data"))
        .arg("-k")
        .arg(dir)
        .args([
            "-p",
            &port.to_string(),
            "-c",
            &format!("listen_addresses={listen}"),
        ])
        .stdout(Stdio::null())
        .stderr(fs::File::create(dir.join("log")).expect("a file"))
        .spawn()
        .expect("the server could be started")
}

/// A program of the package, as a user that it lets run: it refuses root.
fn command(name: &str) -> Command {
    let mut command = Command::new(bin().join(name));
    if let Some((user, group)) = drop_to() {
        command.uid(user).gid(group);
    }
    command.current_dir("/");
    command
}

fn own(path: &Path) {
    if let Some((user, group)) = drop_to() {
        chown(path, Some(user), Some(group)).expect("given away");
    }
}

/// The package's own user, for whoever is root.
fn drop_to() -> Option<(u32, u32)> {
    let id = |arguments: &[&str]| -> u32 {
        let said = Command::new("id").args(arguments).output().expect("id");
        let text = String::from_utf8(said.stdout).expect("text");
        text.trim()
            .parse()
            .expect("a number: is postgresql installed?")
    };
    (id(&["-u"]) == 0).then(|| (id(&["-u", "postgres"]), id(&["-g", "postgres"])))
}

fn bin() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").expect("postgresql is installed");
    let bins = versions.map(|version| version.expect("an entry").path().join("bin"));
    let newest = bins.filter(|bin| bin.join("postgres").is_file()).max();
    newest.expect("postgresql is installed")
}
