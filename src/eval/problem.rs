//! What can be wrong with what a query is evaluated on, and with.

use crate::code::problems;
use crate::diagnostic::{Diagnostic, Error};
use crate::span::Span;

problems! {
    /// What stops an evaluation, or makes it doubtful.
    // Some are met only with CSV, or with compressed streams.
    #[cfg_attr(not(all(feature = "csv", feature = "compression")), allow(dead_code))]
    pub(crate) enum Problem {
        E0401 ("unknown saved search `{id}`{}", .used_by.as_ref().map(|name| format!(", which the saved search `{name}` uses")).unwrap_or_default()) UnknownSavedSearch { id: String, used_by: Option<String> },
        E0402 ("the saved search `{name}` leads back to itself") SavedSearchCycle { name: String },
        E0403 ("the saved search `{name}` stands more than {limit} references deep") SavedSearchDepth { name: String, limit: usize },
        E0404 ("the saved search `{name}` is not a valid query: {reason}") SavedSearchQuery { name: String, reason: String },
        E0405 ("not a listing of saved searches: {reason}") SavedSearches { reason: String },
        E0407 ("not JSON: {reason}") Json { reason: String, line: usize, column: usize },
        E0408 ("not a contact: {reason}") NotContact { reason: String },
        E0409 ("a record of more than {limit} bytes") TooLarge { limit: usize },
        E0411 ("it decompresses to more than {ratio} times its size") Ratio { ratio: u64 },
        E0410 ("contact `{contact}` has an unreadable `{member}`: `{value}`; expected {expected}") Unreadable { contact: String, member: String, value: String, expected: &'static str },
        E0412 ("there is no column `{name}`") UnknownColumn { name: String },
        E0413 ("line {line}: the text is {found}; save it as UTF-8") Encoding { found: &'static str, line: u64 },
        E0414 ("{reason}") Header { reason: &'static str },
        E0415 ("not a contact: {reason}") Row { reason: String },
        W0401 ("`user last contacted` needs a user") NoUser,
        W0402 ("with its saved searches the query has {count} clauses") ManyClauses { count: usize },
    }
}

impl Problem {
    /// The diagnostic that shows it at `span`.
    pub(super) fn at(self, span: Span) -> Diagnostic {
        let (label, help) = self.advice();
        Diagnostic::new(self, span).label(label).help(help)
    }

    /// The error that says it where there is no source.
    #[cold]
    pub(super) fn error(self) -> Error {
        self.at(Span::default()).into()
    }

    /// The error that says it of `record`, with its place there where it has one.
    #[cold]
    pub(super) fn error_in(self, record: &str) -> Error {
        let Self::Json { line, column, .. } = self else { return self.error() };
        let before: usize = record.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let offset = (before + column.saturating_sub(1)).min(record.len());
        self.error().within(Span::at(record.floor_char_boundary(offset)))
    }

    /// What serde says of a record, without its place.
    pub(super) fn of_json(error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let reason = text.split(" at line ").next().unwrap_or_default().to_owned();
        if error.is_data() {
            Self::NotContact { reason }
        } else {
            Self::Json { reason, line: error.line(), column: error.column() }
        }
    }

    /// What was expected, and why.
    const fn advice(&self) -> (&'static str, &'static str) {
        match self {
            Self::UnknownSavedSearch { .. } => (
                "expected the id of a saved search in the listing",
                "the service looks saved searches up in its own listing; here you must supply that listing",
            ),
            Self::SavedSearchCycle { .. } => {
                ("expected a saved search that does not use itself", "the service expands saved searches in place")
            }
            Self::SavedSearchDepth { .. } => {
                ("expected fewer saved searches within saved searches", "the service accepts 20 levels")
            }
            Self::SavedSearchQuery { .. } => (
                "this saved search cannot be read",
                "its `query` must be NSE JSON in a string; an old one may need lenient reading",
            ),
            Self::SavedSearches { .. } => (
                "expected the service's listing of saved searches",
                r#"the service lists them as {"resources": [{"id": "…", "name": "…", "query": "…"}]}"#,
            ),
            Self::Json { .. } => ("expected JSON", "contacts are read as the service sends them, in JSON"),
            Self::NotContact { .. } => ("expected a contact", "a contact is a JSON object with a string `id`"),
            Self::TooLarge { .. } => {
                ("expected a smaller record", "the limit keeps memory from growing with the input")
            }
            Self::Ratio { .. } => (
                "expected contacts, which do not compress that far",
                "a small file can be built to decompress almost without end",
            ),
            Self::Unreadable { .. } => ("this contact has it", "an unreadable value counts as missing"),
            Self::UnknownColumn { .. } => (
                "expected a field that a contact has values of (e.g. `email`)",
                "columns are separated by commas (e.g. `name,email,tag`)",
            ),
            Self::Encoding { .. } => {
                ("expected UTF-8", "only UTF-8 is read: a guess would change names; spreadsheets call it “CSV UTF-8”")
            }
            Self::Header { .. } => (
                "expected field names",
                "the first line of CSV says what each column holds (e.g. `id,first name,email,tags`)",
            ),
            Self::Row { .. } => (
                "expected as many cells as in the header line, each with quotes at both ends or at neither",
                "the cells of a broken row may be in the wrong columns",
            ),
            Self::ManyClauses { .. } => (
                "this saved search brings it above 11",
                "requests once held at most 11 clauses, counted after saved searches are expanded (evidence 1)",
            ),
            Self::NoUser => (
                "who is the user?",
                "`user last contacted` is by the evaluating user; without one, contacts that carry only \
                 `last_contacted` count as never contacted",
            ),
        }
    }
}
