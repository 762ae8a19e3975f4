//! What holds of every query and every contact.

use nse_query::Operator;
use nse_query::catalog::{FieldRef, Kind};
use nse_query::eval::{Contact, Context, Matcher, PreparedContacts, Report, TokenMatch};
use nse_query::query::{Clause, Node, Value};
use nse_query::{Catalog, Query, nse};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value as Json, json};

use crate::generate::{self, NOW, USER};
use crate::oracle::Oracle;

pub(crate) fn contexts() -> impl Strategy<Value = (&'static str, bool, bool)> {
    let zones = vec!["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kolkata"];
    (prop::sample::select(zones), any::<bool>(), any::<bool>())
}

pub(crate) fn context((zone, user, all): (&str, bool, bool)) -> Context {
    let context = Context::at(NOW.parse().unwrap()).zone(zone.parse().unwrap());
    let context = if user { context.user(USER).unwrap() } else { context };
    context.token_match(if all { TokenMatch::All } else { TokenMatch::Any })
}

fn matches(query: &Query, context: &Context, contact: &Json) -> bool {
    Matcher::new(query, context).unwrap().matches_value(contact).unwrap()
}

/// Each operator of each field, so that none is rarely drawn.
#[test]
fn the_oracle_agrees_on_every_row() {
    let mut runner = TestRunner::deterministic();
    let mut contacts: Vec<Json> = (0..60).map(|_| draw(&mut runner, generate::contact())).collect();
    for (index, contact) in contacts.iter_mut().enumerate() {
        let stages = [json!("1"), json!(" 2"), json!("007"), json!("other"), Json::Null];
        contact["fields"]["stage"] = json!([{"value": stages[index % stages.len()]}]);
        contact["fields"]["Home"] = contact["fields"]["address"].clone();
    }
    let (mut held, mut failed) = (0, 0);
    for field in fields() {
        if field.kind == Kind::SavedSearch {
            continue;
        }
        for operator in field.operators.iter() {
            for _ in 0..15 {
                let value = draw(&mut runner, generate::value(field.kind, operator));
                let Ok(clause) = Clause::new(field.clone(), operator, value) else { continue };
                let query = Query::clause(clause);
                let choice = draw(&mut runner, contexts());
                let matcher = Matcher::new(&query, &context(choice)).unwrap();
                let oracle = oracle(choice);
                for contact in &contacts {
                    let expected = oracle.matches(&query, contact);
                    assert_eq!(matcher.matches_value(contact).unwrap(), expected, "{choice:?} {query:?}\n{contact}");
                    *if expected { &mut held } else { &mut failed } += 1;
                }
            }
        }
    }
    assert!(held > 10_000 && failed > 10_000, "{held} {failed}");
}

/// The documented fields, a custom one, and fields of an account: a drop-down with every operator, and addresses.
pub(crate) fn fields() -> Vec<FieldRef> {
    let stage = json!([{"human_readable_name": "Stage", "search_name": "stage", "data_type": {"type_id": "textlike"},
        "occurrences": ["is", "is_not", "in", "not_in", "is_empty"], "frequently_used": true,
        "possible_values": {"ordering_type": "x", "values": [{"id": "1", "value": "Open"}, {"id": "2", "value": "Won"}]}}]);
    let home = json!({"tabs": [{"members": [
        {"type": "field", "name": "Home", "field_id": "1", "field_type": {"field_kind": "address"}}]}]});
    let catalog = Catalog::builtin().with_metadata(&stage.to_string()).unwrap().catalog;
    let catalog = catalog.with_metadata(&home.to_string()).unwrap().catalog;
    let fields: Vec<FieldRef> = catalog.fields().chain([catalog.custom_field("Favourite colour")]).collect();
    assert!(["stage", "Home"].iter().all(|name| fields.iter().any(|field| *field.json == **name)));
    fields
}

pub(crate) fn draw<S: Strategy>(runner: &mut TestRunner, strategy: S) -> S::Value {
    strategy.new_tree(runner).unwrap().current()
}

