//! What fields hold, and the operators of fields of each kind.

use std::fmt;

use serde::Serialize;

use super::sets::{ADDRESS, CHOICE, DATETIME, NUMBER, TEXT};
use crate::operator::{Operators, Takes};

/// What a field holds. It decides which values the field takes.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::catalog::Kind;
///
/// let created = Catalog::builtin().field("created").ok_or("no such field")?;
/// assert_eq!(created.kind, Kind::Datetime);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(description = "What a field holds. It decides which values the field takes.")
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// Words: `string` and `long_string` of the metadata.
    Text,
    /// An integer or decimal number.
    Number,
    /// A point in time.
    Datetime,
    /// A date of birth, with or without its year.
    Birthday,
    /// One of a list; NSE JSON carries the choice's id.
    Choice,
    /// `true` or `false`.
    Boolean,
    /// A whole address.
    Address,
    /// A Nimble user, by id.
    User,
    /// A tag.
    Tag,
    /// A contact, by its id of 24 hexadecimal digits.
    Id,
    /// `person`, `company` or `all`.
    RecordType,
    /// Another query, by its id of 24 hexadecimal digits.
    SavedSearch,
    /// A reminder, of which only the presence can be asked.
    Reminder,
    /// A field of no known kind, kept under leniency.
    Unknown,
}

impl Kind {
    /// The kind in words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Datetime => "date",
            Self::Birthday => "birthday",
            Self::Choice => "choice",
            Self::Boolean => "true or false",
            Self::Address => "address",
            Self::User => "user",
            Self::Tag => "tag",
            Self::Id => "id",
            Self::RecordType => "record type",
            Self::SavedSearch => "saved search",
            Self::Reminder => "reminder",
            Self::Unknown => "unknown",
        }
    }
}

/// The kind in words.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Kind {
    /// The operators of a field of this kind that no documented row names (language.md, "Fields").
    pub(super) const fn operators(self) -> Operators {
        match self {
            Self::Number => NUMBER,
            Self::Datetime => DATETIME,
            Self::Address => ADDRESS,
            Self::Choice | Self::Boolean | Self::User => CHOICE,
            _ => TEXT,
        }
    }

    /// The operators that there is a value for on a field of this kind, whether documented for it or not.
    pub(super) fn askable(self) -> Operators {
        Operators::that_take(match self {
            Self::Text | Self::Address | Self::Tag => &[Takes::Presence, Takes::Value, Takes::Words, Takes::List],
            Self::Number => &[Takes::Presence, Takes::Value, Takes::List, Takes::Bound, Takes::Range],
            Self::Datetime | Self::Birthday => {
                &[Takes::Presence, Takes::Bound, Takes::Range, Takes::Quantity, Takes::Days]
            }
            Self::Reminder => &[Takes::Presence],
            _ => &[Takes::Presence, Takes::Value, Takes::List],
        })
    }
}
