//! Queries on their way to the service: URL-encoded, in a request line, and back.
//!
//! A query that is not encoded, or encoded wrongly, does harm without an error: at an unencoded `&` or `#` the service
//! sees the end of the parameter, a `+` becomes a space, and a parameter that it does not know is ignored, so that
//! **every** contact comes back, or is deleted.

use super::carried::url_encode;
use super::encode::encode;
use crate::query::Query;

/// What a request asks for of the contacts that match (documentation, "Sending a query").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Listing {
    /// The contacts themselves.
    Contacts,
    /// Their ids only.
    Ids,
}

/// The request line that asks for the contacts that `query` finds.
///
/// # Examples
/// ```
/// use nse_query::nse::{self, Listing};
/// use nse_query::Catalog;
///
/// let checked = nse::decode(r#"{"tag": {"is": "vip"}}"#, &Catalog::builtin())?;
/// assert_eq!(
///     nse::request(&checked.query, Listing::Ids),
///     "GET /api/v1/contacts/ids?query=%7B%22tag%22%3A%7B%22is%22%3A%22vip%22%7D%7D"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn request(query: &Query, listing: Listing) -> String {
    let endpoints = &query.records().table().endpoints;
    let path = match listing {
        Listing::Contacts => endpoints.list,
        Listing::Ids => endpoints.ids,
    };
    format!("GET {path}?query={}", url_encode(&encode(query)))
}
