//! `simplify` and the other transformations keep what the evaluator answers, on generated queries and contacts.

#[path = "generate/config.rs"]
mod config;

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use nse_query::Operator;
use nse_query::catalog::{Catalog, Kind};
use nse_query::english::diff;
use nse_query::eval::{Context, Matcher, SavedSearches};
use nse_query::fold::tokens::word_indices;
use nse_query::nse::{decode, encode};
use nse_query::query::build::*;
use nse_query::query::{
    Clause, Node, Query, Reach, Simplified, Value, anonymize, expand_saved_searches, reach, simplify,
};
use nse_query::value::Date;
use nse_query::value::{DayMonth, Number, Quantity, RecordType, Unit};
use proptest::prelude::*;
use serde_json::json;

/// Noon of the day that is today in these tests.
fn context() -> Context {
    Context::at("2024-04-30T12:00:00Z".parse().expect("an instant"))
}

/// The day so many days before today.
fn day(back: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 4, 30).expect("a day") - chrono::Days::new(back.unsigned_abs())
}

const NAMES: [&str; 7] = ["rating", "domain", "title", "tag", "lead type", "company last contacted", "created"];
/// Some are the same to every folding, some to the evaluator's only.
const TEXTS: [&str; 8] = ["a", "Á", "b", "a b", "A,  B", "a\u{301}", "a b₂", "a b2"];

fn value(kind: Kind) -> BoxedStrategy<Value> {
    match kind {
        Kind::Number => {
            (1..5).prop_map(|number| Value::Number(Number::new(f64::from(number)).expect("finite"))).boxed()
        }
        Kind::Datetime => {
            (0_i64..4).prop_map(|back| Value::Date(Date::try_from(day(back)).expect("of these years"))).boxed()
        }
        Kind::Choice => prop_oneof![
            Just(Value::Choice { id: "1".into(), label: None }),
            Just(Value::Choice { id: "2".into(), label: Some("1".into()) }),
            Just(Value::Choice { id: "3".into(), label: Some("x".into()) }),
        ]
        .boxed(),
        _ => prop::sample::select(TEXTS.to_vec()).prop_map(|text| Value::Text(text.into())).boxed(),
    }
}

fn clause() -> impl Strategy<Value = Query> {
    let field = prop::sample::select(NAMES.to_vec()).prop_map(|name| Catalog::builtin().field(name).expect("built in"));
    field
        .prop_flat_map(|field| {
            let operators: Vec<Operator> =
                field.operators.iter().filter(|&operator| operator != Operator::StartsWith).collect();
            let values = prop::collection::vec(value(field.kind), 1..4);
            (Just(field), prop::sample::select(operators), values, prop::bool::ANY, 1..5_u32)
        })
        .prop_map(|(field, operator, mut values, empty, back)| {
            let value = match operator {
                Operator::IsEmpty => Value::Boolean(empty),
                Operator::In | Operator::NotIn => Value::List(values),
                Operator::InTheLast | Operator::NotInTheLast => {
                    Value::Quantity(Quantity::new(back, Unit::Day).expect("a few"))
                }
                Operator::Range | Operator::NotInRange => match (&values[0], values.last().expect("one at least")) {
                    (Value::Number(low), Value::Number(high)) if low <= high => Value::NumberRange(*low, *high),
                    (Value::Number(low), Value::Number(high)) => Value::NumberRange(*high, *low),
                    (Value::Date(low), Value::Date(high)) => Value::DateRange(*low.min(high), *low.max(high)),
                    other => panic!("no range of {other:?}"),
                },
                _ => values.remove(0),
            };
            Query::clause(Clause::new(field, operator, value).expect("of the field's kind"))
        })
}

fn query() -> impl Strategy<Value = Query> {
    clause().prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..5).prop_map(|members| Query::and(members).expect("shallow")),
            prop::collection::vec(inner.clone(), 1..5).prop_map(|members| Query::or(members).expect("shallow")),
            inner.prop_map(|query| Query::not(query).expect("shallow")),
        ]
    })
}

