//! `Query` to NSE JSON.

use std::fmt::Write as _;

use crate::catalog::FieldRef;
use crate::query::Value;
use crate::query::{Clause, Node, Query};
use crate::value::{Date, DayMonth, Number};

/// The query in NSE JSON, compact, members in order.
///
/// # Examples
/// ```
/// use nse_query::{Catalog, nse};
///
/// let checked = nse::decode(r#"{ "tag": {"in": ["vip"]} }"#, &Catalog::builtin())?;
/// assert_eq!(nse::encode(&checked.query), r#"{"tag":{"in":["vip"]}}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn encode(query: &Query) -> String {
    write(query, false, None)
}

/// The query in NSE JSON, indented by two spaces. A clause stays on one line.
pub fn encode_pretty(query: &Query) -> String {
    write(query, true, Some(0))
}

/// The query on one line, as people write it.
pub(super) fn spaced(query: &Query) -> String {
    write(query, true, None)
}

/// What stands after an operator, as people write it.
pub(super) fn spaced_value(value: &Value) -> String {
    let mut writer = Writer { out: String::new(), spaced: true, line: None };
    writer.value(value);
    writer.out
}

fn write(query: &Query, spaced: bool, line: Option<usize>) -> String {
    // A clause takes some forty bytes; most queries have few of them.
    let mut writer = Writer { out: String::with_capacity(128), spaced, line };
    writer.query(query);
    writer.out
}

struct Writer {
    out: String,
    /// Whether a space follows each `:` and `,`.
    spaced: bool,
    /// The level of the line that is being written, where each clause has one of its own.
    line: Option<usize>,
}

impl Writer {
    // A query is at most twenty levels deep.
    fn query(&mut self, query: &Query) {
        match query.node() {
            Node::And(members) => self.join("and", members),
            Node::Or(members) => self.join("or", members),
            Node::Not(query) => self.join("not", std::slice::from_ref(query)),
            Node::Clause(clause) => self.clause(clause),
        }
    }

    fn join(&mut self, name: &'static str, members: &[Query]) {
        self.out.push('{');
        self.key(name);
        self.out.push('[');
        if let Some(level) = &mut self.line {
            *level += 1;
        }
        for (index, member) in members.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
                if self.spaced && self.line.is_none() {
                    self.out.push(' ');
                }
            }
            self.line();
            self.query(member);
        }
        if let Some(level) = &mut self.line {
            *level -= 1;
        }
        self.line();
        self.out.push_str("]}");
    }

    /// Begins a line, where there are lines.
    fn line(&mut self) {
        if let Some(level) = self.line {
            self.out.push('\n');
            for _ in 0..level {
                self.out.push_str("  ");
            }
        }
    }

    fn clause(&mut self, clause: &Clause) {
        self.out.push('{');
        self.field(clause.field());
        self.out.push('{');
        self.key(clause.operator().json());
        self.value(clause.value());
        self.out.push_str(if clause.field().custom { "}}}" } else { "}}" });
    }

    fn field(&mut self, field: &FieldRef) {
        if field.custom {
            self.key("custom_fields");
            self.out.push('{');
        }
        self.string(&field.json);
        self.colon();
    }

    /// A key that needs no escapes.
    fn key(&mut self, key: &'static str) {
        self.out.push('"');
        self.out.push_str(key);
        self.out.push('"');
        self.colon();
    }

    fn colon(&mut self) {
        self.out.push(':');
        if self.spaced {
            self.out.push(' ');
        }
    }

    fn comma(&mut self) {
        self.out.push(',');
        if self.spaced {
            self.out.push(' ');
        }
    }

    fn string(&mut self, text: &str) {
        crate::json::push_string(&mut self.out, text);
    }

    fn number(&mut self, number: Number) {
        let value = number.get();
        if value >= 0.0 && value.fract() == 0.0 {
            // A number is at most 2^53.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            self.digits(value as u64, 1);
        } else {
            // Writing to a string does not fail.
            let _ = write!(self.out, "{number}");
        }
    }

    /// Writes at least `width` digits. Formatting by the standard library takes several times as long.
    fn digits(&mut self, mut value: u64, width: usize) {
        let mut digits = [b'0'; 20];
        let mut start = digits.len();
        while value > 0 || digits.len() - start < width {
            start -= 1;
            digits[start] = b'0' + (value % 10) as u8;
            value /= 10;
        }
        self.out.push_str(std::str::from_utf8(&digits[start..]).unwrap_or_default());
    }

    fn date(&mut self, date: Date) {
        self.out.push('"');
        self.digits(date.year().into(), 4);
        self.out.push('-');
        self.digits(date.month().into(), 2);
        self.out.push('-');
        self.digits(date.day().into(), 2);
        self.out.push('"');
    }

    /// A day of any year: `01/03`.
    fn day(&mut self, day: DayMonth) {
        self.out.push('"');
        self.digits(day.day().into(), 2);
        self.out.push('/');
        self.digits(day.month().into(), 2);
        self.out.push('"');
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Text(text) | Value::Id(text) | Value::Choice { id: text, .. } => self.string(text),
            Value::Number(number) => self.number(*number),
            Value::Boolean(boolean) => self.out.push_str(if *boolean { "true" } else { "false" }),
            Value::RecordType(record_type) => self.string(record_type.name()),
            Value::Date(date) => self.date(*date),
            Value::Datetime(datetime) => self.string(datetime.as_str()),
            Value::List(items) => {
                self.out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        self.comma();
                    }
                    self.value(item);
                }
                self.out.push(']');
            }
            Value::NumberRange(start, end) => self.range("start", *start, "end", *end, Self::number),
            Value::DateRange(start, end) => self.range("start_date", *start, "end_date", *end, Self::date),
            Value::DatetimeRange(start, end) => {
                self.range("start_datetime", start.as_str(), "end_datetime", end.as_str(), Self::string);
            }
            Value::DayMonthRange(start, end) => self.range("start_date", *start, "end_date", *end, Self::day),
            Value::Quantity(quantity) => {
                self.out.push('{');
                self.key("unit");
                self.string(quantity.unit().name());
                self.comma();
                self.key("quantity");
                self.digits(quantity.quantity().into(), 1);
                self.out.push('}');
            }
        }
    }

    fn range<T>(&mut self, first: &'static str, start: T, last: &'static str, end: T, write: fn(&mut Self, T)) {
        self.out.push('{');
        self.key(first);
        write(self, start);
        self.comma();
        self.key(last);
        write(self, end);
        self.out.push('}');
    }
}

/// A day of any year as NSE writes it: `01/03`.
pub(super) fn day_month(day: DayMonth) -> String {
    format!("{:02}/{:02}", day.day(), day.month())
}
