//! Where lines break and comments go, and how each thing is spelt: text, and what is printed of it at some width.

use nse_query::{Catalog, text};

/// `text` printed; `⏎` is a line break.
fn printed(text: &str, width: usize) -> String {
    let text = text.replace('⏎', "\n");
    let catalog = Catalog::builtin();
    let print = |text: &str| {
        let ast = text::parse(text).unwrap_or_else(|errors| panic!("{text}: {errors}"));
        text::print(&ast, &text::Style::new(&catalog).width(width))
    };
    let once = print(&text);
    assert_eq!(print(&once), once, "{text}");
    once.replace('\n', "⏎")
}

#[test]
fn lines_break_where_they_are_too_long() {
    for (text, width, expected) in [
        ("tag = vip and rating > 3", 24, "tag = vip and rating > 3"),
        ("tag = vip and rating > 3", 23, "tag = vip⏎and rating > 3"),
        ("tag = vip or rating > 3", 22, "tag = vip⏎or rating > 3"),
        ("tag = é and rating > 3", 22, "tag = é and rating > 3"),
        ("tag = é and rating > 3", 21, "tag = é⏎and rating > 3"),
        ("tag = 名前 and rating > 3", 25, "tag = 名前 and rating > 3"),
        ("tag = 名前 and rating > 3", 24, "tag = 名前⏎and rating > 3"),
        ("tag in (vip, lead, press)", 25, "tag in (vip, lead, press)"),
        ("tag in (vip, lead, press)", 24, "tag in (⏎  vip,⏎  lead,⏎  press,⏎)"),
        ("tag in (é, vip, lead)", 21, "tag in (é, vip, lead)"),
        ("tag in (é, vip, lead)", 20, "tag in (⏎  é,⏎  vip,⏎  lead,⏎)"),
        ("not tag in (vip, lead)", 20, "not tag in (⏎  vip,⏎  lead,⏎)"),
        ("tag = vip and (rating > 3 or tag = lead)", 30, "tag = vip⏎and (⏎  rating > 3⏎  or tag = lead⏎)"),
        ("tag = vip and not (rating > 3 or tag = lead)", 30, "tag = vip⏎and not (⏎  rating > 3⏎  or tag = lead⏎)"),
        (
            "tag = vip and not not (rating > 3 or tag in (lead, press, other))",
            24,
            "tag = vip⏎and not not (⏎  rating > 3⏎  or tag in (⏎    lead,⏎    press,⏎    other,⏎  )⏎)",
        ),
        (
            "(tag = vip and rating > 3) or (tag = lead and (rating < 2 or email is empty))",
            30,
            "(⏎  tag = vip⏎  and rating > 3⏎)⏎or (⏎  tag = lead⏎  and (⏎    rating < 2⏎    or email is empty⏎  )⏎)",
        ),
        ("tag = vip and (rating > 3 and tag = lead)", 30, "tag = vip⏎and rating > 3⏎and tag = lead"),
        ("not (tag = vip and rating > 3 and tag = lead)", 30, "not (⏎  tag = vip⏎  and rating > 3⏎  and tag = lead⏎)"),
        ("\"Jon\" or \"Lee\" or \"Ann\"", 12, "\"Jon\"⏎or \"Lee\"⏎or \"Ann\""),
        ("\"Jon\" and tag = vip and rating > 3", 20, "any ~ Jon⏎and tag = vip⏎and rating > 3"),
        ("not \"Jon\" and tag = vip and rating > 3", 20, "not \"Jon\"⏎and tag = vip⏎and rating > 3"),
        ("any ~ Jon", 5, "\"Jon\""),
        ("tag = vip and tag in (vip, lead, press)", 29, "tag = vip⏎and tag in (vip, lead, press)"),
        ("tag = vip and tag in (vip, lead, press)", 28, "tag = vip⏎and tag in (⏎  vip,⏎  lead,⏎  press,⏎)"),
    ] {
        assert_eq!(printed(text, width), expected, "{text} at {width}");
        // Whatever the width, it means the same.
        for width in 1..=text.len() {
            let words = |text: &str| text.replace(['⏎', ' ', ','], "");
            assert_eq!(words(&printed(text, width)), words(&printed(text, 1)), "{text} at {width}");
        }
    }
}