/// A contact as the service sends it, with at most one value where the catalog says so.
fn contact() -> impl Strategy<Value = serde_json::Value> {
    let text = || prop::sample::select(TEXTS.to_vec());
    // Some cannot be read, and count as none.
    let moment = || {
        let moments =
            (-1_i64..7).prop_map(|back| if back == 6 { "soon".into() } else { format!("{}T08:00:00Z", day(back)) });
        prop::option::of(moments)
    };
    let number = |number: i32| if number == 6 { "many".to_owned() } else { number.to_string() };
    let few = |most| prop::collection::vec(text(), 0..=most);
    let choice = prop::option::of(prop::sample::select(vec!["1", "2", "3", "x"]));
    (prop::option::of(0..7), few(1), few(3), few(3), choice, moment(), moment()).prop_map(
        move |(rating, domain, titles, tags, choice, contacted, created)| {
            let values = |values: Vec<String>| -> serde_json::Value {
                values.into_iter().map(|value| json!({ "value": value, "modifier": "" })).collect()
            };
            let titles = titles.into_iter().map(|title| json!({ "title": title, "company_name": null }).to_string());
            let mut contact = json!({
                "id": "5049fb849b85f669e40000dc",
                "fields": {
                    "rating": values(rating.map(number).into_iter().collect()),
                    "domain": values(domain.into_iter().map(str::to_owned).collect()),
                    "contact employment": values(titles.collect()),
                    "lead type": values(choice.map(str::to_owned).into_iter().collect()),
                },
                "tags": tags.into_iter().map(|tag| json!({ "tag": tag })).collect::<Vec<_>>(),
                "last_contacted": { "tstamp": contacted },
            });
            if let Some(created) = created {
                contact["created"] = json!(created);
            }
            contact
        },
    )
}

/// Whether each of the contacts is found.
fn answers(query: &Query, contacts: &[serde_json::Value]) -> Vec<bool> {
    let matcher = Matcher::new(query, &context()).expect("no saved search");
    contacts.iter().map(|contact| matcher.matches_value(contact).expect("a contact")).collect()
}

/// What Lucene's `ASCIIFoldingFilter` makes of each character that it knows.
static FOLDS: LazyLock<HashMap<char, &str>> = LazyLock::new(|| {
    let lines = include_str!("eval/lucene.txt").lines().filter_map(|line| line.split_once('\t'));
    lines.filter_map(|(code, folded)| Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, folded))).collect()
});

/// `text` in lower case, each character folded by itself.
fn plain(text: &str) -> String {
    let lower = text.chars().flat_map(char::to_lowercase);
    lower.map(|char| FOLDS.get(&char).map_or_else(|| char.to_string(), |folded| (*folded).to_owned())).collect()
}

/// Whether the contact is found where texts are folded as Lucene folds them; what is not text is asked of the evaluator.
fn found_by_plain_folding(query: &Query, contact: &serde_json::Value) -> bool {
    let clause = match query.node() {
        Node::And(members) => return members.iter().all(|member| found_by_plain_folding(member, contact)),
        Node::Or(members) => return members.iter().any(|member| found_by_plain_folding(member, contact)),
        Node::Not(member) => return !found_by_plain_folding(member, contact),
        Node::Clause(clause) => clause,
    };
    let texts: Vec<&String> = match clause.value() {
        Value::Text(text) => vec![text],
        Value::List(items) => {
            items.iter().filter_map(|item| if let Value::Text(text) = item { Some(text) } else { None }).collect()
        }
        _ => vec![],
    };
    if texts.is_empty() {
        return answers(query, std::slice::from_ref(contact))[0];
    }
    let member = |value: &serde_json::Value, name: &str| value[name].as_str().map(str::to_owned);
    let values: Vec<String> = match clause.field().name.as_ref() {
        "tag" => contact["tags"].as_array().into_iter().flatten().filter_map(|tag| member(tag, "tag")).collect(),
        "domain" => contact["fields"]["domain"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|value| member(value, "value"))
            .collect(),
        "title" => {
            let jobs = contact["fields"]["contact employment"].as_array().into_iter().flatten();
            let jobs = jobs.filter_map(|value| serde_json::from_str(&member(value, "value")?).ok());
            jobs.filter_map(|job: serde_json::Value| member(&job, "title")).collect()
        }
        name => panic!("no values of {name}"),
    };
    let words = |text: &str| word_indices(text).map(|(_, word)| plain(word)).collect::<Vec<_>>();
    let holds = |value: &String| match clause.operator() {
        Operator::Is | Operator::IsNot | Operator::In | Operator::NotIn => {
            texts.iter().any(|text| plain(text) == plain(value))
        }
        Operator::Contain | Operator::NotContain => words(texts[0]).iter().any(|word| words(value).contains(word)),
        operator => panic!("{operator} is not asked"),
    };
    let found = values.iter().any(holds);
    found != matches!(clause.operator(), Operator::IsNot | Operator::NotIn | Operator::NotContain)
}

