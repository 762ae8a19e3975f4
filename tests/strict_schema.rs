//! The strict schema against the rules that providers of models publish, and against the decoder.
//!
//! The rules are those of <https://developers.openai.com/api/docs/guides/structured-outputs> ("Supported schemas"), to which OpenAI's error
//! messages add that alternatives must not begin with the same property, and of
//! <https://platform.claude.com/docs/en/build-with-claude/structured-outputs> ("JSON Schema limitations", "Schema complexity
//! limits"), as public guides quoted them in November 2026.

use std::collections::BTreeSet;

use boon::{Compiler, SchemaIndex, Schemas};
use nse_query::nse::{decode, encode, schema, strict_schema};
use nse_query::{Catalog, Takes};
use serde_json::{Value, json};

/// The keywords that both enforce.
const KEYWORDS: [&str; 11] = [
    "$defs",
    "$ref",
    "additionalProperties",
    "anyOf",
    "description",
    "enum",
    "items",
    "minItems",
    "properties",
    "required",
    "type",
];

/// What is counted over a whole schema.
#[derive(Default)]
struct Counts {
    properties: usize,
    enum_values: usize,
    /// The letters of the names of properties and definitions, and of the values of enumerations.
    letters: usize,
    unions: usize,
}

fn account() -> Catalog {
    let metadata = include_str!("cli/account.json");
    Catalog::builtin().with_metadata(metadata).expect("metadata").catalog
}

/// The first property of each alternative in `schema`, which refers into `root`.
fn first_keys(schema: &Value, root: &Value) -> Vec<String> {
    if let Some(target) = schema["$ref"].as_str() {
        return first_keys(target_of(target, root), root);
    }
    match schema["anyOf"].as_array() {
        Some(alternatives) => alternatives.iter().flat_map(|one| first_keys(one, root)).collect(),
        None => {
            schema["properties"].as_object().and_then(|members| members.keys().next().cloned()).into_iter().collect()
        }
    }
}

fn target_of<'s>(reference: &str, root: &'s Value) -> &'s Value {
    root.pointer(reference.strip_prefix('#').expect("a place in the schema")).expect("a definition")
}

/// Holds `schema` to the rules of each place in it.
fn held(schema: &Value, root: &Value, counts: &mut Counts) {
    let members = schema.as_object().expect("a schema is an object");
    for keyword in members.keys() {
        assert!(KEYWORDS.contains(&&**keyword), "`{keyword}` is not enforced: {schema}");
    }
    if let Some(alternatives) = schema["anyOf"].as_array() {
        counts.unions += 1;
        let keys = first_keys(schema, root);
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "alternatives begin alike: {keys:?}");
        for one in alternatives {
            held(one, root, counts);
        }
    }
    assert!(schema["type"].is_string() || schema["$ref"].is_string() || schema["anyOf"].is_array(), "{schema}");
    if schema["type"] == "object" {
        let properties = schema["properties"].as_object().expect("properties");
        assert_eq!(schema["additionalProperties"], false, "{schema}");
        let required: BTreeSet<&str> =
            schema["required"].as_array().expect("required").iter().filter_map(Value::as_str).collect();
        assert_eq!(required, properties.keys().map(|name| &**name).collect(), "{schema}");
        counts.properties += properties.len();
        counts.letters += properties.keys().map(String::len).sum::<usize>();
        for property in properties.values() {
            held(property, root, counts);
        }
    }
    if let Some(values) = schema["enum"].as_array() {
        counts.enum_values += values.len();
        counts.letters += values.iter().filter_map(Value::as_str).map(str::len).sum::<usize>();
    }
    if schema["items"].is_object() {
        held(&schema["items"], root, counts);
    }
    assert!(schema["minItems"].is_null() || schema["minItems"] == 0 || schema["minItems"] == 1, "{schema}");
}

