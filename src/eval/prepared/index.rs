//! What helps to find a text among many without a look at the others: their words in order, and the hashes of the whole
//! texts in order.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::DefaultHashBuilder;

use crate::eval::words::{Texts, Words};
use crate::fold::{fold, tokens};

/// Of every text, normalized, its hash, in order, each with the number of its text.
#[derive(Debug)]
pub(super) struct TextIndex {
    hashes: Vec<u64>,
    texts: Vec<u32>,
    build: DefaultHashBuilder,
}

impl TextIndex {
    pub(super) fn new<'t>(values: impl Iterator<Item = &'t str>) -> Self {
        let build = DefaultHashBuilder::default();
        let mut pairs: Vec<(u64, u32)> =
            (0..).zip(values).map(|(number, text)| (build.hash_one(&*fold(text)), number)).collect();
        pairs.sort_unstable();
        let (hashes, texts) = pairs.into_iter().unzip();
        Self { hashes, texts, build }
    }

    /// The numbers of the texts that may be one of `texts`; all that are one are among them.
    pub(super) fn candidates(&self, texts: &Texts) -> impl Iterator<Item = usize> {
        let hashes = texts.iter().map(|text| self.build.hash_one(text));
        let places = hashes.map(|hash| between(&self.hashes, hash, hash));
        places.flat_map(|place| self.texts.get(place).unwrap_or_default()).map(|&text| text as usize)
    }
}

/// The first bytes of every word of every text, in order, each with the number of its text. Longer words that are
/// alike so far are told apart by the text itself.
#[derive(Debug)]
pub(super) struct WordIndex {
    beginnings: Vec<u64>,
    texts: Vec<u32>,
}

impl WordIndex {
    pub(super) fn new<'t>(values: impl Iterator<Item = &'t str>) -> Self {
        let mut words = Vec::new();
        for (number, text) in (0..).zip(values) {
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

    /// Whether all candidates hold `words`: one word is asked for, or any of several, whose beginnings are all of them.
    pub(super) fn is_exact(words: &Words) -> bool {
        match words.prefix() {
            Some(prefix) => prefix.len() <= BEGINNING && words.whole().next().is_none(),
            None => {
                words.whole().all(|word| word.len() < BEGINNING)
                    && (words.any_is_enough() || words.whole().nth(1).is_none())
            }
        }
    }

    /// The numbers of the texts that may hold `words`; all that do are among them.
    pub(super) fn candidates(&self, words: &Words) -> impl Iterator<Item = usize> {
        let ranges: Vec<Range<usize>> = if words.any_is_enough() {
            words.whole().map(|word| self.word(word)).collect()
        } else {
            let prefix = words.prefix().map(|prefix| self.prefix(prefix));
            let rarest = words.whole().map(|word| self.word(word)).chain(prefix).min_by_key(Range::len);
            rarest.into_iter().collect()
        };
        ranges.into_iter().flat_map(|range| self.texts.get(range).unwrap_or_default()).map(|&text| text as usize)
    }

    fn word(&self, word: &str) -> Range<usize> {
        between(&self.beginnings, beginning(word, 0), beginning(word, 0))
    }

    fn prefix(&self, prefix: &str) -> Range<usize> {
        between(&self.beginnings, beginning(prefix, 0), beginning(prefix, u8::MAX))
    }
}

/// Where in `sorted` those from `first` to `last` stand.
fn between(sorted: &[u64], first: u64, last: u64) -> Range<usize> {
    sorted.partition_point(|&other| other < first)..sorted.partition_point(|&other| other <= last)
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
