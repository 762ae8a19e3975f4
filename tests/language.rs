//! The language as its users meet it: what each form means in NSE JSON, how it is written back, and which mistakes get
//! which code and fix.

use nse_query::{Catalog, Compiler, diagnostic, nse, text};

/// The NSE JSON of `text`, or the codes of its errors.
fn json(text: &str) -> String {
    match Compiler::new(Catalog::builtin()).text(text) {
        Ok(checked) => nse::encode(&checked.query),
        Err(found) => codes(found.as_slice()),
    }
}

fn codes(found: &[diagnostic::Diagnostic]) -> String {
    let codes: Vec<_> = found.iter().map(|diagnostic| diagnostic.code().name()).collect();
    codes.join(" ")
}

/// The warnings of `text`.
fn warnings(text: &str) -> String {
    Compiler::new(Catalog::builtin())
        .text(text)
        .map_or_else(|found| codes(found.as_slice()), |checked| codes(&checked.warnings))
}

/// The text that each fix of the errors and warnings of `text` makes of it, certain ones marked by `!`.
fn fixes(text: &str) -> Vec<String> {
    let found = match Compiler::new(Catalog::builtin()).text(text) {
        Ok(checked) => checked.warnings,
        Err(found) => found.into_vec(),
    };
    found
        .iter()
        .flat_map(|diagnostic| &diagnostic.fixes)
        .map(|fix| format!("{}{}", if fix.certain { "! " } else { "" }, diagnostic::apply(text, [fix])))
        .collect()
}

/// The canonical text of `text`.
fn canonical(text: &str) -> String {
    Compiler::new(Catalog::builtin())
        .text(text)
        .map_or_else(|found| codes(found.as_slice()), |checked| checked.query.to_string())
}

#[track_caller]
fn all_mean(expected: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(json(text), expected, "{text}");
    }
}

