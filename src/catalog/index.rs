//! The documented fields by spelling: a hash table made at compile time.

use std::borrow::Cow;

use super::field::Field;

/// A power of two, at least thrice the number of spellings, so that chains stay short.
const SLOTS: usize = 256;
const EMPTY: (u8, &str) = (u8::MAX, "");

/// Each spelling of a field, with the number of the field, in its slot or in the next free one.
pub(super) struct Index([(u8, &'static str); SLOTS]);

impl Index {
    /// The index of the names and aliases of `fields`.
    pub(super) const fn new(fields: &'static [Field]) -> Self {
        let mut index = [EMPTY; SLOTS];
        let mut number = 0;
        while number < fields.len() {
            let field = &fields[number];
            if let Cow::Borrowed(name) = field.name {
                insert(&mut index, name, number);
            }
            let mut alias = 0;
            while alias < field.aliases.len() {
                insert(&mut index, field.aliases[alias], number);
                alias += 1;
            }
            number += 1;
        }
        Self(index)
    }

    /// The number of the field that `name` is a spelling of, as `is` tells of each field and spelling that it may be.
    #[allow(clippy::inline_always)] // every clause comes here
    #[inline(always)]
    pub(super) fn find(&self, name: &str, is: impl Fn(usize, &str) -> bool) -> Option<usize> {
        let mut at = slot(name.as_bytes());
        loop {
            let (number, spelling) = self.0[at];
            if number == EMPTY.0 {
                return None;
            }
            let number = usize::from(number);
            if is(number, spelling) {
                return Some(number);
            }
            at = (at + 1) % SLOTS;
        }
    }
}

#[allow(clippy::cast_possible_truncation)] // checked
const fn insert(index: &mut [(u8, &'static str); SLOTS], spelling: &'static str, number: usize) {
    assert!(number < EMPTY.0 as usize, "too many fields for a byte");
    let mut at = slot(spelling.as_bytes());
    let mut chain = 0;
    while index[at].0 != EMPTY.0 {
        assert!(!index[at].1.eq_ignore_ascii_case(spelling), "two fields of one spelling");
        at = (at + 1) % SLOTS;
        chain += 1;
        assert!(chain < 8, "the table is too full: double SLOTS");
    }
    index[at] = (number as u8, spelling);
}

/// From the length, the first, the middle and the last byte: enough to tell the documented names apart.
const fn slot(spelling: &[u8]) -> usize {
    let [first, .., last] = spelling else { return 0 };
    let middle = spelling[spelling.len() / 2];
    (spelling.len() * 37 + lower(*first) * 5 + lower(middle) * 11 + lower(*last) * 3) % SLOTS
}

/// The same for a letter in any case.
const fn lower(byte: u8) -> usize {
    (byte | 0x20) as usize
}

#[cfg(test)]
mod tests {
    use crate::catalog::contacts::CONTACTS;

    #[test]
    fn every_spelling_finds_its_field_in_any_case() {
        let find = |name: &str| CONTACTS.find(name);
        for field in CONTACTS.fields {
            for spelling in field.aliases.iter().copied().chain([&*field.name, &*field.json]) {
                for spelling in [spelling.to_owned(), spelling.to_uppercase(), spelling.to_lowercase()] {
                    let found = find(&spelling).map(|found| &found.json);
                    assert_eq!(found, Some(&field.json), "{spelling}");
                }
            }
        }
        for unknown in ["", "x", "emial", "é", "first  name", "company_names"] {
            assert!(find(unknown).is_none(), "{unknown}");
        }
    }
}
