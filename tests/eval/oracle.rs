//! The operators a second time, as plainly as evaluation.md states them: a JSON value per record, every value a list
//! of texts, no attention to speed.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use nse_query::Operator;
use nse_query::Query;
use nse_query::catalog::Kind;
use nse_query::fold::fold;
use nse_query::query::{Clause, Node, Value};
use nse_query::value::{DayMonth, RecordType, Unit};
use serde_json::Value as Json;

use crate::words::words;

const ADDRESS: [&str; 5] = ["street", "city", "state", "zip", "country"];

pub(crate) struct Oracle {
    pub(crate) now: DateTime<Utc>,
    pub(crate) zone: Tz,
    pub(crate) user: Option<String>,
    pub(crate) all: bool,
}

impl Oracle {
    pub(crate) fn matches(&self, query: &Query, contact: &Json) -> bool {
        match query.node() {
            Node::And(members) => members.iter().all(|member| self.matches(member, contact)),
            Node::Or(members) => members.iter().any(|member| self.matches(member, contact)),
            Node::Not(member) => !self.matches(member, contact),
            Node::Clause(clause) => self.clause(clause, contact),
        }
    }

    fn clause(&self, clause: &Clause, contact: &Json) -> bool {
        use Operator as O;
        if clause.value() == &Value::RecordType(RecordType::All) {
            return true;
        }
        let values = self.values(clause, contact);
        let positive = |operator| values.iter().any(|value| self.holds(clause, operator, value));
        match clause.operator() {
            O::IsEmpty => {
                let empty = !values.iter().any(|value| is_value(clause.field().kind, value));
                (clause.value() == &Value::Boolean(true)) == empty
            }
            O::IsNot => !positive(O::Is),
            O::NotIn => !positive(O::In),
            O::NotContain => !positive(O::Contain),
            O::NotInRange => Self::has_dated_value(clause, &values) && !positive(O::Range),
            O::NotInTheLast => Self::has_dated_value(clause, &values) && !positive(O::InTheLast),
            operator => positive(operator),
        }
    }

    fn has_dated_value(clause: &Clause, values: &[String]) -> bool {
        values.iter().any(|value| match clause.field().kind {
            Kind::Birthday => birthday(value).is_some_and(|(_, date)| date.is_some()),
            kind => is_value(kind, value),
        })
    }

    fn holds(&self, clause: &Clause, operator: Operator, value: &str) -> bool {
        use Operator as O;
        let (first, last) = match (clause.value(), operator) {
            (Value::Text(text), O::Contain) => {
                let held = words(value);
                let asked = words(text);
                return if self.all {
                    asked.iter().all(|word| held.contains(word))
                } else {
                    asked.iter().any(|word| held.contains(word))
                };
            }
            (Value::Text(text), O::StartsWith) => {
                let held = words(value);
                let asked = words(text);
                let Some((last, others)) = asked.split_last() else { return false };
                return others.iter().all(|word| held.contains(word)) && held.iter().any(|word| word.starts_with(last));
            }
            (Value::List(items), _) => return items.iter().any(|item| equal(item, value)),
            (item, O::Is) => return equal(item, value),
            (Value::Number(bound), _) => {
                let Some(number) = number(value) else { return false };
                return match operator {
                    O::Gt => number > bound.get(),
                    O::Gte => number >= bound.get(),
                    O::Lt => number < bound.get(),
                    _ => number <= bound.get(),
                };
            }
            (Value::NumberRange(first, last), _) => {
                return number(value).is_some_and(|number| first.get() <= number && number <= last.get());
            }
            (Value::DayMonthRange(first, last), _) => {
                let order = |day: DayMonth| (day.month(), day.day());
                let Some((day, _)) = birthday(value) else { return false };
                let (day, first, last) = (order(day), order(*first), order(*last));
                return if first <= last { first <= day && day <= last } else { day >= first || day <= last };
            }
            (Value::DateRange(first, last), _) => {
                if let Some(day) = Self::day_of(clause, value) {
                    return NaiveDate::from(*first) <= day && day <= (*last).into();
                }
                (self.start((*first).into()), self.end((*last).into()))
            }
            (Value::DatetimeRange(first, last), _) => {
                (first.instant().into(), DateTime::from(last.instant()) + TimeDelta::nanoseconds(1))
            }
            (Value::Quantity(_), _) => (self.back(clause), self.now + TimeDelta::nanoseconds(1)),
            (Value::Date(day), _) => (self.start((*day).into()), self.end((*day).into())),
            (Value::Datetime(time), _) => {
                (time.instant().into(), DateTime::from(time.instant()) + TimeDelta::nanoseconds(1))
            }
            (other, _) => unreachable!("{other:?}"),
        };
        // From the first instant to before the last.
        let Some(time) = self.time(clause, value) else { return false };
        match operator {
            O::Gt => time >= last,
            O::Gte => time >= first,
            O::Lt => time < first,
            O::Lte => time < last,
            _ => first <= time && time < last,
        }
    }

    fn day_of(clause: &Clause, value: &str) -> Option<NaiveDate> {
        if clause.field().kind == Kind::Birthday { birthday(value)?.1 } else { bare_day(value) }
    }

