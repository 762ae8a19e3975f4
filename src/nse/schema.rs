//! The JSON Schema of NSE queries, so that a program or an assistant's tool call can be held to them.

use serde_json::{Map, Value, json};

use crate::catalog::{Catalog, Field, Kind};
use crate::operator::{Operator, Takes};
use crate::value::{MAX_INTEGER, Quantity, RecordType, Unit};

/// The JSON Schema (draft 2020-12) of the queries that are valid with the fields of `catalog`.
///
/// It accepts all that [`decode`](super::decode()) accepts, and rejects every wrong field, operator and shape of a value.
/// What takes a calendar or a count is left to `decode`: days that do not exist, ranges that end before they start,
/// numbers in strings beyond 2^53, texts without a word, more than 20 levels, keys that stand twice.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::nse::schema;
///
/// let schema = schema(&Catalog::builtin());
/// assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
/// assert!(schema["$defs"]["query"]["properties"]["names"].is_object());
/// ```
pub fn schema(catalog: &Catalog) -> Value {
    let mut defs = values();
    let mut members = Map::new();
    let mut custom = Map::new();
    for join in ["and", "or"] {
        members.insert(join.to_owned(), json!({ "type": "array", "items": reference("query"), "minItems": 1 }));
    }
    members.insert(
        "not".to_owned(),
        json!({ "anyOf": [
            { "type": "array", "items": reference("query"), "minItems": 1, "maxItems": 1 },
            reference("query"),
        ] }),
    );
    for field in catalog.fields() {
        let mut member = operators(&field);
        member["description"] = json!(format!("e.g. `{}`", field.example));
        let aliases = catalog.records().table().json_aliases.iter();
        for (alias, _) in aliases.filter(|(_, json)| !field.custom && field.json == *json) {
            members.insert((*alias).to_owned(), member.clone());
        }
        let fields = if field.custom { &mut custom } else { &mut members };
        fields.insert(field.json.clone().into_owned(), member);
    }
    members.insert(
        "custom_fields".to_owned(),
        json!({
            "description": "a custom field of the account, by its name",
            "type": "object",
            "propertyNames": { "minLength": 1, "maxLength": crate::query::CUSTOM_NAME },
            "properties": custom,
            "additionalProperties": operators(&Catalog::builtin().custom_field("")),
            "minProperties": 1,
            "maxProperties": 1,
        }),
    );
    defs.insert("query".to_owned(), one_of(&members));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "NSE query",
        "description": "An advanced search query of Nimble: one field with one operator, or an `and`, `or` or `not` of queries",
        "$ref": "#/$defs/query",
        "$defs": defs,
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// An object of exactly one of these members.
fn one_of(members: &Map<String, Value>) -> Value {
    json!({
        "type": "object",
        "properties": members,
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
    })
}

/// An object of exactly these members.
fn all_of<const N: usize>(members: [(&str, Value); N]) -> Value {
    let names: Vec<&str> = members.iter().map(|&(name, _)| name).collect();
    let properties: Map<String, Value> = members.into_iter().map(|(name, member)| (name.to_owned(), member)).collect();
    json!({ "type": "object", "properties": properties, "required": names, "additionalProperties": false })
}

/// What follows the name of `field`.
fn operators(field: &Field) -> Value {
    one_of(&field.operators.iter().map(|operator| (operator.json().to_owned(), operand(field, operator))).collect())
}

fn operand(field: &Field, operator: Operator) -> Value {
    match operator.takes() {
        Takes::Presence => json!({ "type": "boolean" }),
        Takes::List => json!({ "type": "array", "items": single(field), "minItems": 1 }),
        Takes::Range if field.kind == Kind::Number => reference("number_range"),
        Takes::Range => json!({ "anyOf": [reference("date_range"), reference("datetime_range")] }),
        Takes::Quantity => reference("last"),
        Takes::Days => reference("day_month_range"),
        Takes::Value | Takes::Words | Takes::Bound => single(field),
    }
}

fn single(field: &Field) -> Value {
    reference(match field.kind {
        Kind::Number => "number",
        Kind::Boolean => return json!({ "type": "boolean" }),
        Kind::Id | Kind::SavedSearch | Kind::User => "id",
        Kind::RecordType => "record_type",
        Kind::Datetime | Kind::Birthday => return json!({ "anyOf": [reference("date"), reference("datetime")] }),
        Kind::Choice if !field.choices.is_empty() => {
            let labels: Vec<String> =
                field.choices.iter().map(|choice| format!("{} is “{}”", choice.id, choice.label)).collect();
            let ids: Vec<&str> = field.choices.iter().map(|choice| &*choice.id).collect();
            return json!({ "enum": ids, "description": labels.join(", ") });
        }
        _ => "text",
    })
}

/// The values that fields compare with.
fn values() -> Map<String, Value> {
    let record_types = RecordType::ALL.map(RecordType::name);
    let number = json!({ "type": "number", "minimum": -MAX_INTEGER, "maximum": MAX_INTEGER });
    let range = |start: &str, end: &str, of: &str| all_of([(start, reference(of)), (end, reference(of))]);
    let definitions = [
        // White space as Unicode has it, which the `\s` of regular expressions misses by two characters.
        (
            "text",
            matching(
                "[^\\u0009-\\u000d\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]",
            ),
        ),
        ("number", json!({ "anyOf": [number, matching(r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$")] })),
        ("id", matching("^[0-9a-fA-F]{24}$")),
        ("record_type", json!({ "anyOf": [{ "enum": record_types }, matching(&any_case(&record_types))] })),
        ("date", matching("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")),
        (
            "datetime",
            matching(
                r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})?$",
            ),
        ),
        ("day_month", matching("^[0-9]{2}/[0-9]{2}$")),
        ("number_range", range("start", "end", "number")),
        ("date_range", range("start_date", "end_date", "date")),
        ("datetime_range", range("start_datetime", "end_datetime", "datetime")),
        ("day_month_range", range("start_date", "end_date", "day_month")),
        (
            "last",
            all_of([
                ("unit", json!({ "enum": Unit::ALL.map(Unit::name) })),
                ("quantity", json!({ "type": "integer", "minimum": 1, "maximum": Quantity::MAX })),
            ]),
        ),
    ];
    definitions.into_iter().map(|(name, definition)| (name.to_owned(), definition)).collect()
}

fn matching(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

/// The pattern of these words in any case of their letters.
fn any_case(words: &[&str]) -> String {
    let letter = |letter: char| format!("[{}{letter}]", letter.to_ascii_uppercase());
    let words: Vec<String> = words.iter().map(|word| word.chars().map(letter).collect()).collect();
    format!("^({})$", words.join("|"))
}
