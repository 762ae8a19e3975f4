//! Filter texts with parameters: what a template tells of them, and what comes of the values that are bound to them.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

mod generate;

use std::collections::BTreeSet;

use nse_query::catalog::Kind;
use nse_query::query::{Clause, Value};
use nse_query::text::{self, Style};
use nse_query::value::{Instant, Zone};
use nse_query::{Argument, Catalog, Checked, Compiler, Diagnostics, Operator, Query, Takes, Template, nse};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

fn template(text: &str) -> Template {
    Compiler::new(Catalog::builtin()).template(text).unwrap_or_else(|errors| panic!("{text}: {errors}"))
}

/// The query of `text` with `given`, as text.
fn bound(text: &str, given: &[(&str, Argument)]) -> String {
    template(text).bind(given.to_vec()).unwrap_or_else(|errors| panic!("{text}: {errors}")).query.to_string()
}

/// What is wrong with `given`: code, place, and message.
fn wrong(text: &str, given: &[(&str, Argument)]) -> Vec<String> {
    let template = template(text);
    let errors = template.bind(given.to_vec()).map(|checked| checked.query).unwrap_err();
    let errors = errors.as_slice().iter();
    errors.map(|error| format!("{} `{}` {}", error.code(), error.span.of(text), error.message())).collect()
}

fn refused(text: &str) -> Vec<&'static str> {
    let errors = Compiler::new(Catalog::builtin()).template(text).unwrap_err();
    errors.as_slice().iter().map(|error| error.code().name()).collect()
}

#[test]
fn a_template_can_be_kept_and_shared() {
    fn keeps<T: Clone + Send + Sync + 'static>(kept: &T) -> T {
        kept.clone()
    }
    let kept = keeps(&template(&String::from("tag = {tag}")));
    let threads: Vec<_> = (0..4)
        .map(|number: u32| {
            let template = kept.clone();
            std::thread::spawn(move || template.bind([("tag", number)]).unwrap().query.to_string())
        })
        .collect();
    let found: Vec<String> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    assert_eq!(found, ["tag = 0", "tag = 1", "tag = 2", "tag = 3"]);
}

#[test]
fn every_place_of_a_parameter_is_told() {
    let text = "tag = {tag} and created in last {n} months and email in {emails} and (rating in {low}..{high} or \
                id in ({id}, {id})) and created in {period} and rating in {ratings} and not company last contacted > {tag}";
    let template = template(text);
    let told: Vec<_> = template
        .parameters()
        .iter()
        .map(|place| {
            assert_eq!(place.span.of(text), format!("{{{}}}", place.name));
            (&*place.name, place.field.text().into_owned(), place.operator, place.kind, place.list)
        })
        .collect();
    let place = |name, field: &str, operator, kind, list| (name, field.to_owned(), operator, kind, list);
    assert_eq!(
        told,
        [
            place("tag", "tag", Operator::Is, Kind::Tag, false),
            place("n", "created", Operator::InTheLast, Kind::Number, false),
            place("emails", "email", Operator::In, Kind::Text, true),
            place("low", "rating", Operator::Range, Kind::Number, false),
            place("high", "rating", Operator::Range, Kind::Number, false),
            place("id", "id", Operator::In, Kind::Id, false),
            place("id", "id", Operator::In, Kind::Id, false),
            place("period", "created", Operator::Range, Kind::Datetime, false),
            place("ratings", "rating", Operator::In, Kind::Number, true),
            place("tag", "company last contacted", Operator::Gt, Kind::Datetime, false),
        ]
    );
    assert_eq!(template.text(), text);
    assert!(self::template("tag = vip").parameters().is_empty());
}

