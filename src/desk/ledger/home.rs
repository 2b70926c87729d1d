//! Where a ledger is.

use std::convert::Infallible;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Where a ledger is.
#[derive(Clone, PartialEq, Eq)]
pub enum Home {
    /// In a published folder.
    Folder(PathBuf),
    /// In a PostgreSQL, by its connection string: `postgresql://desk@db.example.org/legeplads`
    /// (<https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS>).
    Server(String),
}

impl Home {
    /// The folder that is published, if that is where it is.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Self::Folder(folder) => Some(folder),
            Self::Server(_) => None,
        }
    }
}

impl FromStr for Home {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let is_server = ["postgresql://", "postgres://"];
        Ok(
            match is_server.iter().any(|start| text.starts_with(start)) {
                true => Self::Server(text.to_owned()),
                false => Self::Folder(PathBuf::from(text)),
            },
        )
    }
}

impl From<&Path> for Home {
    fn from(published: &Path) -> Self {
        Self::Folder(published.to_owned())
    }
}

impl From<&PathBuf> for Home {
    fn from(published: &PathBuf) -> Self {
        Self::Folder(published.clone())
    }
}

impl From<&Home> for Home {
    fn from(home: &Home) -> Self {
        home.clone()
    }
}

/// Never with a password.
impl fmt::Display for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => super::path(folder).display().fmt(f),
            Self::Server(url) => {
                let (scheme, rest) = url.split_once("://").unwrap_or(("postgresql", url));
                // An @ in a password is written %40; the last one ends who it is in any case.
                let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
                let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
                let user = user.split(':').next().unwrap_or_default();
                let at = if user.is_empty() { "" } else { "@" };
                // A password may stand among the parameters, too.
                let database = path.split('?').next().unwrap_or_default();
                write!(f, "{scheme}://{user}{at}{host}/{database}")
            }
        }
    }
}

impl fmt::Debug for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Home({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        text.parse::<Home>().expect("any text is one").to_string()
    }

    #[test]
    fn a_password_is_never_shown() {
        for url in [
            "postgresql://desk:secret@db.example.org:5432/town",
            "postgres://desk:se@cret@db.example.org/town?sslmode=require",
            "postgresql://desk@db.example.org/town?password=secret",
            "postgresql://desk:secret@db.example.org",
            "postgresql://:secret@/town?host=/run/postgresql",
        ] {
            assert!(!shown(url).contains("cret"), "{}", shown(url));
        }
        let url = "postgresql://desk:secret@db.example.org:5432/town";
        assert_eq!(shown(url), "postgresql://desk@db.example.org:5432/town");
    }

    #[test]
    fn what_is_no_connection_string_is_a_folder() {
        let home: Home = "out/postgresql".parse().expect("any text is one");
        assert_eq!(home.folder(), Some(Path::new("out/postgresql")));
        assert_eq!(home.to_string(), "out/postgresql/.desk/ledger.sqlite");
    }
}