proptest! {
    #![proptest_config(config::cases(200))]

    /// What the service folds is documented in two words: what is merged must be the same to it too.
    #[test]
    fn the_same_contacts_are_found_where_less_is_folded(query in query(), contacts in prop::collection::vec(contact(), 20)) {
        let simple = simplify(&query);
        for contact in &contacts {
            let found = match &simple {
                Simplified::Query(simple) => found_by_plain_folding(simple, contact),
                Simplified::Everything => true,
                Simplified::Nothing => false,
            };
            prop_assert_eq!(found, found_by_plain_folding(&query, contact), "{:?}\n{}", simple, contact);
        }
    }

    #[test]
    fn the_same_contacts_are_found(query in query(), contacts in prop::collection::vec(contact(), 20)) {
        let simple = simplify(&query);
        let found = match &simple {
            Simplified::Query(simple) => answers(simple, &contacts),
            Simplified::Everything => vec![true; contacts.len()],
            Simplified::Nothing => vec![false; contacts.len()],
        };
        prop_assert_eq!(found, answers(&query, &contacts), "{:?}", simple);
    }

    #[test]
    fn what_is_said_to_reach_everything_does(query in query(), other in query(), contacts in prop::collection::vec(contact(), 20)) {
        let found = answers(&query, &contacts);
        if reach(&query) == Reach::Everything {
            prop_assert!(found.iter().all(|&found| found));
        }
        // Beside a type, it is the query that decides.
        let person = record_type().is(RecordType::Person).build().expect("a type");
        let typed = Query::or([person, query.clone()]).expect("shallow");
        prop_assert!(matches!(reach(&typed), Reach::Everything | Reach::AnyValue | Reach::RecordType));

        let both: Vec<bool> = found.into_iter().zip(answers(&other, &contacts)).map(|(one, other)| one && other).collect();
        prop_assert_eq!(answers(&query.and_with(other).expect("shallow"), &contacts), both);
    }

    #[test]
    fn a_difference_is_what_one_finds_and_the_other_does_not(
        before in query(), after in query(), contacts in prop::collection::vec(contact(), 20),
    ) {
        let found = |simple: &Simplified| match simple {
            Simplified::Query(simple) => answers(simple, &contacts),
            Simplified::Everything => vec![true; contacts.len()],
            Simplified::Nothing => vec![false; contacts.len()],
        };
        let difference = diff(&before, &after).expect("shallow");
        let (before, after) = (answers(&before, &contacts), answers(&after, &contacts));
        for (index, (added, removed)) in found(&difference.added).into_iter().zip(found(&difference.removed)).enumerate() {
            prop_assert_eq!(added, after[index] && !before[index]);
            prop_assert_eq!(removed, before[index] && !after[index]);
        }
    }

    #[test]
    fn a_renamed_field_finds_the_contacts_whose_values_move_along(
        query in query(), contacts in prop::collection::vec(contact(), 20),
    ) {
        let field = |name: &str| Catalog::builtin().field(name).expect("built in");
        let renamed = query.rename(&field("domain"), &field("hubspot")).query;
        prop_assert!(!renamed.fields_used().contains(&field("domain")));
        let moved: Vec<_> = contacts.iter().map(|contact| {
            let mut contact = contact.clone();
            contact["fields"]["hubspot"] = contact["fields"]["domain"].take();
            contact
        }).collect();
        prop_assert_eq!(answers(&renamed, &moved), answers(&query, &contacts));
    }

    #[test]
    fn what_is_left_without_a_field_does_not_depend_on_it(
        query in query(), contacts in prop::collection::vec(contact(), 20),
    ) {
        let tag = Catalog::builtin().field("tag").expect("built in");
        let Some(rest) = query.without(&tag) else { return Ok(()) };
        prop_assert!(!rest.fields_used().contains(&tag));
        let untagged: Vec<_> = contacts.iter().map(|contact| {
            let mut contact = contact.clone();
            contact["tags"].take();
            contact
        }).collect();
        prop_assert_eq!(answers(&rest, &untagged), answers(&rest, &contacts));
        if !query.fields_used().contains(&tag) {
            prop_assert_eq!(rest, query);
        }
    }

    #[test]
    fn expanded_saved_searches_find_what_the_evaluator_finds_through_them(
        stored in query(), query in query(), contacts in prop::collection::vec(contact(), 20),
    ) {
        const ID: &str = "4fc886dc682c4a64dd060062";
        // In JSON the choices have no labels.
        let stored = decode(&encode(&stored), &Catalog::builtin()).expect("valid").query;
        let listing = json!({ "resources": [{ "id": ID, "name": "stored", "query": encode(&stored) }] }).to_string();
        let searches = SavedSearches::parse(&listing).expect("a listing");
        let with = Query::or([query, Query::not(saved_search().is(ID).build().expect("an id")).expect("shallow")]);
        let with = with.expect("shallow");
        let expanded = expand_saved_searches(&with, |_| Some(stored.clone())).expect("shallow");
        let matcher = Matcher::new(&with, &context().saved_searches(searches)).expect("it is listed");
        let found: Vec<bool> = contacts.iter().map(|contact| matcher.matches_value(contact).expect("a contact")).collect();
        prop_assert_eq!(answers(&expanded, &contacts), found);
    }

    #[test]
    fn an_anonymous_query_is_valid_and_of_the_same_shape(query in query()) {
        let anonymous = anonymize(&query);
        let operators = |query: &Query| query.clauses().map(Clause::operator).collect::<Vec<_>>();
        prop_assert_eq!(operators(&anonymous), operators(&query));
        prop_assert_eq!(anonymous.levels(), query.levels());
        prop_assert_eq!(anonymous.to_string().parse::<Query>(), Ok(anonymous));
    }

    #[test]
    fn nothing_is_left_to_simplify(query in query()) {
        if let Simplified::Query(simple) = simplify(&query) {
            prop_assert!(simple.clauses().count() <= query.clauses().count());
            prop_assert!(simple.levels() <= query.levels());
            prop_assert_eq!(simplify(&simple), Simplified::Query(simple.clone()));
        }
    }
}

