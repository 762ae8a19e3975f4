//! The typed builder has exactly the catalog's pairs of field and operator; the dynamic one reads values as text does.

use std::collections::BTreeMap;
use std::fmt::Write;

use nse_query::catalog::Kind;
use nse_query::nse::encode;
use nse_query::query::{Query, build};
use nse_query::value::{DayMonth, RecordType, Unit};
use nse_query::{Catalog, Error, dynamic};
use nse_query::{Operator, Operators, Takes};

#[test]
fn each_field_has_its_function_and_exactly_its_operators() {
    let sets: BTreeMap<&str, &[Operator]> = build::SETS.iter().copied().collect();
    let functions: BTreeMap<&str, &str> = build::FIELDS.iter().map(|&(_, set, json)| (json, set)).collect();
    for field in Catalog::builtin().fields() {
        let set = functions.get(&*field.json).unwrap_or_else(|| panic!("no function for {}", field.json));
        assert_eq!(Operators::of(sets[set]), field.operators, "{}", field.json);
    }
    assert_eq!(functions.len(), Catalog::builtin().fields().count());
    let custom = Catalog::builtin().custom_field("x");
    assert_eq!(Operators::of(sets["Custom"]), custom.operators);
}

/// The call of `operator` that would compile if the field had it.
fn call(operator: Operator, kind: Kind) -> String {
    let value = match kind {
        Kind::Number => "3",
        Kind::Datetime | Kind::Birthday => "\"2025-01-31\"",
        Kind::Boolean => "true",
        Kind::RecordType => "RecordType::Person",
        _ => "\"4f69fb852ab3740c5e000004\"",
    };
    let arguments = match operator.takes() {
        Takes::Presence => String::new(),
        Takes::Words => "\"x\"".to_owned(),
        Takes::List => format!("[{value}]"),
        Takes::Range => format!("{value}, {value}"),
        Takes::Quantity => "3, Unit::Month".to_owned(),
        Takes::Days => "day, day".to_owned(),
        _ => value.to_owned(),
    };
    // `in` is a word of Rust.
    let method = if operator == Operator::In { "is_in" } else { operator.json() };
    format!("{method}({arguments})")
}

/// For each set of operators, a field that has it: every call that compiles, and every one that does not, as the field has
/// no such method (E0599, which nightly compilers hold it to).
fn pairs() -> String {
    let catalog = Catalog::builtin();
    let prelude = "use nse_query::{query::build::*, value::{DayMonth, RecordType, Unit}};";
    let mut text = "Every pair of operator and set of operators, made from the catalog by `tests/builder.rs`\n\
        (`UPDATE_GENERATED=1 cargo test --test builder`).\n"
        .to_owned();
    for &(set, _) in build::SETS {
        let fields = build::FIELDS.iter().find(|&&(_, of, _)| of == set);
        let (function, field) = match fields {
            Some(&(function, _, json)) => (format!("{function}()"), catalog.field_by_json(json).expect("built in")),
            None => ("custom(\"Colour\")".to_owned(), catalog.custom_field("Colour")),
        };
        writeln!(text, "\n# {set}\n").expect("a string");
        writeln!(text, "```\n{prelude}\nlet day = DayMonth::new(1, 3).ok_or(\"no such day\")?;").expect("a string");
        for operator in field.operators.iter() {
            writeln!(text, "{function}.{}.build()?;", call(operator, field.kind)).expect("a string");
        }
        writeln!(text, "# Ok::<(), Box<dyn std::error::Error>>(())\n```").expect("a string");
        for operator in Operator::ALL.into_iter().filter(|&operator| !field.operators.contains(operator)) {
            let call = call(operator, field.kind);
            let day = if call.contains("day,") { "\nlet day = DayMonth::new(1, 3).unwrap();" } else { "" };
            write!(text, "\n```compile_fail,E0599\n{prelude}{day}\nlet _ = {function}.{call};\n```\n")
                .expect("a string");
        }
    }
    text
}

#[test]
fn the_doctests_of_wrong_pairs_are_those_of_the_catalog() {
    let path = "tests/builder-wrong-pairs.md";
    let pairs = pairs();
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::write(path, &pairs).expect("writable");
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == pairs, "stale: run `UPDATE_GENERATED=1 cargo test --test builder`");
}

fn json(filter: build::Filter) -> String {
    encode(&filter.build().unwrap_or_else(|problem| panic!("{problem}")))
}

