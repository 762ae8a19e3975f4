//! Queries made of queries.

use std::collections::HashMap;

use nse_query::catalog::{Catalog, FieldRef};
use nse_query::english::diff;
use nse_query::query::build::*;
use nse_query::query::{Node, Query, Reach, Simplified, Visitor, anonymize, expand_saved_searches, reach, reach_at};
use nse_query::value::{DayMonth, RecordType, Unit};

fn built(filter: Filter) -> Query {
    filter.build().unwrap_or_else(|problem| panic!("{problem}"))
}

fn field(name: &str) -> FieldRef {
    Catalog::builtin().field(name).unwrap_or_else(|| panic!("no {name}"))
}

const A: &str = "4fc886dc682c4a64dd06000a";
const B: &str = "4fc886dc682c4a64dd06000b";

#[test]
fn without_a_field_is_as_if_it_had_not_been_asked() {
    let query = built((tag().is("a") | email().is("x")) & !tag().is("b") & created().in_the_last(1, Unit::Day));
    let rest = built(email().is("x") & created().in_the_last(1, Unit::Day));
    assert_eq!(query.without(&field("tag")), Some(rest));
    assert_eq!(query.without(&field("phone")), Some(query.clone()));
    assert_eq!(built(!tag().is("b")).without(&field("tag")), None);
}

/// A value of the wrong sort is named in words.
#[test]
fn what_a_field_does_not_take_is_named() {
    use nse_query::query::{Clause, Value};
    use nse_query::value::Number;
    for (value, named) in [
        (Value::Number(Number::new(3.0).expect("finite")), "a number"),
        (Value::Boolean(true), "`true` or `false`"),
        (Value::List(vec![Value::Text("a".into())]), "a list"),
    ] {
        let problem = Clause::new(field("email"), nse_query::Operator::Is, value).expect_err("no text");
        assert!(problem.to_string().contains(named), "{problem}");
    }
    let problem = Clause::new(field("rating"), nse_query::Operator::Gt, Value::Text("a".into()));
    let problem = problem.expect_err("no number").to_string();
    assert!(problem.contains("a text"), "{problem}");
}

/// What neither form could write is no clause.
#[test]
fn what_cannot_be_written_is_refused() {
    for (year, written) in [(0, false), (1, true), (9999, true), (10_000, false)] {
        assert_eq!(nse_query::value::Date::new(year, 1, 1).is_some(), written, "{year}");
    }
    for (name, written) in
        [("a", true), ("", false), ("a\0b", false), (&"é".repeat(150), true), (&"é".repeat(151), false)]
    {
        assert_eq!(custom(name).is("x").build().is_ok(), written, "{name:?}");
    }
}

/// A clause is of no level; `and`, `or` and `not` are one each.
#[test]
fn levels_are_counted() {
    let one = || tag().is("a") | domain().is("x");
    for (filter, levels) in [
        (tag().is("a"), 0),
        (one(), 1),
        (!one(), 2),
        (one() & tag().is("b"), 2),
        ((one() & tag().is("b")) | domain().is("y"), 3),
    ] {
        let query = built(filter);
        assert_eq!(query.levels(), levels, "{query}");
    }
}

#[test]
fn fields_are_told_once_in_order() {
    let query = built(tag().is("a") & (email().is("x") | tag().is("b")) & custom("tag").is("x"));
    let names: Vec<_> = query.fields_used().iter().map(|field| field.text().into_owned()).collect();
    assert_eq!(names, ["tag", "email", "custom.\"tag\""]);
}

#[test]
fn a_field_is_renamed_where_it_can_be() {
    let query = built(title().is("a") & !employer().not_in(["b"]));
    let (title, employer, email) = (field("title"), field("employer"), field("email"));
    assert_eq!(
        query.rename(&title, &employer).query,
        built(nse_query::query::build::employer().is("a") & !nse_query::query::build::employer().not_in(["b"]))
    );
    let kept = query.rename(&employer, &email);
    let reasons: Vec<_> = kept.kept.iter().map(|(clause, reason)| (clause.to_string(), reason.code().name())).collect();
    assert_eq!(
        (kept.query, kept.count, reasons),
        (query.clone(), 0, vec![("employer not in (b)".to_owned(), "E0203")])
    );
    let untouched = query.rename(&email, &title);
    assert_eq!((untouched.query, untouched.count, untouched.kept.len()), (query, 0, 0));
}

