//! The processes: kiosks and couriers are this very program, started once more as one of them; the desk
//! is the real one.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;

use legeplads_store::{Outbox, Store};
use legeplads_sync::clock::{ThisMachine, Watch};
use legeplads_sync::http::{self, Patience, Server};
use legeplads_sync::mail::{Post, post};
use legeplads_sync::tls;
use tokio::runtime::Runtime;

use crate::visits::Plan;

/// What a process is told: which store it has, which kiosk it is, and of which year.
const ROLE: &str = "LEGEPLADS_YEAR_ROLE";

/// A kiosk or a courier, until it is killed.
pub struct Actor {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Actor {
    pub fn start(role: &str, store: &Path, kiosk: usize, plan: &Plan) -> Self {
        let program = env::current_exe().expect("this program");
        let mut child = Command::new(program)
            .args(["--ignored", "--exact", "--nocapture", "actors::an_actor"])
            .env(
                ROLE,
                format!(
                    "{role} {kiosk} {} {} {}",
                    plan.days,
                    plan.visits,
                    store.display()
                ),
            )
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it could be started");
        let to = child.stdin.take().expect("its ear");
        let from = BufReader::new(child.stdout.take().expect("its mouth"));
        let mut actor = Self { child, to, from };
        assert_eq!(actor.hear(), "ready");
        actor
    }

    pub fn tell(&mut self, words: &str) {
        writeln!(self.to, "{words}").expect("it listens");
    }

    /// The next thing that it says; the test's own frame says things, too.
    pub fn hear(&mut self) -> String {
        loop {
            let mut line = String::new();
            let read = self.from.read_line(&mut line).expect("it speaks");
            assert!(read > 0, "it has ended");
            if let Some((_, words)) = line.trim_end().split_once("> ") {
                return words.to_owned();
            }
        }
    }
}

/// It is killed, whatever it is doing.
impl Drop for Actor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What [`Actor::start`] starts; nothing by itself.
#[test]
#[ignore = "it is a process of the other test"]
fn an_actor() {
    let Ok(role) = env::var(ROLE) else { return };
    let mut words = role.splitn(5, ' ');
    let mut word = || words.next().expect("a word");
    let (role, kiosk) = (word(), word().parse().expect("a kiosk"));
    let (days, visits) = (
        word().parse().expect("days"),
        word().parse().expect("visits"),
    );
    let plan = Plan::new(days, visits);
    let store = PathBuf::from(word());
    say("ready");
    match role {
        "kiosk" => be_kiosk(&plan, kiosk, &store),
        _ => be_courier(kiosk, &store),
    }
}

fn say(words: &str) {
    println!("> {words}");
}

fn heard() -> impl Iterator<Item = String> {
    std::io::stdin().lines().map(|line| line.expect("a line"))
}

/// Is told which step to play.
fn be_kiosk(plan: &Plan, kiosk: usize, store: &Path) {
    let mut outbox = Outbox::open(store);
    for step in heard() {
        match step.as_str() {
            "end" => outbox.turn(&plan.after()),
            step => plan.play(kiosk, step.parse().expect("a step"), &mut outbox),
        }
        outbox.flush().expect("written");
        say("done");
    }
}

/// Is told where the desk is, and delivers until there is nothing left or the desk is away.
fn be_courier(kiosk: usize, store: &Path) {
    let runtime = Runtime::new().expect("a runtime");
    let store = Arc::new(Store::open(store).expect("the store"));
    let name = format!("kiosk-{kiosk}");
    for address in heard() {
        let server = server(&address);
        let outcome = loop {
            match runtime.block_on(post(&server, &store, &name)) {
                Ok(Post::Sent) => {}
                Ok(Post::Nothing) => break "empty",
                Ok(Post::Later) | Err(_) => break "later",
            }
        };
        say(outcome);
    }
}

fn server(address: &str) -> Server {
    let feed = http::address(&format!("http://{address}/")).expect("an address");
    let clock = Arc::new(Watch::new(Arc::new(ThisMachine)));
    let tls = tls::config(None, clock).expect("authorities");
    Server::new(feed, tls, Patience::default(), None).expect("a client")
}

/// The desk.
pub struct Desk {
    child: Child,
    pub address: String,
}

impl Desk {
    pub fn start(published: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_legeplads-desk"))
            .arg("serve")
            .arg(published)
            .args(["--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it could be started");
        let mut line = String::new();
        let out = child.stdout.take().expect("its words");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let (_, address) = line.trim().split_once(" on http://").expect("an address");
        let address = address.to_owned();
        Self { child, address }
    }

    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.kill();
    }
}
