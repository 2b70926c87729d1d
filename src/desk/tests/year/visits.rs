//! What visitors do, drawn by lot from known odds.

use std::collections::BTreeMap;

use fastrand::Rng;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};
use legeplads_store::outbox::{DayPart, Outbox};

/// The first day: a Monday that begins a week of the calendar and nearly a year.
pub const FIRST: Date = date(2025, 12, 29);

/// Sites, one kiosk each, and their share of all visits in hundredths.
pub const SITES: [(&str, u32); 4] = [
    ("airport", 45),
    ("library", 30),
    ("town-hall", 15),
    ("booth", 10),
];

/// Hours at which a step begins: a part of the day of the kiosk's records each.
const STEPS: [i8; 3] = [9, 13, 18];

/// The order of the tour.
pub const TOUR: [&str; 9] = [
    "billund",
    "lufthavnen",
    "filskov",
    "sdr-omme",
    "grindsted",
    "krogager",
    "hejnsvig",
    "vorbasse",
    "rettigheder",
];

/// Which kiosk is offline, from which share of the days on, and for how many days.
pub const OFFLINE: (usize, f64, u32) = (1, 0.10, 30);

/// Whose clock is years ahead, and when.
pub const AHEAD: (usize, f64, f64) = (2, 0.55, 0.58);

/// A year to be played.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    pub days: u32,
    pub visits: u32,
}

/// Items by site and language, and how often; and what surveys were told.
#[derive(Debug, Clone, Default)]
pub struct Happened {
    pub visits: u64,
    pub counts: BTreeMap<(String, String, String, i8), u64>,
    /// By instrument, question and answer.
    pub told: BTreeMap<(String, String, String), u64>,
    /// Whether the kiosk's clock said so in another year.
    pub is_ahead: bool,
}

impl Plan {
    pub fn new(days: u32, visits: u32) -> Self {
        assert!(days >= 84, "a month offline wants to be over in the middle");
        Self { days, visits }
    }

    pub fn steps(&self) -> u32 {
        self.days * STEPS.len() as u32
    }

    /// Whether a kiosk has no network in a step.
    pub fn is_offline(&self, kiosk: usize, step: u32) -> bool {
        let (whose, from, days) = OFFLINE;
        let first = (from * f64::from(self.days)) as u32;
        let day = step / STEPS.len() as u32;
        kiosk == whose && (first..first + days).contains(&day)
    }

    /// Which share of the year has passed at a step.
    pub fn passed(&self, step: u32) -> f64 {
        f64::from(step) / f64::from(self.steps())
    }

    /// What the kiosk's clock says at the beginning of a step.
    fn clock(&self, kiosk: usize, step: u32) -> Zoned {
        let day = FIRST + i64::from(step / STEPS.len() as u32).days();
        let (whose, from, to) = AHEAD;
        let is_ahead = whose == kiosk && (from..to).contains(&self.passed(step));
        let day = if is_ahead { day + 12.years() } else { day };
        let hour = STEPS[step as usize % STEPS.len()];
        let zone = TimeZone::get("Europe/Copenhagen").expect("a zone");
        day.at(hour, 0, 0, 0).to_zoned(zone).expect("a time")
    }

    /// What happens at a kiosk in a step: always the same.
    pub fn step(&self, kiosk: usize, step: u32) -> Happened {
        let mut rng = Rng::with_seed(u64::from(step) << 8 | kiosk as u64);
        let (_, share) = SITES[kiosk];
        let mean = f64::from(self.visits) * f64::from(share) / 100.0 / f64::from(self.steps());
        // From half to one and a half of the mean, whole ones by lot.
        let wanted = mean * (0.5 + rng.f64());
        let visits = wanted as u64 + u64::from(rng.f64() < wanted.fract());
        let begins = self.clock(kiosk, step);
        let mut happened = Happened {
            visits,
            is_ahead: begins.year() > 2030,
            ..Happened::default()
        };
        let mut visitor = Visitor {
            rng: &mut rng,
            passed: self.passed(step),
            site: SITES[kiosk].0,
            hour: begins.hour(),
            language: "da",
            happened: &mut happened,
        };
        // So that everybody can see which steps came through, and that none did twice.
        visitor.count(&format!("step/{kiosk}-{step}"));
        for _ in 0..visits {
            visitor.visit();
        }
        happened
    }