/// Whatever spelling finds a field, in text, JSON or a request, it is that field.
#[test]
fn a_field_is_renamed_by_each_of_its_spellings() {
    let catalog = Catalog::builtin();
    for from in catalog.fields() {
        let Some(operator) = from.operators.iter().next() else { continue };
        let clause: Query = from.example.parse().expect("an example");
        for spelling in from.aliases.iter().copied().chain([&*from.name, &*from.json]) {
            for spelling in [spelling.to_owned(), spelling.to_uppercase(), spelling.replace(' ', "  ")] {
                let renamed = clause.rename(&field(&spelling), &from);
                assert_eq!((renamed.query, renamed.count), (clause.clone(), 1), "{spelling} {operator}");
            }
        }
    }
}

/// `company name` is a field of a contact, and `company_name` is what NSE JSON calls the employer.
#[test]
fn near_names_are_two_fields() {
    let saved: Query =
        nse_query::nse::decode(r#"{"company_name": {"is": "Nimble"}}"#, &Catalog::builtin()).expect("valid").query;
    assert_eq!(saved.rename(&field("company name"), &field("title")).count, 0);
    let both = saved
        .rename_where(&mut |clause| clause.field().json.replace('_', " ").eq("company name").then(|| field("title")));
    assert_eq!((both.query.to_string(), both.count), ("title = Nimble".to_owned(), 1));
}

/// What an operator cannot join is an error when the filter is built, never a panic.
#[test]
fn queries_are_joined_by_operators() {
    let (one, other): (Query, Query) =
        ("tag = a".parse().expect("valid"), "tag = b or tag = c".parse().expect("valid"));
    assert_eq!(built(one.clone() & other.clone()).to_string(), "tag = a and (tag = b or tag = c)");
    assert_eq!(built(one.clone() | other.clone()), one.clone().or_with(other.clone()).expect("shallow"));
    assert_eq!(
        built(!other.clone() & one.clone()),
        Query::not(other).and_then(|not| not.and_with(one.clone())).expect("shallow")
    );
    let mut deepest = one.clone();
    while deepest.levels() < Query::MAX_LEVELS {
        deepest = Query::not(deepest).expect("not too deep");
    }
    for filter in [!deepest.clone(), deepest.clone() & one.clone(), one.clone() | deepest.clone()] {
        assert_eq!(filter.build().unwrap_err().code().name(), "E0222");
    }
    assert_eq!(deepest.or_with(one).unwrap_err().code().name(), "E0222");
}

/// What NSE JSON carries alike is equal, has one hash and one place in the order, whatever the account's metadata told.
#[test]
fn queries_of_one_json_are_equal() {
    use std::collections::{BTreeSet, HashSet};
    let metadata = r#"{"tabs": [{"members": [{"type": "field", "name": "Plan", "field_type": {"field_kind": "choice",
        "values": {"ordering_type": "ordinal", "values": [{"id": "2", "value": "Gold"}, {"id": "3", "value": "3"}]}}},
        {"type": "field", "name": "lead type", "field_type": {"field_kind": "choice",
        "values": {"ordering_type": "ordinal", "values": [{"id": "2", "value": "Gold"}]}}},
        {"type": "field", "name": "Size", "field_type": {"field_kind": "number"}}]}]}"#;
    let account = nse_query::Compiler::new(Catalog::builtin().with_metadata(metadata).expect("valid").catalog);
    let plain = nse_query::Compiler::default();
    for (with, without, equal) in [
        ("custom.Plan = Gold", "custom.Plan = 2", true),
        ("custom.Plan = 3", "custom.Plan = 3", true),
        ("custom.Plan = 3", "custom.Plan = Gold", false),
        ("lead type = Gold", "lead type = 2", true),
        ("custom.Size = 2", "custom.Size = 2", false),
        ("custom.Size is empty", "custom.Size is empty", true),
    ] {
        let (with, without) = (account.text(with).expect("valid").query, plain.text(without).expect("valid").query);
        assert_eq!(nse_query::nse::encode(&with) == nse_query::nse::encode(&without), equal, "{with}");
        assert_eq!(with == without, equal, "{with}");
        assert_eq!(HashSet::from([&with, &without]).len() == 1, equal, "{with}");
        assert_eq!(BTreeSet::from([&with, &without]).len() == 1, equal, "{with}");
        // What is printed is read back with the account's fields.
        assert_eq!(account.text(&with.to_string()).map(|checked| checked.query), Ok(with.clone()));
        let json = nse_query::nse::encode(&with);
        let read = serde::de::DeserializeSeed::deserialize(&account, &mut serde_json::Deserializer::from_str(&json));
        assert_eq!(read.expect("valid"), with);
    }
    // Merged as one value.
    let one = account.text("custom.Plan = Gold").expect("valid").query;
    let both = one.clone().or_with(plain.text("custom.Plan = 2").expect("valid").query).expect("shallow");
    assert_eq!(nse_query::query::simplify(&both), Simplified::Query(one));
}

