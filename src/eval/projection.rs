//! Where a contact carries what can be asked, and which of it a query needs.

use std::cmp::Ordering::Less;

use crate::catalog::{Records, Slot, Step};

/// The first slot of a name of `fields`; those below are the slots of the record's own members.
pub(super) const FIELDS: Slot = 32;
/// All names of `fields`, where that is not an object.
pub(super) const ALL_FIELDS: Slot = FIELDS - 1;

/// Whether `step` leads to one of the `wanted` fixed slots, a bit each.
fn leads_to(step: Step, wanted: u32) -> bool {
    match step {
        Step::Leaf(slot) | Step::List(slot, _) | Step::Presence(slot) => wanted & (1 << slot) != 0,
        Step::Node(members) => members.iter().any(|&(_, step)| leads_to(step, wanted)),
    }
}

/// What a matcher reads of a contact.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    records: Records,
    /// Every member, in `fields` too, also those that no clause asks about.
    everything: bool,
    /// The fixed slots that are read, a bit each.
    fixed: u32,
    /// The names of `fields` that are read.
    names: Names,
    /// The members of the contact that lead to one of these.
    pub(super) members: Vec<(&'static str, Step)>,
}

/// Names of `fields`, each with a slot.
#[derive(Clone, Debug, Default)]
struct Names {
    /// In the order of their slots.
    names: Vec<Box<str>>,
    /// Their slots, in the order of the names' lengths and then of the names: most are told apart by their length alone.
    sorted: Vec<Slot>,
}

impl Names {
    /// Where in `sorted` the slot of this name stands, or where it would.
    fn find(&self, name: &str) -> Result<usize, usize> {
        let key = (name.len(), name);
        self.sorted.binary_search_by(|&slot| self.get(slot).map_or(Less, |known| (known.len(), known).cmp(&key)))
    }

    /// The name whose slot it is.
    fn get(&self, slot: Slot) -> Option<&str> {
        self.names.get(slot.checked_sub(FIELDS)? as usize).map(AsRef::as_ref)
    }
}

impl Layout {
    /// All of a record.
    pub(super) fn everything(records: Records) -> Self {
        let members = records.table().members.to_vec();
        Self { records, everything: true, fixed: !0, names: Names::default(), members }
    }

    /// Whether names of `fields` that have no slot are kept as well.
    pub(super) const fn is_everything(&self) -> bool {
        self.everything
    }

    /// Whether any name of `fields` is read.
    pub(super) fn has_fields(&self) -> bool {
        self.everything || !self.names.names.is_empty()
    }

    /// The slot of this name of `fields`.
    pub(super) fn slot(&self, name: &str) -> Option<Slot> {
        self.names.sorted.get(self.names.find(name).ok()?).copied()
    }

    /// The names of `fields` that are read, in the order of their slots.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.names.iter().map(AsRef::as_ref)
    }

    /// Whether the slot is read, as every one of `fields` is.
    pub(super) const fn reads(&self, slot: Slot) -> bool {
        slot >= ALL_FIELDS || self.fixed & (1 << slot) != 0
    }

    /// Whether one of the members below `step` is read.
    pub(super) fn wants(&self, step: Step) -> bool {
        leads_to(step, self.fixed)
    }

    /// The first slot that is read below `step`; its own where none is.
    pub(super) fn first(&self, step: Step) -> Slot {
        match step {
            Step::Leaf(slot) | Step::List(slot, _) | Step::Presence(slot) => slot,
            Step::Node(members) => {
                let wanted = members.iter().find(|&&(_, step)| self.wants(step)).or_else(|| members.first());
                wanted.map_or(ALL_FIELDS, |&(_, step)| self.first(step))
            }
        }
    }

    /// The name of `fields` whose slot it is.
    pub(super) fn field(&self, slot: Slot) -> Option<&str> {
        self.names.get(slot)
    }

    /// What messages call the slot: `created`, `fields.email`.
    pub(super) fn name(&self, slot: Slot) -> String {
        if slot == ALL_FIELDS {
            return "fields".to_owned();
        }
        if let Some(name) = self.records.table().slots.get(slot as usize) {
            return (*name).to_owned();
        }
        format!("fields.{}", self.names.get(slot).unwrap_or_default())
    }
}

/// Collects what a matcher reads.
#[derive(Debug, Default)]
pub(super) struct Builder {
    fixed: u32,
    names: Names,
}

impl Builder {
    /// Reads a fixed slot.
    pub(super) const fn fixed(&mut self, slot: Slot) -> Slot {
        self.fixed |= 1 << slot;
        slot
    }

    /// Reads `fields[name]`.
    pub(super) fn field(&mut self, name: &str) -> Slot {
        let found = self.names.find(name);
        let Names { names, sorted } = &mut self.names;
        let free = match found {
            Ok(at) => return sorted.get(at).copied().unwrap_or(ALL_FIELDS),
            Err(free) => free,
        };
        let slot = FIELDS + Slot::try_from(names.len()).unwrap_or(Slot::MAX - FIELDS);
        names.push(name.into());
        sorted.insert(free, slot);
        slot
    }

    /// Reads what `layout` reads.
    pub(super) fn add(&mut self, layout: &Layout) {
        self.fixed |= layout.fixed;
        for name in layout.names() {
            self.field(name);
        }
    }

    /// All of it.
    pub(super) fn finish(self, records: Records) -> Layout {
        let members = records.table().members.iter().copied().filter(|&(_, step)| leads_to(step, self.fixed)).collect();
        Layout { records, everything: false, fixed: self.fixed, names: self.names, members }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slot_of_a_record_has_its_bit_and_its_name() {
        fn slots(step: Step, found: &mut Vec<Slot>) {
            match step {
                Step::Leaf(slot) | Step::List(slot, _) | Step::Presence(slot) => found.push(slot),
                Step::Node(members) => members.iter().for_each(|&(_, step)| slots(step, found)),
            }
        }
        for records in Records::ALL {
            let table = records.table();
            let mut found = Vec::new();
            table.members.iter().for_each(|&(_, step)| slots(step, &mut found));
            found.sort_unstable();
            found.dedup();
            assert!(found.iter().copied().eq(0..Slot::try_from(table.slots.len()).unwrap()), "{records}");
            assert!(found.iter().all(|&slot| slot < ALL_FIELDS));
            for field in table.fields {
                assert_eq!(field.records, records);
            }
        }
    }
}
