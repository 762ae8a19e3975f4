//! Contacts that were read once answer as each does by itself.

use nse_query::catalog::{Catalog, Kind};
use nse_query::eval::{Context, Matcher, PreparedContacts, TokenMatch};
use nse_query::query::{Clause, Value};
use nse_query::{Compiler, Query};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value as Json, json};

use crate::generate::{self, NOW};
use crate::laws::{context, contexts, draw, fields};

fn prepare(contacts: &[Json]) -> PreparedContacts {
    let mut builder = PreparedContacts::builder();
    for contact in contacts {
        builder.push(&contact.to_string()).unwrap();
    }
    builder.finish()
}

fn found(matcher: &Matcher, contacts: &[Json]) -> Vec<usize> {
    (0..contacts.len()).filter(|&number| matcher.matches_value(&contacts[number]).unwrap()).collect()
}

/// Each operator of each field, over enough contacts that their words are put in order.
#[test]
fn every_row_answers_the_same() {
    let mut runner = TestRunner::deterministic();
    let contacts: Vec<Json> = (0..150).map(|_| draw(&mut runner, generate::contact())).collect();
    let prepared = prepare(&contacts);
    assert_eq!(prepared.id(149), contacts[149]["id"].as_str());
    let custom = ["address", "contact employment"].map(|name| Catalog::builtin().custom_field(name));
    let mut answers = 0;
    for field in fields().into_iter().chain(custom) {
        if field.kind == Kind::SavedSearch {
            continue;
        }
        for operator in field.operators.iter() {
            for _ in 0..4 {
                let value = draw(&mut runner, generate::value(field.kind, operator));
                let Ok(clause) = Clause::new(field.clone(), operator, value) else { continue };
                let query = Query::clause(clause);
                let choice = draw(&mut runner, contexts());
                let matcher = Matcher::new(&query, &context(choice)).unwrap();
                let expected = found(&matcher, &contacts);
                assert_eq!(prepared.find(&matcher).collect::<Vec<_>>(), expected, "{choice:?} {query:?}");
                answers += expected.len();
            }
        }
    }
    assert!(answers > 10_000, "{answers}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn they_answer_as_each_by_itself(
        queries in prop::collection::vec(generate::plain_query(), 1..4),
        contacts in prop::collection::vec(generate::contact(), 0..30),
        choice in contexts(),
    ) {
        let prepared = prepare(&contacts);
        prop_assert_eq!(prepared.len(), contacts.len());
        prop_assert_eq!(prepared.is_empty(), contacts.is_empty());
        for query in queries {
            let matcher = Matcher::new(&query, &context(choice)).unwrap();
            let answers: Vec<usize> = prepared.find(&matcher).collect();
            prop_assert_eq!(answers, found(&matcher, &contacts), "{:?}", query);
        }
    }
}

/// An account may ask `names` for equality: all of its sources are one value, in order.
#[test]
fn names_as_a_whole() {
    let metadata = r#"[{"search_name": "names", "data_type": {"type_id": "textlike"}, "occurrences": ["is", "in"]}]"#;
    let catalog = Catalog::builtin().with_metadata(metadata).unwrap().catalog;
    let name = |first: &[&str], last: &str| {
        let first: Vec<Json> = first.iter().map(|value| json!({"value": value})).collect();
        json!({"id": "1", "fields": {"first name": first, "last name": [{"value": last}]}})
    };
    let contacts = [
        name(&["Al", "Jon"], "Ferrara"),
        name(&["Jon"], "Ferrara"),
        name(&["Jon", "Al"], "Ferrara"),
        name(&[], ""),
        json!({"id": "2"}),
        name(&["Ferrara"], "Jon"),
        name(&["Jon", "Al"], "Ferrara"),
        name(&["—"], ""),
    ];
    let prepared = prepare(&contacts);
    let names = catalog.field("name").unwrap();
    for (text, expected) in [("jon al FERRARA", vec![2, 6]), ("Jón Ferrara", vec![1]), ("—", vec![7])] {
        let clause = Clause::new(names.clone(), nse_query::Operator::Is, Value::Text(text.into())).unwrap();
        let matcher = Matcher::new(&Query::clause(clause), &Context::at(NOW.parse().unwrap())).unwrap();
        assert_eq!(found(&matcher, &contacts), expected, "{text}");
        assert_eq!(prepared.find(&matcher).collect::<Vec<_>>(), expected, "{text}");
    }
}

#[test]
fn words_that_begin_alike_are_told_apart() {
    let contacts: Vec<Json> = (0..1000)
        .map(|number| json!({"id": number.to_string(), "fields": {"email": [{"value": format!("Somebody{number}@Example.org")}]}}))
        .collect();
    let prepared = prepare(&contacts);
    let catalog = Catalog::builtin();
    for (query, expected) in [
        ("email = somebody77@example.org", vec![77]),
        ("email ~ SOMEBODY77", vec![77]),
        ("email ^= somebody77", vec![77, 770, 771, 772, 773, 774, 775, 776, 777, 778, 779]),
        ("email ^= \"example.org somebody99\"", (990..1000).chain([99]).collect()),
        ("email ^= some and email !~ \"example.org\"", vec![]),
        ("email in (somebody5@example.org, \"somebody6@example.org\", nobody@example.org)", vec![5, 6]),
    ] {
        let query = Compiler::new(&catalog).read(query).unwrap().query;
        for token_match in [TokenMatch::Any, TokenMatch::All] {
            let context = Context::at(NOW.parse().unwrap()).token_match(token_match);
            let matcher = Matcher::new(&query, &context).unwrap();
            let mut expected = expected.clone();
            expected.sort_unstable();
            assert_eq!(prepared.find(&matcher).collect::<Vec<_>>(), expected, "{query}");
        }
    }
}

/// Words about as long as what is kept of them in order: seven, eight and nine bytes, of several scripts.
#[test]
fn words_of_any_length_are_told_apart() {
    let words =
        ["abcdef", "abcdefg", "abcdefgh", "abcdefghi", "Abcdefgi", "Ébcdefg", "ива", "иван", "ивано", "иванов", "b"];
    let values: Vec<String> =
        words.iter().flat_map(|one| words.iter().map(move |other| format!("{one} {other}"))).collect();
    let contacts: Vec<Json> =
        values.iter().map(|value| json!({"id": "1", "fields": {"first name": [{"value": value}]}})).collect();
    let prepared = prepare(&contacts);
    for text in words.iter().copied().chain(values.iter().map(String::as_str)) {
        for (operator, token_match) in [("~", TokenMatch::Any), ("~", TokenMatch::All), ("^=", TokenMatch::Any)] {
            let context = Context::at(NOW.parse().unwrap()).token_match(token_match);
            let query = format!("name {operator} \"{text}\"").parse().unwrap();
            let matcher = Matcher::new(&query, &context).unwrap();
            let expected = found(&matcher, &contacts);
            assert!(!expected.is_empty());
            assert_eq!(prepared.find(&matcher).collect::<Vec<_>>(), expected, "{query} {token_match:?}");
        }
    }
}
