//! The nearest right word.

/// Words longer than this are no slip of the finger.
const LONGEST: usize = 64;

/// What looking at a candidate costs, and what comparing it letter by letter costs.
const COSTS: (usize, usize) = (1, 50);

/// Finds the nearest right words, until it has looked at so many that hostile
/// documents would otherwise keep it busy.
pub(crate) struct Suggester {
    left: usize,
}

impl Default for Suggester {
    fn default() -> Self {
        Self { left: 20_000_000 }
    }
}

impl Suggester {
    /// The candidate nearest to `word`, if one is near enough to be meant.
    ///
    /// A third of the letters may differ; swapped neighbours count once. Of equals it is the first by the alphabet.
    pub(crate) fn nearest<'a>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        // Counted no further than matters.
        let letters = word.chars().take(LONGEST + 1).count();
        if letters == 0 || letters > LONGEST {
            return None;
        }
        let lower = word.to_lowercase();
        // In one or two letters, any slip makes another word.
        let furthest = if letters < 3 { 0 } else { letters / 3 };
        let mut best: Option<(usize, &str)> = None;
        for candidate in candidates {
            self.left = self.left.checked_sub(COSTS.0)?;
            let length = candidate.chars().take(LONGEST + 1).count();
            if length > LONGEST || length.abs_diff(letters) > furthest {
                continue;
            }
            self.left = self.left.checked_sub(COSTS.1)?;
            let distance = strsim::osa_distance(&lower, &candidate.to_lowercase());
            if distance <= furthest && best.is_none_or(|best| (distance, candidate) < best) {
                best = Some((distance, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }
}

/// The help that names the nearest right word.
pub(crate) fn did_you_mean(word: &str) -> String {
    format!("did you mean `{word}`?")
}

/// `word` cut to a length that fits in a message.
pub(crate) fn shorten(word: &str) -> String {
    if word.chars().count() <= LONGEST {
        return word.to_owned();
    }
    word.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// `a, b or c`.
pub(crate) fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<_> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_none() {
        let nearest = |word, words| Suggester::default().nearest(word, words);
        let words = ["billund", "grindsted", "filskov"];
        assert_eq!(nearest("bilund", words), Some("billund"));
        assert_eq!(nearest("Grinsdted", words), Some("grindsted"));
        assert_eq!(nearest("aalborg", words), None);
        assert_eq!(nearest("", words), None);
        assert_eq!(nearest("de", ["da", "en", "DE"]), Some("DE"));
        assert_eq!(nearest("D", ["A", "B", "C"]), None);
    }

    #[test]
    fn long_words_are_cut_and_never_compared() {
        let long = "ø".repeat(100_000);
        assert_eq!(Suggester::default().nearest(&long, ["ø"]), None);
        assert_eq!(shorten(&long).chars().count(), LONGEST);
    }

    #[test]
    fn the_search_gives_up_before_it_takes_long() {
        let mut suggester = Suggester { left: 1_000 };
        for _ in 0..100 {
            let _ = suggester.nearest("bilund", ["billund", "filskov"]);
        }
        assert_eq!(suggester.nearest("bilund", ["billund"]), None);
    }

    #[test]
    fn lists_read_as_a_sentence() {
        assert_eq!(one_of(["a"]), "`a`");
        assert_eq!(one_of(["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