#[track_caller]
fn becomes(filter: Filter, simple: Filter) {
    let query = filter.build().expect("valid");
    assert_eq!(simplify(&query), Simplified::Query(simple.build().expect("valid")));
}

#[track_caller]
fn stays(filter: Filter) {
    becomes(filter.clone(), filter);
}

#[track_caller]
fn decided(filter: Filter, constant: &Simplified) {
    assert_eq!(simplify(&filter.build().expect("valid")), *constant);
}

#[test]
fn duplicates_and_absorbed_clauses_go() {
    becomes(tag().is("a") & tag().is("b") & tag().is("a"), tag().is("a") & tag().is("b"));
    becomes(tag().is("a") & tag().is("Á"), tag().is("a"));
    becomes(tag().is("a") & (domain().is("x") | tag().is("a")), tag().is("a"));
    becomes(tag().is("a") | (domain().is("x") & tag().is("a")), tag().is("a"));
    becomes(tag().is("a") & !(tag().is("a") & domain().is("x")), tag().is("a") & domain().is_not("x"));
    becomes(tag().is("a") | !(tag().is("a") | !tag().is("b")), tag().is_in(["a", "b"]));
    becomes(
        !(tag().is("a") & tag().is("b")) & (domain().is("x") | (tag().is("a") & tag().is("b"))),
        !(tag().is("a") & tag().is("b")) & domain().is("x"),
    );
    becomes(tag().is("a") & (tag().is_not("a") | domain().is("x")), tag().is("a") & domain().is("x"));
    becomes(tag().is("a") | (tag().is_not("a") & domain().is("x")), tag().is("a") | domain().is("x"));
    becomes(email().is("a@x.com") & email().is_not_empty(), email().is("a@x.com"));
    becomes(rating().gt(3) & rating().gt(4), rating().gt(4));
    becomes(rating().gt(3) | rating().is(4), rating().gt(3));
}

#[test]
fn what_the_service_may_tell_apart_stays() {
    stays(tag().is("José") & tag().is("Jose\u{301}"));
    becomes(tag().is("José") & tag().is("JOSE"), tag().is("José"));
    becomes(tag().is("José") | tag().is("Jose\u{301}"), tag().is_in(["José", "Jose\u{301}"]));
    becomes(tag().is("a b") | tag().is("a  b"), tag().is_in(["a b", "a  b"]));
    stays(domain().is("σοφος") & domain().is_not("σοφοσ"));
    stays(domain().is("σοφος") & domain().is("σοφοσ"));
    // Words are the same whatever stands between them.
    becomes(names().contain("Jon Ferrara") & names().contain("jon, ferrara"), names().contain("Jon Ferrara"));
    stays(names().contain("Jon Ferrara") & names().contain("Ferrara Jon"));
    stays(names().contain("CO₂") & names().contain("co2"));
}

