//! NSE JSON: written from a query, and read into one.

mod call;
mod callee;
mod carried;
mod code;
mod curl;
mod decode;
mod delete;
mod encode;
mod endpoints;
mod expression;
mod form;
mod guard;
mod literal;
mod members;
mod paste;
mod pieces;
mod problem;
mod request;
mod schema;
mod sent;
mod serde;
mod shell;
mod strict;
mod token;
mod url;
mod value;

pub(crate) use carried::Carried;
pub use carried::url_encode;
pub use decode::decode;
pub use delete::{Refusal, delete_request, delete_request_unguarded};
pub use encode::{encode, encode_pretty};
pub use guard::{DeletionGuard, Denial};
pub use paste::{from_request, is_request};
pub(crate) use problem::Problem;
pub use request::{BASE, Client, Listing, Order, Request, request};
pub use schema::schema;
pub use strict::strict_schema;
pub use token::{diagnostics_without_tokens, without_tokens};

pub(crate) use decode::{filter_text, lower, places_in, query_text};
pub(crate) use members::{saved_searches, text_for_query};
pub(crate) use paste::carried;
pub(crate) use serde::{in_one_line, json_of};
