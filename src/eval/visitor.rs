//! A contact's JSON to its record: one visitor for each shape that stands in it.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::object::{Members, Object};
use super::projection::{ALL_FIELDS, FIELDS, Layout};
use super::record::{Gate, Record, RepeatedMember, Rest};
use super::repeated::{Seen, repeated};
use super::scalar::Scalar;
use crate::catalog::{Slot, Step};

/// Reads the contact itself.
pub(super) struct ContactVisitor<'l> {
    pub(super) layout: &'l Layout,
    pub(super) gate: Option<&'l Gate<'l>>,
}

/// A member of the contact.
enum Member {
    Id,
    Fields,
    /// By its number in the layout.
    Step(usize),
    Resources,
    Ignored,
}

impl<'de> Visitor<'de> for ContactVisitor<'_> {
    type Value = Record<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a string `id`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record<'de>, A::Error> {
        let (mut record, mut id) = (Record::default(), None);
        record.values.reserve(8);
        let layout = self.layout;
        let mut gate = self.gate;
        let member = |key: &str| match key {
            "id" => Member::Id,
            "fields" if layout.has_fields() => Member::Fields,
            _ => match layout.members.iter().position(|(name, _)| *name == key) {
                Some(index) => Member::Step(index),
                None if key == "resources" => Member::Resources,
                None => Member::Ignored,
            },
        };
        let step_of = |index: usize| layout.members.get(index).map_or(Step::Node(&[]), |&(_, step)| step);
        let mut seen = Seen::default();
        while let Some(member) = map.next_key_seed(KeySeed(member))? {
            match member {
                Member::Id => {
                    if id.is_some() {
                        record.repeated = record.repeated.or(Some(RepeatedMember::Id));
                    }
                    id = Some(map.next_value_seed(IdSeed)?);
                }
                Member::Fields if record.rest == Rest::Kept => {
                    if seen.again(layout.members.len()) {
                        record.repeat(ALL_FIELDS);
                    }
                    map.next_value_seed(Object(Fields { layout, record: &mut record }))?;
                }
                Member::Step(index) if record.rest == Rest::Kept => {
                    let step = step_of(index);
                    if seen.again(index) {
                        record.repeat(layout.first(step));
                    }
                    map.next_value_seed(StepSeed { layout, step, record: &mut record })?;
                    // Asked once: where its member comes again, all of the contact decides.
                    if gate.take_if(|gate| gate.is_at(step)).is_some_and(|gate| (gate.is_shut)(&record)) {
                        record.rest = Rest::Skipped;
                    }
                }
                Member::Step(index) => {
                    if self.gate.is_some_and(|gate| gate.is_at(step_of(index))) {
                        record.rest = Rest::Missed;
                    }
                    map.next_value::<IgnoredAny>()?;
                }
                Member::Resources => {
                    record.may_be_page = record.may_be_page || id.is_none();
                    map.next_value::<IgnoredAny>()?;
                }
                Member::Fields | Member::Ignored => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        match id {
            Some(Some(id)) => Ok(Record { id, ..record }),
            Some(None) => Err(A::Error::custom("its `id` is not a string")),
            None => Err(A::Error::custom("it has no `id`")),
        }
    }
}

/// Makes something of a key without a copy of it.
struct KeySeed<F>(F);

impl<'de, T, F: FnOnce(&str) -> T> DeserializeSeed<'de> for KeySeed<F> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<T, D::Error> {
        reader.deserialize_identifier(self)
    }
}

impl<T, F: FnOnce(&str) -> T> Visitor<'_> for KeySeed<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<T, E> {
        Ok((self.0)(key))
    }
}

/// The `id`, where it is a string.
struct IdSeed;

impl<'de> DeserializeSeed<'de> for IdSeed {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Self::Value, D::Error> {
        match <Option<Scalar<'de>> as serde::Deserialize>::deserialize(reader)? {
            Some(Scalar::Text(id)) => Ok(Some(id)),
            _ => Ok(None),
        }
    }
}

/// The members of `fields` that the layout names.
struct Fields<'s, 't> {
    layout: &'s Layout,
    record: &'s mut Record<'t>,
}