#[test]
fn a_negation_becomes_the_operator_that_says_it() {
    becomes(!!tag().is("a"), tag().is("a"));
    becomes(!tag().is("a"), tag().is_not("a"));
    becomes(!email().is_empty(), email().is_not_empty());
    becomes(!names().not_contain("Jon"), names().contain("Jon"));
    becomes(
        !id().is_in(["4f69fb852ab3740c5e000004", "4f69fb852ab3740c5e000005"]),
        id().not_in(["4f69fb852ab3740c5e000004", "4f69fb852ab3740c5e000005"]),
    );
    stays(!names().starts_with("Jo"));
    stays(!rating().range(2, 4));
    stays(!created().in_the_last(3, Unit::Month));
    stays(!email().is_in(["a", "b"]));
}

#[test]
fn values_join_in_a_list_where_the_field_takes_one() {
    becomes(tag().is("a") | domain().is("x") | tag().is_in(["b", "A"]), tag().is_in(["a", "b"]) | domain().is("x"));
    becomes(title().is_not("a") & title().not_in(["b"]), title().not_in(["a", "b"]));
    becomes(rating().is_in([3]), rating().is(3));
    stays(address_city().is("a") | address_city().is("b"));
    stays(tag().is("a") & tag().is("b"));
    stays(tag().is_not("a") & tag().is_not("b"));
}

#[test]
fn ranges_join_where_they_overlap() {
    becomes(rating().gte(2) & rating().lte(4), rating().range(2, 4));
    becomes(rating().range(1, 3) | rating().range(2, 5), rating().range(1, 5));
    becomes(
        created().range("2025-01-01", "2025-01-31") | created().range("2025-02-01", "2025-02-28"),
        created().range("2025-01-01", "2025-02-28"),
    );
    stays(rating().range(1, 2) | rating().range(3, 4));
    becomes(rating().gt(3) | rating().lte(3), rating().is_not_empty());
    becomes(rating().lt(3) | rating().range(1, 2) | rating().gt(2.5), rating().is_not_empty());
    decided(rating().gt(3) | rating().is_empty() | rating().lte(4), &Simplified::Everything);
    becomes(
        rating().range(1, 2) | tag().is("a") | rating().not_in_range(1, 2),
        rating().is_not_empty() | tag().is("a"),
    );
    decided(
        company_last_contacted().in_the_last(1, Unit::Day)
            | company_last_contacted().is_empty()
            | company_last_contacted().not_in_the_last(1, Unit::Day),
        &Simplified::Everything,
    );
    stays(rating().gt(1) & rating().lt(3));
    becomes(rating().lt(3) | rating().range(2, 4), rating().lte(4));
    becomes(rating().gt(3) | rating().range(2, 4), rating().gte(2));
    decided(rating().range(1, 2) & rating().not_in_range(1, 2), &Simplified::Nothing);
    stays(rating().range(1, 2) & rating().not_in_range(1, 3));
    becomes(names().starts_with("Jo") & names().starts_with("JÓ"), names().starts_with("Jo"));
    stays(names().starts_with("Jo") & names().starts_with("Jon"));
    stays(names().starts_with("Jo") & names().contain("Jo"));
    let contacted = company_last_contacted;
    becomes(contacted().gte("2025-01-31") & contacted().gte("2025-02-28"), contacted().gte("2025-02-28"));
    becomes(contacted().gte("2025-01-31") | contacted().gte("2025-02-28"), contacted().gte("2025-01-31"));
    becomes(
        contacted().gt("2025-01-31T10:00:00Z") & contacted().gt("2025-01-31T11:00:00Z"),
        contacted().gt("2025-01-31T11:00:00Z"),
    );
    decided(contacted().gt("2025-02-28") & contacted().lt("2025-01-31"), &Simplified::Nothing);
    // Which instant a day begins at is the zone's to say.
    stays(contacted().gt("2025-01-31T10:00:00Z") & contacted().lt("2025-01-31"));
    becomes(
        contacted().range("2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z")
            | contacted().range("2025-01-02T00:00:00Z", "2025-01-03T00:00:00Z"),
        contacted().range("2025-01-01T00:00:00Z", "2025-01-03T00:00:00Z"),
    );
    stays(contacted().gte("2025-01-31T10:00:00Z") & contacted().gte("2025-02-28"));
    stays(contacted().gte("2025-01-31T10:00:00Z") | contacted().gte("2025-02-28"));
    stays(created().range("2025-01-01", "2025-01-31") | created().range("2025-02-02", "2025-02-28"));
    // The end itself is in one of the two.
    becomes(rating().lt(3) | rating().lte(3), rating().lte(3));
    becomes(rating().lte(3) | rating().lt(3), rating().lte(3));
    becomes(rating().lt(3) & rating().lte(3), rating().lt(3));
    becomes(rating().lte(3) & rating().lt(3), rating().lt(3));
    becomes(rating().gt(3) | rating().gte(3), rating().gte(3));
    becomes(rating().gte(3) & rating().gt(3), rating().gt(3));
    becomes(rating().range(1, 3) | rating().lt(3), rating().lte(3));
    becomes(rating().lte(2) | rating().lt(3), rating().lt(3));
    becomes(rating().lt(3) | rating().lte(2), rating().lt(3));
    becomes(rating().range(1, 2) | rating().lt(3), rating().lt(3));
    becomes(rating().lte(2) & rating().lt(3), rating().lte(2));
    becomes(rating().range(1, 3) & rating().lte(3), rating().range(1, 3));
    stays(rating().is(3) | rating().gt(5));
    stays(rating().gt(5) | rating().is(3));
    stays(rating().lt(2) | rating().gt(3));
    becomes(rating().is(3) | rating().gte(3), rating().gte(3));
    becomes(rating().is(3) & rating().gte(3), rating().is(3));
    becomes(rating().gt(3) & rating().gte(3), rating().gt(3));
    becomes(rating().range(1, 4) | rating().range(2, 3), rating().range(1, 4));
    becomes(rating().range(1, 4) & rating().range(2, 3), rating().range(2, 3));
    decided(rating().is(3) & rating().gt(3), &Simplified::Nothing);
    decided(rating().range(1, 2) & rating().gt(2), &Simplified::Nothing);
    becomes(
        company_last_contacted().gt("2025-01-01") & company_last_contacted().lt("2025-01-04"),
        company_last_contacted().range("2025-01-02", "2025-01-03"),
    );
}

