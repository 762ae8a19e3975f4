//! What `--fix` makes of a mistake, one row each: the text that is evidently meant, or nothing where that is not
//! certain. A row for every mistake that was once mended wrongly.

use nse_query::diagnostic::Severity;
use nse_query::{Catalog, Compiler, Diagnostics, diagnostic};

/// Text, and what every certain fix together makes of it. `⏎` is a line break.
const FIXED: &[(&str, &str)] = &[
    // Lists keep what they are compared by.
    ("tag in [aa, bb]", "tag in (aa, bb)"),
    ("tag = [aa, bb]", "tag in (aa, bb)"),
    ("email is [aa, bb]", "email in (aa, bb)"),
    ("tag != [aa, bb]", "not tag in (aa, bb)"),
    ("tag is not {aa, bb}", "not tag in (aa, bb)"),
    ("tag not in [aa, bb]", "not tag in (aa, bb)"),
    ("tag is not in [aa, bb]", "not tag in (aa, bb)"),
    ("tag > [aa]", "tag > aa"),
    ("rating not between [2, 4]", "rating not between 2 and 4"),
    ("tag in (aa, bb] and name ~ x1", "tag in (aa, bb) and name ~ x1"),
    // Negation is kept.
    ("email isn't empty", "email is not empty"),
    ("email isnt empty", "email is not empty"),
    ("email isn’t empty", "email is not empty"),
    ("email not empty", "email is not empty"),
    ("tag isn't vip", "tag is not vip"),
    ("tag isn't in (aa, bb)", "not tag in (aa, bb)"),
    ("tag not Los Angeles", "tag is not \"Los Angeles\""),
    ("name not like Jon", "name !~ Jon"),
    ("name does not like Jon", "name !~ Jon"),
    ("name does not start with Jo", "not name ^= Jo"),
    ("name does not begin with Jo", "not name ^= Jo"),
    ("name doesn't start with Jo", "not name ^= Jo"),
    ("name doesn't contain Jon", "name does not contain Jon"),
    ("name !contains Jon", "name not contains Jon"),
    ("rating in not 2..4", "rating not in 2..4"),
    ("rating between not 2 and 4", "rating not between 2 and 4"),
    ("rating is not greater than 3", "not rating > 3"),
    // Operators in words and signs.
    ("tag is equal to vip", "tag = vip"),
    ("name is like Jon", "name ~ Jon"),
    ("rating is greater than 3", "rating > 3"),
    ("rating > = 3", "rating >= 3"),
    ("tag ! = vip", "tag != vip"),
    ("tag is = vip", "tag = vip"),
    ("tag is not = vip", "tag != vip"),
    ("rating is >= 3", "rating >= 3"),
    ("rating is not > 3", "not rating > 3"),
    ("rating between 2,4", "rating between 2 and 4"),
    ("city ≠ Los Angeles", "city != \"Los Angeles\""),
    // Clauses stay clauses.
    ("tag = vip &&email is empty", "tag = vip and email is empty"),
    ("tag = vip&&tag = lead", "tag = vip and tag = lead"),
    ("tag=\"vip\"&&email=\"x@y.z\"", "tag=\"vip\" and email=\"x@y.z\""),
    ("tag = vip & name ~ Jon", "tag = vip and name ~ Jon"),
    // Values are what they were.
    ("company name = 'Moe's Diner'", "company name = \"Moe's Diner\""),
    ("tag = 'it's'", "tag = \"it's\""),
    ("name ~ ‘O’Brien’", "name ~ \"O’Brien\""),
    ("phone = (917) 202-456", "phone = \"(917) 202-456\""),
    ("created in 2025–01–01", "created in 2025-01-01"),
    ("rating in 2–4", "rating in 2..4"),
    ("rating in 2…4", "rating in 2..4"),
    ("created in 2025-01-01–2025-01-31", "created in 2025-01-01..2025-01-31"),
    ("created in last 3d", "created in last 3 days"),
    ("rating in 3", "rating = 3"),
];

/// Texts of which nothing certain is known.
const LEFT: &[&str] = &[
    "tag !~ [aa, bb]",
    "email does not contain [aa, bb]",
    "email ^= [aa, bb]",
    "rating >= [3, 4]",
    "tag doesn't contain [aa, bb]",
    "tag = vip emial is empty",
    "tag = vip emial contains xx",
    "tag = vip created before 2025-01-01",
    "tag = vip email:jon",
    "tag = vip created today",
    "tag = vip # note",
    "city = Los // c⏎Angeles",
    "city = Los⏎Angeles",
    "tag = \"x\"vip",
    "tag = \"a\"b\"",
    "name ~ “Jon",
    "email = jon@x.com;mary@x.com",
    "tag = a;b",
    "tag = a|b",
    "tag in (aa; bb)",
    "tag in (a;b)",
    "tag in （aa，bb）",
    "name like \"Jon%\"",
    "rating in 2.4",
    "tag != aa, bb",
    "tag != (aa or bb)",
    "tag not in Los Angeles",
    "name !~ (Jon or Mary)",
    "email = <jon@x.com>",
    "tag = ^x",
    "tag = ~x",
    "birthday = 5 Mar",
    "user last contacted > last 3 days",
    "tag = vip but not name ~ Jon",
    "tag = vip, name ~ Jon",
    "tag = vip; tag = lead",
    "birthday on 5 Mar",
    "created last 3 days",
    "tag is is vip",
    "email is not not empty",
    "tag = or",
    "rating in 4..2",
];

