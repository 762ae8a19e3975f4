//! The catalog against the documented tables, row by row.

use std::collections::BTreeSet;

use nse_query::Catalog;
use nse_query::Operator;
use nse_query::catalog::{Field, Kind};

const DOCUMENTED: &str = include_str!("catalog-table.md");

/// The part of the documentation under this heading.
fn section(heading: &str) -> &'static str {
    let start = DOCUMENTED.find(&format!("## {heading}\n")).expect("no such section");
    let rest = &DOCUMENTED[start + 3..];
    rest.find("\n## ").map_or(rest, |end| &rest[..end])
}

/// The cells of each row of the section's table.
fn rows(heading: &str) -> Vec<Vec<&'static str>> {
    let lines = section(heading).lines().filter(|line| line.starts_with('|')).skip(2);
    lines.map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// The words of a text that stand in backticks.
fn quoted(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split('`').skip(1).step_by(2)
}

fn names(operators: impl IntoIterator<Item = Operator>) -> BTreeSet<&'static str> {
    operators.into_iter().map(Operator::json).collect()
}

/// The documented operators of a kind whose fields no row names.
fn of_kind(kind: Kind) -> BTreeSet<&'static str> {
    let row = |row: &str| {
        quoted(rows("Operators of a kind").iter().find(|cells| cells[0] == row).expect("no such kind")[1]).collect()
    };
    match kind {
        Kind::Text => row("text"),
        Kind::Number => row("number"),
        Kind::Datetime => row("datetime"),
        Kind::Choice | Kind::Boolean | Kind::User => ["is", "is_not", "is_empty"].into(),
        other => panic!("no operators are documented for {other:?}"),
    }
}

#[test]
fn each_documented_row_has_exactly_its_operators() {
    let catalog = Catalog::builtin();
    let rows = rows("Field and operator table");
    assert_eq!(rows.len(), 15);
    for row in rows {
        let operators: BTreeSet<_> = quoted(row[2]).collect();
        for name in quoted(row[0]) {
            let field = catalog.field_by_json(name).unwrap_or_else(|| panic!("{name} is missing"));
            assert_eq!(names(field.operators.iter()), operators, "{name}");
            assert_eq!(catalog.field(name), Some(field), "text takes {name} too");
        }
    }
}

#[test]
fn every_other_field_has_the_operators_of_its_kind() {
    let rows = rows("Field and operator table");
    let in_a_row: BTreeSet<_> = rows.iter().flat_map(|row| quoted(row[0])).collect();
    let components = ["street", "city", "state", "zip", "country"];
    let catalog = Catalog::builtin();
    let mut others = 0;
    for field in catalog.fields().filter(|field| !in_a_row.contains(&*field.json)) {
        let operators = names(field.operators.iter());
        if components.contains(&&*field.json) {
            let component = catalog.field_by_json(&format!("address.{}", field.json)).unwrap();
            assert_eq!(operators, names(component.operators.iter()), "{}", field.json);
        } else {
            assert_eq!(operators, of_kind(field.kind), "{}", field.json);
        }
        others += 1;
    }
    assert!(others > 20);
}

#[test]
fn each_operator_is_listed_where_it_says() {
    let sections = [("text", "Text operators"), ("datetime", "Datetime operators"), ("number", "Numeric operators")];
    for (row, section) in sections {
        let rows = rows("Operators of a kind");
        let listed = rows.iter().find(|cells| cells[0] == row).expect("no such kind")[1];
        let mut listed: BTreeSet<_> = quoted(listed).collect();
        // The notes of the two sections name these.
        listed.extend(match row {
            "text" => ["not_in"].as_slice(),
            "datetime" => &["day_month_range"],
            _ => &[],
        });
        let says = Operator::ALL.into_iter().filter(|operator| operator.documented().contains(&section));
        assert_eq!(names(says), listed, "{section}");
    }
}

#[test]
fn each_default_field_is_there() {
    let catalog = Catalog::builtin();
    let rows = rows("Default field table");
    assert_eq!(rows.len(), 29);
    for row in rows {
        let (name, kind, multiple) = (row[0], row[1], row[2]);
        if name == "contact employment" {
            assert_eq!(catalog.instead_of(name), Some(["title", "employer"].as_slice()));
            continue;
        }
        let field = catalog.field_by_json(name).unwrap_or_else(|| panic!("{name} is missing"));
        assert_eq!(field.multiple, multiple == "+", "{name}");
        let expected = match (name, kind) {
            // These two have rows of their own among the operators, which decide.
            ("rating", _) => Kind::Number,
            ("birthday", _) => Kind::Birthday,
            (_, "string") => Kind::Text,
            (_, "address") => Kind::Address,
            (_, "choice") => Kind::Choice,
            other => panic!("{other:?}"),
        };
        assert_eq!(field.kind, expected, "{name}");
    }
}

#[test]
fn the_source_keys_of_synthetic_fields_are_no_fields() {
    let catalog = Catalog::builtin();
    let sources: BTreeSet<_> = quoted(section("Source fields of the synthetic fields")).collect();
    assert_eq!(sources.len(), 28);
    for key in sources {
        // These are documented as fields too.
        if ["names", "__any", "company_name", "domain"].contains(&key) {
            assert!(catalog.field_by_json(key).is_some(), "{key}");
            continue;
        }
        assert!(catalog.field(key).is_none() && catalog.field_by_json(key).is_none(), "{key}");
        let instead = catalog.instead_of(key).unwrap_or_else(|| panic!("no help for {key}"));
        assert!(instead.iter().all(|field| catalog.field(field).is_some()), "{key}");
    }
}

#[test]
fn names_are_found_whatever_their_case_and_spaces() {
    let catalog = Catalog::builtin();
    let json = |name: &str| catalog.field(name).map(|field| field.json.to_string());
    assert_eq!(json("Company  NAME").as_deref(), Some("company name"));
    assert_eq!(json("company_name").as_deref(), Some("company_name"));
    assert_eq!(json("employer").as_deref(), Some("company_name"));
    assert_eq!(json("url").as_deref(), Some("URL"));
    assert_eq!(json("NAMES").as_deref(), Some("names"));
    assert_eq!(json("nothing"), None);
    let exact = |name: &str| catalog.field_by_json(name).map(|field| field.name.to_string());
    assert_eq!(exact("name").as_deref(), Some("name"));
    assert_eq!(exact("saved_search").as_deref(), Some("saved search"));
    for wrong in ["saved search", "any", "id", "employer", "url", "Email", "company  name"] {
        assert_eq!(exact(wrong), None, "{wrong}");
    }
}

#[test]
fn each_field_tells_of_itself() {
    for field in Catalog::builtin().fields() {
        let Field { name, example, documented, .. } = &*field;
        assert!(example.starts_with(&**name), "{name}: its example is of another field");
        assert!(documented.starts_with(['3', '4']) || documented.starts_with("evidence "), "{name}");
    }
}
