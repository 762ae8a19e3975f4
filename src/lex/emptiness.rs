//! Words that say whether there is a value: `is unknown` compares with the word, and asks for no value elsewhere.

/// Words for no value, those of other languages behind.
const EMPTY: &[&str] = &[
    "empty",
    "null",
    "nil",
    "none",
    "blank",
    "missing",
    "absent",
    "unknown",
    "undefined",
    "unset",
    "unspecified",
    "nothing",
    "void",
    "vacant",
    "n/a",
    "na",
    "nan",
    "-",
    "false",
    "no",
    "emtpy",
    "empyt",
    "epmty",
    "emty",
    "empy",
    "∅",
    "leer",
    "vide",
    "vacío",
    "vacio",
    "vuoto",
    "vazio",
    "leeg",
    "tom",
    "пусто",
];

/// Words for any value.
const FILLED: &[&str] = &[
    "set",
    "known",
    "present",
    "exists",
    "exist",
    "available",
    "given",
    "provided",
    "specified",
    "defined",
    "supplied",
    "filled",
    "there",
    "something",
    "anything",
    "any",
    "everything",
    "value",
    "data",
    "nonempty",
    "non-empty",
    "notempty",
    "not-empty",
    "notnull",
    "true",
    "yes",
];

/// What may be true of an address or a number, and is no part of one: `email is valid`.
const STATES: &[&str] = &[
    "valid",
    "invalid",
    "verified",
    "unverified",
    "bounced",
    "bouncing",
    "deliverable",
    "undeliverable",
    "correct",
    "incorrect",
    "wrong",
    "malformed",
    "working",
    "duplicate",
    "duplicated",
    "unique",
    "primary",
    "confirmed",
    "unconfirmed",
    "validated",
];

/// In which places of `words` those begin with each ASCII letter; the others stand at `LETTERS`.
const LETTERS: usize = 26;

/// For each first letter, in bits, how long the words are that begin with it: mostly that tells a value from them.
const LENGTHS: [u16; LETTERS + 1] = with_lengths(FILLED, with_lengths(EMPTY, [0; LETTERS + 1]));

/// The same of [`STATES`].
const STATE_LENGTHS: [u16; LETTERS + 1] = with_lengths(STATES, [0; LETTERS + 1]);

const fn with_lengths(words: &[&str], mut lengths: [u16; LETTERS + 1]) -> [u16; LETTERS + 1] {
    let mut index = 0;
    while index < words.len() {
        let word = words[index].as_bytes();
        lengths[letter(word[0])] |= 1 << word.len();
        index += 1;
    }
    lengths
}

const fn letter(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => (byte - b'a') as usize,
        b'A'..=b'Z' => (byte - b'A') as usize,
        _ => LETTERS,
    }
}

/// Whether `word` stands for no value (`true`) or for any (`false`) where people or other languages say it; none of others.
#[inline]
pub(crate) fn emptiness(word: &str) -> Option<bool> {
    let first = *word.as_bytes().first()?;
    if word.len() > 12 || LENGTHS[letter(first)] & (1 << word.len()) == 0 {
        return None;
    }
    said(word)
}

/// Whether `word` says what is true of an address or a number.
#[inline]
pub(crate) fn is_state(word: &str) -> bool {
    let Some(&first) = word.as_bytes().first() else { return false };
    word.len() <= 13
        && STATE_LENGTHS[letter(first)] & (1 << word.len()) != 0
        && STATES.iter().any(|state| word.eq_ignore_ascii_case(state))
}

#[cold]
fn said(word: &str) -> Option<bool> {
    let says = |words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known));
    if says(EMPTY) {
        Some(true)
    } else if says(FILLED) {
        Some(false)
    } else {
        None
    }
}

/// The words for no value, or for any.
pub(crate) const fn words_of_emptiness(empty: bool) -> &'static [&'static str] {
    if empty { EMPTY } else { FILLED }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_sorts_are_told_apart_in_any_case() {
        for (words, empty) in [(EMPTY, true), (FILLED, false)] {
            for word in words {
                assert_eq!(emptiness(word), Some(empty), "{word}");
                assert_eq!(emptiness(&word.to_ascii_uppercase()), Some(empty), "{word}");
            }
        }
        for word in ["", "vip", "emptys", "nones", "Setting", "é", "unknowns"] {
            assert_eq!(emptiness(word), None, "{word}");
        }
    }
}
