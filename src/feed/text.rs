//! What a text on the glass must be: there in every language, and short.

use std::collections::BTreeMap;

use crate::check::{At, Check, Part};
use crate::diagnostic::Severity;
use crate::language::wire::Words;
use crate::language::{Language, Text};
use crate::suggest::{did_you_mean, shorten};

/// What fits where a text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fit {
    /// What it is, for messages: `a card's title`.
    pub what: &'static str,
    /// Characters at most.
    pub characters: usize,
    /// Whether it is prose: two sentences at most, of fourteen words each.
    pub prose: bool,
}

const fn line(what: &'static str, characters: usize) -> Fit {
    Fit {
        what,
        characters,
        prose: false,
    }
}

pub(crate) const TITLE: Fit = line("a card's title", 28);
pub(crate) const BODY: Fit = Fit {
    what: "a card's body",
    characters: 120,
    prose: true,
};
pub(crate) const BUTTON: Fit = line("a button", 22);
pub(crate) const STOP_NAME: Fit = line("a stop's name", 22);
pub(crate) const NAME: Fit = line("a name", 40);
pub(crate) const HEADLINE: Fit = line("the headline", 48);
pub(crate) const LEGAL: Fit = line("the small print", 400);
pub(crate) const ALT: Fit = line("a picture's description", 200);
pub(crate) const ASK: Fit = line("what an activity asks", 40);
pub(crate) const PRAISE: Fit = line("an activity's praise", 40);
pub(crate) const QUESTION: Fit = line("a question", 34);
pub(crate) const LABEL: Fit = line("a label", 22);
pub(crate) const PICTURE_WORD: Fit = line("a picture's word", 18);
pub(crate) const SURVEY_QUESTION: Fit = line("a survey's question", 60);
pub(crate) const SURVEY_ANSWER: Fit = line("a survey's answer", 40);
pub(crate) const REPLY: Fit = line("a reply", 22);
pub(crate) const FLOW: Fit = Fit {
    what: "what is said of a flow",
    characters: 100,
    prose: true,
};
pub(crate) const DECISION: Fit = Fit {
    what: "what was decided",
    characters: 100,
    prose: true,
};
pub(crate) const GIFT: Fit = Fit {
    what: "what is said of a gift",
    characters: 100,
    prose: true,
};
pub(crate) const AWARENESS: Fit = line("a question round the tour", 60);
pub(crate) const ANSWER: Fit = line("an answer", 34);
pub(crate) const ASKED_BY: Fit = line("who asks", 60);

/// Words in a sentence at most.
const WORDS: usize = 14;
/// Sentences in a text at most.
const SENTENCES: usize = 2;

impl Check<'_> {
    /// Resolves a text, and says which languages are missing, unknown, empty or too long.
    pub(crate) fn text(&mut self, at: &At, words: Words, fit: Fit) -> Text {
        let Words(mut words) = words;
        let mut entries = Vec::with_capacity(self.languages.len());
        for language in self.languages.clone() {
            match words.remove(language.as_str()) {
                Some(text) => {
                    self.fits(&at.field(language.as_str()), &text, fit);
                    entries.push((language, text));
                }
                None => {
                    let message = format!("this text is not there in `{language}`");
                    let help = "every text is there in every language of the feed".to_owned();
                    self.error(at, "missing-language", message, Some(help));
                }
            }
        }
        self.strangers(at, &words);
        Text::new(entries)
    }

    fn strangers(&mut self, at: &At, words: &BTreeMap<String, String>) {
        for tag in words.keys() {
            let message = format!("`{}` is no language of this feed", shorten(tag));
            let known = self.languages.iter().map(Language::as_str);
            let help = self.suggester.nearest(tag, known).map_or_else(
                || "add it to `languages` in feed.ron".to_owned(),
                did_you_mean,
            );
            let at = at.field(tag);
            let key = (&at, Part::Key);
            self.note(
                Severity::Error,
                key,
                "unknown-language",
                message,
                Some(help),
            );
        }
    }

    fn fits(&mut self, at: &At, text: &str, fit: Fit) {
        let what = fit.what;
        if text.trim().is_empty() {
            self.error(at, "empty-text", format!("{what} has no words"), None);
            return;
        }
        if text.chars().any(char::is_control) {
            let message = format!("{what} holds a line break or another control character");
            let help = "write it as one line; the screen breaks it".to_owned();
            self.error(at, "control-character", message, Some(help));
        }
        self.letters(at, what, text);
        let characters = text.chars().count();
        if characters > fit.characters {
            let most = fit.characters;
            let message = format!("{what} has {characters} characters; {most} fit");
            self.error(at, "text-too-long", message, None);
        }
        if fit.prose {
            self.prose(at, text, what);
        }
    }

    fn prose(&mut self, at: &At, text: &str, what: &str) {
        let sentences = sentences(text);
        if sentences.len() > SENTENCES {
            let message = format!("{what} has {} sentences; {SENTENCES} fit", sentences.len());
            self.error(at, "too-many-sentences", message, None);
        }
        let longest = sentences.into_iter().max().unwrap_or_default();
        if longest > WORDS {
            let message = format!("a sentence of {longest} words; {WORDS} are enough");
            let help = "say it in plain words, or make two sentences of it".to_owned();
            self.error(at, "sentence-too-long", message, Some(help));
        }
    }
}

