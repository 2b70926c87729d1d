//! What the place wants to reach, and how far it has come: `goals.ron`.

use serde::{Deserialize, Serialize};

use crate::check::{At, Check, Kind};
use crate::id::{DrawingId, GoalId, SourceId};
use crate::language::Text;
use crate::limits::GOALS;
use crate::progress::{Light, Reading, Unit, Way};
use crate::text::{BODY, TITLE};

/// Something that the place has said it wants to reach, shown on the board with a traffic light.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Goal {
    /// Its id; staff's indicator of the same id fills it.
    pub id: GoalId,
    /// What is to be reached.
    pub title: Text,
    /// What is counted, in one or two sentences.
    pub body: Text,
    /// In what.
    pub unit: Unit,
    /// From where to where, and by when.
    pub way: Way,
    /// The newest value, if anybody has measured since the baseline.
    pub newest: Option<Reading>,
    /// Where baseline and target come from.
    pub source: SourceId,
    /// What is drawn beside it.
    pub drawing: Option<DrawingId>,
}

impl Goal {
    /// How it stands on a day.
    #[must_use]
    pub fn light(&self, today: jiff::civil::Date) -> Light {
        self.way.light(self.newest, today)
    }
}

pub(crate) mod wire {
    use super::{Deserialize, DrawingId, GoalId, Serialize, SourceId, Unit};
    use crate::language::wire::Words;
    use crate::progress::wire::Reading;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Goal {
        pub id: GoalId,
        pub title: Words,
        pub body: Words,
        pub unit: Unit,
        pub baseline: Reading,
        pub target: Reading,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub newest: Option<Reading>,
        pub source: SourceId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub drawing: Option<DrawingId>,
    }

    impl From<&super::Goal> for Goal {
        fn from(goal: &super::Goal) -> Self {
            Self {
                id: goal.id.clone(),
                title: (&goal.title).into(),
                body: (&goal.body).into(),
                unit: goal.unit,
                baseline: goal.way.baseline.into(),
                target: goal.way.target.into(),
                newest: goal.newest.map(Reading::from),
                source: goal.source.clone(),
                drawing: goal.drawing.clone(),
            }
        }
    }
}

impl wire::Goal {
    pub(crate) fn define(&self, at: &At, check: &mut Check) {
        check.define(Kind::Goal, at, self.id.as_str());
    }

    /// None where something is wrong that nothing can be computed with.
    pub(crate) fn resolve(self, at: &At, check: &mut Check) -> Option<Goal> {
        check.refer(Kind::Source, &at.field("source"), self.source.as_str());
        if let Some(drawing) = &self.drawing {
            check.refer(Kind::Drawing, &at.field("drawing"), drawing.as_str());
        }
        let title = check.text(&at.field("title"), self.title, TITLE);
        let body = check.text(&at.field("body"), self.body, BODY);
        let way = Way::resolve([&self.baseline, &self.target], self.unit, at, check);
        let at_newest = at.field("newest");
        let newest = (self.newest).map(|newest| newest.resolve(&at_newest, self.unit, check));
        let way = way?;
        if (way.target.value - way.baseline.value).abs() < f64::EPSILON {
            let message = format!("from {0} to {0} there is no way", way.target.value);
            check.error(&at.field("target"), "target-is-baseline", message, None);
        }
        let newest = match newest {
            Some(newest) => Some(newest?),
            None => None,
        };
        if let Some(newest) =
            newest.filter(|one| one.date.last_day() < way.baseline.date.last_day())
        {
            let message = format!(
                "the newest value is of {}, and the baseline of {}",
                newest.date, way.baseline.date
            );
            check.error(&at_newest, "newest-before-baseline", message, None);
        }
        Some(Goal {
            id: self.id,
            title,
            body,
            unit: self.unit,
            way,
            newest,
            source: self.source,
            drawing: self.drawing,
        })
    }
}

/// Goals fit on a few pages of the board.
pub(crate) fn not_too_many(goals: usize, at: &At, check: &mut Check) {
    check.count(at, "goals", goals, 0, GOALS);
}
