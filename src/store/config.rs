//! What one machine is told: `/etc/legeplads/kiosk.ron`, read by the courier and by the screen.
//!
//! ```ron
//! (
//!     feed: "https://kiosk.example.org/billund",
//!     kiosk: "airport-1",
//!     site: "airport",
//! )
//! ```

mod fit;
mod values;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use legeplads_feed::{Diagnostic, Fields, Severity, Wrong};
use legeplads_trust::Channel;

pub use values::{Address, Id, Rate, Root, Seconds, StoreFolder};

use fit::Unfit;
use values::channel;

/// Where the package puts it.
pub const CONFIG: &str = "/etc/legeplads/kiosk.ron";

/// A machine's configuration. What it leaves out has a sensible value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The published folder's address; without one the screen plays what is built into it.
    pub feed: Option<Address>,
    /// Who may sign: the root.json that `legeplads-desk keys init` made.
    pub root: Root,
    /// The store's folder.
    pub store: StoreFolder,
    /// What to follow of the feed.
    pub channel: Channel,
    /// This kiosk's id, told to the desk; the machine's name if left out.
    pub kiosk: Option<Id>,
    /// Where this kiosk stands: a site of the feed, the first one if left out.
    pub site: Option<Id>,
    /// The language to start in, if the site offers it.
    pub language: Option<String>,
    /// The longest time between two looks at the feed while nothing is pushed, in seconds.
    pub poll: Option<Seconds>,
    /// The most bytes a second that downloads may take.
    pub bandwidth: Option<Rate>,
    /// This machine's claim key, which `legeplads-desk claim key` made: without one gifts have no codes.
    pub claim: Option<PathBuf>,
    /// The site's own certificate authorities, in PEM form, besides those of this system.
    pub authorities: Option<PathBuf>,
}

impl Config {
    /// Reads a machine's configuration.
    ///
    /// # Errors
    ///
    /// All that is wrong with the file, and where, as for a feed's documents.
    pub fn read(file: &Path) -> Result<Self, Faults> {
        let (name, bytes) = open(file)?;
        let mut fields =
            Fields::of(&name, &bytes, &FIELDS).map_err(|found| Faults(vec![*found]))?;
        let config = Self::of(&mut fields);
        match fields.found() {
            found if found.is_empty() => Ok(config),
            found => Err(Faults(found)),
        }
    }

    /// All that is wrong with a machine's configuration: what cannot be read or meant, and what of the rest
    /// does not fit the machine. Nothing is written and no network is touched.
    pub fn examine(file: &Path) -> Vec<Diagnostic> {
        let (name, bytes) = match open(file) {
            Ok(opened) => opened,
            Err(Faults(found)) => return found,
        };
        let mut fields = match Fields::of(&name, &bytes, &FIELDS) {
            Ok(fields) => fields,
            Err(found) => return vec![*found],
        };
        let config = Self::of(&mut fields);
        let mut found = fields.found();
        let unfit = config.check().into_iter();
        // What cannot be read has been named.
        let unfit = unfit.filter(|unfit| !fields.is_wrong(unfit.field));
        found.extend(unfit.map(
            |Unfit {
                 field,
                 severity,
                 code,
                 wrong,
             }| Diagnostic {
                severity,
                ..fields.about(field, code, wrong)
            },
        ));
        found.sort_by_key(|found| (found.severity, found.span.start));
        found
    }

    fn of(fields: &mut Fields) -> Self {
        Self {
            feed: fields.take("feed", <Address as TryFrom<String>>::try_from),
            root: fields.take("root", any).map(Root).unwrap_or_default(),
            store: fields
                .take("store", any)
                .map(StoreFolder)
                .unwrap_or_default(),
            channel: fields.take("channel", channel).unwrap_or_default(),
            kiosk: fields.take("kiosk", <Id as TryFrom<String>>::try_from),
            site: fields.take("site", <Id as TryFrom<String>>::try_from),
            language: fields.take("language", any),
            poll: fields.take("poll", <Seconds as TryFrom<u64>>::try_from),
            bandwidth: fields.take("bandwidth", <Rate as TryFrom<u64>>::try_from),
            claim: fields.take("claim", any),
            authorities: fields.take("authorities", any),
        }
    }
}

/// What can stand in a configuration.
const FIELDS: [&str; 11] = [
    "feed",
    "root",
    "store",
    "channel",
    "kiosk",
    "site",
    "language",
    "poll",
    "bandwidth",
    "claim",
    "authorities",
];

/// All that keeps a configuration from being used.
#[derive(Clone, Debug)]
pub struct Faults(pub Vec<Diagnostic>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = self.0.iter().map(ToString::to_string);
        f.write_str(&found.collect::<Vec<_>>().join("\n"))
    }
}

impl std::error::Error for Faults {}

/// A file's name and its bytes.
fn open(file: &Path) -> Result<(String, Vec<u8>), Faults> {
    let name = file.to_string_lossy().into_owned();
    match fs::read(file) {
        Ok(bytes) => Ok((name, bytes)),
        Err(error) => Err(Faults(vec![Diagnostic {
            severity: Severity::Error,
            code: "unreadable",
            file: name,
            line: 1,
            column: 1,
            span: 0..0,
            message: error.to_string(),
            help: Some("`legeplads-kiosk --help` says what stands in it".to_owned()),
        }])),
    }
}

fn any<T>(value: T) -> Result<T, Wrong> {
    Ok(value)
}