#[test]
fn comments_are_kept_where_they_belong() {
    for (text, expected) in [
        ("tag = vip // a", "tag = vip // a"),
        ("// a⏎tag = vip", "// a⏎tag = vip"),
        ("tag = vip⏎// a", "tag = vip⏎// a"),
        ("tag // a⏎= vip", "tag = vip // a"),
        ("tag = // a⏎vip", "tag = vip // a"),
        ("tag = vip // a⏎// b", "tag = vip // a⏎// b"),
        ("tag = vip // a⏎⏎// b⏎// c", "tag = vip // a⏎// b⏎// c"),
        ("// a⏎// b⏎tag = vip // c", "// a⏎// b⏎tag = vip // c"),
        ("tag = vip // a⏎and rating > 3", "tag = vip // a⏎and rating > 3"),
        ("tag = vip and // a⏎rating > 3", "tag = vip // a⏎and rating > 3"),
        ("tag = vip⏎// a⏎and rating > 3", "tag = vip⏎// a⏎and rating > 3"),
        ("tag = vip⏎and // a⏎rating > 3 // b", "tag = vip⏎// a⏎and rating > 3 // b"),
        ("tag = vip and rating > 3 // a", "tag = vip and rating > 3 // a"),
        ("tag = vip and rating // a⏎> 3", "tag = vip and rating > 3 // a"),
        ("tag = vip and rating // a⏎> 3 // b", "tag = vip⏎// a⏎and rating > 3 // b"),
        ("tag = vip and (rating > 3 // a⏎)", "tag = vip and rating > 3 // a"),
        ("tag = vip and (rating > 3) // a", "tag = vip and rating > 3 // a"),
        ("tag = vip and not (rating > 3) // a", "tag = vip and not rating > 3 // a"),
        ("( // a⏎tag = vip)", "// a⏎tag = vip"),
        ("(tag = vip // a⏎) // b", "// a⏎tag = vip // b"),
        ("not // a⏎tag = vip", "// a⏎not tag = vip"),
        (
            "tag = vip and ( // a⏎rating > 3 or tag = lead // b⏎// c⏎) // d",
            "tag = vip // a⏎and (⏎  rating > 3⏎  or tag = lead // b⏎  // c⏎)⏎// d",
        ),
        (
            "tag = vip and (rating > 3 or tag = lead) // a⏎and email is empty",
            "tag = vip⏎and (⏎  rating > 3⏎  or tag = lead // a⏎)⏎and email is empty",
        ),
        (
            "tag = vip or (⏎  // a⏎  rating > 3⏎  and tag = lead⏎)⏎// b⏎or email is empty",
            "tag = vip⏎or (⏎  // a⏎  rating > 3⏎  and tag = lead⏎)⏎// b⏎or email is empty",
        ),
        (
            "tag = vip⏎// a⏎and (rating > 3 or tag = lead)⏎and email is empty",
            "tag = vip⏎// a⏎and (⏎  rating > 3⏎  or tag = lead⏎)⏎and email is empty",
        ),
        ("tag = vip and ( // a⏎rating > 3)", "tag = vip // a⏎and rating > 3"),
        ("tag = vip and not ( // a⏎rating > 3)", "tag = vip // a⏎and not rating > 3"),
        ("tag in (vip, // a⏎lead // b⏎)", "tag in (⏎  vip, // a⏎  lead, // b⏎)"),
        ("created in 2025 // a⏎.. // b⏎2026", "// a⏎created in 2025..2026 // b"),
        ("//⏎tag = vip //", "//⏎tag = vip //"),
        ("//  spaces  ⏎tag = vip", "//  spaces⏎tag = vip"),
        (
            "((tag = vip // a⏎and rating > 3) // b⏎and tag = lead) // c",
            "tag = vip // a⏎and rating > 3 // b⏎and tag = lead // c",
        ),
    ] {
        assert_eq!(printed(text, 100), expected, "{text}");
    }
    // One that stands behind its clause does not make the line too long.
    assert_eq!(printed("tag = vip and rating > 3 // a long remark", 24), "tag = vip and rating > 3 // a long remark");
    assert_eq!(printed("tag = vip and rating > 3 // a long remark", 23), "tag = vip⏎and rating > 3 // a long remark");
}

