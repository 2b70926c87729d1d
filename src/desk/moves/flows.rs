//! How many people move between a municipality and others, by year.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

use serde::Serialize;

/// In which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Way {
    /// To the municipality.
    In,
    /// Away from it.
    Out,
}

/// How many there were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Flow {
    /// So many are given.
    pub count: u64,
    /// Of how many cells the number is not given, so few are behind it.
    pub withheld: u32,
}

/// Flows of a municipality, by direction, by the other end, and by time as the table writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flows {
    flows: BTreeMap<(Way, String, String), Flow>,
}

impl Flows {
    pub(super) fn add(&mut self, way: Way, other: &str, time: &str, count: Option<u64>) {
        let key = (way, other.to_owned(), time.to_owned());
        let flow = self.flows.entry(key).or_default();
        match count {
            Some(count) => flow.count = flow.count.saturating_add(count),
            None => flow.withheld = flow.withheld.saturating_add(1),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.flows.is_empty()
    }

    /// The times in the table, the oldest first.
    #[must_use]
    pub fn times(&self) -> Vec<&str> {
        let times: BTreeSet<_> = self
            .flows
            .keys()
            .map(|(_, _, time)| time.as_str())
            .collect();
        times.into_iter().collect()
    }

    /// All of a direction and a time together.
    #[must_use]
    pub fn sum(&self, way: Way, time: &str) -> Flow {
        let flows = self.flows.iter();
        let flows = flows.filter(|((its, _, at), _)| *its == way && at == time);
        flows.fold(Flow::default(), |sum, (_, flow)| Flow {
            count: sum.count.saturating_add(flow.count),
            withheld: sum.withheld.saturating_add(flow.withheld),
        })
    }

    /// The other ends of a direction at a time, the most people first.
    #[must_use]
    pub fn ends(&self, way: Way, time: &str) -> Vec<(&str, Flow)> {
        let flows = self.flows.iter();
        let mut ends: Vec<_> = flows
            .filter(|((its, _, at), _)| *its == way && at == time)
            .map(|((_, other, _), flow)| (other.as_str(), *flow))
            .collect();
        ends.sort_by(|one, other| other.1.count.cmp(&one.1.count).then(one.0.cmp(other.0)));
        ends
    }

    /// All of it as a table: way, other, time, count, withheld.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(&self, to: impl std::io::Write) -> csv::Result<()> {
        let mut table = csv::Writer::from_writer(to);
        table.write_record(["way", "other", "time", "count", "withheld"])?;
        for ((way, other, time), Flow { count, withheld }) in &self.flows {
            let way = match way {
                Way::In => "in",
                Way::Out => "out",
            };
            table.write_record([way, other, time, &count.to_string(), &withheld.to_string()])?;
        }
        table.flush()?;
        Ok(())
    }
}

/// The trend: in, out and the balance by time; then where most come from and go to, in the newest.
impl fmt::Display for Flows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:10} {:>9} {:>9} {:>9}", "", "in", "out", "balance")?;
        let mut is_withheld = false;
        for time in self.times() {
            let (come, go) = (self.sum(Way::In, time), self.sum(Way::Out, time));
            is_withheld |= come.withheld + go.withheld > 0;
            let balance = i128::from(come.count) - i128::from(go.count);
            writeln!(
                f,
                "{time:10} {:>9} {:>9} {balance:>+9}",
                shown(come),
                shown(go)
            )?;
        }
        for (way, title) in [(Way::In, "Most come from"), (Way::Out, "Most go to")] {
            let Some(newest) = self.times().last().copied() else {
                continue;
            };
            let ends = self.ends(way, newest);
            if ends.is_empty() {
                continue;
            }
            writeln!(f, "\n{title}, {newest}")?;
            for (other, flow) in ends.into_iter().take(8) {
                writeln!(f, "  {:>9}  {other}", shown(flow))?;
            }
        }
        if is_withheld {
            f.write_str("\n* and those whose number is not given, so few are behind it.\n")?;
        }
        Ok(())
    }
}

fn shown(flow: Flow) -> String {
    let mut text = flow.count.to_string();
    if flow.withheld > 0 {
        // Never a number that looks whole and is not.
        let _ = text.write_char('*');
    }
    text
}
