//! Completion and hover: what is offered where, and that what is offered is understood. That nothing makes them fail is
//! held by `tests/hostile`.

use nse_query::complete::{AccountData, Completion, CompletionKind, Role, complete, hover, roles};
use nse_query::value::{Instant, Zone};
use nse_query::{Catalog, Compiler, Diagnostics};
use proptest::prelude::*;

fn account() -> AccountData {
    AccountData::new()
        .tags(["vip", "very \"big\"", "empty", "és"])
        .saved_searches([("4fc886dc682c4a64dd060062", "Old friends")])
}

fn catalog() -> Catalog {
    let loaded = Catalog::builtin().with_metadata(
        r#"{"tabs": [{"members": [
            {"type": "field", "name": "Shoe size", "field_type": {"field_kind": "number"}},
            {"type": "field", "name": "Tag", "field_type": {"field_kind": "string"}},
            {"type": "field", "name": "lead status", "field_type": {"field_kind": "choice", "values": {"values": [
                {"id": "1", "value": "Open"}, {"id": "2", "value": "On hold"}]}}}
        ]}]}"#,
    );
    loaded.expect("metadata").catalog
}

fn now() -> Instant {
    "2026-11-15T12:00:00Z".parse().expect("a time")
}

/// What is offered where `|` stands.
fn offered(text: &str) -> Vec<Completion> {
    let cursor = text.find('|').expect("a cursor");
    complete(&text.replacen('|', "", 1), cursor, &catalog(), &account())
}

fn labels(text: &str) -> Vec<String> {
    offered(text).into_iter().map(|completion| completion.label).collect()
}

/// The text with the first thing offered.
fn first(text: &str) -> String {
    let plain = text.replacen('|', "", 1);
    let Some(completion) = offered(text).into_iter().next() else { return plain };
    let Completion { replace, insert, .. } = completion;
    format!("{}{insert}{}", &plain[..replace.start], &plain[replace.end..])
}

