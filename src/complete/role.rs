//! What a token of a query is.

use serde::Serialize;

use crate::catalog::{Field, Kind};
use crate::span::Span;
use crate::value::{Anchor, is_number, month};

/// What a token of a query is.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::{Role, roles};
///
/// let tokens = roles("rating > 3", &Catalog::builtin());
/// assert_eq!(tokens[2].role, Role::Number);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(description = "What a token of a query is."))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Role {
    /// A part of a field's name: `company last contacted`, `custom."Plan"`.
    Field,
    /// A part of an operator: `=`, `not in`, `starts with`; the `..` and the `and` between the ends of a range.
    Operator,
    /// Another word of the language: `empty`, `the` and `last` after `in`, `today`, `ago`, `true`, `person`.
    Keyword,
    /// `and`, `or` and `not` between and before clauses.
    Join,
    /// A value in quotes, and a bare one that is none of the following.
    String,
    /// A number.
    Number,
    /// A date, a point in time, a month, a day of a month.
    Date,
    /// `{name}`, which stands for a value.
    Parameter,
    /// A unit of time: `months`.
    Unit,
    /// A parenthesis or a comma.
    Punctuation,
    /// A comment.
    Comment,
    /// What has no place where it stands.
    Error,
}

/// A token of a query and what it is.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::{Role, roles};
///
/// let text = "tag = vip";
/// let tokens = roles(text, &Catalog::builtin());
/// assert_eq!((tokens[0].span.of(text), tokens[0].role), ("tag", Role::Field));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(description = "A token of a query and what it is."))]
#[non_exhaustive]
pub struct RoleSpan {
    /// Where the token stands.
    pub span: Span,
    /// What it is.
    pub role: Role,
}

impl Role {
    /// What the bare word `text` is as a value of `field`; of a field that is not known, by its look.
    pub(super) fn of_value(field: Option<&Field>, text: &str) -> Self {
        let dated = |text: &str| text.len() > 4 && text.starts_with(|c: char| c.is_ascii_digit()) && text.contains('-');
        match field.map(|field| field.kind) {
            Some(Kind::Number) => Self::Number,
            Some(Kind::Datetime | Kind::Birthday) if Anchor::of_day(text).is_some() => Self::Keyword,
            Some(Kind::Datetime | Kind::Birthday) => Self::Date,
            Some(Kind::Boolean | Kind::RecordType) => Self::Keyword,
            None | Some(Kind::Unknown) if is_number(text) => Self::Number,
            None | Some(Kind::Unknown) if dated(text) || month::find(text).is_some() => Self::Date,
            None | Some(Kind::Unknown) if ["true", "false"].iter().any(|word| word.eq_ignore_ascii_case(text)) => {
                Self::Keyword
            }
            _ => Self::String,
        }
    }
}
