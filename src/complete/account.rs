//! What an account has beside its fields.

/// What the caller knows of the account beside its catalog, to be offered and to be named.
///
/// # Examples
/// ```
/// use nse_query::complete::AccountData;
///
/// let account = AccountData::new()
///     .tags(["vip", "very important"])
///     .saved_searches([("4fc886dc682c4a64dd060062", "Old friends")]);
/// assert_eq!(account.saved_search("4fc886dc682c4a64dd060062"), Some("Old friends"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct AccountData {
    pub(super) tags: Vec<String>,
    /// Each by id and name.
    pub(super) saved_searches: Vec<(String, String)>,
}

impl AccountData {
    /// Nothing known.
    pub const fn new() -> Self {
        Self { tags: Vec::new(), saved_searches: Vec::new() }
    }

    /// Adds tags. They are offered in this order.
    #[must_use]
    pub fn tags<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Self {
        self.tags.extend(tags.into_iter().map(Into::into));
        self
    }

    /// Adds saved searches, each by its id of 24 hexadecimal digits and its name. They are offered in this order.
    #[must_use]
    pub fn saved_searches<I: Into<String>, N: Into<String>>(
        mut self,
        searches: impl IntoIterator<Item = (I, N)>,
    ) -> Self {
        self.saved_searches.extend(searches.into_iter().map(|(id, name)| (id.into(), name.into())));
        self
    }

    /// The name of the saved search with this id.
    pub fn saved_search(&self, id: &str) -> Option<&str> {
        let named = self.saved_searches.iter().find(|(known, _)| known.eq_ignore_ascii_case(id));
        named.map(|(_, name)| &**name)
    }
}
