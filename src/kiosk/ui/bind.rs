//! Words that stay on one line: a number and what it counts, a short word and the year after it.

/// Stays together like a word, as wide as a space.
const HELD: char = '\u{a0}';
/// Stays together, without any width.
const JOINED: char = '\u{2060}';

/// The text with what belongs together held together.
pub fn bind(text: &str) -> String {
    let mut bound = String::with_capacity(text.len());
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        bound.push_str(&unhyphened(word));
        if let Some(next) = words.peek() {
            bound.push(if holds(word, next) { HELD } else { ' ' });
        }
    }
    bound
}

/// The same as it is written.
pub fn unbind(text: &str) -> String {
    text.chars()
        .filter(|letter| *letter != JOINED)
        .map(|letter| if letter == HELD { ' ' } else { letter })
        .collect()
}

/// Whether no line ends between two words.
fn holds(word: &str, next: &str) -> bool {
    let is_number = |word: &str| {
        let digits = word.trim_end_matches(['.', ',']);
        !digits.is_empty()
            && digits
                .chars()
                .all(|c| c.is_ascii_digit() || ".,".contains(c))
    };
    // "750 hectares", "1. november"; but after "1914." a new sentence begins, and a year counts
    // nothing.
    let is_year = word.len() == 4 && matches!(word.parse(), Ok(1000..=2099u16));
    let counts = is_number(word) && !is_year && (!word.ends_with(['.', ',']) || word.len() <= 3);
    // "in 1914"
    let leads = word.chars().count() <= 4
        && word.chars().all(char::is_alphabetic)
        && next.starts_with(|c: char| c.is_ascii_digit());
    // "Sdr. Omme"
    let is_short = word.ends_with('.') && (2..=4).contains(&word.chars().count());
    let names =
        is_short && word.starts_with(char::is_uppercase) && next.starts_with(char::is_uppercase);
    let is_letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    counts || leads || names || is_letter
}

/// A word that no line ends in after a hyphen when only a few letters stand before or after it.
fn unhyphened(word: &str) -> String {
    let few = |part: &str| part.chars().filter(|c| c.is_alphanumeric()).count() <= 3;
    let parts: Vec<&str> = word.split('-').collect();
    let mut joined = String::with_capacity(word.len());
    for (index, part) in parts.iter().enumerate() {
        joined.push_str(part);
        if let Some(next) = parts.get(index + 1) {
            joined.push('-');
            if few(part) || few(next) {
                joined.push(JOINED);
            }
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::{bind, unbind};

    fn held(text: &str) -> String {
        bind(text).replace('\u{a0}', "_").replace('\u{2060}', "+")
    }

    #[test]
    fn numbers_short_words_and_short_hyphens_stay_with_their_neighbours() {
        for (text, expected) in [
            (
                "Randbøl Hede er 750 hektar stor",
                "Randbøl Hede er_750_hektar stor",
            ),
            ("Åbnet 1. november 1964.", "Åbnet 1._november 1964."),
            (
                "Mit 1250 Kindern und 2500 Eltern",
                "Mit_1250 Kindern und_2500_Eltern",
            ),
            ("I 1914 kom toget", "I_1914 kom toget"),
            ("Seit 1932. Danach", "Seit_1932. Danach"),
            ("Bei Sdr. Omme", "Bei Sdr._Omme"),
            ("ein EU-Land", "ein EU-+Land"),
            ("Stenderup-Krogager", "Stenderup-Krogager"),
            ("", ""),
        ] {
            assert_eq!(held(text), expected);
            assert_eq!(unbind(&bind(text)), text);
        }
    }
}
