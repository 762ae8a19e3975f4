//! The table of each kind of records.

use std::fmt;

use super::contacts::CONTACTS;
use super::records::Records;
use super::table::RecordTable;

impl Records {
    /// Every kind.
    pub const ALL: [Self; 1] = [Self::Contacts];

    /// All that is known of it.
    pub(crate) const fn table(self) -> &'static RecordTable {
        match self {
            Self::Contacts => &CONTACTS,
        }
    }

    /// One of them in words: "contact".
    pub const fn noun(self) -> &'static str {
        self.table().noun
    }

    /// Several in words: "contacts".
    pub const fn nouns(self) -> &'static str {
        self.table().nouns
    }
}

/// Several in words.
impl fmt::Display for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.nouns())
    }
}
