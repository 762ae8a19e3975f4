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

/// How many ASCII letters there are; all other bytes count as one more.
const LETTERS: usize = 26;

/// What tells most values from words, by their first letter: in bits, how long the words are that begin with it, and with
/// which letters they end.
#[derive(Clone, Copy)]
struct Shape {
    lengths: u16,
    ends: u32,
}

type Shapes = [Shape; LETTERS + 1];

const NONE: Shapes = [Shape { lengths: 0, ends: 0 }; LETTERS + 1];
const SHAPES: Shapes = with_shapes(FILLED, with_shapes(EMPTY, NONE));
const STATE_SHAPES: Shapes = with_shapes(STATES, NONE);

const fn with_shapes(words: &[&str], mut shapes: Shapes) -> Shapes {
    let mut index = 0;
    while index < words.len() {
        let word = words[index].as_bytes();
        let shape = &mut shapes[letter(word[0])];
        shape.lengths |= 1 << word.len();
        shape.ends |= 1 << letter(word[word.len() - 1]);
        index += 1;
    }
    shapes
}

/// Whether one of the words of `shapes` has the first letter, the last one and the length of `word`.
#[inline]
const fn may_be_among(word: &str, shapes: &Shapes) -> bool {
    let bytes = word.as_bytes();
    let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else { return false };
    let shape = shapes[letter(first)];
    bytes.len() < 16 && shape.lengths & (1 << bytes.len()) != 0 && shape.ends & (1 << letter(last)) != 0
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
    if may_be_among(word, &SHAPES) { said(word) } else { None }
}

/// Whether `word` says what is true of an address or a number.
#[inline]
pub(crate) fn is_state(word: &str) -> bool {
    may_be_among(word, &STATE_SHAPES) && STATES.iter().any(|state| word.eq_ignore_ascii_case(state))
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