    fn time(&self, clause: &Clause, value: &str) -> Option<DateTime<Utc>> {
        match Self::day_of(clause, value) {
            Some(day) => Some(self.start(day)),
            None if clause.field().kind == Kind::Birthday => None,
            None => timestamp(value),
        }
    }

    fn start(&self, day: NaiveDate) -> DateTime<Utc> {
        self.local(day.and_time(NaiveTime::MIN))
    }

    /// The first instant after the day.
    fn end(&self, day: NaiveDate) -> DateTime<Utc> {
        let last = day.and_hms_opt(23, 59, 59).unwrap();
        match self.zone.from_local_datetime(&last).latest() {
            Some(time) => time.to_utc() + TimeDelta::seconds(1),
            None => self.local(last),
        }
    }

    /// A local time as a start; from a gap, forward second by second.
    fn local(&self, mut local: NaiveDateTime) -> DateTime<Utc> {
        loop {
            if let Some(time) = self.zone.from_local_datetime(&local).earliest() {
                return time.to_utc();
            }
            local = local.with_nanosecond_zero() + TimeDelta::seconds(1);
        }
    }

    fn back(&self, clause: &Clause) -> DateTime<Utc> {
        let Value::Quantity(quantity) = clause.value() else { unreachable!() };
        let first = self.start(NaiveDate::from_ymd_opt(1, 1, 1).unwrap());
        let count = u64::from(quantity.quantity());
        let local = self.now.with_timezone(&self.zone).naive_local();
        let months =
            |months: u64| u32::try_from(months).ok().and_then(|months| local.checked_sub_months(Months::new(months)));
        let start = match quantity.unit() {
            Unit::Second => {
                return self
                    .now
                    .checked_sub_signed(TimeDelta::seconds(quantity.quantity().into()))
                    .map_or(first, |time| time.max(first));
            }
            Unit::Day => local.checked_sub_days(Days::new(count)),
            Unit::Week => local.checked_sub_days(Days::new(7 * count)),
            Unit::Month => months(count),
            Unit::Year => months(12 * count),
            other => panic!("no oracle for {other}"),
        };
        start.filter(|start| start.year() >= 1).map_or(first, |start| self.local(start))
    }

    /// Every value of the clause's field, as text.
    fn values(&self, clause: &Clause, contact: &Json) -> Vec<String> {
        let field = |name: &str| -> Vec<String> {
            let values = contact["fields"][name].as_array().into_iter().flatten();
            values.filter_map(|value| text(&value["value"])).collect()
        };
        let composites = |name: &str| field(name).into_iter().map(|text| composite(&text)).collect::<Vec<_>>();
        let one = |value: &Json| text(value).into_iter().collect::<Vec<_>>();
        let address = |parts: &[&str], composite: &Json| -> Vec<String> {
            if let Json::String(whole) = composite {
                return vec![whole.clone()];
            }
            parts.iter().filter_map(|part| text(&composite[*part])).collect()
        };
        let names = || ["first name", "middle name", "last name", "company name"].iter().flat_map(|name| field(name));
        let member = |name: &str, key: &str| -> Vec<String> {
            composites(name).iter().filter(|value| value.is_object()).filter_map(|value| text(&value[key])).collect()
        };
        let asked = clause.field();
        match &*asked.json {
            json if asked.custom && asked.kind != Kind::Address => field(json),
            "names" => vec![names().collect::<Vec<_>>().join(" ")],
            "__any" => {
                let mut all: Vec<String> = names().collect();
                all.extend(composites("address").iter().flat_map(|value| address(&ADDRESS, value)));
                for name in ["email", "domain", "phone", "skype id", "description"] {
                    all.extend(field(name));
                }
                all.extend(
                    composites("contact employment")
                        .iter()
                        .flat_map(|value| address(&["company_name", "title"], value)),
                );
                vec![all.join(" ")]
            }
            "title" => [member("contact employment", "title"), field("title")].concat(),
            "company_name" => {
                let infos = contact["employers_info"].as_array().into_iter().flatten();
                let infos = infos.filter_map(|info| text(&info["company_name"])).collect();
                [member("contact employment", "company_name"), field("parent company"), infos].concat()
            }
            json if asked.kind == Kind::Address => {
                composites(json).iter().map(|value| address(&ADDRESS, value).join(" ")).collect()
            }
            json if ADDRESS.contains(&json.trim_start_matches("address.")) => {
                member("address", json.trim_start_matches("address."))
            }
            "created" => one(&contact["created"]),
            "updated" => one(&contact["updated"]),
            "record type" => one(&contact["record_type"]),
            "_id" => one(&contact["id"]),
            "is_editable" => one(&contact["is_editable"]),
            "reminder" => {
                let reminder = &contact["reminder"];
                let empty = reminder.is_null() || reminder.as_object().is_some_and(serde_json::Map::is_empty);
                if empty { vec![] } else { vec!["set".to_owned()] }
            }
            "tag" => {
                let tags = contact["tags"].as_array().into_iter().flatten();
                let tags2 = contact["tags2"].as_array().into_iter().flatten();
                tags.chain(tags2).filter_map(|tag| text(tag).or_else(|| text(&tag["tag"]))).collect()
            }
            "company last contacted" => {
                let readable = |value: &Json| text(value).filter(|text| self.moment(text).is_some());
                let received = readable(&contact["company_last_contacted"]["in"]["tstamp"]);
                let sent = readable(&contact["company_last_contacted"]["out"]["tstamp"]);
                let later = received.into_iter().chain(sent).max_by_key(|text| self.moment(text));
                let last = readable(&contact["lc"]["company_lc"]["last"]["tstamp"]).or(later);
                last.or_else(|| readable(last_contacted(contact))).into_iter().collect()
            }
            "user last contacted" => {
                let readable = |value: &Json| text(value).filter(|text| self.moment(text).is_some());
                let by_user =
                    self.user.is_some() && contact["last_contacted"]["user_id"].as_str() == self.user.as_deref();
                let last = || by_user.then(|| readable(last_contacted(contact))).flatten();
                readable(&contact["lc"]["user_lc"]["last"]["tstamp"]).or_else(last).into_iter().collect()
            }
            json => field(json),
        }
    }

