//! Which fields there are, and what each of them takes: the documented table, and what an account adds to it.

mod account;
#[allow(clippy::module_inception)] // the catalog itself
mod catalog;
pub(crate) mod contacts;
mod example;
mod field;
mod index;
mod kind;
mod load;
mod metadata;
mod place;
mod problem;
mod records;
mod search;
mod sets;
mod source;
mod suggest;
mod table;
mod tables;

pub(crate) use field::Said;
pub(crate) use source::{ADDRESS, EMPLOYMENT, Origin, Slot, Source, Step};

pub use catalog::Catalog;
pub use field::{Choice, Field, FieldRef};
pub use kind::Kind;
pub use load::Loaded;
pub use records::Records;
pub use suggest::nearest;

/// The longest name of a custom field, in characters (evidence 5).
pub(crate) const CUSTOM_NAME: usize = 150;
