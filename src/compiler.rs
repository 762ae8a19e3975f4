//! The whole way from a source, text, JSON or a request, to a checked query, with its options.

mod brackets;
mod serde;

use crate::catalog::Catalog;
use crate::check::{Checked, Options, checked};
use crate::diagnostic::{Collector, Diagnostic, Diagnostics, Fix, apply};
use crate::json::is_json;
use crate::limits::Limits;
use crate::template::Template;
use crate::value::{Instant, Present, WeekStart, Zone};
use crate::{lex, nse, text};

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
    now: Option<(Instant, Zone)>,
    week_start: WeekStart,
}

impl Compiler {
    /// With the fields of `catalog`: strict, with the default limits.
    pub fn new(catalog: impl Into<Catalog>) -> Self {
        Self { catalog: catalog.into(), ..Self::default() }
    }

    /// Whether to keep, with a warning, unknown fields and `is`/`is_not` on `names`.
    #[must_use]
    pub const fn lenient(mut self, lenient: bool) -> Self {
        self.lenient = lenient;
        self
    }

    /// Reads moving dates, such as `today` and `this month`, as the days that they are at `now` in `zone`. Without it they
    /// are errors: nothing here reads a clock.
    ///
    /// # Examples
    /// ```
    /// use nse_query::{Catalog, Compiler};
    ///
    /// let compiler = Compiler::new(Catalog::builtin()).now("2026-11-15T12:00:00Z".parse()?, "Europe/Berlin".parse()?);
    /// let checked = compiler.text("created in this month")?;
    /// assert_eq!(checked.query.to_string(), "created in 2026-11-01..2026-11-30");
    /// assert_eq!(checked.resolved[0].text, "this month");
    /// assert_eq!(checked.resolved[0].to.to_string(), "2026-11-30");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn now(mut self, now: Instant, zone: Zone) -> Self {
        self.now = Some((now, zone));
        self
    }

    /// On which day the weeks of `this week` and `previous week` begin: Monday unless said otherwise.
    #[must_use]
    pub const fn week_start(mut self, day: WeekStart) -> Self {
        self.week_start = day;
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

    pub(crate) fn options(&self) -> Options<'_> {
        let week_start = self.week_start;
        let present = self.now.map(|(instant, zone)| Present { instant, zone, week_start });
        Options { catalog: &self.catalog, lenient: self.lenient, limits: self.limits, present }
    }

    pub(crate) const fn has_present(&self) -> bool {
        self.now.is_some()
    }

    /// Reads filter text.
    ///
    /// # Errors
    /// Every mistake found, at least one, with the warnings beside them, in order of place.
    pub fn text(&self, text: &str) -> Result<Checked, Diagnostics> {
        let options = self.options();
        let (mut diagnostics, mut resolved) = (Collector::new(options.limits.errors), Vec::new());
        let read = text::recover(text, &options.limits, options.catalog, &mut diagnostics);
        let query = text::lower(&read.ast, &options, &mut diagnostics, &mut resolved);
        if !read.meant.is_empty() {
            text::judge_meant(&read.meant, text, false, &options, &mut diagnostics);
        }
        checked(query, resolved, || text::places_in(text, self.limits.nesting), diagnostics)
    }

    /// Reads filter text in which parameters, such as `{tag}`, stand for values that are given later. Its moving dates are
    /// read when they are, at the present of [`Compiler::now`] or of [`Template::bind_at`].
    ///
    /// # Errors
    /// Every mistake found, at least one, with the warnings beside them, in order of place.
    pub fn template(&self, text: &str) -> Result<Template, Diagnostics> {
        let options = self.options();
        let mut diagnostics = Collector::new(options.limits.errors);
        let text::Recovered { ast, meant } = text::recover(text, &options.limits, options.catalog, &mut diagnostics);
        let holed = text::lower_holed(&ast, &options, &mut diagnostics);
        text::judge_meant(&meant, text, true, &options, &mut diagnostics);
        let failed = diagnostics.failed();
        let found = diagnostics.finish();
        match holed {
            Some(holed) if !failed => Ok(Template::new(text, holed, &options, self.week_start, found)),
            _ => Err(Diagnostics(found)),
        }
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
        if diagnostics.failed()
            && let Some((span, text)) = nse::text_for_query(json)
            && let Ok(checked) = self.text(&text)
        {
            return Err(Diagnostics(vec![nse::query_text(span, &nse::encode(&checked.query))]));
        }
        checked(query, Vec::new(), || nse::places_in(json, self.limits.nesting), diagnostics)
    }

    /// Reads the NSE JSON in a request, see [`nse::from_request`].
    ///
    /// # Errors
    /// Every mistake found, at least one, with the warnings beside them, in order of place. Places are those in the
    /// request, and what a fix writes there is encoded.
    pub fn request(&self, request: &str) -> Result<Checked, Diagnostics> {
        self.carried(&nse::carried(request)?)
    }

    fn carried(&self, carried: &nse::Carried) -> Result<Checked, Diagnostics> {
        let moved = |found| {
            let mut placed = carried.placed(found);
            placed.extend(carried.warnings.iter().cloned());
            placed.sort_by_key(|diagnostic| diagnostic.span);
            placed
        };
        match self.json(&carried.json) {
            Ok(checked) => {
                let places = checked.places.moved(|span| carried.span(span));
                Ok(Checked { warnings: moved(checked.warnings), places, excerpt: carried.excerpt, ..checked })
            }
            Err(found) => match self.text_for_json(&carried.json) {
                Some(text) => Err(Diagnostics(moved(vec![text]))),
                None => Err(Diagnostics(moved(found.into_vec()))),
            },
        }
    }

    /// The error for `source`, which should be JSON, where it is filter text.
    fn text_for_json(&self, source: &str) -> Option<Diagnostic> {
        let checked = if is_json(source) { None } else { self.text(source).ok() }?;
        Some(nse::filter_text(source.len(), &nse::encode(&checked.query)))
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
        let searches = nse::saved_searches(source)?.into_iter();
        Some(searches.map(|(name, carried)| (name, carried.and_then(|carried| self.carried(&carried)))).collect())
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

    /// Everything that is wrong or odd about `source` as someone who writes it wants to be told, in order of place: of any form, as
    /// [`Compiler::read`]; of a text with parameters, which are given later, as [`Compiler::template`]; of a listing of saved
    /// searches in all of them, as [`Compiler::saved_searches`].
    ///
    /// # Examples
    /// ```
    /// use nse_query::Compiler;
    ///
    /// let compiler = Compiler::default();
    /// assert!(compiler.diagnose("tag = {tag}").is_empty());
    /// assert_eq!(compiler.diagnose("name = {name}")[0].code().name(), "E0203");
    /// ```
    pub fn diagnose(&self, source: &str) -> Vec<Diagnostic> {
        if let Some(searches) = self.saved_searches(source) {
            let found = searches.into_iter().flat_map(|(name, read)| {
                let found = read.map_or_else(Diagnostics::into_vec, |checked| checked.warnings);
                found.into_iter().map(move |found| found.help(format!("in the saved search `{name}`")))
            });
            return found.collect();
        }
        let is_text = !nse::is_request(source) && !is_json(source);
        let found = if is_text && lex::has_parameters(source) {
            self.template(source).map(|template| template.warnings().to_vec())
        } else {
            self.read(source).map(|checked| checked.warnings)
        };
        found.unwrap_or_else(Diagnostics::into_vec)
    }

    /// `source` with `fix`, one of those that were offered for it, and then every certain fix applied: all of what somebody
    /// who takes the offer would send next.
    ///
    /// # Examples
    /// ```
    /// use nse_query::Compiler;
    ///
    /// let (compiler, source) = (Compiler::default(), "tag equals vip and name = Jon");
    /// let found = compiler.diagnose(source);
    /// let fix = found.iter().flat_map(|mistake| &mistake.fixes).find(|fix| !fix.certain).ok_or("none offered")?;
    /// assert_eq!(compiler.take(source, fix), "tag = vip and name ~ Jon");
    /// # Ok::<(), &str>(())
    /// ```
    pub fn take(&self, source: &str, fix: &Fix) -> String {
        let taken = apply(source, [fix]);
        self.fix(&taken).unwrap_or(taken)
    }

    /// `source`, text, JSON or a request, with every certain fix applied, and those that these bring about; nothing where
    /// there is none to apply.
    pub fn fix(&self, source: &str) -> Option<String> {
        let mut fixed: Option<String> = None;
        // As many as there are, within reason: they are not shown.
        let all = self.clone().limits(self.limits.errors(100_000));
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

impl From<&Self> for Compiler {
    fn from(compiler: &Self) -> Self {
        compiler.clone()
    }
}

impl From<&Catalog> for Compiler {
    fn from(catalog: &Catalog) -> Self {
        Self::new(catalog)
    }
}
