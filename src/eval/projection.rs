//! Where a contact carries what can be asked, and which of it a query needs.

use std::collections::HashMap;

/// The number of a place that values come from. Those below [`FIELDS`] are fixed, the others are names of `fields`.
pub(super) type Slot = u32;

pub(super) const CREATED: Slot = 0;
pub(super) const UPDATED: Slot = 1;
pub(super) const COMPANY_LAST: Slot = 2;
pub(super) const USER_LAST: Slot = 3;
pub(super) const COMPANY_IN: Slot = 4;
pub(super) const COMPANY_OUT: Slot = 5;
pub(super) const LAST: Slot = 6;
pub(super) const LAST_USER: Slot = 7;
pub(super) const TAGS: Slot = 8;
pub(super) const EMPLOYERS: Slot = 9;
pub(super) const RECORD_TYPE: Slot = 10;
pub(super) const REMINDER: Slot = 11;
pub(super) const EDITABLE: Slot = 12;
/// All names of `fields`, where that is no object.
pub(super) const ALL_FIELDS: Slot = 13;
/// The first slot of a name of `fields`.
pub(super) const FIELDS: Slot = 14;

/// What to do with a member of the contact.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Its value is the slot's.
    Leaf(Slot),
    /// Its values are the slot's: texts, or objects that hold one in this member.
    List(Slot, &'static str),
    /// It fills the slot where it is not null and not an empty object.
    Presence(Slot),
    /// Its members.
    Node(&'static [(&'static str, Step)]),
}

use Step::{Leaf, List, Node, Presence};

/// The members of a contact beside `id` and `fields`.
pub(super) const CONTACT: &[(&str, Step)] = &[
    ("created", Leaf(CREATED)),
    ("updated", Leaf(UPDATED)),
    ("record_type", Leaf(RECORD_TYPE)),
    ("tags", List(TAGS, "tag")),
    ("tags2", List(TAGS, "tag")),
    ("employers_info", List(EMPLOYERS, "company_name")),
    ("reminder", Presence(REMINDER)),
    ("is_editable", Leaf(EDITABLE)),
    (
        "lc",
        Node(&[
            ("company_lc", Node(&[("last", Node(&[("tstamp", Leaf(COMPANY_LAST))]))])),
            ("user_lc", Node(&[("last", Node(&[("tstamp", Leaf(USER_LAST))]))])),
        ]),
    ),
    (
        "company_last_contacted",
        Node(&[("in", Node(&[("tstamp", Leaf(COMPANY_IN))])), ("out", Node(&[("tstamp", Leaf(COMPANY_OUT))]))]),
    ),
    ("last_contacted", Node(&[("tstamp", Leaf(LAST)), ("user_id", Leaf(LAST_USER))])),
];

/// How the fixed slots are called in messages, in the order of their numbers.
const NAMES: [&str; FIELDS as usize] = [
    "created",
    "updated",
    "lc.company_lc.last.tstamp",
    "lc.user_lc.last.tstamp",
    "company_last_contacted.in.tstamp",
    "company_last_contacted.out.tstamp",
    "last_contacted.tstamp",
    "last_contacted.user_id",
    "tags",
    "employers_info",
    "record_type",
    "reminder",
    "is_editable",
    "fields",
];

impl Step {
    /// Whether it leads to one of the `wanted` fixed slots, a bit each.
    fn leads_to(self, wanted: u32) -> bool {
        match self {
            Leaf(slot) | List(slot, _) | Presence(slot) => wanted & (1 << slot) != 0,
            Node(members) => members.iter().any(|(_, step)| step.leads_to(wanted)),
        }
    }
}

/// What a matcher reads of a contact.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// Every member, in `fields` too, also those that no clause asks about.
    everything: bool,
    /// The fixed slots that are read, a bit each.
    fixed: u32,
    /// The names of `fields` that are read, in the order of their slots.
    names: Vec<Box<str>>,
    /// The members of the contact that lead to one of these.
    pub(super) members: Vec<(&'static str, Step)>,
    /// The slots of `names`, in the order of [`by_length`].
    sorted: Vec<Slot>,
}

impl Layout {
    /// All of a contact.
    pub(super) fn everything() -> Self {
        Self { everything: true, fixed: !0, names: Vec::new(), members: CONTACT.to_vec(), sorted: Vec::new() }
    }

    /// Whether names of `fields` that have no slot are kept as well.
    pub(super) const fn is_everything(&self) -> bool {
        self.everything
    }

    /// Whether any name of `fields` is read.
    pub(super) fn has_fields(&self) -> bool {
        self.everything || !self.names.is_empty()
    }

    /// The slot of this name of `fields`.
    pub(super) fn slot(&self, name: &str) -> Option<Slot> {
        let name_of = |slot: Slot| self.names.get((slot - FIELDS) as usize).map_or("", |name| name);
        let found = self.sorted.binary_search_by(|&slot| by_length(name_of(slot)).cmp(&by_length(name))).ok()?;
        self.sorted.get(found).copied()
    }

    /// Whether the slot is read, as every one of `fields` is.
    pub(super) const fn reads(&self, slot: Slot) -> bool {
        slot >= ALL_FIELDS || self.fixed & (1 << slot) != 0
    }

    /// Whether one of the members below `step` is read.
    pub(super) fn wants(&self, step: Step) -> bool {
        step.leads_to(self.fixed)
    }

    /// The name of `fields` whose slot it is.
    pub(super) fn field(&self, slot: Slot) -> Option<&str> {
        self.names.get(slot.checked_sub(FIELDS)? as usize).map(AsRef::as_ref)
    }

    /// What messages call the slot: `created`, `fields.email`.
    pub(super) fn name(&self, slot: Slot) -> String {
        if let Some(name) = NAMES.get(slot as usize) {
            return (*name).to_owned();
        }
        format!("fields.{}", self.names.get((slot - FIELDS) as usize).map_or("", |name| name))
    }
}

/// The key by which names are found: most are told apart by their length alone.
const fn by_length(name: &str) -> (usize, &str) {
    (name.len(), name)
}

/// Collects what a matcher reads.
#[derive(Debug, Default)]
pub(super) struct Builder {
    fixed: u32,
    slots: HashMap<Box<str>, Slot>,
    names: Vec<Box<str>>,
}

impl Builder {
    /// Reads a fixed slot.
    pub(super) const fn fixed(&mut self, slot: Slot) -> Slot {
        self.fixed |= 1 << slot;
        slot
    }

    /// Reads `fields[name]`.
    pub(super) fn field(&mut self, name: &str) -> Slot {
        if let Some(&slot) = self.slots.get(name) {
            return slot;
        }
        let slot = FIELDS + Slot::try_from(self.names.len()).unwrap_or(Slot::MAX - FIELDS);
        self.slots.insert(name.into(), slot);
        self.names.push(name.into());
        slot
    }

    /// All of it.
    pub(super) fn finish(self) -> Layout {
        let members = CONTACT.iter().copied().filter(|(_, step)| step.leads_to(self.fixed)).collect();
        let mut named: Vec<(Box<str>, Slot)> = self.slots.into_iter().collect();
        named.sort_unstable_by(|(one, _), (other, _)| by_length(one).cmp(&by_length(other)));
        let sorted = named.into_iter().map(|(_, slot)| slot).collect();
        Layout { everything: false, fixed: self.fixed, names: self.names, members, sorted }
    }
}
