//! What things are called: by the feed if there is one, else by their ids.

use legeplads_feed::{ActivityKind, Feed, Idea, Ideas, Language, Slot, Text};

use super::words::{Tongue, Words};

pub struct Names<'a> {
    feed: Option<&'a Feed>,
    language: Option<Language>,
    words: &'a Words,
}

impl<'a> Names<'a> {
    pub fn of(feed: Option<&'a Feed>, tongue: Tongue, words: &'a Words) -> Self {
        Self {
            feed,
            language: tongue.tag().parse().ok(),
            words,
        }
    }

    fn text(&self, text: &Text) -> String {
        match &self.language {
            Some(language) => text.get(language).to_owned(),
            None => text.iter().next().map_or("", |(_, text)| text).to_owned(),
        }
    }

    pub fn place(&self) -> String {
        self.feed
            .map_or_else(String::new, |feed| self.text(&feed.name))
    }

    pub fn stop(&self, id: &str) -> String {
        let found = self.feed.and_then(|feed| {
            let mut stops = feed.stops.values();
            stops.find(|stop| stop.id.as_ref() == id)
        });
        found.map_or_else(|| id.to_owned(), |stop| self.text(&stop.name))
    }

    pub fn site(&self, id: &str) -> String {
        let found = self.feed.and_then(|feed| {
            let mut sites = feed.sites.iter();
            sites.find(|site| site.id.as_ref() == id)
        });
        found.map_or_else(|| id.to_owned(), |site| self.text(&site.name))
    }

    pub fn language(&self, tag: &str) -> String {
        let known = self.words.languages.get(tag);
        known.cloned().unwrap_or_else(|| tag.to_owned())
    }

    pub fn campaign(&self, id: &str) -> String {
        let found = self.feed.and_then(|feed| {
            let campaign = feed.campaigns.iter().find(|it| it.id.as_ref() == id)?;
            feed.cards.get(campaign.cards.first()?)
        });
        found.map_or_else(
            || id.to_owned(),
            |card| format!("{} ({id})", self.text(&card.title)),
        )
    }

