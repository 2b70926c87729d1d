//! The nearest right word.

/// Words longer than this are no slip of the finger.
const LONGEST: usize = 64;

/// The candidate nearest to `word`, if one is near enough to be meant.
///
/// A third of the letters may differ, one at least; swapped neighbours count once.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let letters = word.chars().count();
    if letters == 0 || letters > LONGEST {
        return None;
    }
    let lower = word.to_lowercase();
    let furthest = (letters / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        // Bytes are at most four a letter, so this only skips what cannot be near.
        if candidate.len() > LONGEST * 4 || candidate.len() + furthest * 4 < word.len() {
            continue;
        }
        let distance = strsim::osa_distance(&lower, &candidate.to_lowercase());
        if distance <= furthest && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
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
        let words = ["billund", "grindsted", "filskov"];
        assert_eq!(nearest("bilund", words), Some("billund"));
        assert_eq!(nearest("Grinsdted", words), Some("grindsted"));
        assert_eq!(nearest("aalborg", words), None);
        assert_eq!(nearest("", words), None);
    }

    #[test]
    fn long_words_are_cut_and_never_compared() {
        let long = "ø".repeat(100_000);
        assert_eq!(nearest(&long, ["ø"]), None);
        assert_eq!(shorten(&long).chars().count(), LONGEST);
    }

    #[test]
    fn lists_read_as_a_sentence() {
        assert_eq!(one_of(["a"]), "`a`");
        assert_eq!(one_of(["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
