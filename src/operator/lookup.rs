//! The operator that a name, a sign or words mean.

use super::table::{ENDS, NO_OPERATOR, Operator, Row, TABLE};
use super::traits::Bound;

/// How many names the index of JSON's names has room for: a power of two, at least thrice their number.
const SLOTS: usize = 64;
const EMPTY: u8 = u8::MAX;

/// The number of each operator in the slot of its JSON name, or in the next free one.
static BY_JSON: [u8; SLOTS] = {
    assert!(TABLE.len() * 3 <= SLOTS, "double SLOTS");
    let mut index = [EMPTY; SLOTS];
    let mut number = 0;
    while number < TABLE.len() {
        let mut at = slot(TABLE[number].json.as_bytes());
        while index[at] != EMPTY {
            at = (at + 1) % SLOTS;
        }
        #[allow(clippy::cast_possible_truncation)] // far fewer than 255
        let byte = number as u8;
        index[at] = byte;
        number += 1;
    }
    index
};

/// From the length, the first and the last byte, which tell the names apart.
const fn slot(name: &[u8]) -> usize {
    match name {
        [first, .., last] => (name.len() * 5 + *first as usize * 3 + *last as usize * 7) % SLOTS,
        _ => 0,
    }
}

/// Whether the canonical text of a row is a sign.
const fn is_sign(row: &Row) -> bool {
    !row.text.as_bytes()[0].is_ascii_alphabetic()
}

const SIGN_COUNT: usize = {
    let (mut count, mut number) = (0, 0);
    while number < TABLE.len() {
        count += is_sign(&TABLE[number]) as usize;
        number += 1;
    }
    count
};

/// A sign of one byte, `second` being 0, or of two.
#[derive(Clone, Copy)]
struct Sign {
    first: u8,
    second: u8,
    operator: Operator,
}

/// The signs of text; of those that begin with one byte, the longer ones first.
static SIGNS: [Sign; SIGN_COUNT] = {
    let mut signs = [Sign { first: 0, second: 0, operator: Operator::Is }; SIGN_COUNT];
    let (mut count, mut number) = (0, 0);
    while number < TABLE.len() {
        if is_sign(&TABLE[number]) {
            let (first, second) = match TABLE[number].text.as_bytes() {
                [first] => (*first, 0),
                [first, second] => (*first, *second),
                _ => panic!("a sign has one byte or two"),
            };
            let mut at = count;
            while at > 0 && (signs[at - 1].first > first || (signs[at - 1].first == first && second != 0)) {
                signs[at] = signs[at - 1];
                at -= 1;
            }
            signs[at] = Sign { first, second, operator: TABLE[number].operator };
            count += 1;
        }
        number += 1;
    }
    signs
};

/// Where in [`SIGNS`] those begin that start with each byte.
static BY_FIRST: [u8; 256] = {
    let mut by_first = [EMPTY; 256];
    let mut number = SIGNS.len();
    while number > 0 {
        number -= 1;
        #[allow(clippy::cast_possible_truncation)] // far fewer than 255
        let byte = number as u8;
        by_first[SIGNS[number].first as usize] = byte;
    }
    by_first
};

impl Operator {
    /// The operator of this exact NSE name.
    pub fn from_json(name: &str) -> Option<Self> {
        let mut at = slot(name.as_bytes());
        loop {
            let row = TABLE.get(usize::from(BY_JSON[at]))?;
            if row.json == name {
                return Some(row.operator);
            }
            at = (at + 1) % SLOTS;
        }
    }

    /// The operator that people and programs mean by `name` in JSON, given in small letters, digits and signs only:
    /// `notin`, `startswith`.
    pub(crate) fn meant_in_json(name: &str) -> Option<Self> {
        let spelled = |row: &&Row| row.json.bytes().filter(|&byte| byte != b'_').eq(name.bytes());
        let other = |row: &&Row| row.other_json.contains(&name);
        TABLE.iter().find(spelled).or_else(|| TABLE.iter().find(other)).map(|row| row.operator)
    }

    /// The operator whose sign stands at the start of `text`, and the length of the sign.
    #[inline]
    pub(crate) fn of_sign(text: &str) -> Option<(Self, usize)> {
        let bytes = text.as_bytes();
        let first = *bytes.first()?;
        let next = bytes.get(1).copied().unwrap_or_default();
        let signs = SIGNS.get(usize::from(BY_FIRST[usize::from(first)])..)?.iter();
        let sign = signs.take_while(|sign| sign.first == first).find(|sign| sign.second == 0 || sign.second == next)?;
        Some((sign.operator, 1 + usize::from(sign.second != 0)))
    }

