//! `Query` as serde has it: NSE JSON, read with the built-in fields.

use std::fmt::{self, Write as _};

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::encode::day_month;
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostics, Severity};
use crate::json::MAX_DEPTH;
use crate::json::push_string;
use crate::query::Value;
use crate::query::{Clause, Node, Query};
use crate::value::Number;

/// NSE JSON, as [`encode`](super::encode()) writes it.
impl Serialize for Query {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.node() {
            Node::And(members) => one(serializer, "and", members),
            Node::Or(members) => one(serializer, "or", members),
            Node::Not(query) => one(serializer, "not", std::slice::from_ref(query)),
            Node::Clause(clause) => clause.serialize(serializer),
        }
    }
}

/// NSE JSON, as the query of this clause alone.
impl Serialize for Clause {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.field().custom {
            one(serializer, "custom_fields", &Field(self))
        } else {
            Field(self).serialize(serializer)
        }
    }
}

fn one<S: Serializer, T: Serialize + ?Sized>(serializer: S, key: &str, value: &T) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(key, value)?;
    map.end()
}

fn two<S: Serializer, T: Serialize, U: Serialize>(
    serializer: S,
    (first, start): (&str, T),
    (second, end): (&str, U),
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry(first, &start)?;
    map.serialize_entry(second, &end)?;
    map.end()
}

/// `{"tag": {"is": "vip"}}`.
struct Field<'q>(&'q Clause);

impl Serialize for Field<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        one(serializer, &self.0.field().json, &Operation(self.0))
    }
}

/// `{"is": "vip"}`.
struct Operation<'q>(&'q Clause);

impl Serialize for Operation<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        one(serializer, self.0.operator().json(), &Operand(self.0.value()))
    }
}

struct Operand<'q>(&'q Value);

impl Serialize for Operand<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Text(text) | Value::Id(text) | Value::Choice { id: text, .. } => serializer.serialize_str(text),
            Value::Number(value) => number(*value, serializer),
            Value::Boolean(boolean) => serializer.serialize_bool(*boolean),
            Value::RecordType(record_type) => serializer.serialize_str(record_type.name()),
            Value::Date(date) => serializer.collect_str(date),
            Value::Datetime(datetime) => serializer.serialize_str(datetime.as_str()),
            Value::List(items) => {
                let mut array = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    array.serialize_element(&Operand(item))?;
                }
                array.end()
            }
            Value::NumberRange(start, end) => two(serializer, ("start", Plain(*start)), ("end", Plain(*end))),
            Value::DateRange(start, end) => {
                two(serializer, ("start_date", start.to_string()), ("end_date", end.to_string()))
            }
            Value::DatetimeRange(start, end) => {
                two(serializer, ("start_datetime", start.as_str()), ("end_datetime", end.as_str()))
            }
            Value::DayMonthRange(start, end) => {
                two(serializer, ("start_date", day_month(*start)), ("end_date", day_month(*end)))
            }
            Value::Quantity(quantity) => {
                two(serializer, ("unit", quantity.unit().name()), ("quantity", quantity.quantity()))
            }
        }
    }
}

/// A number, whole where it is.
struct Plain(Number);

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        number(self.0, serializer)
    }
}

fn number<S: Serializer>(number: Number, serializer: S) -> Result<S::Ok, S::Error> {
    let value = number.get();
    if value.fract() == 0.0 {
        // A number is at most 2^53.
        #[allow(clippy::cast_possible_truncation)]
        serializer.serialize_i64(value as i64)
    } else {
        serializer.serialize_f64(value)
    }
}

/// NSE JSON, with the built-in fields; warnings are dropped, and the error names every mistake with its JSON pointer.
///
/// Of an account it knows nothing: a field of its search-field list is unknown here, and a custom field takes texts only. A
/// [`Compiler`](crate::Compiler) with the account's catalog reads them: it is a [`DeserializeSeed`].
impl<'de> Deserialize<'de> for Query {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = super::decode(&json_of(deserializer)?, &Catalog::builtin());
        read.map(|checked| checked.query).map_err(|found| de::Error::custom(in_one_line(&found)))
    }
}

/// NSE JSON, read as [`Compiler::json`](crate::Compiler::json) reads it, with the built-in fields; warnings are dropped. Of
/// the mistakes the pointers tell where they are; their spans are those in the value as it is printed.
impl TryFrom<serde_json::Value> for Query {
    type Error = Diagnostics;

    fn try_from(json: serde_json::Value) -> Result<Self, Diagnostics> {
        super::decode(&json.to_string(), &Catalog::builtin()).map(|checked| checked.query)
    }
}

/// What comes, as JSON.
pub(crate) fn json_of<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let mut json = String::new();
    Text { json: &mut json, depth: 0 }.deserialize(deserializer)?;
    Ok(json)
}

/// Every error with its JSON pointer.
pub(crate) fn in_one_line(found: &Diagnostics) -> String {
    let errors = found.as_slice().iter().filter(|diagnostic| diagnostic.severity() == Severity::Error);
    let errors = errors.map(|diagnostic| {
        let pointer = diagnostic.pointer.as_deref().unwrap_or_default();
        format!("{} at `{pointer}` ({})", diagnostic.message(), diagnostic.code())
    });
    errors.collect::<Vec<_>>().join("; ")
}

/// Writes what comes as JSON again: a `serde_json::Value` would drop all but the last of two members with one key.
struct Text<'t> {
    json: &'t mut String,
    depth: usize,
}

impl Text<'_> {
    fn inner(&mut self) -> Text<'_> {
        Text { json: self.json, depth: self.depth + 1 }
    }
}

impl<'de> DeserializeSeed<'de> for Text<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        // One more than the reader takes, so that it is the one to complain.
        if self.depth > MAX_DEPTH {
            self.json.push('[');
            return de::IgnoredAny::deserialize(deserializer).map(|_| ());
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a query in NSE JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.json.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.json.push_str(&value.to_string());
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.json.push_str(&value.to_string());
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        // `NaN` and infinities get the reader's error.
        // Writing to a string does not fail.
        let _ = write!(self.json, "{value:?}");
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        push_string(self.json, value);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.json.push_str("null");
        Ok(())
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        self.json.push('[');
        let empty = self.json.len();
        while items.next_element_seed(self.inner())?.is_some() {
            self.json.push(',');
        }
        self.closed(empty, ']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        self.json.push('{');
        let empty = self.json.len();
        while let Some(key) = members.next_key::<String>()? {
            push_string(self.json, &key);
            self.json.push(':');
            members.next_value_seed(self.inner())?;
            self.json.push(',');
        }
        self.closed(empty, '}');
        Ok(())
    }
}

impl Text<'_> {
    /// Closes a container that was empty at `empty`; each member has left a comma.
    fn closed(&mut self, empty: usize, bracket: char) {
        if self.json.len() > empty {
            self.json.pop();
        }
        self.json.push(bracket);
    }
}
