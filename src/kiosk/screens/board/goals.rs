//! Notes on what the place wants to reach: a traffic light, and a ruler that shows how far it has come.

use jiff::civil::Date;
use legeplads_feed::progress::{Light, Reading, Unit};
use legeplads_feed::{Feed, Goal};

use super::drawn::Drawn;
use super::note::Draft;
use crate::language::Args;
use crate::screens::Talk;

/// A light with its word, and a ruler with what stands at its ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Gauge {
    /// How it stands.
    pub light: Light,
    /// The same in a word.
    pub word: String,
    /// How far it has come, from 0 at the ruler's left end to 1 at its right one.
    pub part: Option<f32>,
    /// What stands under the ruler's ends.
    pub ends: [String; 2],
}

/// A note for each goal, and one on what the lights say.
pub fn drafts<'a>(talk: &'a Talk, feed: &'a Feed, today: Date) -> Vec<Draft<'a>> {
    let goals = feed.goals.iter();
    let mut drafts: Vec<Draft> = goals.map(|goal| draft(talk, feed, goal, today)).collect();
    if !drafts.is_empty() {
        drafts.push(legend(talk));
    }
    drafts
}

fn legend(talk: &Talk) -> Draft<'static> {
    let lights = [
        (Light::Green, "goals-green"),
        (Light::Amber, "goals-amber"),
        (Light::Red, "goals-red"),
        (Light::Unknown, "goals-unknown"),
    ];
    Draft {
        title: Some(talk.say("goals-legend")),
        lamps: lights.map(|(light, key)| (light, talk.say(key))).into(),
        ..Draft::default()
    }
}

fn draft<'a>(talk: &'a Talk, feed: &'a Feed, goal: &Goal, today: Date) -> Draft<'a> {
    let light = goal.light(today);
    let newest = goal.newest.filter(|_| light != Light::Unknown);
    let part = newest.map(|newest| goal.way.part(newest.value) as f32);
    let key = match light {
        Light::Green if part.is_some_and(|part| part >= 1.0) => "goal-reached",
        Light::Green => "goal-green",
        Light::Amber => "goal-amber",
        Light::Red => "goal-red",
        Light::Unknown => "goal-unknown",
    };
    let mut paragraphs = vec![talk.text(&goal.body).to_owned()];
    paragraphs.extend(goal.newest.map(|newest| {
        let args = dated(talk, newest, goal.unit);
        talk.say_with("goal-newest", &args)
    }));
    paragraphs.extend(feed.source(goal.source.as_str()).map(|source| {
        let who = Args::new().text("who", &source.title);
        talk.say_with("goal-source", &who)
    }));
    let ends = [goal.way.baseline, goal.way.target];
    Draft {
        title: Some(talk.text(&goal.title).to_owned()),
        gauge: Some(Gauge {
            light,
            word: talk.say(key),
            part,
            ends: ends.map(|end| talk.say_with("goal-end", &dated(talk, end, goal.unit))),
        }),
        paragraphs,
        drawn: (goal.drawing.as_ref())
            .and_then(|drawing| feed.drawings.get(drawing))
            .map(|drawing| match drawing.ground {
                Some(_) => Drawn::Picture(drawing),
                None => Drawn::Things(vec![drawing]),
            }),
        ..Draft::default()
    }
}

/// A value with its unit, and when it is so.
fn dated(talk: &Talk, reading: Reading, unit: Unit) -> Args {
    let number = Args::new().number("count", reading.value);
    let value = match unit {
        Unit::Percent => talk.say_with("percent", &number),
        Unit::Count => talk.say_with("number", &number),
    };
    Args::new()
        .text("value", &value)
        .partial_date("date", reading.date)
}