#[test]
fn every_operator_in_every_accepted_form() {
    all_mean(
        r#"{"tag":{"is":"vip"}}"#,
        &["tag = vip", "tag is vip", "TAG IS vip", "tag='vip'", "\"tag\" = vip", "`tag` = vip"],
    );
    all_mean(r#"{"tag":{"is_not":"vip"}}"#, &["tag != vip", "tag is not vip", "tag Is\n Not vip"]);
    all_mean(
        r#"{"names":{"contain":"Jon Ferrara"}}"#,
        &[r#"name ~ "Jon Ferrara""#, r#"name contains "Jon Ferrara""#, "names contain 'Jon Ferrara'"],
    );
    all_mean(
        r#"{"names":{"not_contain":"Jon"}}"#,
        &[
            "name !~ Jon",
            "name does not contain Jon",
            "name not contains Jon",
            "name not contain Jon",
            "name not ~ Jon",
        ],
    );
    all_mean(r#"{"names":{"starts_with":"Jo"}}"#, &["name ^= Jo", "name starts with Jo"]);
    all_mean(r#"{"email":{"is_empty":true}}"#, &["email is empty", "email IS  EMPTY"]);
    all_mean(r#"{"email":{"is_empty":false}}"#, &["email is not empty"]);
    all_mean(
        r#"{"email":{"in":["a@x.com","b@x.com"]}}"#,
        &["email in (a@x.com, b@x.com)", "email in (a@x.com,b@x.com,)"],
    );
    all_mean(r#"{"_id":{"not_in":["4f69fb852ab3740c5e000004"]}}"#, &["id not in (4F69FB852AB3740C5E000004)"]);
    all_mean(r#"{"rating":{"gt":3}}"#, &["rating > 3", "rating>3", "rating > 3.0", "rating > '3'"]);
    all_mean(r#"{"rating":{"gte":3}}"#, &["rating >= 3"]);
    all_mean(r#"{"rating":{"lt":0.5}}"#, &["rating < 0.5", "rating < 5e-1"]);
    all_mean(r#"{"rating":{"lte":1000}}"#, &["rating <= 1e3"]);
    all_mean(
        r#"{"rating":{"range":{"start":2,"end":4}}}"#,
        &[
            "rating in 2..4",
            "rating in 2 .. 4",
            "rating between 2 and 4",
            "rating between 2 AND 4",
            "rating in \"2\"..4",
        ],
    );
    all_mean(
        r#"{"rating":{"not_in_range":{"start":2,"end":4}}}"#,
        &["rating not in 2..4", "rating not between 2 and 4"],
    );
    all_mean(
        r#"{"created":{"range":{"start_date":"2025-01-01","end_date":"2025-12-31"}}}"#,
        &[
            "created in 2025-01-01..2025-12-31",
            "created in 2025",
            "created in 2025-01..2025-12",
            "created between 2025 and 2025",
        ],
    );
    all_mean(
        r#"{"created":{"range":{"start_datetime":"2025-01-01T00:00:00Z","end_datetime":"2025-01-31T10:00:00.50+02:00"}}}"#,
        &["created in 2025-01-01t00:00:00z..2025-01-31T10:00:00.50+02:00"],
    );
    all_mean(
        r#"{"created":{"in_the_last":{"unit":"month","quantity":3}}}"#,
        &["created in last 3 months", "created in the last 3 months", "created IN LAST 3 Month"],
    );
    all_mean(
        r#"{"created":{"not_in_the_last":{"unit":"day","quantity":1}}}"#,
        &["created not in last 1 day", "created not in the last 1 days", "created not in last day"],
    );
    all_mean(
        r#"{"birthday":{"day_month_range":{"start_date":"01/03","end_date":"31/03"}}}"#,
        &[
            "birthday in 1 Mar..31 Mar",
            "birthday in Mar 1..Mar 31",
            "birthday in March",
            "birthday in 1 march .. March 31",
            "birthday between Mar and Mar",
        ],
    );
    all_mean(
        r#"{"birthday":{"day_month_range":{"start_date":"20/12","end_date":"10/01"}}}"#,
        &["birthday in 20 Dec..10 Jan"],
    );
    all_mean(r#"{"birthday":{"day_month_range":{"start_date":"01/02","end_date":"29/02"}}}"#, &["birthday in Feb"]);
    all_mean(
        r#"{"birthday":{"day_month_range":{"start_date":"05/09","end_date":"05/09"}}}"#,
        &["birthday in 5 Sept", "birthday in SEPTEMBER 5"],
    );
    all_mean(r#"{"__any":{"contain":"Jon"}}"#, &[r#""Jon""#, "'Jon'", "any ~ Jon", "__any contains Jon", "(\"Jon\")"]);
}

#[test]
fn joins_bind_and_flatten() {
    all_mean(
        r#"{"or":[{"tag":{"is":"aa"}},{"and":[{"tag":{"is":"bb"}},{"not":[{"tag":{"is":"cc"}}]}]}]}"#,
        &["tag = aa or tag = bb and not tag = cc", "tag = aa OR (tag = bb AND NOT (tag = cc))"],
    );
    all_mean(
        r#"{"and":[{"tag":{"is":"aa"}},{"tag":{"is":"bb"}},{"tag":{"is":"cc"}}]}"#,
        &["tag = aa and (tag = bb and tag = cc)", "((tag = aa) and tag = bb) and tag = cc"],
    );
    assert_eq!(canonical("tag = aa or tag = bb and tag = cc"), "tag = aa or (tag = bb and tag = cc)");
    assert_eq!(canonical("not (tag = aa and tag = bb)"), "not (tag = aa and tag = bb)");
    assert_eq!(canonical("not (tag = aa)"), "not tag = aa");
    assert_eq!(canonical("rating between 1 and 2 and tag = vip"), "rating in 1..2 and tag = vip");
    // A range of one day is that day.
    assert_eq!(canonical("created in 2025-01-31..2025-01-31"), "created in 2025-01-31");
    assert_eq!(canonical("birthday in 5 Mar..March 5"), "birthday in 5 Mar");
    assert_eq!(canonical("birthday in 5 Mar..1 Apr"), "birthday in 5 Mar..1 Apr");
    assert_eq!(canonical("created in 2025-01-31..2025-02-01"), "created in 2025-01-31..2025-02-01");
    assert_eq!(canonical("rating in 2..2"), "rating in 2..2");
}

#[test]
fn values_as_written() {
    all_mean(r#"{"tag":{"is":"007"}}"#, &["tag = 007", "tag = \"007\""]);
    all_mean(r#"{"tag":{"is":"2025-01-01"}}"#, &["tag = 2025-01-01"]);
    all_mean(r#"{"tag":{"is":"O'Brien"}}"#, &["tag = O'Brien", r"tag = 'O\'Brien'", r#"tag = "O'Brien""#]);
    all_mean(r#"{"tag":{"is":"AT&T"}}"#, &["tag = AT&T"]);
    all_mean(r##"{"tag":{"is":"#5"}}"##, &["tag = #5"]);
    all_mean(r#"{"URL":{"is":"https://x.y/z#f"}}"#, &["URL = https://x.y/z#f", "url = https://x.y/z#f"]);
    all_mean(r#"{"tag":{"is":"last"}}"#, &["tag = last"]);
    all_mean(r#"{"tag":{"is":"between"}}"#, &["tag = between"]);
    all_mean(r#"{"tag":{"is":"like"}}"#, &["tag is like", "tag = like"]);
    all_mean(r#"{"tag":{"is":"😀 \"é\""}}"#, &[r#"tag = "\ud83d\ude00 \"\u00e9\"""#]);
    all_mean(r#"{"is_editable":{"is":false}}"#, &["is_editable = FALSE"]);
    all_mean(r#"{"record type":{"is":"person"}}"#, &["record  type = Person"]);
    all_mean(r#"{"custom_fields":{"Favourite colour":{"is":"1"}}}"#, &[r#"custom."Favourite colour" = 1"#]);
    all_mean(r##"{"# of employees":{"is":"5"}}"##, &["# of employees = 5"]);
    all_mean(r#"{"company_name":{"is":"Nimble"}}"#, &["employer = Nimble", "company_name = Nimble"]);
    all_mean(
        r#"{"company name":{"is":"Nimble"}}"#,
        &["company name = Nimble", "Company  Name = Nimble", "company\tname = Nimble", "company \n name = Nimble"],
    );
    all_mean(r#"{"tag":{"is":"a"}}"#, &["\u{feff}tag = a // comment", "// first\ntag = a"]);
    all_mean(r#"{"tag":{"is":"a//b"}}"#, &["tag = a//b"]);
}

const CERTAIN: &[(&str, &str)] = &[
    ("tag == vip", "tag = vip"),
    ("tag <> vip", "tag != vip"),
    ("tag = aa && tag = bb", "tag = aa and tag = bb"),
    ("tag = aa || tag = bb", "tag = aa or tag = bb"),
    ("email not in (a@x.com, b@x.com)", "not email in (a@x.com, b@x.com)"),
    ("record type != person", "not record type = person"),
    ("tag is not in (aa, bb)", "tag not in (aa, bb)"),
    ("tag in [aa, bb]", "tag in (aa, bb)"),
    ("created in last 2 hours", "created in last 7200 seconds"),
    ("birthday not in March", "not birthday in March"),
    ("created = 2025-01-31", "created in 2025-01-31"),
    ("rating in 3", "rating = 3"),
];

#[test]
fn mistakes_and_their_certain_fixes() {
    for (text, fixed) in CERTAIN {
        let fixes = fixes(text);
        let expected = format!("! {fixed}");
        // `tag not in` has no operator of its own: the fix of one mistake may show the next.
        assert!(fixes.contains(&expected), "{text}: {fixes:?}");
    }
}

const OFFERED: &[(&str, &str)] = &[
    ("name = Jon", "name ~ Jon"),
    ("tag = (aa or bb)", "tag in (aa, bb)"),
    ("tag = aa, bb", "tag in (aa, bb)"),
    ("tag:vip", "tag = vip"),
    ("city = Los Angeles", "city = \"Los Angeles\""),
    ("city = Los Angeles and tag = vip", "city = \"Los Angeles\" and tag = vip"),
    ("(city = Los Angeles)", "(city = \"Los Angeles\")"),
    ("tag = vip name ~ Jon", "tag = vip and name ~ Jon"),
    ("emial = jon@x.com", "email = jon@x.com"),
    ("created in last 3 mounths", "created in last 3 months"),
    ("Jon", "\"Jon\""),
    ("tag = vip and Jon", "tag = vip and \"Jon\""),
    ("name begins with Jo", "name ^= Jo"),
    ("name like Jon", "name ~ Jon"),
    ("name doesn't contain Jon", "name does not contain Jon"),
    ("tag isn't vip", "tag is not vip"),
    ("tag = “vip”", "tag = \"vip\""),
    ("rating ≥ 3", "rating >= 3"),
    ("rating ≠ 3", "rating != 3"),
    ("tag = Yahoo!", "tag = \"Yahoo!\""),
    ("URL = https://x.com/?q=1", "URL = \"https://x.com/?q=1\""),
    ("email in (a b)", "email in (\"a b\")"),
    ("birthday in 01/03", "birthday in 1 Mar"),
    ("birthday in 01/03", "birthday in 3 Jan"),
    ("rating = 007", "rating = 7"),
    ("company last contacted > 2025-01-01T00:00:00", "company last contacted > 2025-01-01T00:00:00Z"),
    ("company last contacted > 2025-03", "company last contacted > 2025-03-31"),
    ("created on 2025-01-31", "created in 2025-01-31"),
    ("created in 31/01/2025", "created in 2025-01-31"),
    ("created in 01/31/2025", "created in 2025-01-31"),
    ("created in 1.2.2025", "created in 2025-02-01"),
    ("created in 1.2.2025", "created in 2025-01-02"),
    ("created in 2025/1/31", "created in 2025-01-31"),
    ("created in 2025-1-31", "created in 2025-01-31"),
    ("rating = +5", "rating = 5"),
    ("rating = .5", "rating = 0.5"),
    ("rating = -007", "rating = -7"),
    ("rating > 1_000", "rating > 1000"),
    ("tag = vip and", "tag = vip"),
    ("!tag = vip", "not tag = vip"),
    ("tag = empty", "tag = \"empty\""),
    ("tag = \"a\0b\"", "tag = \"ab\""),
    ("created in last month", "created in last 1 month"),
    ("company name = Marks and \"Spencer\"", "company name = \"Marks and Spencer\""),
    ("email = a@x.com or \"b@x.com\"", "email in (a@x.com, b@x.com)"),
    ("phone ~ \"917 202\"", "(phone ~ 917 and phone ~ 202)"),
];

#[test]
fn mistakes_and_what_is_offered() {
    for (text, offered) in OFFERED {
        let fixes: Vec<_> = fixes(text).into_iter().map(|fix| fix.trim_start_matches("! ").to_owned()).collect();
        assert!(fixes.iter().any(|fix| fix.trim_end() == *offered), "{text}: expected {offered}, offered {fixes:?}");
    }
}

/// What is offered for a mistake does not depend on what stands around it, unless the mistake is about that.
#[test]
fn a_mistake_is_mended_the_same_wherever_it_stands() {
    let about_what_follows = |text: &str| ["tag = vip and", "email = a@x.com or \"b@x.com\""].contains(&text);
    for (text, offered) in CERTAIN.iter().chain(OFFERED).filter(|(text, _)| !about_what_follows(text)) {
        for (before, after) in AROUND {
            let mistaken = format!("{before}{text}{after}");
            let fixes: Vec<_> = fixes(&mistaken).iter().map(|fix| fix.trim_start_matches("! ").to_owned()).collect();
            assert!(fixes.contains(&format!("{before}{offered}{after}")), "{mistaken}: {fixes:?}");
        }
    }
}

const AROUND: &[(&str, &str)] = &[
    ("(", ")"),
    ("not (", ")"),
    ("rating > 3 and ", ""),
    ("rating > 3 or\n(", ") // why"),
    ("", " and rating > 3"),
    ("(", " or rating > 3)"),
    ("((", ") and rating > 3) or tag = zz"),
    ("(", ") and tag = \"(\" or (rating > 3"),
    ("tag in (aa, ')') or ", " // ( \" or ` and '"),
];

#[test]
fn all_errors_in_one_pass() {
    let found = json("emial = x and (rating = high or tag == \"\") and created in last 3 moons and id = 12");
    for code in ["E0201", "E0207", "E0205", "E0216", "E0214"] {
        assert!(found.contains(code), "{code} in {found}");
    }
}

#[test]
fn twenty_levels_and_no_more() {
    let nested = |levels: usize| {
        // `or` and `and` in turn, so that nothing flattens.
        let mut text = "tag = aa".to_owned();
        for level in 0..levels {
            text = format!("tag = bb {} ({text})", if level % 2 == 0 { "or" } else { "and" });
        }
        text
    };
    assert!(json(&nested(20)).starts_with("{\"and\""));
    assert_eq!(json(&nested(21)), "E0222");
    assert_eq!(json(&format!("{}tag = vip{}", "(".repeat(100), ")".repeat(100))), r#"{"tag":{"is":"vip"}}"#);
    assert_eq!(json(&format!("{}tag = vip{}", "(".repeat(101), ")".repeat(101))), "E0222");
    assert_eq!(json(&"(".repeat(100_000)), "E0222");
    assert_eq!(json(&"not ".repeat(100_000)), "E0222");
    // What follows is still read.
    assert_eq!(json(&format!("{}tag = vip and rating = high", "not ".repeat(101))), "E0222 E0207");
    assert_eq!(json(&format!("{}tag = vip{} and rating = high", "(".repeat(101), ")".repeat(101))), "E0222 E0207");
}

/// Those of two bytes too.
#[test]
fn control_characters_are_refused_wherever_they_stand() {
    for control in ['\u{1}', '\u{1b}', '\u{7f}', '\u{80}', '\u{9f}'] {
        for text in [
            format!("{control}tag = vip"),
            format!("tag = vip{control}"),
            format!("tag = {control} vip"),
            format!("tag = \"v{control}ip\""),
            format!("`t{control}ag` is empty"),
            format!("tag = vip // {control}"),
        ] {
            assert!(json(&text).contains("E0103"), "{text:?}: {}", json(&text));
        }
    }
    assert_eq!(json("\u{a0}tag\u{85}=\u{2003}vip"), r#"{"tag":{"is":"vip"}}"#);
}

#[test]
fn nothing_is_a_query_of_nothing() {
    for text in ["", "  \n", "// only a comment", "\u{feff}"] {
        assert!(json(text).starts_with("E01"), "{text:?}: {}", json(text));
    }
}

#[test]
fn warnings_where_another_reading_is_likely() {
    assert_eq!(warnings("created in last month"), "W0211");
    assert_eq!(warnings("tag = empty"), "W0212");
    assert_eq!(warnings("tag = vip and \"Jon\""), "W0210");
    assert_eq!(warnings("\"Jon\""), "");
    assert_eq!(warnings("any ~ jon@nimble.com"), "W0205");
    assert_eq!(warnings("lead status = Open"), "W0216");
    assert_eq!(warnings("name ~ \"Jon Ferrara\""), "");
    assert_eq!(warnings("employer = Nimble and first name = Jon"), "");
    assert_eq!(warnings("employer = Nimble and company name = Nimble"), "W0209");
    assert_eq!(warnings("any ~ @nimble.com"), "");
}

/// The service once took eleven clauses.
#[test]
fn warnings_of_many_clauses() {
    for (clauses, code) in [(10, ""), (11, ""), (12, "W0201"), (13, "W0201")] {
        let text: Vec<String> = (0..clauses).map(|number| format!("tag = tag{number}")).collect();
        assert_eq!(warnings(&text.join(" or ")), code, "{clauses}");
    }
}

/// Two clauses on one field exclude each other where a contact has one value of it, or where one denies the other.
#[test]
fn warnings_of_what_never_or_always_matches() {
    for (text, codes) in [
        ("rating = 2 and rating = 3", "W0203"),
        ("rating = 2 and rating = 2.0", ""),
        ("rating = 2 or rating = 3", ""),
        // Others beside them are of no concern, nor a custom field of the name.
        ("rating = 2 and first name = Jon and rating = 2", ""),
        ("rating = 2 and custom.rating = 3 and rating = 2", ""),
        ("first name = Jon and first name != jon", "W0203"),
        ("first name != Jon and first name = jon", "W0203"),
        ("first name != Jon and first name = Lee", ""),
        ("first name != Jon and first name != Lee", ""),
        ("first name is empty and first name = Jon", "W0203"),
        ("first name = Jon and first name is empty", "W0203"),
        ("first name is not empty and first name is empty", "W0203"),
        ("first name != Jon and first name is empty", ""),
        ("rating > 3 and rating < 3", "W0203"),
        ("rating < 3 and rating > 3", "W0203"),
        ("rating >= 3 and rating <= 3", ""),
        ("rating <= 3 and rating >= 3", ""),
        ("rating > 3 and rating <= 3", "W0203"),
        ("rating < 3 and rating = 3", "W0203"),
        ("rating = 3 and rating > 2", ""),
        ("rating > 4 and rating > 1 and rating < 3", "W0203"),
        ("rating < 2 and rating < 5 and rating > 3", "W0203"),
        ("rating in 1..2 and rating in 3..4", "W0203"),
        ("rating in 3..4 and rating in 1..2", "W0203"),
        ("rating in 1..2 and rating in 2..4", ""),
        ("rating not in 1..2 and rating in 1..2", "W0203"),
        ("rating not in 1..2 and rating in 1..3", ""),
        ("created in 2024 and created in 2025", "W0203"),
        ("company last contacted > 2025-01-01 and company last contacted < 2025-01-02", "W0203"),
        ("company last contacted > 2025-01-01 and company last contacted < 2025-01-03", ""),
        ("record type = person and record type = company", "W0203"),
        ("record type = person and record type = all", ""),
        // A contact has several tags, and `!=` is about all of them.
        ("tag = aa and tag = bb", ""),
        ("tag = aa and tag != aa", "W0203"),
    ] {
        let found = warnings(text);
        let found: Vec<_> = found.split(' ').filter(|&code| code == "W0203").collect();
        assert_eq!(found.join(" "), codes, "{text}");
    }
}

/// A value that stands twice in a list, wherever and however long the list is.
#[test]
fn warnings_of_values_that_stand_twice() {
    for length in [2, 3, 15, 16, 17, 18, 40] {
        let items: Vec<String> = (1..length).map(|item| format!("item{item}")).collect();
        assert_eq!(warnings(&format!("tag in (first, {})", items.join(", "))), "", "{length}");
        for at in [0, items.len() / 2, items.len() - 1] {
            let text = format!("tag in ({}, {})", items.join(", "), items[at]);
            assert_eq!(warnings(&text), "W0202", "{text}");
        }
    }
}

/// Of a field that is not known, quotes tell a text from a number.
#[test]
fn quotes_are_kept_where_they_say_something() {
    let catalog = Catalog::builtin();
    let lenient =
        |text: &str| Compiler::new(&catalog).lenient(true).text(text).map(|checked| checked.query.to_string());
    for text in
        ["karma = x1", "karma = 3", "karma = \"3\"", "karma = \"true\"", "karma = true", "karma in (x1, \"2\", 2)"]
    {
        assert_eq!(lenient(text).as_deref(), Ok(text));
    }
    // Only `name` once took `is`, and nothing else that it does not take.
    assert_eq!(lenient("name = Jon").as_deref(), Ok("name = Jon"));
    for text in ["name > 3", "name in (Jon, Lee)", "tag ~ vip", "first name > 3"] {
        assert!(lenient(text).expect_err(text).to_string().starts_with("error[E0203]"), "{text}");
    }
}

#[test]
fn the_keyword_form_is_printed_where_it_does_not_warn() {
    assert_eq!(canonical("any ~ Jon"), "\"Jon\"");
    assert_eq!(canonical("any ~ Jon and tag = vip"), "any ~ Jon and tag = vip");
    assert_eq!(canonical("\"Jon\" or \"Lee\""), "\"Jon\" or \"Lee\"");
    assert_eq!(canonical("any !~ Jon"), "any !~ Jon");
}

#[test]
fn comments_inside_a_clause_keep_their_order() {
    let catalog = Catalog::builtin();
    for text in ["tag is // x\nnot // y\nempty", "rating between // x\n2 // b\nand // y\n4"] {
        let printed =
            text::print(&text::parse(text).unwrap_or_else(|errors| panic!("{errors}")), &text::Style::new(&catalog));
        let places = ["// x", "// y"].map(|comment| printed.find(comment));
        assert!(places[0].is_some() && places[0] < places[1], "{printed}");
    }
}
