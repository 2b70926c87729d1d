//! What the command line says.

use std::path::{Path, PathBuf};

use bevy::math::UVec2;
use clap::Parser;
use jiff::civil::DateTime;
use legeplads_store::Config;
use legeplads_store::config::Faults;

use crate::quality::Level;

/// The screen of a Legeplads kiosk: a toy town to touch.
///
/// Without a feed it plays the content that ships with it.
#[derive(Parser, Debug, Clone, Default)]
#[command(name = "legeplads-kiosk", version)]
pub struct Options {
    /// This machine's configuration, such as /etc/legeplads/kiosk.ron: its store, site and
    /// language. The courier reads the same file, as a service of its own.
    #[arg(long, value_name = "FILE", conflicts_with = "feed")]
    pub config: Option<PathBuf>,

    /// Say what is wrong with this machine's configuration, then exit: 0 if nothing keeps it from
    /// being used.
    #[arg(long, value_name = "FILE", exclusive = true, num_args = 0..=1,
          default_missing_value = legeplads_store::config::CONFIG)]
    pub check_config: Option<PathBuf>,

    /// Follow this feed: starts `legeplads-sync` beside the screen. Needs `--root`.
    #[arg(long, value_name = "URL")]
    pub feed: Option<String>,

    /// Where the feed lies that this machine's own courier follows, as its configuration says.
    #[arg(skip)]
    pub address: Option<String>,

    /// Who may sign the feed, or the file that `--demo` names: the root.json that
    /// `legeplads-desk keys init` made.
    #[arg(long, value_name = "FILE")]
    pub root: Option<PathBuf>,

    /// What to follow of the feed: live if left out.
    #[arg(long, value_name = "ID", requires = "feed")]
    pub channel: Option<String>,

    /// This kiosk's id, told to the desk; the machine's name if left out.
    #[arg(long, value_name = "ID", requires = "feed")]
    pub kiosk: Option<String>,

    /// A show for a booth: the town plays itself until somebody touches, with what is built in, with
    /// a feed's folder, or with the one signed file that `legeplads-desk pack` made of it. No network,
    /// no closing time, and nothing that is done counts. `--store` may name a new folder, for
    /// `screen.ron`. `--root` says whose signature a file must have; if left out, this kiosk's own
    /// /etc/legeplads/root.json does, if there is one.
    #[arg(long, value_name = "DIR-OR-FILE", num_args = 0..=1,
          conflicts_with_all = ["contact_sheet", "clip", "toys", "bench", "soak", "channel", "kiosk", "poll"])]
    pub demo: Option<Option<PathBuf>>,

    /// Play a feed's folder as it is, unpublished.
    #[arg(long, value_name = "DIR", conflicts_with = "feed")]
    pub content: Option<PathBuf>,

    /// The kiosk's releases on disk; `screen.ron` is written here.
    #[arg(long, value_name = "DIR")]
    pub store: Option<PathBuf>,

    /// Count what visitors touch at a booth, in the demo's own folder; not what its hand does.
    /// `legeplads-desk booth DIR` makes a table of it, and no desk ever takes it for a kiosk's.
    #[arg(long, requires_all = ["demo", "store"])]
    pub collect: bool,

    /// This machine's claim key, which `legeplads-desk claim key` made: gifts that are decided then have
    /// codes. `claim` in its configuration names the same.
    #[arg(long, value_name = "FILE", conflicts_with = "demo")]
    pub claim: Option<PathBuf>,

    /// Seconds between two looks at the feed.
    #[arg(long, value_name = "SECONDS", requires = "feed")]
    pub poll: Option<f64>,

    /// A window of this size instead of the full screen.
    #[arg(long, value_name = "WxH", value_parser = size)]
    pub windowed: Option<UVec2>,

    /// Where this kiosk stands: a site of the feed. The first one if left out.
    #[arg(long, value_name = "ID")]
    pub site: Option<String>,

    /// The language to start in, if the site offers it.
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,

    /// Start here and stay: attract, closed, island, board, stop:ID, activity:ID or finish.
    #[arg(long, value_name = "PLACE", value_parser = At::parse)]
    pub at: Option<At>,

    /// It is this moment by the place's clocks, and stays so: 2026-06-21T12:00.
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    pub clock: Option<DateTime>,

    /// Calm mode from the start: a still camera and no idle life.
    #[arg(long)]
    pub calm: bool,

    /// Draw so much, however fast the machine is; if left out, as much as it can keep up with.
    #[arg(long, value_name = "LEVEL")]
    pub quality: Option<Level>,

    /// Take whatever draws for a GPU, to try a weak one where there is none
    #[arg(long, hide = true)]
    pub suppose_gpu: bool,

    /// Save a picture of the screen, then exit.
    #[arg(long, value_name = "FILE")]
    pub screenshot: Option<PathBuf>,

    /// Save a short animated picture (APNG) of the town while nobody is there, then exit.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["at", "measure", "screenshot", "calm", "quality"])]
    pub clip: Option<PathBuf>,

    /// Save pictures of everything a visitor can see into this folder, and `sheet.png` with all of
    /// them, then exit. `--language` leaves the other languages out, `--windowed` says how large.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["at", "measure", "screenshot", "clip"])]
    pub contact_sheet: Option<PathBuf>,

    /// Of those only the ones whose name begins so: stop:ID, island, board, …
    #[arg(long, value_name = "NAME", requires = "contact_sheet")]
    pub only: Option<String>,

    /// Save a picture of every kind of toy, with the names that a feed places them by, then exit.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["at", "measure", "screenshot", "clip", "contact_sheet"])]
    pub toys: Option<PathBuf>,

    /// Run so long, print one RON record of how it went, then exit.
    #[arg(long, value_name = "SECONDS")]
    pub measure: Option<f32>,

    /// Measure the island, presses and flights on this machine, print one RON record, then exit.
    #[arg(long, conflicts_with_all = ["at", "measure", "screenshot", "clip", "contact_sheet", "toys", "feed"])]
    pub bench: bool,

    /// Let robots play for so many hours at thirty times the speed while releases come, print one RON
    /// record of the first hour and the last, then exit: 0 if nothing grew. What is played comes
    /// from `--content` or `--store`, of which only what is read is used.
    #[arg(long, value_name = "HOURS", value_parser = hours,
          conflicts_with_all = ["at", "measure", "screenshot", "clip", "contact_sheet", "toys", "feed", "config", "bench"])]
    pub soak: Option<f64>,

    /// Other robots for `--soak`.
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "soak")]
    pub seed: u64,
}

