//! The JSON Schema of queries against the decoder, on generated queries and on mutated ones.

#[path = "generate/config.rs"]
mod config;
mod generate;

use boon::{Compiler, SchemaIndex, Schemas};
use generate::query;
use nse_query::Catalog;
use nse_query::nse::{decode, encode, schema};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

/// What only the decoder sees, as it takes a calendar, a count or the words of a text; each with an example.
const DECODER_ONLY: [(&str, &str); 11] = [
    ("E0201", r#"{"custom_fields": {"shoe size": {"is_empty": true}}}"#),
    ("E0206", r#"{"names": {"contain": "!"}}"#),
    ("E0208", r#"{"rating": {"is": "1e17"}}"#),
    ("E0209", r#"{"created": {"range": {"start_date": "2025-02-30", "end_date": "2025-03-01"}}}"#),
    ("E0210", r#"{"signed on": {"gt": "2025-02-28T25:00:00Z"}}"#),
    ("E0211", r#"{"birthday": {"day_month_range": {"start_date": "31/02", "end_date": "01/03"}}}"#),
    ("E0212", r#"{"rating": {"range": {"start": 2, "end": 1}}}"#),
    ("E0217", r#"{"created": {"in_the_last": {"unit": "day", "quantity": 3.0}}}"#),
    ("E0222", DEEP),
    ("E0308", r#"{"tag": {"is": "a\u0000"}}"#),
    ("E0310", r#"{"tag": {"is": "a", "is": "b"}}"#),
];

/// 21 levels.
const DEEP: &str = r#"{"not":{"or":[{"tag":{"is":"a"}},{"not":{"or":[{"tag":{"is":"a"}},{"not":{"or":[{"tag":{"is":"a"}},
    {"not":{"or":[{"tag":{"is":"a"}},{"not":{"or":[{"tag":{"is":"a"}},{"not":{"or":[{"tag":{"is":"a"}},{"not":{"or":[
    {"tag":{"is":"a"}},{"not":{"or":[{"tag":{"is":"a"}},{"not":{"or":[{"tag":{"is":"a"}},{"not":{"or":[{"tag":{"is":"a"}},
    {"not":{"tag":{"is":"a"}}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}"#;

struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Validator {
    fn new(catalog: &Catalog) -> Self {
        let mut schemas = Schemas::new();
        let mut compiler = Compiler::new();
        compiler.add_resource("query.json", schema(catalog)).expect("a schema");
        let index = compiler.compile("query.json", &mut schemas).expect("a valid schema");
        Self { schemas, index }
    }

    fn accepts(&self, query: &Value) -> bool {
        self.schemas.validate(query, self.index).is_ok()
    }

    /// Why the two disagree, where they do without one of the known reasons.
    fn disagreement(&self, query: &Value, catalog: &Catalog) -> Option<String> {
        let accepted = self.accepts(query);
        match decode(&query.to_string(), catalog) {
            Ok(_) => (!accepted).then(|| format!("only the decoder takes {query}")),
            Err(errors) if accepted => {
                let mut codes =
                    errors.as_slice().iter().map(nse_query::Diagnostic::code).filter(|code| !code.is_warning());
                let known = codes.all(|code| DECODER_ONLY.iter().any(|(known, _)| *known == code.name()));
                (!known).then(|| format!("only the schema takes {query}: {errors}"))
            }
            Err(_) => None,
        }
    }
}

fn account() -> Catalog {
    let tabs = r#"{"tabs": [{"members": [
        {"type": "field", "name": "Shoe size", "field_type": {"field_kind": "number"}},
        {"type": "field", "name": "lead type", "field_type": {"field_kind": "choice", "values": {"values": [
            {"id": "1", "value": "Analyst"}, {"id": "7", "value": "Press"}]}}}
    ]}]}"#;
    let list =
        r#"[{"search_name": "signed on", "data_type": {"type_id": "datelike"}, "occurrences": ["gt", "range"]}]"#;
    let catalog = Catalog::builtin().with_metadata(tabs).expect("metadata").catalog;
    catalog.with_metadata(list).expect("metadata").catalog
}

#[test]
fn the_documented_examples_are_accepted() {
    let validator = Validator::new(&Catalog::builtin());
    let examples: Vec<Value> = serde_json::from_str(include_str!("examples.json")).expect("JSON");
    assert!(!examples.is_empty());
    for example in examples {
        assert!(validator.accepts(&example["json"]), "{example}");
    }
}

#[test]
fn wrong_fields_operators_and_shapes_are_rejected() {
    let validator = Validator::new(&Catalog::builtin());
    for wrong in [
        json!({}),
        json!([]),
        json!({"emial": {"is": "x"}}),
        json!({"saved search": {"is": "4f69fb852ab3740c5e000004"}}),
        json!({"names": {"is": "Jon"}}),
        json!({"names": {"contains": "Jon"}}),
        json!({"names": "Jon"}),
        json!({"names": {"contain": "Jon"}, "tag": {"is": "a"}}),
        json!({"names": {"contain": "Jon", "is_empty": false}}),
        json!({"names": {"contain": " \u{3000}"}}),
        json!({"tag": {"is": 3}}),
        json!({"tag": {"in": []}}),
        json!({"tag": {"in": "vip"}}),
        json!({"email": {"is_empty": "true"}}),
        json!({"and": []}),
        json!({"and": {"tag": {"is": "a"}}}),
        json!({"not": [{"tag": {"is": "a"}}, {"tag": {"is": "b"}}]}),
        json!({"rating": {"range": {"start": 1}}}),
        json!({"rating": {"range": {"start_date": "2025-01-01", "end_date": "2025-01-02"}}}),
        json!({"created": {"in_the_last": {"unit": "months", "quantity": 3}}}),
        json!({"created": {"in_the_last": {"unit": "month", "quantity": 0}}}),
        json!({"created": {"in_the_last": {"unit": "month", "quantity": "3"}}}),
        json!({"birthday": {"day_month_range": {"start_date": "1/3", "end_date": "31/03"}}}),
        json!({"company last contacted": {"gt": "soon"}}),
        json!({"company last contacted": {"lte": "2025-01"}}),
        json!({"company last contacted": {"gt": "2025-01-31T10:00"}}),
        json!({"is_editable": {"is": "true"}}),
        json!({"_id": {"is": "4f69"}}),
        json!({"record type": {"is": "people"}}),
        json!({"custom_fields": {}}),
        json!({"custom_fields": {"": {"is": "x"}}}),
        json!({"custom_fields": {"Colour": {"gt": "x"}}}),
    ] {
        assert!(!validator.accepts(&wrong), "{wrong}");
        assert!(decode(&wrong.to_string(), &Catalog::builtin()).is_err(), "{wrong}");
    }
}

#[test]
fn what_only_the_decoder_sees_is_known_by_code() {
    let validator = Validator::new(&account());
    for (code, example) in DECODER_ONLY {
        let query: Value = serde_json::from_str(example).expect("JSON");
        assert!(validator.accepts(&query), "{code}: {query}");
        let errors = decode(example, &account()).expect_err(example);
        let codes: Vec<_> = errors.as_slice().iter().map(|error| error.code().name()).collect();
        assert_eq!(codes, [code], "{example}");
    }
}

#[test]
fn an_account_has_its_own_schema() {
    let validator = Validator::new(&account());
    assert!(validator.accepts(&json!({"custom_fields": {"Shoe size": {"gt": 40}}})));
    assert!(!validator.accepts(&json!({"custom_fields": {"Shoe size": {"contain": "x"}}})));
    assert!(validator.accepts(&json!({"custom_fields": {"Hat size": {"contain": "x"}}})), "a warning only");
    assert!(validator.accepts(&json!({"lead type": {"is": "7"}})));
    assert!(!validator.accepts(&json!({"lead type": {"is": "8"}})));
    assert!(validator.accepts(&json!({"signed on": {"gt": "2025-01-01"}})));
    assert!(!validator.accepts(&json!({"signed on": {"is_empty": true}})));
}

/// A change of one place of a query.
#[derive(Clone, Debug)]
enum Mutation {
    Replace(Value),
    Rename(&'static str),
    Wrap,
    Repeat,
    Drop,
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let values = vec![
        json!(null),
        json!(true),
        json!(3),
        json!(3.5),
        json!(1e17),
        json!("3"),
        json!("+3"),
        json!("1e17"),
        json!(""),
        json!(" "),
        json!("!"),
        json!("x"),
        json!("2025-02-28"),
        json!("2025-02-30"),
        json!("2025-02-28 10:00:00"),
        json!("2025-02-28T25:00:00Z"),
        json!("2025-02-28T10:00:00+03:00"),
        json!("31/02"),
        json!("29/02"),
        json!("4F69fb852ab3740c5e000004"),
        json!("PERSON"),
        json!([]),
        json!({}),
        json!(["x"]),
        json!({"start": 1, "end": "2"}),
        json!({"start": 2, "end": 1}),
        json!({"unit": "day", "quantity": 3}),
        json!({"start_date": "2025-01-01", "end_date": "2025-12-31"}),
        json!({"start_date": "01/01", "end_date": "31/12"}),
        json!({"tag": {"is": "a"}}),
        json!({"custom_fields": {"Shoe size": {"gt": "4"}}}),
        json!({"contain": "a b"}),
    ];
    let names = vec![
        "and",
        "or",
        "not",
        "tag",
        "rating",
        "names",
        "name",
        "email",
        "created",
        "birthday",
        "lead type",
        "custom_fields",
        "is",
        "is_not",
        "contain",
        "in",
        "not_in",
        "gt",
        "range",
        "in_the_last",
        "is_empty",
        "start",
        "end",
        "start_date",
        "start_datetime",
        "unit",
        "quantity",
        "Tag",
        "contains",
        "",
        "signed on",
        "Shoe size",
    ];
    prop_oneof![
        4 => select(values).prop_map(Mutation::Replace),
        4 => select(names).prop_map(Mutation::Rename),
        1 => Just(Mutation::Wrap),
        1 => Just(Mutation::Repeat),
        1 => Just(Mutation::Drop),
    ]
}

/// The number of values in `value`, itself included.
fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum::<usize>(),
        _ => 0,
    }
}

/// Changes the value of this number, counted from the outside in.
fn mutate(value: &mut Value, mut number: usize, mutation: &Mutation) {
    if number == 0 {
        match (mutation, &mut *value) {
            (Mutation::Replace(other), _) => *value = other.clone(),
            (Mutation::Wrap, _) => *value = json!([value.take()]),
            (Mutation::Rename(name), Value::Object(members)) => {
                if let Some(key) = members.keys().next().cloned() {
                    let member = members.remove(&key).unwrap_or_default();
                    members.insert((*name).to_owned(), member);
                }
            }
            (Mutation::Repeat, Value::Array(items)) => items.extend(items.first().cloned()),
            (Mutation::Repeat, Value::Object(members)) => {
                let member = members.values().next().cloned().unwrap_or_default();
                members.insert("is".to_owned(), member);
            }
            (Mutation::Drop, Value::Array(items)) => items.truncate(items.len().saturating_sub(1)),
            (Mutation::Drop, Value::Object(members)) => {
                let last = members.keys().next_back().cloned().unwrap_or_default();
                members.remove(&last);
            }
            _ => {}
        }
        return;
    }
    number -= 1;
    let inner: Vec<&mut Value> = match value {
        Value::Array(items) => items.iter_mut().collect(),
        Value::Object(members) => members.values_mut().collect(),
        _ => return,
    };
    for part in inner {
        let parts = size(part);
        if number < parts {
            return mutate(part, number, mutation);
        }
        number -= parts;
    }
}

proptest! {
    #![proptest_config(config::cases(6))]

    #[test]
    fn the_schema_and_the_decoder_agree(
        queries in prop::collection::vec(query(), 8),
        mutations in prop::collection::vec((any::<Index>(), mutation()), 64),
    ) {
        for catalog in [Catalog::builtin(), account()] {
            let validator = Validator::new(&catalog);
            for query in &queries {
                let json: Value = serde_json::from_str(&encode(query)).expect("JSON");
                prop_assert_eq!(validator.disagreement(&json, &catalog), None);
                for (at, mutation) in &mutations {
                    let mut mutated = json.clone();
                    mutate(&mut mutated, at.index(size(&json)), mutation);
                    prop_assert_eq!(validator.disagreement(&mutated, &catalog), None);
                    // A second change, somewhere else.
                    mutate(&mut mutated, at.index(size(&json) + 7), mutation);
                    prop_assert_eq!(validator.disagreement(&mutated, &catalog), None);
                }
            }
        }
    }
}
