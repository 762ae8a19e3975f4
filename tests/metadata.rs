//! Account metadata in its three documented shapes: which fields a catalog gains, and what it says of odd ones.

use nse_query::Compiler;
use nse_query::catalog::{Catalog, Kind, Loaded};
use nse_query::{Diagnostics, diagnostic, nse};
use nse_query::{Operator, Operator as O};

fn load(json: &str) -> Loaded {
    Catalog::builtin().with_metadata(json).unwrap_or_else(|errors| panic!("{errors}"))
}

fn quietly(json: &str) -> Catalog {
    let loaded = load(json);
    assert_eq!(loaded.warnings, [], "{json}");
    loaded.catalog
}

/// The codes of what is said, with the text of each place and its JSON pointer.
fn said(json: &str) -> Vec<(String, String, String)> {
    let diagnostics = match Catalog::builtin().with_metadata(json) {
        Ok(loaded) => loaded.warnings,
        Err(errors) => errors.into_vec(),
    };
    let one = |diagnostic: &nse_query::Diagnostic| {
        let pointer = diagnostic.pointer.clone().unwrap_or_default();
        (diagnostic.code().to_string(), diagnostic.span.of(json).to_owned(), pointer)
    };
    diagnostics.iter().map(one).collect()
}

fn operators(catalog: &Catalog, name: &str) -> Vec<Operator> {
    catalog.field(name).unwrap_or_else(|| panic!("no {name}")).operators.iter().collect()
}

/// `tabs` of these fields, each as (name, `field_type`).
fn tabs(fields: &[(&str, &str)]) -> String {
    let field = |(index, (name, of_type)): (usize, &(&str, &str))| {
        format!(
            r#"{{"type": "field", "name": "{name}", "field_id": "{index}", "modifier": "", "multiples": false, "field_type": {of_type}}}"#
        )
    };
    let fields: Vec<_> = fields.iter().enumerate().map(field).collect();
    format!(
        r#"{{"tabs": [{{"tab_name": "t", "members": [{{"type": "group", "fields": [{}]}}, {{"type": "files"}}]}}]}}"#,
        fields.join(", ")
    )
}

/// What stands where something else should, in words.
#[test]
fn what_is_found_instead_is_named() {
    for (json, found) in
        [("3", "a number"), ("\"x\"", "a string"), ("true", "a boolean"), ("false", "a boolean"), ("{}", "an object")]
    {
        let error = Catalog::builtin().with_metadata(&format!("{{\"tabs\": {json}}}")).unwrap_err().to_string();
        assert!(error.contains(found), "{json}: {error}");
    }
    for (json, found) in [("null", "`null`"), ("[]", "an array")] {
        let error = Catalog::builtin().with_metadata(&format!("{{\"tabs\": [{json}]}}")).unwrap_err().to_string();
        assert!(error.contains(found), "{json}: {error}");
    }
}