fn oracle((zone, user, all): (&str, bool, bool)) -> Oracle {
    Oracle { now: NOW.parse().unwrap(), zone: zone.parse().unwrap(), user: user.then(|| USER.to_owned()), all }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_oracle_agrees(
        query in generate::plain_query(), contacts in prop::collection::vec(generate::contact(), 1..6), choice in contexts(),
    ) {
        let matcher = Matcher::new(&query, &context(choice)).unwrap();
        let oracle = oracle(choice);
        for contact in &contacts {
            let expected = oracle.matches(&query, contact);
            prop_assert_eq!(matcher.matches_value(contact).unwrap(), expected, "{:?}\n{}", query, contact);
        }
    }

    #[test]
    fn every_way_to_ask_answers_the_same(query in generate::plain_query(), contact in generate::contact(), choice in contexts()) {
        let matcher = Matcher::new(&query, &context(choice)).unwrap();
        let expected = matcher.matches_value(&contact).unwrap();
        let text = contact.to_string();
        let whole = Contact::parse(&text).unwrap();
        prop_assert_eq!(matcher.matches_str(&text).unwrap(), expected);
        prop_assert_eq!(matcher.matches(&whole), expected);
        prop_assert_eq!(matcher.matches(&Contact::from_value(&contact).unwrap()), expected);
        prop_assert_eq!(matcher.matches_str(&serde_json::to_string_pretty(&contact).unwrap()).unwrap(), expected);
        prop_assert_eq!(matcher.explain(&whole).matched(), expected);
        let verdict = matcher.judge(&text, &mut Report::default()).unwrap();
        prop_assert_eq!((verdict.matched, &*verdict.id), (expected, whole.id()));
    }

    /// Of members of one name the last counts, wherever they stand and whatever is read of the contact.
    #[test]
    fn the_last_of_repeated_members_counts(
        query in generate::plain_query(), contacts in prop::collection::vec(generate::contact(), 2), picks in any::<u64>(),
        choice in contexts(),
    ) {
        let text = repeat(&contacts[0], &contacts[1], &mut picks.clone());
        let matcher = Matcher::new(&query, &context(choice)).unwrap();
        let last: Json = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&last, &contacts[0]);
        let expected = oracle(choice).matches(&query, &last);
        prop_assert_eq!(matcher.matches_value(&last).unwrap(), expected);
        prop_assert_eq!(matcher.matches_str(&text).unwrap(), expected, "{:?}\n{}", query, text);
        let contact = Contact::parse(&text).unwrap();
        prop_assert_eq!(contact.id(), last["id"].as_str().unwrap());
        prop_assert_eq!(matcher.matches(&contact), expected);
        prop_assert_eq!(matcher.explain(&contact).matched(), expected);
        let mut builder = PreparedContacts::builder();
        builder.push(&text).unwrap();
        prop_assert_eq!(builder.finish().find(&matcher).count(), usize::from(expected));
    }

    #[test]
    fn not_is_the_opposite(query in generate::plain_query(), contact in generate::contact(), choice in contexts()) {
        let context = context(choice);
        let opposite = Query::not(query.clone()).unwrap();
        prop_assert_eq!(matches(&opposite, &context, &contact), !matches(&query, &context, &contact));
    }

    #[test]
    fn joins_commute(
        members in prop::collection::vec(generate::plain_query(), 2..4), contact in generate::contact(), choice in contexts(),
    ) {
        let context = context(choice);
        let backwards: Vec<Query> = members.iter().rev().cloned().collect();
        let each: Vec<bool> = members.iter().map(|member| matches(member, &context, &contact)).collect();
        for members in [members, backwards] {
            let (all, one) = (Query::and(members.clone()).unwrap(), Query::or(members).unwrap());
            prop_assert_eq!(matches(&all, &context, &contact), !each.contains(&false));
            prop_assert_eq!(matches(&one, &context, &contact), each.contains(&true));
        }
    }

    #[test]
    fn operators_that_negate_are_the_opposite(
        query in generate::plain_query(), contact in generate::contact(), choice in contexts(),
    ) {
        let context = context(choice);
        for clause in query.clauses() {
            let Some(operator) = clause.operator().negated() else { continue };
            // The other pairs ask for a value both ways (evidence 13).
            let whole = matches!(clause.operator(), Operator::Is | Operator::In | Operator::Contain);
            if whole && clause.field().operators.contains(operator) {
                let negated = Clause::new(clause.field().clone(), operator, clause.value().clone()).unwrap();
                let (one, other) = (Query::clause(clause.clone()), Query::clause(negated));
                prop_assert_ne!(matches(&one, &context, &contact), matches(&other, &context, &contact));
            }
        }
    }

    #[test]
    fn nse_json_means_the_same(query in generate::plain_query(), contact in generate::contact(), choice in contexts()) {
        let context = context(choice);
        let back = nse::decode(&nse::encode(&query), &Catalog::builtin()).unwrap().query;
        prop_assert_eq!(matches(&back, &context, &contact), matches(&query, &context, &contact));
    }

    #[test]
    fn case_and_accents_do_not_matter(query in generate::plain_query(), contact in generate::contact(), choice in contexts()) {
        let context = context(choice);
        let expected = matches(&query, &context, &contact);
        let louder = map_texts(&query, &disguise);
        prop_assert_eq!(matches(&louder, &context, &contact), expected, "{:?}", louder);
        let mut loud = contact.clone();
        map_strings(&mut loud["fields"], &disguise_member);
        map_strings(&mut loud["tags"], &disguise);
        prop_assert_eq!(matches(&query, &context, &loud), expected, "{:?}\n{}", query, loud);
    }
}