#[test]
fn what_no_contact_meets_and_what_every_one_meets_is_seen() {
    decided(rating().gt(3) & rating().lt(3), &Simplified::Nothing);
    decided(rating().is(1) & rating().is(2), &Simplified::Nothing);
    decided(tag().is("a") & tag().is_not("Á"), &Simplified::Nothing);
    decided(tag().is("a") & tag().is_empty(), &Simplified::Nothing);
    decided(created().in_the_last(1, Unit::Day) & created().not_in_the_last(1, Unit::Day), &Simplified::Nothing);
    decided(tag().is("a") | !tag().is("a"), &Simplified::Everything);
    decided(email().is_empty() | email().is_not_empty(), &Simplified::Everything);
    decided(domain().is_not("a") | domain().is_not("b"), &Simplified::Everything);
    decided(!(tag().is("a") & tag().is_empty()) & (tag().is("b") | tag().is_not("b")), &Simplified::Everything);
    stays(tag().is_not("a") | tag().is_not("b"));
    stays(created().in_the_last(1, Unit::Day) | created().not_in_the_last(1, Unit::Day));
    decided(record_type().is(RecordType::All) | tag().is("a"), &Simplified::Everything);
    becomes(record_type().is(RecordType::All) & tag().is("a"), tag().is("a"));
    let march = (DayMonth::new(1, 3).expect("a day"), DayMonth::new(31, 3).expect("a day"));
    stays(birthday().day_month_range(march.0, march.1) & birthday().range("2001-01-01", "2001-01-02"));
}

#[test]
fn a_clause_and_its_opposite_are_found_among_many() {
    let others = (0..1000).map(|number| title().is_not(number.to_string()));
    let mut either = others.fold(title().is("5"), |either, other| either | other);
    either = either | tag().is("a");
    decided(either, &Simplified::Everything);
    let others = (0..100).map(|number| !names().starts_with(number.to_string()));
    decided(others.fold(names().starts_with("5"), |all, other| all & other), &Simplified::Nothing);
    becomes((0..100).fold(tag().is("a"), |all, _| all & tag().is("a")), tag().is("a"));
}

#[test]
fn a_hundred_thousand_clauses_are_no_trouble() {
    let values = || (0..100_000).map(|number| tag().is(number.to_string()).build().expect("valid"));
    let Simplified::Query(list) = simplify(&Query::or(values()).expect("shallow")) else { panic!("neither") };
    assert_eq!(list.clauses().count(), 1);
    let Simplified::Query(all) = simplify(&Query::and(values()).expect("shallow")) else { panic!("neither") };
    assert_eq!(all.clauses().count(), 100_000);
}