/// A state of the screen that `--at` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// Nobody is there.
    Attract,
    /// The town asleep, whatever the hour.
    Closed,
    /// The island, somebody is there.
    Island,
    /// A stop of the tour, by id.
    Stop(String),
    /// The stop that holds this activity, by the activity's id.
    Activity(String),
    /// The end of the tour.
    Finish,
    /// The notice board.
    Board,
}

impl At {
    fn parse(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            None if text == "attract" => Ok(Self::Attract),
            None if text == "closed" => Ok(Self::Closed),
            None if text == "island" => Ok(Self::Island),
            None if text == "finish" => Ok(Self::Finish),
            None if text == "board" => Ok(Self::Board),
            Some(("stop", id)) if !id.is_empty() => Ok(Self::Stop(id.to_owned())),
            Some(("activity", id)) if !id.is_empty() => Ok(Self::Activity(id.to_owned())),
            _ => Err(
                "one of attract, closed, island, board, stop:ID, activity:ID, finish".to_owned(),
            ),
        }
    }
}

impl Options {
    /// Where the feed lies that this kiosk follows, itself or by a courier of its own.
    pub fn address(&self) -> Option<&str> {
        self.feed.as_deref().or(self.address.as_deref())
    }

    /// Whether it is a demo.
    pub fn is_demo(&self) -> bool {
        self.demo.is_some()
    }

    /// The one signed file that was named to play.
    pub fn pack(&self) -> Option<&Path> {
        let shown = self.demo.as_ref()?.as_deref()?;
        shown.is_file().then_some(shown)
    }

    /// The folder that was named to play as it is.
    pub fn folder(&self) -> Option<&Path> {
        let shown = self.demo.as_ref().and_then(Option::as_ref);
        shown.or(self.content.as_ref()).map(PathBuf::as_path)
    }

