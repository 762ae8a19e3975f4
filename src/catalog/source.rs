//! Where a record carries the values of a field, as data.

/// The number of a place in a record that values come from: those of the record's own members, see
/// [`RecordTable::slots`](super::RecordTable), are the same for every query.
pub(crate) type Slot = u32;

/// Where a record, as the service sends it, carries the values of a field (evaluation.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// `fields[<json name>][*].value`.
    Member,
    /// The members of the record itself that fill this slot.
    Slot(Slot),
    /// All of these as one value.
    Joined(&'static [Origin]),
    /// One member of each employment, by its number in [`EMPLOYMENT`], and the values of these.
    Employment(usize, &'static [Origin]),
    /// The addresses, or one component of them, by its number in [`ADDRESS`].
    Address(Option<usize>),
    /// The record's `id`.
    Id,
    /// The last contact by anyone of the team.
    LastContact,
    /// The last contact by the evaluating user.
    LastContactByUser,
    /// Another query.
    SavedSearch,
}

/// A part of a value, or values beside others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// `fields[<this>][*].value`.
    Field(&'static str),
    /// The same, each of them an address.
    Address(&'static str),
    /// The same, each of them an employment.
    Employment(&'static str),
    /// The members of the record itself that fill this slot.
    Slot(Slot),
}

/// The members of an address, in the order in which they are joined.
pub(crate) const ADDRESS: [&str; 5] = ["street", "city", "state", "zip", "country"];

/// The members of an employment, in the order in which they are joined.
pub(crate) const EMPLOYMENT: [&str; 2] = ["company_name", "title"];

/// What to do with a member of a record.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// Its value is the slot's.
    Leaf(Slot),
    /// Its values are the slot's: texts, or objects that hold one in this member.
    List(Slot, &'static str),
    /// It fills the slot where it is not null and not an empty object.
    Presence(Slot),
    /// Its members.
    Node(&'static [(&'static str, Step)]),
}

impl Source {
    /// Whether the values stand among the record's `fields` under `name`.
    pub(super) fn is_member(self, name: &str) -> bool {
        match self {
            Self::Member | Self::Address(None) => true,
            Self::Employment(_, beside) => {
                beside.iter().any(|piece| matches!(piece, Origin::Field(field) if *field == name))
            }
            _ => false,
        }
    }
}
