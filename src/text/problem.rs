//! What can be wrong with a text before it means anything.

use crate::diagnostic::{self, Code};
use crate::operator::Operator;

/// A text that is not of the language. `Display` says what is wrong in one line, without a place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs)] // the messages say what the members are
pub enum Problem {
    #[error("the query is empty")]
    Empty,
    #[error("the text is longer than {limit} bytes")]
    TooLong { limit: usize },
    #[error("a control character, U+{:04X}", u32::from(*.character))]
    Control { character: char },
    #[error("the {} is never closed", quotes(*.quote))]
    Unterminated { quote: char },
    #[error("a line break inside quotes")]
    LineBreak,
    #[error("`{escape}` is not an escape")]
    Escape { escape: String },
    #[error("{}", unclosed(*.count))]
    Unclosed { count: usize },
    #[error("`)` closes nothing")]
    Unopened,
    #[error("expected a clause, found {found}")]
    NoClause { found: String },
    #[error("`{operator}` has no field before it")]
    NoField { operator: String },
    #[error("`{words}` has no operator")]
    NoOperator { words: String },
    #[error("`{words}` alone after `{join}` is not a clause")]
    LoneWord { words: String, join: &'static str },
    #[error("`{}` has no value after it", .operator.text())]
    NoValue { operator: Operator },
    #[error("`{found}` is not an operator here")]
    DoubleEquals { found: String },
    #[error("`{found}` is not an operator here")]
    ForeignSign { found: String },
    #[error("`{found}` does not join clauses")]
    Bars { found: &'static str },
    #[error("`{found}` does not join clauses")]
    JoinWord { found: &'static str },
    #[error("`!` does not negate")]
    Bang,
    #[error("`:` is not an operator")]
    Colon,
    #[error("a single comparison cannot take several values")]
    GroupOfValues,
    #[error("a list stands in parentheses, not in {brackets}")]
    Brackets { brackets: &'static str },
    #[error("several values without a list")]
    Commas,
    #[error("`{found}` is not an operator")]
    TimeWord { found: String },
    #[error("`{found}` is not an operator")]
    Contraction { found: String },
    #[error("`{found}` is not an operator")]
    OperatorWords { found: String },
    #[error("typographic quotes do not quote")]
    TypographicQuotes,
    #[error("`{found}` is not a sign of the language")]
    TypographicSign { found: char },
    #[error("a value of several words needs quotes")]
    WordsAfterValue,
    #[error("two clauses without `and` or `or` between them")]
    NoJoin,
    #[error("`{word}` cannot follow `{is}`")]
    ReservedAfterIs { is: &'static str, word: String },
    #[error("`not` after a field, before {found}")]
    NotAfterField { found: String },
    #[error("a value with `{sign}` in it needs quotes")]
    NeedsQuotes { sign: char },
    #[error("the list is empty")]
    EmptyList,
    #[error("an item of the list is missing")]
    EmptyItem,
    #[error("an item of several words needs quotes")]
    WordsInList,
    #[error("a field's name stands in double quotes, not in single ones")]
    SingleQuotedField,
    #[error("`last` has no unit of time after it")]
    NoUnit,
    #[error("a range needs both its ends")]
    OpenRange,
    #[error("`{}` does not take a range", .operator.text())]
    RangeAfterOperator { operator: Operator },
    #[error("`{word}` must be quoted to be a value")]
    ReservedValue { word: String },
    #[error("`{found}` is not a complete operator")]
    IncompleteOperator { found: String },
    #[error("`{found}` is not a period")]
    CalendarWords { found: String },
    #[error("backticks quote fields, not values")]
    BacktickValue,
    #[error("unexpected {found}")]
    Unexpected { found: String },
}

impl Problem {
    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::Empty => diagnostic::E0101,
            Self::TooLong { .. } => diagnostic::E0102,
            Self::Control { .. } => diagnostic::E0103,
            Self::Unterminated { .. } => diagnostic::E0104,
            Self::LineBreak => diagnostic::E0105,
            Self::Escape { .. } => diagnostic::E0106,
            Self::Unclosed { .. } => diagnostic::E0107,
            Self::Unopened => diagnostic::E0108,
            Self::NoClause { .. } => diagnostic::E0109,
            Self::NoField { .. } => diagnostic::E0110,
            Self::NoOperator { .. } => diagnostic::E0111,
            Self::LoneWord { .. } => diagnostic::E0112,
            Self::NoValue { .. } => diagnostic::E0113,
            Self::DoubleEquals { .. } => diagnostic::E0114,
            Self::ForeignSign { .. } => diagnostic::E0115,
            Self::JoinWord { .. } => diagnostic::E0116,
            Self::Bars { .. } => diagnostic::E0117,
            Self::Bang => diagnostic::E0118,
            Self::Colon => diagnostic::E0119,
            Self::GroupOfValues => diagnostic::E0120,
            Self::Brackets { .. } => diagnostic::E0121,
            Self::Commas => diagnostic::E0122,
            Self::TimeWord { .. } => diagnostic::E0123,
            Self::Contraction { .. } => diagnostic::E0124,
            Self::OperatorWords { .. } => diagnostic::E0125,
            Self::TypographicQuotes => diagnostic::E0126,
            Self::TypographicSign { .. } => diagnostic::E0127,
            Self::WordsAfterValue => diagnostic::E0128,
            Self::NoJoin => diagnostic::E0129,
            Self::ReservedAfterIs { .. } => diagnostic::E0130,
            Self::NotAfterField { .. } => diagnostic::E0131,
            Self::NeedsQuotes { .. } => diagnostic::E0132,
            Self::EmptyList => diagnostic::E0133,
            Self::EmptyItem => diagnostic::E0134,
            Self::WordsInList => diagnostic::E0135,
            Self::SingleQuotedField => diagnostic::E0136,
            Self::NoUnit => diagnostic::E0137,
            Self::OpenRange => diagnostic::E0138,
            Self::RangeAfterOperator { .. } => diagnostic::E0139,
            Self::ReservedValue { .. } => diagnostic::E0140,
            Self::IncompleteOperator { .. } => diagnostic::E0141,
            Self::CalendarWords { .. } => diagnostic::E0142,
            Self::BacktickValue => diagnostic::E0143,
            Self::Unexpected { .. } => diagnostic::E0144,
        }
    }
}

pub(crate) const fn quotes(quote: char) -> &'static str {
    match quote {
        '`' => "backtick",
        '\'' => "single quote",
        _ => "quote",
    }
}

fn unclosed(count: usize) -> String {
    match count {
        1 => "`(` is never closed".to_owned(),
        count => format!("{count} parentheses are never closed"),
    }
}
