//! NSE JSON: written from a query, and read into one.

mod decode;
mod delete;
mod encode;
mod form;
mod problem;
mod request;
mod schema;
mod serde;

pub use decode::decode;
pub use delete::{Refusal, delete_request, delete_request_unguarded};
pub use encode::{encode, encode_pretty};
pub(crate) use problem::Problem;
pub use request::{Listing, from_request, is_request, request, url_encode};
pub use schema::schema;

pub(crate) use decode::{lower, places};
pub(crate) use request::carried;
