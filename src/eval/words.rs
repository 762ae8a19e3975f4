//! Operands that are text, folded once, and the values of a contact held against them.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::fold::tokens;
use crate::fold::{fold, is_ascii_space};

/// Texts of which a value must equal one.
#[derive(Clone, Debug)]
pub(super) struct Texts {
    /// Folded, sorted.
    texts: Vec<Box<str>>,
}

impl Texts {
    pub(super) fn new<'q>(texts: impl IntoIterator<Item = &'q str>) -> Self {
        let mut texts: Vec<Box<str>> = texts.into_iter().map(|text| fold(text).into()).collect();
        texts.sort_unstable();
        texts.dedup();
        Self { texts }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(AsRef::as_ref)
    }

    /// Whether `text`, once folded, is one of them.
    pub(super) fn contain(&self, text: &str) -> bool {
        if text.is_ascii() {
            return self.texts.binary_search_by(|known| compare_ascii(text, known).reverse()).is_ok();
        }
        let folded = fold(text);
        self.texts.binary_search_by(|known| (**known).cmp(&folded)).is_ok()
    }
}

/// Compares what `text`, which is ASCII, folds to with `folded`.
fn compare_ascii(text: &str, folded: &str) -> Ordering {
    let words = text.split(|char| u8::try_from(char).is_ok_and(is_ascii_space)).filter(|word| !word.is_empty());
    let spaced =
        words.enumerate().flat_map(|(index, word)| (index > 0).then_some(b' ').into_iter().chain(word.bytes()));
    spaced.map(|byte| byte.to_ascii_lowercase()).cmp(folded.bytes())
}

/// Words that a value must hold.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// Folded, sorted, without duplicates.
    whole: Vec<Box<str>>,
    /// What one more word must begin with.
    prefix: Option<Box<str>>,
    /// Whether one of `whole` is enough.
    any: bool,
}

impl Words {
    /// Those of `text`: any of them, or all.
    pub(super) fn contain(text: &str, all: bool) -> Self {
        Self::new(tokens::words(text), None, !all)
    }

    /// All but the last of `text`, and one that begins with the last.
    pub(super) fn starts_with(text: &str) -> Self {
        let mut words = tokens::words(text);
        let prefix = words.pop().map(String::into_boxed_str);
        Self::new(words, prefix, false)
    }

    fn new(words: Vec<String>, prefix: Option<Box<str>>, any: bool) -> Self {
        let mut whole: Vec<Box<str>> = words.into_iter().map(String::into_boxed_str).collect();
        whole.sort_unstable();
        whole.dedup();
        // To ask for no word at all finds nothing.
        let any = any || (whole.is_empty() && prefix.is_none());
        Self { whole, prefix, any }
    }

    pub(super) fn whole(&self) -> impl Iterator<Item = &str> {
        self.whole.iter().map(AsRef::as_ref)
    }

    pub(super) fn prefix(&self) -> Option<&str> {
        self.prefix.as_deref()
    }

    /// Whether one of [`Words::whole`] is enough; else all of them are asked for, and the prefix.
    pub(super) const fn any_is_enough(&self) -> bool {
        self.any
    }

    /// Each of the words, and the prefix, as all that is asked for.
    pub(super) fn apart(&self) -> impl Iterator<Item = Self> {
        let whole = self.whole.iter().map(|word| Self { whole: vec![word.clone()], prefix: None, any: true });
        let prefix =
            self.prefix.iter().map(|prefix| Self { whole: Vec::new(), prefix: Some(prefix.clone()), any: false });
        whole.chain(prefix)
    }

    /// The place of `word` among the words.
    fn find(&self, word: &str) -> Option<usize> {
        if let [only] = &*self.whole {
            return only.eq_ignore_ascii_case(word).then_some(0);
        }
        let lower = || word.bytes().map(|byte| byte.to_ascii_lowercase());
        self.whole.binary_search_by(|known| known.bytes().cmp(lower())).ok()
    }

    fn is_prefix(&self, word: &str) -> bool {
        let begins = |prefix: &str| word.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        self.prefix.as_deref().is_some_and(begins)
    }

    /// Whether `word`, in any case if it is ASCII, is one that is asked for.
    pub(super) fn ask_for(&self, word: &str) -> bool {
        self.find(word).is_some() || self.is_prefix(word)
    }
}

