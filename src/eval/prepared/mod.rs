//! Contacts read once, to be asked many queries.
//!
//! Values are kept by member ([`column`]), each distinct text once, with the numbers of the contacts that carry it. So a
//! clause is decided once for every distinct value, by the tests that decide it for a single contact, and what remains
//! for contacts is to join sets of their numbers ([`find`]). Timestamps are kept in order of time ([`moments`]), and the
//! words of members with many values in order of the alphabet ([`index`]).

mod column;
mod contacts;
mod find;
mod index;
mod moments;
mod table;

pub use contacts::{PreparedContacts, PreparedContactsBuilder};