#[test]
fn values_are_bound_as_what_their_field_takes() {
    for (text, given, bound_text) in [
        ("tag = {t}", Argument::from("vip"), "tag = vip"),
        ("tag = {t}", "empty".into(), r#"tag = "empty""#),
        ("tag = {t}", 3.into(), "tag = 3"),
        ("tag = {t}", true.into(), r#"tag = "true""#),
        ("tag is not {t}", "a b".to_owned().into(), r#"tag != "a b""#),
        ("rating > {t}", 3.into(), "rating > 3"),
        ("rating > {t}", "3".into(), "rating > 3"),
        ("rating > {t}", (-2.5).into(), "rating > -2.5"),
        ("rating in {t}", [1, 2].into(), "rating in (1, 2)"),
        ("rating in {t}", 2.into(), "rating in (2)"),
        ("rating in {t}", Argument::List(vec![1.into(), "2".into()]), "rating in (1, 2)"),
        ("rating in {t}..4", 2_u8.into(), "rating in 2..4"),
        ("rating not between 1 and {t}", 2.into(), "rating not in 1..2"),
        ("email in {t}", vec!["a@x.com", "b@x.com"].into(), "email in (a@x.com, b@x.com)"),
        ("email in {t}", "a@x.com, b@x.com".into(), r#"email in ("a@x.com, b@x.com")"#),
        ("email in (a@x.com, {t})", "b@x.com".into(), "email in (a@x.com, b@x.com)"),
        ("created in last {t} months", 3.into(), "created in last 3 months"),
        ("created in last {t} month", "1".into(), "created in last 1 month"),
        ("created in {t}", "2025-02".into(), "created in 2025-02-01..2025-02-28"),
        ("created not in {t}", 2025.into(), "created not in 2025-01-01..2025-12-31"),
        ("created in 2025..{t}", "2026-02".into(), "created in 2025-01-01..2026-02-28"),
        ("company last contacted < {t}", "2000-01-01".into(), "company last contacted < 2000-01-01"),
        ("is_editable = {t}", true.into(), "is_editable = true"),
        ("is_editable = {t}", "TRUE".into(), "is_editable = true"),
        ("record type = {t}", "Person".into(), "record type = person"),
        ("any ~ {t}", "Jon".into(), r#""Jon""#),
        (r#"custom."Shoe size" = {t}"#, 42.into(), r#"custom."Shoe size" = 42"#),
    ] {
        assert_eq!(bound(text, &[("t", given)]), bound_text, "{text}");
    }
    let map = std::collections::BTreeMap::from([("t".to_owned(), Argument::from("vip"))]);
    let template = template("tag = {t}");
    assert_eq!(template.bind(&map).unwrap(), template.bind(map).unwrap());
    let day = "2025-03-01".parse::<nse_query::value::Date>().unwrap();
    assert_eq!(bound("created in {a}..{a}", &[("a", day.into())]), "created in 2025-03-01");
    assert_eq!(bound("tag = vip", &[]), "tag = vip");
}

/// Under leniency the value tells what an unknown field holds.
#[test]
fn numbers_and_booleans_are_told_from_text_where_the_field_is_unknown() {
    let template = Compiler::new(Catalog::builtin()).lenient(true).template("shoe = {t}").unwrap();
    let value =
        |given: Argument| template.bind([("t", given)]).unwrap().query.clauses().next().unwrap().value().clone();
    assert_eq!(value("3".into()), Value::Text("3".to_owned()));
    assert!(matches!(value(3.into()), Value::Number(_)));
    assert_eq!(value(true.into()), Value::Boolean(true));
    assert_eq!(value("true".into()), Value::Text("true".to_owned()));
    let warnings = template.bind([("t", 3)]).unwrap().warnings;
    assert_eq!(warnings.iter().map(|warning| warning.code().name()).collect::<Vec<_>>(), ["W0217"]);
}

#[test]
fn what_does_not_depend_on_values_is_checked_at_once() {
    for (text, codes) in [
        ("tga = {t}", &["E0201"][..]),
        ("name = {t}", &["E0203"]),
        ("created = {t}", &["E0203"]),
        ("tag not in {t}", &["E0203"]),
        ("rating in ({t}, x)", &["E0207"]),
        ("rating in {t}..x", &["E0207"]),
        ("created in last {t} fortnights and rating = x", &["E0216", "E0207"]),
        ("birthday in {t}..5 Mar", &["E0602"]),
        ("tag == {t}", &["E0114"]),
        ("tag = {t} and", &["E0109"]),
        ("{t} = vip", &["E0602"]),
        ("", &["E0101"]),
    ] {
        assert_eq!(refused(text), codes, "{text}");
    }
}

#[test]
fn what_is_wrong_with_a_value_is_said_at_its_parameter() {
    for (text, given, found) in [
        (
            "rating = {n}",
            &[("n", Argument::from("x"))][..],
            &["E0207 `{n}` `x` is not a number (the parameter `{n}`)"][..],
        ),
        (
            "email in {e}",
            &[("e", ["a@x.com", "", " "].into())],
            &[
                "E0205 `{e}` the value is blank (item 2 of the parameter `{e}`)",
                "E0205 `{e}` the value is blank (item 3 of the parameter `{e}`)",
            ],
        ),
        (
            "rating in {a}..{b}",
            &[("a", 4.into()), ("b", 2.into())],
            &["E0212 `{a}..{b}` the range ends before it starts (the parameters `{a}` and `{b}`)"],
        ),
        (
            "created in last {n} months",
            &[("n", 0.into())],
            &["E0217 `{n}` `0` is not a whole number from 1 to 1,000,000,000 (the parameter `{n}`)"],
        ),
        (
            "tag = {t} and tag != {t}",
            &[("t", ["a"].into())],
            &[
                "E0605 `{t}` the parameter `{t}` stands for one value, not for a list",
                "E0605 `{t}` the parameter `{t}` stands for one value, not for a list",
            ],
        ),
        (
            "tag in {t}",
            &[("t", Argument::List(vec!["a".into(), ["b"].into()]))],
            &["E0605 `{t}` the list for the parameter `{t}` contains a list"],
        ),
        (
            "tag in {t}",
            &[("t", Argument::List(Vec::new()))],
            &["E0606 `{t}` the list for the parameter `{t}` is empty"],
        ),
        ("tag = {t}", &[], &["E0601 `{t}` the parameter `{t}` has no value"]),
        ("tag = {t}", &[("t", "a".into()), ("t", "b".into())], &["E0604 `{t}` the parameter `{t}` is given twice"]),
        ("tag = {t}", &[("t", "a".into()), ("x", "b".into())], &["E0603 `` the text has no parameter `{x}`"]),
        (
            "tag = {first_tag}",
            &[("first_tga", "a".into())],
            &[
                "E0603 `{first_tag}` the text has no parameter `{first_tga}`",
                "E0601 `{first_tag}` the parameter `{first_tag}` has no value",
            ],
        ),
    ] {
        assert_eq!(wrong(text, given), found, "{text}");
    }
    // What is wrong with other values is said in the same pass, each where it stands.
    let all =
        wrong("rating = {a} or rating > {b} or id = {c}", &[("a", "x".into()), ("b", "y".into()), ("c", 1.into())]);
    assert_eq!(all.len(), 3, "{all:?}");
}

#[test]
fn warnings_come_with_the_values() {
    let codes = |checked: &Checked| checked.warnings.iter().map(|found| found.code().name()).collect::<Vec<_>>();
    let template = template("tag = {a} or tag = {b} or created in last month");
    assert_eq!(template.warnings().iter().map(|found| found.code().name()).collect::<Vec<_>>(), ["W0211"]);
    assert_eq!(codes(&template.bind([("a", "vip"), ("b", "lead")]).unwrap()), ["W0211"]);
    let twice = template.bind([("a", "vip"), ("b", "vip")]).unwrap();
    assert_eq!(codes(&twice), ["W0202", "W0211"]);
    assert_eq!(twice.warnings[0].span.of(template.text()), "tag = {b}");
    assert_eq!(codes(&template.bind([("a", " vip"), ("b", "l")]).unwrap()), ["W0213", "W0207", "W0211"]);
    // Nothing is offered to be written over a parameter.
    let any = self::template("any ~ {q}").bind([("q", "jon@x.com")]).unwrap();
    assert_eq!((codes(&any), any.warnings[0].fixes.len()), (vec!["W0205"], 0));
}

/// A template outlives the day that it was made on.
#[test]
fn moving_dates_are_read_when_values_are_bound() {
    let zone = || "UTC".parse::<Zone>().unwrap();
    let at = |day: &str| format!("{day}T12:00:00Z").parse::<Instant>().unwrap();
    let text = "created in {n} days ago..today and company last contacted < {n} months ago and birthday in next {d} days \
                and tag = today and created in this month";
    let template = template(text);
    let kinds: Vec<_> = template.parameters().iter().map(|place| (&*place.name, place.kind)).collect();
    assert_eq!(kinds, [("n", Kind::Number), ("n", Kind::Number), ("d", Kind::Number)]);
    let bind = |day| template.bind_at(at(day), zone(), [("n", 3), ("d", 7)]).unwrap();
    assert_eq!(
        bind("2026-11-15").query.to_string(),
        "created in 2026-11-12..2026-11-15 and company last contacted < 2026-08-15 and birthday in 16 Nov..22 Nov \
         and tag = today and created in 2026-11-01..2026-11-30"
    );
    let later = bind("2027-01-01");
    assert_eq!(later.query.clauses().count(), 5);
    let resolved: Vec<_> = later.resolved.iter().map(|date| (date.span.of(text), date.to.to_string())).collect();
    assert_eq!(
        resolved,
        [
            ("{n} days ago..today", "2027-01-01".to_owned()),
            ("{n} months ago", "2026-10-01".to_owned()),
            ("next {d} days", "2027-01-08".to_owned()),
            ("this month", "2027-01-31".to_owned()),
        ]
    );
    // The present of the compiler, and none.
    let compiler = Compiler::new(Catalog::builtin()).now(at("2026-11-15"), zone());
    let checked = compiler.template("created in {n} days ago..today").unwrap().bind([("n", "1")]).unwrap();
    assert_eq!(checked.query.to_string(), "created in 2026-11-14..2026-11-15");
    assert_eq!(
        wrong("created in {n} days ago..today", &[("n", 1.into())]),
        [
            "E0225 `{n} days ago` `1 day ago` depends on the current time, which was not given (the parameter `{n}`)",
            "E0225 `today` `today` depends on the current time, which was not given"
        ]
    );
    // What a program gives moves nothing.
    let given = compiler.template("created = {day} or tag = {day}").unwrap_err();
    assert_eq!(given.as_slice()[0].code().name(), "E0203");
    let tag = compiler.template("tag = {day}").unwrap().bind([("day", "today")]).unwrap();
    assert_eq!((tag.query.to_string().as_str(), tag.resolved.len()), ("tag = today", 0));
    for (text, found) in [
        (
            "created in {n} days ago..today",
            "E0217 `{n} days ago` `many` is not a whole number from 1 to 1,000,000,000 (the parameter `{n}`)",
        ),
        (
            "birthday in next {n} days",
            "E0217 `{n}` `many` is not a whole number from 1 to 1,000,000,000 (the parameter `{n}`)",
        ),
        (
            "company last contacted < {n} days ago",
            "E0217 `{n}` `many` is not a whole number from 1 to 1,000,000,000 (the parameter `{n}`)",
        ),
    ] {
        assert_eq!(wrong(text, &[("n", "many".into())])[0], found, "{text}");
    }
    assert_eq!(refused("created in {n} fortnights ago..today"), ["E0216"]);
}

#[test]
fn a_text_with_parameters_is_no_query_yet() {
    let compiler = Compiler::new(Catalog::builtin());
    let text = "tag = {tag} and rating in {a}..x";
    for found in [compiler.text(text), compiler.read(text)] {
        let codes: Vec<_> = found.unwrap_err().into_vec().iter().map(|error| error.code().name()).collect();
        assert_eq!(codes, ["E0601", "E0601", "E0207"]);
    }
    assert!(nse_query::text::parse(text).is_ok());
    let ast = nse_query::text::parse("tag = {tag}").unwrap();
    assert!(nse_query::text::check(&ast, &Catalog::builtin()).is_err());
}

/// Names are looked up, not walked through: the square of it would take minutes.
#[test]
fn many_parameters_take_time_in_proportion() {
    let clauses: Vec<String> = (0..20_000).map(|number| format!("rating = {{p{number}}}")).collect();
    let template = template(&clauses.join(" or "));
    let query = template.bind((0..20_000).map(|number| (format!("p{number}"), number))).unwrap().query;
    assert_eq!(query.clauses().count(), 20_000);
}

/// `clause` with a parameter for each of its values, and what they are given.
fn opened(clause: &Clause) -> Option<(String, Vec<(String, Argument)>)> {
    let single = |value: &Value| -> Option<Argument> {
        Some(match value {
            Value::Text(text) | Value::Id(text) => text.as_str().into(),
            Value::Number(number) => number.get().into(),
            Value::Boolean(boolean) => (*boolean).into(),
            Value::RecordType(record_type) => record_type.name().into(),
            Value::Choice { id, .. } => id.as_str().into(),
            Value::Date(day) => (*day).into(),
            Value::Datetime(instant) => instant.clone().into(),
            _ => return None,
        })
    };
    if clause.operator() == Operator::IsEmpty {
        return None;
    }
    let (operand, given) = match clause.value() {
        Value::List(items) if items.len() % 2 == 0 => {
            ("{all}".to_owned(), vec![("all".to_owned(), items.iter().map(single).collect::<Option<Argument>>()?)])
        }
        Value::List(items) => {
            let names: Vec<String> = (0..items.len()).map(|number| format!("item_{number}")).collect();
            let given = names.iter().cloned().zip(items.iter().map(single).collect::<Option<Vec<_>>>()?).collect();
            let names: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
            (format!("({})", names.join(", ")), given)
        }
        Value::NumberRange(..) | Value::DateRange(..) | Value::DatetimeRange(..) => {
            let (start, end): (Argument, Argument) = match clause.value() {
                Value::NumberRange(start, end) => (start.get().into(), end.get().into()),
                Value::DateRange(start, end) => ((*start).into(), (*end).into()),
                Value::DatetimeRange(start, end) => (start.clone().into(), end.clone().into()),
                _ => return None,
            };
            ("{start}..{end}".to_owned(), vec![("start".to_owned(), start), ("end".to_owned(), end)])
        }
        Value::Quantity(quantity) => {
            let operand = format!("{{n}} {}", quantity.unit().name());
            (operand, vec![("n".to_owned(), quantity.quantity().into())])
        }
        value => ("{value}".to_owned(), vec![("value".to_owned(), single(value)?)]),
    };
    Some((format!("{} {} {operand}", clause.field().text(), clause.operator().text()), given))
}

fn bind(text: &str, given: Vec<(String, Argument)>) -> Result<Query, Diagnostics> {
    template(text).bind(given).map(|checked| checked.query)
}

/// Every field with every operator, with a few values each.
#[test]
fn every_clause_comes_of_its_template() {
    let mut runner = TestRunner::deterministic();
    let mut pairs = 0;
    for field in Catalog::builtin().fields() {
        for operator in field.operators.iter() {
            if matches!(operator.takes(), Takes::Presence | Takes::Days) {
                continue;
            }
            let values = generate::value(field.kind, operator);
            let clauses = std::iter::from_fn(|| Some(values.new_tree(&mut runner).unwrap().current()));
            let clauses = clauses.take(20).filter_map(|value| Clause::new(field.clone(), operator, value).ok());
            let clauses: Vec<Clause> = clauses.take(4).collect();
            assert!(!clauses.is_empty(), "{} {}", field.text(), operator.text());
            for clause in clauses {
                let (text, given) = opened(&clause).unwrap();
                assert_eq!(bind(&text, given), Ok(Query::clause(clause)), "{text}");
            }
            pairs += 1;
        }
    }
    assert!(pairs > 250, "{pairs}");
}

proptest! {
    /// Any query, its clauses opened one by one, is the one that its values make of it.
    #[test]
    fn any_query_comes_of_its_template(query in generate::query()) {
        let mut given = Vec::new();
        let mut number = 0;
        let mut texts = Vec::new();
        for clause in query.clauses() {
            let Some((text, values)) = opened(clause) else {
                texts.push(Query::clause(clause.clone()).to_string());
                continue;
            };
            // Names are those of the clause.
            let mut text = text;
            for (name, value) in values {
                let own = format!("{name}_{number}");
                text = text.replace(&format!("{{{name}}}"), &format!("{{{own}}}"));
                given.push((own, value));
            }
            number += 1;
            texts.push(text);
        }
        let text = texts.join(" or ");
        let members: Vec<Query> = query.clauses().cloned().map(Query::clause).collect();
        prop_assert_eq!(bind(&text, given), Ok(Query::or(members).unwrap()), "{}", text);
    }
}

/// Wherever a moving date has a number: it is asked for where it is not given, and given it is read as if it were written.
#[test]
fn a_number_of_a_moving_date_may_be_a_parameter() {
    let compiler = Compiler::new(Catalog::builtin()).now("2026-11-15T12:00:00Z".parse().unwrap(), Zone::UTC);
    for text in [
        "created in {n} days ago",
        "created not in {n} weeks ago",
        "created = {n} months ago",
        "created is {n} years ago",
        "created on {n} days ago",
        "created in {n} days ago..today",
        "created in 1 year ago..{n} days ago",
        "created not in {n} months ago..{n} days ago",
        "created between {n} days ago and today",
        "created in last {n} days",
        "created not in the last {n} months",
        "company last contacted < {n} days ago",
        "company last contacted <= {n} years ago",
        "birthday in next {n} days",
        "birthday in the next {n} weeks",
        "birthday in {n} days from now",
        "birthday = {n} months ago",
        "birthday in {n} years ago..today",
        "tag = {t} and not birthday in next {n} days",
    ] {
        let missing = compiler.text(text).unwrap_err();
        let names: BTreeSet<_> = missing.as_slice().iter().map(|error| error.span.of(text)).collect();
        assert!(missing.as_slice().iter().all(|error| error.code().name() == "E0601"), "{text}: {missing:?}");
        let template = compiler.template(text).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
        let asked: BTreeSet<_> = template.parameters().iter().map(|place| place.span.of(text)).collect();
        assert_eq!(names, asked, "{text}");
        let number = template.parameters().iter().find(|place| place.name == "n").unwrap();
        assert_eq!((number.kind, number.list), (Kind::Number, false), "{text}");
        let mut given = vec![("n", Argument::from(3))];
        given.extend(text.contains("{t}").then(|| ("t", "vip".into())));
        let bound = template.bind(given).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
        let written = compiler.text(&text.replace("{n}", "3").replace("{t}", "vip")).unwrap();
        assert_eq!(bound.query, written.query, "{text}");
    }
}

/// A clause with a moving date or a parameter, and the same with what is given for its parameters.
fn clause() -> impl Strategy<Value = (String, String)> {
    let forms = prop::sample::select(vec![
        "created in {n} days ago..today",
        "created not in {n} weeks ago",
        "created in previous month..{n} days ago",
        "updated in last {n} months",
        "company last contacted < {n} months ago",
        "birthday in next {n} days",
        "birthday in {n} weeks from now",
        "birthday in this month",
        "created in the previous quarter",
        "Created is Yesterday",
        "tag in {tags}",
        "tag in ({t}, vip, \"x\")",
        "name ~ {t}",
        "rating between {n} and {m}",
        "any contains {t}",
    ]);
    forms.prop_map(|form| {
        let written = form.replace("{n}", "3").replace("{m}", "40").replace("{tags}", "(a, \"b c\")");
        (form.to_owned(), written.replace("{t}", "\"today or {n}\""))
    })
}

fn text_of_both() -> impl Strategy<Value = (String, String)> {
    let fixed =
        generate::clause().prop_map(|clause| Query::clause(clause).to_string()).prop_map(|text| (text.clone(), text));
    let leaf = prop_oneof![3 => clause().boxed(), 1 => fixed.boxed()];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let join = prop::sample::select(vec![" and ", " or ", " AND\n", " or // a comment\n"]);
        prop_oneof![
            2 => (prop::collection::vec(inner.clone(), 2..4), join).prop_map(|(members, join)| {
                let joined = |part: fn(&(String, String)) -> &String| {
                    format!("({})", members.iter().map(|member| part(member).as_str()).collect::<Vec<_>>().join(join))
                };
                (joined(|both| &both.0), joined(|both| &both.1))
            }),
            1 => inner.prop_map(|(holes, written)| (format!("not ({holes})"), format!("not ({written})"))),
        ]
    })
}

proptest! {
    /// Moving dates and parameters among other clauses: printing keeps them, and given values and a present they are the
    /// query that the text is which has the values, whose text and JSON come back equal.
    #[test]
    fn moving_dates_and_parameters_go_together((holes, written) in text_of_both(), width in 1_usize..120) {
        let catalog = Catalog::builtin();
        let compiler = Compiler::new(&catalog).now("2024-02-29T23:30:00Z".parse().unwrap(), "America/New_York".parse().unwrap());
        let style = Style::new(&catalog).width(width);
        let printed = text::print(&text::parse(&holes).unwrap(), &style);
        prop_assert_eq!(text::print(&text::parse(&printed).unwrap(), &style), printed.clone());
        let given = |template: &Template| -> Vec<(String, Argument)> {
            let names: BTreeSet<_> = template.parameters().iter().map(|place| place.name.clone()).collect();
            names
                .into_iter()
                .map(|name| {
                    let value = match &*name {
                        "n" => 3.into(),
                        "m" => 40.into(),
                        "tags" => ["a", "b c"].into(),
                        _ => "today or {n}".into(),
                    };
                    (name, value)
                })
                .collect()
        };
        let meant = compiler.text(&written).map(|checked| checked.query);
        let meant = meant.unwrap_or_else(|errors| panic!("{written}: {errors:?}"));
        for source in [&holes, &printed] {
            let template = compiler.template(source).unwrap_or_else(|errors| panic!("{source}: {errors:?}"));
            let bound = template.bind(given(&template)).unwrap_or_else(|errors| panic!("{source}: {errors:?}"));
            prop_assert_eq!(&bound.query, &meant, "{}", source);
        }
        prop_assert_eq!(compiler.text(&meant.to_string()).map(|checked| checked.query), Ok(meant.clone()));
        prop_assert_eq!(compiler.json(&nse::encode(&meant)).map(|checked| checked.query), Ok(meant));
    }
}