    /// The operator that people mean by `sign`, which is one elsewhere: `==`, `≥`.
    pub(crate) fn meant_by_sign(sign: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.signs.contains(&sign)).map(|row| row.operator)
    }

    /// The operator that the typographic sign `character` stands for: `≥`.
    pub(crate) fn meant_by_character(character: char) -> Option<Self> {
        if character.is_ascii() { None } else { Self::meant_by_sign(character.encode_utf8(&mut [0; 4])) }
    }

    /// The operator that two words stand for of which `word`, in any case, is the first: `starts`.
    #[inline]
    pub(crate) fn opened_by(word: &[u8]) -> Option<Self> {
        OPENERS.iter().find(|(first, _)| word.eq_ignore_ascii_case(first)).map(|&(_, operator)| operator)
    }

    /// The operator that looks for words which may go on before what is sought, and after it, as `open` says.
    pub(crate) fn of_open([before, after]: [bool; 2]) -> Option<Self> {
        let is_open = |row: &&Row| row.open == Some([before, after]);
        TABLE.iter().find(is_open).map(|row| row.operator)
    }

    /// The operator on that side of a value.
    pub(crate) fn of_bound(bound: Bound) -> Option<Self> {
        TABLE.iter().find(|row| row.bound == Some(bound)).map(|row| row.operator)
    }
}

const OPENER_COUNT: usize = {
    let (mut count, mut number) = (0, 0);
    while number < TABLE.len() {
        count += TABLE[number].words.is_some() as usize;
        number += 1;
    }
    count
};

/// The first of the two words of each operator that has them.
static OPENERS: [(&[u8], Operator); OPENER_COUNT] = {
    let mut openers: [(&[u8], Operator); OPENER_COUNT] = [(b"", Operator::Is); OPENER_COUNT];
    let (mut count, mut number) = (0, 0);
    while number < TABLE.len() {
        if let Some([first, _]) = TABLE[number].words {
            openers[count] = (first.as_bytes(), TABLE[number].operator);
            count += 1;
        }
        number += 1;
    }
    openers
};

/// What words mean that stand for an operator elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meant {
    Operator(Operator),
    /// An operator before a day: `before`.
    OfDays(Operator),
    /// What no operator asks, and why.
    Nothing(&'static str),
}

/// Words that stand for an operator elsewhere, with one space between two.
pub(crate) fn spoken() -> impl Iterator<Item = (&'static str, Meant)> {
    let rows = TABLE.iter().flat_map(|row| {
        let plain = row.spoken.iter().map(|&words| (words, Meant::Operator(row.operator)));
        plain.chain(row.spoken_of_days.iter().map(|&words| (words, Meant::OfDays(row.operator))))
    });
    rows.chain(NO_OPERATOR.into_iter().map(|(words, why)| (words, Meant::Nothing(why))))
}

/// What a phrase does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phrase {
    /// Says an operator.
    Says(Operator),
    /// Says the opposite of one.
    Denies(Operator),
    /// Says a look at the end of words, which no operator takes.
    SaysEnds,
}

/// What sentences say for operators, each list parted by commas.
pub(crate) fn phrases() -> impl Iterator<Item = (Phrase, &'static str)> {
    let rows = TABLE
        .iter()
        .flat_map(|row| [(Phrase::Says(row.operator), row.phrases), (Phrase::Denies(row.operator), row.denials)]);
    rows.chain([(Phrase::SaysEnds, ENDS)]).filter(|(_, phrases)| !phrases.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operator_is_read_by_the_name_it_is_written_with() {
        for operator in Operator::ALL {
            assert_eq!(Operator::from_json(operator.json()), Some(operator));
            assert_eq!(Operator::meant_in_json(&operator.json().replace('_', "")), Some(operator));
        }
        for unknown in ["", "i", "contains", "IS", "not in", "é"] {
            assert_eq!(Operator::from_json(unknown), None, "{unknown}");
        }
        assert_eq!(Operator::meant_in_json("startswith"), Some(Operator::StartsWith));
        assert_eq!(Operator::meant_in_json("x"), None);
    }

    #[test]
    fn the_longest_sign_counts() {
        let signs = ["=", "!=", "~", "!~", "^=", ">", ">=", "<", "<="];
        assert_eq!(SIGNS.len(), signs.len());
        for sign in signs {
            for rest in ["", " a", "a", "~"] {
                let found = Operator::of_sign(&format!("{sign}{rest}"));
                assert_eq!(found.map(|(operator, length)| (operator.text(), length)), Some((sign, sign.len())));
            }
        }
        for none in ["", "!", "^", "a", "é", "! ="] {
            assert_eq!(Operator::of_sign(none), None, "{none}");
        }
    }

    #[test]
    fn what_stands_for_an_operator_stands_for_one_alone() {
        let signs = TABLE.iter().flat_map(|row| row.signs);
        let names = TABLE.iter().flat_map(|row| row.other_json);
        let words = spoken().map(|(words, _)| words).collect::<Vec<_>>();
        for mut all in [signs.copied().collect::<Vec<_>>(), names.copied().collect(), words] {
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), count, "{all:?}");
        }
        for operator in TABLE.iter().flat_map(|row| row.signs) {
            assert!(!TABLE.iter().any(|row| row.text == *operator), "{operator} is the language's own");
        }
    }
}