/// Each operator of a field has a clause that shows its use.
#[test]
fn examples_are_of_the_field() {
    let catalog = quietly(&tabs(&[("Shoe size", r#"{"field_kind": "number"}"#), ("lead type", LEAD_TYPE)]));
    let list = r#"[{"search_name": "status", "data_type": {"type_id": "textlike"}, "occurrences": ["is", "in"],
        "possible_values": {"values": [{"id": "1", "value": "On hold"}]}}]"#;
    let catalog = catalog.with_metadata(list).unwrap_or_else(|errors| panic!("{errors}")).catalog;
    for (name, example) in [
        ("Shoe size", "custom.\"Shoe size\" = 3"),
        ("Shoe size", "custom.\"Shoe size\" is empty"),
        ("Shoe size", "custom.\"Shoe size\" in 2..4"),
        ("tag", "tag in (vip)"),
        ("tag", "tag = vip"),
        ("lead type", "lead type = Analyst"),
        ("status", "status in (\"On hold\")"),
        ("status", "status = \"On hold\""),
        ("created", "created in last 3 months"),
        ("birthday", "birthday in 1 Mar..31 Mar"),
        ("employer", "employer ~ Nimble"),
    ] {
        let field = catalog.field(name).unwrap_or_else(|| panic!("no {name}"));
        let examples: Vec<String> = field.examples().map(|(_, example)| example).collect();
        assert!(examples.iter().any(|one| one == example), "{example}: {examples:?}");
        for one in &examples {
            assert!(Compiler::new(&catalog).text(one).is_ok(), "{one}");
        }
    }
    assert_eq!(catalog.field("Shoe size").expect("custom").example, "custom.\"Shoe size\" = 3");
    assert_eq!(catalog.field("status").expect("listed").example, "status = \"On hold\"");
}

/// A name is of 150 characters at most.
#[test]
fn a_name_too_long_is_left_out() {
    for (length, usable) in [(149, true), (150, true), (151, false), (152, false)] {
        let name = "é".repeat(length);
        let loaded = load(&tabs(&[(&name, r#"{"field_kind": "string"}"#)]));
        assert_eq!(loaded.catalog.field(&name).is_some(), usable, "{length}");
        assert_eq!(loaded.warnings.is_empty(), usable, "{length}");
    }
}

const LEAD_TYPE: &str = r#"{"field_kind": "choice", "values": {"ordering_type": "ordinal", "values": [
    {"id": "1", "value": "Analyst"}, {"id": "7", "value": "Press"}, {"id": "12", "value": "7"}]}}"#;

#[test]
fn custom_fields_of_tabs_have_the_operators_of_their_kind() {
    let kinds = [
        ("string", Kind::Text, "first name"),
        ("long_string", Kind::Text, "first name"),
        ("number", Kind::Number, "rating"),
        ("address", Kind::Address, "address"),
        ("boolean", Kind::Boolean, "is_editable"),
        ("user", Kind::User, "is_editable"),
        ("choice", Kind::Choice, "lead type"),
    ];
    for (word, kind, like) in kinds {
        let of_type = if word == "choice" { LEAD_TYPE.to_owned() } else { format!(r#"{{"field_kind": "{word}"}}"#) };
        let catalog = quietly(&tabs(&[("Shoe size", &of_type)]));
        let field = catalog.field("shoe SIZE").expect(word);
        assert!(field.custom && !field.multiple);
        assert_eq!(field.kind, kind);
        assert_eq!(operators(&catalog, "Shoe size"), operators(&catalog, like), "{word}");
        assert_eq!(catalog.custom_field("shoe  size").name, "Shoe size");
        assert_eq!(catalog.custom_field("Shoe size").kind, kind);
        assert!(!catalog.has_custom_field("Hat size") && catalog.has_metadata());
    }
    let catalog = quietly(&tabs(&[("Signed", r#"{"field_kind": "datetime"}"#)]));
    assert_eq!(operators(&catalog, "signed"), [O::IsEmpty, O::Range, O::NotInRange, O::InTheLast, O::NotInTheLast]);
}

#[test]
fn built_in_drop_downs_get_their_choices() {
    let catalog = quietly(&tabs(&[("lead type", LEAD_TYPE), ("first name", r#"{"field_kind": "string"}"#)]));
    let field = catalog.field("lead type").expect("built in");
    assert!(!field.custom);
    let choices: Vec<_> = field.choices.iter().map(|choice| (&*choice.id, &*choice.label)).collect();
    assert_eq!(choices, [("1", "Analyst"), ("7", "Press"), ("12", "7")]);
    assert_eq!(catalog.field_by_json("lead type").expect("in JSON too").choices.len(), 3);
    assert_eq!(catalog.fields().filter(|field| field.json == "lead type").count(), 1);
    assert_eq!(catalog.fields().count(), Catalog::builtin().fields().count());
    // The documentation has `rating` as a choice; it is a number.
    let rating = quietly(&tabs(&[("rating", LEAD_TYPE)])).field("rating").expect("built in");
    assert_eq!((rating.kind, rating.choices.len()), (Kind::Number, 0));
    // JSON has the id; where it has a label, of whatever case, the id is known.
    let compiler = Compiler::new(&catalog);
    let id = r#"{"lead type": {"is": "1"}}"#;
    assert_eq!(compiler.fix(r#"{"lead type": {"is": "ANALYST"}}"#).as_deref(), Some(id));
    assert_eq!(compiler.fix(r#"{"lead type": {"is": "Analyse"}}"#), None);
}

#[test]
fn contacts_meta_tells_drop_downs_numbers_and_dates() {
    let catalog = quietly(
        r#"{"contacts_meta": {"fields": {
            "first name": [{"group": "Basic Info", "name": "first name", "label": "first name", "modifier": "",
                "presentation": {}, "id": "a", "multiples": false, "read_only": false}],
            "email": [{"name": "email", "modifier": "other", "presentation": {}, "id": "b", "multiples": true},
                {"name": "email", "modifier": "personal", "presentation": {}, "id": "c", "multiples": true}],
            "lead status": [{"modifier": "", "presentation": {"width": "1", "next_id": "5", "type": "select-box",
                "values": [{"id": "1", "value": "Open"}]}, "id": "d", "multiples": false}],
            "parent company": [{"presentation": {}, "id": "e"}],
            "Colour": [{"modifier": "a", "presentation": {}, "id": "f"}, {"modifier": "b", "id": "g", "multiples": true}],
            "Size": [{"presentation": {"number_type": "integer"}, "id": "h", "multiples": false}],
            "Signed": [{"presentation": {"date_format": null, "ignore_specific_time": false}, "id": "i"}]
        }, "groups": {}}}"#,
    );
    assert_eq!(catalog.field("lead status").expect("built in").choices.len(), 1);
    assert_eq!(catalog.field("size").expect("custom").kind, Kind::Number);
    assert_eq!(catalog.field("signed").expect("custom").kind, Kind::Datetime);
    let colour = catalog.field("colour").expect("custom");
    assert!(colour.multiple && colour.custom);
    // Its kind is not told, so only what every custom field takes.
    assert!(!colour.operators.contains(Operator::StartsWith) && colour.operators.contains(Operator::Contain));
    assert!(catalog.field("parent company").is_none());
    let plain = quietly(r#"{"contacts_meta": {"fields": {"Note": [{"id": "a", "presentation": {"width": "1"}}]}}}"#);
    assert_eq!(plain.field("Note").expect("custom").kind, Kind::Text);
}

/// A mistaken choice is told the first twenty.
#[test]
fn many_choices_are_not_all_told() {
    for (count, cut) in [(19, false), (20, false), (21, true), (22, true)] {
        let choices: Vec<String> =
            (0..count).map(|id| format!(r#"{{"id": "{id}", "value": "Choice {id}"}}"#)).collect();
        let of_type = format!(r#"{{"field_kind": "choice", "values": {{"values": [{}]}}}}"#, choices.join(", "));
        let catalog = quietly(&tabs(&[("Stage", &of_type)]));
        let errors = Compiler::new(&catalog).text("Stage = zzz").expect_err("no such choice");
        let help = errors.as_slice()[0].help.concat();
        assert_eq!((help.matches('“').count(), help.contains('…')), (count.min(20), cut), "{help}");
    }
}

/// A field may stand on several tabs.
#[test]
fn one_field_may_be_listed_twice() {
    let field = |id: &str| {
        format!(r#"{{"type": "field", "name": "Size", "field_id": "{id}", "field_type": {{"field_kind": "number"}}}}"#)
    };
    let twice = |one: &str, other: &str| {
        format!(r#"{{"tabs": [{{"members": [{}]}}, {{"members": [{}]}}]}}"#, field(one), field(other))
    };
    assert_eq!(said(&twice("1", "1")), []);
    assert_eq!(said(&twice("1", "2"))[0].0, "W0502");
    assert_eq!(said(&twice("", ""))[0].0, "W0502");
}

#[test]
fn search_fields_take_exactly_their_occurrences() {
    let catalog = quietly(
        r#"[{"human_readable_name": "Colour", "search_name": "colour_1", "data_type": {"type_id": "textlike"},
             "occurrences": ["starts_with", "not_in"], "frequently_used": true, "possible_values": null},
            {"search_name": "status", "data_type": {"type_id": "textlike"}, "occurrences": ["is", "in"],
             "possible_values": {"ordering_type": "ordinal", "values": [{"id": "1", "value": "Open"}]}},
            {"search_name": "signed", "data_type": {"type_id": "datelike"}, "occurrences": ["gt", "day_month_range"]},
            {"search_name": "size", "data_type": {"type_id": "numberlike"}, "occurrences": ["range"]},
            {"search_name": "email", "data_type": {"type_id": "textlike"}, "occurrences": ["is"]}]"#,
    );
    let colour = catalog.field_by_json("colour_1").expect("by its search name");
    assert!(!colour.custom);
    assert_eq!(operators(&catalog, "colour_1"), [O::StartsWith, O::NotIn]);
    assert_eq!(catalog.field("Colour_1"), Some(colour));
    assert_eq!(operators(&catalog, "status"), [O::Is, O::In]);
    assert_eq!(catalog.field("status").expect("listed").kind, Kind::Choice);
    assert_eq!(operators(&catalog, "signed"), [O::Gt, O::DayMonthRange]);
    assert_eq!(operators(&catalog, "size"), [O::Range]);
    assert_eq!(operators(&catalog, "email"), [O::Is], "of a built-in field too");
    assert_eq!(catalog.fields().count(), Catalog::builtin().fields().count() + 4);
    let entry = |name: &str, kind: &str, occurrences: &str| {
        format!(r#"[{{"search_name": "{name}", "data_type": {{"type_id": "{kind}"}}, "occurrences": {occurrences}}}]"#)
    };
    let twice = quietly(&entry("email", "textlike", r#"["is", "in", "is"]"#));
    assert_eq!(operators(&twice, "email"), [O::Is, O::In], "each once");
    let listed = r#"[{"search_name": "email", "data_type": {"type_id": "textlike"}, "occurrences": ["is"],
        "possible_values": {"values": [{"id": "1", "value": "Open"}]}}, {"search_name": "phones", "multiples": true,
        "data_type": {"type_id": "textlike"}, "occurrences": ["is"]}]"#;
    let listed = quietly(listed);
    let email = listed.field("email").expect("built in");
    assert_eq!((email.kind, email.choices.len()), (Kind::Text, 0), "of the kind that it is built in with");
    let phones = listed.field("phones").expect("listed");
    assert_eq!((phones.multiple, phones.documented), (true, "the account's metadata"));
    let unfit = entry("reminder", "textlike", r#"["is_empty", "is"]"#);
    assert_eq!(said(&unfit), [("W0506".into(), "\"is\"".into(), "/0/occurrences/1".into())]);
    assert_eq!(operators(&load(&unfit).catalog, "reminder"), [O::IsEmpty]);
}

/// A field that has an operator and not the one that built-in fields have beside it gets its own advice.
#[test]
fn what_an_accounts_field_does_not_take_is_mended_by_what_it_takes() {
    let catalog = quietly(
        r#"[{"search_name": "memo", "data_type": {"type_id": "textlike"}, "occurrences": ["contain"]},
            {"search_name": "size", "data_type": {"type_id": "numberlike"}, "occurrences": ["range", "is"]}]"#,
    );
    let compiler = Compiler::new(&catalog);
    assert_eq!(compiler.fix("memo !~ x").as_deref(), Some("not memo ~ x"));
    let fixed = compiler.fix(r#"{"memo": {"not_contain": "x"}}"#);
    assert_eq!(fixed.as_deref(), Some(r#"{"not": [{"memo": {"contain": "x"}}]}"#));
    for (source, ends) in [
        (r#"{"size": {"gt": 3}}"#, r#"{"range": {"start": 3, "end": N}}"#),
        (r#"{"size": {"lte": 3}}"#, r#"{"range": {"start": N, "end": 3}}"#),
        (r#"{"size": {"lt": "x"}}"#, r#"{"range": {"start": N, "end": N}}"#),
        ("size > 3", "size in 3..N"),
    ] {
        let errors = compiler.read(source).expect_err("no bounds");
        let help = &errors.as_slice()[0].help;
        assert!(help.iter().any(|help| help.contains(ends)), "{source}: {help:?}");
    }
}

/// Deals have the same metadata (documentation, "Fields metadata"), and their search fields a list of the same shape.
#[test]
fn deals_are_loaded_the_same_way() {
    let stage = r#"{"field_kind": "choice", "values": {"ordering_type": "ordinal", "values": [
        {"id": "s1", "value": "Won"}, {"id": "s2", "value": "Lost"}]}}"#;
    let shapes = [
        tabs(&[("Deal stage", stage), ("Amount", r#"{"field_kind": "number"}"#)]),
        r#"{"contacts_meta": {"fields": {
            "Deal stage": [{"id": "a", "presentation": {"type": "select-box", "values": [
                {"id": "s1", "value": "Won"}, {"id": "s2", "value": "Lost"}]}}],
            "Amount": [{"id": "b", "presentation": {"number_type": "float"}}]}}}"#
            .to_owned(),
        r#"[{"search_name": "Deal stage", "data_type": {"type_id": "textlike"}, "occurrences": ["is", "is_not"],
             "possible_values": {"values": [{"id": "s1", "value": "Won"}, {"id": "s2", "value": "Lost"}]}},
            {"search_name": "Amount", "data_type": {"type_id": "numberlike"}, "occurrences": ["gt", "range"]}]"#
            .to_owned(),
    ];
    for (index, shape) in shapes.iter().enumerate() {
        let catalog = quietly(shape);
        let query = Compiler::new(&catalog).text("deal stage = won and amount > 1000").expect("valid").query;
        let clauses = [r#"{"Deal stage":{"is":"s1"}}"#, r#"{"Amount":{"gt":1000}}"#];
        let custom = |clause: &str| if index < 2 { format!(r#"{{"custom_fields":{clause}}}"#) } else { clause.into() };
        assert_eq!(nse::encode(&query), format!(r#"{{"and":[{},{}]}}"#, custom(clauses[0]), custom(clauses[1])));
        // JSON has the id, and is printed with the label.
        let back = Compiler::new(&catalog).json(&nse::encode(&query)).expect("valid");
        assert_eq!((back.warnings, back.query.to_string().contains("= Won")), (vec![], true));
        let errors = Compiler::new(&catalog).text("deal stage = Wonn").expect_err("no such choice");
        assert_eq!(errors.as_slice()[0].code().name(), "E0219", "{errors}");
    }
}

/// What a clash, two fields of one name and an unknown kind come to, in each shape.
#[test]
fn each_shape_says_what_is_odd() {
    let codes = |json: &str| said(json).into_iter().map(|(code, ..)| code).collect::<Vec<_>>();
    let of_tabs = tabs(&[
        ("Tag", r#"{"field_kind": "string"}"#),
        ("Size", r#"{"field_kind": "number"}"#),
        ("Size", r#"{"field_kind": "string"}"#),
        ("Odd", r#"{"field_kind": "hologram"}"#),
    ]);
    assert_eq!(codes(&of_tabs), ["W0501", "W0502", "W0504"]);
    let of_meta = r#"{"contacts_meta": {"fields": {"Tag": [{"id": "a"}],
        "Size": [{"id": "b", "modifier": "x"}, {"id": "c", "modifier": "x"}],
        "Odd": [{"id": "d", "presentation": {"type": "hologram"}}]}}}"#;
    assert_eq!(codes(of_meta), ["W0501", "W0502", "W0504"]);
    let entry = |name: &str, kind: &str| {
        format!(r#"{{"search_name": "{name}", "data_type": {{"type_id": "{kind}"}}, "occurrences": ["is"]}}"#)
    };
    let entries = [("Tag", "textlike"), ("size", "textlike"), ("size", "textlike"), ("odd", "hologram")];
    let of_list = format!("[{}]", entries.map(|(name, kind)| entry(name, kind)).join(","));
    assert_eq!(codes(&of_list), ["W0501", "W0502", "W0504"]);
}

#[test]
fn metadata_adds_up() {
    let first = quietly(&tabs(&[("Size", r#"{"field_kind": "number"}"#), ("lead type", LEAD_TYPE)]));
    let second = first
        .with_metadata(&tabs(&[("Colour", r#"{"field_kind": "string"}"#), ("Size", r#"{"field_kind": "number"}"#)]));
    let second = second.unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!(second.warnings, []);
    assert!(second.catalog.has_custom_field("Size") && second.catalog.has_custom_field("Colour"));
    assert_eq!(second.catalog.field("lead type").expect("built in").choices.len(), 3);
    let other =
        second.catalog.with_metadata(&tabs(&[("Size", r#"{"field_kind": "string"}"#)])).expect("a warning only");
    assert_eq!(other.warnings[0].code().name(), "W0502");
    assert_eq!(other.catalog.custom_field("Size").kind, Kind::Number);
    // A kind that is not told is no other kind, before and after.
    let untold = r#"{"contacts_meta": {"fields": {"Size": [{"id": "a"}]}}}"#;
    let told = tabs(&[("Size", r#"{"field_kind": "number"}"#)]);
    for (first, second) in [(untold, &*told), (&*told, untold)] {
        let loaded = quietly(first).with_metadata(second).unwrap_or_else(|errors| panic!("{errors}"));
        assert_eq!((loaded.warnings, loaded.catalog.custom_field("Size").kind), (vec![], Kind::Number), "{first}");
    }
}

#[test]
fn a_built_in_name_wins_for_bare_text() {
    let json = tabs(&[("Tag", r#"{"field_kind": "number"}"#), ("annual revenue", r#"{"field_kind": "number"}"#)]);
    let loaded = load(&json);
    let codes: Vec<_> = loaded.warnings.iter().map(|warning| warning.code().name()).collect();
    assert_eq!(codes, ["W0501", "W0501"]);
    assert_eq!(loaded.catalog.field("tag").expect("built in").kind, Kind::Tag);
    assert_eq!(loaded.catalog.custom_field("Tag").kind, Kind::Number);
    assert_eq!(loaded.catalog.custom_field("annual revenue").kind, Kind::Number);
    assert_eq!(loaded.catalog.field_by_json("annual revenue").expect("built in").kind, Kind::Text);
}

#[test]
fn fields_of_one_spelling_are_found_exactly_or_not_at_all() {
    let json = tabs(&[("Size", r#"{"field_kind": "number"}"#), ("size", r#"{"field_kind": "string"}"#)]);
    assert_eq!(said(&json), [("W0503".into(), r#""size""#.into(), "/tabs/0/members/0/fields/1/name".into())]);
    let catalog = load(&json).catalog;
    assert_eq!(catalog.field("Size").map(|field| field.kind), Some(Kind::Number));
    assert_eq!(catalog.field("size").map(|field| field.kind), Some(Kind::Text));
    assert_eq!(catalog.field("SIZE"), None);
    assert!(!catalog.has_custom_field("SIZE"));
}

#[test]
fn mistakes_have_a_place_and_a_pointer() {
    let one = |code: &str, place: &str, pointer: &str| vec![(code.to_owned(), place.to_owned(), pointer.to_owned())];
    assert_eq!(said("{"), one("E0501", "", ""));
    assert_eq!(said("{\"tabs\": é}"), one("E0501", "é", ""));
    assert_eq!(said("[\n\"é\" é]"), one("E0501", "é", ""));
    // Never within a character.
    for (json, at) in [("{\"tabs\": é}", 9), ("[\n\"é\" é]", 7), ("{\"é", 1), ("é", 0)] {
        let errors = Catalog::builtin().with_metadata(json).expect_err("no JSON");
        assert_eq!(errors.as_slice()[0].span.start, at, "{json}");
    }
    assert_eq!(said("{\"a\": 1}"), one("E0502", "{\"a\": 1}", ""));
    assert_eq!(said("\u{feff} {\"tabs\": 7}"), one("E0503", "7", "/tabs"));
    assert_eq!(
        said(r#"{"contacts_meta": {"fields": {"a/b": [[]]}}}"#),
        one("E0503", "[]", "/contacts_meta/fields/a~1b/0")
    );
    assert_eq!(said("[{}]"), one("E0504", "{}", "/0"));
}

#[test]
fn thousands_of_mistakes_are_a_bounded_report() {
    let json = format!("[{}]", vec!["7"; 20_000].join(","));
    let said = said(&json);
    assert_eq!(said.len(), 101);
    assert_eq!(said[99].2, "/99");
}

/// Of two choices of one label the text says the id, which tells them apart when it is read again.
#[test]
fn a_label_of_two_choices_is_not_printed() {
    let account = std::fs::read_to_string("tests/diagnostics/account.json").unwrap_or_else(|error| panic!("{error}"));
    let catalog = load(&account).catalog;
    let compiler = Compiler::new(&catalog);
    let read = |checked: Result<nse_query::Checked, nse_query::Diagnostics>| {
        checked.unwrap_or_else(|errors| panic!("{errors}"))
    };
    let checked = read(compiler.json(r#"{"lead source":{"is":"1"}}"#));
    let text = checked.query.to_string();
    assert_eq!(text, "lead source = 1");
    let again = read(compiler.text(&text));
    assert_eq!((again.query, again.warnings), (checked.query, Vec::new()));
}

/// What is offered for a mistake knows the account's fields: their names, their kinds and their operators.
#[test]
fn mistakes_are_mended_with_the_fields_of_the_account() {
    let catalog = quietly(&tabs(&[
        ("Shoe size", r#"{"field_kind": "number"}"#),
        ("Contract end", r#"{"field_kind": "datetime"}"#),
        ("Preferred way of contact", r#"{"field_kind": "string"}"#),
    ]));
    let offered = |text: &str| -> Vec<String> {
        let found = Compiler::new(&catalog).text(text).map_or_else(Diagnostics::into_vec, |checked| checked.warnings);
        let fixes = found.iter().flat_map(|found| &found.fixes);
        fixes.map(|fix| diagnostic::apply(text, [fix])).collect()
    };
    for (text, meant) in [
        ("tag = vip Shoe size = 42", "tag = vip and Shoe size = 42"),
        ("tag = vip, Shoe size > 42", "tag = vip and Shoe size > 42"),
        ("tag = vip & Shoe size > 42", "tag = vip and Shoe size > 42"),
        ("tag = vip but Contract end in 2025", "tag = vip and Contract end in 2025"),
        ("tag = vip Contract end in 2025", "tag = vip and Contract end in 2025"),
        ("Shoe size isn't in 41..42", "Shoe size not in 41..42"),
        ("Contract end 2025-03", "Contract end in 2025-03"),
        ("Contract end on 2025-01-01", "Contract end in 2025-01-01"),
        ("Preferred way of contact Email", "Preferred way of contact = Email"),
        ("tag = vip Preferred way of contact = Email", "tag = vip and Preferred way of contact = Email"),
    ] {
        let offered = offered(text);
        assert!(offered.iter().any(|fixed| fixed == meant), "{text}: {offered:?}");
        // Where the value is a field's name too, a sentence is not read back.
        if text.ends_with("Email") {
            continue;
        }
        let queries: Vec<_> = offered.iter().filter_map(|fixed| Compiler::new(&catalog).text(fixed).ok()).collect();
        for (index, one) in queries.iter().enumerate() {
            let twice = queries.iter().skip(index + 1).any(|other| other.query == one.query);
            assert!(!twice, "{text} offers the same twice: {offered:?}");
        }
    }
    for text in ["Contract end before 2025-01-01", "Contract end after 2025-01-01", "Contract end until 2025-01-01"] {
        assert!(offered(text).iter().all(|fixed| !fixed.contains(['<', '>'])), "{text}: {:?}", offered(text));
    }
}