impl<'de> Members<'de> for Fields<'_, 'de> {
    fn read<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if self.layout.is_everything() {
            while let Some(Scalar::Text(name)) = map.next_key::<Scalar<'de>>()? {
                let slot = FIELDS.saturating_add(Slot::try_from(self.record.names.len()).unwrap_or(Slot::MAX));
                self.record.names.push(name);
                map.next_value_seed(ValuesSeed::new(slot, "value", self.record))?;
            }
            if let Some(index) = repeated(&self.record.names) {
                self.record.repeat(FIELDS.saturating_add(Slot::try_from(index).unwrap_or(Slot::MAX)));
            }
            return Ok(());
        }
        let mut seen = Seen::default();
        while let Some(slot) = map.next_key_seed(KeySeed(|name: &str| self.layout.slot(name)))? {
            match slot {
                Some(slot) => {
                    if seen.again((slot - FIELDS) as usize) {
                        self.record.repeat(slot);
                    }
                    map.next_value_seed(ValuesSeed::new(slot, "value", self.record))?;
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    fn wrong_shape(self) {
        self.record.values.push((ALL_FIELDS, Scalar::Other));
    }
}

/// One member of the contact that is not a field.
struct StepSeed<'s, 't> {
    layout: &'s Layout,
    step: Step,
    record: &'s mut Record<'t>,
}

impl<'de> DeserializeSeed<'de> for StepSeed<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        match self.step {
            Step::Leaf(slot) => {
                let scalar = <Option<Scalar<'de>> as serde::Deserialize>::deserialize(reader)?;
                self.record.values.extend(scalar.map(|scalar| (slot, scalar)));
                Ok(())
            }
            Step::List(slot, key) => ValuesSeed::new(slot, key, self.record).deserialize(reader),
            Step::Presence(_) | Step::Node(_) => Object(self).deserialize(reader),
        }
    }
}

impl<'de> Members<'de> for StepSeed<'_, 'de> {
    fn read<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let members = match self.step {
            Step::Node(members) => members,
            Step::Presence(slot) => {
                let mut found = false;
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
                    found = true;
                }
                self.record.values.extend(found.then_some((slot, Scalar::Boolean(true))));
                return Ok(());
            }
            Step::Leaf(_) | Step::List(..) => return Ok(()),
        };
        let wanted =
            |key: &str| members.iter().zip(0..).find(|&(&(name, step), _)| name == key && self.layout.wants(step));
        let mut seen = Seen::default();
        while let Some(found) = map.next_key_seed(KeySeed(wanted))? {
            match found {
                Some((&(_, step), index)) => {
                    if seen.again(index) {
                        self.record.repeat(self.layout.first(step));
                    }
                    map.next_value_seed(StepSeed { layout: self.layout, step, record: self.record })?;
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    /// None of its slots can be read.
    fn wrong_shape(self) {
        match self.step {
            Step::Leaf(slot) | Step::List(slot, _) | Step::Presence(slot) => {
                let wanted = self.layout.reads(slot).then_some((slot, Scalar::Other));
                self.record.values.extend(wanted);
            }
            Step::Node(members) => {
                for &(_, step) in members {
                    StepSeed { layout: self.layout, step, record: self.record }.wrong_shape();
                }
            }
        }
    }
}

/// The values of a list: each a value, or an object that holds it in the member `key`.
struct ValuesSeed<'s, 't> {
    slot: Slot,
    key: &'static str,
    record: &'s mut Record<'t>,
    /// Whether it is a value of the list already, so that a list is none.
    is_element: bool,
}

impl<'s, 't> ValuesSeed<'s, 't> {
    const fn new(slot: Slot, key: &'static str, record: &'s mut Record<'t>) -> Self {
        Self { slot, key, record, is_element: false }
    }

    fn push(self, scalar: Scalar<'t>) {
        self.record.values.push((self.slot, scalar));
    }
}

impl<'de> DeserializeSeed<'de> for ValuesSeed<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValuesSeed<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of values")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if self.is_element {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            self.push(Scalar::Other);
            return Ok(());
        }
        let Self { slot, key, record, .. } = self;
        while list.next_element_seed(ValuesSeed { slot, key, record, is_element: true })?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = false;
        while let Some(is_key) = map.next_key_seed(KeySeed(|key: &str| key == self.key))? {
            if is_key {
                if std::mem::replace(&mut seen, true) {
                    self.record.repeat(self.slot);
                }
                let scalar = map.next_value::<Option<Scalar<'de>>>()?;
                self.record.values.extend(scalar.map(|scalar| (self.slot, scalar)));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        self.push(Scalar::Text(Cow::Borrowed(text)));
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.push(Scalar::Text(Cow::Owned(text.to_owned())));
        Ok(())
    }

    fn visit_bool<E: Error>(self, boolean: bool) -> Result<(), E> {
        self.push(Scalar::Boolean(boolean));
        Ok(())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.push(Scalar::Number(number.into()));
        Ok(())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.push(Scalar::Number(number.into()));
        Ok(())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.push(serde_json::Number::from_f64(number).map_or(Scalar::Other, Scalar::Number));
        Ok(())
    }
}
