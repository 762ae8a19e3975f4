//! "Did you mean": the known word nearest to an unknown one, or nothing where none is near.

/// The candidates most like `word`, nearest first, at most three; empty where none is near enough to be meant.
///
/// Nearness is the Damerau-Levenshtein distance without regard to case. The cut-off is a third of the longer word's
/// length, so that `emial` finds `email` and `colour` does not find `country`.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Vec<&'c str> {
    // Nobody mistypes a word of this length; comparing it would cost its square.
    if word.len() > 64 {
        return Vec::new();
    }
    let word = word.to_lowercase();
    let length = word.chars().count();
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = candidate.to_lowercase();
            let other_length = other.chars().count();
            let near = |distance: usize| distance * 3 <= length.max(other_length);
            // Each character that one of the two has more is one to insert: most candidates need no closer look.
            let distance = near(length.abs_diff(other_length)).then(|| strsim::damerau_levenshtein(&word, &other))?;
            near(distance).then_some((distance, candidate))
        })
        .collect();
    near.sort_by_key(|&(distance, _)| distance);
    near.dedup_by_key(|&mut (_, candidate)| candidate);
    near.truncate(3);
    near.into_iter().map(|(_, candidate)| candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_typo_finds_its_word_and_nonsense_finds_none() {
        let words = ["email", "name", "first name", "country"];
        assert_eq!(nearest("emial", words), ["email"]);
        assert_eq!(nearest("Frist Name", words), ["first name"]);
        assert!(nearest("colour", words).is_empty());
        // A third of the longer word may differ: one letter of three, none of two.
        assert_eq!(nearest("abx", ["abc", "axy", "ab"]), ["abc", "ab"]);
        assert!(nearest("ax", ["ab"]).is_empty());
        // Nearest first, each once, at most three.
        assert_eq!(
            nearest("aaaaaa", ["aaaabb", "aaaaab", "aaaaaa", "aaaaab", "aaaabc"]),
            ["aaaaaa", "aaaaab", "aaaabb"]
        );
        let long = "a".repeat(64);
        assert_eq!(nearest(&long, [&*long]), [&*long]);
        assert!(nearest(&format!("{long}a"), [&*long]).is_empty());
        assert!(nearest("xq", words).is_empty());
    }
}
