//! Queries in plain English, as one reads them aloud.

use nse_query::english::{describe, outline};
use nse_query::{Catalog, Compiler, Query};

fn query(text: &str) -> Query {
    text.parse().unwrap_or_else(|diagnostics| panic!("{text}: {diagnostics}"))
}

#[test]
fn sentences() {
    for (text, sentence) in [
        (
            "record type = person and name ~ Jon and tag = vip and created in last 3 months",
            "people whose name contains the word “Jon”, tagged “vip”, created in the last 3 months",
        ),
        ("record type = company", "all companies"),
        ("record type = all and tag = vip", "people and companies tagged “vip”"),
        ("record type = person or tag = vip", "contacts that are people, or tagged “vip”"),
        ("not record type = person", "contacts that are not people"),
        // One word is enough, and it is said.
        ("name ~ \"Jon Ferrara\"", "contacts whose name contains the word “Jon” or “Ferrara”"),
        ("name ~ \"สมชาย ⭐\"", "contacts whose name contains the word “สมชาย” or “⭐”"),
        ("name !~ \"Jon Ferrara\"", "contacts whose name does not contain the word “Jon” or “Ferrara”"),
        ("name ^= \"Jon Ferr\"", "contacts whose name has the word “Jon” and one that starts with “Ferr”"),
        ("\"Jon Ferrara\"", "contacts with the word “Jon” or “Ferrara” in any field"),
        ("any !~ Nimble", "contacts without the word “Nimble” in any field"),
        ("tag = vip or tag = lead", "contacts tagged “vip”, or tagged “lead”"),
        ("tag in (vip, lead, press)", "contacts tagged “vip”, “lead” or “press”"),
        ("tag is empty", "contacts without a tag"),
        ("tag != vip", "contacts not tagged “vip”"),
        ("not tag != vip", "contacts tagged “vip”"),
        ("tag != vip and not tag in (lead, press)", "contacts not tagged “vip”, not tagged “lead” or “press”"),
        ("email in (\"a b\")", "contacts whose email is “a b”"),
        ("id not in (4F69FB852AB3740C5E000004)", "contacts whose id is not 4f69fb852ab3740c5e000004"),
        ("not id not in (4F69FB852AB3740C5E000004)", "contacts whose id is 4f69fb852ab3740c5e000004"),
        ("rating <= 3", "contacts whose rating is at most 3"),
        ("rating < 3 or rating >= 4", "contacts whose rating is less than 3, or whose rating is at least 4"),
        ("any ^= Jo", "contacts with a word that starts with “Jo” in any field"),
        ("not any ^= Jo", "contacts without a word that starts with “Jo” in any field"),
        ("not rating not in 2..4", "contacts other than those whose rating is known but not from 2 to 4"),
        ("rating not in 2..4", "contacts whose rating is known but not from 2 to 4"),
        ("not (tag = vip and email is empty)", "contacts other than those tagged “vip” and whose email is empty"),
        (
            "not not tag = vip and (email is not empty or tag = lead)",
            "contacts other than those (not tagged “vip”), either whose email is not empty or tagged “lead”",
        ),
        ("not tag is empty", "contacts with a tag"),
        ("email in (a@x.com, b@x.com)", "contacts whose email is one of “a@x.com” or “b@x.com”"),
        ("email is not empty", "contacts whose email is not empty"),
        ("address.city = \"Los Angeles\"", "contacts whose city is “Los Angeles”"),
        ("address.street = Main", "contacts whose street is “Main”"),
        ("address.state = CA", "contacts whose state is “CA”"),
        ("address.country = US", "contacts whose country is “US”"),
        ("address.zip = 94110", "contacts whose zip code is “94110”"),
        ("# of employees is empty", "contacts whose number of employees is empty"),
        ("custom.\"Shoe size\" = 42", "contacts whose custom field “Shoe size” is “42”"),
        ("rating in 2..4", "contacts whose rating is from 2 to 4"),
        ("rating not in 2..4", "contacts whose rating is known but not from 2 to 4"),
        ("not rating in 2..4", "contacts whose rating is not from 2 to 4"),
        ("not rating not in 2..4", "contacts other than those whose rating is known but not from 2 to 4"),
        ("rating >= 3 and rating < 5", "contacts whose rating is at least 3, whose rating is less than 5"),
        ("created in 2025-01-31", "contacts created on 31 January 2025"),
        ("created in 2025", "contacts created from 1 January 2025 to 31 December 2025"),
        ("created in last 1 month", "contacts created in the last month"),
        ("updated not in last 1 year", "contacts not updated in the last year"),
        (
            "company last contacted not in last 2 weeks",
            "contacts last contacted by anyone on the team but not in the last 2 weeks",
        ),
        (
            "not company last contacted not in last 2 weeks",
            "contacts other than those last contacted by anyone on the team but not in the last 2 weeks",
        ),
        ("user last contacted is empty", "contacts never contacted by you"),
        ("user last contacted > 2025-01-31", "contacts last contacted by you after 31 January 2025"),
        ("birthday in March", "contacts whose birthday is from 1 March to 31 March"),
        ("birthday in 5 Mar", "contacts whose birthday is on 5 March"),
        ("birthday in last 30 years", "contacts born in the last 30 years"),
        ("reminder is not empty", "contacts with a reminder"),
        ("is_editable = false", "contacts that cannot be edited"),
        ("saved search = 4fc886dc682c4a64dd060062", "contacts found by the saved search 4fc886dc682c4a64dd060062"),
    ] {
        assert_eq!(describe(&query(text)), sentence, "{text}");
    }
}