/// How many objects lie in each other at most, following references, none of which may lead back to itself.
fn depth(schema: &Value, root: &Value, open: &mut Vec<String>) -> usize {
    if let Some(target) = schema["$ref"].as_str() {
        assert!(!open.iter().any(|name| name == target), "`{target}` refers to itself");
        open.push(target.to_owned());
        let depth = depth(target_of(target, root), root, open);
        open.pop();
        return depth;
    }
    let inner = [&schema["anyOf"], &schema["properties"]].into_iter().flat_map(|inner| match inner {
        Value::Array(items) => items.iter().collect::<Vec<_>>(),
        Value::Object(members) => members.values().collect(),
        _ => Vec::new(),
    });
    let deepest = inner.chain(schema.get("items")).map(|inner| depth(inner, root, open)).max().unwrap_or_default();
    deepest + usize::from(schema["type"] == "object")
}

#[test]
fn it_keeps_the_rules_that_both_providers_publish() {
    for catalog in [Catalog::builtin(), account()] {
        let schema = strict_schema(&catalog);
        assert_eq!(schema["type"], "object");
        assert!(schema["anyOf"].is_null() && schema["$ref"].is_null());
        let mut counts = Counts::default();
        held(&schema, &schema, &mut counts);
        for (name, definition) in schema["$defs"].as_object().expect("definitions") {
            counts.letters += name.len();
            held(definition, &schema, &mut counts);
        }
        assert!(counts.properties <= 5000 && counts.enum_values <= 1000 && counts.letters <= 120_000);
        assert!(depth(&schema, &schema, &mut Vec::new()) <= 10);
        // Of Anthropic's limits: at most 16 parameters of several types.
        assert!(counts.unions <= 16, "{}", counts.unions);
    }
}

struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Validator {
    fn new(schema: Value) -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("urn:schema", schema).expect("a schema");
        let index = compiler.compile("urn:schema", &mut schemas).expect("a valid schema");
        Self { schemas, index }
    }

    fn accepts(&self, value: &Value) -> bool {
        self.schemas.validate(value, self.index).is_ok()
    }
}

/// Each field with each operator is there, and what it allows the wider schema allows, too.
#[test]
fn it_has_every_field_with_every_operator_but_lists() {
    let catalog = account();
    let (strict, wide) = (Validator::new(strict_schema(&catalog)), Validator::new(schema(&catalog)));
    for field in catalog.fields() {
        // A list is said by an `or`.
        for (_, example) in field.examples().filter(|(operator, _)| operator.takes() != Takes::List) {
            let checked =
                nse_query::Compiler::new(&catalog).text(&example).unwrap_or_else(|error| panic!("{example}: {error}"));
            let query: Value = serde_json::from_str(&encode(&checked.query)).expect("JSON");
            assert!(strict.accepts(&json!({ "query": query })), "{example}: {query}");
            assert!(wide.accepts(&query) && decode(&query.to_string(), &catalog).is_ok(), "{query}");
        }
    }
}

#[test]
fn it_rejects_what_is_wrong() {
    let tag = || json!({ "tag": { "is": "vip" } });
    let joined = json!({ "and": [tag(), { "or": [tag(), { "not": [tag()] }] }] });
    let strict = Validator::new(strict_schema(&Catalog::builtin()));
    for right in [tag(), json!({ "not": [tag()] }), json!({ "and": [tag(), { "or": [tag()] }] })] {
        assert!(strict.accepts(&json!({ "query": right })), "{right}");
    }
    for wrong in [
        json!({ "tag": "vip" }),
        json!({ "tag": { "contains": "vip" } }),
        json!({ "tag": { "is": "vip", "is_not": "spam" } }),
        json!({ "emial": { "is_empty": true } }),
        json!({ "tag": { "is": "vip" }, "email": { "is_empty": true } }),
        json!({ "and": [] }),
        json!({}),
        joined,
    ] {
        assert!(!strict.accepts(&json!({ "query": wrong })), "{wrong}");
    }
    assert!(!strict.accepts(&tag()));
}
