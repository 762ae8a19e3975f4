//! The values of one member of all contacts: each distinct text once, and who carries it.

use std::hash::BuildHasher;
use std::sync::OnceLock;

use fixedbitset::FixedBitSet;
use hashbrown::{DefaultHashBuilder, HashTable};

use super::index::{TextIndex, WordIndex};
use crate::eval::composite::Composite;
use crate::eval::test::Test;

/// Texts, one after another.
#[derive(Debug, Default)]
pub(super) struct Values {
    texts: String,
    /// Where each ends.
    ends: Vec<usize>,
    words: OnceLock<WordIndex>,
    folded: OnceLock<TextIndex>,
}

/// Up to so many texts are looked at faster than found.
const FEW: usize = 16;

impl Values {
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.texts.get(start..*self.ends.get(number)?)
    }

    pub(super) fn push(&mut self, text: &str) {
        self.texts.push_str(text);
        self.ends.push(self.texts.len());
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| self.texts.get(start..end).unwrap_or_default())
    }

    /// The numbers of those of which `test` holds, in no order; one may come twice.
    pub(super) fn each(&self, test: &Test, mut visit: impl FnMut(usize)) {
        match test {
            Test::Words(words) if self.len() > FEW => {
                let is_exact = WordIndex::is_exact(words);
                for number in self.words.get_or_init(|| WordIndex::new(self.iter())).candidates(words) {
                    if is_exact || self.get(number).is_some_and(|text| test.holds_of(text)) {
                        visit(number);
                    }
                }
            }
            Test::Equal(texts) if self.len() > FEW => self
                .folded
                .get_or_init(|| TextIndex::new(self.iter()))
                .candidates(texts)
                .filter(|&number| self.get(number).is_some_and(|text| test.holds_of(text)))
                .for_each(visit),
            _ => self.iter().enumerate().filter(|(_, text)| test.holds_of(text)).for_each(|(number, _)| visit(number)),
        }
    }

    fn shrink(&mut self) {
        self.texts.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// What the contacts carry in one member.
#[derive(Debug, Default)]
pub(super) struct Column {
    values: Values,
    /// Where the contacts of each value end in `contacts`.
    ends: Vec<usize>,
    /// Of each value, those that carry it.
    contacts: Vec<u32>,
    /// Contacts of several values, and these, both in order.
    several: Vec<(u32, u32)>,
}

impl Column {
    /// Adds the contacts that carry a value of which `test` holds.
    pub(super) fn find(&self, test: &Test, found: &mut FixedBitSet) {
        self.values.each(test, |value| {
            self.contacts_of(value).iter().for_each(|&contact| found.insert(contact as usize));
        });
    }

    /// Adds the contacts that carry a value of which `holds` is true.
    pub(super) fn find_by(&self, holds: impl Fn(&str) -> bool, found: &mut FixedBitSet) {
        for (value, _) in self.values.iter().enumerate().filter(|(_, text)| holds(text)) {
            found.extend(self.contacts_of(value).iter().map(|&contact| contact as usize));
        }
    }

    fn contacts_of(&self, value: usize) -> &[u32] {
        let start = value.checked_sub(1).and_then(|before| self.ends.get(before).copied()).unwrap_or_default();
        self.ends.get(value).and_then(|&end| self.contacts.get(start..end)).unwrap_or_default()
    }

    /// Calls `visit` with every value of each of `contacts`; those of one contact come in order.
    pub(super) fn values_of(&self, contacts: &FixedBitSet, mut visit: impl FnMut(u32, &str)) {
        let has_several = |contact| self.several.binary_search_by_key(&contact, |&(contact, _)| contact).is_ok();
        for (value, text) in self.values.iter().enumerate() {
            for &contact in self.contacts_of(value) {
                if contacts.contains(contact as usize) && !has_several(contact) {
                    visit(contact, text);
                }
            }
        }
        for &(contact, value) in &self.several {
            if contacts.contains(contact as usize) {
                visit(contact, self.values.get(value as usize).unwrap_or_default());
            }
        }
    }
}

/// A [`Column`] while contacts are read.
#[derive(Debug, Default)]
pub(super) struct ColumnBuilder {
    values: Values,
    /// The numbers of the values, by text.
    known: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// Contacts and values, in order of the contacts.
    pairs: Vec<(u32, u32)>,
}

impl ColumnBuilder {
    pub(super) fn push(&mut self, text: &str, contact: u32) {
        let Self { values, known, hasher, pairs } = self;
        let text_of = |value: u32| values.get(value as usize).unwrap_or_default();
        let hash = |value: &u32| hasher.hash_one(text_of(*value));
        let entry = known.entry(hasher.hash_one(text), |&value| text_of(value) == text, hash);
        // More values than contacts: a contact has at most as many of them as a record of 16 MiB holds.
        let new = u32::try_from(values.len()).unwrap_or(u32::MAX);
        let value = *entry.or_insert(new).get();
        if value == new {
            values.push(text);
        }
        pairs.push((contact, value));
    }

    pub(super) fn finish(mut self) -> Column {
        self.values.shrink();
        let mut ends = vec![0; self.values.len()];
        for &(_, value) in &self.pairs {
            ends[value as usize] += 1;
        }
        let mut sum = 0;
        // Where each begins, until the contacts are put there.
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        let mut contacts = vec![0; self.pairs.len()];
        for &(contact, value) in &self.pairs {
            let at = &mut ends[value as usize];
            contacts[*at] = contact;
            *at += 1;
        }
        let same = |one: &(u32, u32), other: &(u32, u32)| one.0 == other.0;
        let several = self.pairs.chunk_by(same).filter(|values| values.len() > 1).flatten().copied().collect();
        Column { values: self.values, ends, contacts, several }
    }
}

/// What a member holds that holds several in a text of its own.
#[derive(Debug)]
pub(super) struct Composed<const N: usize, C> {
    /// All of it, joined by spaces.
    pub(super) whole: C,
    pub(super) members: [C; N],
}

impl<const N: usize> Default for Composed<N, ColumnBuilder> {
    fn default() -> Self {
        Self { whole: ColumnBuilder::default(), members: std::array::from_fn(|_| ColumnBuilder::default()) }
    }
}

impl<const N: usize> Composed<N, ColumnBuilder> {
    pub(super) fn push(&mut self, text: &str, keys: [&'static str; N], contact: u32) {
        let composite = Composite::read(text, keys);
        self.whole.push(&composite.joined(), contact);
        for (index, column) in self.members.iter_mut().enumerate() {
            if let Some(text) = composite.member(index) {
                column.push(text, contact);
            }
        }
    }

    pub(super) fn finish(self) -> Composed<N, Column> {
        Composed { whole: self.whole.finish(), members: self.members.map(ColumnBuilder::finish) }
    }
}