/// What joins what is clear from the words, however deep.
#[test]
fn joins() {
    for (text, sentence) in [
        ("tag = a1 and (tag = b1 or tag = c1)", "contacts tagged “a1”, either tagged “b1” or tagged “c1”"),
        ("tag = a1 or (tag = b1 and tag = c1)", "contacts tagged “a1”, or tagged “b1” and tagged “c1”"),
        (
            "tag = a1 and not (tag = b1 or tag = c1)",
            "contacts tagged “a1”, other than those (either tagged “b1” or tagged “c1”)",
        ),
        ("not (tag = b1 or tag = c1)", "contacts other than those either tagged “b1” or tagged “c1”"),
        (
            "tag = a1 and (tag = b1 or (tag = c1 and (tag = d1 or tag = e1)))",
            "contacts tagged “a1”, either tagged “b1” or (tagged “c1” and (tagged “d1” or tagged “e1”))",
        ),
    ] {
        assert_eq!(describe(&query(text)), sentence, "{text}");
    }
}

#[test]
fn clause_by_clause() {
    let query = query("tag = vip and not (rating < 3 or not (not email is empty and name ~ Jon))");
    insta::assert_snapshot!(outline(&query), @r"
    all of:
      tag = vip               tagged “vip”
      none of:
        rating < 3            whose rating is less than 3
        not all of:
          not email is empty  whose email is not empty
          name ~ Jon          whose name contains the word “Jon”
    ");
}

/// Every operator of every field has words of its own, with and without `not`.
#[test]
fn every_field_and_operator_can_be_said() {
    let catalog = Catalog::builtin();
    let compiler = Compiler::new(&catalog);
    for field in catalog.fields() {
        for (_, clause) in field.examples() {
            let said = |text: &str| match compiler.text(text) {
                Ok(checked) => describe(&checked.query),
                Err(diagnostics) => panic!("{text}: {diagnostics}"),
            };
            let (holds, not) = (said(&clause), said(&format!("not {clause}")));
            assert_ne!(holds, not, "{clause}");
            for sentence in [holds, not] {
                assert!(!sentence.contains("  ") && !sentence.ends_with(' '), "{sentence}");
            }
        }
    }
}

#[test]
fn what_is_negated_says_so_in_its_own_line() {
    for (text, lines) in [
        (
            "not tag = vip and rating > 3",
            "all of:⏎  not tag = vip  not tagged “vip”⏎  rating > 3     whose rating is greater than 3",
        ),
        (
            "not (tag = vip or rating > 3)",
            "none of:⏎  tag = vip   tagged “vip”⏎  rating > 3  whose rating is greater than 3",
        ),
        (
            "not (tag = vip and rating > 3)",
            "not all of:⏎  tag = vip   tagged “vip”⏎  rating > 3  whose rating is greater than 3",
        ),
        (
            "not not (tag = vip or rating > 3)",
            "not:⏎  none of:⏎    tag = vip   tagged “vip”⏎    rating > 3  whose rating is greater than 3",
        ),
        ("not not tag = vip", "not:⏎  not tag = vip  not tagged “vip”"),
    ] {
        assert_eq!(outline(&query(text)).trim_end().replace('\n', "⏎"), lines, "{text}");
    }
}
