//! The words of many texts in order, so that those with a word, or a word that begins so, are found without a look at
//! the others.

use std::ops::Range;

use super::column::Values;
use crate::eval::test::Test;
use crate::fold::tokens;

/// The first bytes of every word of every text, in order, each with the number of its text. Longer words that are
/// alike so far are told apart by the text itself.
#[derive(Debug)]
pub(super) struct WordIndex {
    beginnings: Vec<u64>,
    texts: Vec<u32>,
}

impl WordIndex {
    pub(super) fn new(values: &Values) -> Self {
        let mut words = Vec::new();
        for (number, text) in (0..).zip(values.iter()) {
            tokens::each(text, |word| {
                words.push((beginning(word, 0), number));
                false
            });
        }
        words.sort_unstable();
        words.dedup();
        let (beginnings, texts) = words.into_iter().unzip();
        Self { beginnings, texts }
    }

    /// Whether it helps to answer `test`.
    pub(super) const fn serves(test: &Test) -> bool {
        matches!(test, Test::Words(_) | Test::Equal(_))
    }

    /// Whether `test` holds of all candidates: it asks for one word, or for any of several, whose beginnings are all of
    /// them.
    pub(super) fn is_exact(test: &Test) -> bool {
        let Test::Words(words) = test else { return false };
        match words.prefix() {
            Some(prefix) => prefix.len() <= BEGINNING && words.whole().next().is_none(),
            None => {
                words.whole().all(|word| word.len() < BEGINNING)
                    && (words.any_is_enough() || words.whole().nth(1).is_none())
            }
        }
    }

    /// The numbers of the texts of which `test` may hold; all that it does hold of are among them.
    pub(super) fn candidates(&self, test: &Test) -> impl Iterator<Item = usize> {
        let all = || 0..self.texts.len();
        let rarest = |ranges: &mut dyn Iterator<Item = Range<usize>>| ranges.min_by_key(Range::len);
        let ranges: Vec<Range<usize>> = match test {
            Test::Words(words) if words.any_is_enough() => words.whole().map(|word| self.word(word)).collect(),
            Test::Words(words) => {
                let prefix = words.prefix().map(|prefix| self.prefix(prefix));
                rarest(&mut words.whole().map(|word| self.word(word)).chain(prefix)).into_iter().collect()
            }
            Test::Equal(texts) => {
                let candidates = |text: &str| rarest(&mut tokens::words(text).iter().map(|word| self.word(word)));
                texts.iter().map(|text| candidates(text).unwrap_or_else(all)).collect()
            }
            _ => vec![all()],
        };
        ranges.into_iter().flat_map(|range| self.texts.get(range).unwrap_or_default()).map(|&text| text as usize)
    }

    fn word(&self, word: &str) -> Range<usize> {
        self.between(beginning(word, 0), beginning(word, 0))
    }

    fn prefix(&self, prefix: &str) -> Range<usize> {
        self.between(beginning(prefix, 0), beginning(prefix, u8::MAX))
    }

    fn between(&self, first: u64, last: u64) -> Range<usize> {
        self.beginnings.partition_point(|&word| word < first)..self.beginnings.partition_point(|&word| word <= last)
    }
}

/// How many bytes of a word are kept.
const BEGINNING: usize = 8;

/// The first bytes of `word`, in lower case, as a number of the same order; `rest` stands for what it lacks.
fn beginning(word: &str, rest: u8) -> u64 {
    let mut bytes = [rest; BEGINNING];
    for (byte, of_word) in bytes.iter_mut().zip(word.bytes()) {
        *byte = of_word.to_ascii_lowercase();
    }
    u64::from_be_bytes(bytes)
}
