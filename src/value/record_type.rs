//! People, companies, or both.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Invalid;
use crate::diagnostic::Error;

/// `person`, `company`, or `all` of both.
///
/// # Examples
/// ```
/// use nse_query::value::RecordType;
///
/// assert_eq!("Company".parse::<RecordType>()?, RecordType::Company);
/// assert_eq!(RecordType::All.to_string(), "all");
/// # Ok::<(), nse_query::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RecordType {
    /// People.
    Person,
    /// Companies.
    Company,
    /// Both.
    All,
}

impl RecordType {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Person, Self::Company, Self::All];

    /// The word in text and in NSE JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Company => "company",
            Self::All => "all",
        }
    }
}

/// The word in text and in NSE JSON.
impl fmt::Display for RecordType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// `person`, `company` or `all`, in any case; E0215 else.
impl FromStr for RecordType {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Ok(record_type(text)?)
    }
}

/// The record type that `text` names, in any case.
///
/// # Errors
/// [`Invalid::RecordType`].
pub(crate) fn record_type(text: &str) -> Result<RecordType, Invalid> {
    RecordType::ALL
        .into_iter()
        .find(|record_type| record_type.name().eq_ignore_ascii_case(text))
        .ok_or_else(|| Invalid::RecordType { text: text.to_owned() })
}
