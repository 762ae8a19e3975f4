#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use std::sync::LazyLock;

use proptest::prelude::*;

use super::CsvReader;
use crate::catalog::Catalog;
use crate::eval::{Columns, Context, Matcher};

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
        "+1, 3:15 not a contact: the row has 1 cell, but the header line has 2, +3",
    );
    found("\nname,tag\n,\nC,vip\n", "tag = vip", "3:10 not a contact: the row is empty, +2");
    let quote = "a quote in the row is in the wrong place or never closes; the rows after it may be part of it";
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

/// The JSON of each contact in `csv`.
fn contacts(csv: &str, catalog: &Catalog) -> Vec<String> {
    let mut reader = CsvReader::new(csv.as_bytes(), catalog).unwrap();
    assert_eq!(reader.unknown(), []);
    let mut contacts = Vec::new();
    while let Some(batch) = reader.next_batch().unwrap() {
        for record in batch.read(|json| Ok(json.to_owned())) {
            contacts.push(record.read.unwrap());
        }
    }
    contacts
}

static ACCOUNT: LazyLock<Catalog> = LazyLock::new(account);

/// An account with custom fields whose names are hard to tell apart from CSV.
fn account() -> Catalog {
    let names = ["Shoe size", "email", "{x", "a;b;c", "with, comma", "tab\tbed", "Custom.x", "\"quoted\"", "company"];
    let fields = names.iter().zip(1..).map(|(name, id)| {
        serde_json::json!({
            "type": "field", "name": name, "field_id": id.to_string(), "modifier": "", "multiples": id % 2 == 0,
            "field_type": {"field_kind": "string"},
        })
    });
    let tab = serde_json::json!({"tab_name": "Details", "members": fields.collect::<Vec<_>>()});
    let metadata = serde_json::json!({"tabs": [tab]}).to_string();
    Catalog::builtin().with_metadata(&metadata).unwrap().catalog
}

/// The columns that CSV carries without loss, `id` first.
fn columns(catalog: &Catalog) -> Columns {
    let id = catalog.field("id").unwrap();
    let others = catalog.fields().filter(|field| *field != id && super::columns::Column::of(field).is_some());
    Columns::new(std::iter::once(id.clone()).chain(others), &Context::default())
}

#[test]
fn every_column_that_is_written_is_found_again() {
    let catalog = &*ACCOUNT;
    let columns = columns(catalog);
    for field in columns.fields() {
        let one = Columns::new([catalog.field("id").unwrap(), field.clone()], &Context::default());
        let header = one.csv_header(catalog);
        let reader = CsvReader::new(header.as_bytes(), catalog).unwrap();
        assert_eq!(reader.unknown(), [], "{header}");
        assert_eq!(super::columns::field(&header_name(&header), catalog).as_ref(), Some(field), "{header}");
    }
}

/// The second name of a header line.
fn header_name(header: &str) -> String {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(header.as_bytes());
    reader.records().next().unwrap().unwrap()[1].to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    // What `csv_row` writes of a contact, a reader gives back: the same values in every column, so that every query about
    // them finds the same.
    #[test]
    fn what_is_written_is_read_back(
        texts in prop::collection::vec("[ '=@+;\\\\a1é,\"\r\n\t-]{0,6}|=cmd\\|x|2025-01-0[1-3]|vip", 1..20),
        tags in prop::collection::vec("[ '=@+;\\\\a1é,\"\r\n-]{0,6}", 0..4),
    ) {
        let catalog = &*ACCOUNT;
        let columns = columns(catalog);
        let mut texts = texts.iter().cycle();
        let mut fields = serde_json::Map::new();
        for field in catalog.fields().filter(|field| matches!(field.source, crate::catalog::Source::Member)) {
            let values: Vec<_> = (0..if super::columns::Column::of(&field).is_some_and(|column| column.several) { 2 } else { 1 })
                .map(|_| serde_json::json!({"value": texts.next().unwrap()}))
                .collect();
            fields.insert(field.json.clone().into_owned(), values.into());
        }
        let contact = serde_json::json!({
            "id": "a1", "tags": tags, "fields": fields, "created": texts.next().unwrap(), "is_editable": true,
            "record_type": "person", "lc": {"company_lc": {"last": {"tstamp": "2025-01-01"}}},
        });
        let contact = contact.to_string();
        let csv = columns.csv_header(catalog) + &columns.csv_row(&contact).unwrap();
        let back = contacts(&csv, catalog);
        prop_assert_eq!(back.len(), 1);
        for (index, field) in columns.fields().iter().enumerate() {
            let one = Columns::new([catalog.field("id").unwrap(), field.clone()], &Context::default());
            // A name and an address are parts of what other columns say, too.
            if !["address", "name"].contains(&&*field.name) {
                prop_assert_eq!(&one.values(&back[0]).unwrap()[1], &columns.values(&contact).unwrap()[index], "{} in {}", field.name, csv);
            }
            // The column alone.
            let csv = one.csv_header(catalog) + &one.csv_row(&contact).unwrap();
            let back = contacts(&csv, catalog);
            prop_assert_eq!(one.values(&back[0]).unwrap(), one.values(&contact).unwrap(), "{}", csv);
        }
    }
}