/// Text, and one of the fixes that are offered for it.
const OFFERED: &[(&str, &str)] = &[
    ("tag !~ [aa, bb]", "(tag !~ aa and tag !~ bb)"),
    ("name !~ (Jon or Mary)", "(name !~ Jon and name !~ Mary)"),
    ("name ~ (Jon or Mary)", "(name ~ Jon or name ~ Mary)"),
    ("tag doesn't contain [aa, bb]", "(tag doesn't contain aa and tag doesn't contain bb)"),
    ("tag = a;b", "tag in (a, b)"),
    ("tag = a|b", "tag = \"a|b\""),
    ("tag = vip, name ~ Jon", "tag = vip and name ~ Jon"),
    ("tag = vip; tag = lead", "tag = vip and tag = lead"),
    ("tag = vip but not name ~ Jon", "tag = vip and not name ~ Jon"),
    ("tag not in Los Angeles", "tag != \"Los Angeles\""),
    ("created in 2025-01-01, 2025-01-31", "created in 2025-01-01..2025-01-31"),
    ("birthday = 5 Mar", "birthday in 5 Mar"),
    ("birthday on 5 Mar", "birthday in 5 Mar"),
    ("birthday in 5 Mrch", "birthday in 5 March"),
    ("birthday in 5th Mar", "birthday in 5 Mar"),
    ("created last 3 days", "created in last 3 days"),
    ("created from 2025-01-01 to 2025-02-01", "created in 2025-01-01..2025-02-01"),
    ("user last contacted > last 3 days", "user last contacted in last 3 days"),
    ("tag in （aa，bb）", "tag in (aa, bb)"),
    ("name like \"Jon%\"", "name ^= Jon"),
    ("rating in 2.4", "rating in 2..4"),
    ("rating in 4..2", "rating in 2..4"),
    ("name ~ “Jon", "name ~ \"Jon\""),
    ("tag is is vip", "tag is vip"),
    ("tag is and", "tag is \"and\""),
    ("tag = or", "tag = \"or\""),
    ("last contacted in last 3 days", "company last contacted in last 3 days"),
    ("company = Nimble", "employer = Nimble"),
    ("company = Nimble", "company name = Nimble"),
    ("name in (Jon, Mary)", "(name ~ Jon or name ~ Mary)"),
    ("record type in (person, company)", "(record type = person or record type = company)"),
    ("email = null", "email = \"null\""),
];

fn found(text: &str) -> Vec<diagnostic::Diagnostic> {
    let catalog = Catalog::builtin();
    Compiler::new(&catalog).text(text).map_or_else(Diagnostics::into_vec, |checked| checked.warnings)
}

fn fixed(text: &str) -> Option<String> {
    let catalog = Catalog::builtin();
    Compiler::new(&catalog).fix(text)
}

#[test]
fn a_certain_fix_says_what_is_meant() {
    let wrong: Vec<_> = FIXED
        .iter()
        .map(|&(text, meant)| (text, meant, fixed(text)))
        .filter(|(_, meant, fixed)| fixed.as_deref() != Some(*meant))
        .collect();
    assert!(wrong.is_empty(), "text, meant, made: {wrong:#?}");
}

#[test]
fn nothing_is_certain_where_there_is_doubt() {
    for text in LEFT {
        let text = text.replace('⏎', "\n");
        assert_eq!(fixed(&text), None, "{text}");
        let errors = found(&text).iter().filter(|diagnostic| diagnostic.severity() == Severity::Error).count();
        assert!(errors > 0, "{text} is valid");
    }
}

#[test]
fn what_may_be_meant_is_offered() {
    for (text, offered) in OFFERED {
        let fixes: Vec<String> = found(text)
            .iter()
            .flat_map(|diagnostic| &diagnostic.fixes)
            .map(|fix| diagnostic::apply(text, [fix]))
            .collect();
        assert!(fixes.iter().any(|fix| fix == offered), "{text}: expected {offered}, offered {fixes:?}");
    }
}

/// A mistake is mended the same way wherever it stands, and beside others.
#[test]
fn a_fix_is_the_same_in_any_company() {
    for (text, meant) in FIXED {
        for (before, after) in
            [("(", ") or tag = zz"), ("tag = zz and ", ""), ("tag == zz or (", " and created in last 3d)")]
        {
            let mend = |context: &str| context.replace("==", "=").replace("3d", "3 days");
            let expected = format!("{}{meant}{}", mend(before), mend(after));
            assert_eq!(fixed(&format!("{before}{text}{after}")), Some(expected), "{before}{text}{after}");
        }
    }
}

/// Every place of a long text is mended, however many there are.
#[test]
fn a_fix_reaches_the_end() {
    let text = fixed(&format!("{}tag = vip", "tag == vip && ".repeat(2_000)));
    assert_eq!(text, Some(format!("{}tag = vip", "tag = vip and ".repeat(2_000))));
}

/// What is said is not what was written.
#[test]
fn messages_do_not_contradict_themselves() {
    let message = |text: &str| found(text).first().map(ToString::to_string).unwrap_or_default();
    assert_eq!(message("rating < = 3"), "error[E0115]: `< =` is not an operator here");
    assert_eq!(message("tag in 1..2"), "error[E0203]: `tag` does not support `in a..b`");
    assert_eq!(message("tag is = vip"), "error[E0130]: `=` cannot follow `is`");
    let label = |text: &str| found(text).first().map(|diagnostic| diagnostic.label.clone()).unwrap_or_default();
    assert_eq!(label("birthday not in last 3 days"), "finds people not born in that time");
}