/// Short forms whose full stop ends no sentence, even before a capital letter.
const ABBREVIATIONS: &[&str] = &[
    "bl.a.", "f.eks.", "fx.", "ca.", "kl.", "nr.", "mio.", "mia.", "pct.", "hhv.", "inkl.",
    "ekskl.", "sdr.", "ndr.", "vestr.", "østr.", "skt.", "sct.", "st.", "gl.", "dr.", "prof.",
    "fr.", "hr.", "tlf.", "max.", "min.", "jf.", "pga.", "ift.", "mv.", "m.fl.", "m.m.", "d.v.s.",
    "dvs.", "o.l.", "bzw.", "usw.", "evtl.", "ggf.", "inkl.", "zzgl.", "str.", "mr.", "mrs.",
    "ms.", "no.", "vs.", "e.g.", "i.e.", "etc.", "approx.", "z.b.", "u.a.", "d.h.",
];

/// Words that follow the number of a day or a century in German, where nouns have capitals.
const AFTER_ORDINAL: &[&str] = &[
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "jan",
    "feb",
    "okt",
    "nov",
    "dez",
    "jahrhundert",
    "klasse",
];

/// How many words each sentence of a text has.
pub(crate) fn sentences(text: &str) -> Vec<usize> {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let mut lengths = Vec::new();
    let mut words = 0;
    for (index, token) in tokens.iter().enumerate() {
        if token.chars().any(char::is_alphanumeric) {
            words += 1;
        }
        if words > 0 && ends_sentence(token, tokens.get(index + 1).copied()) {
            lengths.push(words);
            words = 0;
        }
    }
    if words > 0 {
        lengths.push(words);
    }
    lengths
}

fn ends_sentence(token: &str, next: Option<&str>) -> bool {
    const OPENING: [char; 6] = ['(', '"', '„', '»', '“', '‚'];
    const CLOSING: [char; 8] = ['"', '\'', '”', '“', '’', '»', '«', ')'];
    let token = token.trim_start_matches(OPENING).trim_end_matches(CLOSING);
    if !token.ends_with(['.', '!', '?', '…', '。', '！', '？']) {
        return false;
    }
    let Some(next) = next else {
        return true;
    };
    let first_letter = next.chars().find(|c| c.is_alphanumeric());
    if first_letter.is_some_and(char::is_lowercase) {
        return false;
    }
    let Some(stem) = token.strip_suffix('.') else {
        return true;
    };
    let initial = stem.chars().count() == 1 && stem.ends_with(char::is_alphabetic);
    let next = next.trim_end_matches([',', ';', '!', '?']).to_lowercase();
    let ordinal = stem.len() <= 2
        && stem.bytes().all(|b| b.is_ascii_digit())
        && AFTER_ORDINAL.contains(&next.trim_end_matches('.'));
    !(initial || ordinal || ABBREVIATIONS.contains(&token.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_counted_as_a_reader_counts_them() {
        for (text, expected) in [
            ("", vec![]),
            ("Ingen punktum her", vec![3]),
            ("Et. To!", vec![1, 1]),
            ("Her er bl.a. Legepladsen og f.eks. Søen.", vec![7]),
            ("Toget til Sdr. Omme kører kl. 8.", vec![7]),
            ("Hier leben z. B. Bienen und Vögel.", vec![7]),
            ("Am 3. Oktober. Komm mit!", vec![3, 2]),
            ("Den 3. maj åbner vi. Kom!", vec![5, 1]),
            ("Det åbnede i 2017. Kom og se.", vec![4, 3]),
            ("H. C. Andersen kom forbi.", vec![5]),
            ("\"Kom med!\" sagde hun.", vec![4]),
            ("Vent… Der kommer den.", vec![1, 3]),
            ("Tårnet er 23,5 m højt – og rødt.", vec![7]),
            ("Hvad nu? … Se selv.", vec![2, 2]),
        ] {
            assert_eq!(sentences(text), expected, "{text}");
        }
    }
}
