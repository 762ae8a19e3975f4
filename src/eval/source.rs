//! Where the values of a field come from in a contact.

use super::Run;
use super::composite::Composite;
use super::projection::{self, Builder};
use super::scalar::{Reading, Scalar};
use super::time::{Moment, timestamp};
use super::words::Probe;
use crate::catalog::contacts::{self, ADDRESS_FIELD, EMPLOYMENT_FIELD};
use crate::catalog::{ADDRESS, EMPLOYMENT, Field, Kind, Origin, Slot, Source};

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

impl Run<'_, '_> {
    /// Holds each value of `place`, as text, against `probe` until one meets it; whether one did.
    pub(super) fn texts(&mut self, place: &Place, probe: &mut Probe<'_>) -> bool {
        let record = self.record;
        match place {
            Place::Id => probe.value(&record.id),
            Place::Slot(slot) => self.slot_texts(*slot, |text| probe.value(text)),
            Place::Joined(pieces) => {
                for &piece in pieces {
                    match piece {
                        Piece::Text(slot) => self.slot_texts(slot, |text| {
                            probe.piece(text);
                            false
                        }),
                        Piece::Address(slot) => self.slot_texts(slot, |text| {
                            Composite::read(text, ADDRESS).pieces().for_each(|piece| probe.piece(piece));
                            false
                        }),
                        Piece::Employment(slot) => self.slot_texts(slot, |text| {
                            Composite::read(text, EMPLOYMENT).pieces().for_each(|piece| probe.piece(piece));
                            false
                        }),
                    };
                }
                probe.end()
            }
            Place::Employment(member, employment, others) => {
                self.slot_texts(*employment, |text| {
                    Composite::read(text, EMPLOYMENT).member(*member).is_some_and(|text| probe.value(text))
                }) || others.iter().any(|&slot| self.slot_texts(slot, |text| probe.value(text)))
            }
            Place::Address(member, slot) => self.slot_texts(*slot, |text| {
                let address = Composite::read(text, ADDRESS);
                if let Some(member) = member {
                    return address.member(*member).is_some_and(|text| probe.value(text));
                }
                address.pieces().for_each(|piece| probe.piece(piece));
                probe.end()
            }),
            // Timestamps are compared as such; their text matters to explanations only.
            Place::CompanyLast | Place::UserLast(_) => {
                let slot = self.last_contacted(place).map(|(slot, _)| slot);
                slot.is_some_and(|slot| self.slot_texts(slot, |text| probe.value(text)))
            }
        }
    }

    fn slot_texts(&mut self, slot: Slot, mut visit: impl FnMut(&str) -> bool) -> bool {
        let record = self.record;
        for scalar in record.slot(slot) {
            match scalar {
                Scalar::Text(text) => {
                    if visit(text) {
                        return true;
                    }
                }
                Scalar::Other => self.unreadable(slot, scalar),
                Scalar::Number(_) | Scalar::Boolean(_) => {
                    if scalar.text().is_some_and(|text| visit(&text)) {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Reads each value of `place` until `test` holds of one. The answers: whether it did, and whether there was a
    /// value at all.
    pub(super) fn values<T>(
        &mut self,
        place: &Place,
        read: impl Fn(&Scalar<'_>) -> Reading<T>,
        test: impl Fn(T) -> bool,
    ) -> (bool, bool) {
        let Place::Slot(slot) = *place else { return (false, false) };
        let record = self.record;
        let mut present = false;
        for scalar in record.slot(slot) {
            match read(scalar) {
                Reading::Value(value) => {
                    present = true;
                    if test(value) {
                        return (true, true);
                    }
                }
                Reading::Blank => {}
                Reading::Unreadable => self.unreadable(slot, scalar),
            }
        }
        (false, present)
    }

    /// The moments of `place`, as [`Run::values`].
    pub(super) fn moments(&mut self, place: &Place, test: impl Fn(Moment) -> bool) -> (bool, bool) {
        match place {
            Place::CompanyLast | Place::UserLast(_) => {
                let last = self.last_contacted(place);
                (last.is_some_and(|(_, moment)| test(moment)), last.is_some())
            }
            _ => self.values(place, |scalar| scalar.read(timestamp), test),
        }
    }

    /// The last contact, and the slot that tells it: the documented member, or what stands for it.
    fn last_contacted(&mut self, place: &Place) -> Option<(Slot, Moment)> {
        if let Place::UserLast(user) = place {
            if let Some(last) = self.moment(contacts::USER_LAST) {
                return Some((contacts::USER_LAST, last));
            }
            let Some(user) = user else {
                if self.moment(self.record.last_contacted()).is_some() {
                    self.only_last_contacted();
                }
                return None;
            };
            let is_user = |scalar: &Scalar<'_>| {
                let is_user = scalar.text().map(|id| id.trim().eq_ignore_ascii_case(user));
                is_user.map_or(Reading::Unreadable, Reading::Value)
            };
            if !self.values(&Place::Slot(contacts::LAST_USER), is_user, |is_user| is_user).0 {
                return None;
            }
        } else {
            if let Some(last) = self.moment(contacts::COMPANY_LAST) {
                return Some((contacts::COMPANY_LAST, last));
            }
            let (received, sent) = (self.moment(contacts::COMPANY_IN), self.moment(contacts::COMPANY_OUT));
            let later = match (received, sent) {
                (Some(received), Some(sent)) if received.is_after(sent, self.matcher.zone) => {
                    Some((contacts::COMPANY_IN, received))
                }
                (_, Some(sent)) => Some((contacts::COMPANY_OUT, sent)),
                (received, None) => received.map(|received| (contacts::COMPANY_IN, received)),
            };
            if later.is_some() {
                return later;
            }
        }
        let slot = self.record.last_contacted();
        self.moment(slot).map(|last| (slot, last))
    }

    fn moment(&mut self, slot: Slot) -> Option<Moment> {
        let record = self.record;
        let scalar = record.slot(slot).next()?;
        match scalar.read(timestamp) {
            Reading::Value(moment) => Some(moment),
            Reading::Blank => None,
            Reading::Unreadable => {
                self.unreadable(slot, scalar);
                None
            }
        }
    }
}
