//! The JSON Schema of NSE queries as providers of models enforce it, for the parameters of a tool.

use serde_json::{Map, Value, json};

use crate::catalog::{Catalog, Field, Kind};
use crate::operator::{Operator, Takes};
use crate::value::{RecordType, Unit};

/// The JSON Schema of an object `{"query": …}` with an NSE query of the fields of `catalog`, in the words that both OpenAI's structured
/// outputs and Anthropic's strict tools enforce: every object is closed and has all its properties, the root is an object,
/// nothing refers to itself, no two alternatives begin with the same property, and there is no `pattern`, no `minProperties` and no bound of a
/// number.
///
/// It allows less than [`schema`](super::schema()): joins in joins two levels deep, the array form of `not`, `or` and `is` in place of
/// lists, days rather than times as ends of ranges, and custom fields of the account's metadata only. What it cannot say any more,
/// [`decode`](super::decode()) says: ids, days, choices and quantities are strings and numbers here, so read the query all the same. An
/// account whose own fields are of many kinds may pass Anthropic's bound of 16 unions.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::nse::strict_schema;
///
/// let schema = strict_schema(&Catalog::builtin());
/// assert_eq!((&schema["type"], &schema["additionalProperties"]), (&"object".into(), &false.into()));
/// assert_eq!(schema["required"][0], "query");
/// ```
pub fn strict_schema(catalog: &Catalog) -> Value {
    let mut defs = Map::new();
    let mut clauses = Vec::new();
    let mut custom = Vec::new();
    for field in catalog.fields() {
        let name = shared(&field, &mut defs);
        let mut clause = closed([(&*field.json, reference(&name))]);
        if !field.choices.is_empty() {
            // As an enumeration it would be one more union for each field, of which there may be few.
            let choices: Vec<String> =
                field.choices.iter().map(|choice| format!("{} is “{}”", choice.id, choice.label)).collect();
            clause["description"] = json!(choices.join(", "));
        }
        if field.custom { custom.push(clause) } else { clauses.push(clause) }
    }
    if !custom.is_empty() {
        defs.insert("custom_field".to_owned(), json!({ "anyOf": custom }));
        clauses.push(closed([("custom_fields", reference("custom_field"))]));
    }
    defs.insert("clause".to_owned(), json!({ "anyOf": clauses }));
    for (name, inner) in [("inner", "clause"), ("query", "inner")] {
        let list = |most: bool| {
            let mut list = json!({ "type": "array", "items": reference(inner), "minItems": 1 });
            if most {
                list["description"] = json!("exactly one query");
            }
            list
        };
        let joins = [("and", false), ("or", false), ("not", true)].map(|(join, most)| closed([(join, list(most))]));
        let all: Vec<Value> = joins.into_iter().chain([reference("clause")]).collect();
        defs.insert(name.to_owned(), json!({ "anyOf": all }));
    }
    let mut root = closed([("query", reference("query"))]);
    root["$defs"] = Value::Object(defs);
    root
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// An object of exactly these members.
fn closed<const N: usize>(members: [(&str, Value); N]) -> Value {
    let names: Vec<&str> = members.iter().map(|&(name, _)| name).collect();
    let properties: Map<String, Value> = members.into_iter().map(|(name, member)| (name.to_owned(), member)).collect();
    json!({ "type": "object", "properties": properties, "required": names, "additionalProperties": false })
}

/// The name in `defs` of what follows the name of `field`, which the fields of the same operators and values share.
fn shared(field: &Field, defs: &mut Map<String, Value>) -> String {
    let said = |operator: &Operator| operator.takes() != Takes::List || !field.operators.contains(Operator::Is);
    let operators =
        field.operators.iter().filter(said).map(|operator| closed([(operator.json(), operand(field, operator))]));
    let mut operators: Vec<Value> = operators.collect();
    let operators = match operators.pop() {
        Some(only) if operators.is_empty() => only,
        last => json!({ "anyOf": operators.into_iter().chain(last).collect::<Vec<_>>() }),
    };
    if let Some((name, _)) = defs.iter().find(|(_, known)| **known == operators) {
        return name.clone();
    }
    let kind = field.kind.name().replace(' ', "_");
    let mut name = format!("{kind}_field");
    let mut number = 1;
    while defs.contains_key(&name) {
        number += 1;
        name = format!("{kind}_field_{number}");
    }
    defs.insert(name.clone(), operators);
    name
}

fn operand(field: &Field, operator: Operator) -> Value {
    let day = || json!({ "type": "string", "description": "a day: YYYY-MM-DD" });
    let day_of_year = || json!({ "type": "string", "description": "a day of any year: DD/MM" });
    match operator.takes() {
        Takes::Presence => json!({ "type": "boolean" }),
        Takes::List => json!({ "type": "array", "items": single(field), "minItems": 1 }),
        Takes::Range if field.kind == Kind::Number => {
            closed([("start", json!({ "type": "number" })), ("end", json!({ "type": "number" }))])
        }
        Takes::Range => closed([("start_date", day()), ("end_date", day())]),
        Takes::Quantity => closed([
            ("unit", json!({ "type": "string", "enum": Unit::ALL.map(Unit::name) })),
            ("quantity", json!({ "type": "integer", "description": "1 or more" })),
        ]),
        Takes::Days => closed([("start_date", day_of_year()), ("end_date", day_of_year())]),
        Takes::Value | Takes::Words | Takes::Bound => single(field),
    }
}

fn single(field: &Field) -> Value {
    match field.kind {
        Kind::Number => json!({ "type": "number" }),
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::Id | Kind::SavedSearch | Kind::User => {
            json!({ "type": "string", "description": "an id of 24 hexadecimal digits" })
        }
        Kind::RecordType => json!({ "type": "string", "enum": RecordType::ALL.map(RecordType::name) }),
        Kind::Datetime | Kind::Birthday => {
            json!({ "type": "string", "description": "a day, YYYY-MM-DD, or a time, YYYY-MM-DDTHH:MM:SSZ" })
        }
        _ => json!({ "type": "string" }),
    }
}
