//! The shapes of what tools take and answer.

use serde_json::{Map, Value, json};

/// An object of `properties`, of which `required` must be there.
pub(super) fn object(properties: &Value, required: &[&str]) -> Map<String, Value> {
    let schema = json!({ "type": "object", "properties": properties, "required": required });
    match schema {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

fn merged(mut properties: Value, more: Value) -> Value {
    if let (Some(members), Value::Object(more)) = (properties.as_object_mut(), more) {
        members.extend(more);
    }
    properties
}

/// What a tool takes that reads a query: the query, and `more`.
pub(super) fn of_query(more: Value, required: &[&str]) -> Map<String, Value> {
    let query = json!({ "query": {
        "anyOf": [{ "type": "string" }, { "type": "object" }],
        "description": "Filter text, such as `tag = vip and created in last 3 months`, or NSE JSON, such as {\"tag\": {\"is\": \"vip\"}}, \
            as an object or in a string. A request line, a URL or a curl line that carries a query is read, too.",
    } });
    let required: Vec<&str> = std::iter::once("query").chain(required.iter().copied()).collect();
    object(&merged(query, more), &required)
}

/// What a tool answers about a query: whether it is valid, what is wrong or odd, and `more`.
pub(super) fn about_query(more: Value) -> Map<String, Value> {
    let fix = object(
        &json!({
            "label": { "type": "string" },
            "certain": { "type": "boolean", "description": "it is the only mending, and keeps the evident meaning" },
            "query": { "type": ["string", "null"], "description": "the whole query with this fix" },
        }),
        &["label", "certain", "query"],
    );
    let diagnostic = object(
        &json!({
            "code": { "type": "string", "description": "the resource nse://codes/{code} says more" },
            "severity": { "enum": ["error", "warning"] },
            "message": { "type": "string" },
            "at": { "type": "string", "description": "the words of the query that it is about" },
            "pointer": { "type": "string", "description": "the place in the query, where that is JSON" },
            "expected": { "type": "string" },
            "help": { "type": "array", "items": { "type": "string" } },
            "fixes": { "type": "array", "items": fix },
        }),
        &["code", "severity", "message", "at", "expected", "help", "fixes"],
    );
    let fixed = object(&json!({ "query": { "type": "string" }, "meaning": { "type": "string" } }), &["query"]);
    let mut fixed = Value::Object(fixed);
    fixed["description"] = json!("the query with every certain fix: send this instead, if it means what you want");
    let common = json!({
        "valid": { "type": "boolean" },
        "problem": { "type": "string", "description": "why the arguments cannot be used" },
        "diagnostics": { "type": "array", "items": diagnostic },
        "fixed": fixed,
    });
    object(&merged(common, more), &["valid"])
}