/// `contact` as text, some of its members, at any depth, standing there before with the values of `other`.
fn repeat(contact: &Json, other: &Json, picks: &mut u64) -> String {
    match contact {
        Json::Object(members) => {
            let (mut before, mut after) = (Vec::new(), Vec::new());
            for (name, value) in members {
                *picks = picks.rotate_right(1);
                if *picks & 1 == 1 {
                    before.push(format!("{}:{}", Json::from(name.clone()), other[name]));
                }
                after.push(format!("{}:{}", Json::from(name.clone()), repeat(value, &other[name], picks)));
            }
            format!("{{{}}}", [before, after].concat().join(","))
        }
        Json::Array(values) => {
            let each = values.iter().enumerate().map(|(index, value)| repeat(value, &other[index], picks));
            format!("[{}]", each.collect::<Vec<_>>().join(","))
        }
        value => value.to_string(),
    }
}

/// Upper case and accents, where folding takes them away again and the words stay the same.
fn disguise(text: &str) -> String {
    use nse_query::fold::fold;
    let disguised: String = text
        .chars()
        .map(|char| match char {
            'a' => 'Å',
            'e' => 'É',
            'o' => 'Ø',
            'n' => 'ñ',
            other => other.to_ascii_uppercase(),
        })
        .collect();
    if fold(&disguised) == fold(text) { disguised } else { text.to_owned() }
}

/// The same of a value that may hold others, whose keys must stay.
fn disguise_member(text: &str) -> String {
    if text.starts_with('{') { text.to_owned() } else { disguise(text) }
}

fn map_strings(value: &mut Json, change: &dyn Fn(&str) -> String) {
    match value {
        Json::String(text) => *text = change(text),
        Json::Array(values) => values.iter_mut().for_each(|value| map_strings(value, change)),
        Json::Object(members) => members.values_mut().for_each(|value| map_strings(value, change)),
        _ => {}
    }
}

/// `query` with every text changed.
fn map_texts(query: &Query, change: &dyn Fn(&str) -> String) -> Query {
    let members = |members: &[Query]| members.iter().map(|member| map_texts(member, change)).collect::<Vec<_>>();
    match query.node() {
        Node::And(inner) => Query::and(members(inner)).unwrap(),
        Node::Or(inner) => Query::or(members(inner)).unwrap(),
        Node::Not(inner) => Query::not(map_texts(inner, change)).unwrap(),
        Node::Clause(clause) => {
            let text = |value: &Value| match value {
                Value::Text(text) => Value::Text(change(text)),
                other => other.clone(),
            };
            let value = match clause.value() {
                Value::List(items) => Value::List(items.iter().map(text).collect()),
                other => text(other),
            };
            Query::clause(Clause::new(clause.field().clone(), clause.operator(), value).unwrap())
        }
    }
}