    fn moment(&self, text: &str) -> Option<DateTime<Utc>> {
        bare_day(text).map(|day| self.start(day)).or_else(|| timestamp(text))
    }
}

/// In the shape of 2012 there is no `tstamp`.
fn last_contacted(contact: &Json) -> &Json {
    let last = &contact["last_contacted"];
    let blank = last["tstamp"].is_null() || last["tstamp"].as_str().is_some_and(|text| text.trim().is_empty());
    &last[if blank { "last_contacted" } else { "tstamp" }]
}

trait Whole {
    fn with_nanosecond_zero(self) -> Self;
}

impl Whole for NaiveDateTime {
    fn with_nanosecond_zero(self) -> Self {
        self.date().and_time(chrono::Timelike::with_nanosecond(&self.time(), 0).unwrap())
    }
}

fn text(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(_) | Json::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// The object that the text holds, or the text.
fn composite(text: &str) -> Json {
    let python = || text.starts_with("{'").then(|| text.replace('\'', "\"").replace("None", "null"));
    let object = |json: &str| serde_json::from_str(json).ok().filter(Json::is_object);
    object(text).or_else(|| object(&python()?)).unwrap_or_else(|| Json::from(text))
}

fn is_value(kind: Kind, value: &str) -> bool {
    match kind {
        Kind::Number => number(value).is_some(),
        Kind::Boolean => boolean(value).is_some(),
        Kind::Datetime => bare_day(value).is_some() || timestamp(value).is_some(),
        Kind::Birthday => birthday(value).is_some(),
        _ => !fold(value).is_empty(),
    }
}

fn equal(item: &Value, value: &str) -> bool {
    let same = |text: &str| fold(text) == fold(value);
    match item {
        Value::Text(text) | Value::Id(text) => same(text),
        Value::RecordType(record_type) => same(record_type.name()),
        Value::Choice { id, label } => same(id) || label.as_deref().is_some_and(same),
        Value::Number(asked) => number(value) == Some(asked.get()),
        Value::Boolean(asked) => boolean(value) == Some(*asked),
        other => unreachable!("{other:?}"),
    }
}

fn number(value: &str) -> Option<f64> {
    let plain = value.trim().chars().all(|char| char.is_ascii_digit() || "+-.eE".contains(char));
    value.trim().parse().ok().filter(|_| plain)
}

fn boolean(value: &str) -> Option<bool> {
    value.trim().to_lowercase().parse().ok()
}

fn bare_day(value: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(value.trim(), "%Y-%m-%d").ok()
}

fn timestamp(value: &str) -> Option<DateTime<Utc>> {
    let value = value.trim().replacen(' ', "T", 1);
    let zoned = ["%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M:%S%.f%:z"];
    let zoned = zoned.iter().find_map(|format| DateTime::parse_from_str(&value, format).ok());
    let local = || NaiveDateTime::parse_from_str(value.trim_end_matches('Z'), "%Y-%m-%dT%H:%M:%S%.f").ok();
    let time = zoned.map(|time| time.to_utc()).or_else(|| local().map(|time| time.and_utc()))?;
    // The second 60 is the last one of a month, or nothing.
    if time.timestamp_subsec_nanos() < 1_000_000_000 {
        return Some(time);
    }
    let next = DateTime::from_timestamp(time.timestamp() + 1, 0)?;
    (next.day() == 1 && next.time() == NaiveTime::MIN).then(|| next - TimeDelta::nanoseconds(1))
}

fn birthday(value: &str) -> Option<(DayMonth, Option<NaiveDate>)> {
    let parts: Vec<u16> = value.trim().split('/').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (month, day, year) = match *parts {
        [month, day] => (month, day, None),
        [month, day, year] => (month, day, Some(year)),
        _ => return None,
    };
    let date = match year {
        Some(year) => Some(NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?),
        None => None,
    };
    Some((DayMonth::new(day.try_into().ok()?, month.try_into().ok()?)?, date))
}
