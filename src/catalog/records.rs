//! The kinds of records.

use serde::{Deserialize, Serialize};

/// The records that queries of a catalog find. What is known of them is data, a table each.
///
/// # Examples
/// ```
/// use nse_query::Query;
/// use nse_query::catalog::Records;
///
/// let query: Query = "tag = vip".parse()?;
/// assert_eq!(query.records(), Records::Contacts);
/// assert_eq!((query.records().noun(), query.records().nouns()), ("contact", "contacts"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(description = "The records that queries of a catalog find. What is known of them is data, a table each.")
)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Records {
    /// People and companies.
    #[default]
    Contacts,
}
