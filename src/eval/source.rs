//! The values of a place in one contact.

use super::composite::Composite;
use super::place::{Piece, Place};
use super::run::Run;
use super::scalar::{Reading, Scalar};
use super::time::{Moment, timestamp};
use super::words::Probe;
use crate::catalog::{ADDRESS, EMPLOYMENT, Slot, contacts};

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
