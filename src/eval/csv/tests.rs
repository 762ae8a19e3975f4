#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use super::CsvReader;
use crate::catalog::Catalog;
use crate::eval::{Context, Matcher};

/// Each record of `csv`: whether `query` finds it with its id, or the line and the reason why it is malformed.
fn judge(csv: &[u8], query: &str) -> Result<String, String> {
    let matcher = Matcher::new(&query.parse().unwrap(), &Context::default()).unwrap();
    let mut reader = CsvReader::new(csv, &Catalog::builtin()).map_err(|error| error.to_string())?;
    let mut said = Vec::new();
    while let Some(batch) = reader.next_batch().map_err(|error| error.to_string())? {
        said.extend(batch.judge(&matcher).into_iter().map(|record| match record.read {
            Ok(verdict) if verdict.matched => format!("+{}", verdict.id),
            Ok(verdict) => format!("-{}", verdict.id),
            Err(problem) => format!("{}:{} {problem}", record.line, record.byte),
        }));
    }
    Ok(said.join(", "))
}

#[track_caller]
fn found(csv: &str, query: &str, expected: &str) {
    assert_eq!(judge(csv.as_bytes(), query).as_deref(), Ok(expected), "{query} in {csv:?}");
}

#[test]
fn columns_are_found_by_the_names_of_fields_and_of_spreadsheets() {
    let csv = "id,First Name,Surname,E-mail,Email 2,Company,Job Title,Tags,Created,ZIP code,State,Record Type\n\
        a,Jane,Doe,jane@example.com,j@example.org,Nimble,Founder,vip; press,2025-02-01 10:00:00,90401,California,Person\n";
    for query in [
        "name ~ \"Jane Doe\"",
        "first name = jane",
        "last name = Doe",
        "email = jane@example.com",
        "email = j@example.org",
        "employer = nimble",
        "title = founder",
        "tag = VIP",
        "tag = press",
        "created in 2025-02-01..2025-02-01",
        "zip = 90401",
        "address ~ California",
        "record type = person",
        "phone is empty",
    ] {
        found(csv, query, "+a");
    }
    found(csv, "tag = \"vip; press\"", "-a");
}

#[test]
fn separators_marks_and_quotes() {
    found("\u{feff}name;tag\r\nJon;vip\r\n", "tag = vip", "+1");
    found("name\ttag\nJon\tvip", "tag = vip", "+1");
    found("name,tag\n\"Fer\"\"rara, Jon\",vip\n", "first name = \"Fer\\\"rara, Jon\"", "+1");
    found("email,tag\nx,\"a\\;b; c\"\n", "tag = \"a;b\"", "+1");
    found("name,tag\n\"Jon\nLee\",a\nB,vip", "tag = vip", "-1, +2");
    // A full name is taken where the row has no other.
    found("name,last name\nJane Doe,Doe\nJane Doe,\n", "first name = \"Jane Doe\"", "-1, +2");
}

#[test]
fn a_wrong_row_is_a_malformed_record_at_its_line() {
    found(
        "name,tag\nA,vip\nB\nC,vip\n",
        "tag = vip",
        "+1, 3:15 not a contact: its row has 1 cell, the header line 2, +3",
    );
    found("\nname,tag\n,\nC,vip\n", "tag = vip", "3:10 not a contact: its row is empty, +2");
    let quote = "a quote of its row stands in the wrong place, or never closes; rows after it may be part of it";
    found("name,tag\nA,\"vip\nB,vip\n", "tag = vip", &format!("2:9 not a contact: {quote}"));
    found("name,tag\n\"A\"x,vip\nB,vip\n", "tag = vip", &format!("2:9 not a contact: {quote}, +2"));
    // A quote within a cell that does not begin with one is a character.
    found("name,tag\n5\" pipe,vip\nB,vip\n", "tag = vip", "+1, +2");
}

#[test]
fn what_is_no_utf_8_or_names_no_field_is_refused() {
    let refused = |csv: &[u8], part: &str| {
        let error = judge(csv, "tag = vip").unwrap_err();
        assert!(error.contains(part), "{error}");
    };
    refused(b"\xFF\xFEn\0a\0m\0e\0", "UTF-16");
    refused(b"n\0a\0m\0e\0,\0t\0a\0g\0\n\0", "UTF-16");
    refused(b"name,tag\nA,vip\nJ\xF3n,vip\n", "line 3: the text is not UTF-8");
    refused(b"J\xF3n,tag\n", "not UTF-8");
    refused(b"not,known\n1,2\n", "neither JSON nor CSV");
    refused(b"name,\"tag\nA,vip\n", "never closes");
}

#[test]
fn unknown_columns_have_near_fields_and_what_no_contact_carries_is_unknown() {
    let reader = CsvReader::new(&b"name,emial,any,qwxz\n"[..], &Catalog::builtin()).unwrap();
    let unknown: Vec<_> = reader.unknown().iter().map(|column| (&*column.name, column.nearest.join(" "))).collect();
    assert_eq!(unknown[0], ("emial", "email".to_owned()));
    assert_eq!(unknown.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["emial", "any", "qwxz"]);
}

#[test]
fn rows_come_in_order_however_many_there_are() {
    let mut csv = "id,tag\n".to_owned();
    for row in 0..20_000 {
        csv.push('r');
        csv.push_str(&row.to_string());
        csv.push_str(",vip\n");
    }
    let said = judge(csv.as_bytes(), "tag = vip").unwrap();
    let expected: Vec<String> = (0..20_000).map(|row| format!("+r{row}")).collect();
    assert_eq!(said, expected.join(", "));
}
