//! What an answer depends on beside the query and the contact.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::SystemTime;

use serde::Deserialize;

use super::Problem;
use crate::compiler::Compiler;
use crate::diagnostic::{Diagnostics, Error};
use crate::query::Query;
use crate::value::{self, Instant, Zone};

/// How many words of the value `contain` asks for.
///
/// # Examples
/// ```
/// use nse_query::Query;
/// use nse_query::eval::{Context, Matcher, TokenMatch};
///
/// let query: Query = r#"name ~ "Jon Ferrara""#.parse()?;
/// let jon = r#"{"id": "1", "fields": {"first name": [{"value": "Jon"}]}}"#;
/// assert!(Matcher::new(&query, &Context::default())?.matches_str(jon)?);
/// assert!(!Matcher::new(&query, &Context::default().token_match(TokenMatch::All))?.matches_str(jon)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TokenMatch {
    /// One is enough, as the service documents it (evidence 10).
    #[default]
    Any,
    /// One value must hold them all.
    All,
}

/// What a query is evaluated with. [`Context::default`] is the present by the computer's clock, UTC, no user and no saved
/// searches.
///
/// The present is fixed when the context is made, and with it in every matcher: a program that runs for days makes them
/// anew.
///
/// # Examples
/// ```
/// use nse_query::eval::{Context, SavedSearches, TokenMatch};
///
/// let listing = r#"{"resources": [{"id": "4fc886dc682c4a64dd060062", "name": "VIPs",
///     "query": "{\"tag\": {\"is\": \"vip\"}}"}]}"#;
/// let context = Context::at("2025-03-31T12:00:00Z".parse()?)
///     .zone("Europe/Berlin".parse()?)
///     .user("5c459c52ceee1868ee3ab41f")?
///     .saved_searches(SavedSearches::parse(listing)?)
///     .token_match(TokenMatch::All);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Context {
    pub(super) now: Instant,
    pub(super) zone: Zone,
    pub(super) user: Option<String>,
    pub(super) searches: SavedSearches,
    pub(super) token_match: TokenMatch,
    pub(super) compiler: Compiler,
}

impl Default for Context {
    fn default() -> Self {
        Self::at(SystemTime::now().into())
    }
}

impl Context {
    /// With `now` as the present.
    pub fn at(now: Instant) -> Self {
        Self {
            now,
            zone: Zone::UTC,
            user: None,
            searches: SavedSearches::default(),
            token_match: TokenMatch::Any,
            compiler: Compiler::default(),
        }
    }

    /// With the user's time zone. It decides where days begin.
    #[must_use]
    pub const fn zone(mut self, zone: Zone) -> Self {
        self.zone = zone;
        self
    }

    /// With the evaluating user, by id; `user last contacted` means them.
    ///
    /// # Errors
    /// E0214 where `id` is not 24 hexadecimal digits.
    pub fn user(mut self, id: &str) -> Result<Self, Error> {
        self.user = Some(value::id(id)?);
        Ok(self)
    }

    /// With the saved searches that queries may refer to.
    #[must_use]
    pub fn saved_searches(mut self, searches: SavedSearches) -> Self {
        self.searches = searches;
        self
    }

    /// With this reading of `contain`.
    #[must_use]
    pub const fn token_match(mut self, token_match: TokenMatch) -> Self {
        self.token_match = token_match;
        self
    }

    /// With the compiler that reads saved searches: its catalog, and whether it is lenient.
    #[must_use]
    pub fn compiler(mut self, compiler: Compiler) -> Self {
        self.compiler = compiler;
        self
    }
}

/// The service's listing of saved searches (evidence 4).
///
/// # Examples
/// ```
/// use nse_query::Compiler;
/// use nse_query::eval::SavedSearches;
///
/// let searches = SavedSearches::parse(r#"{"resources": [{"id": "4fc886dc682c4a64dd060062", "name": "VIPs",
///     "query": "{\"tag\": {\"is\": \"vip\"}}"}]}"#)?;
/// for (id, name) in searches.iter() {
///     let query = searches.query(id, &Compiler::default()).ok_or("not listed")??;
///     assert_eq!((name, query.to_string()), (Some("VIPs"), "tag = vip".to_owned()));
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct SavedSearches {
    by_id: BTreeMap<String, SavedSearch>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct SavedSearch {
    id: String,
    #[serde(default)]
    pub(super) name: Option<String>,
    /// NSE JSON in a string; what else may stand there matters only where the search is used.
    #[serde(default)]
    query: serde_json::Value,
}

impl SavedSearch {
    /// What messages call it.
    pub(super) fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.id)
    }

    /// Its query, in NSE JSON.
    pub(super) fn query(&self) -> Cow<'_, str> {
        self.query.as_str().map_or_else(|| Cow::Owned(self.query.to_string()), Cow::Borrowed)
    }
}

impl SavedSearches {
    /// Reads `{"resources": [{"id": …, "name": …, "query": "…"}]}`. The queries are read when one is referred to.
    ///
    /// # Errors
    /// E0405.
    pub fn parse(json: &str) -> Result<Self, Error> {
        #[derive(Deserialize)]
        struct Listing {
            resources: Vec<SavedSearch>,
        }
        let wrong = |reason| Problem::SavedSearches { reason }.error();
        let json = json.trim_start_matches('\u{feff}');
        // A list would be read as the members of the object, in order.
        if !json.trim_start().starts_with('{') {
            return Err(wrong("expected an object with `resources`".to_owned()));
        }
        let listing: Listing = serde_json::from_str(json).map_err(|error| wrong(error.to_string()))?;
        let mut by_id = BTreeMap::new();
        for search in listing.resources {
            let id = search.id.to_ascii_lowercase();
            if by_id.insert(id.clone(), search).is_some() {
                return Err(wrong(format!("the id `{id}` appears twice")));
            }
        }
        Ok(Self { by_id })
    }

    /// The id and the name of each, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.by_id.iter().map(|(id, search)| (id.as_str(), search.name.as_deref()))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// The query of the search `id`, read by `compiler`; none where it is not listed. For
    /// [`expand_saved_searches`](crate::query::expand_saved_searches).
    ///
    /// # Errors
    /// What keeps its JSON from being a query.
    pub fn query(&self, id: &str, compiler: &Compiler) -> Option<Result<Query, Diagnostics>> {
        Some(compiler.json(&self.get(id)?.query()).map(|checked| checked.query))
    }

    pub(super) fn get(&self, id: &str) -> Option<&SavedSearch> {
        self.by_id.get(id)
    }
}