#[test]
fn saved_searches_are_expanded_where_they_stand() {
    let mut stored = HashMap::new();
    stored.insert(A.to_owned(), built(saved_search().is(B) | tag().is("a")));
    stored.insert(B.to_owned(), built(tag().is("b")));
    let expand =
        |query: &Query, stored: &HashMap<String, Query>| expand_saved_searches(query, |id| stored.get(id).cloned());
    let query = built(!saved_search().is(A) & saved_search().is(B));
    assert_eq!(expand(&query, &stored), Ok(built(!(tag().is("b") | tag().is("a")) & tag().is("b"))));

    let id = "4fc886dc682c4a64dd06000c".to_owned();
    assert_eq!(expand(&built(saved_search().is(&*id)), &stored).unwrap_err().code().name(), "E0401");
    stored.insert(B.to_owned(), built(tag().is("b") & saved_search().is(A)));
    assert_eq!(expand(&query, &stored).unwrap_err().code().name(), "E0402");
}

#[test]
fn searches_that_double_are_stopped() {
    let id = |number: u64| format!("{number:024x}");
    let double = |name: &str| {
        let number = u64::from_str_radix(name, 16).expect("hexadecimal");
        let next = || saved_search().is(id(number + 1));
        Some(built(if number < 19 { next() | tag().is(name) | next() } else { tag().is("x") }))
    };
    let first = built(saved_search().is(id(0)));
    let doubled = expand_saved_searches(&first, double).map(|query| query.clauses().count());
    assert_eq!(doubled.unwrap_err().code().name(), "E0223");
    let chain = |name: &str| {
        let number = u64::from_str_radix(name, 16).expect("hexadecimal");
        Some(built(saved_search().is(id(number + 1))))
    };
    assert_eq!(expand_saved_searches(&first, chain).unwrap_err().code().name(), "E0403");
}

