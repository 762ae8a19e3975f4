//! The keys of the file, as data: the reader, the messages and the JSON Schema all go by this table.

use serde_json::{Value, json};

use crate::catalog::Records;
use crate::code::Code;
use crate::value::WeekStart;

/// A key and what it takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) takes: Takes,
}

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    Path,
    Paths,
    Records,
    Zone,
    Day,
    Denied,
    Allowed,
    Width,
}

/// The widest line that can be asked for.
pub(super) const WIDEST: usize = 10_000;

const fn key(name: &'static str, takes: Takes, about: &'static str) -> Key {
    Key { name, about, takes }
}

pub(super) const KEYS: [Key; 8] = [
    key("catalog", Takes::Paths, "The account's own fields: files with its metadata as the service lists them."),
    key("saved-searches", Takes::Path, "The account's saved searches: a file with the service's listing of them."),
    key("records", Takes::Records, "What queries find."),
    key("tz", Takes::Zone, "Where days begin and end."),
    key("week-start", Takes::Day, "The first day of `this week` and `previous week`."),
    key("deny", Takes::Denied, "Warnings that are errors: codes, or `warnings` for all."),
    key("allow", Takes::Allowed, "Warnings that are not shown: codes."),
    key("line-width", Takes::Width, "The most columns of a line of filter text."),
];

impl Takes {
    /// What a message says is expected.
    pub(super) const fn expected(self) -> &'static str {
        match self {
            Self::Path => "the path of a file",
            Self::Paths => "the path of a file, or a list of paths",
            Self::Records => "a kind of records",
            Self::Zone => "a time zone",
            Self::Day => "a day of the week",
            Self::Denied => "the code of a warning, `warnings`, or a list of them",
            Self::Allowed => "the code of a warning, or a list of codes",
            Self::Width => "a number of columns",
        }
    }

    /// A value as it may stand in the file.
    pub(super) const fn example(self) -> &'static str {
        match self {
            Self::Path => r#""searches.json""#,
            Self::Paths => r#""account.json""#,
            Self::Records => r#""contacts""#,
            Self::Zone => r#""Europe/Berlin""#,
            Self::Day => r#""monday""#,
            Self::Denied => r#""warnings""#,
            Self::Allowed => r#"["W0206"]"#,
            Self::Width => "100",
        }
    }

    fn schema(self) -> Value {
        let text = || json!({"type": "string", "minLength": 1});
        let one_or_more = |one: Value| json!({"anyOf": [one, {"type": "array", "items": one}]});
        match self {
            Self::Path => text(),
            Self::Paths => one_or_more(text()),
            Self::Records => json!({"enum": Records::ALL.map(Records::nouns)}),
            Self::Zone => json!({"type": "string", "examples": ["UTC", "Europe/Berlin"]}),
            Self::Day => json!({"enum": WeekStart::ALL.map(WeekStart::name)}),
            Self::Denied => {
                let codes = warnings().chain(std::iter::once("warnings"));
                one_or_more(json!({"enum": codes.collect::<Vec<_>>()}))
            }
            Self::Allowed => one_or_more(json!({"enum": warnings().collect::<Vec<_>>()})),
            Self::Width => json!({"type": "integer", "minimum": 1, "maximum": WIDEST}),
        }
    }
}

/// The names of the warnings.
fn warnings() -> impl Iterator<Item = &'static str> {
    Code::all().filter(|code| code.is_warning()).map(Code::name)
}

/// The JSON Schema (draft 2020-12) of an `nse.toml`, for editors that complete TOML by one.
///
/// # Examples
/// ```
/// let schema = nse_query::config::schema();
/// assert_eq!(schema["properties"]["week-start"]["enum"][0], "monday");
/// ```
pub fn schema() -> Value {
    let property = |key: &Key| {
        let mut schema = key.takes.schema();
        schema["description"] = key.about.into();
        (key.name.to_owned(), schema)
    };
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:nse-query:config",
        "title": "nse.toml",
        "description": "What holds for all queries of a folder. Paths are relative to the folder of the file.",
        "type": "object",
        "additionalProperties": false,
        "properties": KEYS.iter().map(property).collect::<serde_json::Map<_, _>>(),
    })
}
