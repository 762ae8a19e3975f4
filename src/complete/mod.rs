//! For editors and search boxes: what may be written at a place of a query, what stands there, what each token is, and what else
//! an editor asks of a language.
//!
//! All of it works on queries that are broken elsewhere, and knows no more than the text, a catalog and what the caller
//! says of the account.

mod about;
mod account;
mod hints;
mod hover;
mod hover_json;
mod moving;
mod name;
mod offer;
mod parameter;
mod place;
mod ranges;
mod role;
mod roles;
mod suggest;
mod symbols;
mod tree;
mod walk;

pub use about::about_field;
pub use account::AccountData;
pub use hints::{Hint, hints};
pub use hover::{Hover, hover};
pub use offer::{Completion, CompletionKind};
pub use parameter::{parameter_places, rename_parameter};
pub use ranges::{Fold, enclosing, folds};
pub use role::{Role, RoleSpan};
pub use roles::roles;
pub use suggest::complete;
pub use symbols::{Symbol, SymbolKind, symbols};