#[test]
fn values_are_written_as_nse_has_them() {
    let march = (DayMonth::new(1, 3).expect("a day"), DayMonth::new(31, 3).expect("a day"));
    let cases = [
        (build::email().is_in(["a@x.com", "b@x.com"]), r#"{"email":{"in":["a@x.com","b@x.com"]}}"#),
        (build::employer().not_in(vec!["Nimble".to_owned()]), r#"{"company_name":{"not_in":["Nimble"]}}"#),
        (build::rating().range(2, 4.5), r#"{"rating":{"range":{"start":2,"end":4.5}}}"#),
        (build::record_type().is(RecordType::All), r#"{"record type":{"is":"all"}}"#),
        (
            build::birthday().day_month_range(march.0, march.1),
            r#"{"birthday":{"day_month_range":{"start_date":"01/03","end_date":"31/03"}}}"#,
        ),
        (build::company_last_contacted().gte("2025-01-01"), r#"{"company last contacted":{"gte":"2025-01-01"}}"#),
        (build::lead_type().is("3"), r#"{"lead type":{"is":"3"}}"#),
        (build::custom("Colour").is("Blue"), r#"{"custom_fields":{"Colour":{"is":"Blue"}}}"#),
        (
            build::tag().is_empty() | build::reminder().is_not_empty(),
            r#"{"or":[{"tag":{"is_empty":true}},{"reminder":{"is_empty":false}}]}"#,
        ),
    ];
    for (filter, expected) in cases {
        assert_eq!(json(filter), expected);
    }
    assert_eq!(json(!build::tag().is("x")), r#"{"not":[{"tag":{"is":"x"}}]}"#);
}

#[test]
fn wrong_values_are_kept_until_the_end() {
    let mistakes = [
        (build::names().contain(" "), "E0205"),
        (build::names().contain("!"), "E0206"),
        (build::id().is("x"), "E0214"),
        (build::rating().range(4, 2), "E0212"),
        (build::created().range("2025-01-01", "2025-01-01T00:00:00Z"), "E0213"),
        (build::created().range("2025-02-30", "2025-03-01"), "E0209"),
        (build::created().in_the_last(0, Unit::Day), "E0217"),
        (build::custom("").is("x"), "E0221"),
        (build::tag().is("vip") & !build::lead_type().is(""), "E0205"),
    ];
    for (filter, code) in mistakes {
        assert_eq!(filter.build().unwrap_err().code().name(), code);
    }
    assert!(build::rating().is(f64::NAN).build().is_err());
    assert!(build::email().is_in(Vec::<String>::new()).build().is_err());
    let mut deep = build::tag().is("x");
    for _ in 0..21 {
        deep = !deep;
    }
    assert_eq!(deep.build().unwrap_err().code().name(), "E0222");
}

#[test]
fn the_dynamic_builder_reads_values_as_the_kind_asks() {
    let catalog = Catalog::builtin()
        .with_metadata(
            r#"{"tabs": [{"members": [{"type": "field", "name": "lead type", "field_type": {"field_kind": "choice",
                "values": {"values": [{"id": "7", "value": "Press"}]}}}]}]}"#,
        )
        .expect("metadata")
        .catalog;
    let field = |name: &str| dynamic::field(&catalog, name).expect("a field");
    let built = |query: Result<Query, Error>| encode(&query.unwrap_or_else(|mistake| panic!("{mistake}")));
    assert_eq!(built(field("Lead Type").op("is").expect("has it").value("press")), r#"{"lead type":{"is":"7"}}"#);
    assert_eq!(built(field("rating").op("gt").expect("has it").value("3")), r#"{"rating":{"gt":3}}"#);
    assert_eq!(built(field("email").op("in").expect("has it").values(["a", "b"])), r#"{"email":{"in":["a","b"]}}"#);
    assert_eq!(
        built(field("created").op("in_the_last").expect("has it").last(1, "week")),
        r#"{"created":{"in_the_last":{"unit":"week","quantity":1}}}"#
    );
    assert_eq!(
        built(field("created").op("range").expect("has it").range("2025", "2025")),
        r#"{"created":{"range":{"start_date":"2025-01-01","end_date":"2025-12-31"}}}"#
    );
    assert_eq!(built(field("tag").op("is_empty").expect("has it").empty(false)), r#"{"tag":{"is_empty":false}}"#);
    let custom = dynamic::custom(&catalog, "Colour").expect("a name");
    assert_eq!(built(custom.op("is").expect("has it").value("007")), r#"{"custom_fields":{"Colour":{"is":"007"}}}"#);

    let code = |query: Result<Query, Error>| query.expect_err("wrong").code().name();
    assert_eq!(code(field("lead type").op("is").expect("has it").value("Pres")), "E0219");
    assert_eq!(code(field("rating").op("gt").expect("has it").value("x")), "E0207");
    assert_eq!(code(field("tag").op("in").expect("has it").value("x")), "E0204");
    assert_eq!(code(field("tag").op("in").expect("has it").values([])), "E0204");
    assert_eq!(code(field("created").op("range").expect("has it").range("2026", "2025")), "E0212");
    assert_eq!(dynamic::field(&catalog, "emial").expect_err("unknown").code().name(), "E0201");
    assert_eq!(dynamic::field(&catalog, "skype").expect_err("another").code().name(), "E0202");
    let contains = field("names").op("contains").expect_err("no such operator");
    assert_eq!((contains.code().name(), contains.help()), ("E0314", &["did you mean `contain`?".to_owned()][..]));
    let one: Query = build::tag().is("a").build().expect("right");
    assert_eq!(
        json(build::Filter::from(one).or(build::tag().is("b"))),
        r#"{"or":[{"tag":{"is":"a"}},{"tag":{"is":"b"}}]}"#
    );
}