#[test]
fn fields_go_on_from_what_has_been_begun() {
    assert_eq!(labels("company |")[..2], ["company name", "company last contacted"].map(str::to_owned));
    assert_eq!(first("company la|"), "company last contacted");
    assert_eq!(first("tag = a and (emai| and x"), "tag = a and (email and x");
    assert_eq!(first("em|ial = x"), "email = x");
    assert_eq!(first("empl|"), "employer");
    assert_eq!(first("_i|"), "id");
    assert_eq!(labels("contacted|"), ["company last contacted", "user last contacted"]);
    assert_eq!(first("shoe|"), r#"custom."Shoe size""#);
    assert_eq!(first("custom.sh|"), r#"custom."Shoe size""#);
    assert_eq!(first("not not na|"), "not not name");
    assert!(labels("|").contains(&"not".to_owned()) && labels("|").len() > 50);
    assert!(labels("qqq|").is_empty());
    assert!(
        offered("company last|")[0].detail.starts_with("a point in time; e.g. `company last contacted"),
        "{:?}",
        offered("company last|")[0]
    );
}

#[test]
fn operators_are_those_of_the_field() {
    assert_eq!(labels("name |"), ["~", "!~", "^=", "is empty", "is not empty"]);
    assert_eq!(labels("tag is |")[..3], ["empty", "not empty", "not"].map(str::to_owned));
    assert_eq!(labels("created |"), ["in … .. …", "not in … .. …", "in last", "not in last"]);
    assert_eq!(labels("created in |")[..4], ["last", "today", "yesterday", "this week"].map(str::to_owned));
    assert_eq!(labels("custom.\"Shoe size\" |")[..2], ["=", "!="].map(str::to_owned));
    assert!(labels("name does not |").contains(&"contain".to_owned()));
    assert!(labels("emial |").is_empty());
    // Each says what it asks, or what for.
    for text in ["name |", "tag |", "rating |", "created |", "birthday |", "tag is |", "record type = |"] {
        assert!(offered(text).iter().all(|offer| !offer.detail.is_empty()), "{:?}", offered(text));
    }
}

#[test]
fn values_are_written_as_they_must_be() {
    assert_eq!(labels("record type = |"), ["person", "company", "all"]);
    assert_eq!(first("lead status = op|"), "lead status = Open");
    assert_eq!(first("lead status = \"on ho|"), "lead status = \"On hold\"");
    assert_eq!(first("lead status is O|"), "lead status is Open");
    assert_eq!(first("tag in (vip, ver|"), r#"tag in (vip, "very \"big\"""#);
    assert_eq!(first("tag = e|"), "tag = \"empty\"");
    assert_eq!(first("tag = És|"), "tag = és");
    assert_eq!(first("tag is ve|"), r#"tag is "very \"big\"""#);
    assert_eq!(first("tag = \"v|xx\" and"), "tag = vip and");
    assert_eq!(first("saved search = old|"), "saved search = 4fc886dc682c4a64dd060062");
    assert_eq!(first("is_editable = f|"), "is_editable = false");
    assert_eq!(first("created in last 3 mo|"), "created in last 3 months");
    assert_eq!(first("created in last 1 y|"), "created in last 1 year");
    assert_eq!(first("birthday in Ma|"), "birthday in Mar");
    assert!(labels("email = |").is_empty());
}

/// In quotes, in a list, halfway through an operator of several words.
#[test]
fn the_place_is_known_inside_every_form() {
    for (text, with) in [
        ("tag = \"vi|\"", "tag = vip"),
        ("tag = \"vi\nand rec|", "tag = \"vi\nand record type"),
        ("tag = (v|", "tag = (vip"),
        ("lead status is not on|", "lead status is not \"On hold\""),
        ("tag not in (vip, v|", "tag not in (vip, vip"),
        ("TAG IN (v|", "TAG IN (vip"),
        ("not (tag = v|", "not (tag = vip"),
        ("lead status != on|", "lead status != \"On hold\""),
        ("tag = a // tag = b\nor rec|", "tag = a // tag = b\nor record type"),
        ("created in the last 3 we|", "created in the last 3 weeks"),
        ("created not in last 3 we|", "created not in last 3 weeks"),
        ("created not in the last 3 we|", "created not in the last 3 weeks"),
        ("rating between 1 and 2 and rec|", "rating between 1 and 2 and record type"),
    ] {
        assert_eq!(first(text), with, "{text}");
    }
    for text in [
        "tag = \"vip\"|",
        "tag = \"vip\" |",
        "tag = \"a\\\"b\" |",
        "tag = 'a\"' |",
        "name ~ J |",
        "name does not contain J |",
        "name not contains J |",
        "name not ~ J |",
        "name starts with J |",
        "tag in (a, b) |",
        "created in last 3 weeks |",
        "rating > 3 |",
    ] {
        assert_eq!(labels(text), ["and", "or"], "{text}");
    }
    // No operator stands in quotes.
    assert!(labels("tag \"|").is_empty());
    // A string that is still open, as its last quote is escaped.
    assert!(labels("tag = \"a\\\" |").is_empty());
}

#[test]
fn the_parameters_of_a_text_are_offered() {
    let rest = " and name ~ {name} and email in {names}";
    for (text, with) in [
        ("email = {|", "email = {name}"),
        ("email = {NAMES|", "email = {names}"),
        ("email = {n|}", "email = {name}"),
        ("email = {|}", "email = {name}"),
        ("email in {names|", "email in {names}"),
        ("email in (a, {|", "email in (a, {name}"),
        ("rating in 2..{|", "rating in 2..{name}"),
        ("created in last {|", "created in last {name}"),
    ] {
        assert_eq!(first(&format!("{text}{rest}")), format!("{with}{rest}"), "{text}");
    }
    let about = offered(&format!("rating = |{rest}")).remove(0);
    assert_eq!((&*about.label, about.kind), ("{name}", CompletionKind::Parameter));
    // A value that is known comes first, and a parameter is no field.
    assert_eq!(labels(&format!("record type = |{rest}")), ["person", "company", "all", "{name}", "{names}"]);
    assert!(labels(&format!("{{|{rest}")).is_empty());
}

/// Where `|` stands in each text, these are the first nine labels.
fn offer(cases: &[(&str, &str)]) {
    for (text, offered) in cases {
        let labels: Vec<String> = labels(text).into_iter().take(9).collect();
        assert_eq!(&labels.join("; "), offered, "{text}");
    }
}

#[test]
fn operators_and_values_are_offered() {
    offer(&[
        ("tag is |", "empty; not empty; not; vip; very \"big\"; empty; és"),
        ("tag is not |", "empty; vip; very \"big\"; empty; és"),
        ("tag is em|", "empty; empty"),
        ("tag is \"em|", "empty"),
        ("name not |", "contain"),
        ("name not con|", "contain"),
        ("name does |", "not contain"),
        ("name does not |", "contain"),
        ("name does not contain |", ""),
        ("name starts |", "with"),
        ("name starts w|", "with"),
        ("name starts with |", ""),
        ("rating |", "=; !=; is empty; is not empty; in (…); >; >=; <; <="),
        (
            "created in |",
            "last; today; yesterday; this week; this month; this quarter; this year; previous week; previous month",
        ),
        (
            "created not in |",
            "last; today; yesterday; this week; this month; this quarter; this year; previous week; previous month",
        ),
        (
            "created in the |",
            "last; this week; this month; this quarter; this year; previous week; previous month; previous quarter; previous year",
        ),
        ("created in the la|", "last"),
        (
            "created not in the |",
            "last; this week; this month; this quarter; this year; previous week; previous month; previous quarter; previous year",
        ),
        (
            "birthday in |",
            "last; today; yesterday; tomorrow; this week; this month; this quarter; previous week; previous month",
        ),
        ("birthday not in |", "last"),
        ("created in 30 days |", "ago"),
        ("created in 30 days fr|", ""),
        ("created in 30 days from |", "now"),
        ("created in 30 days ago |", "and; or; .."),
        ("created in this |", "..; week; month; quarter; year"),
        ("created in the prev|", "previous week; previous month; previous quarter; previous year"),
        ("birthday in next |", "..; 7 days; 7 weeks; 7 months"),
        ("birthday in next 3 |", "days; weeks; months; years"),
        ("birthday in next 3 days |", "and; or; .."),
        ("birthday is |", "empty; not empty; today; yesterday; tomorrow; 30 days ago"),
        ("created on |", "today; yesterday; 30 days ago"),
        ("created on y|", "yesterday"),
        ("created != |", ""),
        ("company last contacted < |", "today; yesterday; 30 days ago"),
        ("company last contacted < 90 |", "days ago; weeks ago; months ago; years ago"),
        ("company last contacted > |", "today; yesterday"),
        ("company last contacted > 90 |", ""),
        ("birthday between |", "today; yesterday; 30 days ago; Jan; Feb; Mar; Apr; May; Jun"),
        ("birthday between Mar and |", "Jan; Feb; Mar; Apr; May; Jun; Jul; Aug; Sep"),
        ("rating between |", ""),
        ("rating not between |", ""),
        ("rating not between 2 |", "and"),
        ("rating not between 2 and |", ""),
        ("rating not between 2 and 3 |", "and; or"),
        ("lead status = |", "Open; On hold"),
        ("lead status in (|", "Open; On hold"),
        ("lead status in (Open, |", "Open; On hold"),
        ("lead status not in (|", "Open; On hold"),
        ("lead status not in (op|", "Open"),
        ("lead status not in |", ""),
        ("tag = (|", "vip; very \"big\"; empty; és"),
        ("tag contains |", "vip; very \"big\"; empty; és"),
        ("name contain |", ""),
        ("name contain J |", "and; or"),
        ("name contains J |", "and; or"),
        ("name not contains |", ""),
        ("name not ~ |", ""),
        ("name not ~ J |", "and; or"),
        ("`tag` is |", "empty; not empty; not; vip; very \"big\"; empty; és"),
        ("`tag` |", "=; !=; is empty; is not empty; in (…)"),
        ("\"tag\" |", "=; !=; is empty; is not empty; in (…); and; or"),
        ("\"tag|", "tag; custom.\"Tag\""),
        ("`ta|", "tag; custom.\"Tag\""),
        ("`a\\` = v|", ""),
        ("\"first\nna|", ""),
        ("\"vip\n\" = |", ""),
        ("created in last |", "1 day; 1 week; 1 month; 1 year"),
        ("created in last 1 |", "second; day; week; month; year"),
        ("created in the last 3 |", "seconds; days; weeks; months; years"),
        ("created not in last 2 |", "seconds; days; weeks; months; years"),
        ("created in 2025 |", "and; or; .."),
        ("created in 2025.|", ""),
        ("rating in 2..4 |", "and; or"),
        ("rating in (2, |", ""),
    ]);
}

#[test]
fn fields_and_joins_are_offered() {
    offer(&[
        ("tag = vip |", "and; or"),
        ("not |", "any; name; first name; middle name; last name; email; phone; domain; skype id"),
        ("not not ta|", "tag; custom.\"Tag\""),
        ("tag = vip and |", "any; name; first name; middle name; last name; email; phone; domain; skype id"),
        ("tag = vip and not |", "any; name; first name; middle name; last name; email; phone; domain; skype id"),
        ("(tag = vip |", "and; or; )"),
        ("(tag = vip) |", "and; or"),
        ("((tag = vip) |", "and; or; )"),
        ("tag in (vip) |", "and; or"),
        ("(tag in (vip) |", "and; or; )"),
        ("tag = vip or (|", "any; name; first name; middle name; last name; email; phone; domain; skype id"),
        ("and |", "any; name; first name; middle name; last name; email; phone; domain; skype id"),
        ("tag and |", "any; name; first name; middle name; last name; email; phone; domain; skype id"),
        ("= |", ""),
        ("tag is empty |", "and; or"),
        ("tag is not empty |", "and; or"),
        ("tag is empty or rec|", "record type"),
        ("address.|", "address.city; address.state; address.country; address.street; address.zip"),
        ("address.ci|", "address.city"),
        ("company|", "company name; employer; company last contacted"),
        ("last|", "last name; company last contacted; user last contacted"),
        ("custom.|", "custom.\"Shoe size\"; custom.\"Tag\""),
        ("custom.\"Sh|", "custom.\"Shoe size\""),
        ("custom. |", "custom.\"Shoe size\"; custom.\"Tag\""),
        ("any |", "~; !~; ^="),
        ("saved search = |", "Old friends"),
        ("is_editable = |", "true; false"),
        ("record type = p|", "person"),
        ("record type is |", "person; company; all"),
    ]);
}

#[test]
fn comments_lists_and_ranges_have_their_offers() {
    offer(&[
        // Nothing in a comment, and after it what comes after what stands before it.
        ("tag = vip // com|", ""),
        ("tag = vip //|", ""),
        ("tag = vip // com|ment\nor email = x", ""),
        ("tag = vip |// comment", "and; or"),
        ("tag = vip // comment\n|", "and; or"),
        ("tag = // comment\n|", "vip; very \"big\"; empty; és"),
        // A list goes on or ends.
        ("tag in (vip |", ",; )"),
        ("tag in (vip |)", ",; )"),
        ("(tag in (vip, \"x\" |", ",; )"),
        // A quoted text is a clause, or a field where the catalog has it.
        ("\"Jon\" |", "and; or"),
        ("'Jon' |", "and; or"),
        ("(\"Jon\" |", "and; or; )"),
        ("\"first name\" |", "=; !=; ~; !~; ^=; is empty; is not empty; in (…); and"),
        // Days and months.
        ("birthday in 1 M|", "Mar; May; months ago; months from now"),
        ("birthday in 5 |", "Jan; Feb; Mar; Apr; May; Jun; Jul; Aug; Sep"),
        ("birthday in 5 Mar |", "and; or; .."),
        ("birthday in March |", "and; or; .."),
        ("birthday in 5 Mar..|", "Jan; Feb; Mar; Apr; May; Jun; Jul; Aug; Sep"),
        ("birthday in 5 Mar..8 |", "Jan; Feb; Mar; Apr; May; Jun; Jul; Aug; Sep"),
        ("birthday in 5 Mar..8 Apr |", "and; or"),
        ("birthday between 1 |", "Jan; Feb; Mar; Apr; May; Jun; Jul; Aug; Sep"),
        ("birthday between 1 Mar |", "and"),
        ("birthday between 1 Mar and 3 Ap|", "Apr"),
        ("birthday not in 1 |", ".."),
        ("created in 1 M|", "months ago"),
        // A range goes on; a lone number is none.
        ("rating in 2 |", ".."),
        ("rating in 2.. |", ""),
        ("rating in 2..4 |", "and; or"),
        ("created in 2025-01-01..|", "today; yesterday; 30 days ago"),
        ("created in 2025-01-01..2025-02-01 |", "and; or"),
        // A number or a unit after `last`.
        ("created in last month |", "and; or"),
        ("created in the last 3 months |", "and; or"),
    ]);
}

/// Where the grammar does not lead, by the parser's recovery.
#[test]
fn what_is_meant_is_offered() {
    offer(&[
        ("tag == |", "vip; very \"big\"; empty; és"),
        ("tag == v|", "vip; very \"big\""),
        ("tag is = |", "vip; very \"big\"; empty; és"),
        ("tag (|", "vip; very \"big\"; empty; és"),
        ("tag (vip|", "vip"),
        ("tag (vip |", ",; )"),
        ("tag not =|", "vip; very \"big\"; empty; és"),
        ("tag not = v|", "vip; very \"big\""),
        ("lead status equals |", "Open; On hold"),
        ("lead status equals on|", "On hold"),
        ("record type is equal to p|", "person"),
        ("tag = vip record type = |", "person; company; all"),
        ("tag = vip record type = c|", "company"),
        ("tag = a, v|", "vip; very \"big\""),
        ("'lead status' = |", "Open; On hold"),
        ("tag = vip && rec|", "record type"),
        ("tag = vip && company la|", "company last contacted"),
        ("tag = vip & not rec|", "record type"),
        ("tag = “ve|", "very \"big\""),
        ("tag = “very |", "very \"big\""),
        ("tag = “very |”", "very \"big\""),
        ("tag = “vip” |", "and; or"),
        ("“Jon” |", "and; or"),
        // More than one bare word of a value.
        ("lead status = on h|", "On hold"),
        ("lead status = on |", "On hold; and; or"),
        ("lead status = open |", "and; or"),
        ("lead status in (on |", "On hold; ,; )"),
        ("lead status equals on h|", "On hold"),
        // A later word of a value.
        ("lead status = hold|", "On hold"),
        ("saved search = fr|", "Old friends"),
        // The account's fields, by their bare names too.
        ("Shoe size |", "=; !=; is empty; is not empty; in (…); >; >=; <; <="),
        ("tag = vip and sho|", "custom.\"Shoe size\""),
        // Signs in the middle.
        ("rating >|= 3", ">; >="),
        ("rating .|. 3", ""),
        ("\u{feff}record type = c|", "company"),
    ]);
}

/// The name of a field is replaced as a whole, also behind the cursor; what is a clause of its own stays.
#[test]
fn the_whole_name_is_replaced() {
    for (text, with) in [
        ("first |name = Jon", "first name = Jon"),
        ("fi|rst name = Jon", "first name = Jon"),
        ("lead st| type = 3", "lead status = 3"),
        ("lead| type = 3", "lead status = 3"),
        ("company |last contacted in 2025", "company name in 2025"),
        ("comp|any last contacted in 2025", "company name in 2025"),
        ("|name = Jon", "any = Jon"),
        ("tag = vip and emai| rating = 3", "tag = vip and email rating = 3"),
        ("emai|\ntag = vip", "email\ntag = vip"),
        ("custom.sh| size = 3", "custom.\"Shoe size\" = 3"),
        ("custom.\"sh|oe size\" = 3", "custom.\"Shoe size\" = 3"),
        ("sh|oe size = 3", "custom.\"Shoe size\" = 3"),
        ("fi|rst // a\n name = Jon", "first name // a\n name = Jon"),
        // An operator that touches the cursor is replaced, a value as far as it is one.
        ("name |= Jon", "name ~ Jon"),
        ("name | = Jon", "name ~ = Jon"),
        ("tag = vi|ped and x", "tag = vip and x"),
        ("tag = “very |” and x", "tag = \"very \\\"big\\\"\" and x"),
        ("tag = ‘ve| and x", "tag = \"very \\\"big\\\"\" and x"),
        ("lead status = on h|", "lead status = \"On hold\""),
        ("lead status in (Open, on h|)", "lead status in (Open, \"On hold\")"),
    ] {
        assert_eq!(first(text), with, "{text}");
    }
}

#[test]
fn what_is_said_beside_an_offer() {
    let detail = |text: &str, label: &str| {
        let offered = offered(text).into_iter().find(|offer| offer.label == label);
        offered.map(|offer| offer.detail).unwrap_or_default()
    };
    for (text, label, said) in [
        ("tag |", "=", "is exactly this, ignoring case and accents"),
        ("tag |", "is empty", "has no value"),
        ("tag |", "is not empty", "has a value"),
        ("tag is |", "empty", "has no value"),
        ("tag is |", "not empty", "has a value"),
        ("tag is not |", "empty", "has a value"),
        ("name |", "~", "holds any whole word of this"),
        ("name not |", "contain", "holds no whole word of this"),
        ("created |", "in last", "lies within that time before now"),
    ] {
        assert_eq!(detail(text, label), said, "{text}: {label}");
    }
}

#[test]
fn after_a_clause_come_the_joins() {
    assert_eq!(labels("tag = vip |"), ["and", "or"]);
    assert_eq!(labels("(tag = vip |"), ["and", "or", ")"]);
    assert_eq!(first("(tag in (a) o|"), "(tag in (a) or");
    assert_eq!(offered("tag = vip a|")[0].kind, CompletionKind::Keyword);
}

#[test]
fn hovering_tells_what_stands_there_also_in_a_broken_query() {
    let about = |text: &str| {
        let offset = text.find('|').expect("a cursor");
        hover(&text.replacen('|', "", 1), offset, &catalog(), &account()).map(|hover| hover.text)
    };
    let field = about("na|me ~ Jon").expect("a field");
    assert_eq!(
        field,
        "`name`: text. It takes `~`, `!~`, `^=`, `is empty`, `is not empty`. Example: `name ~ \"Jon Ferrara\"` (4. Field \
         and operator table)."
    );
    assert_eq!(about("email is n|ot empty").as_deref(), Some("`is not empty` (in NSE JSON `is_empty`): has a value"));
    assert_eq!(about("tag == and record type = pers|on").as_deref(), Some("all people"));
    assert_eq!(about("tag = vip |  and email = x"), None);
    assert_eq!(about("|"), None);
    assert!(about("custom.\"Shoe| size\" > 40").expect("a field").contains("a number"));
    assert_eq!(about("tag = vip or \"J|on\"").as_deref(), Some("contacts with the word “Jon” in any field"));
    assert_eq!(about("email is em|pty").as_deref(), Some("`is empty` (in NSE JSON `is_empty`): has no value"));
    assert_eq!(
        about("rating b|etween 2 and 4").as_deref(),
        Some("`in a..b` (in NSE JSON `range`): lies between the two, both included")
    );
    // A choice is named by its label, a saved search by its name, each field with the choices it has.
    let choice = about("lead st|atus = Open").expect("a field");
    assert!(
        choice.contains("a choice of a list. It takes") && choice.contains("Its choices are Open, On hold. Ex"),
        "{choice}"
    );
    assert_eq!(about("lead status = O|pen").as_deref(), Some("contacts whose lead status is “Open”"));
    assert_eq!(
        about("saved search = 4fc886dc682|c4a64dd060062").as_deref(),
        Some("contacts found by the saved search 4fc886dc682c4a64dd060062, “Old friends”")
    );
    // What joins, and how much.
    for (text, said) in [
        ("tag = vip a|nd email = x", "`and`: a contact must meet both conditions"),
        ("tag = vip and email = x an|d id = y", "`and`: a contact must meet all 3 conditions"),
        ("tag = vip O|R email = x", "`or`: a contact must meet at least one of the two conditions"),
        ("(tag = vip or a = b |or email = x)", "`or`: a contact must meet at least one of the 3 conditions"),
        ("tag = vip and |not email = x", "`not`: a contact must not meet the condition that follows"),
        ("rating between 2 a|nd 4", "contacts whose rating is from 2 to 4"),
    ] {
        assert_eq!(about(text).as_deref(), Some(said), "{text}");
    }
    for (text, said) in [
        ("tag = {t|ag}", "`{tag}`: a parameter for a value; a program supplies it."),
        ("email in |{e}", "`{e}`: a parameter for a list or a period; a program supplies it."),
        ("email in (a, {e|})", "`{e}`: a parameter for an item of the list; a program supplies it."),
        ("rating in 2..{n|}", "`{n}`: a parameter for an end of the range; a program supplies it."),
        ("created in last {n|} days", "`{n}`: a parameter for the number of units; a program supplies it."),
    ] {
        assert_eq!(about(text).as_deref(), Some(said), "{text}");
    }
    assert_eq!(about("tag = vip and| email = x"), None);
    // A value that its field does not take finds nothing.
    assert_eq!(about("rating = m|any"), None);
}

/// What comes next in a query is among what is offered there, unless it is a value that only its writer knows.
#[test]
fn what_comes_next_is_offered() {
    let catalog = Catalog::builtin();
    let compiler = Compiler::new(&catalog);
    let examples = catalog.fields().flat_map(|field| field.examples().map(|(_, text)| text).collect::<Vec<_>>());
    let joined = "(tag = vip or \"Jon\" and not (id in (4f69fb852ab3740c5e000004, 4f69fb852ab3740c5e000005))) and \
                  rating between 2 and 4 and birthday in 1 Mar..Mar 31 and created not in the last 3 months";
    for text in examples.chain([joined.to_owned()]) {
        assert!(compiler.text(&text).is_ok(), "{text}");
        let mut field = None;
        for token in roles(&text, &catalog) {
            let word = token.span.of(&text);
            let start = match token.role {
                Role::Field => *field.get_or_insert(token.span.start),
                Role::String | Role::Number | Role::Date if !word.starts_with("Mar") => continue,
                _ => token.span.start,
            };
            field = field.filter(|_| token.role == Role::Field);
            // Nothing says that a group may be wanted, or another spelling.
            if ["(", "the", "between"].contains(&word) || text[start..].starts_with("and 4 ") {
                continue;
            }
            // Behind a space, as a word that the cursor touches might go on.
            let before = format!("{} ", text[..start].trim_end());
            let offered = complete(&before, before.len(), &catalog, &account());
            let after = &text[start..];
            let right = |offer: &Completion| after.starts_with(&*offer.insert);
            assert!(offered.iter().any(right), "{offered:?} at `{before}¦{after}`");
        }
    }
}

/// Each token with the first letter of its role, of a comment with `/` and of a mistake with `!`.
fn letters(text: &str) -> String {
    let letter = |role: Role| match role {
        Role::Field => 'F',
        Role::Operator => 'O',
        Role::Keyword => 'K',
        Role::Join => 'J',
        Role::String => 'S',
        Role::Number => 'N',
        Role::Date => 'D',
        Role::Parameter => '{',
        Role::Unit => 'U',
        Role::Punctuation => 'P',
        Role::Comment => '/',
        _ => '!',
    };
    roles(text, &catalog()).iter().map(|token| letter(token.role)).collect()
}

#[test]
fn the_role_of_a_token_is_what_it_is_read_as() {
    for (text, roles) in [
        ("company last contacted in last 3 months", "FFFOKNU"),
        ("company last contacted not in the last month // x", "FFFOOKKU/"),
        ("last name = last and tag in (in, \"last\",)", "FFOSJFOPSPSPP"),
        ("not (tag = vip or \"Jon\")", "JPFOSJSP"),
        ("email is not empty or tag is \"empty\"", "FOOKJFOS"),
        ("name does not contain Jon and name starts with J", "FOOOSJFOOS"),
        ("rating in 2..4 and rating not between 2 and 4", "FONONJFOONON"),
        ("rating = \"3\"", "FOS"),
        ("created in 2025-01-01..2025 or created in 2025-03", "FODODJFOD"),
        ("birthday in 1 Mar..Mar 31 or birthday in March", "FODDODDJFOD"),
        ("record type = person and is_editable = true", "FFOKJFOK"),
        ("tag = 2025 and phone ~ 5 and id = 4f69fb852ab3740c5e000004", "FOSJFOSJFOS"),
        ("\"first name\" = Jo and `last name` = 'x' and custom.\"Shoe size\" = 4", "FOSJFOSJFFON"),
        ("custom.Colour = red and Shoe size = 4", "FOSJFFON"),
        ("\u{feff}tag = vip", "FOS"),
        ("", ""),
        // As far as it is written.
        ("tag", "F"),
        ("tag =", "FO"),
        ("tag = vip and", "FOSJ"),
        ("tag in (vip, ", "FOPSP"),
        ("created in last", "FOK"),
        ("\"first name\" =", "FO"),
        ("name ~ \"Jon and", "FOS"),
        // As it is meant.
        ("tag == vip", "FOOS"),
        ("tag = vip name ~ Jon", "FOSFOS"),
        ("city = Los Angeles and tag = vip", "FOSSJFOS"),
        ("tag = vip Shoe size = 42", "FOSFFON"),
        ("emial = jon@x.com", "FOS"),
        ("name begins with Jo", "FOOS"),
        ("name like Jon", "FOS"),
        ("unknown = 5 or unknown = 2025-01-01 or unknown = x", "FONJFODJFOS"),
        ("tag = and record type = person", "FOJFFOK"),
        ("tag = vip ] and tag = lead", "FOS!JFOS"),
        ("tag = vip) and tag = lead", "FOS!JFOS"),
        ("tag = {tag} and email in {emails} and email in ({a}, b)", "FO{JFO{JFOP{PSP"),
        ("rating in {a}..{b} and rating between 2 and {b}", "FO{O{JFONO{"),
        ("created in last {n} months or tag is not {t}", "FOK{UJFOO{"),
        ("tag = {tag} and {f} = {g", "FO{J!!!S"),
        ("= vip", "!S"),
        ("tag = vip && name ~ Jon || (tag = lead)", "FOSJFOSJJPFOSP"),
        ("tag = “very important” and name ~ ‘O’Brien’", "FOSJFOS"),
        ("“Jon” or tag = vip", "SJFOS"),
    ] {
        assert_eq!(letters(text), roles, "{text}");
    }
}

/// The square of it would take minutes; `benches/complexity.rs` counts.
#[test]
fn roles_take_time_in_proportion() {
    let text = "tag = vip x y z and name ~ \"Jon\" or (rating in 2..4, ".repeat(20_000);
    assert!(roles(&text, &catalog()).len() > 300_000);
}

proptest! {
    /// Taking what is offered, again and again, writes a query that is valid.
    #[test]
    fn what_is_offered_is_understood(choices in prop::collection::vec(any::<prop::sample::Index>(), 6)) {
        let catalog = catalog();
        let mut text = String::new();
        for choice in choices {
            let offered = complete(&text, text.len(), &catalog, &account());
            let skip = |completion: &&Completion| {
                completion.label != ")" && completion.label != "not" && !completion.insert.ends_with('(') && !completion.label.contains('…')
            };
            let offered: Vec<_> = offered.iter().filter(skip).collect();
            if offered.is_empty() {
                break;
            }
            let Completion { replace, insert, .. } = offered[choice.index(offered.len())];
            text.replace_range(replace.start..replace.end, insert);
            text.push(' ');
            let finished = complete(&text, text.len(), &catalog, &account()).iter().any(|completion| completion.label == "or");
            if finished && !text.trim_end().ends_with(['?', '1']) {
                let read = Compiler::new(&catalog).now(now(), Zone::UTC).text(&text);
                // Which of two moving ends is the earlier one depends on the present.
                let order = |found: &Diagnostics| {
                    found.as_slice().iter().all(|found| matches!(found.code().name(), "E0212" | "E0227"))
                };
                prop_assert!(read.as_ref().map_or_else(order, |_| true), "{}: {}", text, read.unwrap_err());
            }
        }
    }
}

#[test]
fn it_answers_at_once() {
    let tags: Vec<String> = (0..100_000).map(|number| format!("tag {number}")).collect();
    let account = AccountData::new().tags(tags);
    let catalog = catalog();
    for text in ["tag = ", "tag = tag 9", ""] {
        assert!(complete(text, text.len(), &catalog, &account).len() <= 100);
    }
}
