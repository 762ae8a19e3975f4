//! What can be wrong with what a query means, whichever form it came in.

use crate::catalog::Kind;
use crate::diagnostic::{self, Code};
use crate::operator::Operator;
use crate::value::Invalid;

/// A query that means nothing that the service would accept. `Display` says what is wrong in one line, without a place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs)] // the messages say what the members are
pub enum Problem {
    #[error("unknown field `{name}`")]
    UnknownField { name: String },
    #[error("`{name}` is not a field that queries can use")]
    NotAField { name: String, instead: &'static [&'static str] },
    #[error("`{field}` does not support `{}`", .operator.form())]
    UnsupportedOperator { field: String, operator: Operator },
    #[error("`{field} {}` takes {expected}, not {found}", .operator.text())]
    WrongValue { field: String, operator: Operator, expected: &'static str, found: &'static str },
    #[error("the value is blank")]
    Blank,
    #[error("the value has no word to search for")]
    NoWord,
    #[error("the value holds U+0000")]
    Nul,
    #[error(transparent)]
    Invalid(#[from] Invalid),
    #[error("there is no day {day} in {month}")]
    DayMonth { day: String, month: &'static str },
    #[error("the range ends before it starts")]
    ReversedRange,
    #[error("the two ends of the range are of different sorts")]
    MixedRange,
    #[error("`{text}` is not a unit of time")]
    Unit { text: String },
    #[error("`{text}` is not a whole number from 1 to 1,000,000,000")]
    Quantity { text: String },
    #[error("`{text}` is neither `true` nor `false`")]
    Boolean { text: String },
    #[error("`{field}` has no choice `{text}`")]
    Choice { field: String, text: String },
    #[error("`{field}` has several choices `{text}`")]
    AmbiguousChoice { field: String, text: String },
    #[error("a custom field's name has 1 to 150 characters")]
    CustomName,
    #[error("the query is nested too deep")]
    TooDeep,
    #[error("the query has more than {limit} clauses")]
    TooManyClauses { limit: usize },
    #[error("an `and` or `or` needs a member")]
    EmptyJoin,
}

impl Problem {
    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::UnknownField { .. } => diagnostic::E0201,
            Self::NotAField { .. } => diagnostic::E0202,
            Self::UnsupportedOperator { .. } => diagnostic::E0203,
            Self::WrongValue { .. } => diagnostic::E0204,
            Self::Blank => diagnostic::E0205,
            Self::NoWord => diagnostic::E0206,
            // Text and JSON cannot write it; the builder's callers meet it.
            Self::Nul => diagnostic::E0308,
            Self::Invalid(Invalid::Number { .. }) => diagnostic::E0207,
            Self::Invalid(Invalid::NumberTooLarge { .. }) => diagnostic::E0208,
            Self::Invalid(Invalid::Date { .. }) => diagnostic::E0209,
            Self::Invalid(Invalid::Datetime { .. }) => diagnostic::E0210,
            Self::DayMonth { .. } => diagnostic::E0211,
            Self::ReversedRange => diagnostic::E0212,
            Self::MixedRange => diagnostic::E0213,
            Self::Invalid(Invalid::Id { .. }) => diagnostic::E0214,
            Self::Invalid(Invalid::RecordType { .. }) => diagnostic::E0215,
            Self::Unit { .. } => diagnostic::E0216,
            Self::Quantity { .. } => diagnostic::E0217,
            Self::Boolean { .. } => diagnostic::E0218,
            Self::Choice { .. } => diagnostic::E0219,
            Self::AmbiguousChoice { .. } => diagnostic::E0220,
            Self::CustomName => diagnostic::E0221,
            Self::TooDeep => diagnostic::E0222,
            Self::TooManyClauses { .. } => diagnostic::E0223,
            Self::EmptyJoin => diagnostic::E0224,
        }
    }
}

/// What a field of `kind` takes after `operator`, in words with an example: "a number (e.g. `3`)".
pub(crate) fn expected(kind: Kind, operator: Operator) -> &'static str {
    use Operator as O;
    match (operator, kind) {
        (O::DayMonthRange, _) => "days of the year (e.g. `1 Mar..31 Mar`)",
        (O::Range | O::NotInRange, Kind::Number) => "a range of numbers (e.g. `2..4`)",
        (O::Range | O::NotInRange, _) => "a range of dates (e.g. `2025-01-01..2025-12-31`) or of datetimes",
        (O::In | O::NotIn, Kind::Number) => "a list of numbers (e.g. `(2, 4)`)",
        (O::In | O::NotIn, Kind::Id) => "a list of ids (e.g. `(4f69fb852ab3740c5e000004)`)",
        (O::Gt | O::Gte | O::Lt | O::Lte, Kind::Datetime | Kind::Birthday) => {
            "a date (e.g. `2025-01-31`) or a datetime"
        }
        (_, Kind::Number) => "a number (e.g. `3`)",
        (_, Kind::Boolean) => "`true` or `false`",
        (_, Kind::Id | Kind::SavedSearch | Kind::User) => {
            "an id of 24 hexadecimal digits (e.g. `4f69fb852ab3740c5e000004`)"
        }
        (_, Kind::RecordType) => "`person`, `company` or `all`",
        _ => "a text (e.g. `vip`)",
    }
}