    /// Does it, as a kiosk does.
    pub fn play(&self, kiosk: usize, step: u32, outbox: &mut Outbox) {
        let begins = self.clock(kiosk, step);
        let happened = self.step(kiosk, step);
        let part = DayPart::of(&begins);
        outbox.turn(&part);
        for ((item, site, language, hour), count) in &happened.counts {
            let after = i64::from(hour - begins.hour());
            let time = (&begins + after.hours()).timestamp();
            outbox.count(item, site, language, time, *count);
        }
        for ((instrument, asked, answer), count) in &happened.told {
            for _ in 0..*count {
                outbox.answer(instrument, SITES[kiosk].0, "da", &part, &[(asked, answer)]);
            }
        }
    }

    /// When all of it is over: every record may leave.
    pub fn after(&self) -> DayPart {
        let zone = TimeZone::get("Europe/Copenhagen").expect("a zone");
        let day = FIRST + 20.years();
        DayPart::of(&day.at(8, 0, 0, 0).to_zoned(zone).expect("a time"))
    }
}

struct Visitor<'a> {
    rng: &'a mut Rng,
    passed: f64,
    site: &'static str,
    hour: i8,
    language: &'static str,
    happened: &'a mut Happened,
}

impl Visitor<'_> {
    fn count(&mut self, item: &str) {
        let hour = self.hour + self.rng.i8(0..3);
        let key = (
            item.to_owned(),
            self.site.to_owned(),
            self.language.to_owned(),
            hour,
        );
        *self.happened.counts.entry(key).or_default() += 1;
    }

    fn odds(&mut self, odds: f64) -> bool {
        self.rng.f64() < odds
    }

    /// One of some things by their odds, which add up to one.
    fn draw<'t, T>(&mut self, among: &'t [(T, f64)]) -> &'t T {
        let mut lot = self.rng.f64();
        for (one, odds) in among {
            lot -= odds;
            if lot < 0.0 {
                return one;
            }
        }
        &among[among.len() - 1].0
    }

    fn visit(&mut self) {
        self.language = match self.site {
            "airport" => *self.draw(&[("da", 0.35), ("en", 0.45), ("de", 0.20)]),
            _ => *self.draw(&[("da", 0.80), ("en", 0.15), ("de", 0.05)]),
        };
        self.count("woken");
        if self.odds(0.5) {
            self.tour();
        } else {
            let stop = TOUR[self.rng.usize(0..TOUR.len())];
            self.stop(stop);
        }
        if self.odds(0.1) {
            self.count("board");
            let campaigns = [("first-week", 0.7), ("weekend-outdoors", 0.3)];
            let campaign = *self.draw(&campaigns);
            self.count(&format!("campaign/{campaign}"));
        }
        if self.site == "town-hall" && self.odds(0.2) {
            self.needs();
        }
    }

    fn tour(&mut self) {
        let asked = self.odds(0.6);
        if asked {
            let answer = *self.draw(&[(1, 0.30), (2, 0.30), (3, 0.40)]);
            self.count(&format!("knows/before/{answer}"));
        }
        self.count("tour/begun");
        for stop in TOUR {
            self.stop(stop);
            // One stop loses twice as many as the others.
            let leaves = if stop == "sdr-omme" { 0.16 } else { 0.08 };
            if stop != TOUR[TOUR.len() - 1] && self.odds(leaves) {
                self.count(&format!("tour/left/{stop}"));
                return;
            }
        }
        self.count("tour/finished");
        if asked {
            let answer = *self.draw(&[(1, 0.75), (2, 0.15), (3, 0.10)]);
            self.count(&format!("knows/after/{answer}"));
        }
    }

    fn stop(&mut self, stop: &str) {
        self.count(&format!("stop/{stop}"));
        if self.odds(0.6) {
            self.count(&format!("done/{stop}"));
        }
        // A long tail: the median lies in one step, and the mean far above it.
        let stays = [(5, 0.15), (10, 0.20), (20, 0.40), (45, 0.15), (300, 0.10)];
        let stay = *self.draw(&stays);
        self.count(&format!("stay/{stop}/{stay}"));
        match stop {
            "filskov" if self.odds(0.5) => {
                let choice = *self.draw(&[(1, 0.62), (2, 0.38)]);
                self.count(&format!("vote/filskov-tegning/{choice}"));
            }
            "rettigheder" => {
                // More and more know it.
                let right = 0.5 + 0.3 * self.passed;
                let answer = if self.odds(right) { 2 } else { 1 };
                self.count(&format!("answer/rettigheder-quiz/{answer}"));
            }
            _ => {}
        }
    }

    fn needs(&mut self) {
        let among = [
            ("care", 0.5),
            ("transport", 0.3),
            ("leisure", 0.199),
            ("health", 0.001),
        ];
        let need = *self.draw(&among);
        let key = ("mangler-tavle".into(), "need".into(), need.to_owned());
        *self.happened.told.entry(key).or_default() += 1;
    }
}