#[test]
fn nothing_personal_is_left() {
    let day = |day, month| DayMonth::new(day, month).expect("a day");
    let query = built(
        (email().is("Jon.Doe@x.com") | tag().is_in(["jon", "JON", "bob", "jon"]))
            & id().is_in(["5dfb9c3e84a6b90f0c01c23a", "5dfb9c3e84a6b90f0c01c23b"])
            & rating().range(3, 4.5)
            & rating().is_in([7, 5, 7])
            & created().range("2025-03-01T10:30:00.125+02:00", "2025-03-02T00:00:00Z")
            & birthday().range("1980-05-05", "1980-05-05")
            & birthday().day_month_range(day(20, 12), day(5, 1))
            & company_last_contacted().gt("2024-02-29")
            & lead_type().is("17")
            & custom("Wife").is("Ann")
            & custom("Wife").is_empty()
            & record_type().is(RecordType::Person)
            & created().in_the_last(7, Unit::Day),
    );
    let expected = built(
        (email().is("Xxx.Xxx@x.xxx") | tag().is_in(["xxx", "XXX", "yyy", "xxx"]))
            & id().is_in(["000000000000000000000001", "000000000000000000000002"])
            & rating().range(1, 2)
            & rating().is_in([1, 2, 1])
            & created().range("2001-01-01T00:00:00.000+02:00", "2001-12-31T00:00:00Z")
            & birthday().range("2001-01-01", "2001-01-01")
            & birthday().day_month_range(day(31, 12), day(1, 1))
            & company_last_contacted().gt("2001-01-01")
            & lead_type().is("3")
            & custom("Field 1").is("Xyy")
            & custom("Field 1").is_empty()
            & record_type().is(RecordType::Person)
            & created().in_the_last(7, Unit::Day),
    );
    let anonymous = anonymize(&query);
    assert!(anonymous.fields_used().iter().all(|field| !field.custom || field.example.is_empty()));
    // Letters of every script are exchanged, what is neither letter nor digit stays.
    let shapes = anonymize(&built(names().contain("Äñ 日—🙂")));
    assert_eq!(shapes, built(names().contain("Éé é—🙂")));
    assert_eq!(anonymize(&built(tag().is("VIP-1 a"))), built(tag().is("XXX-0 x")));
    let shown = |query: &Query| nse_query::nse::encode(query).replace("Xyy", "Xxx");
    assert_eq!(shown(&anonymous), shown(&expected));
    assert_eq!(anonymize(&anonymous).clauses().count(), query.clauses().count());
}

/// Neither the name of an account's own field nor what it offers is left.
#[test]
fn nothing_of_the_account_is_left() {
    let account = r#"{"tabs": [{"members": [{"type": "field", "name": "Stage", "field_type": {"field_kind": "choice",
        "values": {"values": [{"id": "1", "value": "Won"}]}}}]}]}"#;
    let catalog = Catalog::builtin().with_metadata(account).unwrap_or_else(|errors| panic!("{errors}")).catalog;
    let query =
        nse_query::Compiler::new(&catalog).text("Stage = Won").unwrap_or_else(|errors| panic!("{errors}")).query;
    let [field] = &anonymize(&query).fields_used()[..] else { panic!("one field") };
    assert_eq!((&*field.name, &*field.json, field.choices.len()), ("Field 1", "Field 1", 0));
}

#[test]
fn a_difference_is_told_as_queries_and_in_words() {
    let before = built(tag().is("vip") & rating().gt(3));
    let after = built(tag().is("vip") & rating().gt(2));
    let difference = diff(&before, &after).expect("shallow");
    assert_eq!(difference.removed, Simplified::Nothing);
    assert_eq!(difference.added, Simplified::Query(built(tag().is("vip") & rating().gt(2) & !rating().gt(3))));
    assert_eq!(diff(&before, &before).expect("shallow").to_string(), "both find the same");
    let other = diff(&before, &built(tag().is("x"))).expect("shallow").to_string();
    assert!(other.starts_with("it also finds: ") && other.contains("; it no longer finds: "), "{other}");
}