    fn kind(&self, activity: &str) -> Option<&'a ActivityKind> {
        let mut activities = self.feed?.activities.values();
        let found = activities.find(|one| one.id.as_ref() == activity)?;
        Some(&found.kind)
    }

    /// Whether a stop asks something whose answers are kept as records.
    pub fn is_survey(&self, stop: &str) -> bool {
        let mut stops = self.feed.into_iter().flat_map(|feed| feed.stops.values());
        let stop = stops.find(|one| one.id.as_str() == stop);
        let kind = stop.and_then(|stop| self.kind(stop.activity.as_str()));
        kind.is_some_and(ActivityKind::is_survey)
    }

    /// What an activity asks.
    pub fn question(&self, activity: &str) -> String {
        match self.kind(activity) {
            Some(ActivityKind::Quiz(quiz)) => self.text(&quiz.question),
            Some(ActivityKind::ThisOrThat(vote)) => self.text(&vote.question),
            Some(ActivityKind::Dots(vote)) => self.text(&vote.question),
            Some(ActivityKind::Finder(_)) => self.asked_first(activity),
            _ => activity.to_owned(),
        }
    }

    fn asked_first(&self, activity: &str) -> String {
        let mut activities = self
            .feed
            .into_iter()
            .flat_map(|feed| feed.activities.values());
        let found = activities.find(|one| one.id.as_ref() == activity);
        found.map_or_else(|| activity.to_owned(), |one| self.text(&one.ask))
    }

    /// What visitors like is called in a finder.
    pub fn interest(&self, activity: &str, id: &str) -> String {
        let label = match self.kind(activity) {
            Some(ActivityKind::Finder(finder)) => {
                let mut interests = finder.interests.iter();
                interests.find(|one| one.id == id).map(|one| &one.label)
            }
            _ => None,
        };
        label.map_or_else(|| id.to_owned(), |label| self.text(label))
    }

    /// What its answer with this number says; numbers are from one.
    pub fn answer(&self, activity: &str, number: usize) -> String {
        let nth = number.saturating_sub(1);
        let label = match self.kind(activity) {
            Some(ActivityKind::Quiz(quiz)) => quiz.answers.get(nth).map(|one| &one.label),
            Some(ActivityKind::ThisOrThat(vote)) => match nth {
                0 => Some(&vote.left.label),
                1 => Some(&vote.right.label),
                _ => None,
            },
            Some(ActivityKind::Dots(vote)) => vote.choices.get(nth).map(|one| &one.label),
            _ => None,
        };
        match label {
            Some(label) => self.text(label),
            None => format!("{} {number}", self.words.answer),
        }
    }

    /// What an answer to the question round the tour says; numbers are from one.
    pub fn awareness(&self, number: usize) -> String {
        let asked = self.feed.and_then(|feed| feed.awareness.as_ref());
        let answer = asked.and_then(|asked| asked.answers.get(number.checked_sub(1)?));
        answer.map_or_else(
            || format!("{} {number}", self.words.answer),
            |answer| self.text(answer),
        )
    }

    /// What a question of a survey asks.
    pub fn asked(&self, instrument: &str, question: &str) -> String {
        let asked = match self.kind(instrument) {
            Some(ActivityKind::Survey(survey)) => {
                let mut questions = survey.questions.iter();
                let found = questions.find(|one| one.id == question);
                found.map(|found| self.text(&found.ask))
            }
            Some(ActivityKind::Needs(_)) => {
                let wished = self.words.wished.get(question);
                wished.map(|wished| format!("{} · {wished}", self.asks(instrument)))
            }
            _ => None,
        };
        asked.unwrap_or_else(|| format!("{instrument}: {question}"))
    }

    /// What an answer of a survey says.
    pub fn told(&self, instrument: &str, question: &str, answer: &str) -> String {
        let label = match self.kind(instrument) {
            Some(ActivityKind::Survey(survey)) => {
                let mut questions = survey.questions.iter();
                let asked = questions.find(|one| one.id == question);
                asked.and_then(|asked| {
                    let mut answers = asked.answers.iter();
                    answers.find(|one| one.id == answer).map(|one| &one.text)
                })
            }
            Some(ActivityKind::Needs(needs)) => match question {
                "need" => (needs.needs.iter().find(|one| one.id == answer)).map(|one| &one.label),
                "age" => (needs.ages.iter().find(|one| one.id == answer)).map(|one| &one.label),
                "place" => return self.place_named(answer),
                "when" => {
                    let slot = Slot::all().find(|slot| slot.id() == answer);
                    return slot.map_or_else(|| answer.to_owned(), |slot| self.slot(slot));
                }
                _ => None,
            },
            _ => None,
        };
        label.map_or_else(|| answer.to_owned(), |label| self.text(label))
    }

    /// A part of a day of the week: `Saturday, evening (17–22)`.
    pub fn slot(&self, slot: Slot) -> String {
        let day = Slot::DAYS.iter().position(|day| *day == slot.day);
        let part = Slot::PARTS.iter().position(|part| *part == slot.part);
        let word = |words: &'a [String], at: Option<usize>| {
            at.and_then(|at| words.get(at)).map_or("", String::as_str)
        };
        let (days, parts) = (&self.words.weekdays, &self.words.parts);
        format!("{}, {}", word(days, day), word(parts, part))
    }

    /// What an activity says to do.
    pub fn asks(&self, activity: &str) -> String {
        let found = self.feed.and_then(|feed| {
            let mut activities = feed.activities.values();
            activities.find(|one| one.id.as_ref() == activity)
        });
        found.map_or_else(|| activity.to_owned(), |one| self.text(&one.ask))
    }

    fn ideas(&self, activity: &str) -> Option<&'a Ideas> {
        match self.kind(activity)? {
            ActivityKind::Ideas(ideas) => Some(ideas),
            _ => None,
        }
    }

    /// An idea as a sentence.
    pub fn idea(&self, activity: &str, idea: &Idea) -> String {
        let known = self.ideas(activity);
        let words = known.and_then(|ideas| ideas.words(idea));
        match words {
            Some(words) => words.map(|word| self.text(&word.label)).join(" "),
            None => idea.to_string(),
        }
    }

    /// What the picture of a row says.
    pub fn picture(&self, activity: &str, row: usize, id: &str) -> String {
        let found = self.ideas(activity).and_then(|ideas| {
            let row = ideas.rows().get(row).copied()?;
            row.iter().find(|word| word.id == id)
        });
        found.map_or_else(|| id.to_owned(), |word| self.text(&word.label))
    }

    /// What a place is called.
    pub fn place_named(&self, id: &str) -> String {
        let found = self.feed.and_then(|feed| {
            let mut places = feed.places.iter();
            places.find(|place| place.id.as_str() == id)
        });
        found.map_or_else(|| id.to_owned(), |place| self.text(&place.name))
    }

    /// A text of the feed in the page's language.
    pub fn said(&self, text: &Text) -> String {
        self.text(text)
    }

    /// Whether an answer is right; none when nobody knows.
    pub fn is_right(&self, activity: &str, number: usize) -> Option<bool> {
        match self.kind(activity) {
            Some(ActivityKind::Quiz(quiz)) => quiz
                .answers
                .get(number.checked_sub(1)?)
                .map(|one| one.right),
            _ => None,
        }
    }
}
