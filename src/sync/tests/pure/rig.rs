//! A courier with a clock that stands still unless it is told to rest.

use std::sync::Arc;
use std::time::Duration;

use legeplads_store::{Pointer, Refusal, Screen, Slots, Wanted};
use legeplads_sync::courier::{Courier, Habits};
use legeplads_sync::event::{Action, Answer, Event, Offer};
use legeplads_trust::{Digest, Document, Manifest, Verified, reread};

pub const POLL: Duration = Duration::from_secs(60);

pub struct Rig {
    pub courier: Courier,
    pub now: Duration,
    /// The version of the timestamp that the server has.
    pub version: u64,
}

impl Rig {
    pub fn new(once: bool) -> Self {
        let habits = Habits { poll: POLL, once };
        Self {
            courier: Courier::new(habits, fastrand::Rng::with_seed(7)),
            now: Duration::ZERO,
            version: 1,
        }
    }

    pub fn begun(slots: Slots, refusals: Vec<Refusal>) -> Self {
        let mut rig = Self::new(false);
        let first = rig.step(Event::Begun(slots, refusals));
        assert!(matches!(first, Action::Ask(None)), "{first:?}");
        rig
    }

    pub fn step(&mut self, event: Event) -> Action {
        self.courier.step(self.now, event)
    }

    /// The server's timestamp in its present version.
    pub fn timestamp(&mut self) -> Action {
        let bytes = format!("timestamp {}", self.version).into_bytes();
        self.step(Event::Answered(Ok(Answer::Timestamp {
            etag: Some(tag(self.version)),
            bytes,
        })))
    }

    /// A changed timestamp, and metadata that offers `manifest`.
    pub fn offer(&mut self, manifest: Option<Digest>) -> Action {
        let action = self.timestamp();
        assert!(matches!(action, Action::Refresh(_)), "{action:?}");
        let version = self.version;
        self.step(Event::Refreshed(Ok(Offer { version, manifest })))
    }

    /// The same, and the manifest comes.
    pub fn answer(&mut self, release: &Verified) -> Action {
        let action = self.offer(Some(release.digest()));
        let opens = matches!(&action, Action::Open(digest) if *digest == release.digest());
        assert!(opens, "{action:?}");
        self.step(Event::Opened(Ok(Arc::new(release.clone()))))
    }

    /// Goes on from an answer to a staged release; nothing else happens on the way.
    pub fn take(&mut self, release: &Verified) -> Action {
        let action = self.answer(release);
        assert!(matches!(action, Action::Compare(_)), "{action:?}");
        let action = self.step(Event::Compared(Vec::new()));
        assert!(matches!(action, Action::Prove(_)), "{action:?}");
        let action = self.step(Event::Proved(Ok(())));
        assert!(matches!(action, Action::Stage(_)), "{action:?}");
        self.step(Event::Moved(pending(release)))
    }

    /// Rests as told, and gives what comes after and how long it took.
    pub fn rest(&mut self, action: &Action) -> (Action, Duration) {
        let Action::Rest(time) = *action else {
            panic!("it does not rest: {action:?}");
        };
        self.now += time;
        (self.step(Event::Rested), time)
    }
}

pub fn tag(version: u64) -> String {
    format!("\"{version}\"")
}

pub fn release(version: u64) -> Verified {
    let document = format!("release {version}");
    let manifest = Manifest {
        format: Manifest::FORMAT,
        feed: "billund".into(),
        version,
        created: "2026-11-21T21:04:05Z".parse().expect("a timestamp"),
        note: String::new(),
        previous: None,
        withdrawn: false,
        fonts: Vec::new(),
        documents: vec![Document {
            path: "feed.ron".into(),
            sha256: Digest::of(document.as_bytes()),
            size: document.len() as u64,
        }],
        media: Vec::new(),
        scenes: Vec::new(),
    };
    let text = manifest.to_ron().expect("a manifest can be written");
    reread(text.as_bytes(), Digest::of(text.as_bytes())).expect("a good manifest")
}

pub fn wanted(path: &str) -> Wanted {
    Wanted {
        path: path.into(),
        digest: Digest::of(path.as_bytes()),
        size: 1,
    }
}

pub fn current(release: &Verified) -> Slots {
    Slots {
        current: Some(Pointer::to(release)),
        ..Slots::default()
    }
}

pub fn pending(release: &Verified) -> Slots {
    Slots {
        pending: Some(Pointer::to(release)),
        ..Slots::default()
    }
}

pub fn screen(release: u64, frames: u64) -> Screen {
    Screen {
        release,
        feed: "billund".into(),
        on_glass_since: "2026-11-21T21:04:05Z".parse().expect("a timestamp"),
        screen: "island".into(),
        language: "da".into(),
        frames,
        slowest_ms: 17.1,
        quality: None,
        demo: false,
        launched: None,
        refused: None,
        stopped: None,
    }
}
