//! What is serialized for user interfaces has the published shapes, and what is wrong has not.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use std::collections::BTreeSet;
use std::fs;

use boon::{Compiler as SchemaCompiler, SchemaIndex, Schemas};
use nse_query::complete::{AccountData, complete, hover, roles};
use nse_query::diagnostic::render::{self, Report};
use nse_query::english::diff;
use nse_query::eval::{self, Contact, Context, Matcher, SavedSearches};
use nse_query::shape::Shape;
use nse_query::{Catalog, Compiler, Diagnostics, Query, text};
use serde_json::{Value, json, to_value};

struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Validator {
    fn new(shape: Shape) -> Self {
        let mut schemas = Schemas::new();
        let mut compiler = SchemaCompiler::new();
        compiler.add_resource("shape.json", serde_json::from_str(shape.schema()).unwrap()).unwrap();
        let index = compiler.compile("shape.json", &mut schemas).unwrap();
        Self { schemas, index }
    }

    fn accepts(&self, value: &Value) -> bool {
        self.schemas.validate(value, self.index).is_ok()
    }
}

/// The queries of `tests/queries` and the mistaken ones of `tests/diagnostics`.
fn sources() -> Vec<String> {
    let mut sources = vec![
        "\"Jon\" and birthday in 1 Mar..May or rating between 2 and 3 // why".to_owned(),
        "created in last month and custom.x = 1 and tag in (a, \"b c\")".to_owned(),
    ];
    for folder in ["tests/queries", "tests/diagnostics"] {
        for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file()) {
            let text = fs::read_to_string(&file).unwrap();
            let is_source = file.extension().is_none_or(|ending| ending != "snap" && ending != "json");
            let parts = text.split("\n---\n").filter(|part| is_source && part.len() < 400);
            sources.extend(parts.map(str::to_owned));
        }
    }
    sources
}

/// What is serialized of `source`.
fn values(source: &str, catalog: &Catalog) -> Vec<(Shape, Value)> {
    let mut values = Vec::new();
    if let Ok(ast) = text::parse(source) {
        values.push((Shape::Tree, to_value(&ast).unwrap()));
    }
    let read = Compiler::new(catalog).read(source);
    let diagnostics = read.map_or_else(Diagnostics::into_vec, |checked| checked.warnings);
    let report = render::json(&[Report { name: "query", source, diagnostics: &diagnostics }]);
    values.push((Shape::Diagnostics, serde_json::from_str(&report).unwrap()));
    values.push((Shape::Diagnostics, json!({ "version": 1, "diagnostics": diagnostics })));
    let account = AccountData::new().tags(["vip"]).saved_searches([("4fc886dc682c4a64dd060062", "Old")]);
    values.push((Shape::Roles, to_value(roles(source, catalog)).unwrap()));
    for cursor in (0..=source.len()).step_by(7) {
        values.push((Shape::Completions, to_value(complete(source, cursor, catalog, &account)).unwrap()));
        values.extend(hover(source, cursor, catalog, &account).map(|hover| (Shape::Hover, to_value(hover).unwrap())));
    }
    values
}

/// What is serialized of fields, differences and evaluations.
fn beside_sources() -> Vec<(Shape, Value)> {
    let mut values: Vec<_> =
        Catalog::builtin().fields().map(|field| (Shape::Field, to_value(field).unwrap())).collect();
    let query = |text: &str| text.parse::<Query>().unwrap();
    for (before, after) in
        [("tag = a", "tag = a or tag = b"), ("tag = a", "tag = a"), ("tag = a", "tag is empty or tag = a")]
    {
        values.push((Shape::Difference, to_value(diff(&query(before), &query(after)).unwrap()).unwrap()));
    }
    let listing = r#"{"resources": [{"id": "4fc886dc682c4a64dd060062", "name": "VIPs", "query": "{\"tag\": {\"is\": \"vip\"}}"}]}"#;
    let context = Context::at("2025-03-31T12:00:00Z".parse().unwrap());
    let context = context.saved_searches(SavedSearches::parse(listing).unwrap());
    let all = query(
        "(not tag = b or saved search = 4fc886dc682c4a64dd060062 and saved search = 4fc886dc682c4a64dd060062) \
         and rating > 3 and user last contacted in last 3 days",
    );
    let matcher = Matcher::new(&all, &context).unwrap();
    let contact = r#"{"id": "1", "tags": [{"tag": "vip"}], "tags": [{"tag": "VIP"}], "fields": {"rating": [{"value": "many"}]},
        "last_contacted": {"time": "2025-03-31T11:00:00Z"}}"#;
    values.push((Shape::Explanation, to_value(matcher.explain(&Contact::parse(contact).unwrap())).unwrap()));
    let mut report = eval::Report::default();
    values.push((Shape::Oddities, to_value(&report).unwrap()));
    matcher.judge(contact, &mut report).unwrap();
    assert!(report.unreadable > 0 && report.repeated > 0, "{report:?}");
    values.push((Shape::Oddities, to_value(&report).unwrap()));
    values
}

