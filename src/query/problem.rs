//! What can be wrong with what a query means, whichever form it came in.

use crate::catalog::Kind;
use crate::code::problems;
use crate::diagnostic::Diagnostic;
use crate::operator::{Operator, Takes};
use crate::span::Span;
use crate::value::Invalid;

problems! {
    /// A query that means nothing that the service would accept. `Display` says what is wrong in one line, without a place.
    pub(crate) enum Problem {
        E0201 ("unknown field `{name}`") UnknownField { name: String },
        E0202 ("`{name}` is not a field that queries can use") NotAField { name: String, instead: &'static [&'static str] },
        E0203 ("`{field}` does not support `{}`", .operator.form()) UnsupportedOperator { field: String, operator: Operator },
        E0204 ("`{field} {}` takes {expected}, not {found}", .operator.text()) WrongValue { field: String, operator: Operator, expected: &'static str, found: &'static str },
        E0205 ("the value is blank") Blank,
        E0206 ("the value has no word to search for") NoWord,
        E0308 ("the value holds U+0000") Nul,
        E0211 ("there is no day {day} in {month}") DayMonth { day: String, month: &'static str },
        E0212 ("the range ends before it starts") ReversedRange,
        E0213 ("the two ends of the range are of different sorts") MixedRange,
        E0216 ("`{text}` is not a unit of time") Unit { text: String },
        E0217 ("`{text}` is not a whole number from 1 to 1,000,000,000") Quantity { text: String },
        E0218 ("`{text}` is neither `true` nor `false`") Boolean { text: String },
        E0219 ("`{field}` has no choice `{text}`") Choice { field: String, text: String },
        E0220 ("`{field}` has several choices `{text}`") AmbiguousChoice { field: String, text: String },
        E0221 ("a custom field's name has 1 to 150 characters") CustomName,
        E0222 ("the query is nested too deep") TooDeep,
        E0223 ("the query has more than {limit} clauses") TooManyClauses { limit: usize },
        E0224 ("an `and` or `or` needs a member") EmptyJoin,
        + Invalid(Invalid),
    }
}

/// What a field of `kind` takes after `operator`, in words with an example: "a number (e.g. `3`)".
pub(crate) fn expected(kind: Kind, operator: Operator) -> &'static str {
    match (operator.takes(), kind) {
        (Takes::Days, _) => "days of the year (e.g. `1 Mar..31 Mar`)",
        (Takes::Range, Kind::Number) => "a range of numbers (e.g. `2..4`)",
        (Takes::Range, _) => "a range of dates (e.g. `2025-01-01..2025-12-31`) or of datetimes",
        (Takes::List, Kind::Number) => "a list of numbers (e.g. `(2, 4)`)",
        (Takes::List, Kind::Id) => "a list of ids (e.g. `(4f69fb852ab3740c5e000004)`)",
        (Takes::Bound, Kind::Datetime | Kind::Birthday) => "a date (e.g. `2025-01-31`) or a datetime",
        (_, Kind::Number) => "a number (e.g. `3`)",
        (_, Kind::Boolean) => "`true` or `false`",
        (_, Kind::Id | Kind::SavedSearch | Kind::User) => {
            "an id of 24 hexadecimal digits (e.g. `4f69fb852ab3740c5e000004`)"
        }
        (_, Kind::RecordType) => "`person`, `company` or `all`",
        _ => "a text (e.g. `vip`)",
    }
}

/// The error for a join at `span` with too many around its deepest clause.
#[cold]
pub(crate) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(Problem::TooDeep, span)
        .label("one more `and`, `or` or `not` around a clause than the service takes")
        .help("a query is at most 20 levels deep, counted after joins of one sort are flattened (evidence B)")
}
