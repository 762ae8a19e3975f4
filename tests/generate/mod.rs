//! Generated queries and contacts, for every test that states a law. `mod generate;` brings them in.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)] // each test uses what it needs

use chrono::NaiveDate;
use nse_query::Operator;
use nse_query::catalog::{FieldRef, Kind};
use nse_query::query::{Clause, Value};
use nse_query::value::{self, Date, DayMonth, Number, Quantity, RecordType, Unit};
use nse_query::{Catalog, Query};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value as Json, json};

/// The present of generated contacts: the day after the clocks of Europe went forward, at a month's end.
pub const NOW: &str = "2025-03-31T12:00:00Z";

/// The user that generated contacts were contacted by, now and then.
pub const USER: &str = "5c459c52ceee1868ee3ab41f";

/// Any valid query: every field and operator of the built-in catalog, custom fields, joins up to five levels.
pub fn query() -> BoxedStrategy<Query> {
    joined(clause())
}

/// Any valid query without saved searches, which need a listing to be evaluated.
pub fn plain_query() -> BoxedStrategy<Query> {
    joined(clause_of(field().prop_filter("a saved search", |field| field.kind != Kind::SavedSearch).boxed()))
}

fn joined(clause: BoxedStrategy<Clause>) -> BoxedStrategy<Query> {
    clause
        .prop_map(Query::clause)
        .prop_recursive(4, 16, 4, |inner| {
            let several = prop::collection::vec(inner.clone(), 2..5);
            prop_oneof![
                several.clone().prop_map(|members| Query::and(members).unwrap()),
                several.prop_map(|members| Query::or(members).unwrap()),
                inner.prop_map(|member| Query::not(member).unwrap()),
            ]
        })
        .boxed()
}

/// Any valid clause.
pub fn clause() -> BoxedStrategy<Clause> {
    clause_of(field().boxed())
}

/// Any valid clause on one of these fields.
pub fn clause_of(field: BoxedStrategy<FieldRef>) -> BoxedStrategy<Clause> {
    (field, any::<Index>())
        .prop_flat_map(|(field, index)| {
            let operators: Vec<Operator> = field.operators.iter().collect();
            let operator = operators[index.index(operators.len())];
            let value = value(field.kind, operator);
            (Just(field), Just(operator), value)
        })
        .prop_filter_map("a value that does not fit", |(field, operator, value)| {
            Clause::new(field, operator, value).ok()
        })
        .boxed()
}

/// Any built-in field, or a custom one.
pub fn field() -> impl Strategy<Value = FieldRef> {
    let builtin: Vec<FieldRef> = Catalog::builtin().fields().collect();
    prop_oneof![
        20 => select(builtin),
        1 => select(vec!["Favourite colour", "a \"b\" ` c", "tag"]).prop_map(|name| Catalog::builtin().custom_field(name)),
        1 => "\\PC{1,12}".prop_map(|name| Catalog::builtin().custom_field(&name)),
    ]
}

/// A value for `operator` on a field of `kind`; now and then one that does not fit, such as a reversed range.
pub fn value(kind: Kind, operator: Operator) -> BoxedStrategy<Value> {
    use Operator as O;
    match operator {
        O::IsEmpty => any::<bool>().prop_map(Value::Boolean).boxed(),
        O::InTheLast | O::NotInTheLast => quantity().prop_map(Value::Quantity).boxed(),
        O::DayMonthRange => {
            (day_month(), day_month()).prop_map(|(one, other)| Value::DayMonthRange(one, other)).boxed()
        }
        O::In | O::NotIn => prop::collection::vec(single(kind), 1..4).prop_map(Value::List).boxed(),
        O::Range | O::NotInRange if kind == Kind::Number => {
            (number(), number()).prop_map(|(one, other)| Value::NumberRange(one, other)).boxed()
        }
        O::Range | O::NotInRange => prop_oneof![
            (date(), date()).prop_map(|(one, other)| Value::DateRange(one.min(other), one.max(other))),
            (datetime(), datetime()).prop_map(|(one, other)| Value::DatetimeRange(one, other)),
        ]
        .boxed(),
        _ => single(kind),
    }
}