/// What a query serializes to, a clause of it serializes to alone.
#[test]
fn a_clause_is_serialized_as_nse_json() {
    let query: Query = "custom.Plan = Gold and tag in (a, b)".parse().unwrap();
    let clauses: Vec<_> = query.clauses().map(|clause| to_value(clause).unwrap()).collect();
    assert_eq!(to_value(&query).unwrap(), json!({ "and": clauses }));
    assert_eq!(Query::try_from(to_value(&query).unwrap()), Ok(query));
    let mistakes = Query::try_from(json!({ "and": [{ "tag": { "equals": "a" } }] })).unwrap_err();
    assert_eq!(mistakes.as_slice()[0].pointer.as_deref(), Some("/and/0/tag/equals"));
}

#[test]
fn what_is_serialized_has_the_published_shape() {
    let validators = Shape::ALL.map(|shape| (shape, Validator::new(shape)));
    let catalog = Catalog::builtin();
    let mut names = BTreeSet::new();
    for source in sources() {
        for (shape, value) in values(&source, &catalog) {
            let (_, validator) = validators.iter().find(|(of, _)| *of == shape).unwrap();
            assert!(validator.accepts(&value), "{shape:?} of {source:?}: {value:#}");
            collect(&value, &mut names);
        }
    }
    for (shape, value) in beside_sources() {
        let (_, validator) = validators.iter().find(|(of, _)| *of == shape).unwrap();
        assert!(validator.accepts(&value), "{shape:?}: {value:#}");
        collect(&value, &mut names);
    }
    // Nothing of a shape is left untried.
    for name in [
        "and",
        "or",
        "not",
        "group",
        "clause",
        "keyword",
        "empty",
        "word",
        "list",
        "range",
        "period",
        "last",
        "day_month",
        "own_line",
        "pointer",
        "related",
        "edits",
        "=field",
        "=operator",
        "=value",
        "=unit",
        "=keyword",
        "=warning",
        "=error",
        "=join",
        "=string",
        "=date",
        "=comment",
        "operators",
        "choices",
        "added",
        "matched",
        "found",
        "saved",
        "unreadable",
        "first_repeated",
    ] {
        assert!(names.contains(name), "no `{name}` in the corpus");
    }
}

/// The names of members, and the words of `kind`, `role` and `severity` with a `=`.
fn collect(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        Value::Object(members) => {
            for (name, member) in members {
                names.insert(name.clone());
                if let Some(word) = member.as_str().filter(|_| ["kind", "role", "severity"].contains(&&**name)) {
                    names.insert(format!("={word}"));
                }
                collect(member, names);
            }
        }
        _ => {}
    }
}

/// Members that need not be there.
const OPTIONAL: [&str; 6] = ["source", "pointer", "line", "column", "end_line", "end_column"];

/// `value` with one thing wrong, in every way.
fn spoilt(value: &Value) -> Vec<Value> {
    let other = if value.is_number() { json!("x") } else { json!(7) };
    let mut spoilt = vec![other];
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate().take(3) {
                spoilt.extend(self::spoilt(item).into_iter().map(|wrong| {
                    let mut items = items.clone();
                    items[index] = wrong;
                    Value::Array(items)
                }));
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                let mut without = members.clone();
                without.remove(name);
                if !OPTIONAL.contains(&name.as_str()) {
                    spoilt.push(Value::Object(without.clone()));
                }
                spoilt.extend(self::spoilt(member).into_iter().map(|wrong| {
                    let mut members = without.clone();
                    members.insert(name.clone(), wrong);
                    Value::Object(members)
                }));
            }
        }
        _ => {}
    }
    spoilt
}

#[test]
fn what_is_wrong_has_not() {
    let catalog = Catalog::builtin();
    for source in [
        "\"Jon\" and not (birthday in 1 Mar..May or created in last month) // why",
        "custom.x = 1 and tag in (a, \"b c\") and rating in 2..3 and email is empty and emial = x and name = Jon",
        r#"{"and": [{"tag": {"is": "vip"}}, {"names": {"contains": "Jon"}}]}"#,
    ] {
        for (shape, value) in values(source, &catalog) {
            let validator = Validator::new(shape);
            for wrong in spoilt(&value) {
                assert!(!validator.accepts(&wrong), "{shape:?}: {wrong:#}");
            }
        }
    }
}
