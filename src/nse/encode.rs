//! `Query` to NSE JSON.

use crate::query::Query;

/// The query in NSE JSON, compact, members in order.
pub fn encode(query: &Query) -> String {
    let _ = query;
    String::new()
}

/// The query in NSE JSON, indented by two spaces.
pub fn encode_pretty(query: &Query) -> String {
    let _ = query;
    String::new()
}
