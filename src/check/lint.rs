//! Valid queries that are perhaps not what was meant.

mod pass;

pub(crate) use pass::{Form, Place, lint};

use crate::diagnostic::{self, Code};
use crate::operator::Operator;

/// A warning. `Display` says what looks odd, without a place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs)] // the messages say what the members are
pub enum Lint {
    #[error("the query has {count} clauses; the service once took at most 11")]
    ManyClauses { count: usize },
    #[error("the same clause twice")]
    Duplicate,
    #[error("`{value}` stands twice in the list")]
    DuplicateItem { value: String },
    #[error("this can never match: {reason}")]
    Never { reason: &'static str },
    #[error("this always matches: {reason}")]
    Always { reason: &'static str },
    #[error("a search in every field for what looks like {what}")]
    AnyForField { what: &'static str },
    #[error("any one of {} matches", quoted(.words))]
    AnyWord { words: Vec<String> },
    #[error("a value of one character")]
    Short,
    #[error("this asks for the date of birth, not for the birthday")]
    BirthdayInLast,
    #[error("`company name` is the contact's own field, not its employer")]
    CompanyName,
    #[error("`{text}` alone searches every field")]
    KeywordBesideField { text: String },
    #[error("`last {unit}` has no number")]
    LastWithoutNumber { unit: &'static str },
    #[error("`{word}` is compared as a word here")]
    BareEmpty { word: String },
    #[error("white space around the value")]
    OuterSpace,
    #[error("an invisible character in the value")]
    Invisible { character: char },
    #[error("a choice by its id; its label is “{label}”")]
    ChoiceById { label: String },
    #[error("the choices of `{field}` are not known here")]
    ChoiceUnchecked { field: String },
    #[error("unknown field `{name}` kept")]
    UnknownFieldKept { name: String },
    #[error("`{}` on `name` kept; only clients of old send it", .operator.text())]
    LegacyNames { operator: Operator },
    #[error("the account has no custom field `{name}`")]
    UnknownCustom { name: String },
    #[error("{count} more errors and warnings are not shown")]
    More { count: usize },
}

impl Lint {
    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::ManyClauses { .. } => diagnostic::W0201,
            Self::Duplicate | Self::DuplicateItem { .. } => diagnostic::W0202,
            Self::Never { .. } => diagnostic::W0203,
            Self::Always { .. } => diagnostic::W0204,
            Self::AnyForField { .. } => diagnostic::W0205,
            Self::AnyWord { .. } => diagnostic::W0206,
            Self::Short => diagnostic::W0207,
            Self::BirthdayInLast => diagnostic::W0208,
            Self::CompanyName => diagnostic::W0209,
            Self::KeywordBesideField { .. } => diagnostic::W0210,
            Self::LastWithoutNumber { .. } => diagnostic::W0211,
            Self::BareEmpty { .. } => diagnostic::W0212,
            Self::OuterSpace => diagnostic::W0213,
            Self::Invisible { .. } => diagnostic::W0214,
            Self::ChoiceById { .. } => diagnostic::W0215,
            Self::ChoiceUnchecked { .. } => diagnostic::W0216,
            Self::UnknownFieldKept { .. } => diagnostic::W0217,
            Self::LegacyNames { .. } => diagnostic::W0218,
            Self::UnknownCustom { .. } => diagnostic::W0219,
            Self::More { .. } => diagnostic::W0220,
        }
    }
}

fn quoted(words: &[String]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("“{word}”")).collect();
    quoted.join(", ")
}