fn single(kind: Kind) -> BoxedStrategy<Value> {
    match kind {
        Kind::Number => number().prop_map(Value::Number).boxed(),
        Kind::Datetime | Kind::Birthday => {
            prop_oneof![date().prop_map(Value::Date), datetime().prop_map(Value::Datetime)].boxed()
        }
        Kind::Boolean => any::<bool>().prop_map(Value::Boolean).boxed(),
        Kind::Choice => {
            select(vec!["1", "2", "007"]).prop_map(|id| Value::Choice { id: id.to_owned(), label: None }).boxed()
        }
        Kind::User | Kind::Id | Kind::SavedSearch => id().prop_map(Value::Id).boxed(),
        Kind::RecordType => select(RecordType::ALL.to_vec()).prop_map(Value::RecordType).boxed(),
        _ => text().prop_map(Value::Text).boxed(),
    }
}

/// Texts that contacts and queries share, in several cases and spellings, and with words of the language among them.
const TEXTS: &[&str] = &[
    "Jon",
    "jón",
    "JON",
    "Jon Ferrara",
    "Ferrara",
    "ferr",
    "Jo",
    "Pupken Jon",
    "vip",
    "VIP",
    "v.i.p.",
    "jon@nimble.com",
    "nimble.com",
    "Nimble",
    "Los Angeles",
    "los  angeles",
    "LÓS ÁNGELES",
    "Straße",
    "STRASSE",
    "Łódź",
    "lodz",
    "Йод",
    "иод",
    "CO₂",
    "co2",
    "co",
    "O′Brien",
    "สมชาย ใจดี",
    "สมชาย",
    "สม",
    "🎉 Jon",
    "🎉",
    "5",
    "5.0",
    "true",
    "and",
    "not",
    "empty",
    "+7 (917) 202-456",
    "O'Brien",
    "O’Brien",
    "2025-01-01",
    "a",
];

/// Any text, often one that others are like.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => select(TEXTS).prop_map(str::to_owned),
        2 => prop::collection::vec(select(TEXTS), 2..4).prop_map(|texts| texts.join(" ")),
        1 => "\\PC{1,10}",
        1 => "[ -~]{1,10}",
        1 => "[a-c\"'`\\\\\t\n\r\u{0}\u{1b}\u{a0}\u{200b}\u{202e}\u{feff}é“日]{1,8}",
    ]
}

/// Any number that NSE JSON keeps exact.
pub fn number() -> impl Strategy<Value = Number> {
    prop_oneof![
        6 => (-2_i32..=6).prop_map(f64::from),
        2 => (-40_i32..=60).prop_map(|tenths| f64::from(tenths) / 10.0),
        1 => any::<f64>(),
        1 => select(vec![0.0, -0.0, 1e-300, value::MAX_INTEGER, -value::MAX_INTEGER]),
    ]
    .prop_filter_map("not exact", Number::new)
}

pub fn quantity() -> impl Strategy<Value = Quantity> {
    let count = prop_oneof![4 => 1_u32..40, 1 => 1..=Quantity::MAX, 1 => Just(Quantity::MAX)];
    (count, select(Unit::ALL.to_vec())).prop_map(|(count, unit)| Quantity::new(count, unit).unwrap())
}

pub fn day_month() -> impl Strategy<Value = DayMonth> {
    (1_u8..=31, 1_u8..=12).prop_filter_map("no such day", |(day, month)| DayMonth::new(day, month))
}

/// Days, few of them, so that contacts meet the edges of queries: month ends, leap days, days on which clocks change
/// somewhere.
pub fn date() -> impl Strategy<Value = Date> {
    let days = [
        "2025-03-31",
        "2025-03-30",
        "2025-03-29",
        "2025-03-01",
        "2025-02-28",
        "2024-10-27",
        "2024-02-29",
        "2011-12-30",
        "2010-11-07",
        "2010-11-06",
        "0001-01-01",
        "9999-12-31",
    ];
    let days: Vec<Date> = days.iter().map(|day| day.parse().unwrap()).collect();
    prop_oneof![
        6 => select(days),
        1 => (1_i32..=9999, 1_u32..=366).prop_filter_map("no such day", |(year, day)| Date::try_from(NaiveDate::from_yo_opt(year, day)?).ok()),
    ]
}

