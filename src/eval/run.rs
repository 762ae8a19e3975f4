//! One matcher on one contact: the answer, and what is odd on the way.

use std::borrow::Cow;

use super::expr::Expr;
use super::matcher::Matcher;
use super::record::Record;
use super::report::Tally;
use super::scalar::Scalar;
use super::{Report, Unreadable};
use crate::catalog::{Slot, contacts};

/// One matcher on one contact.
pub(super) struct Run<'m, 'r> {
    pub(super) matcher: &'m Matcher,
    pub(super) record: &'r Record<'r>,
    pub(super) report: &'m mut Report,
    tally: Tally,
    saved: Saved,
}

/// The saved searches that were answered, so that none is asked twice of one contact. The first 64 need no allocation.
#[derive(Default)]
struct Saved {
    known: u64,
    matched: u64,
    more: Vec<Option<bool>>,
}

impl<'m, 'r> Run<'m, 'r> {
    pub(super) fn new(matcher: &'m Matcher, record: &'r Record<'r>, report: &'m mut Report) -> Self {
        Self { matcher, record, report, tally: Tally::default(), saved: Saved::default() }
    }

    pub(super) fn holds(&mut self, expr: &Expr) -> bool {
        match expr {
            Expr::And(join) => join.cheapest_first().all(|member| self.holds(member)),
            Expr::Or(join) => join.cheapest_first().any(|member| self.holds(member)),
            Expr::Not(member) => !self.holds(member),
            Expr::Clause(predicate) => predicate.matches(self),
            Expr::Always(_) => true,
            Expr::Saved(_, index) => self.holds_saved(*index),
        }
    }

    pub(super) fn holds_saved(&mut self, index: usize) -> bool {
        if let Some(known) = self.saved.get(index) {
            return known;
        }
        let searches = &self.matcher.searches;
        let matched = searches.get(index).is_some_and(|search| self.holds(&search.expr));
        self.saved.set(index, matched, searches.len());
        matched
    }

    /// Counts a value as missing because it cannot be read.
    pub(super) fn unreadable(&mut self, slot: Slot, scalar: &Scalar<'_>) {
        if self.tally.insert(slot) {
            let other = || "neither text, a number nor a boolean".to_owned();
            let value = || scalar.text().map_or_else(other, Cow::into_owned);
            let (record, layout) = (self.record, &self.matcher.layout);
            self.report.unreadable(|| Unreadable {
                contact: record.id.clone().into_owned(),
                member: layout.name(slot),
                value: value(),
            });
        }
    }

    /// Counts a contact that says who was last contacted only by `last_contacted`, of no known user.
    pub(super) fn only_last_contacted(&mut self) {
        self.report.only_last_contacted += u64::from(self.tally.insert(contacts::LAST_USER));
    }
}

impl Saved {
    fn get(&self, index: usize) -> Option<bool> {
        match index.checked_sub(64) {
            None => (self.known & (1 << index) != 0).then_some(self.matched & (1 << index) != 0),
            Some(index) => self.more.get(index).copied().flatten(),
        }
    }

    fn set(&mut self, index: usize, matched: bool, count: usize) {
        match index.checked_sub(64) {
            None => {
                self.known |= 1 << index;
                self.matched |= u64::from(matched) << index;
            }
            Some(index) => {
                self.more.resize(count - 64, None);
                if let Some(known) = self.more.get_mut(index) {
                    *known = Some(matched);
                }
            }
        }
    }
}
