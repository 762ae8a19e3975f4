//! A query asked of all contacts at once: every part of it is a set of contacts.

use std::collections::HashMap;

use fixedbitset::FixedBitSet;

use super::column::Column;
use super::table::Table;
use crate::catalog::contacts::{self, ADDRESS_FIELD};
use crate::catalog::{ADDRESS, Slot};
use crate::eval::composite::Composite;
use crate::eval::expr::{Expr, Join};
use crate::eval::matcher::Matcher;
use crate::eval::place::{Piece, Place};
use crate::eval::test::{Predicate, Test};
use crate::eval::words::Texts;
use crate::operator::Sense;

/// Texts of more spaces are not looked for by their parts.
const MANY: usize = 16;

/// The contacts that the query finds.
pub(super) fn find(contacts: &Table<Column>, matcher: &Matcher) -> FixedBitSet {
    Search { contacts, matcher, saved: vec![None; matcher.searches.len()] }.set(&matcher.root)
}

struct Search<'c> {
    contacts: &'c Table<Column>,
    matcher: &'c Matcher,
    /// What the saved searches find, as far as they were asked.
    saved: Vec<Option<FixedBitSet>>,
}

impl Search<'_> {
    fn none(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.contacts.ids.len())
    }

    fn all(&self) -> FixedBitSet {
        self.opposite(self.none())
    }

    fn opposite(&self, mut set: FixedBitSet) -> FixedBitSet {
        set.toggle_range(..self.contacts.ids.len());
        set
    }

    fn set(&mut self, expr: &Expr) -> FixedBitSet {
        match expr {
            Expr::And(join) => self.and(join),
            Expr::Or(join) => {
                let mut found = self.none();
                join.members.iter().for_each(|member| found.union_with(&self.set(member)));
                found
            }
            Expr::Not(member) => {
                let set = self.set(member);
                self.opposite(set)
            }
            Expr::Clause(predicate) => self.clause(predicate),
            Expr::Always(_) => self.all(),
            Expr::Saved(_, index) => self.saved(*index),
        }
    }

    fn and(&mut self, join: &Join) -> FixedBitSet {
        let mut found = self.all();
        for member in join.cheapest_first() {
            found.intersect_with(&self.set(member));
            if found.is_clear() {
                break;
            }
        }
        found
    }

    fn saved(&mut self, index: usize) -> FixedBitSet {
        if let Some(Some(known)) = self.saved.get(index) {
            return known.clone();
        }
        let matcher = self.matcher;
        let found = match matcher.searches.get(index) {
            Some(search) => self.set(&search.expr),
            None => self.none(),
        };
        if let Some(known) = self.saved.get_mut(index) {
            *known = Some(found.clone());
        }
        found
    }

    fn clause(&self, predicate: &Predicate) -> FixedBitSet {
        let found = self.holds(&predicate.place, &predicate.test);
        match predicate.sense {
            Sense::Is => found,
            Sense::IsNot => self.opposite(found),
            Sense::HasOther => {
                let mut present = self.holds(&predicate.place, &predicate.test.value(self.matcher.zone));
                present.difference_with(&found);
                present
            }
        }
    }

    /// Those with a value in `place` of which `test` holds.
    fn holds(&self, place: &Place, test: &Test) -> FixedBitSet {
        let contacts = self.contacts;
        let zone = self.matcher.zone;
        let mut found = self.none();
        match place {
            Place::Slot(contacts::CREATED) => contacts.created.find(test, zone, &mut found),
            Place::Slot(contacts::UPDATED) => contacts.updated.find(test, zone, &mut found),
            Place::Slot(slot) => self.columns([*slot], test, &mut found),
            Place::Id => contacts.ids.each(test, |number| found.insert(number)),
            Place::Address(member, slot) => self.address(*member, *slot, test, &mut found),
            Place::Employment(member, _, others) => {
                if let Some(column) = contacts.employment.members.get(*member) {
                    column.find(test, &mut found);
                }
                self.columns(others.iter().copied(), test, &mut found);
            }
            Place::CompanyLast => contacts.by_anyone.find(test, zone, &mut found),
            Place::UserLast(user) => {
                contacts.by_reader.find(test, zone, &mut found);
                let user = user.as_ref().map(|user| user.to_ascii_lowercase());
                if let Some(moments) = user.and_then(|user| contacts.by_user.get(&*user)) {
                    moments.find(test, zone, &mut found);
                }
            }
            Place::Joined(pieces) => return self.joined(pieces, test),
        }
        found
    }

    fn address(&self, member: Option<usize>, slot: Slot, test: &Test, found: &mut FixedBitSet) {
        let address = &self.contacts.address;
        match member {
            Some(member) => address.members.get(member).into_iter().for_each(|column| column.find(test, found)),
            None if self.matcher.layout.field(slot) == Some(ADDRESS_FIELD) => address.whole.find(test, found),
            // An account's own: before it is asked for, nothing tells that it holds addresses.
            None => {
                let holds = |text: &str| test.holds_of(&Composite::read(text, ADDRESS).joined());
                self.column(slot).into_iter().for_each(|column| column.find_by(holds, found));
            }
        }
    }

    fn columns(&self, slots: impl IntoIterator<Item = Slot>, test: &Test, found: &mut FixedBitSet) {
        slots.into_iter().filter_map(|slot| self.column(slot)).for_each(|column| column.find(test, found));
    }

    fn column(&self, slot: Slot) -> Option<&Column> {
        match self.matcher.layout.field(slot) {
            Some(name) => self.contacts.fields.get(name),
            None => self.contacts.fixed.get(slot as usize),
        }
    }

    /// As [`Search::holds`], where all values together are one.
    fn joined(&self, pieces: &[Piece], test: &Test) -> FixedBitSet {
        match test {
            // A word stands in one of the pieces; which of them does not matter.
            Test::Words(words) => {
                let mut sets = words.apart().map(|word| self.one_of(pieces, &Test::Words(word)));
                let Some(mut found) = sets.next() else { return self.none() };
                for set in sets {
                    if words.any_is_enough() { found.union_with(&set) } else { found.intersect_with(&set) }
                }
                found
            }
            Test::Equal(texts) => {
                let mut candidates = self.none();
                for text in texts.iter() {
                    let found = if text.matches(' ').nth(MANY).is_some() {
                        self.all()
                    } else {
                        // The first piece that is not blank is the text, or what stands before one of its spaces.
                        let parts = text.match_indices(' ').filter_map(|(at, _)| text.get(..at)).chain([text]);
                        self.one_of(pieces, &Test::Equal(Texts::new(parts)))
                    };
                    candidates.union_with(&found);
                }
                let mut values: HashMap<u32, String> = HashMap::new();
                for column in pieces.iter().filter_map(|&piece| self.piece(piece)) {
                    column.values_of(&candidates, |contact, text| {
                        let value = values.entry(contact).or_default();
                        value.push(' ');
                        value.push_str(text);
                    });
                }
                let value = |contact: &usize| u32::try_from(*contact).ok().and_then(|contact| values.get(&contact));
                let mut found = self.none();
                let equal = |contact: &usize| texts.contain(value(contact).map_or("", |value| value));
                found.extend(candidates.into_ones().filter(equal));
                found
            }
            _ => self.one_of(pieces, test),
        }
    }

    /// Those with a piece of which `test` holds.
    fn one_of(&self, pieces: &[Piece], test: &Test) -> FixedBitSet {
        let mut found = self.none();
        pieces.iter().filter_map(|&piece| self.piece(piece)).for_each(|column| column.find(test, &mut found));
        found
    }

    fn piece(&self, piece: Piece) -> Option<&Column> {
        match piece {
            Piece::Text(slot) => self.column(slot),
            Piece::Address(_) => Some(&self.contacts.address.whole),
            Piece::Employment(_) => Some(&self.contacts.employment.whole),
        }
    }
}
