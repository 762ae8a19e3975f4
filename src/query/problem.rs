//! What can be wrong with what a query means, whichever form it came in.

use crate::catalog::Kind;
use crate::code::problems;
use crate::diagnostic::Diagnostic;
use crate::operator::{Operator, Takes};
use crate::query::Query;
use crate::span::Span;
use crate::value::Invalid;

problems! {
    /// A query that means nothing that the service would accept. `Display` says what is wrong in one line, without a place.
    pub(crate) enum Problem {
        E0102 ("the text is longer than {limit} bytes") TooLong { limit: usize },
        E0201 ("unknown field `{name}`") UnknownField { name: String },
        E0202 ("`{name}` is not a field that queries can use") NotAField { name: String, instead: &'static [&'static str] },
        E0203 ("`{field}` does not support `{operator}`") UnsupportedOperator { field: String, operator: &'static str },
        E0204 ("`{operator}` on `{field}` takes {expected}, not {found}") WrongValue { field: String, operator: &'static str, expected: String, found: &'static str },
        E0314 ("unknown operator `{name}`") UnknownOperator { name: String },
        E0205 ("the value is blank") Blank,
        E0206 ("the value has no word to search for") NoWord,
        E0308 ("the value contains U+0000") Nul,
        E0211 ("there is no day {day} in {month}") DayMonth { day: String, month: &'static str },
        E0212 ("the range ends before it starts") ReversedRange,
        E0213 ("the two ends of the range are of different kinds") MixedRange,
        E0216 ("`{text}` is not a unit of time") Unit { text: String },
        E0217 ("`{text}` is not a whole number from 1 to 1,000,000,000") Quantity { text: String },
        E0218 ("`{text}` is neither `true` nor `false`") Boolean { text: String },
        E0219 ("`{field}` has no choice `{text}`") Choice { field: String, text: String },
        E0220 ("`{field}` has several choices `{text}`") AmbiguousChoice { field: String, text: String },
        E0221 ("a custom field's name has 1 to 150 characters") CustomName,
        E0222 ("the query is nested too deep") TooDeep,
        E0223 ("the query has more than {limit} clauses") TooManyClauses { limit: usize },
        E0224 ("an `and` or `or` needs a member") EmptyJoin,
        E0225 ("`{text}` depends on the current time, which was not given") NoPresent { text: String },
        E0226 ("`{text}` is outside the years 0001 to 9999") OutOfYears { text: String },
        E0227 ("`{field}` is never in the future, but `{text}` is") Ahead { field: String, text: String },
        E0228 ("every birthday is in `{text}`") EveryBirthday { text: String },
        E0229 ("`{operator}` does not take a moving date") NotThatDay { operator: &'static str },
        E0230 ("`{text}` can be read in two ways") TwoReadings { text: String },
        E0231 ("a query cannot ask whether `{field}` is {state}") State { field: String, state: String },
        + Invalid(Invalid),
    }
}

impl Problem {
    /// Whether it is about a moving date that is read as it is meant, and what may be meant by it is said.
    pub(crate) const fn is_of_moving(&self) -> bool {
        matches!(
            self,
            Self::NoPresent { .. }
                | Self::OutOfYears { .. }
                | Self::Ahead { .. }
                | Self::EveryBirthday { .. }
                | Self::NotThatDay { .. }
                | Self::TwoReadings { .. }
        )
    }
}

/// What `operator` takes on a field of `kind`, in words, where a list is called `list`: "a range of numbers".
pub(crate) fn expected(kind: Kind, operator: Operator, list: &str) -> String {
    let several = match kind {
        Kind::Number => "numbers",
        Kind::Id | Kind::SavedSearch | Kind::User => "ids",
        _ => "texts",
    };
    let words = match (operator.takes(), kind) {
        (Takes::List, _) => return format!("{list} of {several}"),
        (Takes::Presence, _) => "`true` or `false`",
        (Takes::Quantity, _) => "a number of units",
        (Takes::Days, _) => "days of the year",
        (Takes::Range, Kind::Number) => "a range of numbers",
        (Takes::Range, _) => "a range of dates or of datetimes",
        _ => expected_one(kind),
    };
    words.to_owned()
}

/// What one value of a field of `kind` is, in words: "a number".
pub(crate) const fn expected_one(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => "a number",
        Kind::Datetime | Kind::Birthday => "a date or a datetime",
        Kind::Boolean => "`true` or `false`",
        Kind::Id | Kind::SavedSearch | Kind::User => "an id of 24 hexadecimal digits",
        Kind::RecordType => "a record type",
        Kind::Choice => "the id of a choice",
        Kind::Text | Kind::Address | Kind::Tag => "a text",
        Kind::Reminder | Kind::Unknown => "a text, a number, `true` or `false`",
    }
}

/// The error for a `source` of more than `limit` bytes.
#[cold]
pub(crate) fn too_long(source: &str, limit: usize) -> Diagnostic {
    let beyond = Span::new(source.floor_char_boundary(limit), source.len());
    Diagnostic::new(Problem::TooLong { limit }, beyond).label("the limit is reached here")
}

/// The error for a join at `span` with more than `limit` around its deepest clause.
#[cold]
pub(crate) fn too_deep(span: Span, limit: u8) -> Diagnostic {
    let diagnostic = Diagnostic::new(Problem::TooDeep, span);
    if limit < Query::MAX_LEVELS {
        let levels = if limit == 1 { "level" } else { "levels" };
        return diagnostic.label("more levels of `and`, `or` and `not` than the limit allows").help(format!(
            "this query may be at most {limit} {levels} deep, where an `and` within an `and`, or an `or` within an `or`, adds none"
        ));
    }
    diagnostic
        .label("more levels of `and`, `or` and `not` than the service accepts")
        .help("a query is at most 20 levels deep, where an `and` within an `and`, or an `or` within an `or`, adds none (evidence B)")
}
