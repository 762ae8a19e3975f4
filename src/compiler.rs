//! The whole way from a source, text, JSON or a request, to a checked query, with its options.

mod brackets;

use crate::catalog::Catalog;
use crate::check::{Checked, Options, checked};
use crate::diagnostic::{Collector, Diagnostics, apply};
use crate::json::is_json;
use crate::limits::Limits;
use crate::{nse, text};

/// Reads queries with the fields of one catalog.
///
/// It owns what it needs, and a clone is cheap, so that it can be kept and shared by threads.
///
/// # Examples
/// ```
/// use nse_query::{Catalog, Compiler};
///
/// let compiler = Compiler::new(Catalog::builtin());
/// let checked = compiler.text("tag = vip")?;
/// assert_eq!(checked.query.to_string(), "tag = vip");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Compiler {
    catalog: Catalog,
    lenient: bool,
    limits: Limits,
}

impl Compiler {
    /// With the fields of `catalog`: strict, with the default limits.
    pub fn new(catalog: impl Into<Catalog>) -> Self {
        Self { catalog: catalog.into(), lenient: false, limits: Limits::default() }
    }

    /// Whether to keep, with a warning, unknown fields and `is`/`is_not` on `names`.
    #[must_use]
    pub const fn lenient(mut self, lenient: bool) -> Self {
        self.lenient = lenient;
        self
    }

    /// Replaces the limits.
    #[must_use]
    pub const fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The fields it reads queries with.
    pub const fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    const fn options(&self) -> Options<'_> {
        Options { catalog: &self.catalog, lenient: self.lenient, limits: self.limits }
    }

    /// Reads filter text.
    ///
    /// # Errors
    /// Every mistake found, at least one, with the warnings beside them, in order of place.
    pub fn text(&self, text: &str) -> Result<Checked, Diagnostics> {
        let options = self.options();
        let mut diagnostics = Collector::new(options.limits.errors);
        let text::Recovered { ast, meant } = text::recover(text, &options.limits, options.catalog, &mut diagnostics);
        let query = text::lower(&ast, &options, &mut diagnostics);
        text::judge_meant(&meant, text, &options, &mut diagnostics);
        checked(query, diagnostics)
    }

    /// Reads NSE JSON.
    ///
    /// # Errors
    /// Every mistake found, at least one, with the warnings beside them, in order of place.
    pub fn json(&self, json: &str) -> Result<Checked, Diagnostics> {
        let mut diagnostics = Collector::new(self.limits.errors);
        let query = nse::lower(json, &self.options(), &mut diagnostics);
        if diagnostics.failed()
            && let Some(text) = brackets::text_in_brackets(json)
        {
            return Err(Diagnostics(vec![text]));
        }
        checked(query, diagnostics)
    }

    /// Reads the NSE JSON in a request, see [`nse::from_request`].
    ///
    /// # Errors
    /// Every mistake found, at least one, with the warnings beside them, in order of place. Places are those in the
    /// request, and what a fix writes there is encoded.
    pub fn request(&self, request: &str) -> Result<Checked, Diagnostics> {
        self.carried(&nse::carried(request, self.catalog.records())?)
    }

    fn carried(&self, carried: &nse::Carried) -> Result<Checked, Diagnostics> {
        let placed = |found| {
            let mut placed = carried.placed(found);
            placed.extend(carried.warnings.iter().cloned());
            placed.sort_by_key(|diagnostic| diagnostic.span);
            placed
        };
        match self.json(&carried.json) {
            Ok(checked) => Ok(Checked { warnings: placed(checked.warnings), ..checked }),
            Err(found) => Err(Diagnostics(placed(found.into_vec()))),
        }
    }

    /// Reads each saved search of the service's listing, `{"resources": [{"id": …, "name": …, "query": "…"}]}`: its name, or
    /// else its id, and what reading it comes to. None where `source` is not such a listing. Places are those in the
    /// listing.
    ///
    /// # Examples
    /// ```
    /// use nse_query::Compiler;
    ///
    /// let listing = r#"{"resources": [{"id": "4fc886dc682c4a64dd060062", "name": "VIPs",
    ///     "query": "{\"tag\": {\"equals\": \"vip\"}}"}]}"#;
    /// let searches = Compiler::default().saved_searches(listing).ok_or("no listing")?;
    /// let (name, read) = &searches[0];
    /// assert_eq!(name, "VIPs");
    /// let mistakes = read.as_ref().unwrap_err();
    /// assert_eq!(mistakes.as_slice()[0].span.of(listing), r#"\"equals\""#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn saved_searches(&self, source: &str) -> Option<Vec<(String, Result<Checked, Diagnostics>)>> {
        let read = |(name, carried): (String, nse::Carried)| (name, self.carried(&carried));
        Some(nse::saved_searches(source)?.into_iter().map(read).collect())
    }

    /// Reads any form, told apart by [`is_json`] and [`nse::is_request`].
    ///
    /// # Errors
    /// Every mistake found, at least one, with the warnings beside them, in order of place.
    pub fn read(&self, source: &str) -> Result<Checked, Diagnostics> {
        if nse::is_request(source) {
            self.request(source)
        } else if is_json(source) {
            self.json(source)
        } else {
            self.text(source)
        }
    }

    /// `source`, text, JSON or a request, with every certain fix applied, and those that these bring about; nothing where
    /// there is none to apply.
    pub fn fix(&self, source: &str) -> Option<String> {
        let mut fixed: Option<String> = None;
        // As many as there are, within reason: they are not shown.
        let all = self.clone().limits(Limits { errors: 100_000, ..self.limits });
        // Each round removes what it found; this many are only needed by mistakes that hide one another.
        for _ in 0..20 {
            let text = fixed.as_deref().unwrap_or(source);
            let found = match all.read(text) {
                Ok(checked) => checked.warnings,
                Err(diagnostics) => diagnostics.into_vec(),
            };
            let certain = found.iter().flat_map(|diagnostic| &diagnostic.fixes).filter(|fix| fix.certain);
            let next = apply(text, certain);
            if next == text {
                break;
            }
            fixed = Some(next);
        }
        fixed
    }
}
