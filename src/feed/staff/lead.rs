//! Companies that could help with a measure: `leads.ron`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::check::{At, Check, Kind as Thing};

/// A company or a body to talk to. It has no person in it: who answers the telephone there is
/// nobody's business here.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lead {
    /// Its id.
    pub id: String,
    /// The company or body.
    pub organisation: String,
    /// Which of its departments.
    pub department: Option<String>,
    /// What for.
    pub about: String,
    /// The measure that it is for.
    pub measure: Option<String>,
    /// How far it has come.
    pub state: State,
    /// What is to be done next.
    pub next: String,
    /// By when.
    pub due: Option<Date>,
    /// When this was last true.
    pub date: Date,
}

/// How far a lead has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum State {
    /// Nobody has asked yet.
    Idea,
    /// Somebody has asked.
    Asked,
    /// There are talks.
    Talking,
    /// They take part.
    Agreed,
    /// They do not.
    Declined,
}

pub(super) mod wire {
    use serde::Deserialize;

    use super::State;

    #[derive(Clone, Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Lead {
        pub id: String,
        pub organisation: String,
        #[serde(default)]
        pub department: Option<String>,
        pub about: String,
        #[serde(default)]
        pub measure: Option<String>,
        pub state: State,
        pub next: String,
        #[serde(default)]
        pub due: Option<String>,
        pub date: String,
    }
}

impl wire::Lead {
    pub(super) fn resolve(self, at: &At, check: &mut Check) -> Lead {
        let department = self.department.as_ref();
        let texts = [
            ("organisation", Some(&self.organisation)),
            ("department", department),
            ("about", Some(&self.about)),
            ("next", Some(&self.next)),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                check.note_of_staff(&at.field(name), text);
            }
        }
        if let Some(measure) = &self.measure {
            check.refer(Thing::Measure, &at.field("measure"), measure);
        }
        Lead {
            due: (self.due).and_then(|due| check.day(&at.field("due"), &due)),
            date: check.must_be_a_day(&at.field("date"), &self.date),
            id: self.id,
            organisation: self.organisation,
            department: self.department,
            about: self.about,
            measure: self.measure,
            state: self.state,
            next: self.next,
        }
    }
}