/// What the values of a field are held against, one value after another.
pub(super) enum Probe<'m> {
    /// A value that is not blank.
    Present { found: bool },
    /// A value that is one of the texts.
    Equal { texts: &'m Texts, value: Cow<'m, str> },
    /// A value that holds the words.
    Words { words: &'m Words, seen: Seen, prefix: bool },
    /// Every value, kept, for an explanation.
    Collect { values: &'m mut Vec<String>, value: String },
}

impl<'m> Probe<'m> {
    pub(super) const fn present() -> Self {
        Self::Present { found: false }
    }

    pub(super) const fn equal(texts: &'m Texts) -> Self {
        Self::Equal { texts, value: Cow::Borrowed("") }
    }

    pub(super) fn words(words: &'m Words) -> Self {
        Self::Words { words, seen: Seen::new(words.whole.len()), prefix: words.prefix.is_none() }
    }

    pub(super) const fn collect(values: &'m mut Vec<String>) -> Self {
        Self::Collect { values, value: String::new() }
    }

    /// A value of one piece; whether it meets what is asked.
    pub(super) fn value(&mut self, text: &str) -> bool {
        if let Self::Equal { texts, .. } = self {
            return texts.contain(text);
        }
        self.piece(text);
        self.end()
    }

    /// A piece of a value. The pieces count as joined by a space.
    pub(super) fn piece(&mut self, text: &str) {
        match self {
            Self::Present { found } => *found = *found || !crate::fold::is_blank(text),
            Self::Equal { value, .. } => {
                let value = value.to_mut();
                value.push(' ');
                value.push_str(text);
            }
            Self::Words { words, seen, prefix } => {
                if words.any && seen.any() {
                    return;
                }
                tokens::each(text, |word| {
                    if let Some(index) = words.find(word) {
                        seen.insert(index);
                    }
                    *prefix = *prefix || words.is_prefix(word);
                    if words.any { seen.any() } else { *prefix && seen.all() }
                });
            }
            Self::Collect { value, .. } => {
                if !value.is_empty() {
                    value.push(' ');
                }
                value.push_str(text);
            }
        }
    }

    /// The end of a value; whether it meets what is asked.
    pub(super) fn end(&mut self) -> bool {
        match self {
            Self::Present { found } => *found,
            Self::Equal { texts, value } => texts.contain(&std::mem::take(value)),
            Self::Words { words, seen, prefix } => {
                let met = if words.any { seen.any() } else { *prefix && seen.all() };
                if !met {
                    seen.clear();
                    *prefix = words.prefix.is_none();
                }
                met
            }
            Self::Collect { values, value } => {
                values.push(std::mem::take(value));
                false
            }
        }
    }
}

/// Which words were seen. Up to 64 of them, as nearly all queries have, need no allocation.
pub(super) struct Seen {
    few: u64,
    many: Vec<bool>,
    missing: usize,
    length: usize,
}

impl Seen {
    fn new(length: usize) -> Self {
        Self { few: 0, many: if length > 64 { vec![false; length] } else { Vec::new() }, missing: length, length }
    }

    fn insert(&mut self, index: usize) {
        let before = if let Some(seen) = self.many.get_mut(index) {
            std::mem::replace(seen, true)
        } else {
            let few = self.few;
            self.few |= 1 << index;
            few == self.few
        };
        self.missing -= usize::from(!before);
    }

    const fn any(&self) -> bool {
        self.missing < self.length
    }

    const fn all(&self) -> bool {
        self.missing == 0
    }

    fn clear(&mut self) {
        if self.any() {
            *self = Self::new(self.length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hold(words: &Words, values: &[&[&str]]) -> bool {
        let mut probe = Probe::words(words);
        values.iter().any(|pieces| {
            pieces.iter().for_each(|piece| probe.piece(piece));
            probe.end()
        })
    }

    #[test]
    fn any_word_all_words_and_a_prefix() {
        let any = Words::contain("Jon Pupken", false);
        assert!(hold(&any, &[&["JON", "travolta"]]) && hold(&any, &[&["x"], &["James PUPKEN"]]));
        assert!(!hold(&any, &[&["JaN PUPKEr", "JONy"]]));
        let all = Words::contain("jon pupken", true);
        assert!(hold(&all, &[&["Pupken", "Jon"]]) && !hold(&all, &[&["Jon"], &["Pupken"]]));
        let prefix = Words::starts_with("jon pup");
        assert!(hold(&prefix, &[&["Pupken Jon"]]) && !hold(&prefix, &[&["Pupken Jo"]]) && !hold(&prefix, &[&["Jon"]]));
        // The prefix is met by the word itself too, and by one that is asked for as a whole.
        assert!(hold(&Words::starts_with("jon jon"), &[&["Jon"]]));
    }

    #[test]
    fn more_than_64_words() {
        let text: String = (0..100).flat_map(|number| [" w".to_owned(), number.to_string()]).collect();
        let all = Words::contain(&text, true);
        assert!(hold(&all, &[&[&text]]) && hold(&all, &[&["w1"], &[&text]]));
        assert!(!hold(&all, &[&[&text.replace(" w77", "")], &["w77"]]));
    }

    proptest! {
        #[test]
        fn texts_hold_what_folds_to_one(known in prop::collection::vec("[ aAbé]{0,4}", 1..4), text in "[ aAbBéÉ\t]{0,5}") {
            let texts = Texts::new(known.iter().map(String::as_str));
            let expected = known.iter().any(|known| fold(known) == fold(&text));
            prop_assert_eq!(texts.contain(&text), expected);
            let mut probe = Probe::equal(&texts);
            text.split(' ').for_each(|piece| probe.piece(piece));
            prop_assert_eq!(probe.end(), expected);
        }
    }
}