#[test]
fn comments_in_a_list_keep_to_their_items() {
    let text = "tag in ( // ours⏎  vip, // important⏎  // press people⏎  press // last⏎, // after it⏎lead⏎  // no more⏎) // all";
    let expected = "tag in ( // ours⏎  vip, // important⏎  // press people⏎  press, // last⏎  // after it⏎  lead,⏎  // no more⏎) // all";
    assert_eq!(printed(text, 100), expected);
    assert_eq!(printed(expected, 100), expected);
    // One that stands before the list stays before the clause.
    assert_eq!(printed("tag // a⏎in (x // b⏎)", 100), "// a⏎tag in (⏎  x, // b⏎)");
    assert_eq!(printed("tag in (x, y) // b", 100), "tag in (x, y) // b");
}

#[test]
fn everything_has_one_spelling() {
    for (text, expected) in [
        ("NAME contains 'Jon'", "name ~ Jon"),
        ("record type IS Person", "record type = person"),
        ("record type = \"COMPANY\"", "record type = company"),
        ("is_editable = TRUE", "is_editable = true"),
        ("rating = \"3\"", "rating = 3"),
        ("rating = 3.0", "rating = 3"),
        ("rating > 1e3", "rating > 1000"),
        ("id = 4F69FB852AB3740C5E000004", "id = 4f69fb852ab3740c5e000004"),
        ("saved search = 4FC886DC682C4A64DD060062", "saved search = 4fc886dc682c4a64dd060062"),
        ("company last contacted > 2025-01-31t10:00:00z", "company last contacted > 2025-01-31T10:00:00Z"),
        ("unheard of = 3", "unheard of = 3"),
        ("unheard of = {n} and rating IS {n}", "unheard of = {n} and rating = {n}"),
        ("Tag NOT in{tags}or tag in({a},'b', {c},)", "tag not in {tags} or tag in ({a}, b, {c})"),
        ("rating between {a}and 4 or rating in {a} .. {b}", "rating in {a}..4 or rating in {a}..{b}"),
        ("created in the last {n} DAY", "created in last {n} days"),
        ("any ~ {q}", "any ~ {q}"),
        ("any ~ {q} or \"Jon\"", "any ~ {q} or any ~ Jon"),
        ("tag = \"{tag}\"", "tag = \"{tag}\""),
        ("unheard of = \"3\"", "unheard of = \"3\""),
        ("unheard of = \"-3\"", "unheard of = \"-3\""),
        ("unheard of = \"true\"", "unheard of = \"true\""),
        ("unheard of = \"False\"", "unheard of = \"False\""),
        ("unheard of = \"truely\"", "unheard of = truely"),
        ("unheard of = \"x3\"", "unheard of = x3"),
        ("custom.\"Shoe size\" = \"42\"", "custom.\"Shoe size\" = 42"),
        ("custom.colour = red", "custom.\"colour\" = red"),
        ("birthday in 05 march", "birthday in 5 Mar"),
        ("birthday in Mar", "birthday in 1 Mar..31 Mar"),
        ("birthday in mar .. May", "birthday in 1 Mar..31 May"),
        ("birthday in feb 1 .. february", "birthday in 1 Feb..29 Feb"),
        ("birthday between 1 Mar and 31 Mar", "birthday in 1 Mar..31 Mar"),
        ("created in the last month", "created in last 1 month"),
        ("created in last 3 DAY", "created in last 3 days"),
        ("created between 2025 and 2026-03", "created in 2025..2026-03"),
        ("tag is empty", "tag is empty"),
        ("tag is not empty", "tag is not empty"),
        ("tag in (vip,lead,)", "tag in (vip, lead)"),
        ("tag = \"empty\"", "tag = \"empty\""),
        ("tag = 'a \"b\"'", "tag = \"a \\\"b\\\"\""),
        ("name not contains \"Jon Lee\"", "name !~ \"Jon Lee\""),
        ("\"first name\" = Jon", "first name = Jon"),
        ("any contains Jon", "\"Jon\""),
        ("(((tag = vip)))", "tag = vip"),
        ("NOT(tag=vip)", "not tag = vip"),
    ] {
        assert_eq!(printed(text, 100), expected, "{text}");
    }
}
