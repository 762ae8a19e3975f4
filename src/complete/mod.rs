//! For editors and search boxes: what may be written at a place of a query, what stands there, and what each token is.
//!
//! All of it works on queries that are broken elsewhere, and knows no more than the text, a catalog and what the caller
//! says of the account.

mod about;
mod account;
mod hover;
mod moving;
mod name;
mod offer;
mod place;
mod role;
mod roles;
mod suggest;
mod tree;
mod walk;

pub use account::AccountData;
pub use hover::{Hover, hover};
pub use offer::{Completion, CompletionKind};
pub use role::{Role, RoleSpan};
pub use roles::roles;
pub use suggest::complete;