    /// Whether these can all be meant.
    ///
    /// # Errors
    ///
    /// When something does not go with the rest; says why, and what does.
    pub fn agree(&self) -> Result<(), &'static str> {
        if self.is_demo() {
            self.agree_with_a_demo()?;
        }
        if self.feed.is_some() && self.root.is_none() {
            return Err(
                "--feed needs --root <FILE>: the root.json that `legeplads-desk keys init` made, \
                        which says who may sign",
            );
        }
        if self.root.is_some() && self.feed.is_none() && self.pack().is_none() {
            return Err(
                "--root says whose signature to believe, and nothing here is signed: it goes with \
                        --feed, or with --demo and the file that `legeplads-desk pack` made",
            );
        }
        Ok(())
    }

    /// What a demo never does is said before anything that would be needed for it.
    fn agree_with_a_demo(&self) -> Result<(), &'static str> {
        if self.feed.is_some() {
            return Err(
                "--feed does not go with --demo: a demo never uses a network, and nothing of it \
                        reaches a desk; name the feed's folder: --demo content/billund",
            );
        }
        if self.config.is_some() {
            return Err(
                "--config does not go with --demo: it names the store of a real kiosk, which a \
                        demo leaves alone; say --site and --language instead",
            );
        }
        if self.content.is_some() {
            return Err(
                "--content does not go with --demo, which takes the folder itself: \
                        --demo content/billund",
            );
        }
        Ok(())
    }

    /// Whether people are to play: no pictures, no measuring, no robots and no other time.
    pub fn is_for_visitors(&self) -> bool {
        let pictures = [
            &self.contact_sheet,
            &self.screenshot,
            &self.clip,
            &self.toys,
        ];
        let is_measured = self.measure.is_some() || self.bench || self.soak.is_some();
        pictures.iter().all(|file| file.is_none()) && !is_measured && self.clock.is_none()
    }

    /// What is said on the command line, else what the configuration says.
    ///
    /// # Errors
    ///
    /// When the configuration cannot be read, with all that is wrong with it.
    pub fn configured(self) -> Result<Self, Faults> {
        let Some(file) = &self.config else {
            return Ok(self);
        };
        let config = Config::read(file)?;
        Ok(Self {
            store: self.store.or(Some(config.store.0)),
            site: self.site.or(config.site.map(String::from)),
            language: self.language.or(config.language),
            claim: self.claim.or(config.claim),
            address: config.feed.map(String::from),
            ..self
        })
    }
}

fn moment(text: &str) -> Result<DateTime, String> {
    text.parse()
        .map_err(|_| "a moment is written like 2026-06-21T12:00".to_owned())
}

fn hours(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|hours| (0.05..=1000.0).contains(hours))
        .ok_or_else(|| "from 0.05 to 1000 hours".to_owned())
}

fn size(text: &str) -> Result<UVec2, String> {
    let parsed = text
        .split_once('x')
        .and_then(|(width, height)| Some(UVec2::new(width.parse().ok()?, height.parse().ok()?)));
    match parsed {
        Some(size) if size.min_element() >= 200 && size.max_element() <= 8192 => Ok(size),
        Some(_) => Err("each side must be from 200 to 8192 pixels".to_owned()),
        None => Err("a size is written like 1280x720".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_followed_only_with_a_root() {
        let read = |arguments: &[&str]| {
            let program = ["legeplads-kiosk", "--feed", "http://127.0.0.1:8080"];
            Options::try_parse_from(program.iter().chain(arguments))
        };
        let options = read(&[]).expect("understood");
        let error = options.agree().expect_err("nobody said who may sign");
        assert!(error.contains("--root <FILE>"), "{error}");
        let options = read(&["--root", "root.json", "--channel", "booth"]).expect("understood");
        assert_eq!(options.agree(), Ok(()));
        assert_eq!(options.channel.as_deref(), Some("booth"));
    }

    #[test]
    fn a_demo_follows_nothing_and_says_why() {
        let read = |arguments: &[&str]| {
            let program = ["legeplads-kiosk"].iter();
            Options::try_parse_from(program.chain(arguments)).expect("understood")
        };
        let built_in = read(&["--demo"]);
        assert!(built_in.is_demo() && built_in.folder().is_none());
        assert_eq!(built_in.agree(), Ok(()));
        let folder = read(&["--demo", "content/billund", "--store", "new"]);
        assert_eq!(folder.folder(), Some(Path::new("content/billund")));
        assert_eq!(folder.agree(), Ok(()));
        // What is contradictory is said, and not what else it would need.
        let feed = ["--demo", "--feed", "http://127.0.0.1:1", "--root", "r"];
        for feed in [&feed[..], &feed[..3]] {
            let why = read(feed).agree().expect_err("no network");
            assert!(why.contains("never uses a network") && why.contains("--demo content/"));
        }
        let channel = ["legeplads-kiosk", "--demo", "--channel", "booth"];
        let why = Options::try_parse_from(channel).expect_err("no feed");
        assert!(why.to_string().contains("cannot be used with"), "{why}");
        assert!(read(&["--demo", "--config", "kiosk.ron"]).agree().is_err());
        assert!(read(&["--demo", "--store", "new", "--collect"]).collect);
        let without = ["legeplads-kiosk", "--store", "new", "--collect"];
        assert!(Options::try_parse_from(without).is_err(), "no demo");
        assert!(
            read(&["--demo", "--content", "content/billund"])
                .agree()
                .is_err()
        );
    }

    #[test]
    fn sizes_and_places_are_read() {
        assert_eq!(size("1280x720"), Ok(UVec2::new(1280, 720)));
        assert!(size("1280").is_err());
        assert!(size("99999x10").is_err());
        assert_eq!(
            At::parse("stop:billund"),
            Ok(At::Stop("billund".to_owned()))
        );
        assert!(At::parse("stop:").is_err());
        assert!(At::parse("moon").is_err());
    }
}
