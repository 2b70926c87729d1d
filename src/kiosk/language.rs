//! Interface strings in the visitor's language, from Fluent files under `assets/strings`.

use bevy::prelude::*;
use jiff::civil::Date;
use legeplads_feed::Language;

/// Arguments of a string.
#[derive(Debug, Clone, Default)]
pub struct Args {
    values: Vec<(&'static str, Arg)>,
}

#[derive(Debug, Clone)]
enum Arg {
    Text(String),
    Count(i64),
    Date(Date),
}

impl Args {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }
    /// A number that the words follow.
    pub fn count(mut self, name: &'static str, value: i64) -> Self {
        self.values.push((name, Arg::Count(value)));
        self
    }
    /// A text.
    pub fn text(mut self, name: &'static str, value: &str) -> Self {
        self.values.push((name, Arg::Text(value.to_owned())));
        self
    }
    /// A date, written as the language writes it.
    pub fn date(mut self, name: &'static str, value: Date) -> Self {
        self.values.push((name, Arg::Date(value)));
        self
    }
}

/// All interface strings.
#[derive(Resource, Default)]
pub struct Strings;

impl Strings {
    /// stub
    pub fn text(&self, _language: &Language, key: &str, args: &Args) -> String {
        format!("{key} {}", args.values.iter().map(|(_, v)| format!("{v:?}")).collect::<String>())
    }
    /// The language's name in itself.
    pub fn endonym(&self, language: &Language) -> String {
        match language.as_str() { "da" => "Dansk", "en" => "English", "de" => "Deutsch", other => other }.to_owned()
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Strings>();
}
