//! The kinds of records.

use serde::{Deserialize, Serialize};

/// The records that queries of a catalog find. What is known of them is data, a table each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Records {
    /// People and companies.
    #[default]
    Contacts,
}
