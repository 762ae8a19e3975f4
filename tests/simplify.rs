//! `simplify` finds the same contacts: on generated queries and contacts, with the operators written out here once more,
//! as few as the rewrites touch.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use nse_query::catalog::{Catalog, Kind, Operator};
use nse_query::eval::fold::fold;
use nse_query::query::build::*;
use nse_query::query::value::{DayMonth, Number, Quantity, Unit};
use nse_query::query::{Clause, Node, Query, Simplified, Value, simplify};
use proptest::prelude::*;

/// A field's values: texts as written, or numbers, or days.
#[derive(Clone, Debug)]
enum Held {
    Text(&'static str),
    Number(f64),
    Day(i32),
}

type Contact = BTreeMap<&'static str, Vec<Held>>;

fn finds(query: &Query, contact: &Contact) -> bool {
    match query.node() {
        Node::And(members) => members.iter().all(|member| finds(member, contact)),
        Node::Or(members) => members.iter().any(|member| finds(member, contact)),
        Node::Not(query) => !finds(query, contact),
        Node::Clause(clause) => {
            let values = contact.get(&*clause.field().json).map(Vec::as_slice).unwrap_or_default();
            meets(clause.operator(), clause.value(), values)
        }
    }
}

fn meets(operator: Operator, value: &Value, values: &[Held]) -> bool {
    use Operator as O;
    let same = |held: &Held, value: &Value| match (held, value) {
        (Held::Text(held), Value::Text(text)) => fold(held) == fold(text),
        (Held::Text(held), Value::Choice { id, label }) => {
            fold(held) == fold(id) || label.as_ref().is_some_and(|label| fold(held) == fold(label))
        }
        (Held::Number(held), Value::Number(number)) => (*held - number.get()).abs() < f64::EPSILON,
        _ => false,
    };
    let number = |held: &Held| match held {
        Held::Number(number) => *number,
        Held::Day(day) => f64::from(*day),
        Held::Text(_) => f64::NAN,
    };
    let point = |value: &Value| match value {
        Value::Number(number) => number.get(),
        Value::Date(day) => f64::from(day.num_days_from_ce()),
        _ => f64::NAN,
    };
    let between = |held: &Held| match value {
        Value::NumberRange(low, high) => (low.get()..=high.get()).contains(&number(held)),
        Value::DateRange(low, high) => {
            (f64::from(low.num_days_from_ce())..=f64::from(high.num_days_from_ce())).contains(&number(held))
        }
        // "The last n days", as if today were day 739_000.
        Value::Quantity(back) => number(held) >= 739_000.0 - f64::from(back.quantity()),
        other => panic!("no range: {other:?}"),
    };
    let words = |text: &str| fold(text).split(' ').map(str::to_owned).collect::<Vec<_>>();
    match (operator, value) {
        (O::IsEmpty, Value::Boolean(empty)) => values.is_empty() == *empty,
        (O::Is, value) => values.iter().any(|held| same(held, value)),
        (O::In, Value::List(items)) => values.iter().any(|held| items.iter().any(|item| same(held, item))),
        (O::IsNot, value) => !meets(O::Is, value, values),
        (O::NotIn, value) => !meets(O::In, value, values),
        (O::Contain, Value::Text(text)) => values.iter().any(|held| match held {
            Held::Text(held) => words(held).iter().any(|word| words(text).contains(word)),
            _ => false,
        }),
        (O::NotContain, value) => !meets(O::Contain, value, values),
        (O::Gt, value) => values.iter().any(|held| number(held) > point(value)),
        (O::Gte, value) => values.iter().any(|held| number(held) >= point(value)),
        (O::Lt, value) => values.iter().any(|held| number(held) < point(value)),
        (O::Lte, value) => values.iter().any(|held| number(held) <= point(value)),
        (O::Range | O::InTheLast, _) => values.iter().any(between),
        (O::NotInRange, _) => !values.is_empty() && !meets(O::Range, value, values),
        (O::NotInTheLast, _) => !values.is_empty() && !meets(O::InTheLast, value, values),
        other => panic!("not generated: {other:?}"),
    }
}

const NAMES: [&str; 7] = ["rating", "domain", "title", "tag", "lead type", "company last contacted", "created"];
const TEXTS: [&str; 4] = ["a", "Á", "b", "a b"];

fn value(kind: Kind) -> BoxedStrategy<Value> {
    let day = |day: i32| NaiveDate::from_num_days_from_ce_opt(739_000 - day).expect("a day");
    match kind {
        Kind::Number => {
            (1..5).prop_map(|number| Value::Number(Number::new(f64::from(number)).expect("finite"))).boxed()
        }
        Kind::Datetime => (0..4).prop_map(move |back| Value::Date(day(back))).boxed(),
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

fn contact() -> impl Strategy<Value = Contact> {
    let texts = || prop::sample::select(TEXTS.to_vec()).prop_map(Held::Text);
    let days = || (-1..6).prop_map(|back| Held::Day(739_000 - back));
    let several = |values: BoxedStrategy<Held>, most: usize| prop::collection::vec(values, 0..=most);
    (
        several((0..6).prop_map(|number| Held::Number(f64::from(number))).boxed(), 1),
        several(texts().boxed(), 1),
        several(texts().boxed(), 3),
        several(texts().boxed(), 3),
        several(prop::sample::select(vec!["1", "2", "3", "x"]).prop_map(Held::Text).boxed(), 1),
        several(days().boxed(), 1),
        several(days().boxed(), 1),
    )
        .prop_map(|(a, b, c, d, e, f, g)| NAMES.into_iter().zip([a, b, c, d, e, f, g]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_same_contacts_are_found(query in query(), contacts in prop::collection::vec(contact(), 20)) {
        let simple = simplify(&query);
        for contact in &contacts {
            let found = match &simple {
                Simplified::Query(simple) => finds(simple, contact),
                Simplified::Everything => true,
                Simplified::Nothing => false,
            };
            prop_assert_eq!(found, finds(&query, contact), "{:?} of {:?}", simple, contact);
        }
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
    becomes(email().is("a@x.com") & email().is_not_empty(), email().is("a@x.com"));
    becomes(rating().gt(3) & rating().gt(4), rating().gt(4));
    becomes(rating().gt(3) | rating().is(4), rating().gt(3));
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
    stays(rating().gt(1) & rating().lt(3));
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
    let march = (DayMonth::new(1, 3).expect("a day"), DayMonth::new(31, 3).expect("a day"));
    stays(birthday().day_month_range(march.0, march.1) & birthday().range("2001-01-01", "2001-01-02"));
}

#[test]
fn a_hundred_thousand_clauses_are_no_trouble() {
    let values = || (0..100_000).map(|number| tag().is(number.to_string()).build().expect("valid"));
    let Simplified::Query(list) = simplify(&Query::or(values()).expect("shallow")) else { panic!("neither") };
    assert_eq!(list.clauses().count(), 1);
    let Simplified::Query(all) = simplify(&Query::and(values()).expect("shallow")) else { panic!("neither") };
    assert_eq!(all.clauses().count(), 100_000);
}