#[test]
fn a_query_for_everything_is_known() {
    let reach_of = |filter: Filter| reach(&built(filter));
    for everything in [
        tag().is("a") | !tag().is("a"),
        record_type().is(RecordType::All) | tag().is("a"),
        !(rating().gt(3) & rating().lt(2)),
        (tag().is("a") | tag().is_not("A")) & record_type().is(RecordType::All),
    ] {
        assert_eq!(reach_of(everything), Reach::Everything);
    }
    for any_value in [
        record_type().is(RecordType::Person) | record_type().is(RecordType::Company),
        rating().gte(0),
        rating().lt(3) | rating().gte(3),
        rating().lt(3) | rating().gte(3) & tag().is("a") | rating().gte(3),
        !rating().gt(5),
        tag().is_not("a") | tag().is_not("b"),
        !(tag().is("a") & tag().is("b")),
        tag().is("a") | tag().is_not("b") | email().is_empty() | tag().is_not("c"),
    ] {
        assert_eq!(reach_of(any_value), Reach::AnyValue);
    }
    for text in [
        "created in last 1000 years",
        "created in 0001-01-01..9999-12-31",
        "created not in 1990-01-01..1999-12-31",
        "created in last 3 months or created not in last 2 months",
        "is_editable = true or is_editable = false",
        "birthday in 1 Jan..31 Dec",
        "birthday in 1 Jul..31 Dec or birthday in 31 Dec..30 Jun",
        "birthday in 1900-01-01..2200-01-01",
        "rating in 1..5",
        "rating in (1, 2, 3, 4, 5)",
        "tag = a or created in last 20 years",
        "email is empty or email is not empty and created in last 100 years",
    ] {
        assert_eq!(reach(&text.parse().expect(text)), Reach::AnyValue, "{text}");
    }
    let past = |text: &str| reach_at(&text.parse().expect(text), "2026-11-28T12:00:00Z".parse().expect("an instant"));
    assert_eq!(past("created in 2000-01-01..2026-12-31"), Reach::AnyValue);
    assert_eq!(past("company last contacted <= 2026-11-28"), Reach::AnyValue);
    assert_eq!(past("company last contacted < 2026-01-01"), Reach::Part);
    for text in [
        "created in last 10 years",
        "created not in last 1 day",
        "created in 2025-01-01..2026-12-31",
        "birthday in 2 Jan..30 Dec",
        "rating >= 2",
        "rating in (1, 2, 3, 4)",
        "tag != a",
        "not (rating in 1..5 and tag = a)",
        "is_editable = true",
        "is_editable = true or is_editable is empty",
        "is_editable = true and is_editable = false",
    ] {
        assert_eq!(reach(&text.parse().expect(text)), Reach::Part, "{text}");
    }
    for of_a_type in [
        record_type().is(RecordType::Person),
        record_type().is(RecordType::Company) & (email().is_empty() | email().is_not_empty()),
        record_type().is(RecordType::Company) | tag().is("a"),
        !(record_type().is(RecordType::Person) & tag().is("a")),
    ] {
        assert_eq!(reach_of(of_a_type), Reach::RecordType);
    }
    for saved in [
        saved_search().is(A),
        !saved_search().is(A),
        saved_search().is(A) | tag().is("a"),
        !(saved_search().is(A) & tag().is("a")) & record_type().is(RecordType::Person),
    ] {
        assert_eq!(reach_of(saved), Reach::SavedSearch);
    }
    for part in [
        tag().is("a") & record_type().is(RecordType::Person),
        tag().is("a") & tag().is_not("a"),
        record_type().is(RecordType::Company) & record_type().is(RecordType::Person),
        record_type().is(RecordType::Company) & (saved_search().is(A) | tag().is("a")) & tag().is("b"),
        saved_search().is(A) & tag().is("a"),
        !(saved_search().is(A) | email().is_empty()),
        saved_search().is(A) & !saved_search().is(A),
        email().is_not_empty(),
    ] {
        assert_eq!(reach_of(part), Reach::Part);
    }
}

#[test]
fn a_visitor_sees_each_part_from_the_outside_in() {
    #[derive(Default)]
    struct Outline(String);

    impl Visitor for Outline {
        fn enter(&mut self, join: Node<'_>) {
            self.0 += match join {
                Node::And(_) => "and[",
                Node::Or(_) => "or[",
                _ => "not[",
            };
        }

        fn clause(&mut self, clause: &nse_query::query::Clause) {
            self.0 += &clause.field().name;
            self.0 += " ";
        }

        fn leave(&mut self, _: Node<'_>) {
            self.0 += "]";
        }
    }

    let mut outline = Outline::default();
    built(tag().is("a") & !(email().is("x") | phone().is("1"))).visit(&mut outline);
    assert_eq!(outline.0, "and[tag not[or[email phone ]]]");
}
