//! Where the values of a field stand in a contact.

use super::projection::{self, Builder};
use crate::catalog::contacts::{self, ADDRESS_FIELD, EMPLOYMENT_FIELD};
use crate::catalog::{Field, Kind, Origin, Slot, Source};

/// Where values come from, all names resolved.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// The values of one slot.
    Slot(Slot),
    /// All values of these slots as one.
    Joined(Vec<Piece>),
    /// One member of the employments, by its number, and the values of the other slots.
    Employment(usize, Slot, Vec<Slot>),
    /// The addresses, or a member of them, by its number.
    Address(Option<usize>, Slot),
    Id,
    /// The last contact by anyone.
    CompanyLast,
    /// The last contact by the user, in lower case.
    UserLast(Option<String>),
}

/// A part of a joined value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece {
    Text(Slot),
    Address(Slot),
    Employment(Slot),
}

impl Piece {
    fn of(origin: Origin, builder: &mut Builder) -> Self {
        match origin {
            Origin::Field(name) => Self::Text(builder.field(name)),
            Origin::Slot(slot) => Self::Text(builder.fixed(slot)),
            Origin::Address(name) => Self::Address(builder.field(name)),
            Origin::Employment(name) => Self::Employment(builder.field(name)),
        }
    }

    const fn slot(self) -> Slot {
        let (Self::Text(slot) | Self::Address(slot) | Self::Employment(slot)) = self;
        slot
    }
}

impl Place {
    /// Where a contact carries `field`.
    pub(super) fn of(field: &Field, user: Option<&str>, builder: &mut Builder) -> Self {
        match field.source {
            Source::Member if field.kind == Kind::Address => Self::Address(None, builder.field(&field.json)),
            // A saved search is no value; its clause compiles to the search itself.
            Source::Member | Source::SavedSearch => Self::Slot(builder.field(&field.json)),
            Source::Slot(slot) => Self::Slot(builder.fixed(slot)),
            Source::Joined(origins) => Self::Joined(origins.iter().map(|&origin| Piece::of(origin, builder)).collect()),
            Source::Employment(member, beside) => {
                let employment = builder.field(EMPLOYMENT_FIELD);
                let beside = beside.iter().map(|&origin| Piece::of(origin, builder).slot());
                Self::Employment(member, employment, beside.collect())
            }
            Source::Address(member) => Self::Address(member, builder.field(ADDRESS_FIELD)),
            Source::Id => Self::Id,
            Source::LastContact => {
                for slot in [
                    contacts::COMPANY_LAST,
                    contacts::COMPANY_IN,
                    contacts::COMPANY_OUT,
                    contacts::LAST,
                    contacts::LAST_2012,
                ] {
                    builder.fixed(slot);
                }
                Self::CompanyLast
            }
            Source::LastContactByUser => {
                for slot in [contacts::USER_LAST, contacts::LAST, contacts::LAST_2012, contacts::LAST_USER] {
                    builder.fixed(slot);
                }
                Self::UserLast(user.map(str::to_owned))
            }
        }
    }

    /// What it costs to look at, about, in comparisons of one short text. What is cheap is asked first, and what is odd is
    /// reported of what was asked: members that stand alone decide early, see `Gate`, so lists of values come after them.
    pub(super) fn cost(&self) -> u32 {
        match self {
            Self::Id => 1,
            Self::Slot(slot) if *slot < projection::FIELDS && *slot != contacts::TAGS => 1,
            Self::Slot(_) | Self::CompanyLast | Self::UserLast(_) => 2,
            Self::Address(..) | Self::Employment(..) => 8,
            Self::Joined(pieces) => {
                pieces.iter().fold(0, |sum, piece| sum + if let Piece::Text(_) = piece { 2 } else { 8 })
            }
        }
    }
}