pub fn datetime() -> impl Strategy<Value = value::Datetime> {
    (date(), time(), select(vec!["Z", "+00:00", "+03:00", "-05:30"]))
        .prop_filter_map("no such instant", |(date, time, zone)| format!("{date}T{time}{zone}").parse().ok())
}

fn time() -> impl Strategy<Value = String> {
    let edges = vec!["00:00:00", "23:59:59.999999999", "12:00:00", "02:30:00", "00:00:30"];
    prop_oneof![
        3 => select(edges).prop_map(str::to_owned),
        1 => "(0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?",
    ]
}

/// Ids, few of them, so that queries find some.
pub fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(vec![USER, "4f69fb852ab3740c5e000004", "5e69fb852ab3f40d5e050017"]).prop_map(str::to_owned),
        1 => "[0-9a-f]{24}",
    ]
}

/// A contact as the service sends it, each member in one of its shapes, missing, null or unreadable now and then.
pub fn contact() -> impl Strategy<Value = Json> {
    let members = (
        id(),
        maybe(select(vec![json!("person"), json!("company"), json!("Person")])),
        maybe(timestamp()),
        maybe(timestamp()),
        maybe(tags()),
        maybe(prop::collection::vec(text().prop_map(Json::from), 0..3).prop_map(Json::from)),
        maybe(last_contacted()),
        maybe(select(vec![json!({}), json!({"contact_id": "1", "active": true, "period": 3})])),
        maybe(select(vec![json!(true), json!(false), json!("false"), json!("TRUE")])),
        fields(),
    );
    members.prop_map(|(id, record_type, created, updated, tags, tags2, last, reminder, editable, fields)| {
        let mut contact = Map::new();
        contact.insert("id".into(), id.into());
        let members = [
            ("record_type", record_type),
            ("created", created),
            ("updated", updated),
            ("tags", tags),
            ("tags2", tags2),
            ("reminder", reminder),
            ("is_editable", editable),
        ];
        contact.extend(members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
        if let Some(Json::Object(last)) = last {
            contact.extend(last);
        }
        contact.insert("fields".into(), fields);
        Json::Object(contact)
    })
}

/// A value, null, or nothing.
fn maybe(value: impl Strategy<Value = Json> + 'static) -> impl Strategy<Value = Option<Json>> {
    prop_oneof![6 => value.prop_map(Some), 1 => Just(Some(Json::Null)), 2 => Just(None)]
}

fn timestamp() -> BoxedStrategy<Json> {
    let zone = select(vec!["", "Z", "+0300", "+03:00", "+0000", "-05:30"]);
    prop_oneof![
        8 => (date(), select(vec!["T", " "]), time(), zone)
            .prop_map(|(date, between, time, zone)| Json::from(format!("{date}{between}{time}{zone}"))),
        2 => date().prop_map(|date| Json::from(date.to_string())),
        1 => select(vec![json!(""), json!("last week"), json!(5), json!("2025-02-30")]),
        1 => select(vec!["2025-02-28T23:59:60Z", "2025-03-01T02:59:60.5+0300", "2025-03-30T12:00:60Z"]).prop_map(Json::from),
    ]
    .boxed()
}

fn tags() -> impl Strategy<Value = Json> {
    let tag = prop_oneof![
        text().prop_map(Json::from),
        text().prop_map(|tag| json!({"tag": tag, "id": "5049fa0c9b85f62cb4000639"})),
    ];
    prop::collection::vec(tag, 0..3).prop_map(Json::from)
}

fn last_contacted() -> impl Strategy<Value = Json> {
    let last =
        || maybe((timestamp(), id()).prop_map(|(tstamp, user)| json!({"tstamp": tstamp, "user_id": user}))).boxed();
    // As in 2012, and in both shapes at once.
    let of_2012 = maybe((timestamp(), maybe(timestamp()), id()).prop_map(|(last, tstamp, user)| {
        let mut members = json!({"last_contacted": last, "thread_id": "5049f696a694620a0700001c", "user_id": user});
        if let Some(tstamp) = tstamp {
            members["tstamp"] = tstamp;
        }
        members
    }));
    let any_last = prop_oneof![3 => last(), 1 => of_2012];
    (any_last, last(), last(), last(), last()).prop_map(|(last, received, sent, company, user)| {
        let mut members = Map::new();
        if let Some(last) = last {
            members.insert("last_contacted".into(), last);
        }
        if received.is_some() || sent.is_some() {
            members.insert("company_last_contacted".into(), json!({"in": received, "out": sent}));
        }
        if company.is_some() || user.is_some() {
            members.insert("lc".into(), json!({"company_lc": {"last": company}, "user_lc": {"last": user}}));
        }
        Json::Object(members)
    })
}

fn fields() -> impl Strategy<Value = Json> {
    // What contacts carry under other names.
    let made = ["__any", "names", "title", "company_name", "street", "city", "state", "zip", "country"];
    let texts: Vec<String> = Catalog::builtin()
        .fields()
        .filter(|field| matches!(field.kind, Kind::Text | Kind::Choice))
        .filter(|field| !made.contains(&field.json.trim_start_matches("address.")))
        .map(|field| field.json.to_string())
        .chain(["title", "parent company", "Favourite colour"].map(str::to_owned))
        .collect();
    let value = prop_oneof![
        8 => text().prop_map(Json::from),
        1 => select(vec![json!(""), json!(" \t"), Json::Null, json!(5), json!(true), json!("1"), json!("007"), json!([])]),
    ];
    let texts = prop::collection::btree_map(select(texts), values(value), 0..12);
    let rating =
        select(vec![json!("3"), json!(3), json!("2.5"), json!(0), json!("0"), json!("many"), json!(""), json!("NaN")]);
    let birthday = prop_oneof![
        4 => day_month().prop_map(|day| Json::from(format!("{:02}/{:02}", day.month(), day.day()))),
        4 => date().prop_map(|date| Json::from(NaiveDate::from(date).format("%m/%d/%Y").to_string())),
        1 => select(vec![json!("02/29"), json!("02/29/2001"), json!("13/01"), json!(""), json!("soon")]),
    ];
    let others =
        (maybe(values(rating)), maybe(values(birthday)), maybe(values(address())), maybe(values(employment())));
    (texts, others).prop_map(|(texts, (rating, birthday, address, employment))| {
        let mut fields: Map<String, Json> = texts.into_iter().collect();
        let others =
            [("rating", rating), ("birthday", birthday), ("address", address), ("contact employment", employment)];
        fields.extend(others.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
        Json::Object(fields)
    })
}

fn values(value: impl Strategy<Value = Json>) -> impl Strategy<Value = Json> {
    let value = value.prop_map(|value| json!({"value": value, "modifier": "other", "label": "x"}));
    prop::collection::vec(value, 0..3).prop_map(Json::from)
}

fn composite(keys: &'static [&'static str]) -> impl Strategy<Value = Json> {
    let member = prop_oneof![4 => text().prop_map(Json::from), 1 => Just(json!("")), 1 => Just(Json::Null)];
    prop_oneof![
        6 => prop::collection::btree_map(select(keys), member, 0..4).prop_map(|members| {
            let members: Map<String, Json> = members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
            Json::from(Json::Object(members).to_string())
        }),
        1 => text().prop_map(Json::from),
        1 => Just(json!("{}")),
    ]
}

fn address() -> impl Strategy<Value = Json> {
    prop_oneof![
        6 => composite(&["street", "city", "state", "zip", "country", "planet"]),
        1 => Just(json!("{'city': 'Los Angeles', 'street': None, 'zip': '5'}")),
    ]
}

fn employment() -> impl Strategy<Value = Json> {
    composite(&["company_name", "title", "start_date"])
}
