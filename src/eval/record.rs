//! What a query needs of one contact, without a copy of what need not be copied.

use std::borrow::Cow;

use super::projection::ALL_FIELDS;
use super::scalar::Scalar;
use crate::catalog::contacts::{LAST, LAST_2012};
use crate::catalog::{Slot, Step};

/// What was read of a contact: every value with its slot, in the order of the JSON.
#[derive(Clone, Debug, Default)]
pub(super) struct Record<'t> {
    pub(super) id: Cow<'t, str>,
    pub(super) values: Vec<(Slot, Scalar<'t>)>,
    /// The names of `fields` in the order of their slots, where the layout is of everything.
    pub(super) names: Vec<Cow<'t, str>>,
    pub(super) rest: Rest,
    /// Whether `resources` comes before the `id`.
    pub(super) may_be_page: bool,
    /// A member that was read and stands more than once. Only the last one was kept.
    pub(super) repeated: Option<RepeatedMember>,
}

/// A member that stands more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RepeatedMember {
    Id,
    Slot(Slot),
}

/// What became of the members after the one at the gate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Rest {
    #[default]
    Kept,
    /// The gate was shut.
    Skipped,
    /// It was shut, but its member came again, so that what was skipped may count.
    Missed,
}

/// One member of the contact that can tell by itself that nothing else needs to be kept.
pub(super) struct Gate<'m> {
    pub(super) slot: Slot,
    pub(super) is_shut: &'m dyn Fn(&Record<'_>) -> bool,
}

impl Gate<'_> {
    pub(super) fn is_at(&self, step: Step) -> bool {
        matches!(step, Step::Leaf(slot) if slot == self.slot)
    }
}

impl<'t> Record<'t> {
    pub(super) fn into_owned(self) -> Record<'static> {
        let own = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        Record {
            id: own(self.id),
            values: self.values.into_iter().map(|(slot, scalar)| (slot, scalar.into_owned())).collect(),
            names: self.names.into_iter().map(own).collect(),
            rest: self.rest,
            may_be_page: self.may_be_page,
            repeated: self.repeated,
        }
    }

    /// Notes that a member stands again, which holds this slot.
    pub(super) const fn repeat(&mut self, slot: Slot) {
        if self.repeated.is_none() {
            self.repeated = Some(RepeatedMember::Slot(slot));
        }
    }

    /// The slot that tells the last contact by anyone: in the shape of 2012 it has a name of its own.
    pub(super) fn last_contacted(&self) -> Slot {
        let is_there = self.slot(LAST).next().is_some_and(|scalar| !scalar.is_blank());
        if is_there { LAST } else { LAST_2012 }
    }

    /// The values of one slot.
    pub(super) fn slot(&self, slot: Slot) -> impl Iterator<Item = &Scalar<'t>> {
        let is_of = move |other: Slot| other == slot || (other == ALL_FIELDS && slot > ALL_FIELDS);
        self.values.iter().filter(move |&&(other, _)| is_of(other)).map(|(_, scalar)| scalar)
    }
}
